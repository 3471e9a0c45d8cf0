//! A Felis schema to the model, with places. What is wrong is spoken of; what can be understood is read.

use std::cell::Cell;
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::columns::{as_text, columns_of};
use super::references::Ids;
use crate::diagnostic::{Diagnostic, Severity};
use crate::schema::{
    Aspect, Check, Database, DatabaseId, ForeignKey, ForeignKeyId, Index, IndexId, IndexKind, KeyPart, ObjectPath,
    Table, TableId,
};
use crate::sql::Reading;
use crate::text::Span;
use crate::yaml::{self, Node};

/// So many columns may a schema have, with those it refers to: a hundred times the largest catalogue.
const MOST_COLUMNS: usize = 200_000;

/// A text that was parsed and means to be a Felis schema.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    root: Rc<Node>,
}

/// Another schema from which columns are taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// By which `columnRefs` calls it.
    pub name: String,
    /// A path relative to the schema's file, or an address that ends in one.
    pub uri: String,
    pub span: Span,
}

impl Document {
    /// Parses a text, or says why it is no YAML, and where.
    pub fn parse(text: &str) -> Result<Document, Box<Diagnostic>> {
        let root = yaml::parse(text).map_err(|error| {
            let diagnostic = Diagnostic::new("yaml-syntax", Severity::Error, ObjectPath::Workspace, error.message);
            Box::new(diagnostic.help(error.help).located(0, error.span))
        })?;
        Ok(Document { root })
    }

    /// True for a schema; other YAML, such as a configuration of qserv-ingest, has no tables.
    pub fn is_schema(&self) -> bool {
        self.root.get("tables").is_some()
    }

    /// The keys at the top, for saying what a text is that is no schema.
    pub fn keys(&self) -> Vec<&str> {
        self.root.entries().iter().map(|entry| entry.key.as_str()).collect()
    }

    /// The schemas that have to be read to know all columns.
    pub fn references(&self) -> Vec<Reference> {
        let resources = self.root.get("resources").map(|resources| resources.entries()).unwrap_or_default();
        let uri = |node: &Node| node.get("uri").and_then(|uri| uri.text()).or(node.text()).map(str::to_owned);
        let found = resources.iter().filter_map(|entry| {
            Some(Reference { name: entry.key.clone(), uri: uri(&entry.value)?, span: entry.value.span })
        });
        found.collect()
    }

    pub(super) fn tables(&self) -> &[Rc<Node>] {
        self.root.get("tables").and_then(|tables| tables.list()).unwrap_or_default()
    }
}

/// Reads a schema. `find` gives the schema behind the `uri` of a resource; where it gives none, the columns taken from there
/// come without a type, and that is said.
pub fn read_felis(document: &Document, find: &dyn Fn(&str) -> Option<Rc<Document>>) -> Reading {
    let mut reader = Reader::new(document, find);
    reader.read();
    reader.reading
}

pub(super) struct Reader<'d> {
    pub reading: Reading,
    pub document: &'d Document,
    pub find: &'d dyn Fn(&str) -> Option<Rc<Document>>,
    /// How many schemas lie between this one and the one that is read.
    pub depth: usize,
    /// Columns looked at so far, those of other schemas included.
    pub spent: Rc<Cell<usize>>,
    /// Columns of the table at hand whose types were proposed.
    pub guessed: usize,
}

impl<'d> Reader<'d> {
    pub fn new(document: &'d Document, find: &'d dyn Fn(&str) -> Option<Rc<Document>>) -> Self {
        Reader { reading: Reading::default(), document, find, depth: 0, spent: Rc::default(), guessed: 0 }
    }

    fn read(&mut self) {
        let root = Rc::clone(&self.document.root);
        self.keys_stand_once(&root);
        let id = DatabaseId(self.reading.workspace.next_id());
        let path = ObjectPath::Database(id);
        self.source(path, Aspect::Whole, first_line(root.span));
        let name = root.get("name").and_then(|name| name.text()).unwrap_or_default().to_owned();
        match root.get("name") {
            Some(node) => self.source(path, Aspect::Name, node.span),
            None => self.error(path, first_line(root.span), "This schema has no name.".to_owned(), "Add `name: ...`."),
        }
        for reference in self.document.references() {
            if (self.find)(&reference.uri).is_none() {
                let message = format!(
                    "The schema takes columns from `{}` ({}), which is not here: only their names are known.",
                    reference.name, reference.uri
                );
                let help = format!("Read {} together with this file.", reference.uri);
                self.warning(ObjectPath::Workspace, reference.span, message, help);
            }
        }
        let tables = root.get("tables");
        if let Some(node) = tables.filter(|tables| tables.list().is_none() && !tables.is_null()) {
            let message = format!("`tables` must be a list, but {} stands here.", node.described());
            self.error(path, node.span, message, "Write `- name: ...` for each table.");
        }
        let ids = Ids::of(self.document.tables());
        let tables: Vec<Rc<Node>> = self.document.tables().to_vec();
        let tables = tables.iter().filter_map(|table| self.table(table, &ids)).collect();
        let felis = kept(&root, &["tables", "resources"]);
        self.reading.workspace.databases.push(Arc::new(Database { id, name, tables, felis, ..Database::default() }));
    }

    fn table(&mut self, node: &Rc<Node>, ids: &Ids) -> Option<Arc<Table>> {
        let id = TableId(self.reading.workspace.next_id());
        let path = ObjectPath::Table(id);
        let Some(name) = node.get("name").filter(|name| name.text().is_some()) else {
            let message = format!("A table must be a map with a `name`, but {} stands here.", node.described());
            self.error(path, first_line(node.span), message, "Add `name: ...`; without it the table was left out.");
            return None;
        };
        self.source(path, Aspect::Whole, first_line(node.span));
        self.source(path, Aspect::Name, name.span);
        let mut table = Table { id, name: name.text().unwrap_or_default().to_owned(), ..Table::default() };
        let raw = columns_of(self, node, path);
        if raw.is_empty() {
            let message = format!("The table `{}` has no columns.", table.name);
            self.error(path, name.span, message, "Add `columns`, or `columnRefs` to those of another schema.");
        }
        self.guessed = 0;
        table.columns = raw.into_iter().map(|raw| self.column(raw, id)).collect();
        if self.guessed > 0 {
            let message = format!(
                "{} of the {} columns of `{}` have no data type here: types were proposed by their names and UCDs.",
                self.guessed,
                table.columns.len(),
                table.name
            );
            self.say(
                "type-proposed",
                Severity::Warning,
                path,
                name.span,
                message,
                "Confirm them, or give each column its `datatype`.",
            );
        }
        let text =
            |key: &str| node.get(key).and_then(|value| value.text()).filter(|text| !text.is_empty()).map(str::to_owned);
        table.options.comment = text("description");
        table.options.engine = text("mysql:engine");
        table.options.charset = text("mysql:charset");
        self.primary_key(node, ids, &mut table);
        self.indexes(node, ids, &mut table);
        self.constraints(node, ids, &mut table);
        table.felis = kept(node, &["columns", "columnRefs"]);
        Some(Arc::new(table))
    }

    fn primary_key(&mut self, node: &Node, ids: &Ids, table: &mut Table) {
        let Some(key) = node.get("primaryKey").filter(|key| !key.is_null()) else { return };
        let one = [Rc::clone(key)];
        let columns = key.list().unwrap_or(&one);
        self.index(columns, ids, table, Index { kind: IndexKind::Primary, ..Index::default() }, key.span);
    }

    fn indexes(&mut self, node: &Node, ids: &Ids, table: &mut Table) {
        for index in node.get("indexes").and_then(|indexes| indexes.list()).unwrap_or_default() {
            let mut new = Index { name: name_of(index), comment: description_of(index), ..Index::default() };
            if let Some(expressions) = index.get("expressions").and_then(|expressions| expressions.list()) {
                let texts = expressions.iter().filter_map(|expression| expression.text());
                new.id = IndexId(self.reading.workspace.next_id());
                new.parts = texts.map(expression_part).collect();
                self.source(ObjectPath::Index(table.id, new.id), Aspect::Whole, index.span);
                table.indexes.push(new);
                continue;
            }
            let columns = index.get("columns").and_then(|columns| columns.list()).unwrap_or_default();
            self.index(columns, ids, table, new, index.span);
        }
    }

    /// Adds an index; its columns must be columns of the table.
    fn index(&mut self, columns: &[Rc<Node>], ids: &Ids, table: &mut Table, mut index: Index, place: Span) {
        if columns.is_empty() {
            let message = "This index names no columns.".to_owned();
            self.error(ObjectPath::Table(table.id), place, message, "Add `columns`, a list of their ids.");
            return;
        }
        index.id = IndexId(self.reading.workspace.next_id());
        let path = ObjectPath::Index(table.id, index.id);
        self.source(path, Aspect::Whole, place);
        for (number, column) in columns.iter().enumerate() {
            let Some(id) = column.text() else { continue };
            self.source(path, Aspect::Part(number), column.span);
            let (home, name) = ids.column(id);
            if !home.is_empty() && home != table.name {
                let message = format!("`{id}` is a column of `{home}`, not of `{}`.", table.name);
                self.error(path, column.span, message, "Name a column of this table.");
            }
            index.parts.push(KeyPart::of(&name));
        }
        table.indexes.push(index);
    }

    fn constraints(&mut self, node: &Node, ids: &Ids, table: &mut Table) {
        for constraint in node.get("constraints").and_then(|constraints| constraints.list()).unwrap_or_default() {
            let columns = constraint.get("columns").and_then(|columns| columns.list()).unwrap_or_default();
            match constraint.get("@type").and_then(|kind| kind.text()).unwrap_or_default() {
                "Unique" => {
                    let comment = description_of(constraint);
                    let unique =
                        Index { kind: IndexKind::Unique, name: name_of(constraint), comment, ..Index::default() };
                    self.index(columns, ids, table, unique, constraint.span);
                }
                "ForeignKey" => self.foreign_key(constraint, columns, ids, table),
                "Check" => {
                    let condition = constraint.get("expression").and_then(|text| text.text()).unwrap_or_default();
                    let name = name_of(constraint);
                    table.checks.push(Check { name, condition: condition.to_owned(), not_enforced: false });
                }
                other => {
                    let message = format!("`{other}` is no type of constraint.");
                    let help = "Write ForeignKey, Unique or Check at `@type`.";
                    self.error(ObjectPath::Table(table.id), constraint.span, message, help);
                }
            }
        }
    }

    fn foreign_key(&mut self, node: &Node, columns: &[Rc<Node>], ids: &Ids, table: &mut Table) {
        let id = ForeignKeyId(self.reading.workspace.next_id());
        let path = ObjectPath::ForeignKey(table.id, id);
        self.source(path, Aspect::Whole, node.span);
        let referred = node.get("referencedColumns").and_then(|columns| columns.list()).unwrap_or_default();
        if referred.is_empty() || referred.len() != columns.len() {
            let message = format!("{} columns refer to {} columns.", columns.len(), referred.len());
            self.error(path, node.span, message, "Name as many `referencedColumns` as `columns`.");
        }
        let names = |list: &[Rc<Node>]| -> Vec<(String, String)> {
            list.iter().filter_map(|column| Some(ids.column(column.text()?))).collect()
        };
        let parents = names(referred);
        let action = |key: &str, words: &str| {
            node.get(key).and_then(|action| action.text()).map(|action| format!("{words} {action}"))
        };
        let actions = [action("on_delete", "ON DELETE"), action("on_update", "ON UPDATE")];
        table.foreign_keys.push(ForeignKey {
            id,
            name: name_of(node),
            columns: names(columns).into_iter().map(|(_, column)| column).collect(),
            parent_table: parents.first().map(|(table, _)| table.clone()).unwrap_or_default(),
            parent_columns: parents.into_iter().map(|(_, column)| column).collect(),
            actions: actions.into_iter().flatten().collect::<Vec<_>>().join(" "),
            ..ForeignKey::default()
        });
    }

    /// Speaks of keys that stand twice: PyYAML takes the last one and says nothing.
    fn keys_stand_once(&mut self, node: &Node) {
        let mut seen: HashSet<&str> = HashSet::new();
        for entry in node.entries() {
            if !seen.insert(&entry.key) {
                let message = format!("The key `{}` stands here a second time; the last one counts.", entry.key);
                self.warning(ObjectPath::Workspace, entry.key_span, message, "Remove one of them.");
            }
            self.keys_stand_once(&entry.value);
        }
        for value in node.list().unwrap_or_default() {
            self.keys_stand_once(value);
        }
    }

    /// Counts columns; false, and an error, where there are more than any catalogue has.
    pub(super) fn spend(&mut self, columns: usize, place: Span) -> bool {
        let before = self.spent.get();
        self.spent.set(before.saturating_add(columns));
        if self.spent.get() <= MOST_COLUMNS {
            return true;
        }
        if before <= MOST_COLUMNS {
            let message = format!("The schemas refer to more than {MOST_COLUMNS} columns of each other.");
            self.error(ObjectPath::Workspace, place, message, "Check what `columnRefs` refers to.");
        }
        false
    }

    pub(super) fn source(&mut self, path: ObjectPath, aspect: Aspect, span: Span) {
        self.reading.sources.insert((path, aspect), span);
    }

    pub(super) fn error(&mut self, path: ObjectPath, span: Span, message: String, help: impl Into<Arc<str>>) {
        self.say("felis-shape", Severity::Error, path, span, message, help);
    }

    pub(super) fn warning(&mut self, path: ObjectPath, span: Span, message: String, help: impl Into<Arc<str>>) {
        self.say("felis-shape", Severity::Warning, path, span, message, help);
    }

    fn say(
        &mut self,
        rule: &'static str,
        severity: Severity,
        path: ObjectPath,
        span: Span,
        message: String,
        help: impl Into<Arc<str>>,
    ) {
        let diagnostic = Diagnostic::new(rule, severity, path, message).help(help).located(0, span);
        self.reading.diagnostics.push(diagnostic);
    }
}

/// The attributes as they were read, but for those that have their own place in the model.
fn kept(node: &Node, without: &[&str]) -> Option<Arc<Map<String, Value>>> {
    let entries = node.entries().iter().filter(|entry| !without.contains(&entry.key.as_str()));
    Some(Arc::new(entries.map(|entry| (entry.key.clone(), entry.value.to_json())).collect()))
}

fn name_of(node: &Node) -> Option<String> {
    node.get("name").and_then(|name| as_text(&name.to_json()))
}

fn description_of(node: &Node) -> Option<String> {
    node.get("description").and_then(|text| text.text()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A functional key part stands in parentheses.
fn expression_part(expression: &str) -> KeyPart {
    KeyPart { column: format!("({expression})"), expression: true, ..KeyPart::default() }
}

/// The beginning of a long block, to point at.
fn first_line(span: Span) -> Span {
    Span::new(span.start, span.end.min(span.start + 1))
}
