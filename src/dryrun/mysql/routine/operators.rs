//! Operators on values that may be NULL or not known.

use std::cmp::Ordering;

use super::super::refusal::Answer;
use super::super::syntax::ast::{BinaryOperator, UnaryOperator};
use super::compare::{compare, equal};
use super::value::{Strength, Text, Value};
use crate::mysql::Server;
use crate::mysql::charset::Collation;

/// What is not certain becomes a value that is not known; refusals stay.
pub(super) fn known(value: Answer<Value>) -> Answer<Value> {
    match value {
        Err(stop) => stop.why().map(Value::Unknown),
        value => value,
    }
}

pub(super) fn unmodelled() -> Value {
    Value::unknown("an expression that is not modelled")
}

pub(super) fn nullable(truth: Option<bool>) -> Value {
    truth.map_or(Value::Null, Value::truth)
}

pub(super) fn recollated(value: Value, collation: &'static Collation, strength: Strength) -> Value {
    match value {
        Value::Text(text) => Value::Text(Text { collation, strength, ..text }),
        value => value,
    }
}

pub(super) fn both(left: Answer<Value>, right: Answer<Value>) -> Answer<Value> {
    let (left, right) = (known(left)?, known(right)?);
    for value in [&left, &right] {
        if !value.is_unknown() && value.as_truth()? == Some(false) {
            return Ok(Value::Integer(0));
        }
    }
    Ok(match (left, right) {
        (unknown @ Value::Unknown(_), _) | (_, unknown @ Value::Unknown(_)) => unknown,
        (Value::Null, _) | (_, Value::Null) => Value::Null,
        _ => Value::Integer(1),
    })
}

pub(super) fn order(a: &Value, b: &Value, server: Server, holds: fn(Ordering) -> bool) -> Answer<Value> {
    Ok(nullable(compare(a, b, server)?.map(holds)))
}

pub(super) fn unary(operator: UnaryOperator, value: Value) -> Value {
    match (operator, value) {
        (_, kept @ (Value::Null | Value::Unknown(_))) => kept,
        (UnaryOperator::Not | UnaryOperator::Bang, value) => {
            value.as_truth().map_or_else(|_| unmodelled(), |truth| nullable(truth.map(|truth| !truth)))
        }
        (UnaryOperator::Minus, value) => {
            value.as_integer().and_then(i64::checked_neg).map_or_else(unmodelled, Value::Integer)
        }
        (UnaryOperator::Plus, value) => value,
        (UnaryOperator::Invert | UnaryOperator::Binary, _) => unmodelled(),
    }
}

pub(super) fn binary(operator: BinaryOperator, left: &Value, right: &Value, server: Server) -> Answer<Value> {
    use BinaryOperator as Op;
    match operator {
        Op::Equal => equal(left, right, server).map(nullable),
        Op::NotEqual => Ok(nullable(equal(left, right, server)?.map(|equal| !equal))),
        Op::NullSafeEqual => Ok(match (left, right) {
            (Value::Null, Value::Null) => Value::Integer(1),
            _ => Value::truth(equal(left, right, server)? == Some(true)),
        }),
        Op::Less => order(left, right, server, |order| order == Ordering::Less),
        Op::LessEqual => order(left, right, server, |order| order != Ordering::Greater),
        Op::Greater => order(left, right, server, |order| order == Ordering::Greater),
        Op::GreaterEqual => order(left, right, server, |order| order != Ordering::Less),
        Op::Xor => {
            let (left, right) = (left.as_truth()?, right.as_truth()?);
            Ok(nullable(left.zip(right).map(|(left, right)| left != right)))
        }
        Op::Add | Op::Subtract | Op::Multiply | Op::IntegerDivide | Op::Modulo => {
            if *left == Value::Null || *right == Value::Null {
                return Ok(Value::Null);
            }
            let (Some(left), Some(right)) = (left.as_integer(), right.as_integer()) else { return Ok(unmodelled()) };
            let value = match operator {
                Op::Add => left.checked_add(right),
                Op::Subtract => left.checked_sub(right),
                Op::Multiply => left.checked_mul(right),
                _ if right == 0 => return Ok(Value::Null),
                Op::IntegerDivide => left.checked_div(right),
                _ => left.checked_rem(right),
            };
            Ok(value.map_or_else(unmodelled, Value::Integer))
        }
        _ => Ok(unmodelled()),
    }
}
