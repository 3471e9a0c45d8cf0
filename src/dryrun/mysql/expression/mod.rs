//! Expressions in tables: generated columns, defaults, checks, key parts, partitions. What they may hold, what type
//! they give, and how the server prints them.
//!
//! # When a server says what
//!
//! MySQL looks at an expression more than once, and other checks of the table lie in between. In its order:
//!
//! 1. While it parses: errors of syntax, unknown charsets and collations, too large numbers of CAST.
//! 2. When all is parsed, as they stand: [`early::contextualise`] (numbers of arguments, literals), and right after it,
//!    for generated columns and defaults, [`validate`] (functions, variables, queries and rows that may not be there).
//!    Both come before the database and the table are looked for.
//! 3. For checks: [`check`], then [`check_names`], after the engine is known and before the table is looked for.
//! 4. For key parts: [`analyse`], when the keys are prepared, after the columns were.
//! 5. When all else is prepared, partitions too: [`analyse`] for generated columns, then defaults, then checks, and
//!    [`late`] for key parts.
//!
//! MariaDB says most while it parses: its parser calls [`early::call`] and its kin, and [`validate`] comes as soon as a
//! column or a constraint is parsed, before a syntax error behind it. [`check`] comes when the columns are prepared,
//! and [`analyse`] at the end.
//!
//! Partition functions are looked at by [`partition::early`] while they are parsed, and by [`analyse`].

mod allowed;
mod collate;
mod constant;
mod constants;
pub mod early;
pub mod function;
mod functions;
mod lower;
mod modes;
mod node;
pub mod partition;
mod print;
mod print_mariadb;
mod print_numbers;
mod steps;
mod temporal;
mod types;
pub mod value;
mod words;

pub use allowed::{check, check_added_default, check_names, late, validate};
pub use constant::Constant;
pub use value::{Coercibility, Kind, ValueType};

use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::syntax::ast::{Expr, Name};
use crate::mysql::Server;
use crate::mysql::charset::Collation;
use node::Node;
use types::Typing;

/// What an expression may name: the columns of the table at hand.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    pub server: Server,
    pub database: &'a str,
    pub table: &'a str,
    /// In the table's order, those that come later too.
    pub columns: &'a [ScopeColumn<'a>],
    /// The table is altered and not created.
    pub altered: bool,
    /// The connection's collation: that of literals without a charset.
    pub collation: &'static Collation,
}

impl<'a> Scope<'a> {
    /// The column of that name, whatever its case.
    pub fn column(&self, name: &str) -> Option<&ScopeColumn<'a>> {
        self.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name))
    }

    /// True where the words before a column's name mean this table.
    fn is_here(&self, qualifiers: &[Name]) -> bool {
        match qualifiers {
            [] => true,
            [table] => table.text == self.table,
            [database, table, ..] => database.text == self.database && table.text == self.table,
        }
    }
}

/// A column as an expression sees it.
#[derive(Clone, Copy, Debug)]
pub struct ScopeColumn<'a> {
    pub name: &'a str,
    pub value: ValueType,
    pub generated: bool,
    /// Generated and STORED or PERSISTENT.
    pub stored: bool,
    pub auto_increment: bool,
    /// MariaDB: also one with DEFAULT CURRENT_TIMESTAMP, but none that [`is_constant`].
    pub has_expression_default: bool,
    /// Its place in the table.
    pub position: usize,
}

/// Where an expression stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Purpose<'a> {
    Generated {
        column: &'a str,
        stored: bool,
        /// MariaDB: a key names the column, so that it must be deterministic as if it were stored.
        indexed: bool,
    },
    Default {
        column: &'a str,
    },
    /// `column` is the column whose definition has the check; `None` for a check of the table.
    Check {
        constraint: &'a str,
        column: Option<&'a str>,
    },
    KeyPart {
        index: &'a str,
    },
    Partition,
}

impl<'a> Purpose<'a> {
    /// The name that messages have.
    fn name(&self) -> &'a str {
        match self {
            Purpose::Generated { column, .. } | Purpose::Default { column } => column,
            Purpose::Check { constraint, .. } => constraint,
            Purpose::KeyPart { index } => index,
            Purpose::Partition => "",
        }
    }

    /// Where a column is unknown, in the words of error 1054; MariaDB's are those of 1901 too.
    fn place(&self, mariadb: bool) -> &'static str {
        match (self, mariadb) {
            (Purpose::Generated { .. }, false) => "generated column function",
            (Purpose::Default { .. }, false) => "default value expression",
            (Purpose::Check { .. }, false) => "check constraint",
            (Purpose::KeyPart { .. }, false) => "functional index",
            (Purpose::Partition, false) => "partition function",
            (Purpose::Generated { .. }, true) => "GENERATED ALWAYS AS",
            (Purpose::Default { .. }, true) => "DEFAULT",
            (Purpose::Check { .. }, true) => "CHECK",
            (Purpose::KeyPart { .. }, true) => "INDEX",
            (Purpose::Partition, true) => "PARTITION BY",
        }
    }
}

/// What is known of an accepted expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    pub value: ValueType,
    /// Places in [`Scope::columns`] of the columns that it names, each once.
    pub columns: Vec<usize>,
    /// As information_schema shows it: COLUMN_DEFAULT, GENERATION_EXPRESSION, CHECK_CLAUSE. `Err` has what is not
    /// modelled; the expression is accepted nevertheless.
    pub printed: Answer<String>,
    /// Gives the same for the same row, now and later.
    pub deterministic: bool,
    /// Statement-based replication may go wrong: MySQL refuses ADD COLUMN with such a default (1674).
    pub unsafe_for_replication: bool,
}

/// Looks the names up, finds the type, and refuses as the server does when it prepares the table. [`validate`] and
/// [`check`] are part of it, for those who need no finer order.
pub fn analyse(expression: &Expr, scope: &Scope, purpose: Purpose) -> Answer<Analysis> {
    if purpose == Purpose::Partition {
        return partition::analyse(expression, scope);
    }
    validate(expression, scope.server, purpose)?;
    check(expression, scope, purpose)?;
    check_names(expression, scope, purpose)?;
    let node = lower::lower(expression, scope.server)?;
    let mut typing = Typing { scope, purpose, columns: vec![], converts: Default::default() };
    let value = typing.any(&node)?;
    let (columns, converts) = (typing.columns, typing.converts.get() && scope.server.is_mariadb());
    constants::refused(&node, scope, purpose)?;
    allowed::refused_columns(&columns, scope, purpose)?;
    allowed::refused_value(&node, &value, scope, purpose)?;
    let deterministic = allowed::is_deterministic(&node);
    Ok(Analysis {
        value,
        columns,
        printed: if converts {
            Err(Stop::unknown("a text that MariaDB converts"))
        } else {
            printed(&node, scope, purpose)
        },
        deterministic,
        unsafe_for_replication: !deterministic && allowed::is_unsafe(&node),
    })
}

/// The type of an expression of a query, whose names are known to be there.
pub fn value_of(expression: &Expr, scope: &Scope) -> Answer<ValueType> {
    early::contextualise(expression, scope.server)?;
    let node = lower::lower(expression, scope.server)?;
    let purpose = Purpose::Default { column: "" };
    Typing { scope, purpose, columns: vec![], converts: Default::default() }.any(&node)
}

/// What an expression is, where it is constant and simple enough to tell. MariaDB stores the default of a column right
/// away, and refuses it as it refuses a literal.
pub fn constant_of(expression: &Expr, server: Server) -> Answer<Option<Constant>> {
    Ok(constant::constant(&lower::lower(expression, server)?))
}

/// True for an expression without columns and functions that change: MariaDB stores such a default like a literal, so
/// that it does not count in [`ScopeColumn::has_expression_default`].
pub fn is_constant(expression: &Expr, server: Server) -> Answer<bool> {
    let node = lower::lower(expression, server)?;
    let mut constant = allowed::is_deterministic(&node);
    node.walk(&mut |node| constant &= !matches!(node.op, node::Op::Column { .. }));
    Ok(constant)
}

fn printed(node: &Node, scope: &Scope, purpose: Purpose) -> Answer<String> {
    match (scope.server.is_mariadb(), purpose) {
        // Its texts have no charsets, and the rest was not asked.
        (false, _) if scope.server == Server::Mysql57 => Err(Stop::unknown("how MySQL 5.7 prints an expression")),
        (false, _) => print::mysql(node, scope.server),
        (true, Purpose::Default { .. }) => print_mariadb::mariadb_default(node, scope.server, Some(scope)),
        (true, _) => print_mariadb::mariadb(node, scope.server, Some(scope)),
    }
}
