//! Texts that are being typed and are not understood, or not wholly: kept as they were typed until they are.

use serde::{Deserialize, Serialize};

use super::TableId;

/// What a text is a text of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextOf {
    /// The CREATE TABLE statement of a table.
    Sql(TableId),
    /// The body of the request that registers a table in Qserv.
    Payload(TableId),
    /// All databases, tables and kept statements.
    Script,
}

impl TextOf {
    pub fn table(self) -> Option<TableId> {
        match self {
            TextOf::Sql(table) | TextOf::Payload(table) => Some(table),
            TextOf::Script => None,
        }
    }
}

/// A text as somebody typed it, which says something that the model does not hold: a mistake, or a comment without a place.
/// The objects stay as they were when they were understood last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    pub of: TextOf,
    pub text: String,
}
