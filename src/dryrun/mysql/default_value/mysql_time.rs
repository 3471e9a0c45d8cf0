//! Defaults of DATE, TIME, DATETIME and TIMESTAMP in MySQL.
//!
//! Fractions are rounded to the column's digits; a part that the column has no place for is dropped with a note.

use super::decimal::Decimal;
use super::moment::{Kind, Moment};
use super::mysql_moment::{self, Parsed, Unreadable};
use super::real;
use super::value::{Text, Value};
use super::{Refuse, Stored, ValueMode};
use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::refusal::{Answer, Stop, Warning};
use crate::dryrun::mysql::syntax::ast::TypeName;
use crate::mysql::Server;

/// The greatest number that is a time, hhhmmss.
const MAX_TIME: i128 = 8_385_959;
/// From here on a number is a date and time even for TIME.
const MIN_DATETIME: i128 = 10_000_000_000;
/// Seconds of a TIMESTAMP since 1970-01-01 00:00:00 UTC.
const TIMESTAMPS: std::ops::RangeInclusive<i64> = 1..=2_147_483_647;

/// Seconds since 1970-01-01 00:00:00 UTC that a time zone can be applied to: up to 3000-12-31 00:00:00, with some care.
const ZONED: std::ops::RangeInclusive<i64> = 86_400..=32_535_129_600;

/// What a date and time must not be.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Zeros {
    /// A year, month or day of zero is taken, and a day that the month does not have.
    Allowed,
    /// A month or day of zero is taken; sql_mode is asked about it later.
    Parts,
    /// NO_ZERO_DATE and NO_ZERO_IN_DATE.
    Refused,
}

/// A value read for a column, before it is brought to the column's digits.
struct Read {
    /// An integer, another number, or no number.
    number: Option<bool>,
    parsed: Parsed,
    /// The value as a note shows it.
    shown: String,
}

/// The default of a DATE, TIME, DATETIME or TIMESTAMP.
pub(super) fn store(refuse: &Refuse, column_type: &ColumnType, value: Value) -> Answer<Stored> {
    let Read { number, parsed, shown } = read(refuse, column_type, value)?;
    if parsed.garbage {
        return if refuse.mode.strict { refuse.invalid() } else { Err(lenient()) };
    }
    if column_type.name != TypeName::Time
        && let Some(zero) = with_zeros(refuse, column_type, &parsed, number)?
    {
        return Ok(zero);
    }
    let mut warnings: Vec<Warning> =
        parsed.deprecation.map(|found| found.warning(refuse.server, &shown)).into_iter().collect();
    let fsp = column_type.decimals.unwrap_or(0);
    if column_type.name == TypeName::Time {
        let moment = displaced(parsed.moment, parsed.displacement)?;
        if !moment.is_zero_date() {
            warnings.push(dropped(refuse, "time", &shown));
        }
        let time = Moment { kind: Kind::Time, year: 0, month: 0, day: 0, ..moment };
        let rounded = round(time, parsed.nanoseconds).and_then(|time| round_to(time, fsp));
        return match rounded {
            Some(time) if within_time(&time) => Ok(Stored { text: time.time_text(fsp), warnings }),
            _ => refuse.invalid(),
        };
    }
    let rounded = round(parsed.moment, parsed.nanoseconds).and_then(|moment| round_to(moment, fsp));
    let Some(rounded) = rounded else { return refuse.invalid() };
    displaced(parsed.moment, parsed.displacement)?;
    // The server forgets the zone of a time whose seconds it had to count up.
    let displacement = parsed.displacement.filter(|_| rounded.second == parsed.moment.second);
    let moment = displaced(rounded, displacement)?;
    let text = match column_type.name {
        TypeName::Date => {
            if moment.time_number() != 0 {
                warnings.push(dropped(refuse, "date", &shown));
            }
            moment.date_text()
        }
        TypeName::Timestamp if !moment.is_zero() && !TIMESTAMPS.contains(&moment.unix_seconds()) => {
            return refuse.invalid();
        }
        _ => moment.datetime_text(fsp),
    };
    Ok(Stored { text, warnings })
}

/// What sql_mode says of a month or a day of zero: `None` where it is taken as it is.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
fn with_zeros(
    refuse: &Refuse,
    column_type: &ColumnType,
    parsed: &Parsed,
    number: Option<bool>,
) -> Answer<Option<Stored>> {
    let moment = parsed.moment;
    if moment.month > 0 && moment.day > 0 {
        return Ok(None);
    }
    // Only the whole zero is a TIMESTAMP too.
    if !refuse.mode.bans(&moment) && (column_type.name != TypeName::Timestamp || moment.is_zero()) {
        return Ok(None);
    }
    // A number with zeros is refused in any mode; of an integer, zero itself is not.
    if refuse.mode.strict || number.is_some_and(|integer| !integer || !moment.is_zero()) {
        return refuse.invalid();
    }
    if parsed.displacement.is_some() {
        return Err(lenient());
    }
    Ok(Some(Stored { text: zero(column_type), warnings: vec![refuse.out_of_range()] }))
}

fn zero(column_type: &ColumnType) -> String {
    let zero = Moment { kind: Kind::DateTime, ..Moment::default() };
    match column_type.name {
        TypeName::Date => zero.date_text(),
        _ => zero.datetime_text(column_type.decimals.unwrap_or(0)),
    }
}

fn lenient() -> Stop {
    Stop::unknown("sql_mode is without STRICT_TRANS_TABLES: a text that is no date may be taken with a warning")
}

/// What an ALTER TABLE or a CREATE TABLE LIKE says of the default that a column has already, as COLUMN_DEFAULT shows it. Where the mode is not
/// strict, that is a warning and the default that the column has now.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub fn kept(
    server: Server,
    mode: ValueMode,
    column: &str,
    column_type: &ColumnType,
    shown: &str,
) -> Answer<Option<(String, Warning)>> {
    let refuse = Refuse { server, mode, column };
    let dated = matches!(column_type.name, TypeName::Date | TypeName::DateTime | TypeName::Timestamp);
    // Without zeros there is nothing to judge.
    if !dated || !shown.contains("-00") {
        return Ok(None);
    }
    let Ok(parsed) = mysql_moment::datetime(server, shown.trim_matches('\''), Zeros::Parts) else { return Ok(None) };
    if server.is_mariadb() {
        return if mode.bans(&parsed.moment) { refuse.invalid() } else { Ok(None) };
    }
    let stored = with_zeros(&refuse, column_type, &parsed, None)?;
    Ok(stored.and_then(|stored| Some((stored.text, stored.warnings.into_iter().next()?))))
}

fn within_time(time: &Moment) -> bool {
    let number = i128::from(time.time_number());
    number < MAX_TIME || (number == MAX_TIME && time.microsecond == 0)
}

/// The moment in UTC. What the server makes of a zone outside of the years that it knows is not known here.
fn displaced(moment: Moment, displacement: Option<i32>) -> Answer<Moment> {
    let Some(displacement) = displacement else { return Ok(moment) };
    let seconds = moment.unix_seconds() - i64::from(displacement);
    if !is_date(&moment, Zeros::Refused) || !ZONED.contains(&seconds) {
        return Err(Stop::unknown("a time zone with a date before 1970 or after 3000"));
    }
    Ok(moment.later(-i64::from(displacement)))
}

/// The note of a value that loses its date or its time: with the text of 1366.
fn dropped(refuse: &Refuse, kind: &str, shown: &str) -> Warning {
    if !refuse.mode.strict {
        return refuse.truncated(true);
    }
    let note = Warning::note(refuse.server, 1366, &[kind, shown, refuse.column, refuse.row()]);
    Warning { errno: 1292, ..note }
}

fn read(refuse: &Refuse, column_type: &ColumnType, value: Value) -> Answer<Read> {
    let time = column_type.name == TypeName::Time;
    let text = match value {
        Value::Number(number) => {
            let parsed = of_number(refuse, time, &number)?;
            return Ok(Read { number: Some(!number.pointed), parsed, shown: number.to_string() });
        }
        Value::Real(value) => {
            let parsed = of_number(refuse, time, &Decimal::of_real(value))?;
            let shown = real::text(refuse.server, value, false, 22).text;
            return Ok(Read { number: Some(false), parsed, shown });
        }
        Value::Bits(bytes) => Text { charset: "binary", bytes, chars: None }.readable(),
        Value::Text(text) => text.readable(),
        Value::Moment(_) | Value::Null => return refuse.invalid(),
    };
    let parsed = if time {
        mysql_moment::time(refuse.server, &text)
    } else {
        mysql_moment::datetime(refuse.server, &text, Zeros::Parts)
    };
    match parsed {
        Ok(parsed) => Ok(Read { number: None, parsed, shown: text }),
        Err(_) if refuse.mode.strict || !text.trim_start().starts_with(|c: char| c.is_ascii_digit()) => {
            refuse.invalid()
        }
        // A day that the month does not have.
        Err(_) if !time && mysql_moment::datetime(refuse.server, &text, Zeros::Allowed).is_ok() => refuse.invalid(),
        Err(_) => Err(lenient()),
    }
}

fn of_number(refuse: &Refuse, time: bool, number: &Decimal) -> Answer<Parsed> {
    let Some(whole) = number.truncated(0).whole() else { return refuse.invalid() };
    let nanoseconds = number.fraction(9);
    let size = whole.abs();
    let moment = if time && size <= MAX_TIME {
        let parts = Moment { kind: Kind::Time, negative: number.negative, ..Moment::of_number(size as u64) };
        Moment { hour: (size / 10_000) as u32, year: 0, month: 0, day: 0, ..parts }
    } else if number.negative || (time && size < MIN_DATETIME) {
        return refuse.invalid();
    } else {
        match of_date_number(size, if time { Zeros::Allowed } else { Zeros::Parts }) {
            Some(moment) => moment,
            None => return refuse.invalid(),
        }
    };
    if moment.minute > 59 || moment.second > 59 || (moment.kind == Kind::Date && nanoseconds > 0) {
        return refuse.invalid();
    }
    let microsecond = nanoseconds / 1000;
    Ok(Parsed { moment: Moment { microsecond, ..moment }, nanoseconds: nanoseconds % 1000, ..Parsed::default() })
}

/// A date of YYMMDD or YYYYMMDD, a date and time of YYMMDDhhmmss or YYYYMMDDhhmmss.
fn of_date_number(number: i128, zeros: Zeros) -> Option<Moment> {
    let (kind, number) = match number {
        0 => (Kind::DateTime, 0),
        10_000_101_000_000..=99_999_999_999_999 => (Kind::DateTime, number),
        101..=691_231 => (Kind::Date, (number + 20_000_000) * 1_000_000),
        700_101..=991_231 => (Kind::Date, (number + 19_000_000) * 1_000_000),
        991_232..=99_991_231 => (Kind::Date, number * 1_000_000),
        101_000_000..=691_231_235_959 => (Kind::DateTime, number + 20_000_000_000_000),
        700_101_000_000..=991_231_235_959 => (Kind::DateTime, number + 19_000_000_000_000),
        991_231_235_960..=10_000_100_999_999 => (Kind::DateTime, number),
        _ => return None,
    };
    let moment = Moment { kind, ..Moment::of_number(number as u64) };
    (moment.parts_in_range() && is_date(&moment, zeros)).then_some(moment)
}

/// True where the date exists, or may be any.
pub(super) fn is_date(moment: &Moment, zeros: Zeros) -> bool {
    match zeros {
        Zeros::Allowed => true,
        Zeros::Parts => moment.day_exists(),
        Zeros::Refused => moment.month > 0 && moment.day > 0 && moment.day_exists(),
    }
}

/// The moment with the digits behind the millionths rounded in; `None` where that leaves the range.
fn round(moment: Moment, nanoseconds: u32) -> Option<Moment> {
    if nanoseconds >= 500 { add_microseconds(moment, 1) } else { Some(moment) }
}

/// The moment rounded to so many digits of the second's fraction.
fn round_to(moment: Moment, fsp: u8) -> Option<Moment> {
    let unit = 10u32.pow(u32::from(6 - fsp.min(6)));
    add_microseconds(moment, unit / 2).map(|moment| moment.truncated(fsp))
}

fn add_microseconds(moment: Moment, microseconds: u32) -> Option<Moment> {
    let microsecond = moment.microsecond + microseconds;
    if microsecond < 1_000_000 {
        return Some(Moment { microsecond, ..moment });
    }
    let moment = Moment { microsecond: microsecond - 1_000_000, ..moment };
    if moment.kind == Kind::Time {
        let seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + 1;
        return Some(Moment { hour: seconds / 3600, minute: seconds / 60 % 60, second: seconds % 60, ..moment });
    }
    let later = moment.later(1);
    (is_date(&moment, Zeros::Refused) && later.year <= 9999).then_some(later)
}

/// The parser's check of `DATE '...'`, `TIME '...'` and `TIMESTAMP '...'`: 1525 for what is none, and 1067 for zeros that the mode
/// takes.
pub(super) fn literal(refuse: &Refuse, kind: &str, text: &str) -> Answer<()> {
    let server = refuse.server;
    let (name, read) = match kind {
        "DATE" => ("DATE", mysql_moment::datetime(server, text, Zeros::Parts)),
        "TIME" => ("TIME", mysql_moment::time(server, text)),
        _ => ("DATETIME", mysql_moment::datetime(server, text, Zeros::Parts)),
    };
    let good = match read {
        Ok(parsed) if parsed.garbage => false,
        Ok(parsed) if kind != "TIME" && (parsed.moment.month == 0 || parsed.moment.day == 0) => {
            if !refuse.mode.bans(&parsed.moment) {
                return refuse.invalid();
            }
            false
        }
        Ok(parsed) => match kind {
            "DATE" => parsed.moment.kind == Kind::Date,
            "TIME" => parsed.moment.kind == Kind::Time,
            _ => parsed.moment.kind == Kind::DateTime,
        },
        Err(Unreadable) => false,
    };
    if good { Ok(()) } else { Err(Stop::refused(server, 1525, &[name, text])) }
}
