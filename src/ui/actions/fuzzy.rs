//! Finding by a few letters: `octm` finds `objectClusterTime`.

use crate::text::Letters;

/// How well the letters of `query` fit, in their order; `None` where one of them is missing. More is better.
///
/// Letters at the beginning of a word and letters in a row count more; a longer text counts a little less.
pub fn score(query: &str, text: &str) -> Option<i32> {
    let wanted: Vec<char> = query.lower().chars().filter(|letter| !letter.is_whitespace()).collect();
    if wanted.is_empty() {
        return Some(0);
    }
    let letters: Vec<char> = text.chars().collect();
    let small: Vec<char> = letters.iter().map(|letter| letter.to_ascii_lowercase()).collect();
    let small = if text.is_ascii() { small } else { text.lower().chars().collect() };
    // What stands in the text as it was typed is what was meant.
    if let Some(at) = small.windows(wanted.len()).position(|part| part == wanted.as_slice()) {
        let bonus = if at == 0 {
            60
        } else if begins_word(&letters, at) {
            40
        } else {
            20
        };
        return Some(100 + bonus + 8 * clamped(wanted.len()) - clamped(small.len()) / 4);
    }
    let (mut total, mut at, mut last) = (0, 0, None);
    for letter in wanted {
        let found = at + small.get(at..)?.iter().position(|other| *other == letter)?;
        total += if begins_word(&letters, found) { 8 } else { 1 };
        if last.is_some_and(|last: usize| last + 1 == found) {
            total += 4;
        }
        last = Some(found);
        at = found + 1;
    }
    Some(total - clamped(small.len()) / 4)
}

/// True for the first letter, for one behind something else than a letter, and for a capital behind a small one.
fn begins_word(letters: &[char], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| letters.get(before)) else { return true };
    let here = letters.get(at).is_some_and(|letter| letter.is_uppercase());
    !before.is_alphanumeric() || (here && before.is_lowercase())
}

fn clamped(length: usize) -> i32 {
    i32::try_from(length.min(400)).unwrap_or(400)
}
