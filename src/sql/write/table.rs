//! Tables, keys and options as SQL.

use std::fmt::Write;

use super::column::write_column_definition;
use crate::schema::{Check, Column, ForeignKey, Index, KeyPart, ObjectPath, Table};
use crate::text::{quote_identifier, quote_option, quote_string};

/// The CREATE TABLE statement with its `;` and a line end, and the comments that belong to it.
pub fn write_create_table(table: &Table) -> String {
    let mut out = String::new();
    for line in table.remark.iter().flat_map(|remark| remark.lines()) {
        let _ = writeln!(out, "-- {line}");
    }
    out.push_str("CREATE ");
    if table.temporary {
        out.push_str("TEMPORARY ");
    }
    out.push_str("TABLE ");
    if table.if_not_exists {
        out.push_str("IF NOT EXISTS ");
    }
    out.push_str(&quote_identifier(&table.name));
    let elements = elements(table);
    if !elements.is_empty() || table.query.is_none() {
        out.push_str(" (\n");
        write_elements(&mut out, &elements);
        out.push(')');
    }
    out.push_str(&options(table));
    out.push_str(";\n");
    out
}

/// The lines between the parentheses: what a column list in a document looks like.
pub fn write_table_body(table: &Table) -> String {
    let mut out = String::new();
    write_elements(&mut out, &elements(table));
    out
}

/// A line between the parentheses of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// The column or key; the table for a check, and for what was not understood.
    pub path: ObjectPath,
    pub text: String,
    /// The comment behind it.
    pub remark: Option<String>,
}

/// What stands between the parentheses, in the order in which it is written.
pub fn elements(table: &Table) -> Vec<Element> {
    let mut out = Vec::with_capacity(table.columns.len() + table.indexes.len());
    let plain = |text| Element { path: ObjectPath::Table(table.id), text, remark: None };
    let mut keys = keys(table).into_iter().peekable();
    for column in &table.columns {
        while implies_key(column)
            && let Some((_, key)) = keys.next_if(|(id, _)| *id < column.id.0)
        {
            out.push(key);
        }
        let text = format!("{} {}", quote_identifier(&column.name), write_column_definition(column));
        let path = ObjectPath::Column(table.id, column.id);
        out.push(Element { path, text: text.trim_end().to_owned(), remark: column.remark.clone() });
    }
    out.extend(keys.map(|(_, key)| key));
    out.extend(table.checks.iter().map(check).chain(table.unread.iter().cloned()).map(plain));
    out
}

/// True where the server makes a key of the column's own, behind the keys that stand before it.
fn implies_key(column: &Column) -> bool {
    let begins = |text: &str, word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    begins(&column.data_type.name, "SERIAL")
        || column.attributes.iter().any(|attribute| begins(attribute, "SERIAL") || begins(attribute, "REFERENCES"))
}

/// Keys and foreign keys with their ids, the older ones first: the server numbers those without a name, and the keys that
/// it makes for foreign keys, in the order in which they stand.
fn keys(table: &Table) -> Vec<(u32, Element)> {
    let mut out = Vec::with_capacity(table.indexes.len() + table.foreign_keys.len());
    let mut foreign_keys = table.foreign_keys.iter().peekable();
    for index in &table.indexes {
        while let Some(older) = foreign_keys.next_if(|key| key.id.0 < index.id.0) {
            out.push((older.id.0, foreign_key_element(table, older)));
        }
        let path = ObjectPath::Index(table.id, index.id);
        out.push((index.id.0, Element { path, text: write_index(index), remark: index.remark.clone() }));
    }
    out.extend(foreign_keys.map(|key| (key.id.0, foreign_key_element(table, key))));
    out
}

fn write_elements(out: &mut String, elements: &[Element]) {
    for (at, element) in elements.iter().enumerate() {
        let comma = if at + 1 < elements.len() { "," } else { "" };
        let _ = write!(out, "  {}{comma}", element.text);
        if let Some(remark) = &element.remark {
            let _ = write!(out, " -- {}", remark.replace(['\n', '\r'], " "));
        }
        out.push('\n');
    }
}

/// A key as it stands in CREATE TABLE.
pub fn write_index(index: &Index) -> String {
    let mut out = index.kind.keyword().to_owned();
    if let Some(name) = &index.name {
        let _ = write!(out, " {}", quote_identifier(name));
    }
    let parts: Vec<String> = index.parts.iter().map(key_part).collect();
    let _ = write!(out, " ({})", parts.join(", "));
    for option in &index.options {
        let _ = write!(out, " {option}");
    }
    if let Some(comment) = &index.comment {
        let _ = write!(out, " COMMENT {}", quote_string(comment));
    }
    out
}

fn key_part(part: &KeyPart) -> String {
    let mut out = if part.expression { part.column.clone() } else { quote_identifier(&part.column) };
    if let Some(length) = part.length {
        let _ = write!(out, "({length})");
    }
    if part.descending {
        out.push_str(" DESC");
    }
    out
}

fn names(columns: &[String]) -> String {
    columns.iter().map(|column| quote_identifier(column)).collect::<Vec<_>>().join(", ")
}

fn foreign_key_element(table: &Table, key: &ForeignKey) -> Element {
    Element { path: ObjectPath::ForeignKey(table.id, key.id), text: foreign_key(key), remark: key.remark.clone() }
}

fn foreign_key(key: &ForeignKey) -> String {
    let mut out = constraint(key.name.as_deref());
    out.push_str("FOREIGN KEY ");
    if let Some(index) = &key.index_name {
        let _ = write!(out, "{} ", quote_identifier(index));
    }
    let _ = write!(out, "({}) REFERENCES ", names(&key.columns));
    if let Some(database) = &key.parent_database {
        let _ = write!(out, "{}.", quote_identifier(database));
    }
    out.push_str(&quote_identifier(&key.parent_table));
    if !key.parent_columns.is_empty() {
        let _ = write!(out, " ({})", names(&key.parent_columns));
    }
    if !key.actions.is_empty() {
        let _ = write!(out, " {}", key.actions);
    }
    out
}

fn check(check: &Check) -> String {
    let enforced = if check.not_enforced { " NOT ENFORCED" } else { "" };
    format!("{}CHECK ({}){enforced}", constraint(check.name.as_deref()), check.condition)
}

fn constraint(name: Option<&str>) -> String {
    name.map(|name| format!("CONSTRAINT {} ", quote_identifier(name))).unwrap_or_default()
}

/// What stands behind the closing parenthesis, before the `;`.
pub fn options(table: &Table) -> String {
    let mut out = String::new();
    let options = &table.options;
    let named = [("ENGINE", &options.engine), ("DEFAULT CHARSET", &options.charset), ("COLLATE", &options.collation)];
    for (name, value) in named {
        if let Some(value) = value {
            let _ = write!(out, " {name}={}", quote_option(value));
        }
    }
    for (name, value) in &options.others {
        // MariaDB takes no `=` behind this one.
        let tablespace = name.eq_ignore_ascii_case("TABLESPACE");
        let equals = if value.is_empty() {
            ""
        } else if tablespace {
            " "
        } else {
            "="
        };
        let _ = write!(out, " {name}{equals}{value}");
    }
    if let Some(comment) = &options.comment {
        let _ = write!(out, " COMMENT={}", quote_string(comment));
    }
    if let Some(partition_by) = &table.partition_by {
        let _ = write!(out, "\n{partition_by}");
    }
    if let Some(query) = &table.query {
        let _ = write!(out, " {query}");
    }
    out
}
