//! The lexer of the servers: words, quoted names, literals and operators with byte offsets.
//!
//! It is the servers' own reading and not a person's: a quote that is never closed ends the statement with an error where
//! it opens. Source: MySQL manual, "Literal Values", "Schema Object Names", "Comments"; measured on both servers.

use crate::mysql::{Feature, Server};

/// What a token is. A number's text and a string's text stay in the statement; see [`Token::text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word without quotes, keyword or name.
    Word,
    /// A name in back quotes.
    Quoted,
    /// `'text'` or `"text"`.
    Text,
    /// `N'text'`.
    NationalText,
    /// `x'41'`.
    HexText,
    /// `b'01'`.
    BitText,
    /// `0x41`.
    Hex,
    /// `0b01`.
    Bit,
    Integer,
    /// `1.5`
    Decimal,
    /// `1e5`
    Float,
    /// `_utf8mb4` before a string, where the charset exists; else it is a word.
    Introducer,
    /// A single character: `(`, `,`, `=`.
    Symbol(u8),
    /// `<=`
    LessEqual,
    /// `>=`
    GreaterEqual,
    /// `<>` or `!=`
    NotEqual,
    /// `<=>`
    NullSafeEqual,
    ShiftLeft,
    ShiftRight,
    /// `&&`
    And,
    /// `||`
    Or,
    /// `:=`
    Assign,
    /// `->`
    Arrow,
    /// `->>`
    ArrowText,
    /// `@@`
    SystemVariable,
    /// A quote or a comment that is never closed, or a character that starts nothing.
    Broken,
    /// The end of the statement.
    End,
}

/// A token of a statement: its kind and its place in the statement's text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    pub start: u32,
    pub end: u32,
}

impl Token {
    /// The token as written.
    pub fn text(self, statement: &str) -> &str {
        statement.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// The tokens of a statement as `server` reads them, an [`TokenKind::End`] last.
pub fn tokens(statement: &str, server: Server) -> Vec<Token> {
    let mut lexer = Lexer {
        text: statement,
        bytes: statement.as_bytes(),
        at: 0,
        server,
        in_version: false,
        out: Vec::with_capacity(statement.len() / 5 + 2),
    };
    while lexer.next() {}
    let end = statement.len() as u32;
    lexer.out.push(Token { kind: TokenKind::End, start: end, end });
    lexer.out
}

struct Lexer<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    server: Server,
    /// Within `/*!` that is executed: `*/` is white space.
    in_version: bool,
    out: Vec<Token>,
}

pub(super) fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || byte >= 0x80
}

impl Lexer<'_> {
    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn push(&mut self, kind: TokenKind, length: usize) -> bool {
        let end = (self.at + length).min(self.bytes.len());
        self.out.push(Token { kind, start: self.at as u32, end: end as u32 });
        self.at = end;
        true
    }

    fn next(&mut self) -> bool {
        while self.byte(0).is_ascii_whitespace() || self.byte(0) == 0x0b {
            self.at += 1;
        }
        if self.at >= self.bytes.len() {
            return false;
        }
        let (first, second) = (self.byte(0), self.byte(1));
        match first {
            b'#' => self.skip_line(),
            b'-' if second == b'-' && (self.byte(2) <= b' ' || self.byte(2) == 0x7f) => self.skip_line(),
            b'/' if second == b'*' => self.comment(),
            b'*' if second == b'/' && self.in_version => {
                self.in_version = false;
                self.at += 2;
                true
            }
            b'\'' | b'"' => self.quoted(first, 0, TokenKind::Text),
            b'`' => self.quoted(b'`', 0, TokenKind::Quoted),
            b'n' | b'N' if second == b'\'' => self.quoted(b'\'', 1, TokenKind::NationalText),
            b'x' | b'X' if second == b'\'' => self.digits_text(TokenKind::HexText, u8::is_ascii_hexdigit, true),
            b'b' | b'B' if second == b'\'' => {
                self.digits_text(TokenKind::BitText, |digit| matches!(digit, b'0' | b'1'), false)
            }
            b'0'..=b'9' => self.number(),
            b'.' if second.is_ascii_digit() && !self.after_name() => {
                let length = 1 + self.count(1, u8::is_ascii_digit);
                self.fraction(length)
            }
            _ if is_word_byte(first) => self.word(),
            _ => self.operator(first, second),
        }
    }

    /// True where a dot right here belongs to a name: `t.1a`.
    fn after_name(&self) -> bool {
        let Some(last) = self.out.last() else { return false };
        last.end as usize == self.at && matches!(last.kind, TokenKind::Word | TokenKind::Quoted)
    }

    fn count(&self, from: usize, is: impl Fn(&u8) -> bool) -> usize {
        self.bytes.get(self.at + from..).unwrap_or(&[]).iter().take_while(|byte| is(byte)).count()
    }

    fn skip_line(&mut self) -> bool {
        self.at += self.count(0, |byte| *byte != b'\n');
        true
    }

    fn comment(&mut self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or("");
        let mariadb = self.server.is_mariadb() && rest.starts_with("/*M!");
        if rest.starts_with("/*!") || mariadb {
            let opening = if mariadb { 4 } else { 3 };
            let digits = self.count(opening, u8::is_ascii_digit).min(6);
            let six = digits == 6 && (self.server.is_mariadb() || self.byte(opening + 6).is_ascii_whitespace());
            let digits = match digits {
                6 if six => 6,
                5 | 6 => 5,
                _ => 0,
            };
            let version = rest.get(opening..opening + digits).and_then(|digits| digits.parse().ok()).unwrap_or(0);
            if runs_version(self.server, version) {
                self.at += opening + digits;
                self.in_version = true;
                return true;
            }
            // What is not executed may hold comments itself.
            let mut depth = 0usize;
            let mut at = 2;
            while let Some(byte) = rest.as_bytes().get(at) {
                let next = rest.as_bytes().get(at + 1);
                match (byte, next) {
                    (b'*', Some(b'/')) if depth == 0 => {
                        self.at += at + 2;
                        return true;
                    }
                    (b'*', Some(b'/')) => {
                        depth -= 1;
                        at += 2;
                    }
                    (b'/', Some(b'*')) => {
                        depth += 1;
                        at += 2;
                    }
                    _ => at += 1,
                }
            }
            return self.push(TokenKind::Broken, rest.len());
        }
        match rest.get(2..).and_then(|inner| inner.find("*/")) {
            Some(end) => {
                self.at += end + 4;
                true
            }
            None => self.push(TokenKind::Broken, rest.len()),
        }
    }

    /// A literal in quotes that opens `ahead` bytes from here. A doubled quote and, but in names, a backslash escape.
    fn quoted(&mut self, quote: u8, ahead: usize, kind: TokenKind) -> bool {
        let mut length = ahead + 1;
        loop {
            let Some(byte) = self.bytes.get(self.at + length) else {
                return self.push(TokenKind::Broken, length);
            };
            if *byte == b'\\' && quote != b'`' {
                length += 2;
            } else if *byte != quote {
                length += 1;
            } else if self.byte(length + 1) == quote {
                length += 2;
            } else {
                return self.push(kind, length + 1);
            }
        }
    }

    fn digits_text(&mut self, kind: TokenKind, is: impl Fn(&u8) -> bool, even: bool) -> bool {
        let digits = self.count(2, is);
        let good = self.byte(2 + digits) == b'\'' && (!even || digits.is_multiple_of(2));
        if good { self.push(kind, digits + 3) } else { self.push(TokenKind::Broken, 2 + digits) }
    }

    fn number(&mut self) -> bool {
        if self.after_dot() {
            return self.word();
        }
        let second = self.byte(1);
        if self.byte(0) == b'0' && matches!(second, b'x' | b'b') {
            let is = if second == b'x' { u8::is_ascii_hexdigit } else { |digit: &u8| matches!(digit, b'0' | b'1') };
            let digits = self.count(2, is);
            if digits > 0 && !is_word_byte(self.byte(2 + digits)) {
                return self.push(if second == b'x' { TokenKind::Hex } else { TokenKind::Bit }, 2 + digits);
            }
            return self.word();
        }
        let digits = self.count(0, u8::is_ascii_digit);
        match self.byte(digits) {
            b'.' => {
                let fraction = self.count(digits + 1, u8::is_ascii_digit);
                self.fraction(digits + 1 + fraction)
            }
            b'e' | b'E' if self.exponent(digits) > 0 => self.push(TokenKind::Float, digits + self.exponent(digits)),
            byte if is_word_byte(byte) => self.word(),
            _ => self.push(TokenKind::Integer, digits),
        }
    }

    /// The length of `e5`, `E-5` at `from`; 0 where none stands there.
    fn exponent(&self, from: usize) -> usize {
        let sign = usize::from(matches!(self.byte(from + 1), b'+' | b'-'));
        let digits = self.count(from + 1 + sign, u8::is_ascii_digit);
        let is_word = sign == 0 && is_word_byte(self.byte(from + 1 + digits));
        if digits == 0 || is_word { 0 } else { 1 + sign + digits }
    }

    fn fraction(&mut self, length: usize) -> bool {
        let exponent = if matches!(self.byte(length), b'e' | b'E') { self.exponent(length) } else { 0 };
        let kind = if exponent > 0 { TokenKind::Float } else { TokenKind::Decimal };
        self.push(kind, length + exponent)
    }

    fn after_dot(&self) -> bool {
        self.out.last().is_some_and(|last| last.kind == TokenKind::Symbol(b'.') && last.end as usize == self.at)
    }

    fn word(&mut self) -> bool {
        let length = self.count(0, |byte| is_word_byte(*byte));
        let mut kind = TokenKind::Word;
        if self.byte(0) == b'$' && !self.after_dot() && self.server.has(Feature::JavaScriptRoutines) {
            return self.dollar(length);
        }
        if self.byte(0) == b'_' && !self.after_dot() {
            let name = self.text.get(self.at + 1..self.at + length).unwrap_or("");
            if crate::mysql::charset::charset(name, self.server).is_some() {
                kind = TokenKind::Introducer;
            }
        }
        self.push(kind, length)
    }

    /// A word that begins with a dollar; a second one in it opens a body of a routine in another language, up to the same words
    /// again. Such a body stands nowhere else.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn dollar(&mut self, length: usize) -> bool {
        let rest = self.text.get(self.at..).unwrap_or("");
        let Some(second) = rest.get(1..length).and_then(|word| word.find('$')) else {
            return self.push(TokenKind::Word, length);
        };
        let (quote, body) = rest.split_at_checked(second + 2).unwrap_or((rest, ""));
        let end = body.find(quote).map_or(rest.len(), |end| end + 2 * quote.len());
        self.push(TokenKind::Broken, end)
    }

    fn operator(&mut self, first: u8, second: u8) -> bool {
        let (kind, length) = match (first, second, self.byte(2)) {
            (b'<', b'=', b'>') => (TokenKind::NullSafeEqual, 3),
            (b'<', b'=', _) => (TokenKind::LessEqual, 2),
            (b'<', b'>', _) | (b'!', b'=', _) => (TokenKind::NotEqual, 2),
            (b'<', b'<', _) => (TokenKind::ShiftLeft, 2),
            (b'>', b'=', _) => (TokenKind::GreaterEqual, 2),
            (b'>', b'>', _) => (TokenKind::ShiftRight, 2),
            (b'&', b'&', _) => (TokenKind::And, 2),
            (b'|', b'|', _) => (TokenKind::Or, 2),
            (b':', b'=', _) => (TokenKind::Assign, 2),
            (b'-', b'>', b'>') if !self.server.is_mariadb() => (TokenKind::ArrowText, 3),
            (b'-', b'>', _) if !self.server.is_mariadb() => (TokenKind::Arrow, 2),
            (b'@', b'@', _) => (TokenKind::SystemVariable, 2),
            (
                b'(' | b')' | b',' | b';' | b'=' | b'<' | b'>' | b'+' | b'-' | b'*' | b'/' | b'%' | b'&' | b'|' | b'^'
                | b'~' | b'!' | b'.' | b':' | b'@' | b'{' | b'}' | b'?',
                _,
                _,
            ) => (TokenKind::Symbol(first), 1),
            _ => (TokenKind::Broken, 1),
        };
        self.push(kind, length)
    }
}

/// True where `/*!version ... */` is executed. Source: MySQL manual, "Comments"; MariaDB: "Comment Syntax", which passes
/// over the versions from 5.7 to 9.99.99, since those mean MySQL.
fn runs_version(server: Server, version: u32) -> bool {
    let mysql_only = server.is_mariadb() && (50_700..=99_999).contains(&version);
    version <= server.version_id() && !mysql_only
}

/// The text that a literal or a name in quotes stands for.
///
/// Source: MySQL manual, "String Literals": `\n`, `\t`, `\r`, `\0`, `\b`, `\Z` are characters, `\%` and `\_` keep their
/// backslash, before any other character it is dropped.
pub fn unquote(token: Token, statement: &str) -> std::borrow::Cow<'_, str> {
    let text = token.text(statement);
    let inner = match token.kind {
        TokenKind::NationalText | TokenKind::HexText | TokenKind::BitText => text.get(2..text.len().saturating_sub(1)),
        TokenKind::Text | TokenKind::Quoted => text.get(1..text.len().saturating_sub(1)),
        _ => return text.into(),
    };
    let inner = inner.unwrap_or("");
    let quote = match token.kind {
        TokenKind::Quoted => '`',
        _ if text.starts_with('"') => '"',
        _ => '\'',
    };
    let escapes = quote != '`' && inner.contains('\\');
    if !escapes && !inner.contains(quote) {
        return inner.into();
    }
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if c == quote {
            chars.next();
            out.push(c);
        } else if c == '\\' && escapes {
            match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('r') => out.push('\r'),
                Some('0') => out.push('\0'),
                Some('b') => out.push('\u{8}'),
                Some('Z') => out.push('\u{1a}'),
                Some(kept @ ('%' | '_')) => out.extend(['\\', kept]),
                Some(other) => out.push(other),
                None => {}
            }
        } else {
            out.push(c);
        }
    }
    out.into()
}
