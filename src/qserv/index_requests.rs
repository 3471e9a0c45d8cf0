//! Requests for the indexes of a table: `POST /replication/sql/index`, once for the tables of chunks, and once more for
//! those of overlaps where that is asked for.
//!
//! Source: Qserv `src/replica/contr/HttpSqlIndexModule.cc` and `src/replica/jobs/SqlJob.cc`.

use serde_json::{Map, Value, json};

use crate::schema::{Database, Index, IndexKind, Kind, Requested, Table};

/// The bodies of the requests for all indexes of a table, and what cannot be asked for, a sentence each.
///
/// An index that nobody has asked for yet is asked for on chunks, and on overlaps too where the table is a director: its
/// overlaps take part in near-neighbour joins. A primary key becomes a unique index, unless another index has its columns.
pub fn index_requests(database: &Database, table: &Table) -> (Vec<Value>, Vec<String>) {
    let mut bodies = Vec::new();
    let mut left_out = Vec::new();
    for index in &table.indexes {
        if index.kind == IndexKind::Primary && table.indexes.iter().any(|other| repeats(other, index)) {
            continue;
        }
        let name = name_of(table, index);
        if index.parts.iter().any(|part| part.expression) {
            left_out
                .push(format!("`{}`: the index `{name}` has an expression, which Qserv cannot ask for.", table.name));
            continue;
        }
        let is_director =
            table.registration.as_ref().is_some_and(|registration| matches!(registration.kind, Kind::Director { .. }));
        let by_kind = Requested { chunk: Some(Map::new()), overlap: is_director.then(Map::new) };
        let requested = index.requested.as_deref().unwrap_or(&by_kind);
        for (source, overlap) in [(&requested.chunk, false), (&requested.overlap, true)] {
            if let Some(source) = source {
                bodies.push(body(database, table, index, &name, source, overlap));
            }
        }
    }
    (bodies, left_out)
}

/// True for another index on the same columns.
fn repeats(other: &Index, primary: &Index) -> bool {
    other.kind != IndexKind::Primary && other.parts == primary.parts
}

fn name_of(table: &Table, index: &Index) -> String {
    let columns: Vec<&str> = index.parts.iter().map(|part| part.column.as_str()).collect();
    // MariaDB keeps the name PRIMARY for itself.
    let own = index.name.clone().filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case("PRIMARY"));
    own.unwrap_or_else(|| format!("idx_{}_{}", table.name, columns.join("_")))
}

/// The body as it was read, with what has changed since.
fn body(
    database: &Database,
    table: &Table,
    index: &Index,
    name: &str,
    source: &Map<String, Value>,
    overlap: bool,
) -> Value {
    let spec = match index.kind {
        IndexKind::Primary | IndexKind::Unique => "UNIQUE",
        IndexKind::Plain => "DEFAULT",
        IndexKind::Fulltext => "FULLTEXT",
        IndexKind::Spatial => "SPATIAL",
    };
    let columns: Vec<Value> = index
        .parts
        .iter()
        .map(|part| {
            let ascending = u8::from(!part.descending);
            json!({ "column": part.column, "length": part.length.unwrap_or(0), "ascending": ascending })
        })
        .collect();
    let mut out = source.clone();
    if source.is_empty() {
        out.insert("version".to_owned(), json!(12));
    }
    let mut set = |key: &str, value: Value, default: Value| {
        let stands = out.get(key).is_some_and(|known| crate::json::same_value(known, &value));
        // What is the server's default and was not written stays unwritten.
        if !stands && (out.contains_key(key) || value != default) {
            out.insert(key.to_owned(), value);
        }
    };
    set("database", json!(database.name), Value::Null);
    set("table", json!(table.name), Value::Null);
    set("index", json!(name), Value::Null);
    set("spec", json!(spec), if source.is_empty() { Value::Null } else { json!("DEFAULT") });
    set("comment", json!(index.comment.as_deref().unwrap_or("")), json!(""));
    set("overlap", json!(u8::from(overlap)), if source.is_empty() { Value::Null } else { json!(0) });
    set("columns", Value::Array(columns), Value::Null);
    Value::Object(out)
}
