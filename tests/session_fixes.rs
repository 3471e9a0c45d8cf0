//! Fixes in the designer: offered only where the server takes what they make, and made in the worker.

mod common;

use common::worker::Worker;
use tabledraft::engine::read_text;
use tabledraft::project::Project;
use tabledraft::ui::session::problems::{ListingMessage, is_safe};
use tabledraft::ui::session::{Message, Session};

fn session(profile: &str, sql: &str) -> Session {
    let workspace = read_text("a.sql", sql).workspace;
    Session::open(Project { profile: profile.to_owned(), workspace, ..Project::default() })
}

/// Whether the problem of a rule at a table can be mended.
fn offers(session: &Session, rule: &str, table: &str) -> Option<bool> {
    let view = session.view();
    let of = |id| view.workspace.table(id).is_some_and(|(_, own)| own.name == table);
    let found = view.diagnostics.iter().find(|found| found.rule == rule && found.path.table().is_some_and(of));
    found.map(|found| found.fix.is_some())
}

fn number(session: &Session, rule: &str) -> usize {
    session.view().diagnostics.iter().position(|found| found.rule == rule && found.fix.is_some()).expect("a fix")
}

#[test]
fn a_fix_of_the_pages_own_rules_is_offered_when_the_server_has_taken_it() {
    let long = "a".repeat(63);
    let sql = format!("CREATE TABLE short (ID int PRIMARY KEY);\nCREATE TABLE {long} (ID int PRIMARY KEY);");
    let (mut session, mut worker) = (session("bk-ci", &sql), Worker::new());
    let rule = "table-name-pattern";
    assert_eq!(
        (offers(&session, rule, "short"), offers(&session, rule, &long)),
        (Some(false), Some(false)),
        "not tried"
    );
    worker.check(&mut session);
    // T_aaa... would have 65 characters.
    assert_eq!((offers(&session, rule, "short"), offers(&session, rule, &long)), (Some(true), Some(false)));

    session.update(Message::ApplyFix(number(&session, rule)));
    worker.mend(&mut session).expect("mended");
    assert_eq!(offers(&session, rule, "short"), None);
    assert!(session.view().workspace.tables().any(|(_, table)| table.name == "T_SHORT"));
    assert!(session.view().toast.as_ref().is_some_and(|toast| toast.undo && toast.text.starts_with("Done: Rename")));
    session.update(Message::Undo);
    worker.check(&mut session);
    assert_eq!(offers(&session, rule, "short"), Some(true));

    session.update(Message::SetProfile("mysql".to_owned()));
    session.update(Message::SetProfile("bk-ci".to_owned()));
    assert_eq!(offers(&session, rule, "short"), Some(false), "another profile has another server");
}

#[test]
fn what_has_changed_since_it_was_tried_is_tried_again_before_it_is_mended() {
    let (mut session, mut worker) = (session("bk-ci", "CREATE TABLE short (ID int PRIMARY KEY);"), Worker::new());
    worker.check(&mut session);
    session.update(Message::ApplyFix(number(&session, "table-name-pattern")));
    let table = session.view().workspace.tables().next().expect("a table").1.id;
    session.update(Message::Edit(vec![tabledraft::edit::Edit::DeleteTable(table)]));
    assert!(worker.mend(&mut session).is_err(), "it is not there any more");
    assert_eq!(session.take_wish(), None, "told once");
}

#[test]
fn all_safe_fixes_are_one_step_and_those_of_one_rule_too() {
    let sql = "CREATE TABLE a (`id` int PRIMARY KEY, order int, KEY x (order), KEY y (order));
        CREATE TABLE b (`id` int PRIMARY KEY, from int);";
    let (mut session, mut worker) = (session("mysql", sql), Worker::new());
    worker.check(&mut session);
    let safe = |session: &Session| session.view().diagnostics.iter().filter(|found| is_safe(found)).count();
    let before = safe(&session);
    assert!(before > 2, "{:?}", session.view().diagnostics);
    session.update(Message::Listing(ListingMessage::FixRule("index-duplicate")));
    worker.mend(&mut session).expect("mended");
    assert_eq!(safe(&session), before - 1);
    session.update(Message::FixAllSafe);
    worker.mend(&mut session).expect("mended");
    assert_eq!(safe(&session), 0);
    session.update(Message::Undo);
    worker.check(&mut session);
    assert_eq!(safe(&session), before - 1, "one step");
    session.update(Message::Redo);
    worker.check(&mut session);
    session.update(Message::FixAllSafe);
    worker.mend(&mut session).expect("nothing to mend");
    assert_eq!(
        session.view().toast.as_ref().map(|toast| toast.text.as_str()),
        Some("Nothing here can be fixed without a look.")
    );
}
