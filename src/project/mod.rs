//! The project file: one JSON document that holds a workspace and how it is judged.
//!
//! Format 1 is the first. A file of a later format is refused whole: half of it read would be half of it lost.

use std::sync::Arc;

use jsonc_parser::ast::{Object, Value as Node};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Severity};
use crate::json;
use crate::rules::{Catalogue, Profile};
use crate::schema::{Aspect, ColumnId, DatabaseId, ForeignKeyId, IndexId, ObjectPath, TableId, Workspace};
use crate::sql::SourceMap;
use crate::text::Span;

/// The format that this version writes, and the newest it reads.
pub const FORMAT: u64 = 1;

/// How project files are called: `name.tabledraft.json`.
pub const EXTENSION: &str = ".tabledraft.json";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Project {
    pub name: String,
    /// The name of the profile that judges it.
    pub profile: String,
    /// What is set otherwise than in the profile, in the form of `tabledraft.toml`.
    #[serde(default)]
    pub settings: Map<String, Value>,
    pub workspace: Workspace,
}

impl Project {
    /// How the project is called and judged, without what is judged.
    pub fn without_workspace(&self) -> Project {
        Project {
            name: self.name.clone(),
            profile: self.profile.clone(),
            settings: self.settings.clone(),
            workspace: Workspace::default(),
        }
    }

    /// The project's profile with its own settings, made of the rules of a catalogue.
    pub fn judged_by(&self, catalogue: &'static Catalogue) -> Profile {
        let mut profile = Profile::of(catalogue, &self.profile).unwrap_or_default();
        profile.extend(&Value::Object(self.settings.clone()));
        profile
    }
}

impl Default for Project {
    fn default() -> Self {
        Project {
            name: "Untitled".to_owned(),
            profile: Profile::DEFAULT.to_owned(),
            settings: Map::new(),
            workspace: Workspace::default(),
        }
    }
}

#[derive(Serialize)]
struct FileOut<'p> {
    tabledraft: u64,
    name: &'p str,
    profile: &'p str,
    #[serde(skip_serializing_if = "Map::is_empty")]
    settings: &'p Map<String, Value>,
    workspace: &'p Workspace,
}

/// The project as its file has it: an attribute a line, so that versions can be compared.
pub fn write_project(project: &Project) -> String {
    let compact = write_project_compact(project);
    json::parse(&compact).map(|node| json::pretty(&json::to_value(&node))).unwrap_or(compact)
}

/// The project in the fewest bytes, for storage that nobody reads.
pub fn write_project_compact(project: &Project) -> String {
    let Project { name, profile, settings, workspace } = project;
    serde_json::to_string(&FileOut { tabledraft: FORMAT, name, profile, settings, workspace }).unwrap_or_default()
}

/// True where a text means to be a project file, even if it is broken.
pub fn is_project(text: &str) -> bool {
    let after_brace = text.trim_start().strip_prefix('{').map(str::trim_start);
    after_brace.is_some_and(|rest| rest.starts_with("\"tabledraft\""))
}

/// Reads a project file, or says why not and where.
pub fn read_project(text: &str) -> Result<Project, Box<Diagnostic>> {
    let refuse = |span: Span, message: String, help: &str| {
        let diagnostic = Diagnostic::new("project-unreadable", Severity::Error, ObjectPath::Workspace, message);
        Box::new(diagnostic.help(help).located(0, span))
    };
    let node = json::parse_project(text)
        .map_err(|error| refuse(error.span, format!("This project file is broken. {}", error.message), &error.help))?;
    let format = json::find_number(&node, "tabledraft");
    let place = format.map_or(Span::new(0, 1), |(_, span)| span);
    match format.map(|(number, _)| number) {
        Some(number) if number > FORMAT => {
            let message = format!(
                "This project was written by a newer Tabledraft (format {number}); this one reads formats up to {FORMAT}. It was not opened, and not changed."
            );
            return Err(refuse(
                place,
                message,
                "Update Tabledraft, or export the project as SQL or payloads where it was made.",
            ));
        }
        Some(1..) => {}
        Some(0) | None => {
            let help = "Restore the file from where it was saved; a project file begins with `{\"tabledraft\": 1`.";
            return Err(refuse(place, "This project file does not say its format.".to_owned(), help));
        }
    }
    let mut project: Project = json::read(&node).map_err(|error| {
        let help = "Restore the file from where it was saved, or correct it here.";
        refuse(error.span.unwrap_or(place), format!("This project file is damaged: {}.", error.message), help)
    })?;
    if !project.workspace.diagram.is_in_order() {
        Arc::make_mut(&mut project.workspace.diagram).put_in_order();
    }
    match greatest_id(&project.workspace) {
        Some(greatest) => project.workspace.last_id = project.workspace.last_id.max(greatest),
        None => project.workspace = project.workspace.renumbered(),
    }
    if !Profile::exists(&project.profile) {
        project.profile = Profile::DEFAULT.to_owned();
    }
    Ok(project)
}

/// The greatest id, 0 where there is none. `None` where one is given twice: the file was merged or edited by hand.
fn greatest_id(workspace: &Workspace) -> Option<u32> {
    let mut ids: Vec<u32> = workspace.databases.iter().map(|database| database.id.0).collect();
    for (_, table) in workspace.tables() {
        ids.push(table.id.0);
        ids.extend(table.columns.iter().map(|column| column.id.0));
        ids.extend(table.indexes.iter().map(|index| index.id.0));
        ids.extend(table.foreign_keys.iter().map(|key| key.id.0));
    }
    ids.extend(workspace.diagram.marks.iter().map(|mark| mark.id.0));
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    (ids.len() == count).then(|| ids.last().copied().unwrap_or(0))
}

/// Where the objects of a project stand in its file. Empty for a text that cannot be read.
pub fn places(text: &str) -> SourceMap {
    let mut places = Places::default();
    if let Ok(Node::Object(root)) = json::parse_project(text)
        && let Some(Node::Object(workspace)) = json::find(&root, "workspace")
    {
        each(workspace, "databases", |database, id| {
            places.note(ObjectPath::Database(DatabaseId(id)), database);
            each(database, "tables", |table, id| places.note_table(table, TableId(id)));
        });
    }
    places.map
}

#[derive(Default)]
struct Places {
    map: SourceMap,
}

impl Places {
    fn note(&mut self, path: ObjectPath, object: &Object) {
        self.map.insert((path, Aspect::Whole), json::span(object));
        for (key, aspect) in [("name", Aspect::Name), ("type", Aspect::Type)] {
            if let Some(value) = json::find(object, key) {
                self.map.insert((path, aspect), json::span(value));
            }
        }
    }

    fn note_table(&mut self, table: &Object, id: TableId) {
        self.note(ObjectPath::Table(id), table);
        each(table, "columns", |column, column_id| self.note(ObjectPath::Column(id, ColumnId(column_id)), column));
        each(table, "indexes", |index, index_id| self.note(ObjectPath::Index(id, IndexId(index_id)), index));
        each(table, "foreign_keys", |key, key_id| self.note(ObjectPath::ForeignKey(id, ForeignKeyId(key_id)), key));
    }
}

/// Calls with each object of a list, and its id.
fn each(object: &Object, list: &str, mut see: impl FnMut(&Object, u32)) {
    let Some(Node::Array(array)) = json::find(object, list) else { return };
    for element in &array.elements {
        let Node::Object(object) = element else { continue };
        if let Some(Node::NumberLit(number)) = json::find(object, "id")
            && let Ok(id) = number.value.parse()
        {
            see(object, id);
        }
    }
}
