//! A point in time in parts, as the servers compute with it.

use super::decimal::Decimal;
use crate::dryrun::mysql::month::days_in_month;

/// The last millionth.
const MAX_MICROSECOND: u32 = 999_999;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Date,
    DateTime,
    Time,
}

/// A date, a time, or both. Parts may be zero, and the hours of a time many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Moment {
    pub kind: Kind,
    pub negative: bool,
    pub year: u32,
    pub month: u32,
    pub day: u32,
    pub hour: u32,
    pub minute: u32,
    pub second: u32,
    pub microsecond: u32,
    /// Digits of the fraction as they were written, six at most.
    pub written: u8,
}

impl Moment {
    /// Of the number YYYYMMDDhhmmss.
    pub fn of_number(number: u64) -> Moment {
        let two = |shift: u64| (number / shift % 100) as u32;
        Moment {
            kind: Kind::DateTime,
            year: (number / 10_000_000_000) as u32,
            month: two(100_000_000),
            day: two(1_000_000),
            hour: two(10_000),
            minute: two(100),
            second: two(1),
            ..Moment::default()
        }
    }

    pub fn is_zero_date(&self) -> bool {
        self.year == 0 && self.month == 0 && self.day == 0
    }

    pub fn is_zero(&self) -> bool {
        self.is_zero_date() && self.hour == 0 && self.minute == 0 && self.second == 0 && self.microsecond == 0
    }

    /// Each part in the range that a date and time has; whether the month has the day is not asked.
    pub fn parts_in_range(&self) -> bool {
        let hours = if self.kind == Kind::Time { 838 } else { 23 };
        self.year <= 9999
            && self.month <= 12
            && self.day <= 31
            && self.hour <= hours
            && self.minute <= 59
            && self.second <= 59
            && self.microsecond <= MAX_MICROSECOND
    }

    /// The day exists in its month, or the month is zero.
    pub fn day_exists(&self) -> bool {
        self.month == 0 || self.day <= days_in_month(self.year, self.month)
    }

    /// Days since the first of March of the year 0; for dates that exist.
    pub fn day_number(&self) -> i64 {
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
    }

    /// Seconds since 1970-01-01 00:00:00; for dates that exist.
    pub fn unix_seconds(&self) -> i64 {
        const EPOCH: i64 = 719_468;
        let time = i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second);
        (self.day_number() - EPOCH) * 86_400 + time
    }

    /// The date and time so many seconds later.
    pub fn later(&self, seconds: i64) -> Moment {
        let total = self.day_number() * 86_400
            + i64::from(self.hour) * 3600
            + i64::from(self.minute) * 60
            + i64::from(self.second)
            + seconds;
        let (days, rest) = (total.div_euclid(86_400), total.rem_euclid(86_400) as u32);
        let (year, month, day) = date_of(days);
        Moment { year, month, day, hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60, ..*self }
    }

    /// YYYYMMDD.
    pub fn date_number(&self) -> u64 {
        u64::from(self.year) * 10_000 + u64::from(self.month) * 100 + u64::from(self.day)
    }

    /// hhmmss, with as many digits for the hours as they need.
    pub fn time_number(&self) -> u64 {
        u64::from(self.hour) * 10_000 + u64::from(self.minute) * 100 + u64::from(self.second)
    }

    /// As a number, with millionths: 20200131, 20200131100000.5, 100000.5.
    pub fn number(&self) -> Decimal {
        let whole = match self.kind {
            Kind::Date => self.date_number(),
            Kind::Time => self.time_number(),
            Kind::DateTime => self.date_number() * 1_000_000 + self.time_number(),
        };
        let number = Decimal::of(&format!("{whole}.{:06}", self.microsecond));
        if self.negative { number.negated() } else { number }
    }

    /// As text, with as many digits of the fraction as were written.
    pub fn text(&self) -> String {
        match self.kind {
            Kind::Date => self.date_text(),
            Kind::Time => self.time_text(self.written),
            Kind::DateTime => self.datetime_text(self.written),
        }
    }

    /// `2020-01-31`
    pub fn date_text(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// `-10:00:00.50`
    pub fn time_text(&self, fsp: u8) -> String {
        let cut = self.truncated(fsp);
        let sign = if self.negative && (cut.time_number() > 0 || cut.microsecond > 0) { "-" } else { "" };
        let mut text = format!("{sign}{:02}:{:02}:{:02}", self.hour, self.minute, self.second);
        if fsp > 0 {
            let fraction = format!("{:06}", self.microsecond);
            text.push('.');
            text.push_str(fraction.get(..usize::from(fsp.min(6))).unwrap_or_default());
        }
        text
    }

    /// `2020-01-31 10:00:00.50`
    pub fn datetime_text(&self, fsp: u8) -> String {
        format!("{} {}", self.date_text(), Moment { negative: false, ..*self }.time_text(fsp))
    }

    /// With so many digits of the second's fraction, the rest dropped.
    pub fn truncated(&self, fsp: u8) -> Moment {
        let unit = 10u32.pow(u32::from(6 - fsp.min(6)));
        Moment { microsecond: self.microsecond / unit * unit, ..*self }
    }
}

/// The date of days since the first of March of the year 0.
fn date_of(days: i64) -> (u32, u32, u32) {
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year.max(0) as u32, month as u32, day as u32)
}
