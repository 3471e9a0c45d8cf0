//! A cursor over tokens that fails where the server's own parser fails: at the first token that cannot go on.

use std::borrow::Cow;

use super::ast::{Name, TableName};
use super::token::{Token, TokenKind, tokens, unquote};
use crate::dryrun::mysql::default_value::latin1;
use crate::dryrun::mysql::refusal::{Answer, Refusal, Stop, Warning};
use crate::mysql::keyword::{self, Place};
use crate::mysql::{Server, reserved};

/// The last character of utf8mb3, the charset of names and messages.
const LAST_OF_SYSTEM: char = '\u{ffff}';

/// So many bytes of a text does MySQL show that it cannot keep.
const SHOWN_OF_SYSTEM: usize = 6;

const MARIADB_SYNTAX: &str = "You have an error in your SQL syntax; check the manual that corresponds to your MariaDB \
                              server version for the right syntax to use";

/// The text with `?` for what utf8mb3 has not.
fn in_utf8mb3(text: &str) -> String {
    text.chars().map(|c| if c <= LAST_OF_SYSTEM { c } else { '?' }).collect()
}

/// Bytes as the servers show them that may not be text: `\xF0` for all that is not ASCII.
fn escaped(bytes: &[u8]) -> String {
    let mut out = String::new();
    for byte in bytes {
        if byte.is_ascii() {
            out.push(char::from(*byte));
        } else {
            out.push_str(&format!("\\x{byte:02X}"));
        }
    }
    out
}

/// A statement on its way into a tree.
pub struct Parser<'t> {
    pub text: &'t str,
    pub server: Server,
    tokens: Vec<Token>,
    at: usize,
    /// What the server says already while it parses.
    pub warnings: Vec<Warning>,
    /// `?` is a value: in statements that are prepared.
    pub parameters: bool,
    /// Within CREATE TABLE, where MariaDB's grammar takes IF NOT EXISTS of a key and then refuses it.
    pub creating: bool,
    /// MariaDB: in front of the list of a CREATE TABLE, where it looks for a word behind the parenthesis.
    pub before_list: bool,
    /// Behind ON DUPLICATE KEY UPDATE, where MariaDB's lexer makes a function of VALUES.
    pub on_duplicate: bool,
    /// The table that the statement names, for the names of its columns with a dot.
    pub named: Option<TableName<'t>>,
    /// How deep expressions nest: the servers' stacks end, ours must not.
    pub depth: u32,
}

impl<'t> Parser<'t> {
    pub fn new(text: &'t str, server: Server) -> Self {
        Parser {
            text,
            server,
            tokens: tokens(text, server),
            at: 0,
            warnings: vec![],
            parameters: false,
            creating: false,
            before_list: false,
            on_duplicate: false,
            named: None,
            depth: 0,
        }
    }

    pub fn mariadb(&self) -> bool {
        self.server.is_mariadb()
    }

    pub fn peek(&self) -> Token {
        self.ahead(0)
    }

    /// The token `distance` behind the next one.
    pub fn ahead(&self, distance: usize) -> Token {
        let end = Token { kind: TokenKind::End, start: self.text.len() as u32, end: self.text.len() as u32 };
        self.tokens.get(self.at + distance).or(self.tokens.last()).copied().unwrap_or(end)
    }

    pub fn advance(&mut self) -> Token {
        let token = self.peek();
        self.at = (self.at + 1).min(self.tokens.len());
        token
    }

    /// Where the next token begins.
    pub fn offset(&self) -> u32 {
        self.peek().start
    }

    /// Where the token before ends.
    pub fn last_end(&self) -> u32 {
        self.at.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(0, |token| token.end)
    }

    /// A place to come back to with [`Parser::rewind`].
    pub fn mark(&self) -> usize {
        self.at
    }

    pub fn rewind(&mut self, mark: usize) {
        self.at = mark;
    }

    pub fn at_end(&self) -> bool {
        self.peek().kind == TokenKind::End
    }

    /// A parser of the part of `text` from `start` to `end`, in bytes; places are those in the whole text.
    pub fn part(text: &'t str, start: u32, end: u32, server: Server) -> Self {
        let mut tokens = tokens(text.get(start as usize..end as usize).unwrap_or(""), server);
        for token in &mut tokens {
            token.start += start;
            token.end += start;
        }
        Parser { tokens, ..Parser::new("", server) }.reading(text)
    }

    fn reading(self, text: &'t str) -> Self {
        Parser { text, ..self }
    }

    /// Passes what stands before a place of the text.
    pub fn seek(&mut self, place: u32) {
        while self.offset() < place && self.at < self.tokens.len() {
            self.at += 1;
        }
    }

    /// From here on `;` ends a statement, as in the body of a routine.
    pub fn semicolons_end(&mut self) {
        for token in self.tokens.iter_mut().skip(self.at).filter(|token| token.kind == TokenKind::Symbol(b';')) {
            token.kind = TokenKind::End;
        }
    }

    /// Takes words away that stand behind the next one.
    pub fn drop_words_behind(&mut self, words: &[&str]) {
        for word in words {
            if self.is_word_ahead(1, word) {
                self.tokens.remove(self.at + 1);
            }
        }
    }

    /// Passes a `;` that ends a statement.
    pub fn take_semicolon(&mut self) -> bool {
        let found = self.at_end() && !self.at_text_end();
        if found {
            self.at += 1;
        }
        found
    }

    /// True at the end of the text, and not at a `;` that ends a statement.
    pub fn at_text_end(&self) -> bool {
        self.at + 1 >= self.tokens.len()
    }

    /// The server's error 1064 at the next token.
    pub fn syntax_error<T>(&self) -> Answer<T> {
        Err(self.syntax_stop())
    }

    #[cold]
    #[inline(never)]
    fn syntax_stop(&self) -> Stop {
        if !self.mariadb() {
            return self.syntax_stop_at(self.offset());
        }
        // MariaDB's lexer begins the next token as soon as it has passed a comma.
        let comma = self.is_symbol(b',');
        // Some two words are one token, which it knows by the second.
        let one =
            [("VALUES", "IN"), ("VALUES", "LESS"), ("WITH", "ROLLUP"), ("WITH", "SYSTEM"), ("FOR", "SYSTEM_TIME")];
        if one.iter().any(|(first, second)| self.is_word(first) && self.is_word_ahead(1, second)) {
            return self.syntax_stop_at(self.ahead(1).start);
        }
        if self.before_list && self.is_symbol(b'(') {
            return self.worded_syntax_stop(self.offset(), MARIADB_SYNTAX, self.ahead(1).end);
        }
        self.syntax_stop_at(self.offset() + u32::from(comma))
    }

    /// The server's error 1064 at a place: it shows at most 80 bytes from there, and the line.
    pub fn syntax_error_at<T>(&self, at: u32) -> Answer<T> {
        Err(self.syntax_stop_at(at))
    }

    #[cold]
    #[inline(never)]
    fn syntax_stop_at(&self, at: u32) -> Stop {
        let words = if self.mariadb() {
            MARIADB_SYNTAX
        } else {
            "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for \
             the right syntax to use"
        };
        self.worded_syntax_stop(at, words, at)
    }

    /// The server's error 1064 with other words than usual.
    pub fn worded_syntax_error<T>(&self, at: u32, words: &str) -> Answer<T> {
        Err(self.worded_syntax_stop(at, words, at))
    }

    #[cold]
    #[inline(never)]
    fn worded_syntax_stop(&self, at: u32, words: &str, read: u32) -> Stop {
        let rest = self.text.get(at as usize..).unwrap_or("");
        // MariaDB ends what it cuts with three dots, within the 80 bytes.
        let cut = self.mariadb() && rest.len() > 80;
        let mut length = rest.len().min(if cut { 77 } else { 80 });
        while !rest.is_char_boundary(length) {
            length -= 1;
        }
        let dots = if cut { "..." } else { "" };
        let before = self.text.get(..read as usize).unwrap_or("");
        let line = 1 + before.bytes().filter(|byte| *byte == b'\n').count();
        let mut near = in_utf8mb3(rest.get(..length).unwrap_or(""));
        if !self.mariadb() {
            // MySQL cuts within a character, and takes what is left of it for latin1.
            let half = rest.as_bytes().get(length..rest.len().min(80)).unwrap_or_default();
            near.extend(half.iter().map(|byte| latin1(*byte)));
        }
        let message = format!("{words} near '{near}{dots}' at line {line}");
        Refusal { errno: 1064, sqlstate: "42000", message }.into()
    }

    /// The server's error `errno`.
    pub fn refuse<T>(&self, errno: u16, parts: &[&str]) -> Answer<T> {
        Err(Stop::refused(self.server, errno, parts))
    }

    pub fn warn(&mut self, errno: u16, parts: &[&str]) {
        let at = self.last_end();
        self.warnings.push(Warning::new(self.server, errno, parts).at(at));
    }

    // Symbols

    pub fn is_symbol(&self, symbol: u8) -> bool {
        self.peek().kind == TokenKind::Symbol(symbol)
    }

    pub fn take_symbol(&mut self, symbol: u8) -> bool {
        let found = self.is_symbol(symbol);
        if found {
            self.at += 1;
        }
        found
    }

    pub fn expect_symbol(&mut self, symbol: u8) -> Answer<()> {
        if self.take_symbol(symbol) { Ok(()) } else { self.syntax_error() }
    }

    /// `=`, which is optional before most options; `:=` will do where the servers say "equal".
    pub fn take_equal(&mut self) -> bool {
        let found = self.is_symbol(b'=') || self.peek().kind == TokenKind::Assign;
        if found {
            self.at += 1;
        }
        found
    }

    // Words

    /// True where the next token is the keyword, which is given in upper case.
    pub fn is_word(&self, keyword: &str) -> bool {
        self.is_word_ahead(0, keyword)
    }

    pub fn is_word_ahead(&self, distance: usize, keyword: &str) -> bool {
        let token = self.ahead(distance);
        token.kind == TokenKind::Word
            && token.text(self.text).eq_ignore_ascii_case(keyword)
            && !self.is_qualifier(token)
    }

    /// A word with a dot and a name right behind it is no keyword: `table.t`. Asked of both servers.
    pub(super) fn is_qualifier(&self, word: Token) -> bool {
        let mut behind = self.text.as_bytes().get(word.end as usize..).unwrap_or_default().iter();
        behind.next() == Some(&b'.') && behind.next().is_some_and(|byte| super::token::is_word_byte(*byte))
    }

    pub fn is_any_word(&self, keywords: &[&str]) -> bool {
        keywords.iter().any(|keyword| self.is_word(keyword))
    }

    pub fn take_word(&mut self, keyword: &str) -> bool {
        let found = self.is_word(keyword);
        if found {
            self.at += 1;
        }
        found
    }

    /// The keyword among `keywords` that stands here; it is passed.
    pub fn take_any_word(&mut self, keywords: &[&'static str]) -> Option<&'static str> {
        let found = keywords.iter().copied().find(|keyword| self.is_word(keyword))?;
        self.at += 1;
        Some(found)
    }

    pub fn expect_word(&mut self, keyword: &str) -> Answer<()> {
        if self.take_word(keyword) { Ok(()) } else { self.syntax_error() }
    }

    pub fn expect_words(&mut self, keywords: &[&str]) -> Answer<()> {
        keywords.iter().try_for_each(|keyword| self.expect_word(keyword))
    }

    /// `IF EXISTS`; once IF stands there, the rest must follow.
    pub fn if_exists(&mut self) -> Answer<bool> {
        if !self.take_word("IF") {
            return Ok(false);
        }
        self.expect_word("EXISTS").map(|()| true)
    }

    /// `IF NOT EXISTS`
    pub fn if_not_exists(&mut self) -> Answer<bool> {
        if !self.take_word("IF") {
            return Ok(false);
        }
        self.expect_words(&["NOT", "EXISTS"]).map(|()| true)
    }

    // Names

    /// True where a name can stand: in back quotes, or a word that is not reserved.
    pub fn is_name(&self) -> bool {
        self.is_name_ahead(0)
    }

    pub fn is_name_ahead(&self, distance: usize) -> bool {
        let token = self.ahead(distance);
        match token.kind {
            TokenKind::Quoted => true,
            TokenKind::Word => !reserved::is_reserved(token.text(self.text), self.server) || self.is_qualifier(token),
            _ => false,
        }
    }

    /// A name. Source of what follows a `$`: MySQL 8.0.32 release notes.
    pub fn name(&mut self) -> Answer<Name<'t>> {
        // Some functions' names are keywords where a parenthesis follows at once.
        let token = self.peek();
        let next = self.ahead(1);
        let call = token.kind == TokenKind::Word && next.kind == TokenKind::Symbol(b'(') && next.start == token.end;
        let free = |word: &str| keyword::may_stand(word, Place::BeforeParenthesis, self.server);
        if !self.is_name() || (call && !free(token.text(self.text))) {
            return self.syntax_error();
        }
        self.any_name()
    }

    /// The next token as a name, whatever it is.
    fn any_name(&mut self) -> Answer<Name<'t>> {
        let token = self.advance();
        let text = unquote(token, self.text);
        let short = text.chars().all(|c| c <= LAST_OF_SYSTEM);
        if !short && self.mariadb() {
            return self.refuse(1300, &["utf8mb4", &escaped(text.as_bytes())]);
        }
        let text = if short { text } else { self.in_system_charset(text) };
        if token.kind == TokenKind::Word && text.starts_with('$') && !self.mariadb() {
            self.warn(1681, &["$ as the first character of an unquoted identifier"]);
        }
        Ok(Name { text, at: token.start })
    }

    /// The text of a COMMENT. Names and comments are kept in utf8mb3, which has no characters of four bytes.
    pub fn comment(&mut self) -> Answer<Cow<'t, str>> {
        let text = self.text()?;
        Ok(self.in_system_charset(text))
    }

    /// What the charset of names has not becomes `?`, of which MySQL warns.
    fn in_system_charset(&mut self, text: Cow<'t, str>) -> Cow<'t, str> {
        if text.chars().all(|c| c <= LAST_OF_SYSTEM) {
            return text;
        }
        if !self.mariadb() {
            let bytes = text.as_bytes();
            let dots = if bytes.len() > SHOWN_OF_SYSTEM { "..." } else { "" };
            let shown = escaped(bytes.get(..SHOWN_OF_SYSTEM).unwrap_or(bytes));
            let words = format!("Cannot convert string '{shown}{dots}' from utf8mb4 to utf8mb3");
            self.warnings.push(Warning::worded(1300, words).at(self.last_end()));
        }
        in_utf8mb3(&text).into()
    }

    /// The name behind a dot: there no word is reserved.
    pub fn name_after_dot(&mut self) -> Answer<Name<'t>> {
        match self.peek().kind {
            TokenKind::Quoted | TokenKind::Word | TokenKind::Introducer => self.any_name(),
            _ => self.syntax_error(),
        }
    }

    /// A name or a string: engines, charsets.
    pub fn name_or_text(&mut self) -> Answer<Name<'t>> {
        match self.peek().kind {
            TokenKind::Text => {
                let token = self.advance();
                Ok(Name { text: unquote(token, self.text), at: token.start })
            }
            _ => self.name(),
        }
    }

    /// `t`, `db.t`, and `.t`.
    pub fn table_name(&mut self) -> Answer<TableName<'t>> {
        if self.take_symbol(b'.') {
            return Ok(TableName { database: None, name: self.name_after_dot()? });
        }
        let first = self.name()?;
        if !self.take_symbol(b'.') {
            return Ok(TableName { database: None, name: first });
        }
        Ok(TableName { database: Some(first), name: self.name_after_dot()? })
    }

    // Literals

    pub fn is_text(&self) -> bool {
        self.peek().kind == TokenKind::Text
    }

    /// One string: `'...'`.
    pub fn text(&mut self) -> Answer<Cow<'t, str>> {
        if !self.is_text() {
            return self.syntax_error();
        }
        let token = self.advance();
        Ok(unquote(token, self.text))
    }

    /// A whole number without a sign; also `0x10`, where the grammar has it so.
    pub fn number(&mut self) -> Answer<&'t str> {
        match self.peek().kind {
            TokenKind::Integer | TokenKind::Hex => Ok(self.advance().text(self.text)),
            _ => self.syntax_error(),
        }
    }

    /// The items of a list in parentheses, with commas between them; at least one.
    pub fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Answer<T>) -> Answer<Vec<T>> {
        self.expect_symbol(b'(')?;
        let items = self.items(&mut item)?;
        self.expect_symbol(b')')?;
        Ok(items)
    }

    /// Items with commas between them; at least one.
    pub fn items<T>(&mut self, mut item: impl FnMut(&mut Self) -> Answer<T>) -> Answer<Vec<T>> {
        let mut items = vec![item(self)?];
        while self.take_symbol(b',') {
            items.push(item(self)?);
        }
        Ok(items)
    }
}
