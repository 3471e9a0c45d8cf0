//! Keys: primary keys, indexes, foreign keys, check constraints.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{ForeignKeyId, IndexId, is_default};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IndexKind {
    Primary,
    Unique,
    #[default]
    Plain,
    Fulltext,
    Spatial,
}

impl IndexKind {
    pub const ALL: [IndexKind; 5] =
        [IndexKind::Primary, IndexKind::Unique, IndexKind::Plain, IndexKind::Fulltext, IndexKind::Spatial];

    /// The words in front of the name in CREATE TABLE.
    pub fn keyword(self) -> &'static str {
        match self {
            IndexKind::Primary => "PRIMARY KEY",
            IndexKind::Unique => "UNIQUE KEY",
            IndexKind::Plain => "KEY",
            IndexKind::Fulltext => "FULLTEXT KEY",
            IndexKind::Spatial => "SPATIAL KEY",
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Index {
    pub id: IndexId,
    #[serde(default)]
    pub kind: IndexKind,
    /// `None` where the server shall choose: always for a primary key.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: Option<String>,
    pub parts: Vec<KeyPart>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub comment: Option<String>,
    /// Other options as SQL text in the order written: `USING BTREE`, `INVISIBLE`, `WITH PARSER ngram`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: Vec<String>,
    /// How Qserv is asked for it; `None` where nobody has said: then its table's kind decides.
    #[serde(default, skip_serializing_if = "is_default")]
    pub requested: Option<Arc<Requested>>,
    /// The SQL comment that stood behind the key in a script, without its `--`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub remark: Option<String>,
}

/// The requests of Qserv for an index: one for the tables of chunks, one for those of their overlaps.
///
/// Each is the body of `POST /replication/sql/index` as it was read, and empty where it was only asked for here.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Requested {
    #[serde(default, skip_serializing_if = "is_default")]
    pub chunk: Option<Map<String, Value>>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub overlap: Option<Map<String, Value>>,
}

/// One part of a key: a column, or an expression (a functional key part).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KeyPart {
    /// The column's name; for an expression its SQL text with the parentheses.
    pub column: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub expression: bool,
    /// Prefix length in characters (bytes for binary types).
    #[serde(default, skip_serializing_if = "is_default")]
    pub length: Option<u64>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub descending: bool,
}

impl KeyPart {
    pub fn of(column: &str) -> Self {
        KeyPart { column: column.to_owned(), ..KeyPart::default() }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ForeignKey {
    pub id: ForeignKeyId,
    /// The constraint's name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: Option<String>,
    /// The name between FOREIGN KEY and the columns.
    #[serde(default, skip_serializing_if = "is_default")]
    pub index_name: Option<String>,
    pub columns: Vec<String>,
    /// The parent's database where it is named.
    #[serde(default, skip_serializing_if = "is_default")]
    pub parent_database: Option<String>,
    pub parent_table: String,
    pub parent_columns: Vec<String>,
    /// What stands behind the parent's columns, as SQL text: `ON DELETE CASCADE ON UPDATE NO ACTION`, `MATCH FULL`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub actions: String,
    /// The SQL comment that stood behind the key in a script, without its `--`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub remark: Option<String>,
}

/// A check constraint of the table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Check {
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: Option<String>,
    /// The condition without its outer parentheses.
    pub condition: String,
    /// `NOT ENFORCED` was written.
    #[serde(default, skip_serializing_if = "is_default")]
    pub not_enforced: bool,
}
