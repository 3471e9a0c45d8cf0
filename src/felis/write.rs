//! A database as a Felis schema. What was read and still means the same is written as it was, with every attribute that the
//! model does not know; columns taken from other schemas are written out.

use crate::text::Letters;
use serde_json::{Map, Value, json};

use super::columns::{as_default, as_text};
use super::datatype::{self, from_mysql, to_mysql};
use crate::schema::{Column, DataType, Database, ForeignKey, Index, IndexKind, Table};
use crate::sql::{read_column_definition, write_data_type};
use crate::yaml::write_yaml;

/// The schema of a database as YAML, and what of it Felis has no words for, a sentence each.
pub fn write_felis(database: &Database) -> (String, Vec<String>) {
    let mut lost = Vec::new();
    let mut root = Map::new();
    root.insert("name".to_owned(), Value::from(database.name.as_str()));
    let read = database.felis.iter().flat_map(|felis| felis.iter());
    root.extend(read.filter(|(key, _)| *key != "name").map(|(key, value)| (key.clone(), value.clone())));
    let tables = database.tables.iter().map(|table| table_entry(database, table, &mut lost)).collect();
    root.insert("tables".to_owned(), Value::Array(tables));
    (write_yaml(&Value::Object(root)), lost)
}

fn table_entry(database: &Database, table: &Table, lost: &mut Vec<String>) -> Value {
    let read = table.felis.as_deref();
    let mut entry = Map::new();
    entry.insert("name".to_owned(), Value::from(table.name.as_str()));
    let modelled =
        ["name", "description", "primaryKey", "mysql:engine", "mysql:charset", "indexes", "constraints", "columns"];
    let others = read.into_iter().flatten().filter(|(key, _)| !modelled.contains(&key.as_str()));
    let of_table = [
        ("description", &table.options.comment),
        ("mysql:engine", &table.options.engine),
        ("mysql:charset", &table.options.charset),
    ];
    entry
        .extend(of_table.into_iter().filter_map(|(key, value)| Some((key.to_owned(), Value::from(value.as_deref()?)))));
    entry.extend(others.map(|(key, value)| (key.clone(), value.clone())));
    if let Some(primary) = table.primary_key() {
        let ids = ids_of(table, &primary.parts.iter().map(|part| part.column.clone()).collect::<Vec<_>>());
        let one = ids.len() == 1 && !read.is_some_and(|read| matches!(read.get("primaryKey"), Some(Value::Array(_))));
        let value = if one { ids.into_iter().next().unwrap_or_default() } else { Value::Array(ids) };
        entry.insert("primaryKey".to_owned(), value);
    }
    let columns = table.columns.iter().map(|column| {
        if column.generated.is_some() {
            lost.push(format!(
                "`{}.{}`: Felis has no generated columns, so its expression is left out.",
                table.name, column.name
            ));
        }
        column_entry(column)
    });
    entry.insert("columns".to_owned(), columns.collect());
    let constraints = constraints(database, table, lost);
    if !constraints.is_empty() {
        entry.insert("constraints".to_owned(), Value::Array(constraints));
    }
    let indexes: Vec<Value> = table.indexes.iter().filter_map(|index| index_entry(table, index, lost)).collect();
    if !indexes.is_empty() {
        entry.insert("indexes".to_owned(), Value::Array(indexes));
    }
    Value::Object(entry)
}

fn column_entry(column: &Column) -> Value {
    let mut entry = Map::new();
    entry.insert("name".to_owned(), Value::from(column.name.as_str()));
    let read = column.felis.as_deref();
    if let Some(read) = read {
        entry.extend(read.iter().filter(|(key, _)| *key != "name").map(|(key, value)| (key.clone(), value.clone())));
    }
    if read.is_none_or(|read| type_of(read) != column.data_type) {
        let (name, length, exact) = from_mysql(&column.data_type);
        let unset = |entry: &mut Map<String, Value>, key: &str, value: Option<Value>| match value {
            Some(value) => drop(entry.insert(key.to_owned(), value)),
            None => drop(entry.shift_remove(key)),
        };
        unset(&mut entry, "datatype", Some(Value::from(name)));
        unset(&mut entry, "length", length.map(Value::from));
        let precision = column.data_type.length().filter(|_| name == "timestamp");
        unset(&mut entry, "precision", precision.map(Value::from));
        unset(&mut entry, "mysql:datatype", (!exact).then(|| Value::from(write_data_type(&column.data_type))));
    }
    if column.nullable == Some(false) {
        entry.insert("nullable".to_owned(), Value::Bool(false));
    } else if entry.get("nullable") == Some(&Value::Bool(false)) {
        entry.shift_remove("nullable");
    }
    let comment_read = entry.get("description").and_then(as_text).filter(|text| !text.is_empty());
    if comment_read != column.comment {
        entry.shift_remove("description");
        entry.extend(column.comment.as_deref().map(|comment| ("description".to_owned(), Value::from(comment))));
    }
    if entry.get("value").and_then(as_default) != column.default {
        entry.shift_remove("value");
        let default = column.default.as_deref().filter(|default| !default.eq_ignore_ascii_case("NULL"));
        entry.extend(default.map(|default| ("value".to_owned(), default_value(default))));
    }
    if (entry.get("autoincrement") == Some(&Value::Bool(true))) != column.auto_increment {
        entry.insert("autoincrement".to_owned(), Value::Bool(column.auto_increment));
    }
    Value::Object(entry)
}

/// The type that reading these attributes gives.
fn type_of(read: &Map<String, Value>) -> DataType {
    let text = |key: &str| read.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    let count =
        |key: &str| read.get(key).and_then(|value| value.as_u64().or_else(|| value.as_str()?.trim().parse().ok()));
    if let Some(own) = text("mysql:datatype") {
        return read_column_definition(own).map_or_else(|_| DataType::named(own), |column| column.data_type);
    }
    let name = text("datatype").unwrap_or_default();
    datatype::named(name)
        .map_or_else(|| DataType::named(name), |known| to_mysql(known, count("length"), count("precision")))
}

/// A default of SQL as YAML has it.
fn default_value(sql: &str) -> Value {
    if let Some(inner) = sql.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        return Value::from(inner.replace("''", "'").replace("\\\\", "\\"));
    }
    match sql.to_ascii_uppercase().as_str() {
        "TRUE" => Value::Bool(true),
        "FALSE" => Value::Bool(false),
        _ => serde_json::from_str::<serde_json::Number>(sql).map_or_else(|_| Value::from(sql), Value::Number),
    }
}

/// The ids of columns, as the schema gave them or as Felis makes them.
fn ids_of(table: &Table, columns: &[String]) -> Vec<Value> {
    let id = |name: &String| {
        let column = table.column_named(name);
        let own = column.and_then(|column| column.felis.as_ref()?.get("@id").cloned());
        own.unwrap_or_else(|| Value::from(format!("#{}.{name}", table.name)))
    };
    columns.iter().map(id).collect()
}

/// The entry of the same name in a list that was read, for the attributes that the model does not know.
fn entry_read<'t>(table: &'t Table, list: &str, name: Option<&str>) -> Option<&'t Map<String, Value>> {
    let list = table.felis.as_ref()?.get(list)?.as_array()?;
    list.iter().filter_map(Value::as_object).find(|entry| entry.get("name").and_then(Value::as_str) == name)
}

fn named_entry(read: Option<&Map<String, Value>>, name: Option<&str>, comment: Option<&str>) -> Map<String, Value> {
    let mut entry = Map::new();
    entry.extend(name.map(|name| ("name".to_owned(), Value::from(name))));
    entry.extend(read.into_iter().flatten().map(|(key, value)| (key.clone(), value.clone())));
    if let Some(comment) = comment {
        entry.insert("description".to_owned(), Value::from(comment));
    }
    entry
}

fn constraints(database: &Database, table: &Table, lost: &mut Vec<String>) -> Vec<Value> {
    let mut out = Vec::new();
    for index in table.indexes.iter().filter(|index| index.kind == IndexKind::Unique) {
        let columns: Vec<String> = index.parts.iter().map(|part| part.column.clone()).collect();
        let name = index.name.clone().unwrap_or_else(|| format!("uniq_{}_{}", table.name, columns.join("_")));
        let read = entry_read(table, "constraints", Some(&name));
        let mut entry = named_entry(read, Some(&name), index.comment.as_deref());
        entry.insert("@type".to_owned(), json!("Unique"));
        entry.insert("columns".to_owned(), Value::Array(ids_of(table, &columns)));
        out.push(Value::Object(entry));
    }
    for key in &table.foreign_keys {
        match foreign_key_entry(database, table, key) {
            Some(entry) => out.push(entry),
            None => lost.push(format!(
                "`{}`: the foreign key to `{}` leaves the schema, which Felis has no words for.",
                table.name, key.parent_table
            )),
        }
    }
    for (number, check) in table.checks.iter().enumerate() {
        let name = check.name.clone().unwrap_or_else(|| format!("check_{}_{}", table.name, number + 1));
        let mut entry = named_entry(entry_read(table, "constraints", Some(&name)), Some(&name), None);
        entry.insert("@type".to_owned(), json!("Check"));
        entry.insert("expression".to_owned(), Value::from(check.condition.as_str()));
        out.push(Value::Object(entry));
    }
    out
}

/// `None` where the parent is not of this schema.
fn foreign_key_entry(database: &Database, table: &Table, key: &ForeignKey) -> Option<Value> {
    let parent = database.table_named(&key.parent_table)?;
    let name = key.name.clone().unwrap_or_else(|| format!("fk_{}_{}", table.name, parent.name));
    let mut entry = named_entry(entry_read(table, "constraints", Some(&name)), Some(&name), None);
    entry.insert("@type".to_owned(), json!("ForeignKey"));
    entry.insert("columns".to_owned(), Value::Array(ids_of(table, &key.columns)));
    entry.insert("referencedColumns".to_owned(), Value::Array(ids_of(parent, &key.parent_columns)));
    Some(Value::Object(entry))
}

fn index_entry(table: &Table, index: &Index, lost: &mut Vec<String>) -> Option<Value> {
    let columns: Vec<String> = index.parts.iter().map(|part| part.column.clone()).collect();
    match index.kind {
        IndexKind::Primary | IndexKind::Unique => return None,
        IndexKind::Plain => {}
        IndexKind::Fulltext | IndexKind::Spatial => {
            lost.push(format!(
                "`{}`: Felis has no {} indexes, so that on {} is left out.",
                table.name,
                index.kind.keyword().lower().trim_end_matches(" key"),
                columns.join(", ")
            ));
            return None;
        }
    }
    let name = index.name.clone().unwrap_or_else(|| format!("idx_{}_{}", table.name, columns.join("_")));
    let mut entry = named_entry(entry_read(table, "indexes", Some(&name)), Some(&name), index.comment.as_deref());
    if index.parts.iter().any(|part| part.expression) {
        let bare = |text: &String| text.trim_start_matches('(').strip_suffix(')').unwrap_or(text).to_owned();
        entry.insert("expressions".to_owned(), columns.iter().map(bare).collect());
    } else {
        entry.insert("columns".to_owned(), Value::Array(ids_of(table, &columns)));
    }
    Some(Value::Object(entry))
}
