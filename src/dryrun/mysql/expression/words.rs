//! Names, literals and types as both servers print them.

use super::temporal;
use crate::dryrun::mysql::syntax::ast::{BinaryOperator, DataType, Literal, TypeName};
use crate::mysql::Server;
use crate::mysql::charset::charset;

/// The sign or word of an operator.
pub fn operator(operator: BinaryOperator, mariadb: bool) -> &'static str {
    use BinaryOperator::*;
    match operator {
        Or => "or",
        Xor => "xor",
        And => "and",
        Equal => "=",
        NullSafeEqual => "<=>",
        NotEqual => "<>",
        Less => "<",
        LessEqual => "<=",
        Greater => ">",
        GreaterEqual => ">=",
        BitOr => "|",
        BitAnd => "&",
        ShiftLeft => "<<",
        ShiftRight => ">>",
        Add => "+",
        Subtract => "-",
        Multiply => "*",
        Divide => "/",
        IntegerDivide => "DIV",
        Modulo => {
            if mariadb {
                "MOD"
            } else {
                "%"
            }
        }
        BitXor => "^",
        SoundsLike => "sounds like",
        Arrow => "->",
        ArrowText => "->>",
    }
}

/// A name in back quotes.
pub fn push_name(out: &mut String, name: &str) {
    out.push('`');
    for c in name.chars() {
        if c == '`' {
            out.push('`');
        }
        out.push(c);
    }
    out.push('`');
}

/// A text in quotes, with the escapes of the servers.
pub fn push_text(out: &mut String, text: &str) {
    out.push('\'');
    for c in text.chars() {
        match c {
            '\0' => out.push_str("\\0"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\u{1a}' => out.push_str("\\Z"),
            '\\' | '\'' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out.push('\'');
}

/// The digits of a whole number without zeros before them.
pub fn push_integer(out: &mut String, digits: &str) {
    let digits = digits.trim_start_matches('0');
    out.push_str(if digits.is_empty() { "0" } else { digits });
}

/// `.5` as 0.5, `1.` as 1.
pub fn push_decimal(out: &mut String, text: &str) {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    push_integer(out, whole);
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
}

/// The digits of `0x0f` in lower case, two a byte; those of `b'101'` too.
pub fn hex_digits(literal: &Literal) -> String {
    match literal {
        Literal::Hex { digits, .. } => {
            let odd = if digits.len() % 2 == 1 { "0" } else { "" };
            format!("{odd}{}", digits.to_ascii_lowercase())
        }
        Literal::Bit { digits, .. } => {
            let mut out = String::new();
            let bytes = digits.len().div_ceil(8);
            let padded = format!("{}{digits}", "0".repeat(bytes * 8 - digits.len()));
            for at in (0..padded.len()).step_by(4) {
                let nibble = u32::from_str_radix(padded.get(at..at + 4).unwrap_or("0"), 2).unwrap_or(0);
                out.push(char::from_digit(nibble, 16).unwrap_or('0'));
            }
            out
        }
        _ => String::new(),
    }
}

/// The text whose bytes the hex digits are, where it is one.
pub fn text_of_hex(digits: &str) -> Option<String> {
    let bytes: Option<Vec<u8>> = (0..digits.len())
        .step_by(2)
        .map(|at| digits.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect();
    String::from_utf8(bytes?).ok()
}

/// A date or time literal as both servers print it.
pub fn push_temporal(out: &mut String, kind: &str, text: &str, mariadb: bool) {
    let value = temporal::literal(kind, text, mariadb).unwrap_or_default();
    out.push_str(kind);
    out.push('\'');
    match kind {
        "DATE" => out.push_str(&value.date()),
        "TIME" => out.push_str(&value.time()),
        _ => {
            out.push_str(&value.date());
            out.push(' ');
            out.push_str(&value.time());
        }
    }
    out.push('\'');
}

/// A unit as it is printed.
pub fn unit(unit: &str) -> String {
    let lower = unit.to_ascii_lowercase();
    lower.strip_prefix("sql_tsi_").map_or(lower.clone(), str::to_owned)
}

/// The type of a CAST behind AS.
pub fn push_cast_type(out: &mut String, target: &DataType, server: Server) {
    let connection = "utf8mb4";
    let with_length = |out: &mut String| {
        if let Some(length) = target.length {
            out.push('(');
            push_integer(out, length);
            out.push(')');
        }
    };
    match target.name {
        TypeName::CastSigned => out.push_str("signed"),
        TypeName::CastUnsigned => out.push_str("unsigned"),
        TypeName::Binary => {
            out.push_str("char");
            with_length(out);
            out.push_str(" charset binary");
        }
        TypeName::Char | TypeName::VarChar => {
            out.push_str("char");
            with_length(out);
            out.push_str(" charset ");
            let named = target.charset.as_ref().map(|name| name.text.as_ref());
            let named = named.or(target.national.then_some("utf8mb3")).unwrap_or(connection);
            out.push_str(charset(named, server).map_or(named, |charset| charset.name));
            if server.is_mariadb() && target.binary {
                out.push_str(" binary");
            }
            if let Some(name) = &target.collate {
                out.push_str(" collate ");
                out.push_str(&name.text);
            }
        }
        TypeName::Decimal => {
            out.push_str("decimal(");
            let digits = target.length.map_or("10", |digits| digits.trim_start_matches('0'));
            out.push_str(if digits.is_empty() { "10" } else { digits });
            out.push(',');
            push_integer(out, target.decimals.unwrap_or("0"));
            out.push(')');
        }
        TypeName::Double if server.is_mariadb() => {
            out.push_str("double");
            if let (Some(length), Some(decimals)) = (target.length, target.decimals) {
                out.push('(');
                push_integer(out, length);
                out.push(',');
                push_integer(out, decimals);
                out.push(')');
            }
        }
        TypeName::Float => {
            let long = target.length.and_then(|digits| digits.parse::<u32>().ok()).is_some_and(|digits| digits > 24);
            out.push_str(if long { "double" } else { "float" });
        }
        TypeName::Time | TypeName::DateTime => {
            out.push_str(if target.name == TypeName::Time { "time" } else { "datetime" });
            if target.length.is_some_and(|digits| digits.bytes().any(|digit| digit != b'0')) {
                with_length(out);
            }
        }
        TypeName::Double => out.push_str("double"),
        TypeName::Date => out.push_str("date"),
        TypeName::Year => out.push_str("year"),
        TypeName::Json => out.push_str("json"),
        TypeName::CastInterval => {
            out.push_str("interval day_second");
            with_length(out);
        }
        _ => out.push_str(&target.word.to_ascii_lowercase()),
    }
}
