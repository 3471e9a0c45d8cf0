//! How values compare: which collation counts, and what it calls equal.
//!
//! Only what is certain is answered: two texts are equal where they are so byte by byte or by the case of their letters, and
//! differ where they differ in characters that no collation takes for each other.

use crate::text::Letters;
use std::cmp::Ordering;

use super::super::refusal::{Answer, Stop};
use super::value::{Strength, Text, Value, number_of};
use crate::mysql::Server;
use crate::mysql::charset::{self, Collation};

/// The collation of two texts together; `None` where the servers refuse to compare them.
///
/// Source: MySQL manual, "Collation Coercibility in Expressions"; asked of both servers with columns of information_schema.
pub fn joined(a: &Text, b: &Text, server: Server) -> Option<(&'static Collation, Strength)> {
    if a.collation.name == b.collation.name {
        return Some((a.collation, a.strength.min(b.strength)));
    }
    let (stronger, weaker) = if b.strength < a.strength { (b, a) } else { (a, b) };
    let unicode = |text: &Text| text.collation.charset().starts_with("utf");
    let four_bytes = |text: &Text| charset::charset(text.collation.charset(), server).is_some_and(|it| it.max_len == 4);
    if stronger.strength < weaker.strength {
        let fits = unicode(stronger)
            || weaker.text.is_ascii()
            || weaker.strength >= Strength::System
            || stronger.collation.charset() == weaker.collation.charset();
        return fits.then_some((stronger.collation, stronger.strength));
    }
    if a.collation.charset() == b.collation.charset() {
        return match (a.collation.is_binary(), b.collation.is_binary()) {
            (true, false) => Some((a.collation, a.strength)),
            (false, true) => Some((b.collation, b.strength)),
            _ => None,
        };
    }
    match (unicode(a), unicode(b)) {
        (true, false) => Some((a.collation, a.strength)),
        (false, true) => Some((b.collation, b.strength)),
        (true, true) if four_bytes(a) != four_bytes(b) => {
            let wider = if four_bytes(a) { a } else { b };
            Some((wider.collation, wider.strength))
        }
        _ => None,
    }
}

/// True where the collation calls the texts equal; `None` where that is not certain.
pub fn equal_texts(a: &str, b: &str, collation: &Collation) -> Option<bool> {
    let (a, b) = if collation.pads() { (a.trim_end_matches(' '), b.trim_end_matches(' ')) } else { (a, b) };
    if a == b {
        return Some(true);
    }
    if collation.is_binary() {
        return Some(false);
    }
    let exact = collation.name.ends_with("_cs");
    if a.lower() == b.lower() {
        return if exact { None } else { Some(true) };
    }
    let lower_only = collation.name.ends_with("_tolower_ci");
    (lower_only || (distinct(a) && distinct(b))).then_some(false)
}

/// True where every character has a weight of its own in all collations: printed ASCII and Chinese.
fn distinct(text: &str) -> bool {
    text.chars().all(|c| matches!(c, ' '..='~' | '\u{4e00}'..='\u{9fff}'))
}

/// The order of two values; `None` where one is NULL.
pub fn compare(a: &Value, b: &Value, server: Server) -> Answer<Option<Ordering>> {
    match (a, b) {
        (Value::Unknown(why), _) | (_, Value::Unknown(why)) => Err(Stop::unknown_because(why.clone())),
        (Value::Null, _) | (_, Value::Null) => Ok(None),
        (Value::Integer(a), Value::Integer(b)) => Ok(Some(a.cmp(b))),
        (Value::Integer(a), Value::Text(b)) => Ok((*a as f64).partial_cmp(&number_of(&b.text))),
        (Value::Text(a), Value::Integer(b)) => Ok(number_of(&a.text).partial_cmp(&(*b as f64))),
        (Value::Text(a), Value::Text(b)) => compare_texts(a, b, server).map(Some),
    }
}

/// True where the values are equal; `None` where one is NULL.
pub fn equal(a: &Value, b: &Value, server: Server) -> Answer<Option<bool>> {
    let (Value::Text(a), Value::Text(b)) = (a, b) else {
        return Ok(compare(a, b, server)?.map(|order| order == Ordering::Equal));
    };
    let Some((collation, _)) = joined(a, b, server) else { return mixed(a, b) };
    match equal_texts(&a.text, &b.text, collation) {
        Some(equal) => Ok(Some(equal)),
        None => Err(Stop::unknown(&format!("whether '{}' and '{}' are equal in {}", a.text, b.text, collation.name))),
    }
}

fn mixed<T>(a: &Text, b: &Text) -> Answer<T> {
    Err(Stop::unknown(&format!("a comparison of {} with {}", a.collation.name, b.collation.name)))
}

fn compare_texts(a: &Text, b: &Text, server: Server) -> Answer<Ordering> {
    let Some((collation, _)) = joined(a, b, server) else { return mixed(a, b) };
    if equal_texts(&a.text, &b.text, collation) == Some(true) {
        return Ok(Ordering::Equal);
    }
    // Letters and digits of ASCII have the same order in every collation, but for their case.
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if collation.is_binary() && a.text.is_ascii() && b.text.is_ascii() {
        Ok(a.text.cmp(&b.text))
    } else if plain(&a.text) && plain(&b.text) && !collation.name.ends_with("_cs") {
        Ok(a.text.to_ascii_lowercase().cmp(&b.text.to_ascii_lowercase()))
    } else {
        Err(Stop::unknown(&format!("the order of '{}' and '{}'", a.text, b.text)))
    }
}

/// LIKE: `%` is any text, `_` any character, behind the escape either is itself.
pub fn like(text: &Text, pattern: &Text, escape: Option<char>, server: Server) -> Answer<bool> {
    let Some((collation, _)) = joined(text, pattern, server) else { return mixed(text, pattern) };
    let exact = collation.is_binary();
    if !(exact || distinct(&text.text) && distinct(&pattern.text)) {
        return Err(Stop::unknown(&format!("whether '{}' is like '{}'", text.text, pattern.text)));
    }
    if collation.name.ends_with("_cs") {
        return Err(Stop::unknown("LIKE with a collation that tells case"));
    }
    let fold = |c: char| if exact { c } else { c.to_ascii_lowercase() };
    let parts = parts(&pattern.text, escape);
    let chars: Vec<char> = text.text.chars().collect();
    let (mut at, mut part) = (0, 0);
    // Where the last `%` stands, and up to where it reaches.
    let mut star: Option<(usize, usize)> = None;
    loop {
        let fits = match (parts.get(part), chars.get(at)) {
            (Some(Part::Any), _) => {
                star = Some((part, at));
                part += 1;
                continue;
            }
            (Some(Part::One), Some(_)) => true,
            (Some(Part::Char(wanted)), Some(found)) => fold(*wanted) == fold(*found),
            (None, None) => return Ok(true),
            _ => false,
        };
        if fits {
            (at, part) = (at + 1, part + 1);
            continue;
        }
        match star {
            Some((any, reach)) if reach < chars.len() => {
                star = Some((any, reach + 1));
                (at, part) = (reach + 1, any + 1);
            }
            _ => return Ok(false),
        }
    }
}

enum Part {
    Any,
    One,
    Char(char),
}

fn parts(pattern: &str, escape: Option<char>) -> Vec<Part> {
    let mut parts = vec![];
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        parts.push(match c {
            c if Some(c) == escape => Part::Char(chars.next().unwrap_or(c)),
            '%' => Part::Any,
            '_' => Part::One,
            c => Part::Char(c),
        });
    }
    parts
}
