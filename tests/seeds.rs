//! The three documents that the product implements, read as a person would paste them: every table in them is found, with
//! the columns and keys that a plain count of their lines gives.
//!
//! They stand in `../shared/seeds`; without that folder, all is skipped.

mod common;

use std::fs;
use std::process::ExitCode;

use common::check::{diagnose, ensure, same};
use common::places::{beginning_with, described, errors, misplaced, shared};
use libtest_mimic::{Arguments, Failed, Trial};
use tabledraft::diagnostic::Severity;
use tabledraft::engine::{self, Reading};
use tabledraft::sql::{read_script, write_script};

type Test = fn(&str) -> Result<(), Failed>;

const TESTS: &[(&str, &str, Test)] = &[
    ("000", "the column lists of DLWorkspace are its four tables", dlworkspace),
    ("000", "what is written is written again the same", fixpoint),
    ("003", "Qserv's page has no SQL, and all of it is kept", qserv_page),
    ("003", "what is written is written again the same", fixpoint),
    ("003", "Qserv's answer is named for what it is", qserv_answer),
    ("003", "Qserv's schema of Source lacks its commas", qserv_source),
    ("003", "Qserv's forms are no JSON, and the place is said", qserv_forms),
    ("004", "every table of the guide is found, with its columns and keys", guide_tables),
    ("004", "everything is said of the guide that is wrong with it", guide_problems),
    ("004", "what is no table is kept, statement by statement", guide_kept),
    ("004", "what is written is written again the same", fixpoint),
];

fn main() -> ExitCode {
    let trials = TESTS.iter().map(|(seed, title, test)| {
        let path = shared("seeds").and_then(|folder| beginning_with(&folder, seed));
        let title = format!("{seed}: {title}");
        let Some(path) = path else { return Trial::test(title, || Ok(())).with_ignored_flag(true) };
        Trial::test(title, move || test(&fs::read_to_string(&path)?))
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}

fn read(text: &str) -> Result<Reading, Failed> {
    let reading = engine::read_text("seed", text);
    same("places outside the text", misplaced(&reading), vec![])?;
    Ok(reading)
}

/// Name, columns, keys of each table.
fn counted(reading: &Reading) -> Vec<(String, usize, usize)> {
    reading
        .workspace
        .tables()
        .map(|(_, table)| (table.name.clone(), table.columns.len(), table.indexes.len()))
        .collect()
}

fn fixpoint(text: &str) -> Result<(), Failed> {
    let first = read_script(text).workspace;
    let written = write_script(&first);
    let second = read_script(&written);
    ensure(write_script(&second.workspace) == written, "it changes when it is written a second time")?;
    same("tables", second.workspace.table_count(), first.table_count())?;
    same("columns", second.workspace.column_count(), first.column_count())?;
    same("keys", second.workspace.index_count(), first.index_count())
}

fn dlworkspace(text: &str) -> Result<(), Failed> {
    let reading = read(text)?;
    let expected = [("jobtable", 18, 5), ("clusterstatustable", 3, 1), ("commandtable", 6, 1), ("usertable", 4, 1)];
    same("tables", counted(&reading), expected.map(|(name, columns, keys)| (name.to_owned(), columns, keys)).to_vec())?;
    let found = diagnose(&reading, "dlworkspace");
    same("errors", errors(&found), vec![])?;
    let advice: Vec<_> = found.iter().filter(|found| found.rule == "sql-syntax").map(|found| found.severity).collect();
    same("lists without CREATE TABLE", advice, vec![Severity::Info; 4])?;
    let kept: String = reading.workspace.kept.iter().map(|kept| kept.text.as_str()).collect();
    ensure(
        kept.contains("select * form jobs") && kept.contains("docker exec -it containerid bash"),
        "the prose is lost",
    )
}

fn qserv_page(text: &str) -> Result<(), Failed> {
    let reading = read(text)?;
    same("tables", reading.workspace.table_count(), 0)?;
    let kept: Vec<&str> = reading.workspace.kept.iter().flat_map(|kept| kept.text.lines()).collect();
    let missing = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .find(|line| !kept.iter().any(|kept| kept.ends_with(line)));
    same("lost", missing, None)?;
    let said: Vec<String> = reading.diagnostics.iter().map(|diagnostic| described(&reading, diagnostic)).collect();
    same("said", said, vec!["1:1 error sql-syntax".to_owned()])
}

/// The lines from the one that is `open` behind the heading, to the next one that is `close`.
fn block(text: &str, heading: &str, open: &str, close: &str) -> Result<String, Failed> {
    let behind = text.lines().skip_while(|line| !line.starts_with(heading)).skip_while(|line| *line != open);
    let mut lines: Vec<&str> = Vec::new();
    for line in behind {
        lines.push(line);
        if line == close {
            let depth = |c: char| lines.iter().flat_map(|line| line.chars()).filter(|found| *found == c).count();
            if depth('{') == depth('}') {
                return Ok(lines.join("\n"));
            }
        }
    }
    Err(format!("no block {open} behind {heading:?}").into())
}

fn qserv_answer(text: &str) -> Result<(), Failed> {
    let reading = read(&block(text, "Finding existing", "{", "}")?)?;
    let said: Vec<String> = reading.diagnostics.iter().map(|diagnostic| described(&reading, diagnostic)).collect();
    same("said", said, vec!["1:1 advice payload-unknown".to_owned()])?;
    ensure(reading.diagnostics[0].message.contains("configuration"), reading.diagnostics[0].message.to_string())
}

fn qserv_source(text: &str) -> Result<(), Failed> {
    let source = block(text, "An example of the schema definition", "[", "]")?;
    let (at, first) = source.lines().enumerate().find(|(_, line)| line.starts_with("\"name\"")).ok_or("no name")?;
    let reading = read(&source)?;
    let said: Vec<String> = reading.diagnostics.iter().map(|diagnostic| described(&reading, diagnostic)).collect();
    same(
        "said, just where the comma belongs",
        said,
        vec![format!("{}:{} error json-syntax", at + 1, first.len() + 1)],
    )?;
    ensure(
        reading.diagnostics[0].help.contains("missing or superfluous comma"),
        reading.diagnostics[0].help.to_string(),
    )?;
    // With the commas put right it is JSON, but a list of columns is no registration, which is said once.
    let mended = source.replace("\"\n\"type\"", "\",\n\"type\"").replace("\",\n}", "\"\n}");
    let rules: Vec<&str> = read(&mended)?.diagnostics.iter().map(|diagnostic| diagnostic.rule).collect();
    same("said of the mended text", rules, vec!["payload-unknown"])
}

fn qserv_forms(text: &str) -> Result<(), Failed> {
    for (heading, what) in [("Registering databases", "<string>"), ("Registering tables", "<string>")] {
        let form = block(text, heading, "{", "}")?;
        let reading = read(&form)?;
        let column = form.lines().nth(1).and_then(|line| line.find(what)).ok_or("no form")? + 1;
        let said: Vec<String> = reading.diagnostics.iter().map(|diagnostic| described(&reading, diagnostic)).collect();
        same("said", said, vec![format!("2:{column} error json-syntax")])?;
    }
    Ok(())
}

/// Tables of the guide by a plain count of lines: a table is what stands between a line that begins with CREATE TABLE and
/// the next one that begins with `)`; a line of it is a key, or a column, with a key where it says so.
fn counted_by_lines(text: &str) -> Vec<(String, usize, usize)> {
    let mut tables = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(rest) = line.strip_prefix("CREATE TABLE ") else { continue };
        let name = rest.trim_start_matches("IF NOT EXISTS ").split([' ', '(']).next().unwrap_or("").replace('`', "");
        let (mut columns, mut keys) = (0, 0);
        if line.ends_with('(') {
            for element in
                lines.by_ref().take_while(|line| !line.starts_with(')')).filter(|line| !line.starts_with("--"))
            {
                let is_key = ["PRIMARY KEY ", "UNIQUE KEY ", "KEY "].iter().any(|key| element.starts_with(key));
                columns += usize::from(!is_key);
                keys += usize::from(is_key || element.contains(" PRIMARY KEY"));
            }
        }
        tables.push((name, columns, keys));
    }
    tables
}

fn guide_tables(text: &str) -> Result<(), Failed> {
    let expected = counted_by_lines(text);
    ensure(expected.len() == 39, format!("{} tables: is the document still counted right?", expected.len()))?;
    same("tables", counted(&read(text)?), expected)
}

fn guide_problems(text: &str) -> Result<(), Failed> {
    let reading = read(text)?;
    let line_of = |start: &str, nth: usize| {
        let mut found = text.lines().enumerate().filter(|(_, line)| line.starts_with(start));
        found.nth(nth).map_or(0, |(at, _)| at + 1)
    };
    let broken_key = line_of("UNIQUE KEY (STORE_CODE, STORE_TYPE, PROJECT_CODE, TYPE, INSTANCE_ID", 0);
    let expected = vec![
        format!("{}:1 error reserved-word-unquoted", line_of("TRIGGER varchar", 0)),
        format!("{broken_key}:57 error key-column-unknown"),
        format!("{broken_key}:70 error key-column-unknown"),
        format!("{}:41 error sql-syntax", line_of("CREATE TABLE IF NOT EXISTS `T_EXAMPLE` (...)", 0)),
        format!("{}:14 error table-duplicate", line_of("CREATE TABLE T_SHARDING_ROUTING_RULE", 1)),
        format!("{}:1 error sql-syntax", line_of("七、", 0)),
    ];
    let found = diagnose(&reading, "bk-ci");
    let said: Vec<String> = found
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .map(|found| described(&reading, found))
        .collect();
    let count = |rule: &str| said.iter().filter(|said| said.ends_with(rule)).count();
    same("tables named against the guide's own pattern", count("table-name-pattern"), 0)?;
    // The guide asks for IF NOT EXISTS, and none of its tables has it.
    same("tables without IF NOT EXISTS", count("if-not-exists-missing"), 38)?;
    same("procedures that MySQL 5.7 refuses", count("procedure-if-not-exists"), 2)?;
    same("changes without a condition", count("alter-unguarded"), 2)?;
    let habits = [
        "if-not-exists-missing",
        "procedure-if-not-exists",
        "alter-unguarded",
        "insert-not-repeatable",
        "column-renamed",
    ];
    let refused = said.into_iter().filter(|said| !habits.iter().any(|rule| said.ends_with(rule))).collect();
    same("errors", refused, expected)
}

fn guide_kept(text: &str) -> Result<(), Failed> {
    let workspace = read(text)?.workspace;
    for start in ["ALTER TABLE", "INSERT ", "SELECT ", "CALL ", "DROP PROCEDURE", "DELIMITER ", "CREATE PROCEDURE"] {
        // Inside the two procedures stand an ALTER and a SELECT each.
        let inside = usize::from(["ALTER TABLE", "SELECT "].contains(&start)) * 2;
        let written = text.lines().filter(|line| line.starts_with(start)).count() - inside;
        let begins =
            |text: &str| text.lines().find(|line| !line.starts_with("--")).is_some_and(|line| line.starts_with(start));
        same(start, workspace.kept.iter().filter(|kept| begins(&kept.text)).count(), written)?;
    }
    let whole = workspace
        .kept
        .iter()
        .filter(|kept| kept.text.contains("CREATE PROCEDURE") && kept.text.ends_with("END$$"))
        .count();
    same("whole procedures", whole, 2)
}
