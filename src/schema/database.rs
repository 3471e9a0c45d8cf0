//! A database, and its partitioning where it is registered in Qserv.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::workspace::shared_or_equal;
use super::{DatabaseId, Table, TableId, is_default};
use crate::text::same_identifier;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Database {
    pub id: DatabaseId,
    /// Empty for the tables of a script that names no database.
    pub name: String,
    /// A CREATE DATABASE statement was read, or the database was drafted here: it is written with one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub create: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub if_not_exists: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub charset: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub collation: Option<String>,
    /// Other options of CREATE DATABASE as SQL text, in the order written.
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: Vec<String>,
    /// How the database is registered in Qserv; `None` where it is not.
    #[serde(default, skip_serializing_if = "is_default")]
    pub partitioning: Option<Partitioning>,
    /// What a Felis schema said of this schema, as it was read, without its tables: written back where it still means the same.
    #[serde(default, skip_serializing_if = "is_default")]
    pub felis: Option<Arc<Map<String, Value>>>,
    pub tables: Vec<Arc<Table>>,
}

/// What two databases share is not looked into.
impl PartialEq for Database {
    fn eq(&self, other: &Self) -> bool {
        let Database { id, name, create, if_not_exists, charset, collation, options, partitioning, felis, tables } =
            self;
        *id == other.id
            && *name == other.name
            && *create == other.create
            && *if_not_exists == other.if_not_exists
            && *charset == other.charset
            && *collation == other.collation
            && *options == other.options
            && *partitioning == other.partitioning
            && *felis == other.felis
            && shared_or_equal(tables, &other.tables)
    }
}

/// The parameters of `POST /ingest/database`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Partitioning {
    pub stripes: u32,
    pub sub_stripes: u32,
    /// In degrees.
    pub overlap: f64,
    /// `auto_build_secondary_index`: build the director indexes while transactions are committed. The server's default is true.
    pub auto_index: bool,
    /// The request's attributes as read: written back where the database still means the same.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: Option<Arc<Map<String, Value>>>,
    /// What the `metadata.json` of a qserv-ingest folder says beside `database` and `tables`, as read.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ingest: Option<Arc<Map<String, Value>>>,
}

impl Default for Partitioning {
    /// The production family of Qserv's own catalogues: 340 stripes, 3 sub-stripes, an overlap of one minute of arc.
    fn default() -> Self {
        Partitioning { stripes: 340, sub_stripes: 3, overlap: 0.01667, auto_index: true, source: None, ingest: None }
    }
}

impl Database {
    pub fn table(&self, id: TableId) -> Option<&Arc<Table>> {
        self.tables.iter().find(|table| table.id == id)
    }

    pub fn table_named(&self, name: &str) -> Option<&Arc<Table>> {
        self.tables.iter().find(|table| same_identifier(&table.name, name))
    }
}
