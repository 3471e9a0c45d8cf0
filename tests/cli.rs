//! The command line tool from outside: arguments, files, exit codes, output.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use common::command::{Folder, Outcome, tabledraft};
use serde_json::Value;

const GOOD: &str = "CREATE TABLE a (\n  id int PRIMARY KEY\n);\n";
const BAD: &str = "CREATE TABLE é (\n  id int PRIMARY KEY,\n  `né` varcher(3)\n);\n";
const WARNED: &str = "CREATE TABLE w (id int, n int);\n";
const DATABASE: &str = r#"{"database": "sky", "num_stripes": 340, "num_sub_stripes": 3, "overlap": 0.1}"#;
const TABLE: &str =
    r#"{"database": "sky", "table": "Filter", "is_partitioned": 0, "schema": [{"name": "id", "type": "INT"}]}"#;
/// Without `director_table` a director, by `director_table2` a ref-match table.
const AMBIGUOUS: &str = r#"{"database": "sky", "table": "x", "is_partitioned": 1, "director_key": "id", "director_table2": "y", "director_key2": "id",
  "latitude_key": "id", "longitude_key": "id", "schema": [{"name": "id", "type": "INT"}, {"name": "subChunkId", "type": "INT"}]}"#;

fn check(folder: &Folder, arguments: &[&str]) -> Outcome {
    tabledraft(folder, &[&["check"], arguments].concat())
}

/// `file:line:column severity rule` of each diagnostic of JSON output.
fn entries(json: &str) -> Vec<String> {
    let report: Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"));
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let list = report["diagnostics"].as_array().cloned().unwrap_or_default();
    list.iter()
        .map(|entry| {
            format!(
                "{}:{}:{} {} {}",
                text(&entry["file"]),
                entry["line"],
                entry["column"],
                text(&entry["severity"]),
                text(&entry["rule"])
            )
        })
        .collect()
}

#[test]
fn exit_codes_say_what_was_found() {
    let folder = Folder::with(&[("good.sql", GOOD), ("bad.sql", BAD), ("warned.sql", WARNED)]);
    let cases: &[(&[&str], i32)] = &[
        (&["check", "good.sql"], 0),
        (&["check", "bad.sql"], 1),
        (&["check", "warned.sql"], 1),
        (&["check", "warned.sql", "--fail-on", "error"], 0),
        (&["check", "bad.sql", "--fail-on", "error"], 1),
        (&["check", "good.sql", "--fail-on", "advice"], 0),
        (&["check", "nowhere.sql"], 2),
        (&["check"], 2),
        (&["check", "good.sql", "--profile", "nosuch"], 2),
        (&["check", "good.sql", "--format", "xml"], 2),
        (&["convert", "good.sql"], 2),
        (&["export", "good.sql"], 2),
        (&["nosuch"], 2),
        (&[], 2),
        (&["--version"], 0),
        (&["--help"], 0),
        (&["explain"], 0),
    ];
    for (arguments, code) in cases {
        let outcome = tabledraft(&folder, arguments);
        assert_eq!(outcome.code, *code, "{arguments:?}\n{outcome:?}");
    }
}

#[test]
fn a_terminal_gets_the_line_and_the_place() {
    let folder = Folder::with(&[("bad.sql", BAD)]);
    let outcome = check(&folder, &["bad.sql"]);
    for part in [
        "error[column-type-unknown]",
        "--> bad.sql:3:8",
        "`né` varcher(3)",
        "help: Did you mean `VARCHAR(3)`?",
        "1 error. 1 table, 2 columns, 1 key in 1 file.",
    ] {
        assert!(outcome.stdout.contains(part), "{part:?} is missing:\n{}", outcome.stdout);
    }
    assert!(!outcome.stdout.contains('\u{1b}'), "no colours where the output is no terminal");
    assert_eq!(
        check(&Folder::with(&[("good.sql", GOOD)]), &["good.sql"]).stdout,
        "No problems. 1 table, 1 column, 1 key in 1 file.\n"
    );
}

#[test]
fn programs_get_json_with_file_line_and_column() {
    let folder = Folder::with(&[("bad.sql", BAD), ("broken.json", "{\n  \"database\": \"d\"\n  \"x\": 1}")]);
    let outcome = check(&folder, &["bad.sql", "broken.json", "--format", "json"]);
    assert_eq!(outcome.code, 1);
    assert_eq!(
        entries(&outcome.stdout),
        ["bad.sql:3:8 error column-type-unknown", "broken.json:2:18 error json-syntax"]
    );
    let report: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    assert_eq!(
        report["summary"],
        serde_json::json!({"tables": 1, "columns": 2, "indexes": 1, "errors": 2, "warnings": 0, "infos": 0})
    );
    let first = &report["diagnostics"][0];
    assert_eq!((&first["object"], &first["end_line"], &first["end_column"]), (&"é.né".into(), &3.into(), &18.into()));
    assert_eq!(first["fix"], serde_json::json!({"title": "Make it VARCHAR(3)", "applicability": "unsafe"}));
}

#[test]
fn a_terminal_is_not_flooded() {
    let folder = Folder::with(&[("commas.sql", &format!("CREATE TABLE a ({}b int);", ",".repeat(5000)))]);
    let shown = check(&folder, &["commas.sql"]).stdout;
    assert_eq!(shown.matches("error[sql-syntax]").count(), 499, "and the warning before them");
    assert!(
        shown.contains("... and 4501 more") && shown.contains("5000 errors, 1 warning."),
        "{}",
        &shown[shown.len() - 200..]
    );
    assert_eq!(entries(&check(&folder, &["commas.sql", "--format", "json"]).stdout).len(), 5001);
}

#[test]
fn names_in_files_cannot_steer_the_terminal() {
    let folder = Folder::with(&[("a.sql", "CREATE TABLE `a\u{1b}[31mb` (id int);")]);
    let outcome = check(&folder, &["a.sql"]);
    assert!(!outcome.stdout.contains('\u{1b}'), "{:?}", outcome.stdout);
}

#[test]
fn folders_are_read_in_order_and_strange_files_in_them_are_let_be() {
    let folder = Folder::with(&[
        ("in/b.sql", "CREATE TABLE b (id int PRIMARY KEY);"),
        ("in/a.sql", "CREATE TABLE a (id int PRIMARY KEY);"),
        ("in/sub/c.SQL", "CREATE TABLE c (id int PRIMARY KEY);"),
        ("in/package.json", "{\"name\": \"x\"}"),
        ("in/notes.txt", "no SQL at all"),
        ("in/.hidden.sql", "broken ("),
        ("none/notes.txt", ""),
    ]);
    let outcome = check(&folder, &["in", "--format", "json"]);
    assert_eq!(
        (outcome.code, entries(&outcome.stdout)),
        (0, vec![format!("{}:1:1 info payload-unknown", Path::new("in").join("package.json").display())])
    );
    let script = tabledraft(&folder, &["convert", "in", "--to", "sql"]).stdout;
    let tables: Vec<&str> = script.lines().filter(|line| line.starts_with("CREATE")).collect();
    assert_eq!(tables, ["CREATE TABLE `a` (", "CREATE TABLE `b` (", "CREATE TABLE `c` ("]);
    assert_eq!(check(&folder, &["in/package.json"]).code, 1, "a file that is named has to be a registration");
    let outcome = check(&folder, &["none"]);
    assert_eq!(
        (outcome.code, outcome.stderr.as_str()),
        (2, "tabledraft: none: no .sql, .json, .yaml or .yml file in this folder\n")
    );
}

#[test]
fn standard_input_is_a_file_too() {
    let folder = Folder::with(&[]);
    let outcome = folder.run(&["check", "-", "--format", "json"], BAD.as_bytes());
    assert_eq!((outcome.code, entries(&outcome.stdout)), (1, vec!["-:3:8 error column-type-unknown".to_owned()]));
    let outcome = folder.run(&["convert", "-", "--to", "sql"], b"create table a (id int);");
    assert_eq!(
        (outcome.code, outcome.stdout.as_str(), outcome.stderr.as_str()),
        (0, "CREATE TABLE `a` (\n  `id` int\n);\n", "")
    );
}

#[test]
fn formats_are_converted_into_each_other_and_back() {
    let folder = Folder::with(&[
        (
            "shop.sql",
            "CREATE DATABASE shop;\nUSE shop;\nCREATE TABLE a (id int, KEY (id));\nINSERT INTO a VALUES (1);\n",
        ),
        ("db.json", DATABASE),
        ("t.json", TABLE),
    ]);
    let convert = |arguments: &[&str]| {
        let outcome = tabledraft(&folder, &[&["convert"], arguments].concat());
        assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{arguments:?}");
        outcome.stdout
    };
    convert(&["shop.sql", "--out", "shop.tabledraft.json"]);
    let straight = convert(&["shop.sql", "--to", "sql"]);
    assert_eq!(convert(&["shop.tabledraft.json", "--to", "sql"]), straight);
    let project: Value = serde_json::from_str(&folder.read("shop.tabledraft.json")).expect("JSON");
    assert_eq!((&project["name"], &project["profile"]), (&"shop".into(), &"mysql".into()));
    convert(&["db.json", "t.json", "-o", "all.json"]);
    let requests: Value = serde_json::from_str(&folder.read("all.json")).expect("JSON");
    assert_eq!((&requests[0]["body"]["num_stripes"], &requests[1]["body"]["table"]), (&340.into(), &"Filter".into()));
    convert(&["all.json", "-o", "sky.tabledraft.json"]);
    assert_eq!(convert(&["sky.tabledraft.json", "--to", "json"]), folder.read("all.json"));
    assert!(folder.read("sky.tabledraft.json").contains("\"profile\": \"qserv\""));
    assert_eq!(check(&folder, &["sky.tabledraft.json"]).code, 0);
}

#[test]
fn an_export_writes_what_is_sent_and_refuses_while_there_are_errors() {
    let folder = Folder::with(&[
        ("good.sql", GOOD),
        ("bad.sql", BAD),
        ("warned.sql", WARNED),
        ("db.json", DATABASE),
        ("t.json", TABLE),
    ]);
    let export = |arguments: &[&str]| tabledraft(&folder, &[&["export"], arguments].concat());
    let outcome = export(&["good.sql", "--to", "ddl"]);
    assert_eq!(
        (outcome.code, outcome.stdout.as_str()),
        (0, "CREATE TABLE `a` (\n  `id` int,\n  PRIMARY KEY (`id`)\n);\n")
    );
    let outcome = export(&["warned.sql", "--to", "ddl", "--out", "out.sql"]);
    assert_eq!(outcome.code, 0, "a warning does not refuse: {outcome:?}");
    let before = folder.read("out.sql");
    let outcome = export(&["bad.sql", "--to", "ddl", "--out", "out.sql"]);
    assert_eq!((outcome.code, outcome.stdout.as_str(), folder.read("out.sql")), (1, "", before));
    assert!(
        outcome.stderr.contains("error[column-type-unknown]") && outcome.stderr.contains("Nothing was written"),
        "{}",
        outcome.stderr
    );
    let outcome = export(&["bad.sql", "--to", "ddl", "--force", "--out", "out.sql"]);
    assert_eq!((outcome.code, folder.read("out.sql").contains("varcher")), (1, true));
    let outcome = export(&["db.json", "t.json", "--to", "payloads", "--out", "sent", "--profile", "qserv"]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(folder.files("sent/sky"), ["Filter.json", "sky.json"]);
    assert_eq!(
        serde_json::from_str::<Value>(&folder.read("sent/sky/Filter.json")).ok(),
        serde_json::from_str(TABLE).ok()
    );
    let outcome = export(&["good.sql", "--to", "payloads"]);
    assert_eq!(
        (outcome.code, outcome.stderr.as_str()),
        (2, "tabledraft: nothing here is registered in Qserv, so there is nothing to write\n")
    );
}

#[test]
fn a_rule_is_explained_or_guessed() {
    let folder = Folder::with(&[]);
    let explain = |name: &str| tabledraft(&folder, &["explain", name]);
    let page = explain("sql-syntax");
    assert_eq!(page.code, 0);
    assert!(
        ["sql-syntax\n", "\nWHAT\n", "\nWHY\n", "\nWHAT TO DO\n"].iter().all(|part| page.stdout.contains(part)),
        "{}",
        page.stdout
    );
    let mut prose = page.stdout.lines().filter(|line| !line.starts_with("    "));
    assert!(prose.all(|line| line.chars().count() <= 88), "{}", page.stdout);
    let guesses = [("primary-key-mising", "\"primary-key-missing\""), ("colum-duplicate", "\"column-duplicate\"")];
    for (typed, meant) in guesses {
        let outcome = explain(typed);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
        assert!(outcome.stderr.contains(&format!("Did you mean {meant}?")), "{}", outcome.stderr);
    }
    assert!(!explain("xyzzy").stderr.contains("Did you mean"));
    assert!(tabledraft(&folder, &["explain"]).stdout.lines().count() >= 19);
    let unknown = tabledraft(&Folder::with(&[("a.sql", GOOD)]), &["check", "a.sql", "--profile", "bk"]);
    assert_eq!(
        unknown.stderr,
        "tabledraft: there is no profile \"bk\"; there are: bk-ci, dlworkspace, mysql, qserv, qserv-docs\n"
    );
}

/// A bad file, and what is said of it.
fn bad_files() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    vec![
        ("binary.sql", b"\x7fELF\0\0CREATE TABLE a (id int);".to_vec(), "1:1 error file-unreadable"),
        (
            "wide.sql",
            "CREATE TABLE a (id int);".encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "1:1 error file-unreadable",
        ),
        ("marked.sql", [&[0xFF, 0xFE][..], b"C\0R\0"].concat(), "1:1 error file-unreadable"),
        ("gbk.sql", b"CREATE TABLE a (\n  id int COMMENT '\xd6\xd0');".to_vec(), "2:19 error file-unreadable"),
        ("cut.json", b"{\"database\": \"d\",\n \"table\": \"t\", \"is_part".to_vec(), "2:16 error json-syntax"),
        ("cut2.json", b"{\"database\": \"d\", \"table\": {".to_vec(), "1:28 error json-syntax"),
        ("deep.json", [b"[".repeat(10_000), b"]".repeat(10_000)].concat(), "1:101 error json-syntax"),
        ("deeper.json", b"{\"a\":".repeat(10_000), "1:501 error json-syntax"),
        ("new.tabledraft.json", b"{\"tabledraft\": 99, \"name\": \"x\"}".to_vec(), "1:16 error project-unreadable"),
        ("cut.tabledraft.json", b"{\"tabledraft\": 1, \"name\": \"x".to_vec(), "1:27 error project-unreadable"),
        ("other.json", b"{\"name\": \"x\"}".to_vec(), "1:1 error payload-unknown"),
    ]
}

#[test]
fn a_bad_file_is_spoken_of_and_nothing_is_written() {
    for (name, bytes, said) in bad_files() {
        let folder = Folder::with(&[
            ("good.sql", GOOD),
            ("out.sql", "old"),
            ("out.tabledraft.json", "old"),
            ("out.json", "old"),
        ]);
        fs::write(folder.path.join(name), &bytes).expect("a file");
        let (before, start) = (folder.contents(), Instant::now());
        let outcome = check(&folder, &[name, "--format", "json"]);
        assert_eq!((outcome.code, entries(&outcome.stdout)), (1, vec![format!("{name}:{said}")]), "{name}");
        assert_eq!(check(&folder, &[name]).code, 1, "{name}");
        for out in ["out.sql", "out.tabledraft.json", "out.json", "fresh.sql", name] {
            for arguments in [
                &["convert", name, "good.sql", "--out", out][..],
                &["export", "good.sql", name, "--to", "ddl", "--out", out],
            ] {
                let outcome = tabledraft(&folder, arguments);
                assert!(
                    outcome.code != 0 && outcome.stderr.contains("othing was written") || outcome.code == 2,
                    "{arguments:?}\n{outcome:?}"
                );
            }
        }
        assert!(folder.contents() == before, "{name}: files were changed or made: {:?}", folder.files(""));
        assert!(start.elapsed() < Duration::from_secs(20), "{name} took {:?}", start.elapsed());
    }
}

#[test]
fn a_script_that_is_cut_off_gives_what_is_there_and_is_not_exported() {
    let folder = Folder::with(&[
        ("cut.sql", "CREATE TABLE a (\n  id int PRIMARY KEY,\n  name varchar(10) NOT N"),
        ("ambiguous.json", AMBIGUOUS),
    ]);
    let outcome = check(&folder, &["cut.sql", "--format", "json"]);
    assert_eq!(
        (outcome.code, entries(&outcome.stdout)),
        (1, vec!["cut.sql:3:20 error sql-syntax".to_owned(), "cut.sql:3:25 error sql-syntax".to_owned()])
    );
    let outcome = check(&folder, &["ambiguous.json", "--format", "json", "--profile", "qserv"]);
    assert_eq!(
        (outcome.code, entries(&outcome.stdout)),
        (1, vec!["ambiguous.json:1:97 error payload-shape".to_owned()])
    );
    assert!(outcome.stdout.contains("ambiguous table type definition"));
    let before = folder.contents();
    for (name, to) in [("cut.sql", "ddl"), ("ambiguous.json", "requests"), ("ambiguous.json", "payloads")] {
        assert_eq!(tabledraft(&folder, &["export", name, "--to", to, "--out", "out"]).code, 1, "{name}");
    }
    assert!(folder.contents() == before);
    let whole = tabledraft(&folder, &["convert", "cut.sql", "--to", "sql"]);
    assert_eq!(
        (whole.code, whole.stdout.contains("`name` varchar(10) NOT N")),
        (1, true),
        "what could not be read is still there: {whole:?}"
    );
}

#[test]
fn keys_that_stand_twice_are_spoken_of() {
    let folder = Folder::with(&[(
        "a.json",
        "{\"database\": \"d\", \"table\": \"t\",\n \"table\": \"u\", \"is_partitioned\": 0, \"schema\": [{\"name\": \"id\", \"type\": \"INT\", \"name\": \"x\"}]}",
    )]);
    let outcome = check(&folder, &["a.json", "--format", "json"]);
    assert_eq!(entries(&outcome.stdout), ["a.json:2:2 warning payload-shape", "a.json:2:78 warning payload-shape"]);
    let payload: Value =
        serde_json::from_str(&tabledraft(&folder, &["convert", "a.json", "--to", "json"]).stdout).expect("JSON");
    assert_eq!(
        (&payload[0]["body"]["table"], &payload[0]["body"]["schema"][0]["name"]),
        (&"u".into(), &"x".into()),
        "the last one counts"
    );
}

#[test]
fn a_hundred_megabytes_of_inserts_are_read_in_seconds() {
    let folder = Folder::with(&[]);
    let insert = format!(
        "INSERT INTO a VALUES {};\n",
        vec!["(1,'O\\'Hara; -- no \\\\ comment /* neither */','x')"; 200].join(",")
    );
    let inserts = insert.repeat(100 * 1024 * 1024 / insert.len());
    let file: PathBuf = folder.path.join("big.sql");
    fs::write(
        &file,
        format!("CREATE TABLE a (id int primary key, t text);\n{inserts}CREATE TABLE b (id int primary key);\n"),
    )
    .expect("a file");
    let start = Instant::now();
    let outcome = check(&folder, &["big.sql"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (0, "No problems. 2 tables, 3 columns, 2 keys in 1 file.\n"));
    let took = start.elapsed();
    let out = tabledraft(&folder, &["convert", "big.sql", "--out", "again.sql"]);
    assert_eq!(out.code, 0);
    let again = folder.read("again.sql");
    let expected = format!(
        "CREATE TABLE `a` (\n  `id` int,\n  `t` text,\n  PRIMARY KEY (`id`)\n);\n\n{inserts}\nCREATE TABLE `b` (\n  `id` int,\n  PRIMARY KEY (`id`)\n);\n"
    );
    assert!(again == expected, "{} bytes are written, {} were expected", again.len(), expected.len());
    // About four seconds in a debug build on an idle machine.
    assert!(took < Duration::from_secs(60), "it took {took:?}");
}
