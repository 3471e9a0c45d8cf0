//! The diagram in an open project: what the worker tells becomes steps, selections and words.

use tabledraft::board::{Moved, Said, Selected, SelectedLink};
use tabledraft::layout::{End, Rect, RelationKind};
use tabledraft::project::Project;
use tabledraft::schema::{Hue, MarkKind, Placed, TableId};
use tabledraft::sql::read_script;
use tabledraft::ui::session::{Document, Message, Session};

fn open() -> (Session, Vec<TableId>) {
    let workspace =
        read_script("CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY, a_id int);").workspace;
    let ids = workspace.tables().map(|(_, table)| table.id).collect();
    (Session::open(Project { workspace, ..Project::default() }), ids)
}

fn hear(session: &mut Session, said: Said) -> bool {
    session.update(Message::Diagram(said))
}

fn place(session: &Session, table: TableId) -> Option<(i32, i32)> {
    session.view().workspace.diagram.place(table).map(|at| (at.x, at.y))
}

fn select(session: &mut Session, tables: &[TableId]) {
    let selected = Selected { active: tables.first().copied(), tables: tables.to_vec(), ..Selected::default() };
    assert!(!hear(session, Said::Selected(selected)), "a selection is not saved");
}

#[test]
fn places_that_the_layout_gives_are_kept_without_a_step_and_gestures_are_one_each() {
    let (mut session, ids) = open();
    let at = |table: TableId, x: i32| Placed { table, x, y: 0 };
    assert!(hear(&mut session, Said::Settled(vec![at(ids[0], 0), at(ids[1], 400)])), "they are saved");
    assert_eq!(session.view().undo_label, None);
    hear(&mut session, Said::Moved(Moved { tables: vec![at(ids[0], 8), at(ids[1], 408)], marks: vec![] }));
    assert_eq!(session.view().undo_label.as_deref(), Some("Move 2 cards"));
    session.update(Message::Undo);
    assert_eq!((place(&session, ids[0]), place(&session, ids[1])), (Some((0, 0)), Some((400, 0))));
    session.update(Message::Redo);
    assert_eq!(place(&session, ids[1]), Some((408, 0)));
}

#[test]
fn areas_and_notes_are_made_moved_and_deleted_with_a_way_back() {
    let (mut session, ids) = open();
    hear(&mut session, Said::Add { note: false, rect: Rect::new(-40, -40, 300, 200) });
    hear(&mut session, Said::Add { note: true, rect: Rect::new(0, 300, 200, 80) });
    let marks = session.view().workspace.diagram.marks.clone();
    assert_eq!(marks.iter().map(|mark| mark.kind).collect::<Vec<_>>(), [MarkKind::Area, MarkKind::Note]);
    let moved = Moved {
        tables: vec![Placed { table: ids[0], x: 10, y: 20 }],
        marks: vec![(marks[0].id, Rect::new(-30, -20, 300, 200))],
    };
    hear(&mut session, Said::Moved(moved));
    let view = session.view();
    assert_eq!((view.workspace.diagram.marks[0].x, place(&session, ids[0])), (-30, Some((10, 20))));
    session.update(Message::Undo);
    assert_eq!((session.view().workspace.diagram.marks[0].x, place(&session, ids[0])), (-40, None));
    hear(&mut session, Said::DeleteMark(marks[1].id));
    assert!(session.view().toast.as_ref().is_some_and(|toast| toast.undo));
    assert_eq!(session.view().workspace.diagram.marks.len(), 1);
}

#[test]
fn a_tag_is_given_to_what_is_selected_and_takes_the_place_of_the_old_one() {
    let (mut session, ids) = open();
    select(&mut session, &ids);
    session.update(Message::TagSelected("core".to_owned(), None));
    select(&mut session, &ids[..1]);
    session.update(Message::TagSelected("inner".to_owned(), Some(Hue::Pink)));
    let tags = session.view().workspace.diagram.tags.clone();
    let said: Vec<(&str, &[TableId])> = tags.iter().map(|tag| (tag.name.as_str(), tag.tables.as_slice())).collect();
    assert_eq!(said, [("core", &ids[1..]), ("inner", &ids[..1])]);
    assert_eq!(tags[1].hue, Hue::Pink);
    session.update(Message::TagSelected(String::new(), None));
    assert_eq!(session.view().workspace.diagram.tags.len(), 1, "a tag that nothing has any more goes");
}

#[test]
fn what_is_selected_is_said_in_words() {
    let (mut session, ids) = open();
    assert_eq!(session.view().diagram_words(), "");
    let near = Selected { active: Some(ids[1]), tables: vec![ids[1]], parents: vec![ids[0]], ..Selected::default() };
    hear(&mut session, Said::Selected(near));
    assert!(
        session.view().diagram_words().starts_with("b, MySQL table, columns: 2"),
        "{}",
        session.view().diagram_words()
    );
    assert!(session.view().diagram_words().ends_with("refers to a"));
    let link = SelectedLink {
        kind: RelationKind::Inferred,
        child: End { table: ids[1], column: Some(1) },
        parent: End { table: ids[0], column: Some(0) },
    };
    hear(&mut session, Said::Selected(Selected { link: Some(link), ..Selected::default() }));
    assert_eq!(session.view().diagram_words(), "b.a_id refers to a.id (inferred from the column's name)");
    select(&mut session, &ids);
    assert_eq!(session.view().diagram_words(), "2 tables selected");
}

#[test]
fn a_table_opens_from_the_diagram() {
    let (mut session, ids) = open();
    session.update(Message::Open(Document::Diagram));
    hear(&mut session, Said::Open(ids[1]));
    assert_eq!(session.view().active, Some(Document::Table(ids[1])));
    hear(&mut session, Said::Shown { shown: 1, of: 2 });
    assert_eq!(session.view().diagram.shown, 1);
}
