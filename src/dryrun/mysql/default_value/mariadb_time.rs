//! Defaults of DATE, TIME, DATETIME and TIMESTAMP in MariaDB.
//!
//! Fractions are cut to the column's digits without a word. A part that the column has no place for is dropped with a note.
//! Dates with zeros are taken, but where the mode has NO_ZERO_DATE or NO_ZERO_IN_DATE, strict or not.

use super::mariadb_moment::{self, Parsed};
use super::moment::{Kind, Moment};
use super::value::{Text, Value};
use super::{Refuse, Stored};
use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::refusal::{Answer, Stop, Warning};
use crate::dryrun::mysql::syntax::ast::TypeName;

/// The greatest number that is a time, hhhmmss.
const MAX_TIME: i128 = 8_385_959;
/// Greater numbers are dates even for TIME.
const MAX_TIME_NUMBER: i128 = 9_999_999;
/// Seconds of a TIMESTAMP since 1970-01-01 00:00:00 UTC.
const TIMESTAMPS: std::ops::RangeInclusive<i64> = 0..=2_147_483_647;

/// The default of a DATE, TIME, DATETIME or TIMESTAMP.
pub(super) fn store(refuse: &Refuse, column_type: &ColumnType, value: Value) -> Answer<Stored> {
    let parsed = read(refuse, column_type.name, value)?;
    if parsed.damaged {
        return refuse.invalid();
    }
    let moment = parsed.moment;
    if moment.kind != Kind::Time && refuse.mode.bans(&moment) {
        return refuse.invalid();
    }
    let fsp = column_type.decimals.unwrap_or(0);
    let mut noted = parsed.finer;
    let text = match column_type.name {
        TypeName::Time => {
            // Without year and month the days are hours.
            let days = if moment.year == 0 && moment.month == 0 { moment.day } else { 0 };
            noted |= !moment.is_zero_date() && days == 0;
            Moment { kind: Kind::Time, hour: moment.hour + days * 24, ..moment }.time_text(fsp)
        }
        _ if moment.kind == Kind::Time => return Err(Stop::unknown("MariaDB adds a time to the current date")),
        TypeName::Date => {
            noted |= moment.time_number() != 0;
            moment.date_text()
        }
        TypeName::Timestamp if moment.is_zero() => moment.datetime_text(fsp),
        TypeName::Timestamp if !is_timestamp(&moment.truncated(fsp)) => return refuse.invalid(),
        _ => moment.datetime_text(fsp),
    };
    let warnings = if noted { vec![refuse.truncated(true)] } else { vec![] };
    Ok(Stored { text, warnings })
}

fn is_timestamp(moment: &Moment) -> bool {
    let seconds = moment.unix_seconds();
    moment.month > 0 && moment.day > 0 && TIMESTAMPS.contains(&seconds) && (seconds > 0 || moment.microsecond > 0)
}

fn read(refuse: &Refuse, name: TypeName, value: Value) -> Answer<Parsed> {
    let time = name == TypeName::Time;
    let text = match value {
        Value::Moment(moment) => return Ok(Parsed { moment, ..Parsed::default() }),
        Value::Number(number) => {
            let Some(whole) = number.truncated(0).whole() else { return refuse.invalid() };
            return of_number(refuse, time, number.negative, whole.abs(), number.fraction(9));
        }
        Value::Real(value) => {
            let size = value.abs();
            // As the server computes it, with what the binary fraction loses.
            let nanoseconds = ((size - size.trunc()) * 1e9) as u32;
            return of_number(refuse, time, value < 0.0, size as i128, nanoseconds);
        }
        Value::Bits(bytes) => Text { charset: "binary", bytes, chars: None }.readable(),
        Value::Text(text) => text.readable(),
        Value::Null => return refuse.invalid(),
    };
    let parsed = if time { mariadb_moment::time(&text) } else { mariadb_moment::datetime(&text) };
    match parsed {
        Ok(parsed) => Ok(parsed),
        Err(_) => refuse.invalid(),
    }
}

fn of_number(refuse: &Refuse, time: bool, negative: bool, size: i128, nanoseconds: u32) -> Answer<Parsed> {
    let microsecond = nanoseconds / 1000;
    if time && (size <= MAX_TIME_NUMBER || negative) {
        if size > MAX_TIME {
            return refuse.invalid();
        }
        let parts = Moment::of_number(size as u64);
        // More than the last millionth would be the next second, and that is refused.
        if microsecond == 999_999 && !nanoseconds.is_multiple_of(1000) {
            return refuse.invalid();
        }
        if parts.minute > 59 || parts.second > 59 {
            return refuse.invalid();
        }
        let (kind, hour) = (Kind::Time, (size / 10_000) as u32);
        let moment = Moment { kind, negative, year: 0, month: 0, day: 0, hour, microsecond, ..parts };
        return Ok(Parsed { moment, ..Parsed::default() });
    }
    if negative {
        return refuse.invalid();
    }
    let Some(moment) = of_date_number(size, microsecond, time) else { return refuse.invalid() };
    Ok(Parsed { moment, finer: moment.kind == Kind::Date && microsecond > 0, damaged: false })
}

/// A date of YYMMDD or YYYYMMDD, a date and time of YYMMDDhhmmss or YYYYMMDDhhmmss. Zero is a date and time. `any_day` takes
/// days that the month does not have.
fn of_date_number(number: i128, microsecond: u32, any_day: bool) -> Option<Moment> {
    let (kind, number) = match number {
        0 | 10_000_101_000_000..=99_999_999_999_999 => (Kind::DateTime, number),
        101..=691_231 => (Kind::Date, (number + 20_000_000) * 1_000_000),
        700_101..=991_231 => (Kind::Date, (number + 19_000_000) * 1_000_000),
        10_000_101..=99_991_231 => (Kind::Date, number * 1_000_000),
        101_000_000..=691_231_235_959 => (Kind::DateTime, number + 20_000_000_000_000),
        700_101_000_000..=991_231_235_959 => (Kind::DateTime, number + 19_000_000_000_000),
        991_231_235_960..=10_000_100_999_999 => (Kind::DateTime, number),
        _ => return None,
    };
    let microsecond = if kind == Kind::Date { 0 } else { microsecond };
    let moment = Moment { kind, microsecond, ..Moment::of_number(number as u64) };
    (moment.parts_in_range() && (any_day || moment.day_exists())).then_some(moment)
}

/// The value of `DATE '...'`, `TIME '...'` and `TIMESTAMP '...'`, and the note of a fraction that is too long; 1525 for what
/// is none.
pub(super) fn literal(refuse: &Refuse, kind: &str, text: &str) -> Answer<(Moment, Option<Warning>)> {
    let server = refuse.server;
    let (name, wanted) = match kind {
        "DATE" => ("DATE", Kind::Date),
        "TIME" => ("TIME", Kind::Time),
        _ => ("DATETIME", Kind::DateTime),
    };
    let read = if wanted == Kind::Time { mariadb_moment::time(text) } else { mariadb_moment::datetime(text) };
    match read {
        Ok(parsed)
            if !parsed.damaged
                && parsed.moment.kind == wanted
                && (wanted == Kind::Time || !refuse.mode.bans(&parsed.moment)) =>
        {
            let note = parsed.finer.then(|| Warning::note(server, 1292, &[name, text]));
            Ok((parsed.moment, note))
        }
        _ => Err(Stop::refused(server, 1525, &[name, text])),
    }
}
