//! A column's type, in the words in which it was written.

use serde::{Deserialize, Serialize};

use super::is_default;

/// A column type as declared: `decimal(10,2) unsigned`, `VARCHAR(64) CHARACTER SET utf8mb4`, `enum('a','b')`.
///
/// The spelling is kept (`INT` stays `INT`); `mysql::types::find` says what a name means.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DataType {
    /// The type's name without its arguments. Several words are joined by one space: `DOUBLE PRECISION`.
    pub name: String,
    /// Length, or precision and scale, as written.
    #[serde(default, skip_serializing_if = "is_default")]
    pub arguments: Vec<String>,
    /// Members of ENUM and SET, without quotes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub members: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub unsigned: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub zerofill: bool,
    /// `BINARY` behind a character type: its charset's `_bin` collation.
    #[serde(default, skip_serializing_if = "is_default")]
    pub binary: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub charset: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub collation: Option<String>,
}

impl DataType {
    pub fn named(name: &str) -> Self {
        DataType { name: name.to_owned(), ..DataType::default() }
    }

    /// The first argument as a number: the length of `varchar(64)`.
    pub fn length(&self) -> Option<u64> {
        self.arguments.first()?.parse().ok()
    }
}
