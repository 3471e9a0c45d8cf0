//! Literal defaults of columns: whether the server takes them, and how it shows them.
//!
//! A default goes into an empty row as an INSERT would put it there, and what the column then holds is shown. What an INSERT
//! notes is a note of the statement, what it warns of is refused with 1067; the exceptions stand where they occur.
//! Measured on MySQL 9.7.4 and MariaDB 10.11.19 with their default sql_mode (what others change: `ValueMode`), UTC and
//! statements in utf8mb4; the other versions answer as theirs do, but for what is said of MySQL 5.7 below.

mod charset_text;
mod choice;
mod decimal;
mod address;
mod lob;
mod mariadb_moment;
mod mariadb_time;
mod mode;
mod moment;
mod mysql_moment;
mod mysql_time;
mod number;
mod real;
mod text;
mod value;

use super::column_type::ColumnType;
use super::refusal::{Answer, Stop, Warning};
use super::syntax::ast::{Expr, TypeName};
use crate::mysql::Server;
pub use charset_text::{has, latin1};
pub use choice::are_equal;
pub use mode::ValueMode;
pub use mysql_time::kept;
use value::{Read, Value};

/// Bytes of the shortest geometry: a reference system, an order of bytes, a kind and a count.
const LEAST_GEOMETRY: usize = 13;

/// What a literal default gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDefault {
    /// information_schema.COLUMNS.COLUMN_DEFAULT; `None` where that is NULL.
    pub shown: Option<String>,
    /// What CREATE TABLE warns of because of the default.
    pub warnings: Vec<Warning>,
}

/// What the functions of this module need to refuse and to warn.
struct Refuse<'c> {
    server: Server,
    mode: ValueMode,
    column: &'c str,
}

impl Refuse<'_> {
    /// 1067, the answer to most defaults that do not fit.
    fn invalid<T>(&self) -> Answer<T> {
        Err(Stop::refused(self.server, 1067, &[self.column]))
    }

    /// `Data truncated for column`, as a note or as a warning. MariaDB counts the row from 0.
    fn truncated(&self, note: bool) -> Warning {
        let warning = Warning::new(self.server, 1265, &[self.column, self.row()]);
        Warning { note, ..warning }
    }

    /// `Out of range value for column`.
    fn out_of_range(&self) -> Warning {
        Warning::new(self.server, 1264, &[self.column, self.row()])
    }

    fn row(&self) -> &'static str {
        if self.server.is_mariadb() { "0" } else { "1" }
    }
}

/// What a column holds, as text without quotes, and what the server says of it.
struct Stored {
    text: String,
    warnings: Vec<Warning>,
}

impl Stored {
    fn whole(text: impl Into<String>) -> Stored {
        Stored { text: text.into(), warnings: vec![] }
    }
}

/// The default that `DEFAULT literal` gives a column; `nullable` is false for NOT NULL. `literal` is a literal or a number
/// behind its sign.
///
/// Refused mostly with 1067, and with 1101, 1300, 1366, 1416, 1525 and 3854. Unknown for characters beyond ASCII of charsets
/// that are not Unicode, latin1 or ascii, and for MariaDB's conversions that depend on the day.
pub fn literal_default(
    server: Server,
    mode: ValueMode,
    column: &str,
    column_type: &ColumnType,
    nullable: bool,
    literal: &Expr,
) -> Answer<StoredDefault> {
    let refuse = Refuse { server, mode, column };
    let Read { value, mut warnings } = value::read(&refuse, literal)?;
    if matches!(value, Value::Null) {
        return match (nullable, server.is_mariadb()) {
            (false, _) => refuse.invalid(),
            (true, true) => Ok(StoredDefault { shown: Some("NULL".to_owned()), warnings: vec![] }),
            (true, false) => Ok(StoredDefault { shown: None, warnings: vec![] }),
        };
    }
    if column_type.is_blob() && !server.is_mariadb() {
        return Err(Stop::refused(server, 1101, &[column]));
    }
    let lob = column_type.is_blob() && !column_type.name.is_spatial();
    let stored =
        if lob { lob::store(&refuse, column_type, literal, value)? } else { store(&refuse, column_type, value)? };
    let quoted = server.is_mariadb() && needs_quotes(column_type.name);
    let shown = if quoted && !lob { in_quotes(&stored.text, "''") } else { stored.text };
    // The column COLUMN_DEFAULT is in utf8mb3.
    let shown = shown.chars().map(|c| if c > '\u{ffff}' { '?' } else { c }).collect();
    warnings.extend(stored.warnings);
    Ok(StoredDefault { shown: Some(shown), warnings })
}

fn store(refuse: &Refuse, column_type: &ColumnType, value: Value) -> Answer<Stored> {
    use TypeName::*;
    match column_type.name {
        TinyInt | SmallInt | MediumInt | Int | BigInt | Bool | Serial => number::integer(refuse, column_type, value),
        Decimal => number::decimal(refuse, column_type, value),
        Float | Double => number::real(refuse, column_type, value),
        Bit => number::bit(refuse, column_type, value),
        Year => number::year(refuse, column_type, value),
        Date | Time | DateTime | Timestamp if refuse.server.is_mariadb() => {
            mariadb_time::store(refuse, column_type, value)
        }
        Date | Time | DateTime | Timestamp => mysql_time::store(refuse, column_type, value),
        Char | VarChar | Binary | VarBinary => text::string(refuse, column_type, value),
        Enum => choice::member(refuse, column_type, value),
        Set => choice::members(refuse, column_type, value),
        Uuid | Inet4 | Inet6 => address::store(refuse, column_type.name, value),
        name if name.is_spatial() => spatial(refuse, &value),
        _ => Err(Stop::unknown(&format!("a default of {}", column_type.data_type(refuse.server)))),
    }
}

/// A geometry's default, MariaDB only: a geometry has no literal, but bytes may be one.
fn spatial(refuse: &Refuse, value: &Value) -> Answer<Stored> {
    let bytes = match value {
        Value::Text(text) if text.chars.is_none() => text.bytes.len(),
        Value::Bits(bytes) => bytes.len(),
        _ => 0,
    };
    if bytes >= LEAST_GEOMETRY {
        return Err(Stop::unknown("whether bytes are a geometry"));
    }
    Err(Stop::refused(refuse.server, 1416, &[]))
}

/// True where MariaDB shows the default in quotes.
fn needs_quotes(name: TypeName) -> bool {
    use TypeName::*;
    !matches!(
        name,
        TinyInt | SmallInt | MediumInt | Int | BigInt | Bool | Serial | Decimal | Float | Double | Bit | Year
    )
}

/// The text as MariaDB quotes it, with `quote` for a quote within.
fn in_quotes(text: &str, quote: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for c in text.chars() {
        match c {
            '\'' => out.push_str(quote),
            '\\' => out.push_str("\\\\"),
            '\0' => out.push_str("\\0"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

/// COLUMN_DEFAULT of a column without DEFAULT clause: MariaDB shows NULL as a word where the column can be NULL.
pub fn no_default_shown(server: Server, _column_type: &ColumnType, nullable: bool) -> Option<String> {
    (server.is_mariadb() && nullable).then(|| "NULL".to_owned())
}

/// COLUMN_DEFAULT of `DEFAULT NOW(fsp)`. MariaDB takes any `fsp` and shows, for DATETIME and TIMESTAMP, the lesser of it and
/// the column's own; the caller gives that one.
pub fn now_default_shown(server: Server, fsp: u8) -> String {
    let word = if server.is_mariadb() { "current_timestamp" } else { "CURRENT_TIMESTAMP" };
    match fsp {
        0 if server.is_mariadb() => format!("{word}()"),
        0 => word.to_owned(),
        fsp => format!("{word}({fsp})"),
    }
}

/// The words of EXTRA for `ON UPDATE NOW(fsp)`, with the column's own `fsp`. MySQL has DEFAULT_GENERATED before them where the
/// default is NOW too.
pub fn on_update_shown(server: Server, fsp: u8) -> String {
    format!("on update {}", now_default_shown(server, fsp))
}
