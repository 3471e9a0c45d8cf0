//! Exact numbers as the servers read and round them.

use super::real;

/// Digits behind the point, or zeros before it, beyond which no column tells numbers apart.
const EXPONENT_LIMIT: i64 = 500;

/// An exact number: the digits as one integer, divided by ten to the power of `scale`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Decimal {
    pub negative: bool,
    /// Values 0 to 9, the most significant first, without leading zeros; empty for zero.
    digits: Vec<u8>,
    scale: usize,
    /// A point was written.
    pub pointed: bool,
}

/// A number at the start of a text.
pub(super) struct Prefix {
    pub number: Decimal,
    /// Bytes of it, with white space before.
    pub length: usize,
    /// The `e` of an exponent without digits stands behind it, and perhaps a sign: so many bytes.
    pub bare_exponent: usize,
    pub exponent: i64,
}

impl Decimal {
    fn new(negative: bool, digits: Vec<u8>, scale: usize) -> Decimal {
        let zeros = digits.iter().take_while(|digit| **digit == 0).count();
        let digits: Vec<u8> = digits.into_iter().skip(zeros).collect();
        Decimal { negative: negative && !digits.is_empty(), digits, scale, pointed: false }
    }

    /// The number of a text without white space and garbage: `12`, `1.5`, `.5`.
    pub fn of(text: &str) -> Decimal {
        prefix(text.as_bytes()).map(|prefix| prefix.number).unwrap_or_default()
    }

    /// The shortest decimal number that is read as this one.
    pub fn of_real(value: f64) -> Decimal {
        Decimal::of(&real::exponent_form(value))
    }

    /// The number of big-endian bytes, at most eight.
    pub fn of_bytes(bytes: &[u8]) -> Decimal {
        let value = bytes.iter().fold(0u64, |value, byte| (value << 8) | u64::from(*byte));
        Decimal::of(&value.to_string())
    }

    pub fn negated(self) -> Decimal {
        Decimal { negative: !self.negative && !self.digits.is_empty(), ..self }
    }

    /// Its digits as a whole number.
    pub fn without_point(self) -> Decimal {
        Decimal { scale: 0, ..self }
    }

    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Digits behind the point, as written.
    pub fn scale(&self) -> usize {
        self.scale
    }

    /// Digits before the point.
    pub fn whole_digits(&self) -> usize {
        self.digits.len().saturating_sub(self.scale)
    }

    /// With so many digits behind the point, halves away from zero. True where digits other than zero were lost.
    pub fn rounded(&self, scale: usize) -> (Decimal, bool) {
        if scale >= self.scale {
            let mut digits = self.digits.clone();
            digits.extend(std::iter::repeat_n(0, scale - self.scale));
            return (Decimal::new(self.negative, digits, scale), false);
        }
        let cut = self.scale - scale;
        let kept = self.digits.len().saturating_sub(cut);
        let (head, tail) = self.digits.split_at_checked(kept).unwrap_or_default();
        let mut digits = head.to_vec();
        if tail.len() == cut && tail.first().is_some_and(|digit| *digit >= 5) {
            add_one(&mut digits);
        }
        (Decimal::new(self.negative, digits, scale), tail.iter().any(|digit| *digit != 0))
    }

    /// Without what stands behind so many digits of the fraction.
    pub fn truncated(&self, scale: usize) -> Decimal {
        let cut = self.scale.saturating_sub(scale);
        let kept = self.digits.len().saturating_sub(cut);
        Decimal::new(self.negative, self.digits.iter().take(kept).copied().collect(), self.scale.min(scale))
    }

    /// The whole number it is, where it has no fraction and fits.
    pub fn whole(&self) -> Option<i128> {
        let (whole, lost) = self.rounded(0);
        if lost || whole.digits.len() > 38 {
            return None;
        }
        let value = whole.digits.iter().fold(0i128, |value, digit| value * 10 + i128::from(*digit));
        Some(if self.negative { -value } else { value })
    }

    /// So many digits of the fraction as a number; zeros stand for those that are not written.
    pub fn fraction(&self, digits: usize) -> u32 {
        let start = self.digits.len().saturating_sub(self.scale);
        let missing = self.scale.saturating_sub(self.digits.len());
        let zeros = std::iter::repeat_n(0u8, missing);
        let all = zeros.chain(self.digits.iter().skip(start).copied()).chain(std::iter::repeat(0));
        all.take(digits).fold(0, |value, digit| value * 10 + u32::from(digit))
    }
}

fn add_one(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return;
        }
        *digit = 0;
    }
    digits.insert(0, 1);
}

impl std::fmt::Display for Decimal {
    /// The number with its whole scale: `-0.50`.
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let zeros = (self.scale + 1).saturating_sub(self.digits.len());
        let mut text = String::with_capacity(self.digits.len() + zeros + 2);
        if self.negative {
            text.push('-');
        }
        let digits = std::iter::repeat_n(0, zeros).chain(self.digits.iter().copied());
        let whole = self.digits.len() + zeros - self.scale;
        for (at, digit) in digits.enumerate() {
            if at == whole {
                text.push('.');
            }
            text.push(char::from(b'0' + digit));
        }
        f.write_str(&text)
    }
}

/// The number at the start of a text, behind white space: sign, digits, point, exponent. `None` where no digit stands.
pub(super) fn prefix(text: &[u8]) -> Option<Prefix> {
    let byte = |at: usize| text.get(at).copied().unwrap_or(0);
    let mut at = text.iter().take_while(|byte| is_space(**byte)).count();
    let negative = byte(at) == b'-';
    at += usize::from(matches!(byte(at), b'-' | b'+'));
    let mut digits = Vec::new();
    let mut scale = 0usize;
    let whole = at;
    while byte(at).is_ascii_digit() {
        digits.push(byte(at) - b'0');
        at += 1;
    }
    let mut any = at > whole;
    let mut pointed = false;
    if byte(at) == b'.' && (any || byte(at + 1).is_ascii_digit()) {
        at += 1;
        pointed = true;
        while byte(at).is_ascii_digit() {
            digits.push(byte(at) - b'0');
            scale += 1;
            at += 1;
            any = true;
        }
    }
    if !any {
        return None;
    }
    let (mut exponent, mut bare_exponent) = (0i64, 0);
    if matches!(byte(at), b'e' | b'E') {
        let sign = usize::from(matches!(byte(at + 1), b'-' | b'+'));
        let from = at + 1 + sign;
        let mut end = from;
        while byte(end).is_ascii_digit() {
            exponent = (exponent * 10 + i64::from(byte(end) - b'0')).min(1_000_000);
            end += 1;
        }
        if byte(at + 1) == b'-' {
            exponent = -exponent;
        }
        if end > from {
            at = end;
        } else {
            bare_exponent = 1 + sign;
        }
    }
    let shift = exponent.clamp(-EXPONENT_LIMIT, EXPONENT_LIMIT);
    if shift < 0 {
        scale += shift.unsigned_abs() as usize;
    } else {
        let whole = (shift as usize).saturating_sub(scale);
        if digits.iter().any(|digit| *digit != 0) {
            digits.extend(std::iter::repeat_n(0, whole));
        }
        scale = scale.saturating_sub(shift as usize);
    }
    let number = Decimal { pointed, ..Decimal::new(negative, digits, scale) };
    Some(Prefix { number, length: at, bare_exponent, exponent })
}

/// White space in numbers and times: blank, tab and the line feeds.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | 9..=13)
}
