//! Defaults of TEXT, BLOB and JSON, which MariaDB keeps and shows as the expressions they are.

use crate::text::Letters;
use std::fmt::Write;

use super::charset_text;
use super::text::convert;
use super::value::{Text, Value};
use super::{Refuse, Stored, in_quotes};
use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::syntax::ast::{Expr, ExprKind, Literal, UnaryOperator};

/// The default of a TEXT, BLOB or JSON of MariaDB, shown as MariaDB prints the literal.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub(super) fn store(refuse: &Refuse, column_type: &ColumnType, literal: &Expr, value: Value) -> Answer<Stored> {
    let shown = printed(literal, &value)?;
    let bytes = match (column_type.charset(refuse.server), value) {
        (Some(charset), value) if charset.name != "binary" => {
            let converted = match convert(refuse, column_type, charset, value) {
                Err(stop) if stop.refusal().is_some() => return refuse.invalid(),
                converted => converted?,
            };
            charset_text::encoded_len(charset.name, &converted.chars)
        }
        (_, Value::Text(text)) => text.bytes.len(),
        (_, Value::Bits(bytes)) => bytes.len(),
        // Numbers and times are shorter than any of these can hold.
        _ => 0,
    };
    let limit = 1u64 << (8 * column_type.blob_length_bytes().unwrap_or(4));
    if bytes as u64 >= limit { refuse.invalid() } else { Ok(Stored::whole(shown)) }
}

fn printed(literal: &Expr, value: &Value) -> Answer<String> {
    let (negative, literal) = match &literal.kind {
        ExprKind::Unary { operator, operand } => (*operator == UnaryOperator::Minus, &**operand),
        _ => (false, literal),
    };
    let sign = if negative { "-" } else { "" };
    Ok(match (&literal.kind, value) {
        (ExprKind::Literal(Literal::Float(digits)), _) => format!("{sign}{digits}"),
        (ExprKind::Literal(Literal::True), _) => "1".to_owned(),
        (ExprKind::Literal(Literal::False), _) => "0".to_owned(),
        (ExprKind::Literal(Literal::Text { text, introducer: None, .. }), _) => {
            in_quotes(text, "\\'").replace('\u{1a}', "\\Z")
        }
        (ExprKind::Literal(Literal::Temporal { kind, .. }), Value::Moment(moment)) => {
            format!("{kind}'{}'", moment.text())
        }
        (ExprKind::Literal(Literal::Bit { .. }), Value::Bits(bytes)) if bytes.is_empty() => "b''".to_owned(),
        (_, Value::Bits(bytes)) => format!("0x{}", charset_text::hex(bytes).lower()),
        (ExprKind::Literal(Literal::Hex { introducer: None, .. }), Value::Text(text)) => {
            format!("X'{}'", charset_text::hex(&text.bytes).lower())
        }
        (_, Value::Text(text)) => introduced(text)?,
        (_, Value::Number(number)) => number.to_string(),
        _ => return Err(Stop::unknown("how MariaDB shows this default")),
    })
}

/// `_latin1'xE9'`: bytes beyond ASCII are printed as `\xE9`, and lose their backslash when they are read again.
fn introduced(text: &Text) -> Answer<String> {
    if text.charset == "utf32" {
        return Err(Stop::unknown("how MariaDB shows a default in utf32"));
    }
    let mut out = format!("_{}'", text.charset);
    for byte in &text.bytes {
        match byte {
            b'\'' | b'\\' => return Err(Stop::unknown("how MariaDB shows quotes in a default with a charset")),
            0x20..=0x7e => out.push(char::from(*byte)),
            // Writing to a String cannot fail.
            byte => drop(write!(out, "x{byte:02X}")),
        }
    }
    out.push('\'');
    Ok(out)
}
