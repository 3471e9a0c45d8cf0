//! What a statement says, before anything is looked up: names as they stand, expressions as trees, places in bytes.

mod alter;
mod expression;
mod table;

use std::borrow::Cow;

pub use alter::*;
pub use expression::*;
pub use table::*;

/// A name: unquoted, and where it stands in the statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Name<'t> {
    pub text: Cow<'t, str>,
    pub at: u32,
}

/// `t` or `db.t`.
#[derive(Clone, Debug, PartialEq)]
pub struct TableName<'t> {
    pub database: Option<Name<'t>>,
    pub name: Name<'t>,
}

/// A statement that the server has parsed.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement<'t> {
    CreateTable(Box<CreateTable<'t>>),
    AlterTable(Box<AlterTable<'t>>),
    CreateIndex(Box<CreateIndex<'t>>),
    DropIndex {
        name: Name<'t>,
        table: TableName<'t>,
        if_exists: bool,
        algorithm: Option<Name<'t>>,
        lock: Option<Name<'t>>,
    },
    DropTable {
        tables: Vec<TableName<'t>>,
        if_exists: bool,
        temporary: bool,
    },
    RenameTable {
        pairs: Vec<(TableName<'t>, TableName<'t>)>,
        if_exists: bool,
    },
    TruncateTable(TableName<'t>),
    CreateDatabase {
        name: Name<'t>,
        if_not_exists: bool,
        or_replace: bool,
        options: Vec<DatabaseOption<'t>>,
    },
    AlterDatabase {
        name: Option<Name<'t>>,
        options: Vec<DatabaseOption<'t>>,
    },
    DropDatabase {
        name: Name<'t>,
        if_exists: bool,
    },
    Use(Name<'t>),
    /// `SET` of variables that the dry-run knows; others are [`Statement::Other`].
    Set(Vec<Assignment<'t>>),
    CreateRoutine(Box<CreateRoutine<'t>>),
    DropRoutine {
        function: bool,
        name: TableName<'t>,
        if_exists: bool,
    },
    Call {
        name: TableName<'t>,
        arguments: Vec<Expr<'t>>,
    },
    CreateView {
        name: TableName<'t>,
        or_replace: bool,
        if_not_exists: bool,
    },
    DropView {
        names: Vec<TableName<'t>>,
        if_exists: bool,
    },
    /// INSERT, REPLACE, LOAD DATA: rows come into a table.
    Rows {
        verb: &'static str,
        table: TableName<'t>,
    },
    /// A statement without effect on what is modelled: COMMIT, LOCK TABLES, SET NAMES.
    Nothing,
    /// A statement that is not modelled: its first word or words.
    Other(String),
}

#[derive(Clone, Debug, PartialEq)]
pub enum DatabaseOption<'t> {
    Charset(Name<'t>),
    Collate(Name<'t>),
    Encryption(Cow<'t, str>),
    Comment(Cow<'t, str>),
    ReadOnly(Cow<'t, str>),
}

/// `SET [scope] name = value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment<'t> {
    /// In lower case, without `@@` and scope; user variables begin with `@`.
    pub name: String,
    pub global: bool,
    pub value: Expr<'t>,
}

/// A stored procedure or function; its body stays text until it is called.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateRoutine<'t> {
    pub function: bool,
    pub name: TableName<'t>,
    pub if_not_exists: bool,
    pub or_replace: bool,
    /// In their order: names of the parameters.
    pub parameters: Vec<Name<'t>>,
    /// Where the body begins in the statement.
    pub body_at: u32,
}
