//! Real registrations of Qserv catalogues: each is read for what it is and written back as it was, and nothing is said
//! that the real server would not say.
//!
//! The data and what the real Replication Controller answered stand in `../shared/qserv/corpus`; without it, all is skipped.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use common::check::{diagnose, ensure, same};
use common::places::{errors, misplaced, shared};
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use tabledraft::diagnostic::Severity;
use tabledraft::engine::{self, Format, Reading, SourceFile};
use tabledraft::json::same_value;
use tabledraft::project::{Project, read_project, write_project};
use tabledraft::qserv::{database_payload, registration_requests, table_payload};
use tabledraft::schema::{Column, Workspace};
use tabledraft::sql::{read_script, write_script};

/// A line of the manifest.
#[derive(Clone)]
struct Row {
    path: PathBuf,
    /// `database`, `table:director`, `index`, ...
    kind: String,
    database: String,
    table: String,
    columns: usize,
    /// Why the real server refused it; empty where it accepted.
    refused: String,
}

fn main() -> ExitCode {
    let trials = match shared("qserv/corpus").filter(|folder| folder.is_dir()) {
        Some(folder) => trials(&folder),
        None => vec![Trial::test("the corpus (../shared is not here)", || Ok(())).with_ignored_flag(true)],
    };
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn trials(folder: &Path) -> Vec<Trial> {
    let rows = manifest(folder);
    let mut trials = Vec::new();
    let mut folders: BTreeMap<PathBuf, Vec<Row>> = BTreeMap::new();
    for row in &rows {
        let row = row.clone();
        let name = row.path.strip_prefix(folder).unwrap_or(&row.path).display().to_string();
        let is_json = row.path.extension().is_some_and(|end| end == "json" || end == "no-regions");
        if row.kind.starts_with("table:") {
            folders.entry(row.path.parent().unwrap_or(folder).to_owned()).or_default().push(row.clone());
            trials.push(Trial::test(name, move || table_holds(&row)));
        } else if row.kind == "database" {
            trials.push(Trial::test(name, move || database_holds(&row)));
        } else if is_json {
            trials.push(Trial::test(name, move || named_for_what_it_is(&row)));
        }
    }
    for (path, rows) in folders {
        let name = format!("{}, read together", path.strip_prefix(folder).unwrap_or(&path).display());
        trials.push(Trial::test(name, move || holds_together(&rows)));
    }
    let (listed, found) = (rows.len(), trials.len());
    trials.push(Trial::test("the manifest lists what it did when this was written", move || {
        ensure(
            listed >= 248 && found >= 200,
            format!("{listed} lines, {found} trials: is the manifest still read right?"),
        )
    }));
    trials
}

fn manifest(folder: &Path) -> Vec<Row> {
    let text = fs::read_to_string(folder.join("MANIFEST.tsv")).unwrap_or_default();
    let rows = text.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |at: usize| cells.get(at).copied().unwrap_or("").to_owned();
        let refused = if cell(8) == "REJECT" { cell(9) } else { String::new() };
        Row {
            path: folder.join(cell(4)),
            kind: cell(3),
            database: cell(5),
            table: cell(6),
            columns: cell(7).parse().unwrap_or(0),
            refused,
        }
    });
    rows.collect()
}

fn read(path: &Path) -> Result<(Reading, Value), Failed> {
    let bytes = fs::read(path)?;
    let original = serde_json::from_slice(&bytes)?;
    let reading = engine::read(vec![SourceFile { name: path.display().to_string(), bytes }]);
    ensure(reading.files[0].format == Some(Format::Payload), "it is not taken for a registration")?;
    same("places outside the text", misplaced(&reading), vec![])?;
    Ok((reading, original))
}

/// The same workspace after a trip through a project file.
fn travelled(workspace: &Workspace) -> Result<Workspace, Failed> {
    let project = Project { workspace: workspace.clone(), ..Project::default() };
    let read = read_project(&write_project(&project)).map_err(|problem| problem.message)?;
    ensure(read == project, "the project file changes it")?;
    Ok(read.workspace)
}

fn table_holds(row: &Row) -> Result<(), Failed> {
    let (reading, original) = read(&row.path)?;
    same("said by the reader", errors(&reading.diagnostics), vec![])?;
    let tables: Vec<_> = reading.workspace.tables().collect();
    let [(database, table)] = tables.as_slice() else { return Err(format!("{} tables", tables.len()).into()) };
    same("database", &database.name, &row.database)?;
    same("table", &table.name, &row.table)?;
    let kind = table.registration.as_ref().map(|registration| registration.kind.name());
    same("kind", kind, row.kind.strip_prefix("table:"))?;
    same("columns", table.columns.len(), row.columns)?;
    for workspace in [reading.workspace.clone(), travelled(&reading.workspace)?] {
        let payloads: Vec<Value> =
            workspace.tables().filter_map(|(database, table)| table_payload(database, table)).collect();
        let [payload] = payloads.as_slice() else { return Err(format!("{} payloads", payloads.len()).into()) };
        ensure(same_value(payload, &original), format!("written as {payload}"))?;
    }
    // Alone, no table is refused: "table already exists" needs the other one, which `holds_together` has.
    let known_alone = ["", "table already exists"].contains(&row.refused.as_str());
    ensure(known_alone, format!("the server refuses it for {:?}: write here what our rules say", row.refused))?;
    same("found by the rules", errors(&diagnose(&reading, "qserv")), vec![])?;
    ddl_keeps_columns(&reading.workspace)
}

fn ddl_keeps_columns(workspace: &Workspace) -> Result<(), Failed> {
    let columns = |workspace: &Workspace| {
        let tables = workspace.tables().map(|(_, table)| {
            let bare = |column: &Column| Column { id: Default::default(), registered: None, ..column.clone() };
            (table.name.clone(), table.columns.iter().map(bare).collect::<Vec<_>>())
        });
        tables.collect::<Vec<_>>()
    };
    let script = write_script(workspace);
    let again = read_script(&script);
    same("said of the DDL", errors(&again.diagnostics), vec![])?;
    ensure(columns(&again.workspace) == columns(workspace), format!("other columns come back from\n{script}"))
}

fn database_holds(row: &Row) -> Result<(), Failed> {
    let (reading, original) = read(&row.path)?;
    same("said by the reader", errors(&reading.diagnostics), vec![])?;
    for workspace in [reading.workspace.clone(), travelled(&reading.workspace)?] {
        let [database] = workspace.databases.as_slice() else { return Err("not one database".into()) };
        same("name", &database.name, &row.database)?;
        let payload = database_payload(database).ok_or("no payload")?;
        ensure(same_value(&payload, &original), format!("written as {payload}"))?;
    }
    same("found by the rules", errors(&diagnose(&reading, "qserv")), vec![])
}

/// The files that travel with registrations: nothing is read from them, and that is said as advice.
fn named_for_what_it_is(row: &Row) -> Result<(), Failed> {
    let (reading, _) = read(&row.path)?;
    let found: Vec<_> = diagnose(&reading, "qserv").iter().map(|found| (found.rule, found.severity)).collect();
    same("found", found, vec![("payload-unknown", Severity::Info)])?;
    ensure(reading.workspace.is_empty(), "something was read from it")?;
    let what = match row.kind.as_str() {
        "index" => "a request for an index",
        "metadata" => "the metadata of a qserv-ingest folder",
        "partitioner-config" => "a configuration of the partitioner",
        "ingest-config" | "GET /replication/config response" => "configuration",
        other => return Err(format!("what is {other:?}? Say so here").into()),
    };
    let message = &reading.diagnostics[0].message;
    ensure(message.contains(what), format!("{message:?} does not say that it is {what}"))
}

/// The tables of a folder, as an ingest sends them.
fn holds_together(rows: &[Row]) -> Result<(), Failed> {
    let files =
        rows.iter().map(|row| Ok(SourceFile { name: row.path.display().to_string(), bytes: fs::read(&row.path)? }));
    let reading = engine::read(files.collect::<Result<Vec<_>, std::io::Error>>()?);
    let found = diagnose(&reading, "qserv");
    let twice = rows.iter().filter(|row| row.refused == "table already exists").count();
    let said: Vec<&str> =
        found.iter().filter(|found| found.severity == Severity::Error).map(|found| found.rule).collect();
    same("errors", said, vec!["table-duplicate"; twice])?;
    let sent: usize = reading.workspace.databases.iter().map(|database| registration_requests(database).len()).sum();
    same("requests", sent, rows.len())
}
