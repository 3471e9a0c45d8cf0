//! The dry-run against what real servers said to the statements of `tests/verdicts`; `scripts/record-verdicts` asks them.
//!
//! `tests/verdicts/known_differences.txt` lists the cases that are not right yet. The list can only become shorter: a
//! case that fails and is not listed fails the test, and so does a listed one that passes.
//! `KNOWN_DIFFERENCES=shrink cargo test --test verdicts` takes those out; `KNOWN_DIFFERENCES=write` writes the list anew,
//! for new cases. `SHOW=100` shows more of the differences, listed or not, `MATCH=words` those of a kind or title.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use common::cases::{Case, read_cases};
use common::verdicts::{Aspect, Catalogue, Difference, Said, compare, compare_catalogue};
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use tabledraft::dryrun::mysql::session::Session;
use tabledraft::mysql::Server;

const SERVERS: [Server; 2] = [Server::Mysql97, Server::Mariadb1011];
const DATABASE: &str = "tt";
/// Lines of failed cases in a message.
const MOST_SHOWN: usize = 20;

/// The file that lists what is not right yet; a line: `server | topic | case | why`.
fn known_file() -> PathBuf {
    folder().join("known_differences.txt")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verdicts")
}

/// A case on a server, as the list of known differences names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    server: &'static str,
    topic: String,
    title: String,
}

/// What came out for one topic on one server.
struct Outcomes {
    server: &'static str,
    topic: String,
    /// The titles in order, with the line in the statement file and what differs.
    cases: Vec<(Case, Vec<(String, Difference)>)>,
    /// Why the topic cannot be compared.
    broken: Option<String>,
}

fn main() -> ExitCode {
    let mut results = Vec::new();
    for topic in topics() {
        for server in SERVERS {
            results.push(run_topic(&topic, server));
        }
    }
    let known = match std::env::var("KNOWN_DIFFERENCES").as_deref() {
        Ok("shrink") => rewrite(&results, Some(&known_differences())),
        Ok("write") => rewrite(&results, None),
        _ => known_differences(),
    };
    for server in SERVERS {
        print_counts(server.name(), &results);
    }
    show_some(&results);
    let mut trials = vec![listed_cases_exist(&results, &known)];
    for result in results {
        let known = known.clone();
        let name = format!("{} {}", result.topic, result.server);
        trials.push(Trial::test(name, move || holds(&result, &known)));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn topics() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("tests/verdicts").filter_map(|entry| Some(entry.ok()?.path()));
    let files = entries.filter(|path| path.extension().is_some_and(|end| end == "sql"));
    let mut topics: Vec<String> = files.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    topics.sort();
    topics
}

fn run_topic(topic: &str, server: Server) -> Outcomes {
    let statements = fs::read_to_string(folder().join(format!("{topic}.sql"))).expect("a statement file");
    let mut result = Outcomes { server: server.name(), topic: topic.to_owned(), cases: vec![], broken: None };
    let recording = folder().join(format!("{topic}.{}.jsonl", server.name()));
    let Ok(recording) = fs::read_to_string(recording) else {
        result.broken = Some("nothing is recorded: ./scripts/record-verdicts".to_owned());
        return result;
    };
    // The first line says which server it was.
    let lines: Vec<Value> = recording.lines().skip(1).filter_map(|line| serde_json::from_str(line).ok()).collect();
    let cases = read_cases(&statements);
    let titles = cases.iter().map(|case| case.title.as_str());
    if !titles.eq(lines.iter().map(|line| line["case"].as_str().unwrap_or(""))) {
        result.broken = Some("the recording has other cases than the statements: ./scripts/record-verdicts".to_owned());
        return result;
    }
    for (case, line) in cases.into_iter().zip(lines) {
        let differences = run_case(&case, &line, server);
        result.cases.push((case, differences));
    }
    result
}

/// What the dry-run says otherwise, each with the statement that shows it.
///
/// What it leaves undecided before the last statement counts by what follows from it.
fn run_case(case: &Case, line: &Value, server: Server) -> Vec<(String, Difference)> {
    let mut session = Session::new(server).with_database(DATABASE);
    let said = line["said"].as_array().cloned().unwrap_or_default();
    if said.len() != case.statements.len() {
        let kind = "not recorded".to_owned();
        let detail = "the recording has another number of statements: ./scripts/record-verdicts".to_owned();
        return vec![(String::new(), Difference { aspect: Aspect::Verdict, kind, detail })];
    }
    let mut found = Vec::new();
    let last = said.len().saturating_sub(1);
    for (at, (statement, said)) in case.statements.iter().zip(&said).enumerate() {
        let outcome = session.execute(statement);
        let difference = compare(&Said::from_recording(said), &outcome);
        if let Some(difference) = difference.filter(|found| at == last || found.aspect != Aspect::Undecided) {
            found.push((statement.clone(), difference));
        }
    }
    if found.is_empty() {
        let catalogue = Catalogue::from_recording(line);
        let differences = compare_catalogue(&catalogue, &session, DATABASE, false);
        let statement = case.statements.last().cloned().unwrap_or_default();
        found.extend(differences.into_iter().map(|difference| (statement.clone(), difference)));
    }
    found
}

fn known_differences() -> BTreeMap<Key, String> {
    let text = fs::read_to_string(known_file()).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let mut cells = line.splitn(4, " | ");
            let mut cell = || cells.next().unwrap_or("").to_owned();
            let (server, topic, title, why) = (cell(), cell(), cell(), cell());
            let server = SERVERS.into_iter().map(Server::name).find(|name| *name == server);
            let server = server.unwrap_or_else(|| panic!("{}: no server in {line:?}", known_file().display()));
            (Key { server, topic, title }, why)
        })
        .collect()
}

const HEADER: &str = "\
# Where the dry-run does not say yet what the servers say: server | topic | case | why.
# The list only becomes shorter. KNOWN_DIFFERENCES=shrink cargo test --test verdicts takes out what is mended.
";

/// Writes the list: of all that differs, or of what differs and stood in it before.
fn rewrite(results: &[Outcomes], before: Option<&BTreeMap<Key, String>>) -> BTreeMap<Key, String> {
    let mut known = BTreeMap::new();
    let mut text = HEADER.to_owned();
    for result in results {
        for (case, differences) in result.cases.iter().filter(|(_, differences)| !differences.is_empty()) {
            let key = result.key(case);
            if before.is_some_and(|before| !before.contains_key(&key)) {
                continue;
            }
            let kinds: BTreeSet<String> =
                differences.iter().map(|(_, difference)| difference.kind.replace(['\n', '\r'], " ")).collect();
            let why = kinds.into_iter().collect::<Vec<_>>().join("; ");
            text.push_str(&format!("{} | {} | {} | {why}\n", key.server, key.topic, key.title));
            known.insert(key, why);
        }
    }
    fs::write(known_file(), text).expect("known_differences.txt can be written");
    known
}

impl Outcomes {
    fn key(&self, case: &Case) -> Key {
        Key { server: self.server, topic: self.topic.clone(), title: case.title.clone() }
    }
}

fn print_counts(server: &str, results: &[Outcomes]) {
    let of_server = || results.iter().filter(|result| result.server == server).flat_map(|result| &result.cases);
    let statements: usize = of_server().map(|(case, _)| case.statements.len()).sum();
    let has = |aspect: Aspect| {
        of_server().filter(|(_, found)| found.iter().any(|(_, difference)| difference.aspect == aspect)).count()
    };
    let right = of_server().filter(|(_, differences)| differences.is_empty()).count();
    println!(
        "{server}: {} cases with {statements} statements, {right} right; wrong: verdict {}, undecided {}, message {}, warnings {}, catalogue {}",
        of_server().count(),
        has(Aspect::Verdict),
        has(Aspect::Undecided),
        has(Aspect::Message),
        has(Aspect::Warnings),
        has(Aspect::Catalogue)
    );
}

/// For who mends the dry-run: the kinds of differences by how often they occur, and those that were asked for.
fn show_some(results: &[Outcomes]) {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<usize>().ok());
    let wanted = std::env::var("MATCH").ok();
    let Some(shown) = number("SHOW").or(wanted.as_ref().map(|_| 0)) else { return };
    let mut kinds: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for result in results {
        for (case, differences) in &result.cases {
            for (statement, difference) in differences {
                let name = format!("{} {}", result.server, difference.kind);
                let place = format!("{}.sql:{} {}", result.topic, case.line, case.title);
                let text = format!("{place}\n      {statement}\n{}", difference.detail);
                if wanted.as_ref().is_some_and(|wanted| name.contains(wanted) || place.contains(wanted)) {
                    println!("--- {name}\n    {text}");
                }
                let entry = kinds.entry(name).or_insert((0, text));
                entry.0 += 1;
            }
        }
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for (kind, (count, example)) in kinds.into_iter().take(shown) {
        println!("{count:5} {kind}\n    {example}");
    }
}

fn holds(result: &Outcomes, known: &BTreeMap<Key, String>) -> Result<(), Failed> {
    if let Some(why) = &result.broken {
        return Err(why.into());
    }
    let mut wrong = Vec::new();
    for (case, differences) in &result.cases {
        let place = format!("tests/verdicts/{}.sql:{} {}", result.topic, case.line, case.title);
        match (differences.first(), known.contains_key(&result.key(case))) {
            (Some((statement, difference)), false) => {
                wrong.push(format!("{place}\n      {}\n      {statement}\n{}", difference.kind, difference.detail));
            }
            (None, true) => wrong.push(format!(
                "{place}: is right now. Take it out of known_differences.txt (KNOWN_DIFFERENCES=shrink)."
            )),
            _ => {}
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let more = wrong.len().saturating_sub(MOST_SHOWN);
    wrong.truncate(MOST_SHOWN);
    if more > 0 {
        wrong.push(format!("... and {more} more"));
    }
    Err(wrong.join("\n").into())
}

fn listed_cases_exist(results: &[Outcomes], known: &BTreeMap<Key, String>) -> Trial {
    let cases: BTreeSet<Key> =
        results.iter().flat_map(|result| result.cases.iter().map(|(case, _)| result.key(case))).collect();
    let strange: Vec<String> = known
        .keys()
        .filter(|key| !cases.contains(key))
        .map(|key| format!("{} {}: {}", key.server, key.topic, key.title))
        .collect();
    Trial::test("the known differences are of cases that there are", move || match strange.is_empty() {
        true => Ok(()),
        false => Err(strange.join("\n").into()),
    })
}
