//! Upper and lower case of letters in all scripts, in a table of 1 KB: the standard library's are 16 KB, which the
//! simulated server would bring along over a network (docs/decisions/0008).
//!
//! Each letter has one letter of the other case. The few that have several (`ß` in capitals is `SS`) stay as they are, as
//! in the servers' own tables.

/// Capitals that follow each other, and how far behind each its small letter is: `(first, count, step, distance)`. Made at
/// build time from the standard library's tables.
type Run = (u32, u16, u8, i32);
const RUNS: &[Run] = &include!(concat!(env!("OUT_DIR"), "/letters.rs"));

fn is_in((first, count, step, _): Run, letter: i64) -> bool {
    let at = letter - i64::from(first);
    let step = i64::from(step);
    at >= 0 && at % step == 0 && at / step < i64::from(count)
}

/// The small letter of a capital; all others stay.
pub fn lower_letter(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let code = letter as u32;
    let run = RUNS.iter().find(|run| is_in(**run, i64::from(code)));
    run.and_then(|run| char::from_u32(code.wrapping_add_signed(run.3))).unwrap_or(letter)
}

/// The capital of a small letter; all others stay.
pub fn upper_letter(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_uppercase();
    }
    let code = letter as u32;
    let run = RUNS.iter().find(|run| is_in(**run, i64::from(code) - i64::from(run.3)));
    run.and_then(|run| char::from_u32(code.wrapping_add_signed(-run.3))).unwrap_or(letter)
}

pub trait Letters {
    /// The text in small letters.
    fn lower(&self) -> String;
    /// The text in capitals.
    fn upper(&self) -> String;
}

impl Letters for str {
    fn lower(&self) -> String {
        if self.is_ascii() {
            return self.to_ascii_lowercase();
        }
        self.chars().map(lower_letter).collect()
    }

    fn upper(&self) -> String {
        self.chars().map(upper_letter).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{lower_letter, upper_letter};

    #[test]
    fn letters_have_the_case_that_the_standard_library_knows() {
        for letter in '\0'..=char::MAX {
            let mut theirs = letter.to_lowercase();
            let expected = if theirs.len() == 1 { theirs.next() } else { Some(letter) };
            assert_eq!(Some(lower_letter(letter)), expected, "{letter:?}");
            let capital = upper_letter(letter);
            assert!(capital == letter || lower_letter(capital) == letter, "{letter:?}");
        }
    }
}
