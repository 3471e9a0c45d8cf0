//! The commands dry-run, describe and fmt from outside: arguments, files, exit codes, output.

mod common;

use std::path::Path;

use common::command::{Folder, Outcome, tabledraft};
use serde_json::{Value, json};

const SCRIPT: &str = "-- two tables and a mistake in each
CREATE TABLE shop (
  id INT PRIMARY KEY,
  name VARCHER(10)
);

/* the next one is good */ CREATE TABLE basket (id INT(11) PRIMARY KEY);
ALTER TABLE basket
  ADD COLUMN id INT;
";

/// The JSON of each line.
fn rows(outcome: &Outcome) -> Vec<Value> {
    let row = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    outcome.stdout.lines().map(row).collect()
}

fn dry_run(folder: &Folder, arguments: &[&str]) -> Outcome {
    tabledraft(folder, &[&["dry-run", "--database", "d"], arguments].concat())
}

#[test]
fn programs_get_a_line_for_each_statement() {
    let folder = Folder::with(&[("a.sql", SCRIPT)]);
    let outcome = dry_run(&folder, &["--format", "json", "a.sql"]);
    let duplicate = "Duplicate column name 'id'";
    let width = "Integer display width is deprecated and will be removed in a future release.";
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert_eq!(outcome.stderr, "");
    let found = rows(&outcome);
    assert_eq!(found.len(), 3);
    let keys: Vec<&String> = found[0].as_object().expect("an object").keys().collect();
    assert_eq!(
        keys,
        ["file", "line", "index", "kind", "verdict", "errno", "sqlstate", "message", "warnings"],
        "other programs rely on these"
    );
    // The server counts lines from the statement's first word.
    let near = "near 'VARCHER(10)\n)' at line 3";
    assert!(found[0]["message"].as_str().is_some_and(|message| message.ends_with(near)), "{}", found[0]);
    let short = |row: &Value| {
        json!([row["file"], row["line"], row["index"], row["kind"], row["verdict"], row["errno"], row["sqlstate"]])
    };
    assert_eq!(short(&found[0]), json!(["a.sql", 2, 0, "CREATE TABLE", "reject", 1064, "42000"]));
    assert_eq!(short(&found[1]), json!(["a.sql", 7, 1, "CREATE TABLE", "accept", null, null]));
    assert_eq!((&found[1]["message"], &found[1]["warnings"]), (&Value::Null, &json!([[1681, width]])));
    assert_eq!(short(&found[2]), json!(["a.sql", 8, 2, "ALTER TABLE", "reject", 1060, "42S21"]));
    assert_eq!((&found[2]["message"], &found[2]["warnings"]), (&json!(duplicate), &json!([])));
}

#[test]
fn each_server_answers_as_itself() {
    let folder = Folder::with(&[]);
    let ask = |server: &str, statement: &str| {
        let arguments = ["dry-run", "--server", server, "--database", "d", "--format", "json", "-"];
        let outcome = folder.run(&arguments, statement.as_bytes());
        (outcome.code, rows(&outcome).first().cloned().unwrap_or_default())
    };
    let collation = "CREATE TABLE t (a VARCHAR(9)) COLLATE utf8mb4_0900_ai_ci";
    for server in ["mysql-9.7", "mysql-8.4", "mysql-8.0"] {
        assert_eq!(ask(server, collation).1["verdict"], "accept", "{server}");
    }
    for server in ["mysql-5.7", "mariadb-10.11"] {
        assert_eq!(ask(server, collation).1["errno"], 1273, "{server}");
    }
    let (code, row) = ask("mariadb-11.4", "CREATE TABLE t (a NIX)");
    assert_eq!((code, &row["errno"], &row["message"]), (1, &json!(4161), &json!("Unknown data type: 'NIX'")));
}

#[test]
fn exit_codes_say_what_was_refused() {
    let folder = Folder::with(&[
        ("good.sql", "CREATE TABLE a (id INT);"),
        ("bad.sql", "CREATE TABLE a (id INT, id INT);"),
        ("open.sql", "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1;"),
        ("empty.sql", "-- nothing\n"),
    ]);
    let cases: &[(&[&str], i32)] = &[
        (&["good.sql"], 0),
        (&["bad.sql"], 1),
        (&["open.sql"], 0),
        (&["empty.sql"], 0),
        (&["good.sql", "bad.sql"], 1),
        (&["nowhere.sql"], 2),
        (&[], 2),
        (&["good.sql", "--server", "oracle-23"], 2),
        (&["good.sql", "--format", "xml"], 2),
    ];
    for (arguments, code) in cases {
        let outcome = dry_run(&folder, arguments);
        assert_eq!(outcome.code, *code, "{arguments:?}\n{outcome:?}");
    }
    let outcome = dry_run(&folder, &["good.sql", "--server", "oracle-23"]);
    let known = "mariadb-11.4, mariadb-10.11, mysql-9.7, mysql-8.4, mysql-8.0, mysql-5.7, qserv-39, qserv-55";
    assert_eq!(outcome.stderr, format!("tabledraft: there is no server \"oracle-23\"; there are: {known}\n"));
    std::fs::write(folder.path.join("gbk.sql"), b"CREATE TABLE a (id int COMMENT '\xd6\xd0');").expect("a file");
    let outcome = dry_run(&folder, &["gbk.sql"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.starts_with("tabledraft: gbk.sql: The file is not UTF-8"), "{}", outcome.stderr);
}

#[test]
fn people_get_the_refusal_its_place_and_a_count() {
    let folder = Folder::with(&[("a.sql", SCRIPT)]);
    let outcome = dry_run(&folder, &["a.sql"]);
    for part in [
        "ERROR 1064 (42000): You have an error in your SQL syntax",
        " --> a.sql:4:8\n",
        "4 |   name VARCHER(10)\n  |        ^^^^^^^\n",
        "Warning 1681: Integer display width is deprecated",
        "ERROR 1060 (42S21): Duplicate column name 'id'",
        "8 | ALTER TABLE basket\n  | ^^^^^^^^^^^^^^^^^^\n",
        "MySQL 9.7: 3 statements in 1 file. 1 accepted, 1 of them with warnings, 2 refused.\n",
    ] {
        assert!(outcome.stdout.contains(part), "{part:?} is missing:\n{}", outcome.stdout);
    }
    assert!(!outcome.stdout.contains('\u{1b}'), "no colours where the output is no terminal");
}

#[test]
fn what_is_said_often_is_said_once() {
    let tables: String = (0..30).map(|at| format!("CREATE TABLE t{at} (id INT(11));\n")).collect();
    let open = "FLUSH HOSTS;\n".repeat(4);
    let folder = Folder::with(&[("a.sql", &(tables + &open + "DROP TABLE IF EXISTS gone;\n"))]);
    let shown = dry_run(&folder, &["a.sql"]).stdout;
    assert_eq!(shown.matches("Warning 1681").count(), 1, "{shown}");
    assert!(shown.contains("= and for 29 more statements"), "{shown}");
    assert_eq!(shown.matches("Not decided: FLUSH is not modelled").count(), 1, "{shown}");
    assert!(!shown.contains("1051"), "a note that was asked for: {shown}");
    let count = "MySQL 9.7: 35 statements in 1 file. 31 accepted, 30 of them with warnings, 4 not decided.\n";
    assert!(shown.ends_with(count), "{shown}");
}

#[test]
fn names_in_files_cannot_steer_the_terminal() {
    let folder =
        Folder::with(&[("a.sql", "CREATE TABLE t (`a\u{1b}[31mb` INT, `a\u{1b}[31mb` INT COMMENT '\u{1b}[2J');")]);
    for command in ["dry-run", "describe"] {
        let outcome = tabledraft(&folder, &[command, "--database", "d", "a.sql"]);
        assert!(!outcome.stdout.contains('\u{1b}') && !outcome.stderr.contains('\u{1b}'), "{outcome:?}");
    }
}

#[test]
fn statements_build_on_each_other_over_files_and_refusals() {
    let folder = Folder::with(&[
        (
            "in/1.sql",
            "CREATE DATABASE shop; USE shop;\nCREATE TABLE a (id INT PRIMARY KEY);\nCREATE TABLE a (x INT);\n",
        ),
        ("in/z/3.sql", "ALTER TABLE b ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES a (id);\n"),
        ("in/2.sql", "CREATE TABLE b (id INT AUTO_INCREMENT PRIMARY KEY, a INT COMMENT 'of a');\n"),
        ("in/notes.txt", "DROP DATABASE shop;"),
        ("in/other.json", "{}"),
    ]);
    let outcome = tabledraft(&folder, &["describe", "--server", "mariadb-10.11", "--format", "json", "in"]);
    assert_eq!(outcome.code, 1, "one statement was refused: {outcome:?}");
    assert!(outcome.stderr.contains("ERROR 1050 (42S01): Table 'a' already exists"), "{}", outcome.stderr);
    let catalogue: Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    assert_eq!(
        catalogue["tables"][0],
        json!({"TABLE_SCHEMA": "shop", "TABLE_NAME": "a", "ENGINE": "InnoDB", "TABLE_COLLATION": "latin1_swedish_ci",
            "TABLE_COMMENT": "", "ROW_FORMAT": "Dynamic"})
    );
    assert_eq!(
        catalogue["columns"][1],
        json!({"TABLE_SCHEMA": "shop", "TABLE_NAME": "b", "COLUMN_NAME": "id", "ORDINAL_POSITION": 1,
            "COLUMN_DEFAULT": null, "IS_NULLABLE": "NO", "COLUMN_TYPE": "int(11)", "CHARACTER_SET_NAME": null,
            "COLLATION_NAME": null, "EXTRA": "auto_increment", "COLUMN_KEY": "PRI", "COLUMN_COMMENT": "",
            "GENERATION_EXPRESSION": ""})
    );
    assert_eq!(
        catalogue["statistics"][2],
        json!({"TABLE_SCHEMA": "shop", "TABLE_NAME": "b", "INDEX_NAME": "fk", "NON_UNIQUE": 1, "SEQ_IN_INDEX": 1,
            "COLUMN_NAME": "a", "SUB_PART": null, "COLLATION": "A", "INDEX_TYPE": "BTREE"})
    );
    let keys = catalogue["key_column_usage"].as_array().expect("a list");
    let foreign = json!({"TABLE_SCHEMA": "shop", "TABLE_NAME": "b", "CONSTRAINT_NAME": "fk", "COLUMN_NAME": "a",
        "ORDINAL_POSITION": 1, "REFERENCED_TABLE_SCHEMA": "shop", "REFERENCED_TABLE_NAME": "a",
        "REFERENCED_COLUMN_NAME": "id"});
    assert!(keys.contains(&foreign), "{keys:?}");
    let outcome = tabledraft(&folder, &["describe", "in"]);
    for line in [
        "shop.b  InnoDB utf8mb4_0900_ai_ci Dynamic",
        "  a   int                            -- of a",
        "  PRIMARY KEY (id)",
        "  FOREIGN KEY fk (a) -> a (id)",
        "2 tables, 3 columns, 3 indexes.",
    ] {
        assert!(outcome.stdout.lines().any(|found| found == line), "{line:?} is missing:\n{}", outcome.stdout);
    }
    let files: Vec<String> = rows(&tabledraft(&folder, &["dry-run", "--format", "json", "in"]))
        .iter()
        .filter_map(|row| Some(Path::new(row["file"].as_str()?).file_name()?.to_string_lossy().into_owned()))
        .collect();
    assert_eq!(files, ["1.sql", "1.sql", "1.sql", "1.sql", "2.sql", "3.sql"]);
}

#[test]
fn a_script_of_procedures_is_executed() {
    let script = "CREATE TABLE t (a INT);
DELIMITER $$
CREATE PROCEDURE up()
BEGIN
  IF NOT EXISTS (SELECT 1 FROM information_schema.COLUMNS
                 WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 't' AND COLUMN_NAME = 'b') THEN
    ALTER TABLE t ADD COLUMN b INT;
  END IF;
END $$
DELIMITER ;
CALL up();
CALL up();
";
    let folder = Folder::with(&[("up.sql", script)]);
    let kinds: Vec<Value> = rows(&dry_run(&folder, &["--format", "json", "up.sql"]))
        .iter()
        .map(|row| json!([row["line"], row["kind"], row["verdict"]]))
        .collect();
    assert_eq!(
        kinds,
        [
            json!([1, "CREATE TABLE", "accept"]),
            json!([3, "CREATE PROCEDURE", "accept"]),
            json!([11, "CALL", "accept"]),
            json!([12, "CALL", "accept"])
        ]
    );
    let outcome = tabledraft(&folder, &["describe", "--database", "d", "up.sql"]);
    assert!(outcome.stdout.contains("\n  b  int\n"), "{}", outcome.stdout);
}

#[test]
fn fmt_writes_canonical_sql_and_lets_broken_files_be() {
    let good = "create table a(id int primary key,n int);\ninsert into a values (1,2);\n";
    let written =
        "CREATE TABLE `a` (\n  `id` int,\n  `n` int,\n  PRIMARY KEY (`id`)\n);\n\ninsert into a values (1,2);\n";
    let broken = "CREATE TABLE b (id int,, n int);\n";
    let folder = Folder::with(&[("in/good.sql", good), ("in/broken.sql", broken), ("in/done.sql", written)]);
    let before = folder.contents();
    let outcome = tabledraft(&folder, &["fmt", "--check", "in"]);
    assert_eq!(outcome.code, 1);
    assert_eq!(outcome.stdout, format!("{}\n", Path::new("in").join("good.sql").display()));
    assert!(outcome.stderr.contains("error[sql-syntax]") && outcome.stderr.contains("broken.sql:1:24"), "{outcome:?}");
    assert!(folder.contents() == before, "--check writes nothing");
    let outcome = tabledraft(&folder, &["fmt", "in"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (1, ""));
    assert!(outcome.stderr.contains("not written, because it could not be read as a whole"), "{}", outcome.stderr);
    assert_eq!(folder.read("in/good.sql"), written);
    assert_eq!(folder.read("in/broken.sql"), broken);
    assert_eq!(tabledraft(&folder, &["fmt", "--check", "in/good.sql", "in/done.sql"]).code, 0);
    let outcome = folder.run(&["fmt", "-"], good.as_bytes());
    assert_eq!((outcome.code, outcome.stdout.as_str()), (0, written));
    let outcome = folder.run(&["fmt", "--check", "-"], good.as_bytes());
    assert_eq!((outcome.code, outcome.stdout.as_str()), (1, "-\n"));
    assert_eq!(tabledraft(&folder, &["fmt", "nowhere"]).code, 2);
}
