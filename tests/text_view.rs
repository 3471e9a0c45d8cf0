//! Texts in which a project is edited: what is written and read back changes nothing, a changed line changes what it says,
//! what is not understood changes nothing and is kept.

mod common;

use std::collections::HashMap;

use common::edits::{drafts, ids_are_sound};
use common::strategies::{config, registered_workspace, workspace};
use proptest::prelude::*;
use tabledraft::edit::apply;
use tabledraft::engine::text_view::{ReadBack, read_back, shown, written};
use tabledraft::schema::{ColumnId, Kind, Table, TableId, TextOf, Workspace};
use tabledraft::sql::{read_script, write_create_table, write_script};

fn any_workspace() -> BoxedStrategy<Workspace> {
    prop_oneof![workspace(), registered_workspace()].boxed()
}

fn texts(workspace: &Workspace) -> Vec<TextOf> {
    let tables = workspace.tables().map(|(_, table)| table.id);
    let texts = tables.flat_map(|table| [TextOf::Sql(table), TextOf::Payload(table)]);
    texts.chain([TextOf::Script]).filter(|of| written(workspace, *of).is_some()).collect()
}

fn content(workspace: &Workspace) -> Workspace {
    Workspace { last_id: 0, drafts: vec![], ..workspace.clone() }
}

fn read(script: &str) -> Workspace {
    read_script(script).workspace
}

fn only(workspace: &Workspace) -> &Table {
    workspace.tables().next().map(|(_, table)| &**table).expect("a table")
}

/// The text of the first table with one piece replaced, read back.
fn edited(workspace: &Workspace, from: &str, to: &str) -> ReadBack {
    let of = TextOf::Sql(only(workspace).id);
    let text = written(workspace, of).expect("a text");
    assert!(text.contains(from), "{text}");
    read_back(workspace, of, &text.replacen(from, to, 1))
}

fn column_ids(table: &Table) -> HashMap<String, ColumnId> {
    table.columns.iter().map(|column| (column.name.clone(), column.id)).collect()
}

const SHOP: &str = "CREATE TABLE `orders` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `customer` bigint NOT NULL, -- who pays
  `note` varchar(64),
  PRIMARY KEY (`id`),
  KEY `idx_customer` (`customer`)
);
CREATE TABLE `lines` (
  `id` bigint,
  `order_id` bigint,
  CONSTRAINT `fk` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`)
);
";

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn what_was_written_changes_nothing(start in any_workspace()) {
        for of in texts(&start) {
            let text = written(&start, of).expect("a text");
            // A line more goes through the reader; without it the text is known by sight.
            for text in [text.clone(), format!("{text}\n")] {
                let read = read_back(&start, of, &text);
                let broken = start.tables().any(|(_, table)| !table.unread.is_empty());
                prop_assert!(read.understood || broken, "{:?}\n{text}", read.said);
                prop_assert_eq!(content(&read.workspace), content(&start), "{:?}\n{}", of, text);
                prop_assert!(read.workspace.drafts.is_empty());
            }
        }
    }

    #[test]
    fn what_somebody_writes_becomes_the_model(start in any_workspace(), drafts in drafts()) {
        // Somebody else's edits are the text that is typed here.
        let mut other = start.clone();
        for draft in &drafts {
            other = apply(&other, &draft.fitted(&other)).unwrap_or(other);
        }
        for (database, table) in other.tables() {
            let Some((home, _)) = start.table(table.id) else { continue };
            let of = TextOf::Sql(table.id);
            let text = written(&other, of).expect("a text");
            let read = read_back(&start, of, &text);
            if !read.applied || database.name != home.name {
                continue;
            }
            prop_assert_eq!(written(&read.workspace, of).expect("a text"), text);
            prop_assert!(ids_are_sound(&read.workspace));
        }
    }

    #[test]
    fn a_script_that_somebody_writes_becomes_the_model(start in workspace(), other in workspace(), drafts in drafts()) {
        let mut edited = start.clone();
        for draft in &drafts {
            edited = apply(&edited, &draft.fitted(&edited)).unwrap_or(edited);
        }
        for other in [edited, other] {
            let text = write_script(&other);
            // Names that an edit made are not always such that a script can be read: two tables of one name, say.
            if write_script(&read(&text)) != text || other.tables().any(|(_, table)| !table.unread.is_empty()) {
                continue;
            }
            let read = read_back(&start, TextOf::Script, &text);
            prop_assert!(ids_are_sound(&read.workspace), "{text}");
            if read.understood {
                prop_assert_eq!(write_script(&read.workspace), text);
            }
        }
    }

    #[test]
    fn nothing_typed_is_lost(start in any_workspace(), at in any::<prop::sample::Index>(), junk in "[ -~`'\"(,;é]{0,6}") {
        for of in texts(&start) {
            let mut text = written(&start, of).expect("a text");
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            text.insert_str(places.get(at.index(places.len().max(1))).copied().unwrap_or(0), &junk);
            let read = read_back(&start, of, &text);
            prop_assert!(ids_are_sound(&read.workspace));
            if !read.understood {
                prop_assert_eq!(shown(&read.workspace, of).expect("a text"), text);
            }
            if !read.applied {
                prop_assert_eq!(content(&read.workspace), content(&start));
            }
        }
    }
}

#[test]
fn a_renamed_column_stays_the_same_column_and_keys_have_the_word_of_the_text() {
    let before = read(SHOP);
    let read = edited(&before, "`customer` bigint", "`buyer` bigint");
    let after = only(&read.workspace);
    assert_eq!(column_ids(after)["buyer"], column_ids(only(&before))["customer"]);
    assert_eq!(after.indexes[1].parts[0].column, "customer", "the text says so");
    assert_eq!(after.columns[1].remark.as_deref(), Some("who pays"));
    assert!(read.understood);
}

#[test]
fn foreign_keys_of_other_tables_follow_a_renamed_column() {
    let read = edited(&read(SHOP), "`id` bigint NOT NULL", "`number` bigint NOT NULL");
    let (_, lines) = read.workspace.tables().nth(1).expect("lines");
    assert_eq!(lines.foreign_keys[0].parent_columns, ["number"]);
}

#[test]
fn foreign_keys_of_other_tables_follow_a_renamed_table() {
    let read = edited(&read(SHOP), "TABLE `orders`", "TABLE `sales`");
    let (_, lines) = read.workspace.tables().nth(1).expect("lines");
    assert_eq!(lines.foreign_keys[0].parent_table, "sales");
}

#[test]
fn a_new_line_is_a_new_column_and_the_others_stay() {
    let before = read(SHOP);
    let read = edited(&before, "  `note`", "  `paid` tinyint,\n  `note`");
    let after = only(&read.workspace);
    let (old, new) = (column_ids(only(&before)), column_ids(after));
    assert_eq!(
        after.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>(),
        ["id", "customer", "paid", "note"]
    );
    assert!(["id", "customer", "note"].iter().all(|name| old[*name] == new[*name]));
    assert!(new["paid"].0 > before.last_id);
}

#[test]
fn columns_that_change_places_stay_the_same_columns() {
    let before = read(SHOP);
    let of = TextOf::Sql(only(&before).id);
    let text = written(&before, of).expect("a text");
    let lines: Vec<&str> = text.lines().collect();
    let moved = [lines[0], lines[3], lines[1], lines[2], lines[4], lines[5], lines[6]].join("\n");
    let read = read_back(&before, of, &moved);
    assert_eq!(column_ids(only(&read.workspace)), column_ids(only(&before)));
    assert_eq!(only(&read.workspace).columns[0].name, "note");
}

#[test]
fn a_mistake_changes_nothing_and_stays_as_it_was_typed() {
    let before = read(SHOP);
    let read = edited(&before, "`note` varchar(64)", "`note` varchar(64");
    assert!(!read.applied);
    assert_eq!(content(&read.workspace), content(&before));
    let of = TextOf::Sql(only(&before).id);
    assert!(read.workspace.draft(of).is_some_and(|text| text.contains("varchar(64,")));
    let again = read_back(&read.workspace, of, &read.workspace.draft(of).expect("a draft").replace("(64", "(65)"));
    assert!(again.understood);
    assert_eq!(again.workspace.draft(of), None);
    assert_eq!(only(&again.workspace).columns[2].data_type.arguments, ["65"]);
}

#[test]
fn a_comment_without_a_place_stays_in_the_text_and_the_rest_is_taken_over() {
    let before = read(SHOP);
    let of = TextOf::Sql(only(&before).id);
    let text = written(&before, of).expect("a text").replace("varchar(64)", "text") + "-- to be discussed\n";
    let read = read_back(&before, of, &text);
    assert!(read.applied && !read.understood, "{:?}", read.said);
    assert_eq!(only(&read.workspace).columns[2].data_type.name, "text");
    assert_eq!(shown(&read.workspace, of), Some(text));
}

#[test]
fn another_table_or_statement_is_not_taken_into_the_view_of_one() {
    let before = read(SHOP);
    let of = TextOf::Sql(only(&before).id);
    let text = written(&before, of).expect("a text");
    for more in ["CREATE TABLE t (a int);", "INSERT INTO t VALUES (1);"] {
        let read = read_back(&before, of, &format!("{text}{more}"));
        assert!(!read.applied && !read.said.is_empty(), "{more}");
        let place = read.said.last().and_then(|said| said.location).expect("a place").span;
        assert!(place.start >= text.len(), "{more}: {place:?}");
    }
    for text in ["", "-- nothing\n", "id bigint,\nname varchar(3)"] {
        let read = read_back(&before, of, text);
        assert!(!read.applied && !read.said.is_empty(), "{text}: {:?}", read.said);
        assert_eq!(read.workspace.draft(of), Some(text));
    }
}

fn director() -> Workspace {
    let text = r#"{"version": 12, "database": "dp", "table": "Object", "is_partitioned": 1, "director_key": "objectId",
      "latitude_key": "decl", "longitude_key": "ra", "mine": [1, 2], "schema": [
        {"name": "objectId", "type": "BIGINT NOT NULL"}, {"name": "ra", "type": "DOUBLE"},
        {"name": "decl", "type": "DOUBLE", "ucd": "pos"}, {"name": "subChunkId", "type": "INT"}]}"#;
    tabledraft::qserv::read_payloads(text).workspace
}

#[test]
fn a_registration_is_edited_as_text() {
    let start = director();
    let of = TextOf::Payload(only(&start).id);
    let text = written(&start, of).expect("a text");
    let read = read_back(&start, of, &text.replace("\"DOUBLE\"", "\"FLOAT\"").replace("\"ra\"", "\"alpha\""));
    assert!(read.understood, "{:?}", read.said);
    let after = only(&read.workspace);
    assert_eq!(column_ids(after)["alpha"], column_ids(only(&start))["ra"]);
    assert!(
        matches!(&after.registration.as_ref().expect("one").kind, Kind::Director { longitude, .. } if longitude == "alpha")
    );
    let written = written(&read.workspace, of).expect("a text");
    assert!(written.contains("\"mine\"") && written.contains("\"ucd\"") && written.contains("FLOAT"), "{written}");
}

#[test]
fn a_registration_keeps_what_it_does_not_speak_of() {
    let mut start = director();
    let id = only(&start).id;
    let mut script = write_create_table(only(&start));
    script = script
        .replace("`ra` DOUBLE", "`ra` DOUBLE COMMENT 'right ascension'")
        .replace("`subChunkId` INT\n", "`subChunkId` INT,\n  KEY `k` (`ra`)\n");
    start = read_back(&start, TextOf::Sql(id), &script).workspace;
    let of = TextOf::Payload(id);
    let text = written(&start, of).expect("a text");
    assert!(!text.contains("ascension"), "{text}");
    let read = read_back(&start, of, &text.replace("\"type\": \"DOUBLE\"}", "\"type\": \"REAL\"}"));
    let after = only(&read.workspace);
    assert_eq!(after.columns[1].data_type.name, "REAL");
    assert_eq!(after.columns[1].comment.as_deref(), Some("right ascension"));
    assert_eq!(after.indexes.len(), 1);
    let read = read_back(&start, of, &text.replace("\"dp\"", "\"other\""));
    assert!(!read.applied && read.said.iter().any(|said| said.message.contains("other")), "{:?}", read.said);
}

#[test]
fn roles_follow_a_column_renamed_in_sql() {
    let start = director();
    let read = edited(&start, "`objectId`", "`id`");
    let kind = only(&read.workspace).registration.as_ref().map(|registration| registration.kind.clone());
    assert!(matches!(&kind, Some(Kind::Director { key, .. }) if key == "id"), "{kind:?}");
    let script = read_back(&start, TextOf::Script, &write_script(&start).replace("`objectId`", "`id`"));
    let kind = only(&script.workspace).registration.as_ref().map(|registration| registration.kind.clone());
    assert!(matches!(&kind, Some(Kind::Director { key, .. }) if key == "id"), "{kind:?}");
}

#[test]
fn references_to_a_director_follow_it_in_the_script() {
    let text = r#"[{"database": "dp", "table": "Object", "is_partitioned": 1, "director_key": "id", "schema": [{"name": "id", "type": "BIGINT"}]},
      {"database": "dp", "table": "Source", "is_partitioned": 1, "director_table": "Object", "director_key": "id", "schema": [{"name": "id", "type": "BIGINT"}]}]"#;
    let start = tabledraft::qserv::read_payloads(text).workspace;
    let script = write_script(&start);
    let director = |script: &str| {
        let read = read_back(&start, TextOf::Script, script);
        let (_, source) = read.workspace.tables().nth(1).expect("Source");
        match source.registration.as_ref().map(|registration| registration.kind.clone()) {
            Some(Kind::Dependent { director, .. }) => director.table,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(director(&script.replace("`Object`", "`Things`")), "Things");
    assert_eq!(director(&script.replace("`dp`", "`dp2`")), "Object", "both are in it");
}

#[test]
fn a_script_takes_in_new_tables_and_lets_go_of_others() {
    let start = read(SHOP);
    let text = write_script(&start);
    let (orders, _) = text.split_once("\nCREATE TABLE `lines`").expect("two tables");
    let read =
        read_back(&start, TextOf::Script, &format!("{orders}\nCREATE TABLE parts (id int);\nGRANT ALL ON x TO y;\n"));
    assert!(read.understood, "{:?}", read.said);
    let names: Vec<&str> = read.workspace.tables().map(|(_, table)| table.name.as_str()).collect();
    assert_eq!(names, ["orders", "parts"]);
    assert_eq!(only(&read.workspace).id, only(&start).id);
    assert_eq!(read.workspace.kept.len(), 1);
}

#[test]
fn a_script_with_a_broken_statement_loses_no_table() {
    let start = read(SHOP);
    let text =
        write_script(&start).replace("CREATE TABLE `lines`", "CREAT TABLE `lines`").replace("varchar(64)", "text");
    let read = read_back(&start, TextOf::Script, &text);
    assert!(read.applied && !read.understood);
    assert_eq!(read.workspace.table_count(), 2);
    assert_eq!(only(&read.workspace).columns[2].data_type.name, "text", "what is understood is taken over");
    assert_eq!(shown(&read.workspace, TextOf::Script), Some(text));
    let broken = write_script(&start).replace("`order_id` bigint", "`order_id` bigint bigint");
    let read = read_back(&start, TextOf::Script, &broken);
    assert_eq!(content(&read.workspace), content(&start));
}

#[test]
fn a_database_renamed_in_the_script_is_the_same_database() {
    let start = read(&format!("CREATE DATABASE shop;\nUSE shop;\n{SHOP}"));
    let read = read_back(&start, TextOf::Script, &write_script(&start).replace("`shop`", "`store`"));
    assert_eq!(read.workspace.databases.len(), 1);
    assert_eq!(read.workspace.databases[0].id, start.databases[0].id);
    assert_eq!(read.workspace.databases[0].name, "store");
    assert_eq!(read.workspace.table_count(), 2);
}

#[test]
fn places_are_those_of_the_model() {
    let before = read(SHOP);
    let read = edited(&before, "  `note`", "  `paid` tinyint,\n  `note`");
    let text = written(&read.workspace, TextOf::Sql(only(&before).id)).expect("a text");
    use tabledraft::schema::{Aspect, ObjectPath};
    let table = only(&read.workspace);
    for column in &table.columns {
        let span = read.places[&(ObjectPath::Column(table.id, column.id), Aspect::Name)];
        assert_eq!(span.of(&text), format!("`{}`", column.name));
    }
    assert_eq!(table.id, TableId(only(&before).id.0));
}
