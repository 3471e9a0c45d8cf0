//! How the words of a name are put together, and what they are.

use crate::text::lower_letter;

/// A style of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    UpperSnake,
    LowerSnake,
    Camel,
    Pascal,
    /// Digits, at least one.
    Digits,
    /// Any character, at least one.
    Any,
}

/// The styles by the words that stand for them in patterns and options.
pub const CASES: &[(&str, Case)] = &[
    ("UPPER_SNAKE", Case::UpperSnake),
    ("lower_snake", Case::LowerSnake),
    ("camelCase", Case::Camel),
    ("PascalCase", Case::Pascal),
    ("digits", Case::Digits),
    ("any", Case::Any),
];

/// True where the name is in the style.
pub fn fits(name: &str, case: Case) -> bool {
    let Some(first) = name.chars().next() else { return false };
    let only = |fits: fn(char) -> bool| name.chars().all(|c| fits(c) || c.is_ascii_digit());
    let snake = !name.starts_with('_') && !name.ends_with('_') && !name.contains("__");
    match case {
        Case::UpperSnake => snake && only(|c| c.is_ascii_uppercase() || c == '_'),
        Case::LowerSnake => snake && !first.is_ascii_digit() && only(|c| c.is_ascii_lowercase() || c == '_'),
        Case::Camel => first.is_ascii_lowercase() && only(|c| c.is_ascii_alphabetic()),
        Case::Pascal => first.is_ascii_uppercase() && only(|c| c.is_ascii_alphabetic()),
        Case::Digits => only(|_| false),
        Case::Any => true,
    }
}

impl Case {
    /// The words, which are in lower case, as one name of this style.
    pub fn join(self, words: &[String]) -> String {
        let capitalised = |word: &String| {
            let mut chars = word.chars();
            chars.next().map(|first| first.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
        };
        match self {
            Case::UpperSnake => words.join("_").to_ascii_uppercase(),
            Case::LowerSnake | Case::Digits | Case::Any => words.join("_"),
            Case::Camel => words.iter().take(1).cloned().chain(words.iter().skip(1).map(capitalised)).collect(),
            Case::Pascal => words.iter().map(capitalised).collect(),
        }
    }
}

/// The words of a name in lower case: split at `_` and other marks, where a small letter meets a capital one, and before
/// the last capital of a row (`TUserInfo`, `HTTPServer`).
pub fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let (mut letters, mut before) = (name.chars().peekable(), '_');
    while let Some(c) = letters.next() {
        let next_is_small = letters.peek().is_some_and(|next| next.is_lowercase());
        let capital_begins = c.is_uppercase() && (before.is_lowercase() || (before.is_uppercase() && next_is_small));
        if !c.is_alphanumeric() || capital_begins {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.push(lower_letter(c));
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}
