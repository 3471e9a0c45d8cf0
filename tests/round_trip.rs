//! What is written is read back the same, for made-up workspaces of every shape; and reading ends whatever it is given.

mod common;

use common::places::misplaced;
use common::strategies::{config, registered_workspace, workspace};
use proptest::prelude::*;
use tabledraft::engine::{self, SourceFile};
use tabledraft::project::{Project, read_project, write_project, write_project_compact};
use tabledraft::qserv::{read_payloads, registration_requests};
use tabledraft::rules::{Profile, check};
use tabledraft::schema::{Column, Database, Kind, Table, Workspace};
use tabledraft::sql::{read_script, write_script};

/// What a Qserv registration holds of a workspace, in the order in which it is sent: without ids, and without what was
/// read with it.
fn registered(workspace: &Workspace) -> Vec<Database> {
    let rank = |table: &Table| match table.registration.as_ref().map(|registration| &registration.kind) {
        Some(Kind::Director { .. }) => 0,
        Some(Kind::Dependent { .. }) => 1,
        Some(Kind::RefMatch { .. }) => 2,
        Some(Kind::Regular) | None => 3,
    };
    let mut databases: Vec<Database> =
        workspace.renumbered().databases.iter().map(|database| (**database).clone()).collect();
    for database in &mut databases {
        database.partitioning.iter_mut().for_each(|partitioning| partitioning.source = None);
        database.tables.sort_by_key(|table| rank(table));
        for table in database.tables.iter_mut().map(std::sync::Arc::make_mut) {
            table.id = Default::default();
            table.registration.iter_mut().for_each(|registration| registration.source = None);
            table.columns = table
                .columns
                .iter()
                // A comment is no part of a registration that is written anew (`qserv::write::type_text`).
                .map(|column| Column { id: Default::default(), registered: None, comment: None, ..column.clone() })
                .collect();
        }
    }
    databases
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn a_script_is_read_back_as_it_was_written(workspace in workspace()) {
        let script = write_script(&workspace);
        let reading = read_script(&script);
        let allowed = workspace.tables().filter(|(_, table)| !table.unread.is_empty()).count();
        prop_assert!(reading.diagnostics.len() <= allowed, "{:?}\n{script}", reading.diagnostics);
        prop_assert_eq!(reading.workspace.renumbered(), workspace.renumbered(), "{}", script);
        prop_assert_eq!(write_script(&reading.workspace), script);
    }

    #[test]
    fn a_project_is_read_back_as_it_was_written(mut workspace in workspace(), other in registered_workspace(), name in ".{0,12}", at in 0usize..4) {
        let raised = workspace.last_id;
        let other = other.with_ids_raised(raised);
        workspace.databases.extend(other.databases);
        workspace.last_id = other.last_id;
        let project = Project { name, profile: Profile::names()[at % Profile::names().len()].clone(), workspace, ..Project::default() };
        for text in [write_project(&project), write_project_compact(&project)] {
            let read = read_project(&text).map_err(|problem| TestCaseError::fail(problem.message.to_string()))?;
            prop_assert_eq!(&read, &project);
        }
    }

    #[test]
    fn registrations_are_read_back_as_they_were_written(workspace in registered_workspace()) {
        let requests = registration_requests(&workspace.databases[0]);
        let text = serde_json::Value::Array(requests.iter().map(|request| request.to_json()).collect()).to_string();
        let reading = read_payloads(&text);
        prop_assert!(reading.diagnostics.is_empty(), "{:?}\n{text}", reading.diagnostics);
        prop_assert_eq!(registered(&reading.workspace), registered(&workspace), "{}", text);
        let again = registration_requests(&reading.workspace.databases[0]);
        prop_assert_eq!(again, requests);
    }
}

/// Reads bytes, checks what was understood, writes it: nothing of it may panic, or point outside the text.
fn survives(bytes: Vec<u8>) -> Result<(), TestCaseError> {
    let mut reading = engine::read(vec![SourceFile { name: "x".to_owned(), bytes }]);
    let mut found = Vec::new();
    for profile in ["bk-ci", "qserv"] {
        found.extend(check(&reading.workspace, &Profile::named(profile).unwrap_or_default()));
    }
    reading.locate(&mut found);
    reading.diagnostics.extend(found.into_iter().filter(|diagnostic| diagnostic.location.is_some()));
    prop_assert_eq!(misplaced(&reading), Vec::<String>::new());
    let written = write_script(&reading.workspace);
    read_script(&written);
    let project = Project { workspace: reading.workspace.clone(), ..Project::default() };
    prop_assert!(read_project(&write_project(&project)).is_ok(), "a project that was written cannot be read");
    Ok(())
}

const TOKENS: &[&str] = &[
    "CREATE",
    "TABLE",
    "DATABASE",
    "USE",
    "IF NOT EXISTS",
    "TEMPORARY",
    "LIKE",
    "AS",
    "SELECT",
    "INSERT INTO",
    "DELIMITER $$\n",
    "$$",
    "DELIMITER ;\n",
    "`a`",
    "`",
    "a",
    "b.c",
    "'x'",
    "'",
    "\"",
    "\"y\"",
    "(",
    ")",
    ",",
    ";",
    "=",
    ".",
    "*",
    "-- note\n",
    "# note\n",
    "/*",
    "*/",
    "/*!40101",
    "/*!99999",
    "/*M!",
    "INT",
    "varchar",
    "(10)",
    "(10,2)",
    "ENUM",
    "('a','b')",
    "NOT NULL",
    "NULL",
    "DEFAULT",
    "PRIMARY KEY",
    "KEY",
    "UNIQUE",
    "INDEX",
    "FULLTEXT",
    "CONSTRAINT",
    "FOREIGN KEY",
    "REFERENCES",
    "ON DELETE",
    "ON UPDATE",
    "CASCADE",
    "SET",
    "CHECK",
    "COMMENT",
    "COLLATE",
    "CHARACTER SET",
    "AUTO_INCREMENT",
    "GENERATED ALWAYS",
    "VIRTUAL",
    "ENGINE",
    "PARTITION BY",
    "VALUES",
    "USING",
    "PERIOD FOR",
    "SERIAL DEFAULT VALUE",
    "SRID",
    "NATIONAL",
    "LONG",
    "DOUBLE",
    "PRECISION",
    "\n",
    "\n\n",
    "```sql\n",
    "```\n",
    "\u{a0}",
    "中",
    "0",
    "b'0'",
    "0x",
    "_utf8mb4",
    "N'",
    "\\",
    "@x",
    "1e",
    "-1",
    "{",
    "}",
    "[",
    "]",
    ":",
    "\"table\"",
    "\"schema\"",
    "true",
];

/// A text of which ranges are deleted, doubled and exchanged, on borders of characters.
fn mutated(text: &str, changes: &[(usize, usize, u8)]) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for (from, length, how) in changes {
        if text.is_empty() {
            break;
        }
        let from = from % text.len();
        let to = (from + length % 40).min(text.len());
        let part: Vec<char> = text.drain(from..to).collect();
        match how % 3 {
            0 => {}
            1 => {
                text.splice(from..from, part.iter().chain(&part).copied().collect::<Vec<_>>());
            }
            _ => {
                let at = text.len() - from.min(text.len());
                text.splice(at..at, part);
            }
        }
    }
    text.into_iter().collect()
}

const TABLE: &str = "CREATE TABLE IF NOT EXISTS `a` ( `id` int unsigned NOT NULL AUTO_INCREMENT , name varchar ( 64 ) DEFAULT 'x' COMMENT 'y' UNIQUE , \
    e enum ( 'a' , 'b' ) CHARACTER SET latin1 , d decimal ( 10 , 2 ) AS ( id + 1 ) STORED , t timestamp ON UPDATE CURRENT_TIMESTAMP ( ) , \
    PRIMARY KEY ( `id` ) , KEY k ( name ( 3 ) DESC , ( lower ( name ) ) ) USING BTREE COMMENT 'z' , \
    CONSTRAINT f FOREIGN KEY ( id ) REFERENCES p . q ( id ) ON DELETE SET NULL , CHECK ( id > 0 ) ) ENGINE = InnoDB COMMENT = 'c'";

/// A text of which words are left out, doubled, exchanged with their neighbour, or put elsewhere.
fn mistyped(text: &str, slips: &[(usize, usize, u8)]) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    for (at, other, how) in slips {
        let at = at % words.len();
        match how % 4 {
            0 => drop(words.remove(at)),
            1 => words.insert(at, words[at]),
            2 => words.swap(at, at.saturating_sub(1)),
            _ => words.insert(at, words[other % words.len()]),
        }
    }
    words.join(" ")
}

const SCRIPT: &str = include_str!("data/dump.sql");
const PAYLOADS: &str = include_str!("data/registrations.json");

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn reading_ends_on_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        survives(bytes)?;
    }

    #[test]
    fn reading_ends_on_any_text(text in "\\PC{0,80}") {
        survives(text.into_bytes())?;
    }

    #[test]
    fn reading_ends_on_any_sequence_of_words(words in proptest::collection::vec(proptest::sample::select(TOKENS), 0..60), spaces in any::<bool>()) {
        survives(words.join(if spaces { " " } else { "" }).into_bytes())?;
    }

    #[test]
    fn reading_ends_on_a_broken_script(changes in proptest::collection::vec(any::<(usize, usize, u8)>(), 1..6)) {
        survives(mutated(SCRIPT, &changes).into_bytes())?;
    }

    /// Slips cost their own table at most, when it is read and when what was read is written and read again.
    #[test]
    fn a_mistyped_table_leaves_the_next_one_alone(slips in proptest::collection::vec(any::<(usize, usize, u8)>(), 1..4)) {
        let mut script = format!("{} ;\nCREATE TABLE untouched ( x int ) ;", mistyped(TABLE, &slips));
        for _ in 0..3 {
            let read = read_script(&script).workspace;
            // By name: a slip may put the first table into a database, which comes behind.
            let next = read.tables().find(|(_, table)| table.name == "untouched");
            let next = next.map(|(_, table)| (table.columns.len(), table.unread.len()));
            prop_assert_eq!(next, Some((1, 0)), "in {}", script);
            script = write_script(&read);
        }
    }

    #[test]
    fn reading_ends_on_broken_registrations(changes in proptest::collection::vec(any::<(usize, usize, u8)>(), 1..6)) {
        survives(mutated(PAYLOADS, &changes).into_bytes())?;
    }

    /// Qserv's server takes what RFC 8259 allows and nothing else; serde_json is as strict.
    #[test]
    fn json_is_taken_where_a_strict_parser_takes_it(changes in proptest::collection::vec(any::<(usize, usize, u8)>(), 0..3), insert in ".{0,3}") {
        let mut text = mutated(PAYLOADS, &changes);
        let at = text.char_indices().map(|(at, _)| at).nth(text.chars().count() / 2).unwrap_or(0);
        text.insert_str(at, &insert);
        let strict = serde_json::from_str::<serde_json::Value>(&text);
        let ours = tabledraft::json::parse(&text);
        prop_assert_eq!(ours.is_ok(), strict.is_ok(), "serde_json: {:?}, ours: {:?}\n{}", strict.err(), ours.err(), text);
    }
}

/// Texts as a broken export may hold them: reading takes a moment, not the square of their length.
#[test]
fn reading_ends_soon_on_hostile_texts() {
    let many = 20_000;
    let texts = [
        format!("CREATE TABLE a (b int {});", "(".repeat(many)),
        format!("CREATE TABLE a (b int DEFAULT {});", "( ".repeat(many)),
        format!("CREATE TABLE a ({}b int);", ",".repeat(many)),
        format!("CREATE TABLE a (\n{}c int);", "b int 'x\n".repeat(many)),
        format!("CREATE TABLE a (\n{}c int);", "`b int,\n".repeat(many + 1)),
        format!("CREATE TABLE a (b int {});", "/*!40101 x */".repeat(many)),
        "/*!".repeat(many),
        "CREATE TABLE ".repeat(many),
        "```\nid int\n```\n".repeat(many / 20),
        "foo 'bar\nDELIMITER $$\n".repeat(many / 4),
        format!("{}CREATE TABLE a (b int);", "-- x\n".repeat(many)),
        format!("{}{}", "[".repeat(many), "]".repeat(many)),
        format!("{{{}\"a\": 1}}", "\"a\": 1,".repeat(many)),
    ];
    for text in texts {
        let start = std::time::Instant::now();
        let read = engine::read_text("x", &text);
        let took = start.elapsed();
        let head: String = text.chars().take(60).collect();
        // Each takes less than a second in a debug build.
        assert!(took.as_secs() < 20, "{took:?} for {} diagnostics of {head:?}...", read.diagnostics.len());
    }
}
