//! Partition functions: `PARTITION BY RANGE | LIST | HASH (expression)`.
//!
//! Source: MySQL manual, "Partitioning Limitations Relating to Functions"; measured on both servers.

use super::node::{Node, Op};
use super::types::Typing;
use super::value::{Kind, ValueType};
use super::{Analysis, Purpose, Scope, lower, printed};
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::syntax::ast::{BinaryOperator, Expr, Literal};
use crate::mysql::Server;

/// The words of the error 1064 that both servers give where [`early`] says so.
pub const NOT_CACHED: &str =
    "Constant, random or timezone-dependent expressions in (sub)partitioning function are not allowed";

/// True where the server stops while it parses: a function whose result is never the same, a query, a variable. The
/// error is 1064 with the words of [`NOT_CACHED`]; MySQL prints what stands from the expression on, MariaDB what
/// stands behind it.
pub fn early(expression: &Expr, server: Server) -> Answer<bool> {
    let mut found = false;
    lower::lower(expression, server)?.walk(&mut |node| {
        found |= match &node.op {
            // UNIX_TIMESTAMP of a column may be there, and geometries are cached where their SRID is given.
            Op::Native(function) if function.has('p') => function.has('u') && node.args.is_empty(),
            Op::Native(function) => {
                let text = matches!(function.name, "st_geomfromtext" | "st_geomfromwkb" | "st_pointfromtext");
                function.has('u') || (text && node.args.len() == 1)
            }
            Op::Foreign { .. } | Op::UserVariable { .. } | Op::SystemVariable { .. } => true,
            Op::Query { .. } => !server.is_mariadb(),
            _ => false,
        };
    });
    Ok(found)
}

/// True where a step may be in a partition function.
fn allowed(node: &Node, server: Server) -> bool {
    use BinaryOperator::{Add, IntegerDivide, Modulo, Multiply, Subtract};
    match &node.op {
        Op::Literal(Literal::True | Literal::False) => server.is_mariadb(),
        Op::Literal(_)
        | Op::Number(_)
        | Op::Text(_)
        | Op::QuotedHex(_)
        | Op::NegativeNumber(_)
        | Op::Column { .. }
        | Op::Negative
        | Op::Extract(_)
        | Op::DefaultOf
        | Op::ValuesOf => true,
        Op::Math(operator) => matches!(operator, Add | Subtract | Multiply | IntegerDivide | Modulo),
        Op::Native(function) => function.has('p'),
        _ => false,
    }
}

pub(super) fn analyse(expression: &Expr, scope: &Scope) -> Answer<Analysis> {
    let server = scope.server;
    let refuse = |errno, parts: &[&str]| Err(Stop::refused(server, errno, parts));
    let node = lower::lower(expression, server)?;
    let mut forbidden = false;
    node.walk(&mut |node| forbidden |= !allowed(node, server));
    if forbidden {
        return refuse(1564, &[]);
    }
    let mut typing = Typing { scope, purpose: Purpose::Partition, columns: vec![], converts: Default::default() };
    let value = typing.value(&node)?;
    let columns = typing.columns;
    if columns.iter().any(|at| scope.columns.get(*at).is_some_and(|column| column.value.from_blob)) {
        return refuse(1502, &[]);
    }
    let (mut texts, mut odd) = (false, false);
    node.walk(&mut |node| {
        let divides = node.op == Op::Math(BinaryOperator::IntegerDivide);
        for arg in &node.args {
            if let Op::Column { name, .. } = &arg.op {
                let kind = scope.column(&name.text).map(|column| column.value.kind);
                let choice = matches!(kind, Some(Kind::Enum | Kind::Set));
                odd |= choice && server.is_mariadb();
                texts |= divides && (choice || kind == Some(Kind::Text));
            }
        }
    });
    if odd && !node.args.is_empty() {
        return Err(Stop::unknown("ENUM or SET in a partition function"));
    }
    if texts {
        return refuse(1564, &[]);
    }
    // A plain column is judged by its own type, and the rest by what comes out.
    if let Op::Column { name, .. } = &node.op {
        let column = scope.column(&name.text).map_or("", |column| column.name);
        match value.kind {
            Kind::Integer | Kind::Year | Kind::Bit => {}
            _ => return refuse(1659, &[column]),
        }
    }
    if value.constant || matches!(node.op, Op::DefaultOf | Op::ValuesOf) {
        return refuse(1486, &[]);
    }
    if !matches!(node.op, Op::Column { .. }) {
        let mut ill = false;
        let mut typing = Typing { scope, purpose: Purpose::Partition, columns: vec![], converts: Default::default() };
        node.walk(&mut |node| ill |= !valid(node, &mut typing));
        let whole = matches!(value.kind, Kind::Integer | Kind::Year | Kind::Null);
        if ill {
            return refuse(1486, &[]);
        }
        if !whole {
            return refuse(1491, &["PARTITION"]);
        }
    }
    Ok(Analysis {
        value,
        columns,
        printed: printed(&node, scope, Purpose::Partition),
        deterministic: true,
        unsafe_for_replication: false,
    })
}

/// True where the arguments of a function of dates or times are columns of such a type; a TIMESTAMP depends on the time
/// zone everywhere but in UNIX_TIMESTAMP.
fn valid(node: &Node, typing: &mut Typing) -> bool {
    let mut column = |at: usize| -> Option<ValueType> {
        let arg = node.args.get(at)?;
        if matches!(arg.op, Op::Column { .. }) { typing.value(arg).ok() } else { None }
    };
    let kind = column(0).map(|value| value.kind);
    let date = matches!(kind, Some(Kind::Date | Kind::DateTime));
    let time = matches!(kind, Some(Kind::Time | Kind::DateTime));
    match &node.op {
        Op::Native(function) => match function.printed {
            "unix_timestamp" => kind == Some(Kind::Timestamp),
            "hour" | "minute" | "second" | "microsecond" | "time_to_sec" => time,
            "dayofmonth" | "dayofweek" | "dayofyear" | "month" | "quarter" | "to_days" | "to_seconds" | "weekday"
            | "year" | "yearweek" => date,
            "from_days" => !matches!(kind, Some(Kind::Date | Kind::Time | Kind::DateTime)),
            _ => kind != Some(Kind::Timestamp),
        },
        Op::Extract(unit) => match unit.to_ascii_lowercase().as_str() {
            "year" | "year_month" | "quarter" | "month" | "day" => date,
            unit if unit.starts_with("day_") => kind == Some(Kind::DateTime),
            "hour" | "hour_minute" | "hour_second" | "minute" | "minute_second" | "second" | "microsecond"
            | "hour_microsecond" | "minute_microsecond" | "second_microsecond" => time,
            _ => false,
        },
        Op::Column { .. } | Op::Literal(_) => true,
        _ => (0..node.args.len()).all(|at| column(at).is_none_or(|value| value.kind != Kind::Timestamp)),
    }
}
