//! Nothing that is read panics, whatever the text (`tests/common/scraps.rs`); what is said of it points into it; and what was
//! understood is written in one way.
//!
//! `FUZZ_RUNS=10000000 cargo test --release --test reader_fuzz` runs as many; without it, a number that CI can afford.

mod common;

use std::panic::{AssertUnwindSafe, catch_unwind};

use common::scraps::{Dice, runs, scrap, statements};
use tabledraft::diagnostic::Severity;
use tabledraft::mysql::Server;
use tabledraft::schema::Workspace;
use tabledraft::sql::{inked, read_column_definition, read_script, read_steps, statement_spans, write_script};

/// What is wrong with how a text is read; nothing where all is well.
fn wrong(text: &str, server: Server) -> Option<String> {
    let reading = read_script(text);
    let (inks, folds) = inked(text, server);
    let said = reading.diagnostics.iter().map(|diagnostic| diagnostic.location.map(|location| location.span));
    let seen = inks.iter().map(|one| one.span).chain(folds).chain(statement_spans(text)).map(Some);
    for span in said.chain(seen) {
        let Some(span) = span else { return Some("something said has no place".to_owned()) };
        if text.get(span.start..span.end).is_none() {
            return Some(format!("{}..{} is not in the text", span.start, span.end));
        }
    }
    let written = tables_of(reading.workspace);
    let again = tables_of(read_script(&written).workspace);
    let understood = reading.diagnostics.iter().all(|diagnostic| diagnostic.severity < Severity::Error);
    if understood && again != written {
        return Some(format!("what is written changes when it is read: {written:?} becomes {again:?}"));
    }
    let _ = read_column_definition(text);
    read_steps(text);
    None
}

/// As SQL, without what is kept as text.
fn tables_of(workspace: Workspace) -> String {
    write_script(&Workspace { kept: vec![], ..workspace })
}

#[test]
fn nothing_panics() {
    let (statements, mut dice) = (statements(), Dice::of_environment());
    for run in 0..runs() {
        let text = scrap(&mut dice, &statements);
        let server = Server::ALL[dice.roll(Server::ALL.len())];
        match catch_unwind(AssertUnwindSafe(|| wrong(&text, server))) {
            Ok(None) => {}
            Ok(Some(wrong)) => panic!("run {run}: {wrong}: {text:?}"),
            Err(_) => panic!("run {run} panicked: {text:?}"),
        }
    }
}
