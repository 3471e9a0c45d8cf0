//! MySQL's lexical rules, as sqlparser's tokenizer asks for them.
//!
//! A dialect of our own instead of the crate's: the crate's pulls in its whole parser, which is four times the size.

use std::any::TypeId;

use sqlparser::dialect::{Dialect, MySqlDialect};

#[derive(Debug)]
pub(super) struct MySqlTokens;

impl Dialect for MySqlTokens {
    /// Some of the tokenizer's rules (`#` comments, `b'0'`) ask for the dialect by name.
    fn dialect(&self) -> TypeId {
        TypeId::of::<MySqlDialect>()
    }

    /// White space beyond ASCII is left out, although the servers take it for a letter: nobody means a no-break
    /// space as part of a name, and the reader can say so.
    fn is_identifier_start(&self, ch: char) -> bool {
        ch.is_ascii_alphabetic() || matches!(ch, '_' | '$' | '@') || (ch >= '\u{80}' && !ch.is_whitespace())
    }

    fn is_identifier_part(&self, ch: char) -> bool {
        self.is_identifier_start(ch) && ch != '@' || ch.is_ascii_digit()
    }

    fn is_delimited_identifier_start(&self, ch: char) -> bool {
        ch == '`'
    }

    fn supports_string_literal_backslash_escape(&self) -> bool {
        true
    }

    fn supports_numeric_prefix(&self) -> bool {
        true
    }

    fn supports_dollar_placeholder(&self) -> bool {
        true
    }

    fn requires_single_line_comment_whitespace(&self) -> bool {
        true
    }
}
