//! The script of a whole project, read back: databases, tables, and the statements that are kept as text.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::ReadBack;
use super::matching::{match_tables, matched};
use super::merge::merged;
use super::table::places;
use crate::diagnostic::Severity;
use crate::schema::{Aspect, ColumnId, Database, DatabaseId, ForeignKeyId, IndexId, Kept, Table, TableId, Workspace};
use crate::sql::{Reading, read_script, write_create_table};
use crate::text::same_identifier;

pub(super) fn read(base: &Workspace, text: &str) -> ReadBack {
    let reading = read_script(text);
    let written = super::written(base, crate::schema::TextOf::Script).unwrap_or_default();
    let known = if reading.diagnostics.iter().any(|said| said.severity == Severity::Error) {
        errors(&read_script(&written))
    } else {
        HashMap::new()
    };
    let wrong = Wrong::of(&reading, known);
    let Reading { workspace: read, sources, diagnostics } = reading;
    let mut out = ReadBack { workspace: base.clone(), said: diagnostics, ..ReadBack::default() };
    let mut merge = Merge { base, wrong: &wrong, last_id: base.last_id, tables: vec![] };
    let databases = merge.databases(&read);
    let moved: HashMap<TableId, TableId> = merge.tables.iter().map(|(read, table)| (read.id, table.id)).collect();
    for (read, table) in &merge.tables {
        out.places.extend(places(&sources, read, Some(table)));
    }
    out.workspace.last_id = merge.last_id;
    let order: HashMap<DatabaseId, DatabaseId> =
        read.databases.iter().zip(&databases).map(|(read, database)| (read.id, database.id)).collect();
    if wrong.elsewhere {
        // Something that stood there may only be broken: nothing goes, and nothing moves.
        in_place(&mut out.workspace, &databases);
    } else {
        out.workspace.databases = databases;
        let placed = read.kept.iter().map(|kept| Kept {
            database: kept.database.and_then(|id| order.get(&id)).copied(),
            after: kept.after.and_then(|id| moved.get(&id)).copied(),
            text: kept.text.clone(),
        });
        out.workspace.kept = shared(&base.kept, placed.collect());
        out.workspace.drop_dead_drafts();
        follow_directors(base, &mut out.workspace);
    }
    out.applied = true;
    out.understood = !wrong.elsewhere && wrong.tables.is_empty();
    out
}

type Errors = HashMap<Arc<str>, usize>;

fn errors(reading: &Reading) -> Errors {
    let mut known = Errors::new();
    for said in reading.diagnostics.iter().filter(|said| said.severity == Severity::Error) {
        *known.entry(Arc::clone(&said.message)).or_default() += 1;
    }
    known
}

/// Where the text has mistakes that it did not have before.
struct Wrong {
    tables: HashSet<TableId>,
    elsewhere: bool,
}

impl Wrong {
    fn of(reading: &Reading, mut known: Errors) -> Self {
        // A list of columns without CREATE TABLE is read as a table, but it is no statement.
        let tables = reading.workspace.tables().map(|(_, table)| table.id);
        let bare: HashSet<TableId> =
            tables.filter(|table| super::place_of(&reading.sources, *table, Aspect::Name).is_none()).collect();
        let mut wrong = Wrong { elsewhere: !bare.is_empty(), tables: bare };
        for said in reading.diagnostics.iter().filter(|said| said.severity == Severity::Error) {
            if let Some(count) = known.get_mut(&said.message).filter(|count| **count > 0) {
                *count -= 1;
                continue;
            }
            match said.path.table() {
                Some(table) => drop(wrong.tables.insert(table)),
                None => wrong.elsewhere = true,
            }
        }
        wrong
    }
}

struct Merge<'w> {
    base: &'w Workspace,
    wrong: &'w Wrong,
    last_id: u32,
    /// Tables as they were read, and what has become of them.
    tables: Vec<(Arc<Table>, Arc<Table>)>,
}

impl Merge<'_> {
    /// The databases of the text, in its order, with the ids that they had.
    fn databases(&mut self, read: &Workspace) -> Vec<Arc<Database>> {
        let named = |a: &Arc<Database>, b: &Arc<Database>| same_identifier(&a.name, &b.name);
        let alike =
            |a: &Arc<Database>, b: &Arc<Database>| !a.name.is_empty() && !b.name.is_empty() && shares_tables(a, b);
        let pairs = matched(&self.base.databases, &read.databases, named, alike);
        let databases = read.databases.iter().zip(pairs).map(|(now, pair)| {
            let old = pair.and_then(|at| self.base.databases.get(at)).filter(|old| named(old, now) || alike(old, now));
            self.database(old, now)
        });
        databases.collect()
    }

    fn database(&mut self, old: Option<&Arc<Database>>, now: &Database) -> Arc<Database> {
        let before: &[Arc<Table>] = old.map_or(&[], |old| &old.tables);
        fn plain(tables: &[Arc<Table>]) -> Vec<&Table> {
            tables.iter().map(|table| &**table).collect()
        }
        let pairs = match_tables(&plain(before), &plain(&now.tables));
        let mut tables = Vec::with_capacity(now.tables.len());
        for (read, pair) in now.tables.iter().zip(pairs) {
            let before = pair.and_then(|at| before.get(at));
            if let Some(table) = self.table(before, read) {
                self.tables.push((Arc::clone(read), Arc::clone(&table)));
                tables.push(table);
            }
        }
        let id = match old {
            Some(old) => old.id,
            None => DatabaseId(self.next_id()),
        };
        let next = Database {
            id,
            name: now.name.clone(),
            create: now.create,
            if_not_exists: now.if_not_exists,
            charset: now.charset.clone(),
            collation: now.collation.clone(),
            options: now.options.clone(),
            partitioning: old.and_then(|old| old.partitioning.clone()),
            felis: old.and_then(|old| old.felis.clone()),
            tables,
        };
        old.filter(|old| ***old == next).cloned().unwrap_or_else(|| Arc::new(next))
    }

    fn next_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }

    /// A table with a mistake in it stays as it was; a new one waits until it has none.
    fn table(&mut self, old: Option<&Arc<Table>>, read: &Arc<Table>) -> Option<Arc<Table>> {
        let broken = self.wrong.tables.contains(&read.id);
        let Some(old) = old else {
            if broken {
                return None;
            }
            let mut new = (**read).clone();
            new.id = TableId(self.next_id());
            // In the order in which the reader gave them: keys are written in the order of their ids.
            let shift = self.last_id.saturating_sub(read.id.0);
            new.columns.iter_mut().for_each(|column| column.id = ColumnId(column.id.0 + shift));
            new.indexes.iter_mut().for_each(|index| index.id = IndexId(index.id.0 + shift));
            new.foreign_keys.iter_mut().for_each(|key| key.id = ForeignKeyId(key.id.0 + shift));
            let parts = new.columns.iter().map(|column| column.id.0);
            let parts = parts.chain(new.indexes.iter().map(|index| index.id.0));
            let parts = parts.chain(new.foreign_keys.iter().map(|key| key.id.0));
            self.last_id = parts.max().unwrap_or(0).max(self.last_id);
            return Some(Arc::new(new));
        };
        if broken {
            return Some(Arc::clone(old));
        }
        let text = write_create_table(old);
        if write_create_table(read) == text && read.unquoted == old.unquoted {
            return Some(Arc::clone(old));
        }
        let then = read_script(&text);
        let then = then.workspace.tables().next().map(|(_, table)| Arc::clone(table));
        let next = merged(old, then.as_deref(), read, &mut self.last_id);
        let next = with_roles_renamed(old, next);
        Some(if **old == next { Arc::clone(old) } else { Arc::new(next) })
    }
}

/// Roles stand in no script: they follow the columns that they name.
fn with_roles_renamed(old: &Table, mut next: Table) -> Table {
    let renamed = next.columns.iter().filter_map(|column| {
        let before = old.column(column.id)?;
        (before.name != column.name).then(|| (before.name.clone(), column.name.clone()))
    });
    let renamed: Vec<(String, String)> = renamed.collect();
    if let Some(registration) = next.registration.as_mut().filter(|_| !renamed.is_empty()) {
        for role in registration.kind.column_names_mut() {
            if let Some((_, name)) = renamed.iter().find(|(before, _)| same_identifier(before, role)) {
                role.clone_from(name);
            }
        }
    }
    next
}

/// Director references stand in no script either: they follow the tables that they name.
fn follow_directors(base: &Workspace, workspace: &mut Workspace) {
    let mut renamed = Vec::new();
    for (home, table) in workspace.tables() {
        let Some((old_home, old)) = base.table(table.id) else { continue };
        if old.name != table.name || old_home.name != home.name {
            renamed.push((old_home.name.clone(), old.name.clone(), home.name.clone(), table.name.clone()));
        }
    }
    if renamed.is_empty() {
        return;
    }
    let mut changed = Vec::new();
    for (home, table) in workspace.tables() {
        // As the reference was written: of a table that is new, in the database where it is now.
        let then = base.table(table.id).map_or(home.name.as_str(), |(old, _)| old.name.as_str());
        let mut next = (**table).clone();
        let directors = next.registration.iter_mut().flat_map(|registration| registration.kind.directors_mut());
        for director in directors {
            let (named, name) = match director.table.split_once('.') {
                Some((database, name)) => (Some(database), name),
                None => (None, director.table.as_str()),
            };
            let there = renamed.iter().find(|(database, old, ..)| named.unwrap_or(then) == database && old == name);
            if let Some((.., database, new)) = there {
                let apart = named.is_some() || *database != home.name;
                director.table = if apart { format!("{database}.{new}") } else { new.clone() };
            }
        }
        if next != **table {
            changed.push(next);
        }
    }
    for table in changed {
        super::with_table(workspace, table);
    }
}

fn shares_tables(a: &Database, b: &Database) -> bool {
    let known = b.tables.iter().filter(|table| a.table_named(&table.name).is_some()).count();
    known > 0 && known * 2 >= a.tables.len().min(b.tables.len())
}

/// Tables that are still there get what the text says of them; all else stays.
fn in_place(workspace: &mut Workspace, read: &[Arc<Database>]) {
    for table in read.iter().flat_map(|database| &database.tables) {
        if workspace.table(table.id).is_some_and(|(_, old)| !Arc::ptr_eq(old, table)) {
            super::with_table(workspace, (**table).clone());
        }
    }
}

/// The list with what both have alike taken from the old one, so that it is shared.
fn shared(old: &[Arc<Kept>], new: Vec<Kept>) -> Vec<Arc<Kept>> {
    let mut rest = old.iter();
    let mut out = Vec::with_capacity(new.len());
    for kept in new {
        let same = rest.clone().take(8).position(|old| **old == kept);
        out.push(match same.and_then(|at| rest.nth(at)) {
            Some(old) => Arc::clone(old),
            None => Arc::new(kept),
        });
    }
    out
}
