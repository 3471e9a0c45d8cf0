//! How MySQL reads a date, a time or both from text.
//!
//! Any punctuation separates parts; since 8.0.29 what is not the standard separator is deprecated with 4095, and more than
//! one with 4096. The first such finding is reported. Source: MySQL manual, "Date and Time Literals"; measured.

use super::decimal::is_space;
use super::moment::{Kind, Moment};
use super::mysql_time::{Zeros, is_date};
use crate::dryrun::mysql::refusal::Warning;
use crate::mysql::Server;

/// The greatest number that a part can be.
const MAX_PART: u32 = 999_999;
/// A text of so many characters may be a date and time where a time is expected.
const MIN_DATETIME_LENGTH: usize = 12;
/// Two digits of a year up to this are of 2000.
const LAST_OF_2000: u32 = 69;

/// What was read.
#[derive(Default)]
pub(super) struct Parsed {
    pub moment: Moment,
    /// What the digits behind the millionths come to: 0 to 900.
    pub nanoseconds: u32,
    /// Seconds east of UTC, where a time zone stands there.
    pub displacement: Option<i32>,
    /// Something stands behind it.
    pub garbage: bool,
    pub deprecation: Option<Deprecation>,
}

/// No date or time.
pub(super) struct Unreadable;

/// Why no date and time was read.
enum Failure {
    /// It does not look like one, and may be something else.
    Other,
    /// It is one with wrong parts.
    Wrong,
}

/// A separator that is deprecated, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Deprecation {
    delimiter: u8,
    position: usize,
    /// The standard separator; `None` where there should be none.
    standard: Option<char>,
}

impl Deprecation {
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub fn warning(self, server: Server, value: &str) -> Warning {
        let delimiter = match self.delimiter {
            b'\n' => "\\n".to_owned(),
            b'\t' => "\\t".to_owned(),
            byte => char::from(byte).to_string(),
        };
        let position = self.position.to_string();
        match self.standard {
            Some(standard) => Warning::new(server, 4095, &[&delimiter, &position, value, "1", &standard.to_string()]),
            None => Warning::new(server, 4096, &[&delimiter, &position, value, "1"]),
        }
    }
}

/// A text that is being read.
struct Reader<'t> {
    bytes: &'t [u8],
    at: usize,
    deprecation: Option<Deprecation>,
    deprecates: bool,
}

impl<'t> Reader<'t> {
    fn new(server: Server, text: &'t str) -> Self {
        Reader {
            bytes: text.as_bytes(),
            at: 0,
            deprecation: None,
            deprecates: server.has(crate::mysql::Feature::Deprecations),
        }
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    fn deprecate(&mut self, position: usize, standard: Option<char>) {
        if self.deprecation.is_none() && self.deprecates {
            let delimiter = self.bytes.get(position).copied().unwrap_or(0);
            self.deprecation = Some(Deprecation { delimiter, position, standard });
        }
    }

    fn skip_space(&mut self) {
        if is_space(self.byte(0)) {
            self.deprecate(self.at, None);
        }
        while is_space(self.byte(0)) {
            self.at += 1;
        }
    }

    fn digits(&mut self) -> &'t [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// True where only white space follows.
    fn only_space_follows(&mut self) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if rest.first().is_some_and(|byte| is_space(*byte)) {
            self.deprecate(self.at, None);
        }
        rest.iter().all(|byte| is_space(*byte))
    }

    /// The seconds of `+01:00`, which must be all that is left.
    fn displacement(&self) -> Option<i32> {
        let rest = self.bytes.get(self.at..)?;
        let (sign, rest) = rest.split_first()?;
        let &[h1, h2, b':', m1, m2] = rest.get(..5)? else { return None };
        if ![h1, h2, m1, m2].iter().all(u8::is_ascii_digit) || !rest.get(5..)?.iter().all(|byte| is_space(*byte)) {
            return None;
        }
        let number = |tens: u8, ones: u8| i32::from(tens - b'0') * 10 + i32::from(ones - b'0');
        let (hours, minutes) = (number(h1, h2), number(m1, m2));
        let seconds = hours * 3600 + minutes * 60;
        if minutes > 59 || seconds > 14 * 3600 || (*sign == b'-' && seconds == 0) {
            return None;
        }
        Some(if *sign == b'-' { -seconds } else { seconds })
    }
}

fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0u32, |value, digit| value.saturating_mul(10).saturating_add(u32::from(digit - b'0')))
}

fn value(digits: &[u8]) -> u64 {
    digits.iter().fold(0u64, |value, digit| value.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
}

/// A date, or a date and time.
pub(super) fn datetime(server: Server, text: &str, zeros: Zeros) -> Result<Parsed, Unreadable> {
    read_datetime(Reader::new(server, text), zeros, false).map_err(|_| Unreadable)
}

fn read_datetime(mut reader: Reader, zeros: Zeros, full_only: bool) -> Result<Parsed, Failure> {
    reader.skip_space();
    if !reader.byte(0).is_ascii_digit() {
        return Err(Failure::Other);
    }
    let start = reader.at;
    let rest = reader.bytes.get(start..).unwrap_or_default();
    let leading = rest.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'T').count();
    // Numbers only, or numbers before a point: parts of fixed width.
    let fixed = leading == rest.len() || rest.get(leading) == Some(&b'.');
    // In numbers the point before the time is excused, and behind a single digit all others too.
    let excused = |byte: u8, place: usize| fixed && if place == 2 { byte == b'.' } else { leading == 1 };
    let mut year_digits = if matches!(leading, 4 | 8 | 14..) { 4 } else { 2 };
    let mut width = if fixed { year_digits } else { 4 };
    let mut parts = [0u32; 7];
    let (mut count, mut fraction_digits) = (0usize, 0usize);
    let (mut delimited, mut spaced) = (false, false);
    let mut displacement = None;
    let mut end = start;
    while count < parts.len() && reader.byte(0).is_ascii_digit() {
        let place = count;
        let from = reader.at;
        let mut digits = reader.digits();
        if fixed || place == 6 {
            digits = digits.get(..width.min(digits.len())).unwrap_or_default();
            reader.at = from + digits.len();
        }
        match place {
            0 if !fixed => year_digits = digits.len(),
            6 => fraction_digits = digits.len(),
            _ => {}
        }
        let part = number(digits);
        if part > MAX_PART {
            return Err(Failure::Other);
        }
        if let Some(slot) = parts.get_mut(place) {
            *slot = part;
        }
        count += 1;
        width = 2;
        end = reader.at;
        if reader.at_end() {
            break;
        }
        if place == 2 && reader.byte(0) == b'T' {
            reader.at += 1;
            continue;
        }
        if matches!(place, 5 | 6) && matches!(reader.byte(0), b'+' | b'-') && server_has_zones(&reader) {
            displacement = Some(reader.displacement().ok_or(Failure::Other)?);
            reader.at = reader.bytes.len();
            end = reader.at;
            break;
        }
        if place == 5 {
            match reader.byte(0) {
                b'.' => {
                    reader.at += 1;
                    end = reader.at;
                    width = 6;
                }
                b'0'..=b'9' => break,
                _ => {}
            }
            continue;
        }
        let first = reader.at;
        while !reader.at_end() && (is_space(reader.byte(0)) || reader.byte(0).is_ascii_punctuation()) {
            if is_space(reader.byte(0)) {
                if !matches!(place, 2 | 6) {
                    return Err(Failure::Other);
                }
                spaced = true;
            }
            let standard = match place {
                0 | 1 => '-',
                2 => ' ',
                _ => ':',
            };
            if reader.at > first || (place == 6 && is_space(reader.byte(0))) {
                reader.deprecate(reader.at, None);
            } else if (char::from(reader.byte(0)) != standard || place == 6) && !excused(reader.byte(0), place) {
                reader.deprecate(reader.at, Some(standard));
            }
            delimited = true;
            reader.at += 1;
        }
        if place == 2 && reader.at == first + 1 && reader.at_end() && reader.bytes.get(first) == Some(&b' ') {
            reader.deprecate(first, None);
        }
        end = reader.at;
    }
    if full_only && delimited && !spaced {
        return Err(Failure::Other);
    }
    reader.at = end;
    finish(reader, zeros, parts, count, Shape { year_digits, fraction_digits, displacement })
}

/// MySQL takes time zones since 8.0.19.
fn server_has_zones(reader: &Reader) -> bool {
    reader.deprecates
}

struct Shape {
    year_digits: usize,
    fraction_digits: usize,
    displacement: Option<i32>,
}

fn finish(mut reader: Reader, zeros: Zeros, parts: [u32; 7], count: usize, shape: Shape) -> Result<Parsed, Failure> {
    let [year, month, day, hour, minute, second, fraction] = parts;
    let missing = 6u32.saturating_sub(shape.fraction_digits as u32);
    let kind = if count <= 3 { Kind::Date } else { Kind::DateTime };
    let microsecond = fraction * 10u32.pow(missing);
    let mut moment = Moment { kind, negative: false, year, month, day, hour, minute, second, microsecond, written: 0 };
    if shape.year_digits == 2 && !moment.is_zero() {
        moment.year += if moment.year <= LAST_OF_2000 { 2000 } else { 1900 };
    }
    if count < 3 || !moment.parts_in_range() || !is_date(&moment, zeros) {
        return Err(Failure::Wrong);
    }
    let mut nanoseconds = 0;
    if shape.fraction_digits == 6 {
        let digits = reader.digits();
        nanoseconds = digits.first().map_or(0, |digit| 100 * u32::from(digit - b'0'));
    }
    let mut displacement = shape.displacement;
    if displacement.is_none() && matches!(reader.byte(0), b'+' | b'-') && server_has_zones(&reader) {
        displacement = Some(reader.displacement().ok_or(Failure::Other)?);
        reader.at = reader.bytes.len();
    }
    let garbage = !reader.only_space_follows();
    Ok(Parsed { moment, nanoseconds, displacement, garbage, deprecation: reader.deprecation })
}

/// A time, or the time of a date and time.
pub(super) fn time(server: Server, text: &str) -> Result<Parsed, Unreadable> {
    let mut reader = Reader::new(server, text);
    reader.skip_space();
    let negative = reader.byte(0) == b'-';
    reader.at += usize::from(negative);
    if reader.at_end() {
        return Err(Unreadable);
    }
    if reader.bytes.len() - reader.at >= MIN_DATETIME_LENGTH {
        let datetime = Reader { at: reader.at, deprecation: reader.deprecation, ..Reader::new(server, text) };
        match read_datetime(datetime, Zeros::Allowed, true) {
            Ok(_) if negative => return Err(Unreadable),
            Ok(parsed) => return Ok(parsed),
            Err(Failure::Wrong) => return Err(Unreadable),
            Err(Failure::Other) => {}
        }
    }
    let start = reader.at;
    let first = value(reader.digits());
    if first > u64::from(u32::MAX) {
        return Err(Unreadable);
    }
    let behind = reader.at;
    let mut days_end = reader.at;
    while is_space(reader.bytes.get(days_end).copied().unwrap_or(0)) {
        days_end += 1;
    }
    let left = reader.bytes.len() - days_end;
    if days_end > behind + 1 || (days_end > behind && left == 0) {
        reader.deprecate(behind, None);
    }
    let next = reader.bytes.get(days_end).copied().unwrap_or(0);
    let mut parts = [0, first / 10_000, first / 100 % 100, first % 100];
    let mut place = 4;
    reader.at = days_end;
    if left > 1 && days_end > behind && next.is_ascii_digit() {
        parts = [first, 0, 0, 0];
        place = 1;
    } else if left > 1 && next == b':' && reader.byte(1).is_ascii_digit() {
        parts = [0, first, 0, 0];
        place = 2;
        reader.at += 1;
    }
    while place < 4 {
        let part = value(reader.digits());
        if let Some(slot) = parts.get_mut(place) {
            *slot = part;
        }
        place += 1;
        if place == 4 || reader.byte(0) != b':' || !reader.byte(1).is_ascii_digit() {
            break;
        }
        reader.at += 1;
    }
    let (microsecond, nanoseconds) = time_fraction(&mut reader);
    let sign = usize::from(matches!(reader.byte(1), b'-' | b'+'));
    if matches!(reader.byte(0), b'e' | b'E') && reader.byte(1 + sign).is_ascii_digit() {
        return Err(Unreadable);
    }
    let [days, hours, minutes, seconds] = parts;
    let hours = days.saturating_mul(24).saturating_add(hours);
    if hours > 838 || minutes > 59 || seconds > 59 {
        return Err(Unreadable);
    }
    let moment = Moment {
        kind: Kind::Time,
        negative,
        hour: hours as u32,
        minute: minutes as u32,
        second: seconds as u32,
        microsecond,
        ..Moment::default()
    };
    if moment.time_number() == 8_385_959 && microsecond > 0 {
        return Err(Unreadable);
    }
    let garbage = !reader.only_space_follows();
    if garbage && reader.at == start {
        return Err(Unreadable);
    }
    Ok(Parsed { moment, nanoseconds, displacement: None, garbage, deprecation: reader.deprecation })
}

/// `.5`: millionths, and what is to be rounded in, for which MySQL takes the last digit that follows, not the first.
fn time_fraction(reader: &mut Reader) -> (u32, u32) {
    if reader.byte(0) != b'.' || !(reader.byte(1).is_ascii_digit() || reader.at + 1 == reader.bytes.len()) {
        return (0, 0);
    }
    reader.at += 1;
    let digits = reader.digits();
    let (kept, rest) = digits.split_at_checked(6).unwrap_or((digits, &[]));
    let missing = 6 - kept.len() as u32;
    (number(kept) * 10u32.pow(missing), rest.last().map_or(0, |digit| 100 * u32::from(digit - b'0')))
}
