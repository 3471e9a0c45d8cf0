//! Floating point numbers as text.
//!
//! Both servers write a number as short as it can be read back, in a given width, and use the exponent's form for numbers
//! under 1e-14 and from 1e15 on, and where the other form does not fit. Measured; the rule is that of their `my_gcvt`.

use crate::mysql::Server;
use crate::text::real::{self, shortest};

/// Digits of a FLOAT that are shown.
const FLOAT_DIGITS: usize = 6;
/// The widest number of digits before the point without exponent.
const WIDEST_PLAIN: i32 = 15;

/// A number as text, and whether it did not fit.
pub(super) struct Shown {
    pub text: String,
    pub cut: bool,
}

/// The number in at most `width` characters, where that can be. `float` shows six digits.
fn shown(value: f64, float: bool, width: usize) -> Shown {
    let mut width = width as i32 - i32::from(value < 0.0);
    let most = if float { FLOAT_DIGITS.min(width.max(1) as usize) } else { width.max(1) as usize };
    let (mut digits, point) = significant(value, most);
    let mut cut = false;
    let mut length = digits.len() as i32;
    let exponent_length = 1 + i32::from(point >= 101 || point <= -99) + i32::from(point >= 11 || point <= -9);
    let plain = match point {
        ..=0 => length - point + 2,
        _ if point < length => length + 1,
        _ => point,
    };
    let fits = plain <= width;
    let force = point <= 0 && width <= 2 - point && width >= 3 + exponent_length;
    let nice = point > -WIDEST_PLAIN && (point <= WIDEST_PLAIN || length > point);
    let mut point = point;
    let mut text = String::new();
    if value < 0.0 {
        text.push('-');
    }
    if (fits && nice) || (!fits && !force && point <= width && point >= -2) {
        width -= i32::from(point < length) + if point <= 0 { 1 - point } else { 0 };
        if width < length {
            if width < point {
                cut = true;
                width = point;
            }
            (digits, point) = behind_point(value, width - point);
        }
        if digits.is_empty() {
            return Shown { text: "0".to_owned(), cut };
        }
        write_plain(&mut text, &digits, point);
    } else {
        let mut exponent = point - 1;
        width -= 1 + exponent_length + i32::from(exponent < 0) + i32::from(length > 1);
        if width <= 0 {
            cut = true;
            width = 0;
        }
        if width < length {
            let (shorter, point) = significant(value, width.max(1) as usize);
            digits = shorter;
            exponent = point - 1;
            length = digits.len() as i32;
        }
        for (at, digit) in digits.bytes().enumerate() {
            if at == 1 && length > 1 {
                text.push('.');
            }
            text.push(char::from(digit));
        }
        text.push('e');
        text += &exponent.to_string();
    }
    Shown { text, cut }
}

/// The number with so many digits behind the point: those of its shortest form where they suffice, and zeros.
pub(super) fn fixed(value: f64, decimals: u8) -> String {
    let (digits, point) = shortest(value);
    if digits.len() as i32 - point > i32::from(decimals) {
        let (digits, point) = match usize::try_from(point + i32::from(decimals)) {
            Ok(most) => real::significant(value, most),
            Err(_) => ("0".to_owned(), 1),
        };
        return written(value, &digits, point, decimals);
    }
    written(value, &digits, point, decimals)
}

/// The shortest number that is read as this one, in the exponent's form.
pub(super) fn exponent_form(value: f64) -> String {
    let (digits, point) = shortest(value);
    format!("{}{digits}e{}", if value < 0.0 { "-" } else { "" }, point - digits.len() as i32)
}

fn written(value: f64, digits: &str, point: i32, decimals: u8) -> String {
    let mut text = String::from(if value < 0.0 { "-" } else { "" });
    write_plain(&mut text, digits, point);
    let written = (digits.len() as i32 - point).max(0) as usize;
    if written == 0 && decimals > 0 {
        text.push('.');
    }
    (written..usize::from(decimals)).for_each(|_| text.push('0'));
    text
}

/// The number as text in at most `width` characters, as a server shows it: MySQL with the sign of a negative zero.
pub(super) fn text(server: Server, value: f64, float: bool, width: usize) -> Shown {
    let mut shown = shown(value, float, width);
    if value == 0.0 && value.is_sign_negative() && !server.is_mariadb() {
        shown.text.insert(0, '-');
    }
    shown
}

fn write_plain(text: &mut String, digits: &str, point: i32) {
    if point <= 0 {
        text.push_str("0.");
        (point..0).for_each(|_| text.push('0'));
        text.push_str(digits);
        return;
    }
    let whole = point as usize;
    for (at, digit) in digits.chars().enumerate() {
        if at == whole {
            text.push('.');
        }
        text.push(digit);
    }
    (digits.len()..whole).for_each(|_| text.push('0'));
}

/// The digits of the number's shortest form, rounded to at most so many, without zeros at the end, and how many of them
/// stand before the point. Zero is one digit.
fn significant(value: f64, most: usize) -> (String, i32) {
    let shortest = shortest(value);
    if shortest.0.len() <= most { shortest } else { real::significant(value, most) }
}

/// The digits with so many behind the point, which may be fewer than none; empty where nothing is left.
fn behind_point(value: f64, digits: i32) -> (String, i32) {
    let (shortest, point) = shortest(value);
    let most = point + digits;
    if shortest.len() as i32 <= most {
        return (shortest, point);
    }
    if most > 0 {
        return real::significant(value, most as usize);
    }
    if most == 0 && (shortest.as_str() > "5") {
        return ("1".to_owned(), point + 1);
    }
    (String::new(), 0)
}
