//! What holds of any sequence of edits: ids, sharing, and the way back and forth through the history.

mod common;

use std::sync::Arc;

use common::edits::{drafts, ids, ids_are_sound};
use common::strategies::{config, registered_workspace, workspace};
use proptest::prelude::*;
use tabledraft::edit::{Edit, History, apply};
use tabledraft::schema::{TableId, Workspace};
use tabledraft::sql::{read_script, write_script};

fn any_workspace() -> BoxedStrategy<Workspace> {
    prop_oneof![workspace(), registered_workspace()].boxed()
}

/// The workspace without the mark of the highest id, which never goes back.
fn content(workspace: &Workspace) -> Workspace {
    Workspace { last_id: 0, ..workspace.clone() }
}

/// The table that an edit is about; `None` where it may touch several.
fn only_table(edit: &Edit) -> Option<TableId> {
    match edit {
        Edit::SetTable { table, .. }
        | Edit::AddColumn { table, .. }
        | Edit::SetColumn { table, .. }
        | Edit::MoveColumn { table, .. }
        | Edit::DeleteColumn { table, .. }
        | Edit::AddIndex { table, .. }
        | Edit::SetIndex { table, .. }
        | Edit::DeleteIndex { table, .. }
        | Edit::SetColumns { table, .. }
        | Edit::SetIndexes { table, .. }
        | Edit::AddForeignKey { table, .. }
        | Edit::SetForeignKey { table, .. }
        | Edit::DeleteForeignKey { table, .. }
        | Edit::QuoteName { table, .. } => Some(*table),
        Edit::Suppress { path, .. } | Edit::Unsuppress { path, .. } => path.table(),
        Edit::AddDatabase(_)
        | Edit::SetDatabase { .. }
        | Edit::DeleteDatabase(_)
        | Edit::AddTable { .. }
        | Edit::Diagram(_)
        | Edit::DeleteTable(_) => Some(TableId(0)),
        Edit::RenameDatabase { .. }
        | Edit::RenameTable { .. }
        | Edit::RenameColumn { .. }
        | Edit::Import { .. }
        | Edit::Patch { .. } => None,
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn ids_stay_unique_and_what_is_not_changed_is_shared(mut now in any_workspace(), drafts in drafts()) {
        for draft in drafts {
            let edit = draft.fitted(&now);
            prop_assert!(!edit.label(&now).is_empty());
            let before = now.clone();
            let Ok(next) = apply(&now, &edit) else {
                prop_assert_eq!(&now, &before);
                continue;
            };
            prop_assert_eq!(&now, &before, "the old workspace stays as it was after {:?}", edit);
            prop_assert!(ids_are_sound(&next), "ids {:?} of {} after {edit:?}", ids(&next), next.last_id);
            prop_assert!(next.last_id >= now.last_id);
            for (_, table) in next.tables() {
                let Some((_, old)) = now.table(table.id) else { continue };
                let may_change = only_table(&edit).is_none_or(|only| only == table.id);
                prop_assert!(may_change || Arc::ptr_eq(old, table), "`{}` is copied by {edit:?}", table.name);
            }
            now = next;
        }
    }

    #[test]
    fn undoing_all_gives_the_start_and_redoing_all_the_end(start in any_workspace(), drafts in drafts()) {
        let (mut now, mut history, mut states) = (start.clone(), History::default(), vec![start.clone()]);
        for (number, draft) in drafts.iter().enumerate() {
            let edit = draft.fitted(&now);
            let before = now.clone();
            let label = format!("step {number}");
            match history.perform(&mut now, label.clone(), &[edit]) {
                Ok(()) if now != before => {
                    prop_assert_eq!(history.undo_label(), Some(label.as_str()));
                    states.push(now.clone());
                }
                Ok(()) | Err(_) => prop_assert_eq!(&now, &before),
            }
            prop_assert_eq!(history.redo_label(), None);
        }
        for state in states.iter().rev().skip(1) {
            prop_assert!(history.undo(&mut now).is_some());
            prop_assert_eq!(content(&now), content(state));
        }
        prop_assert_eq!(history.undo(&mut now), None);
        for state in states.iter().skip(1) {
            prop_assert!(history.redo(&mut now).is_some());
            prop_assert_eq!(content(&now), content(state));
        }
        prop_assert_eq!(history.redo(&mut now), None);
    }

    /// Whatever was done to it, a workspace can be written, and is written the same from what is read.
    #[test]
    fn an_edited_workspace_can_be_written_and_read(start in workspace(), drafts in drafts()) {
        let mut now = start;
        for draft in drafts {
            let edit = draft.fitted(&now);
            if let Ok(next) = apply(&now, &edit) {
                now = next;
            }
        }
        let again = read_script(&write_script(&now));
        let tables = |workspace: &Workspace| workspace.table_count();
        prop_assert_eq!(tables(&again.workspace), tables(&now), "{}", write_script(&now));
    }
}
