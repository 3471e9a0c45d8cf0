//! Columns: a name, a type, and attributes in any order.

use super::data_type::read_data_type;
use super::options::is_unknown;
use super::state::{State, found, missing_at};
use crate::mysql::types;
use crate::schema::{Column, DataType, Generated, IndexKind, ObjectPath};
use crate::sql::cursor::Cursor;
use crate::sql::split::split;
use crate::sql::token::Token;
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
    match cursor.word().and_then(glued) {
        Some((known, attribute)) => read_glued(state, cursor, &mut column, path, (known, attribute)),
        None => column.data_type = read_data_type(state, cursor, path).unwrap_or_default(),
    }
    let type_span = Span::new(start, cursor.last_end());
    if column.data_type.name.is_empty() {
        state.error(
            path,
            missing_at(cursor),
            format!("The type of the column is missing: {} where it should be.", found(cursor)),
            "Write a type behind the name, such as `BIGINT` or `VARCHAR(64)`.",
        );
    }
    let mut read = ReadColumn { column, inline_keys: vec![], type_span };
    loop {
        let start = cursor.span().start;
        if !cursor.is_disputed() {
            if !read_attribute(state, cursor, &mut read, path) {
                break;
            }
            continue;
        }
        // What some servers pass over is kept with the comment that it stands in.
        let mut aside = ReadColumn { column: Column::default(), inline_keys: vec![], type_span };
        if !read_attribute(state, cursor, &mut aside, path) {
            break;
        }
        read.column.attributes.push(cursor.kept_from(start));
    }
    // SERIAL is unique already, and what is said twice counts once.
    let serial = read.column.data_type.name.eq_ignore_ascii_case("SERIAL")
        || read.column.attributes.iter().any(|attribute| attribute.eq_ignore_ascii_case("SERIAL DEFAULT VALUE"));
    let mut seen = Vec::new();
    read.inline_keys.retain(|kind| {
        let new = !(seen.contains(kind) || serial && *kind == IndexKind::Unique);
        seen.push(*kind);
        new
    });
    read
}

/// A type and the attribute behind it that were written as one word: `floatCOMMENT`.
fn glued(word: &str) -> Option<(&str, &str)> {
    ["COMMENT", "DEFAULT", "NOT", "NULL", "UNSIGNED"].iter().find_map(|attribute| {
        let (known, rest) = word.split_at_checked(word.len().checked_sub(attribute.len())?)?;
        (rest.eq_ignore_ascii_case(attribute) && types::find(known).is_some()).then_some((known, rest))
    })
}

fn read_glued(
    state: &mut State,
    cursor: &mut Cursor,
    column: &mut Column,
    path: ObjectPath,
    (known, attribute): (&str, &str),
) {
    let message =
        format!("A space is missing between `{known}` and `{attribute}`: the server takes them for one word.");
    state.error(path, cursor.span(), message, format!("Write `{known} {attribute}`."));
    cursor.advance();
    column.data_type = DataType::named(known);
    match attribute.to_ascii_uppercase().as_str() {
        "COMMENT" => column.comment = read_string(state, cursor, path, "COMMENT"),
        "DEFAULT" => column.default = read_value(state, cursor, path, "DEFAULT"),
        "NOT" => column.nullable = cursor.take_word("NULL").then_some(false),
        "UNSIGNED" => column.data_type.unsigned = true,
        _ => column.nullable = Some(true),
    }
}

/// Reads one attribute; false where none begins here.
fn read_attribute(state: &mut State, cursor: &mut Cursor, read: &mut ReadColumn, path: ObjectPath) -> bool {
    let column = &mut read.column;
    let start = cursor.span().start;
    if take_engine_attribute(cursor) {
        column.attributes.push(cursor.kept_from(start));
        return true;
    }
    let Some(word) = cursor.word().map(str::to_ascii_uppercase) else { return false };
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
        "BYTE" => {
            cursor.advance();
            column.data_type.charset = Some("binary".to_owned());
        }
        "UNSIGNED" => take_flag(cursor, &mut column.data_type, |data_type| data_type.unsigned = true),
        "ZEROFILL" => take_flag(cursor, &mut column.data_type, |data_type| data_type.zerofill = true),
        "BINARY" => take_flag(cursor, &mut column.data_type, |data_type| data_type.binary = true),
        "SIGNED" => cursor.advance(),
        // MariaDB's system versioning.
        "GENERATED"
            if ["START", "END"].iter().any(|side| cursor.take_words(&["GENERATED", "ALWAYS", "AS", "ROW", side])) =>
        {
            column.attributes.push(cursor.kept_from(start));
        }
        "GENERATED" | "AS" => read_generated(state, cursor, column, path),
        "VIRTUAL" | "STORED" | "PERSISTENT" if column.generated.is_some() => {
            cursor.advance();
            if let Some(generated) = &mut column.generated {
                generated.stored = Some(word != "VIRTUAL");
            }
        }
        _ => {
            if !skip_other_attribute(state, cursor, path, &word) {
                return false;
            }
            column.attributes.push(cursor.kept_from(start));
        }
    }
    true
}

/// Takes `name = value`: MariaDB's attributes of engines, which it prints in back quotes. A table's option is none.
pub(super) fn take_engine_attribute(cursor: &mut Cursor) -> bool {
    let quoted = cursor.word().is_none() && cursor.is_name_ahead(0) && cursor.is_ahead(1, '=');
    let found = quoted || (is_unknown(cursor) && !is_named_like_attribute(cursor));
    let found = found && cursor.ahead(2).is_some();
    if found {
        (0..3).for_each(|_| cursor.advance());
    }
    found
}

/// Attributes that take a `=` too.
fn is_named_like_attribute(cursor: &Cursor) -> bool {
    cursor.is_any_word(&["COMPRESSED", "COLUMN_FORMAT", "STORAGE", "SRID", "REF_SYSTEM_ID"])
}

fn take_flag(cursor: &mut Cursor, data_type: &mut DataType, set: impl Fn(&mut DataType)) {
    cursor.advance();
    set(data_type);
}

/// True where a key's column list, with or without a name before it, begins `by` tokens ahead.
fn opens_key_list(cursor: &Cursor, by: usize) -> bool {
    let is_paren = |by| cursor.is_ahead(by, '(');
    let attribute =
        cursor.word_ahead(by).is_some_and(|word| NO_VALUES.iter().any(|known| word.eq_ignore_ascii_case(known)));
    is_paren(by) || (cursor.is_name_ahead(by) && !attribute && is_paren(by + 1))
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
            missing_at(cursor),
            format!("A generated column needs its expression in parentheses, but {} here.", found(cursor)),
            "Write `AS (expression)`.",
        ),
    }
}

/// An attribute that is kept as text: passes it and answers true, or false where the word begins none.
fn skip_other_attribute(state: &mut State, cursor: &mut Cursor, path: ObjectPath, word: &str) -> bool {
    match word {
        "VISIBLE" | "INVISIBLE" => cursor.advance(),
        "COMPRESSED" => {
            cursor.advance();
            if cursor.take_equal() {
                skip_value(state, cursor, path, word);
            }
        }
        // MySQL 9.7.
        "MASKING" if cursor.take_words(&["MASKING", "POLICY"]) => skip_value(state, cursor, path, "MASKING POLICY"),
        "COLUMN_FORMAT" | "STORAGE" | "SRID" | "ENGINE_ATTRIBUTE" | "SECONDARY_ENGINE_ATTRIBUTE" | "REF_SYSTEM_ID" => {
            cursor.advance();
            cursor.take_equal();
            skip_value(state, cursor, path, word);
        }
        "WITH" | "WITHOUT" if cursor.word_is(1, "SYSTEM") && cursor.word_is(2, "VERSIONING") => {
            cursor.take_words(&[word, "SYSTEM", "VERSIONING"]);
        }
        "NOT" if cursor.take_words(&["NOT", "SECONDARY"]) => {}
        "SERIAL" if cursor.take_words(&["SERIAL", "DEFAULT", "VALUE"]) => {}
        "CONSTRAINT" if cursor.word_is(1, "CHECK") || cursor.word_is(2, "CHECK") => {
            while !cursor.is_word("CHECK") {
                cursor.advance();
            }
            return skip_other_attribute(state, cursor, path, "CHECK");
        }
        "CHECK" => {
            cursor.advance();
            cursor.take_parenthesised();
            if !cursor.take_words(&["NOT", "ENFORCED"]) {
                cursor.take_word("ENFORCED");
            }
        }
        "REFERENCES" => {
            cursor.advance();
            skip_value(state, cursor, path, word);
            if cursor.take('.') {
                cursor.advance();
            }
            cursor.take_parenthesised();
            skip_reference_actions(cursor);
        }
        _ => return false,
    }
    true
}

/// Passes the one token that must follow a word.
pub(super) fn skip_value(state: &mut State, cursor: &mut Cursor, path: ObjectPath, behind: &str) {
    if !cursor.is_element_end() {
        return cursor.advance();
    }
    state.error(
        path,
        missing_at(cursor),
        format!("A value should follow {behind}, but {} here.", found(cursor)),
        format!("Write it behind {behind}, or remove the word."),
    );
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
    if cursor.is('-') || cursor.is('+') {
        cursor.advance();
    }
    match cursor.token() {
        Some(Token::Symbol('(')) if cursor.take_parenthesised().is_some() => {}
        Some(Token::Symbol('{')) if cursor.is_ahead(3, '}') => (0..4).for_each(|_| cursor.advance()),
        Some(Token::Number(_) | Token::Bits) => cursor.advance(),
        Some(Token::Word(word)) if !cursor.is_any_word(NO_VALUES) => {
            return read_worded_value(state, cursor, path, word);
        }
        Some(_) if let Some(text) = cursor.take_string() => {
            let written = cursor.text_from(start);
            // A quote that is never closed must not be written again.
            let closed = split(written, Span::new(0, written.len())).1.is_empty();
            return Some(if closed { written.to_owned() } else { quote_string(&text) });
        }
        _ => {
            state.error(
                path,
                missing_at(cursor),
                format!("A value should follow {behind}, but {} here.", found(cursor)),
                format!("Write a literal, or an expression in parentheses, behind {behind}, or remove the word."),
            );
            return None;
        }
    }
    Some(cursor.text_from(start).to_owned())
}

/// A value that begins with a word: a constant, a function, a literal with its charset or kind.
fn read_worded_value(state: &mut State, cursor: &mut Cursor, path: ObjectPath, word: &str) -> Option<String> {
    let (span, is) = (cursor.span(), |known: &str| word.eq_ignore_ascii_case(known));
    let start = cursor.last().filter(|last| matches!(last.token, Token::Symbol('-' | '+')));
    let start = start.map_or(span.start, |sign| sign.span.start);
    cursor.advance();
    if is("CASE") {
        while !cursor.take_word("END") {
            if cursor.at_end() {
                let message = "This CASE has no END.";
                state.error(path, span, message, "Write END behind its last value, and parentheses around all of it.");
                break;
            }
            cursor.advance();
        }
    } else if (is("NEXT") || is("PREVIOUS")) && cursor.take_words(&["VALUE", "FOR"]) {
        cursor.advance();
    } else if cursor.peek_string().is_some() && (is("b") || is("x")) {
        let text = cursor.take_string().unwrap_or_default();
        let whole = span.to(Span::new(span.start, cursor.last_end()));
        state.error(
            path,
            whole,
            format!("A space stands between `{word}` and '{text}': the server takes the letter for a name."),
            format!("Write {word}'{text}'."),
        );
        return Some(format!("{word}'{text}'"));
    } else if (word.starts_with('_') || is("DATE") || is("TIME") || is("TIMESTAMP"))
        && cursor.take_string().is_none()
        && cursor.token() == Some(&Token::Bits)
    {
        cursor.advance();
    }
    while cursor.is('.') && cursor.is_name_ahead(1) {
        cursor.advance();
        cursor.advance();
    }
    cursor.take_parenthesised();
    Some(cursor.text_from(start).to_owned())
}

pub(super) fn read_string(state: &mut State, cursor: &mut Cursor, path: ObjectPath, behind: &str) -> Option<String> {
    cursor.take_equal();
    let text = cursor.take_string();
    if text.is_none() {
        state.error(
            path,
            missing_at(cursor),
            format!("A string should follow {behind}, but {} here.", found(cursor)),
            format!("Write {behind} '...', with the text in single quotes."),
        );
    }
    text
}

pub(super) fn read_word_or_string(cursor: &mut Cursor) -> Option<String> {
    cursor.take_equal();
    if let Some(text) = cursor.take_string() {
        return Some(text);
    }
    let word = match cursor.token()? {
        Token::Word(word) => (*word).to_owned(),
        Token::Quoted(name) => name.clone().into_owned(),
        _ => return None,
    };
    cursor.advance();
    Some(word)
}
