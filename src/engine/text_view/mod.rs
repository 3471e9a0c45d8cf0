//! The texts in which a project can be edited: what is written is read back, and becomes the workspace that it says.
//!
//! Pure functions: a workspace and a text in, the next workspace out. Tables, columns and keys keep their ids as long as
//! their name or their place says which they are. What is not understood changes nothing, and stays as it was typed.

mod complete;
mod complete_json;
mod follow;
mod matching;
mod merge;
mod pane;
mod payload;
mod script;
mod table;

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::json;
use crate::qserv::table_payload;
use crate::schema::{Aspect, Draft, ObjectPath, Table, TableId, TextOf, Workspace};
use crate::sql::{SourceMap, write_create_table, write_script};
use crate::text::Span;

pub use follow::follow;
pub use pane::{Answer, Asked, Panes, place_key};

/// What can stand at a place of a text.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Offer {
    /// From where on it replaces what is there.
    pub from: usize,
    pub options: Vec<Offered>,
}

/// One of the things that can stand there.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Offered {
    pub label: String,
    /// `keyword`, `type`, `value`, `column`, `table`, `database`, `property` or `number`.
    pub kind: &'static str,
    /// What it means or holds; may be empty.
    pub detail: String,
    /// What is put in, where that is not the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apply: Option<String>,
    /// Higher ones come first among equals.
    pub rank: i32,
}

impl Offered {
    fn new(label: impl Into<String>, kind: &'static str, detail: impl Into<String>) -> Self {
        Offered { label: label.into(), kind, detail: detail.into(), apply: None, rank: 0 }
    }
}

/// What a token means.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Hover {
    pub span: Span,
    pub title: String,
    pub text: String,
}

/// What a text says of a workspace.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadBack {
    /// The workspace that the text says, with the text as a draft where it says more, or less, than that.
    pub workspace: Workspace,
    /// What the reader has to say of the text; places are in file 0.
    pub said: Vec<Diagnostic>,
    /// Where the objects of `workspace` stand in the text.
    pub places: SourceMap,
    /// The text was taken over, as far as it is understood.
    pub applied: bool,
    /// Everything in the text is in the workspace now.
    pub understood: bool,
}

/// The text of something as the writer writes it; `None` where there is no such thing.
pub fn written(workspace: &Workspace, of: TextOf) -> Option<String> {
    match of {
        TextOf::Sql(id) => workspace.table(id).map(|(_, table)| write_create_table(table)),
        TextOf::Payload(id) => {
            let (database, table) = workspace.table(id)?;
            table_payload(database, table).map(|body| json::pretty(&body))
        }
        TextOf::Script => Some(write_script(workspace)),
    }
}

/// The text that is shown: the one that is being typed, or the one of the writer.
pub fn shown(workspace: &Workspace, of: TextOf) -> Option<String> {
    let written = written(workspace, of)?;
    Some(workspace.draft(of).map_or(written, str::to_owned))
}

/// Reads a text back into the workspace that it is a text of.
///
/// What the writer has written changes nothing. A text with a mistake that it did not have before changes nothing either,
/// and is kept as it is; of a script the statements without one are taken over.
pub fn read_back(base: &Workspace, of: TextOf, text: &str) -> ReadBack {
    let mut out = match of {
        TextOf::Sql(table) => table::read(base, table, text),
        TextOf::Payload(table) => payload::read(base, table, text),
        TextOf::Script => script::read(base, text),
    };
    if written(base, of).is_some_and(|written| written == text) {
        out.workspace = base.clone();
        (out.applied, out.understood) = (true, true);
    }
    set_draft(&mut out.workspace, of, (!out.understood).then_some(text));
    out
}

/// Keeps the text, or lets go of it.
fn set_draft(workspace: &mut Workspace, of: TextOf, text: Option<&str>) {
    if workspace.draft(of) == text {
        return;
    }
    workspace.drafts.retain(|draft| draft.of != of);
    workspace.drafts.extend(text.map(|text| Arc::new(Draft { of, text: text.to_owned() })));
}

/// True where something is wrong in the text that was not wrong before. What a model holds unread was wrong before.
fn errors_beside(now: &[Diagnostic], then: &[Diagnostic]) -> bool {
    let mut known: HashMap<&str, usize> = HashMap::new();
    for said in then.iter().filter(|said| said.severity == Severity::Error) {
        *known.entry(&said.message).or_default() += 1;
    }
    now.iter().filter(|said| said.severity == Severity::Error).any(|said| match known.get_mut(&*said.message) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        Some(_) | None => true,
    })
}

/// Says why a text cannot be taken over.
fn refuse(out: &mut ReadBack, span: Span, message: String, help: &str) {
    let said = Diagnostic::new("sql-syntax", Severity::Error, ObjectPath::Workspace, message);
    out.said.push(said.help(help).located(0, span));
}

fn place_of(sources: &SourceMap, table: TableId, aspect: Aspect) -> Option<Span> {
    sources.get(&(ObjectPath::Table(table), aspect)).copied()
}

/// Puts the table in the place of the one of its id; nothing is copied where it is the same.
fn with_table(workspace: &mut Workspace, table: Table) {
    let holds = |database: &Arc<crate::schema::Database>| database.table(table.id).is_some();
    let Some(database) = workspace.databases.iter_mut().find(|database| holds(database)) else { return };
    if database.table(table.id).is_some_and(|old| **old == table) {
        return;
    }
    if let Some(place) = Arc::make_mut(database).tables.iter_mut().find(|old| old.id == table.id) {
        *place = Arc::new(table);
    }
}
