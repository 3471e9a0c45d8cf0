//! What stands behind the closing parenthesis of a table: options, partitions, a query.

use sqlparser::tokenizer::Token;

use super::column::{read_string, read_word_or_string};
use super::state::State;
use crate::schema::{ObjectPath, Table};
use crate::sql::token::Cursor;

/// Option names of several words, that no `=` shows the end of.
const LONG_NAMES: &[&[&str]] = &[
    &["DATA", "DIRECTORY"],
    &["INDEX", "DIRECTORY"],
    &["START", "TRANSACTION"],
    &["STORAGE", "DISK"],
    &["STORAGE", "MEMORY"],
    &["WITH", "SYSTEM", "VERSIONING"],
    &["WITHOUT", "SYSTEM", "VERSIONING"],
];

/// Option names as the manuals list them. Source: MySQL 9.x and MariaDB manuals, "CREATE TABLE".
const NAMES: &[&str] = &[
    "AUTOEXTEND_SIZE",
    "AUTO_INCREMENT",
    "AVG_ROW_LENGTH",
    "CHECKSUM",
    "COMPRESSION",
    "CONNECTION",
    "DELAY_KEY_WRITE",
    "ENCRYPTION",
    "ENCRYPTED",
    "ENCRYPTION_KEY_ID",
    "ENGINE_ATTRIBUTE",
    "IETF_QUOTES",
    "INSERT_METHOD",
    "KEY_BLOCK_SIZE",
    "MAX_ROWS",
    "MIN_ROWS",
    "PACK_KEYS",
    "PAGE_CHECKSUM",
    "PAGE_COMPRESSED",
    "PAGE_COMPRESSION_LEVEL",
    "PASSWORD",
    "ROW_FORMAT",
    "SECONDARY_ENGINE",
    "SECONDARY_ENGINE_ATTRIBUTE",
    "SEQUENCE",
    "STATS_AUTO_RECALC",
    "STATS_PERSISTENT",
    "STATS_SAMPLE_PAGES",
    "TABLESPACE",
    "TRANSACTIONAL",
    "UNION",
];

/// Reads all of it. What is no option stays for the caller.
pub(super) fn read_tail(state: &mut State, cursor: &mut Cursor, table: &mut Table, path: ObjectPath) {
    while read_option(state, cursor, table, path) {
        cursor.take(&Token::Comma);
    }
    if cursor.is_word("PARTITION") {
        let start = cursor.span().start;
        while !cursor.at_end() && !begins_query(cursor) {
            if cursor.take_parenthesised().is_none() {
                cursor.advance();
            }
        }
        table.partition_by = Some(cursor.text_from(start).to_owned());
    }
    if begins_query(cursor) {
        let start = cursor.span().start;
        while !cursor.at_end() {
            cursor.advance();
        }
        table.query = Some(cursor.text_from(start).to_owned());
    }
}

fn begins_query(cursor: &Cursor) -> bool {
    cursor.is_any_word(&["AS", "SELECT", "IGNORE", "REPLACE", "VALUES"])
}

fn read_option(state: &mut State, cursor: &mut Cursor, table: &mut Table, path: ObjectPath) -> bool {
    let options = &mut table.options;
    let start = cursor.mark();
    cursor.take_word("DEFAULT");
    if cursor.take_any_word(&["ENGINE", "TYPE"]) {
        options.engine = read_word_or_string(cursor);
        return true;
    }
    if cursor.take_word("CHARSET") || cursor.take_words(&["CHARACTER", "SET"]) || cursor.take_words(&["CHAR", "SET"]) {
        options.charset = read_word_or_string(cursor);
        return true;
    }
    if cursor.take_word("COLLATE") {
        options.collation = read_word_or_string(cursor);
        return true;
    }
    if cursor.take_word("COMMENT") {
        options.comment = read_string(state, cursor, path, "COMMENT");
        return true;
    }
    cursor.reset(start);
    let name_start = cursor.span().start;
    let long = LONG_NAMES.iter().find(|words| cursor.take_words(words));
    if long.is_some_and(|words| words.last() != Some(&"DIRECTORY")) {
        options.others.push((cursor.text_from(name_start).to_owned(), String::new()));
        return true;
    }
    if long.is_none() {
        let Some(word) = cursor.word() else { return false };
        let known = NAMES.iter().any(|name| word.eq_ignore_ascii_case(name));
        if !known && cursor.ahead(1) != Some(&Token::Eq) {
            return false;
        }
        cursor.advance();
    }
    let name = cursor.text_from(name_start).to_owned();
    let equals = cursor.take(&Token::Eq);
    let value_start = cursor.span().start;
    if cursor.take_parenthesised().is_some() || cursor.take_string().is_some() {
        options.others.push((name, cursor.text_from(value_start).to_owned()));
        return true;
    }
    if equals || matches!(cursor.token(), Some(Token::Number(..) | Token::Word(_))) {
        cursor.advance();
        options.others.push((name, cursor.text_from(value_start).to_owned()));
        return true;
    }
    options.others.push((name, String::new()));
    true
}
