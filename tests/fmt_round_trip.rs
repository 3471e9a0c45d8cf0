//! What `tabledraft fmt` writes means the same to the server: a script and what is written from it leave the same
//! catalogue, on MySQL and on MariaDB. And what a server accepts is nothing that the reader complains of.

mod common;

use std::process::ExitCode;

use common::check::ensure;
use common::places::shared;
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use tabledraft::diagnostic::Severity;
use tabledraft::dryrun::mysql::describe::{Description, describe};
use tabledraft::dryrun::mysql::session::{Session, Verdict};
use tabledraft::engine;
use tabledraft::mysql::Server;
use tabledraft::rules::Profile;
use tabledraft::sql::{read_script, statement_spans, write_script};

/// Each with a profile of it.
const SERVERS: [(Server, &str); 2] = [(Server::Mysql97, "mysql"), (Server::Mariadb1011, "qserv")];

const PARENT: &str = "CREATE TABLE parent (id INT NOT NULL PRIMARY KEY, a INT, b INT, KEY ab (a, b)) ENGINE=InnoDB;\n";

/// Refusals that speak of what a script does not show; `check` leaves them to the server.
const ABSENT: [u64; 4] = [1005, 1051, 1146, 1824];

fn main() -> ExitCode {
    let clauses = include_str!("data/clauses.sql");
    let mut trials: Vec<Trial> = statement_spans(clauses)
        .into_iter()
        .enumerate()
        .map(|(number, span)| {
            let statement = span.of(clauses);
            let title: String = statement.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
            Trial::test(format!("clause {number}: {title}"), move || clause_is_kept(statement))
        })
        .collect();
    let path = shared("mysql/verdicts.jsonl");
    let file = path.and_then(|path| std::fs::read_to_string(path).ok());
    // Other recordings: `VERDICTS=path cargo test --test fmt_round_trip`.
    let more = std::env::var("VERDICTS").ok().and_then(|path| std::fs::read_to_string(path).ok());
    for (what, test) in FILE_TESTS {
        let Some(file) = more.clone().or_else(|| file.clone()) else {
            trials.push(Trial::test(*what, || Ok(())).with_ignored_flag(true));
            continue;
        };
        trials.push(Trial::test(*what, move || test(&file)));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

type FileTest = fn(&str) -> Result<(), Failed>;

const FILE_TESTS: &[(&str, FileTest)] = &[
    ("recorded: what was accepted keeps its meaning", accepted_scripts_keep_their_meaning),
    ("recorded: what was accepted is not complained of, what was refused is", verdicts_are_spoken_of),
];

/// Runs a script in the database `tt`; answers with the catalogue, and with what was not accepted.
fn run(server: Server, script: &str) -> (Description, Vec<String>) {
    let mut session = Session::new(server).with_database("tt");
    let mut stopped = Vec::new();
    for span in statement_spans(script) {
        match session.execute(span.of(script)).verdict {
            Verdict::Accept => {}
            Verdict::Reject(refusal) => stopped.push(format!("{} {}", refusal.errno, refusal.message)),
            Verdict::Unknown(why) => stopped.push(format!("unknown: {why}")),
        }
    }
    (describe(server, &session.catalog), stopped)
}

/// Why what is written of a script is not the same to the server; `None` where it is.
fn differs(server: Server, script: &str) -> Option<String> {
    let written = write_script(&read_script(script).workspace);
    let (before, stopped_before) = run(server, script);
    let (after, stopped_after) = run(server, &written);
    if before == after && stopped_before.len() == stopped_after.len() {
        return None;
    }
    let difference = first_difference(&before, &after);
    Some(format!(
        "{}:\n{difference}\n{stopped_before:?}\n{stopped_after:?}\n{script}\nwritten:\n{written}",
        server.name()
    ))
}

fn first_difference(before: &Description, after: &Description) -> String {
    let rows = |description: &Description| -> Vec<String> {
        let columns = description.columns.iter().map(|row| format!("{row:?}"));
        let statistics = description.statistics.iter().map(|row| format!("{row:?}"));
        let tables = description.tables.iter().map(|row| format!("{row:?}"));
        let keys = description.key_columns.iter().map(|row| format!("{row:?}"));
        columns.chain(statistics).chain(tables).chain(keys).collect()
    };
    let (before, after) = (rows(before), rows(after));
    let pair = before.iter().zip(&after).find(|(before, after)| before != after);
    format!("{} rows and {}, first: {pair:?}", before.len(), after.len())
}

fn clause_is_kept(statement: &str) -> Result<(), Failed> {
    let script = format!("{PARENT}{statement};\n");
    let said: Vec<String> =
        read_script(&script).diagnostics.into_iter().map(|found| found.message.to_string()).collect();
    ensure(said.is_empty(), format!("{said:?}"))?;
    let stopped: Vec<Vec<String>> = SERVERS.iter().map(|(server, _)| run(*server, &script).1).collect();
    ensure(stopped.iter().any(Vec::is_empty), format!("no server accepts it: {stopped:?}"))?;
    for ((server, _), _) in SERVERS.iter().zip(&stopped).filter(|(_, stopped)| stopped.is_empty()) {
        if let Some(why) = differs(*server, &script) {
            return Err(why.into());
        }
    }
    let written = write_script(&read_script(&script).workspace);
    let again = write_script(&read_script(&written).workspace);
    ensure(written == again, format!("written again otherwise:\n{written}\n{again}"))
}

/// The statements of a recorded row as a script; what has a `;` inside gets another delimiter.
fn script_of(row: &Value) -> String {
    let setup = row["setup"].as_array().into_iter().flatten();
    let mut script = String::new();
    for statement in setup.chain([&row["sql"]]).filter_map(Value::as_str) {
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

fn rows(file: &str) -> impl Iterator<Item = Value> {
    file.lines().filter_map(|line| serde_json::from_str(line).ok())
}

fn accepted_scripts_keep_their_meaning(file: &str) -> Result<(), Failed> {
    let (mut all, mut failed) = (0, Vec::new());
    for row in rows(file) {
        let script = script_of(&row);
        for (server, _) in SERVERS.iter().filter(|(server, _)| row[server.name()]["verdict"] == "accept") {
            all += 1;
            failed.extend(differs(*server, &script));
        }
    }
    println!("{} of {all} accepted scripts keep their meaning", all - failed.len());
    ensure(
        failed.is_empty(),
        format!("{} of {all}, such as\n{}", failed.len(), failed.first().map_or("", String::as_str)),
    )
}

fn verdicts_are_spoken_of(file: &str) -> Result<(), Failed> {
    let (mut all, mut failed) = (0, Vec::new());
    for row in rows(file) {
        let reading = engine::read_text("row.sql", &script_of(&row));
        for (server, profile) in SERVERS {
            let truth = &row[server.name()];
            if truth["errno"].as_u64().is_some_and(|errno| ABSENT.contains(&errno)) {
                continue;
            }
            let profile = Profile::named(profile).ok_or("a profile is missing")?;
            let found = reading.check(&profile);
            let errors = found.iter().filter(|found| found.severity == Severity::Error);
            let errors: Vec<String> = errors.map(|found| format!("{}: {}", found.rule, found.message)).collect();
            all += 1;
            if errors.is_empty() != (truth["verdict"] == "accept") {
                failed.push(format!("{} {}\nsaid: {errors:?}\n{row:#}", server.name(), truth["errno"]));
            }
        }
    }
    println!("{} of {all} verdicts are spoken of", all - failed.len());
    // The dry-run leaves some undecided, and what it leaves is not spoken of.
    let first = failed.first().map_or("", String::as_str);
    ensure(failed.len() * 100 <= all, format!("{} of {all} are not, such as\n{first}", failed.len()))
}
