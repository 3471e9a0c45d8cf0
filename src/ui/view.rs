//! What is drawn: a value for the whole window, without a browser type in it.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use super::session::DiagramView;
use crate::diagnostic::{Diagnostic, Severity};
use crate::i18n::{say, t};
use crate::rules::Profile;
use crate::schema::{ColumnId, DatabaseId, ObjectPath, TableId, TextOf, Workspace};

/// Something that is open in the centre.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Document {
    Table(TableId),
    Diagram,
    Import,
    Export,
    /// Everything as one script.
    Script,
    /// How the sphere is cut for a database.
    Partitioning(DatabaseId),
    /// A rule's page.
    Rule(&'static str),
}

/// How a table is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableView {
    #[default]
    Columns,
    Sql,
    Payload,
}

/// What is shown beside the centre: a text mostly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Of the table that is open; where none is, the script.
    Sql,
    Payload,
    Script,
    /// No text: the diagram.
    Diagram,
}

/// A field of the table editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Name,
    Type,
    Null,
    Default,
    Extra,
    Charset,
    Key,
    Role,
    Comment,
}

/// What is selected in the table editor: a cell, a block of cells, or whole rows. Rows and fields are counted from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub table: TableId,
    /// The row and the field of the cell that has the keyboard.
    pub cursor: (usize, usize),
    /// The opposite corner of the block.
    pub anchor: (usize, usize),
    /// Whole rows are selected, not a block of cells; these, in order.
    pub rows: Option<Vec<usize>>,
}

/// By what the explorer groups the tables, and which of them are selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explorer {
    pub by: Grouping,
    /// In the order of the workspace.
    pub chosen: Vec<TableId>,
    /// From where Shift selects.
    pub anchor: Option<TableId>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    #[default]
    Database,
    Kind,
    Tag,
}

/// How the problems are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    pub by: Order,
    /// Only this rule.
    pub rule: Option<&'static str>,
    /// Only this table.
    pub table: Option<TableId>,
    /// The problem for which a reason is asked to let it pass, by its number.
    pub passing: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As the rules find them.
    #[default]
    Plain,
    Table,
    Rule,
}

/// Where the keyboard shall go after the next drawing. `turn` makes two wishes for the same place different.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    pub place: Place,
    pub turn: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    TableName(TableId),
    Cell(TableId, ColumnId, Field),
    NewColumn(TableId),
    /// Something of the table's inspector.
    Inspector(ObjectPath),
}

/// A short message at the foot of the window; `undo` offers to take back what it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    pub text: String,
    pub undo: bool,
    pub turn: u32,
}

/// Everything that is drawn. A new value after each change; what did not change is shared.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    pub name: String,
    pub profile: Rc<Profile>,
    /// The project's own settings, which go on top of any profile.
    pub settings: Map<String, Value>,
    pub workspace: Workspace,
    pub diagnostics: Rc<Vec<Diagnostic>>,
    /// Problems by table: how many, and how severe the worst is.
    pub troubles: Rc<FxHashMap<TableId, (usize, Severity)>>,
    pub undo_label: Option<String>,
    pub redo_label: Option<String>,
    pub tabs: Vec<Document>,
    pub active: Option<Document>,
    pub table_view: TableView,
    pub beside: Option<Beside>,
    pub focus: Option<Focus>,
    pub toast: Option<Toast>,
    /// What is selected in the table editor.
    pub grid: Selection,
    /// The long list of the details that is filled, because the keyboard came to it.
    pub unfolded: Option<String>,
    /// What the explorer looks for.
    pub filter: String,
    pub explorer: Explorer,
    pub listing: Listing,
    /// Severities that the problem list leaves out.
    pub hidden: Vec<Severity>,
    /// The problem list shows its head only.
    pub folded: bool,
    /// It came by a link and is not one's own: it can be looked at, not changed.
    pub borrowed: bool,
    pub diagram: DiagramView,
}

impl View {
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// What a tab is called.
    pub fn title(&self, document: &Document) -> String {
        match document {
            Document::Table(id) => self.workspace.table(*id).map(|(_, table)| table.name.clone()).unwrap_or_default(),
            Document::Diagram => t("Diagram").to_owned(),
            Document::Import => t("Import").to_owned(),
            Document::Export => t("Export").to_owned(),
            Document::Script => t("Script").to_owned(),
            Document::Partitioning(id) => {
                let name = self.workspace.database(*id).map(|database| database.name.clone());
                say("Partitioning of {}", &[&name.unwrap_or_default()])
            }
            Document::Rule(name) => (*name).to_owned(),
        }
    }

    /// The texts that are open in the centre, and beside it.
    pub fn texts(&self) -> [Option<TextOf>; 2] {
        let table = match self.active {
            Some(Document::Table(table)) => Some(table),
            _ => None,
        };
        let registered = table.and_then(|table| self.workspace.table(table));
        let payload = table.filter(|_| registered.is_some_and(|(_, table)| table.registration.is_some()));
        let centre = match (&self.active, self.table_view) {
            (Some(Document::Script), _) => Some(TextOf::Script),
            (_, TableView::Sql) => table.map(TextOf::Sql),
            (_, TableView::Payload) => payload.map(TextOf::Payload),
            (_, TableView::Columns) => None,
        };
        let beside = self.beside.and_then(|beside| match beside {
            Beside::Sql => Some(table.map_or(TextOf::Script, TextOf::Sql)),
            Beside::Payload => payload.map(TextOf::Payload).or(table.map(TextOf::Sql)).or(Some(TextOf::Script)),
            Beside::Script => Some(TextOf::Script),
            Beside::Diagram => None,
        });
        // Twice the same text says nothing more.
        [centre, beside.filter(|beside| Some(*beside) != centre)]
    }

    /// The diagram is in the second pane.
    pub fn diagram_beside(&self) -> bool {
        self.beside == Some(Beside::Diagram) && self.active != Some(Document::Diagram)
    }

    /// Something is beside the centre.
    pub fn is_split(&self) -> bool {
        self.diagram_beside() || self.texts()[1].is_some()
    }

    pub(super) fn drop_dead_tabs(&mut self) {
        let workspace = self.workspace.clone();
        let lives = |document: &Document| match document {
            Document::Table(id) => workspace.table(*id).is_some(),
            Document::Partitioning(id) => workspace.database(*id).is_some(),
            Document::Diagram | Document::Import | Document::Export | Document::Script | Document::Rule(_) => true,
        };
        let at = self.active.as_ref().and_then(|active| self.tabs.iter().position(|tab| tab == active)).unwrap_or(0);
        self.tabs.retain(lives);
        if self.active.as_ref().is_some_and(|active| !lives(active)) {
            self.active = self.tabs.get(at.min(self.tabs.len().saturating_sub(1))).cloned();
        }
    }
}
