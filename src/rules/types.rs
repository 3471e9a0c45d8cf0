//! What rules ask about columns' types: families, and one spelling for each type.

use crate::mysql::types::{self, Family};
use crate::schema::{Column, DataType};

pub fn family(column: &Column) -> Option<Family> {
    types::find(&column.data_type.name).map(|known| known.family)
}

pub fn is_family(column: &Column, of: &[Family]) -> bool {
    family(column).is_some_and(|family| of.contains(&family))
}

/// True for TEXT, BLOB and JSON of any size: what InnoDB may keep outside of the row.
pub fn is_lob(column: &Column) -> bool {
    is_family(column, &[Family::Text, Family::Blob, Family::Json])
}

/// True for DATE, DATETIME, TIMESTAMP, TIME and YEAR.
pub fn is_temporal(column: &Column) -> bool {
    is_family(column, &[Family::Temporal])
}

/// True for what holds yes or no: `bit(1)`, `tinyint(1)`, BOOL and BOOLEAN.
pub fn is_boolean(column: &Column) -> bool {
    let may_be = types::find(&column.data_type.name).is_some_and(|known| ["bit", "tinyint"].contains(&known.canonical));
    may_be && matches!(spelled(&column.data_type).as_str(), "bit(1)" | "tinyint(1)")
}

/// True where the column holds a whole number.
pub fn is_integer(column: &Column) -> bool {
    is_family(column, &[Family::Integer])
}

/// What is the same in two columns that refer to each other: the kind of number and its sign; for texts the charset. Lengths may differ.
/// Source: MySQL 9.x manual, "FOREIGN KEY Constraints", conditions and restrictions.
pub fn kind(data_type: &DataType) -> Option<(&'static str, bool)> {
    let known = types::find(&data_type.name)?;
    let name = match known.canonical {
        "char" | "varchar" => "text",
        "binary" | "varbinary" => "bytes",
        other => other,
    };
    Some((name, data_type.unsigned || data_type.zerofill || data_type.name.eq_ignore_ascii_case("SERIAL")))
}

/// The type in one spelling, as MariaDB and MySQL 5.7 show it: `int(11)`, `bigint(20) unsigned`, `bit(1)`, `varchar(64)`.
/// Charset and collation are left out. A type that is not known is spelled as it stands.
///
/// Source of the widths: MySQL 5.7 manual, "Numeric Type Syntax"; information_schema of MariaDB 10.11.
pub fn spelled(data_type: &DataType) -> String {
    let Some(known) = types::find(&data_type.name) else { return data_type.name.to_lowercase() };
    let boolean = ["BOOL", "BOOLEAN"].iter().any(|name| data_type.name.eq_ignore_ascii_case(name));
    let unsigned = data_type.unsigned || data_type.zerofill || data_type.name.eq_ignore_ascii_case("SERIAL");
    let default = match (known.canonical, unsigned) {
        ("tinyint", _) if boolean => "1",
        ("tinyint", false) => "4",
        ("tinyint", true) => "3",
        ("smallint", false) => "6",
        ("smallint", true) => "5",
        ("mediumint", false) => "9",
        ("mediumint", true) => "8",
        ("int", false) => "11",
        ("int", true) => "10",
        ("bigint", _) => "20",
        ("bit" | "char" | "binary", _) => "1",
        ("decimal", _) => "10,0",
        _ => "",
    };
    let mut out = String::with_capacity(24);
    out += known.canonical;
    let mut open = "(";
    let default = data_type.arguments.is_empty().then_some(default);
    for argument in data_type.arguments.iter().map(String::as_str).chain(default) {
        if !argument.is_empty() {
            out += open;
            out += argument;
            open = ",";
        }
    }
    if open == "," {
        let scale = known.family == Family::Decimal && data_type.arguments.len() == 1;
        out += if scale { ",0)" } else { ")" };
    }
    if !data_type.members.is_empty() {
        out += &format!("('{}')", data_type.members.join("','"));
    }
    if unsigned {
        out += " unsigned";
    }
    out
}

/// True where the type is one of those that a list names. A name alone stands for every length (`varchar`, `bigint`), and
/// `bit` is `bit(1)`; case does not count. A signed type is not an unsigned one. Behind a `=`, what is written counts: `=int(11)`
/// is not `int`.
pub fn is_one_of(data_type: &DataType, list: &[&str]) -> bool {
    let own = spelled(data_type);
    list.iter().any(|wanted| {
        if let Some(written) = wanted.strip_prefix('=') {
            return crate::sql::write_data_type(data_type).eq_ignore_ascii_case(written);
        }
        let wanted = wanted.to_lowercase();
        let bare = own.split('(').next().unwrap_or("");
        let sign = if own.ends_with(" unsigned") { " unsigned" } else { "" };
        own == wanted || format!("{bare}{sign}") == wanted || (wanted == "bit" && own == "bit(1)")
    })
}

/// The greatest number of bytes that a value takes, with its length bytes, as a row and a key count them.
/// `bytes`: of the longest character of the column's charset. `None` for TEXT, BLOB, JSON and what is not known.
///
/// Source: MySQL 9.x manual, "Data Type Storage Requirements".
pub fn greatest_bytes(column: &Column, bytes: u64) -> Option<u64> {
    let known = types::find(&column.data_type.name)?;
    let length = column.data_type.length();
    let fraction = |base: u64| base + length.unwrap_or(0).div_ceil(2);
    Some(match known.canonical {
        "tinyint" | "year" => 1,
        "smallint" => 2,
        "mediumint" | "date" => 3,
        "int" | "inet4" => 4,
        "float" if length.is_none_or(|precision| precision < 25 || column.data_type.arguments.len() > 1) => 4,
        "bigint" | "double" | "float" => 8,
        "datetime" => fraction(5),
        "timestamp" => fraction(4),
        "time" => fraction(3),
        "bit" => length.unwrap_or(1).div_ceil(8),
        "decimal" => decimal_bytes(length.unwrap_or(10), column.data_type.arguments.get(1)),
        "char" => length.unwrap_or(1) * bytes,
        "binary" => length.unwrap_or(1),
        "varchar" => with_length_bytes(length? * bytes),
        "varbinary" => with_length_bytes(length?),
        "enum" => {
            if column.data_type.members.len() > 255 {
                2
            } else {
                1
            }
        }
        "set" => match column.data_type.members.len().div_ceil(8) as u64 {
            bytes @ 0..=4 => bytes.max(1),
            _ => 8,
        },
        "uuid" | "inet6" => 16,
        _ => return None,
    })
}

fn with_length_bytes(bytes: u64) -> u64 {
    bytes + if bytes > 255 { 2 } else { 1 }
}

/// Nine digits take four bytes, and what is left over its half, on each side of the point.
fn decimal_bytes(precision: u64, scale: Option<&String>) -> u64 {
    const LEFT_OVER: [u64; 9] = [0, 1, 1, 2, 2, 3, 3, 4, 4];
    let scale = scale.and_then(|scale| scale.parse().ok()).unwrap_or(0).min(precision);
    let side = |digits: u64| digits / 9 * 4 + LEFT_OVER.get((digits % 9) as usize).copied().unwrap_or(0);
    side(precision - scale) + side(scale)
}
