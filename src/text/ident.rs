//! Names as MySQL compares and quotes them.

use std::borrow::Cow;

use super::Letters;

/// Column, index and (on Qserv and most servers) table names compare without regard to case.
/// Source: MySQL manual, "Identifier Case Sensitivity".
pub fn same_identifier(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b) || (!(a.is_ascii() && b.is_ascii()) && a.lower() == b.lower())
}

/// True where the name needs no quotes because of its characters: letters, digits, `_`, `$` and everything
/// from U+0080 on, and not digits alone. Says nothing about reserved words.
pub fn is_plain_identifier(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$' || c >= '\u{80}')
        && !name.chars().all(|c| c.is_ascii_digit())
}

/// The name in back quotes.
pub fn quote_identifier(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

/// The name of a charset, a collation or an engine: as it is, or as a string where it could not be read as a word.
pub fn quote_option(name: &str) -> Cow<'_, str> {
    if is_plain_identifier(name) { Cow::Borrowed(name) } else { Cow::Owned(quote_string(name)) }
}

/// The text as a MySQL string literal, readable under the default `sql_mode` (backslash escapes on).
pub fn quote_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for c in text.chars() {
        match c {
            '\'' => out.push_str("''"),
            '\\' => out.push_str("\\\\"),
            '\0' => out.push_str("\\0"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\u{1a}' => out.push_str("\\Z"),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}
