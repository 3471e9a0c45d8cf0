//! What an expression gives.

use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::syntax::ast::TypeName;
use crate::mysql::Server;
use crate::mysql::charset::{Collation, charset, collation};

/// The kind of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// NULL, whose type nothing tells.
    Null,
    Integer,
    Decimal,
    Float,
    Double,
    /// Text with a collation, or bytes with the collation binary.
    Text,
    Json,
    Date,
    Time,
    DateTime,
    Timestamp,
    Year,
    Bit,
    Enum,
    Set,
    /// Of the named geometric type.
    Geometry(TypeName),
    Vector,
    Uuid,
    Inet4,
    Inet6,
    /// So many columns.
    Row(usize),
}

/// How strong a collation is where two meet. Source: MySQL manual, "Collation Coercibility in Expressions".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coercibility {
    /// COLLATE
    Explicit,
    /// Two that do not go together.
    None,
    /// A column.
    Implicit,
    /// USER(), VERSION()
    System,
    /// A literal.
    Coercible,
    Numeric,
    Ignorable,
}

/// What an expression gives: a type and how large it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ValueType {
    pub kind: Kind,
    /// Of text: characters, of bytes: bytes. Of decimals: digits. Of others: characters of the longest value as text.
    pub length: u64,
    /// Digits behind the point; of times, of the second's fraction.
    pub decimals: u8,
    pub unsigned: bool,
    pub nullable: bool,
    /// Of text, ENUM and SET; `binary` for bytes.
    pub collation: Option<&'static Collation>,
    pub coercibility: Coercibility,
    /// Nothing in it changes from row to row, and it can be computed now.
    pub constant: bool,
    /// Text of ASCII characters only.
    pub ascii: bool,
    /// A column of BLOB, TEXT and their kin.
    pub from_blob: bool,
    /// A CHAR column, whose trailing blanks are a matter of sql_mode.
    pub padded: bool,
}

impl ValueType {
    pub fn new(kind: Kind, length: u64) -> Self {
        ValueType {
            kind,
            length,
            decimals: 0,
            unsigned: false,
            nullable: true,
            collation: None,
            coercibility: if kind == Kind::Null { Coercibility::Ignorable } else { Coercibility::Numeric },
            constant: false,
            ascii: kind != Kind::Text,
            from_blob: false,
            padded: false,
        }
    }

    pub fn integer(length: u64) -> Self {
        ValueType::new(Kind::Integer, length)
    }

    /// 0 or 1.
    pub fn boolean() -> Self {
        ValueType::integer(1)
    }

    pub fn double() -> Self {
        ValueType { decimals: 31, ..ValueType::new(Kind::Double, 23) }
    }

    pub fn decimal(digits: u64, decimals: u8) -> Self {
        ValueType { decimals, ..ValueType::new(Kind::Decimal, digits) }
    }

    /// DATE, TIME, DATETIME or TIMESTAMP with digits of the second's fraction.
    pub fn temporal(kind: Kind, decimals: u8) -> Self {
        let plain = match kind {
            Kind::Date | Kind::Time => 10,
            _ => 19,
        };
        let fraction = if decimals > 0 { u64::from(decimals) + 1 } else { 0 };
        ValueType { decimals, ..ValueType::new(kind, plain + fraction) }
    }

    /// Text of so many characters.
    pub fn text(length: u64, collation: &'static Collation) -> Self {
        let coercibility = Coercibility::Coercible;
        ValueType { collation: Some(collation), coercibility, ..ValueType::new(Kind::Text, length) }
    }

    /// So many bytes.
    pub fn bytes(length: u64, server: Server) -> Self {
        let coercibility = Coercibility::Coercible;
        ValueType { collation: collation("binary", server), coercibility, ..ValueType::new(Kind::Text, length) }
    }

    pub fn json() -> Self {
        ValueType { coercibility: Coercibility::Implicit, ..ValueType::new(Kind::Json, u64::from(u32::MAX)) }
    }

    /// What a column of that type gives.
    pub fn of_column(column: &ColumnType, nullable: bool, server: Server) -> Self {
        let length = u64::from(column.length);
        let decimals = column.decimals.unwrap_or(0);
        let longest =
            |members: &[String]| members.iter().map(|member| member.chars().count() as u64).max().unwrap_or(0);
        let mut value = match column.name {
            name if name.is_spatial() => ValueType::new(Kind::Geometry(name), u64::from(u32::MAX)),
            TypeName::TinyInt | TypeName::Bool => ValueType::integer(4 - u64::from(column.unsigned)),
            TypeName::SmallInt => ValueType::integer(6 - u64::from(column.unsigned)),
            TypeName::MediumInt => ValueType::integer(9 - u64::from(column.unsigned)),
            TypeName::Int => ValueType::integer(11 - u64::from(column.unsigned)),
            TypeName::BigInt | TypeName::Serial | TypeName::CastSigned | TypeName::CastUnsigned => {
                ValueType::integer(20)
            }
            TypeName::Decimal => ValueType::decimal(length, decimals),
            TypeName::Float => ValueType { decimals: 31, ..ValueType::new(Kind::Float, 12) },
            TypeName::Double => ValueType { length: 22, ..ValueType::double() },
            TypeName::Bit => ValueType::new(Kind::Bit, length),
            TypeName::Char | TypeName::VarChar => ValueType::new(Kind::Text, length),
            TypeName::Binary | TypeName::VarBinary => ValueType::new(Kind::Text, length),
            TypeName::TinyText | TypeName::TinyBlob => ValueType::new(Kind::Text, 255),
            TypeName::Text | TypeName::Blob => ValueType::new(Kind::Text, 65_535),
            TypeName::MediumText | TypeName::MediumBlob => ValueType::new(Kind::Text, 16_777_215),
            TypeName::LongText | TypeName::LongBlob => ValueType::new(Kind::Text, u64::from(u32::MAX)),
            TypeName::Enum => ValueType::new(Kind::Enum, longest(&column.members)),
            TypeName::Set => {
                let all: u64 = column.members.iter().map(|member| member.chars().count() as u64 + 1).sum();
                ValueType::new(Kind::Set, all.saturating_sub(1))
            }
            TypeName::Json if server.is_mariadb() => ValueType::new(Kind::Text, u64::from(u32::MAX)),
            TypeName::Json => ValueType::json(),
            TypeName::Date => ValueType::temporal(Kind::Date, 0),
            TypeName::Time | TypeName::CastInterval => ValueType::temporal(Kind::Time, decimals),
            TypeName::DateTime => ValueType::temporal(Kind::DateTime, decimals),
            TypeName::Timestamp => ValueType::temporal(Kind::Timestamp, decimals),
            TypeName::Year => ValueType::new(Kind::Year, 4),
            TypeName::Vector => ValueType::new(Kind::Vector, length * 4),
            TypeName::Uuid => ValueType::new(Kind::Uuid, 36),
            TypeName::Inet4 => ValueType::new(Kind::Inet4, 15),
            TypeName::Inet6 => ValueType::new(Kind::Inet6, 39),
            _ => ValueType::new(Kind::Geometry(column.name), u64::from(u32::MAX)),
        };
        value.unsigned = column.unsigned;
        value.nullable = nullable;
        value.padded = column.name == TypeName::Char;
        value.from_blob = column.is_blob();
        if matches!(value.kind, Kind::Text | Kind::Enum | Kind::Set) {
            value.collation = column.collation.or_else(|| collation("binary", server));
            value.coercibility = Coercibility::Implicit;
        }
        value
    }

    /// Bytes and no text.
    pub fn is_binary(&self) -> bool {
        self.collation.is_some_and(|collation| collation.name == "binary")
    }

    /// Text or what is compared like it.
    pub fn is_text(&self) -> bool {
        matches!(self.kind, Kind::Text | Kind::Enum | Kind::Set)
    }

    pub fn is_temporal(&self) -> bool {
        matches!(self.kind, Kind::Date | Kind::Time | Kind::DateTime | Kind::Timestamp)
    }

    /// True where arithmetic with it is done in whole numbers.
    pub fn is_whole(&self) -> bool {
        match self.kind {
            Kind::Integer | Kind::Year | Kind::Bit => true,
            Kind::Date | Kind::Time | Kind::DateTime | Kind::Timestamp => self.decimals == 0,
            _ => false,
        }
    }

    /// Characters of the longest value as text.
    pub fn characters(&self) -> u64 {
        match self.kind {
            Kind::Decimal => self.length + 1 + u64::from(self.decimals > 0),
            Kind::Bit => self.length.div_ceil(8),
            _ => self.length,
        }
    }

    /// Bytes of the longest character.
    pub fn max_len(&self, server: Server) -> u64 {
        let named = self.collation.and_then(|collation| charset(collation.charset(), server));
        named.map_or(1, |charset| u64::from(charset.max_len))
    }

    /// The type of a column that holds it, as `CREATE TABLE ... SELECT` and functional keys make it.
    ///
    /// Text of more than 512 characters becomes TEXT. `None` for rows.
    pub fn column_type(&self, server: Server) -> Option<ColumnType> {
        let mut column = ColumnType::plain(match self.kind {
            Kind::Row(_) => return None,
            Kind::Null => TypeName::Binary,
            Kind::Integer if self.length >= 11 + u64::from(!self.unsigned) => TypeName::BigInt,
            Kind::Integer => TypeName::Int,
            Kind::Decimal => TypeName::Decimal,
            Kind::Float => TypeName::Float,
            Kind::Double => TypeName::Double,
            Kind::Text => self.text_type(server),
            Kind::Json if server.is_mariadb() => TypeName::LongText,
            Kind::Json => TypeName::Json,
            Kind::Date => TypeName::Date,
            Kind::Time => TypeName::Time,
            Kind::DateTime => TypeName::DateTime,
            Kind::Timestamp => TypeName::Timestamp,
            Kind::Year => TypeName::Year,
            Kind::Bit => TypeName::Bit,
            Kind::Enum => TypeName::Enum,
            Kind::Set => TypeName::Set,
            Kind::Geometry(name) => name,
            Kind::Vector => TypeName::Vector,
            Kind::Uuid => TypeName::Uuid,
            Kind::Inet4 => TypeName::Inet4,
            Kind::Inet6 => TypeName::Inet6,
        });
        column.unsigned = self.unsigned;
        column.length = self.length.min(u64::from(u32::MAX)) as u32;
        column.decimals = match self.kind {
            Kind::Float | Kind::Double => None,
            _ => Some(self.decimals),
        };
        column.collation = self.collation.filter(|_| self.is_text() && !self.is_binary());
        Some(column)
    }

    fn text_type(&self, server: Server) -> TypeName {
        let bytes = self.length.saturating_mul(self.max_len(server));
        let blob = |bytes: u64| match bytes {
            0..=255 => 0,
            256..=65_535 => 1,
            65_536..=16_777_215 => 2,
            _ => 3,
        };
        let large = self.length > 512;
        match (self.is_binary(), large, blob(bytes)) {
            (true, false, _) => TypeName::VarBinary,
            (false, false, _) => TypeName::VarChar,
            (true, true, 0 | 1) => TypeName::Blob,
            (true, true, 2) => TypeName::MediumBlob,
            (true, true, _) => TypeName::LongBlob,
            (false, true, 0 | 1) => TypeName::Text,
            (false, true, 2) => TypeName::MediumText,
            (false, true, _) => TypeName::LongText,
        }
    }
}
