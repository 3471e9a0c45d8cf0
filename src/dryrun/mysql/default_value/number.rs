//! Defaults of numbers: integers, DECIMAL, FLOAT and DOUBLE, BIT, YEAR.

use super::decimal::{self, Decimal, is_space};
use super::moment::Kind;
use super::real;
use super::value::{Text, Value};
use super::{Refuse, Stored};
use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::refusal::{Answer, Stop, Warning};
use crate::dryrun::mysql::syntax::ast::TypeName;
use crate::text::real::{read, significant};

/// Characters of a FLOAT and a DOUBLE without digits, filled with zeros.
const FLOAT_WIDTH: usize = 12;
const DOUBLE_WIDTH: usize = 22;
/// Characters that they are shown in at most, but MySQL's FLOAT: enough for all.
const SHOWN_WIDTH: usize = 69;
const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;
/// Years of a YEAR column but 0000.
const YEARS: std::ops::RangeInclusive<i128> = 1901..=2155;
/// Two digits up to this are of 2000.
const LAST_OF_2000: i128 = 69;

/// What a string is as an exact number, and the notes of reading it.
struct Exact {
    number: Decimal,
    warnings: Vec<Warning>,
}

impl From<Decimal> for Exact {
    fn from(number: Decimal) -> Exact {
        Exact { number, warnings: vec![] }
    }
}

/// An integer column's default: halves are rounded away from zero, those of numbers with an exponent to the even neighbour.
pub(super) fn integer(refuse: &Refuse, column_type: &ColumnType, value: Value) -> Answer<Stored> {
    let (low, high) = limits(column_type);
    let exact = match value {
        Value::Text(text) => integer_of_text(refuse, &text)?,
        Value::Real(value) => whole_of_real(value.round_ties_even()).into(),
        Value::Moment(moment) => moment.number().truncated(0).into(),
        // The servers look at the sign before they round.
        Value::Number(number) if number.negative && low == 0 => return refuse.invalid(),
        value => exact(refuse, column_type, value)?.into(),
    };
    let (rounded, _) = exact.number.rounded(0);
    match rounded.whole() {
        Some(whole) if (low..=high).contains(&whole) => {
            Ok(Stored { text: zero_filled(column_type, whole.to_string()), warnings: exact.warnings })
        }
        _ => refuse.invalid(),
    }
}

/// The least and the greatest value of an integer type.
fn limits(column_type: &ColumnType) -> (i128, i128) {
    let bits = match column_type.name {
        TypeName::TinyInt | TypeName::Bool => 8,
        TypeName::SmallInt => 16,
        TypeName::MediumInt => 24,
        TypeName::Int => 32,
        _ => 64,
    };
    if column_type.unsigned || column_type.zerofill {
        (0, (1 << bits) - 1)
    } else {
        (-(1 << (bits - 1)), (1 << (bits - 1)) - 1)
    }
}

fn zero_filled(column_type: &ColumnType, text: String) -> String {
    if column_type.zerofill { format!("{text:0>width$}", width = column_type.length as usize) } else { text }
}

/// The integer part of a number with an exponent, all its digits.
fn whole_of_real(value: f64) -> Decimal {
    let (digits, point) = significant(value, usize::MAX);
    let sign = if value < 0.0 { "-" } else { "" };
    Decimal::of(&format!("{sign}{digits}e{}", point - digits.len() as i32))
}

/// Any value but text and numbers with an exponent, which each column reads in its own way.
fn exact(refuse: &Refuse, column_type: &ColumnType, value: Value) -> Answer<Decimal> {
    Ok(match value {
        Value::Number(number) => number,
        Value::Bits(bytes) if bytes.len() > 8 => return refuse.invalid(),
        Value::Bits(bytes) if !refuse.server.is_mariadb() => {
            let signed = !(column_type.unsigned || column_type.zerofill);
            let negative = bytes.len() == 8 && bytes.first() > Some(&0x7f);
            if bytes.is_empty() || (signed && negative) {
                return refuse.invalid();
            }
            Decimal::of_bytes(&bytes)
        }
        Value::Bits(bytes) => Decimal::of_bytes(&bytes),
        Value::Moment(moment) => moment.number(),
        Value::Real(value) => Decimal::of_real(value),
        Value::Text(text) => {
            decimal::prefix(text.readable().as_bytes()).map(|prefix| prefix.number).unwrap_or_default()
        }
        Value::Null => Decimal::default(),
    })
}

/// The servers keep nine groups of nine digits, of which one at least is before the point.
const GROUPS: usize = 9;

/// Characters of a number with an exponent whose digits the servers may not all keep.
const LONG_NUMBER: usize = 60;

/// What stands behind a number in a string.
enum Rest {
    Nothing,
    /// White space only.
    Space,
    Garbage,
}

fn rest(text: &str, from: usize) -> Rest {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    match rest.iter().all(|byte| is_space(*byte)) {
        _ if rest.is_empty() => Rest::Nothing,
        true => Rest::Space,
        false => Rest::Garbage,
    }
}

/// MariaDB notes white space behind a number; MySQL does not. Garbage is refused by both.
fn space_note(refuse: &Refuse, text: &str, from: usize) -> Answer<Vec<Warning>> {
    match rest(text, from) {
        Rest::Garbage => refuse.invalid(),
        Rest::Space if refuse.server.is_mariadb() => Ok(vec![refuse.truncated(true)]),
        Rest::Space | Rest::Nothing => Ok(vec![]),
    }
}

fn integer_of_text(refuse: &Refuse, text: &Text) -> Answer<Exact> {
    let text = text.readable();
    let Some(prefix) = decimal::prefix(text.as_bytes()) else { return refuse.invalid() };
    match prefix.exponent {
        -200..=200 => {}
        -1000..=1000 if !refuse.server.is_mariadb() => {}
        ..=-254 if refuse.server.is_mariadb() => return refuse.invalid(),
        201..=1000 if !prefix.number.is_zero() => {}
        _ => return Err(Stop::unknown("a default with a large exponent")),
    }
    // MySQL's integers take the `e` without digits as part of the number, MariaDB's do not.
    let bare = if refuse.server.is_mariadb() { 0 } else { prefix.bare_exponent };
    let warnings = space_note(refuse, &text, prefix.length + bare)?;
    // Behind `e+` MySQL has forgotten the point.
    let number = if bare == 2 { prefix.number.without_point() } else { prefix.number };
    Ok(Exact { number, warnings })
}

/// A DECIMAL column's default, halves rounded away from zero with a note.
pub(super) fn decimal(refuse: &Refuse, column_type: &ColumnType, value: Value) -> Answer<Stored> {
    let mut exact = match value {
        Value::Text(text) => decimal_of_text(refuse, &text)?,
        Value::Real(value) => kept(refuse, Decimal::of_real(value)),
        // What is more than the servers keep is lost before it could be noted.
        Value::Number(number) => number.truncated(kept_fraction(&number)).into(),
        value => exact(refuse, column_type, value)?.into(),
    };
    let scale = usize::from(column_type.decimals.unwrap_or(0));
    let (rounded, lost) = exact.number.rounded(scale);
    let unsigned = column_type.unsigned || column_type.zerofill;
    if rounded.whole_digits() + scale > column_type.length as usize || (unsigned && exact.number.negative) {
        return refuse.invalid();
    }
    if lost && exact.warnings.iter().all(|warning| warning.errno != 1265) {
        exact.warnings.push(refuse.truncated(true));
    }
    let text = rounded.to_string();
    let width = column_type.length as usize + usize::from(scale > 0);
    let text = if column_type.zerofill { format!("{text:0>width$}") } else { text };
    Ok(Stored { text, warnings: exact.warnings })
}

fn decimal_of_text(refuse: &Refuse, text: &Text) -> Answer<Exact> {
    let shown = text.chars.is_some() || text.charset == "binary";
    let text = text.readable();
    let Some(prefix) = decimal::prefix(text.as_bytes()) else { return refuse.invalid() };
    let places = kept_fraction(&prefix.number);
    let (number, exponent) = (&prefix.number, prefix.exponent);
    if number.whole_digits() > GROUPS * GROUPS {
        return refuse.invalid();
    }
    if exponent != 0 && (prefix.length > LONG_NUMBER || (number.is_zero() && exponent.abs() > 1000)) {
        return Err(Stop::unknown("a default with a large exponent"));
    }
    if !refuse.server.is_mariadb() {
        let too_fine = !number.is_zero() && number.scale() > if exponent < 0 { places + GROUPS } else { places };
        return match rest(&text, prefix.length) {
            Rest::Nothing | Rest::Space if too_fine => {
                Err(Stop::refused(refuse.server, 1366, &["decimal", &text, refuse.column, refuse.row()]))
            }
            Rest::Garbage if !shown || !text.is_ascii() && text.contains(|c: char| c.is_control()) => {
                Err(Stop::unknown("how MySQL shows a string that is no number"))
            }
            Rest::Garbage => Err(Stop::refused(refuse.server, 1366, &["decimal", &text, refuse.column, refuse.row()])),
            Rest::Nothing | Rest::Space => Ok(Exact { number: prefix.number, warnings: vec![] }),
        };
    }
    let warnings = space_note(refuse, &text, prefix.length)?;
    let exact = kept(refuse, prefix.number);
    Ok(if warnings.is_empty() { exact } else { Exact { warnings, ..exact } })
}

/// What is too small to be kept is zero, without a sign.
fn kept(refuse: &Refuse, number: Decimal) -> Exact {
    let kept = number.truncated(GROUPS * GROUPS);
    let lost = kept.is_zero() && !number.is_zero();
    Exact { number: kept, warnings: if lost { vec![refuse.truncated(true)] } else { vec![] } }
}

/// How many digits of a number's fraction the servers keep.
fn kept_fraction(number: &Decimal) -> usize {
    GROUPS.saturating_sub(number.whole_digits().div_ceil(GROUPS).max(1)) * GROUPS
}

/// A FLOAT's or DOUBLE's default. A string out of range is taken by MariaDB, with a warning.
pub(super) fn real(refuse: &Refuse, column_type: &ColumnType, value: Value) -> Answer<Stored> {
    let text = matches!(value, Value::Text(_));
    let (mut number, mut warnings) = match value {
        Value::Real(value) => (value, vec![]),
        Value::Text(text) => real_of_text(refuse, &text)?,
        value => (read(&exact(refuse, column_type, value)?.to_string()).unwrap_or(0.0), vec![]),
    };
    let float = column_type.name == TypeName::Float;
    let mut out_of_range = false;
    if (column_type.unsigned || column_type.zerofill) && number < 0.0 {
        (number, out_of_range) = (0.0, true);
    }
    let mut limit = if float { f64::from(f32::MAX) } else { f64::MAX };
    if let Some(decimals) = column_type.decimals {
        let unit = 10f64.powi(i32::from(decimals));
        limit = limit.min(10f64.powi(column_type.length as i32 - i32::from(decimals)) - 1.0 / unit);
        if number.is_finite() {
            number = number.floor() + ((number - number.floor()) * unit).round_ties_even() / unit;
        }
    }
    if number.is_infinite() {
        return refuse.invalid();
    }
    if number.abs() > limit {
        (number, out_of_range) = (limit.copysign(number), true);
    }
    if out_of_range {
        if !text || !refuse.server.is_mariadb() {
            return refuse.invalid();
        }
        warnings.push(refuse.out_of_range());
    }
    // A FLOAT holds what four bytes can.
    let held = if float { f64::from(number as f32) } else { number };
    let (mut text, width) = match column_type.decimals {
        Some(decimals) => (real::fixed(held, decimals), column_type.length as usize),
        None => {
            let width = if float { FLOAT_WIDTH } else { DOUBLE_WIDTH };
            let most = if float && !refuse.server.is_mariadb() { width } else { SHOWN_WIDTH };
            (real::text(refuse.server, held, float, most).text, width)
        }
    };
    if column_type.zerofill {
        text = format!("{text:0>width$}");
    }
    Ok(Stored { text, warnings })
}

fn real_of_text(refuse: &Refuse, text: &Text) -> Answer<(f64, Vec<Warning>)> {
    let text = text.readable();
    let Some(prefix) = decimal::prefix(text.as_bytes()) else { return refuse.invalid() };
    let warnings = space_note(refuse, &text, prefix.length)?;
    let number =
        text.get(..prefix.length).unwrap_or_default().trim_start_matches(|c| u8::try_from(c).is_ok_and(is_space));
    Ok((read(number).unwrap_or(0.0), warnings))
}

/// A BIT's default; text is bytes here.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub(super) fn bit(refuse: &Refuse, column_type: &ColumnType, value: Value) -> Answer<Stored> {
    let bytes = match value {
        Value::Text(text) => text.bytes,
        Value::Bits(bytes) if bytes.is_empty() && !refuse.server.is_mariadb() => return refuse.invalid(),
        Value::Bits(bytes) if bytes.len() <= 8 => bytes,
        Value::Bits(_) => return refuse.invalid(),
        Value::Number(number) if number.negative && (number.pointed || column_type.length < 64) => {
            return refuse.invalid();
        }
        // The least number is an exact one for MySQL, and such have no sign here.
        Value::Number(number) if !refuse.server.is_mariadb() && number.whole() == Some(i128::from(i64::MIN)) => {
            return refuse.invalid();
        }
        Value::Real(value) => {
            // Beyond 64 bits MySQL has the greatest number, MariaDB the least.
            let beyond = if refuse.server.is_mariadb() { i64::MIN } else { i64::MAX };
            let whole = if value >= TWO_TO_63 { beyond } else { value.trunc() as i64 };
            return bits_of(refuse, column_type, Some(i128::from(whole)));
        }
        Value::Moment(moment) => moment.text().into_bytes(),
        value => return bits_of(refuse, column_type, exact(refuse, column_type, value)?.rounded(0).0.whole()),
    };
    let leading = bytes.iter().take_while(|byte| **byte == 0).count();
    if bytes.len() - leading > 8 {
        return refuse.invalid();
    }
    bits_of(refuse, column_type, Decimal::of_bytes(bytes.get(leading..).unwrap_or_default()).whole())
}

fn bits_of(refuse: &Refuse, column_type: &ColumnType, whole: Option<i128>) -> Answer<Stored> {
    // A negative number is what its 64 bits are.
    let number = match whole {
        Some(whole) if whole < 0 => i64::try_from(whole).ok().map(|whole| whole as u64),
        whole => whole.and_then(|whole| u64::try_from(whole).ok()),
    };
    match number {
        Some(number) if column_type.length >= 64 || number >> column_type.length == 0 => {
            Ok(Stored::whole(format!("b'{number:b}'")))
        }
        _ => refuse.invalid(),
    }
}

/// A YEAR's default. Of one or two digits 0 to 69 are 2000 to 2069 and 70 to 99 are 1970 to 1999; the number 0 is 0000, and
/// so is a string of four bytes that is zero.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub(super) fn year(refuse: &Refuse, column_type: &ColumnType, value: Value) -> Answer<Stored> {
    let mut warnings = vec![];
    let mut zero = true;
    let number = match value {
        Value::Moment(moment) => {
            // MariaDB warns of every date and time that goes into a year, and takes it.
            warnings.push(refuse.truncated(false));
            Some(if moment.kind == Kind::Time { 0 } else { i128::from(moment.year) })
        }
        Value::Text(text) => {
            zero = text.bytes.len() == 4;
            let exact = integer_of_text(refuse, &text)?;
            warnings = exact.warnings;
            exact.number.rounded(0).0.whole()
        }
        Value::Real(value) if value < 0.0 => return refuse.invalid(),
        Value::Real(value) => whole_of_real(value.trunc()).whole(),
        Value::Number(number) if number.negative => return refuse.invalid(),
        value => exact(refuse, column_type, value)?.rounded(0).0.whole(),
    };
    let year = match number {
        Some(0) if zero => 0,
        Some(year @ 0..=LAST_OF_2000) => year + 2000,
        Some(year @ 70..=99) => year + 1900,
        Some(year) if YEARS.contains(&year) => year,
        _ => return refuse.invalid(),
    };
    let text = if column_type.length == 2 { format!("{:02}", year % 100) } else { format!("{year:04}") };
    Ok(Stored { text, warnings })
}
