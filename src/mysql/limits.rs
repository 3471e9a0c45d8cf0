//! What a type can hold, in the words of people: what stands beside a type where one is chosen.
//!
//! Source: MySQL 9.x manual, "Data Types", "Data Type Storage Requirements"; MariaDB manual, "Data Types".

use super::types::{Family, Type};
use super::{Server, charset};

/// True where the server has the type.
pub fn is_known(found: &Type, server: Server) -> bool {
    match found.name {
        "UUID" | "INET4" | "INET6" => server.is_mariadb(),
        "VECTOR" => server == Server::Mysql97,
        "GEOMCOLLECTION" => !server.is_mariadb() && server != Server::Mysql57,
        _ => true,
    }
}

/// What the type's values may be: "-128 to 127; UNSIGNED 0 to 255". `charset` is that of the table; without one, or with
/// one that the server does not have, utf8mb4 is meant.
pub fn limits(found: &Type, server: Server, charset_name: Option<&str>) -> String {
    let set =
        charset_name.and_then(|name| charset::charset(name, server)).or_else(|| charset::charset("utf8mb4", server));
    let (set_name, widest) = set.map_or(("utf8mb4", 4), |set| (set.name, u64::from(set.max_len)));
    let integer = |bits: u32| {
        let half = 1_u128 << (bits - 1);
        format!("-{} to {}; UNSIGNED 0 to {}", grouped(half), grouped(half - 1), grouped(half * 2 - 1))
    };
    match (found.family, found.canonical) {
        (Family::Integer, "tinyint") if found.name.starts_with("BOOL") => {
            "TINYINT(1): 0 is false, all else true".into()
        }
        (Family::Integer, _) if found.name == "SERIAL" => {
            "BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, with a key of its own".into()
        }
        (Family::Integer, "tinyint") => integer(8),
        (Family::Integer, "smallint") => integer(16),
        (Family::Integer, "mediumint") => integer(24),
        (Family::Integer, "int") => integer(32),
        (Family::Integer, _) => integer(64),
        (Family::Decimal, _) => {
            let scale = if server.is_mariadb() { 38 } else { 30 };
            format!("exact; at most 65 digits, {scale} of them behind the point; (10,0) without a number")
        }
        (Family::Float, "float") => "about 7 digits, up to 3.4e38".into(),
        (Family::Float, _) => "about 15 digits, up to 1.8e308".into(),
        (Family::Bit, _) => "1 to 64 bits; 1 without a number".into(),
        (Family::Character, "varchar") => {
            // Two bytes for the length, of the 65,535 bytes of a row.
            let most = 65_533 / widest;
            format!("at most {} characters in {set_name}, less what else the row holds", grouped(most.into()))
        }
        (Family::Character, _) => "0 to 255 characters, padded with spaces; 1 without a number".into(),
        (Family::Binary, "varbinary") => "at most 65,533 bytes, less what else the row holds".into(),
        (Family::Binary, _) => "0 to 255 bytes, padded with zeros; 1 without a number".into(),
        (Family::Text | Family::Blob, name) => {
            let bytes = match name.trim_end_matches("text").trim_end_matches("blob") {
                "tiny" => 0xFF_u128,
                "medium" => 0xFF_FFFF,
                "long" => 0xFFFF_FFFF,
                _ => 0xFFFF,
            };
            format!("at most {} bytes; a key needs a prefix length", grouped(bytes))
        }
        (Family::Json, _) if server.is_mariadb() => "a LONGTEXT with a check that it is JSON".into(),
        (Family::Json, _) => "a document, checked and kept in a binary form; a key only by a generated column".into(),
        (Family::Temporal, "date") => "1000-01-01 to 9999-12-31".into(),
        (Family::Temporal, "datetime") => "1000-01-01 to 9999-12-31; (n) adds n digits of a second, at most 6".into(),
        (Family::Temporal, "timestamp") => {
            "1970-01-01 to 2038-01-19 in UTC, shown in the session's zone; (n) as DATETIME".into()
        }
        (Family::Temporal, "time") => "-838:59:59 to 838:59:59; (n) adds n digits of a second, at most 6".into(),
        (Family::Temporal, _) => "1901 to 2155, and 0000".into(),
        (Family::Choice, "enum") => "one of at most 65,535 members".into(),
        (Family::Choice, _) => "any of at most 64 members".into(),
        (Family::Spatial, _) => "geometry; SRID n restricts its reference system in MySQL 8.0 and later".into(),
        (Family::Other, "vector") => "at most 16,383 numbers of 4 bytes; 2,048 without a number".into(),
        (Family::Other, "uuid") => "a UUID in 16 bytes".into(),
        (Family::Other, "inet4") => "an IPv4 address in 4 bytes".into(),
        (Family::Other, _) => "an IPv6 or IPv4 address in 16 bytes".into(),
    }
}

/// The number with a comma between groups of three digits.
fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
