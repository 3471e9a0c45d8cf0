//! The list of actions: keys that belong to one action each, what the palette finds, and what a project's own steps take back.

use std::collections::HashSet;

use tabledraft::engine::read_text;
use tabledraft::project::Project;
use tabledraft::ui::actions::palette::{Target, hits, remember};
use tabledraft::ui::actions::{ACTIONS, Action, Keymap, Situation, chord, fuzzy, shown, types};
use tabledraft::ui::session::{Difference, Message, Session, difference};

const SQL: &str = "CREATE DATABASE shop; USE shop; CREATE TABLE users (id int PRIMARY KEY, userName varchar(20));
CREATE TABLE orders (id int PRIMARY KEY, user_id int);";

fn session() -> Session {
    Session::open(Project {
        name: "Shop".to_owned(),
        workspace: read_text("a.sql", SQL).workspace,
        ..Project::default()
    })
}

fn texts(query: &str, recent: &[&str]) -> Vec<String> {
    let view = session().view();
    let recent: Vec<String> = recent.iter().map(|key| (*key).to_owned()).collect();
    hits(query, &Situation { view: Some(&view) }, &recent).into_iter().map(|hit| hit.text).collect()
}

#[test]
fn ids_and_keys_belong_to_one_action_each() {
    let (mut ids, mut keys) = (HashSet::new(), HashSet::new());
    for action in ACTIONS {
        assert!(ids.insert(action.id), "two actions are {}", action.id);
        for chord in action.keys.split(' ').filter(|chord| !chord.is_empty()) {
            assert!(keys.insert(chord), "{chord} belongs to two actions");
        }
        assert!(!action.label.is_empty());
    }
}

#[test]
fn keys_are_called_by_what_was_pressed() {
    assert_eq!(chord("k", true, false, false).as_deref(), Some("Ctrl+K"));
    assert_eq!(chord("Z", true, false, true).as_deref(), Some("Ctrl+Shift+Z"));
    assert_eq!(chord("?", false, false, true).as_deref(), Some("?"));
    assert_eq!(chord("F6", false, false, true).as_deref(), Some("Shift+F6"));
    assert_eq!(chord("PageDown", false, true, false).as_deref(), Some("Alt+PageDown"));
    assert_eq!(chord("Control", true, false, false), None);
    assert_eq!(shown("Ctrl+Shift+Z", true), "⌘⇧Z");
    assert!(types("?") && types("a") && !types("F1") && !types("Ctrl+K"));
}

#[test]
fn a_shortcut_moves_to_another_action_and_back() {
    let (undo, table) = (Action::named("undo").expect("undo"), Action::named("add-table").expect("add-table"));
    let mut keys = Keymap::default();
    assert_eq!(keys.action("Ctrl+Z").map(|action| action.id), Some("undo"));
    assert_eq!(keys.assign(table, "Ctrl+Z").map(|action| action.id), Some("undo"));
    assert_eq!(keys.action("Ctrl+Z").map(|action| action.id), Some("add-table"));
    assert_eq!((keys.of(undo).count(), keys.hint("undo", false).as_str()), (0, ""));
    assert_eq!(keys.hint("add-table", false), " (Ctrl+Z)");
    let again = Keymap::read(&keys.write());
    assert_eq!(again, keys);
    assert_eq!(Keymap::read("not JSON at all"), Keymap::default());
    assert_eq!(Keymap::read(r#"{"gone": "F9", "undo": 3}"#), Keymap::default());
    keys.reset();
    assert_eq!(keys.action("Ctrl+Z").map(|action| action.id), Some("undo"));
    // One of two ways to the same is taken, the other stays.
    keys.assign(table, "Ctrl+Y");
    assert_eq!(keys.action("Ctrl+Shift+Z").map(|action| action.id), Some("redo"));
}

#[test]
fn a_few_letters_find_what_is_meant() {
    let better = |query: &str, first: &str, second: &str| {
        let (first, second) = (fuzzy::score(query, first), fuzzy::score(query, second));
        assert!(first > second, "{query}: {first:?} is not better than {second:?}");
    };
    better("run", "runner", "rest_until_noon");
    better("user", "user_id", "a_user_id");
    better("oci", "objectChunkId", "obscuring");
    better("表", "添加表", "导出");
    assert_eq!(fuzzy::score("xyz", "users"), None);
    assert_eq!(fuzzy::score("", "users"), Some(0));
}

#[test]
fn the_palette_finds_actions_tables_and_columns_the_last_used_first() {
    assert_eq!(texts("usern", &[]).first().map(String::as_str), Some("userName"));
    assert_eq!(texts("orders", &[]).first().map(String::as_str), Some("orders"));
    assert_eq!(texts("add a table", &[]).first().map(String::as_str), Some("Add a table"));
    assert_eq!(texts("", &["table shop.orders", "export"])[..2], ["orders", "Export"]);
    assert!(!texts("", &[]).iter().any(|text| text == "Undo"), "nothing is there to undo");
    let first_page = hits("", &Situation::default(), &[]);
    assert!(first_page.iter().all(|hit| matches!(hit.target, Target::Action(_))));
    let mut recent = vec!["a".to_owned(), "b".to_owned()];
    remember(&mut recent, "b");
    remember(&mut recent, "");
    assert_eq!(recent, ["b", "a"]);
}

#[test]
fn the_name_the_profile_and_another_state_are_steps() {
    let mut session = session();
    assert!(session.update(Message::SetName("Store".to_owned())));
    assert!(session.update(Message::SetProfile("bk-ci".to_owned())));
    let before = session.view();
    assert!(!before.diagnostics.is_empty(), "BK-CI wants other names");
    let empty = Project { name: "Empty".to_owned(), ..Project::default() };
    assert!(session.update(Message::Adopt { label: "Go back to the snapshot a".to_owned(), project: Box::new(empty) }));
    let view = session.view();
    assert_eq!((view.name.as_str(), view.profile.name.as_str(), view.workspace.table_count()), ("Empty", "mysql", 0));
    assert_eq!(view.undo_label.as_deref(), Some("Go back to the snapshot a"));
    for name in ["Store", "Store", "Shop"] {
        assert!(session.update(Message::Undo));
        assert_eq!(session.view().name, name);
    }
    let view = session.view();
    assert_eq!(
        (view.profile.name.as_str(), view.undo_label.as_ref(), view.workspace.table_count()),
        ("mysql", None, 2)
    );
    session.update(Message::Redo);
    session.update(Message::Redo);
    assert_eq!((session.view().profile.name.as_str(), &session.view().diagnostics), ("bk-ci", &before.diagnostics));
}

#[test]
fn what_came_by_a_link_is_not_changed() {
    let mut session = session();
    session.update(Message::Borrow(true));
    let table = session.view().workspace.tables().next().map(|(_, table)| table.id).expect("a table");
    for message in [
        Message::AddTable(None),
        Message::SetName("x".to_owned()),
        Message::SetProfile("bk-ci".to_owned()),
        Message::Delete(tabledraft::edit::Edit::DeleteTable(table)),
    ] {
        assert!(!session.update(message));
        assert!(
            session.view().toast.as_ref().is_some_and(|toast| toast.text.contains("came by a link") && !toast.undo)
        );
    }
    assert_eq!((session.view().workspace.table_count(), session.view().name.as_str()), (2, "Shop"));
    session.update(Message::Borrow(false));
    assert!(session.update(Message::AddTable(None)));
}

#[test]
fn two_states_are_compared_by_their_tables() {
    let old = read_text("a.sql", SQL).workspace;
    let mut session = session();
    session.update(Message::AddTable(None));
    let table = old.tables().next().map(|(_, table)| table.id).expect("a table");
    session.update(Message::AddColumn { table, name: "more".to_owned() });
    let now = session.view().workspace.clone();
    assert_eq!(difference(&old, &now), Difference { added: 1, removed: 0, changed: 1 });
    assert_eq!(difference(&now, &old), Difference { added: 0, removed: 1, changed: 1 });
    assert_eq!(difference(&now, &now), Difference::default());
}
