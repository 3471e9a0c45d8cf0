//! CAST, CONVERT and their types.

use super::super::ast::{DataType, Expr, ExprKind, TypeName};
use super::super::parser::Parser;
use super::super::token::TokenKind;
use crate::dryrun::mysql::expression::early;
use crate::dryrun::mysql::refusal::Answer;
use crate::mysql::Server;

/// What follows a type's name in CAST.
#[derive(Clone, Copy)]
enum Tail {
    Nothing,
    Length,
    /// A length that must be there, and a charset.
    NeedsLengthText,
    /// A length and a charset.
    Text,
    National,
    /// `(m)` and `(m,d)`.
    Numeric,
    /// `INT` may follow.
    Sign,
    /// `PRECISION` may follow.
    Double,
    /// `(m,d)`, both.
    Pair,
}

/// The types of CAST: word, type, what follows, in which servers (5, 8 = MySQL 8 and later, M).
/// Source: MySQL manual, "Cast Functions and Operators" (REAL, DOUBLE, FLOAT from 8.0.17, YEAR from 8.0.22, spatial
/// from
/// 8.0.24); MariaDB manual, "CAST"; measured on both.
const TYPES: &[(&str, TypeName, Tail, &str)] = &[
    ("BINARY", TypeName::Binary, Tail::Length, "58M"),
    ("CHAR", TypeName::Char, Tail::Text, "58M"),
    ("CHARACTER", TypeName::Char, Tail::Text, "58M"),
    ("NCHAR", TypeName::Char, Tail::National, "58M"),
    ("NATIONAL", TypeName::Char, Tail::National, "58"),
    ("SIGNED", TypeName::CastSigned, Tail::Sign, "58M"),
    ("UNSIGNED", TypeName::CastUnsigned, Tail::Sign, "58M"),
    ("DATE", TypeName::Date, Tail::Nothing, "58M"),
    ("TIME", TypeName::Time, Tail::Length, "58M"),
    ("DATETIME", TypeName::DateTime, Tail::Length, "58M"),
    ("DECIMAL", TypeName::Decimal, Tail::Numeric, "58M"),
    ("DEC", TypeName::Decimal, Tail::Numeric, "58M"),
    ("NUMERIC", TypeName::Decimal, Tail::Numeric, "58"),
    ("FIXED", TypeName::Decimal, Tail::Numeric, "58"),
    ("JSON", TypeName::Json, Tail::Nothing, "58"),
    ("YEAR", TypeName::Year, Tail::Nothing, "8"),
    ("FLOAT", TypeName::Float, Tail::Length, "8"),
    ("FLOAT4", TypeName::Float, Tail::Length, "8"),
    ("REAL", TypeName::Double, Tail::Nothing, "8"),
    ("DOUBLE", TypeName::Double, Tail::Double, "8"),
    ("FLOAT8", TypeName::Double, Tail::Double, "8"),
    ("POINT", TypeName::Point, Tail::Nothing, "8"),
    ("LINESTRING", TypeName::LineString, Tail::Nothing, "8"),
    ("POLYGON", TypeName::Polygon, Tail::Nothing, "8"),
    ("MULTIPOINT", TypeName::MultiPoint, Tail::Nothing, "8"),
    ("MULTILINESTRING", TypeName::MultiLineString, Tail::Nothing, "8"),
    ("MULTIPOLYGON", TypeName::MultiPolygon, Tail::Nothing, "8"),
    ("GEOMETRYCOLLECTION", TypeName::GeometryCollection, Tail::Nothing, "8"),
    ("GEOMCOLLECTION", TypeName::GeometryCollection, Tail::Nothing, "8"),
    ("INT", TypeName::CastSigned, Tail::Nothing, "M"),
    ("INT4", TypeName::CastSigned, Tail::Nothing, "M"),
    ("INTEGER", TypeName::CastSigned, Tail::Nothing, "M"),
    ("FLOAT", TypeName::Float, Tail::Nothing, "M"),
    ("FLOAT4", TypeName::Float, Tail::Nothing, "M"),
    ("DOUBLE", TypeName::Double, Tail::Pair, "M"),
    ("FLOAT8", TypeName::Double, Tail::Pair, "M"),
    ("VARCHAR", TypeName::VarChar, Tail::NeedsLengthText, "M"),
];

impl<'t> Parser<'t> {
    /// `CAST(x AS type)`; CAST is passed already.
    pub(super) fn cast_behind(&mut self, at: u32) -> Answer<Expr<'t>> {
        self.expect_symbol(b'(')?;
        let operand = Box::new(self.expression()?);
        let at_time_zone = if !self.mariadb() && self.take_word("AT") { self.time_zone()? } else { None };
        self.expect_word("AS")?;
        let target = Box::new(self.cast_target(&operand)?);
        let array = self.has_new_expressions() && at_time_zone.is_none() && self.take_word("ARRAY");
        self.expect_symbol(b')')?;
        if array {
            early::array(&target, self.server)?;
        }
        Ok(self.spanned(at, ExprKind::Cast { operand, target, array, convert: false, at_time_zone }))
    }

    fn time_zone(&mut self) -> Answer<Option<std::borrow::Cow<'t, str>>> {
        if self.take_word("LOCAL") {
            return Ok(Some("LOCAL".into()));
        }
        self.expect_words(&["TIME", "ZONE"])?;
        self.take_word("INTERVAL");
        self.text().map(Some)
    }

    /// `CONVERT(x, type)`, `CONVERT(x USING charset)`; CONVERT is passed already.
    pub(super) fn convert_behind(&mut self, at: u32) -> Answer<Expr<'t>> {
        self.expect_symbol(b'(')?;
        let operand = Box::new(self.expression()?);
        let kind = if self.take_word("USING") {
            ExprKind::ConvertUsing { operand, charset: self.charset_name()? }
        } else {
            self.expect_symbol(b',')?;
            let target = Box::new(self.cast_target(&operand)?);
            ExprKind::Cast { operand, target, array: false, convert: true, at_time_zone: None }
        };
        self.expect_symbol(b')')?;
        Ok(self.spanned(at, kind))
    }

    /// The type, whose numbers are looked at now.
    fn cast_target(&mut self, operand: &Expr<'t>) -> Answer<DataType<'t>> {
        let target = self.cast_type()?;
        let source = self.text.get(operand.at as usize..operand.end as usize).unwrap_or("");
        early::cast(operand, &target, source, self.server)?;
        Ok(target)
    }

    /// A type as CAST has it.
    pub fn cast_type(&mut self) -> Answer<DataType<'t>> {
        let token = self.peek();
        let word = token.text(self.text);
        let flag = match self.server {
            Server::Mysql57 => '5',
            _ if self.mariadb() => 'M',
            _ => '8',
        };
        let mut data_type = DataType::new(TypeName::Char, word, token.start);
        let known = TYPES.iter().find(|(name, _, _, servers)| servers.contains(flag) && self.is_word(name));
        let Some((name, known, tail, _)) = known else {
            return if self.mariadb() { self.mariadb_cast_type(data_type) } else { self.syntax_error() };
        };
        self.advance();
        data_type.name = *known;
        match tail {
            Tail::Nothing => {}
            Tail::Sign => {
                self.take_any_word(&["INT", "INTEGER", "INT4"]);
            }
            Tail::Double => {
                self.take_word("PRECISION");
            }
            Tail::Pair => {
                let at = self.mark();
                self.cast_numbers(&mut data_type, true)?;
                if data_type.length.is_some() && data_type.decimals.is_none() {
                    self.rewind(at + 2);
                    return self.syntax_error();
                }
            }
            Tail::Numeric => self.cast_numbers(&mut data_type, true)?,
            Tail::Length => self.cast_numbers(&mut data_type, false)?,
            Tail::Text => {
                self.cast_numbers(&mut data_type, false)?;
                self.cast_charset(&mut data_type)?;
            }
            Tail::NeedsLengthText => {
                if !self.is_symbol(b'(') {
                    return self.syntax_error();
                }
                self.cast_numbers(&mut data_type, false)?;
                self.cast_charset(&mut data_type)?;
            }
            Tail::National => {
                if *name == "NATIONAL" && self.take_any_word(&["CHAR", "CHARACTER"]).is_none() {
                    return self.syntax_error();
                }
                data_type.national = true;
                self.cast_numbers(&mut data_type, false)?;
                self.deprecate(3720, &[]);
            }
        }
        Ok(data_type)
    }

    /// `(m)` or `(m,d)`, if it stands there.
    fn cast_numbers(&mut self, data_type: &mut DataType<'t>, pair: bool) -> Answer<()> {
        if !self.take_symbol(b'(') {
            return Ok(());
        }
        data_type.length = Some(self.length_digits()?);
        if pair && self.take_symbol(b',') {
            data_type.decimals = Some(self.length_digits()?);
        }
        self.expect_symbol(b')')
    }

    fn cast_charset(&mut self, data_type: &mut DataType<'t>) -> Answer<()> {
        // COMPRESSED belongs to columns only.
        if self.is_word("COMPRESSED") {
            return self.syntax_error();
        }
        self.charset_attribute(data_type)?;
        if self.mariadb() && !data_type.binary && self.take_word("COLLATE") {
            data_type.collate = Some(self.collation_name()?);
        }
        Ok(())
    }

    /// MariaDB: `INTERVAL DAY_SECOND(n)`, and types by name.
    fn mariadb_cast_type(&mut self, mut data_type: DataType<'t>) -> Answer<DataType<'t>> {
        if self.is_word("INTERVAL") && self.is_word_ahead(1, "DAY_SECOND") {
            self.advance();
            self.advance();
            data_type.name = TypeName::CastInterval;
            if !self.is_symbol(b'(') {
                return self.syntax_error();
            }
            self.cast_numbers(&mut data_type, false)?;
            return Ok(data_type);
        }
        let token = self.peek();
        let word = token.text(self.text);
        let named = match token.kind {
            TokenKind::Quoted => true,
            TokenKind::Word => !NO_TYPES.split(' ').any(|other| other.eq_ignore_ascii_case(word)),
            _ => false,
        };
        if !named {
            return self.syntax_error();
        }
        let name = self.name_after_dot()?;
        let types = [("UUID", TypeName::Uuid), ("INET6", TypeName::Inet6), ("INET4", TypeName::Inet4)];
        if let Some((_, known)) = types.iter().find(|(known, _)| name.text.eq_ignore_ascii_case(known)) {
            data_type.name = *known;
            return Ok(data_type);
        }
        let spatial = "geometry point linestring polygon multipoint multilinestring multipolygon geometrycollection";
        match spatial.split(' ').find(|known| name.text.eq_ignore_ascii_case(known)) {
            Some(known) => self.refuse(4162, &[&format!("CAST(expr AS {known})")]),
            None => self.refuse(4161, &[&name.text]),
        }
    }
}

/// Words that MariaDB does not take for the name of a type in CAST, known types beside them. Source: each keyword of
/// MariaDB 10.11.19 was tried.
const NO_TYPES: &str = "BIGINT BIT BLOB BOOL BOOLEAN CLOB COLUMN CONDITION CURSOR DELAYED ENUM EXIT FIXED FOR FORCE \
    FUNCTION HIGH_PRIORITY INT1 INT2 INT3 INT8 JSON LONG LONGBLOB LONGTEXT MASTER_DEMOTE_TO_REPLICA \
    MASTER_DEMOTE_TO_SLAVE MEDIUM MEDIUMBLOB MEDIUMINT MEDIUMTEXT MIDDLEINT NATIONAL NUMBER NUMERIC NVARCHAR RAW REAL \
    ROW SERIAL SET SMALLINT SQL_CALC_FOUND_ROWS SQL_TSI_YEAR TEXT TIMESTAMP TINYBLOB TINYINT TINYTEXT VARBINARY VARCHAR \
    VARCHAR2 VARCHARACTER WINDOW WRITE YEAR";
