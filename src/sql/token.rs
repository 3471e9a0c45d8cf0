//! The lexer of the reader: MySQL's words, names, texts, numbers and symbols with their places, comments set apart.
//!
//! It is made for people: what a server would refuse or misread (a quote that is never closed, a no-break space, a
//! full-width comma) is read as what was meant, and noted. Source: MySQL manual, "Literal Values", "Schema Object Names",
//! "Comments"; MariaDB manual, "Comment Syntax".

use std::borrow::Cow;

use super::split::{BackQuoted, back_quoted, comment_length, text_end};
use crate::text::Span;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'t> {
    /// A word without quotes: a keyword or a name. `@x` is one too.
    Word(&'t str),
    /// A name in back quotes.
    Quoted(Cow<'t, str>),
    /// `'text'` or `"text"`, without its quotes and escapes.
    Text(Cow<'t, str>),
    /// `N'text'`
    NationalText(Cow<'t, str>),
    Number(&'t str),
    /// `b'0'`, `x'4D'`, `0x4D`, `0b01`
    Bits,
    /// Any other character.
    Symbol(char),
}

/// A token that means something; comments and white space are not among them.
#[derive(Debug)]
pub(super) struct Lexeme<'t> {
    pub token: Token<'t>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Comment {
    pub span: Span,
    /// Without the marks, trimmed.
    pub text: String,
    /// A version comment for a server newer than any we know, or for MariaDB only: not executed, but not talk either.
    pub hint: bool,
}

#[derive(Debug, Default)]
pub(super) struct Lexed<'t> {
    pub lexemes: Vec<Lexeme<'t>>,
    pub comments: Vec<Comment>,
    /// Insides of version comments that some of the servers execute and some do not, and the comments whole.
    pub versioned: Vec<(Span, Span)>,
    /// Characters that stand for a plain one, and that the server takes for a letter: no-break spaces, full-width commas.
    pub odd: Vec<Span>,
}

impl Lexed<'_> {
    /// True within a version comment that some of the servers execute and some do not.
    pub fn is_disputed(&self, span: Span) -> bool {
        self.versioned.iter().any(|(inner, _)| inner.start <= span.start && span.end <= inner.end)
    }
}

/// Version comments are executed up to this version: `/*!90700 ... */` is the newest server we know.
const NEWEST_VERSION: u32 = 90_799;

/// Below this version they are executed by every server we know; MariaDB passes over those of MySQL 5.7 and later.
const FIRST_DISPUTED_VERSION: u32 = 50_700;

/// The tokens of a part of the text. What is opened and never closed is taken to end as `Lexer::unclosed` says.
pub(super) fn lex(text: &str, part: Span) -> Lexed<'_> {
    let text = text.get(..part.end).unwrap_or(text);
    let lexemes = Vec::with_capacity((text.len() - part.start.min(text.len())) / 6);
    let mut lexer = Lexer {
        text,
        bytes: text.as_bytes(),
        at: part.start,
        version_ends: None,
        lexed: Lexed { lexemes, ..Lexed::default() },
    };
    while lexer.next() {}
    lexer.lexed
}

/// The plain character that a foreign one was meant to be, in the places of this reader: white space beyond ASCII and the
/// full-width punctuation of Chinese and Japanese keyboards.
pub(super) fn meant_by(c: char) -> Option<char> {
    match c {
        '，' => Some(','),
        '；' => Some(';'),
        '（' => Some('('),
        '）' => Some(')'),
        '\u{200b}' | '\u{feff}' => Some(' '),
        c if !c.is_ascii() && c.is_whitespace() => Some(' '),
        _ => None,
    }
}

struct Lexer<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// The end of the version comment that is being executed.
    version_ends: Option<usize>,
    lexed: Lexed<'t>,
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || byte >= 0x80
}

impl<'t> Lexer<'t> {
    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn push(&mut self, token: Token<'t>, length: usize) -> bool {
        let span = Span::new(self.at, (self.at + length).min(self.bytes.len()));
        self.at = span.end;
        self.lexed.lexemes.push(Lexeme { token, span });
        true
    }

    fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or("")
    }

    fn count(&self, from: usize, is: impl Fn(u8) -> bool) -> usize {
        self.bytes.get(self.at + from..).unwrap_or_default().iter().take_while(|byte| is(**byte)).count()
    }

    /// Passes one token, comment or space; false at the end.
    fn next(&mut self) -> bool {
        let first = self.byte(0);
        if self.at >= self.bytes.len() {
            return false;
        }
        if let Some(end) = self.version_ends.filter(|end| self.at >= *end) {
            self.version_ends = None;
            // A quote within may have run over the end.
            self.at += if self.at == end { 2 } else { 0 };
            return true;
        }
        match first {
            byte if byte.is_ascii_whitespace() || byte == 0x0b => self.at += 1,
            b'#' | b'-' | b'/' => match comment_length(self.bytes, self.at) {
                None => return self.push(Token::Symbol(first as char), 1),
                Some(None) => return self.unclosed(),
                Some(Some(length)) => self.comment(length),
            },
            b'`' => return self.name(),
            b'\'' | b'"' => return self.quoted(0, Token::Text),
            b'n' | b'N' if self.byte(1) == b'\'' => return self.quoted(1, Token::NationalText),
            b'x' | b'X' | b'b' | b'B' if self.byte(1) == b'\'' => return self.bits(),
            b'0'..=b'9' => return self.number(),
            b'.' if self.byte(1).is_ascii_digit() && !self.behind_name() => return self.fraction(0),
            byte if is_word_byte(byte) || byte == b'@' => return self.word(),
            _ => return self.push(Token::Symbol(first as char), 1),
        }
        true
    }

    /// True where a dot right here parts two names: `t.1a`.
    fn behind_name(&self) -> bool {
        let last = self.lexed.lexemes.last();
        last.is_some_and(|last| last.span.end == self.at && matches!(last.token, Token::Word(_) | Token::Quoted(_)))
    }

    fn comment(&mut self, length: usize) {
        let span = Span::new(self.at, self.at + length);
        let comment = span.of(self.text);
        let version = ["/*!", "/*M!"].iter().find(|mark| comment.starts_with(**mark));
        if let Some(mark) = version
            && self.version_ends.is_none()
        {
            return self.version_comment(span, mark);
        }
        let inner = match comment.strip_prefix("/*") {
            Some(inner) => inner.strip_suffix("*/").unwrap_or(inner),
            None => comment.strip_prefix('#').or_else(|| comment.strip_prefix("--")).unwrap_or(comment),
        };
        self.lexed.comments.push(Comment { span, text: inner.trim().to_owned(), hint: version.is_some() });
        self.at = span.end;
    }

    fn version_comment(&mut self, span: Span, mark: &str) {
        let digits = self.count(mark.len(), |byte| byte.is_ascii_digit()).min(6);
        // Five digits are the rule; a sixth one belongs to the number only where white space follows.
        let digits = if digits == 6 && !self.byte(mark.len() + 6).is_ascii_whitespace() { 5 } else { digits };
        let inner = Span::new(span.start + mark.len() + digits, span.end - 2);
        let version: u32 = self.slice(span.start + mark.len(), inner.start).parse().unwrap_or(0);
        if version > NEWEST_VERSION || mark == "/*M!" {
            let text = span.of(self.text).to_owned();
            self.lexed.comments.push(Comment { span, text, hint: true });
            self.at = span.end;
            return;
        }
        if version >= FIRST_DISPUTED_VERSION {
            self.lexed.versioned.push((inner, span));
        }
        self.at = inner.start;
        self.version_ends = Some(inner.end);
    }

    fn name(&mut self) -> bool {
        match back_quoted(self.bytes, self.at) {
            BackQuoted::Closed { end } => {
                let inner = self.slice(self.at + 1, end - 1);
                let name = if inner.contains('`') { inner.replace("``", "`").into() } else { inner.into() };
                self.push(Token::Quoted(name), end - self.at)
            }
            BackQuoted::Doubled { at } => {
                let name = self.slice(self.at + 1, at).into();
                self.push(Token::Quoted(name), at + 2 - self.at)
            }
            BackQuoted::Open => self.unclosed(),
        }
    }

    /// A text in quotes that opens `ahead` bytes from here.
    fn quoted(&mut self, ahead: usize, token: fn(Cow<'t, str>) -> Token<'t>) -> bool {
        let start = self.at + ahead;
        let quote = self.bytes.get(start).copied().unwrap_or(b'\'');
        let Some(end) = text_end(self.bytes, start) else {
            self.at = start;
            return self.unclosed();
        };
        let inner = self.slice(start + 1, end - 1);
        let plain = !inner.contains(['\\', quote as char]);
        let value = if plain { inner.into() } else { unescaped(inner, quote as char).into() };
        self.push(token(value), end - self.at)
    }

    fn bits(&mut self) -> bool {
        let digits = self.count(2, |byte| byte.is_ascii_hexdigit());
        if self.byte(2 + digits) == b'\'' { self.push(Token::Bits, digits + 3) } else { self.word() }
    }

    fn number(&mut self) -> bool {
        let (first, second) = (self.byte(0), self.byte(1));
        if first == b'0' && matches!(second, b'x' | b'b') {
            let binary = |byte| matches!(byte, b'0' | b'1');
            let digits = self.count(2, |byte: u8| if second == b'x' { byte.is_ascii_hexdigit() } else { binary(byte) });
            if digits > 0 && !is_word_byte(self.byte(2 + digits)) {
                return self.push(Token::Bits, 2 + digits);
            }
            return self.word();
        }
        let digits = self.count(0, |byte| byte.is_ascii_digit());
        match self.byte(digits) {
            b'.' => self.fraction(digits),
            b'e' | b'E' if self.exponent(digits) > 0 => self.fraction(digits),
            byte if is_word_byte(byte) && !self.at_odd(digits) => self.word(),
            _ => self.push_number(digits),
        }
    }

    /// The length of `e5`, `E-5` at `from`; 0 where none stands there.
    fn exponent(&self, from: usize) -> usize {
        let sign = usize::from(matches!(self.byte(from + 1), b'+' | b'-'));
        let digits = self.count(from + 1 + sign, |byte| byte.is_ascii_digit());
        let is_word = sign == 0 && is_word_byte(self.byte(from + 1 + digits));
        if digits == 0 || is_word { 0 } else { 1 + sign + digits }
    }

    /// A number whose whole digits are passed: a fraction, an exponent.
    fn fraction(&mut self, whole: usize) -> bool {
        let mut length = whole;
        if self.byte(length) == b'.' {
            length += 1 + self.count(length + 1, |byte| byte.is_ascii_digit());
        }
        if matches!(self.byte(length), b'e' | b'E') {
            length += self.exponent(length);
        }
        self.push_number(length)
    }

    fn push_number(&mut self, length: usize) -> bool {
        self.push(Token::Number(self.slice(self.at, self.at + length)), length)
    }

    fn at_odd(&self, ahead: usize) -> bool {
        let c = self.text.get(self.at + ahead..).and_then(|rest| rest.chars().next());
        c.and_then(meant_by).is_some()
    }

    /// A word; or the odd character that stands here.
    fn word(&mut self) -> bool {
        let mut length = self.count(0, |byte| byte == b'@').min(2);
        loop {
            length += self.count(length, |byte| byte < 0x80 && is_word_byte(byte));
            if self.byte(length) < 0x80 {
                break;
            }
            let Some(c) = self.slice(self.at + length, self.text.len()).chars().next() else { break };
            // Behind a letter of their own kind such marks may be part of a name: `价格（元）`.
            let within = length > 0 && self.bytes.get(self.at + length - 1).is_some_and(|byte| *byte >= 0x80);
            match meant_by(c) {
                Some(plain) if plain == ' ' || !within => {
                    if length == 0 {
                        self.lexed.odd.push(Span::new(self.at, self.at + c.len_utf8()));
                        if plain == ' ' {
                            self.at += c.len_utf8();
                            return true;
                        }
                        return self.push(Token::Symbol(plain), c.len_utf8());
                    }
                    break;
                }
                _ => length += c.len_utf8(),
            }
        }
        let length = length.max(1);
        self.push(Token::Word(self.slice(self.at, self.at + length)), length)
    }

    /// What opens here is never closed. A name is taken to end with its letters; a text with its line, but before a comma
    /// there; a comment with its line.
    fn unclosed(&mut self) -> bool {
        let rest = self.slice(self.at, self.text.len());
        let line = rest.split('\n').next().unwrap_or("").trim_end();
        match rest.chars().next() {
            Some('`') => {
                let letters = rest.get(1..).unwrap_or("");
                let end =
                    letters.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$'))).unwrap_or(letters.len());
                self.push(Token::Quoted(letters.get(..end).unwrap_or("").into()), 1 + end)
            }
            Some(quote @ ('\'' | '"')) => {
                let text = line.strip_suffix(',').unwrap_or(line);
                self.push(Token::Text(unescaped(text.get(1..).unwrap_or(""), quote).into()), text.len().max(1))
            }
            _ => {
                let span = Span::new(self.at, self.at + line.len());
                let text = line.trim_start_matches("/*").trim().to_owned();
                self.lexed.comments.push(Comment { span, text, hint: false });
                self.at = span.end;
                true
            }
        }
    }
}

/// What a text in quotes means, given without them: the way back from `text::quote_string`.
/// Source: MySQL manual, "String Literals", special character escape sequences.
fn unescaped(inner: &str, quote: char) -> String {
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if c == quote {
            // It stands twice.
            chars.next();
            out.push(c);
        } else if c == '\\' {
            match chars.next() {
                Some('0') => out.push('\0'),
                Some('b') => out.push('\u{8}'),
                Some('n') => out.push('\n'),
                Some('r') => out.push('\r'),
                Some('t') => out.push('\t'),
                Some('Z') => out.push('\u{1a}'),
                // These two keep their backslash, for patterns.
                Some(wildcard @ ('%' | '_')) => out.extend(['\\', wildcard]),
                Some(other) => out.push(other),
                None => {}
            }
        } else {
            out.push(c);
        }
    }
    out
}
