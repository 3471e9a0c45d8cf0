//! Charsets and collations by server.
//!
//! What follows was asked of MySQL 9.7.4 and MariaDB 10.11.19. `CHARACTER SET x` alone gives the default collation of x,
//! whatever the table's collation is. `BINARY` alone gives the `_bin` collation of the charset that the column has anyway
//! ([`binary_of`]); `ASCII` is latin1, not ascii. `COLLATE binary`, `CHARACTER SET binary` and `BYTE`
//! make binary types: char is binary, varchar varbinary, text blob; enum and set stay with the charset binary.
//! `BINARY COLLATE c` is c's charset with `_bin` in MySQL and error 1302 in MariaDB; `CHARACTER SET x BINARY COLLATE c` is c
//! in MySQL and error 1302 in MariaDB.

use std::cmp::Ordering;
use std::sync::OnceLock;

use super::{Feature, Server};

const CHARSETS: &str = include_str!(concat!(env!("OUT_DIR"), "/charsets.txt"));
const COLLATIONS: &str = include_str!(concat!(env!("OUT_DIR"), "/collations.txt"));

/// A charset as one or more servers have it.
#[derive(Debug, PartialEq, Eq)]
pub struct Charset {
    /// The name that the server prints.
    pub name: &'static str,
    /// Bytes of its longest character.
    pub max_len: u8,
    /// Bytes of its shortest character: 2 for ucs2, utf16 and utf16le, 4 for utf32.
    pub min_len: u8,
    /// What `CHARACTER SET` alone gives.
    pub default_collation: &'static str,
    servers: &'static str,
}

/// A collation as one or more servers have it.
#[derive(Debug, PartialEq, Eq)]
pub struct Collation {
    /// The name that the server prints.
    pub name: &'static str,
    /// The number of information_schema.COLLATIONS. Croatian collations have other numbers in MariaDB.
    pub id: u16,
    servers: &'static str,
}

impl Collation {
    /// The name of its charset: the collation's name up to the first underscore.
    pub fn charset(&self) -> &'static str {
        self.name.split_once('_').map_or(self.name, |(charset, _)| charset)
    }

    /// True where it compares the numbers of characters: `_bin`, and `binary` for bytes.
    pub fn is_binary(&self) -> bool {
        self.name.ends_with("_bin") || self.name == "binary"
    }

    /// True for PAD SPACE: `'a'` and `'a '` are equal.
    pub fn pads(&self) -> bool {
        !(self.name.contains("nopad") || self.name.contains("_0900_") || self.name == "binary")
    }

    /// True where it is what its charset gives without `COLLATE`.
    pub fn is_default(&self, server: Server) -> bool {
        charset(self.charset(), server).is_some_and(|charset| charset.default_collation == self.name)
    }
}

/// Why a collation does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// 1273, Unknown collation. The server prints the name as it was written.
    Unknown,
    /// 1253, not valid for the charset. The server prints this name, not the written one: `utf8_bin` is `utf8mb3_bin`.
    NotValid(&'static str),
}

/// The charset of that name, whatever its case. `utf8` is utf8mb3, and for MySQL 5.7 utf8mb3 is `utf8`.
pub fn charset(name: &str, server: Server) -> Option<&'static Charset> {
    let name = match server {
        old if !old.has(Feature::Utf8mb3Name) => match name.eq_ignore_ascii_case("utf8mb3") {
            true => "utf8",
            false => name,
        },
        _ if name.eq_ignore_ascii_case("utf8") => "utf8mb3",
        _ => name,
    };
    let rows = charset_table();
    let start = rows.partition_point(|row| compare(row.name, name.bytes()) == Ordering::Less);
    let same = rows.iter().skip(start).take_while(|row| row.name.eq_ignore_ascii_case(name));
    same.into_iter().find(|row| row.servers.contains(server.flag()))
}

/// The collation of that full name, whatever its case. `utf8_bin` is utf8mb3_bin, and for MySQL 5.7 it is the other way.
pub fn collation(name: &str, server: Server) -> Option<&'static Collation> {
    let (old, new) = if server.has(Feature::Utf8mb3Name) { ("utf8_", "utf8mb3_") } else { ("utf8mb3_", "utf8_") };
    match name.get(..old.len()) {
        Some(start) if start.eq_ignore_ascii_case(old) => find(new, name.get(old.len()..)?, server),
        _ => find("", name, server),
    }
}

/// The collation that `COLLATE name` gives where the charset is known. MariaDB's names without a charset, `uca1400_ai_ci`
/// and its kin, take the charset's; they fit utf8mb3, utf8mb4, ucs2, utf16 and utf32, but not utf16le.
///
/// Where no charset was written, MySQL and MariaDB take the collation's own, for full names; for names without a charset
/// MariaDB takes that of the table or database.
pub fn collation_in(name: &str, charset: &Charset, server: Server) -> Result<&'static Collation, Misfit> {
    if let Some(found) = collation(name, server) {
        return if found.charset() == charset.name { Ok(found) } else { Err(Misfit::NotValid(found.name)) };
    }
    let Some(known) = contextual(name, server) else { return Err(Misfit::Unknown) };
    uca(charset.name, name, server).ok_or(Misfit::NotValid(known))
}

/// MariaDB's name without a charset, as the server prints it: `uca1400_ai_ci` of `UCA1400_ai_ci`.
pub fn contextual(name: &str, server: Server) -> Option<&'static str> {
    uca("utf8mb4", name, server).and_then(|found| found.name.strip_prefix("utf8mb4_"))
}

/// What `BINARY` alone gives after a type of that charset: its `_bin`.
pub fn binary_of(charset: &Charset, server: Server) -> Option<&'static Collation> {
    if charset.name == "binary" { find("", "binary", server) } else { find_joined(charset.name, "bin", server) }
}

/// Every charset of the server, by name.
pub fn charsets(server: Server) -> impl Iterator<Item = &'static Charset> {
    charset_table().iter().filter(move |row| row.servers.contains(server.flag()))
}

/// Every collation of the server by full name, without MariaDB's uca1400, which are 184 for each Unicode charset.
pub fn collations(server: Server) -> impl Iterator<Item = &'static Collation> {
    collation_table().iter().filter(move |row| row.servers.contains(server.flag()))
}

/// Orders a name of a table, in lower case, against a sought one.
fn compare(known: &str, sought: impl Iterator<Item = u8>) -> Ordering {
    known.bytes().cmp(sought.map(|byte| byte.to_ascii_lowercase()))
}

/// The collation whose name is both parts after each other.
fn find(start: &str, rest: &str, server: Server) -> Option<&'static Collation> {
    let sought = || start.bytes().chain(rest.bytes());
    let old = search(collation_table(), sought, server);
    if old.is_none() && server.is_mariadb() { search(uca_table(), sought, server) } else { old }
}

fn find_joined(charset: &str, rest: &str, server: Server) -> Option<&'static Collation> {
    search(collation_table(), || charset.bytes().chain(*b"_").chain(rest.bytes()), server)
}

fn uca(charset: &str, name: &str, server: Server) -> Option<&'static Collation> {
    if !server.is_mariadb() {
        return None;
    }
    search(uca_table(), || charset.bytes().chain(*b"_").chain(name.bytes()), server)
}

fn search<I: Iterator<Item = u8>>(
    rows: &'static [Collation],
    sought: impl Fn() -> I,
    server: Server,
) -> Option<&'static Collation> {
    let start = rows.partition_point(|row| compare(row.name, sought()) == Ordering::Less);
    let same = rows.iter().skip(start).take_while(|row| compare(row.name, sought()) == Ordering::Equal);
    same.into_iter().find(|row| row.servers.contains(server.flag()))
}

fn charset_table() -> &'static [Charset] {
    static TABLE: OnceLock<Vec<Charset>> = OnceLock::new();
    TABLE.get_or_init(|| CHARSETS.lines().filter(|line| !line.starts_with('#')).filter_map(charset_row).collect())
}

fn charset_row(line: &'static str) -> Option<Charset> {
    let mut words = line.split(' ');
    let (name, max_len, min_len) = (words.next()?, words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let (servers, default_collation) = (words.next()?, words.next()?);
    Some(Charset { name, max_len, min_len, default_collation, servers })
}

fn collation_table() -> &'static [Collation] {
    static TABLE: OnceLock<Vec<Collation>> = OnceLock::new();
    TABLE.get_or_init(|| collation_rows(COLLATIONS))
}

/// The rows of a text, in its order. Lines that are no collation, such as comments, are left out.
fn collation_rows(text: &'static str) -> Vec<Collation> {
    let row = |line: &'static str| {
        let mut words = line.split(' ');
        let (name, id, servers) = (words.next()?, words.next()?.parse().ok()?, words.next()?);
        Some(Collation { name, id, servers })
    };
    text.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
}

/// MariaDB's uca1400 collations. They are many and seldom asked for, so they are made when one is.
fn uca_table() -> &'static [Collation] {
    static TEXT: OnceLock<String> = OnceLock::new();
    static TABLE: OnceLock<Vec<Collation>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut rows = collation_rows(TEXT.get_or_init(uca_text));
        rows.sort_unstable_by_key(|row| row.name);
        rows
    })
}

fn uca_text() -> String {
    let tailorings = COLLATIONS.lines().find_map(|line| line.strip_prefix("uca1400 ")).unwrap_or_default();
    let mut text = String::new();
    for (charset, base) in [("utf8mb3", 2048), ("utf8mb4", 2304), ("ucs2", 2560), ("utf16", 2816), ("utf32", 3072)] {
        for (number, tailoring) in tailorings.split(' ').filter_map(|part| part.split_once('=')) {
            let number: u16 = number.parse().unwrap_or_default();
            for kind in 0..8 {
                let underscore = if tailoring.is_empty() { "" } else { "_" };
                let pad = if kind & 4 == 0 { "" } else { "_nopad" };
                let accent = if kind & 2 == 0 { "ai" } else { "as" };
                let case = if kind & 1 == 0 { "ci" } else { "cs" };
                let id = base + 8 * number + kind;
                text += &format!("{charset}_uca1400{underscore}{tailoring}{pad}_{accent}_{case} {id} MN\n");
            }
        }
    }
    text
}
