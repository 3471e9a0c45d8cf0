//! Constants that MySQL computes when it makes the table, and finds wrong.
//!
//! Source: MySQL manual, "Comparison Functions and Operators" (constants beside temporal columns are converted);
//! measured.

use super::node::{Node, Op};
use super::temporal;
use super::value::Kind;
use super::words::{push_decimal, push_integer};
use super::{Purpose, Scope};
use crate::dryrun::mysql::refusal::{Answer, Refusal, Stop};
use crate::dryrun::mysql::syntax::ast::{BinaryOperator, Literal, TypeName};

/// A text that is no date beside a column that is one (1292).
pub(super) fn refused(root: &Node, scope: &Scope, purpose: Purpose) -> Answer<()> {
    if scope.server.is_mariadb() {
        return Ok(());
    }
    let mut stop: Answer<()> = Ok(());
    root.walk(&mut |node| {
        if stop.is_err() {
            return;
        }
        let null_if = node.op_name() == "nullif";
        let compared = null_if || matches!(node.op, Op::Compare(_) | Op::In { .. }) || is_converted_range(node, scope);
        if (compared || matches!(node.op, Op::IsNull { .. } | Op::Like { .. } | Op::Between { .. }))
            && node.args.iter().any(is_computed)
        {
            stop = Err(Stop::unknown("a constant that MySQL computes when it makes the table"));
        } else if compared {
            stop = compared_texts(node, scope);
        }
    });
    if stop.is_err() && matches!(purpose, Purpose::KeyPart { .. }) {
        return Err(Stop::unknown("a constant within a key part is no date"));
    }
    stop
}

/// True for BETWEEN whose bounds become moments: those of a TIME, and those that are not both texts.
fn is_converted_range(node: &Node, scope: &Scope) -> bool {
    let (Op::Between { .. }, [operand, bounds @ ..]) = (&node.op, node.args.as_slice()) else { return false };
    let Some((kind, Some(_))) = temporal_kind(operand, scope) else { return false };
    let texts = bounds.iter().all(|bound| matches!(bound.op, Op::Literal(Literal::Text { .. })));
    kind == "time" || !texts
}

/// The kind of a temporal value in messages, and the column that it is, if it is one.
fn temporal_kind<'s>(node: &Node, scope: &'s Scope) -> Option<(&'static str, Option<&'s str>)> {
    let word = |kind| match kind {
        Kind::Date => Some("date"),
        Kind::Time => Some("time"),
        Kind::DateTime | Kind::Timestamp => Some("datetime"),
        _ => None,
    };
    match &node.op {
        Op::Column { name, .. } => {
            let column = scope.column(&name.text)?;
            Some((word(column.value.kind)?, Some(column.name)))
        }
        Op::CastTo("date") => Some(("date", None)),
        Op::Cast { target, .. } if target.name == TypeName::Date => Some(("date", None)),
        _ => None,
    }
}

fn compared_texts(node: &Node, scope: &Scope) -> Answer<()> {
    let Some((kind, column)) = node.args.iter().find_map(|arg| temporal_kind(arg, scope)) else { return Ok(()) };
    for arg in &node.args {
        let Some(text) = constant_text(arg) else { continue };
        let number = !matches!(arg.op, Op::Literal(Literal::Text { .. }));
        if is_moment(&text, kind, number) {
            continue;
        }
        let list = matches!(node.op, Op::In { .. });
        match column.filter(|_| !list) {
            Some(column) => {
                let message = format!("Incorrect {kind} value: '{text}' for column '{column}' at row 1");
                return Err(Refusal { errno: 1292, sqlstate: "22007", message }.into());
            }
            None if number => return Err(Stop::unknown("a number beside a date")),
            None => return Err(Stop::refused(scope.server, 1292, &[kind, &text])),
        }
    }
    Ok(())
}

/// What a literal says, for those that are converted to a date.
fn constant_text(node: &Node) -> Option<String> {
    let mut out = String::new();
    match &node.op {
        Op::Literal(Literal::Text { text, .. }) => return Some(text.to_string()),
        Op::Literal(Literal::True) => out.push('1'),
        Op::Literal(Literal::False) => out.push('0'),
        Op::Literal(Literal::Integer(digits)) => push_integer(&mut out, digits),
        Op::Literal(Literal::Decimal(text)) => push_decimal(&mut out, text),
        _ => return None,
    }
    Some(out)
}

/// True where the server reads a moment of that kind.
fn is_moment(text: &str, kind: &str, number: bool) -> bool {
    if number {
        let digits = text.len();
        if text == "0" {
            return true;
        }
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        if kind == "time" {
            return temporal::time(text).is_some();
        }
        let width = [6, 8, 12, 14].into_iter().find(|width| digits <= *width).unwrap_or(digits);
        return has_date(&format!("{text:0>width$}"));
    }
    match kind {
        "time" => {
            let date_alone = text.contains('-') && !text.starts_with('-') && !text.contains(':');
            !text.is_empty() && !date_alone && (temporal::time(text).is_some() || has_date(text))
        }
        _ => has_date(text),
    }
}

fn has_date(text: &str) -> bool {
    temporal::date_and_time(text).is_some_and(|value| value.month > 0 && value.day > 0)
}

/// True for a constant whose computation may fail: a division by what may be zero, a text that may be no date or JSON.
fn is_computed(node: &Node) -> bool {
    let (mut constant, mut risky) = (true, false);
    node.walk(&mut |node| {
        constant &= match &node.op {
            Op::Column { .. } => false,
            Op::Native(function) => !(function.has('n') || function.has('r') || function.has('x')),
            _ => true,
        };
        let text = match node.args.first().map(|arg| &arg.op) {
            Some(Op::Literal(Literal::Text { text, .. })) => Some(text.as_ref()),
            _ => None,
        };
        let json = text.is_some_and(crate::json::is_json);
        risky |= match &node.op {
            Op::Math(BinaryOperator::Divide | BinaryOperator::IntegerDivide | BinaryOperator::Modulo) => {
                !matches!(node.args.get(1).map(|arg| &arg.op), Some(Op::Literal(Literal::Integer(digits)))
                    if digits.bytes().any(|digit| digit != b'0'))
            }
            Op::Cast { target, .. } => match target.name {
                TypeName::Json => !json,
                TypeName::Date | TypeName::Time | TypeName::DateTime | TypeName::Year => true,
                _ => false,
            },
            Op::CastTo(target) => *target != "binary",
            Op::Native(function) => function.name.starts_with("json_") && !json && !node.args.is_empty(),
            Op::JsonValue(_) | Op::MemberOf => true,
            _ => false,
        };
    });
    constant && risky
}
