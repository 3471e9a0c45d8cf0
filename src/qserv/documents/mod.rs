//! The files that travel with registrations: index requests, answers of the Controller with its configuration, the metadata
//! of a qserv-ingest folder, partitioner configurations. They are read like registrations, from the same JSON.
//!
//! What speaks of tables that may stand in other files comes back as it is, to be joined when everything is read.

mod config;
mod index;
mod metadata;
mod partitioner;

use jsonc_parser::ast::{Object, Value as Node};

use super::read::Reader;
use crate::json::{self, find, span};
use crate::sql::Reading;
use crate::text::Span;

pub use index::IndexRequest;
pub use metadata::{Metadata, MetadataTable};
pub use partitioner::{CsvFields, PartitionerConfig};

/// What a JSON text holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Documents {
    /// Databases and tables.
    pub reading: Reading,
    pub indexes: Vec<IndexRequest>,
    pub metadata: Vec<Metadata>,
    pub partitioners: Vec<PartitionerConfig>,
}

/// Reads one JSON text of Qserv's, or an array of them, or of `{"method", "path", "body"}`.
pub fn read_documents(text: &str) -> Documents {
    let mut reader = Reader::with(read_relative);
    match json::parse(text) {
        Ok(node) => reader.read(&node),
        Err(error) => {
            reader.error("json-syntax", crate::schema::ObjectPath::Workspace, error.span, error.message, error.help)
        }
    }
    let (reading, documents) = reader.finish();
    Documents { reading, ..documents }
}

/// Reads what is no registration; false where it is not known either.
fn read_relative(reader: &mut Reader, object: &Object, place: Span) -> bool {
    let has = |key: &str| find(object, key).is_some();
    // A request with its path: what creates nothing, such as publishing, leaves nothing to read.
    if has("method") && has("path") && has("body") {
        return reads_nothing(object);
    }
    if has("index") && has("columns") && has("table") {
        index::read(reader, object, place);
    } else if let Some(Node::Object(config)) = find(object, "config") {
        if find(config, "databases").is_some() || find(config, "database_families").is_some() {
            config::read(reader, config);
        } else {
            reader.read_object(config, span(config));
        }
    } else if has("databases") && has("database_families") {
        config::read(reader, object);
    } else if has("database") && matches!(find(object, "tables"), Some(Node::Array(_))) {
        metadata::read(reader, object, place);
    } else if ["part", "in", "out", "dirDb", "dirTable"].iter().any(|key| has(key)) {
        partitioner::read(reader, object, place);
    } else {
        return false;
    }
    true
}

/// True for a request whose body describes neither a database nor a table nor an index.
fn reads_nothing(object: &Object) -> bool {
    let text = |key: &str| match find(object, key) {
        Some(Node::StringLit(text)) => text.value.to_string(),
        Some(_) | None => String::new(),
    };
    let (method, path) = (text("method"), text("path"));
    let path = path.split('?').next().unwrap_or("");
    let creates = ["/ingest/database", "/ingest/table", "/replication/sql/index"];
    !(method.eq_ignore_ascii_case("POST") && creates.contains(&path))
}
