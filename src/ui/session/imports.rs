//! What the worker has read or worked out comes into the project.

use std::sync::Arc;

use super::{Document, Session};
use crate::edit::{Edit, Patch};
use crate::i18n::{plural, say, t, translated};
use crate::schema::TableId;

impl Session {
    /// `said` is for the message at the foot, `first` the table that is opened.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn import(&mut self, patch: Arc<Patch>, label: String, said: String, first: Option<TableId>) {
        self.perform(label.clone(), &[Edit::Patch { patch, label }]);
        self.say(said, true);
        self.close(&Document::Import);
        if let Some(table) = first.filter(|table| self.view.workspace.table(*table).is_some()) {
            self.open_document(Document::Table(table));
        }
    }

    /// What the worker's rules mended: one problem, which has a title, or several.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn mended(&mut self, patch: Arc<Patch>, title: &str, count: usize) {
        if count == 0 {
            return self.say(t("Nothing here can be fixed without a look.").to_owned(), false);
        }
        let label = match (title, count) {
            ("", 1) => "Fix 1 problem".to_owned(),
            ("", _) => format!("Fix {count} problems"),
            _ => title.to_owned(),
        };
        self.perform(label.clone(), &[Edit::Patch { patch, label }]);
        let said = match title {
            "" => plural(count, "Fixed {} problem.", "Fixed {} problems."),
            title => say("Done: {}", &[&translated(title)]),
        };
        self.say(said, true);
    }
}
