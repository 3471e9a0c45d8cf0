//! The files that travel with registrations: each is read for what it is, and joined with the tables it speaks of.

mod common;

use common::places::{described, errors, misplaced, shared};
use serde_json::{Value, json};
use tabledraft::engine::{self, Intake, Reading, SourceFile};
use tabledraft::json::same_value;
use tabledraft::qserv::{index_requests, table_payload};
use tabledraft::schema::{IndexKind, Kind, Table};

fn read(files: &[(&str, &str)]) -> Reading {
    let file = |(name, text): &(&str, &str)| SourceFile { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() };
    engine::read_all(Intake { files: files.iter().map(file).collect(), ..Intake::default() })
}

fn said(reading: &Reading) -> Vec<String> {
    reading.diagnostics.iter().map(|found| described(reading, found)).collect()
}

fn tables(reading: &Reading) -> Vec<&Table> {
    reading.workspace.tables().map(|(_, table)| &**table).collect()
}

const TABLE: &str = r#"{"database": "d", "table": "T", "is_partitioned": 1, "director_key": "id", "latitude_key": "dec",
  "longitude_key": "ra", "schema": [{"name": "id", "type": "BIGINT"}, {"name": "ra", "type": "DOUBLE"},
  {"name": "dec", "type": "DOUBLE"}, {"name": "subChunkId", "type": "INT"}]}"#;

#[test]
fn index_requests_join_their_table_and_come_back() {
    let requests = [
        r#"{"database": "d", "table": "T", "index": "i", "comment": "why", "columns": [{"column": "id", "length": 0, "ascending": 1}], "auth_key": "", "mine": [1]}"#,
        r#"{"database": "d", "table": "T", "index": "i", "overlap": 1, "comment": "over", "columns": [{"column": "id", "length": 0, "ascending": 1}]}"#,
        r#"{"version": 12, "database": "d", "table": "T", "index": "u", "spec": "UNIQUE", "columns": [{"column": "ra", "length": 3, "ascending": 0}, {"column": "dec", "length": 0, "ascending": 1}]}"#,
    ];
    // In whatever order they are read.
    let reading = read(&[("i.json", requests[0]), ("t.json", TABLE), ("o.json", requests[1]), ("u.json", requests[2])]);
    assert_eq!(said(&reading), Vec::<String>::new());
    let (database, table) = reading.workspace.tables().next().expect("a table");
    assert_eq!(table.indexes.len(), 2, "one index, for chunks and for overlaps");
    assert_eq!(table.indexes[1].kind, IndexKind::Unique);
    assert!(table.indexes[1].parts[0].descending && table.indexes[1].parts[0].length == Some(3));
    let (bodies, left_out) = index_requests(database, table);
    assert!(left_out.is_empty());
    for (body, original) in bodies.iter().zip(requests) {
        let mut original: Value = serde_json::from_str(original).expect("JSON");
        if original["comment"] == json!("over") {
            // Two requests for one index have one comment: that of the model.
            original["comment"] = json!("why");
        }
        assert!(same_value(body, &original), "{body}");
    }
    assert_eq!(bodies.len(), 3);
}

#[test]
fn indexes_that_are_drawn_are_asked_for() {
    let script = "CREATE TABLE t (id BIGINT PRIMARY KEY, a INT, b VARCHAR(9), KEY (a), UNIQUE KEY u (b(3) DESC), KEY e ((a + 1)));";
    let reading = read(&[("t.sql", script)]);
    let (database, table) = reading.workspace.tables().next().expect("a table");
    let (bodies, left_out) = index_requests(database, table);
    let brief = |body: &Value| {
        format!("{} {} {}", body["index"].as_str().unwrap_or(""), body["spec"].as_str().unwrap_or(""), body["overlap"])
    };
    assert_eq!(bodies.iter().map(brief).collect::<Vec<_>>(), ["idx_t_id UNIQUE 0", "idx_t_a DEFAULT 0", "u UNIQUE 0"]);
    assert_eq!(bodies[2]["columns"], json!([{ "column": "b", "length": 3, "ascending": 0 }]));
    assert_eq!(left_out.len(), 1);
}

#[test]
fn mistakes_in_index_requests_have_their_places() {
    let cases = [
        (r#"{"database": "d", "table": "T", "index": "i", "columns": 1}"#, "payload-shape"),
        (r#"{"database": "d", "table": "T", "index": "i", "columns": [1]}"#, "payload-shape"),
        (
            r#"{"database": "d", "table": "T", "index": "i", "columns": [{"column": "id", "length": "0"}]}"#,
            "payload-shape",
        ),
        (r#"{"database": "d", "table": "T", "index": 1, "columns": []}"#, "payload-shape"),
        (r#"{"database": "d", "table": "T", "index": "i", "spec": "unique", "columns": []}"#, "payload-shape"),
        (r#"{"database": "d", "table": "X", "index": "i", "columns": []}"#, "reference-missing"),
        (r#"{"database": "d", "table": "T", "index": "i", "index": "j", "columns": []}"#, "payload-shape"),
    ];
    for (text, rule) in cases {
        let reading = read(&[("t.json", TABLE), ("i.json", text)]);
        let rules: Vec<_> = reading.diagnostics.iter().map(|found| found.rule).collect();
        assert!(!rules.is_empty() && rules.iter().all(|found| *found == rule), "{rules:?} of {text}");
        assert_eq!(misplaced(&reading), Vec::<String>::new());
    }
}

#[test]
fn a_configuration_of_the_controller_becomes_its_databases() {
    let config = r#"{"success": 1, "config": {"database_families": [{"name": "f", "num_stripes": 85, "num_sub_stripes": 12, "overlap": 0.01}],
      "databases": [{"database": "d", "family_name": "f", "is_published": 1, "tables": [
        {"name": "O", "is_partitioned": 1, "director_table": "", "director_key": "id", "latitude_key": "dec", "longitude_key": "ra",
         "charset_name": "latin1", "collation_name": "latin1_swedish_ci", "unique_primary_key": 0,
         "columns": [{"name": "qserv_trans_id", "type": "INT NOT NULL"}, {"name": "id", "type": "BIGINT"}]},
        {"name": "M", "is_partitioned": 1, "director_table": "O", "director_key": "a", "director_table2": "x.P", "director_key2": "b",
         "flag": "f", "ang_sep": 0.005, "columns": []},
        {"name": "R", "is_partitioned": 0, "columns": [{"name": "a", "type": "INT"}]}]}]}}"#;
    let reading = read(&[("c.json", config)]);
    assert_eq!(said(&reading), Vec::<String>::new());
    let database = &reading.workspace.databases[0];
    let partitioning = database.partitioning.as_ref().expect("a family");
    assert_eq!((partitioning.stripes, partitioning.sub_stripes, partitioning.overlap), (85, 12, 0.01));
    let kinds: Vec<_> =
        tables(&reading).iter().filter_map(|table| Some(table.registration.as_ref()?.kind.name())).collect();
    assert_eq!(kinds, ["director", "ref-match", "regular"]);
    assert_eq!(tables(&reading)[0].columns.len(), 1, "qserv_trans_id is the server's own");
    let payload = table_payload(database, tables(&reading)[0]).expect("a payload");
    assert_eq!(
        (&payload["version"], &payload["unique_primary_key"], &payload["collation_name"]),
        (&json!(49), &json!(0), &json!("latin1_swedish_ci"))
    );
}

#[test]
fn an_exported_registration_is_read_as_one() {
    let exported = r#"{"success": 1, "config": {"version": 49, "database": "d", "table": "S", "is_partitioned": true, "director_table": "O",
      "director_key": "id", "latitude_key": "", "longitude_key": "", "charset_name": "latin1", "collation_name": "latin1_swedish_ci",
      "schema": [{"name": "id", "type": "BIGINT"}]}}"#;
    let database =
        r#"{"config": {"version": 12, "database": "d", "num_stripes": 340, "num_sub_stripes": 3, "overlap": 0.01667}}"#;
    let reading = read(&[("s.json", exported), ("d.json", database)]);
    assert_eq!(said(&reading), Vec::<String>::new());
    let kind = &tables(&reading)[0].registration.as_ref().expect("a registration").kind;
    assert!(matches!(kind, Kind::Dependent { director, .. } if director.table == "O" && director.key == "id"));
    assert!(reading.workspace.databases[0].partitioning.is_some());
}

#[test]
fn metadata_is_joined_with_what_it_names() {
    let database = r#"{"database": "d", "num_stripes": 340, "num_sub_stripes": 3, "overlap": 0.01667}"#;
    let metadata = r#"{"version": 12, "charset_name": "latin1", "database": "d.json", "tables": [
      {"schema": "T.json", "indexes": ["none.json"], "data": [{"directory": "x", "chunks": [1]}], "more": 1}, {"schema": "gone.json"}, 5]}"#;
    let reading = read(&[("f/d.json", database), ("f/metadata.json", metadata), ("f/T.json", TABLE)]);
    assert_eq!(
        said(&reading),
        ["2:136 error payload-shape", "2:40 warning reference-missing", "2:122 warning reference-missing"]
    );
    let registration = tables(&reading)[0].registration.as_ref().expect("a registration");
    let ingest = registration.ingest.as_ref().expect("where the data lies");
    assert_eq!(ingest["data"], json!([{ "directory": "x", "chunks": [1] }]));
    assert_eq!(ingest["more"], json!(1));
    let partitioning = reading.workspace.databases[0].partitioning.as_ref().expect("a registration");
    assert_eq!(partitioning.ingest.as_ref().map(|ingest| &ingest["charset_name"]), Some(&json!("latin1")));
}

#[test]
fn partitioner_configurations_are_compared() {
    let database = r#"{"database": "d", "num_stripes": 340, "num_sub_stripes": 3, "overlap": 0.01667}"#;
    let common = r#"{"dirDb": "d", "part": {"num-stripes": 85, "num-sub-stripes": 3, "overlap": 0.01}}"#;
    let fields = |list: &str| format!(r#"{{"part": {{"pos": "ra, dec"}}, "in": {{"csv": {{"field": [{list}]}}}}}}"#);
    let reading = read(&[("d.json", database), ("t.json", TABLE), ("common.json", common)]);
    assert_eq!(said(&reading), ["1:40 warning partitioner-differs", "1:77 warning partitioner-differs"]);
    let other = fields(r#""ra", "id", "dec""#);
    let reading = read(&[("d.json", database), ("t.json", TABLE), ("T.json", &other)]);
    assert_eq!(said(&reading), ["1:44 warning partitioner-differs"]);
    let alone = read(&[("common.json", common)]);
    assert_eq!(said(&alone), ["1:1 advice payload-unknown"]);
}

#[test]
fn hostile_json_is_refused_or_explained() {
    let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    let cases: [(&str, &str); 7] = [
        (&deep, "json-syntax"),
        (r#"{"database": "d", "num_stripes": NaN}"#, "json-syntax"),
        (r#"{"database": "d", "num_stripes": "340", "num_sub_stripes": 3, "overlap": 0.1}"#, "payload-shape"),
        (
            r#"{"database": "d", "database": "e", "num_stripes": 340, "num_sub_stripes": 3, "overlap": 0.1}"#,
            "payload-shape",
        ),
        (r#"{"config": {"databases": [{"tables": 3}], "database_families": 7}}"#, "payload-shape"),
        (r#"{"config": 5}"#, "payload-unknown"),
        (r#"{"database": "d", "tables": [3, {}]}"#, "payload-shape"),
    ];
    for (text, rule) in cases {
        let reading = read(&[("x.json", text)]);
        assert!(
            reading.diagnostics.iter().any(|found| found.rule == rule && !found.help.is_empty()),
            "{rule}: {:?}",
            said(&reading)
        );
        assert_eq!(misplaced(&reading), Vec::<String>::new());
    }
}

#[test]
fn a_list_of_another_program_is_spoken_of_once() {
    let list = |entry: &str| format!("[{}]", vec![entry; 40_000].join(", "));
    let started = std::time::Instant::now();
    for entry in [
        "{\"table\": \"Object\", \"url\": \"http://é/chunk.txt\"}",
        "\"text\"",
        "{\"index\": 1, \"table\": 2, \"columns\": []}",
    ] {
        let reading = read(&[("list.json", &list(entry))]);
        let said = said(&reading);
        assert!(said.len() == 1 || entry.contains("index"), "{} times of {entry}", said.len());
        assert!(said[0].starts_with("1:2 "), "{}", said[0]);
    }
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}

/// Every JSON of the corpus, folder by folder, is read for something; nothing is refused that Qserv takes.
#[test]
fn the_corpus_is_read_as_a_whole() {
    let Some(corpus) = shared("qserv/corpus") else { return };
    let mut folders = vec![corpus];
    let (mut indexes, mut joined, mut read_files) = (0, 0, 0);
    while let Some(folder) = folders.pop() {
        let entries: Vec<_> =
            std::fs::read_dir(&folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
        folders.extend(entries.iter().filter(|path| path.is_dir()).cloned());
        let jsons: Vec<_> = entries.iter().filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
        let files: Vec<SourceFile> = jsons
            .iter()
            .map(|path| SourceFile { name: path.display().to_string(), bytes: std::fs::read(path).expect("a file") })
            .collect();
        read_files += files.len();
        indexes += jsons
            .iter()
            .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("idx")))
            .count();
        let reading = engine::read_all(Intake { files, propose: true, ..Intake::default() });
        assert_eq!(errors(&reading.diagnostics), Vec::<String>::new(), "{}", folder.display());
        assert_eq!(misplaced(&reading), Vec::<String>::new());
        for (_, table) in reading.workspace.tables() {
            let requested = table.indexes.iter().filter_map(|index| index.requested.as_deref());
            joined += requested
                .map(|requested| usize::from(requested.chunk.is_some()) + usize::from(requested.overlap.is_some()))
                .sum::<usize>();
        }
    }
    assert!(read_files >= 200, "{read_files} files");
    // The requests of Data Preview 1 lie beside the folder of its tables: they are joined where both are read.
    assert!(joined >= 30 && joined <= indexes, "{joined} of {indexes} index requests joined");
}
