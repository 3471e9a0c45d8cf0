//! sqlparser's tokens with byte spans, comments set apart, and a cursor over them.

use std::collections::HashMap;

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Token, TokenWithSpan, Tokenizer, Whitespace, Word};

use super::dialect::MySqlTokens;
use crate::text::Span;

/// A token that means something; comments and white space are not among them.
#[derive(Debug)]
pub(super) struct Lexeme {
    pub token: Token,
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
pub(super) struct Lexed {
    pub lexemes: Vec<Lexeme>,
    pub comments: Vec<Comment>,
    /// White space that the server would read as part of a name: no-break spaces and their kin.
    pub odd_spaces: Vec<Span>,
}

/// Version comments are executed up to this version: `/*!90700 ... */` is the newest server we know.
const NEWEST_VERSION: u32 = 90_799;

/// The tokens of `span` of the text. What is opened and never closed is taken to end as `push_unclosed` says.
pub(super) fn lex(text: &str, span: Span) -> Lexed {
    let mut lexed = Lexed::default();
    lex_into(&mut lexed, text, span);
    lexed
}

fn lex_into(lexed: &mut Lexed, text: &str, span: Span) {
    let mut start = span.start;
    // Each round passes at least one character; the bound keeps a text of nothing but broken quotes from costing its square.
    for _ in 0..64 {
        let Some(part) = text.get(start..span.end).filter(|part| !part.is_empty()) else { return };
        let mut tokens = Vec::new();
        let outcome = Tokenizer::new(&MySqlTokens, part).tokenize_with_location_into_buf(&mut tokens);
        let mut places = Places { text: part, at: 0, line: 1, column: 1 };
        for token in tokens {
            let from = places.seek(token.span.start.line, token.span.start.column);
            let to = places.seek(token.span.end.line, token.span.end.column);
            push(lexed, text, token, Span::new(start + from, start + to));
        }
        if outcome.is_ok() {
            return;
        }
        let rest = part.get(places.at..).unwrap_or("");
        start += places.at + push_unclosed(lexed, rest, start + places.at);
    }
}

/// What opens at the beginning of `rest` is never closed. A name is taken to end with its letters; a text with its
/// line, but before a comma there; anything else is kept as a comment. Answers with the length of what was taken.
fn push_unclosed(lexed: &mut Lexed, rest: &str, at: usize) -> usize {
    let line = rest.split('\n').next().unwrap_or("").trim_end();
    let (token, length) = match rest.chars().next() {
        Some('`') => {
            let name: String =
                rest.chars().skip(1).take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '$')).collect();
            let length = 1 + name.len();
            (Token::Word(Word { value: name, quote_style: Some('`'), keyword: Keyword::NoKeyword }), length)
        }
        Some('\'' | '"') => {
            let text = line.strip_suffix(',').unwrap_or(line);
            let closed = format!("{text}{}", rest.get(..1).unwrap_or(""));
            (Token::SingleQuotedString(unquote_string(&closed)), text.len())
        }
        first => {
            let text = line.trim_start_matches("/*").trim().to_owned();
            lexed.comments.push(Comment { span: Span::new(at, at + line.len()), text, hint: false });
            return line.len().max(first.map_or(0, char::len_utf8));
        }
    };
    lexed.lexemes.push(Lexeme { token, span: Span::new(at, at + length) });
    length
}

fn push(lexed: &mut Lexed, text: &str, token: TokenWithSpan, span: Span) {
    let (comment, block) = match token.token {
        Token::Whitespace(Whitespace::SingleLineComment { comment, .. }) => (comment, false),
        Token::Whitespace(Whitespace::MultiLineComment(comment)) => (comment, true),
        Token::Whitespace(Whitespace::Space | Whitespace::Newline | Whitespace::Tab) => {
            if !span.of(text).is_ascii() {
                lexed.odd_spaces.push(span);
            }
            return;
        }
        token => return lexed.lexemes.push(Lexeme { token: as_mysql_reads(token, span.of(text)), span }),
    };
    let version = if block { comment.strip_prefix('!').or_else(|| comment.strip_prefix("M!")) } else { None };
    let Some(versioned) = version else {
        lexed.comments.push(Comment { span, text: comment.trim().to_owned(), hint: false });
        return;
    };
    let digits = versioned.bytes().take(6).take_while(u8::is_ascii_digit).count();
    // Five digits are the rule; a sixth one belongs to the number only where white space follows.
    let digits = if digits == 6 && !versioned[6..].starts_with([' ', '\t', '\n', '\r']) { 5 } else { digits };
    let number: u32 = versioned.get(..digits).and_then(|digits| digits.parse().ok()).unwrap_or(0);
    if number <= NEWEST_VERSION && !comment.starts_with('M') {
        let inner = span.end - 2 - (versioned.len() - digits);
        lex_into(lexed, text, Span::new(inner, span.end - 2));
    } else {
        lexed.comments.push(Comment { span, text: span.of(text).to_owned(), hint: true });
    }
}

/// The tokenizer takes `\a` and `\f` for control characters and drops the backslash of `\%`; the servers do not.
fn as_mysql_reads(token: Token, source: &str) -> Token {
    match token {
        Token::SingleQuotedString(_) if source.contains('\\') => Token::SingleQuotedString(unquote_string(source)),
        Token::DoubleQuotedString(_) if source.contains('\\') => Token::DoubleQuotedString(unquote_string(source)),
        Token::NationalStringLiteral(_) if source.contains('\\') => {
            Token::NationalStringLiteral(unquote_string(source))
        }
        token => token,
    }
}

/// The text of a MySQL string literal that is given with its quotes: the way back from `text::quote_string`.
/// Source: MySQL manual, "String Literals", special character escape sequences.
fn unquote_string(literal: &str) -> String {
    let mut out = String::with_capacity(literal.len());
    let mut chars = literal.chars();
    let quote = chars.find(|c| matches!(c, '\'' | '"'));
    while let Some(c) = chars.next() {
        if c == '\\' {
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
        } else if Some(c) != quote || chars.next().is_some() {
            // A quote inside stands twice; the last one stands alone.
            out.push(c);
        }
    }
    out
}

/// From the tokenizer's lines and columns (of characters) to bytes; asked in rising order, so each byte is passed once.
struct Places<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    column: u64,
}

impl Places<'_> {
    fn seek(&mut self, line: u64, column: u64) -> usize {
        let rest = self.text.get(self.at..).unwrap_or("");
        for c in rest.chars() {
            if (self.line, self.column) >= (line, column) {
                break;
            }
            self.at += c.len_utf8();
            if c == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        self.at
    }
}

/// A place among the lexemes of a statement. Looking past the end finds nothing.
pub(super) struct Cursor<'t> {
    pub text: &'t str,
    lexemes: &'t [Lexeme],
    at: usize,
    end: usize,
    /// For each `(` the place of its `)`; nothing where there is none. Looked for once, so that a text of nothing but
    /// parentheses costs no square.
    closings: HashMap<usize, usize>,
    /// What was taken over word for word, with the comments inside.
    copied: Vec<Span>,
}

impl<'t> Cursor<'t> {
    /// `end` is the place behind the statement, for spans of what is missing there.
    pub fn new(text: &'t str, lexemes: &'t [Lexeme], end: usize) -> Self {
        let (mut closings, mut open) = (HashMap::new(), Vec::new());
        for (at, lexeme) in lexemes.iter().enumerate() {
            match lexeme.token {
                Token::LParen => open.push(at),
                Token::RParen => closings.extend(open.pop().map(|open| (open, at))),
                _ => {}
            }
        }
        Cursor { text, lexemes, at: 0, end, closings, copied: vec![] }
    }

    pub fn token(&self) -> Option<&'t Token> {
        self.ahead(0)
    }

    pub fn ahead(&self, by: usize) -> Option<&'t Token> {
        self.lexemes.get(self.at + by).map(|lexeme| &lexeme.token)
    }

    /// The span of the next token; behind the last one, the empty span at the end.
    pub fn span(&self) -> Span {
        self.lexemes.get(self.at).map_or(Span::new(self.end, self.end), |lexeme| lexeme.span)
    }

    /// The end of the token before.
    pub fn last_end(&self) -> usize {
        let last = self.at.checked_sub(1).and_then(|at| self.lexemes.get(at));
        last.map_or_else(|| self.span().start, |lexeme| lexeme.span.end)
    }

    /// The source text from a place to the end of the token before.
    pub fn text_from(&mut self, start: usize) -> &'t str {
        let span = Span::new(start, self.last_end().max(start));
        self.copied.push(span);
        span.of(self.text)
    }

    /// True where the span lies in text that was taken over word for word.
    pub fn has_copied(&self, span: Span) -> bool {
        self.copied.iter().any(|copied| copied.start <= span.start && span.end <= copied.end)
    }

    pub fn mark(&self) -> usize {
        self.at
    }

    pub fn reset(&mut self, mark: usize) {
        self.at = mark;
    }

    pub fn at_end(&self) -> bool {
        self.at >= self.lexemes.len()
    }

    pub fn advance(&mut self) {
        self.at = (self.at + 1).min(self.lexemes.len());
    }

    pub fn take(&mut self, token: &Token) -> bool {
        let found = self.token() == Some(token);
        if found {
            self.advance();
        }
        found
    }

    /// The next token if it is a word without quotes.
    pub fn word(&self) -> Option<&'t str> {
        self.word_ahead(0)
    }

    pub fn word_ahead(&self, by: usize) -> Option<&'t str> {
        match self.ahead(by)? {
            Token::Word(word) if word.quote_style.is_none() => Some(&word.value),
            _ => None,
        }
    }

    pub fn is_word(&self, expected: &str) -> bool {
        self.word_is(0, expected)
    }

    pub fn word_is(&self, by: usize, expected: &str) -> bool {
        self.word_ahead(by).is_some_and(|word| word.eq_ignore_ascii_case(expected))
    }

    pub fn is_any_word(&self, expected: &[&str]) -> bool {
        self.word().is_some_and(|word| expected.iter().any(|one| word.eq_ignore_ascii_case(one)))
    }

    pub fn take_word(&mut self, expected: &str) -> bool {
        let found = self.is_word(expected);
        if found {
            self.advance();
        }
        found
    }

    /// Takes all of the words, or none.
    pub fn take_words(&mut self, expected: &[&str]) -> bool {
        let found = expected.iter().enumerate().all(|(by, word)| self.word_is(by, word));
        if found {
            self.at += expected.len();
        }
        found
    }

    pub fn take_any_word(&mut self, expected: &[&str]) -> bool {
        let found = self.is_any_word(expected);
        if found {
            self.advance();
        }
        found
    }

    /// A string literal; neighbouring ones are one, as in SQL.
    pub fn take_string(&mut self) -> Option<String> {
        let mut value = self.peek_string()?.to_owned();
        self.advance();
        while let Some(more) = self.peek_string() {
            value.push_str(more);
            self.advance();
        }
        Some(value)
    }

    pub fn peek_string(&self) -> Option<&'t str> {
        match self.token()? {
            Token::SingleQuotedString(text) | Token::DoubleQuotedString(text) | Token::NationalStringLiteral(text) => {
                Some(text)
            }
            _ => None,
        }
    }

    pub fn take_number(&mut self) -> Option<&'t str> {
        let Token::Number(number, _) = self.token()? else { return None };
        self.advance();
        Some(number)
    }

    /// Takes `( ... )` with everything inside; answers with the text between the parentheses. `None`, and nothing taken,
    /// where there is no parenthesis or no end to it.
    pub fn take_parenthesised(&mut self) -> Option<&'t str> {
        let close = *self.closings.get(&self.at)?;
        let start = self.span().end;
        self.at = close;
        // A comment before the parenthesis is left out: it may reach to the end of its line.
        let inner = self.text_from(start);
        self.advance();
        Some(inner.trim())
    }
}
