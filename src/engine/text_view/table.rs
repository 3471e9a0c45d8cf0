//! The CREATE TABLE statement of one table, read back.

use std::collections::HashMap;
use std::sync::Arc;

use super::merge::merged;
use super::{ReadBack, errors_beside, place_of, refuse, with_table};
use crate::diagnostic::Severity;
use crate::edit::{Edit, apply};
use crate::schema::{Aspect, ObjectPath, Table, TableId, Workspace};
use crate::sql::{Reading, SourceMap, read_script, write_create_table};
use crate::text::Span;

pub(super) fn read(base: &Workspace, id: TableId, text: &str) -> ReadBack {
    let mut out = ReadBack { workspace: base.clone(), ..ReadBack::default() };
    let Some((database, old)) = base.table(id) else { return out };
    let reading = read_script(text);
    let then = read_script(&write_create_table(old));
    let wrong = errors_beside(&reading.diagnostics, &then.diagnostics);
    let Reading { workspace: read, sources, diagnostics } = reading;
    out.said = diagnostics;
    let Some((home, now)) = only_table(&read, &sources, text, &mut out, &old.name) else { return out };
    if !home.is_empty() && home != database.name {
        let place = place_of(&sources, now.id, Aspect::Name).unwrap_or_default();
        refuse(
            &mut out,
            place,
            format!("This table belongs to the database `{}`, and not to `{home}`.", database.name),
            "Leave the database out. Another database is chosen in the script of the whole project.",
        );
        return out;
    }
    let then = then.workspace.tables().next().map(|(_, table)| Arc::clone(table));
    let comments_only = read.kept.iter().all(|kept| is_comment(&kept.text));
    if !comments_only {
        return out;
    }
    let next = replaced(base, old, then.as_deref(), &now);
    out.places = places(&sources, &now, next.table(id).map(|(_, table)| &**table));
    if wrong {
        return out;
    }
    out.workspace = next;
    out.applied = true;
    // A comment behind the statement has no place in the model: it stays in the text.
    out.understood = read.kept.is_empty();
    out
}

/// The workspace with what the text says of a table. Its name and the names of its columns are followed by what refers to
/// them elsewhere; in its own statement the text has the word.
pub(super) fn replaced(base: &Workspace, old: &Table, then: Option<&Table>, now: &Table) -> Workspace {
    let mut next = base.clone();
    let mut last_id = next.last_id;
    let draft = merged(old, then, now, &mut last_id);
    let follow = |workspace: Workspace, edit: Edit| apply(&workspace, &edit).unwrap_or(workspace);
    if draft.name != old.name {
        next = follow(next, Edit::RenameTable { table: old.id, name: draft.name.clone() });
    }
    for column in &draft.columns {
        if old.column(column.id).is_some_and(|before| before.name != column.name) {
            let edit = Edit::RenameColumn { table: old.id, column: column.id, name: column.name.clone() };
            next = follow(next, edit);
        }
    }
    // Roles have followed the names.
    let registration = next.table(old.id).and_then(|(_, table)| table.registration.clone());
    next.last_id = next.last_id.max(last_id);
    with_table(&mut next, Table { registration, ..draft });
    next
}

/// The one table of the text, and the database that it names. Where there is none, or more, that is said.
fn only_table(
    read: &Workspace,
    sources: &SourceMap,
    text: &str,
    out: &mut ReadBack,
    name: &str,
) -> Option<(String, Arc<Table>)> {
    let mut tables = read.tables();
    let first = tables.next();
    if let Some((_, second)) = tables.next() {
        let place = place_of(sources, second.id, Aspect::Name).unwrap_or_default();
        refuse(
            out,
            place,
            format!("This view holds one table, and `{}` is another one.", second.name),
            "Open the script of the whole project to add tables as text.",
        );
        return None;
    }
    let named = first.filter(|(_, table)| sources.contains_key(&(ObjectPath::Table(table.id), Aspect::Name)));
    let Some((database, table)) = named else {
        if out.said.iter().all(|said| said.severity != Severity::Error) {
            let start = text.len() - text.trim_start().len();
            let end = text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |line| start + line);
            refuse(
                out,
                Span::new(start, end),
                format!("The statement CREATE TABLE of `{name}` is missing here."),
                "Undo brings it back. To delete the table, use the list of tables.",
            );
        }
        return None;
    };
    if let Some(other) = read.kept.iter().find(|kept| !is_comment(&kept.text)) {
        let at = text.find(other.text.trim_end_matches(';')).unwrap_or(0);
        let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |line| at + line);
        if out.said.iter().all(|said| said.severity != Severity::Error) {
            refuse(
                out,
                Span::new(at, end),
                "This view holds one table, and this is another statement.".to_owned(),
                "Open the script of the whole project for other statements.",
            );
        }
    }
    Some((database.name.clone(), Arc::clone(table)))
}

/// True where every line of a kept text is a comment that ends on its line, or that is all there is.
pub(super) fn is_comment(text: &str) -> bool {
    let text = text.trim().trim_end_matches(';').trim_end();
    let block = text.starts_with("/*") && !text.starts_with("/*!") && text.find("*/") == Some(text.len() - 2);
    block
        || text
            .lines()
            .map(str::trim_start)
            .all(|line| line.is_empty() || line.starts_with("--") || line.starts_with('#'))
}

/// The places of the text under the ids of the model. `result` has the parts of `read` in the same order.
pub(super) fn places(sources: &SourceMap, read: &Table, result: Option<&Table>) -> SourceMap {
    let Some(result) = result else { return SourceMap::default() };
    let mut paths: HashMap<ObjectPath, ObjectPath> = HashMap::new();
    let (from, to) = (read.id, result.id);
    paths.insert(ObjectPath::Table(from), ObjectPath::Table(to));
    let columns = read.columns.iter().zip(&result.columns);
    paths.extend(columns.map(|(a, b)| (ObjectPath::Column(from, a.id), ObjectPath::Column(to, b.id))));
    let indexes = read.indexes.iter().zip(&result.indexes);
    paths.extend(indexes.map(|(a, b)| (ObjectPath::Index(from, a.id), ObjectPath::Index(to, b.id))));
    let keys = read.foreign_keys.iter().zip(&result.foreign_keys);
    paths.extend(keys.map(|(a, b)| (ObjectPath::ForeignKey(from, a.id), ObjectPath::ForeignKey(to, b.id))));
    let moved = sources.iter().filter_map(|((path, aspect), span)| Some(((*paths.get(path)?, *aspect), *span)));
    moved.collect()
}
