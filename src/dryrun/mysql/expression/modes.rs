//! MariaDB: stored and indexed columns whose value depends on sql_mode.
//!
//! Source: MariaDB manual, "Generated Columns", "Expression Support"; what depends on a mode was measured on 10.11.19.

use super::node::{Node, Op};
use super::print_mariadb;
use super::types::Typing;
use super::value::{Kind, ValueType};
use super::{Purpose, Scope};
use crate::dryrun::mysql::refusal::{Answer, Refusal};
use crate::dryrun::mysql::syntax::ast::{BinaryOperator, TypeName};

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
    Err(Refusal::new(scope.server, 1901, &[&printed, purpose.place(true), column]).into())
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
    match &node.op {
        // Where texts are compared, blanks at the end do not count, but for the collations that say they do.
        Op::Compare(_) | Op::Between { .. } | Op::In { .. } => node.args.iter().any(|arg| match padded(arg, scope) {
            Some(value) => value.collation.is_some_and(|collation| !collation.pads()),
            None => depends(arg, scope),
        }),
        Op::Native(function) if matches!(function.name, "rtrim" | "rpad") => {
            node.args.iter().skip(1).any(argument) || node.args.first().is_some_and(|arg| depends(arg, scope))
        }
        Op::Trim(side) if *side != "LEADING" => node.args.iter().any(|arg| depends(arg, scope)),
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
