//! New things, and things taken away.

use std::sync::Arc;

use super::{Document, Field, Place, Session, TableView};
use crate::edit::Edit;
use crate::i18n::{plural, say, t, translated};
use crate::schema::{Column, Database, DatabaseId, Index, Partitioning, TableId};
use crate::ui::draft;

impl Session {
    pub(super) fn delete(&mut self, edit: Edit) {
        let label = edit.label(&self.view.workspace);
        let text = format!("{}.", label.replacen("Delete", "Deleted", 1));
        self.perform(label, &[edit]);
        self.say(translated(&text), true);
    }

    pub(super) fn add_database(&mut self) {
        let name = draft::free_name("database", |name| self.view.workspace.database_named(name).is_some());
        self.perform(format!("Add database {name}"), &[Edit::AddDatabase(Arc::new(draft::database(&name)))]);
    }

    /// Without a database given: into the one of the table at hand, or the last one; the first table of a project brings
    /// a database with it.
    pub(super) fn add_table(&mut self, database: Option<DatabaseId>) {
        let workspace = &self.view.workspace;
        let at_hand = match &self.view.active {
            Some(Document::Table(table)) => workspace.table(*table).map(|(database, _)| database.id),
            _ => None,
        };
        let target = database.or(at_hand).or(workspace.databases.last().map(|database| database.id));
        let Some(target) = target else {
            let table = draft::table(&self.view.profile, "table_1", &[]);
            let partitioning = (!table.is_plain()).then(Partitioning::default);
            let database = Database { tables: vec![Arc::new(table)], partitioning, ..draft::database("draft") };
            self.perform("Add table table_1".to_owned(), &[Edit::AddDatabase(Arc::new(database))]);
            return self.open_newest_table();
        };
        let Some(found) = workspace.database(target) else { return };
        let name = draft::table_name(&self.view.profile, found);
        let table = draft::table(&self.view.profile, &name, &found.tables);
        self.perform(format!("Add table {name}"), &[Edit::AddTable { database: target, table: Arc::new(table) }]);
        self.open_newest_table();
    }

    pub(super) fn open_newest_table(&mut self) {
        let newest = self.view.workspace.tables().map(|(_, table)| table.id).max();
        if let Some(table) = newest {
            self.open_document(Document::Table(table));
            self.view_mut().table_view = TableView::Columns;
            self.focus(Place::TableName(table));
        }
    }

    pub(super) fn add_column(&mut self, table: TableId, name: &str) {
        let Some((_, found)) = self.view.workspace.table(table) else { return };
        let name = if name.trim().is_empty() {
            draft::free_name("column", |name| found.column_named(name).is_some())
        } else {
            name.trim().to_owned()
        };
        let edit = Edit::AddColumn { table, at: found.columns.len(), column: draft::column(found, &name) };
        self.perform(format!("Add column {name}"), &[edit]);
        let added =
            self.view.workspace.table(table).and_then(|(_, table)| table.columns.last()).map(|column| column.id);
        if let Some(column) = added {
            self.focus(Place::Cell(table, column, Field::Type));
        }
    }

    pub(super) fn paste_columns(&mut self, table: TableId, text: &str) {
        if let Some(cells) = super::tsv::read(text) {
            self.paste_behind(table, &cells);
            return self.focus(Place::NewColumn(table));
        }
        self.add_columns(table, draft::columns_from_text(text), vec![]);
    }

    pub(super) fn add_columns(&mut self, table: TableId, columns: Vec<Column>, indexes: Vec<Index>) {
        let Some((_, found)) = self.view.workspace.table(table) else { return };
        let start = found.columns.len();
        if columns.is_empty() {
            return self.say(t("No columns were found in what was pasted.").to_owned(), false);
        }
        let (label, done) = pasted(columns.len(), indexes.len());
        let columns = columns.into_iter().enumerate();
        let columns = columns.map(|(at, column)| Edit::AddColumn { table, at: start + at, column });
        let indexes = indexes.into_iter().map(|index| Edit::AddIndex { table, index });
        let edits: Vec<Edit> = columns.chain(indexes).collect();
        self.perform(label, &edits);
        self.say(done, true);
        self.focus(Place::NewColumn(table));
    }
}

/// The label of the step, and what is said of it.
fn pasted(columns: usize, keys: usize) -> (String, String) {
    let label = if columns == 1 { "Paste 1 column".to_owned() } else { format!("Paste {columns} columns") };
    let added = plural(columns, "{} column", "{} columns");
    if keys == 0 {
        return (label, say("{} added.", &[&added]));
    }
    let also = plural(keys, "{} key", "{} keys");
    (label, say("{} and {} added.", &[&added, &also]))
}
