//! What leaves Tabledraft: files with names, ready to be saved or sent.

mod diagram;
mod ingest;
mod script;

use crate::text::Letters;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::felis::write_felis;
use crate::json::pretty;
use crate::project::{EXTENSION, Project, write_project};
use crate::qserv::{Request, database_payload, registration_requests, table_payload};
use crate::schema::{Database, Workspace};
use crate::sql::write_script;

pub use diagram::{Theme, diagram_svg, picture_svg};
pub use ingest::{JudgedPlan, Verdict, partitioner_config_files, plan_files, plan_json, plan_script};

/// A file to save.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportFile {
    /// A relative path with `/`.
    pub name: String,
    pub text: String,
}

/// The whole workspace as one SQL script.
pub fn ddl(workspace: &Workspace) -> ExportFile {
    let named: Vec<&str> =
        workspace.databases.iter().map(|database| database.name.as_str()).filter(|name| !name.is_empty()).collect();
    let stem = if let [only] = named.as_slice() { file_name(only) } else { "schema".to_owned() };
    ExportFile { name: format!("{stem}.sql"), text: write_script(workspace) }
}

/// The registrations of a workspace, a file each, laid out as qserv-ingest has them: `<database>/<database>.json` and
/// `<database>/<table>.json`.
pub fn payload_files(workspace: &Workspace) -> Vec<ExportFile> {
    workspace.databases.iter().flat_map(|database| database_files(database)).collect()
}

fn database_files(database: &Database) -> Vec<ExportFile> {
    let folder = if database.name.is_empty() { String::new() } else { format!("{}/", file_name(&database.name)) };
    let own = database_payload(database).map(|body| (file_name(&database.name), body));
    let tables =
        database.tables.iter().filter_map(|table| Some((file_name(&table.name), table_payload(database, table)?)));
    let mut taken: Vec<String> = Vec::new();
    let mut files = Vec::new();
    for (stem, body) in own.into_iter().chain(tables) {
        let name = free_name(&taken, &stem);
        files.push(ExportFile { name: format!("{folder}{name}.json"), text: pretty(&body) });
        taken.push(name.lower());
    }
    files
}

/// All registrations in the order in which they have to be sent, as one JSON array of `{"method", "path", "body"}`.
pub fn request_list(workspace: &Workspace) -> ExportFile {
    let requests = workspace.databases.iter().flat_map(|database| registration_requests(database));
    let requests: Vec<Value> = requests.map(|request: Request| request.to_json()).collect();
    ExportFile { name: "registrations.json".to_owned(), text: pretty(&Value::Array(requests)) }
}

/// A Felis schema for each database, and what of them Felis has no words for, a sentence each.
pub fn felis_files(workspace: &Workspace) -> (Vec<ExportFile>, Vec<String>) {
    let mut lost = Vec::new();
    let mut taken = Vec::new();
    let mut files = Vec::new();
    for database in workspace.databases.iter().filter(|database| !database.tables.is_empty()) {
        let (text, of_this) = write_felis(database);
        lost.extend(of_this);
        let stem = free_name(&taken, &file_name(&database.name));
        taken.push(stem.lower());
        files.push(ExportFile { name: format!("{stem}.yaml"), text });
    }
    (files, lost)
}

/// The project's own file.
pub fn project_file(project: &Project) -> ExportFile {
    ExportFile { name: format!("{}{EXTENSION}", file_name(&project.name)), text: write_project(project) }
}

/// A name that every file system takes: separators and control characters become `_`.
fn file_name(name: &str) -> String {
    let safe: String =
        name.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c }).collect();
    let safe = safe.trim_matches(['.', ' ']);
    if safe.is_empty() { "unnamed".to_owned() } else { safe.to_owned() }
}

/// Names that differ only by case would fall on one file on some systems.
fn free_name(taken: &[String], stem: &str) -> String {
    let is_taken = |name: &str| taken.contains(&name.lower());
    if !is_taken(stem) {
        return stem.to_owned();
    }
    (2..).map(|number| format!("{stem}_{number}")).find(|name| !is_taken(name)).unwrap_or_default()
}
