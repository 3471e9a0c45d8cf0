//! The values of partitions: whether they fit, ascend, and are there once.

use std::cmp::Ordering;

use super::compare::text_order;
use super::constant::{Cause, Constant, Text};
use super::model::{Bound, Kind, Partitions};
use crate::dryrun::mysql::catalog::Column;
use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::default_value::literal_default;
use crate::dryrun::mysql::refusal::{Answer, Refusal, Stop};
use crate::dryrun::mysql::routine::SqlMode;
use crate::dryrun::mysql::syntax::ast::{Expr, ExprKind, Literal, TypeName};
use crate::mysql::Server;

/// A constant as its column holds it.
#[derive(Clone, Debug, PartialEq)]
enum Held {
    Null,
    Integer(i128),
    /// Of strings, and of dates as the server prints them.
    Text(String),
    Max,
}

fn refuse<T>(server: Server, errno: u16) -> Answer<T> {
    Err(Stop::refused(server, errno, &[]))
}

/// Values of a function that gives integers: 1493 and 1495.
pub fn check_integers(server: Server, partitions: &Partitions, unsigned: bool) -> Answer<()> {
    let kept = |constant: &Constant| match constant {
        // The servers keep 64 bits, which a signed function reads with a sign.
        Constant::Integer(value) if unsigned => *value as u64 as i128,
        Constant::Integer(value) => *value as i64 as i128,
        Constant::Max => i128::MAX,
        _ => i128::MIN,
    };
    let values: Vec<i128> = partitions.list.iter().flat_map(|partition| bounds(&partition.bound)).map(kept).collect();
    match partitions.kind {
        Kind::Range if !ascends(&values) => refuse(server, 1493),
        Kind::List if repeats(values) => refuse(server, 1495),
        _ => Ok(()),
    }
}

/// MAXVALUE may stand before MAXVALUE at the end; that is refused elsewhere.
fn ascends(values: &[i128]) -> bool {
    let last = values.len().saturating_sub(2);
    let pairs = values.iter().zip(values.iter().skip(1)).enumerate();
    pairs.into_iter().all(|(at, (a, b))| a < b || (at == last && *a == i128::MAX && a == b))
}

fn repeats(mut values: Vec<i128>) -> bool {
    values.sort_unstable();
    values.iter().zip(values.iter().skip(1)).any(|(a, b)| a == b)
}

/// The constants of one value each.
fn bounds(bound: &Bound) -> Vec<&Constant> {
    match bound {
        Bound::LessThan(tuple) => tuple.iter().take(1).collect(),
        Bound::In(tuples) => tuples.iter().filter_map(|tuple| tuple.first()).collect(),
        _ => vec![],
    }
}

/// Values of COLUMNS: 1654, 1493 and 1495. `lenient`: values of another type are compared first, as ALTER does it.
pub fn check_columns(server: Server, partitions: &Partitions, columns: &[&Column], lenient: bool) -> Answer<()> {
    let tuples = hold_all(server, partitions, columns, lenient)?;
    if partitions.kind == Kind::Range {
        for (before, tuple) in tuples.iter().zip(tuples.iter().skip(1)) {
            if tuple_order(before, tuple, columns)? != Ordering::Less {
                return refuse(server, 1493);
            }
        }
        return Ok(());
    }
    for (at, tuple) in tuples.iter().enumerate() {
        if tuples.iter().skip(at + 1).any(|other| tuple_equal(tuple, other, columns)) {
            return refuse(server, 1495);
        }
    }
    Ok(())
}

/// All tuples in their order; 1654 for values that do not fit.
fn hold_all(server: Server, partitions: &Partitions, columns: &[&Column], lenient: bool) -> Answer<Vec<Vec<Held>>> {
    let holder = Holder { server, range: partitions.kind == Kind::Range, lenient };
    let mut out = Vec::new();
    for partition in &partitions.list {
        let tuples = match &partition.bound {
            Bound::LessThan(tuple) => std::slice::from_ref(tuple),
            Bound::In(tuples) => tuples,
            _ => continue,
        };
        for tuple in tuples {
            let held = tuple.iter().zip(columns).map(|(constant, column)| holder.hold(column, constant));
            out.push(held.collect::<Answer<_>>()?);
        }
    }
    Ok(out)
}

/// The types of RANGE COLUMNS and LIST COLUMNS.
fn in_columns(column_type: &ColumnType) -> bool {
    use TypeName::{Binary, Char, Date, DateTime, Time, VarBinary, VarChar};
    column_type.is_integer() || matches!(column_type.name, Date | Time | DateTime | Char | VarChar | Binary | VarBinary)
}

/// How constants become what columns hold.
struct Holder {
    server: Server,
    range: bool,
    lenient: bool,
}

/// 1659 for a column that cannot have values, 1654 for a constant of another kind than the column's.
pub fn check_kind(server: Server, column: &Column, constant: &Constant) -> Answer<()> {
    if !in_columns(&column.column_type) {
        return Err(Stop::refused(server, 1659, &[&column.name]));
    }
    let fits = match constant {
        Constant::Text(_) | Constant::Moment(_) => !column.column_type.is_integer(),
        Constant::Integer(_) => column.column_type.is_integer(),
        Constant::Number(_) => false,
        _ => true,
    };
    if fits { Ok(()) } else { refuse(server, 1654) }
}

/// The order of two tuples; equal ones are as wrong as descending ones.
fn tuple_order(a: &[Held], b: &[Held], columns: &[&Column]) -> Answer<Ordering> {
    for ((a, b), column) in a.iter().zip(b).zip(columns) {
        // Behind MAXVALUE nothing is greater.
        if *a == Held::Max {
            return Ok(Ordering::Equal);
        }
        match order(a, b, column)? {
            Ordering::Equal => {}
            other => return Ok(other),
        }
    }
    Ok(Ordering::Equal)
}

fn tuple_equal(a: &[Held], b: &[Held], columns: &[&Column]) -> bool {
    a.iter().zip(b).zip(columns).all(|((a, b), column)| match (a, b) {
        (Held::Text(a), Held::Text(b)) => text_order(a, b, column.column_type.collation) == Some(Ordering::Equal),
        _ => a == b,
    })
}

fn order(a: &Held, b: &Held, column: &Column) -> Answer<Ordering> {
    let rank = |held: &Held| match held {
        Held::Null => 0,
        Held::Max => 2,
        _ => 1,
    };
    Ok(match (a, b) {
        (Held::Integer(a), Held::Integer(b)) => a.cmp(b),
        (Held::Text(a), Held::Text(b)) => match text_order(a, b, column.column_type.collation) {
            Some(order) => order,
            None => return Err(Stop::unknown("the order of partition values under their collation")),
        },
        _ => rank(a).cmp(&rank(b)),
    })
}

impl Holder {
    fn hold(&self, column: &Column, constant: &Constant) -> Answer<Held> {
        let (server, lenient) = (self.server, self.lenient);
        let column_type = &column.column_type;
        match constant {
            Constant::Max => return Ok(Held::Max),
            Constant::Null => return Ok(Held::Null),
            Constant::NullResult(_) if server.is_mariadb() && self.range => return refuse(server, 1566),
            Constant::NullResult(_) if !server.is_mariadb() && !column_type.is_integer() => {
                return refuse(server, 1654);
            }
            Constant::NullResult(Cause::Operand) => return Ok(Held::Null),
            // For MySQL the warning is an error here.
            Constant::NullResult(cause) if !server.is_mariadb() => {
                let warning = cause.warning(server);
                let message = warning.map(|warning| (warning.errno, warning.message)).unwrap_or_default();
                return Err(Refusal { message: message.1, ..Refusal::new(server, message.0, &[]) }.into());
            }
            Constant::NullResult(_) | Constant::NullNumber => {
                return Err(Stop::unknown("NULL of a partition constant's function"));
            }
            _ => {}
        }
        if column_type.is_integer() {
            return match constant {
                Constant::Integer(value) if in_limits(column_type, *value) => Ok(Held::Integer(*value)),
                Constant::Text(text) if lenient => Ok(Held::Integer(leading_number(&text.text))),
                _ => refuse(server, 1654),
            };
        }
        match (column_type.name, constant) {
            (TypeName::Date | TypeName::Time | TypeName::DateTime, Constant::Text(text)) => {
                moment(server, column, &text.text)
            }
            (TypeName::Date | TypeName::Time | TypeName::DateTime, Constant::Moment(text)) => {
                moment(server, column, text)
            }
            (TypeName::Date, Constant::Integer(value)) if lenient && (10_000_101..=99_991_231).contains(value) => {
                let text = format!("{:04}-{:02}-{:02}", value / 10_000, value / 100 % 100, value % 100);
                moment(server, column, &text)
            }
            (TypeName::Date | TypeName::Time | TypeName::DateTime, _) => refuse(server, 1654),
            (_, Constant::Text(text)) => string(server, column, text),
            (_, Constant::Moment(text)) => string(server, column, &Text { text: text.clone(), charset: None }),
            (_, Constant::Integer(value)) if lenient => Ok(Held::Text(value.to_string())),
            _ => refuse(server, 1654),
        }
    }
}

fn in_limits(column_type: &ColumnType, value: i128) -> bool {
    let bits = match column_type.name {
        TypeName::TinyInt => 8,
        TypeName::SmallInt => 16,
        TypeName::MediumInt => 24,
        TypeName::Int => 32,
        _ => 64,
    };
    let (low, high) = if column_type.unsigned || column_type.zerofill {
        (0, (1i128 << bits) - 1)
    } else {
        (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
    };
    (low..=high).contains(&value)
}

/// The number that a string begins with.
fn leading_number(text: &str) -> i128 {
    let text = text.trim_start();
    let sign = usize::from(text.starts_with('-'));
    let digits = text.bytes().skip(sign).take(30).take_while(u8::is_ascii_digit).count();
    text.get(..sign + digits).and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// A string in a CHAR, VARCHAR, BINARY or VARBINARY: MySQL refuses what is too long, MariaDB cuts it.
fn string(server: Server, column: &Column, text: &Text) -> Answer<Held> {
    let column_type = &column.column_type;
    let length = column_type.length as usize;
    let bytes = matches!(column_type.name, TypeName::Binary | TypeName::VarBinary);
    let mut value = in_charset(text, column_type.charset(server).map_or("", |charset| charset.name));
    if let Some(charset) = column_type.charset(server).filter(|charset| charset.name != "binary") {
        let unicode = charset.name.starts_with("utf") || charset.name == "ucs2";
        if !value.is_ascii() && !unicode && text.charset.as_deref() != Some("binary") {
            convertible(server, column, text)?;
        }
    }
    let count = if bytes && text.charset.is_none() { value.len() } else { value.chars().count() };
    if count > length {
        let blanks = column_type.name == TypeName::Char && value.chars().skip(length).all(|c| c == ' ');
        if !server.is_mariadb() && !blanks {
            return refuse(server, 1654);
        }
        value = value.chars().take(length).collect();
    }
    if column_type.name == TypeName::Char {
        value.truncate(value.trim_end_matches(' ').len());
    }
    Ok(Held::Text(value))
}

/// The characters of a string; bytes are read in the column's charset.
fn in_charset(text: &Text, charset: &str) -> String {
    if text.charset.as_deref() != Some("binary") {
        return text.text.clone();
    }
    let bytes: Vec<u8> = text.text.chars().map(|byte| u32::from(byte) as u8).collect();
    if matches!(charset, "ucs2" | "utf16") {
        let units: Vec<u16> = bytes
            .rchunks(2)
            .rev()
            .map(|pair| pair.iter().fold(0, |unit, byte| (unit << 8) | u16::from(*byte)))
            .collect();
        return String::from_utf16_lossy(&units);
    }
    if charset.starts_with("utf8") { String::from_utf8_lossy(&bytes).into_owned() } else { text.text.clone() }
}

/// Refuses characters that the column's charset does not have.
fn convertible(server: Server, column: &Column, text: &Text) -> Answer<()> {
    let wide = ColumnType { length: 10_000, name: TypeName::VarChar, ..column.column_type.clone() };
    let literal = literal(&text.text, text.charset.as_deref());
    match literal_default(server, SqlMode::default().of_values(server), &column.name, &wide, true, &literal) {
        Ok(_) => Ok(()),
        Err(stop) if stop.is_unknown() => Err(stop),
        Err(_) if server.is_mariadb() => refuse(server, 1564),
        Err(_) if text.charset.is_some() => Err(Stop::unknown("a partition value in another charset")),
        Err(_) => {
            let charset = column.column_type.charset(server).map_or("", |charset| charset.name);
            Err(Stop::refused(server, 3854, &[&shown_bytes(&text.text), "utf8mb4", charset]))
        }
    }
}

/// The first bytes of a text as errors show them.
fn shown_bytes(text: &str) -> String {
    let shown: String = text.bytes().take(6).fold(String::new(), |mut out, byte| {
        if byte.is_ascii_graphic() || byte == b' ' {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("\\x{byte:02X}"));
        }
        out
    });
    if text.len() > 6 { shown + "..." } else { shown }
}

fn literal<'t>(text: &'t str, introducer: Option<&'t str>) -> Expr<'t> {
    let kind = ExprKind::Literal(Literal::Text { text: text.into(), introducer, national: false });
    Expr { kind, at: 0, end: 0 }
}

/// A date or time as the column prints it. Zero dates are taken, since the server looks at these values without sql_mode.
fn moment(server: Server, column: &Column, text: &str) -> Answer<Held> {
    let name = column.column_type.name;
    if let (true, Some(zero)) = (name != TypeName::Time, with_zeros(text)) {
        return Ok(Held::Text(if name == TypeName::Date { zero } else { zero + " 00:00:00" }));
    }
    let stored = match literal_default(
        server,
        SqlMode::default().of_values(server),
        &column.name,
        &column.column_type,
        true,
        &literal(text, None),
    ) {
        Ok(stored) => stored,
        Err(stop) if stop.is_unknown() => return Err(stop),
        Err(_) => return refuse(server, 1654),
    };
    let minds = !server.is_mariadb() || name == TypeName::Date;
    if minds && !stored.warnings.is_empty() {
        return refuse(server, 1654);
    }
    let shown = stored.shown.unwrap_or_default();
    let shown = shown.trim_matches('\'');
    Ok(if name == TypeName::Time { Held::Integer(microseconds(shown)) } else { Held::Text(shown.to_owned()) })
}

/// `2020-00-00` and its kin.
fn with_zeros(text: &str) -> Option<String> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |text: &str, width: usize| (text.len() == width).then(|| text.parse::<u32>().ok()).flatten();
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    let zeros = month == 0 || day == 0;
    (parts.next().is_none() && zeros && month <= 12 && day <= 31 && (year > 0 || month == 0))
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// `-10:00:00.5` in millionths of a second.
fn microseconds(time: &str) -> i128 {
    let (negative, time) = time.strip_prefix('-').map_or((false, time), |time| (true, time));
    let (clock, fraction) = time.split_once('.').unwrap_or((time, ""));
    let seconds = clock.split(':').fold(0i128, |sum, part| sum * 60 + part.parse::<i128>().unwrap_or(0));
    let micro = format!("{fraction:0<6}").parse::<i128>().unwrap_or(0);
    let value = seconds * 1_000_000 + micro;
    if negative { -value } else { value }
}

/// The order of two bounds of COLUMNS, each as its columns hold it.
pub fn compare_tuples(server: Server, a: &[Constant], b: &[Constant], columns: &[&Column]) -> Answer<Ordering> {
    let holder = Holder { server, range: true, lenient: true };
    let held = |tuple: &[Constant]| -> Answer<Vec<Held>> {
        tuple.iter().zip(columns).map(|(constant, column)| holder.hold(column, constant)).collect()
    };
    for ((a, b), column) in held(a)?.iter().zip(&held(b)?).zip(columns) {
        match order(a, b, column)? {
            Ordering::Equal => {}
            other => return Ok(other),
        }
    }
    Ok(Ordering::Equal)
}
