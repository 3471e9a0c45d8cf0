//! What an editor is told: tokens and places in the browser's offsets, what can stand at a place, what a keystroke makes of
//! the project; and the steps that typing makes.

use serde_json::{Value, json};
use tabledraft::edit::Patch;
use tabledraft::engine::{Mirror, Outbox, answer};
use tabledraft::json as tabledraft_json;
use tabledraft::project::Project;
use tabledraft::schema::{TableId, TextOf, Workspace};
use tabledraft::sql::{read_script, write_create_table};
use tabledraft::ui::session::{Message, Session, Way};

const SHOP: &str = "CREATE TABLE `orders` (
  `id` bigint NOT NULL, -- 编号 😀
  `customer` bigint,
  PRIMARY KEY (`id`)
);
CREATE TABLE `lines` (
  `order_id` bigint,
  `text` varchar(20)
);
";

/// An editor of a text, and the worker that it asks.
struct Editor {
    mirror: Mirror,
    text: String,
    of: TextOf,
}

impl Editor {
    fn open(project: &Project, of: TextOf) -> (Editor, Value) {
        let mut mirror = Mirror::default();
        let mut outbox = Outbox::default();
        while let Some(message) = outbox.next(project) {
            mirror.take(&message).expect("an update");
        }
        let mut editor = Editor { mirror, text: String::new(), of };
        let (_, seen) = editor.ask(0, json!({ "what": "open", "of": serde_json::to_value(of).expect("json") }));
        editor.text = seen["text"].as_str().expect("a text").to_owned();
        (editor, seen)
    }

    fn ask(&mut self, gesture: u32, mut question: Value) -> (Option<Patch>, Value) {
        question["pane"] = json!(1);
        let answer = answer(&mut self.mirror, "text", &format!("{gesture}\n{question}")).expect("an answer");
        let (patch, seen) = answer.split_once('\n').expect("two parts");
        let patch = (!patch.is_empty())
            .then(|| tabledraft_json::read(&tabledraft_json::parse(patch).expect("json")).expect("a patch"));
        (patch, serde_json::from_str(seen).expect("json"))
    }

    /// Puts a text in the place of another one, as the browser says it.
    fn type_over(&mut self, gesture: u32, from: &str, to: &str) -> (Patch, Value) {
        let at = self.text.find(from).expect("the text");
        let units = |text: &str| text.encode_utf16().count();
        let start = units(&self.text[..at]);
        let change = json!({ "from": start, "to": start + units(from), "insert": to });
        self.text.replace_range(at..at + from.len(), to);
        let question = json!({ "what": "type", "changes": [change], "length": units(&self.text) });
        let (patch, seen) = self.ask(gesture, question);
        (patch.expect("a patch"), seen)
    }

    fn offers(&mut self, behind: &str) -> Vec<String> {
        let at = self.text.find(behind).expect("the text") + behind.len();
        let at = self.text[..at].encode_utf16().count();
        let (_, seen) = self.ask(0, json!({ "what": "complete", "at": at }));
        let options = seen["offer"]["options"].as_array().expect("options").iter();
        options.map(|option| option["label"].as_str().expect("a label").to_owned()).collect()
    }
}

fn project(workspace: Workspace) -> Project {
    Project { workspace, ..Project::default() }
}

fn shop() -> (Project, TextOf) {
    let workspace = read_script(SHOP).workspace;
    let id = first(&workspace);
    (project(workspace), TextOf::Sql(id))
}

fn first(workspace: &Workspace) -> TableId {
    workspace.tables().next().map(|(_, table)| table.id).expect("a table")
}

/// The text between two offsets of the browser.
fn units(text: &str, from: &Value, to: &Value) -> String {
    let all: Vec<u16> = text.encode_utf16().collect();
    let at = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("small");
    String::from_utf16(&all[at(from)..at(to)]).expect("whole characters")
}

#[test]
fn tokens_are_those_of_the_reader_at_the_browsers_offsets() {
    let (project, of) = shop();
    let (editor, seen) = Editor::open(&project, of);
    let flat = seen["tokens"].as_array().expect("tokens");
    let tokens: Vec<(String, u64)> = flat
        .chunks(3)
        .map(|token| (units(&editor.text, &token[0], &token[1]), token[2].as_u64().expect("a kind")))
        .collect();
    let expected = [
        ("CREATE", 1),
        ("TABLE", 1),
        ("`orders`", 3),
        ("`id`", 3),
        ("bigint", 2),
        ("NOT", 1),
        ("NULL", 1),
        ("-- 编号 😀", 6),
        ("`customer`", 3),
    ];
    assert_eq!(tokens[..9].iter().map(|(text, kind)| (text.as_str(), *kind)).collect::<Vec<_>>(), expected);
    let folds = seen["folds"].as_array().expect("folds");
    assert!(units(&editor.text, &folds[0], &folds[1]).starts_with("\n  `id`"));
    for (key, place) in seen["places"].as_object().expect("places") {
        if key.ends_with(".type") {
            assert_eq!(units(&editor.text, &place[0], &place[1]), "bigint", "{key}");
        }
    }
}

#[test]
fn a_keystroke_says_what_it_makes_of_the_project() {
    let (project, of) = shop();
    let (mut editor, _) = Editor::open(&project, of);
    let (patch, seen) = editor.type_over(1, "`customer` bigint", "`buyer` int");
    assert_eq!(seen["understood"], true);
    let next = patch.apply(&project.workspace);
    let (_, table) = next.tables().next().expect("a table");
    assert_eq!(write_create_table(table), editor.text);
    // The same gesture goes on: what it makes is the difference to its beginning.
    let (patch, _) = editor.type_over(1, "`buyer` int", "`customer` bigint");
    assert!(patch.is_empty(project.workspace.last_id), "{patch:?}");
}

#[test]
fn a_mistake_is_told_at_its_token_and_the_project_stays() {
    let (project, of) = shop();
    let (mut editor, _) = Editor::open(&project, of);
    let (patch, seen) = editor.type_over(1, "`customer` bigint", "`customer` bigint nto null");
    assert_eq!((&seen["understood"], &seen["applied"]), (&json!(false), &json!(false)));
    let said = &seen["said"][0];
    assert_eq!(units(&editor.text, &said["from"], &said["to"]), "nto");
    let next = patch.apply(&project.workspace);
    assert_eq!(next.databases, project.workspace.databases);
    assert_eq!(next.draft(of), Some(editor.text.as_str()));
}

#[test]
fn changes_of_another_text_are_not_taken() {
    let (project, of) = shop();
    let (mut editor, _) = Editor::open(&project, of);
    let question = json!({ "what": "type", "changes": [{ "from": 0, "to": 1, "insert": "" }], "length": 3 });
    let (patch, seen) = editor.ask(1, question);
    assert!(patch.is_none() && seen["lost"] == true);
    let (patch, seen) = editor.ask(1, json!({ "what": "type", "text": editor.text.clone() }));
    assert!(patch.is_some() && seen["understood"] == true);
}

#[test]
fn what_can_stand_at_a_place_is_offered() {
    let (project, of) = shop();
    let (mut editor, _) = Editor::open(&project, of);
    let has = |offers: &[String], expected: &[&str]| {
        for name in expected {
            assert!(offers.iter().any(|offer| offer == name), "{name} in {offers:?}");
        }
    };
    has(&editor.offers("`customer` "), &["VARCHAR", "BIGINT"]);
    has(&editor.offers("KEY (`"), &["`id`", "`customer`"]);
    has(&editor.offers("`customer` bigint"), &["BIGINT"]);
    editor.type_over(
        1,
        "`customer` bigint",
        "`customer` bigint COLLATE , x bigint REFERENCES , y char(3) CHARACTER SET ",
    );
    has(&editor.offers("COLLATE "), &["utf8mb4_0900_ai_ci"]);
    has(&editor.offers("REFERENCES "), &["orders", "`lines`"]);
    has(&editor.offers("CHARACTER SET "), &["utf8mb4", "latin1"]);
    editor.type_over(1, "REFERENCES ", "REFERENCES `lines` (");
    has(&editor.offers("REFERENCES `lines` ("), &["order_id"]);
    editor.type_over(1, ");", ") ENGINE=;");
    has(&editor.offers("ENGINE="), &["InnoDB"]);
    // Within a comment there is nothing to say.
    assert_eq!(editor.offers("-- 编号"), Vec::<String>::new());
}

#[test]
fn types_come_with_the_limits_of_the_server() {
    let (project, of) = shop();
    let (mut editor, _) = Editor::open(&project, of);
    let at = editor.text.find("bigint").expect("a type");
    let (_, seen) = editor.ask(0, json!({ "what": "hover", "at": at + 2 }));
    assert_eq!(seen["hover"]["title"], "BIGINT in MySQL 9.7");
    assert!(seen["hover"]["text"].as_str().expect("a text").contains("9,223,372,036,854,775,807"), "{seen}");
}

#[test]
fn a_registration_is_completed_from_the_project() {
    let text = r#"[{"database": "dp", "table": "Object", "is_partitioned": 1, "director_key": "id", "latitude_key": "d", "longitude_key": "r",
        "schema": [{"name": "id", "type": "BIGINT"}, {"name": "r", "type": "DOUBLE"}, {"name": "d", "type": "DOUBLE"}, {"name": "subChunkId", "type": "INT"}]},
      {"database": "dp", "table": "Source", "is_partitioned": 1, "director_table": "Object", "director_key": "objectId", "schema": [{"name": "objectId", "type": "BIGINT"}]}]"#;
    let project = project(tabledraft::qserv::read_payloads(text).workspace);
    let source = project.workspace.tables().nth(1).map(|(_, table)| table.id).expect("a table");
    let (mut editor, _) = Editor::open(&project, TextOf::Payload(source));
    assert_eq!(editor.offers("\"director_table\": \""), ["Object"]);
    assert_eq!(editor.offers("\"director_key\": \""), ["objectId"]);
    let names = editor.offers("{\n  ");
    assert!(names.iter().any(|name| name == "flag"), "{names:?}");
    assert!(editor.offers("\"type\": \"").iter().any(|name| name == "DOUBLE"));
}

#[test]
fn the_text_follows_the_model_and_keeps_what_somebody_wrote() {
    let (mut project, of) = shop();
    let (mut editor, _) = Editor::open(&project, of);
    let (patch, _) = editor.type_over(1, "`customer` bigint,", "`customer`   BIGINT\n  ,");
    project.workspace = patch.apply(&project.workspace);
    // Another view renames the first column.
    let table = project.workspace.tables().next().map(|(_, table)| std::sync::Arc::clone(table)).expect("a table");
    let edit = tabledraft::edit::Edit::RenameColumn {
        table: table.id,
        column: table.columns[0].id,
        name: "number".to_owned(),
    };
    project.workspace = tabledraft::edit::apply(&project.workspace, &edit).expect("an edit");
    let mut outbox = Outbox::default();
    editor.mirror.project = Project::default();
    while let Some(message) = outbox.next(&project) {
        editor.mirror.take(&message).expect("an update");
    }
    let (_, seen) = editor.ask(0, json!({ "what": "follow" }));
    let changes = seen["changes"].as_array().expect("changes");
    let inserted: Vec<&str> = changes.iter().map(|change| change["insert"].as_str().expect("a text")).collect();
    assert!(!inserted.is_empty() && inserted.iter().all(|text| !text.contains("BIGINT")), "{changes:?}");
    assert_eq!(seen["understood"], true);
}

// Steps

fn typed(session: &mut Session, editor: &mut Editor, fresh: bool, way: Way, from: &str, to: &str) {
    let gesture = session.typing(editor.of, fresh);
    let (patch, _) = editor.type_over(gesture, from, to);
    session.update(Message::Typed { gesture, patch, way });
    assert!(session.is_typing(gesture) || way != Way::On);
    // The worker gets the project as the page has it now.
    let mut outbox = Outbox::default();
    editor.mirror.project.workspace = Workspace::default();
    while let Some(message) = outbox.next(&session.project()) {
        editor.mirror.take(&message).expect("an update");
    }
}

#[test]
fn a_gesture_of_typing_is_one_step_and_undo_brings_back_the_ids() {
    let (project, of) = shop();
    let mut session = Session::open(project.clone());
    let (mut editor, _) = Editor::open(&project, of);
    typed(&mut session, &mut editor, true, Way::On, "`customer`", "`c`");
    typed(&mut session, &mut editor, false, Way::On, "`c`", "`cu`");
    typed(&mut session, &mut editor, false, Way::On, "`cu`", "`client`");
    assert_eq!(session.view().undo_label.as_deref(), Some("Edit orders"));
    let names =
        |session: &Session| session.view().workspace.tables().next().map(|(_, table)| table.columns[1].name.clone());
    assert_eq!(names(&session).as_deref(), Some("client"));
    session.update(Message::Undo);
    assert_eq!(session.view().workspace.databases, project.workspace.databases);
    assert_eq!(session.view().undo_label, None, "one step");
    session.update(Message::Redo);
    assert_eq!(names(&session).as_deref(), Some("client"));
}

#[test]
fn a_pause_makes_another_step() {
    let (project, of) = shop();
    let mut session = Session::open(project.clone());
    let (mut editor, _) = Editor::open(&project, of);
    typed(&mut session, &mut editor, true, Way::On, "`customer` bigint", "`customer` int");
    typed(&mut session, &mut editor, true, Way::On, "`customer` int", "`customer` int,\n  `paid` date");
    session.update(Message::Undo);
    let count = |session: &Session| session.view().workspace.column_count();
    assert_eq!(count(&session), 4);
    assert!(session.view().undo_label.is_some());
}

#[test]
fn the_editors_own_undo_is_the_projects() {
    let (project, of) = shop();
    let mut session = Session::open(project.clone());
    let (mut editor, _) = Editor::open(&project, of);
    typed(&mut session, &mut editor, true, Way::On, "  `customer` bigint,\n", "");
    assert_eq!(session.view().workspace.column_count(), 3);
    typed(&mut session, &mut editor, true, Way::Back, "  PRIMARY", "  `customer` bigint,\n  PRIMARY");
    assert_eq!(session.view().workspace.databases, project.workspace.databases, "the ids are those of before");
    assert_eq!(session.view().undo_label, None);
    assert!(session.view().redo_label.is_some());
}

#[test]
fn what_is_not_understood_is_a_step_too_and_is_saved_with_the_project() {
    let (project, of) = shop();
    let mut session = Session::open(project.clone());
    let (mut editor, _) = Editor::open(&project, of);
    typed(&mut session, &mut editor, true, Way::On, "bigint,", "bigint bigint,");
    let saved = tabledraft::project::write_project(&session.project());
    let again = tabledraft::project::read_project(&saved).map(|project| project.workspace).unwrap_or_default();
    assert_eq!(again.draft(TextOf::Sql(first(&again))), Some(editor.text.as_str()));
    assert!(session.view().workspace.has_draft(first(&session.view().workspace)));
    session.update(Message::Undo);
    assert!(!session.view().workspace.has_draft(first(&session.view().workspace)));
}

#[test]
fn something_else_done_ends_the_gesture() {
    let (project, of) = shop();
    let mut session = Session::open(project.clone());
    let gesture = session.typing(of, true);
    session.update(Message::AddTable(None));
    assert!(!session.is_typing(gesture));
    let stale = Patch::between(&project.workspace, &Workspace::default());
    session.update(Message::Typed { gesture, patch: stale, way: Way::On });
    assert_eq!(session.view().workspace.table_count(), 3, "an answer to an older state changes nothing");
}
