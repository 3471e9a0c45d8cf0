//! The partition function: which columns it names and what it gives.
//!
//! Measured on MySQL 9.7.4 and MariaDB 10.11.19, each function with a column of each type.

use crate::dryrun::mysql::catalog::{Column, Default, same};
use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::syntax::ast::{BinaryOperator, Call, Expr, ExprKind, Literal, Name, TypeName, UnaryOperator};
use crate::mysql::Server;

/// Digits of a decimal that FLOOR and CEILING still give as an integer.
const INTEGER_DIGITS: i32 = 18;

/// The table that a function is for.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    pub server: Server,
    pub database: &'a str,
    pub table: &'a str,
    pub columns: &'a [&'a Column],
    /// An ALTER, which asks for no table before a column: the table may have another name now.
    pub altered: bool,
    /// The function was there before, and MariaDB is content with less.
    pub kept: bool,
}

/// What is known of a function.
#[derive(Clone, Debug)]
pub struct Found {
    /// Places of the columns, each once.
    pub columns: Vec<usize>,
    pub value: Value,
    /// The function is a column and nothing else: its name as written.
    pub plain: Option<String>,
}

/// The kind of a value, as far as partitioning asks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    Integer {
        unsigned: bool,
        digits: i32,
    },
    Decimal {
        digits: i32,
        scale: i32,
        unsigned: bool,
    },
    Real,
    Text,
    /// A date or time, with digits of the second's fraction.
    Moment(TypeName, u8),
}

impl Value {
    pub fn is_integer(self) -> bool {
        matches!(self, Value::Integer { .. })
    }

    pub fn is_unsigned(self) -> bool {
        matches!(self, Value::Integer { unsigned: true, .. })
    }
}

const SIGNED: Value = Value::Integer { unsigned: false, digits: 10 };

/// Looks the names up, and refuses constants and wrong arguments: 1054 and 1486.
pub fn look_up(expression: &Expr, scope: &Scope) -> Answer<Found> {
    let mut columns = Vec::new();
    names(expression, scope, &mut columns)?;
    if columns.is_empty() || is_constant(expression) || !valid(expression, scope) {
        return Err(Stop::refused(scope.server, 1486, &[]));
    }
    let plain = plain_column(expression).map(|name| name.text.to_string());
    Ok(Found { columns, value: value(expression, scope)?, plain })
}

impl Scope<'_> {
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| same(&column.name, name))
    }

    fn column(&self, expression: &Expr) -> Option<&Column> {
        let name = plain_column(expression)?;
        self.columns.get(self.position(&name.text)?).copied()
    }

    fn type_name(&self, expression: &Expr) -> Option<TypeName> {
        self.column(expression).map(|column| column.column_type.name)
    }
}

/// The column that the expression is; signs and parentheses around it do not count.
fn plain_column<'e, 't>(expression: &'e Expr<'t>) -> Option<&'e Name<'t>> {
    match &expression.kind {
        ExprKind::Column { name, .. } => Some(name),
        ExprKind::Parenthesis(inner) | ExprKind::Unary { operator: UnaryOperator::Plus, operand: inner } => {
            plain_column(inner)
        }
        _ => None,
    }
}

fn children<'e, 't>(expression: &'e Expr<'t>) -> Vec<&'e Expr<'t>> {
    match &expression.kind {
        ExprKind::Parenthesis(inner)
        | ExprKind::Unary { operand: inner, .. }
        | ExprKind::DefaultOf(inner)
        | ExprKind::ValuesOf(inner) => vec![inner],
        ExprKind::Binary { left, right, .. } => vec![left, right],
        ExprKind::Call(call) => call.arguments.iter().collect(),
        _ => vec![],
    }
}

/// The columns of the expression, in the order written. The column of DEFAULT() must have one that is no expression.
fn names(expression: &Expr, scope: &Scope, columns: &mut Vec<usize>) -> Answer<()> {
    let ExprKind::Column { qualifiers, name } = &expression.kind else {
        children(expression).into_iter().try_for_each(|child| names(child, scope, columns))?;
        let ExprKind::DefaultOf(inner) = &expression.kind else { return Ok(()) };
        return scope.column(inner).map_or(Ok(()), |column| has_default(column, scope.server));
    };
    let here = match qualifiers.as_slice() {
        _ if scope.altered => true,
        [] => true,
        [table] => table.text == scope.table,
        [database, table, ..] => database.text == scope.database && table.text == scope.table,
    };
    match scope.position(&name.text).filter(|_| here) {
        Some(at) if columns.contains(&at) => Ok(()),
        Some(at) => {
            columns.push(at);
            Ok(())
        }
        None => {
            let place = if scope.server.is_mariadb() { "PARTITION BY" } else { "partition function" };
            let mut shown = String::new();
            for qualifier in qualifiers {
                shown.push_str(&qualifier.text);
                shown.push('.');
            }
            shown.push_str(&name.text);
            Err(Stop::refused(scope.server, 1054, &[&shown, place]))
        }
    }
}

/// 1364 and 3773 for a column of which DEFAULT() knows nothing.
fn has_default(column: &Column, server: Server) -> Answer<()> {
    let maria = server.is_mariadb();
    let without = match column.default {
        Default::Expression(_) if !maria => return Err(Stop::refused(server, 3773, &[])),
        _ if column.generated.is_some() => !maria,
        Default::None => !column.nullable && !column.auto_increment,
        _ => false,
    };
    if without { Err(Stop::refused(server, 1364, &[&column.name])) } else { Ok(()) }
}

/// The names of the columns in an expression.
pub fn column_names(expression: &Expr) -> Vec<String> {
    match &expression.kind {
        ExprKind::Column { name, .. } => vec![name.text.to_string()],
        _ => children(expression).into_iter().flat_map(column_names).collect(),
    }
}

/// The words of an expression with columns under new names; `text` is the statement that it stands in.
pub fn renamed(expression: &Expr, text: &str, new_name: &dyn Fn(&str) -> Option<String>) -> String {
    let mut places = Vec::new();
    column_places(expression, &mut places);
    let mut out = String::new();
    let mut from = expression.at as usize;
    for (at, end, name) in places {
        let Some(new) = new_name(&name) else { continue };
        out.push_str(text.get(from..at).unwrap_or(""));
        out.push('`');
        out.push_str(&new.replace('`', "``"));
        out.push('`');
        from = end;
    }
    out.push_str(text.get(from..expression.end as usize).unwrap_or(""));
    out
}

fn column_places(expression: &Expr, places: &mut Vec<(usize, usize, String)>) {
    match &expression.kind {
        ExprKind::Column { name, .. } => {
            places.push((expression.at as usize, expression.end as usize, name.text.to_string()))
        }
        _ => children(expression).into_iter().for_each(|child| column_places(child, places)),
    }
}

fn is_constant(expression: &Expr) -> bool {
    match &expression.kind {
        ExprKind::Column { .. } => false,
        ExprKind::DefaultOf(_) | ExprKind::ValuesOf(_) => true,
        _ => children(expression).into_iter().all(is_constant),
    }
}

/// True where the functions of dates and times have columns of such types, and a TIMESTAMP stands alone or in
/// UNIX_TIMESTAMP only, since all else depends on the time zone.
fn valid(expression: &Expr, scope: &Scope) -> bool {
    let given = matches!(expression.kind, ExprKind::DefaultOf(_) | ExprKind::ValuesOf(_));
    if given || plain_column(expression).is_some() {
        return true;
    }
    let good = match &expression.kind {
        ExprKind::Call(call) if call.name.text.eq_ignore_ascii_case("UNIX_TIMESTAMP") => valid_call(call, scope),
        ExprKind::Call(call) if !(scope.kept && scope.server.is_mariadb()) => valid_call(call, scope),
        _ => children(expression).iter().all(|child| scope.type_name(child) != Some(TypeName::Timestamp)),
    };
    good && children(expression).iter().all(|child| valid(child, scope))
}

fn valid_call(call: &Call, scope: &Scope) -> bool {
    let is = |expected: &[TypeName]| {
        call.arguments.iter().any(|argument| scope.type_name(argument).is_some_and(|name| expected.contains(&name)))
    };
    let dates = [TypeName::Date, TypeName::DateTime];
    let times = [TypeName::Time, TypeName::DateTime];
    match call.name.text.to_ascii_uppercase().as_str() {
        "UNIX_TIMESTAMP" => is(&[TypeName::Timestamp]),
        "HOUR" | "MINUTE" | "SECOND" | "MICROSECOND" | "TIME_TO_SEC" => is(&times),
        "FROM_DAYS" => !is(&[TypeName::Date, TypeName::DateTime, TypeName::Time, TypeName::Timestamp]),
        "DATEDIFF" => call
            .arguments
            .iter()
            .all(|argument| matches!(scope.type_name(argument), Some(TypeName::Date | TypeName::DateTime))),
        "DAY" | "DAYOFMONTH" | "DAYOFWEEK" | "DAYOFYEAR" | "MONTH" | "QUARTER" | "TO_DAYS" | "TO_SECONDS"
        | "WEEKDAY" | "YEAR" | "YEARWEEK" => is(&dates),
        "EXTRACT" => match call.word.unwrap_or_default().to_ascii_uppercase().as_str() {
            "YEAR" | "YEAR_MONTH" | "QUARTER" | "MONTH" | "DAY" => is(&dates),
            "WEEK" => false,
            unit if unit.starts_with("DAY_") => is(&[TypeName::DateTime]),
            _ => is(&times),
        },
        _ => !is(&[TypeName::Timestamp]),
    }
}

fn of_column(column_type: &ColumnType, server: Server) -> Value {
    let decimals = column_type.decimals.unwrap_or(0);
    match column_type.name {
        TypeName::Year | TypeName::Bit => Value::Integer { unsigned: true, digits: 4 },
        TypeName::Decimal => Value::Decimal {
            digits: column_type.length as i32,
            scale: i32::from(decimals),
            unsigned: column_type.unsigned && server.is_mariadb(),
        },
        TypeName::Float | TypeName::Double => Value::Real,
        TypeName::Enum | TypeName::Set if server.is_mariadb() => Value::Text,
        TypeName::Date => Value::Moment(TypeName::Date, 0),
        name @ (TypeName::Time | TypeName::DateTime | TypeName::Timestamp) => Value::Moment(name, decimals),
        _ if column_type.is_integer() => {
            let digits = match column_type.name {
                TypeName::TinyInt => 4,
                TypeName::SmallInt => 6,
                TypeName::MediumInt => 8,
                TypeName::Int => 11,
                _ => 20,
            };
            Value::Integer { unsigned: column_type.unsigned || column_type.zerofill, digits }
        }
        _ => Value::Text,
    }
}

/// What the expression gives.
fn value(expression: &Expr, scope: &Scope) -> Answer<Value> {
    if let Some(column) = scope.column(expression) {
        return Ok(of_column(&column.column_type, scope.server));
    }
    match &expression.kind {
        ExprKind::Literal(literal) => Ok(of_literal(literal)),
        ExprKind::Parenthesis(inner) | ExprKind::Unary { operator: UnaryOperator::Plus, operand: inner } => {
            value(inner, scope)
        }
        ExprKind::Unary { operator: UnaryOperator::Minus, operand } => Ok(match value(operand, scope)? {
            Value::Integer { digits, .. } => Value::Integer { unsigned: false, digits },
            other => not_integer(other, operand, scope),
        }),
        ExprKind::Binary { operator, left, right } => binary(*operator, left, right, scope),
        ExprKind::Call(call) => called(call, scope),
        ExprKind::DefaultOf(column) => value(column, scope),
        ExprKind::ValuesOf(_) => Ok(Value::Real),
        _ => Err(Stop::unknown("a partition function of this kind")),
    }
}

fn of_literal(literal: &Literal) -> Value {
    match literal {
        Literal::Integer(digits) => {
            let unsigned = digits.parse::<u64>().is_ok_and(|value| value > i64::MAX as u64);
            if digits.parse::<u64>().is_err() {
                return Value::Decimal { digits: digits.len() as i32, scale: 0, unsigned: false };
            }
            Value::Integer { unsigned, digits: digits.len() as i32 }
        }
        Literal::Decimal(text) => {
            let scale = text.split_once('.').map_or(0, |(_, fraction)| fraction.len()) as i32;
            Value::Decimal { digits: text.len() as i32 - 1, scale, unsigned: false }
        }
        Literal::True | Literal::False => Value::Integer { unsigned: false, digits: 1 },
        Literal::Hex { introducer: None, .. } | Literal::Bit { introducer: None, .. } => {
            Value::Integer { unsigned: true, digits: 20 }
        }
        _ => Value::Real,
    }
}

/// MariaDB's ENUM and SET are numbers in arithmetic.
fn is_choice(expression: &Expr, scope: &Scope) -> bool {
    matches!(scope.type_name(expression), Some(TypeName::Enum | TypeName::Set))
}

fn not_integer(value: Value, operand: &Expr, scope: &Scope) -> Value {
    match value {
        Value::Text if scope.server.is_mariadb() && is_choice(operand, scope) => SIGNED,
        Value::Moment(..) if scope.server.is_mariadb() => Value::Decimal { digits: 30, scale: 6, unsigned: false },
        Value::Moment(..) | Value::Text => Value::Real,
        other => other,
    }
}

/// The value as an operand of arithmetic: whole dates and times are integers.
fn operand(expression: &Expr, scope: &Scope) -> Answer<Value> {
    Ok(match value(expression, scope)? {
        Value::Moment(_, 0) => Value::Integer { unsigned: false, digits: 14 },
        Value::Moment(_, fsp) => Value::Decimal { digits: 14 + i32::from(fsp), scale: i32::from(fsp), unsigned: false },
        other => not_integer(other, expression, scope),
    })
}

fn binary(operator: BinaryOperator, left: &Expr, right: &Expr, scope: &Scope) -> Answer<Value> {
    let whole_dates = |expression: &Expr| matches!(value(expression, scope), Ok(Value::Moment(..)));
    let mixed = scope.server.is_mariadb() && (whole_dates(left) || whole_dates(right));
    let (a, b) = (operand(left, scope)?, operand(right, scope)?);
    let unsigned = (a.is_unsigned() || b.is_unsigned()) && !mixed;
    if operator == BinaryOperator::IntegerDivide {
        return Ok(Value::Integer { unsigned, digits: 20 });
    }
    let size = |value: Value| match value {
        Value::Integer { digits, .. } => Some((digits, 0)),
        Value::Decimal { digits, scale, .. } => Some((digits, scale)),
        _ => None,
    };
    let (Some((left_digits, left_scale)), Some((right_digits, right_scale))) = (size(a), size(b)) else {
        return Ok(Value::Real);
    };
    let remainder = operator == BinaryOperator::Modulo;
    if a.is_integer() && b.is_integer() {
        let unsigned = if remainder { a.is_unsigned() } else { unsigned };
        return Ok(Value::Integer { unsigned, digits: left_digits.max(right_digits) + 1 });
    }
    let scale =
        if operator == BinaryOperator::Multiply { left_scale + right_scale } else { left_scale.max(right_scale) };
    let whole = (left_digits - left_scale).max(right_digits - right_scale);
    let whole = if operator == BinaryOperator::Multiply {
        left_digits - left_scale + right_digits - right_scale
    } else {
        whole + i32::from(!remainder)
    };
    Ok(Value::Decimal { digits: whole + scale, scale, unsigned: false })
}

fn called(call: &Call, scope: &Scope) -> Answer<Value> {
    let name = call.name.text.to_ascii_uppercase();
    let maria = scope.server.is_mariadb();
    let Some(first) = call.arguments.first() else {
        return Err(Stop::unknown("a partition function without arguments"));
    };
    Ok(match name.as_str() {
        "MOD" => match call.arguments.get(1) {
            Some(second) => return binary(BinaryOperator::Modulo, first, second, scope),
            None => return Err(Stop::unknown("a partition function without arguments")),
        },
        "ABS" => match value(first, scope)? {
            integer @ Value::Integer { .. } => integer,
            other => not_integer(other, first, scope),
        },
        "CEIL" | "CEILING" | "FLOOR" => match value(first, scope)? {
            Value::Decimal { digits, scale, unsigned } if digits - scale <= INTEGER_DIGITS => {
                Value::Integer { unsigned, digits: digits - scale }
            }
            Value::Moment(TypeName::Date, _) if maria => SIGNED,
            Value::Moment(..) => Value::Real,
            integer @ Value::Integer { .. } => integer,
            other => not_integer(other, first, scope),
        },
        "YEAR" => Value::Integer { unsigned: !maria, digits: 4 },
        "UNIX_TIMESTAMP" => match value(first, scope)? {
            Value::Moment(_, fsp @ 1..) => {
                Value::Decimal { digits: 11 + i32::from(fsp), scale: i32::from(fsp), unsigned: false }
            }
            _ => SIGNED,
        },
        "TIME_TO_SEC" => match value(first, scope)? {
            Value::Moment(_, fsp @ 1..) if maria => {
                Value::Decimal { digits: 16, scale: i32::from(fsp), unsigned: false }
            }
            _ => SIGNED,
        },
        "FROM_DAYS" => Value::Moment(TypeName::Date, 0),
        _ => SIGNED,
    })
}
