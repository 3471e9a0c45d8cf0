//! Columns: a name, a type, and attributes in any order.

use sqlparser::tokenizer::Token;

use super::data_type::read_data_type;
use super::state::{State, found};
use crate::schema::{Column, DataType, Generated, IndexKind, ObjectPath};
use crate::sql::split::split;
use crate::sql::token::Cursor;
use crate::text::{Span, quote_string};

/// A column as read, with the keys that were written at the column itself.
pub(super) struct ReadColumn {
    pub column: Column,
    pub inline_keys: Vec<IndexKind>,
    pub type_span: Span,
}

/// Reads type and attributes behind the name. Stops at the first token that is none of them.
pub(super) fn read_definition(
    state: &mut State,
    cursor: &mut Cursor,
    mut column: Column,
    path: ObjectPath,
) -> ReadColumn {
    let start = cursor.span().start;
    column.data_type = read_data_type(state, cursor, path).unwrap_or_default();
    let type_span = Span::new(start, cursor.last_end().max(start));
    if column.data_type.name.is_empty() {
        state.error(
            path,
            cursor.span(),
            format!("The type of the column is missing: {} where it should be.", found(cursor)),
            "Write a type behind the name, such as `BIGINT` or `VARCHAR(64)`.",
        );
    }
    let mut read = ReadColumn { column, inline_keys: vec![], type_span };
    while read_attribute(state, cursor, &mut read, path) {}
    read
}

/// Reads one attribute; false where none begins here.
fn read_attribute(state: &mut State, cursor: &mut Cursor, read: &mut ReadColumn, path: ObjectPath) -> bool {
    let column = &mut read.column;
    let Some(word) = cursor.word().map(str::to_ascii_uppercase) else { return false };
    let start = cursor.span().start;
    match word.as_str() {
        "NOT" if cursor.take_words(&["NOT", "NULL"]) => column.nullable = Some(false),
        "NULL" => {
            cursor.advance();
            column.nullable = Some(true);
        }
        "DEFAULT" => {
            cursor.advance();
            column.default = read_value(state, cursor, path, "DEFAULT");
        }
        "ON" if cursor.word_is(1, "UPDATE") => {
            cursor.take_words(&["ON", "UPDATE"]);
            column.on_update = read_value(state, cursor, path, "ON UPDATE");
        }
        "AUTO_INCREMENT" | "AUTOINCREMENT" => {
            cursor.advance();
            column.auto_increment = true;
        }
        "PRIMARY" if cursor.word_is(1, "KEY") && !opens_key_list(cursor, 2) => {
            cursor.take_words(&["PRIMARY", "KEY"]);
            read.inline_keys.push(IndexKind::Primary);
        }
        "PRIMARY" if !cursor.word_is(1, "KEY") => {
            cursor.advance();
            read.inline_keys.push(IndexKind::Primary);
        }
        "UNIQUE" if !starts_key(cursor) => {
            cursor.advance();
            cursor.take_word("KEY");
            read.inline_keys.push(IndexKind::Unique);
        }
        "KEY" if !starts_key(cursor) => {
            cursor.advance();
            read.inline_keys.push(IndexKind::Primary);
        }
        "COMMENT" => {
            cursor.advance();
            column.comment = read_string(state, cursor, path, "COMMENT");
        }
        "COLLATE" => {
            cursor.advance();
            column.data_type.collation = read_word_or_string(cursor);
        }
        "CHARSET" => {
            cursor.advance();
            column.data_type.charset = read_word_or_string(cursor);
        }
        "CHARACTER" | "CHAR" if cursor.word_is(1, "SET") => {
            cursor.advance();
            cursor.advance();
            column.data_type.charset = read_word_or_string(cursor);
        }
        "ASCII" => {
            cursor.advance();
            column.data_type.charset = Some("latin1".to_owned());
        }
        "UNICODE" => {
            cursor.advance();
            column.data_type.charset = Some("ucs2".to_owned());
        }
        "UNSIGNED" => take_flag(cursor, &mut column.data_type, |data_type| data_type.unsigned = true),
        "ZEROFILL" => take_flag(cursor, &mut column.data_type, |data_type| data_type.zerofill = true),
        "BINARY" => take_flag(cursor, &mut column.data_type, |data_type| data_type.binary = true),
        "SIGNED" => cursor.advance(),
        // MariaDB's system versioning.
        "GENERATED"
            if ["START", "END"].iter().any(|side| cursor.take_words(&["GENERATED", "ALWAYS", "AS", "ROW", side])) =>
        {
            column.attributes.push(cursor.text_from(start).to_owned());
        }
        "GENERATED" | "AS" => read_generated(state, cursor, column, path),
        "VIRTUAL" | "STORED" | "PERSISTENT" if column.generated.is_some() => {
            cursor.advance();
            if let Some(generated) = &mut column.generated {
                generated.stored = Some(word != "VIRTUAL");
            }
        }
        _ => {
            if !skip_other_attribute(cursor, &word) {
                return false;
            }
            column.attributes.push(cursor.text_from(start).to_owned());
        }
    }
    true
}

fn take_flag(cursor: &mut Cursor, data_type: &mut DataType, set: impl Fn(&mut DataType)) {
    cursor.advance();
    set(data_type);
}

/// True where a key's column list, with or without a name before it, begins `by` tokens ahead.
fn opens_key_list(cursor: &Cursor, by: usize) -> bool {
    let is_paren = |by| cursor.ahead(by) == Some(&Token::LParen);
    let is_name = |by| matches!(cursor.ahead(by), Some(Token::Word(_)));
    is_paren(by) || (is_name(by) && is_paren(by + 1))
}

/// True where `KEY`, `UNIQUE` or their pair begins a key of its own: the comma before it was forgotten.
fn starts_key(cursor: &Cursor) -> bool {
    let words = 1 + usize::from(cursor.is_word("UNIQUE") && (cursor.word_is(1, "KEY") || cursor.word_is(1, "INDEX")));
    // `UNIQUE COMMENT 'x'` and `KEY NOT NULL` have words behind them too, but no parenthesis behind those.
    opens_key_list(cursor, words)
}

fn read_generated(state: &mut State, cursor: &mut Cursor, column: &mut Column, path: ObjectPath) {
    if cursor.take_word("GENERATED") {
        cursor.take_word("ALWAYS");
    }
    cursor.take_word("AS");
    match cursor.take_parenthesised() {
        Some(expression) => {
            column.generated = Some(Generated { expression: expression.to_owned(), stored: None });
        }
        None => state.error(
            path,
            cursor.span(),
            format!("A generated column needs its expression in parentheses, but {} here.", found(cursor)),
            "Write `AS (expression)`.",
        ),
    }
}

/// An attribute that is kept as text: passes it and answers true, or false where the word begins none.
fn skip_other_attribute(cursor: &mut Cursor, word: &str) -> bool {
    match word {
        "VISIBLE" | "INVISIBLE" | "COMPRESSED" => cursor.advance(),
        "COLUMN_FORMAT" | "STORAGE" | "SRID" | "ENGINE_ATTRIBUTE" | "SECONDARY_ENGINE_ATTRIBUTE" | "REF_SYSTEM_ID" => {
            cursor.advance();
            cursor.take(&Token::Eq);
            cursor.advance();
        }
        "WITH" | "WITHOUT" if cursor.word_is(1, "SYSTEM") && cursor.word_is(2, "VERSIONING") => {
            cursor.take_words(&[word, "SYSTEM", "VERSIONING"]);
        }
        "SERIAL" if cursor.take_words(&["SERIAL", "DEFAULT", "VALUE"]) => {}
        "CONSTRAINT" if cursor.word_is(1, "CHECK") || cursor.word_is(2, "CHECK") => {
            while !cursor.is_word("CHECK") {
                cursor.advance();
            }
            return skip_other_attribute(cursor, "CHECK");
        }
        "CHECK" => {
            cursor.advance();
            cursor.take_parenthesised();
            cursor.take_word("NOT");
            cursor.take_word("ENFORCED");
        }
        "REFERENCES" => skip_references(cursor),
        _ => return false,
    }
    true
}

/// Passes `REFERENCES t (c) MATCH FULL ON DELETE CASCADE ON UPDATE SET NULL`.
pub(super) fn skip_references(cursor: &mut Cursor) {
    cursor.take_word("REFERENCES");
    cursor.advance();
    if cursor.take(&Token::Period) {
        cursor.advance();
    }
    cursor.take_parenthesised();
    skip_reference_actions(cursor);
}

pub(super) fn skip_reference_actions(cursor: &mut Cursor) {
    loop {
        if cursor.take_word("MATCH") {
            cursor.advance();
        } else if cursor.is_word("ON") && (cursor.word_is(1, "DELETE") || cursor.word_is(1, "UPDATE")) {
            cursor.advance();
            cursor.advance();
            let taken = ["NO", "SET"].iter().any(|word| cursor.take_word(word));
            if taken || cursor.is_any_word(&["CASCADE", "RESTRICT"]) {
                cursor.advance();
            }
        } else {
            return;
        }
    }
}

/// Words that begin the next attribute, so that a value is missing before them: `DEFAULT NOT NULL`.
const NO_VALUES: &[&str] = &[
    "AS",
    "AUTO_INCREMENT",
    "CHECK",
    "COLLATE",
    "COMMENT",
    "CONSTRAINT",
    "DEFAULT",
    "GENERATED",
    "KEY",
    "NOT",
    "ON",
    "PRIMARY",
    "REFERENCES",
    "UNIQUE",
];

/// A default or ON UPDATE value as text: a literal, a function, an expression in parentheses.
fn read_value(state: &mut State, cursor: &mut Cursor, path: ObjectPath, behind: &str) -> Option<String> {
    let start = cursor.span().start;
    if matches!(cursor.token(), Some(Token::Minus | Token::Plus)) {
        cursor.advance();
    }
    match cursor.token() {
        Some(Token::LParen) if cursor.take_parenthesised().is_some() => {}
        Some(Token::Word(word)) if !cursor.is_any_word(NO_VALUES) => {
            // A charset's name, or the kind of a temporal literal, and the literal behind it.
            let introduces = word.value.starts_with('_')
                || ["DATE", "TIME", "TIMESTAMP"].iter().any(|kind| word.value.eq_ignore_ascii_case(kind));
            cursor.advance();
            if introduces && (cursor.take_string().is_some() || take_bit_literal(cursor)) {
                return Some(cursor.text_from(start).to_owned());
            }
            cursor.take_parenthesised();
        }
        Some(Token::Number(..)) => cursor.advance(),
        Some(_) if take_bit_literal(cursor) => {}
        Some(_) if let Some(text) = cursor.take_string() => {
            let written = cursor.text_from(start);
            // A quote that is never closed must not be written again.
            let closed = split(written, Span::new(0, written.len())).1.is_empty();
            return Some(if closed { written.to_owned() } else { quote_string(&text) });
        }
        _ => {
            state.error(
                path,
                cursor.span(),
                format!("A value should follow {behind}, but {} here.", found(cursor)),
                format!("Write a literal, or an expression in parentheses, behind {behind}, or remove the word."),
            );
            return None;
        }
    }
    Some(cursor.text_from(start).to_owned())
}

/// `b'0'`, `x'4D'`, `0xFF`
fn take_bit_literal(cursor: &mut Cursor) -> bool {
    let found = matches!(
        cursor.token(),
        Some(
            Token::SingleQuotedByteStringLiteral(_)
                | Token::DoubleQuotedByteStringLiteral(_)
                | Token::HexStringLiteral(_)
        )
    );
    if found {
        cursor.advance();
    }
    found
}

pub(super) fn read_string(state: &mut State, cursor: &mut Cursor, path: ObjectPath, behind: &str) -> Option<String> {
    cursor.take(&Token::Eq);
    let text = cursor.take_string();
    if text.is_none() {
        state.error(
            path,
            cursor.span(),
            format!("A string should follow {behind}, but {} here.", found(cursor)),
            format!("Write {behind} '...', with the text in single quotes."),
        );
    }
    text
}

pub(super) fn read_word_or_string(cursor: &mut Cursor) -> Option<String> {
    cursor.take(&Token::Eq);
    if let Some(text) = cursor.take_string() {
        return Some(text);
    }
    let Token::Word(word) = cursor.token()? else { return None };
    cursor.advance();
    Some(word.value.clone())
}
