//! Changes to a workspace: data that says what to do, one door that does it, and the history of what was done.

mod apply;
mod diagram;
mod history;
mod label;
mod patch;
mod rename;
mod suppress;

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::schema::{
    Check, Column, ColumnId, DataType, Database, DatabaseId, ForeignKey, ForeignKeyId, Index, IndexId, Mark, MarkId,
    ObjectPath, Partitioning, Placed, Registration, Table, TableId, Tag, Workspace,
};

pub use apply::{apply, apply_all, join};
pub use history::{Heading, History};
pub use patch::{Changed, Patch, Splice};

/// A change. Objects that an edit adds may carry the id 0: `apply` gives them a fresh one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edit {
    AddDatabase(Arc<Database>),
    RenameDatabase {
        database: DatabaseId,
        name: String,
    },
    SetDatabase {
        database: DatabaseId,
        change: DatabaseChange,
    },
    DeleteDatabase(DatabaseId),
    /// Adds the table behind the last one of the database.
    AddTable {
        database: DatabaseId,
        table: Arc<Table>,
    },
    /// Foreign keys and director references of other tables follow.
    RenameTable {
        table: TableId,
        name: String,
    },
    SetTable {
        table: TableId,
        change: TableChange,
    },
    DeleteTable(TableId),
    /// `at` counts columns from 0; a number behind the end means the end.
    AddColumn {
        table: TableId,
        at: usize,
        column: Column,
    },
    /// Keys, foreign keys and roles follow.
    RenameColumn {
        table: TableId,
        column: ColumnId,
        name: String,
    },
    SetColumn {
        table: TableId,
        column: ColumnId,
        change: ColumnChange,
    },
    /// `to` is the column's place after the move.
    MoveColumn {
        table: TableId,
        column: ColumnId,
        to: usize,
    },
    /// Takes the column out of keys and roles too; a key without columns goes as well.
    DeleteColumn {
        table: TableId,
        column: ColumnId,
    },
    /// All columns of the table, in order, those of one gesture in one edit: a paste of a thousand rows. Columns with the id 0
    /// are new. Keys and roles stay as they are.
    SetColumns {
        table: TableId,
        columns: Vec<Column>,
    },
    /// All indexes of the table, in order; those with the id 0 are new.
    SetIndexes {
        table: TableId,
        indexes: Vec<Index>,
    },
    AddIndex {
        table: TableId,
        index: Index,
    },
    /// Replaces the index of the same id.
    SetIndex {
        table: TableId,
        index: Index,
    },
    DeleteIndex {
        table: TableId,
        index: IndexId,
    },
    AddForeignKey {
        table: TableId,
        key: ForeignKey,
    },
    /// Replaces the foreign key of the same id.
    SetForeignKey {
        table: TableId,
        key: ForeignKey,
    },
    DeleteForeignKey {
        table: TableId,
        key: ForeignKeyId,
    },
    /// The name is from now on written in quotes.
    QuoteName {
        table: TableId,
        name: String,
    },
    /// Lets a rule pass at a table or at what is in it, with the reason. It stands in the object's remark, so a script and a
    /// project file keep it. A suppression of that rule that is there already is replaced.
    Suppress {
        path: ObjectPath,
        rule: String,
        reason: String,
    },
    /// Takes such a suppression back.
    Unsuppress {
        path: ObjectPath,
        rule: String,
    },
    /// Adds everything of another workspace. Where `replace` is set, a table takes the place of the one of its name.
    Import {
        workspace: Arc<Workspace>,
        replace: bool,
    },
    /// What was worked out elsewhere, as the difference that it makes; the label says what it was.
    Patch {
        patch: Arc<Patch>,
        label: String,
    },
    /// The picture of the workspace; what it shows stays as it is.
    Diagram(DiagramChange),
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiagramChange {
    /// Puts the cards there. A table that does not exist any more is left out: it may go while its card is being moved.
    MoveTables(Vec<Placed>),
    /// Replaces the area or note of the same id; with the id 0 it is a new one.
    SetMark(Mark),
    DeleteMark(MarkId),
    /// Replaces the tag of the same name, or adds it.
    SetTag(Tag),
    DeleteTag(String),
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DatabaseChange {
    Charset(Option<String>),
    Collation(Option<String>),
    Partitioning(Option<Partitioning>),
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TableChange {
    Comment(Option<String>),
    Engine(Option<String>),
    Charset(Option<String>),
    Collation(Option<String>),
    Registration(Option<Registration>),
    IfNotExists(bool),
    /// An option by its name: `ROW_FORMAT`, `KEY_BLOCK_SIZE`; `None` takes it away.
    Other(String, Option<String>),
    /// `PARTITION BY ...` as SQL text.
    PartitionBy(Option<String>),
    /// All check constraints of the table.
    Checks(Vec<Check>),
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnChange {
    Type(DataType),
    Nullable(Option<bool>),
    Default(Option<String>),
    AutoIncrement(bool),
    Comment(Option<String>),
    /// Everything behind the name at once, as a type cell with attributes gives it; name, id and remark stay.
    Definition(Box<Column>),
}

/// An edit that does not fit the workspace, because what it names is not there any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditError(pub &'static str);

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this {} does not exist any more", self.0)
    }
}

impl std::error::Error for EditError {}
