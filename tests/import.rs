//! Importing another workspace, and the history of steps.

use std::sync::Arc;

use tabledraft::edit::{Edit, History, apply};
use tabledraft::engine::{self, SourceFile};
use tabledraft::schema::{DatabaseId, TableId, Workspace};
use tabledraft::sql::write_script;

fn read(script: &str) -> Workspace {
    let reading = engine::read_text("a.sql", script);
    assert_eq!(reading.diagnostics, [], "of {script}");
    reading.workspace
}

fn imported(into: &str, other: &str, replace: bool) -> Workspace {
    let edit = Edit::Import { workspace: Arc::new(read(other)), replace };
    apply(&read(into), &edit).unwrap_or_else(|error| panic!("{error}"))
}

/// The script of a workspace without its line ends, so that a test fits on a line.
fn line(workspace: &Workspace) -> String {
    write_script(workspace).split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(").replace(" )", ")")
}

#[test]
fn an_import_adds_what_is_new_behind_what_is_there() {
    let cases = [
        (
            "CREATE TABLE a (x int);",
            "CREATE TABLE b (y int);",
            "CREATE TABLE `a` (`x` int); CREATE TABLE `b` (`y` int);",
        ),
        (
            "USE d; CREATE TABLE a (x int);",
            "USE D; CREATE TABLE b (y int);",
            "USE `d`; CREATE TABLE `a` (`x` int); CREATE TABLE `b` (`y` int);",
        ),
        (
            "USE d; CREATE TABLE a (x int);",
            "USE e; CREATE TABLE b (y int);",
            "USE `d`; CREATE TABLE `a` (`x` int); USE `e`; CREATE TABLE `b` (`y` int);",
        ),
        // Tables without a database have to come first, or they would fall to the one in use.
        (
            "USE d; CREATE TABLE a (x int);",
            "SET z = 1; CREATE TABLE b (y int);",
            "SET z = 1; CREATE TABLE `b` (`y` int); USE `d`; CREATE TABLE `a` (`x` int);",
        ),
        (
            "CREATE TABLE a (x int);",
            "CREATE TABLE a (y int);",
            "CREATE TABLE `a` (`x` int); CREATE TABLE `a` (`y` int);",
        ),
    ];
    for (into, other, expected) in cases {
        assert_eq!(line(&imported(into, other, false)), expected, "{into} + {other}");
    }
}

#[test]
fn imported_statements_come_behind_the_tables_they_followed() {
    let cases = [
        // Data in a file of its own.
        (
            "CREATE TABLE a (x int);",
            "INSERT INTO a VALUES (1);",
            "CREATE TABLE `a` (`x` int); INSERT INTO a VALUES (1);",
        ),
        (
            "USE d; CREATE TABLE a (x int);",
            "USE d; INSERT INTO a VALUES (1);",
            "USE `d`; CREATE TABLE `a` (`x` int); INSERT INTO a VALUES (1);",
        ),
        (
            "USE d; CREATE TABLE a (x int);",
            "SET z = 1; USE e; SET y = 1; CREATE TABLE b (y int); SET x = 1;",
            "USE `d`; CREATE TABLE `a` (`x` int); SET z = 1; USE `e`; SET y = 1; CREATE TABLE `b` (`y` int); SET x = 1;",
        ),
        (
            "CREATE TABLE a (x int); SET one = 1;",
            "SET two = 1; CREATE TABLE b (y int); SET three = 1;",
            "CREATE TABLE `a` (`x` int); SET one = 1; SET two = 1; CREATE TABLE `b` (`y` int); SET three = 1;",
        ),
    ];
    for (into, other, expected) in cases {
        assert_eq!(line(&imported(into, other, false)), expected, "{into} + {other}");
    }
}

#[test]
fn a_replacing_import_puts_tables_in_the_place_of_their_namesakes() {
    let into =
        "USE d; CREATE TABLE a (x int); INSERT INTO a VALUES (1); CREATE TABLE b (y int); INSERT INTO b VALUES (1);";
    let before = read(into);
    let other = read("USE d; CREATE TABLE A (z int, w int); INSERT INTO a VALUES (2); CREATE TABLE c (v int);");
    let after = apply(&before, &Edit::Import { workspace: Arc::new(other), replace: true })
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        line(&after),
        "USE `d`; CREATE TABLE `A` (`z` int, `w` int); INSERT INTO a VALUES (1); INSERT INTO a VALUES (2); CREATE TABLE `b` (`y` int); INSERT INTO b VALUES (1); CREATE TABLE `c` (`v` int);"
    );
    let (old, new) = (&before.databases[0].tables, &after.databases[0].tables);
    assert_eq!(new[0].id, old[0].id, "what points at the table stays true");
    assert!(Arc::ptr_eq(&new[1], &old[1]), "what is not replaced is shared");
}

#[test]
fn what_a_database_is_comes_with_the_import() {
    let after = imported(
        "USE d; CREATE TABLE a (x int);",
        "CREATE DATABASE IF NOT EXISTS d CHARSET utf8mb4 COLLATE utf8mb4_bin;",
        false,
    );
    assert_eq!(
        line(&after),
        "CREATE DATABASE IF NOT EXISTS `d` DEFAULT CHARACTER SET utf8mb4 DEFAULT COLLATE utf8mb4_bin; USE `d`; CREATE TABLE `a` (`x` int);"
    );
}

#[test]
fn files_are_read_together_in_their_order() {
    let file = |text: &str| SourceFile { name: "f".to_owned(), bytes: text.as_bytes().to_vec() };
    let files = [
        "CREATE TABLE a (x int);\n",
        "INSERT INTO a VALUES (1);\n",
        "CREATE TABLE b (y int\nz int);\nINSERT INTO b VALUES (1);\n",
    ];
    let reading = engine::read(files.map(file).to_vec());
    assert_eq!(
        line(&reading.workspace),
        "CREATE TABLE `a` (`x` int); INSERT INTO a VALUES (1); CREATE TABLE `b` (`y` int, `z` int); INSERT INTO b VALUES (1);"
    );
    let place = reading.diagnostics[0]
        .location
        .and_then(|location| reading.position(location))
        .map(|(_, start, _)| (start.line, start.column));
    assert_eq!(
        (reading.diagnostics.len(), reading.diagnostics[0].location.map(|location| location.file), place),
        (1, Some(2), Some((1, 22)))
    );
    assert_eq!(reading.diagnostics[0].path.display(&reading.workspace), "b");
}

fn rename(workspace: &Workspace, name: &str) -> Edit {
    Edit::RenameTable { table: workspace.databases[0].tables[0].id, name: name.to_owned() }
}

#[test]
fn a_step_is_undone_and_done_again_under_its_name() {
    let start = read("CREATE TABLE a (x int);");
    let (mut now, mut history) = (start.clone(), History::default());
    assert_eq!((history.undo(&mut now), history.redo(&mut now)), (None, None));
    assert_eq!((history.undo_label(), history.redo_label()), (None, None));
    let edits = [rename(&start, "b"), Edit::AddTable { database: start.databases[0].id, table: Arc::default() }];
    let label = edits[0].label(&now);
    assert_eq!(label, "Rename table a to b");
    history.perform(&mut now, label.clone(), &edits).unwrap_or_else(|error| panic!("{error}"));
    let end = now.clone();
    assert_eq!((now.table_count(), history.undo_label(), history.redo_label()), (2, Some(label.as_str()), None));
    assert_eq!(history.undo(&mut now), Some(label.clone()));
    assert_eq!(
        (now.databases == start.databases, history.undo_label(), history.redo_label()),
        (true, None, Some(label.as_str()))
    );
    assert!(now.last_id >= end.last_id, "an id that was given is not given again");
    assert_eq!(history.redo(&mut now), Some(label));
    assert_eq!(now, end);
}

#[test]
fn a_new_edit_forgets_what_was_undone() {
    let (mut now, mut history) = (read("CREATE TABLE a (x int);"), History::default());
    for name in ["b", "c"] {
        let edit = rename(&now, name);
        history.perform(&mut now, name.to_owned(), &[edit]).unwrap_or_else(|error| panic!("{error}"));
    }
    assert_eq!(history.undo(&mut now).as_deref(), Some("c"));
    let edit = rename(&now, "d");
    history.perform(&mut now, "d".to_owned(), &[edit]).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((history.redo_label(), history.undo_label()), (None, Some("d")));
    assert_eq!(history.redo(&mut now), None);
}

#[test]
fn what_changes_nothing_is_no_step_and_keeps_what_was_undone() {
    let (mut now, mut history) = (read("CREATE TABLE a (x int);"), History::default());
    let edit = rename(&now, "b");
    history.perform(&mut now, "b".to_owned(), &[edit]).unwrap_or_else(|error| panic!("{error}"));
    history.undo(&mut now);
    for edits in [vec![], vec![rename(&now, "a")], vec![rename(&now, "z"), rename(&now, "a")]] {
        let before = now.clone();
        history.perform(&mut now, "nothing".to_owned(), &edits).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((&now, history.undo_label(), history.redo_label()), (&before, None, Some("b")), "{edits:?}");
    }
}

#[test]
fn a_step_is_done_whole_or_not_at_all() {
    let (mut now, mut history) = (read("CREATE TABLE a (x int);"), History::default());
    let before = now.clone();
    for wrong in [Edit::DeleteTable(TableId(999)), Edit::DeleteDatabase(DatabaseId(999))] {
        let edits = [rename(&now, "b"), wrong];
        assert!(history.perform(&mut now, "half".to_owned(), &edits).is_err());
        assert_eq!((&now, history.undo_label()), (&before, None));
    }
}

#[test]
fn the_same_script_once_more_changes_nothing() {
    let script = "SET NAMES utf8mb4; USE d; CREATE TABLE a (x int); INSERT INTO a VALUES (1);";
    let once = read(script);
    assert_eq!(line(&imported(script, script, true)), line(&once));
}
