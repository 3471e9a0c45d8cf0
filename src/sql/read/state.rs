//! What the reader carries along: the reading so far, and how it speaks of problems.

use std::sync::Arc;

use super::Reading;
use crate::diagnostic::{Diagnostic, Severity};
use crate::mysql::reserved::is_reserved_anywhere;
use crate::schema::{Aspect, ObjectPath};
use crate::sql::cursor::Cursor;
use crate::sql::token::Token;
use crate::text::Span;

pub(super) struct State<'t> {
    pub text: &'t str,
    pub reading: Reading,
    /// Names of the table at hand that stand without quotes although a server reserves them.
    pub unquoted: Vec<String>,
    /// False while a statement is read that is kept as text: what is said then is said of the whole.
    pub modelled: bool,
}

impl State<'_> {
    pub fn new(text: &str) -> State<'_> {
        State { text, reading: Reading::default(), unquoted: vec![], modelled: true }
    }

    pub fn source(&mut self, path: ObjectPath, aspect: Aspect, span: Span) {
        if self.modelled {
            self.reading.sources.insert((path, aspect), span);
        }
    }

    /// True where the last thing said is a mistake at or behind `start`.
    pub fn has_spoken_since(&self, start: usize) -> bool {
        let last = self.reading.diagnostics.last().filter(|said| said.severity == Severity::Error);
        last.and_then(|said| said.location).is_some_and(|at| at.span.start >= start)
    }

    /// A mistake in the text that the server refuses.
    pub fn error(&mut self, path: ObjectPath, span: Span, message: impl Into<Arc<str>>, help: impl Into<Arc<str>>) {
        self.say(Severity::Error, path, span, message, help);
    }

    pub fn say(
        &mut self,
        severity: Severity,
        path: ObjectPath,
        span: Span,
        message: impl Into<Arc<str>>,
        help: impl Into<Arc<str>>,
    ) {
        let path = if self.modelled { path } else { ObjectPath::Workspace };
        let diagnostic = Diagnostic::new("sql-syntax", severity, path, message).help(help).located(0, span);
        self.reading.diagnostics.push(diagnostic);
    }

    /// A name: a word, or a word in back quotes. A string in its place is taken with an error, for people write it and
    /// mean the name. `what` is what the name is of: "column", "index".
    pub fn name(&mut self, cursor: &mut Cursor, path: ObjectPath, what: &str) -> Option<String> {
        let span = cursor.span();
        let name = match cursor.token()? {
            Token::Word(word) => {
                if is_reserved_anywhere(word) {
                    self.unquoted.push((*word).to_owned());
                }
                (*word).to_owned()
            }
            Token::Quoted(name) => name.clone().into_owned(),
            Token::Text(text) => {
                self.error(
                    path,
                    span,
                    format!("{} is a string, but the name of a {what} stands here.", span.of(self.text)),
                    format!("Write the name in back quotes: `{text}`."),
                );
                text.clone().into_owned()
            }
            _ => return None,
        };
        cursor.advance();
        Some(name)
    }

    /// `name` or `database.name`.
    pub fn qualified_name(
        &mut self,
        cursor: &mut Cursor,
        path: ObjectPath,
        what: &str,
    ) -> Option<(Option<String>, String)> {
        let first = self.name(cursor, path, what)?;
        if !cursor.take('.') {
            return Some((None, first));
        }
        // A word behind a dot needs no quotes.
        let marked = self.unquoted.len();
        let second = self.name(cursor, path, what)?;
        self.unquoted.truncate(marked);
        Some((Some(first), second))
    }
}

/// Where something is missing: at the token that stands in its place, or behind the one before, where the line ends there.
pub(super) fn missing_at(cursor: &Cursor) -> Span {
    if cursor.at_end() || cursor.begins_line() { cursor.gap() } else { cursor.span() }
}

/// What stands at the cursor, for a message.
pub(super) fn found(cursor: &Cursor) -> String {
    if cursor.at_end() {
        "the statement ends".to_owned()
    } else {
        format!("`{}` stands", cursor.span().of(cursor.text))
    }
}
