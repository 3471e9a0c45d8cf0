//! A script into statements, as the mysql client does it: by delimiter, past quotes and comments.
//!
//! Done before tokens are made, so that a statement that is only kept (a page of INSERTs) costs one look at each byte,
//! and so that a broken statement cannot reach into the next one.

use super::token::meant_by;
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StatementKind {
    /// A statement that ends with `;`.
    Plain,
    /// A statement that ends with another delimiter: part of a stored program.
    Delimited,
    /// The client's own `DELIMITER` line.
    Delimiter,
    /// Comments that no statement follows.
    Comments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Statement {
    pub kind: StatementKind,
    /// From the first comment before the statement to the delimiter behind it.
    pub whole: Span,
    /// From the first word to the last character before the delimiter.
    pub body: Span,
    /// False where the text ends without a delimiter.
    pub terminated: bool,
    /// The first white space in it, outside quotes, that the server takes for a letter.
    pub odd_space: Option<Span>,
    /// How many of its parentheses are open at its end; less than none where too many close.
    pub open: isize,
}

/// The statements in a part of a text, and the quotes and comments that are never closed there.
pub(super) fn split(text: &str, part: Span) -> (Vec<Statement>, Vec<Unclosed>) {
    let text = text.get(..part.end).unwrap_or(text);
    let bytes = text.as_bytes();
    let mut splitter =
        Splitter { text, bytes, at: part.start, delimiter: ";".to_owned(), unclosed: vec![], odd_space: None, open: 0 };
    let mut statements = Vec::new();
    while let Some(statement) = splitter.statement() {
        statements.push(statement);
    }
    (statements, splitter.unclosed)
}

/// A quote or a comment that does not end where it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unclosed {
    pub at: usize,
    /// Two back quotes for one that closes a name and stands twice.
    pub opening: &'static str,
}

/// How a name in back quotes ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BackQuoted {
    /// Before `end`.
    Closed { end: usize },
    /// With two quotes from `at` on, of which the second is one too many.
    Doubled { at: usize },
    /// Nowhere near.
    Open,
}

/// The name that opens at `start`. Two back quotes stand for one within the name, but where they end a plain word and
/// those behind them on the line come in pairs, the name was meant to end there: its quote was typed twice.
pub(super) fn back_quoted(bytes: &[u8], start: usize) -> BackQuoted {
    let mut at = start + 1;
    // No white space or punctuation so far; and a line end in it.
    let (mut plain, mut lines) = (true, false);
    loop {
        match bytes.get(at) {
            None => return BackQuoted::Open,
            // Nobody has a line end in a name; but a name of a word and a line end is one.
            Some(_) if lines && (!plain || at - start > LONGEST_NAME) => return BackQuoted::Open,
            Some(b'`') if bytes.get(at + 1) != Some(&b'`') => return BackQuoted::Closed { end: at + 1 },
            Some(b'`') => {
                if plain && at > start + 1 && ends_name(bytes.get(at + 2)) && quotes_come_in_pairs(bytes, at + 2) {
                    return BackQuoted::Doubled { at };
                }
                at += 2;
            }
            Some(b'\n') => {
                lines = true;
                at += 1;
            }
            Some(byte) => {
                plain &= byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'\t') || *byte >= 0x80;
                at += 1;
            }
        }
    }
}

/// In bytes: 64 characters.
const LONGEST_NAME: usize = 256;

fn ends_name(byte: Option<&u8>) -> bool {
    byte.is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'(' | b')' | b',' | b'.' | b';'))
}

/// Looks at the rest of the line only, and of that no more than a line of a script has. Texts in quotes are left out; where
/// one does not end there, its quote may be part of the name, and nothing is sure.
fn quotes_come_in_pairs(bytes: &[u8], from: usize) -> bool {
    let line = bytes.get(from..).unwrap_or_default().iter().take(300).take_while(|byte| **byte != b'\n');
    let (mut pairs, mut text) = (true, None);
    for byte in line {
        match (text, byte) {
            (Some(quote), byte) if quote == byte => text = None,
            (None, b'\'' | b'"') => text = Some(byte),
            (None, b'`') => pairs = !pairs,
            _ => {}
        }
    }
    pairs && text.is_none()
}

/// Where the text in quotes that opens at `start` ends, behind its closing quote. `None` where it has none, or was meant to
/// have another: it runs over lines, and a word follows at once, as behind a quote that opens the next text.
pub(super) fn text_end(bytes: &[u8], start: usize) -> Option<usize> {
    let quote = bytes.get(start)?;
    let (mut at, mut lines) = (start + 1, false);
    loop {
        match bytes.get(at)? {
            b'\\' => at += 2,
            byte if byte == quote && bytes.get(at + 1) == Some(quote) => at += 2,
            byte if byte == quote => {
                let word = bytes.get(at + 1).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
                return (!(lines && word)).then_some(at + 1);
            }
            byte => {
                lines |= *byte == b'\n';
                at += 1;
            }
        }
    }
}

/// The length of the comment at `at`, without its line end. `None` where there is none, `Some(None)` where it has no end.
pub(super) fn comment_length(bytes: &[u8], at: usize) -> Option<Option<usize>> {
    let rest = bytes.get(at..)?;
    let dashes = rest.starts_with(b"--") && rest.get(2).is_none_or(|byte| byte.is_ascii_whitespace());
    if rest.starts_with(b"#") || dashes {
        return Some(Some(rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())));
    }
    if !rest.starts_with(b"/*") {
        return None;
    }
    let first = find(rest, b"*/", 2).map(|close| close + 2);
    let version = rest.starts_with(b"/*!") || rest.starts_with(b"/*M!");
    Some(if version { version_comment_length(rest).or(first) } else { first })
}

/// Within a version comment others may stand.
fn version_comment_length(rest: &[u8]) -> Option<usize> {
    let mut at = 3;
    loop {
        let close = find(rest, b"*/", at)?;
        match find(rest.get(..close)?, b"/*", at) {
            Some(_) => at = close + 2,
            None => return Some(close + 2),
        }
    }
}

fn find(bytes: &[u8], pair: &[u8; 2], from: usize) -> Option<usize> {
    bytes.get(from..)?.windows(2).position(|found| found == pair).map(|at| from + at)
}

/// Each unclosed quote costs a look at the rest of the text; text with more than this many is not SQL.
const MOST_UNCLOSED: usize = 64;

struct Splitter<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    delimiter: String,
    unclosed: Vec<Unclosed>,
    odd_space: Option<Span>,
    open: isize,
}

impl Splitter<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn statement(&mut self) -> Option<Statement> {
        self.skip_white_space();
        (self.odd_space, self.open) = (None, 0);
        let start = self.at;
        if start >= self.bytes.len() {
            return None;
        }
        self.skip_comments();
        let body = self.at;
        if body >= self.bytes.len() {
            let whole = Span::new(start, trimmed_end(self.text, start, self.bytes.len()));
            return Some(Statement {
                kind: StatementKind::Comments,
                whole,
                body: Span::new(body, body),
                terminated: true,
                odd_space: None,
                open: 0,
            });
        }
        if let Some(end) = self.delimiter_command() {
            let whole = Span::new(start, end);
            return Some(Statement {
                kind: StatementKind::Delimiter,
                whole,
                body: Span::new(body, end),
                terminated: true,
                odd_space: None,
                open: 0,
            });
        }
        let kind = if self.delimiter == ";" { StatementKind::Plain } else { StatementKind::Delimited };
        while let Some(byte) = self.byte(self.at) {
            if self.delimiter_line().is_some() {
                // The client obeys it wherever a line begins with it, so the statement ends here unfinished.
                let end = trimmed_end(self.text, body, self.at);
                return Some(Statement {
                    kind,
                    whole: Span::new(start, end),
                    body: Span::new(body, end),
                    terminated: false,
                    odd_space: self.odd_space,
                    open: self.open,
                });
            }
            if self.at_delimiter() {
                let end = self.at;
                self.at += self.delimiter.len();
                let whole = Span::new(start, self.at);
                let body = Span::new(body, trimmed_end(self.text, body, end));
                return Some(Statement {
                    kind,
                    whole,
                    body,
                    terminated: true,
                    odd_space: self.odd_space,
                    open: self.open,
                });
            }
            self.step(byte);
        }
        let end = trimmed_end(self.text, body, self.bytes.len());
        let (whole, body) = (Span::new(start, end), Span::new(body, end));
        Some(Statement { kind, whole, body, terminated: false, odd_space: self.odd_space, open: self.open })
    }

    fn at_delimiter(&self) -> bool {
        self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(self.delimiter.as_bytes()))
    }

    fn skip_white_space(&mut self) {
        while self.byte(self.at).is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Passes white space and comments, but not version comments: these are statements.
    fn skip_comments(&mut self) {
        loop {
            self.skip_white_space();
            let version =
                self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(b"/*!") || rest.starts_with(b"/*M!"));
            let before = self.at;
            match self.byte(self.at) {
                Some(b'/' | b'#' | b'-') if !version => self.step_comment(),
                _ => return,
            }
            if self.at == before {
                return;
            }
        }
    }

    /// The argument of a `DELIMITER` that begins a line here, and the line's end.
    fn delimiter_line(&self) -> Option<(&str, usize)> {
        let line_begins = self.at.checked_sub(1).is_none_or(|before| self.byte(before) == Some(b'\n'));
        if !line_begins || !matches!(self.byte(self.at), Some(b'd' | b'D')) {
            return None;
        }
        self.delimiter_argument()
    }

    /// `DELIMITER $$` up to its line's end.
    fn delimiter_command(&mut self) -> Option<usize> {
        let (argument, line_end) = self.delimiter_argument()?;
        self.delimiter = argument.to_owned();
        let end = trimmed_end(self.text, self.at, line_end);
        self.at = line_end;
        Some(end)
    }

    fn delimiter_argument(&self) -> Option<(&str, usize)> {
        let rest = self.text.get(self.at..)?;
        let word = rest.get(..9)?;
        let follows = rest.as_bytes().get(9)?;
        if !word.eq_ignore_ascii_case("delimiter") || !matches!(follows, b' ' | b'\t') {
            return None;
        }
        let line_end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let argument = rest.get(9..line_end)?.split_ascii_whitespace().next()?;
        Some((argument, self.at + line_end))
    }

    /// Passes one quoted text, one comment, or one byte.
    fn step(&mut self, byte: u8) {
        match byte {
            b'\'' => self.step_quoted("'"),
            b'"' => self.step_quoted("\""),
            b'`' => self.step_name(),
            b'/' | b'#' | b'-' => {
                let before = self.at;
                self.step_comment();
                if self.at == before {
                    self.at += 1;
                }
            }
            b'(' | b')' => {
                self.open += if byte == b'(' { 1 } else { -1 };
                self.at += 1;
            }
            0x80.. => self.step_foreign(),
            _ => self.at += 1,
        }
    }

    fn step_name(&mut self) {
        match back_quoted(self.bytes, self.at) {
            BackQuoted::Closed { end } => self.at = end,
            BackQuoted::Doubled { at } => {
                self.note(at, "``");
                self.at = at + 2;
            }
            // The rest of the line is read: it may hold the delimiter.
            BackQuoted::Open => {
                self.note(self.at, "`");
                self.at += 1;
            }
        }
    }

    /// Passes a character beyond ASCII.
    fn step_foreign(&mut self) {
        let Some(c) = self.text.get(self.at..).and_then(|rest| rest.chars().next()) else {
            self.at += 1;
            return;
        };
        let span = Span::new(self.at, self.at + c.len_utf8());
        self.at = span.end;
        if meant_by(c) == Some(' ') {
            self.odd_space = self.odd_space.or(Some(span));
        }
    }

    fn step_quoted(&mut self, opening: &'static str) {
        match text_end(self.bytes, self.at) {
            Some(end) => self.at = end,
            None => self.leave_unclosed(opening),
        }
    }

    /// Passes a comment if there is one here, else stays.
    fn step_comment(&mut self) {
        match comment_length(self.bytes, self.at) {
            None => {}
            Some(Some(length)) => self.at += length,
            Some(None) => self.leave_unclosed("/*"),
        }
    }

    fn skip_line(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    }

    /// What is opened here is never closed: it is taken to end with its line, so that the rest of the script is read.
    fn leave_unclosed(&mut self, opening: &'static str) {
        self.note(self.at, opening);
        if self.unclosed.len() < MOST_UNCLOSED {
            self.skip_line();
        } else {
            self.at = self.bytes.len();
        }
    }

    fn note(&mut self, at: usize, opening: &'static str) {
        if self.unclosed.len() < MOST_UNCLOSED {
            self.unclosed.push(Unclosed { at, opening });
        }
    }
}

fn trimmed_end(text: &str, start: usize, end: usize) -> usize {
    text.get(start..end).map_or(end, |part| start + part.trim_end().len())
}
