//! Values of variables and expressions, as far as scripts that change a schema need them: NULL, whole numbers, text.

use super::super::refusal::{Answer, Stop};
use crate::mysql::charset::Collation;
use crate::text::real::read;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Integer(i64),
    Text(Text),
    /// A value that is not modelled, and why. It does no harm as long as nothing depends on it.
    Unknown(Box<str>),
}

/// A text, and how it is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub text: String,
    pub collation: &'static Collation,
    pub strength: Strength,
}

/// Whose collation counts when two texts are compared: the smaller one's.
///
/// Source: MySQL manual, "Collation Coercibility in Expressions".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// COLLATE
    Explicit,
    /// Columns and variables.
    Implicit,
    /// DATABASE(), VERSION()
    System,
    Literal,
    /// Numbers made text.
    Number,
}

impl Value {
    pub fn unknown(why: impl Into<Box<str>>) -> Value {
        Value::Unknown(why.into())
    }

    pub fn truth(truth: bool) -> Value {
        Value::Integer(i64::from(truth))
    }

    pub fn is_unknown(&self) -> bool {
        matches!(self, Value::Unknown(_))
    }

    /// What a condition makes of it: `None` for NULL.
    pub fn as_truth(&self) -> Answer<Option<bool>> {
        match self {
            Value::Null => Ok(None),
            Value::Integer(number) => Ok(Some(*number != 0)),
            Value::Text(text) => Ok(Some(number_of(&text.text) != 0.0)),
            Value::Unknown(why) => Err(Stop::unknown_because(why.clone())),
        }
    }

    /// The value as a whole number, where it is one or its text begins with one; `None` for NULL and what is not known.
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Value::Integer(number) => Some(*number),
            Value::Text(text) => {
                let number = number_of(&text.text);
                // Beyond that a double does not hold every whole number.
                (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
            }
            Value::Null | Value::Unknown(_) => None,
        }
    }

    /// The value as text; `None` for NULL and what is not known.
    pub fn as_text(&self) -> Option<String> {
        match self {
            Value::Integer(number) => Some(number.to_string()),
            Value::Text(text) => Some(text.text.clone()),
            Value::Null | Value::Unknown(_) => None,
        }
    }
}

/// The number that a text begins with, 0 where it begins with none.
pub fn number_of(text: &str) -> f64 {
    let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace());
    let bytes = text.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    let mut end = usize::from(matches!(byte(0), b'-' | b'+'));
    while byte(end).is_ascii_digit() {
        end += 1;
    }
    if byte(end) == b'.' {
        end += 1;
        while byte(end).is_ascii_digit() {
            end += 1;
        }
    }
    let exponent = end + 1 + usize::from(matches!(byte(end + 1), b'-' | b'+'));
    if matches!(byte(end), b'e' | b'E') && byte(exponent).is_ascii_digit() {
        end = exponent;
        while byte(end).is_ascii_digit() {
            end += 1;
        }
    }
    text.get(..end).and_then(read).unwrap_or(0.0)
}

/// True where the whole text is a number, blanks around it left aside.
pub fn is_number(text: &str) -> bool {
    let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
    text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
        && read(text).is_some()
}
