//! sql_mode: what is judged holds under the server's own mode; under another one, what the difference may change is in doubt.
//!
//! Source: MySQL manual, "Server SQL Modes"; MariaDB manual, "SQL_MODE".

use crate::dryrun::mysql::default_value::ValueMode;
use crate::mysql::Server;

/// The words of a mode, in upper case and in the order given; the default is the server's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SqlMode {
    words: Option<Vec<String>>,
}

const KNOWN: &str = "ALLOW_INVALID_DATES ANSI ANSI_QUOTES ERROR_FOR_DIVISION_BY_ZERO HIGH_NOT_PRECEDENCE IGNORE_SPACE \
    NO_AUTO_CREATE_USER NO_AUTO_VALUE_ON_ZERO NO_BACKSLASH_ESCAPES NO_DIR_IN_CREATE NO_ENGINE_SUBSTITUTION \
    NO_UNSIGNED_SUBTRACTION NO_ZERO_DATE NO_ZERO_IN_DATE ONLY_FULL_GROUP_BY PAD_CHAR_TO_FULL_LENGTH PIPES_AS_CONCAT \
    REAL_AS_FLOAT STRICT_ALL_TABLES STRICT_TRANS_TABLES TIME_TRUNCATE_FRACTIONAL TRADITIONAL";

const KNOWN_OLD: &str =
    "DB2 MAXDB MSSQL MYSQL323 MYSQL40 NO_FIELD_OPTIONS NO_KEY_OPTIONS NO_TABLE_OPTIONS ORACLE POSTGRESQL";

/// What strict mode refuses; without it these are warnings, or other values.
const OF_STRICT: &[u16] =
    &[1048, 1071, 1074, 1101, 1118, 1170, 1264, 1265, 1291, 1292, 1364, 1366, 1406, 1478, 1628, 1629, 1688];

fn has(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|known| known == word)
}

impl SqlMode {
    /// No word at all.
    pub fn none() -> SqlMode {
        SqlMode { words: Some(vec![]) }
    }

    /// The mode of a text; the error is the word that no server of this kind knows.
    pub fn of(text: &str, server: Server) -> Result<SqlMode, String> {
        let mut words = vec![];
        for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            let upper = word.to_ascii_uppercase();
            let old = server.has(crate::mysql::Feature::OldModes);
            let gone = !old && upper == "NO_AUTO_CREATE_USER";
            if gone || !(has(KNOWN, &upper) || (old && has(KNOWN_OLD, &upper))) {
                return Err(word.to_owned());
            }
            match upper.as_str() {
                "ANSI" => words.extend(
                    ["REAL_AS_FLOAT", "PIPES_AS_CONCAT", "ANSI_QUOTES", "IGNORE_SPACE", "ONLY_FULL_GROUP_BY"]
                        .map(str::to_owned),
                ),
                "TRADITIONAL" => words.extend(
                    [
                        "STRICT_TRANS_TABLES",
                        "STRICT_ALL_TABLES",
                        "NO_ZERO_IN_DATE",
                        "NO_ZERO_DATE",
                        "NO_ENGINE_SUBSTITUTION",
                    ]
                    .map(str::to_owned),
                ),
                _ => {}
            }
            words.push(upper);
        }
        Ok(SqlMode { words: Some(words) })
    }

    fn own(server: Server) -> &'static [&'static str] {
        match server {
            Server::Mariadb1011 | Server::Mariadb1104 => {
                &["STRICT_TRANS_TABLES", "ERROR_FOR_DIVISION_BY_ZERO", "NO_AUTO_CREATE_USER", "NO_ENGINE_SUBSTITUTION"]
            }
            Server::Mysql57 | Server::Mysql80 | Server::Mysql84 | Server::Mysql97 => &[
                "ONLY_FULL_GROUP_BY",
                "STRICT_TRANS_TABLES",
                "NO_ZERO_IN_DATE",
                "NO_ZERO_DATE",
                "ERROR_FOR_DIVISION_BY_ZERO",
                "NO_ENGINE_SUBSTITUTION",
            ],
        }
    }

    /// As @@sql_mode shows it.
    pub fn written(&self, server: Server) -> String {
        match &self.words {
            Some(words) => words.join(","),
            None => Self::own(server).join(","),
        }
    }

    fn has(&self, word: &str, server: Server) -> bool {
        match &self.words {
            Some(words) => words.iter().any(|known| known == word),
            None => Self::own(server).contains(&word),
        }
    }

    pub fn is_strict(&self, server: Server) -> bool {
        self.has("STRICT_TRANS_TABLES", server) || self.has("STRICT_ALL_TABLES", server)
    }

    /// Strict without all of the modes that are part of it, or not strict with some of them.
    pub fn is_half_strict(&self, server: Server) -> bool {
        let parts = ["NO_ZERO_DATE", "NO_ZERO_IN_DATE", "ERROR_FOR_DIVISION_BY_ZERO"];
        let strict = self.is_strict(server);
        parts.iter().any(|part| self.has(part, server) != strict)
    }

    /// What it says of values.
    pub fn of_values(&self, server: Server) -> ValueMode {
        ValueMode {
            strict: self.is_strict(server),
            no_zero_date: self.has("NO_ZERO_DATE", server),
            no_zero_in_date: self.has("NO_ZERO_IN_DATE", server),
        }
    }

    /// Why the verdict on a statement may be another one under this mode; `refusal` is the number of the error under the
    /// server's own mode.
    pub fn doubt(&self, server: Server, statement: &str, refusal: Option<u16>) -> Option<String> {
        let words = self.words.as_ref()?;
        let own = Self::own(server);
        let says = |word: &str| Some(format!("sql_mode has {word}, which is not modelled here"));
        let lower = || statement.to_ascii_lowercase();
        for word in words.iter().filter(|word| !own.contains(&word.as_str())) {
            let matters = match word.as_str() {
                "ANSI_QUOTES" => statement.contains('"'),
                "NO_BACKSLASH_ESCAPES" => statement.contains('\\'),
                "PIPES_AS_CONCAT" => statement.contains("||"),
                "REAL_AS_FLOAT" => lower().contains("real"),
                "HIGH_NOT_PRECEDENCE" => lower().contains("check") || lower().contains(" as "),
                "ALLOW_INVALID_DATES" => refusal == Some(1067),
                "NO_KEY_OPTIONS" | "NO_TABLE_OPTIONS" | "NO_FIELD_OPTIONS" => false,
                word => has(KNOWN_OLD, word),
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
        if errno == 1286 && !self.has("NO_ENGINE_SUBSTITUTION", server) {
            return without("NO_ENGINE_SUBSTITUTION");
        }
        // MySQL 5.7 gives the second TIMESTAMP of a table a zero by itself.
        let implied = !server.has(crate::mysql::Feature::ExplicitTimestamps) && lower().contains("timestamp");
        let zero = own.contains(&"NO_ZERO_DATE") && errno == 1067 && implied;
        if zero && !(self.has("NO_ZERO_DATE", server) && self.has("NO_ZERO_IN_DATE", server)) {
            return without("NO_ZERO_DATE");
        }
        None
    }
}
