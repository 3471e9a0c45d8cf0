//! What each token of a JSON text is, for an editor that colours and folds it. Any text is taken, however broken.

use crate::text::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JsonInk {
    /// The name of an attribute.
    Key,
    Text,
    Number,
    /// `true`, `false`, `null`, and words that JSON does not have.
    Word,
    Symbol(char),
}

/// The tokens of a text in order, and what its brackets hold over several lines.
pub fn inked_json(text: &str) -> (Vec<(Span, JsonInk)>, Vec<Span>) {
    let bytes = text.as_bytes();
    let mut tokens: Vec<(Span, JsonInk)> = Vec::new();
    let (mut folds, mut open) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        let ink = match byte {
            b'"' => {
                at = string_end(bytes, at);
                JsonInk::Text
            }
            b'-' | b'0'..=b'9' => {
                at += run(bytes, at, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
                JsonInk::Number
            }
            byte if byte.is_ascii_alphabetic() || *byte >= 0x80 => {
                at += run(bytes, at, |byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80);
                JsonInk::Word
            }
            byte if byte.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            byte => {
                at += 1;
                JsonInk::Symbol(char::from(*byte))
            }
        };
        match ink {
            JsonInk::Symbol(':') => {
                if let Some((_, ink @ JsonInk::Text)) = tokens.last_mut() {
                    *ink = JsonInk::Key;
                }
            }
            JsonInk::Symbol('{' | '[') => open.push(at),
            JsonInk::Symbol('}' | ']') => folds.extend(open.pop().map(|from| Span::new(from, start))),
            _ => {}
        }
        tokens.push((Span::new(start, at), ink));
    }
    folds.retain(|fold| fold.of(text).contains('\n'));
    (tokens, folds)
}

/// A string that is not closed ends with its line.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            b'\n' => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn run(bytes: &[u8], at: usize, is: impl Fn(u8) -> bool) -> usize {
    bytes.get(at..).unwrap_or_default().iter().take_while(|byte| is(**byte)).count().max(1)
}
