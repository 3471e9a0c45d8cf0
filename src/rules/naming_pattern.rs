//! Patterns for names: text with one placeholder for the words of the name, such as `T_{UPPER_SNAKE}`.
//!
//! Not regular expressions: a pattern like this can be read aloud, and it can also say what a name should have been.

use crate::text::lower_letter;

/// How the words of a name are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    UpperSnake,
    LowerSnake,
    Camel,
    Pascal,
}

const STYLES: &[(&str, Style)] = &[
    ("{UPPER_SNAKE}", Style::UpperSnake),
    ("{lower_snake}", Style::LowerSnake),
    ("{camelCase}", Style::Camel),
    ("{PascalCase}", Style::Pascal),
];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamingPattern {
    prefix: String,
    style: Style,
    suffix: String,
}

impl NamingPattern {
    /// Reads a pattern; `None` where it has no placeholder, or one that is not known.
    pub fn parse(pattern: &str) -> Option<Self> {
        let (placeholder, style) = STYLES.iter().find(|(placeholder, _)| pattern.contains(placeholder))?;
        let (prefix, suffix) = pattern.split_once(placeholder)?;
        Some(NamingPattern { prefix: prefix.to_owned(), style: *style, suffix: suffix.to_owned() })
    }

    pub fn matches(&self, name: &str) -> bool {
        let inner = name.strip_prefix(self.prefix.as_str()).and_then(|rest| rest.strip_suffix(self.suffix.as_str()));
        inner.is_some_and(|inner| self.style.matches(inner))
    }

    /// The name in this pattern's form. Part of the prefix that is there in another case is not put in front again.
    pub fn apply(&self, name: &str) -> String {
        let bare = strip_prefix_ignoring_case(name, &self.prefix).unwrap_or(name);
        let mut words = words(bare);
        // `TUserInfo` has the prefix `T_` already, only in another style.
        if words.len() > 1
            && !self.prefix.is_empty()
            && words.first().is_some_and(|word| word.eq_ignore_ascii_case(self.prefix.trim_end_matches('_')))
        {
            words.remove(0);
        }
        format!("{}{}{}", self.prefix, self.style.join(&words), self.suffix)
    }
}

impl Style {
    fn matches(self, name: &str) -> bool {
        let Some(first) = name.chars().next() else { return false };
        let only = |fits: fn(char) -> bool| name.chars().all(|c| fits(c) || c.is_ascii_digit());
        let snake = !name.starts_with('_') && !name.ends_with('_') && !name.contains("__");
        match self {
            Style::UpperSnake => snake && only(|c| c.is_ascii_uppercase() || c == '_'),
            Style::LowerSnake => snake && !first.is_ascii_digit() && only(|c| c.is_ascii_lowercase() || c == '_'),
            Style::Camel => first.is_ascii_lowercase() && only(|c| c.is_ascii_alphabetic()),
            Style::Pascal => first.is_ascii_uppercase() && only(|c| c.is_ascii_alphabetic()),
        }
    }

    fn join(self, words: &[String]) -> String {
        let capitalised = |word: &String| {
            let mut chars = word.chars();
            chars.next().map(|first| first.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
        };
        match self {
            Style::UpperSnake => words.join("_").to_ascii_uppercase(),
            Style::LowerSnake => words.join("_"),
            Style::Camel => words.iter().take(1).cloned().chain(words.iter().skip(1).map(capitalised)).collect(),
            Style::Pascal => words.iter().map(capitalised).collect(),
        }
    }
}

fn strip_prefix_ignoring_case<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    let head = name.get(..prefix.len())?;
    if head.eq_ignore_ascii_case(prefix) { name.get(prefix.len()..) } else { None }
}

/// The words of a name in lower case: split at `_` and other marks, where a small letter meets a capital one, and before
/// the last capital of a row (`TUserInfo`, `HTTPServer`).
fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (at, c) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied().unwrap_or('_');
        let next_is_small = letters.get(at + 1).is_some_and(|next| next.is_lowercase());
        let capital_begins = c.is_uppercase() && (before.is_lowercase() || (before.is_uppercase() && next_is_small));
        if !c.is_alphanumeric() || capital_begins {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.push(lower_letter(*c));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
