//! Fixes are tried before they are offered: on the profile's server, and on Qserv where tables are registered. One that makes a
//! refused workspace of an accepted one is taken back.
//!
//! Only what a fix can touch is executed: the tables that it changes, and those joined to them by foreign keys and directors.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{Format, QservOptions, Reading, SourceFile, qserv_dry_run};
use crate::diagnostic::{Diagnostic, Fix};
use crate::dryrun::mysql::session::{Session, Verdict};
use crate::dryrun::qserv::QservServer;
use crate::edit::{Edit, TableChange, apply};
use crate::export;
use crate::mysql::Server;
use crate::rules::Profile;
use crate::schema::{Aspect, Database, Index, ObjectPath, Table, TableId, Workspace};
use crate::sql::{statement_spans, write_create_table};
use crate::text::{Letters, is_plain_identifier, quote_identifier, same_identifier};

/// Remembers what it tried, as long as the tables are the same values.
#[derive(Debug, Default)]
pub struct Trials {
    tried: HashMap<*const Fix, Tried>,
}

#[derive(Debug)]
struct Tried {
    /// Held, so that no other fix gets its address.
    fix: Arc<Fix>,
    tables: Vec<Arc<Table>>,
    breaks: bool,
}

impl Trials {
    /// Takes back the fixes that would make the server refuse what it accepts.
    pub fn withhold<'d>(
        &mut self,
        workspace: &Workspace,
        server: Server,
        diagnostics: impl IntoIterator<Item = &'d mut Diagnostic>,
    ) {
        let mut joined = None;
        let mut kept = HashMap::with_capacity(self.tried.len());
        for diagnostic in diagnostics {
            let Some(fix) = diagnostic.fix.as_ref().filter(|fix| !fix.edits.is_empty()) else { continue };
            let key = Arc::as_ptr(fix);
            let joined = joined.get_or_insert_with(|| Joined::of(workspace));
            let tables = joined.around(workspace, fix);
            let same = |tried: &Tried| {
                tried.tables.len() == tables.len()
                    && tried.tables.iter().zip(&tables).all(|(old, new)| Arc::ptr_eq(old, new))
            };
            let tried = self.tried.remove(&key).filter(same).unwrap_or_else(|| {
                let breaks = breaks(workspace, server, fix, &tables);
                Tried { fix: Arc::clone(fix), tables, breaks }
            });
            let breaks = tried.breaks;
            kept.insert(Arc::as_ptr(&tried.fix), tried);
            if breaks {
                diagnostic.fix = None;
            }
        }
        self.tried = kept;
    }
}

/// Tables by the tables that they are joined to.
pub(super) struct Joined {
    by_table: HashMap<TableId, Vec<TableId>>,
}

impl Joined {
    pub(super) fn of(workspace: &Workspace) -> Self {
        let mut names: HashMap<(String, String), TableId> = HashMap::new();
        let mut pairs = Vec::new();
        for (database, table) in workspace.tables() {
            names.insert((database.name.lower(), table.name.lower()), table.id);
            for key in &table.foreign_keys {
                let home = key.parent_database.as_ref().unwrap_or(&database.name);
                pairs.push((table.id, (home.lower(), key.parent_table.lower())));
            }
            let directors = table.registration.iter().flat_map(|registration| registration.kind.directors());
            for (_, director) in directors {
                let (home, name) = director.table.split_once('.').unwrap_or((&database.name, &director.table));
                pairs.push((table.id, (home.lower(), name.lower())));
            }
        }
        let mut by_table: HashMap<TableId, Vec<TableId>> = HashMap::new();
        for (table, parent) in pairs {
            if let Some(parent) = names.get(&parent) {
                by_table.entry(table).or_default().push(*parent);
                by_table.entry(*parent).or_default().push(table);
            }
        }
        Joined { by_table }
    }

    /// The tables that a fix changes, and those joined to them, two steps far: a parent needs its own parents.
    pub(super) fn around(&self, workspace: &Workspace, fix: &Fix) -> Vec<Arc<Table>> {
        let mut ids: Vec<TableId> = fix.edits.iter().filter_map(table_of).collect();
        let mut at = 0;
        for _ in 0..2 {
            let end = ids.len();
            while at < end {
                let next = ids.get(at).and_then(|id| self.by_table.get(id)).into_iter().flatten();
                ids.extend(next.copied().collect::<Vec<_>>());
                at += 1;
            }
        }
        let mut seen = HashSet::new();
        ids.retain(|id| seen.insert(*id));
        ids.iter().filter_map(|id| workspace.table(*id)).map(|(_, table)| Arc::clone(table)).collect()
    }
}

fn table_of(edit: &Edit) -> Option<TableId> {
    Some(match edit {
        Edit::RenameTable { table, .. }
        | Edit::SetTable { table, .. }
        | Edit::DeleteTable(table)
        | Edit::AddColumn { table, .. }
        | Edit::RenameColumn { table, .. }
        | Edit::SetColumn { table, .. }
        | Edit::MoveColumn { table, .. }
        | Edit::DeleteColumn { table, .. }
        | Edit::AddIndex { table, .. }
        | Edit::SetIndex { table, .. }
        | Edit::DeleteIndex { table, .. }
        | Edit::SetColumns { table, .. }
        | Edit::SetIndexes { table, .. }
        | Edit::AddForeignKey { table, .. }
        | Edit::SetForeignKey { table, .. }
        | Edit::DeleteForeignKey { table, .. }
        | Edit::QuoteName { table, .. } => *table,
        Edit::Suppress { path, .. } | Edit::Unsuppress { path, .. } => path.table()?,
        Edit::AddDatabase(_)
        | Edit::RenameDatabase { .. }
        | Edit::SetDatabase { .. }
        | Edit::DeleteDatabase(_)
        | Edit::AddTable { .. }
        | Edit::Import { .. }
        | Edit::Patch { .. }
        | Edit::Diagram(_) => return None,
    })
}

/// True where the server cannot refuse what the edit makes of an accepted table: it sees no more than a name or a comment.
fn is_harmless(workspace: &Workspace, edit: &Edit) -> bool {
    match edit {
        Edit::QuoteName { .. } | Edit::Suppress { .. } | Edit::Unsuppress { .. } => true,
        Edit::SetTable { change: TableChange::IfNotExists(_), .. } => true,
        Edit::SetIndex { table, index } => {
            let Some((_, table)) = workspace.table(*table) else { return false };
            let renamed =
                table.index(index.id).is_some_and(|old| Index { name: index.name.clone(), ..old.clone() } == *index);
            let Some(name) = &index.name else { return renamed };
            let is_taken = |other: &Index| {
                other.id != index.id && other.name.as_ref().is_some_and(|own| same_identifier(own, name))
            };
            renamed
                && is_plain_identifier(name)
                && name.chars().count() <= LONGEST_NAME
                && !name.eq_ignore_ascii_case("PRIMARY")
                && !table.indexes.iter().any(is_taken)
        }
        _ => false,
    }
}

/// Source: MySQL manual, "Identifier Length Limits".
const LONGEST_NAME: usize = 64;

fn breaks(workspace: &Workspace, server: Server, fix: &Fix, tables: &[Arc<Table>]) -> bool {
    if fix.edits.iter().all(|edit| is_harmless(workspace, edit)) {
        return false;
    }
    let before = part(workspace, tables);
    let after = fix.edits.iter().try_fold(before.clone(), |workspace, edit| apply(&workspace, edit));
    // What cannot be applied is no fix.
    let Ok(after) = after else { return true };
    let refused_after = refused(&after, server);
    // Mostly nothing is refused, and then it does not matter what was before.
    refused_after > 0 && refused_after > refused(&before, server)
}

/// The workspace with these tables only, in its order.
fn part(workspace: &Workspace, tables: &[Arc<Table>]) -> Workspace {
    let mut out = Workspace { last_id: workspace.last_id, ..Workspace::default() };
    for database in &workspace.databases {
        let mut own: Vec<Arc<Table>> =
            tables.iter().filter(|table| database.table(table.id).is_some()).cloned().collect();
        if own.len() > 1 {
            own.sort_by_key(|table| database.tables.iter().position(|known| known.id == table.id));
        }
        if !own.is_empty() {
            let (name, partitioning) = (database.name.clone(), database.partitioning.clone());
            let (charset, collation) = (database.charset.clone(), database.collation.clone());
            let part = Database {
                id: database.id,
                name,
                charset,
                collation,
                partitioning,
                tables: own,
                ..Database::default()
            };
            out.databases.push(Arc::new(part));
        }
    }
    out
}

/// How many tables the server refuses, and how many requests Qserv.
pub(super) fn refused(workspace: &Workspace, server: Server) -> usize {
    let mut session = Session::new(server).with_database("test");
    let mut refused = 0;
    let mut is_registered = false;
    for database in &workspace.databases {
        if !database.name.is_empty() {
            let name = quote_identifier(&database.name);
            let charset = database.charset.as_deref().unwrap_or("utf8mb4");
            let collation = database.collation.as_ref().map(|name| format!(" COLLATE {name}")).unwrap_or_default();
            session.execute(&format!("CREATE DATABASE {name} CHARSET {charset}{collation}"));
            session.execute(&format!("USE {name}"));
        }
        for table in &database.tables {
            if table.registration.is_some() {
                is_registered = true;
                continue;
            }
            let outcome = session.execute(&write_create_table(table));
            refused += usize::from(matches!(outcome.verdict, Verdict::Reject(_)));
        }
    }
    if is_registered { refused + refused_requests(workspace) } else { refused }
}

/// How many of the requests that register a workspace Qserv refuses.
pub(super) fn refused_requests(workspace: &Workspace) -> usize {
    let file = export::request_list(workspace);
    let file = SourceFile { name: file.name, bytes: file.text.into_bytes() };
    let run = qserv_dry_run(QservServer::Api55, QservOptions::default(), vec![file]);
    run.map_or(0, |run| run.requests.iter().filter(|request| !request.response.success).count())
}

/// Takes back what cannot be offered for what was read: fixes that the server refuses, and those that rename or drop what
/// another statement of the scripts names, which would fail then.
pub(super) fn withhold(reading: &Reading, profile: &Profile, diagnostics: &mut [Diagnostic]) {
    let mut words = None;
    for diagnostic in diagnostics.iter_mut() {
        let Some(fix) = &diagnostic.fix else { continue };
        let named = fix.edits.iter().find_map(|edit| taken_names(&reading.workspace, edit));
        let Some((table, name)) = named else { continue };
        let words = words.get_or_insert_with(|| other_words(reading));
        if words.contains(&table.lower()) && name.is_none_or(|name| words.contains(&name.lower())) {
            diagnostic.fix = None;
        }
    }
    Trials::default().withhold(&reading.workspace, profile.server, diagnostics);
}

/// The name of the table, and of the column or index in it, that is not there any more after an edit.
fn taken_names<'w>(workspace: &'w Workspace, edit: &Edit) -> Option<(&'w str, Option<&'w str>)> {
    let table = |id| workspace.table(id).map(|(_, table)| &**table);
    match edit {
        Edit::RenameTable { table: id, .. } | Edit::DeleteTable(id) => Some((&table(*id)?.name, None)),
        Edit::RenameColumn { table: id, column, .. } | Edit::DeleteColumn { table: id, column } => {
            let table = table(*id)?;
            let name = &table.column(*column)?.name;
            // A second column of that name stays.
            let stays = table.columns.iter().any(|other| other.id != *column && other.name.lower() == name.lower());
            (!stays).then_some((table.name.as_str(), Some(name.as_str())))
        }
        Edit::DeleteIndex { table: id, index } => {
            let table = table(*id)?;
            Some((&table.name, Some(table.index(*index)?.name.as_deref()?)))
        }
        Edit::SetIndex { table: id, index } => {
            let table = table(*id)?;
            let old = table.index(index.id)?.name.as_deref()?;
            (index.name.as_deref() != Some(old)).then_some((table.name.as_str(), Some(old)))
        }
        _ => None,
    }
}

/// The words, in small letters, of all statements of the scripts but those that make the tables.
fn other_words(reading: &Reading) -> HashSet<String> {
    let whole =
        |(place, aspect): &(ObjectPath, Aspect)| matches!((place, aspect), (ObjectPath::Table(_), Aspect::Whole));
    let tables = reading.sources.iter().filter(|(key, _)| whole(key)).map(|(_, at)| (at.file, at.span.start));
    let tables: HashSet<(usize, usize)> = tables.collect();
    let mut words = HashSet::new();
    for (number, file) in reading.files.iter().enumerate().filter(|(_, file)| file.format == Some(Format::Sql)) {
        for span in statement_spans(&file.text).into_iter().filter(|span| !tables.contains(&(number, span.start))) {
            let all = span.of(&file.text).split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'));
            words.extend(all.filter(|word| !word.is_empty()).map(Letters::lower));
        }
    }
    words
}
