//! What is open in the centre, and where the keyboard goes.

use super::{Document, Field, Focus, Place, Session, TableView};
use crate::schema::ObjectPath;

impl Session {
    pub(super) fn open_document(&mut self, document: Document) {
        let view = self.view_mut();
        if !view.tabs.contains(&document) {
            view.tabs.push(document.clone());
        }
        view.active = Some(document);
    }

    /// The neighbour becomes the active one.
    pub(super) fn close(&mut self, document: &Document) {
        let view = self.view_mut();
        let Some(at) = view.tabs.iter().position(|tab| tab == document) else { return };
        view.tabs.remove(at);
        if view.active.as_ref() == Some(document) {
            view.active = view.tabs.get(at).or_else(|| view.tabs.last()).cloned();
        }
    }

    pub(super) fn focus(&mut self, place: Place) {
        self.turn += 1;
        let turn = self.turn;
        self.view_mut().focus = Some(Focus { place, turn });
    }

    pub(super) fn jump(&mut self, at: usize) {
        let Some(diagnostic) = self.view.diagnostics.get(at).cloned() else { return };
        let Some(table) = diagnostic.path.table() else { return };
        if self.view.active == Some(Document::Script) {
            // The script has the place too.
            return;
        }
        let in_text = self.view.texts()[0].is_some();
        self.open_document(Document::Table(table));
        if in_text {
            return;
        }
        self.view_mut().table_view = TableView::Columns;
        use crate::schema::Aspect;
        let place = match (diagnostic.path, diagnostic.aspect) {
            (ObjectPath::Column(table, column), Aspect::Type) => Place::Cell(table, column, Field::Type),
            (ObjectPath::Column(table, column), _) => Place::Cell(table, column, Field::Name),
            (ObjectPath::Index(..) | ObjectPath::ForeignKey(..), _) => Place::Inspector(diagnostic.path),
            (ObjectPath::Table(table), Aspect::Role(_)) => Place::Inspector(ObjectPath::Table(table)),
            (ObjectPath::Table(table), _) => Place::TableName(table),
            (ObjectPath::Workspace | ObjectPath::Database(_), _) => return,
        };
        self.focus(place);
    }
}
