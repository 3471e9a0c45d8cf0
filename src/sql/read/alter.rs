//! ALTER TABLE: kept as text, but what is wrong with it is said where it stands.
//!
//! Only mistakes that are known as such are spoken of; an action that is not known here is passed over.

use super::column::read_definition;
use super::create_table::{begins_element, last_word, say_comma_missing, say_not_understood};
use super::key;
use super::state::State;
use super::words::begins_next_statement;
use crate::mysql::types;
use crate::schema::{Column, ObjectPath, TableId};
use crate::sql::cursor::Cursor;
use crate::sql::token::Token;
use crate::text::{Span, same_identifier};

const PATH: ObjectPath = ObjectPath::Workspace;

/// Reads from behind ALTER TABLE to the end of the statement, or to where another one begins, which stays at the cursor.
pub(super) fn read_alter(state: &mut State, cursor: &mut Cursor) {
    cursor.take_words(&["IF", "EXISTS"]);
    if state.qualified_name(cursor, PATH, "table").is_none() {
        return;
    }
    while !cursor.ends_statement() && !begins_next_statement(cursor) {
        let start = cursor.span().start;
        read_action(state, cursor);
        if !cursor.ends_statement() && !cursor.is(',') && !begins_next_statement(cursor) {
            if !state.has_spoken_since(start) {
                say_not_understood(state, cursor, PATH);
            }
            skip_action(cursor);
        }
        let comma = cursor.span();
        if cursor.take(',') && (cursor.ends_statement() || begins_next_statement(cursor)) {
            let (message, help) = if cursor.ends_statement() {
                (
                    "A comma stands behind the last action.",
                    "Remove it: the server expects another action behind a comma.",
                )
            } else {
                ("A comma stands where the statement ends.", "Put a `;` in its place.")
            };
            return state.error(PATH, comma, message, help);
        }
    }
    if !cursor.ends_statement() {
        say_semicolon_missing(state, cursor);
    }
}

pub(super) fn say_semicolon_missing(state: &mut State, cursor: &Cursor) {
    state.error(
        PATH,
        cursor.gap(),
        format!(
            "A `;` is missing behind `{}`: `{}` on a line below begins something new.",
            last_word(cursor),
            cursor.span().of(cursor.text)
        ),
        "Put it there: the server takes what follows for a part of this statement.",
    );
}

fn read_action(state: &mut State, cursor: &mut Cursor) {
    if cursor.take_word("ADD") {
        read_addition(state, cursor);
    } else if cursor.take_any_word(&["MODIFY", "CHANGE"]) {
        let renames = cursor
            .last()
            .is_some_and(|last| matches!(last.token, Token::Word(word) if word.eq_ignore_ascii_case("CHANGE")));
        cursor.take_word("COLUMN");
        cursor.take_words(&["IF", "EXISTS"]);
        if renames && state.name(cursor, PATH, "column").is_none() {
            return;
        }
        read_column(state, cursor);
    } else if cursor.take_word("ALTER") {
        let named = cursor.take_any_word(&["INDEX", "KEY"]);
        refuse_columns(
            state,
            cursor,
            named,
            "ALTER INDEX shows or hides an index that is there: it takes no columns.",
            "Write ADD INDEX to make a new one; an old one of that name has to be dropped before.",
        );
    } else if cursor.take_word("DROP") {
        let named = cursor.take_any_word(&["INDEX", "KEY"]) && {
            cursor.take_words(&["IF", "EXISTS"]);
            true
        };
        let help = "Remove the columns behind it.";
        refuse_columns(state, cursor, named, "DROP INDEX takes the name of the index and nothing else.", help);
    } else {
        skip_action(cursor);
    }
}

/// An index's name must not have its columns behind it here.
fn refuse_columns(state: &mut State, cursor: &mut Cursor, named: bool, message: &str, help: &str) {
    if named && cursor.is_name_ahead(0) && cursor.is_ahead(1, '(') {
        cursor.advance();
        let open = cursor.span();
        cursor.take_parenthesised();
        state.error(PATH, Span::new(open.start, cursor.last_end()), message, help);
    } else {
        skip_action(cursor);
    }
}

fn read_addition(state: &mut State, cursor: &mut Cursor) {
    let named = cursor.take_word("COLUMN");
    if !named && (cursor.is_any_word(&["PARTITION", "SYSTEM", "PERIOD"])) {
        return skip_action(cursor);
    }
    if !named && key::begins(cursor) {
        let start = cursor.span().start;
        if key::read_key(state, cursor, TableId(0), &mut || 0).is_none() && !state.has_spoken_since(start) {
            say_not_understood(state, cursor, PATH);
        }
        if cursor.is_element_end() || begins_next_statement(cursor) || state.has_spoken_since(start) {
            return;
        }
        return say_leftover(state, cursor, None);
    }
    cursor.take_words(&["IF", "NOT", "EXISTS"]);
    if !cursor.take('(') {
        return read_column(state, cursor);
    }
    loop {
        read_column(state, cursor);
        if !cursor.take(',') {
            break;
        }
    }
    cursor.take(')');
}

/// A name, a definition, and a place.
fn read_column(state: &mut State, cursor: &mut Cursor) {
    if key::begins(cursor) {
        key::read_key(state, cursor, TableId(0), &mut || 0);
        return;
    }
    let start = cursor.span().start;
    let Some(name) = state.name(cursor, PATH, "column") else { return };
    let read = read_definition(state, cursor, Column::default(), PATH);
    let data_type = &read.column.data_type.name;
    if !data_type.is_empty() && types::find(data_type).is_none() {
        let help = match types::meant_by(data_type) {
            Some(meant) => format!("Did you mean `{meant}`?"),
            None => "Choose a type such as BIGINT, DOUBLE, VARCHAR(64) or DATETIME.".to_owned(),
        };
        let message = format!("`{data_type}`, the type of `{name}`, is none that MySQL or MariaDB knows.");
        state.error(PATH, read.type_span, message, help);
    }
    if !cursor.take_word("FIRST") && cursor.take_word("AFTER") {
        state.name(cursor, PATH, "column");
    }
    if !cursor.is_element_end() && !begins_next_statement(cursor) && !state.has_spoken_since(start) {
        say_leftover(state, cursor, Some(&name));
    }
}

/// Something stands behind a definition that is whole.
fn say_leftover(state: &mut State, cursor: &mut Cursor, name: Option<&str>) {
    let again = name.is_some_and(|name| match cursor.token() {
        Some(Token::Quoted(found)) => same_identifier(found, name),
        Some(Token::Word(found)) => same_identifier(found, name),
        _ => false,
    });
    let action = ["ADD", "DROP", "MODIFY", "CHANGE", "RENAME"];
    if again {
        let written = cursor.span().of(cursor.text);
        let message = format!("{written} begins a second definition here: a comma and ADD COLUMN are missing.");
        state.error(PATH, cursor.span(), message, "Where it was pasted twice, remove one of the two.");
    } else if begins_element(cursor) || cursor.is_any_word(&action) {
        say_comma_missing(state, cursor, PATH);
        if cursor.is_any_word(&action) {
            return;
        }
    } else {
        say_not_understood(state, cursor, PATH);
    }
    skip_action(cursor);
}

fn skip_action(cursor: &mut Cursor) {
    while !cursor.ends_statement() && !cursor.is(',') && !begins_next_statement(cursor) {
        if cursor.take_parenthesised().is_none() {
            cursor.advance();
        }
    }
}
