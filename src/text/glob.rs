//! Names with `*` for any characters and `?` for one, as lists of databases, tables and objects have them.

use super::{lower_letter, same_identifier};

/// True where the name fits the pattern; the case of letters does not count.
pub fn glob_matches(pattern: &str, name: &str) -> bool {
    // Most names in settings stand for themselves.
    if !pattern.contains(['*', '?']) {
        return same_identifier(pattern, name);
    }
    let pattern: Vec<char> = pattern.chars().map(lower_letter).collect();
    let name: Vec<char> = name.chars().map(lower_letter).collect();
    // Where the last `*` stands in the pattern, and how much of the name it has taken.
    let (mut at, mut seen, mut star) = (0, 0, None);
    while seen < name.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, seen));
                at += 1;
            }
            Some(c) if *c == '?' || name.get(seen) == Some(c) => {
                at += 1;
                seen += 1;
            }
            Some(_) | None => {
                let Some((place, taken)) = star else { return false };
                star = Some((place, taken + 1));
                at = place + 1;
                seen = taken + 1;
            }
        }
    }
    pattern.iter().skip(at).all(|c| *c == '*')
}
