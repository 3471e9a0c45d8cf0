//! Types of columns. Source: the type rules of both manuals; where the servers stop was measured.

use std::borrow::Cow;

use super::ast::{DataType, Name, TypeName};
use super::parser::Parser;
use super::token::TokenKind;
use crate::dryrun::mysql::refusal::Answer;
use crate::mysql::{charset, keyword};

/// What may follow a type's name.
#[derive(Clone, Copy, PartialEq)]
enum Tail {
    /// `(n)`, UNSIGNED, ZEROFILL.
    Integer,
    /// `(m,d)`, UNSIGNED, ZEROFILL.
    Real,
    /// `(m)` or `(m,d)`, UNSIGNED, ZEROFILL.
    Numeric,
    /// `(n)`
    Length,
    /// `(n)`, which must be there.
    NeedsLength,
    /// `(n)` and a charset.
    Text,
    /// `(n)`, which must be there, and a charset.
    NeedsLengthText,
    /// A charset.
    CharsetOnly,
    /// `('a','b')` and a charset.
    Members,
    Nothing,
}

/// Types whose name is one word. Source: MySQL manual, "Data Types", "Using Data Types from Other Database Engines".
const TYPES: &[(&str, TypeName, Tail)] = &[
    ("INT", TypeName::Int, Tail::Integer),
    ("INTEGER", TypeName::Int, Tail::Integer),
    ("INT1", TypeName::TinyInt, Tail::Integer),
    ("INT2", TypeName::SmallInt, Tail::Integer),
    ("INT3", TypeName::MediumInt, Tail::Integer),
    ("INT4", TypeName::Int, Tail::Integer),
    ("INT8", TypeName::BigInt, Tail::Integer),
    ("TINYINT", TypeName::TinyInt, Tail::Integer),
    ("SMALLINT", TypeName::SmallInt, Tail::Integer),
    ("MEDIUMINT", TypeName::MediumInt, Tail::Integer),
    ("MIDDLEINT", TypeName::MediumInt, Tail::Integer),
    ("BIGINT", TypeName::BigInt, Tail::Integer),
    ("REAL", TypeName::Double, Tail::Real),
    ("DOUBLE", TypeName::Double, Tail::Real),
    ("FLOAT8", TypeName::Double, Tail::Real),
    ("FLOAT", TypeName::Float, Tail::Numeric),
    ("FLOAT4", TypeName::Float, Tail::Numeric),
    ("DECIMAL", TypeName::Decimal, Tail::Numeric),
    ("DEC", TypeName::Decimal, Tail::Numeric),
    ("NUMERIC", TypeName::Decimal, Tail::Numeric),
    ("FIXED", TypeName::Decimal, Tail::Numeric),
    ("BIT", TypeName::Bit, Tail::Length),
    ("BOOL", TypeName::Bool, Tail::Nothing),
    ("BOOLEAN", TypeName::Bool, Tail::Nothing),
    ("SERIAL", TypeName::Serial, Tail::Nothing),
    ("BINARY", TypeName::Binary, Tail::Length),
    ("VARBINARY", TypeName::VarBinary, Tail::NeedsLength),
    ("YEAR", TypeName::Year, Tail::Integer),
    ("DATE", TypeName::Date, Tail::Nothing),
    ("TIME", TypeName::Time, Tail::Length),
    ("DATETIME", TypeName::DateTime, Tail::Length),
    ("TIMESTAMP", TypeName::Timestamp, Tail::Length),
    ("TINYBLOB", TypeName::TinyBlob, Tail::Nothing),
    ("BLOB", TypeName::Blob, Tail::Length),
    ("MEDIUMBLOB", TypeName::MediumBlob, Tail::Nothing),
    ("LONGBLOB", TypeName::LongBlob, Tail::Nothing),
    ("TINYTEXT", TypeName::TinyText, Tail::CharsetOnly),
    ("TEXT", TypeName::Text, Tail::Text),
    ("MEDIUMTEXT", TypeName::MediumText, Tail::CharsetOnly),
    ("LONGTEXT", TypeName::LongText, Tail::CharsetOnly),
    ("ENUM", TypeName::Enum, Tail::Members),
    ("SET", TypeName::Set, Tail::Members),
    ("JSON", TypeName::Json, Tail::Nothing),
    ("VARCHAR", TypeName::VarChar, Tail::NeedsLengthText),
    ("VARCHARACTER", TypeName::VarChar, Tail::NeedsLengthText),
    ("GEOMETRY", TypeName::Geometry, Tail::Nothing),
    ("POINT", TypeName::Point, Tail::Nothing),
    ("LINESTRING", TypeName::LineString, Tail::Nothing),
    ("POLYGON", TypeName::Polygon, Tail::Nothing),
    ("MULTIPOINT", TypeName::MultiPoint, Tail::Nothing),
    ("MULTILINESTRING", TypeName::MultiLineString, Tail::Nothing),
    ("MULTIPOLYGON", TypeName::MultiPolygon, Tail::Nothing),
    ("GEOMETRYCOLLECTION", TypeName::GeometryCollection, Tail::Nothing),
    ("GEOMCOLLECTION", TypeName::GeometryCollection, Tail::Nothing),
];

/// MariaDB's types that are not keywords: any name can stand for a type there.
const MARIADB_PLUGIN_TYPES: &[(&str, TypeName)] = &[
    ("INET4", TypeName::Inet4),
    ("INET6", TypeName::Inet6),
    ("UUID", TypeName::Uuid),
    ("GEOMETRY", TypeName::Geometry),
    ("POINT", TypeName::Point),
    ("LINESTRING", TypeName::LineString),
    ("POLYGON", TypeName::Polygon),
    ("MULTIPOINT", TypeName::MultiPoint),
    ("MULTILINESTRING", TypeName::MultiLineString),
    ("MULTIPOLYGON", TypeName::MultiPolygon),
    ("GEOMETRYCOLLECTION", TypeName::GeometryCollection),
];

/// Words that MariaDB does not take for a column's type, and those that it knows but then does not take. Source: each
/// keyword of MariaDB 10.11.19 was tried.
const NO_TYPES: &str = "COLUMN CONDITION CURSOR DELAYED EXIT FOR FORCE HIGH_PRIORITY MASTER_DEMOTE_TO_REPLICA \
    MASTER_DEMOTE_TO_SLAVE SQL_CALC_FOUND_ROWS UNSIGNED WRITE";
const TYPES_OF_ORACLE: &str = "CLOB FUNCTION MEDIUM NUMBER RAW ROW SIGNED VARCHAR2 WINDOW";

/// Charsets that MySQL warns of, beside utf8mb3.
const DEPRECATED_CHARSETS: [&str; 5] = ["ucs2", "macroman", "macce", "dec8", "hp8"];

/// What MySQL's 1287 says of attributes that were charsets.
const BINARY_ATTRIBUTE: [&str; 2] = ["BINARY as attribute of a type", "a CHARACTER SET clause with _bin collation"];

impl<'t> Parser<'t> {
    /// A column's type with its length, sign, charset.
    pub fn data_type(&mut self) -> Answer<DataType<'t>> {
        let token = self.peek();
        if token.kind != TokenKind::Word && !(self.mariadb() && token.kind == TokenKind::Quoted) {
            return self.syntax_error();
        }
        if self.is_qualifier(token) {
            return self.qualified_type();
        }
        let word = token.text(self.text);
        let mut data_type = DataType::new(TypeName::Int, word, token.start);
        if self.character_type(&mut data_type)? {
            return Ok(data_type);
        }
        let known = TYPES.iter().find(|(name, ..)| token.kind == TokenKind::Word && word.eq_ignore_ascii_case(name));
        let spatial = known.is_some_and(|(_, name, _)| name.is_spatial());
        if let (Some((_, name, tail)), false) = (known, spatial && self.mariadb()) {
            self.advance();
            data_type.name = *name;
            if word.eq_ignore_ascii_case("DOUBLE") {
                self.take_word("PRECISION");
            }
            self.tail(&mut data_type, *tail)?;
            return Ok(data_type);
        }
        if self.mariadb() {
            self.named_type(&mut data_type)?;
            return Ok(data_type);
        }
        if word.eq_ignore_ascii_case("VECTOR") && self.server.has(crate::mysql::Feature::Vectors) {
            self.advance();
            data_type.name = TypeName::Vector;
            self.tail(&mut data_type, Tail::Length)?;
            return Ok(data_type);
        }
        self.syntax_error()
    }

    /// The types whose names are several words: CHAR VARYING, NATIONAL CHAR, LONG VARBINARY.
    fn character_type(&mut self, data_type: &mut DataType<'t>) -> Answer<bool> {
        if self.take_any_word(&["CHAR", "CHARACTER"]).is_some() {
            let varying = self.take_word("VARYING");
            data_type.name = if varying { TypeName::VarChar } else { TypeName::Char };
            self.tail(data_type, if varying { Tail::NeedsLengthText } else { Tail::Text })?;
        } else if self.take_word("NATIONAL") {
            data_type.national = true;
            if self.take_any_word(&["CHAR", "CHARACTER"]).is_some() {
                let varying = self.take_word("VARYING");
                data_type.name = if varying { TypeName::VarChar } else { TypeName::Char };
                self.national(data_type, varying)?;
            } else if self.take_any_word(&["VARCHAR", "VARCHARACTER"]).is_some() {
                data_type.name = TypeName::VarChar;
                self.national(data_type, true)?;
            } else {
                return self.syntax_error();
            }
        } else if self.take_word("NCHAR") {
            data_type.national = true;
            let varying = self.take_any_word(&["VARYING", "VARCHAR", "VARCHARACTER"]).is_some();
            data_type.name = if varying { TypeName::VarChar } else { TypeName::Char };
            self.national(data_type, varying)?;
        } else if self.take_word("NVARCHAR") {
            data_type.national = true;
            data_type.name = TypeName::VarChar;
            self.national(data_type, true)?;
        } else if self.take_word("LONG") {
            data_type.name = TypeName::MediumText;
            if self.take_word("VARBINARY") {
                data_type.name = TypeName::MediumBlob;
                return Ok(true);
            }
            let charset = self.is_word_ahead(1, "SET");
            if !charset && self.take_any_word(&["CHAR", "CHARACTER"]).is_some() {
                self.expect_word("VARYING")?;
            } else {
                self.take_any_word(&["VARCHAR", "VARCHARACTER"]);
            }
            self.charset_attribute(data_type)?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn national(&mut self, data_type: &mut DataType<'t>, needs_length: bool) -> Answer<()> {
        if needs_length || self.is_symbol(b'(') {
            data_type.length = Some(self.length()?);
        }
        data_type.binary = self.take_word("BINARY");
        if data_type.binary {
            self.deprecate(1287, &BINARY_ATTRIBUTE);
        }
        // The server says so as soon as it has parsed the type.
        self.deprecate(3720, &[]);
        Ok(())
    }

    /// MariaDB takes any name for a type, and its numbers, before it looks the name up.
    fn named_type(&mut self, data_type: &mut DataType<'t>) -> Answer<()> {
        // Reserved words too can be names of types.
        let token = self.peek();
        let is_of = |words: &str| {
            token.kind == TokenKind::Word
                && words.split(' ').any(|word| word.eq_ignore_ascii_case(token.text(self.text)))
        };
        if is_of(NO_TYPES) {
            return self.syntax_error();
        }
        let named = !is_of(TYPES_OF_ORACLE);
        let name = self.name_after_dot()?;
        if !named {
            return self.syntax_error();
        }
        self.precision(data_type, true)?;
        match MARIADB_PLUGIN_TYPES.iter().find(|(known, _)| name.text.eq_ignore_ascii_case(known)) {
            Some((_, known)) => data_type.name = *known,
            None => return self.refuse(4161, &[&name.text]),
        }
        if data_type.name.is_spatial() && self.take_word("REF_SYSTEM_ID") {
            self.take_equal();
            self.number()?;
        }
        Ok(())
    }

    fn tail(&mut self, data_type: &mut DataType<'t>, tail: Tail) -> Answer<()> {
        let open = self.is_symbol(b'(');
        match tail {
            Tail::Integer if open => {
                data_type.length = Some(self.length()?);
                // MySQL looks at this while it parses.
                if data_type.name == TypeName::Year && !self.mariadb() && data_type.length != Some("4") {
                    return self.refuse(1818, &[]);
                }
            }
            Tail::Real | Tail::Numeric => self.precision(data_type, tail == Tail::Numeric)?,
            Tail::Length | Tail::Text if open => data_type.length = Some(self.length()?),
            // MariaDB's grammar misses the length when it has read the charset.
            Tail::NeedsLengthText if self.mariadb() && !open => {
                self.charset_attribute(data_type)?;
                return self.syntax_error();
            }
            Tail::NeedsLength | Tail::NeedsLengthText => data_type.length = Some(self.length()?),
            Tail::Members => {
                data_type.members = self.list(Self::member)?;
            }
            _ => {}
        }
        match tail {
            Tail::Integer | Tail::Real | Tail::Numeric => self.number_attributes(data_type)?,
            Tail::Text | Tail::NeedsLengthText | Tail::CharsetOnly | Tail::Members => {
                self.charset_attribute(data_type)?
            }
            _ => {}
        }
        Ok(())
    }

    /// A member of ENUM or SET: a string, or its bytes in hexadecimal or binary digits.
    fn member(&mut self) -> Answer<Cow<'t, str>> {
        let token = self.peek();
        let (radix, width) = match token.kind {
            TokenKind::HexText | TokenKind::Hex => (16, 2),
            TokenKind::BitText | TokenKind::Bit => (2, 8),
            _ => return self.text(),
        };
        self.advance();
        let text = token.text(self.text);
        let digits = text.get(2..).unwrap_or("").trim_end_matches('\'');
        let padded = format!("{}{digits}", "0".repeat((width - digits.len() % width) % width));
        let byte = |chunk: &[u8]| u8::from_str_radix(std::str::from_utf8(chunk).unwrap_or("0"), radix).unwrap_or(0);
        let bytes: Vec<u8> = padded.as_bytes().chunks(width).map(byte).collect();
        Ok(String::from_utf8_lossy(&bytes).into_owned().into())
    }

    /// `(n)`. The grammars take `1.5` too and read its whole part.
    fn length(&mut self) -> Answer<&'t str> {
        self.expect_symbol(b'(')?;
        let digits = self.length_digits()?;
        self.expect_symbol(b')')?;
        Ok(digits)
    }

    /// The whole digits of a length; what stands behind a point is nothing.
    pub fn length_digits(&mut self) -> Answer<&'t str> {
        match self.peek().kind {
            TokenKind::Integer => Ok(self.advance().text(self.text)),
            TokenKind::Decimal => {
                let text = self.advance().text(self.text);
                Ok(text.split('.').next().unwrap_or(text))
            }
            _ => self.syntax_error(),
        }
    }

    /// `(m,d)`, and `(m)` where `alone`.
    fn precision(&mut self, data_type: &mut DataType<'t>, alone: bool) -> Answer<()> {
        if !self.take_symbol(b'(') {
            return Ok(());
        }
        data_type.length = Some(self.length_digits()?);
        if !alone && !self.is_symbol(b',') {
            return self.syntax_error();
        }
        if self.take_symbol(b',') {
            data_type.decimals = Some(self.length_digits()?);
        }
        self.expect_symbol(b')')
    }

    fn number_attributes(&mut self, data_type: &mut DataType<'t>) -> Answer<()> {
        let (mut signed, mut unsigned, mut zerofill) = (false, false, false);
        while let Some(word) = self.peek_any(&["SIGNED", "UNSIGNED", "ZEROFILL"]) {
            // MariaDB's grammar has each once, and SIGNED alone.
            let refused = match word {
                "SIGNED" => signed || unsigned || zerofill,
                "UNSIGNED" => signed || unsigned,
                _ => signed || zerofill,
            };
            if self.mariadb() && refused {
                return Ok(());
            }
            self.advance();
            signed |= word == "SIGNED";
            unsigned |= word == "UNSIGNED";
            zerofill |= word == "ZEROFILL";
        }
        data_type.unsigned = unsigned || zerofill;
        data_type.unsigned_written = unsigned;
        data_type.zerofill = zerofill;
        Ok(())
    }

    pub(super) fn peek_any(&self, words: &[&'static str]) -> Option<&'static str> {
        words.iter().copied().find(|word| self.is_word(word))
    }

    /// `CHARACTER SET x`, `CHARSET x`, ASCII, UNICODE, BYTE, BINARY behind a character type.
    pub(super) fn charset_attribute(&mut self, data_type: &mut DataType<'t>) -> Answer<()> {
        let at = self.offset();
        let named = |text: &'static str| Some(Name { text: text.into(), at });
        if self.take_word("BYTE") {
            data_type.charset = named("binary");
        } else {
            data_type.binary = self.binary_attribute();
            if let Some(word) = self.take_any_word(&["ASCII", "UNICODE"]) {
                data_type.charset = named(if word == "ASCII" { "latin1" } else { "ucs2" });
                self.deprecate(1287, &[word, "CHARACTER SET charset_name"]);
            } else if self.is_charset_word() {
                data_type.charset = Some(self.charset_clause()?);
            }
            if data_type.charset.is_some() && !data_type.binary {
                data_type.binary = self.binary_attribute();
            }
        }
        if self.mariadb() && self.is_word("COMPRESSED") {
            self.advance();
        }
        if self.mariadb() && self.take_word("COLLATE") {
            data_type.collate = Some(self.collation_name()?);
        }
        Ok(())
    }

    fn binary_attribute(&mut self) -> bool {
        let found = self.take_word("BINARY");
        if found {
            self.deprecate(1287, &BINARY_ATTRIBUTE);
        }
        found
    }

    /// True before `CHARSET`, `CHARACTER SET`, `CHAR SET`.
    pub(super) fn is_charset_word(&self) -> bool {
        self.is_any_word(&["CHARSET", "CHARACTER", "CHAR"])
    }

    /// `CHARACTER SET name` behind a type or in CONVERT TO.
    pub(super) fn charset_clause(&mut self) -> Answer<Name<'t>> {
        self.charset_words()?;
        self.charset_name()
    }

    pub(super) fn charset_words(&mut self) -> Answer<()> {
        if self.take_word("CHARSET") {
            return Ok(());
        }
        if self.take_any_word(&["CHARACTER", "CHAR"]).is_none() {
            return self.syntax_error();
        }
        self.expect_word("SET")
    }

    /// A charset's name. The servers look it up while they parse, and MySQL warns of old names then.
    pub fn charset_name(&mut self) -> Answer<Name<'t>> {
        let name = self.name_or_binary()?;
        let Some(charset) = charset::charset(&name.text, self.server) else {
            return self.refuse(1115, &[&name.text]);
        };
        self.warn_of_charset(charset.name, &name.text);
        Ok(name)
    }

    /// `binary` is a word of the grammar, and a charset and a collation too.
    fn name_or_binary(&mut self) -> Answer<Name<'t>> {
        let token = self.peek();
        if !self.is_word("BINARY") {
            return self.name_or_text();
        }
        self.advance();
        Ok(Name { text: "binary".into(), at: token.start })
    }

    /// MySQL's warnings of old charsets, as soon as it reads their names.
    pub(in crate::dryrun::mysql) fn warn_of_charset(&mut self, charset: &str, written: &str) {
        match charset {
            "utf8mb3" if written.eq_ignore_ascii_case("utf8") => self.deprecate(3719, &[]),
            old if old == "utf8mb3" || DEPRECATED_CHARSETS.contains(&old) => {
                self.deprecate(1287, &[charset, "utf8mb4"]);
            }
            _ => {}
        }
    }

    /// A collation's name, looked up while parsing.
    pub fn collation_name(&mut self) -> Answer<Name<'t>> {
        let name = self.name_or_binary()?;
        let found = charset::collation(&name.text, self.server);
        if found.is_none() && charset::contextual(&name.text, self.server).is_none() {
            return self.refuse(1273, &[&name.text]);
        }
        self.warn_of_collation(found);
        Ok(name)
    }

    /// MySQL's warnings of collations of old charsets.
    pub(in crate::dryrun::mysql) fn warn_of_collation(&mut self, found: Option<&charset::Collation>) {
        match found.map(|found| (found.name, found.charset())) {
            Some((name, "utf8mb3")) => self.deprecate(3778, &[name]),
            Some((name, old)) if DEPRECATED_CHARSETS.contains(&old) => self.deprecate(4079, &[name, old, "utf8mb4"]),
            _ => {}
        }
    }

    /// A type behind a dot, which MariaDB looks up by the last name, and does not have.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn qualified_type<T>(&mut self) -> Answer<T> {
        if !self.mariadb() {
            return self.syntax_error();
        }
        self.advance();
        self.advance();
        let name = self.name_after_dot()?;
        self.refuse(4161, &[&name.text])
    }

    /// True for a word that is no keyword of the server: MariaDB takes those for options of the engine.
    pub(super) fn is_plain_word(&self) -> bool {
        let token = self.peek();
        match token.kind {
            TokenKind::Quoted => true,
            TokenKind::Word => !keyword::is_keyword(token.text(self.text), self.server) || self.is_qualifier(token),
            _ => false,
        }
    }
}
