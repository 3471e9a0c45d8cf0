//! How statements begin.

use crate::mysql::types;
use crate::sql::cursor::Cursor;

/// Words with which a statement begins. Source: MySQL 9.x manual, "SQL Statements"; MariaDB manual.
const STATEMENT_WORDS: &str = " ALTER ANALYZE BACKUP BEGIN BINLOG CACHE CALL CHANGE CHECK CHECKSUM CLONE COMMIT CREATE \
    DEALLOCATE DECLARE DELETE DELIMITER DESC DESCRIBE DO DROP END EXECUTE EXPLAIN FLUSH GET GRANT HANDLER HELP IMPORT \
    INSERT INSTALL KILL LOAD LOCK OPTIMIZE PREPARE PURGE RELEASE RENAME REPAIR REPLACE RESET RESTART REVOKE ROLLBACK \
    SAVEPOINT SELECT SET SHOW SHUTDOWN SIGNAL SOURCE START STOP TABLE TRUNCATE UNINSTALL UNLOCK UPDATE USE VALUES WITH \
    XA ";

/// Pairs of words that begin a statement and stand in no clause of CREATE or ALTER TABLE.
const OPENINGS: &[(&str, &str)] = &[
    ("ALTER", " TABLE DATABASE SCHEMA "),
    (
        "CREATE",
        " TABLE DATABASE SCHEMA TEMPORARY INDEX UNIQUE FULLTEXT SPATIAL VIEW OR PROCEDURE FUNCTION TRIGGER EVENT USER ",
    ),
    ("DELETE", " FROM "),
    ("DROP", " TABLE DATABASE SCHEMA PROCEDURE FUNCTION VIEW TRIGGER EVENT "),
    ("END", " IF WHILE LOOP REPEAT CASE "),
    ("IF", " NOT EXISTS "),
    ("INSERT", " INTO IGNORE "),
    ("LOCK", " TABLES "),
    ("RENAME", " TABLE "),
    ("REPLACE", " INTO "),
    ("SET", " NAMES FOREIGN_KEY_CHECKS "),
    ("START", " TRANSACTION "),
    ("TRUNCATE", " TABLE "),
    ("UNLOCK", " TABLES "),
];

/// True where the list, words between single spaces, has the word in any case.
fn lists(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| !known.is_empty() && known.eq_ignore_ascii_case(word))
}

pub(super) fn begins_statement(word: &str) -> bool {
    lists(STATEMENT_WORDS, word)
}

/// True where a text begins as a statement does, or with one in a version comment.
pub fn is_statement(text: &str) -> bool {
    begins_statement(first_word(text)) || text.starts_with("/*!") || text.starts_with("/*M!")
}

pub(super) fn first_word(body: &str) -> &str {
    let end = body.find(|c: char| c.is_whitespace() || matches!(c, '(' | ';' | ',')).unwrap_or(body.len());
    body.get(..end).unwrap_or("")
}

/// True where another statement begins at the cursor, on a line of its own: the `;` before it was forgotten.
pub(super) fn begins_next_statement(cursor: &Cursor) -> bool {
    let Some(first) = cursor.word() else { return false };
    let is = |word: &str| word.eq_ignore_ascii_case(first);
    let second = cursor.word_ahead(1);
    let pair =
        || second.is_some_and(|second| OPENINGS.iter().any(|(known, seconds)| is(known) && lists(seconds, second)));
    let alone = || ["END", "COMMIT", "ELSE", "DELIMITER"].iter().any(|word| is(word)) && ends_behind(cursor, 1);
    let sets = || is("SET") && (cursor.is_ahead(2, '=') || second.is_some_and(|name| name.starts_with('@')));
    let uses = || is("USE") && cursor.is_name_ahead(1) && ends_behind(cursor, 2);
    // A column may be called so: then a type stands behind it.
    let typed = || second.is_some_and(|second| types::find(second).is_some());
    (pair() || alone() || sets() || uses()) && cursor.begins_line() && !typed()
}

fn ends_behind(cursor: &Cursor, by: usize) -> bool {
    cursor.ahead(by).is_none() || cursor.is_ahead(by, ';')
}
