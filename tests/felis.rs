//! Felis schemas: YAML with places and bounds, types, roles, references between schemas, and the way back.

mod common;

use common::places::{errors, misplaced, shared};
use tabledraft::diagnostic::Severity;
use tabledraft::engine::{self, Format, Intake, Reading, SourceFile};
use tabledraft::felis::write_felis;
use tabledraft::schema::{Column, Kind, Table, Workspace};
use tabledraft::sql::write_data_type;
use tabledraft::yaml;

fn file(name: &str, text: &str) -> SourceFile {
    SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
}

fn read(files: &[(&str, &str)], propose: bool) -> Reading {
    let files = files.iter().map(|(name, text)| file(name, text)).collect();
    engine::read_all(Intake { files, propose, ..Intake::default() })
}

fn said(reading: &Reading) -> Vec<String> {
    let mut said: Vec<_> = reading.diagnostics.iter().map(|found| common::places::described(reading, found)).collect();
    said.sort();
    said
}

const SMALL: &str = r##"---
name: sky
version: "1.2"
description: Häufige Dinge am Himmel
tables:
- name: Object
  description: All of them, with a 'quote' and a colon: no
  primaryKey: "#Object.objectId"
  tap:table_index: 10
  columns:
  - name: objectId
    datatype: long
    nullable: false
    ivoa:ucd: meta.id;meta.main
  - {name: ra, datatype: double, ivoa:unit: deg}
  - {name: dec, datatype: double, ivoa:unit: deg}
  - name: flux
    datatype: float
    mysql:datatype: DECIMAL(5,3)
  - name: band
    datatype: char
    length: 1
    value: g
  - name: seen
    datatype: timestamp
    precision: 6
  - name: isBright
    datatype: boolean
    value: false
- name: Source
  columns:
  - {name: sourceId, datatype: long}
  - {name: objectId, datatype: long}
  - {name: note, datatype: text}
  - {name: raw, datatype: binary, length: 10}
  - {name: label, datatype: unicode, length: 20}
  constraints:
  - name: fk_Source_Object
    "@type": ForeignKey
    description: whose it is
    columns: ["#Source.objectId"]
    referencedColumns: ["#Object.objectId"]
  - name: uniq_sourceId
    "@type": Unique
    columns: ["#Source.sourceId"]
  indexes:
  - name: idx_Source_objectId
    columns: ["#Source.objectId"]
"##;

fn types(table: &Table) -> Vec<String> {
    table.columns.iter().map(|column| write_data_type(&column.data_type)).collect()
}

#[test]
fn types_follow_the_map_of_felis() {
    let text = SMALL.replace("a colon: no", "a colon, no");
    let reading = read(&[("sky.yaml", &text)], false);
    assert_eq!(said(&reading), Vec::<String>::new());
    let tables: Vec<&Table> = reading.workspace.tables().map(|(_, table)| &**table).collect();
    assert_eq!(types(tables[0]), ["BIGINT", "DOUBLE", "DOUBLE", "DECIMAL(5,3)", "CHAR(1)", "DATETIME(6)", "BOOLEAN"]);
    assert_eq!(types(tables[1]), ["BIGINT", "BIGINT", "LONGTEXT", "LONGBLOB", "NVARCHAR(20)"]);
    let defaults: Vec<_> = tables[0].columns.iter().filter_map(|column| column.default.as_deref()).collect();
    assert_eq!(defaults, ["'g'", "FALSE"]);
    assert_eq!(tables[1].foreign_keys[0].parent_table, "Object");
    assert_eq!(tables[1].indexes.len(), 2);
    assert!(tables[0].is_plain(), "no role was asked for");
    assert_eq!(reading.files[0].format, Some(Format::Felis));
}

#[test]
fn a_mistake_in_the_yaml_has_its_place() {
    let reading = read(&[("sky.yaml", SMALL)], false);
    assert_eq!(said(&reading), ["7:55 error yaml-syntax"]);
}

#[test]
fn roles_are_proposed_with_what_they_need() {
    let text = SMALL.replace("a colon: no", "a colon, no");
    let reading = read(&[("sky.yaml", &text)], true);
    let proposed = said(&reading).iter().filter(|said| said.ends_with("advice role-proposed")).count();
    assert_eq!((proposed, said(&reading).len()), (2, 2));
    let (database, object) = reading.workspace.tables().next().expect("a table");
    let kind = object.registration.as_ref().map(|registration| &registration.kind);
    let expected = Kind::Director { key: "objectId".into(), longitude: "ra".into(), latitude: "dec".into() };
    assert_eq!(kind, Some(&expected));
    let last: Vec<&str> = object.columns.iter().rev().take(2).map(|column| column.name.as_str()).collect();
    assert_eq!(last, ["subChunkId", "chunkId"]);
    assert!(database.partitioning.is_some());
}

/// The same but for what is not written: ids, and that columns were taken from elsewhere.
fn bare(workspace: &Workspace) -> Vec<(String, Vec<Table>)> {
    let table = |table: &Table| {
        let columns = table.columns.iter().map(|column| Column { felis: None, ..column.clone() }).collect();
        Table { felis: None, columns, ..table.clone() }
    };
    let databases = workspace.renumbered().databases.into_iter();
    databases
        .map(|database| (database.name.clone(), database.tables.iter().map(|known| table(known)).collect()))
        .collect()
}

/// Writes each database, reads it again, and writes that: the second text has to be the first.
fn comes_back(workspace: &Workspace) {
    for database in &workspace.databases {
        let (text, lost) = write_felis(database);
        let again = read(&[("again.yaml", &text)], false);
        assert_eq!(errors(&again.diagnostics), Vec::<String>::new(), "{text}");
        let alone = Workspace { databases: vec![database.clone()], ..Workspace::default() };
        if lost.is_empty() {
            assert_eq!(bare(&again.workspace), bare(&alone), "of\n{}", &text[..text.len().min(2000)]);
        }
        let twice = again.workspace.databases.first().map(|database| write_felis(database).0);
        assert_eq!(twice.as_deref(), Some(text.as_str()));
    }
}

#[test]
fn what_is_written_reads_the_same() {
    let text = SMALL.replace("a colon: no", "a colon, no");
    let reading = read(&[("sky.yaml", &text)], false);
    comes_back(&reading.workspace);
    let (written, _) = write_felis(&reading.workspace.databases[0]);
    for kept in [
        "tap:table_index: 10",
        "ivoa:unit: deg",
        "ivoa:ucd: meta.id;meta.main",
        "version: '1.2'",
        "whose it is",
        "Häufige",
    ] {
        assert!(written.contains(kept), "{kept} is lost in\n{written}");
    }
}

#[test]
fn a_drafted_table_becomes_felis() {
    let script = "CREATE DATABASE d; USE d; CREATE TABLE t (a INT UNSIGNED NOT NULL PRIMARY KEY COMMENT 'no: 1', b VARCHAR(9) DEFAULT 'x', c TINYINT(1), d DATETIME(3), e INT AS (a) VIRTUAL, KEY k (b), UNIQUE KEY u (a, b));";
    let reading = read(&[("t.sql", script)], false);
    let (text, lost) = write_felis(&reading.workspace.databases[0]);
    assert_eq!(lost.len(), 1, "{lost:?}");
    for part in [
        "mysql:datatype: INT unsigned",
        "description: 'no: 1'",
        "primaryKey: '#t.a'",
        "precision: 3",
        "'@type': Unique",
        "value: x",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn columns_are_taken_from_other_schemas() {
    let base = "name: base\ntables:\n- name: Object\n  columns:\n  - {name: id, datatype: long, nullable: false}\n  - {name: x, datatype: double, description: far}\n";
    let top = "name: top\nresources:\n  b: {uri: base.yaml}\ntables:\n- name: Thing\n  columnRefs:\n    b:\n      Object:\n        id:\n        y:\n          ref_name: x\n          overrides: {datatype: float, nullable: false}\n";
    let intake = Intake {
        files: vec![file("a/top.yaml", top)],
        resources: vec![file("a/base.yaml", base)],
        ..Intake::default()
    };
    let reading = engine::read_all(intake);
    assert_eq!(said(&reading), Vec::<String>::new());
    let (_, table) = reading.workspace.tables().next().expect("a table");
    let columns: Vec<_> = table.columns.iter().map(|column| (column.name.as_str(), column.nullable)).collect();
    assert_eq!(columns, [("id", Some(false)), ("y", Some(false))]);
    assert_eq!(types(table), ["BIGINT", "FLOAT"]);
    assert_eq!(table.columns[1].comment.as_deref(), Some("far"));
    comes_back(&reading.workspace);
    // Without it the names are known, and types are proposed.
    let alone = read(&[("a/top.yaml", top)], false);
    assert_eq!(said(&alone), ["3:6 warning felis-shape", "5:9 warning type-proposed"]);
    let missing = top.replace("        id:\n", "        nothing:\n");
    let reading = read(&[("top.yaml", &missing), ("base.yaml", base)], false);
    assert!(said(&reading).contains(&"9:9 error felis-shape".to_owned()), "{:?}", said(&reading));
}

#[test]
fn schemas_that_refer_to_each_other_come_to_an_end() {
    let one = |name: &str, other: &str| {
        let refs: String = (0..40).map(|n| format!("      T{n}: {{c: , d: }}\n")).collect();
        let tables: String = (0..40).map(|n| format!("- name: T{n}\n  columnRefs:\n    o:\n{refs}")).collect();
        format!("name: {name}\nresources:\n  o: {{uri: {other}.yaml}}\ntables:\n{tables}")
    };
    let (a, b) = (one("a", "b"), one("b", "a"));
    let started = std::time::Instant::now();
    let reading = read(&[("a.yaml", &a), ("b.yaml", &b)], true);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    assert!(!errors(&reading.diagnostics).is_empty());
}

#[test]
fn hostile_yaml_is_refused_at_its_place() {
    let bomb: String = (1..20).fold("a0: &a0 [x,x,x,x,x,x,x,x,x]\n".to_owned(), |text, n| {
        let inner = vec![format!("*a{}", n - 1); 9].join(",");
        format!("{text}a{n}: &a{n} [{inner}]\n")
    });
    let chain: String = (1..200).fold("a0: &a0 x\n".to_owned(), |text, n| format!("{text}a{n}: &a{n} [*a{}]\n", n - 1));
    let cases = [
        (bomb, "YAML bomb"),
        (chain, "levels deep"),
        ("[".repeat(10_000), "levels deep"),
        ("- ".repeat(10_000), "levels deep"),
        ("a: &a [*a]".to_owned(), "never end"),
        ("a: 1\n---\nb: 2\n".to_owned(), "second document"),
        ("{a: b}: c".to_owned(), "as a key"),
        (String::new(), "empty"),
    ];
    for (text, expected) in cases {
        let started = std::time::Instant::now();
        let error = yaml::parse(&text).expect_err(expected);
        assert!(error.message.contains(expected), "{}: {expected}", error.message);
        assert!(error.span.end <= text.len() && !error.help.is_empty());
        assert!(started.elapsed().as_millis() < 2000, "{expected}: {:?}", started.elapsed());
    }
    let twice = "name: a\nname: b\ntables:\n- name: t\n  columns: [{name: c, datatype: long, datatype: int}]\n";
    assert_eq!(said(&read(&[("a.yaml", twice)], false)), ["2:1 warning felis-shape", "5:39 warning felis-shape"]);
    let shapes = [
        "tables: 1\nname: a",
        "name: a\ntables:\n- 1",
        "name: a\ntables:\n- name: t\n  columns: 1",
        "name: a\ntables:\n- name: t\n  columns: [1, [2], {name: c, datatype: [1], length: -1}]\n  indexes: [{name: i}]\n  constraints: [{}]\n  primaryKey: {}",
        "name: a\ntables:\n- {name: t, columnRefs: {x: {y: {z: }}}}",
    ];
    for text in shapes {
        let reading = read(&[("a.yaml", text)], true);
        assert!(!errors(&reading.diagnostics).is_empty(), "{text}");
        assert_eq!(misplaced(&reading), Vec::<String>::new());
    }
}

#[test]
fn texts_come_back_from_yaml_as_they_were() {
    let texts = [
        "",
        " ",
        "a",
        "no",
        "Yes",
        "null",
        "~",
        "1",
        "1.0",
        "0x1f",
        "- a",
        "a: b",
        "a #b",
        "#a",
        "'",
        "\"",
        "a\nb",
        "a\tb",
        "é",
        "\u{85}",
        "\u{feff}x",
        "{a}",
        "[a]",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a`",
        "|",
        ">",
        "? a",
        ":",
        "a:",
        "<<",
        "=",
        "12:30:00",
        "2024-01-01",
        "\\n",
        "a  b",
        " a",
        "a ",
        "true",
        ".5",
        "+1",
        "1e5",
        ".nan",
    ];
    let long = "word ".repeat(60) + "end";
    for text in texts.iter().copied().chain([long.as_str(), &format!("{long}: #")]) {
        let value = serde_json::json!({ "k": text, "l": [text, {"m": text, text: 1}], "n": {} , "o": [] });
        let written = yaml::write_yaml(&value);
        let read = yaml::parse(&written).unwrap_or_else(|error| panic!("{text:?}: {error:?}\n{written}"));
        assert_eq!(read.to_json(), value, "{text:?} in\n{written}");
    }
}

#[test]
fn every_schema_of_the_corpus_becomes_tables_with_types_and_roles() {
    let Some(folder) = shared("qserv/corpus/lsst__sdm_schemas") else { return };
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("the folder").flatten() {
        let path = entry.path();
        let text = std::fs::read_to_string(&path).expect("a text");
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let reading = read(&[(&name, &text)], true);
        assert_eq!(errors(&reading.diagnostics), Vec::<String>::new(), "{name}");
        assert_eq!(misplaced(&reading), Vec::<String>::new(), "{name}");
        assert!(reading.workspace.table_count() > 0, "{name}");
        for (_, table) in reading.workspace.tables() {
            assert!(table.registration.is_some(), "{name}: {} has no role", table.name);
            assert!(!table.columns.is_empty(), "{name}: {} has no columns", table.name);
            let untyped = table.columns.iter().find(|column| column.data_type.name.is_empty());
            assert!(untyped.is_none(), "{name}: {} {untyped:?}", table.name);
        }
        let warnings = reading.diagnostics.iter().filter(|found| found.severity == Severity::Warning).count();
        let complete = !["dp2.yaml", "obscore_nominal.yaml"].contains(&name.as_str());
        assert_eq!(warnings == 0, complete, "{name}: {warnings} warnings");
        if complete {
            comes_back(&read(&[(&name, &text)], false).workspace);
        }
        seen += 1;
    }
    assert!(seen >= 6, "{seen} schemas");
}
