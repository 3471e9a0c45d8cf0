//! Dates and times in literals.

use crate::dryrun::mysql::month::days_in_month;

/// A date and time as a literal gives it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Temporal {
    pub year: u32,
    pub month: u32,
    pub day: u32,
    /// Up to 838 where it is a time alone.
    pub hour: u32,
    pub minute: u32,
    pub second: u32,
    /// Digits of the second's fraction as written, six at most.
    pub decimals: u8,
    /// Millionths of a second.
    pub micro: u32,
    pub negative: bool,
}

/// The value of `DATE '...'`, `TIME '...'` or `TIMESTAMP '...'`, or `None` where the server refuses it with 1525.
///
/// Source: MySQL manual, "Date and Time Literals". Zero dates and months are refused, as the sql_mode of both kinds
/// has it for MySQL (NO_ZERO_DATE, NO_ZERO_IN_DATE); MariaDB takes them.
pub fn literal(kind: &str, text: &str, mariadb: bool) -> Option<Temporal> {
    let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
    let value = match kind {
        "TIME" => return time(text),
        "DATE" => {
            let value = date_and_time(text)?;
            let only = !text.contains([':', ' ', 'T']);
            only.then_some(value)?
        }
        _ => {
            let value = date_and_time(text)?;
            // A timestamp has its time.
            let long =
                text.contains([':', ' ', 'T']) || text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() > 8;
            long.then_some(value)?
        }
    };
    let zero = value.month == 0 || value.day == 0;
    (mariadb || !zero).then_some(value)
}

/// `2020-01-02`, `20200102`, `2020-01-02 03:04:05.678`. Any punctuation may stand between the parts.
pub fn date_and_time(text: &str) -> Option<Temporal> {
    let plain = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut value = Temporal::default();
    let mut rest = text;
    let two_digits;
    let take = |rest: &mut &str, most: usize| -> Option<u32> {
        let length = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let number = rest.get(..length)?.parse().ok()?;
        *rest = rest.get(length..)?;
        Some(number)
    };
    let delimited = plain != text.len() && !matches!(plain, 6 | 8 | 12 | 14) || plain <= 5;
    if delimited {
        let separator = |rest: &mut &str| -> Option<()> {
            let length = rest.bytes().take_while(u8::is_ascii_punctuation).count();
            if length == 0 {
                return None;
            }
            *rest = rest.get(length..)?;
            Some(())
        };
        two_digits = plain == 2;
        value.year = take(&mut rest, 4)?;
        separator(&mut rest)?;
        value.month = take(&mut rest, 2)?;
        separator(&mut rest)?;
        value.day = take(&mut rest, 2)?;
        let gap = rest.bytes().take_while(|byte| matches!(byte, b' ' | b'T' | b't')).count();
        if gap > 0 && rest.len() > gap {
            rest = rest.get(gap..)?;
            value.hour = take(&mut rest, 2)?;
            for part in [&mut value.minute, &mut value.second] {
                if rest.is_empty() {
                    break;
                }
                separator(&mut rest)?;
                *part = take(&mut rest, 2)?;
            }
        }
    } else {
        let year = if matches!(plain, 8 | 14) { 4 } else { 2 };
        two_digits = year == 2;
        value.year = take(&mut rest, year)?;
        value.month = take(&mut rest, 2)?;
        value.day = take(&mut rest, 2)?;
        if plain > 8 {
            value.hour = take(&mut rest, 2)?;
            value.minute = take(&mut rest, 2)?;
            value.second = take(&mut rest, 2)?;
        }
    }
    if two_digits {
        value.year += if value.year < 70 { 2000 } else { 1900 };
    }
    fraction(&mut value, rest)?;
    let good = value.month <= 12 && value.day <= days_in_month(value.year, value.month);
    (good && value.hour < 24 && value.minute < 60 && value.second < 60).then_some(value)
}

/// `10:11:12.13`, `101112`, `1 10:11:12`, `-10:11`.
pub fn time(text: &str) -> Option<Temporal> {
    let mut value = Temporal::default();
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |text| (true, text));
    value.negative = negative;
    let (clock, tail) = match text.find('.') {
        Some(dot) => (text.get(..dot)?, text.get(dot..)?),
        None => (text, ""),
    };
    let (day, clock) = match clock.split_once(' ') {
        Some((day, clock)) => (day.parse::<u32>().ok().filter(|day| *day < 35)?, clock),
        None => (0, clock),
    };
    let parts: Vec<&str> = clock.split(':').collect();
    let number = |text: &str| -> Option<u32> {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if digits { text.parse().ok() } else { None }
    };
    match parts.as_slice() {
        [all] => {
            let all = number(all)?;
            (value.hour, value.minute, value.second) = (all / 10_000, all / 100 % 100, all % 100);
        }
        [hour, minute] => (value.hour, value.minute) = (number(hour)?, number(minute)?),
        [hour, minute, second] => {
            (value.hour, value.minute, value.second) = (number(hour)?, number(minute)?, number(second)?)
        }
        _ => return None,
    }
    value.hour += day * 24;
    fraction(&mut value, tail)?;
    (value.hour <= 838 && value.minute < 60 && value.second < 60).then_some(value)
}

fn fraction(value: &mut Temporal, rest: &str) -> Option<()> {
    if rest.is_empty() {
        return Some(());
    }
    let digits = rest.strip_prefix('.')?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let kept = digits.get(..digits.len().min(6))?;
    value.decimals = kept.len() as u8;
    let scale = 10u32.pow(6 - u32::from(value.decimals));
    value.micro = kept.parse::<u32>().unwrap_or(0) * scale;
    Some(())
}

impl Temporal {
    /// `2020-01-02`
    pub fn date(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// `03:04:05.678`
    pub fn time(&self) -> String {
        let mut out = String::from(if self.negative { "-" } else { "" });
        out += &format!("{:02}:{:02}:{:02}", self.hour, self.minute, self.second);
        if self.decimals > 0 {
            let micro = format!("{:06}", self.micro);
            out.push('.');
            out.push_str(micro.get(..usize::from(self.decimals)).unwrap_or(""));
        }
        out
    }
}
