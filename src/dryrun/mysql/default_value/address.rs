//! Defaults of MariaDB's UUID, INET4 and INET6: from their text, or from as many bytes as they have.

use super::value::{Text, Value};
use super::{Refuse, Stored, charset_text};
use crate::dryrun::mysql::refusal::Answer;
use crate::dryrun::mysql::syntax::ast::TypeName;

/// Places of the hyphens in a UUID's text.
const HYPHENS: [usize; 4] = [8, 13, 18, 23];

/// The default of a UUID, INET4 or INET6, in the form that the server shows.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub(super) fn store(refuse: &Refuse, name: TypeName, value: Value) -> Answer<Stored> {
    let shown = match value {
        Value::Bits(bytes) => of_bytes(name, &bytes),
        Value::Text(Text { bytes, chars: None, .. }) => of_bytes(name, &bytes),
        Value::Text(Text { chars: Some(chars), .. }) => of_text(name, &chars),
        Value::Null | Value::Number(_) | Value::Real(_) | Value::Moment(_) => None,
    };
    match shown {
        Some(shown) => Ok(Stored::whole(shown)),
        None => refuse.invalid(),
    }
}

fn of_bytes(name: TypeName, bytes: &[u8]) -> Option<String> {
    match name {
        TypeName::Inet4 => <[u8; 4]>::try_from(bytes).ok().map(inet4),
        TypeName::Inet6 => inet6_of_bytes(bytes),
        _ => <[u8; 16]>::try_from(bytes).ok().map(|bytes| uuid(&charset_text::hex(&bytes))),
    }
}

fn of_text(name: TypeName, text: &str) -> Option<String> {
    match name {
        TypeName::Inet4 => inet4_bytes(text).map(inet4),
        TypeName::Inet6 => inet6_of(text),
        _ => uuid_of(text),
    }
}

fn inet4(bytes: [u8; 4]) -> String {
    let [a, b, c, d] = bytes;
    format!("{a}.{b}.{c}.{d}")
}

/// Four numbers of one to three digits; zeros may lead.
fn inet4_bytes(text: &str) -> Option<[u8; 4]> {
    let mut bytes = [0u8; 4];
    let mut parts = text.split('.');
    for byte in &mut bytes {
        let part = parts.next()?;
        if part.is_empty() || part.len() > 3 || !part.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        *byte = part.parse().ok()?;
    }
    parts.next().is_none().then_some(bytes)
}

fn inet6_of_bytes(bytes: &[u8]) -> Option<String> {
    let mut words = [0u16; 8];
    for (word, pair) in words.iter_mut().zip(bytes.chunks(2)) {
        *word = u16::from_be_bytes(pair.try_into().ok()?);
    }
    (bytes.len() == 16).then(|| inet6(words))
}

/// Eight words of one to four hexadecimal digits, the last two perhaps as an IPv4 address; `::` stands for words of zero.
fn inet6_of(text: &str) -> Option<String> {
    let (head, tail) = match text.split_once("::") {
        Some((head, tail)) => (words_of(head, false)?, Some(words_of(tail, true)?)),
        None => (words_of(text, true)?, None),
    };
    let mut words = [0u16; 8];
    let left_out = match &tail {
        Some(tail) => 8usize.checked_sub(head.len() + tail.len()).filter(|left_out| *left_out > 0)?,
        None => 0,
    };
    let zeros = std::iter::repeat_n(0, left_out);
    let all: Vec<u16> = head.into_iter().chain(zeros).chain(tail.unwrap_or_default()).collect();
    if all.len() != words.len() {
        return None;
    }
    words.iter_mut().zip(all).for_each(|(word, value)| *word = value);
    Some(inet6(words))
}

fn words_of(text: &str, at_end: bool) -> Option<Vec<u16>> {
    let mut words = vec![];
    let mut parts = text.split(':').filter(|_| !text.is_empty()).peekable();
    while let Some(part) = parts.next() {
        if at_end && parts.peek().is_none() && part.contains('.') {
            let [a, b, c, d] = inet4_bytes(part)?;
            words.extend([u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d])]);
        } else if (1..=4).contains(&part.len()) && part.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            words.push(u16::from_str_radix(part, 16).ok()?);
        } else {
            return None;
        }
    }
    Some(words)
}

/// An IPv6 address with its longest run of zeros left out, even of one, and an IPv4 part where it has one.
fn inet6(words: [u16; 8]) -> String {
    let run = |from: usize| words.iter().skip(from).take_while(|word| **word == 0).count();
    let (mut gap, mut length) = (0, 0);
    for from in 0..words.len() {
        if run(from) > length {
            (gap, length) = (from, run(from));
        }
    }
    let [.., high, low] = words;
    let mapped = length == 5 && words.get(5) == Some(&0xffff);
    if gap == 0 && (length == 6 || mapped) {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        return format!("::{}{}", if mapped { "ffff:" } else { "" }, inet4([a, b, c, d]));
    }
    let join = |words: &[u16]| words.iter().map(|word| format!("{word:x}")).collect::<Vec<_>>().join(":");
    if length == 0 {
        return join(&words);
    }
    let head = words.get(..gap).unwrap_or_default();
    let tail = words.get(gap + length..).unwrap_or_default();
    format!("{}::{}", join(head), join(tail))
}

/// 32 digits, with hyphens anywhere between them.
fn uuid_of(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    let bare = !text.starts_with('-') && !text.ends_with('-');
    let whole = digits.len() == 32 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    (bare && whole).then(|| uuid(&digits))
}

/// 32 digits with their hyphens.
fn uuid(digits: &str) -> String {
    let mut out = String::with_capacity(36);
    for digit in digits.chars() {
        if HYPHENS.contains(&out.len()) {
            out.push('-');
        }
        out.push(digit.to_ascii_lowercase());
    }
    out
}
