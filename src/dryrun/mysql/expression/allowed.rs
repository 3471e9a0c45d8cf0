//! What an expression of a table may hold.

use super::node::{Node, Op};
use super::value::{Kind, ValueType};
use super::{Purpose, Scope, lower, print, words};
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::syntax::ast::{BinaryOperator, Expr, TypeName};
use crate::mysql::{Feature, Server};

fn refuse<T>(server: Server, errno: u16, parts: &[&str]) -> Answer<T> {
    Err(Stop::refused(server, errno, parts))
}

/// What is refused before the columns of the table are known. MySQL: generated columns and defaults, right after
/// parsing. MariaDB: the same and the checks of columns, as soon as the column is parsed; of a table's checks only
/// queries.
pub fn validate(expression: &Expr, server: Server, purpose: Purpose) -> Answer<()> {
    if server.is_mariadb() {
        let node = lower::lower(expression, server)?;
        return mariadb_validate(&node, server, purpose);
    }
    match purpose {
        Purpose::Generated { .. } | Purpose::Default { .. } => {
            mysql_walk(&lower::lower(expression, server)?, server, purpose)
        }
        Purpose::Check { .. } | Purpose::KeyPart { .. } | Purpose::Partition => Ok(()),
    }
}

/// What is refused when the columns are known, but not yet their types: MySQL's checks, one after the other and then
/// [`check_names`] for each; its key parts; MariaDB's checks of tables and its indexed columns.
pub fn check(expression: &Expr, scope: &Scope, purpose: Purpose) -> Answer<()> {
    let server = scope.server;
    let node = lower::lower(expression, server)?;
    if server.is_mariadb() {
        return mariadb_check(&node, scope, purpose);
    }
    match purpose {
        Purpose::Check { constraint, column } => {
            if let Some(column) = column {
                let other = first_column(&node, |name| !name.eq_ignore_ascii_case(column));
                if other.is_some() {
                    return refuse(server, 3813, &[constraint]);
                }
            }
            if !node.is_boolean() {
                return refuse(server, 3812, &[constraint]);
            }
            mysql_walk(&node, server, purpose)
        }
        Purpose::KeyPart { .. } => {
            if matches!(node.op, Op::Column { .. }) {
                return refuse(server, 3762, &[]);
            }
            mysql_walk(&node, server, purpose)
        }
        Purpose::Generated { .. } | Purpose::Default { .. } | Purpose::Partition => Ok(()),
    }
}

/// MySQL: a check names a column that is not there (3820). It comes when [`check`] found nothing in any check.
pub fn check_names(expression: &Expr, scope: &Scope, purpose: Purpose) -> Answer<()> {
    let Purpose::Check { constraint, .. } = purpose else { return Ok(()) };
    if scope.server.is_mariadb() {
        return Ok(());
    }
    let node = lower::lower(expression, scope.server)?;
    match first_column(&node, |name| scope.column(name).is_none()) {
        Some(name) if scope.altered => {
            refuse(scope.server, 1054, &[&name, &format!("check constraint {constraint} expression")])
        }
        Some(name) => refuse(scope.server, 3820, &[constraint, &name]),
        None => Ok(()),
    }
}

/// MySQL: a functional key part names an AUTO_INCREMENT column (3754). It comes when all else of the table is prepared.
pub fn late(columns: &[usize], scope: &Scope, purpose: Purpose) -> Answer<()> {
    let Purpose::KeyPart { index } = purpose else { return Ok(()) };
    let auto = |at: &usize| scope.columns.get(*at).is_some_and(|column| column.auto_increment);
    if columns.iter().any(auto) { refuse(scope.server, 3754, &[index]) } else { Ok(()) }
}

/// The first column, in the server's order, whose name is so.
fn first_column(node: &Node, wanted: impl Fn(&str) -> bool) -> Option<String> {
    let mut found = None;
    node.walk(&mut |node| {
        if let Op::Column { name, .. } = &node.op
            && found.is_none()
            && wanted(&name.text)
        {
            found = Some(name.text.to_string());
        }
    });
    found
}

// MySQL

/// The numbers for a function by name and for what has none.
fn numbers(purpose: Purpose, server: Server) -> (u16, u16) {
    match purpose {
        _ if !server.has(Feature::ExpressionReasons) => (3102, 3102),
        Purpose::Generated { .. } | Purpose::Partition => (3763, 3102),
        Purpose::Default { .. } => (3770, 3769),
        Purpose::Check { .. } => (3814, 3815),
        Purpose::KeyPart { .. } => (3758, 3758),
    }
}

const ARRAY_ELSEWHERE: &str = "Use of CAST( .. AS .. ARRAY) outside of functional index in CREATE(non-SELECT)/ALTER TABLE \
    or in general expressions";

fn mysql_walk(root: &Node, server: Server, purpose: Purpose) -> Answer<()> {
    let name = purpose.name();
    if root.op == Op::Row {
        return match purpose {
            _ if !server.has(Feature::ExpressionReasons) => refuse(server, 1241, &["1"]),
            Purpose::Generated { .. } => refuse(server, 3764, &[name]),
            Purpose::Default { .. } => refuse(server, 3771, &[name]),
            _ => refuse(server, 3800, &[name]),
        };
    }
    let (named, plain) = numbers(purpose, server);
    let is_default = matches!(purpose, Purpose::Default { .. });
    let is_computed = matches!(purpose, Purpose::Generated { .. } | Purpose::KeyPart { .. });
    let mut stop: Answer<()> = Ok(());
    root.walk(&mut |node| {
        if stop.is_err() {
            return;
        }
        stop = match &node.op {
            Op::Native(function) if function.name == "name_const" => refuse(server, plain, &[name]),
            Op::Native(function)
                if function.has('x') || (function.has('n') && !is_default) || (function.has('g') && is_computed) =>
            {
                let parentheses = if matches!(function.name, "version" | "icu_version") { "()" } else { "" };
                refuse(server, named, &[name, &format!("{}{parentheses}", function.printed)])
            }
            Op::Foreign { database, name: function } => {
                let mut full = String::new();
                if let Some(database) = database {
                    words::push_name(&mut full, database);
                    full.push('.');
                }
                words::push_name(&mut full, function);
                refuse(server, named, &[name, &full])
            }
            Op::Query { .. } => refuse(server, plain, &[name]),
            Op::UserVariable { .. } | Op::SystemVariable { .. } => {
                let number = match purpose {
                    _ if !server.has(Feature::ExpressionReasons) => 3102,
                    Purpose::Check { .. } => 3816,
                    _ => 3772,
                };
                refuse(server, number, &[name])
            }
            Op::Aggregate(_) => refuse(server, 1111, &[]),
            Op::Window(function) => refuse(server, 3593, &[function]),
            Op::ValuesOf => refuse(server, named, &[name, "values"]),
            Op::Match => refuse(server, named, &[name, "match"]),
            Op::DefaultOf if matches!(purpose, Purpose::KeyPart { .. }) => refuse(server, plain, &[name]),
            Op::Cast { array: true, .. } => {
                let whole = matches!(purpose, Purpose::KeyPart { .. }) && std::ptr::eq(node, root);
                if whole { Ok(()) } else { refuse(server, 1235, &[ARRAY_ELSEWHERE]) }
            }
            _ => Ok(()),
        };
    });
    stop
}

// MariaDB

/// How much a step stands in the way, and how it is called in the message: 2 where it is random, 4 where it depends
/// on the session, 8 on the time, 32 where it is impossible. The numbers are MariaDB's own order.
fn mariadb_obstacle(node: &Node, generated: bool) -> Option<(u8, String)> {
    let called = |name: &str| format!("{name}()");
    Some(match &node.op {
        Op::Native(function) if function.has('x') => (32, called(function.printed)),
        Op::Native(function) if function.has('r') => (if generated { 32 } else { 2 }, called(function.printed)),
        Op::Native(function) if function.has('n') => {
            // With a mode, a locale or a time nothing of the session is asked.
            let given = match function.name {
                "week" => 2,
                "date_format" => 3,
                "unix_timestamp" => 1,
                _ => usize::MAX,
            };
            if node.args.len() == given {
                return None;
            }
            let weight = match function.name {
                "rand" | "uuid" | "uuid_short" | "sys_guid" => 2,
                "unix_timestamp" => 8,
                _ if matches!(function.result, "D" | "T" | "M") => 8,
                _ => 4,
            };
            (weight, called(function.printed))
        }
        Op::Extract(unit) if unit.eq_ignore_ascii_case("WEEK") => (4, called("extract")),
        Op::Aggregate(name) if name.ends_with(' ') => (32, name.to_string() + ")"),
        Op::Aggregate(name) => (32, called(name)),
        Op::Window(name) => (32, called(name)),
        Op::Match => (32, "match ... against()".to_owned()),
        Op::Query { .. } => (32, "select ...".to_owned()),
        Op::UserVariable { name, .. } => (2, format!("@{name}")),
        Op::SystemVariable { name, .. } => (4, format!("@@{name}")),
        Op::Foreign { database, name } => {
            let mut full = String::new();
            if let Some(database) = database {
                words::push_name(&mut full, database);
                full.push('.');
            }
            words::push_name(&mut full, name);
            (32, called(&full))
        }
        _ => return None,
    })
}

/// Error 1901 for the step that stands in the way most, the first of its kind.
fn mariadb_functions(root: &Node, server: Server, purpose: Purpose, deterministic: bool) -> Answer<()> {
    let generated = matches!(purpose, Purpose::Generated { .. });
    let mut worst: Option<(u8, String)> = None;
    root.walk(&mut |node| {
        if let Some((weight, name)) = mariadb_obstacle(node, generated) {
            let counts = deterministic || weight == 32;
            if counts && worst.as_ref().is_none_or(|(known, _)| weight > *known) {
                worst = Some((weight, name));
            }
        }
    });
    match worst {
        Some((_, name)) => refuse(server, 1901, &[&name, purpose.place(true), purpose.name()]),
        None => Ok(()),
    }
}

fn mariadb_validate(node: &Node, server: Server, purpose: Purpose) -> Answer<()> {
    if let Purpose::Check { column, .. } = purpose {
        let mut query = false;
        node.walk(&mut |node| query |= matches!(node.op, Op::Query { .. }));
        if query {
            return refuse(server, 1970, &["CHECK"]);
        }
        if column.is_some() {
            mariadb_functions(node, server, purpose, true)?;
        }
    } else if purpose != Purpose::Partition {
        let stored = matches!(purpose, Purpose::Generated { stored: true, .. });
        mariadb_functions(node, server, purpose, stored)?;
    }
    if node.op == Op::Row { refuse(server, 1241, &["1"]) } else { Ok(()) }
}

fn mariadb_check(node: &Node, scope: &Scope, purpose: Purpose) -> Answer<()> {
    let server = scope.server;
    let mut elsewhere = None;
    node.walk(&mut |node| {
        if let Op::Column { qualifiers, name } = &node.op
            && elsewhere.is_none()
            && !scope.is_here(qualifiers)
        {
            let mut full = String::new();
            for qualifier in *qualifiers {
                full.push_str(&qualifier.text);
                full.push('.');
            }
            full.push_str(&name.text);
            elsewhere = Some(full);
        }
    });
    if let Some(full) = elsewhere {
        return refuse(server, 1901, &[&full, purpose.place(true), purpose.name()]);
    }
    match purpose {
        Purpose::Check { column: None, .. } | Purpose::Generated { indexed: true, .. } => {
            mariadb_functions(node, server, purpose, true)
        }
        _ => Ok(()),
    }
}

// Columns and results

/// Columns that an expression of this purpose may not name.
pub(super) fn refused_columns(columns: &[usize], scope: &Scope, purpose: Purpose) -> Answer<()> {
    let server = scope.server;
    let own = match purpose {
        Purpose::Generated { column, .. } | Purpose::Default { column } => {
            scope.columns.iter().position(|other| other.name.eq_ignore_ascii_case(column))
        }
        _ => None,
    };
    let later = |at: usize| own.is_some_and(|own| at >= own);
    let mut named: Vec<_> = columns.iter().filter_map(|at| Some((*at, scope.columns.get(*at)?))).collect();
    if server.is_mariadb() {
        // MariaDB asks in the order of the table's columns.
        named.sort_by_key(|(at, _)| *at);
        return mariadb_columns(&named, scope, purpose, own);
    }
    for (at, column) in named {
        let computed = column.generated || column.has_expression_default;
        match purpose {
            Purpose::Generated { column: name, .. } if column.auto_increment => return refuse(server, 3109, &[name]),
            Purpose::Generated { .. } if later(at) && computed => return refuse(server, 3107, &[]),
            Purpose::Default { column: name } if column.auto_increment => return refuse(server, 3768, &[name]),
            Purpose::Default { column: name } if later(at) && computed => return refuse(server, 3767, &[name]),
            Purpose::Check { constraint, .. } if column.auto_increment => return refuse(server, 3818, &[constraint]),
            _ => {}
        }
    }
    Ok(())
}

fn mariadb_columns(
    named: &[(usize, &super::ScopeColumn)],
    scope: &Scope,
    purpose: Purpose,
    own: Option<usize>,
) -> Answer<()> {
    let server = scope.server;
    for (at, column) in named {
        let later = own.is_some_and(|own| *at >= own);
        let uninitialised = match purpose {
            Purpose::Generated { .. } => later && column.generated,
            Purpose::Default { .. } => column.generated || (later && column.has_expression_default),
            _ => false,
        };
        if uninitialised {
            return refuse(server, 4029, &[purpose.name(), column.name]);
        }
        let kept = match purpose {
            Purpose::Generated { stored, indexed, .. } => stored || indexed,
            _ => true,
        };
        if column.auto_increment && kept {
            return refuse(server, 1901, &["AUTO_INCREMENT", purpose.place(true), column.name]);
        }
    }
    Ok(())
}

/// Results that an expression of this purpose may not have.
pub(super) fn refused_value(node: &Node, value: &ValueType, scope: &Scope, purpose: Purpose) -> Answer<()> {
    let server = scope.server;
    if matches!(value.kind, Kind::Row(_)) {
        return refuse(server, 1241, &["1"]);
    }
    if server.is_mariadb() {
        return super::modes::refused(node, value, scope, purpose);
    }
    match purpose {
        Purpose::Generated { column, .. } | Purpose::KeyPart { index: column } => {
            let mut random = false;
            node.walk(&mut |node| random |= matches!(&node.op, Op::Native(function) if function.has('r')));
            let key = matches!(purpose, Purpose::KeyPart { .. });
            if !random || key {
                return if key { refused_key(node, value, scope, column, random) } else { Ok(()) };
            }
            match mysql_name(node) {
                Some(name) => refuse(server, 3763, &[column, name]),
                None => Err(Stop::unknown("the name of an operation in a message")),
            }
        }
        Purpose::Default { .. } | Purpose::Check { .. } | Purpose::Partition => Ok(()),
    }
}

fn refused_key(node: &Node, value: &ValueType, scope: &Scope, index: &str, random: bool) -> Answer<()> {
    let server = scope.server;
    let array = matches!(node.op, Op::Cast { array: true, .. });
    match value.kind {
        _ if array => return Ok(()),
        Kind::Json => return refuse(server, 3753, &[]),
        Kind::Geometry(_) => return refuse(server, 3760, &[]),
        Kind::Vector => return Err(Stop::unknown("a key part that is a vector")),
        _ if value.kind == Kind::Null || (value.kind == Kind::Text && value.length == 0) => {
            // The message has the expression without the escapes of information_schema.
            let printed = print::mysql(node, server)?.replace("\\'", "'");
            return refuse(server, 3761, &[&printed]);
        }
        _ => {}
    }
    let column = value.column_type(server);
    let large = column.is_some_and(|column| column.is_blob() && column.name != TypeName::Vector);
    if large {
        return refuse(server, 3757, &[]);
    }
    if random { refuse(server, 3758, &[index]) } else { Ok(()) }
}

/// How MySQL calls an operation in messages.
fn mysql_name(node: &Node) -> Option<&'static str> {
    Some(match &node.op {
        Op::Native(function) => function.printed,
        Op::Math(BinaryOperator::Add) => "+",
        Op::Math(BinaryOperator::Subtract) | Op::Negative => "-",
        Op::Math(BinaryOperator::Multiply) => "*",
        Op::Compare(sign) => words::operator(*sign, false),
        Op::IsNull { negated: false } => "isnull",
        Op::Case { .. } => "case",
        Op::Between { .. } => "between",
        Op::In { .. } => " IN ",
        Op::Like { .. } => "like",
        Op::AddInterval { .. } => "date_add_interval",
        Op::Using(_) => "convert",
        Op::Cast { target, .. } if target.name == TypeName::Char => "cast_as_char",
        _ => return None,
    })
}

/// MySQL: error 1674 for ADD COLUMN with a default that replication cannot repeat. It comes right after [`validate`],
/// before the table is looked for.
pub fn check_added_default(expression: &Expr, server: Server) -> Answer<()> {
    if server.is_mariadb() {
        return Ok(());
    }
    let node = lower::lower(expression, server)?;
    if is_unsafe(&node) { refuse(server, 1674, &[]) } else { Ok(()) }
}

pub(super) fn is_deterministic(node: &Node) -> bool {
    let mut deterministic = true;
    node.walk(&mut |node| {
        deterministic &= match &node.op {
            Op::Native(function) => !(function.has('n') || function.has('r') || function.has('x')),
            Op::Foreign { .. } | Op::UserVariable { .. } | Op::SystemVariable { .. } | Op::Query { .. } => false,
            _ => true,
        };
    });
    deterministic
}

/// Functions that MySQL holds for unsafe in statement-based replication. Source: each function was tried in ADD COLUMN.
pub(super) fn is_unsafe(node: &Node) -> bool {
    let mut found = false;
    node.walk(&mut |node| {
        if let Op::Native(function) = &node.op {
            found |= matches!(
                function.printed,
                "uuid" | "uuid_short" | "rand" | "user" | "current_user" | "sysdate" | "random_bytes"
            ) || matches!(function.name, "aes_encrypt" | "aes_decrypt");
        }
    });
    found
}
