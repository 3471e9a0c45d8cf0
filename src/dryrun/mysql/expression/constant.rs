//! The value of a constant expression, where it is simple enough.
//!
//! MariaDB stores the default of a column as soon as the table is made, if it is a constant: `DATETIME DEFAULT (1+1)`
//! is refused as `DATETIME DEFAULT 2` is.

use super::node::{Node, Op};
use super::words::{push_decimal, push_integer};
use crate::dryrun::mysql::syntax::ast::{BinaryOperator, Literal};

/// A constant, as a literal would be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constant {
    Null,
    /// A whole number with its sign.
    Integer(String),
    /// A number with a point or an exponent, with its sign.
    Number(String),
    Text(String),
    /// `DATE`, `TIME` or `TIMESTAMP`, and the text behind it.
    Temporal(&'static str, String),
}

pub(super) fn constant(node: &Node) -> Option<Constant> {
    let integer = |node: &Node| match constant(node)? {
        Constant::Integer(digits) => digits.parse::<i128>().ok(),
        _ => None,
    };
    let shown = |value: i128| {
        let fits = (i128::from(i64::MIN)..=i128::from(u64::MAX)).contains(&value);
        fits.then(|| Constant::Integer(value.to_string()))
    };
    Some(match (&node.op, node.args.as_slice()) {
        (Op::Literal(literal), _) => return literal_value(literal, false),
        (Op::NegativeNumber(literal), _) => return literal_value(literal, true),
        (Op::Number(digits), _) => Constant::Integer((*digits).to_owned()),
        (Op::Negative, [operand]) => return shown(integer(operand)?.checked_neg()?),
        (Op::Math(operator), [left, right]) => {
            let (left, right) = (integer(left)?, integer(right)?);
            return shown(match operator {
                BinaryOperator::Add => left.checked_add(right)?,
                BinaryOperator::Subtract => left.checked_sub(right)?,
                BinaryOperator::Multiply => left.checked_mul(right)?,
                BinaryOperator::IntegerDivide => left.checked_div(right)?,
                BinaryOperator::Modulo => left.checked_rem(right)?,
                _ => return None,
            });
        }
        (Op::Native(function), args) if function.name == "concat" => {
            let mut out = String::new();
            for arg in args {
                match constant(arg)? {
                    Constant::Text(text) | Constant::Integer(text) => out.push_str(&text),
                    _ => return None,
                }
            }
            Constant::Text(out)
        }
        _ => return None,
    })
}

fn literal_value(literal: &Literal, negative: bool) -> Option<Constant> {
    let mut out = String::from(if negative { "-" } else { "" });
    Some(match literal {
        Literal::Null => Constant::Null,
        Literal::True => Constant::Integer("1".to_owned()),
        Literal::False => Constant::Integer("0".to_owned()),
        Literal::Integer(digits) => {
            push_integer(&mut out, digits);
            Constant::Integer(out)
        }
        Literal::Decimal(text) => {
            push_decimal(&mut out, text);
            Constant::Number(out)
        }
        Literal::Float(text) => {
            out.push_str(text);
            Constant::Number(out)
        }
        Literal::Text { text, introducer: None, .. } => Constant::Text(text.to_string()),
        Literal::Temporal { kind, text } => Constant::Temporal(kind, text.to_string()),
        Literal::Text { .. } | Literal::Hex { .. } | Literal::Bit { .. } => return None,
    })
}
