//! Nothing that is executed panics, whatever the text (`tests/common/scraps.rs`).
//!
//! `FUZZ_RUNS=10000000 cargo test --release --test dryrun_fuzz` runs as many; without it, a number that CI can afford.

mod common;

use common::scraps::{Dice, runs, scrap, statements};
use tabledraft::dryrun::mysql::describe::describe;
use tabledraft::dryrun::mysql::session::Session;
use tabledraft::mysql::Server;

#[test]
fn nothing_panics() {
    let (statements, mut dice) = (statements(), Dice::of_environment());
    let mut sessions: Vec<Session> = Vec::new();
    for run in 0..runs() {
        if run % 50 == 0 {
            sessions = Server::ALL.iter().map(|server| Session::new(*server).with_database("tt")).collect();
        }
        let text = scrap(&mut dice, &statements);
        let session = dice.roll(sessions.len());
        let session = &mut sessions[session];
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            session.execute(&text);
            describe(session.server, &session.catalog).columns.len()
        }));
        assert!(outcome.is_ok(), "run {run} on {} panicked: {text:?}", session.server.name());
    }
}

#[test]
fn deep_nesting_comes_to_an_end() {
    for server in Server::ALL {
        for (open, close) in
            [("(", ")"), ("NOT ", ""), ("-", ""), ("CONCAT(", ")"), ("CASE WHEN ", " THEN 1 END"), ("(SELECT ", ")")]
        {
            let text = format!("CREATE TABLE t (a INT, CHECK ({}a{}))", open.repeat(20_000), close.repeat(20_000));
            Session::new(server).with_database("tt").execute(&text);
        }
    }
}
