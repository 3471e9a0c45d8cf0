//! `POST /replication/sql/index`: a request for an index of a table.
//!
//! Source: Qserv `src/replica/contr/HttpSqlIndexModule.cc`.

use jsonc_parser::ast::{Object, Value as Node};
use serde_json::{Map, Value};

use crate::json::{described, find, span};
use crate::qserv::attributes::is_set;
use crate::qserv::read::Reader;
use crate::schema::{IndexKind, KeyPart, ObjectPath};
use crate::text::Span;

/// The kinds of indexes by the words that `spec` takes, exactly so.
pub const SPECS: &[(&str, IndexKind)] = &[
    ("DEFAULT", IndexKind::Plain),
    ("UNIQUE", IndexKind::Unique),
    ("FULLTEXT", IndexKind::Fulltext),
    ("SPATIAL", IndexKind::Spatial),
];

/// A request for an index, of a table that may stand in another file.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexRequest {
    pub database: String,
    pub table: String,
    pub index: String,
    pub kind: IndexKind,
    pub parts: Vec<KeyPart>,
    pub comment: Option<String>,
    /// For the tables of overlaps, and not for those of chunks.
    pub overlap: bool,
    /// The body as it was read.
    pub source: Map<String, Value>,
    pub span: Span,
}

pub(super) fn read(reader: &mut Reader, object: &Object, place: Span) {
    let path = ObjectPath::Workspace;
    let source = reader.attributes(object, path);
    reader.require(object, path, place, &["database", "table", "index", "columns"]);
    let is_text = |node: &Node| matches!(node, Node::StringLit(_));
    reader.require_type(object, path, &["database", "table", "index", "spec", "comment"], "string", is_text);
    let is_number = |node: &Node| matches!(node, Node::NumberLit(_) | Node::BooleanLit(_));
    reader.require_type(object, path, &["overlap", "ignore_duplicate_key"], "number", is_number);
    let text = |key: &str| source.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
    let spec = source.get("spec").and_then(Value::as_str).unwrap_or("DEFAULT");
    let kind = SPECS.iter().find(|(word, _)| *word == spec).map(|(_, kind)| *kind);
    if let (None, Some(node)) = (kind, find(object, "spec")) {
        let message = format!(
            "`spec` is `{spec}`. The server answers `RequestBodyJSON::optional<T>(permitted) a value of parameter spec is not allowed.`"
        );
        reader.error("payload-shape", path, span(node), message, "Write DEFAULT, UNIQUE, FULLTEXT or SPATIAL.");
    }
    let parts = columns(reader, object);
    reader.documents.indexes.push(IndexRequest {
        database: text("database"),
        table: text("table"),
        index: text("index"),
        kind: kind.unwrap_or_default(),
        parts,
        comment: Some(text("comment")).filter(|comment| !comment.is_empty()),
        overlap: is_set(source.get("overlap"), false),
        source,
        span: place,
    });
}

fn columns(reader: &mut Reader, object: &Object) -> Vec<KeyPart> {
    let path = ObjectPath::Workspace;
    let Some(node) = find(object, "columns") else { return vec![] };
    let Node::Array(list) = node else {
        let message = format!(
            "`columns` is {}. The server answers `parameter 'columns' is not a simple JSON array.`",
            described(node)
        );
        let help = "Write `[{\"column\": ..., \"length\": 0, \"ascending\": 1}]`.";
        reader.error("payload-shape", path, span(node), message, help);
        return vec![];
    };
    let mut parts = Vec::new();
    for entry in &list.elements {
        let Node::Object(column) = entry else {
            let message = format!("A column of an index must be an object, but {} stands here.", described(entry));
            let help = "Write `{\"column\": ..., \"length\": 0, \"ascending\": 1}`.";
            reader.error("payload-shape", path, span(entry), message, help);
            continue;
        };
        reader.require(column, path, span(entry), &["column", "length", "ascending"]);
        reader.require_type(column, path, &["column"], "string", |node| matches!(node, Node::StringLit(_)));
        let is_number = |node: &Node| matches!(node, Node::NumberLit(_) | Node::BooleanLit(_));
        reader.require_type(column, path, &["length", "ascending"], "number", is_number);
        let map = reader.attributes(column, path);
        let length = map.get("length").and_then(Value::as_u64).filter(|length| *length > 0);
        let name = map.get("column").and_then(Value::as_str).unwrap_or_default();
        parts.push(KeyPart { length, descending: !is_set(map.get("ascending"), true), ..KeyPart::of(name) });
    }
    parts
}
