//! What was read comes into the project.

use std::sync::Arc;

use super::{Document, Session};
use crate::edit::Edit;
use crate::i18n::{plural, say};
use crate::schema::{TableId, Workspace};

impl Session {
    pub(super) fn import(&mut self, other: Arc<Workspace>, replace: bool) {
        let edit = Edit::Import { workspace: Arc::clone(&other), replace };
        let raised = self.view.workspace.last_id;
        self.perform(edit.label(&self.view.workspace), &[edit]);
        let tables = plural(other.table_count(), "{} table", "{} tables");
        let columns = plural(other.column_count(), "{} column", "{} columns");
        let kept = plural(other.kept.len(), "{} statement", "{} statements");
        self.say(
            match other.kept.is_empty() {
                true => say("{}, {} imported.", &[&tables, &columns]),
                false => say("{}, {} imported; {} kept as text.", &[&tables, &columns, &kept]),
            },
            true,
        );
        self.close(&Document::Import);
        let first = other.tables().map(|(_, table)| table.name.clone()).next();
        let tables: Vec<(TableId, String)> =
            self.view.workspace.tables().map(|(_, table)| (table.id, table.name.clone())).collect();
        let by_id = tables.iter().find(|(id, _)| id.0 > raised);
        let target = by_id.or_else(|| tables.iter().find(|(_, name)| Some(name) == first.as_ref()));
        if let Some((table, _)) = target {
            self.open_document(Document::Table(*table));
        }
    }
}
