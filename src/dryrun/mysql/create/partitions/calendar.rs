//! Days and times of day in strings, as the date functions read them.

use crate::dryrun::mysql::month::days_in_month;

/// A date with its time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub year: u32,
    pub month: u32,
    pub day: u32,
    /// Of the time of day.
    pub seconds: i128,
    /// A fraction of a second stands there.
    pub fraction: bool,
}

/// Days from the servers' day 0 to the first of March of the year 0.
const TO_MARCH: i128 = 60;

impl Day {
    /// What TO_DAYS gives: 719528 for 1970-01-01.
    pub fn number(&self) -> i128 {
        let (year, month) = (i128::from(self.year), i128::from(self.month));
        let year = if month <= 2 { year - 1 } else { year };
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i128::from(self.day) - 1;
        year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year + TO_MARCH
    }

    /// The opposite of [`Day::number`].
    pub fn of_number(number: i128) -> Day {
        let days = number.clamp(0, 3_652_424) - TO_MARCH;
        let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let day = (of_year - (153 * month + 2) / 5 + 1) as u32;
        let month = (if month < 10 { month + 3 } else { month - 9 }) as u32;
        let year = (era * 400 + year_of_era + i128::from(month <= 2)) as u32;
        Day { year, month, day, seconds: 0, fraction: false }
    }

    pub fn text(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// YEARWEEK in mode 0: weeks begin on Sunday, the first one is the first with a Sunday in the year.
    pub fn year_week(&self) -> i128 {
        let first_sunday = |year: u32| {
            let first = Day { year, month: 1, day: 1, seconds: 0, fraction: false }.number();
            first + (8 - first.rem_euclid(7)) % 7
        };
        let year = if self.number() < first_sunday(self.year) { self.year.saturating_sub(1) } else { self.year };
        i128::from(year) * 100 + (self.number() - first_sunday(year)) / 7 + 1
    }
}

/// The date, and the time of day if one follows, at the beginning of a string; `None` where it is none.
pub fn day(text: &str) -> Option<Day> {
    let text = text.trim();
    let (date, time) = text.split_at_checked(text.find([' ', 'T']).unwrap_or(text.len()))?;
    let digits = date.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<u32> = if digits {
        let width = if matches!(date.len(), 8 | 14) { 4 } else { 2 };
        let number = |from: usize, to: usize| date.get(from..to)?.parse::<u32>().ok();
        vec![number(0, width)?, number(width, width + 2)?, number(width + 2, width + 4)?]
    } else {
        let parts = date.split(|c: char| !c.is_ascii_digit());
        parts.map(|part| part.parse::<u32>().ok()).collect::<Option<_>>()?
    };
    let [year, month, day] = parts.as_slice() else { return None };
    let two_digits =
        date.bytes().take_while(u8::is_ascii_digit).count() <= 2 || (digits && !matches!(date.len(), 8 | 14));
    let year = match *year {
        year @ 0..=69 if two_digits => year + 2000,
        year @ 70..=99 if two_digits => year + 1900,
        year => year,
    };
    let (month, day) = (*month, *day);
    if year > 9999 || !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
        return None;
    }
    let time = time.trim_start_matches([' ', 'T']);
    let (seconds, micro) = if time.is_empty() { (0, 0) } else { clock(time)? };
    if seconds >= 86_400 {
        return None;
    }
    Some(Day { year, month, day, seconds, fraction: micro != 0 })
}

/// The time of day in a string, in seconds and millionths; behind a date too.
pub fn clock(text: &str) -> Option<(i128, i128)> {
    let text = text.trim();
    if let Some((date, time)) = text.split_once([' ', 'T']) {
        day(date)?;
        return clock(time);
    }
    let (time, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut parts = time.split(':').map(|part| part.parse::<u32>().ok());
    let hour = parts.next()??;
    let mut next = || match parts.next() {
        None => Some(0),
        Some(part) => part.filter(|part| *part < 60),
    };
    let (minute, second) = (next()?, next()?);
    if !time.contains(':') || fraction.len() > 6 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let micro = format!("{fraction:0<6}").parse().ok()?;
    Some((i128::from(hour) * 3600 + i128::from(minute) * 60 + i128::from(second), micro))
}
