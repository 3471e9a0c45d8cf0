//! Names with `*` for any characters and `?` for one, as lists of databases, tables and objects have them.

use super::{lower_letter, same_identifier};

/// True where the name fits the pattern; the case of letters does not count.
pub fn glob_matches(pattern: &str, name: &str) -> bool {
    // Most names in settings stand for themselves.
    if !pattern.contains(['*', '?']) {
        return same_identifier(pattern, name);
    }
    let (mut pattern, mut name) = (pattern.chars(), name.chars());
    // What stands behind the last `*`, and what of the name is left where that has taken one character more.
    let mut star = None;
    loop {
        let before = name.clone();
        let Some(c) = name.next() else { return pattern.all(|rest| rest == '*') };
        match pattern.next() {
            Some('*') => {
                star = Some((pattern.clone(), name));
                name = before;
            }
            Some(known) if known == '?' || lower_letter(known) == lower_letter(c) => {}
            Some(_) | None => {
                let Some((behind, left)) = star else { return false };
                (pattern, name) = (behind.clone(), left.clone());
                let mut next = left;
                star = next.next().map(|_| (behind, next));
            }
        }
    }
}
