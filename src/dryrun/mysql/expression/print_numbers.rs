//! MariaDB: constants beside BIGINT and YEAR columns, which the server keeps as numbers and prints so.
//!
//! Source: measured on 10.11.19 with constants of each type beside columns of each type.

use super::constant::{self, Constant};
use super::node::{Node, Op};
use super::types::Typing;
use super::value::{Kind, ValueType};
use super::{Purpose, Scope, temporal};
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::text::real::read;

/// What is printed in place of the constants that become numbers, by the addresses of their nodes.
pub(super) type Numbers = Vec<(*const (), String)>;

pub(super) fn address(node: &Node) -> *const () {
    std::ptr::from_ref(node).cast()
}

/// Adds the numbers within the node.
pub(super) fn collect(node: &Node, scope: &Scope, numbers: &mut Numbers) -> Answer<()> {
    match (&node.op, node.args.as_slice()) {
        (Op::Compare(_), [left, right]) => {
            beside(left, right, scope, numbers)?;
            beside(right, left, scope, numbers)?;
        }
        (Op::Native(function), [left, right]) if function.name == "nullif" => beside(left, right, scope, numbers)?,
        (Op::Between { .. }, [operand, bounds @ ..]) => {
            bounds.iter().try_for_each(|bound| beside(operand, bound, scope, numbers))?;
        }
        (Op::In { .. }, [operand, list @ ..]) if list.iter().all(is_constant) => {
            list.iter().try_for_each(|constant| beside(operand, constant, scope, numbers))?;
        }
        _ => {}
    }
    node.args.iter().try_for_each(|arg| collect(arg, scope, numbers))
}

fn is_constant(node: &Node) -> bool {
    let mut constant = true;
    node.walk(&mut |node| constant &= !matches!(node.op, Op::Column { .. } | Op::Row));
    constant
}

/// The number that the constant is beside the column, if it becomes one.
fn beside(column: &Node, constant: &Node, scope: &Scope, numbers: &mut Numbers) -> Answer<()> {
    let Op::Column { name, .. } = &column.op else { return Ok(()) };
    let Some(target) = scope.column(&name.text).map(|column| column.value) else { return Ok(()) };
    let is_year = target.kind == Kind::Year;
    let is_big = target.kind == Kind::Integer && target.length == 20;
    if !(is_year || is_big) || !is_constant(constant) {
        return Ok(());
    }
    let Some(value) = constant::constant(constant) else {
        let purpose = Purpose::Default { column: "" };
        let mut typing = Typing { scope, purpose, columns: vec![], converts: Default::default() };
        // Whole numbers need no change.
        let kind = typing.any(constant).map(|value| value.kind);
        if matches!(kind, Ok(Kind::Null)) || is_big && matches!(kind, Ok(Kind::Integer)) {
            return Ok(());
        }
        return Err(Stop::unknown("a constant that MariaDB computes and prints as a number"));
    };
    let literal = matches!(constant.op, Op::Literal(_) | Op::NegativeNumber(_));
    let number = match value {
        value if is_year => year(&value),
        Constant::Integer(_) if !literal => None,
        value => whole(&value).filter(|number| fits(*number, &target)),
    };
    numbers.extend(number.map(|number| (address(constant), number.to_string())));
    Ok(())
}

fn fits(number: i128, target: &ValueType) -> bool {
    match target.unsigned {
        true => u64::try_from(number).is_ok(),
        false => i64::try_from(number).is_ok(),
    }
}

/// A constant as a whole number, where nothing is lost. Of a text the number at its start counts.
fn whole(value: &Constant) -> Option<i128> {
    match value {
        Constant::Null => None,
        Constant::Integer(digits) => digits.parse().ok(),
        Constant::Number(text) => read(text).filter(|number| number.fract() == 0.0).map(|number| number as i128),
        Constant::Text(text) => match start(text) {
            "" => Some(0),
            text => text.parse().ok().or_else(|| whole(&Constant::Number(text.to_owned()))),
        },
        Constant::Temporal(kind, text) => {
            let moment = temporal::literal(kind, text, true)?;
            let date = i128::from(moment.year) * 10_000 + i128::from(moment.month * 100 + moment.day);
            let time = i128::from(moment.hour) * 10_000 + i128::from(moment.minute * 100 + moment.second);
            let number = match *kind {
                "DATE" => date,
                "TIME" => time,
                _ => date * 1_000_000 + time,
            };
            (moment.micro == 0).then_some(if moment.negative { -number } else { number })
        }
    }
}

/// The number at the start of a text.
fn start(text: &str) -> &str {
    let text = text.trim_start();
    let starts = (0..=text.len()).rev().filter_map(|end| text.get(..end));
    starts.into_iter().find(|text| read(text).is_some()).unwrap_or("")
}

/// A constant as the YEAR that it is stored as, where the server takes it.
fn year(value: &Constant) -> Option<i128> {
    let number = match value {
        Constant::Text(text) => match read(start(text))?.round() as i128 {
            0 if text.len() < 4 => 2000,
            number => number,
        },
        Constant::Number(text) => read(text)?.round() as i128,
        // The year of a time is 0.
        Constant::Temporal(kind, text) => i128::from(temporal::literal(kind, text, true)?.year),
        Constant::Integer(_) | Constant::Null => whole(value)?,
    };
    match number {
        1..=69 => Some(number + 2000),
        70..=99 => Some(number + 1900),
        0 | 1901..=2155 => Some(number),
        _ => None,
    }
}
