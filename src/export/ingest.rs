//! The ingest plan as files: laid out as qserv-ingest has them, as one JSON, and as a script.

use crate::text::Letters;
use serde_json::{Map, Value, json};

use super::script::write_plan_script;
use super::{ExportFile, file_name, free_name};
use crate::json::pretty;
use crate::qserv::{Phase, Plan, Step, partitioner_files};
use crate::schema::{Database, Table, Workspace};

/// A plan with what a simulated server said to each of its steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JudgedPlan {
    pub plan: Plan,
    /// Of each step, in order.
    pub verdicts: Vec<Verdict>,
    /// The server that was asked: `qserv-55`.
    pub server: String,
    /// How many databases and tables the server has, where its configuration was given; `None` for an empty one.
    pub there: Option<(usize, usize)>,
}

/// What the server said to a step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    pub accepted: bool,
    /// The server's words; empty where it accepts.
    pub error: String,
    /// What it warns of, and what who sends the request must know.
    pub cautions: Vec<String>,
    /// What to do about a refusal.
    pub help: Option<String>,
}

impl JudgedPlan {
    /// How many steps are accepted and refused.
    pub fn counts(&self) -> (usize, usize) {
        let accepted = self.verdicts.iter().filter(|verdict| verdict.accepted).count();
        (accepted, self.verdicts.len() - accepted)
    }

    /// Each step with its verdict.
    pub fn judged(&self) -> impl Iterator<Item = (&Step, &Verdict)> {
        self.plan.steps.iter().zip(&self.verdicts)
    }
}

/// The plan as one JSON array of `{"method", "path", "body"}`, which `dry-run` takes.
pub fn plan_json(plan: &Plan) -> ExportFile {
    let requests: Vec<Value> = plan.steps.iter().map(|step| step.request.to_json()).collect();
    ExportFile { name: "plan.json".to_owned(), text: pretty(&Value::Array(requests)) }
}

/// The plan as a shell script of calls of `curl`.
pub fn plan_script(judged: &JudgedPlan) -> ExportFile {
    ExportFile { name: "ingest.sh".to_owned(), text: write_plan_script(judged) }
}

/// Everything that an ingest needs beside the data: a folder for each database as qserv-ingest reads it, with partitioner
/// configurations, and beside them the plan as JSON and as a script.
pub fn plan_files(workspace: &Workspace, judged: &JudgedPlan) -> Vec<ExportFile> {
    let mut files: Vec<ExportFile> =
        workspace.databases.iter().flat_map(|database| ingest_folder(database, &judged.plan)).collect();
    files.push(plan_json(&judged.plan));
    files.push(plan_script(judged));
    files
}

/// The partitioner's configurations of all databases: `<database>/partition/common.json` and one a table.
pub fn partitioner_config_files(workspace: &Workspace) -> Vec<ExportFile> {
    workspace.databases.iter().flat_map(|database| partitioner_folder(database)).collect()
}

fn partitioner_folder(database: &Database) -> Vec<ExportFile> {
    let mut taken = vec!["common".to_owned()];
    let file = |known: crate::qserv::PartitionerFile| {
        let stem = match &known.table {
            None => "common".to_owned(),
            Some(table) => take(&mut taken, &file_name(table)),
        };
        ExportFile { name: format!("{}/partition/{stem}.json", file_name(&database.name)), text: pretty(&known.config) }
    };
    partitioner_files(database).into_iter().map(file).collect()
}

/// The folder of a database; nothing where nothing of it is registered.
fn ingest_folder(database: &Database, plan: &Plan) -> Vec<ExportFile> {
    let Some(registration) = super::database_payload(database) else { return vec![] };
    let folder = file_name(&database.name);
    let mut files = Vec::new();
    let mut save = |name: &str, body: &Value| {
        files.push(ExportFile { name: format!("{folder}/{name}"), text: pretty(&without_keys(body)) });
    };
    // A table may be called metadata, too.
    let mut taken = vec!["metadata".to_owned()];
    let own = take(&mut taken, &file_name(&database.name));
    save(&format!("{own}.json"), &registration);
    let mut entries = Vec::new();
    for table in in_order(database) {
        let Some(body) = super::table_payload(database, table) else { continue };
        let schema = take(&mut taken, &file_name(&table.name));
        save(&format!("{schema}.json"), &body);
        let of_table = plan.steps.iter().filter(|step| {
            let named = |key: &str| step.request.body.get(key).and_then(Value::as_str);
            step.phase == Phase::Indexes
                && named("database") == Some(&database.name)
                && named("table") == Some(&table.name)
        });
        let mut indexes = Vec::new();
        for step in of_table {
            let body = &step.request.body;
            let index = body.get("index").and_then(Value::as_str).unwrap_or_default();
            let overlap = body.get("overlap").and_then(Value::as_u64).unwrap_or(0) != 0;
            let prefix = if index.starts_with("idx_") { "" } else { "idx_" };
            let of_table = if index.contains(&table.name) { String::new() } else { format!("{}_", table.name) };
            let bare = index.strip_prefix("idx_").unwrap_or(index);
            let stem = if prefix.is_empty() && of_table.is_empty() {
                index.to_owned()
            } else {
                format!("idx_{of_table}{bare}")
            };
            let stem = format!("{stem}{}", if overlap { "_overlap" } else { "" });
            let stem = take(&mut taken, &file_name(&stem));
            save(&format!("{stem}.json"), body);
            indexes.push(Value::from(format!("{stem}.json")));
        }
        entries.push(metadata_entry(table, &schema, indexes));
    }
    let partitioning = database.partitioning.as_ref();
    let mut metadata = partitioning.and_then(|known| known.ingest.as_deref().cloned()).unwrap_or_else(|| {
        let formats = json!({ "txt": { "fields_terminated_by": "," } });
        Map::from_iter([("version".to_owned(), json!(12)), ("formats".to_owned(), formats)])
    });
    metadata.insert("database".to_owned(), Value::from(format!("{own}.json")));
    metadata.insert("tables".to_owned(), Value::Array(entries));
    save("metadata.json", &Value::Object(metadata));
    files.extend(partitioner_folder(database));
    files
}

/// Directors first: qserv-ingest registers tables as they stand, but for directors.
fn in_order(database: &Database) -> Vec<&Table> {
    let requests = super::registration_requests(database);
    let names = requests.iter().filter_map(|request| request.body.get("table").and_then(Value::as_str));
    let mut tables: Vec<&Table> = Vec::new();
    for name in names {
        let table =
            database.tables.iter().find(|table| table.name == name && !tables.iter().any(|known| known.id == table.id));
        tables.extend(table.map(|table| &**table));
    }
    tables
}

fn metadata_entry(table: &Table, schema: &str, indexes: Vec<Value>) -> Value {
    let mut entry = Map::new();
    entry.insert("schema".to_owned(), Value::from(format!("{schema}.json")));
    entry.insert("indexes".to_owned(), Value::Array(indexes));
    match table.registration.as_ref().and_then(|registration| registration.ingest.as_deref()) {
        Some(known) => entry.extend(known.clone()),
        None => drop(entry.insert("data".to_owned(), json!([]))),
    }
    Value::Object(entry)
}

/// The body without the keys that a file must not hold.
fn without_keys(body: &Value) -> Value {
    let mut body = body.clone();
    if let Some(body) = body.as_object_mut() {
        body.retain(|key, _| !matches!(key.as_str(), "auth_key" | "admin_auth_key"));
    }
    body
}

/// A stem that no other file of the folder has.
fn take(taken: &mut Vec<String>, stem: &str) -> String {
    let name = free_name(taken, stem);
    taken.push(name.lower());
    name
}
