//! sql_mode: what is judged holds under the server's own mode; under another one, what the difference may change is in doubt.
//!
//! Source: MySQL manual, "Server SQL Modes"; MariaDB manual, "SQL_MODE".

use crate::dryrun::mysql::default_value::ValueMode;
use crate::mysql::{Feature, Server};

/// A mode as the servers number it, a bit for each word of [`WORDS`]; the default is the server's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SqlMode {
    bits: Option<u64>,
}

/// The words of both servers in the order of their bits.
///
/// Source: `SET sql_mode = 1 << n` and @@sql_mode of MySQL 9.7.4 and MariaDB 10.11.19.
const WORDS: &[&str] = &[
    "REAL_AS_FLOAT",
    "PIPES_AS_CONCAT",
    "ANSI_QUOTES",
    "IGNORE_SPACE",
    "IGNORE_BAD_TABLE_OPTIONS",
    "ONLY_FULL_GROUP_BY",
    "NO_UNSIGNED_SUBTRACTION",
    "NO_DIR_IN_CREATE",
    "POSTGRESQL",
    "ORACLE",
    "MSSQL",
    "DB2",
    "MAXDB",
    "NO_KEY_OPTIONS",
    "NO_TABLE_OPTIONS",
    "NO_FIELD_OPTIONS",
    "MYSQL323",
    "MYSQL40",
    "ANSI",
    "NO_AUTO_VALUE_ON_ZERO",
    "NO_BACKSLASH_ESCAPES",
    "STRICT_TRANS_TABLES",
    "STRICT_ALL_TABLES",
    "NO_ZERO_IN_DATE",
    "NO_ZERO_DATE",
    "ALLOW_INVALID_DATES",
    "ERROR_FOR_DIVISION_BY_ZERO",
    "TRADITIONAL",
    "NO_AUTO_CREATE_USER",
    "HIGH_NOT_PRECEDENCE",
    "NO_ENGINE_SUBSTITUTION",
    "PAD_CHAR_TO_FULL_LENGTH",
    "TIME_TRUNCATE_FRACTIONAL",
    "SIMULTANEOUS_ASSIGNMENT",
    "TIME_ROUND_FRACTIONAL",
];

/// The name of the bit in MariaDB that MySQL calls TIME_TRUNCATE_FRACTIONAL.
const EMPTY_IS_NULL: &str = "EMPTY_STRING_IS_NULL";
/// Bits of words that MySQL 8.0 has no more, and that MariaDB has alone.
const OLD: u64 = 0x1003_ff00;
const OF_MARIADB: u64 = 0x6_0000_0010;

/// What strict mode refuses; without it these are warnings, or other values.
const OF_STRICT: &[u16] =
    &[1048, 1071, 1074, 1101, 1118, 1170, 1264, 1265, 1291, 1292, 1364, 1366, 1406, 1478, 1628, 1629, 1688];

const REAL_AS_FLOAT: u64 = 1;
const PIPES_AS_CONCAT: u64 = 1 << 1;
const ANSI_QUOTES: u64 = 1 << 2;
const IGNORE_SPACE: u64 = 1 << 3;
const ONLY_FULL_GROUP_BY: u64 = 1 << 5;
const POSTGRESQL: u64 = 1 << 8;
const ORACLE: u64 = 1 << 9;
const MSSQL: u64 = 1 << 10;
const DB2: u64 = 1 << 11;
const MAXDB: u64 = 1 << 12;
const NO_KEY_OPTIONS: u64 = 1 << 13;
const NO_TABLE_OPTIONS: u64 = 1 << 14;
const NO_FIELD_OPTIONS: u64 = 1 << 15;
const MYSQL323: u64 = 1 << 16;
const MYSQL40: u64 = 1 << 17;
const ANSI: u64 = 1 << 18;
const NO_BACKSLASH_ESCAPES: u64 = 1 << 20;
const STRICT_TRANS_TABLES: u64 = 1 << 21;
const STRICT_ALL_TABLES: u64 = 1 << 22;
const NO_ZERO_IN_DATE: u64 = 1 << 23;
const NO_ZERO_DATE: u64 = 1 << 24;
const ALLOW_INVALID_DATES: u64 = 1 << 25;
const ERROR_FOR_DIVISION_BY_ZERO: u64 = 1 << 26;
const TRADITIONAL: u64 = 1 << 27;
const NO_AUTO_CREATE_USER: u64 = 1 << 28;
const HIGH_NOT_PRECEDENCE: u64 = 1 << 29;
const NO_ENGINE_SUBSTITUTION: u64 = 1 << 30;
const TIME_TRUNCATE_FRACTIONAL: u64 = 1 << 32;
const SIMULTANEOUS_ASSIGNMENT: u64 = 1 << 33;

const STRICT: u64 = STRICT_TRANS_TABLES | STRICT_ALL_TABLES;
/// What MySQL wants to be all there with strict mode, and none without it.
const BESIDE_STRICT: u64 = NO_ZERO_DATE | NO_ZERO_IN_DATE | ERROR_FOR_DIVISION_BY_ZERO;
/// Words that bring others.
const GROUPS: u64 = ANSI | TRADITIONAL | DB2 | MSSQL | POSTGRESQL | MAXDB | ORACLE | MYSQL323 | MYSQL40;

/// The bit of a word in upper case, whether or not the server has it.
fn bit(word: &str) -> u64 {
    WORDS.iter().position(|known| *known == word).map_or(0, |at| 1 << at)
}

/// What a word for several others brings.
fn parts(word: u64, server: Server) -> u64 {
    if word & GROUPS == 0 { 0 } else { parts_of_group(word, server) }
}

#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
fn parts_of_group(word: u64, server: Server) -> u64 {
    const OPTIONS: u64 =
        PIPES_AS_CONCAT | ANSI_QUOTES | IGNORE_SPACE | NO_KEY_OPTIONS | NO_TABLE_OPTIONS | NO_FIELD_OPTIONS;
    let maria = server.is_mariadb();
    match word {
        ANSI => {
            let group = if maria { 0 } else { ONLY_FULL_GROUP_BY };
            group | REAL_AS_FLOAT | PIPES_AS_CONCAT | ANSI_QUOTES | IGNORE_SPACE
        }
        TRADITIONAL => {
            let user = if server.has(Feature::OldModes) { NO_AUTO_CREATE_USER } else { 0 };
            user | STRICT | BESIDE_STRICT | NO_ENGINE_SUBSTITUTION
        }
        MAXDB => OPTIONS | NO_AUTO_CREATE_USER,
        ORACLE => OPTIONS | NO_AUTO_CREATE_USER | if maria { SIMULTANEOUS_ASSIGNMENT } else { 0 },
        MYSQL323 | MYSQL40 => HIGH_NOT_PRECEDENCE,
        _ => OPTIONS,
    }
}

impl SqlMode {
    /// The mode of a text; the error is the word that no server of this kind knows.
    pub fn of(text: &str, server: Server) -> Result<SqlMode, String> {
        let mut bits = 0;
        for word in text.split(',').map(str::trim_end).filter(|word| !word.is_empty()) {
            let upper = word.to_ascii_uppercase();
            let known = match upper.as_str() {
                EMPTY_IS_NULL if server.is_mariadb() => TIME_TRUNCATE_FRACTIONAL,
                "TIME_TRUNCATE_FRACTIONAL" if server.is_mariadb() => 0,
                word => bit(word) & Self::known(server),
            };
            if known == 0 {
                return Err(word.to_owned());
            }
            bits |= known | parts(known, server);
        }
        Ok(SqlMode { bits: Some(bits) })
    }

    /// The mode of a number; the error is the bit that MySQL has no more, or that no mode has.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub fn of_number(number: i64, server: Server) -> Result<SqlMode, Option<u64>> {
        let Some(bits) = u64::try_from(number).ok().filter(|bits| *bits < 1 << WORDS.len()) else { return Err(None) };
        let gone = bits & OLD & !Self::known(server);
        if gone != 0 {
            return Err(Some(gone));
        }
        if bits & !Self::known(server) != 0 {
            return Err(None);
        }
        let whole = (0..WORDS.len()).map(|at| bits & (1 << at)).fold(bits, |all, word| all | parts(word, server));
        Ok(SqlMode { bits: Some(whole) })
    }

    /// The bits of a server.
    fn known(server: Server) -> u64 {
        let old = if server.has(Feature::OldModes) { 0 } else { OLD };
        let foreign = if server.is_mariadb() { 0 } else { OF_MARIADB };
        ((1 << WORDS.len()) - 1) & !old & !foreign
    }

    fn own(server: Server) -> u64 {
        let both = STRICT_TRANS_TABLES | ERROR_FOR_DIVISION_BY_ZERO | NO_ENGINE_SUBSTITUTION;
        both | if server.is_mariadb() { NO_AUTO_CREATE_USER } else { ONLY_FULL_GROUP_BY | BESIDE_STRICT }
    }

    fn bits(self, server: Server) -> u64 {
        self.bits.unwrap_or_else(|| Self::own(server))
    }

    /// The words of such bits as the server has them.
    fn words(bits: u64, server: Server) -> impl Iterator<Item = (u64, &'static str)> {
        let named = move |word: &'static str| match word {
            "TIME_TRUNCATE_FRACTIONAL" if server.is_mariadb() => EMPTY_IS_NULL,
            word => word,
        };
        let all = WORDS.iter().enumerate().map(move |(at, word)| (1 << at, named(word)));
        all.filter(move |(bit, _)| bits & bit != 0)
    }

    /// As @@sql_mode shows it.
    pub fn written(self, server: Server) -> String {
        Self::words(self.bits(server), server).map(|(_, word)| word).collect::<Vec<_>>().join(",")
    }

    fn has(self, any: u64, server: Server) -> bool {
        self.bits(server) & any != 0
    }

    pub fn is_strict(self, server: Server) -> bool {
        self.has(STRICT, server)
    }

    /// Strict without all of the modes that are part of it, or not strict with some of them.
    pub fn is_half_strict(self, server: Server) -> bool {
        let wanted = if self.is_strict(server) { BESIDE_STRICT } else { 0 };
        self.bits(server) & BESIDE_STRICT != wanted
    }

    /// What it says of values.
    pub fn of_values(self, server: Server) -> ValueMode {
        ValueMode {
            strict: self.is_strict(server),
            no_zero_date: self.has(NO_ZERO_DATE, server),
            no_zero_in_date: self.has(NO_ZERO_IN_DATE, server),
            substitutes: !self.has(NO_ENGINE_SUBSTITUTION, server),
        }
    }

    /// Why the verdict on a statement may be another one under this mode; `refusal` is the number of the error under the
    /// server's own mode.
    pub fn doubt(self, server: Server, statement: &str, refusal: Option<u16>) -> Option<String> {
        let own = Self::own(server);
        let says = |word: &str| Some(format!("sql_mode has {word}, which is not modelled here"));
        let lower = || statement.to_ascii_lowercase();
        for (bit, word) in Self::words(self.bits? & !own, server) {
            let matters = match bit {
                ANSI_QUOTES => statement.contains('"'),
                NO_BACKSLASH_ESCAPES => statement.contains('\\'),
                PIPES_AS_CONCAT => statement.contains("||"),
                REAL_AS_FLOAT => lower().contains("real"),
                HIGH_NOT_PRECEDENCE => lower().contains("check") || lower().contains(" as "),
                ALLOW_INVALID_DATES => refusal == Some(1067),
                NO_KEY_OPTIONS | NO_TABLE_OPTIONS | NO_FIELD_OPTIONS | NO_AUTO_CREATE_USER => false,
                _ => bit & OLD != 0,
            };
            if matters {
                return says(word);
            }
        }
        let errno = refusal?;
        let without = |word: &str| Some(format!("sql_mode is without {word}: the server may only warn"));
        // Of all defaults of a BLOB or TEXT, the empty one passes then.
        let certain = errno == 1101 && !statement.contains("''") && !statement.contains("\"\"");
        if !self.is_strict(server) && OF_STRICT.contains(&errno) && !certain {
            return without("STRICT_TRANS_TABLES");
        }
        if errno == 1286 && !self.has(NO_ENGINE_SUBSTITUTION, server) {
            return without("NO_ENGINE_SUBSTITUTION");
        }
        // MySQL 5.7 gives the second TIMESTAMP of a table a zero by itself.
        let implied = !server.has(Feature::ExplicitTimestamps) && lower().contains("timestamp");
        let zero = own & NO_ZERO_DATE != 0 && errno == 1067 && implied;
        if zero && !(self.has(NO_ZERO_DATE, server) && self.has(NO_ZERO_IN_DATE, server)) {
            return without("NO_ZERO_DATE");
        }
        None
    }
}
