//! Texts that no one would write: random bytes, random words of the grammars, and real statements with things cut out, doubled, swapped.

/// Words that get far into the grammars.
const WORDS: &[&str] = &[
    "CREATE",
    "TABLE",
    "t",
    "(",
    ")",
    ",",
    "a",
    "b",
    "INT",
    "VARCHAR",
    "(10)",
    "NOT",
    "NULL",
    "DEFAULT",
    "'x'",
    "1",
    "-1",
    "PRIMARY",
    "KEY",
    "UNIQUE",
    "FULLTEXT",
    "SPATIAL",
    "INDEX",
    "CONSTRAINT",
    "FOREIGN",
    "REFERENCES",
    "ON",
    "DELETE",
    "UPDATE",
    "CASCADE",
    "SET",
    "CHECK",
    "(a",
    ">",
    "0)",
    "GENERATED",
    "ALWAYS",
    "AS",
    "VIRTUAL",
    "STORED",
    "COMMENT",
    "CHARSET",
    "utf8mb4",
    "COLLATE",
    "latin1_bin",
    "ENGINE",
    "=",
    "InnoDB",
    "MyISAM",
    "PARTITION",
    "BY",
    "HASH",
    "RANGE",
    "LIST",
    "COLUMNS",
    "VALUES",
    "LESS",
    "THAN",
    "MAXVALUE",
    "IN",
    "p0",
    "ALTER",
    "ADD",
    "DROP",
    "MODIFY",
    "CHANGE",
    "RENAME",
    "TO",
    "COLUMN",
    "FIRST",
    "AFTER",
    "CONVERT",
    "ORDER",
    "FORCE",
    "ALGORITHM",
    "LOCK",
    "NONE",
    "INPLACE",
    "TEXT",
    "BLOB",
    "JSON",
    "ENUM",
    "('a','b')",
    "DECIMAL",
    "(65,30)",
    "DATETIME",
    "(6)",
    "TIMESTAMP",
    "NOW()",
    "YEAR",
    "BIT",
    "GEOMETRY",
    "POINT",
    "SRID",
    "AUTO_INCREMENT",
    "INVISIBLE",
    "ROW_FORMAT",
    "COMPRESSED",
    "KEY_BLOCK_SIZE",
    "8",
    "IF",
    "EXISTS",
    "TEMPORARY",
    "LIKE",
    "SELECT",
    "*",
    "FROM",
    "BEGIN",
    "END",
    "PROCEDURE",
    "CALL",
    "()",
    "/*!50100",
    "*/",
    "`",
    "\"",
    "'",
    "--",
    "#",
    ";",
    "\n",
    "é",
    "名",
    "\u{a0}",
    "😀",
    "x'41'",
    "0x",
    "1e400",
    "CAST",
    "CASE",
    "WHEN",
    "THEN",
    "ELSE",
    "CONCAT(",
    "uuid()",
    "INTERVAL",
    "DAY",
    "BETWEEN",
    "AND",
    "OR",
    "XOR",
    "DIV",
    "MOD",
    "->",
    "->>",
    "'$.a'",
    "DATABASE",
    "USE",
    "TRUNCATE",
    "DESC",
    "ASC",
    "USING",
    "BTREE",
    "WITH",
    "PARSER",
    "ngram",
    "99999999999999999999",
];

/// Chance that repeats itself: xorshift64 from a seed.
pub struct Dice(u64);

impl Dice {
    /// From `FUZZ_SEED`, or the seed that every run without it has. A seed is not 0.
    pub fn of_environment() -> Self {
        let seed = std::env::var("FUZZ_SEED").ok().and_then(|seed| seed.parse().ok());
        Self(seed.unwrap_or(0x9e37_79b9_7f4a_7c15).max(1))
    }

    /// A number under `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

/// Real statements, which `scrap` takes apart.
pub fn statements() -> Vec<String> {
    let mut all: Vec<String> = [
        "CREATE TABLE t (a INT NOT NULL AUTO_INCREMENT, b VARCHAR(64) DEFAULT 'x' COMMENT 'c', PRIMARY KEY (a), KEY k (b(10) DESC))",
        "CREATE TABLE t (a INT, b INT AS (a + 1) VIRTUAL, c JSON, KEY ((CAST(c->'$.a' AS CHAR(10)))), CHECK (a > 0))",
        "CREATE TABLE t (a DATE) PARTITION BY RANGE (TO_DAYS(a)) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE)",
        "ALTER TABLE t ADD COLUMN z TEXT CHARACTER SET latin1 AFTER a, DROP KEY k, RENAME TO u, ALGORITHM=INPLACE, LOCK=NONE",
        "CREATE PROCEDURE p() BEGIN IF NOT EXISTS (SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_NAME = 't') THEN ALTER TABLE t ADD x INT; END IF; END",
        "CALL p()",
    ]
    .map(str::to_owned)
    .to_vec();
    if let Ok(text) = std::fs::read_to_string("../shared/mysql/verdicts.jsonl") {
        let rows = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        all.extend(rows.filter_map(|row| Some(row["sql"].as_str()?.to_owned())).take(400));
    }
    all
}

fn random_bytes(dice: &mut Dice) -> String {
    let bytes: Vec<u8> = (0..dice.roll(80)).map(|_| dice.roll(256) as u8).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn random_words(dice: &mut Dice) -> String {
    let mut text = String::new();
    for _ in 0..dice.roll(40) {
        text.push_str(WORDS[dice.roll(WORDS.len())]);
        if dice.roll(8) > 0 {
            text.push(' ');
        }
    }
    text
}

fn mutated(dice: &mut Dice, statements: &[String]) -> String {
    let mut characters: Vec<char> = statements[dice.roll(statements.len())].chars().collect();
    for _ in 0..1 + dice.roll(4) {
        let (at, length) = (dice.roll(characters.len()), dice.roll(12));
        let end = (at + length).min(characters.len());
        match dice.roll(4) {
            0 => drop(characters.drain(at..end)),
            1 => {
                let piece: Vec<char> = characters[at..end].to_vec();
                let to = dice.roll(characters.len() + 1);
                characters.splice(to..to, piece);
            }
            2 => {
                let word: Vec<char> = WORDS[dice.roll(WORDS.len())].chars().collect();
                characters.splice(at..at, word);
            }
            _ => {
                let other: Vec<char> = statements[dice.roll(statements.len())].chars().collect();
                let from = dice.roll(other.len());
                characters.truncate(at);
                characters.extend(&other[from..]);
            }
        }
    }
    characters.into_iter().collect()
}

/// One such text.
pub fn scrap(dice: &mut Dice, statements: &[String]) -> String {
    match dice.roll(4) {
        0 => random_bytes(dice),
        1 => random_words(dice),
        _ => mutated(dice, statements),
    }
}

/// How many texts a test tries: `FUZZ_RUNS`, or a number that CI can afford.
pub fn runs() -> usize {
    std::env::var("FUZZ_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(20_000)
}
