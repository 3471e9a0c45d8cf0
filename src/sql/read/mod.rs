//! The reader: a script becomes databases, tables and kept statements. It never fails; it says what it did not understand.

mod alter;
mod column;
mod create_table;
mod data_type;
mod kept;
mod key;
mod options;
mod prose;
mod remarks;
mod script;
mod state;
mod steps;
mod words;

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::schema::{Aspect, Column, ObjectPath, Workspace};
use crate::text::Span;

pub use prose::statement_spans;
pub use script::read_script;
pub use steps::{Action, Change, Guard, InsertKind, Step, read_steps};
pub use words::is_statement;

/// Where each object of a workspace stands in the text it was read from.
pub type SourceMap = FxHashMap<(ObjectPath, Aspect), Span>;

/// What reading a text gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    pub workspace: Workspace,
    pub sources: SourceMap,
    /// Locations are in file 0.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads what stands behind a column's name: `BIGINT NOT NULL COMMENT 'x'`. The column's id and name are left empty.
///
/// Inline keys (`PRIMARY KEY`, `UNIQUE`) come back among the column's attributes. The error says what was not understood.
pub fn read_column_definition(text: &str) -> Result<Column, String> {
    let lexed = super::token::lex(text, Span::new(0, text.len()));
    let mut state = state::State::new(text);
    let mut cursor = super::cursor::Cursor::new(text, &lexed, text.len());
    if cursor.at_end() {
        return Err("a type is missing, such as `BIGINT` or `VARCHAR(64)`".to_owned());
    }
    let mut column = column::read_definition(&mut state, &mut cursor, Column::default(), ObjectPath::Workspace);
    for hint in lexed.comments.iter().filter(|comment| comment.hint && !cursor.has_copied(comment.span)) {
        column.column.attributes.push(hint.text.clone());
    }
    column.column.attributes.extend(column.inline_keys.iter().map(|kind| kind.keyword().to_owned()));
    if let Some(problem) = state.reading.diagnostics.into_iter().next() {
        return Err(problem.message.to_string());
    }
    if !cursor.at_end() {
        return Err(format!("`{}` is not understood here", cursor.span().of(text)));
    }
    Ok(column.column)
}
