//! What stands behind the closing parenthesis of a table: options, partitions, a query.

use super::column::{read_string, read_word_or_string};
use super::state::{State, found, missing_at};
use crate::schema::{Aspect, ObjectPath, Table};
use crate::sql::cursor::Cursor;
use crate::sql::token::Token;
use crate::text::{Span, edit_distance};

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
    "TABLE_CHECKSUM",
    "TABLESPACE",
    "TRANSACTIONAL",
    "UNION",
];

/// Engines that have no table options of their own. MariaDB's others, such as CONNECT and Spider, have many.
const PLAIN_ENGINES: &[&str] =
    &["INNODB", "MYISAM", "MEMORY", "HEAP", "ARCHIVE", "CSV", "MERGE", "MRG_MYISAM", "BLACKHOLE", "ARIA", "NDB"];

/// Reads all of it. What is no option stays for the caller.
pub(super) fn read_tail(state: &mut State, cursor: &mut Cursor, table: &mut Table, path: ObjectPath) {
    let mut unknown = Vec::new();
    loop {
        let span = cursor.span();
        let known = !is_unknown(cursor);
        if cursor.is_disputed() && !cursor.is_word("PARTITION") {
            // What some servers pass over is kept with the comment that it stands in.
            if !read_option(state, cursor, &mut Table::default(), path) {
                break;
            }
            table.options.others.push((cursor.kept_from(span.start), String::new()));
            continue;
        }
        if !read_option(state, cursor, table, path) {
            break;
        }
        if !known {
            unknown.push(span);
        }
        cursor.take(',');
    }
    let engine = table.options.engine.as_deref().unwrap_or("INNODB");
    if PLAIN_ENGINES.iter().any(|plain| plain.eq_ignore_ascii_case(engine)) {
        unknown.into_iter().for_each(|span| say_unknown(state, path, span));
    }
    if cursor.is_word("PARTITION") {
        let start = cursor.span().start;
        while !cursor.at_end() && !begins_query(cursor) {
            if cursor.take_parenthesised().is_none() {
                cursor.advance();
            }
        }
        table.partition_by = Some(cursor.kept_from(start));
    }
    if begins_query(cursor) {
        let start = cursor.span().start;
        cursor.finish();
        table.query = Some(cursor.text_from(start).to_owned());
    }
}

/// True where the table's options begin, so that its `)` was forgotten: `ENGINE=InnoDB`, `DEFAULT CHARSET=utf8mb4`.
pub(super) fn begins_options(cursor: &Cursor) -> bool {
    let words = 1 + usize::from(cursor.is_word("DEFAULT"));
    (0..words).all(|by| cursor.word_ahead(by).is_some()) && cursor.is_ahead(words, '=')
}

/// True at `word = ...` where the word is the name of no option that the manuals list.
pub(super) fn is_unknown(cursor: &Cursor) -> bool {
    let modelled = ["ENGINE", "TYPE", "CHARSET", "COLLATE", "COMMENT", "SET"];
    let known = || NAMES.iter().chain(&modelled).any(|name| cursor.is_word(name));
    cursor.is_ahead(1, '=') && cursor.word().is_some() && !known()
}

fn say_unknown(state: &mut State, path: ObjectPath, span: Span) {
    let word = span.of(state.text).to_ascii_uppercase();
    let near = |known: &&&str| edit_distance(known, &word) <= 2 || (word.len() > 2 && known.ends_with(word.as_str()));
    let meant = ["COMMENT", "ENGINE", "CHARSET", "COLLATE"].iter().chain(NAMES).find(near);
    let help = match meant {
        Some(meant) => format!("Did you mean `{meant}`?"),
        None => "Correct or remove it.".to_owned(),
    };
    state.error(path, span, format!("`{}` is no table option.", span.of(state.text)), help);
}

/// True where a query begins, in parentheses or not.
pub(super) fn begins_query(cursor: &Cursor) -> bool {
    let inner = (0..8).find(|by| !cursor.is_ahead(*by, '(')).unwrap_or(0);
    let select = ["SELECT", "WITH", "VALUES"].iter().any(|word| cursor.word_is(inner, word));
    select || (inner == 0 && cursor.is_any_word(&["AS", "IGNORE", "REPLACE", "TABLE"]))
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
        let span = cursor.span();
        options.collation = read_word_or_string(cursor);
        state.source(path, Aspect::Collation, Span::new(span.start, cursor.last_end()));
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
        options.others.push((cursor.kept_from(name_start), String::new()));
        return true;
    }
    if long.is_none() {
        // MariaDB prints options of engines in quotes.
        let named = cursor.is_name_ahead(0) && cursor.is_ahead(1, '=');
        if !named && !cursor.is_any_word(NAMES) {
            return false;
        }
        cursor.advance();
    }
    let name = cursor.text_from(name_start).to_owned();
    let equals = cursor.take_equal();
    let value_start = cursor.span().start;
    if cursor.take_parenthesised().is_some() || cursor.take_string().is_some() {
        options.others.push((name, cursor.text_from(value_start).to_owned()));
        return true;
    }
    if matches!(cursor.token(), Some(Token::Number(_) | Token::Word(_) | Token::Quoted(_)))
        || (equals && !cursor.is_element_end())
    {
        cursor.advance();
        options.others.push((name, cursor.text_from(value_start).to_owned()));
        return true;
    }
    state.error(
        path,
        missing_at(cursor),
        format!("A value should follow {}, but {} here.", name.to_ascii_uppercase(), found(cursor)),
        format!("Write it behind {}, or remove the option.", name.to_ascii_uppercase()),
    );
    options.others.push((name, String::new()));
    true
}
