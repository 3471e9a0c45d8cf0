//! A column of a table.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{ColumnId, DataType, is_default};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Column {
    pub id: ColumnId,
    pub name: String,
    #[serde(rename = "type")]
    pub data_type: DataType,
    /// `Some(false)` for NOT NULL, `Some(true)` for NULL, `None` where neither is written.
    #[serde(default, skip_serializing_if = "is_default")]
    pub nullable: Option<bool>,
    /// The default as SQL text: `'pending'`, `0`, `b'0'`, `NULL`, `CURRENT_TIMESTAMP(3)`, `(uuid())`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub default: Option<String>,
    /// The expression behind ON UPDATE as SQL text.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on_update: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub auto_increment: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub generated: Option<Generated>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub comment: Option<String>,
    /// Attributes kept as SQL text in the order written: `INVISIBLE`, `SRID 4326`, `CHECK (a > 0)`, `REFERENCES t (id)`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub attributes: Vec<String>,
    /// The SQL comment that stood behind the column in a script, without its `--`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub remark: Option<String>,
    /// What a Qserv registration said of this column.
    #[serde(default, skip_serializing_if = "is_default")]
    pub registered: Option<Arc<Registered>>,
    /// What a Felis schema said of this column, as it was read: written back where it still means the same.
    #[serde(default, skip_serializing_if = "is_default")]
    pub felis: Option<Arc<Map<String, Value>>>,
}

/// A generated column: `AS (expression)`, VIRTUAL or STORED.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Generated {
    /// The expression without its outer parentheses.
    pub expression: String,
    /// `Some(true)` for STORED (PERSISTENT in MariaDB), `Some(false)` for VIRTUAL, `None` where neither is written.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stored: Option<bool>,
}

/// The entry of a registration's `schema` array as it was read, so that it is written back as it was.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Registered {
    /// The value of `type`; used again as long as the column still means the same.
    #[serde(rename = "type")]
    pub type_text: String,
    /// Attributes of the entry beside `name` and `type`.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub other: Map<String, Value>,
}

impl Column {
    pub fn new(id: ColumnId, name: &str, data_type: DataType) -> Self {
        Column { id, name: name.to_owned(), data_type, ..Column::default() }
    }

    /// False for NOT NULL only: a column accepts NULL unless it says otherwise. Primary keys are not looked at.
    pub fn accepts_null(&self) -> bool {
        self.nullable != Some(false)
    }
}
