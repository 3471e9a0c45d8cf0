//! The forms of column types that a server takes, each with how much it holds: what is offered while a type is typed, and
//! what [`super::limits`] says of a type.
//!
//! Source: MySQL 9.x manual, "Integer Types", "The CHAR and VARCHAR Types", "The BINARY and VARBINARY Types", "The BLOB and
//! TEXT Types", "Fixed-Point Types", "Date and Time Data Types", "The JSON Data Type", "The VECTOR Type", "Limits on Table
//! Column Count and Row Size"; MariaDB manual, the pages of the same types, UUID, INET4, INET6.

use super::{Server, types};

/// A row holds so many bytes, its BLOB and TEXT columns not counted.
pub const ROW_BYTES: u64 = 65_535;

/// For which servers a form's limit holds, where the type has another one elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum In {
    All,
    Mysql,
    Mariadb,
}

/// What a value of the form may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Whole numbers between these two.
    Range(&'static str, &'static str),
    /// Characters, up to this many whatever the charset.
    Characters(u64),
    /// Characters, as many as a row of that charset holds.
    RowOfCharacters,
    /// Bytes.
    Bytes(u64),
    /// Members in a list.
    Members(u64),
    /// Digits, and digits behind the point.
    Digits(u64, u64),
    /// In words, in English.
    Words(&'static str),
}

/// A form of a type, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    pub text: &'static str,
    pub limit: Limit,
    servers: In,
}

const fn form(text: &'static str, limit: Limit) -> Form {
    Form { text, limit, servers: In::All }
}

use Limit::{Bytes, Characters, Digits, Members, Range, RowOfCharacters, Words};

#[rustfmt::skip]
static FORMS: &[Form] = &[
    form("bigint", Range("-9,223,372,036,854,775,808", "9,223,372,036,854,775,807")),
    form("bigint unsigned", Range("0", "18,446,744,073,709,551,615")),
    form("int", Range("-2,147,483,648", "2,147,483,647")),
    form("int unsigned", Range("0", "4,294,967,295")),
    form("mediumint", Range("-8,388,608", "8,388,607")),
    form("mediumint unsigned", Range("0", "16,777,215")),
    form("smallint", Range("-32,768", "32,767")),
    form("smallint unsigned", Range("0", "65,535")),
    form("tinyint", Range("-128", "127")),
    form("tinyint unsigned", Range("0", "255")),
    form("bit(1)", Words("1 to 64 bits")),
    form("boolean", Words("tinyint(1): 0 or 1")),
    form("varchar(255)", RowOfCharacters),
    form("char(32)", Characters(255)),
    form("tinytext", Bytes(255)),
    form("text", Bytes(65_535)),
    form("mediumtext", Bytes(16_777_215)),
    form("longtext", Bytes(4_294_967_295)),
    form("json", Words("a JSON document, up to max_allowed_packet")),
    form("datetime", Words("1000-01-01 to 9999-12-31; datetime(6) to the microsecond")),
    form("timestamp", Words("1970-01-01 to 2038-01-19, in UTC; timestamp(6) to the microsecond")),
    form("date", Words("1000-01-01 to 9999-12-31")),
    form("time", Words("-838:59:59 to 838:59:59")),
    form("year", Words("1901 to 2155")),
    form("double", Words("15 digits, to 1.8e308")),
    form("float", Words("7 digits, to 3.4e38")),
    Form { text: "decimal(10,2)", limit: Digits(65, 30), servers: In::Mysql },
    Form { text: "decimal(10,2)", limit: Digits(65, 38), servers: In::Mariadb },
    form("binary(16)", Bytes(255)),
    form("varbinary(255)", Bytes(65_532)),
    form("tinyblob", Bytes(255)),
    form("blob", Bytes(65_535)),
    form("mediumblob", Bytes(16_777_215)),
    form("longblob", Bytes(4_294_967_295)),
    form("enum('a','b')", Members(65_535)),
    form("set('a','b')", Members(64)),
    form("point", Words("a position")),
    form("geometry", Words("any shape")),
    form("vector(768)", Words("1 to 16,383 numbers")),
    form("uuid", Words("16 bytes")),
    form("inet4", Words("an IPv4 address")),
    form("inet6", Words("an IPv6 address")),
];

impl Form {
    /// The name of its type.
    pub fn name(&self) -> &'static str {
        self.text.split(['(', ' ']).next().unwrap_or(self.text)
    }

    fn is_for(&self, server: Server) -> bool {
        let here = match self.servers {
            In::All => true,
            In::Mysql => !server.is_mariadb(),
            In::Mariadb => server.is_mariadb(),
        };
        here && types::find(self.name()).is_none_or(|known| known.is_known_to(server))
    }
}

/// The forms that the server takes, those that are used most first.
pub fn forms(server: Server) -> impl Iterator<Item = &'static Form> {
    FORMS.iter().filter(move |form| form.is_for(server))
}

/// What a type holds, by the name that the server prints, signed or not.
pub fn limit_of(canonical: &str, unsigned: bool, server: Server) -> Option<Limit> {
    let mut own = forms(server).filter(|form| form.name() == canonical);
    own.find(|form| form.text.ends_with(" unsigned") == unsigned).map(|form| form.limit)
}

/// Most characters of a VARCHAR that is alone in its row, of a charset whose longest character has so many bytes: two bytes
/// hold the length, and one that it may be NULL.
pub fn most_characters(bytes: u8) -> u64 {
    (ROW_BYTES - 3) / u64::from(bytes.max(1))
}
