//! A literal's value as the server has it before it goes into a column.

use super::charset_text::{self, Decoded};
use super::decimal::Decimal;
use super::moment::Moment;
use super::{Refuse, mariadb_time, mysql_time};
use crate::dryrun::mysql::refusal::{Answer, Stop, Warning};
use crate::dryrun::mysql::syntax::ast::{Expr, ExprKind, Literal, UnaryOperator};
use crate::mysql::Server;
use crate::mysql::charset;
use crate::text::real;

/// The charset that statements come in.
const CLIENT_CHARSET: &str = "utf8mb4";

pub(super) enum Value {
    Null,
    /// An integer or a number with a point.
    Number(Decimal),
    /// A number with an exponent.
    Real(f64),
    Text(Text),
    /// `0x41` and `b'1'` without a charset.
    Bits(Vec<u8>),
    /// `DATE '...'` and its kin. MariaDB only.
    Moment(Moment),
}

/// A literal's value and what the server says when it reads the literal.
pub(super) struct Read {
    pub value: Value,
    pub warnings: Vec<Warning>,
}

impl From<Value> for Read {
    fn from(value: Value) -> Read {
        Read { value, warnings: vec![] }
    }
}

/// A string.
pub(super) struct Text {
    pub charset: &'static str,
    pub bytes: Vec<u8>,
    /// Its characters; `None` for binary strings, those that are malformed, and those in charsets that are not known here.
    pub chars: Option<String>,
}

impl Text {
    /// The text to read numbers and times from: its characters, or its bytes as they stand.
    pub fn readable(&self) -> String {
        match &self.chars {
            Some(chars) => chars.clone(),
            None => self.bytes.iter().map(|byte| char::from(*byte)).collect(),
        }
    }
}

/// The value of a literal.
pub(super) fn read(refuse: &Refuse, literal: &Expr) -> Answer<Read> {
    match &literal.kind {
        // For MariaDB `x'41'`, unlike `0x41`, is a binary string everywhere. Only its length tells them apart here.
        ExprKind::Literal(Literal::Hex { digits, introducer: None })
            if refuse.server.is_mariadb() && literal.end.saturating_sub(literal.at) as usize == digits.len() + 3 =>
        {
            Ok(Value::Text(Text { charset: "binary", bytes: hex_bytes(digits), chars: None }).into())
        }
        ExprKind::Literal(literal) => of_literal(refuse, literal),
        ExprKind::Unary { operator: UnaryOperator::Plus, operand } => read(refuse, operand),
        ExprKind::Unary { operator: UnaryOperator::Minus, operand } => match read(refuse, operand)?.value {
            Value::Number(number) => Ok(Value::Number(number.negated()).into()),
            Value::Real(number) => Ok(Value::Real(-number).into()),
            _ => Err(Stop::unknown("a minus before a default that is no number")),
        },
        _ => Err(Stop::unknown("a default that is no literal")),
    }
}

fn of_literal(refuse: &Refuse, literal: &Literal) -> Answer<Read> {
    let value = match literal {
        Literal::Null => Value::Null,
        Literal::True => Value::Number(Decimal::of("1")),
        Literal::False => Value::Number(Decimal::default()),
        Literal::Integer(digits) | Literal::Decimal(digits) => Value::Number(Decimal::of(digits)),
        Literal::Float(digits) => match real::read(digits) {
            Some(value) if f64::is_finite(value) => Value::Real(value),
            _ => return Err(Stop::refused(refuse.server, 1367, &["double", digits])),
        },
        Literal::Text { text, introducer, national } => {
            let charset = if *national { Some("utf8mb3") } else { *introducer };
            return of_text(refuse.server, charset, text.as_bytes());
        }
        Literal::Hex { digits, introducer: None } => Value::Bits(hex_bytes(digits)),
        Literal::Bit { digits, introducer: None } => Value::Bits(bit_bytes(digits)),
        Literal::Hex { digits, introducer } => return of_text(refuse.server, *introducer, &hex_bytes(digits)),
        Literal::Bit { digits, introducer } => return of_text(refuse.server, *introducer, &bit_bytes(digits)),
        Literal::Temporal { kind, text } if refuse.server.is_mariadb() => {
            let (moment, note) = mariadb_time::literal(refuse, kind, text)?;
            return Ok(Read { value: Value::Moment(moment), warnings: note.into_iter().collect() });
        }
        Literal::Temporal { kind, text } => {
            mysql_time::literal(refuse, kind, text)?;
            // MySQL's grammar has these as defaults, and then takes them for no column.
            return refuse.invalid();
        }
    };
    Ok(value.into())
}

fn of_text(server: Server, introducer: Option<&str>, bytes: &[u8]) -> Answer<Read> {
    let charset = match introducer {
        None => CLIENT_CHARSET,
        Some(name) => charset::charset(name, server).map_or("binary", |charset| charset.name),
    };
    if charset == "binary" {
        return Ok(Value::Text(Text { charset, bytes: bytes.to_vec(), chars: None }).into());
    }
    let bytes = charset_text::padded(charset, bytes);
    match charset_text::decode(charset, &bytes) {
        Decoded::Text(chars) => Ok(Value::Text(Text { charset, bytes, chars: Some(chars) }).into()),
        // The parser takes bytes beyond ascii in it, MySQL's with a warning.
        Decoded::Malformed(at) if charset == "ascii" => {
            let warning = Warning::new(server, 1300, &[charset, &charset_text::malformed(&bytes, at)]);
            let warnings = if server.is_mariadb() { vec![] } else { vec![warning] };
            Ok(Read { value: Value::Text(Text { charset, bytes, chars: None }), warnings })
        }
        Decoded::Malformed(at) if server.is_mariadb() && charset_text::is_half_pair(&bytes, at) => {
            Ok(Value::Text(Text { charset, bytes, chars: None }).into())
        }
        Decoded::Malformed(at) => Err(Stop::refused(server, 1300, &[charset, &charset_text::malformed(&bytes, at)])),
        Decoded::Unknown => Ok(Value::Text(Text { charset, bytes, chars: None }).into()),
    }
}

fn hex_bytes(digits: &str) -> Vec<u8> {
    let values: Vec<u8> = digits.chars().filter_map(|digit| digit.to_digit(16)).map(|digit| digit as u8).collect();
    grouped(&values, 2, 4)
}

fn bit_bytes(digits: &str) -> Vec<u8> {
    let values: Vec<u8> = digits.bytes().map(|digit| digit & 1).collect();
    grouped(&values, 8, 1)
}

/// Digits of so many bits each to bytes of so many digits each; the first byte has what is left over.
fn grouped(digits: &[u8], to_byte: usize, bits: u32) -> Vec<u8> {
    let first = digits.len() % to_byte;
    let (head, tail) = digits.split_at_checked(first).unwrap_or_default();
    let byte = |digits: &[u8]| digits.iter().fold(0u8, |byte, digit| (byte << bits) | digit);
    let head = if head.is_empty() { None } else { Some(byte(head)) };
    head.into_iter().chain(tail.chunks(to_byte).map(byte)).collect()
}
