//! Statements that once broke a product's scripts, each refused by a real server: `check` says what is wrong, on the line
//! where the mistake stands, which is often not the line that the server names.
//!
//! The statements stand in `../shared/bkci`; without that folder, all is skipped. `tests/data/breakages.txt` has the lines.

mod common;

use std::process::ExitCode;

use common::check::{diagnose, ensure};
use common::places::shared;
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use tabledraft::engine;

/// Number of the row, line, and words of the cause.
fn expected() -> Vec<(usize, usize, &'static str)> {
    let rows = include_str!("data/breakages.txt").lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| {
        let mut words = line.splitn(3, ' ');
        let mut number = || words.next().and_then(|word| word.parse().ok()).expect("a number");
        let (row, line) = (number(), number());
        (row, line, words.next().expect("a cause"))
    })
    .collect()
}

fn main() -> ExitCode {
    let path = shared("bkci/real_breakages.jsonl");
    let file = path.and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
    let texts: Vec<String> = file.lines().map(text_of).collect();
    let trials = expected().into_iter().map(|(row, line, cause)| {
        let Some(text) = texts.get(row).cloned() else {
            return Trial::test(format!("row {row}"), || Ok(())).with_ignored_flag(true);
        };
        Trial::test(format!("row {row}: line {line}, {cause}"), move || speaks(&text, line, cause))
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}

fn text_of(row: &str) -> String {
    let row: Value = serde_json::from_str(row).expect("a row is JSON");
    row["text"].as_str().expect("a row has a text").to_owned()
}

fn speaks(text: &str, line: usize, cause: &str) -> Result<(), Failed> {
    let reading = engine::read_text("breakage.sql", text);
    let found = diagnose(&reading, "mysql");
    let said: Vec<String> = found
        .iter()
        .filter_map(|diagnostic| {
            let (_, place, _) = reading.position(diagnostic.location?)?;
            Some(format!("{}: {} {}", place.line, diagnostic.message, diagnostic.help))
        })
        .collect();
    let there = format!("{line}: ");
    let speaks =
        said.iter().any(|said| said.starts_with(&there) && said.to_lowercase().contains(&cause.to_lowercase()));
    ensure(speaks, format!("only said:\n{}", said.join("\n")))
}
