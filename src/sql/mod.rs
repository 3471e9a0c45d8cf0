//! SQL text to schema and back: a reader that never fails, and a writer.
//!
//! Lexer and grammar are ours, so that they recover inside a statement and know every place.

mod cursor;
mod ink;
mod read;
mod split;
mod token;
mod write;

pub use ink::{Fold, Ink, Inked, inked};
pub use read::{
    Action, Change, Guard, InsertKind, Reading, SourceMap, Step, is_statement, read_column_definition, read_script,
    read_steps, statement_spans,
};
pub use write::{
    Element, elements, options as write_table_options, write_column_definition, write_create_table, write_data_type,
    write_index, write_script, write_table_body,
};
