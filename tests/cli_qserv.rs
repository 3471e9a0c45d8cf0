//! The command line for catalogue engineers: imports, plans, partitionings and rows, as a shell sees them.

mod common;

use common::command::{Folder, Outcome};
use serde_json::Value;

const SCHEMA: &str = "name: sky\ntables:\n- name: Object\n  description: What context is in the sky\n  primaryKey: '#Object.objectId'\n  columns:\n  - {name: objectId, datatype: long, nullable: false, description: a text}\n  - {name: ra, datatype: double}\n  - {name: dec, datatype: double}\n- name: Visit\n  columnRefs: {base: {Visit: {visit: }}}\nresources: {base: {uri: base.yaml}}\n";
const BASE: &str = "name: base\ntables:\n- name: Visit\n  columns:\n  - {name: visit, datatype: long}\n";

fn tabledraft(folder: &Folder, arguments: &[&str]) -> Outcome {
    folder.run(arguments, b"")
}

fn text(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.path.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn a_schema_becomes_a_plan_that_the_dry_run_takes() {
    let folder = Folder::with(&[("in/sky.yaml", SCHEMA), ("in/base.yaml", BASE)]);
    let outcome = tabledraft(&folder, &["export", "--to", "plan", "-o", "out", "in/sky.yaml"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stderr.contains("all accepted"), "{}", outcome.stderr);
    for name in [
        "out/sky/sky.json",
        "out/sky/Object.json",
        "out/sky/metadata.json",
        "out/sky/partition/common.json",
        "out/ingest.sh",
    ] {
        assert!(!text(&folder, name).is_empty());
    }
    let object: Value = serde_json::from_str(&text(&folder, "out/sky/Object.json")).expect("JSON");
    let types: Vec<&str> =
        object["schema"].as_array().into_iter().flatten().filter_map(|column| column["type"].as_str()).collect();
    // A comment would be a part of the type, and its word `text` would be refused.
    assert_eq!(types, ["BIGINT NOT NULL", "DOUBLE", "DOUBLE", "INT unsigned NOT NULL", "INT unsigned NOT NULL"]);
    let outcome = tabledraft(&folder, &["dry-run", "--server", "qserv-55", "--format", "json", "out/plan.json"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stdout);
    let lines: Vec<Value> = outcome.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(lines.len() >= 5 && lines.iter().all(|line| line["success"] == 1), "{}", outcome.stdout);
    // What was written is read again.
    let outcome = tabledraft(&folder, &["check", "--profile", "qserv", "out/sky"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stdout);
}

#[test]
fn a_plan_that_is_refused_is_not_written() {
    let table = r#"[{"database": "d", "num_stripes": 340, "num_sub_stripes": 3, "overlap": 0.01667},
        {"database": "d", "table": "T", "is_partitioned": 0, "schema": [{"name": "a", "type": "INT"}, {"name": "b", "type": "GEOMETRI"}]}]"#;
    let folder = Folder::with(&[("t.json", table)]);
    let outcome = tabledraft(&folder, &["export", "--to", "script", "-o", "ingest.sh", "t.json"]);
    assert_eq!(outcome.code, 1, "{}", outcome.stderr);
    assert!(outcome.stderr.contains("REFUSED") && outcome.stderr.contains("Nothing was written"), "{}", outcome.stderr);
    assert!(!folder.path.join("ingest.sh").exists());
    let outcome = tabledraft(&folder, &["export", "--to", "script", "--force", "-o", "ingest.sh", "t.json"]);
    assert_eq!(outcome.code, 1);
    assert!(text(&folder, "ingest.sh").contains("# A simulated qserv-55 REFUSED"));
    let outcome = tabledraft(&folder, &["export", "--to", "plan-json", "--server", "qserv-7", "t.json"]);
    assert_eq!((outcome.code, outcome.stderr.contains("qserv-39")), (2, true), "{}", outcome.stderr);
}

#[test]
fn formats_go_round_by_felis() {
    let folder = Folder::with(&[("sky.yaml", SCHEMA), ("base.yaml", BASE)]);
    let outcome = tabledraft(&folder, &["convert", "--plain", "-o", "out.yaml", "sky.yaml"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let written = text(&folder, "out.yaml");
    assert!(written.contains("- name: visit\n    datatype: long\n") && !written.contains("columnRefs"), "{written}");
    let outcome = tabledraft(&folder, &["convert", "--plain", "--to", "felis", "out.yaml"]);
    assert_eq!((outcome.code, outcome.stdout), (0, written));
    let outcome = tabledraft(&folder, &["convert", "--plain", "--to", "sql", "sky.yaml"]);
    assert!(outcome.stdout.contains("`objectId` BIGINT NOT NULL COMMENT 'a text'"), "{}", outcome.stdout);
    let broken = Folder::with(&[("a.yaml", "name: a\ntables: [\n")]);
    let outcome = tabledraft(&broken, &["convert", "-o", "a.json", "a.yaml"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.stderr.contains("yaml-syntax") && !broken.path.join("a.json").exists(), "{}", outcome.stderr);
}

#[test]
fn a_partitioning_is_counted_and_drawn() {
    let folder = Folder::with(&[]);
    let outcome = tabledraft(&folder, &["partitioning", "--svg", "sphere.svg"]);
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stdout.contains("146332") && outcome.stdout.contains("1317080"), "{}", outcome.stdout);
    assert!(text(&folder, "sphere.svg").starts_with("<svg "));
    let outcome = tabledraft(
        &folder,
        &["partitioning", "--stripes", "340", "--sub-stripes", "12", "--overlap", "0.1", "--format", "json"],
    );
    assert_eq!(outcome.code, 1);
    let numbers: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    assert_eq!(numbers[0]["fits"], false);
    let catalogue = r#"[{"database": "d", "num_stripes": 85, "num_sub_stripes": 12, "overlap": 0.01},
        {"database": "d", "table": "M", "is_partitioned": 1, "director_table": "A", "director_key": "a", "director_table2": "B",
         "director_key2": "b", "flag": "f", "ang_sep": 0.02, "schema": []}]"#;
    let folder = Folder::with(&[("d.json", catalogue)]);
    let outcome = tabledraft(&folder, &["partitioning", "d.json"]);
    assert_eq!(outcome.code, 1);
    assert!(
        outcome.stdout.contains("8983") && outcome.stderr.contains("0.02° apart"),
        "{}{}",
        outcome.stdout,
        outcome.stderr
    );
}

#[test]
fn rows_are_inferred_with_their_evidence() {
    let rows = "objectId,ra,dec,band\n1,10.5,-3,g\n2,11,-3.25,r\nbroken\n";
    let folder = Folder::with(&[("Object.csv", rows), ("names.txt", "")]);
    let outcome = tabledraft(&folder, &["infer", "Object.csv"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.stdout.contains("objectId  BIGINT   2 whole numbers from 1 to 2\n"), "{}", outcome.stdout);
    assert!(outcome.stderr.starts_with("Object.csv:4: warning: This row has one field"), "{}", outcome.stderr);
    let outcome = tabledraft(&folder, &["infer", "--format", "json", "Object.csv"]);
    let found: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    assert_eq!((&found["rows"], &found["columns"][1]["type"]), (&Value::from(2), &Value::from("DOUBLE")));
    let outcome = tabledraft(&folder, &["convert", "--to", "json", "Object.csv"]);
    let requests: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    let director =
        requests.as_array().into_iter().flatten().any(|request| request["body"]["director_key"] == "objectId");
    assert!(director, "{}", outcome.stdout);
    assert_eq!(tabledraft(&folder, &["infer", "none.csv"]).code, 2);
}
