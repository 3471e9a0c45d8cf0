//! What a type can hold, in the words of people: what stands beside a type where one is chosen.
//!
//! Source: MySQL 9.x manual, "Data Types", "Data Type Storage Requirements"; MariaDB manual, "Data Types".

use super::forms::{Limit, limit_of, most_characters};
use super::types::{Family, Type};
use super::{Server, charset};
use crate::text::grouped;

/// What the type's values may be: "-128 to 127; UNSIGNED 0 to 255". `charset` is that of the table; without one, or with
/// one that the server does not have, utf8mb4 is meant.
pub fn limits(found: &Type, server: Server, charset_name: Option<&str>) -> String {
    let set =
        charset_name.and_then(|name| charset::charset(name, server)).or_else(|| charset::charset("utf8mb4", server));
    let (set_name, widest) = set.map_or(("utf8mb4", 4), |set| (set.name, set.max_len));
    let limit = |unsigned: bool| limit_of(found.canonical, unsigned, server);
    match (found.family, found.canonical) {
        (Family::Integer, "tinyint") if found.name.starts_with("BOOL") => {
            "TINYINT(1): 0 is false, all else true".into()
        }
        (Family::Integer, _) if found.name == "SERIAL" => {
            "BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, with a key of its own".into()
        }
        (Family::Integer, _) => {
            let (Some(Limit::Range(least, most)), Some(Limit::Range(_, all))) = (limit(false), limit(true)) else {
                return String::new();
            };
            format!("{least} to {most}; UNSIGNED 0 to {all}")
        }
        (family, name) => match limit(false) {
            Some(Limit::Digits(most, behind)) => {
                format!("exact; at most {most} digits, {behind} of them behind the point; (10,0) without a number")
            }
            Some(Limit::Characters(most)) => {
                format!("0 to {most} characters, padded with spaces; 1 without a number")
            }
            Some(Limit::RowOfCharacters) => {
                let most = grouped(most_characters(widest));
                format!("at most {most} characters in {set_name}, less what else the row holds")
            }
            Some(Limit::Bytes(most)) if family == Family::Binary && name == "binary" => {
                format!("0 to {most} bytes, padded with zeros; 1 without a number")
            }
            Some(Limit::Bytes(most)) if family == Family::Binary => {
                format!("at most {} bytes, less what else the row holds", grouped(most))
            }
            Some(Limit::Bytes(most)) => format!("at most {} bytes; a key needs a prefix length", grouped(most)),
            Some(Limit::Members(most)) if name == "set" => format!("any of at most {most} members"),
            Some(Limit::Members(most)) => format!("one of at most {} members", grouped(most)),
            Some(Limit::Words(words)) => format!("{words}{}", more(found, server)),
            Some(Limit::Range(least, most)) => format!("{least} to {most}"),
            None => more(found, server).to_owned(),
        },
    }
}

/// What is good to know of a type beside its limit.
fn more(found: &Type, server: Server) -> &'static str {
    match (found.family, found.canonical) {
        (Family::Bit, _) => "; 1 without a number",
        (Family::Json, _) if server.is_mariadb() => "; kept as a LONGTEXT with a check",
        (Family::Json, _) => "; checked and kept in a binary form, a key only by a generated column",
        (Family::Temporal, "time") => "; (n) adds n digits of a second, at most 6",
        (Family::Temporal, "year") => ", and 0000",
        (Family::Spatial, "geometry" | "point") => "; SRID n restricts its reference system in MySQL 8.0 and later",
        (Family::Spatial, _) => "geometry; SRID n restricts its reference system in MySQL 8.0 and later",
        (Family::Other, "vector") => " of 4 bytes; 2,048 without a number",
        _ => "",
    }
}
