//! The model to requests. What was read and still means the same is written as it was, with every attribute we do not know.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::attributes::{DATABASE_ATTRIBUTES, DatabaseAttributes, TABLE_ATTRIBUTES, TableAttributes};
use crate::schema::{Column, Database, Kind, Table};
use crate::sql::{read_column_definition, write_column_definition};

/// A request to the Replication Controller.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub method: &'static str,
    pub path: Cow<'static, str>,
    pub body: Value,
}

impl Request {
    pub fn to_json(&self) -> Value {
        json!({ "method": self.method, "path": self.path, "body": self.body })
    }
}

/// The requests that register a database and its tables, in the order in which the server accepts them: the database,
/// directors, dependents, ref-match tables, regular tables. Tables without a registration are left out.
pub fn registration_requests(database: &Database) -> Vec<Request> {
    let mut requests = Vec::new();
    if let Some(body) = database_payload(database) {
        requests.push(Request { method: "POST", path: "/ingest/database".into(), body });
    }
    let rank = |table: &Table| match table.registration.as_ref().map(|registration| &registration.kind) {
        Some(Kind::Director { .. }) => 0,
        Some(Kind::Dependent { .. }) => 1,
        Some(Kind::RefMatch { .. }) => 2,
        Some(Kind::Regular) | None => 3,
    };
    let mut tables: Vec<&Table> = database.tables.iter().map(|table| &**table).collect();
    tables.sort_by_key(|table| rank(table));
    let bodies = tables.into_iter().filter_map(|table| table_payload(database, table));
    requests.extend(bodies.map(|body| Request { method: "POST", path: "/ingest/table".into(), body }));
    requests
}

/// The body of `POST /ingest/database`; `None` where the database is not registered in Qserv.
pub fn database_payload(database: &Database) -> Option<Value> {
    let partitioning = database.partitioning.clone()?;
    let source = partitioning.source.clone();
    let now = DatabaseAttributes { database: database.name.clone(), partitioning };
    let Some(source) = source else {
        let mut fresh = Map::new();
        fresh.insert("version".to_owned(), json!(12));
        fresh.extend(DATABASE_ATTRIBUTES.iter().filter_map(|key| Some(((*key).to_owned(), now.value(key)?))));
        return Some(Value::Object(fresh));
    };
    let then = DatabaseAttributes::decode(&source);
    Some(Value::Object(patched(&source, DATABASE_ATTRIBUTES, true, |key| then.value(key), |key| now.value(key))))
}

/// The body of `POST /ingest/table`; `None` where the table is not registered in Qserv.
pub fn table_payload(database: &Database, table: &Table) -> Option<Value> {
    let registration = table.registration.as_ref()?;
    let now = TableAttributes {
        database: database.name.clone(),
        table: table.name.clone(),
        kind: registration.kind.clone(),
        unique_key: registration.unique_key,
        charset: table.options.charset.clone(),
        collation: table.options.collation.clone(),
    };
    let schema = Value::Array(table.columns.iter().map(column_entry).collect());
    let Some(source) = &registration.source else {
        let mut fresh = Map::new();
        fresh.insert("version".to_owned(), Value::Null);
        fresh.extend(TABLE_ATTRIBUTES.iter().filter_map(|key| Some(((*key).to_owned(), now.value(key)?))));
        let version = required_version(&fresh);
        fresh.insert("version".to_owned(), json!(version));
        fresh.insert("schema".to_owned(), schema);
        return Some(Value::Object(fresh));
    };
    let then = TableAttributes::decode(source);
    let same_kind = std::mem::discriminant(&then.kind) == std::mem::discriminant(&now.kind);
    let mut out = patched(source, TABLE_ATTRIBUTES, same_kind, |key| then.value(key), |key| now.value(key));
    let version = source.get("version").and_then(Value::as_u64);
    let required = required_version(&out);
    if version.is_some_and(|version| version < required) && required > required_version(source) {
        out.insert("version".to_owned(), json!(required));
    }
    out.insert("schema".to_owned(), schema);
    Some(Value::Object(out))
}

/// The API version from which the server knows all attributes of a table's request.
/// Source: Qserv `HttpIngestModule::_addTable`: 12, 21 for `unique_primary_key`, 49 for charset and collation.
pub(super) fn required_version(request: &Map<String, Value>) -> u64 {
    if request.contains_key("charset_name") || request.contains_key("collation_name") {
        49
    } else if request.contains_key("unique_primary_key") {
        21
    } else {
        12
    }
}

/// The attributes as read, with those changed that mean something else now.
///
/// An attribute that does not apply is kept as read while the table is of the same kind: the server ignores it now as then.
fn patched(
    source: &Map<String, Value>,
    known: &[&str],
    same_kind: bool,
    then: impl Fn(&str) -> Option<Value>,
    now: impl Fn(&str) -> Option<Value>,
) -> Map<String, Value> {
    let mut out = Map::new();
    for (key, value) in source {
        if !known.contains(&key.as_str()) {
            out.insert(key.clone(), value.clone());
            continue;
        }
        let (before, after) = (then(key), now(key));
        if before == after && (after.is_some() || same_kind) {
            out.insert(key.clone(), value.clone());
        } else if let Some(after) = after {
            out.insert(key.clone(), after);
        }
    }
    for key in known {
        if !source.contains_key(*key)
            && let Some(value) = now(key)
            && then(key).as_ref() != Some(&value)
        {
            out.insert((*key).to_owned(), value);
        }
    }
    out
}

fn column_entry(column: &Column) -> Value {
    let mut entry = Map::new();
    entry.insert("name".to_owned(), Value::from(column.name.as_str()));
    let read = column.registered.as_deref();
    let kept = read.map(|read| read.type_text.as_str()).filter(|text| means(text, column));
    let written = kept.map_or_else(|| type_text(column), str::to_owned);
    entry.insert("type".to_owned(), Value::from(written));
    if let Some(read) = read {
        entry.extend(read.other.clone());
    }
    Value::Object(entry)
}

/// The `type` of a column's entry, written anew. A comment stays out unless the registration had one: the server takes it for a part of the type, refuses
/// a director for the word TEXT in it, and holds 255 characters.
pub fn type_text(column: &Column) -> String {
    let had_comment = column
        .registered
        .as_ref()
        .is_some_and(|read| read_column_definition(&read.type_text).is_ok_and(|read| read.comment.is_some()));
    if had_comment || column.comment.is_none() {
        return write_column_definition(column);
    }
    write_column_definition(&Column { comment: None, ..column.clone() })
}

/// True where the type text says of a column what the column is now.
fn means(type_text: &str, column: &Column) -> bool {
    let Ok(read) = read_column_definition(type_text) else { return column.data_type.name == type_text };
    let now = Column {
        id: read.id,
        name: read.name.clone(),
        remark: read.remark.clone(),
        registered: read.registered.clone(),
        felis: read.felis.clone(),
        ..column.clone()
    };
    read == now
}
