//! `metadata.json` of a qserv-ingest folder: which files describe the database, its tables and their indexes, and where the
//! data lies.
//!
//! Source: Qserv `doc/ingest/qserv-ingest/input-data.rst`; qserv-ingest `rootfs/ingest/python/qserv/metadata.py`.

use jsonc_parser::ast::{Object, Value as Node};
use serde_json::{Map, Value};

use crate::json::{described, find, span};
use crate::qserv::read::Reader;
use crate::schema::ObjectPath;
use crate::text::Span;

/// The metadata of a folder. Files are named relative to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Metadata {
    /// The file with the registration of the database.
    pub database: (String, Span),
    pub tables: Vec<MetadataTable>,
    /// Everything else: version, charset, formats, and what is not known.
    pub other: Map<String, Value>,
}

/// What the metadata says of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct MetadataTable {
    /// The file with the registration.
    pub schema: (String, Span),
    /// The files with the requests for its indexes.
    pub indexes: Vec<(String, Span)>,
    /// Everything else: where the data lies, and what is not known.
    pub other: Map<String, Value>,
}

pub(super) fn read(reader: &mut Reader, object: &Object, place: Span) {
    let path = ObjectPath::Workspace;
    let mut other = reader.attributes(object, path);
    other.shift_remove("database");
    other.shift_remove("tables");
    reader.require_type(object, path, &["database"], "string", |node| matches!(node, Node::StringLit(_)));
    let database = file(find(object, "database")).unwrap_or((String::new(), place));
    let mut tables = Vec::new();
    let Some(Node::Array(list)) = find(object, "tables") else { return };
    for entry in &list.elements {
        let Node::Object(table) = entry else {
            let message = format!("A table must be an object with `schema`, but {} stands here.", described(entry));
            let help = "Write `{\"schema\": \"Object.json\", \"indexes\": [], \"data\": []}`.";
            reader.error("payload-shape", path, span(entry), message, help);
            continue;
        };
        reader.require(table, path, span(entry), &["schema"]);
        reader.require_type(table, path, &["schema"], "string", |node| matches!(node, Node::StringLit(_)));
        let mut other = reader.attributes(table, path);
        other.shift_remove("schema");
        other.shift_remove("indexes");
        let indexes = match find(table, "indexes") {
            Some(Node::Array(list)) => list.elements.iter().filter_map(|node| file(Some(node))).collect(),
            Some(_) | None => vec![],
        };
        if let Some(schema) = file(find(table, "schema")) {
            tables.push(MetadataTable { schema, indexes, other });
        }
    }
    reader.documents.metadata.push(Metadata { database, tables, other });
}

fn file(node: Option<&Node>) -> Option<(String, Span)> {
    let Node::StringLit(text) = node? else { return None };
    Some((text.value.to_string(), span(text)))
}
