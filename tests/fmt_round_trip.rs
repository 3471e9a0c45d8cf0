//! What `tabledraft fmt` writes means the same to the server: a script and what is written from it leave the same
//! catalogue, on MySQL and on MariaDB.

use std::collections::BTreeMap;

use serde_json::Value;
use tabledraft::diagnostic::Severity;
use tabledraft::dryrun::mysql::describe::{Description, describe};
use tabledraft::dryrun::mysql::session::{Session, Verdict};
use tabledraft::mysql::Server;
use tabledraft::sql::{read_script, statement_spans, write_script};

const SERVERS: [Server; 2] = [Server::Mysql97, Server::Mariadb1011];

/// Runs a script in the database `tt`; answers with the catalogue, and with what was not accepted.
fn run(server: Server, script: &str) -> (Description, Vec<String>, String) {
    let mut session = Session::new(server).with_database("tt");
    let mut stopped = Vec::new();
    for span in statement_spans(script) {
        match session.execute(span.of(script)).verdict {
            Verdict::Accept => {}
            Verdict::Reject(refusal) => stopped.push(format!("{} {}", refusal.errno, refusal.message)),
            Verdict::Unknown(why) => stopped.push(format!("unknown: {why}")),
        }
    }
    (describe(server, &session.catalog), stopped, format!("{:#?}", session.catalog))
}

/// One script of several statements; what has a `;` inside gets another delimiter.
fn script_of<'a>(statements: impl Iterator<Item = &'a str>) -> String {
    let mut script = String::new();
    for statement in statements {
        let statement = statement.trim().trim_end_matches(';');
        let plain = format!("{statement}\n;\n");
        if statement_spans(&plain).len() <= 1 {
            script.push_str(&plain);
        } else {
            script.push_str(&format!("DELIMITER $$$\n{statement}\n$$$\nDELIMITER ;\n"));
        }
    }
    script
}

fn first_difference(ours: &Description, theirs: &Description) -> String {
    let rows = |description: &Description| -> Vec<String> {
        let columns = description.columns.iter().map(|row| format!("{row:?}"));
        let statistics = description.statistics.iter().map(|row| format!("{row:?}"));
        let tables = description.tables.iter().map(|row| format!("{row:?}"));
        let keys = description.key_columns.iter().map(|row| format!("{row:?}"));
        columns.chain(statistics).chain(tables).chain(keys).collect()
    };
    let (ours, theirs) = (rows(ours), rows(theirs));
    let only =
        |a: &[String], b: &[String]| a.iter().filter(|row| !b.contains(row)).take(2).cloned().collect::<Vec<_>>();
    format!("  read:    {:?}\n  written: {:?}", only(&ours, &theirs), only(&theirs, &ours))
}

/// Why the written script is not the same to the server; `None` where it is.
fn differs(server: Server, script: &str) -> Option<String> {
    let written = write_script(&read_script(script).workspace);
    let (before, stopped_before, catalog_before) = run(server, script);
    let (after, stopped_after, catalog_after) = run(server, &written);
    if before != after {
        return Some(format!(
            "{}\n  {stopped_before:?}\n  {stopped_after:?}\n{script}\n---\n{written}",
            first_difference(&before, &after)
        ));
    }
    if std::env::var("STRICT").is_ok() && catalog_before != catalog_after {
        let line = catalog_before.lines().zip(catalog_after.lines()).find(|(a, b)| a != b);
        return Some(format!("CATALOG {line:?}\n{script}\n---\n{written}"));
    }
    if std::env::var("UNKNOWN").is_ok() && stopped_before.iter().any(|why| why.starts_with("unknown")) {
        return Some(format!("UNKNOWN {stopped_before:?}\n{script}\n---\n{written}"));
    }
    // Statements are put in order, so their texts may differ in places, but not in what is refused.
    if stopped_before.len() != stopped_after.len() {
        return Some(format!("  {stopped_before:?}\n  {stopped_after:?}\n{script}\n---\n{written}"));
    }
    None
}

/// What the reader takes for mistakes, although a server accepted the script.
fn errors(script: &str) -> Vec<String> {
    let diagnostics = read_script(script).diagnostics.into_iter();
    diagnostics.filter(|found| found.severity == Severity::Error).map(|found| found.message).collect()
}

/// The rows of a file of verdicts that a server accepted.
fn check_file(path: &str) {
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let show = std::env::var("SHOW").ok().and_then(|show| show.parse().ok()).unwrap_or(5);
    let mut failed = Vec::new();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for line in text.lines() {
        let Ok(row) = serde_json::from_str::<Value>(line) else { continue };
        let setup = row["setup"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let script = script_of(setup.chain(row["sql"].as_str()));
        for server in SERVERS.into_iter().filter(|server| row[server.name()]["verdict"] == "accept") {
            let count = counts.entry(server.name()).or_default();
            count.0 += 1;
            let said = errors(&script);
            if !said.is_empty() {
                failed.push(format!("{} SAID {said:?}\n{script}", server.name()));
                continue;
            }
            match differs(server, &script) {
                None => count.1 += 1,
                Some(why) => failed.push(format!("{}\n{why}", server.name())),
            }
        }
    }
    for (server, (all, same)) in counts {
        println!("{path} {server}: {same} of {all} ({:.2} %)", 100.0 * same as f64 / all as f64);
    }
    for failure in failed.iter().take(show) {
        println!("=== {failure}");
    }
    assert!(failed.is_empty() || std::env::var("VERDICTS").is_ok(), "{} scripts change their meaning", failed.len());
}

#[test]
fn other_files() {
    for file in std::env::var("VERDICTS").unwrap_or_default().split_whitespace() {
        check_file(file);
    }
}

#[test]
fn recorded_statements_keep_their_meaning() {
    if std::env::var("VERDICTS").is_err() {
        check_file("../shared/mysql/verdicts.jsonl");
    }
}

/// For each server a profile of it.
const PROFILES: [(&str, Server); 2] = [("mysql", Server::Mysql97), ("qserv", Server::Mariadb1011)];

#[test]
fn refusals_are_spoken_of() {
    for file in std::env::var("REFUSED").unwrap_or_default().split_whitespace() {
        let Ok(text) = std::fs::read_to_string(file) else { return };
        for (profile, server) in PROFILES {
            let profile = tabledraft::rules::Profile::named(profile).unwrap();
            let mut counts: BTreeMap<String, (usize, usize, String)> = BTreeMap::new();
            for line in text.lines() {
                let Ok(row) = serde_json::from_str::<Value>(line) else { continue };
                let truth = &row[server.name()];
                let setup = row["setup"].as_array().into_iter().flatten().filter_map(Value::as_str);
                let script = script_of(setup.chain(row["sql"].as_str()));
                let reading = tabledraft::engine::read_text("x.sql", &script);
                let found = reading.check(&profile);
                let errors: Vec<_> = found
                    .iter()
                    .filter(|d| d.severity == Severity::Error)
                    .map(|d| format!("{} {}", d.rule, d.message))
                    .collect();
                let key = if truth["verdict"] == "accept" { "accept".to_owned() } else { truth["errno"].to_string() };
                let right = (key == "accept") == errors.is_empty();
                let count = counts.entry(key).or_default();
                count.0 += 1;
                count.1 += usize::from(right);
                if !right && (count.2.is_empty() || count.2.len() > script.len()) {
                    count.2 = format!("{script}\n{errors:?}");
                }
            }
            for (key, (all, right, example)) in counts {
                println!("{file} {} {key}: {right} of {all}", server.name());
                if right < all {
                    println!("{example}");
                }
            }
        }
    }
}
