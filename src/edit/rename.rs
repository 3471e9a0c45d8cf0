//! Renames, with everything that refers to the old name.

use std::sync::Arc;

use super::EditError;
use super::apply::{column_mut, database_mut, table_mut};
use crate::schema::{ColumnId, DatabaseId, DirectorRef, ForeignKey, Table, TableId, Workspace};
use crate::text::same_identifier;

/// Foreign keys and director references that name the database follow.
pub(super) fn rename_database(workspace: &mut Workspace, id: DatabaseId, name: &str) -> Result<(), EditError> {
    let database = database_mut(workspace, id)?;
    let old = std::mem::replace(&mut database.name, name.to_owned());
    let names_it = |key: &ForeignKey| key.parent_database.as_ref().is_some_and(|parent| same_identifier(parent, &old));
    let about = |_: &str, table: &Table| table.foreign_keys.iter().any(names_it) || has_directors(table);
    for_each_table(workspace, about, |_, table| {
        let mut changed = false;
        for key in &mut table.foreign_keys {
            if key.parent_database.as_ref().is_some_and(|parent| same_identifier(parent, &old)) {
                key.parent_database = Some(name.to_owned());
                changed = true;
            }
        }
        for director in table.registration.iter_mut().flat_map(|registration| registration.kind.directors_mut()) {
            if let Some((database, director_table)) = director.table.split_once('.')
                && database == old
            {
                director.table = format!("{name}.{director_table}");
                changed = true;
            }
        }
        changed
    });
    Ok(())
}

/// Foreign keys and director references that name the table follow.
pub(super) fn rename_table(workspace: &mut Workspace, id: TableId, name: &str) -> Result<(), EditError> {
    let table = table_mut(workspace, id)?;
    let old = std::mem::replace(&mut table.name, name.to_owned());
    table.unquoted.retain(|word| !same_identifier(word, &old));
    let Some((database, _)) = workspace.table(id) else { return Ok(()) };
    if database.table_named(&old).is_some_and(|other| other.id != id) {
        // Another table has the old name: what refers to the name means that one.
        return Ok(());
    }
    let home = database.name.clone();
    let about = |database: &str, table: &Table| {
        table.foreign_keys.iter().any(|key| is_child(key, database, &home, &old)) || has_directors(table)
    };
    for_each_table(workspace, about, |database, table| {
        let mut changed = false;
        for key in &mut table.foreign_keys {
            if is_child(key, database, &home, &old) {
                key.parent_table = name.to_owned();
                changed = true;
            }
        }
        for director in table.registration.iter_mut().flat_map(|registration| registration.kind.directors_mut()) {
            changed |= rename_director(director, database, &home, &old, name);
        }
        changed
    });
    Ok(())
}

/// Director references are compared exactly, as Qserv does.
fn rename_director(director: &mut DirectorRef, database: &str, home: &str, old: &str, name: &str) -> bool {
    match director.table.split_once('.') {
        None if database == home && director.table == old => {
            director.table = name.to_owned();
            true
        }
        Some((prefix, table)) if prefix == home && table == old => {
            director.table = format!("{prefix}.{name}");
            true
        }
        None | Some(_) => false,
    }
}

/// Keys and roles of the table, and foreign keys of other tables, follow.
pub(super) fn rename_column(
    workspace: &mut Workspace,
    table_id: TableId,
    column: ColumnId,
    name: &str,
) -> Result<(), EditError> {
    let table = table_mut(workspace, table_id)?;
    let old = std::mem::replace(&mut column_mut(table, column)?.name, name.to_owned());
    table.unquoted.retain(|word| !same_identifier(word, &old));
    if table.column_named(&old).is_some_and(|other| other.id != column) {
        // Another column has the old name: what refers to the name means that one.
        return Ok(());
    }
    let follow = |referring: &mut String| {
        if same_identifier(referring, &old) {
            *referring = name.to_owned();
        }
    };
    let parts = table.indexes.iter_mut().flat_map(|index| &mut index.parts);
    parts.filter(|part| !part.expression).for_each(|part| follow(&mut part.column));
    table.foreign_keys.iter_mut().flat_map(|key| &mut key.columns).for_each(follow);
    if let Some(registration) = &mut table.registration {
        registration.kind.column_names_mut().into_iter().for_each(follow);
    }
    let parent = table.name.clone();
    let home = workspace.table(table_id).map(|(database, _)| database.name.clone()).unwrap_or_default();
    let about =
        |database: &str, table: &Table| table.foreign_keys.iter().any(|key| is_child(key, database, &home, &parent));
    for_each_table(workspace, about, |database, table| {
        let mut changed = false;
        for key in table.foreign_keys.iter_mut().filter(|key| is_child(key, database, &home, &parent)) {
            for referring in key.parent_columns.iter_mut().filter(|referring| same_identifier(referring, &old)) {
                *referring = name.to_owned();
                changed = true;
            }
        }
        changed
    });
    Ok(())
}

/// True where the key of a table of `database` refers to the table `parent` of the database `home`.
fn is_child(key: &ForeignKey, database: &str, home: &str, parent: &str) -> bool {
    same_identifier(&key.parent_table, parent)
        && same_identifier(key.parent_database.as_deref().unwrap_or(database), home)
}

fn has_directors(table: &Table) -> bool {
    table.registration.as_ref().is_some_and(|registration| !registration.kind.directors().is_empty())
}

/// Calls `change` with a copy of each table that `about` picks, and its database's name. A table for which it answers false
/// stays the same value, so that nothing that is remembered about it is lost.
fn for_each_table(
    workspace: &mut Workspace,
    about: impl Fn(&str, &Table) -> bool,
    mut change: impl FnMut(&str, &mut Table) -> bool,
) {
    for database in &mut workspace.databases {
        let mut changed = Vec::new();
        for (at, table) in database.tables.iter().enumerate() {
            if !about(&database.name, table) {
                continue;
            }
            let mut copy = (**table).clone();
            if change(&database.name, &mut copy) {
                changed.push((at, Arc::new(copy)));
            }
        }
        if changed.is_empty() {
            continue;
        }
        let database = Arc::make_mut(database);
        for (at, table) in changed {
            if let Some(place) = database.tables.get_mut(at) {
                *place = table;
            }
        }
    }
}
