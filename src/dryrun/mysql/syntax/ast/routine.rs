//! Stored procedures and what stands in their bodies.

use super::{DataType, Expr, Name, TableName};

/// `CREATE PROCEDURE` and `CREATE FUNCTION`; the body stays text until the procedure is called.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateRoutine<'t> {
    pub name: TableName<'t>,
    pub if_not_exists: bool,
    pub or_replace: bool,
    pub parameters: Vec<Parameter<'t>>,
    /// Of a function.
    pub returns: Option<DataType<'t>>,
    /// Where the body begins in the statement, in bytes.
    pub body_at: u32,
}

/// `CREATE TRIGGER`.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateTrigger<'t> {
    pub name: TableName<'t>,
    pub table: TableName<'t>,
    pub if_not_exists: bool,
    pub or_replace: bool,
    pub before: bool,
    /// INSERT, UPDATE or DELETE.
    pub event: &'static str,
    /// The trigger that FOLLOWS or PRECEDES names.
    pub beside: Option<Name<'t>>,
    /// Where the body begins in the statement, in bytes.
    pub body_at: u32,
}

/// Statements around transactions, as far as savepoints have to be there.
#[derive(Clone, Debug, PartialEq)]
pub enum Transaction<'t> {
    Begin,
    /// COMMIT, ROLLBACK.
    End,
    Savepoint(Name<'t>),
    RollbackTo(Name<'t>),
    Release(Name<'t>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Parameter<'t> {
    pub mode: ParameterMode,
    pub name: Name<'t>,
    pub data_type: DataType<'t>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterMode {
    In,
    Out,
    InOut,
}

/// A statement of a body.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyStatement<'t> {
    Block(Box<Block<'t>>),
    /// Conditions with what they guard, and ELSE.
    If {
        branches: Vec<(Expr<'t>, Vec<BodyStatement<'t>>)>,
        otherwise: Vec<BodyStatement<'t>>,
    },
    Case {
        operand: Option<Expr<'t>>,
        branches: Vec<(Expr<'t>, Vec<BodyStatement<'t>>)>,
        otherwise: Option<Vec<BodyStatement<'t>>>,
    },
    Loop(Box<Loop<'t>>),
    /// The label, in lower case.
    Leave(String),
    Iterate(String),
    Open(Name<'t>),
    Close(Name<'t>),
    Fetch {
        cursor: Name<'t>,
        into: Vec<Target<'t>>,
    },
    Signal(Signal<'t>),
    /// `GET DIAGNOSTICS`: what it gives is not modelled.
    Diagnostics(Vec<Target<'t>>),
    /// A statement of SQL, to be parsed again when it is executed: its place among the tokens.
    Sql(usize),
}

/// `BEGIN ... END`.
#[derive(Clone, Debug, PartialEq)]
pub struct Block<'t> {
    /// In lower case.
    pub label: Option<String>,
    pub variables: Vec<Variables<'t>>,
    pub conditions: Vec<(Name<'t>, Condition)>,
    /// Where the query of each stands among the tokens.
    pub cursors: Vec<(Name<'t>, usize)>,
    pub handlers: Vec<Handler<'t>>,
    pub statements: Vec<BodyStatement<'t>>,
}

/// `DECLARE a, b INT DEFAULT 1`.
#[derive(Clone, Debug, PartialEq)]
pub struct Variables<'t> {
    pub names: Vec<Name<'t>>,
    pub data_type: DataType<'t>,
    pub default: Option<Expr<'t>>,
}

/// `DECLARE CONTINUE HANDLER FOR ...`.
#[derive(Clone, Debug, PartialEq)]
pub struct Handler<'t> {
    /// CONTINUE, else EXIT.
    pub goes_on: bool,
    pub conditions: Vec<Condition>,
    pub statement: BodyStatement<'t>,
}

/// What a handler waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    Errno(u16),
    State(String),
    Warning,
    NotFound,
    Exception,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Loop<'t> {
    /// In lower case.
    pub label: Option<String>,
    pub kind: LoopKind<'t>,
    pub statements: Vec<BodyStatement<'t>>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum LoopKind<'t> {
    Endless,
    While(Expr<'t>),
    Until(Expr<'t>),
}

/// `SIGNAL` and `RESIGNAL`.
#[derive(Clone, Debug, PartialEq)]
pub struct Signal<'t> {
    pub again: bool,
    pub state: Option<String>,
    /// Items of SET: the name in upper case and the value.
    pub items: Vec<(String, Expr<'t>)>,
}

/// Where a value goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Target<'t> {
    /// A variable or parameter of the routine.
    Local(Name<'t>),
    /// `@name`, without the sign, in lower case.
    User(String),
}
