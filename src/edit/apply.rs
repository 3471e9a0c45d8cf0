//! The only way in which a workspace changes.

use std::collections::HashSet;
use std::sync::Arc;

use super::diagram;
use super::rename::{rename_column, rename_database, rename_table};
use super::suppress::{suppress, unsuppress};
use super::{ColumnChange, DatabaseChange, Edit, EditError, TableChange};
use crate::schema::{
    Column, ColumnId, Database, DatabaseId, ForeignKey, ForeignKeyId, IndexId, Kept, Table, TableId, Workspace,
    renumber,
};
use crate::text::same_identifier;

/// The workspace after the edit. The old one stays as it was; what did not change is shared between the two.
pub fn apply(workspace: &Workspace, edit: &Edit) -> Result<Workspace, EditError> {
    let mut next = workspace.clone();
    change(&mut next, edit)?;
    Ok(next)
}

/// The workspace after all of the edits. What they change is copied once, however many they are.
pub fn apply_all(workspace: &Workspace, edits: &[Edit]) -> Result<Workspace, EditError> {
    let mut next = workspace.clone();
    edits.iter().try_for_each(|edit| change(&mut next, edit))?;
    Ok(next)
}

/// Leaves the workspace half changed where the edit does not fit.
fn change(out: &mut Workspace, edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::AddDatabase(database) => add_database(out, database),
        Edit::RenameDatabase { database, name } => rename_database(out, *database, name)?,
        Edit::SetDatabase { database, change } => set_database(database_mut(out, *database)?, change),
        Edit::DeleteDatabase(id) => delete_database(out, *id)?,
        Edit::AddTable { database, table } => add_table(out, *database, table)?,
        Edit::RenameTable { table, name } => rename_table(out, *table, name)?,
        Edit::SetTable { table, change } => set_table(table_mut(out, *table)?, change),
        Edit::DeleteTable(id) => delete_table(out, *id)?,
        Edit::AddColumn { table, at, column } => add_column(out, *table, *at, column)?,
        Edit::RenameColumn { table, column, name } => rename_column(out, *table, *column, name)?,
        Edit::SetColumn { table, column, change } => set_column(table_mut(out, *table)?, *column, change)?,
        Edit::MoveColumn { table, column, to } => move_column(table_mut(out, *table)?, *column, *to)?,
        Edit::DeleteColumn { table, column } => delete_column(table_mut(out, *table)?, *column)?,
        Edit::SetColumns { table, columns } => set_columns(out, *table, columns)?,
        Edit::SetIndexes { table, indexes } => {
            let mut indexes = indexes.clone();
            for index in indexes.iter_mut().filter(|index| index.id == IndexId::default()) {
                index.id = IndexId(out.next_id());
            }
            table_mut(out, *table)?.indexes = indexes;
        }
        Edit::AddIndex { table, index } => {
            let id = IndexId(out.next_id());
            let mut index = index.clone();
            index.id = id;
            table_mut(out, *table)?.indexes.push(index);
        }
        Edit::SetIndex { table, index } => {
            let indexes = &mut table_mut(out, *table)?.indexes;
            *indexes.iter_mut().find(|old| old.id == index.id).ok_or(EditError("index"))? = index.clone();
        }
        Edit::DeleteIndex { table, index } => {
            remove_where(&mut table_mut(out, *table)?.indexes, |old| old.id == *index).ok_or(EditError("index"))?;
        }
        Edit::AddForeignKey { table, key } => {
            let key = ForeignKey { id: ForeignKeyId(out.next_id()), ..key.clone() };
            table_mut(out, *table)?.foreign_keys.push(key);
        }
        Edit::SetForeignKey { table, key } => {
            let keys = &mut table_mut(out, *table)?.foreign_keys;
            *keys.iter_mut().find(|old| old.id == key.id).ok_or(EditError("foreign key"))? = key.clone();
        }
        Edit::DeleteForeignKey { table, key } => {
            remove_where(&mut table_mut(out, *table)?.foreign_keys, |old| old.id == *key)
                .ok_or(EditError("foreign key"))?;
        }
        Edit::QuoteName { table, name } => {
            table_mut(out, *table)?.unquoted.retain(|word| !same_identifier(word, name));
        }
        Edit::Suppress { path, rule, reason } => suppress(out, *path, rule, reason)?,
        Edit::Unsuppress { path, rule } => unsuppress(out, *path, rule)?,
        Edit::Import { workspace, replace } => join(out, Workspace::clone(workspace), *replace),
        Edit::Patch { patch, .. } => *out = patch.apply(out),
        Edit::Diagram(change) => diagram::change(out, change)?,
    }
    Ok(())
}

pub(super) fn database_mut(workspace: &mut Workspace, id: DatabaseId) -> Result<&mut Database, EditError> {
    let found = workspace.databases.iter_mut().find(|database| database.id == id);
    found.map(Arc::make_mut).ok_or(EditError("database"))
}

pub(super) fn table_mut(workspace: &mut Workspace, id: TableId) -> Result<&mut Table, EditError> {
    let database = workspace.databases.iter_mut().find(|database| database.table(id).is_some());
    let database = database.map(Arc::make_mut).ok_or(EditError("table"))?;
    let table = database.tables.iter_mut().find(|table| table.id == id);
    table.map(Arc::make_mut).ok_or(EditError("table"))
}

pub(super) fn column_mut(table: &mut Table, id: ColumnId) -> Result<&mut Column, EditError> {
    table.columns.iter_mut().find(|column| column.id == id).ok_or(EditError("column"))
}

fn remove_where<T>(list: &mut Vec<T>, is_it: impl Fn(&T) -> bool) -> Option<T> {
    let at = list.iter().position(is_it)?;
    Some(list.remove(at))
}

fn add_database(workspace: &mut Workspace, database: &Database) {
    let mut database = database.clone();
    database.id = DatabaseId(workspace.next_id());
    for table in &mut database.tables {
        renumber(Arc::make_mut(table), &mut workspace.last_id);
    }
    workspace.databases.push(Arc::new(database));
}

fn set_database(database: &mut Database, change: &DatabaseChange) {
    match change {
        DatabaseChange::Charset(charset) => database.charset = charset.clone(),
        DatabaseChange::Collation(collation) => database.collation = collation.clone(),
        DatabaseChange::Partitioning(partitioning) => database.partitioning = partitioning.clone(),
    }
}

fn delete_database(workspace: &mut Workspace, id: DatabaseId) -> Result<(), EditError> {
    remove_where(&mut workspace.databases, |database| database.id == id).ok_or(EditError("database"))?;
    workspace.kept.retain(|kept| kept.database != Some(id));
    diagram::forget_missing(workspace);
    workspace.drop_dead_drafts();
    Ok(())
}

fn add_table(workspace: &mut Workspace, database: DatabaseId, table: &Table) -> Result<(), EditError> {
    let mut table = table.clone();
    renumber(&mut table, &mut workspace.last_id);
    database_mut(workspace, database)?.tables.push(Arc::new(table));
    Ok(())
}

fn set_table(table: &mut Table, change: &TableChange) {
    match change {
        TableChange::Comment(comment) => table.options.comment = comment.clone(),
        TableChange::Engine(engine) => table.options.engine = engine.clone(),
        TableChange::Charset(charset) => table.options.charset = charset.clone(),
        TableChange::Collation(collation) => table.options.collation = collation.clone(),
        TableChange::IfNotExists(on) => table.if_not_exists = *on,
        TableChange::Other(name, value) => set_other(&mut table.options.others, name, value.as_deref()),
        TableChange::PartitionBy(text) => table.partition_by = text.clone(),
        TableChange::Checks(checks) => table.checks = checks.clone(),
        TableChange::Registration(registration) => {
            let old = table.registration.take();
            table.registration = registration.clone();
            if let (Some(registration), Some(old)) = (&mut table.registration, old) {
                registration.source = registration.source.take().or(old.source);
                registration.ingest = registration.ingest.take().or(old.ingest);
            }
        }
    }
}

/// An option keeps its place and its spelling.
fn set_other(others: &mut Vec<(String, String)>, name: &str, value: Option<&str>) {
    let at = others.iter().position(|(known, _)| known.eq_ignore_ascii_case(name));
    match (at, value) {
        (Some(at), None) => drop(others.remove(at)),
        (Some(at), Some(value)) => {
            if let Some((_, old)) = others.get_mut(at) {
                value.clone_into(old);
            }
        }
        (None, Some(value)) => others.push((name.to_owned(), value.to_owned())),
        (None, None) => {}
    }
}

/// Statements that stood behind the table move to the table before it, so that they stay in place.
fn delete_table(workspace: &mut Workspace, id: TableId) -> Result<(), EditError> {
    let (database, _) = workspace.table(id).ok_or(EditError("table"))?;
    let database_id = database.id;
    let at = database.tables.iter().position(|table| table.id == id).unwrap_or(0);
    let before = at.checked_sub(1).and_then(|at| database.tables.get(at)).map(|table| table.id);
    for kept in &mut workspace.kept {
        if kept.after == Some(id) {
            Arc::make_mut(kept).after = before;
        }
    }
    database_mut(workspace, database_id)?.tables.retain(|table| table.id != id);
    diagram::forget_missing(workspace);
    workspace.drop_dead_drafts();
    Ok(())
}

fn add_column(workspace: &mut Workspace, table: TableId, at: usize, column: &Column) -> Result<(), EditError> {
    let mut column = column.clone();
    column.id = workspace.next_column_id();
    let columns = &mut table_mut(workspace, table)?.columns;
    columns.insert(at.min(columns.len()), column);
    Ok(())
}

fn set_columns(workspace: &mut Workspace, table: TableId, columns: &[Column]) -> Result<(), EditError> {
    let mut columns = columns.to_vec();
    for column in columns.iter_mut().filter(|column| column.id == ColumnId::default()) {
        column.id = workspace.next_column_id();
    }
    table_mut(workspace, table)?.columns = columns;
    Ok(())
}

fn set_column(table: &mut Table, id: ColumnId, change: &ColumnChange) -> Result<(), EditError> {
    let column = column_mut(table, id)?;
    match change {
        ColumnChange::Type(data_type) => column.data_type = data_type.clone(),
        ColumnChange::Nullable(nullable) => column.nullable = *nullable,
        ColumnChange::Default(default) => column.default = default.clone(),
        ColumnChange::AutoIncrement(on) => column.auto_increment = *on,
        ColumnChange::Comment(comment) => column.comment = comment.clone(),
        ColumnChange::Definition(definition) => {
            let kept = std::mem::take(column);
            *column = Column {
                id,
                name: kept.name,
                remark: kept.remark,
                registered: kept.registered,
                felis: kept.felis,
                ..(**definition).clone()
            };
        }
    }
    Ok(())
}

fn move_column(table: &mut Table, id: ColumnId, to: usize) -> Result<(), EditError> {
    let column = remove_where(&mut table.columns, |column| column.id == id).ok_or(EditError("column"))?;
    table.columns.insert(to.min(table.columns.len()), column);
    Ok(())
}

fn delete_column(table: &mut Table, id: ColumnId) -> Result<(), EditError> {
    let column = remove_where(&mut table.columns, |column| column.id == id).ok_or(EditError("column"))?;
    if table.column_named(&column.name).is_some() {
        // A second column of that name is still there, so the keys still have theirs.
        return Ok(());
    }
    for index in &mut table.indexes {
        index.parts.retain(|part| part.expression || !same_identifier(&part.column, &column.name));
    }
    table.indexes.retain(|index| !index.parts.is_empty());
    for key in &mut table.foreign_keys {
        while let Some(at) = key.columns.iter().position(|name| same_identifier(name, &column.name)) {
            key.columns.remove(at);
            if at < key.parent_columns.len() {
                key.parent_columns.remove(at);
            }
        }
    }
    table.foreign_keys.retain(|key| !key.columns.is_empty());
    if let Some(registration) = &mut table.registration {
        let roles = registration.kind.column_names_mut().into_iter();
        roles.filter(|role| **role == column.name).for_each(String::clear);
    }
    table.unquoted.retain(|word| !same_identifier(word, &column.name));
    Ok(())
}

/// [`Edit::Import`] of a workspace that nobody else has: nothing of it is copied.
pub fn join(workspace: &mut Workspace, other: Workspace, replace: bool) {
    let other = other.with_ids_raised(workspace.last_id);
    workspace.last_id = other.last_id;
    let picture = Arc::clone(&other.diagram);
    workspace.drafts.extend(other.drafts.iter().cloned());
    let mut kept = other.kept.clone();
    if replace {
        // The same script once more: what was kept of it stands here already.
        let here: HashSet<_> = workspace.kept.iter().map(|old| (home(workspace, old), old.text.as_str())).collect();
        kept.retain(|new| !here.contains(&(home(&other, new), new.text.as_str())));
    }
    let first_place = place_of_first(workspace, other.databases.first());
    for database in other.databases {
        let Some(old) = workspace.databases.iter_mut().find(|old| same_identifier(&old.name, &database.name)) else {
            let place = if database.name.is_empty() { 0 } else { workspace.databases.len() };
            workspace.databases.insert(place, database);
            continue;
        };
        let old = Arc::make_mut(old);
        // What stood before the first table stands behind the tables that were there before.
        let last = old.tables.last().map(|table| table.id);
        for statement in kept.iter_mut().filter(|kept| kept.database == Some(database.id)) {
            let statement = Arc::make_mut(statement);
            statement.database = Some(old.id);
            statement.after = statement.after.or(last);
        }
        merge_database(old, &database, replace, &mut kept);
    }
    if let Some((database, after)) = first_place {
        for statement in kept.iter_mut().filter(|kept| kept.database.is_none()) {
            let statement = Arc::make_mut(statement);
            (statement.database, statement.after) = (Some(database), after);
        }
    }
    workspace.kept.extend(kept);
    diagram::join(workspace, &picture);
}

/// The name of the database that a kept statement belongs to.
fn home<'w>(workspace: &'w Workspace, kept: &Kept) -> Option<&'w str> {
    kept.database.and_then(|id| workspace.database(id)).map(|database| database.name.as_str())
}

/// Where statements go that stand before everything in an imported workspace: behind what is here already, and before
/// what is imported. `None`: at the very beginning.
fn place_of_first(workspace: &Workspace, imported: Option<&Arc<Database>>) -> Option<(DatabaseId, Option<TableId>)> {
    let same = imported.and_then(|imported| workspace.database_named(&imported.name));
    let before = match (imported, same) {
        (_, Some(same)) => same,
        (Some(imported), None) if imported.name.is_empty() => return None,
        (_, None) => workspace.databases.last()?,
    };
    Some((before.id, before.tables.last().map(|table| table.id)))
}

/// Adds the tables of `new` to `old`. A replaced table keeps its id, so that what points at it stays true.
fn merge_database(old: &mut Database, new: &Database, replace: bool, kept: &mut [Arc<Kept>]) {
    old.create |= new.create;
    old.if_not_exists |= new.if_not_exists;
    old.charset = new.charset.clone().or(old.charset.take());
    old.collation = new.collation.clone().or(old.collation.take());
    old.partitioning = new.partitioning.clone().or(old.partitioning.take());
    old.felis = new.felis.clone().or(old.felis.take());
    if old.options.is_empty() {
        old.options.clone_from(&new.options);
    }
    let already_there = old.tables.len();
    for table in &new.tables {
        let mut places = old.tables.iter_mut().take(already_there);
        let Some(place) = places.find(|place| replace && same_identifier(&place.name, &table.name)) else {
            old.tables.push(Arc::clone(table));
            continue;
        };
        for statement in kept.iter_mut().filter(|kept| kept.after == Some(table.id)) {
            Arc::make_mut(statement).after = Some(place.id);
        }
        *place = Arc::new(Table { id: place.id, ..(**table).clone() });
    }
}
