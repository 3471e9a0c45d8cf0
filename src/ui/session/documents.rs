//! What is open in the centre, and where the keyboard goes.

use super::{Document, Field, Focus, Place, Selection, Session, TableView};
use crate::schema::{ColumnId, ObjectPath, TableId};

impl Session {
    pub(super) fn open_document(&mut self, document: Document) {
        let view = self.view_mut();
        if !view.tabs.contains(&document) {
            view.tabs.push(document.clone());
        }
        view.active = Some(document);
    }

    /// Opens a table, with the keyboard in one of its columns or in its name.
    pub(super) fn reveal(&mut self, table: TableId, column: Option<ColumnId>) {
        self.open_document(Document::Table(table));
        self.view_mut().table_view = TableView::Columns;
        self.focus(column.map_or(Place::TableName(table), |column| Place::Cell(table, column, Field::Name)));
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

    /// A cell gets the cursor too.
    pub(super) fn focus(&mut self, place: Place) {
        if let Place::Cell(id, column, field) = place {
            let table = self.view.workspace.table(id).map(|(_, table)| table);
            let row = table.and_then(|table| table.columns.iter().position(|other| other.id == column));
            let cursor = (row.unwrap_or(0), Field::ALL.iter().position(|other| *other == field).unwrap_or(0));
            self.view_mut().grid = Selection { table: id, cursor, anchor: cursor, rows: None };
        }
        self.turn_to(place);
    }

    pub(super) fn turn_to(&mut self, place: Place) {
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
        let cell = self.view.workspace.table(table).and_then(|(_, table)| super::cells::cell_of(table, &diagnostic));
        let place = match (diagnostic.path, diagnostic.aspect) {
            (ObjectPath::Column(table, column), _) => {
                Place::Cell(table, column, cell.map_or(Field::Name, |(_, field)| field))
            }
            (ObjectPath::Index(..) | ObjectPath::ForeignKey(..), _) => Place::Inspector(diagnostic.path),
            (ObjectPath::Table(table), Aspect::Role(_)) => Place::Inspector(ObjectPath::Table(table)),
            (ObjectPath::Table(table), _) => Place::TableName(table),
            (ObjectPath::Workspace | ObjectPath::Database(_), _) => return,
        };
        self.focus(place);
    }
}
