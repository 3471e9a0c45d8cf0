//! A column's type as the catalogue holds it: synonyms resolved, lengths filled in, the collation known.

use std::fmt::Write;

use super::syntax::ast::TypeName;
use crate::mysql::charset::{Charset, Collation, charset};
use crate::mysql::{Feature, Server};
use crate::text::quote_string;

/// A resolved type. `name` is never BOOL or SERIAL.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnType {
    pub name: TypeName,
    /// Integers, YEAR: the display width. CHAR, VARCHAR: characters. BINARY, VARBINARY: bytes. DECIMAL, and FLOAT and DOUBLE
    /// with digits: the digits. BIT: bits. VECTOR: dimensions. Others: 0.
    pub length: u32,
    /// Digits behind the point; for TIME, DATETIME and TIMESTAMP, of the second's fraction. `None` for FLOAT and DOUBLE
    /// without digits.
    pub decimals: Option<u8>,
    /// The display width stands in the statement.
    pub explicit_width: bool,
    pub unsigned: bool,
    pub zerofill: bool,
    /// Of ENUM and SET.
    pub members: Vec<String>,
    /// Of CHAR, VARCHAR, TEXT, ENUM and SET and their kin; `None` for all others, BINARY and BLOB too.
    pub collation: Option<&'static Collation>,
    pub srid: Option<u64>,
}

impl ColumnType {
    /// A type without length, sign and collation.
    pub fn plain(name: TypeName) -> Self {
        ColumnType {
            name,
            length: 0,
            decimals: None,
            explicit_width: false,
            unsigned: false,
            zerofill: false,
            members: vec![],
            collation: None,
            srid: None,
        }
    }

    /// The charset of its text, where it has one.
    pub fn charset(&self, server: Server) -> Option<&'static Charset> {
        charset(self.collation?.charset(), server)
    }

    /// Bytes of the longest character; 1 where there is no charset.
    pub fn max_len(&self, server: Server) -> u32 {
        self.charset(server).map_or(1, |charset| u32::from(charset.max_len))
    }

    /// BLOB, TEXT and their kin, JSON, geometries and VECTOR: stored beside the row, a key needs a length.
    pub fn is_blob(&self) -> bool {
        self.blob_length_bytes().is_some()
    }

    /// How many bytes say how long the value is, for the types stored beside the row.
    pub fn blob_length_bytes(&self) -> Option<u32> {
        Some(match self.name {
            TypeName::TinyText | TypeName::TinyBlob => 1,
            TypeName::Text | TypeName::Blob => 2,
            TypeName::MediumText | TypeName::MediumBlob => 3,
            TypeName::LongText | TypeName::LongBlob | TypeName::Json | TypeName::Vector => 4,
            name if name.is_spatial() => 4,
            _ => return None,
        })
    }

    pub fn is_integer(&self) -> bool {
        use TypeName::{BigInt, Int, MediumInt, SmallInt, TinyInt};
        matches!(self.name, TinyInt | SmallInt | MediumInt | Int | BigInt)
    }

    /// A key may name the length of such a column, though not another than it has.
    pub fn takes_whole_length(&self) -> bool {
        !matches!(self.name, TypeName::Enum | TypeName::Set | TypeName::Vector) && !self.is_blob()
    }

    /// CHAR, VARCHAR, BINARY, VARBINARY and the blobs: a key part of them can have a length.
    pub fn takes_prefix(&self) -> bool {
        use TypeName::{Binary, Char, VarBinary, VarChar};
        matches!(self.name, Char | VarChar | Binary | VarBinary) || (self.is_blob() && self.name != TypeName::Vector)
    }

    /// Bytes in the row's record, as the limit of 65,535 counts them, without the bit that says NULL.
    ///
    /// Source: MySQL manual, "Data Type Storage Requirements" and "Limits on Table Column Count and Row Size".
    pub fn row_bytes(&self, server: Server) -> u64 {
        let fraction = |decimals: Option<u8>| u64::from(decimals.unwrap_or(0)).div_ceil(2);
        match self.name {
            TypeName::TinyInt | TypeName::Year | TypeName::Bool => 1,
            TypeName::SmallInt => 2,
            TypeName::MediumInt | TypeName::Date => 3,
            TypeName::Int | TypeName::Float | TypeName::Inet4 => 4,
            TypeName::BigInt | TypeName::Double | TypeName::Serial => 8,
            TypeName::Time => 3 + fraction(self.decimals),
            TypeName::Timestamp => 4 + fraction(self.decimals),
            TypeName::DateTime => 5 + fraction(self.decimals),
            TypeName::Uuid | TypeName::Inet6 => 16,
            TypeName::Bit => u64::from(self.length).div_ceil(8),
            TypeName::Decimal => decimal_bytes(self.length, self.decimals.unwrap_or(0)),
            TypeName::Char | TypeName::Binary => u64::from(self.length) * u64::from(self.max_len(server)),
            TypeName::VarChar | TypeName::VarBinary => {
                let bytes = u64::from(self.length) * u64::from(self.max_len(server));
                bytes + if bytes < 256 { 1 } else { 2 }
            }
            TypeName::Enum => {
                if self.members.len() < 256 {
                    1
                } else {
                    2
                }
            }
            TypeName::Set => match self.members.len().div_ceil(8) {
                0 => 1,
                bytes @ 1..=4 => bytes as u64,
                _ => 8,
            },
            // A pointer and the length; the text lies elsewhere.
            _ => 8 + u64::from(self.blob_length_bytes().unwrap_or(0)),
        }
    }

    /// Bytes as a part of a key, whole; 0 for the types that need a length.
    pub fn key_bytes(&self, server: Server) -> u32 {
        match self.name {
            TypeName::VarChar | TypeName::VarBinary => self.length.saturating_mul(self.max_len(server)),
            _ if self.is_blob() => 0,
            _ => self.row_bytes(server).min(u64::from(u32::MAX)) as u32,
        }
    }

    /// The type as information_schema.COLUMNS.COLUMN_TYPE shows it.
    pub fn column_type(&self, server: Server) -> String {
        let mut out = self.data_type(server).to_owned();
        // Writing to a String cannot fail.
        let _ = match self.name {
            TypeName::Year if server.is_mariadb() => write!(out, "({})", self.length),
            TypeName::Year if !server.has(Feature::WidthsAreHidden) => write!(out, "(4)"),
            _ if self.is_integer() => {
                let shown = !server.has(Feature::WidthsAreHidden)
                    || self.zerofill
                    || (self.name == TypeName::TinyInt && self.length == 1 && self.explicit_width && !self.unsigned);
                if shown { write!(out, "({})", self.length) } else { Ok(()) }
            }
            TypeName::Decimal => write!(out, "({},{})", self.length, self.decimals.unwrap_or(0)),
            TypeName::Float | TypeName::Double => match self.decimals {
                Some(decimals) => write!(out, "({},{decimals})", self.length),
                None => Ok(()),
            },
            TypeName::Bit
            | TypeName::Char
            | TypeName::VarChar
            | TypeName::Binary
            | TypeName::VarBinary
            | TypeName::Vector => write!(out, "({})", self.length),
            TypeName::Time | TypeName::DateTime | TypeName::Timestamp => match self.decimals {
                Some(fsp @ 1..) => write!(out, "({fsp})"),
                _ => Ok(()),
            },
            TypeName::Enum | TypeName::Set => {
                out.push('(');
                for (at, member) in self.members.iter().enumerate() {
                    out.push_str(if at > 0 { "," } else { "" });
                    out.push_str(&quote_string(member));
                }
                out.push(')');
                Ok(())
            }
            _ => Ok(()),
        };
        if self.unsigned {
            out.push_str(" unsigned");
        }
        if self.zerofill {
            out.push_str(" zerofill");
        }
        out
    }

    /// The type's own name: information_schema.COLUMNS.DATA_TYPE.
    pub fn data_type(&self, server: Server) -> &'static str {
        match self.name {
            TypeName::TinyInt | TypeName::Bool => "tinyint",
            TypeName::SmallInt => "smallint",
            TypeName::MediumInt => "mediumint",
            TypeName::Int => "int",
            TypeName::BigInt | TypeName::Serial | TypeName::CastSigned | TypeName::CastUnsigned => "bigint",
            TypeName::Decimal => "decimal",
            TypeName::Float => "float",
            TypeName::Double => "double",
            TypeName::Bit => "bit",
            TypeName::Char => "char",
            TypeName::VarChar => "varchar",
            TypeName::Binary => "binary",
            TypeName::VarBinary => "varbinary",
            TypeName::TinyText => "tinytext",
            TypeName::Text => "text",
            TypeName::MediumText => "mediumtext",
            TypeName::LongText => "longtext",
            TypeName::TinyBlob => "tinyblob",
            TypeName::Blob => "blob",
            TypeName::MediumBlob => "mediumblob",
            TypeName::LongBlob => "longblob",
            TypeName::Enum => "enum",
            TypeName::Set => "set",
            TypeName::Json => {
                if server.is_mariadb() {
                    "longtext"
                } else {
                    "json"
                }
            }
            TypeName::Date => "date",
            TypeName::Time | TypeName::CastInterval => "time",
            TypeName::DateTime => "datetime",
            TypeName::Timestamp => "timestamp",
            TypeName::Year => "year",
            TypeName::Geometry => "geometry",
            TypeName::Point => "point",
            TypeName::LineString => "linestring",
            TypeName::Polygon => "polygon",
            TypeName::MultiPoint => "multipoint",
            TypeName::MultiLineString => "multilinestring",
            TypeName::MultiPolygon => "multipolygon",
            TypeName::GeometryCollection => {
                if server.is_mariadb() {
                    "geometrycollection"
                } else {
                    "geomcollection"
                }
            }
            TypeName::Vector => "vector",
            TypeName::Uuid => "uuid",
            TypeName::Inet6 => "inet6",
            TypeName::Inet4 => "inet4",
        }
    }
}

/// Bytes of a DECIMAL: nine digits in four bytes on each side of the point, the rest in fewer.
///
/// Source: MySQL manual, "Fixed-Point Types", storage.
fn decimal_bytes(precision: u32, decimals: u8) -> u64 {
    const REST: [u64; 9] = [0, 1, 1, 2, 2, 3, 3, 4, 4];
    let side = |digits: u32| u64::from(digits / 9) * 4 + REST.get((digits % 9) as usize).copied().unwrap_or(0);
    side(precision.saturating_sub(u32::from(decimals))) + side(u32::from(decimals))
}
