//! What was understood of an import, kept verbatim, and what it will change: said before anything changes.

use serde::{Deserialize, Serialize};

use super::Confirm;
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::{Format, Reading};
use crate::mysql::types;
use crate::rules::{CORE, Profile, check};
use crate::schema::{Column, Table, Workspace};

/// What the import screen shows. Lists hold the first ones; the counts are of all.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    pub files: Vec<PreviewFile>,
    /// Files that were not read at all, and why.
    pub refused: Vec<String>,
    pub problems: Vec<PreviewProblem>,
    pub problem_count: usize,
    pub tables: Vec<PreviewTable>,
    pub table_count: usize,
    pub column_count: usize,
    pub key_count: usize,
    /// Tables that are there already.
    pub same_count: usize,
    /// The project has tables.
    pub onto_tables: bool,
    /// Statements that are kept as text.
    pub kept: Vec<String>,
    pub kept_count: usize,
    pub confirm: Vec<Confirm>,
    /// The name of the project, where one of the files is one.
    pub project: Option<String>,
    /// A name for a project of what was read.
    pub name: String,
    /// Tables are registered in Qserv.
    pub registered: bool,
    /// There is something to take.
    pub something: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PreviewFile {
    pub name: String,
    /// What it was read as: `SQL`, `Qserv JSON`, `project`, `Felis`, `rows`.
    pub format: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PreviewProblem {
    /// `file:line:column`; empty where there is none.
    pub place: String,
    pub severity: Severity,
    pub message: String,
    pub help: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PreviewTable {
    /// With its database.
    pub name: String,
    /// `regular`, `director` and so on; empty for a MySQL table.
    pub kind: String,
    pub columns: usize,
    /// A table of this name is there: how many columns are new, gone, and other than there.
    pub differs: Option<(usize, usize, usize)>,
}

/// Tables that change what is there; and how many are told of if only new ones come.
const MOST_TABLES: usize = 300;
const MOST_NEW: usize = 100;
const MOST_PROBLEMS: usize = 50;
const MOST_KEPT: usize = 50;
/// Characters of a kept statement.
const SHOWN: usize = 400;

pub(super) fn preview(reading: &Reading, refused: Vec<String>, confirm: Vec<Confirm>, there: &Workspace) -> Preview {
    let workspace = &reading.workspace;
    let (mut same_count, mut tables) = (0, Vec::new());
    for (database, table) in workspace.tables() {
        let old = there.database_named(&database.name).and_then(|home| home.table_named(&table.name));
        same_count += usize::from(old.is_some());
        let most = if old.is_some() { MOST_TABLES } else { MOST_NEW };
        if tables.len() < most {
            let dot = if database.name.is_empty() { "" } else { "." };
            tables.push(PreviewTable {
                name: format!("{}{dot}{}", database.name, table.name),
                kind: table.registration.as_ref().map(|known| known.kind.name().to_owned()).unwrap_or_default(),
                columns: table.columns.len(),
                differs: old.map(|old| difference(old, table)),
            });
        }
    }
    let named = workspace.databases.iter().map(|database| &database.name).find(|name| !name.is_empty());
    let files = reading.files.iter().filter_map(|file| {
        let format = match file.format? {
            Format::Sql => "SQL",
            Format::Payload => "Qserv JSON",
            Format::Project => "project",
            Format::Felis => "Felis",
            Format::Rows => "rows",
        };
        Some(PreviewFile { name: file.name.clone(), format: format.to_owned() })
    });
    let said = said(reading);
    let problems = said.iter().take(MOST_PROBLEMS).map(|diagnostic| problem(reading, diagnostic));
    Preview {
        files: files.collect(),
        refused,
        problems: problems.collect(),
        problem_count: said.len(),
        tables,
        table_count: workspace.table_count(),
        column_count: workspace.column_count(),
        key_count: workspace.index_count(),
        same_count,
        onto_tables: there.table_count() > 0,
        kept: workspace.kept.iter().take(MOST_KEPT).map(|kept| shortened(&kept.text)).collect(),
        kept_count: workspace.kept.len(),
        registered: workspace.tables().any(|(_, table)| !table.is_plain())
            || confirm.iter().any(|open| open.column.is_empty()),
        confirm,
        project: reading.project.as_ref().map(|project| project.name.clone()),
        name: named.cloned().unwrap_or_default(),
        something: reading.understood_something(),
    }
}

/// What the reader says; and, each in its place, the types that no server knows: it reads over them, and who has mistyped one
/// looks for it here.
fn said(reading: &Reading) -> Vec<Diagnostic> {
    let mut said = reading.diagnostics.clone();
    let mut columns = reading.workspace.tables().flat_map(|(_, table)| &table.columns);
    if reading.project.is_none()
        && columns.any(|column| types::find(&column.data_type.name).is_none())
        && let Some(profile) = Profile::of(&CORE, "mysql")
    {
        let mut unknown = check(&reading.workspace, &profile.only("column-type-unknown"));
        reading.locate(&mut unknown);
        said.extend(unknown);
        said.sort_by_key(|diagnostic| diagnostic.location);
    }
    said
}

fn problem(reading: &Reading, diagnostic: &Diagnostic) -> PreviewProblem {
    let place = diagnostic.location.and_then(|location| reading.position(location));
    let place = place.map(|(file, at, _)| format!("{}:{}:{}", file.name, at.line, at.column));
    PreviewProblem {
        place: place.unwrap_or_default(),
        severity: diagnostic.severity,
        message: diagnostic.message.to_string(),
        help: diagnostic.help.to_string(),
    }
}

/// Columns that only the new table has, that only the old one has, and that both have and mean otherwise.
fn difference(old: &Table, new: &Table) -> (usize, usize, usize) {
    let lacks = |table: &Table, of: &Table| {
        of.columns.iter().filter(|column| table.column_named(&column.name).is_none()).count()
    };
    let other = |column: &&Column| {
        let there = old.column_named(&column.name);
        there.is_some_and(|there| Column { id: there.id, ..(*column).clone() } != *there)
    };
    (lacks(old, new), lacks(new, old), new.columns.iter().filter(other).count())
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= SHOWN { text.to_owned() } else { text.chars().take(SHOWN).chain(['…']).collect() }
}
