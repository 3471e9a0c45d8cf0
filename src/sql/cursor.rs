//! A place among the tokens of a statement.

use rustc_hash::FxHashMap;

use super::token::{Lexed, Lexeme, Token};
use crate::text::Span;

/// A place among the lexemes of a statement. Looking past the end finds nothing.
pub(super) struct Cursor<'t> {
    pub text: &'t str,
    lexemes: &'t [Lexeme<'t>],
    versioned: &'t [(Span, Span)],
    at: usize,
    end: usize,
    /// For each `(` the place of its `)`; nothing where there is none. Looked for once, so that a text of nothing but
    /// parentheses costs no square.
    closings: FxHashMap<usize, usize>,
    /// What was taken over word for word, with the comments inside.
    copied: Vec<Span>,
}

impl<'t> Cursor<'t> {
    /// `end` is the place behind the statement, for spans of what is missing there.
    pub fn new(text: &'t str, lexed: &'t Lexed<'t>, end: usize) -> Self {
        let lexemes = lexed.lexemes.as_slice();
        let (mut closings, mut open) = (FxHashMap::default(), Vec::new());
        for (at, lexeme) in lexemes.iter().enumerate() {
            match lexeme.token {
                Token::Symbol('(') => open.push(at),
                Token::Symbol(')') => closings.extend(open.pop().map(|open| (open, at))),
                _ => {}
            }
        }
        Cursor { text, lexemes, versioned: &lexed.versioned, at: 0, end, closings, copied: vec![] }
    }

    pub fn token(&self) -> Option<&'t Token<'t>> {
        self.ahead(0)
    }

    pub fn ahead(&self, by: usize) -> Option<&'t Token<'t>> {
        self.lexemes.get(self.at + by).map(|lexeme| &lexeme.token)
    }

    /// The span of the next token; behind the last one, the empty span at the end.
    pub fn span(&self) -> Span {
        self.lexemes.get(self.at).map_or(Span::new(self.end, self.end), |lexeme| lexeme.span)
    }

    /// The token before.
    pub fn last(&self) -> Option<&'t Lexeme<'t>> {
        self.at.checked_sub(1).and_then(|at| self.lexemes.get(at))
    }

    /// The end of the token before.
    pub fn last_end(&self) -> usize {
        self.last().map_or_else(|| self.span().start, |lexeme| lexeme.span.end)
    }

    /// The empty place behind the token before: where something is missing.
    pub fn gap(&self) -> Span {
        Span::new(self.last_end(), self.last_end())
    }

    /// True where the next token stands on a later line than the one before.
    pub fn begins_line(&self) -> bool {
        self.text.get(self.last_end()..self.span().start).is_some_and(|between| between.contains('\n'))
    }

    /// The source text from a place to the end of the token before.
    pub fn text_from(&mut self, start: usize) -> &'t str {
        let mut span = Span::new(start, self.last_end());
        // A version comment that ends with it belongs to it.
        let inside = |(inner, whole): &&(Span, Span)| {
            span.start < whole.start && inner.start < span.end && span.end <= inner.end
        };
        if let Some((inner, whole)) = self.versioned.iter().find(inside)
            && Span::new(span.end, inner.end).of(self.text).trim().is_empty()
        {
            span.end = whole.end;
        }
        self.copied.push(span);
        span.of(self.text)
    }

    /// The same; within a version comment that not every server executes, with that comment's marks around it.
    pub fn kept_from(&mut self, start: usize) -> String {
        let text = self.text_from(start);
        let span = Span::new(start, self.last_end());
        let holder = self.versioned.iter().find(|(inner, _)| inner.start <= span.start && span.end <= inner.end);
        let Some((inner, whole)) = holder else { return text.to_owned() };
        let mark = Span::new(whole.start, inner.start).of(self.text);
        format!("{mark} {text} */")
    }

    /// True where the next token stands in a version comment that not every server executes.
    pub fn is_disputed(&self) -> bool {
        let at = self.span().start;
        self.versioned.iter().any(|(inner, _)| inner.start <= at && at < inner.end)
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

    pub fn finish(&mut self) {
        self.at = self.lexemes.len();
    }

    pub fn is(&self, symbol: char) -> bool {
        self.is_ahead(0, symbol)
    }

    pub fn is_ahead(&self, by: usize, symbol: char) -> bool {
        matches!(self.ahead(by), Some(Token::Symbol(found)) if *found == symbol)
    }

    pub fn take(&mut self, symbol: char) -> bool {
        let found = self.is(symbol);
        if found {
            self.advance();
        }
        found
    }

    /// `=`, or `:=`, which is the same in options.
    pub fn take_equal(&mut self) -> bool {
        if self.is(':') && self.is_ahead(1, '=') {
            self.advance();
        }
        self.take('=')
    }

    /// True at the end, and at a `;` in a stored program.
    pub fn ends_statement(&self) -> bool {
        self.at_end() || self.is(';')
    }

    /// True where an element of a list goes no further.
    pub fn is_element_end(&self) -> bool {
        self.ends_statement() || self.is(',') || self.is(')')
    }

    /// The next token if it is a word without quotes.
    pub fn word(&self) -> Option<&'t str> {
        self.word_ahead(0)
    }

    pub fn word_ahead(&self, by: usize) -> Option<&'t str> {
        match self.ahead(by)? {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    /// True where a name may stand: a word, or a name in quotes.
    pub fn is_name_ahead(&self, by: usize) -> bool {
        matches!(self.ahead(by), Some(Token::Word(_) | Token::Quoted(_)))
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
            Token::Text(text) | Token::NationalText(text) => Some(text),
            _ => None,
        }
    }

    pub fn take_number(&mut self) -> Option<&'t str> {
        let Token::Number(number) = self.token()? else { return None };
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
