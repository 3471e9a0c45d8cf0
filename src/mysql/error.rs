//! What the servers say when they refuse: numbers, SQLSTATEs and texts.
//!
//! The texts of MySQL stand for every MySQL but 5.7, which has some of its own, those of MariaDB for every MariaDB. Two are put together by the server and not
//! found by their number: 1062 is given with the text of 1586, and the first place of 1064 holds the text of 1149. A message
//! has at most 511 bytes.

mod rare;

use std::sync::OnceLock;

use super::Server;

const SHARED: &str = include_str!(concat!(env!("OUT_DIR"), "/usual_errors.txt"));
const MYSQL: &str = include_str!(concat!(env!("OUT_DIR"), "/usual_errors_mysql.txt"));
const MYSQL57: &str = include_str!(concat!(env!("OUT_DIR"), "/errors_mysql57.txt"));
const MARIADB: &str = include_str!(concat!(env!("OUT_DIR"), "/usual_errors_mariadb.txt"));

/// The text of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorText {
    /// Five characters: `42000`, `HY000`.
    pub sqlstate: &'static str,
    /// The text with places for values: `Unknown column '%-.64s' in '%-.64s'`.
    pub format: &'static str,
    mariadb: bool,
}

impl ErrorText {
    /// The text with the values in its places, as the server prints it. See [`fill`].
    pub fn with(&self, values: &[&str]) -> String {
        written(self.format, values, self.mariadb)
    }
}

/// The text of an error of that server, where the tables have it: `data/errors.txt` says which they have. The usual ones stand apart, so
/// that a browser needs not load the others.
pub fn error_text(number: u16, server: Server) -> Option<ErrorText> {
    let mariadb = server.is_mariadb();
    let own = if mariadb { mariadb_table() } else { mysql_table() };
    let old = if server == Server::Mysql57 { row_of(mysql57_table(), number) } else { None };
    let usual = old.or_else(|| row_of(own, number)).or_else(|| row_of(shared_table(), number));
    let row = usual.or_else(|| rare::row(number, server))?;
    Some(ErrorText { sqlstate: row.sqlstate, format: row.format, mariadb })
}

/// The SQLSTATE of these characters, where a server has it, and 45000, which is the user's own.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub fn state(text: &str) -> Option<&'static str> {
    let usual = [shared_table(), mysql_table(), mariadb_table()];
    let all = usual.into_iter().chain(rare::tables()).flatten().map(|row| row.sqlstate);
    all.chain(["45000"]).find(|known| *known == text)
}

/// The format with the values in its places, in order: `%s`, `%d`, `%lu`, `%zu`, `%-.192s` and their kin.
///
/// A precision counts bytes, not characters, on both servers (asked of MySQL 9.7.4 and MariaDB 10.11.19). A character cut in
/// two leaves `?` in MySQL and nothing in MariaDB; this function does as MySQL, [`ErrorText::with`] as its server. Characters
/// of four bytes are printed as `?`. MariaDB's `` %`s `` puts back quotes around, its `%.64T` ends a value that was cut with
/// three dots, and its `%M` takes the whole of `150 "Foreign key constraint is incorrectly formed"`. The `*` of `%.*s` takes
/// no value. Where values are missing, nothing stands.
pub fn fill(format: &str, values: &[&str]) -> String {
    written(format, values, false)
}

fn written(format: &str, values: &[&str], mariadb: bool) -> String {
    let mut text = String::with_capacity(format.len() + 32);
    let mut values = values.iter();
    let mut rest = format;
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        if let Some(after) = after.strip_prefix('%') {
            text.push('%');
            rest = after;
            continue;
        }
        let place = Place::read(after);
        place.write(&mut text, values.next().copied().unwrap_or_default(), mariadb);
        rest = after.get(place.length..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// One place of a format, behind its `%`.
struct Place {
    length: usize,
    precision: Option<usize>,
    quoted: bool,
    dots: bool,
}

impl Place {
    fn read(after: &str) -> Place {
        let flags = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit() || "-.*`".contains(c)).len();
        let (flags, kind) = after.split_at_checked(flags).unwrap_or((after, ""));
        let size = kind.len() - kind.trim_start_matches(['l', 'z']).len();
        let last = kind.get(size..).and_then(|kind| kind.chars().next());
        let precision = flags.split_once('.').and_then(|(_, digits)| digits.parse().ok());
        Place {
            length: flags.len() + size + last.map_or(0, char::len_utf8),
            precision,
            quoted: flags.contains('`'),
            dots: last == Some('T'),
        }
    }

    fn write(&self, text: &mut String, value: &str, mariadb: bool) {
        let limit = self.precision.unwrap_or(usize::MAX);
        let printed_len = |c: char| if c.len_utf8() == 4 { 1 } else { c.len_utf8() };
        let whole: usize = value.chars().map(printed_len).sum();
        let cut = whole > limit;
        let mut left = if cut && self.dots { limit.saturating_sub(3) } else { limit };
        if self.quoted {
            text.push('`');
        }
        for c in value.chars() {
            let length = printed_len(c);
            if length > left {
                if !mariadb {
                    (0..left).for_each(|_| text.push('?'));
                }
                break;
            }
            left -= length;
            text.push(if c.len_utf8() == 4 { '?' } else { c });
            if self.quoted && c == '`' {
                text.push('`');
            }
        }
        if cut && self.dots {
            text.push_str("...");
        }
        if self.quoted {
            text.push('`');
        }
    }
}

struct Row {
    number: u16,
    sqlstate: &'static str,
    format: &'static str,
}

fn row_of(table: &'static [Row], number: u16) -> Option<&'static Row> {
    table.binary_search_by_key(&number, |row| row.number).ok().and_then(|at| table.get(at))
}

fn shared_table() -> &'static [Row] {
    static TABLE: OnceLock<Vec<Row>> = OnceLock::new();
    TABLE.get_or_init(|| rows(SHARED))
}

fn mysql_table() -> &'static [Row] {
    static TABLE: OnceLock<Vec<Row>> = OnceLock::new();
    TABLE.get_or_init(|| rows(MYSQL))
}

/// What MySQL 5.7 words in its own way, usual or not.
fn mysql57_table() -> &'static [Row] {
    static TABLE: OnceLock<Vec<Row>> = OnceLock::new();
    TABLE.get_or_init(|| rows(MYSQL57))
}

fn mariadb_table() -> &'static [Row] {
    static TABLE: OnceLock<Vec<Row>> = OnceLock::new();
    TABLE.get_or_init(|| rows(MARIADB))
}

fn rows(text: &'static str) -> Vec<Row> {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
}

fn row(line: &'static str) -> Option<Row> {
    let (number, rest) = line.split_once(' ')?;
    let (sqlstate, format) = rest.split_once(' ')?;
    let sqlstate = if sqlstate == "-" { "HY000" } else { sqlstate };
    Some(Row { number: number.parse().ok()?, sqlstate, format })
}
