//! Column types: names, synonyms, what stands in their parentheses, how they are stored.
//!
//! Source: MySQL 9.x manual, "Data Types" and "Using Data Types from Other Database Engines"; MariaDB manual, "Data Types".

use std::sync::OnceLock;

use super::Server;
use crate::text::edit_distance;

/// What a type's parentheses hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameters {
    /// None: `DATE`, `JSON`.
    None,
    /// One optional number: display width, length, or fraction of a second.
    Optional,
    /// One number that must be there: `VARCHAR(64)`.
    Required,
    /// Precision and scale, both optional: `DECIMAL(10,2)`.
    PrecisionScale,
    /// Members in quotes: `ENUM('a','b')`.
    Members,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Integer,
    Decimal,
    Float,
    Bit,
    Character,
    Binary,
    Text,
    Blob,
    Json,
    Temporal,
    Choice,
    Spatial,
    /// MariaDB's UUID, INET4, INET6 and MySQL's VECTOR.
    Other,
}

/// A type by one of its names.
#[derive(Debug, PartialEq, Eq)]
pub struct Type {
    pub name: &'static str,
    /// The name that the server itself prints.
    pub canonical: &'static str,
    pub family: Family,
    pub parameters: Parameters,
}

impl Type {
    /// True for the types whose values differ in length: VARCHAR, VARBINARY, BLOB, TEXT, GEOMETRY and JSON with their kin.
    ///
    /// Source: Qserv, "Registering tables": variable-length types, not allowed in director and ref-match tables.
    pub fn is_variable_length(&self) -> bool {
        match self.family {
            Family::Text | Family::Blob | Family::Json | Family::Spatial => true,
            Family::Character | Family::Binary => self.canonical.starts_with("var"),
            Family::Integer
            | Family::Decimal
            | Family::Float
            | Family::Bit
            | Family::Temporal
            | Family::Choice
            | Family::Other => false,
        }
    }

    /// True where the server has the type.
    pub fn is_known_to(&self, server: Server) -> bool {
        match self.name {
            "UUID" | "INET4" | "INET6" => server.is_mariadb(),
            "VECTOR" => server == Server::Mysql97,
            "GEOMCOLLECTION" => !server.is_mariadb() && server != Server::Mysql57,
            _ => true,
        }
    }

    /// True where a charset and a collation may follow.
    pub fn has_charset(&self) -> bool {
        matches!(self.family, Family::Character | Family::Text | Family::Choice)
    }

    /// True where UNSIGNED and ZEROFILL may follow.
    pub fn has_sign(&self) -> bool {
        matches!(self.family, Family::Integer | Family::Decimal | Family::Float)
    }
}

/// The type of that name, whatever its case. Words of a name are joined by one space.
pub fn find(name: &str) -> Option<&'static Type> {
    // Every rule about types asks this of every column: by the length, few are left to compare.
    static BY_LENGTH: OnceLock<Vec<Vec<&'static Type>>> = OnceLock::new();
    let by_length = BY_LENGTH.get_or_init(|| {
        let longest = TYPES.iter().map(|known| known.name.len()).max().unwrap_or(0);
        (0..=longest).map(|length| TYPES.iter().filter(|known| known.name.len() == length).collect()).collect()
    });
    by_length.get(name.len())?.iter().find(|known| known.name.eq_ignore_ascii_case(name)).copied()
}

/// What a name that is no type here was meant to be: another system's type, or a mistyped one at most two edits away.
/// Answers with the type as it would be written.
pub fn meant_by(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_uppercase();
    if let Some((_, here)) = ELSEWHERE.iter().find(|(elsewhere, _)| *elsewhere == name) {
        return Some(here);
    }
    TYPES
        .iter()
        .map(|known| (edit_distance(known.name, &name), known.name))
        .filter(|(distance, known)| *distance <= 2 && *distance * 2 < known.len())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// Types of other systems, and what holds their values here.
/// Source: manuals of PostgreSQL, SQL Server, Oracle and of the Felis schema language; MySQL manual, "Using Data Types
/// from Other Database Engines".
static ELSEWHERE: &[(&str, &str)] = &[
    ("BYTE", "TINYINT"),
    ("SHORT", "SMALLINT"),
    ("INT16", "SMALLINT"),
    ("INT32", "INT"),
    ("INT64", "BIGINT"),
    ("UINT8", "TINYINT UNSIGNED"),
    ("UINT16", "SMALLINT UNSIGNED"),
    ("UINT32", "INT UNSIGNED"),
    ("UINT64", "BIGINT UNSIGNED"),
    ("BIGSERIAL", "BIGINT"),
    ("FLOAT32", "FLOAT"),
    ("FLOAT64", "DOUBLE"),
    ("MONEY", "DECIMAL(19,4)"),
    ("NUMBER", "DECIMAL"),
    ("STRING", "VARCHAR(255)"),
    ("UNICODE", "VARCHAR(255)"),
    ("VARCHAR2", "VARCHAR(255)"),
    ("NVARCHAR2", "VARCHAR(255)"),
    ("NTEXT", "LONGTEXT"),
    ("CLOB", "LONGTEXT"),
    ("BYTEA", "LONGBLOB"),
    ("IMAGE", "LONGBLOB"),
    ("RAW", "VARBINARY(255)"),
    ("JSONB", "JSON"),
    ("UNIQUEIDENTIFIER", "CHAR(36)"),
    ("TIMESTAMPTZ", "TIMESTAMP"),
    ("DATETIME2", "DATETIME"),
    ("SMALLDATETIME", "DATETIME"),
];

const fn entry(name: &'static str, canonical: &'static str, family: Family, parameters: Parameters) -> Type {
    Type { name, canonical, family, parameters }
}

use Family::*;
use Parameters::{Members, Optional, PrecisionScale, Required};

/// Every name that the servers take for a type, upper case. Words that only one server knows are here too.
#[rustfmt::skip]
pub static TYPES: &[Type] = &[
    entry("TINYINT", "tinyint", Integer, Optional),
    entry("SMALLINT", "smallint", Integer, Optional),
    entry("MEDIUMINT", "mediumint", Integer, Optional),
    entry("INT", "int", Integer, Optional),
    entry("INTEGER", "int", Integer, Optional),
    entry("BIGINT", "bigint", Integer, Optional),
    entry("INT1", "tinyint", Integer, Optional),
    entry("INT2", "smallint", Integer, Optional),
    entry("INT3", "mediumint", Integer, Optional),
    entry("MIDDLEINT", "mediumint", Integer, Optional),
    entry("INT4", "int", Integer, Optional),
    entry("INT8", "bigint", Integer, Optional),
    entry("BOOL", "tinyint", Integer, Parameters::None),
    entry("BOOLEAN", "tinyint", Integer, Parameters::None),
    entry("SERIAL", "bigint", Integer, Parameters::None),
    entry("DECIMAL", "decimal", Decimal, PrecisionScale),
    entry("DEC", "decimal", Decimal, PrecisionScale),
    entry("NUMERIC", "decimal", Decimal, PrecisionScale),
    entry("FIXED", "decimal", Decimal, PrecisionScale),
    entry("FLOAT", "float", Float, PrecisionScale),
    entry("FLOAT4", "float", Float, PrecisionScale),
    entry("DOUBLE", "double", Float, PrecisionScale),
    entry("DOUBLE PRECISION", "double", Float, PrecisionScale),
    entry("FLOAT8", "double", Float, PrecisionScale),
    entry("REAL", "double", Float, PrecisionScale),
    entry("BIT", "bit", Bit, Optional),
    entry("CHAR", "char", Character, Optional),
    entry("CHARACTER", "char", Character, Optional),
    entry("NCHAR", "char", Character, Optional),
    entry("NATIONAL CHAR", "char", Character, Optional),
    entry("NATIONAL CHARACTER", "char", Character, Optional),
    entry("VARCHAR", "varchar", Character, Required),
    entry("CHAR VARYING", "varchar", Character, Required),
    entry("CHARACTER VARYING", "varchar", Character, Required),
    entry("VARCHARACTER", "varchar", Character, Required),
    entry("NVARCHAR", "varchar", Character, Required),
    entry("NCHAR VARCHAR", "varchar", Character, Required),
    entry("NCHAR VARYING", "varchar", Character, Required),
    entry("NCHAR VARCHARACTER", "varchar", Character, Required),
    entry("NATIONAL VARCHAR", "varchar", Character, Required),
    entry("NATIONAL VARCHARACTER", "varchar", Character, Required),
    entry("NATIONAL CHAR VARYING", "varchar", Character, Required),
    entry("NATIONAL CHARACTER VARYING", "varchar", Character, Required),
    entry("BINARY", "binary", Binary, Optional),
    entry("CHAR BYTE", "binary", Binary, Optional),
    entry("VARBINARY", "varbinary", Binary, Required),
    entry("TINYTEXT", "tinytext", Text, Parameters::None),
    entry("TEXT", "text", Text, Optional),
    entry("MEDIUMTEXT", "mediumtext", Text, Parameters::None),
    entry("LONGTEXT", "longtext", Text, Parameters::None),
    entry("LONG", "mediumtext", Text, Parameters::None),
    entry("LONG VARCHAR", "mediumtext", Text, Parameters::None),
    entry("LONG VARCHARACTER", "mediumtext", Text, Parameters::None),
    entry("LONG CHAR VARYING", "mediumtext", Text, Parameters::None),
    entry("LONG CHARACTER VARYING", "mediumtext", Text, Parameters::None),
    entry("TINYBLOB", "tinyblob", Blob, Parameters::None),
    entry("BLOB", "blob", Blob, Optional),
    entry("MEDIUMBLOB", "mediumblob", Blob, Parameters::None),
    entry("LONGBLOB", "longblob", Blob, Parameters::None),
    entry("LONG VARBINARY", "mediumblob", Blob, Parameters::None),
    entry("JSON", "json", Json, Parameters::None),
    entry("DATE", "date", Temporal, Parameters::None),
    entry("DATETIME", "datetime", Temporal, Optional),
    entry("TIMESTAMP", "timestamp", Temporal, Optional),
    entry("TIME", "time", Temporal, Optional),
    entry("YEAR", "year", Temporal, Optional),
    entry("ENUM", "enum", Choice, Members),
    entry("SET", "set", Choice, Members),
    entry("GEOMETRY", "geometry", Spatial, Parameters::None),
    entry("POINT", "point", Spatial, Parameters::None),
    entry("LINESTRING", "linestring", Spatial, Parameters::None),
    entry("POLYGON", "polygon", Spatial, Parameters::None),
    entry("MULTIPOINT", "multipoint", Spatial, Parameters::None),
    entry("MULTILINESTRING", "multilinestring", Spatial, Parameters::None),
    entry("MULTIPOLYGON", "multipolygon", Spatial, Parameters::None),
    entry("GEOMETRYCOLLECTION", "geomcollection", Spatial, Parameters::None),
    entry("GEOMCOLLECTION", "geomcollection", Spatial, Parameters::None),
    entry("VECTOR", "vector", Other, Optional),
    entry("UUID", "uuid", Other, Parameters::None),
    entry("INET4", "inet4", Other, Parameters::None),
    entry("INET6", "inet6", Other, Parameters::None),
];
