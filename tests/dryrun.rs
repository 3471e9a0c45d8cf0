//! The dry-run against recorded verdicts of real servers: those of `../shared/mysql` where that folder is, else skipped.
//!
//! `VERDICTS="file[:database] ..." cargo test --test dryrun -- score` prints how often the dry-run agrees with other files
//! of that form, and where not. `ONLY=mysql-9.7`, `LIMIT=100` rows, `SHOW=20` kinds of differences, `MATCH="message 1064"`
//! to see those of a kind.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::process::ExitCode;

use common::check::ensure;
use common::places::shared;
use common::verdicts::{Aspect, Catalogue, Difference, Said, compare, compare_catalogue};
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use tabledraft::dryrun::mysql::session::Session;
use tabledraft::mysql::Server;

const SERVERS: [Server; 2] = [Server::Mysql97, Server::Mariadb1011];

#[derive(Default)]
struct Score {
    rows: usize,
    /// Rows that agree in what is accepted and with which number it is refused.
    right: usize,
    unknown: usize,
    refusals: usize,
    messages: usize,
    catalogues: usize,
    catalogues_right: usize,
    warnings_right: usize,
    /// By kind: how often, and the shortest example.
    wrong: BTreeMap<String, (usize, String)>,
}

fn main() -> ExitCode {
    let mut trials = Vec::new();
    if let Ok(files) = std::env::var("VERDICTS") {
        trials.push(Trial::test("score of other files", move || score_of_other_files(&files)));
    }
    match shared("mysql/verdicts.jsonl").and_then(|file| fs::read_to_string(file).ok()) {
        Some(text) => trials.extend(SERVERS.into_iter().map(|server| {
            let text = text.clone();
            Trial::test(format!("the shared verdicts of {}", server.title()), move || shared_verdicts(&text, server))
        })),
        None => {
            trials.push(Trial::test("the shared verdicts (../shared is not here)", || Ok(())).with_ignored_flag(true));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// How many of the shared verdicts of each server must come out right, and how many of their words.
fn shared_verdicts(text: &str, server: Server) -> Result<(), Failed> {
    let rows: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let score = score(&rows, server, "tt");
    println!("{}", described(&score, server));
    ensure(score.rows > 1500, format!("only {} rows: this test looks at the wrong file", score.rows))?;
    let floors = [
        ("verdicts", score.right, score.rows, 100.0),
        ("messages", score.messages, score.refusals, 100.0),
        ("catalogues", score.catalogues_right, score.catalogues, 100.0),
        ("warnings", score.warnings_right, score.catalogues, 100.0),
    ];
    for (what, part, whole, floor) in floors {
        let now = percent(part, whole);
        ensure(now >= floor, format!("{what}: {now:.2} % are right, and {floor} % were before"))?;
    }
    Ok(())
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

fn described(score: &Score, server: Server) -> String {
    format!(
        "{}: {} rows, verdict+errno {:.2} %, messages {:.2} %, catalogues {:.2} %, warnings {:.2} %, unknown {}",
        server.name(),
        score.rows,
        percent(score.right, score.rows),
        percent(score.messages, score.refusals),
        percent(score.catalogues_right, score.catalogues),
        percent(score.warnings_right, score.catalogues),
        score.unknown
    )
}

fn score_of_other_files(files: &str) -> Result<(), Failed> {
    let number = |name: &str, otherwise: usize| {
        std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
    };
    let only = std::env::var("ONLY").unwrap_or_default();
    for file in files.split_whitespace() {
        let (file, database) = file.split_once(':').unwrap_or((file, "tt"));
        let text = fs::read_to_string(file)?;
        let lines = text.lines().take(number("LIMIT", usize::MAX));
        let rows: Vec<Value> = lines.filter_map(|line| serde_json::from_str(line).ok()).collect();
        for server in SERVERS.into_iter().filter(|server| only.is_empty() || only == server.name()) {
            let score = score(&rows, server, database);
            println!("{file} {}", described(&score, server));
            let mut wrong: Vec<_> = score.wrong.into_iter().collect();
            wrong.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
            for (kind, (count, example)) in wrong.into_iter().take(number("SHOW", 12)) {
                println!("  {count:5} {kind}\n      {example}");
            }
        }
    }
    Ok(())
}

fn score(rows: &[Value], server: Server, database: &str) -> Score {
    let mut score = Score::default();
    for row in rows {
        score_row(&mut score, server, database, row);
    }
    score
}

fn score_row(score: &mut Score, server: Server, database: &str, row: &Value) {
    let truth = &row[server.name()];
    let Some(said) = Said::from_shared(truth) else { return };
    let mut session = Session::new(server).with_database(database);
    for statement in row["setup"].as_array().into_iter().flatten() {
        session.execute(statement.as_str().unwrap_or(""));
    }
    let sql = row["sql"].as_str().unwrap_or("");
    let outcome = session.execute(sql);
    score.rows += 1;
    let difference = compare(&said, &outcome);
    let aspect = difference.as_ref().map(|difference| difference.aspect);
    if let Some(difference) = difference {
        score.miss(sql, difference);
    }
    if matches!(aspect, Some(Aspect::Verdict | Aspect::Undecided)) {
        score.unknown += usize::from(aspect == Some(Aspect::Undecided));
        return;
    }
    score.right += 1;
    if !said.accepted() {
        score.refusals += 1;
        score.messages += usize::from(aspect.is_none());
        return;
    }
    score.warnings_right += usize::from(aspect.is_none());
    score.catalogues += 1;
    let differences = compare_catalogue(&Catalogue::from_shared(truth), &session, database, true);
    score.catalogues_right += usize::from(differences.is_empty());
    // A column that is otherwise explains the index that is.
    if let Some(difference) = differences.into_iter().next() {
        score.miss(sql, difference);
    }
}

impl Score {
    fn miss(&mut self, sql: &str, difference: Difference) {
        let detail = format!("{sql}\n{}", difference.detail);
        let entry = self.wrong.entry(difference.kind.clone()).or_default();
        entry.0 += 1;
        if entry.0 <= 6 && std::env::var("MATCH").is_ok_and(|wanted| difference.kind.contains(&wanted)) {
            println!("--- {}\n{detail}", difference.kind);
        }
        if entry.1.is_empty() || entry.1.len() > detail.len() {
            entry.1 = detail;
        }
    }
}
