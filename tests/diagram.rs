//! The picture of a workspace as part of the project: kept, changed by edits, not sent to any server, drawn as SVG.

mod common;

use std::sync::Arc;

use common::command::Folder;
use tabledraft::edit::{DiagramChange, Edit, EditError, History, Patch, apply};
use tabledraft::export::{Theme, diagram_svg};
use tabledraft::project::{Project, read_project, write_project};
use tabledraft::schema::*;
use tabledraft::sql::{read_script, write_script};

const SCRIPT: &str = "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int, a_id int); CREATE TABLE c (id int);";

fn tables(workspace: &Workspace) -> Vec<TableId> {
    workspace.tables().map(|(_, table)| table.id).collect()
}

fn done(workspace: &Workspace, change: DiagramChange) -> Workspace {
    apply(workspace, &Edit::Diagram(change)).expect("it fits")
}

fn note(text: &str) -> Mark {
    Mark {
        kind: MarkKind::Note,
        text: text.to_owned(),
        x: 10,
        y: 20,
        width: 160,
        height: 60,
        hue: Hue::Yellow,
        ..Mark::default()
    }
}

/// Two places, a note, an area and a tag.
fn drawn() -> Workspace {
    let workspace = read_script(SCRIPT).workspace;
    let ids = tables(&workspace);
    let places = vec![Placed { table: ids[1], x: 400, y: -8 }, Placed { table: ids[0], x: 0, y: 16 }];
    let workspace = done(&workspace, DiagramChange::MoveTables(places));
    let workspace = done(&workspace, DiagramChange::SetMark(note("mind the gap")));
    let area = Mark { text: "inner".to_owned(), width: 300, height: 200, ..Mark::default() };
    let workspace = done(&workspace, DiagramChange::SetMark(area));
    done(
        &workspace,
        DiagramChange::SetTag(Tag { name: "core".to_owned(), hue: Hue::Blue, tables: vec![ids[2], ids[0], ids[2]] }),
    )
}

#[test]
fn a_project_keeps_its_picture_and_writes_what_differs() {
    let project = Project { workspace: drawn(), ..Project::default() };
    let text = write_project(&project);
    assert_eq!(read_project(&text).expect("it reads"), project);
    let places: Vec<&str> = text.lines().filter(|line| line.contains("\"x\": ") && line.contains("table")).collect();
    assert_eq!(
        places.iter().map(|line| line.trim()).collect::<Vec<_>>(),
        ["{\"table\": 1, \"x\": 0, \"y\": 16},", "{\"table\": 5, \"x\": 400, \"y\": -8}"]
    );
    assert_eq!(text.matches("\"hue\"").count(), 2, "the area is grey, as it is by itself");
    let plain = Project { workspace: read_script(SCRIPT).workspace, ..Project::default() };
    assert!(!write_project(&plain).contains("diagram"));
}

#[test]
fn a_file_that_was_merged_by_hand_is_put_in_order() {
    let mut project = Project { workspace: drawn(), ..Project::default() };
    let diagram = Arc::make_mut(&mut project.workspace.diagram);
    diagram.places.reverse();
    let twice = diagram.places[0];
    diagram.places.push(twice);
    let read = read_project(&write_project(&project)).expect("it reads");
    assert_eq!(read.workspace, drawn());
    // Two ids that are the same: all are given anew, and the picture follows.
    let text = write_project(&Project { workspace: drawn(), ..Project::default() });
    let text = text.replacen("\"id\": 4", "\"id\": 2", 1);
    let read = read_project(&text).expect("it reads").workspace;
    let ids = tables(&read);
    assert!(read.diagram.place(ids[0]).is_some());
    assert_eq!(read.diagram.marks.len(), 2);
}

#[test]
fn sql_has_nothing_of_it() {
    let without = read_script(SCRIPT).workspace;
    assert_eq!(write_script(&drawn()), write_script(&without));
}

#[test]
fn ids_that_change_take_their_places_along() {
    let workspace = drawn();
    let raised = workspace.clone().with_ids_raised(100);
    assert_eq!(raised.diagram.place(TableId(101)).map(|placed| placed.y), Some(16));
    assert!(raised.diagram.marks.iter().all(|mark| mark.id.0 > 100));
    let renumbered = raised.renumbered();
    let first = tables(&renumbered)[0];
    assert_eq!(renumbered.diagram.place(first).map(|placed| placed.y), Some(16));
    assert_eq!(renumbered.diagram.tag_of(first).map(|tag| tag.name.as_str()), Some("core"));
}

#[test]
fn edits_change_the_picture_and_nothing_else_and_can_be_undone() {
    let mut workspace = drawn();
    let start = workspace.clone();
    let ids = tables(&workspace);
    let mark = workspace.diagram.marks[0].clone();
    let changes = [
        (DiagramChange::MoveTables(vec![Placed { table: ids[2], x: 5, y: 5 }]), "Move c in the diagram"),
        (DiagramChange::SetMark(Mark { text: "changed".to_owned(), ..mark.clone() }), "Change note changed"),
        (DiagramChange::SetMark(note("new")), "Add note new"),
        (DiagramChange::DeleteMark(mark.id), "Delete from the diagram"),
        (DiagramChange::SetTag(Tag { name: "core".to_owned(), ..Tag::default() }), "Tag core"),
        (DiagramChange::DeleteTag("core".to_owned()), "Delete tag core"),
    ];
    let mut history = History::default();
    for (change, label) in changes {
        let edit = Edit::Diagram(change);
        assert_eq!(edit.label(&workspace), label);
        let before = workspace.clone();
        history.perform(&mut workspace, edit.label(&before), std::slice::from_ref(&edit)).expect("it fits");
        assert_ne!(workspace.diagram, before.diagram, "{label}");
        assert!(workspace.databases.iter().zip(&before.databases).all(|(a, b)| Arc::ptr_eq(a, b)), "{label}");
        let patch = Patch::between(&before, &workspace);
        assert_eq!(patch.apply(&before), workspace);
    }
    while history.undo(&mut workspace).is_some() {}
    assert_eq!(workspace.diagram, start.diagram);
    let gone = [
        DiagramChange::DeleteMark(MarkId(999)),
        DiagramChange::SetMark(Mark { id: MarkId(999), ..Mark::default() }),
        DiagramChange::DeleteTag("none".to_owned()),
    ];
    for change in gone {
        let refused: Result<_, EditError> = apply(&workspace, &Edit::Diagram(change));
        assert!(refused.is_err());
    }
}

#[test]
fn what_is_deleted_leaves_the_picture() {
    let workspace = drawn();
    let ids = tables(&workspace);
    let without = apply(&workspace, &Edit::DeleteTable(ids[0])).unwrap();
    assert_eq!(without.diagram.places.len(), 1);
    assert_eq!(without.diagram.tags[0].tables, [ids[2]]);
    let empty = apply(&workspace, &Edit::DeleteDatabase(workspace.databases[0].id)).unwrap();
    assert!(empty.diagram.places.is_empty() && empty.diagram.marks.len() == 2);
}

#[test]
fn an_imported_picture_stands_beside_the_one_that_is_there() {
    let other = read_script(&SCRIPT.replace("TABLE ", "TABLE other_")).workspace;
    let ids = tables(&other);
    let other =
        done(&other, DiagramChange::MoveTables(ids.iter().map(|id| Placed { table: *id, x: 0, y: 0 }).collect()));
    let other = done(&other, DiagramChange::SetTag(Tag { name: "core".to_owned(), tables: ids, ..Tag::default() }));
    let before = drawn();
    let after = apply(&before, &Edit::Import { workspace: Arc::new(other), replace: false }).unwrap();
    assert_eq!(after.diagram.places[..2], before.diagram.places[..]);
    assert_eq!(after.diagram.places.len(), 5);
    assert!(after.diagram.places[2..].iter().all(|placed| placed.x > 400));
    assert_eq!(after.diagram.tags[0].tables.len(), 5);
    // A script has no picture; what stands in one place stays there when its table is replaced.
    let script = read_script("CREATE TABLE a (id bigint);").workspace;
    let replaced = apply(&before, &Edit::Import { workspace: Arc::new(script), replace: true }).unwrap();
    assert_eq!(replaced.diagram, before.diagram);
}

#[test]
fn the_picture_is_drawn_in_both_themes_with_real_text() {
    let mut workspace = drawn();
    let odd = "CREATE TABLE `<&\"x` (`日本語の列名` int, `]]>` int COMMENT 'a\u{1}b');";
    workspace =
        apply(&workspace, &Edit::Import { workspace: Arc::new(read_script(odd).workspace), replace: false }).unwrap();
    let light = diagram_svg(&workspace, Theme::Light);
    assert_ne!(light, diagram_svg(&workspace, Theme::Dark));
    for text in [
        "<title>4 tables, 1 relation</title>",
        "&lt;&amp;\"x",
        "日本語の列名",
        "mind the gap",
        ">inner<",
        "inferred from the column",
    ] {
        assert!(light.contains(text), "{text:?} is missing");
    }
    assert!(light.contains("<title>b.a_id refers to a.id (inferred from the column's name)</title>"));
    let (opened, closed) = (light.matches("<g>").count(), light.matches("</g>").count());
    assert_eq!((opened, closed), (5, 5));
    assert!(!light.chars().any(|letter| letter < ' ' && letter != '\n'));
    assert!(diagram_svg(&Workspace::default(), Theme::Light).ends_with("</svg>\n"));
}

#[test]
fn the_command_line_draws() {
    let run = Folder::with(&[]).run(&["diagram", "--theme", "dark", "-"], SCRIPT.as_bytes());
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.starts_with("<svg ") && run.stdout.contains("3 tables"));
    let nothing = Folder::with(&[]).run(&["diagram", "-"], b"SELECT 1;");
    assert_eq!(nothing.code, 2);
    assert!(nothing.stderr.contains("there is no table to draw"), "{}", nothing.stderr);
}
