//! The project in the worker is the one of the page, whatever is done to it.

mod common;

use std::sync::Arc;

use common::edits::drafts;
use common::strategies::{config, registered_workspace, workspace};
use proptest::prelude::*;
use tabledraft::edit::{Edit, History, Patch, apply};
use tabledraft::engine::{Mirror, Outbox, answer, read_text};
use tabledraft::project::Project;
use tabledraft::schema::Workspace;

/// Sends everything that there is to send; answers with how long each message was.
fn sync(outbox: &mut Outbox, mirror: &mut Mirror, project: &Project) -> Vec<usize> {
    let mut sent = Vec::new();
    while let Some(message) = outbox.next(project) {
        mirror.take(&message).expect("a message of ours");
        sent.push(message.len());
        assert!(sent.len() < 10_000, "the outbox never ends");
    }
    sent
}

fn generated(tables: usize) -> Project {
    let script: String = (0..tables)
        .map(|number| {
            format!("CREATE TABLE t{number} (id bigint PRIMARY KEY, a varchar(20), b datetime(3), KEY (a));\n")
        })
        .collect();
    Project { workspace: read_text("s", &script).workspace, ..Project::default() }
}

fn any_workspace() -> BoxedStrategy<Workspace> {
    prop_oneof![workspace(), registered_workspace()].boxed()
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn the_mirror_is_the_project_after_each_change(
        start in any_workspace(), drafts in drafts(), steps in proptest::collection::vec(0..6_u8, 1..20),
    ) {
        let (mut outbox, mut mirror, mut history) = (Outbox::default(), Mirror::default(), History::default());
        let mut project = Project { workspace: start, ..Project::default() };
        sync(&mut outbox, &mut mirror, &project);
        prop_assert_eq!(&mirror.project, &project);
        let mut drafts = drafts.iter().cycle();
        for step in steps {
            match step {
                0 => drop(history.undo(&mut project.workspace)),
                1 => drop(history.redo(&mut project.workspace)),
                2 => project.profile = if project.profile == "mysql" { "qserv".to_owned() } else { "mysql".to_owned() },
                // A change that comes while another one is being sent.
                3 => drop(outbox.next(&project).map(|message| mirror.take(&message))),
                _ => {
                    let edits: Vec<Edit> = drafts.next().map(|draft| draft.clone().fitted(&project.workspace)).into_iter().collect();
                    let _ = history.perform(&mut project.workspace, String::new(), &edits);
                }
            }
            if step != 3 {
                sync(&mut outbox, &mut mirror, &project);
                prop_assert_eq!(&mirror.project, &project);
                prop_assert!(outbox.next(&project).is_none());
            }
        }
    }

    #[test]
    fn a_patch_turns_any_workspace_into_any_other(one in any_workspace(), other in any_workspace()) {
        let other = other.with_ids_raised(one.last_id);
        let patch = Patch::between(&one, &other);
        prop_assert_eq!(&patch.apply(&one), &other);
        let edit = Edit::Patch { patch: Arc::new(patch), label: String::new() };
        prop_assert_eq!(apply(&one, &edit), Ok(other.clone()));
        prop_assert!(Patch::between(&other, &other).is_empty(other.last_id));
    }
}

#[test]
fn a_large_project_comes_in_small_messages_and_an_edit_in_a_small_one() {
    let mut project = generated(2_000);
    let (mut outbox, mut mirror) = (Outbox::default(), Mirror::default());
    let sent = sync(&mut outbox, &mut mirror, &project);
    assert_eq!(mirror.project, project);
    assert!(sent.len() > 5 && sent.iter().all(|length| *length < 300_000), "{sent:?}");

    let table = project.workspace.tables().map(|(_, table)| table.id).nth(1_000).expect("a table");
    let edit = Edit::RenameTable { table, name: "renamed".to_owned() };
    project.workspace = apply(&project.workspace, &edit).expect("the table is there");
    let sent = sync(&mut outbox, &mut mirror, &project);
    assert_eq!(mirror.project, project);
    assert!(matches!(sent[..], [only] if only < 2_000), "{sent:?}");
}

#[test]
fn a_change_in_the_middle_of_a_long_sending_arrives_too() {
    let mut project = generated(2_000);
    let (mut outbox, mut mirror) = (Outbox::default(), Mirror::default());
    let first = outbox.next(&project).expect("the first piece");
    mirror.take(&first).expect("a message of ours");
    let table = project.workspace.tables().map(|(_, table)| table.id).next().expect("a table");
    project.workspace = apply(&project.workspace, &Edit::DeleteTable(table)).expect("the table is there");
    sync(&mut outbox, &mut mirror, &project);
    assert_eq!(mirror.project, project);
}

#[test]
fn a_workspace_that_the_mirror_made_itself_is_not_sent() {
    let mut project = generated(20);
    let (mut outbox, mut mirror) = (Outbox::default(), Mirror::default());
    sync(&mut outbox, &mut mirror, &project);
    let edit = Edit::AddDatabase(Arc::default());
    project.workspace = apply(&project.workspace, &edit).expect("nothing hinders it");
    mirror.project.workspace = apply(&mirror.project.workspace, &edit).expect("nothing hinders it");
    outbox.agree(project.workspace.clone());
    assert!(outbox.next(&project).is_none());
}

#[test]
fn questions_are_answered_from_the_mirror() {
    let (mut outbox, mut mirror) = (Outbox::default(), Mirror::default());
    let project =
        Project { workspace: read_text("s", "CREATE TABLE t (id int, id int);").workspace, ..Project::default() };
    sync(&mut outbox, &mut mirror, &project);
    let said = answer(&mut mirror, "transcript", "mysql-9.7").expect("a known question");
    assert!(said.contains("ERROR 1060 (42S21): Duplicate column name 'id'"), "{said}");
    assert!(answer(&mut mirror, "offer", "qserv-55").is_ok());
    assert_eq!(answer(&mut mirror, "weather", ""), Err("there is no question weather".to_owned()));
    assert!(mirror.take("{").is_err() && mirror.take("[]").is_err());
    assert_eq!(mirror.project, project, "what cannot be read changes nothing");
}
