//! The columns of a Felis table: written out, or taken from another schema by `columnRefs`.

use std::collections::HashMap;
use std::rc::Rc;

use serde_json::{Map, Value};

use super::datatype::{self, TYPES};
use super::guess;
use super::read::{Document, Reader};
use crate::schema::{Aspect, Column, ColumnId, DataType, ObjectPath, TableId};
use crate::sql::read_column_definition;
use crate::text::{Span, edit_distance, quote_string};
use crate::yaml::{Entry, Node};

/// Schemas refer to schemas that refer to schemas: at most so far.
const LONGEST_CHAIN: usize = 8;

/// A column with its attributes as one map, and where to point when something is wrong with it.
pub(super) struct Raw {
    pub attributes: Map<String, Value>,
    /// Where the column stands in this document.
    pub place: Span,
    /// Its own node, where it is written out here: attributes have places there.
    pub node: Option<Rc<Node>>,
    /// False where the schema it is taken from was not read: then nothing but the name is known.
    pub resolved: bool,
}

/// The columns of a table in Felis's order: those written out, then those referred to.
pub(super) fn columns_of(reader: &mut Reader, table: &Node, path: ObjectPath) -> Vec<Raw> {
    let mut columns = Vec::new();
    if let Some(node) = table.get("columns") {
        match node.list() {
            Some(list) if reader.spend(list.len(), node.span) => {
                columns.extend(list.iter().filter_map(|column| reader.raw_column(column, path)));
            }
            Some(_) => {}
            None if node.is_null() => {}
            None => {
                let message = format!("`columns` must be a list, but {} stands here.", node.described());
                reader.error(path, node.span, message, "Write `- name: ...` for each column.");
            }
        }
    }
    for resource in table.get("columnRefs").map(|refs| refs.entries()).unwrap_or_default() {
        for of_table in resource.value.entries() {
            referred(reader, resource, of_table, path, &mut columns);
        }
    }
    columns
}

/// The columns taken from one table of one resource.
fn referred(reader: &mut Reader, resource: &Entry, of_table: &Entry, path: ObjectPath, columns: &mut Vec<Raw>) {
    let document = reader.resource(&resource.key, resource.key_span);
    let base = document.as_ref().and_then(|document| table_named(document, &of_table.key));
    if document.is_some() && base.is_none() {
        let message = format!("The schema `{}` has no table `{}`.", resource.key, of_table.key);
        reader.error(path, of_table.key_span, message, "Correct the name, or the schema that is referred to.");
    }
    if !reader.spend(of_table.value.entries().len(), of_table.key_span) {
        return;
    }
    let known: Vec<Raw> = match (&document, &base) {
        (Some(document), Some(base)) => reader.within(document, |inner| columns_of(inner, base, path)),
        (_, _) => vec![],
    };
    let by_name: HashMap<&str, &Raw> =
        known.iter().filter_map(|raw| Some((raw.attributes.get("name")?.as_str()?, raw))).collect();
    for entry in of_table.value.entries() {
        let name = entry.value.get("ref_name").and_then(|name| name.text()).unwrap_or(&entry.key);
        let found = by_name.get(name);
        if base.is_some() && found.is_none() {
            let message =
                format!("The table `{}` of the schema `{}` has no column `{name}`.", of_table.key, resource.key);
            reader.error(path, entry.key_span, message, "Correct the name, or give the column's own in `ref_name`.");
        }
        let mut attributes = found.map(|column| column.attributes.clone()).unwrap_or_default();
        // Its id was that of the other table.
        attributes.shift_remove("@id");
        attributes.insert("name".to_owned(), Value::from(entry.key.as_str()));
        for changed in entry.value.get("overrides").map(|overrides| overrides.entries()).unwrap_or_default() {
            attributes.insert(changed.key.clone(), changed.value.to_json());
        }
        let resolved = found.is_some_and(|column| column.resolved);
        columns.push(Raw { attributes, place: entry.key_span, node: None, resolved });
    }
}

fn table_named(document: &Document, name: &str) -> Option<Rc<Node>> {
    let tables = document.tables();
    tables.iter().find(|table| table.get("name").and_then(|name| name.text()) == Some(name)).cloned()
}

impl Reader<'_> {
    fn raw_column(&mut self, column: &Rc<Node>, path: ObjectPath) -> Option<Raw> {
        if column.entries().is_empty() {
            let message =
                format!("A column must be a map with `name` and `datatype`, but {} stands here.", column.described());
            self.error(path, column.span, message, "Write `- name: ...` and below it `datatype: ...`.");
            return None;
        }
        let Value::Object(attributes) = column.to_json() else { return None };
        Some(Raw { attributes, place: column.span, node: Some(Rc::clone(column)), resolved: true })
    }

    /// The schema behind the name of a resource; `None` where it was not read, or the chain of schemas does not end.
    fn resource(&mut self, name: &str, place: Span) -> Option<Rc<Document>> {
        if self.depth >= LONGEST_CHAIN {
            let message =
                format!("Schemas refer to each other more than {LONGEST_CHAIN} times here: they may go in a circle.");
            self.error(ObjectPath::Workspace, place, message, "Write the columns out in one of them.");
            return None;
        }
        let declared = self.document.references().into_iter().find(|reference| reference.name == name);
        let Some(reference) = declared else {
            let message = format!("No resource `{name}` is declared in this schema.");
            self.error(ObjectPath::Workspace, place, message, "Declare it under `resources` with its `uri`.");
            return None;
        };
        (self.find)(&reference.uri)
    }

    /// What stands in another schema: nothing there is spoken of, since it has other places.
    fn within<T>(&mut self, document: &Rc<Document>, read: impl FnOnce(&mut Reader) -> T) -> T {
        let mut inner = Reader::new(document, self.find);
        inner.depth = self.depth + 1;
        inner.spent = Rc::clone(&self.spent);
        read(&mut inner)
    }

    /// The column of the model, with what is wrong with it.
    pub(super) fn column(&mut self, raw: Raw, table: TableId) -> Column {
        let id = ColumnId(self.reading.workspace.next_id());
        let path = ObjectPath::Column(table, id);
        let place = |key: &str| raw.node.as_ref().and_then(|node| node.get(key)).map_or(raw.place, |value| value.span);
        self.source(path, Aspect::Whole, raw.place);
        self.source(path, Aspect::Name, place("name"));
        self.source(
            path,
            Aspect::Type,
            if raw.attributes.contains_key("mysql:datatype") { place("mysql:datatype") } else { place("datatype") },
        );
        let text = |key: &str| raw.attributes.get(key).and_then(as_text);
        let mut column = Column { id, name: text("name").unwrap_or_default(), ..Column::default() };
        if column.name.is_empty() {
            self.error(path, raw.place, "This column has no name.".to_owned(), "Add `name`.");
        }
        column.data_type = if raw.resolved && has_type(&raw.attributes) {
            self.data_type(&raw.attributes, &column.name, path, &place)
        } else {
            self.guessed += 1;
            let (name, length) = guess::data_type(&raw.attributes);
            datatype::named(name).map(|known| datatype::to_mysql(known, length, None)).unwrap_or_default()
        };
        match raw.attributes.get("nullable") {
            None | Some(Value::Null | Value::Bool(true)) => {}
            Some(Value::Bool(false)) => column.nullable = Some(false),
            Some(_) => {
                let help = "Write `true` or `false`.";
                self.error(path, place("nullable"), "`nullable` must be true or false.".to_owned(), help);
            }
        }
        column.default = raw.attributes.get("value").and_then(as_default);
        column.auto_increment = raw.attributes.get("autoincrement") == Some(&Value::Bool(true));
        column.comment = text("description").filter(|text| !text.is_empty());
        if raw.resolved {
            column.felis = Some(raw.attributes.into());
        }
        column
    }

    fn data_type(
        &mut self,
        attributes: &Map<String, Value>,
        name: &str,
        path: ObjectPath,
        place: &impl Fn(&str) -> Span,
    ) -> DataType {
        let felis = attributes.get("datatype").and_then(Value::as_str);
        let known = felis.and_then(datatype::named);
        if let (Some(felis), None) = (felis, known) {
            let nearest =
                TYPES.iter().min_by_key(|known| edit_distance(known.name, felis)).map_or("", |known| known.name);
            let names: Vec<&str> = TYPES.iter().map(|known| known.name).collect();
            let message = format!("Felis has no data type `{felis}`.");
            self.error(
                path,
                place("datatype"),
                message,
                format!("Write one of {}; `{nearest}` is the nearest.", names.join(", ")),
            );
        }
        let precision = self.count(attributes, "precision", path, place);
        let length = self.count(attributes, "length", path, place).or_else(|| {
            let known = known.filter(|known| known.needs_length)?;
            let size = attributes.get("votable:arraysize").and_then(as_text);
            let size = size.and_then(|size| size.trim_end_matches('*').parse().ok());
            let own = attributes.get("mysql:datatype").is_some_and(Value::is_string);
            let said = match size {
                _ if own => "`mysql:datatype` was taken".to_owned(),
                Some(size) => format!("the {size} of `votable:arraysize` was taken"),
                None => "255 was taken".to_owned(),
            };
            let message = format!(
                "The column `{name}` of the type `{}` has no `length`, which Felis requires; {said}.",
                known.name
            );
            self.warning(
                path,
                place("datatype"),
                message,
                "Add `length`, the most characters or bytes that a value has.",
            );
            Some(size.unwrap_or(255))
        });
        if let Some(own) = attributes.get("mysql:datatype").and_then(Value::as_str).filter(|own| !own.is_empty()) {
            return match read_column_definition(own) {
                Ok(read) => read.data_type,
                Err(problem) => {
                    let message = format!("`mysql:datatype` is no type of MySQL: {problem}.");
                    self.error(path, place("mysql:datatype"), message, "Write a type such as `DECIMAL(10,3)`.");
                    DataType::named(own)
                }
            };
        }
        match known {
            Some(known) => datatype::to_mysql(known, length, precision),
            None => DataType::named(felis.unwrap_or("")),
        }
    }

    fn count(
        &mut self,
        attributes: &Map<String, Value>,
        key: &str,
        path: ObjectPath,
        place: &impl Fn(&str) -> Span,
    ) -> Option<u64> {
        let value = attributes.get(key)?;
        let count = value.as_u64().or_else(|| value.as_str()?.trim().parse().ok());
        if count.is_none() && !value.is_null() {
            let message = format!("`{key}` must be a whole number that is not negative, but it is {value}.");
            self.error(path, place(key), message, "Write a number without quotes.");
        }
        count
    }
}

/// True where a type is given, for Felis or for MySQL alone.
fn has_type(attributes: &Map<String, Value>) -> bool {
    ["datatype", "mysql:datatype"].iter().any(|key| attributes.get(*key).is_some_and(Value::is_string))
}

/// A scalar as a text: names such as `2mass` and numbers are texts to Felis.
pub(super) fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(on) => Some(on.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The default as SQL. Felis writes these words of SQL without quotes, all other texts with them.
/// Source: Felis `python/felis/metadata.py`, `_VALID_SERVER_DEFAULTS`.
pub(super) fn as_default(value: &Value) -> Option<String> {
    const WORDS: &[&str] = &["CURRENT_TIMESTAMP", "NOW()", "LOCALTIMESTAMP", "NULL"];
    match value {
        Value::String(text) if WORDS.contains(&text.as_str()) => Some(text.clone()),
        Value::String(text) => Some(quote_string(text)),
        Value::Bool(on) => Some(if *on { "TRUE" } else { "FALSE" }.to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
