//! Patterns for names: text with placeholders in double braces, such as `T_{{UPPER_SNAKE}}` and
//! `idx_{{table_initials}}_{{columns}}`.
//!
//! Not regular expressions: a pattern like this can be read aloud, and it can also say what a name should have been.

use super::case::{CASES, Case, fits, words};
use crate::text::same_identifier;

/// A pattern, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamingPattern {
    pieces: Vec<Piece>,
    /// False where the case of letters does not count.
    exact: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// Words that the name brings itself, in a style.
    Words(Case),
    /// A value that the object gives: `{{columns}}`.
    Value(String),
}

/// What the placeholders of an object stand for: `table`, `columns`, ...
pub type Values<'v> = &'v [(&'v str, String)];

impl NamingPattern {
    /// Reads a pattern; `None` where a placeholder is not closed, or is neither a style nor one of `values`.
    pub fn parse(pattern: &str, values: &[&str]) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut rest = pattern;
        while let Some((text, behind)) = rest.split_once("{{") {
            let (name, after) = behind.split_once("}}")?;
            if !text.is_empty() {
                pieces.push(Piece::Text(text.to_owned()));
            }
            pieces.push(match CASES.iter().find(|(known, _)| *known == name) {
                Some((_, case)) => Piece::Words(*case),
                None if values.contains(&name) => Piece::Value(name.to_owned()),
                None => return None,
            });
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        let is_broken = |piece: &Piece| matches!(piece, Piece::Text(text) if text.contains(['{', '}']));
        (!pieces.is_empty() && !pieces.iter().any(is_broken)).then_some(NamingPattern { pieces, exact: true })
    }

    /// The same pattern, for which the case of the letters in its text and values does not count.
    pub fn ignoring_case(self) -> Self {
        NamingPattern { exact: false, ..self }
    }

    pub fn matches(&self, name: &str, values: Values) -> bool {
        self.matches_from(&self.pieces, name, values)
    }

    /// As deep as there are pieces.
    fn matches_from(&self, pieces: &[Piece], name: &str, values: Values) -> bool {
        let Some((piece, rest)) = pieces.split_first() else { return name.is_empty() };
        let text = match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Value(value) => value_of(values, value),
            // The last words are all that is left.
            Piece::Words(case) if rest.is_empty() => {
                return fits(name, *case) || (!self.exact && fits_ignoring_case(name, *case));
            }
            Piece::Words(case) => {
                let mut ends = name.char_indices().map(|(at, c)| at + c.len_utf8());
                return ends.any(|end| {
                    let (taken, left) = name.split_at_checked(end).unwrap_or((name, ""));
                    (fits(taken, *case) || (!self.exact && fits_ignoring_case(taken, *case)))
                        && self.matches_from(rest, left, values)
                });
            }
        };
        let Some((head, left)) = name.split_at_checked(text.len()) else { return false };
        (head == text || (!self.exact && same_identifier(head, text))) && self.matches_from(rest, left, values)
    }

    /// True where it has placeholders for what the object gives.
    pub fn asks_values(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Value(_)))
    }

    /// The name in this pattern's form. Part of its text that is there in another case is not put in front again.
    pub fn apply(&self, name: &str, values: Values) -> String {
        let prefix = match self.pieces.first() {
            Some(Piece::Text(prefix)) => prefix.as_str(),
            _ => "",
        };
        let bare = strip_prefix_ignoring_case(name, prefix).unwrap_or(name);
        let mut own = words(bare);
        // `TUserInfo` has the prefix `T_` already, only in another style.
        let is_prefix = |word: &String| word.eq_ignore_ascii_case(prefix.trim_end_matches('_'));
        if own.len() > 1 && !prefix.is_empty() && own.first().is_some_and(is_prefix) {
            own.remove(0);
        }
        let written = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Value(value) => value_of(values, value).to_owned(),
            Piece::Words(Case::Any) => bare.to_owned(),
            Piece::Words(case) => case.join(&own),
        };
        self.pieces.iter().map(written).collect()
    }
}

fn fits_ignoring_case(name: &str, case: Case) -> bool {
    match case {
        Case::UpperSnake => fits(&name.to_ascii_uppercase(), case),
        Case::LowerSnake => fits(&name.to_ascii_lowercase(), case),
        Case::Camel | Case::Pascal | Case::Digits | Case::Any => false,
    }
}

fn value_of<'v>(values: Values<'v>, name: &str) -> &'v str {
    values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value.as_str())
}

fn strip_prefix_ignoring_case<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    let head = name.get(..prefix.len())?;
    if head.eq_ignore_ascii_case(prefix) { name.get(prefix.len()..) } else { None }
}
