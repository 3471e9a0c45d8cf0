//! Defaults of strings: CHAR and VARCHAR, BINARY and VARBINARY.

use super::charset_text::{self, Decoded};
use super::real;
use super::value::{Text, Value};
use super::{Refuse, Stored};
use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::refusal::{Answer, Stop, Warning};
use crate::dryrun::mysql::syntax::ast::TypeName;
use crate::mysql::Server;
use crate::mysql::charset::Charset;

/// Characters of a number with an exponent in MySQL's strings.
const REAL_WIDTH: usize = 22;
/// Bytes of a string that an error shows.
const SHOWN_BYTES: usize = 6;

/// Text in a column's charset.
pub(super) struct Converted {
    pub chars: String,
    pub warnings: Vec<Warning>,
    /// The string was malformed, and this is what stands before.
    pub cut: bool,
}

/// The default of a CHAR, VARCHAR, BINARY or VARBINARY.
pub(super) fn string(refuse: &Refuse, column_type: &ColumnType, value: Value) -> Answer<Stored> {
    match column_type.charset(refuse.server) {
        Some(charset) if charset.name != "binary" => characters(refuse, column_type, charset, value),
        _ => bytes(refuse, column_type, value),
    }
}

fn characters(refuse: &Refuse, column_type: &ColumnType, charset: &Charset, value: Value) -> Answer<Stored> {
    let length = column_type.length as usize;
    let mut warnings = vec![];
    // MySQL converts a CHAR's default beforehand, unless it is in latin1 as numbers are; MariaDB for wide characters.
    let wide = charset.min_len > 1;
    let beforehand = if refuse.server.is_mariadb() {
        wide
    } else {
        let latin1 = column_type.collation.is_some_and(|collation| collation.name == "latin1_swedish_ci");
        column_type.name == TypeName::Char && !latin1
    };
    let chars = match value {
        Value::Real(value) if !beforehand => fitted(refuse, value, length, &mut warnings)?,
        Value::Moment(moment) if moment.text().len() > length => return refuse.invalid(),
        value => {
            let converted = convert(refuse, column_type, charset, value)?;
            warnings = converted.warnings;
            if converted.cut {
                return refuse.invalid();
            }
            converted.chars
        }
    };
    let kept: String = chars.chars().take(length).collect();
    let rest = chars.get(kept.len()..).unwrap_or_default();
    if !rest.chars().all(|c| c == ' ' || (!wide && matches!(c, '\t'..='\r'))) {
        return refuse.invalid();
    }
    if column_type.name == TypeName::Char {
        return Ok(Stored { text: kept.trim_end_matches(' ').to_owned(), warnings });
    }
    if !rest.is_empty() {
        // MariaDB notes it, and takes no such note.
        if refuse.server.is_mariadb() {
            return refuse.invalid();
        }
        warnings.push(refuse.truncated(true));
    }
    Ok(Stored { text: kept, warnings })
}

/// A number with an exponent in so many characters: MariaDB takes what it must cut, MySQL does not.
fn fitted(refuse: &Refuse, value: f64, length: usize, warnings: &mut Vec<Warning>) -> Answer<String> {
    if value.is_subnormal() {
        return Err(Stop::unknown("the digits of a number near zero"));
    }
    let shown = real::text(refuse.server, value, false, length.max(1));
    let cut = shown.cut || length == 0;
    if cut && !refuse.server.is_mariadb() {
        return refuse.invalid();
    }
    if cut {
        warnings.push(refuse.truncated(false));
    }
    Ok(shown.text.chars().take(length).collect())
}

/// A value as text in the charset of the column.
pub(super) fn convert(refuse: &Refuse, column_type: &ColumnType, charset: &Charset, value: Value) -> Answer<Converted> {
    let plain = |chars: String| Ok(Converted { chars, warnings: vec![], cut: false });
    match value {
        Value::Null => plain(String::new()),
        Value::Number(number) => plain(number.to_string()),
        // MySQL takes the digits' bytes for wide characters.
        Value::Real(value) if !refuse.server.is_mariadb() => {
            of_bytes(refuse, column_type, charset, real::text(refuse.server, value, false, REAL_WIDTH).text.as_bytes())
        }
        Value::Real(value) => plain(real::text(refuse.server, value, false, REAL_WIDTH).text),
        Value::Moment(_) if charset.min_len > 1 => {
            Err(Stop::unknown("a default that MariaDB converts by an expression"))
        }
        Value::Moment(moment) => plain(moment.text()),
        Value::Bits(bytes) => of_bytes(refuse, column_type, charset, &bytes),
        Value::Text(Text { charset: "binary", bytes, .. }) => of_bytes(refuse, column_type, charset, &bytes),
        Value::Text(text) => of_text(refuse, column_type, charset, text),
    }
}

/// Bytes are taken as they stand for the column's charset.
fn of_bytes(refuse: &Refuse, column_type: &ColumnType, charset: &Charset, bytes: &[u8]) -> Answer<Converted> {
    let bytes = charset_text::padded(charset.name, bytes);
    match charset_text::decode(charset.name, &bytes) {
        Decoded::Text(chars) => Ok(Converted { chars, warnings: vec![], cut: false }),
        Decoded::Unknown => Err(unknown(charset.name)),
        Decoded::Malformed(at) if refuse.server.is_mariadb() && charset_text::is_half_pair(&bytes, at) => {
            Err(unknown(charset.name))
        }
        Decoded::Malformed(at) => {
            let parts = [charset.name, &charset_text::malformed(&bytes, at)];
            if refuse.server.is_mariadb() && charset.name != "ascii" {
                return Err(Stop::refused(refuse.server, 1300, &parts));
            }
            if refuse.server.is_mariadb() {
                return match column_type.name {
                    TypeName::Enum | TypeName::Set => Err(unknown(charset.name)),
                    _ => Ok(Converted { chars: charset_text::ascii_shown(&bytes), warnings: vec![], cut: false }),
                };
            }
            if column_type.name == TypeName::VarChar {
                return refuse.invalid();
            }
            let good = bytes.get(..at).unwrap_or_default();
            let Decoded::Text(chars) = charset_text::decode(charset.name, good) else {
                return Err(unknown(charset.name));
            };
            Ok(Converted { chars, warnings: vec![Warning::new(refuse.server, 1300, &parts)], cut: true })
        }
    }
}

fn unknown(charset: &str) -> Stop {
    Stop::unknown(&format!("a default in {charset} with characters beyond ASCII"))
}

fn of_text(refuse: &Refuse, column_type: &ColumnType, charset: &Charset, text: Text) -> Answer<Converted> {
    let same = text.charset == charset.name;
    let fits = match &text.chars {
        None if text.charset != "ascii" => None,
        Some(_) if same => Some(true),
        Some(chars) => {
            chars.chars().try_fold(true, |fits, c| charset_text::has(charset.name, c).map(|has| fits && has))
        }
        None => Some(false),
    };
    if same && text.chars.is_none() && refuse.server.is_mariadb() {
        return of_bytes(refuse, column_type, charset, &text.bytes);
    }
    match (fits, text.chars) {
        (None, _) => Err(unknown(charset.name)),
        (Some(true), Some(chars)) => Ok(Converted { chars, warnings: vec![], cut: false }),
        // MySQL 8.0 and later convert all but VARCHAR before they look at anything else.
        _ if refuse.server.is_mariadb()
            || !refuse.server.has(crate::mysql::Feature::ConversionReasons)
            || column_type.name == TypeName::VarChar
            || same =>
        {
            refuse.invalid()
        }
        _ => {
            let shown = printable(refuse.server, text.charset, &text.bytes);
            Err(Stop::refused(refuse.server, 3854, &[&shown, text.charset, charset.name]))
        }
    }
}

/// The bytes as MySQL shows a string that it cannot convert: what is not printable ASCII as `\xNN`, and six bytes at most.
fn printable(server: Server, charset: &str, bytes: &[u8]) -> String {
    let plain = crate::mysql::charset::charset(charset, server).is_none_or(|charset| charset.min_len == 1);
    let mut out = String::new();
    for byte in bytes.iter().take(SHOWN_BYTES) {
        match byte {
            0x20..=0x7e if plain => out.push(char::from(*byte)),
            byte => out += &format!("\\x{byte:02X}"),
        }
    }
    if bytes.len() > SHOWN_BYTES {
        out.push_str("...");
    }
    out
}

/// BINARY and VARBINARY: the bytes in whatever charset the value has.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
fn bytes(refuse: &Refuse, column_type: &ColumnType, value: Value) -> Answer<Stored> {
    let length = column_type.length as usize;
    let mut warnings = vec![];
    let mut bytes = match value {
        Value::Null => vec![],
        Value::Number(number) => number.to_string().into_bytes(),
        Value::Real(value) if column_type.name == TypeName::Binary && !refuse.server.is_mariadb() => {
            real::text(refuse.server, value, false, REAL_WIDTH).text.into_bytes()
        }
        Value::Real(value) => fitted(refuse, value, length, &mut warnings)?.into_bytes(),
        Value::Moment(moment) => moment.text().into_bytes(),
        Value::Bits(bytes) => bytes,
        Value::Text(text) => text.bytes,
    };
    if bytes.len() > length {
        return refuse.invalid();
    }
    if column_type.name == TypeName::Binary {
        bytes.resize(length, 0);
    }
    Ok(Stored { text: bytes_shown(refuse.server, &bytes)?, warnings })
}

/// Bytes as COLUMN_DEFAULT shows them: hexadecimal digits up to the first zero byte in MySQL, text in MariaDB.
fn bytes_shown(server: Server, bytes: &[u8]) -> Answer<String> {
    match server {
        Server::Mysql57 => Err(Stop::unknown("how MySQL 5.7 shows the default of bytes")),
        _ if bytes.is_empty() => Ok(String::new()),
        Server::Mysql80 | Server::Mysql84 | Server::Mysql97 => {
            Ok(format!("0x{}", charset_text::hex(bytes.iter().take_while(|byte| **byte != 0))))
        }
        Server::Mariadb1011 | Server::Mariadb1104 => Ok(charset_text::utf8mb3_shown(bytes)),
    }
}
