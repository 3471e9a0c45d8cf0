//! The table editor as a spreadsheet, without a browser.

use tabledraft::engine;
use tabledraft::project::Project;
use tabledraft::schema::{IndexKind, Table};
use tabledraft::ui::session::grid::{GridMessage, How, copied, typed};
use tabledraft::ui::session::offers::offers;
use tabledraft::ui::session::{Document, Field, Message, Place, Session};

const SQL: &str = "CREATE DATABASE shop; USE shop; CREATE TABLE item (
  id bigint NOT NULL AUTO_INCREMENT COMMENT 'counts',
  name varchar(40) CHARACTER SET latin1 DEFAULT 'x',
  price decimal(10,2),
  note text,
  PRIMARY KEY (id), KEY by_name (name)
); CREATE TABLE sale (item bigint, FOREIGN KEY (item) REFERENCES item (id));";

fn session(sql: &str) -> Session {
    let workspace = engine::read_text("a.sql", sql).workspace;
    Session::open(Project { workspace, ..Project::default() })
}

fn table(session: &Session) -> Table {
    let view = session.view();
    let Some(Document::Table(id)) = view.active else { panic!("a table is open") };
    let (_, table) = view.workspace.table(id).expect("it is there");
    (**table).clone()
}

fn names(session: &Session) -> Vec<String> {
    table(session).columns.iter().map(|column| column.name.clone()).collect()
}

fn act(session: &mut Session, message: GridMessage) {
    session.update(Message::Grid(message));
}

fn at(session: &mut Session, row: usize, field: Field) {
    let field = Field::ALL.iter().position(|other| *other == field);
    act(session, GridMessage::Select { row, field, how: How::Only });
}

fn rows(session: &mut Session, first: usize, last: usize) {
    act(session, GridMessage::Select { row: first, field: None, how: How::Only });
    act(session, GridMessage::Select { row: last, field: None, how: How::Extend });
}

fn type_at(session: &mut Session, row: usize, field: Field, text: &str) {
    at(session, row, field);
    act(session, GridMessage::Type(text.to_owned()));
}

fn said(session: &Session) -> String {
    session.view().toast.as_ref().map(|toast| toast.text.clone()).unwrap_or_default()
}

#[test]
fn the_cursor_goes_as_far_as_the_table_reaches() {
    let mut session = session(SQL);
    at(&mut session, 0, Field::Name);
    act(&mut session, GridMessage::Go { rows: -1, fields: -1, extend: false });
    assert_eq!(session.view().grid.cursor, (0, 0));
    act(&mut session, GridMessage::Go { rows: 2, fields: 900, extend: false });
    assert_eq!(session.view().grid.cursor, (2, 8));
    act(&mut session, GridMessage::Tab { back: false });
    assert_eq!(session.view().grid.cursor, (3, 0), "Tab goes on to the next row");
    act(&mut session, GridMessage::Tab { back: true });
    assert_eq!(session.view().grid.cursor, (2, 8));
    act(&mut session, GridMessage::Go { rows: 9, fields: 0, extend: false });
    act(&mut session, GridMessage::Go { rows: 1, fields: 0, extend: false });
    let focus = session.view().focus.expect("a wish for the keyboard");
    assert!(matches!(focus.place, Place::NewColumn(_)), "below the last row is the line for new ones: {focus:?}");
}

#[test]
fn shift_and_control_select_and_what_is_selected_is_copied() {
    let mut session = session(SQL);
    at(&mut session, 1, Field::Name);
    act(&mut session, GridMessage::Go { rows: 1, fields: 1, extend: true });
    assert_eq!(copied(&session.view()).as_deref(), Some("name\tvarchar(40)\nprice\tdecimal(10,2)"));
    act(&mut session, GridMessage::Select { row: 0, field: None, how: How::Only });
    act(&mut session, GridMessage::Select { row: 3, field: None, how: How::Toggle });
    assert_eq!(session.view().grid.rows(), [0, 3]);
    act(&mut session, GridMessage::Select { row: 0, field: None, how: How::Toggle });
    assert_eq!(session.view().grid.rows(), [3]);
    act(&mut session, GridMessage::All);
    assert_eq!(session.view().grid.rows(), [0, 1, 2, 3]);
    let all = copied(&session.view()).expect("it is copied");
    assert_eq!(all.lines().next(), Some("id\tbigint\tno\t\tAUTO_INCREMENT\t\tPRI\t\tcounts"));
    assert_eq!(all.lines().nth(1), Some("name\tvarchar(40)\tyes\t'x'\t\tlatin1\tKEY\t\t"));
}

#[test]
fn a_table_is_copied_into_another_as_it_is() {
    let mut from = session(SQL);
    act(&mut from, GridMessage::All);
    let text = copied(&from.view()).expect("it is copied");
    let mut to = session("CREATE TABLE copy (zero int);");
    let id = table(&to).id;
    to.update(Message::PasteColumns { table: id, text: text.clone() });
    assert_eq!(names(&to), ["zero", "id", "name", "price", "note"]);
    let (old, new) = (table(&from), table(&to));
    for column in &old.columns {
        let twin = new.column_named(&column.name).expect("it is there");
        let strip = |column: &tabledraft::schema::Column| tabledraft::sql::write_column_definition(column);
        assert_eq!(strip(twin), strip(column));
    }
    assert_eq!(new.indexes.len(), 2);
    to.update(Message::Undo);
    assert_eq!(names(&to), ["zero"], "one step");
}

#[test]
fn three_hundred_columns_are_pasted_and_taken_back_in_one_step() {
    let mut session = session("CREATE TABLE t (id int);");
    let sheet: String = (0..300).map(|n| format!("c{n}\tint\tNO\t{n}\tthe \"{n}\"th\r\n")).collect();
    at(&mut session, 0, Field::Name);
    let id = table(&session).id;
    session.update(Message::PasteColumns { table: id, text: sheet });
    let pasted = table(&session);
    assert_eq!(pasted.columns.len(), 301);
    let last = &pasted.columns[300];
    assert_eq!((last.name.as_str(), last.nullable, last.default.as_deref()), ("c299", Some(false), Some("299")));
    assert_eq!(said(&session), "300 columns added.");
    assert!(pasted.columns.iter().all(|column| column.id.0 > 0), "each has an id");
    session.update(Message::Undo);
    assert_eq!(names(&session), ["id"]);
    session.update(Message::Redo);
    assert_eq!(table(&session).columns.len(), 301);
}

#[test]
fn a_sheet_goes_into_the_cells_from_the_cursor_on() {
    let mut session = session(SQL);
    at(&mut session, 2, Field::Type);
    act(&mut session, GridMessage::Paste("double\tno\nfloat\tno\nint\tno\n".to_owned()));
    let after = table(&session);
    assert_eq!(after.columns.len(), 5, "what reaches beyond the table is new");
    assert_eq!(after.columns[2].data_type.name, "double");
    assert_eq!(after.columns[3].nullable, Some(false));
    assert_eq!((after.columns[4].name.as_str(), after.columns[4].data_type.name.as_str()), ("column_1", "int"));
    session.update(Message::Undo);
    assert_eq!(table(&session).columns.len(), 4);
}

#[test]
fn a_heading_says_what_each_cell_is() {
    let mut session = session("CREATE TABLE t (id int);");
    at(&mut session, 0, Field::Name);
    let id = table(&session).id;
    let sheet = "Description\tField\tNull\tKey\tType\nwho it is\tlogin\tNO\tUNI\tvarchar(20)\n".to_owned();
    session.update(Message::PasteColumns { table: id, text: sheet });
    let after = table(&session);
    let login = after.column_named("login").expect("it is there");
    assert_eq!((login.comment.as_deref(), login.nullable), (Some("who it is"), Some(false)));
    assert_eq!(after.indexes[0].kind, IndexKind::Unique);
}

#[test]
fn quotes_tabs_and_line_ends_come_back_from_the_clipboard() {
    let mut session = session("CREATE TABLE t (a int, b int);");
    let comment = "a \"word\",\tand\nmore";
    type_at(&mut session, 0, Field::Comment, comment);
    at(&mut session, 0, Field::Name);
    act(&mut session, GridMessage::Go { rows: 0, fields: 8, extend: true });
    let text = copied(&session.view()).expect("it is copied");
    at(&mut session, 1, Field::Name);
    act(&mut session, GridMessage::Paste(text.replacen('a', "c", 1)));
    assert_eq!(table(&session).columns[1].comment.as_deref(), Some(comment));
}

#[test]
fn one_value_goes_into_all_selected_cells_and_fill_down_too() {
    let mut session = session(SQL);
    at(&mut session, 1, Field::Comment);
    act(&mut session, GridMessage::Go { rows: 2, fields: 0, extend: true });
    act(&mut session, GridMessage::Paste("same".to_owned()));
    let comments = |session: &Session| -> Vec<String> {
        table(session).columns.iter().map(|column| column.comment.clone().unwrap_or_default()).collect()
    };
    assert_eq!(comments(&session), ["counts", "same", "same", "same"]);
    session.update(Message::Undo);
    assert_eq!(comments(&session), ["counts", "", "", ""]);
    at(&mut session, 0, Field::Comment);
    act(&mut session, GridMessage::Go { rows: 3, fields: 0, extend: true });
    act(&mut session, GridMessage::FillDown);
    assert_eq!(comments(&session), ["counts"; 4]);
    session.update(Message::Undo);
    at(&mut session, 1, Field::Comment);
    act(&mut session, GridMessage::FillDown);
    assert_eq!(comments(&session), ["counts", "counts", "", ""], "one cell is filled from above");
}

#[test]
fn delete_clears_cells_and_takes_whole_rows_away() {
    let mut session = session(SQL);
    at(&mut session, 0, Field::Name);
    act(&mut session, GridMessage::Go { rows: 1, fields: 8, extend: true });
    act(&mut session, GridMessage::Clear);
    let after = table(&session);
    assert_eq!(names(&session), ["id", "name", "price", "note"], "a column without a name is none");
    assert_eq!((after.columns[0].comment.as_deref(), after.columns[0].auto_increment), (None, false));
    assert_eq!((after.columns[1].default.as_deref(), after.columns[1].data_type.charset.as_deref()), (None, None));
    session.update(Message::Undo);
    rows(&mut session, 0, 1);
    act(&mut session, GridMessage::Clear);
    assert_eq!(names(&session), ["price", "note"]);
    assert!(table(&session).indexes.is_empty());
    assert_eq!(said(&session), "Deleted 2 columns.");
    assert_eq!(session.view().grid.cursor, (0, 0), "the keyboard goes to the neighbour");
    session.update(Message::Undo);
    assert_eq!((names(&session).len(), table(&session).indexes.len()), (4, 2));
}

#[test]
fn several_rows_move_together() {
    let mut session = session(SQL);
    rows(&mut session, 1, 2);
    act(&mut session, GridMessage::Shift(-1));
    assert_eq!(names(&session), ["name", "price", "id", "note"]);
    assert_eq!(session.view().grid.rows(), [0, 1], "they stay selected");
    act(&mut session, GridMessage::Shift(-1));
    assert_eq!(names(&session), ["name", "price", "id", "note"], "no farther than the top");
    act(&mut session, GridMessage::Drop(4));
    assert_eq!(names(&session), ["id", "note", "name", "price"]);
    session.update(Message::Undo);
    session.update(Message::Undo);
    assert_eq!(names(&session), ["id", "name", "price", "note"]);
    at(&mut session, 0, Field::Type);
    act(&mut session, GridMessage::Shift(1));
    assert_eq!(names(&session), ["name", "id", "price", "note"]);
    assert_eq!(session.view().grid.cursor, (1, 1), "the keyboard goes with the column");
}

#[test]
fn a_rename_is_one_step_and_is_followed() {
    let mut session = session(SQL);
    type_at(&mut session, 0, Field::Name, "item_id");
    let view = session.view();
    assert_eq!(view.undo_label.as_deref(), Some("Rename column id to item_id"));
    let sale = view.workspace.tables().find(|(_, table)| table.name == "sale").expect("it is there").1;
    assert_eq!(sale.foreign_keys[0].parent_columns, ["item_id"]);
    assert_eq!(table(&session).indexes[0].parts[0].column, "item_id");
    session.update(Message::Undo);
    assert_eq!(names(&session)[0], "id");
}

#[test]
fn names_and_keys_pasted_together_agree() {
    let mut session = session(SQL);
    at(&mut session, 0, Field::Name);
    let row = "number\tint\tno\t\tAUTO_INCREMENT\t\tPRI, UNI\t\t";
    act(&mut session, GridMessage::Paste(row.to_owned()));
    let after = table(&session);
    let keys: Vec<_> = after.indexes.iter().map(|index| (index.kind, index.parts[0].column.as_str())).collect();
    assert_eq!(keys, [(IndexKind::Primary, "number"), (IndexKind::Plain, "name"), (IndexKind::Unique, "number")]);
}

#[test]
fn what_is_not_understood_is_said_and_changes_nothing() {
    let mut session = session(SQL);
    at(&mut session, 1, Field::Type);
    assert!(typed(&session.view(), "varchar(").is_err());
    assert!(typed(&session.view(), "varchar(9)").is_ok());
    type_at(&mut session, 1, Field::Charset, "latin9");
    assert!(said(&session).contains("no charset or collation “latin9”"), "{}", said(&session));
    type_at(&mut session, 0, Field::Charset, "utf8mb4");
    assert_eq!(said(&session), "bigint has no charset.");
    type_at(&mut session, 1, Field::Role, "key");
    assert!(said(&session).contains("not registered"));
    at(&mut session, 1, Field::Type);
    act(&mut session, GridMessage::Paste("int\tno\nvarchar(\tmaybe\n".to_owned()));
    assert!(said(&session).starts_with("2 cells were not understood."), "{}", said(&session));
    assert_eq!(table(&session).columns[1].data_type.name, "int", "the rest is taken");
}

#[test]
fn a_charset_or_a_collation_stands_in_one_cell() {
    let mut session = session(SQL);
    type_at(&mut session, 1, Field::Charset, "utf8mb4_bin");
    let name = |session: &Session| table(session).columns[1].data_type.clone();
    assert_eq!(
        (name(&session).charset.as_deref(), name(&session).collation.as_deref()),
        (Some("utf8mb4"), Some("utf8mb4_bin"))
    );
    type_at(&mut session, 1, Field::Type, "varchar(90)");
    assert_eq!(name(&session).collation.as_deref(), Some("utf8mb4_bin"), "another length keeps the collation");
    type_at(&mut session, 1, Field::Type, "int");
    assert_eq!(name(&session).collation, None);
}

#[test]
fn the_space_bar_turns_null_and_keys_on_and_off() {
    let mut session = session(SQL);
    at(&mut session, 2, Field::Null);
    act(&mut session, GridMessage::Toggle);
    assert_eq!(table(&session).columns[2].nullable, Some(false));
    act(&mut session, GridMessage::Toggle);
    assert_eq!(table(&session).columns[2].nullable, None);
    at(&mut session, 2, Field::Key);
    for kinds in [&[IndexKind::Plain][..], &[IndexKind::Unique], &[], &[]] {
        act(&mut session, GridMessage::Toggle);
        let own: Vec<_> = table(&session)
            .indexes
            .iter()
            .filter(|index| index.parts.len() == 1 && index.parts[0].column == "price")
            .map(|index| index.kind)
            .collect();
        assert_eq!(own, kinds);
    }
}

#[test]
fn roles_are_given_and_taken_in_their_column() {
    let mut session = session(SQL);
    let id = table(&session).id;
    let kind =
        tabledraft::schema::Kind::Director { key: "id".into(), longitude: String::new(), latitude: String::new() };
    let registration = tabledraft::schema::Registration::of(kind);
    let change = tabledraft::edit::TableChange::Registration(Some(registration));
    session.update(Message::Edit(vec![tabledraft::edit::Edit::SetTable { table: id, change }]));
    type_at(&mut session, 1, Field::Role, "key, longitude");
    let roles = |session: &Session| {
        let table = table(session);
        let kind = table.registration.expect("it is registered").kind;
        kind.column_roles().into_iter().map(|(_, name)| name.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(roles(&session), ["name", "", "name"]);
    type_at(&mut session, 1, Field::Role, "");
    assert_eq!(roles(&session), ["", "", ""]);
    type_at(&mut session, 1, Field::Role, "flag");
    assert!(said(&session).contains("no role of a director table"), "{}", said(&session));
}

#[test]
fn types_are_offered_with_what_they_hold() {
    let session = session(SQL);
    let view = session.view();
    let (database, table) = view.workspace.tables().next().expect("a table");
    let offered = |row, field, typed: &str| -> Vec<(String, String)> {
        let all = offers(&view, database, table, row, field, Some(typed));
        all.into_iter().map(|one| (one.text, one.note)).collect()
    };
    let first = |row, field, typed: &str| offered(row, field, typed).into_iter().next().unwrap_or_default();
    assert_eq!(first(3, Field::Type, "varch").1, "up to 16,383 characters in utf8mb4");
    assert_eq!(first(1, Field::Type, "varchar(9").1, "up to 65,532 characters in latin1", "the column's own charset");
    assert_eq!(first(0, Field::Type, "smalli").1, "-32,768 to 32,767");
    assert!(offered(0, Field::Type, "").iter().all(|(text, _)| text != "uuid"), "MySQL has none");
    assert_eq!(first(1, Field::Charset, "utf8mb4_b").0, "utf8mb4_bin");
    assert!(offered(1, Field::Role, "").is_empty());
}

#[test]
fn a_problem_is_shown_in_its_cell() {
    let session = session("CREATE TABLE t (a foo, b int, KEY k (c));");
    let view = session.view();
    let table = table(&session);
    let cells: Vec<_> = view
        .diagnostics
        .iter()
        .filter_map(|found| tabledraft::ui::session::cells::cell_of(&table, found).map(|cell| (found.rule, cell)))
        .collect();
    assert!(cells.contains(&("column-type-unknown", (0, Field::Type))), "{cells:?}");
}
