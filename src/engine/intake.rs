//! Everything that can be imported, read together: beside scripts, registrations and projects also Felis schemas, files of
//! rows, index requests, configurations of the Controller and of the partitioner, and qserv-ingest folders.
//!
//! It stands apart from `read`, so that the designer's first load holds none of it.

mod join;

use std::collections::HashMap;
use std::rc::Rc;

use super::{Format, ReadFile, Reading, SourceFile, decode, format_of};
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::edit::apply;
use crate::felis::{Document, read_felis};
use crate::qserv::{Proposal, edits_for, propose_roles, read_documents};
use crate::schema::{Aspect, Database, ObjectPath, Workspace};
use crate::sql;
use crate::tabular::{Inference, Inferred};
use crate::text::{LineIndex, Span};

/// What is read, and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Intake {
    pub files: Vec<SourceFile>,
    /// Schemas that others take columns from, and that are not read themselves.
    pub resources: Vec<SourceFile>,
    /// Files of rows that were read piece by piece.
    pub rows: Vec<Rows>,
    /// Tables of Felis schemas and of rows become what is proposed for them in Qserv.
    pub propose: bool,
}

/// What the rows of a file say, and its beginning, to show places in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    pub name: String,
    pub head: String,
    pub inferred: Inferred,
}

/// Reads everything into one workspace. Never fails: what cannot be read is spoken of, and the other files are read.
pub fn read_all(intake: Intake) -> Reading {
    let schemas = Schemas::of(&intake);
    let mut reading = Reading::default();
    let mut join = join::Join::default();
    // Databases whose tables have no roles yet.
    let mut without_roles = Vec::new();
    for (number, file) in intake.files.into_iter().enumerate() {
        if is_rows(&file.name) {
            without_roles.extend(reading.add_rows(rows_of(file)));
            continue;
        }
        let name = file.name.clone();
        let before = reading.workspace.last_id;
        reading.add_with(number, file, &mut |text| {
            if let Some(document) = schemas.files.get(&number) {
                return Some((Format::Felis, schemas.read(document, &name)));
            }
            if format_of(text) != Format::Payload {
                return None;
            }
            let mut documents = read_documents(text);
            let part = std::mem::take(&mut documents.reading);
            join.add(number, &name, documents);
            Some((Format::Payload, part))
        });
        let format = reading.files.get(number).and_then(|file| file.format);
        if format == Some(Format::Felis) {
            without_roles.extend(before + 1..=reading.workspace.last_id);
        }
    }
    for rows in intake.rows {
        without_roles.extend(reading.add_rows(rows));
    }
    join.finish(&mut reading);
    if intake.propose {
        reading.take_proposals(&without_roles);
    }
    reading.to_confirm = without_roles;
    reading
}

/// What is proposed for each table of a workspace that is not registered, by databases.
pub fn proposals(workspace: &Workspace) -> Vec<(&Database, Vec<Proposal>)> {
    workspace.databases.iter().map(|database| (&**database, propose_roles(database))).collect()
}

/// The addresses of the schemas that a text takes columns from; none where it is no Felis schema.
pub fn resources(text: &str) -> Vec<String> {
    let document = Document::parse(text).ok();
    document
        .map(|document| document.references().into_iter().map(|reference| reference.uri).collect())
        .unwrap_or_default()
}

/// True where the name is that of a file of rows.
pub fn is_rows(name: &str) -> bool {
    ends_in(name, &["csv", "tsv"])
}

/// True where the name is that of a Felis schema.
pub fn is_yaml(name: &str) -> bool {
    ends_in(name, &["yaml", "yml"])
}

fn ends_in(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| endings.iter().any(|known| known.eq_ignore_ascii_case(end)))
}

/// Felis schemas, parsed before any is read, since they refer to each other.
struct Schemas {
    files: HashMap<usize, Result<Rc<Document>, Box<Diagnostic>>>,
    by_path: Vec<(String, Rc<Document>)>,
}

impl Schemas {
    fn of(intake: &Intake) -> Self {
        let mut schemas = Schemas { files: HashMap::new(), by_path: Vec::new() };
        for (number, file) in intake.files.iter().chain(&intake.resources).enumerate() {
            // What calls itself something else is not looked through.
            if ends_in(&file.name, &["sql", "json"]) {
                continue;
            }
            let Ok(text) = decode(file.bytes.clone()) else { continue };
            if !is_yaml(&file.name) && !looks_like_schema(&text) {
                continue;
            }
            let document = Document::parse(&text).map(Rc::new);
            if let Ok(document) = &document {
                schemas.by_path.push((file.name.clone(), Rc::clone(document)));
            }
            if number < intake.files.len() {
                schemas.files.insert(number, document);
            }
        }
        schemas
    }

    fn read(&self, document: &Result<Rc<Document>, Box<Diagnostic>>, name: &str) -> sql::Reading {
        let document = match document {
            Ok(document) => document,
            Err(problem) => return sql::Reading { diagnostics: vec![(**problem).clone()], ..sql::Reading::default() },
        };
        if !document.is_schema() {
            let message = format!("This is {}, not a Felis schema: nothing was read from it.", what_it_is(document));
            let diagnostic = Diagnostic::new("payload-unknown", Severity::Info, ObjectPath::Workspace, message);
            let help = "A Felis schema has a `name` and `tables`.";
            let diagnostics = vec![diagnostic.help(help).located(0, Span::new(0, 0))];
            return sql::Reading { diagnostics, ..sql::Reading::default() };
        }
        let folder = name.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder);
        read_felis(document, &|uri| self.find(folder, uri))
    }

    /// The schema at an address: beside the one that refers to it, else the one of that file name.
    fn find(&self, folder: &str, uri: &str) -> Option<Rc<Document>> {
        let last = |path: &str| path.rsplit(['/', '\\', ':']).next().unwrap_or_default().to_owned();
        let beside = if folder.is_empty() { uri.to_owned() } else { format!("{folder}/{uri}") };
        let exact = self.by_path.iter().find(|(path, _)| *path == beside);
        let named = || self.by_path.iter().find(|(path, _)| last(path) == last(uri));
        exact.or_else(named).map(|(_, document)| Rc::clone(document))
    }
}

/// For standard input, which has no name: the keys of a schema, each at the beginning of a line.
fn looks_like_schema(text: &str) -> bool {
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    !text.trim_start().starts_with(['{', '[']) && has("name:") && has("tables:")
}

fn what_it_is(document: &Document) -> &'static str {
    let keys = document.keys();
    if keys.contains(&"ingest") { "a configuration of qserv-ingest" } else { "YAML of another kind" }
}

fn rows_of(file: SourceFile) -> Rows {
    let mut inference = Inference::new();
    inference.feed(&file.bytes);
    let head = String::from_utf8_lossy(&file.bytes).into_owned();
    Rows { name: file.name, head, inferred: inference.finish() }
}

impl Reading {
    /// Adds the table of a file of rows; comes back with the ids of what was added.
    fn add_rows(&mut self, rows: Rows) -> Vec<u32> {
        let number = self.files.len();
        let lines = LineIndex::new(&rows.head);
        for problem in &rows.inferred.problems {
            let severity = if problem.fatal { Severity::Error } else { Severity::Warning };
            let line = usize::try_from(problem.line).unwrap_or(0);
            let place = lines.line_range(&rows.head, line.max(1)).filter(|_| line > 0);
            let message = if place.is_some() || line == 0 {
                problem.message.clone()
            } else {
                format!("Line {line}: {}", problem.message)
            };
            let (start, end) = place.unwrap_or((0, 0));
            let diagnostic = Diagnostic::new("rows-shape", severity, ObjectPath::Workspace, message);
            self.diagnostics.push(diagnostic.help(problem.help.as_str()).located(number, Span::new(start, end)));
        }
        let before = self.workspace.last_id;
        if !rows.inferred.columns.is_empty() {
            let mut table = rows.inferred.table(table_name(&rows.name));
            // Behind the id of the database that holds it.
            table.id.0 += 1;
            table.columns.iter_mut().for_each(|column| column.id.0 += 1);
            let last_id = 2 + u32::try_from(table.columns.len()).unwrap_or(0);
            let path = ObjectPath::Table(table.id);
            let mut sources = sql::SourceMap::default();
            let first_line = lines.line_range(&rows.head, 1).unwrap_or((0, 0));
            sources.insert((path, Aspect::Whole), Span::new(first_line.0, first_line.1));
            let database =
                Database { id: crate::schema::DatabaseId(1), tables: vec![table.into()], ..Database::default() };
            let workspace = Workspace { databases: vec![database.into()], last_id, ..Workspace::default() };
            self.take_in(number, sql::Reading { workspace, sources, ..sql::Reading::default() });
        }
        self.files.push(ReadFile { name: rows.name, text: rows.head, lines, format: Some(Format::Rows) });
        (before + 1..=self.workspace.last_id).collect()
    }

    /// Does what is proposed for tables among those ids, and says what it was.
    fn take_proposals(&mut self, ids: &[u32]) {
        let ids: std::collections::HashSet<u32> = ids.iter().copied().collect();
        let mut edits = Vec::new();
        let mut said = Vec::new();
        for (database, mut proposals) in proposals(&self.workspace) {
            proposals.retain(|proposal| ids.contains(&proposal.table.0));
            for proposal in &proposals {
                let name = database.table(proposal.table).map_or("", |table| table.name.as_str());
                let message = format!("`{name}` is taken for a {} table: {}.", proposal.kind.name(), proposal.reason);
                let path = ObjectPath::Table(proposal.table);
                let diagnostic = Diagnostic::new("role-proposed", Severity::Info, path, message).at(Aspect::Name);
                said.push(diagnostic.help("Confirm it, or choose another kind and its columns."));
            }
            edits.extend(edits_for(database, &proposals));
        }
        for edit in &edits {
            if let Ok(workspace) = apply(&self.workspace, edit) {
                self.workspace = workspace;
            }
        }
        self.locate(&mut said);
        self.diagnostics.append(&mut said);
    }

    pub(super) fn place(&self, number: usize, span: Span) -> Location {
        Location { file: number.min(self.files.len()), span }
    }
}

/// The file's name without its folder and ending.
fn table_name(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.split('.').next().filter(|stem| !stem.is_empty()).unwrap_or(name)
}
