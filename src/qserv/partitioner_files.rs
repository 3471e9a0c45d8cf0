//! Configurations of the partitioner that fit the registrations of a database.
//!
//! Source: Qserv `src/partition/PartitionTool.cc`, `PartitionMatchesTool.cc`, `Csv.cc`, options; `doc/ingest/data/partitioner.rst`.

use serde_json::{Map, Value, json};

use super::{CHUNK_ID, SUB_CHUNK_ID};
use crate::schema::{Database, DirectorRef, Kind, Table};

/// A configuration to save.
#[derive(Clone, Debug, PartialEq)]
pub struct PartitionerFile {
    /// The table that it is for; `None`: what all tables have in common, given to the tool behind that of the table.
    pub table: Option<String>,
    pub config: Value,
    /// The tool that takes it.
    pub tool: &'static str,
    /// What has to be given on the command line besides, a sentence each.
    pub notes: Vec<String>,
}

/// The configurations of all partitioned tables, after the one that they share; none where the database is not registered.
pub fn partitioner_files(database: &Database) -> Vec<PartitionerFile> {
    let Some(partitioning) = &database.partitioning else { return vec![] };
    let csv = json!({ "null": "\\N", "delimiter": ",", "escape": "\\" });
    let mut written = csv.clone();
    if let Some(written) = written.as_object_mut() {
        written.insert("no-quote".to_owned(), json!(true));
    }
    let common = json!({
        "dirDb": database.name,
        "part": {
            "num-stripes": partitioning.stripes,
            "num-sub-stripes": partitioning.sub_stripes,
            "overlap": partitioning.overlap,
            "chunk": CHUNK_ID,
            "sub-chunk": SUB_CHUNK_ID,
        },
        "in": { "csv": csv },
        "out": { "csv": written },
    });
    let common = PartitionerFile { table: None, config: common, tool: "sph-partition", notes: vec![] };
    let tables = database.tables.iter().filter_map(|table| of_table(table));
    std::iter::once(common).chain(tables).collect()
}

fn of_table(table: &Table) -> Option<PartitionerFile> {
    let kind = &table.registration.as_ref()?.kind;
    let mut config = Map::new();
    let mut notes = Vec::new();
    let mut tool = "sph-partition";
    let mut made = vec![CHUNK_ID.to_owned(), SUB_CHUNK_ID.to_owned()];
    match kind {
        Kind::Regular => return None,
        Kind::Director { key, longitude, latitude } => {
            config.insert("dirTable".to_owned(), json!(table.name));
            config.insert("dirColName".to_owned(), json!(key));
            config.insert("id".to_owned(), json!(key));
            // With the key the tool writes where each object went: dependents without a position are cut by that.
            config.insert("part".to_owned(), json!({ "pos": format!("{longitude}, {latitude}"), "id": key }));
        }
        Kind::Dependent { director, longitude, latitude } => {
            config.insert("dirTable".to_owned(), json!(director.table));
            config.insert("dirColName".to_owned(), json!(director.key));
            let part = if longitude.is_empty() || latitude.is_empty() {
                notes.push(needs_index(director, "--part.id-url"));
                json!({ "id": director.key, "overlap": 0.0 })
            } else {
                json!({ "pos": format!("{longitude}, {latitude}"), "overlap": 0.0 })
            };
            config.insert("part".to_owned(), part);
        }
        Kind::RefMatch { first, second, flag, .. } => {
            tool = "sph-partition-matches";
            made.push(flag.clone());
            config.insert("part".to_owned(), json!({ "id1": first.key, "id2": second.key, "flags": flag }));
            notes.push(needs_index(first, "--part.id1-url"));
            notes.push(needs_index(second, "--part.id2-url"));
        }
    }
    let all: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let read: Vec<&str> = all.iter().copied().filter(|name| !made.iter().any(|made| made == name)).collect();
    config.insert("in".to_owned(), json!({ "csv": { "field": read } }));
    config.insert("out".to_owned(), json!({ "csv": { "field": all } }));
    Some(PartitionerFile { table: Some(table.name.clone()), config: Value::Object(config), tool, notes })
}

fn needs_index(director: &DirectorRef, option: &str) -> String {
    format!(
        "it goes by `{}`: give {option} the address of the index that partitioning `{}` wrote",
        director.key, director.table
    )
}
