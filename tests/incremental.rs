//! The checker keeps what it found for tables that are still the same value; what it says is what a fresh check says.

mod common;

use std::sync::Arc;

use common::edits::drafts;
use common::strategies::{config, registered_workspace, workspace};
use proptest::prelude::*;
use tabledraft::diagnostic::Diagnostic;
use tabledraft::edit::{Edit, TableChange, apply};
use tabledraft::rules::{Beside, Checker, Profile, check};
use tabledraft::schema::{Column, ColumnId, DataType, Database, DatabaseId, ObjectPath, Table, Workspace};

fn profile(name: &str) -> Profile {
    Profile::named(name).unwrap_or_else(|| panic!("no profile {name}"))
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn after_any_edits_the_checker_says_what_a_fresh_one_says(
        start in prop_oneof![workspace(), registered_workspace()],
        drafts in drafts(),
        at in 0usize..4,
    ) {
        let profile = profile(&Profile::names()[at]);
        let mut checker = Checker::new(profile.clone());
        let mut now = start.clone();
        prop_assert_eq!(checker.check(&now), check(&now, &profile));
        for draft in drafts {
            if let Ok(next) = apply(&now, &draft.fitted(&now)) {
                now = next;
            }
            prop_assert_eq!(checker.check(&now), check(&now, &profile));
        }
        // An undo goes back to old values, and to tables that were away for a while.
        prop_assert_eq!(checker.check(&start), check(&start, &profile));
    }
}

proptest! {
    #![proptest_config(config(100))]

    /// Slices of any size come to the same end, whatever is done between two of them.
    #[test]
    fn a_check_in_slices_says_what_a_fresh_one_says(
        start in prop_oneof![workspace(), registered_workspace()],
        drafts in drafts(),
        at in 0usize..4,
        columns in 0usize..12,
    ) {
        let profile = profile(&Profile::names()[at]);
        let mut checker = Checker::new(profile.clone());
        let mut now = start;
        for draft in drafts {
            let _ = checker.check_some(&now, columns, &Beside::default());
            if let Ok(next) = apply(&now, &draft.fitted(&now)) {
                now = next;
            }
        }
        let mut slices = 0;
        let found = loop {
            slices += 1;
            prop_assert!(slices <= now.table_count() + 1, "each slice looks at one table at least");
            if let Some(found) = checker.check_some(&now, columns, &Beside::default()) {
                break found;
            }
        };
        prop_assert_eq!(found, check(&now, &profile));
    }
}

/// Tables that each have much to say: every column has a type that no server knows.
fn many_tables(tables: u32) -> Workspace {
    let mut workspace = Workspace::default();
    let mut database = Database { id: DatabaseId(workspace.next_id()), name: "d".to_owned(), ..Database::default() };
    for number in 0..tables {
        let id = tabledraft::schema::TableId(workspace.next_id());
        let mut table = Table { id, name: format!("t{number}"), ..Table::default() };
        for column in 0..40 {
            let id = ColumnId(workspace.next_id());
            table.columns.push(Column::new(id, &format!("c{column}"), DataType::named("nosuchtype")));
        }
        database.tables.push(Arc::new(table));
    }
    workspace.databases.push(Arc::new(database));
    workspace
}

#[test]
fn a_changed_table_alone_says_something_else() {
    let workspace = many_tables(20);
    let mut checker = Checker::new(profile("mysql"));
    let before = checker.check(&workspace);
    let changed = workspace.databases[0].tables[7].id;
    let edit = Edit::SetColumn {
        table: changed,
        column: workspace.databases[0].tables[7].columns[0].id,
        change: tabledraft::edit::ColumnChange::Type(DataType::named("int")),
    };
    let after = checker.check(&apply(&workspace, &edit).expect("the column is there"));
    let of_others = |found: &[Diagnostic]| {
        found.iter().filter(|found| found.path.table() != Some(changed)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(of_others(&after), of_others(&before));
    assert_eq!(before.len() - after.len(), 1);
}

#[test]
fn a_renamed_database_is_looked_at_again() {
    // `exempt_databases` of bk-ci makes what is said of a table depend on its database's name.
    let workspace = many_tables(1);
    let mut checker = Checker::new(profile("bk-ci"));
    let says = |found: &[Diagnostic]| found.iter().filter(|found| found.rule == "table-name-pattern").count();
    assert_eq!(says(&checker.check(&workspace)), 1);
    let edit = Edit::RenameDatabase { database: workspace.databases[0].id, name: "devops_ci_op".to_owned() };
    let exempt = apply(&workspace, &edit).expect("the database is there");
    assert_eq!(says(&checker.check(&exempt)), 0);
    assert_eq!(says(&checker.check(&workspace)), 1);
}

#[test]
fn one_edit_does_not_check_the_world_again() {
    let workspace = many_tables(40);
    let table = workspace.databases[0].tables[3].id;
    let edit = Edit::SetTable { table, change: TableChange::Comment(Some("x".to_owned())) };
    let edited = apply(&workspace, &edit).expect("the table is there");
    let mut checker = Checker::new(profile("mysql"));
    checker.check(&workspace);
    assert_eq!(checker.looked_at(), 40);
    checker.check(&workspace);
    assert_eq!(checker.looked_at(), 0);
    checker.check(&edited);
    assert_eq!(checker.looked_at(), 1);
}

#[test]
fn findings_name_objects_that_exist() {
    let workspace = many_tables(2);
    for found in check(&workspace, &profile("mysql")) {
        assert_ne!(found.path, ObjectPath::Workspace);
        assert!(!found.path.display(&workspace).is_empty(), "{found:?}");
    }
}

/// Names whose words become usual and rare again as columns come and go: slips beside what they were meant to be.
const NAMES: &[&str] = &[
    "PROJECT_ID",
    "PRJOECT_ID",
    "PROJECT_NAME",
    "project_name",
    "PROJECTNAME",
    "PROJECT_CODE",
    "PIPELINE_ID",
    "PIEPLINE_ID",
    "PIPELINE_NAME",
    "PIPEINE_NAME",
    "MANAGER_ID",
    "MANGER_ID",
    "CREATED_TIME",
    "CREATE_TIME",
    "ENABLED",
    "ENALBED",
];

#[test]
fn what_names_have_in_common_is_remembered_through_many_edits() {
    let mut workspace = many_tables(0);
    let database = workspace.databases[0].id;
    // A generator of numbers that is the same each time.
    let mut state = 7_u64;
    let mut draw = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let profile = profile("bk-ci");
    let mut checker = Checker::new(profile.clone());
    let types = ["int", "bigint", "varchar(64)"];
    let mut said = std::collections::HashSet::new();
    for step in 0..400 {
        let tables: Vec<_> = workspace.tables().map(|(_, table)| Arc::clone(table)).collect();
        let new_column = |draw: &mut dyn FnMut(usize) -> usize| {
            let mut column =
                Column::new(ColumnId(0), NAMES[draw(NAMES.len())], DataType::named(types[draw(types.len())]));
            if column.data_type.name.starts_with("varchar") {
                column.data_type = DataType { arguments: vec!["64".to_owned()], ..DataType::named("varchar") };
            }
            column
        };
        let edit = match (draw(8), tables.get(draw(tables.len().max(1)))) {
            (0, _) | (_, None) => {
                let columns = (0..1 + draw(4)).map(|_| new_column(&mut draw)).collect();
                let table = Table { name: format!("T_{}", NAMES[draw(NAMES.len())]), columns, ..Table::default() };
                Edit::AddTable { database, table: Arc::new(table) }
            }
            (1, Some(table)) if tables.len() > 12 => Edit::DeleteTable(table.id),
            (2, Some(table)) => Edit::RenameTable { table: table.id, name: format!("T_{}", NAMES[draw(NAMES.len())]) },
            (3, Some(table)) if table.columns.len() > 1 => {
                Edit::DeleteColumn { table: table.id, column: table.columns[draw(table.columns.len())].id }
            }
            (4, Some(table)) if !table.columns.is_empty() => Edit::RenameColumn {
                table: table.id,
                column: table.columns[draw(table.columns.len())].id,
                name: NAMES[draw(NAMES.len())].to_owned(),
            },
            (_, Some(table)) => Edit::AddColumn { table: table.id, at: draw(6), column: new_column(&mut draw) },
        };
        workspace = apply(&workspace, &edit).expect("it fits");
        let (found, fresh) = (checker.check(&workspace), check(&workspace, &profile));
        let beyond = |own: &[Diagnostic], other: &[Diagnostic]| -> Vec<String> {
            own.iter().filter(|one| !other.contains(one)).map(|one| format!("{}: {}", one.rule, one.message)).collect()
        };
        let differing = (beyond(&found, &fresh), beyond(&fresh, &found));
        assert!(differing == (vec![], vec![]), "remembered, and fresh: {differing:#?} after step {step}: {edit:?}");
        assert!(found == fresh, "another order after step {step}: {edit:?}");
        said.extend(found.iter().map(|found| found.rule));
    }
    for rule in ["name-typo", "name-near-duplicate", "table-duplicate"] {
        assert!(said.contains(rule), "{rule} had nothing to say: {said:?}");
    }
}
