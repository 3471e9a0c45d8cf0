//! Requests to the model, with spans. What is no registration is named for what it is.

use std::sync::Arc;

use jsonc_parser::ast::{Object, Value as Node};
use serde_json::{Map, Value};

use super::attributes::{DatabaseAttributes, TableAttributes};
use super::documents::Documents;
use crate::diagnostic::{Diagnostic, Severity};
use crate::json::{self, described, find, span, to_value, type_name};
use crate::schema::{
    Aspect, Column, ColumnId, DataType, Database, DatabaseId, ObjectPath, Registered, Role, Table, TableId,
};
use crate::sql::{Reading, read_column_definition};
use crate::text::{Span, same_identifier};

/// Reads one request body, or an array of them, or of `{"method", "path", "body"}`.
pub fn read_payloads(text: &str) -> Reading {
    let mut reader = Reader::default();
    match json::parse(text) {
        Ok(node) => reader.read(&node),
        Err(error) => reader.error("json-syntax", ObjectPath::Workspace, error.span, error.message, error.help),
    }
    reader.finish().0
}

/// JSON files that travel with registrations, by attributes that only they have.
const RELATIVES: &[(&[&str], &str)] = &[
    (&["index", "columns"], "a request for an index"),
    (&["database", "tables"], "the metadata of a qserv-ingest folder"),
    (&["databases", "database_families"], "a configuration of the Replication System"),
    (&["config"], "an answer with the Replication System's configuration"),
    (&["part"], "a configuration of the partitioner"),
    (&["in"], "a configuration of the partitioner"),
    (&["dirDb"], "a configuration of the partitioner"),
    (&["dirTable"], "a configuration of the partitioner"),
];

/// Reads an object that is no registration; false where it does not know what it is.
type ReadRelative = fn(&mut Reader, &Object, Span) -> bool;

#[derive(Default)]
pub(super) struct Reader {
    pub reading: Reading,
    /// What is read beside registrations, where `relative` reads it.
    pub documents: Documents,
    /// Handed in, so that the designer's first load does not hold what reads all other files.
    relative: Option<ReadRelative>,
    /// Objects that are nothing known: a list of another program has thousands of them, and one is spoken of.
    unknown: usize,
}

impl Reader {
    pub fn with(relative: ReadRelative) -> Self {
        Reader { relative: Some(relative), ..Reader::default() }
    }

    /// What was read, when everything is.
    pub fn finish(mut self) -> (Reading, Documents) {
        let mut said = self.reading.diagnostics.iter_mut();
        let first = said.find(|said| said.rule == "payload-unknown" && said.severity == Severity::Error);
        if let Some(first) = first.filter(|_| self.unknown > 1) {
            first.message = format!("{} So are {} others of this file.", first.message, self.unknown - 1).into();
        }
        (self.reading, self.documents)
    }

    pub fn read(&mut self, node: &Node) {
        match node {
            Node::Array(array) => array.elements.iter().for_each(|element| self.read(element)),
            Node::Object(object) => self.read_object(object, span(node)),
            Node::StringLit(_) | Node::NumberLit(_) | Node::BooleanLit(_) | Node::NullKeyword(_) => self.say_unknown(
                span(node),
                format!("A registration is a JSON object, but {} stands here.", described(node)),
                "Give the body of POST /ingest/database or POST /ingest/table.",
            ),
        }
    }

    fn say_unknown(&mut self, place: Span, message: String, help: &str) {
        self.unknown += 1;
        if self.unknown == 1 {
            self.error("payload-unknown", ObjectPath::Workspace, place, message, help);
        }
    }

    pub fn read_object(&mut self, object: &Object, place: Span) {
        let has = |key: &str| find(object, key).is_some();
        if has("method")
            && has("path")
            && let Some(body) = find(object, "body")
        {
            if !self.read_relative(object, place) {
                self.read(body);
            }
            return;
        }
        if has("table") && (has("schema") || has("is_partitioned")) {
            return self.read_table(object, place);
        }
        if has("num_stripes") || has("num_sub_stripes") {
            return self.read_database(object, place);
        }
        if self.read_relative(object, place) {
            return;
        }
        let relative = RELATIVES.iter().find(|(keys, _)| keys.iter().all(|key| has(key))).map(|(_, what)| *what);
        // PUT /ingest/config: options of libcurl under their own names.
        let of_curl = object.properties.iter().any(|property| property.name.as_str().starts_with("CURLOPT_"));
        match relative.or(of_curl.then_some("a configuration of the ingest")) {
            Some(what) => {
                let message = format!("This is {what}, not a registration: nothing was read from it.");
                let help = "Tabledraft reads the bodies of POST /ingest/database and POST /ingest/table.";
                let diagnostic = Diagnostic::new("payload-unknown", Severity::Info, ObjectPath::Workspace, message);
                self.reading
                    .diagnostics
                    .push(diagnostic.help(help).located(0, Span::new(place.start, place.start + 1)));
            }
            None => self.say_unknown(
                Span::new(place.start, place.start + 1),
                "This object is neither the registration of a database (`num_stripes`) nor that of a table (`table` and `schema`)."
                    .to_owned(),
                "Give the body of POST /ingest/database or POST /ingest/table, or a project file of Tabledraft.",
            ),
        }
    }

    fn read_relative(&mut self, object: &Object, place: Span) -> bool {
        self.relative.is_some_and(|read| read(self, object, place))
    }

    fn read_database(&mut self, object: &Object, place: Span) {
        let source = self.attributes(object, ObjectPath::Workspace);
        let decoded = DatabaseAttributes::decode(&source);
        let id = self.database_named(&decoded.database);
        let path = ObjectPath::Database(id);
        self.source(path, Aspect::Whole, place);
        self.require(object, path, place, &["database", "num_stripes", "num_sub_stripes", "overlap"]);
        self.require_type(object, path, &["database"], "string", |node| matches!(node, Node::StringLit(_)));
        let numbers = ["num_stripes", "num_sub_stripes", "auto_build_secondary_index"];
        self.require_type(object, path, &numbers, "number", |node| {
            matches!(node, Node::NumberLit(_) | Node::BooleanLit(_))
        });
        self.require_type(object, path, &["overlap"], "number", |node| matches!(node, Node::NumberLit(_)));
        if let Some(name) = find(object, "database") {
            self.source(path, Aspect::Name, span(name));
        }
        let mut partitioning = decoded.partitioning;
        partitioning.source = Some(Arc::new(source));
        let databases = &mut self.reading.workspace.databases;
        if let Some(database) = databases.iter_mut().find(|database| database.id == id) {
            Arc::make_mut(database).partitioning = Some(partitioning);
        }
    }

    fn read_table(&mut self, object: &Object, place: Span) {
        let id = TableId(self.reading.workspace.next_id());
        let path = ObjectPath::Table(id);
        let mut source = self.attributes(object, path);
        if source.contains_key("schema") {
            // The columns have their own place; the key marks where they stood.
            source.insert("schema".to_owned(), Value::Null);
        }
        let decoded = TableAttributes::decode(&source);
        self.source(path, Aspect::Whole, place);
        for (key, aspect) in [
            ("table", Aspect::Name),
            ("director_table", Aspect::Role(Role::Director)),
            ("director_key", Aspect::Role(Role::Key)),
            ("director_table2", Aspect::Role(Role::SecondDirector)),
            ("director_key2", Aspect::Role(Role::SecondKey)),
            ("latitude_key", Aspect::Role(Role::Latitude)),
            ("longitude_key", Aspect::Role(Role::Longitude)),
            ("flag", Aspect::Role(Role::Flag)),
            ("ang_sep", Aspect::Role(Role::AngularSeparation)),
        ] {
            if let Some(value) = find(object, key) {
                self.source(path, aspect, span(value));
            }
        }
        self.check_table(object, path, place, &decoded);
        let columns = self.read_columns(object, id);
        let mut registration = decoded.registration();
        registration.source = Some(Arc::new(source));
        let mut table =
            Table { id, name: decoded.table, columns, registration: Some(registration), ..Table::default() };
        table.options.charset = decoded.charset;
        table.options.collation = decoded.collation;
        let database = self.database_named(&decoded.database);
        let databases = &mut self.reading.workspace.databases;
        if let Some(database) = databases.iter_mut().find(|known| known.id == database) {
            Arc::make_mut(database).tables.push(Arc::new(table));
        }
    }

    fn check_table(&mut self, object: &Object, path: ObjectPath, place: Span, decoded: &TableAttributes) {
        self.require(object, path, place, &["database", "table", "is_partitioned", "schema"]);
        let strings = [
            "database",
            "table",
            "director_table",
            "director_key",
            "director_table2",
            "director_key2",
            "latitude_key",
            "longitude_key",
            "flag",
            "charset_name",
            "collation_name",
        ];
        self.require_type(object, path, &strings, "string", |node| matches!(node, Node::StringLit(_)));
        let flags = ["is_partitioned", "unique_primary_key"];
        self.require_type(object, path, &flags, "number", |node| {
            matches!(node, Node::NumberLit(_) | Node::BooleanLit(_))
        });
        self.require_type(object, path, &["ang_sep"], "number", |node| matches!(node, Node::NumberLit(_)));
        for key in ["director_table", "director_table2"] {
            let Some(Node::StringLit(spec)) = find(object, key) else { continue };
            let half =
                spec.value.split_once('.').is_some_and(|(database, table)| !database.is_empty() && table.is_empty());
            if half {
                let message = format!(
                    "`{key}` names a database but no table. The server answers `DirectorTableRef: invalid database & table spec '{}'`.",
                    spec.value
                );
                self.error("payload-shape", path, span(spec), message, "Write `database.table`, or the table alone.");
            }
        }
        let filled = |key: &str| matches!(find(object, key), Some(Node::StringLit(text)) if !text.value.is_empty());
        let partitioned = decoded.kind.is_partitioned();
        if partitioned
            && !filled("director_table")
            && filled("director_key")
            && filled("director_table2")
            && filled("director_key2")
        {
            self.error(
                "payload-shape",
                path,
                find(object, "director_table2").map_or(place, span),
                "The kind of this table is ambiguous: without `director_table` it is a director, but `director_table2` makes it a ref-match table. The server refuses it: `ambiguous table type definition`.",
                "Name the first director in `director_table`, or remove `director_table2` and `director_key2`.",
            );
        }
    }

    fn read_columns(&mut self, object: &Object, table: TableId) -> Vec<Column> {
        let path = ObjectPath::Table(table);
        let Some(schema) = find(object, "schema") else { return vec![] };
        let Node::Array(schema) = schema else {
            let place = span(schema);
            let message = format!("`schema` must be an array of columns, but it is {}.", described(schema));
            self.error("payload-shape", path, place, message, "Write `[{\"name\": ..., \"type\": ...}, ...]`.");
            return vec![];
        };
        schema.elements.iter().filter_map(|entry| self.read_column(entry, table)).collect()
    }

    pub fn read_column(&mut self, entry: &Node, table: TableId) -> Option<Column> {
        let Node::Object(object) = entry else {
            let message =
                format!("A column must be an object with `name` and `type`, but {} stands here.", described(entry));
            self.error(
                "payload-shape",
                ObjectPath::Table(table),
                span(entry),
                message,
                "Write `{\"name\": ..., \"type\": ...}`.",
            );
            return None;
        };
        let id = ColumnId(self.reading.workspace.next_id());
        let path = ObjectPath::Column(table, id);
        self.source(path, Aspect::Whole, span(entry));
        self.require(object, path, span(entry), &["name", "type"]);
        self.require_type(object, path, &["name", "type"], "string", |node| matches!(node, Node::StringLit(_)));
        let mut other = self.attributes(object, path);
        let mut text = |key: &str| match other.shift_remove(key) {
            Some(Value::String(text)) => text,
            Some(_) | None => String::new(),
        };
        let (name, type_text) = (text("name"), text("type"));
        for (key, aspect) in [("name", Aspect::Name), ("type", Aspect::Type)] {
            if let Some(value) = find(object, key) {
                self.source(path, aspect, span(value));
            }
        }
        // A type that is not understood is kept as one word; the rule `column-type-unknown` speaks of it.
        let read = read_column_definition(&type_text);
        let mut column =
            read.unwrap_or_else(|_| Column { data_type: DataType::named(&type_text), ..Column::default() });
        column.id = id;
        column.name = name;
        column.registered = Some(Arc::new(Registered { type_text, other }));
        Some(column)
    }

    /// The object's attributes; a key that stands twice is spoken of.
    pub fn attributes(&mut self, object: &Object, path: ObjectPath) -> Map<String, Value> {
        let mut map = Map::new();
        for property in &object.properties {
            let key = property.name.as_str();
            if map.insert(key.to_owned(), to_value(&property.value)).is_some() {
                let message =
                    format!("The attribute `{key}` stands here a second time; the server takes the last one.");
                let diagnostic = Diagnostic::new("payload-shape", Severity::Warning, path, message);
                self.reading.diagnostics.push(diagnostic.help("Remove one of them.").located(0, span(property)));
            }
        }
        map
    }

    pub fn require(&mut self, object: &Object, path: ObjectPath, place: Span, keys: &[&str]) {
        for key in keys {
            if find(object, key).is_none() {
                let message = format!("The attribute `{key}` is missing; the server requires it.");
                let start = Span::new(place.start, (place.start + 1).min(place.end));
                self.error("payload-shape", path, start, message, format!("Add `\"{key}\"` to the object."));
            }
        }
    }

    pub fn require_type(
        &mut self,
        object: &Object,
        path: ObjectPath,
        keys: &[&str],
        wanted: &str,
        fits: impl Fn(&Node) -> bool,
    ) {
        for key in keys {
            let Some(value) = find(object, key).filter(|value| !fits(value)) else { continue };
            let message = format!(
                "`{key}` must be a {wanted}, but it is {}. The server answers `type must be {wanted}, but is {}`.",
                described(value),
                type_name(value)
            );
            self.error("payload-shape", path, span(value), message, format!("Write a {wanted}."));
        }
    }

    pub fn database_named(&mut self, name: &str) -> DatabaseId {
        let workspace = &mut self.reading.workspace;
        if let Some(database) = workspace.databases.iter().find(|database| same_identifier(&database.name, name)) {
            return database.id;
        }
        let id = DatabaseId(workspace.next_id());
        workspace.databases.push(Arc::new(Database { id, name: name.to_owned(), ..Database::default() }));
        id
    }

    pub fn source(&mut self, path: ObjectPath, aspect: Aspect, span: Span) {
        self.reading.sources.insert((path, aspect), span);
    }

    pub fn error(
        &mut self,
        rule: &'static str,
        path: ObjectPath,
        span: Span,
        message: impl Into<Arc<str>>,
        help: impl Into<Arc<str>>,
    ) {
        let diagnostic = Diagnostic::new(rule, Severity::Error, path, message).help(help).located(0, span);
        self.reading.diagnostics.push(diagnostic);
    }
}
