//! The body of the request that registers a table, read back.

use std::sync::Arc;

use super::matching::match_columns;
use super::table::places;
use super::{ReadBack, errors_beside, with_table};
use crate::diagnostic::{Diagnostic, Severity};
use crate::edit::{Edit, apply};
use crate::json;
use crate::qserv::{read_payloads, table_payload};
use crate::schema::{Aspect, Column, ColumnId, ObjectPath, Registration, Table, TableId, Workspace};
use crate::sql::Reading;
use crate::text::Span;

pub(super) fn read(base: &Workspace, id: TableId, text: &str) -> ReadBack {
    let mut out = ReadBack { workspace: base.clone(), ..ReadBack::default() };
    let Some((database, old)) = base.table(id) else { return out };
    let Some(body) = table_payload(database, old) else { return out };
    let reading = read_payloads(text);
    let then = read_payloads(&json::pretty(&body));
    let wrong = errors_beside(&reading.diagnostics, &then.diagnostics);
    let Reading { workspace: read, sources, diagnostics } = reading;
    out.said = diagnostics;
    let refuse = |out: &mut ReadBack, span: Span, message: String, help: &str| {
        let said = Diagnostic::new("payload-shape", Severity::Error, ObjectPath::Workspace, message);
        out.said.push(said.help(help).located(0, span));
    };
    let mut tables = read.tables();
    let (first, second) = (tables.next(), tables.next());
    let Some((home, now)) = first.filter(|_| second.is_none()) else {
        if !wrong {
            let message = format!("The registration of the table `{}` belongs here, and nothing else.", old.name);
            refuse(&mut out, Span::new(0, text.len().min(1)), message, "Undo brings it back.");
        }
        return out;
    };
    let place = |aspect| sources.get(&(ObjectPath::Table(now.id), aspect)).copied().unwrap_or_default();
    if home.name != database.name {
        let message = format!("This table belongs to the database `{}`, and not to `{}`.", database.name, home.name);
        let help = "Write the name of its own database. Rename the database, or move the table, in the list of tables.";
        refuse(&mut out, place(Aspect::Whole), message, help);
        return out;
    }
    let then = then.workspace.tables().next().map(|(_, table)| Arc::clone(table));
    let next = replaced(base, old, then.as_deref(), now);
    out.places = places(&sources, now, next.table(id).map(|(_, table)| &**table));
    if wrong {
        return out;
    }
    out.workspace = next;
    (out.applied, out.understood) = (true, true);
    out
}

/// The workspace with what the registration says of a table. It says nothing of keys, so they follow the columns' names;
/// and of a column it says the type, so the rest stays where that did not change.
fn replaced(base: &Workspace, old: &Table, then: Option<&Table>, now: &Table) -> Workspace {
    let mut next = base.clone();
    let pairs = match_columns(&old.columns, &now.columns);
    let then = then.filter(|then| then.columns.len() == old.columns.len());
    let mut columns = Vec::with_capacity(now.columns.len());
    for (column, pair) in now.columns.iter().zip(&pairs) {
        let Some((at, before)) = pair.and_then(|at| Some((at, old.columns.get(at)?))) else {
            let id = ColumnId(next.next_id());
            columns.push(Column { id, ..column.clone() });
            continue;
        };
        columns.push(column_read(before, then.and_then(|then| then.columns.get(at)), column));
    }
    let follow = |workspace: Workspace, edit: Edit| apply(&workspace, &edit).unwrap_or(workspace);
    if now.name != old.name {
        next = follow(next, Edit::RenameTable { table: old.id, name: now.name.clone() });
    }
    for column in &columns {
        if old.column(column.id).is_some_and(|before| before.name != column.name) {
            let edit = Edit::RenameColumn { table: old.id, column: column.id, name: column.name.clone() };
            next = follow(next, edit);
        }
    }
    for gone in old.columns.iter().filter(|gone| columns.iter().all(|column| column.id != gone.id)) {
        next = follow(next, Edit::DeleteColumn { table: old.id, column: gone.id });
    }
    let Some((_, table)) = next.table(old.id) else { return next };
    let mut table = (**table).clone();
    table.columns = columns;
    let ingest = table.registration.take().and_then(|registration| registration.ingest);
    let registration = now.registration.clone().unwrap_or_default();
    let same = then.is_some_and(|then| then.registration == now.registration);
    table.registration = if same { old.registration.clone() } else { Some(Registration { ingest, ..registration }) };
    if then.is_none_or(|then| then.options.charset != now.options.charset) {
        table.options.charset.clone_from(&now.options.charset);
    }
    if then.is_none_or(|then| then.options.collation != now.options.collation) {
        table.options.collation.clone_from(&now.options.collation);
    }
    with_table(&mut next, table);
    next
}

fn column_read(old: &Column, then: Option<&Column>, now: &Column) -> Column {
    let entry = |column: &Column| column.registered.clone();
    if then.is_some_and(|then| entry(then) == entry(now)) {
        return Column { name: now.name.clone(), ..old.clone() };
    }
    let same_type = then
        .zip(now.registered.as_ref())
        .is_some_and(|(then, now)| then.registered.as_ref().is_some_and(|then| then.type_text == now.type_text));
    if same_type {
        return Column { name: now.name.clone(), registered: entry(now), ..old.clone() };
    }
    // A comment is left out of a type that is written (`qserv::write`), so it is not gone because it is not there.
    let comment = now.comment.clone().or_else(|| {
        let hidden = then.is_none_or(|then| then.comment.is_none());
        old.comment.clone().filter(|_| hidden)
    });
    let (remark, felis) = (old.remark.clone(), old.felis.clone());
    Column { id: old.id, comment, remark, felis, ..now.clone() }
}
