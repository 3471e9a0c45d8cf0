//! What exists only in a browser: the storage, the window; and the core, compiled to what runs there.
//! Run by `./scripts/test wasm`.
#![cfg(target_arch = "wasm32")]

use js_sys::Promise;
use tabledraft::edit::Edit;
use tabledraft::engine;
use tabledraft::project::{Project, read_project, write_project_compact};
use tabledraft::rules::{Profile, check};
use tabledraft::sql::write_script;
use tabledraft::ui::session::{Message, Session};
use tabledraft::web::{Saved, Shelf, Storage};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn saved(id: &str, saved_at: f64) -> Saved {
    Saved {
        id: id.to_owned(),
        name: format!("Project {id}"),
        tables: 3,
        saved_at,
        text: format!("text of {id}"),
        file: None,
    }
}

/// Waits until it holds, for at most five seconds.
async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..100 {
        if holds() {
            return;
        }
        let window = web_sys::window().expect("a window");
        let pause = Promise::new(&mut |resolve, _| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 50).expect("a timer");
        });
        JsFuture::from(pause).await.expect("the pause ends");
    }
    panic!("it never came that {what}");
}

#[wasm_bindgen_test]
async fn the_storage_keeps_lists_and_deletes() {
    let storage = Storage::open().await.expect("the storage opens");
    assert_eq!(storage.load("gone").await, Ok(None));
    for project in [saved("old", 1.0), saved("new", 3.0), saved("middle", 2.0)] {
        storage.save(&project).await.expect("it is saved");
    }
    storage.save(&Saved { text: "changed".to_owned(), ..saved("old", 1.0) }).await.expect("it is saved in place");

    let again = Storage::open().await.expect("the storage opens a second time");
    let list = again.list().await.expect("it is listed");
    assert_eq!(list.iter().map(|project| project.id.as_str()).collect::<Vec<_>>(), ["new", "middle", "old"]);
    assert!(list.iter().all(|project| project.text.is_empty()), "a list has no texts");
    let old = again.load("old").await.expect("it is read").expect("it is there");
    assert_eq!((old.text.as_str(), old.tables, old.name.as_str()), ("changed", 3, "Project old"));

    for id in ["old", "new", "middle", "gone"] {
        again.delete(Shelf::Projects, id).await.expect("it is deleted");
    }
    assert_eq!(storage.list().await, Ok(vec![]));
}

#[wasm_bindgen_test]
fn reading_checking_and_writing_are_the_same_here() {
    let text = "CREATE TABLE `a` (\n  `id` int NOT NULL,\n  KEY `k` (`nam`)\n);\nINSERT INTO a VALUES (1);\n";
    let reading = engine::read_text("a.sql", text);
    assert_eq!(
        (reading.workspace.table_count(), reading.workspace.column_count(), reading.workspace.kept.len()),
        (1, 1, 1)
    );
    let profile = Profile::named("mysql").expect("the profile is there");
    let mut rules: Vec<&str> = check(&reading.workspace, &profile).iter().map(|found| found.rule).collect();
    rules.sort_unstable();
    assert_eq!(rules, ["key-column-unknown", "primary-key-missing"]);
    let written = write_script(&reading.workspace);
    assert_eq!(engine::read_text("b.sql", &written).workspace.renumbered(), reading.workspace.renumbered());
}

#[wasm_bindgen_test]
fn a_session_drafts_undoes_and_is_saved() {
    let mut session = Session::open(Project::default());
    assert!(session.update(Message::AddTable(None)));
    let table = session.view().workspace.tables().map(|(_, table)| table.id).next().expect("a table");
    assert!(session.update(Message::Edit(vec![Edit::RenameTable { table, name: "orders".to_owned() }])));
    assert!(!session.update(Message::Filter("x".to_owned())), "what is only looked at is not saved");
    let text = write_project_compact(&session.project());
    assert_eq!(read_project(&text).expect("it can be read").workspace, session.project().workspace);
    session.update(Message::Undo);
    session.update(Message::Undo);
    assert!(session.view().workspace.is_empty());
}

#[wasm_bindgen_test]
async fn the_first_page_is_drawn() {
    // As index.html does it before the program starts.
    js_sys::eval(include_str!("../static/browser.js")).expect("the page's own script runs");
    let document = web_sys::window().and_then(|window| window.document()).expect("a page");
    let place = document.create_element("div").expect("an element");
    document.body().expect("a body").append_child(&place).expect("it has a place");
    let app = yew::Renderer::<tabledraft::ui::App>::with_root(place.clone()).render();
    let shows = |text: &str| place.text_content().unwrap_or_default().contains(text);
    until("the first page is there", || shows("Empty project") && shows("Import")).await;
    app.destroy();
}
