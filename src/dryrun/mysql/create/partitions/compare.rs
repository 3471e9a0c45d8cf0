//! The order of strings under a collation, as far as the values of partitions need it.

use crate::text::lower_letter;
use std::cmp::Ordering;

use crate::mysql::charset::Collation;

/// Letters of Latin with their accents, each group behind its plain letter.
const ACCENTS: &[&str] = &[
    "aàáâãäåāăą",
    "cçćĉċč",
    "dďđ",
    "eèéêëēĕėęě",
    "gĝğġģ",
    "hĥħ",
    "iìíîïĩīĭįı",
    "jĵ",
    "kķ",
    "lĺļľŀł",
    "nñńņň",
    "oòóôõöøōŏő",
    "rŕŗř",
    "sśŝşš",
    "tţťŧ",
    "uùúûüũūŭůűų",
    "wŵ",
    "yýÿŷ",
    "zźżž",
];

/// The letter in lower case and without its accent.
pub fn folded(c: char) -> char {
    let c = lower_letter(c);
    if c.is_ascii() {
        return c;
    }
    let group = ACCENTS.iter().find(|group| group.contains(c));
    group.and_then(|group| group.chars().next()).unwrap_or(c)
}

/// Compares two strings; `None` where the order is not known here.
///
/// Binary collations go by code point. The others do not tell case; those of Unicode sort punctuation before digits before
/// letters, the simple ones by the code of the upper-case letter.
pub fn text_order(a: &str, b: &str, collation: Option<&'static Collation>) -> Option<Ordering> {
    let Some(collation) = collation else { return Some(a.cmp(b)) };
    let pads = collation.pads();
    let trimmed =
        |text: &'_ str| -> String { if pads { text.trim_end_matches(' ').to_owned() } else { text.to_owned() } };
    let (a, b) = (trimmed(a), trimmed(b));
    if collation.is_binary() {
        return Some(a.cmp(&b));
    }
    let sensitive =
        collation.name.contains("_cs") || collation.name.contains("_as_") || collation.name.contains("german");
    let fold = |c: char| if sensitive { lower_letter(c) } else { folded(c) };
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().map(fold).collect(), b.chars().map(fold).collect());
    let unicode =
        collation.name.contains("0900") || collation.name.contains("unicode") || collation.name.contains("uca");
    for (x, y) in a.iter().zip(&b) {
        if x != y {
            return if is_of_a_language(collation.name) { None } else { char_order(*x, *y, unicode) };
        }
    }
    Some(a.len().cmp(&b.len()))
}

/// True for the collations of languages that have letters of two characters, or sort letters in another order.
fn is_of_a_language(name: &str) -> bool {
    const PLAIN: &[&str] = &["general", "unicode", "0900", "swedish", "uca1400"];
    let mut words = name.split('_').skip(1);
    let language = words.next().unwrap_or_default();
    // `utf8mb4_es_0900_ai_ci` has the language first.
    !PLAIN.iter().any(|plain| language.starts_with(plain)) || (language == "swedish" && !name.starts_with("latin1"))
}

fn char_order(a: char, b: char, unicode: bool) -> Option<Ordering> {
    if !a.is_ascii() || !b.is_ascii() {
        // They differ, but which is the first?
        return None;
    }
    if !unicode {
        return Some(a.to_ascii_uppercase().cmp(&b.to_ascii_uppercase()));
    }
    let class = |c: char| match c {
        ' ' => 0,
        c if c.is_ascii_digit() => 2,
        c if c.is_ascii_alphabetic() => 3,
        _ => 1,
    };
    match class(a).cmp(&class(b)) {
        Ordering::Equal if class(a) == 1 => None,
        Ordering::Equal => Some(a.cmp(&b)),
        other => Some(other),
    }
}
