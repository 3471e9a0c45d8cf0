//! The constants behind VALUES: what an expression of literals gives.
//!
//! Source: MySQL manual, "Date and Time Functions", "Arithmetic Operators"; measured on both servers. What overflows or
//! warns is not decided here.

use std::cmp::Ordering;

use super::calendar::{Day, clock, day};
use crate::dryrun::mysql::refusal::{Answer, Stop, Warning};
use crate::dryrun::mysql::syntax::ast::{BinaryOperator, Call, Expr, ExprKind, Literal, UnaryOperator};
use crate::mysql::Server;

/// The value of a constant.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// MAXVALUE.
    Max,
    Null,
    Integer(i128),
    /// A number with a point or an exponent; its value where it is known as an exact one, in millionths.
    Number(Option<i128>),
    Text(Text),
    /// `DATE '2020-01-01'`, `TIME '...'`, `TIMESTAMP '...'`, and what FROM_DAYS gives.
    Moment(String),
    /// NULL where a number with a point was to come.
    NullNumber,
    /// NULL that a function gives, and why.
    NullResult(Cause),
}

/// Why a function gives NULL, which the servers warn of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// An operand is NULL; nobody warns.
    Operand,
    Division,
    /// No date.
    Date(String),
}

impl Cause {
    pub fn warning(&self, server: Server) -> Option<Warning> {
        match self {
            Cause::Operand => None,
            Cause::Division => Some(Warning::worded(1365, "Division by 0".to_owned())),
            Cause::Date(text) if server.is_mariadb() => {
                Some(Warning::worded(1292, format!("Incorrect datetime value: '{text}'")))
            }
            Cause::Date(text) => Some(Warning::worded(1292, format!("Truncated incorrect date value: '{text}'"))),
        }
    }
}

/// A string constant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub text: String,
    /// The introducer; `binary` for `x'41'` and its kin, whose `text` has a character for each byte.
    pub charset: Option<String>,
}

const MILLION: i128 = 1_000_000;

impl Constant {
    fn unknown<T>() -> Answer<T> {
        Err(Stop::unknown("the value of a partition constant"))
    }

    /// The value of a constant expression.
    pub fn of(expression: &Expr) -> Answer<Constant> {
        match &expression.kind {
            ExprKind::Literal(literal) => literal_value(literal),
            ExprKind::Parenthesis(inner) => Constant::of(inner),
            ExprKind::Unary { operator: UnaryOperator::Plus, operand } => Constant::of(operand),
            ExprKind::Unary { operator: UnaryOperator::Minus, operand } => Ok(match Constant::of(operand)?.number() {
                Constant::Integer(value) if -value < -(1 << 63) => Constant::Number(Some(-value * MILLION)),
                Constant::Integer(value) => Constant::Integer(-value),
                Constant::Number(value) => Constant::Number(value.map(|value| -value)),
                _ => Constant::NullNumber,
            }),
            ExprKind::Binary { operator, left, right } => {
                arithmetic(*operator, Constant::of(left)?.number(), Constant::of(right)?.number())
            }
            ExprKind::Call(call) => called(call),
            _ => Constant::unknown(),
        }
    }

    /// The constant as an operand of arithmetic.
    fn number(self) -> Constant {
        match self {
            Constant::Text(text) if text.charset.as_deref() == Some("binary") => {
                let value =
                    text.text.chars().fold(0i128, |value, byte| (value << 8) | i128::from(u32::from(byte) & 0xff));
                if text.text.chars().count() > 8 { Constant::Number(None) } else { Constant::Integer(value) }
            }
            Constant::Text(text) => Constant::Number(millionths(text.text.trim())),
            Constant::Moment(_) => Constant::Number(None),
            Constant::Null => Constant::NullNumber,
            other => other,
        }
    }

    /// The whole part of a number, towards zero.
    fn whole(&self) -> Option<i128> {
        match self {
            Constant::Integer(value) => Some(*value),
            Constant::Number(value) => value.map(|value| value / MILLION),
            _ => None,
        }
    }

    fn is_null(&self) -> bool {
        matches!(self, Constant::Null | Constant::NullNumber | Constant::NullResult(_))
    }
}

fn literal_value(literal: &Literal) -> Answer<Constant> {
    let integer = |digits: &str| digits.parse::<i128>().ok().filter(|value| *value <= i128::from(u64::MAX));
    Ok(match literal {
        Literal::Null => Constant::Null,
        Literal::True => Constant::Integer(1),
        Literal::False => Constant::Integer(0),
        Literal::Integer(digits) => match integer(digits) {
            Some(value) => Constant::Integer(value),
            None => Constant::Number(None),
        },
        Literal::Decimal(digits) => Constant::Number(millionths(digits)),
        Literal::Float(_) => Constant::Number(None),
        Literal::Text { text, introducer, .. } => {
            Constant::Text(Text { text: text.to_string(), charset: introducer.map(str::to_owned) })
        }
        Literal::Hex { digits, introducer } => bytes(digits, 16, *introducer),
        Literal::Bit { digits, introducer } => bytes(digits, 2, *introducer),
        Literal::Temporal { text, .. } => Constant::Moment(text.to_string()),
    })
}

/// A string of bytes, eight bits each, the first one filled up with zeros.
fn bytes(digits: &str, base: u32, introducer: Option<&str>) -> Constant {
    let width = if base == 16 { 2 } else { 8 };
    let digits: Vec<u32> = digits.chars().filter_map(|digit| digit.to_digit(base)).collect();
    let (first, rest) = digits.split_at_checked(digits.len() % width).unwrap_or_default();
    let byte = |digits: &[u32]| char::from(digits.iter().fold(0, |byte, digit| byte * base + digit) as u8);
    let head = if first.is_empty() { None } else { Some(byte(first)) };
    let text: String = head.into_iter().chain(rest.chunks(width).map(byte)).collect();
    let charset = introducer.unwrap_or("binary").to_owned();
    Constant::Text(Text { text, charset: Some(charset) })
}

/// A plain decimal number in millionths, where it has no more digits than that.
fn millionths(text: &str) -> Option<i128> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit());
    if !plain || whole.len() > 25 || fraction.len() > 6 || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let number = |digits: &str| if digits.is_empty() { Some(0) } else { digits.parse::<i128>().ok() };
    let value = number(whole)? * MILLION + number(fraction)? * 10i128.pow(6 - fraction.len() as u32);
    Some(if negative { -value } else { value })
}

fn arithmetic(operator: BinaryOperator, left: Constant, right: Constant) -> Answer<Constant> {
    let divides = matches!(operator, BinaryOperator::IntegerDivide | BinaryOperator::Modulo);
    let whole_result = operator == BinaryOperator::IntegerDivide;
    if left.is_null() || right.is_null() {
        return Ok(match (left, right) {
            (null @ Constant::NullResult(_), _) | (_, null @ Constant::NullResult(_)) => null,
            _ if whole_result => Constant::NullResult(Cause::Operand),
            _ => Constant::NullNumber,
        });
    }
    if let (Constant::Integer(left), Constant::Integer(right)) = (&left, &right) {
        if divides && *right == 0 {
            return Ok(Constant::NullResult(Cause::Division));
        }
        let value = match operator {
            BinaryOperator::Add => left + right,
            BinaryOperator::Subtract => left - right,
            BinaryOperator::Multiply => left.checked_mul(*right).unwrap_or(i128::MAX),
            BinaryOperator::IntegerDivide => left / right,
            BinaryOperator::Modulo => left % right,
            _ => return Constant::unknown(),
        };
        let fits = (-(1i128 << 63)..(1i128 << 63)).contains(&value)
            || ((*left >= 1 << 63 || *right >= 1 << 63) && (0..1i128 << 64).contains(&value));
        return if fits { Ok(Constant::Integer(value)) } else { Err(Stop::unknown("a partition constant overflows")) };
    }
    if !whole_result {
        return Ok(Constant::Number(None));
    }
    let exact = |constant: &Constant| match constant {
        Constant::Integer(value) => value.checked_mul(MILLION),
        Constant::Number(value) => *value,
        _ => None,
    };
    match (exact(&left), exact(&right)) {
        (Some(_), Some(0)) => Ok(Constant::NullResult(Cause::Division)),
        (Some(left), Some(right)) => Ok(Constant::Integer(left / right)),
        _ => Constant::unknown(),
    }
}

/// Functions of one date; weeks and the like count as both servers count them by default.
fn of_day(name: &str, day: &Day) -> Option<i128> {
    Some(match name {
        "TO_DAYS" => day.number(),
        "YEAR" => i128::from(day.year),
        "MONTH" => i128::from(day.month),
        "DAY" | "DAYOFMONTH" => i128::from(day.day),
        "QUARTER" => (i128::from(day.month) + 2) / 3,
        "DAYOFYEAR" => day.number() - Day { month: 1, day: 1, ..*day }.number() + 1,
        "WEEKDAY" => (day.number() + 5).rem_euclid(7),
        "DAYOFWEEK" => (day.number() + 6).rem_euclid(7) + 1,
        "TO_SECONDS" => day.number() * 86_400 + day.seconds,
        "YEARWEEK" => day.year_week(),
        _ => return None,
    })
}

/// Functions of a time of day.
fn of_clock(name: &str, seconds: i128, micro: i128) -> Option<i128> {
    Some(match name {
        "HOUR" => seconds / 3600,
        "MINUTE" => seconds / 60 % 60,
        "SECOND" => seconds % 60,
        "TIME_TO_SEC" => seconds,
        "MICROSECOND" => micro,
        _ => return None,
    })
}

fn called(call: &Call) -> Answer<Constant> {
    let mut name = call.name.text.to_ascii_uppercase();
    let arguments: Vec<Constant> = call.arguments.iter().map(Constant::of).collect::<Answer<_>>()?;
    let first = arguments.first().cloned().unwrap_or(Constant::Null);
    if name == "EXTRACT" {
        let unit = call.word.unwrap_or_default().to_ascii_uppercase();
        if unit == "YEAR_MONTH" {
            let found = text_of(&first).as_deref().and_then(day);
            return Ok(found
                .map_or(no_date(&first), |day| Constant::Integer(i128::from(day.year) * 100 + i128::from(day.month))));
        }
        if !matches!(unit.as_str(), "YEAR" | "QUARTER" | "MONTH" | "DAY" | "HOUR" | "MINUTE" | "SECOND" | "MICROSECOND")
        {
            return Constant::unknown();
        }
        name = unit;
    }
    match name.as_str() {
        "ABS" => Ok(match first.number() {
            Constant::Integer(value) => Constant::Integer(value.abs()),
            Constant::Number(value) => Constant::Number(value.map(i128::abs)),
            other => other,
        }),
        "CEIL" | "CEILING" | "FLOOR" => rounded(&name, first),
        "MOD" => match arguments.as_slice() {
            [left, right] => arithmetic(BinaryOperator::Modulo, left.clone().number(), right.clone().number()),
            _ => Constant::unknown(),
        },
        _ if first.is_null() => Ok(Constant::NullResult(Cause::Operand)),
        "DATEDIFF" => match arguments.as_slice() {
            [left, right] => match (text_of(left).as_deref().and_then(day), text_of(right).as_deref().and_then(day)) {
                (Some(left), Some(right)) => Ok(Constant::Integer(left.number() - right.number())),
                (None, _) => Ok(no_date(left)),
                _ => Ok(no_date(right)),
            },
            _ => Constant::unknown(),
        },
        "UNIX_TIMESTAMP" => {
            let Some(found) = text_of(&first).as_deref().and_then(day) else { return Constant::unknown() };
            if found.fraction {
                return Ok(Constant::Number(None));
            }
            // In another time zone than UTC all of these differ by as much, so that their order stays.
            let seconds = (found.number() - 719_528) * 86_400 + found.seconds;
            Ok(Constant::Integer(seconds.max(0)))
        }
        "FROM_DAYS" => match first.whole().map(Day::of_number) {
            Some(day) => Ok(Constant::Moment(day.text())),
            None => Constant::unknown(),
        },
        "YEARWEEK" if arguments.len() > 1 => Constant::unknown(),
        "HOUR" | "MINUTE" | "SECOND" | "TIME_TO_SEC" | "MICROSECOND" => {
            let Some((seconds, micro)) = text_of(&first).as_deref().and_then(clock) else { return Constant::unknown() };
            Ok(of_clock(&name, seconds, micro).map_or(no_date(&first), Constant::Integer))
        }
        _ => match text_of(&first).as_deref().and_then(day) {
            Some(day) => of_day(&name, &day).map_or_else(Constant::unknown, |value| Ok(Constant::Integer(value))),
            None => Ok(no_date(&first)),
        },
    }
}

fn no_date(value: &Constant) -> Constant {
    Constant::NullResult(Cause::Date(text_of(value).unwrap_or_default()))
}

/// CEILING and FLOOR: of exact numbers they are whole.
fn rounded(name: &str, value: Constant) -> Answer<Constant> {
    if matches!(value, Constant::Text(_) | Constant::Moment(_)) {
        return Ok(Constant::Number(None));
    }
    Ok(match value.number() {
        Constant::Integer(value) => Constant::Integer(value),
        Constant::Number(Some(value)) => {
            let floor = value.div_euclid(MILLION);
            let up = name != "FLOOR" && value.rem_euclid(MILLION) != 0;
            Constant::Integer(floor + i128::from(up))
        }
        other => other,
    })
}

/// The constant as text that dates are read from.
fn text_of(constant: &Constant) -> Option<String> {
    match constant {
        Constant::Text(text) => Some(text.text.clone()),
        Constant::Moment(text) => Some(text.clone()),
        Constant::Integer(value) => Some(value.to_string()),
        _ => None,
    }
}

/// Compares integers, MAXVALUE being the greatest of all.
pub fn compare_integers(a: &Constant, b: &Constant) -> Ordering {
    let rank = |constant: &Constant| match constant {
        Constant::Null => (0, 0),
        Constant::Integer(value) => (1, *value),
        _ => (2, 0),
    };
    rank(a).cmp(&rank(b))
}
