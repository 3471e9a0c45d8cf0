//! Text: byte spans, line and column positions, identifiers and quoting. Knows nothing of SQL or JSON grammar.

mod change;
mod distance;
mod glob;
mod grouped;
mod ident;
mod letters;
mod line_index;
pub mod real;
mod utf16;

pub use change::{Change, changes, with_changes};
pub use distance::edit_distance;
pub use glob::glob_matches;
pub use grouped::grouped;
pub use ident::{is_plain_identifier, quote_identifier, quote_option, quote_string, same_identifier};
pub use letters::{Letters, lower_letter};
pub use line_index::{LineIndex, Position};
pub use utf16::Utf16Index;

use serde::Serialize;

/// A range of bytes in one source text: `start` is the first byte, `end` the first one behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    /// Empty at `start` where `end` comes before it.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same span in a text that has `by` bytes in front of this one.
    pub fn shifted(self, by: usize) -> Span {
        Span::new(self.start + by, self.end + by)
    }

    /// The text under the span; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}
