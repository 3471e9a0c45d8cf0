//! Felis's data types as MySQL's.
//!
//! Source: Felis `python/felis/db/_sqltypes.py` (the MySQL column) and `docs/user-guide/datatypes.rst`.

use crate::schema::DataType;

/// A type of Felis: its name, MySQL's, and whether a length has to be given, and stands in MySQL's type.
pub(super) struct FelisType {
    pub name: &'static str,
    pub mysql: &'static str,
    pub needs_length: bool,
    pub length_counts: bool,
}

const fn of(name: &'static str, mysql: &'static str) -> FelisType {
    FelisType { name, mysql, needs_length: false, length_counts: false }
}

const fn sized(name: &'static str, mysql: &'static str) -> FelisType {
    FelisType { name, mysql, needs_length: true, length_counts: true }
}

pub(super) const TYPES: &[FelisType] = &[
    of("boolean", "BOOLEAN"),
    of("byte", "TINYINT"),
    of("short", "SMALLINT"),
    of("int", "INTEGER"),
    of("long", "BIGINT"),
    of("float", "FLOAT"),
    of("double", "DOUBLE"),
    sized("char", "CHAR"),
    sized("string", "VARCHAR"),
    sized("unicode", "NVARCHAR"),
    of("text", "LONGTEXT"),
    FelisType { name: "binary", mysql: "LONGBLOB", needs_length: true, length_counts: false },
    of("timestamp", "DATETIME"),
];

pub(super) fn named(name: &str) -> Option<&'static FelisType> {
    TYPES.iter().find(|known| known.name == name)
}

/// MySQL's type. `precision` counts the digits behind the seconds of a timestamp.
pub(super) fn to_mysql(felis: &FelisType, length: Option<u64>, precision: Option<u64>) -> DataType {
    let mut data_type = DataType::named(felis.mysql);
    let argument = if felis.name == "timestamp" { precision } else { length.filter(|_| felis.length_counts) };
    data_type.arguments = argument.map(|argument| argument.to_string()).into_iter().collect();
    data_type
}

/// Felis's type of a MySQL type with its length, and true where Felis makes the same MySQL type of it.
///
/// Where it does not, the type goes into `mysql:datatype` as well.
pub(super) fn from_mysql(data_type: &DataType) -> (&'static str, Option<u64>, bool) {
    let length = data_type.length();
    let name = data_type.name.to_ascii_uppercase();
    let plain =
        !data_type.unsigned && !data_type.zerofill && data_type.charset.is_none() && data_type.collation.is_none();
    let bare = data_type.arguments.is_empty() && plain;
    match name.as_str() {
        "BOOL" | "BOOLEAN" => ("boolean", None, name == "BOOLEAN" && bare),
        "BIT" => ("boolean", None, false),
        "TINYINT" if length == Some(1) => ("boolean", None, false),
        "TINYINT" => ("byte", None, bare),
        "SMALLINT" => ("short", None, bare),
        "INT" | "INTEGER" | "MEDIUMINT" => ("int", None, name != "MEDIUMINT" && bare),
        "BIGINT" => ("long", None, bare),
        "FLOAT" => ("float", None, bare),
        "DOUBLE" | "DOUBLE PRECISION" | "REAL" | "DECIMAL" | "NUMERIC" => ("double", None, name == "DOUBLE" && bare),
        "CHAR" => ("char", Some(length.unwrap_or(1)), plain && length.is_some()),
        "VARCHAR" | "ENUM" | "SET" => ("string", Some(length.unwrap_or(255)), name == "VARCHAR" && plain),
        "NVARCHAR" => ("unicode", Some(length.unwrap_or(255)), plain),
        "TINYTEXT" | "TEXT" | "MEDIUMTEXT" | "LONGTEXT" | "JSON" => ("text", None, name == "LONGTEXT" && bare),
        "BINARY" | "VARBINARY" => ("binary", Some(length.unwrap_or(1)), false),
        "DATE" | "TIME" | "YEAR" => ("string", Some(26), false),
        "DATETIME" => ("timestamp", None, plain),
        "TIMESTAMP" => ("timestamp", None, false),
        // Geometries, blobs, and what is not known: bytes of any number.
        _ => ("binary", Some(length.unwrap_or(65_535)), false),
    }
}
