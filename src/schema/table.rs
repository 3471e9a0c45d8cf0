//! A table: columns, keys, options, and its Qserv registration if it has one.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Check, Column, ColumnId, ForeignKey, Index, IndexId, IndexKind, Registration, TableId, is_default};
use crate::text::same_identifier;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub id: TableId,
    pub name: String,
    /// `CREATE TABLE IF NOT EXISTS`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub if_not_exists: bool,
    /// `CREATE TEMPORARY TABLE`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub temporary: bool,
    pub columns: Vec<Column>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub indexes: Vec<Index>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub foreign_keys: Vec<ForeignKey>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub checks: Vec<Check>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: TableOptions,
    /// `PARTITION BY ...` as SQL text.
    #[serde(default, skip_serializing_if = "is_default")]
    pub partition_by: Option<String>,
    /// `AS SELECT ...`, `LIKE other`: what stands in place of, or behind, the definition, as SQL text.
    #[serde(default, skip_serializing_if = "is_default")]
    pub query: Option<String>,
    /// Elements between the parentheses that could not be read, as they were written.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unread: Vec<String>,
    /// SQL comments that stood before the statement, without their `--`, one a line.
    #[serde(default, skip_serializing_if = "is_default")]
    pub remark: Option<String>,
    /// Names that were read without quotes although a server reserves them: that server refuses the script.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unquoted: Vec<String>,
    /// How the table is registered in Qserv; `None` for a plain MySQL table.
    #[serde(default, skip_serializing_if = "is_default")]
    pub registration: Option<Registration>,
    /// What a Felis schema said of this table, as it was read, without its columns: written back where it still means the same.
    #[serde(default, skip_serializing_if = "is_default")]
    pub felis: Option<Arc<Map<String, Value>>>,
}

/// Options behind the closing parenthesis.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TableOptions {
    #[serde(default, skip_serializing_if = "is_default")]
    pub engine: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub charset: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub collation: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub comment: Option<String>,
    /// All others, as name and SQL text of the value, in the order written.
    #[serde(default, skip_serializing_if = "is_default")]
    pub others: Vec<(String, String)>,
}

impl Table {
    pub fn column(&self, id: ColumnId) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// The first column of that name, compared as MySQL does.
    pub fn column_named(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| same_identifier(&column.name, name))
    }

    pub fn index(&self, id: IndexId) -> Option<&Index> {
        self.indexes.iter().find(|index| index.id == id)
    }

    pub fn primary_key(&self) -> Option<&Index> {
        self.indexes.iter().find(|index| index.kind == IndexKind::Primary)
    }

    /// True where the table is drafted for MySQL itself and not for Qserv's ingest.
    pub fn is_plain(&self) -> bool {
        self.registration.is_none()
    }
}
