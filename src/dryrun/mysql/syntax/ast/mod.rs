//! What a statement says, before anything is looked up: names as they stand, expressions as trees, places in bytes.

mod alter;
mod expression;
mod partition;
mod query;
mod routine;
mod table;

use std::borrow::Cow;

pub use alter::*;
pub use expression::*;
pub use partition::*;
pub use query::*;
pub use routine::*;
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
    CreateView(Box<CreateView<'t>>),
    DropView {
        names: Vec<TableName<'t>>,
        if_exists: bool,
    },
    Select(Box<Query<'t>>),
    /// Rows come into a table, change or go.
    Rows(Box<RowsStatement<'t>>),
    Prepared(Box<Prepared<'t>>),
    Do(Vec<Expr<'t>>),
    /// `SET NAMES` and `SET CHARACTER SET`; `None` for DEFAULT.
    SetNames {
        names: bool,
        charset: Option<Name<'t>>,
        collation: Option<Name<'t>>,
    },
    CreateTrigger(Box<CreateTrigger<'t>>),
    DropTrigger {
        name: TableName<'t>,
        if_exists: bool,
    },
    AlterRoutine {
        function: bool,
        name: TableName<'t>,
    },
    /// A statement that only wants tables to be there: LOCK TABLES, DESCRIBE.
    Tables(Vec<TableName<'t>>),
    Transaction(Transaction<'t>),
    /// A compound statement outside of a routine, MariaDB only: where it begins in the text.
    Compound(u32),
    /// A statement without effect on what is modelled: COMMIT, LOCK TABLES.
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
    /// The variable's name as written; empty for user variables.
    pub written: Cow<'t, str>,
    pub scope: Scope,
    pub value: Expr<'t>,
}

/// Whose variable SET assigns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// `@name`
    User,
    /// No word: a variable of a routine, else of the session.
    Plain,
    /// SESSION, LOCAL and `@@name`.
    Session,
    /// GLOBAL, PERSIST, PERSIST_ONLY.
    Global,
}

/// PREPARE and its kin.
#[derive(Clone, Debug, PartialEq)]
pub enum Prepared<'t> {
    Prepare {
        name: Name<'t>,
        source: Expr<'t>,
    },
    Execute {
        name: Name<'t>,
        using: Vec<Expr<'t>>,
    },
    /// MariaDB: `EXECUTE IMMEDIATE`.
    Immediate {
        source: Expr<'t>,
        using: Vec<Expr<'t>>,
    },
    Deallocate {
        name: Name<'t>,
    },
}
