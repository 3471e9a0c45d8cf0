//! MariaDB: stored and indexed columns whose value depends on sql_mode.
//!
//! Source: MariaDB manual, "Generated Columns", "Expression Support"; what depends on a mode was measured on 10.11.19.

use super::node::{Node, Op};
use super::print_mariadb;
use super::types::Typing;
use super::value::{Kind, ValueType};
use super::{Purpose, Scope};
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::syntax::ast::{BinaryOperator, Literal, TypeName};

/// Error 1901 for a stored or indexed column that depends on a mode.
pub(super) fn refused(node: &Node, result: &ValueType, scope: &Scope, purpose: Purpose) -> Answer<()> {
    let Purpose::Generated { column, stored, indexed } = purpose else { return Ok(()) };
    if !stored && !indexed {
        return Ok(());
    }
    let target = scope.column(column).map(|column| column.value);
    let rounds = target.is_some_and(|target| {
        let time = matches!(target.kind, Kind::Time | Kind::DateTime | Kind::Timestamp);
        time && digits_of(result).min(6) > target.decimals
    });
    // A plain CHAR column keeps its blanks apart only in what takes them as they are.
    let depends = match padded(node, scope) {
        Some(_) => target.is_some_and(|target| target.kind == Kind::Text && !target.padded),
        None => depends(node, scope),
    };
    if !rounds && !depends {
        return Ok(());
    }
    let printed = print_mariadb::mariadb(node, scope.server, Some(scope))?;
    Err(Stop::refused(scope.server, 1901, &[&printed, purpose.place(true), column]))
}

/// A CHAR column, whose trailing blanks depend on PAD_CHAR_TO_FULL_LENGTH.
fn padded(node: &Node, scope: &Scope) -> Option<ValueType> {
    let Op::Column { name, .. } = &node.op else { return None };
    scope.column(&name.text).map(|column| column.value).filter(|value| value.padded)
}

/// True where a stored value would change with a mode: PAD_CHAR_TO_FULL_LENGTH for CHAR columns,
/// TIME_ROUND_FRACTIONAL for texts as times, NO_UNSIGNED_SUBTRACTION for differences.
fn depends(node: &Node, scope: &Scope) -> bool {
    let argument = |arg: &Node| padded(arg, scope).is_some() || depends(arg, scope);
    let any = || node.args.iter().any(argument);
    let second = node.args.get(1).map(|arg| &arg.op);
    let inside_first = || node.args.first().is_some_and(|arg| depends(arg, scope));
    match &node.op {
        // The server does not look into these at all.
        Op::And | Op::Or | Op::Row => false,
        Op::Compare(_) => {
            let blanks = node
                .args
                .iter()
                .any(|arg| padded(arg, scope).is_some_and(|value| !ignores_blanks(node, &value, scope)));
            blanks || node.args.iter().any(|arg| depends(arg, scope))
        }
        Op::Like { .. } if second.is_some_and(is_open) => inside_first(),
        Op::Native(function) if function.name == "rtrim" => inside_first(),
        Op::Native(function) if function.name == "rpad" && fills(node, scope) => inside_first(),
        Op::Trim(side) if *side != "LEADING" && second.is_none_or(is_blank) => inside_first(),
        Op::CastTo("time" | "datetime") => finer(node, scope, 0) || any(),
        Op::Cast { target, .. } if matches!(target.name, TypeName::Time | TypeName::DateTime) => {
            let digits = target.length.and_then(|digits| digits.parse().ok()).unwrap_or(0);
            finer(node, scope, digits) || any()
        }
        Op::Math(BinaryOperator::Subtract) => {
            let kinds: Vec<_> = node.args.iter().filter_map(|arg| value(arg, scope)).collect();
            let whole = kinds.len() == 2 && kinds.iter().all(ValueType::is_whole);
            (whole && kinds.iter().any(|value| value.unsigned || value.kind == Kind::Year)) || any()
        }
        _ => any(),
    }
}

/// True where blanks at the end of the CHAR column `value` do not count: moments are compared, or texts in a collation
/// that says so, and the column is not converted to another charset before.
fn ignores_blanks(comparison: &Node, column: &ValueType, scope: &Scope) -> bool {
    let values: Vec<ValueType> = comparison.args.iter().filter_map(|arg| value(arg, scope)).collect();
    let moment = |value: &ValueType| matches!(value.kind, Kind::Date | Kind::Time | Kind::DateTime | Kind::Timestamp);
    if values.iter().any(moment) {
        return true;
    }
    let purpose = Purpose::Default { column: "" };
    let typing = Typing { scope, purpose, columns: vec![], converts: Default::default() };
    let text = values.iter().all(|value| value.is_text() || value.kind == Kind::Null);
    let mixed = typing.mixed(&values, true, &comparison.op).map(|strength| strength.collation);
    let own = column.collation.map(|collation| collation.charset());
    text && mixed.is_ok_and(|collation| collation.pads() && Some(collation.charset()) == own)
}

/// A pattern that takes any blanks at the end, or none.
fn is_open(pattern: &Op) -> bool {
    match pattern {
        Op::Literal(Literal::Null) => true,
        Op::Literal(Literal::Text { text, .. }) => text.is_empty() || text.ends_with('%'),
        _ => false,
    }
}

fn is_blank(op: &Op) -> bool {
    matches!(op, Op::Text(" ")) || matches!(op, Op::Literal(Literal::Text { text, .. }) if text == " ")
}

/// True where RPAD makes the CHAR column at least as long as it can be, with blanks.
fn fills(node: &Node, scope: &Scope) -> bool {
    let [column, length, rest @ ..] = node.args.as_slice() else { return false };
    let longest = value(column, scope).map_or(0, |value| value.characters());
    let long = match length.op {
        Op::Literal(Literal::Integer(digits)) => digits.parse::<u64>().is_ok_and(|length| length >= longest),
        // Nothing comes out then.
        Op::NegativeNumber(_) | Op::Literal(Literal::Null) => true,
        _ => false,
    };
    long && rest.iter().all(|arg| match &arg.op {
        Op::Literal(Literal::Text { text, .. }) => text.bytes().all(|byte| byte == b' '),
        op => is_blank(op),
    })
}

fn value(node: &Node, scope: &Scope) -> Option<ValueType> {
    let purpose = Purpose::Default { column: "" };
    Typing { scope, purpose, columns: vec![], converts: Default::default() }.value(node).ok()
}

/// Digits of a second's fraction that a value may have; 7 for what may have any.
fn digits_of(value: &ValueType) -> u8 {
    match value.kind {
        Kind::Date | Kind::Integer | Kind::Year | Kind::Bit | Kind::Null => 0,
        Kind::Time | Kind::DateTime | Kind::Timestamp | Kind::Decimal => value.decimals,
        _ => 7,
    }
}

/// True where the operand has more digits of a second than the cast keeps.
fn finer(node: &Node, scope: &Scope, digits: u8) -> bool {
    node.args.first().and_then(|arg| value(arg, scope)).is_some_and(|operand| digits_of(&operand) > digits)
}
