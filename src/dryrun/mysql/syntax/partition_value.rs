//! What a partition function and the constants behind VALUES may hold.
//!
//! Source: MySQL manual, "Partitioning Limitations Relating to Functions"; each operator and function was tried on MySQL
//! 9.7.4 and MariaDB 10.11.19.

use super::ast::{BinaryOperator, Expr, ExprKind, Literal, UnaryOperator};
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::mysql::Server;

/// Functions of a partition function. EXTRACT, which belongs to them, is a call too.
const ALLOWED: &[&str] = &[
    "ABS",
    "CEIL",
    "CEILING",
    "DATEDIFF",
    "DAY",
    "DAYOFMONTH",
    "DAYOFWEEK",
    "DAYOFYEAR",
    "EXTRACT",
    "FLOOR",
    "FROM_DAYS",
    "HOUR",
    "MICROSECOND",
    "MINUTE",
    "MOD",
    "MONTH",
    "QUARTER",
    "SECOND",
    "TIME_TO_SEC",
    "TO_DAYS",
    "TO_SECONDS",
    "UNIX_TIMESTAMP",
    "WEEKDAY",
    "YEAR",
    "YEARWEEK",
];

/// Refuses a constant behind VALUES as the parser does: 1564, and 1054 or 1109 for what looks like a column.
pub(super) fn check(value: &Expr, server: Server, by_columns: bool) -> Answer<()> {
    let refuse = |errno: u16, parts: &[&str]| Err(Stop::refused(server, errno, parts));
    if !allowed(value, server) {
        return refuse(1564, &[]);
    }
    let Some((table, column)) = first_column(value) else { return Ok(()) };
    let place = match (server.is_mariadb(), by_columns) {
        (true, _) => "PARTITION BY",
        (false, true) => "field list",
        (false, false) => "partition function",
    };
    match table {
        Some(table) => refuse(1109, &[table, place]),
        None => refuse(1054, &[column, place]),
    }
}

/// True where each step of the expression may be in a partition function.
pub fn allowed(expression: &Expr, server: Server) -> bool {
    use BinaryOperator::{Add, IntegerDivide, Modulo, Multiply, Subtract};
    match &expression.kind {
        ExprKind::Literal(Literal::True | Literal::False) => server.is_mariadb(),
        ExprKind::Literal(_) | ExprKind::Column { .. } => true,
        ExprKind::DefaultOf(column) => allowed(column, server),
        ExprKind::ValuesOf(column) => !server.is_mariadb() && allowed(column, server),
        ExprKind::Parenthesis(operand) => allowed(operand, server),
        ExprKind::Unary { operator, operand } => {
            matches!(operator, UnaryOperator::Plus | UnaryOperator::Minus) && allowed(operand, server)
        }
        ExprKind::Binary { operator, left, right } => {
            matches!(operator, Add | Subtract | Multiply | IntegerDivide | Modulo)
                && allowed(left, server)
                && allowed(right, server)
        }
        ExprKind::Call(call) => {
            call.database.is_none()
                && ALLOWED.iter().any(|name| name.eq_ignore_ascii_case(&call.name.text))
                && call.arguments.iter().all(|argument| allowed(argument, server))
        }
        _ => false,
    }
}

/// The first name in the expression: its table, where one is named, and its words.
fn first_column<'e>(expression: &'e Expr) -> Option<(Option<&'e str>, &'e str)> {
    match &expression.kind {
        ExprKind::Column { qualifiers, name } => Some((qualifiers.last().map(|table| &*table.text), &name.text)),
        ExprKind::DefaultOf(operand)
        | ExprKind::ValuesOf(operand)
        | ExprKind::Parenthesis(operand)
        | ExprKind::Unary { operand, .. } => first_column(operand),
        ExprKind::Binary { left, right, .. } => first_column(left).or_else(|| first_column(right)),
        ExprKind::Call(call) => call.arguments.iter().find_map(first_column),
        _ => None,
    }
}
