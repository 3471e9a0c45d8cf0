//! How MariaDB reads a date, a time or both from text.
//!
//! White space and one sign may stand in front, and any punctuation between parts. Digits behind the millionths are noted,
//! what else is left over is garbage. Measured; the order of attempts is that of MariaDB 10.4 and later.

use super::decimal::is_space;
use super::moment::{Kind, Moment};

/// Two digits of a year up to this are of 2000.
const LAST_OF_2000: u32 = 69;
/// A text of so many characters may be a date and time where a time is expected.
const MIN_DATETIME_LENGTH: usize = 12;
/// The shortest date, `1-1-1`, and a separator.
const MIN_DATE_LENGTH: usize = 6;
/// The greatest number of seconds, minutes and hours that is read.
const MAX_TIME_NUMBER: u64 = 42_949_672_955_959;

/// What was read.
#[derive(Clone, Copy, Default)]
pub(super) struct Parsed {
    pub moment: Moment,
    /// Something was left over, or was beyond the greatest time.
    pub damaged: bool,
    /// Digits behind the millionths were left over.
    pub finer: bool,
}

/// No date or time.
pub(super) struct Unreadable;

/// What stands between white space, sign and garbage.
struct Body<'t> {
    bytes: &'t [u8],
    negative: bool,
    garbage: bool,
}

fn body(text: &[u8]) -> Option<Body<'_>> {
    let text = text.trim_ascii_start_of(is_space);
    let negative = text.first() == Some(&b'-');
    let text = text.get(usize::from(negative || text.first() == Some(&b'+'))..)?.trim_ascii_start_of(is_space);
    let mut length = text.len();
    let mut garbage = false;
    while let Some(last) = length.checked_sub(1).and_then(|at| text.get(at)) {
        let before = length.checked_sub(2).and_then(|at| text.get(at));
        if last.is_ascii_digit() || last.is_ascii_punctuation() {
            break;
        }
        if *last == b'T' && before.is_some_and(u8::is_ascii_digit) {
            break;
        }
        garbage |= !is_space(*last);
        length -= 1;
    }
    let bytes = text.get(..length)?;
    bytes.first().is_some_and(u8::is_ascii_digit).then_some(Body { bytes, negative, garbage })
}

/// Leading bytes of a kind.
trait TrimStart {
    fn trim_ascii_start_of(&self, is: fn(u8) -> bool) -> &Self;
}

impl TrimStart for [u8] {
    fn trim_ascii_start_of(&self, is: fn(u8) -> bool) -> &[u8] {
        let length = self.iter().take_while(|byte| is(**byte)).count();
        self.get(length..).unwrap_or_default()
    }
}

/// A place in a text.
struct Reader<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Reader<'_> {
    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    fn left(&self) -> usize {
        self.bytes.len().saturating_sub(self.at)
    }

    /// The number of the digits here, at most so many.
    fn number(&mut self, most: usize) -> u64 {
        let mut value = 0u64;
        let start = self.at;
        while self.byte(0).is_ascii_digit() && self.at - start < most {
            value = value.saturating_mul(10).saturating_add(u64::from(self.byte(0) - b'0'));
            self.at += 1;
        }
        value
    }

    /// The next part; nothing at the end of the text, `None` where no digit stands.
    fn part(&mut self, fields: &mut u32, most: usize) -> Option<u32> {
        if self.at_end() {
            return Some(0);
        }
        if !self.byte(0).is_ascii_digit() {
            return None;
        }
        *fields += 1;
        Some(u32::try_from(self.number(most)).unwrap_or(u32::MAX))
    }

    fn punctuation(&mut self) -> Option<()> {
        if self.at_end() {
            return Some(());
        }
        self.byte(0).is_ascii_punctuation().then(|| self.at += 1)
    }

    /// Millionths behind a point, the digits they were written with, and whether digits are left over.
    fn fraction(&mut self) -> (u32, u8, bool) {
        let start = self.at;
        let value = self.number(6) as u32;
        let written = (self.at - start) as u8;
        let missing = 6 - u32::from(written);
        let finer = self.byte(0).is_ascii_digit();
        self.number(usize::MAX);
        (value * 10u32.pow(missing), written, finer)
    }
}

/// How far a date and time was read.
struct Dated {
    result: Result<Parsed, Failure>,
    fields: u32,
    end: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Failure {
    /// Too few parts.
    Short,
    /// Parts out of range.
    Wrong,
}

fn dated(bytes: &[u8], punctuated: bool) -> Dated {
    let mut reader = Reader { bytes, at: 0 };
    let mut fields = 0;
    let mut moment = Moment::default();
    let whole = whole_digits(bytes);
    let mut year_digits = 0;
    let read = match whole {
        Some(digits) => {
            year_digits = if matches!(digits, 4 | 8 | 14..) { 4 } else { 2 };
            fixed_parts(&mut reader, &mut fields, &mut moment, year_digits)
        }
        None => separated_parts(&mut reader, &mut fields, &mut moment, punctuated, &mut year_digits),
    };
    let end = reader.at;
    if fields < 3 {
        return Dated { result: Err(Failure::Short), fields, end };
    }
    let mut finer = false;
    if read.is_some() && reader.byte(0) == b'.' {
        reader.at += 1;
        if !reader.at_end() {
            fields += u32::from(reader.byte(0).is_ascii_digit());
            (moment.microsecond, moment.written, finer) = reader.fraction();
        }
    }
    let end = reader.at;
    if year_digits == 2 && !moment.is_zero() {
        moment.year = moment.year.saturating_add(if moment.year <= LAST_OF_2000 { 2000 } else { 1900 });
    }
    moment.kind = if fields <= 3 { Kind::Date } else { Kind::DateTime };
    if !moment.parts_in_range() || !moment.day_exists() {
        return Dated { result: Err(Failure::Wrong), fields, end };
    }
    let damaged = read.is_none() || end < bytes.len();
    Dated { result: Ok(Parsed { moment, damaged, finer }), fields, end }
}

/// How many digits a text has that is only digits: a date, a `T` and a time, and from twelve digits on a fraction.
fn whole_digits(bytes: &[u8]) -> Option<usize> {
    let mut reader = Reader { bytes, at: 0 };
    reader.number(usize::MAX);
    let mut digits = reader.at;
    if reader.byte(0) == b'T' {
        reader.at += 1;
        let start = reader.at;
        reader.number(usize::MAX);
        digits += reader.at - start;
    }
    if reader.byte(0) == b'.' && digits >= 12 {
        reader.at += 1;
        reader.number(usize::MAX);
    }
    reader.at_end().then_some(digits)
}

fn fixed_parts(reader: &mut Reader, fields: &mut u32, moment: &mut Moment, year_digits: usize) -> Option<()> {
    moment.year = reader.part(fields, year_digits)?;
    moment.month = reader.part(fields, 2)?;
    moment.day = reader.part(fields, 2)?;
    reader.at += usize::from(reader.byte(0) == b'T');
    moment.hour = reader.part(fields, 2)?;
    moment.minute = reader.part(fields, 2)?;
    moment.second = reader.part(fields, 2)?;
    Some(())
}

fn separated_parts(
    reader: &mut Reader,
    fields: &mut u32,
    moment: &mut Moment,
    punctuated: bool,
    year_digits: &mut usize,
) -> Option<()> {
    moment.year = reader.part(fields, usize::MAX)?;
    *year_digits = reader.at;
    reader.punctuation()?;
    moment.month = reader.part(fields, usize::MAX)?;
    reader.punctuation()?;
    moment.day = reader.part(fields, usize::MAX)?;
    date_time_separator(reader, fields, punctuated)?;
    moment.hour = reader.part(fields, usize::MAX)?;
    reader.punctuation()?;
    moment.minute = reader.part(fields, usize::MAX)?;
    reader.punctuation()?;
    moment.second = reader.part(fields, usize::MAX)?;
    Some(())
}

fn date_time_separator(reader: &mut Reader, fields: &mut u32, punctuated: bool) -> Option<()> {
    match reader.byte(0) {
        _ if reader.at_end() => {}
        b'T' => reader.at += 1,
        byte if byte.is_ascii_punctuation() => {
            if !punctuated {
                *fields = 0;
                return None;
            }
            reader.at += 1;
        }
        byte if is_space(byte) => {
            while is_space(reader.byte(0)) {
                reader.at += 1;
            }
        }
        _ => return None,
    }
    Some(())
}

/// A date, or a date and time.
pub(super) fn datetime(text: &str) -> Result<Parsed, Unreadable> {
    let bytes = ascii(text);
    let body = body(&bytes).ok_or(Unreadable)?;
    let parsed = dated(body.bytes, true).result.map_err(|_| Unreadable)?;
    if body.negative {
        return Err(Unreadable);
    }
    Ok(Parsed { damaged: parsed.damaged || body.garbage, ..parsed })
}

/// A time, or a date and time.
pub(super) fn time(text: &str) -> Result<Parsed, Unreadable> {
    let bytes = ascii(text);
    let body = body(&bytes).ok_or(Unreadable)?;
    let parsed = time_body(body.bytes)?;
    if body.negative && parsed.moment.kind != Kind::Time {
        return Err(Unreadable);
    }
    let moment = Moment { negative: body.negative, ..parsed.moment };
    Ok(Parsed { moment, damaged: parsed.damaged || body.garbage, ..parsed })
}

fn time_body(bytes: &[u8]) -> Result<Parsed, Unreadable> {
    if may_be_datetime(bytes) {
        let read = dated(bytes, false);
        let used = bytes.get(..read.end).unwrap_or_default();
        let is_time = used.contains(&b':') && !used.contains(&b'T');
        match read.result {
            Ok(parsed) if parsed.moment.kind == Kind::DateTime || !is_time => return Ok(parsed),
            Err(Failure::Wrong) if read.fields > 3 || !is_time => return Err(Unreadable),
            Ok(_) | Err(_) => {}
        }
    }
    interval(bytes)
}

fn may_be_datetime(bytes: &[u8]) -> bool {
    if bytes.len() >= MIN_DATETIME_LENGTH {
        return true;
    }
    if bytes.len() < MIN_DATE_LENGTH {
        return false;
    }
    let mut punctuated = false;
    for byte in bytes {
        match byte {
            b'T' => return true,
            b' ' => return punctuated,
            byte => punctuated |= byte.is_ascii_punctuation(),
        }
    }
    false
}

/// `[days ]hours:minutes:seconds.fraction` or hhmmss.
fn interval(bytes: &[u8]) -> Result<Parsed, Unreadable> {
    let mut reader = Reader { bytes, at: 0 };
    let first = reader.number(usize::MAX);
    if first >= MAX_TIME_NUMBER {
        return Err(Unreadable);
    }
    let behind = reader.at;
    while is_space(reader.byte(0)) {
        reader.at += 1;
    }
    let mut parts = [0, first / 10_000, first / 100 % 100, first % 100];
    let mut place = 4;
    if reader.left() > 1 && reader.at > behind && reader.byte(0).is_ascii_digit() {
        parts = [first, 0, 0, 0];
        place = 1;
    } else if reader.left() > 1 && reader.byte(0) == b':' && reader.byte(1).is_ascii_digit() {
        parts = [0, first, 0, 0];
        place = 2;
        reader.at += 1;
    }
    while place < 4 {
        let part = reader.number(usize::MAX);
        if let Some(slot) = parts.get_mut(place) {
            *slot = part;
        }
        place += 1;
        if place == 4 || reader.byte(0) != b':' || !reader.byte(1).is_ascii_digit() {
            break;
        }
        reader.at += 1;
    }
    let (mut microsecond, mut written, mut finer) = (0, 0, false);
    if reader.byte(0) == b'.' {
        reader.at += 1;
        if !reader.at_end() && !reader.byte(0).is_ascii_digit() {
            // A point without digits is garbage, unless it is the last.
            return Ok(Parsed { damaged: true, ..Parsed::default() });
        }
        (microsecond, written, finer) = reader.fraction();
    }
    let sign = usize::from(matches!(reader.byte(1), b'-' | b'+'));
    if matches!(reader.byte(0), b'e' | b'E') && reader.byte(1 + sign).is_ascii_digit() {
        return Err(Unreadable);
    }
    let [days, hours, minutes, seconds] = parts;
    let hours = days.saturating_mul(24).saturating_add(hours);
    if minutes > 59 || seconds > 59 || hours > u64::from(u32::MAX) {
        return Err(Unreadable);
    }
    // Beyond the greatest time it is the greatest, with a warning.
    let damaged = hours > 838 || !reader.at_end();
    let (hour, minute, second) = (hours.min(838) as u32, minutes as u32, seconds as u32);
    let moment = Moment { kind: Kind::Time, hour, minute, second, microsecond, written, ..Moment::default() };
    Ok(Parsed { moment, damaged, finer })
}

/// What is not ASCII is read as question marks.
fn ascii(text: &str) -> Vec<u8> {
    text.chars().map(|c| if c.is_ascii() { c as u8 } else { b'?' }).collect()
}
