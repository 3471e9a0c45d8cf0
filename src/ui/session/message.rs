//! What the user can do to an open project.

use std::sync::Arc;

use super::explorer::ExplorerMessage;
use super::form::{Owner, Part, Slot};
use super::grid::GridMessage;
use super::problems::ListingMessage;
use super::{Beside, Document, TableView, Way};
use crate::board::Said;
use crate::diagnostic::Severity;
use crate::edit::{Edit, Patch};
use crate::project::Project;
use crate::schema::{Column, ColumnId, DatabaseId, Hue, Index, TableId};

pub enum Message {
    Open(Document),
    Close(Document),
    /// Opens a table, and goes to one of its columns.
    Reveal(TableId, Option<ColumnId>),
    ShowTable(TableView),
    /// A change of the user's, as one step; the label is that of the first edit.
    Edit(Vec<Edit>),
    EditAs {
        label: String,
        edits: Vec<Edit>,
    },
    /// Takes something away, and offers to bring it back.
    Delete(Edit),
    /// Grouping and selecting tables, and what is done to many of them.
    Explorer(ExplorerMessage),
    Listing(ListingMessage),
    /// A text into a field of the details.
    Put(Owner, Slot, String),
    AddPart(TableId, Part),
    /// Takes the n-th check of a table away.
    DropCheck(TableId, usize),
    AddDatabase,
    AddTable(Option<DatabaseId>),
    AddColumn {
        table: TableId,
        name: String,
    },
    /// Lines of a spreadsheet or of a column list, put in at the end of the table.
    PasteColumns {
        table: TableId,
        text: String,
    },
    /// Columns and keys that were read of a pasted column list, put in at the end of the table.
    AddColumns {
        table: TableId,
        columns: Vec<Column>,
        indexes: Vec<Index>,
    },
    /// Keys, clicks and the clipboard in the table editor.
    Grid(GridMessage),
    Undo,
    Redo,
    /// Has the problem of that number mended.
    ApplyFix(usize),
    FixAllSafe,
    /// Goes to where a problem is.
    Jump(usize),
    SetProfile(String),
    SetName(String),
    /// Puts another state of the project in the place of this one, as a step.
    Adopt {
        label: String,
        project: Box<Project>,
    },
    /// The project is another's, to be looked at; or it is one's own now.
    Borrow(bool),
    /// What the worker has read, as the difference that it makes, with what is said of it and the table to open.
    Import {
        patch: Arc<Patch>,
        label: String,
        said: String,
        first: Option<TableId>,
    },
    /// What the worker has mended: one problem, which has a title, or several.
    Mended {
        patch: Arc<Patch>,
        title: String,
        count: usize,
    },
    /// What a text that is being typed says now, as the difference to what the gesture began with.
    Typed {
        gesture: u32,
        patch: Patch,
        way: Way,
    },
    /// A text beside what is open in the centre; `None` takes it away.
    ShowBeside(Option<Beside>),
    Filter(String),
    /// Fills a long list of the details.
    Unfold(Option<String>),
    ToggleSeverity(Severity),
    FoldProblems,
    /// What the diagram tells.
    Diagram(Said),
    DiagramFailed,
    /// Gives the tables that are selected in the diagram a tag, or none.
    TagSelected(String, Option<Hue>),
    Say(String),
    /// Says what was done, and offers to take it back.
    Offer(String),
    DismissToast,
}
