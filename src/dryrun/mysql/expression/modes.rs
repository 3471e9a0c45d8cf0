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

/// True where a stored value would change with a mode: PAD_CHAR_TO_FULL_LENGTH for CHAR columns, TIME_ROUND_FRACTIONAL for
/// texts as times, NO_UNSIGNED_SUBTRACTION for differences.
fn depends(node: &Node, scope: &Scope) -> bool {
    let any = |node: &Node| node.args.iter().any(|arg| depends(arg, scope));
    match &node.op {
        Op::Column { name, .. } => scope.column(&name.text).is_some_and(|column| column.value.padded),
        // Trailing blanks do not count where texts are compared, and these functions take them away or fill them up.
        Op::Compare(_) | Op::Between { .. } | Op::In { .. } if node.args.iter().all(|arg| is_text(arg, scope)) => false,
        Op::Native(function) if matches!(function.name, "rtrim" | "lpad" | "rpad") => false,
        Op::Trim(side) if *side != "LEADING" => false,
        Op::CastTo("time" | "datetime") => finer(node, scope, 0) || any(node),
        Op::Cast { target, .. } if matches!(target.name, TypeName::Time | TypeName::DateTime) => {
            let digits = target.length.and_then(|digits| digits.parse().ok()).unwrap_or(0);
            finer(node, scope, digits) || any(node)
        }
        Op::Math(BinaryOperator::Subtract) => {
            let unsigned = node.args.iter().any(|arg| is_unsigned(arg, scope));
            unsigned || any(node)
        }
        _ => any(node),
    }
}

fn value(node: &Node, scope: &Scope) -> Option<ValueType> {
    let purpose = Purpose::Default { column: "" };
    Typing { scope, purpose, columns: vec![], converts: Default::default() }.value(node).ok()
}

fn is_text(node: &Node, scope: &Scope) -> bool {
    value(node, scope).is_some_and(|value| value.is_text())
}

/// True where the operand has more digits of a second than the cast keeps.
fn finer(node: &Node, scope: &Scope, digits: u8) -> bool {
    let operand = node.args.first().and_then(|arg| value(arg, scope));
    operand.is_some_and(|operand| match operand.kind {
        Kind::Date | Kind::Integer | Kind::Year | Kind::Bit | Kind::Null => false,
        Kind::Time | Kind::DateTime | Kind::Timestamp | Kind::Decimal => operand.decimals > digits,
        _ => true,
    })
}

fn is_unsigned(node: &Node, scope: &Scope) -> bool {
    match &node.op {
        Op::Column { name, .. } => scope.column(&name.text).is_some_and(|column| {
            column.value.unsigned && column.value.kind == Kind::Integer || column.value.kind == Kind::Year
        }),
        Op::Math(_) => node.args.iter().any(|arg| is_unsigned(arg, scope)),
        Op::Cast { target, .. } => target.name == TypeName::CastUnsigned,
        _ => false,
    }
}

/// Error 1901 for a stored or indexed column that depends on a mode.
pub(super) fn refused(node: &Node, _value: &ValueType, scope: &Scope, purpose: Purpose) -> Answer<()> {
    let Purpose::Generated { column, stored, indexed } = purpose else { return Ok(()) };
    if !(stored || indexed) || !depends(node, scope) {
        return Ok(());
    }
    let printed = print_mariadb::mariadb(node, scope.server, Some(scope))?;
    Err(Refusal::new(scope.server, 1901, &[&printed, purpose.place(true), column]).into())
}
