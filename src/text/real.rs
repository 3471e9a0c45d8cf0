//! Floating point numbers read from text and written as digits, exactly, without tables.
//!
//! The standard library's own way is faster and brings 30 KB of tables and code along; here numbers are seldom met, and the
//! simulated server is loaded over a network (docs/decisions/0008).

/// Digits in a limb of [`Exact`].
const LIMB_DIGITS: usize = 9;
const LIMB: u64 = 1_000_000_000;

/// A whole number to be multiplied, in limbs of nine decimal digits, the lowest first.
struct Exact(Vec<u32>);

impl Exact {
    fn of(mut number: u64) -> Exact {
        let mut limbs = vec![];
        while number > 0 {
            limbs.push((number % LIMB) as u32);
            number /= LIMB;
        }
        Exact(limbs)
    }

    fn multiply(&mut self, factor: u32) {
        let mut carry = 0;
        for limb in &mut self.0 {
            let product = u64::from(*limb) * u64::from(factor) + carry;
            *limb = (product % LIMB) as u32;
            carry = product / LIMB;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    /// Multiplies by `base` so many times, in steps of `most` times at once.
    fn multiply_power(&mut self, base: u32, mut times: u32, most: u32) {
        while times > 0 {
            let step = times.min(most);
            self.multiply(base.pow(step));
            times -= step;
        }
    }

    fn digits(&self) -> String {
        let mut out: String = self.0.iter().rev().map(|limb| format!("{limb:0LIMB_DIGITS$}")).collect();
        let zeros = out.len() - out.trim_start_matches('0').len();
        out.drain(..zeros);
        out
    }
}

/// Digits without zeros at either end, and how many of them stand before the point. None for zero.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Digits {
    point: i32,
    digits: String,
}

impl Digits {
    fn new(digits: &str, point: i32) -> Digits {
        let significant = digits.trim_start_matches('0');
        let point = point - (digits.len() - significant.len()) as i32;
        Digits { point, digits: significant.trim_end_matches('0').to_owned() }
    }

    /// All digits of `mantissa` times two to the power of `exponent`.
    fn of(mantissa: u64, exponent: i32) -> Digits {
        let mut number = Exact::of(mantissa);
        if exponent >= 0 {
            number.multiply_power(2, exponent.unsigned_abs(), 29);
        } else {
            // m / 2^k is m * 5^k / 10^k.
            number.multiply_power(5, exponent.unsigned_abs(), 12);
        }
        let digits = number.digits();
        let point = digits.len() as i32 + exponent.min(0);
        Digits::new(&digits, point)
    }

    /// Rounded to so many digits, a half to the even one.
    fn rounded(&self, count: usize) -> Digits {
        let Some((kept, rest)) = self.digits.split_at_checked(count).filter(|(_, rest)| !rest.is_empty()) else {
            return self.clone();
        };
        let odd = kept.bytes().last().is_some_and(|digit| digit % 2 == 1);
        if rest > "5" || (rest == "5" && odd) { self.above(kept) } else { self.with(kept) }
    }

    fn with(&self, digits: &str) -> Digits {
        Digits { point: self.point, digits: digits.trim_end_matches('0').to_owned() }
    }

    /// These digits of the number, and one more in the last of them.
    fn above(&self, digits: &str) -> Digits {
        let mut kept = digits.trim_end_matches('9').to_owned();
        match kept.pop() {
            Some(last) => kept.push(char::from(last as u8 + 1)),
            None => return Digits { point: self.point + 1, digits: "1".to_owned() },
        }
        self.with(&kept)
    }

    /// The nearest number, the even one of two that are as near; infinite beyond the greatest.
    fn nearest(&self) -> f64 {
        const EXACT_WHOLES: usize = 15;
        const EXACT_TENS: i32 = 22;
        let shift = self.point - self.digits.len() as i32;
        if self.digits.len() <= EXACT_WHOLES && shift.abs() <= EXACT_TENS {
            // Both numbers are exact, so their product or quotient is rounded once.
            let whole = self.digits.bytes().fold(0u64, |whole, digit| whole * 10 + u64::from(digit - b'0')) as f64;
            let tens = (0..shift.abs()).fold(1.0, |tens, _| tens * 10.0);
            return if shift < 0 { whole / tens } else { whole * tens };
        }
        if self.point > 400 {
            return f64::INFINITY;
        }
        if self.point < -400 {
            return 0.0;
        }
        // Positive numbers have the order of their bits: the greatest that is not above this one.
        let (mut low, mut high) = (0u64, f64::INFINITY.to_bits());
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            let (mantissa, exponent) = parts(middle);
            if Digits::of(mantissa, exponent) <= *self { low = middle } else { high = middle }
        }
        let (mantissa, exponent) = parts(low);
        let half = Digits::of(2 * mantissa + 1, exponent - 1);
        let above = *self > half || (*self == half && mantissa % 2 == 1);
        f64::from_bits(low + u64::from(above))
    }
}

/// The number with these bits, which has no sign: a whole one, times two to the power of the second.
fn parts(bits: u64) -> (u64, i32) {
    let fraction = bits & ((1 << 52) - 1);
    match (bits >> 52) as i32 {
        0 => (fraction, -1074),
        exponent => (fraction | (1 << 52), exponent - 1075),
    }
}

/// The number that a text is: `-1.5e3`, `.5`, `5.`. Infinite beyond the greatest; `None` for all that is no number, and for
/// words.
pub fn read(text: &str) -> Option<f64> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, power(exponent)?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let point = i32::try_from(whole.len()).ok()?.saturating_add(exponent);
    let digits = Digits::new(&digits, point);
    let value = if digits.digits.is_empty() { 0.0 } else { digits.nearest() };
    Some(if negative { -value } else { value })
}

/// A power of ten, with a sign. Those beyond all numbers are cut.
fn power(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let cut = digits.bytes().fold(0i32, |power, digit| (power * 10 + i32::from(digit - b'0')).min(100_000_000));
    Some(if text.starts_with('-') { -cut } else { cut })
}

fn exact(value: f64) -> Digits {
    let (mantissa, exponent) = parts(value.abs().to_bits());
    Digits::of(mantissa, exponent)
}

/// The digits of a finite number, rounded to at most `most`, without zeros at the end, and how many of them stand before
/// the point. Zero is one digit. The sign is left out.
pub fn significant(value: f64, most: usize) -> (String, i32) {
    shown(exact(value).rounded(most))
}

/// The fewest digits that are read as this number, as [`significant`] gives them.
pub fn shortest(value: f64) -> (String, i32) {
    let (exact, value) = (exact(value), value.abs());
    // Seventeen digits are always enough.
    for count in 1..17 {
        let near = exact.rounded(count);
        if near.nearest() == value {
            return shown(near);
        }
        // Above a power of two numbers are twice as far apart as below it.
        let above =
            exact.digits.get(..count).map(|kept| exact.above(kept)).filter(|above| near < exact && *above != near);
        if let Some(above) = above.filter(|above| above.nearest() == value) {
            return shown(above);
        }
    }
    shown(exact.rounded(17))
}

/// The number with the fewest digits that are read as this one, without an exponent; words for what is none.
pub fn plain(value: f64) -> String {
    if !value.is_finite() {
        return if value.is_nan() { "NaN" } else { "infinite" }.to_owned();
    }
    let (digits, point) = shortest(value);
    let sign = if value.is_sign_negative() { "-" } else { "" };
    match usize::try_from(point) {
        Ok(whole) if digits.len() <= whole => format!("{sign}{digits:0<whole$}"),
        Ok(whole) if whole > 0 => {
            let (before, behind) = digits.split_at_checked(whole).unwrap_or((&digits, ""));
            format!("{sign}{before}.{behind}")
        }
        _ => format!("{sign}0.{}{digits}", "0".repeat(point.unsigned_abs() as usize)),
    }
}

fn shown(digits: Digits) -> (String, i32) {
    if digits.digits.is_empty() { ("0".to_owned(), 1) } else { (digits.digits, digits.point) }
}

#[cfg(test)]
mod tests {
    use super::{plain, read, shortest, significant};

    /// Numbers of all sizes: each step takes other bits.
    fn numbers() -> impl Iterator<Item = f64> {
        let mut state = 0x9E37_79B9_7F4A_7C15u64;
        let random = std::iter::repeat_with(move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            f64::from_bits(state)
        });
        let plain = (0..200).map(|number| f64::from(number) * 0.125 - 7.3);
        let powers = (0..2046u64).step_by(61).map(|exponent| f64::from_bits(exponent << 52));
        let edges = [0.0, 5e-324, f64::MAX, f64::MIN_POSITIVE, 0.1, 1.0 / 3.0, 9007199254740993.0, 1e15, 1e22, 1e23];
        edges.into_iter().chain(plain).chain(powers).chain(random.filter(|value| value.is_finite()).take(40))
    }

    #[test]
    fn numbers_are_read_as_the_standard_library_reads_them() {
        for value in numbers() {
            for text in [format!("{value}"), format!("{value:e}"), format!("{value:.3e}"), format!("{value:.20}")] {
                assert_eq!(read(&text).map(f64::to_bits), text.parse().ok().map(f64::to_bits), "{text}");
            }
        }
        for text in ["", ".", "-", "e5", "1e", "1e+", "inf", "NaN", "1.2.3", "1_0", " 1", "0x1"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("1e400"), Some(f64::INFINITY));
        assert_eq!(read("-1e-4000000000000"), Some(-0.0));
        assert_eq!(read("1.7976931348623158e308"), Some(f64::MAX));
        assert_eq!(read("1.7976931348623159e308"), Some(f64::INFINITY));
        assert_eq!(read(&format!("1{}", "0".repeat(400))), Some(f64::INFINITY));
    }

    #[test]
    fn digits_are_those_of_the_standard_library() {
        let split = |text: String| {
            let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "no exponent"));
            let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
            let digits = digits.trim_end_matches('0');
            let point = exponent.parse::<i32>().map_or(i32::MIN, |exponent| exponent + 1);
            if digits.is_empty() { ("0".to_owned(), 1) } else { (digits.to_owned(), point) }
        };
        for value in numbers() {
            for most in [1, 2, 6, 15, 17, 30] {
                assert_eq!(significant(value, most), split(format!("{:.*e}", most - 1, value)), "{value:e} {most}");
            }
            assert_eq!(plain(value).parse(), Ok(value));
            if value.abs() < 1e15 && value.abs() > 1e-15 {
                assert_eq!(plain(value), value.to_string());
            }
            let (digits, point) = shortest(value);
            let theirs = split(format!("{value:e}"));
            assert_eq!((digits.len(), point), (theirs.0.len(), theirs.1), "{value:e}");
        }
    }
}
