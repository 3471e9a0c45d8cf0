//! Statements that are kept as text: what is wrong with them, where it can be said for sure.

use super::alter::read_alter;
use super::key::read_parts;
use super::state::State;
use super::words::begins_next_statement;
use crate::schema::ObjectPath;
use crate::sql::cursor::Cursor;
use crate::sql::token::lex;
use crate::text::Span;

const PATH: ObjectPath = ObjectPath::Workspace;

/// Speaks of a statement that the client sends on its own. Answers with what stands between it and
/// another one that begins in it, where the `;` was forgotten.
pub(super) fn speak_of_kept(state: &mut State, cursor: &mut Cursor) -> Option<Span> {
    state.modelled = false;
    let rest = speak(state, cursor);
    state.modelled = true;
    state.unquoted.clear();
    rest
}

fn speak(state: &mut State, cursor: &mut Cursor) -> Option<Span> {
    let start = cursor.span();
    if cursor.take_word("ALTER") {
        // MariaDB: ALTER ONLINE IGNORE TABLE.
        cursor.take_word("ONLINE");
        cursor.take_word("IGNORE");
        if cursor.take_word("TABLE") {
            read_alter(state, cursor);
            let goes_on = !cursor.at_end() && begins_next_statement(cursor);
            let of_program = cursor.is_any_word(&["END", "IF", "ELSE"]);
            return (goes_on && !of_program).then(|| Span::new(cursor.last_end(), cursor.span().start));
        }
        if cursor.is_any_word(&["INDEX", "KEY"]) {
            let what = cursor.span().of(cursor.text);
            state.error(
                PATH,
                Span::new(start.start, cursor.span().end),
                format!("ALTER {what} begins no SQL statement: the table is missing."),
                format!("Write ALTER TABLE t ADD {what}, or CREATE INDEX ... ON t."),
            );
        }
    } else if cursor.take_word("DROP") {
        let key = cursor.is_word("KEY");
        if (key || cursor.is_word("INDEX")) && (1..8).all(|by| !cursor.word_is(by, "ON")) {
            let what = cursor.span().of(cursor.text);
            state.error(
                PATH,
                Span::new(start.start, cursor.span().end),
                format!("DROP {what} does not say of which table."),
                format!("Write ALTER TABLE t DROP {what}; where an ALTER TABLE stands above, a comma belongs before it and not a `;`."),
            );
        }
    } else if cursor.take_word("CREATE") {
        read_create_index(state, cursor);
    } else if cursor.is_any_word(&["END", "IF", "ELSE", "ELSEIF"]) {
        speak_of_program_part(state, cursor);
    }
    None
}

/// `CREATE UNIQUE INDEX i ON t (a, b)`
fn read_create_index(state: &mut State, cursor: &mut Cursor) {
    cursor.take_words(&["OR", "REPLACE"]);
    cursor.take_any_word(&["UNIQUE", "FULLTEXT", "SPATIAL"]);
    if !cursor.take_word("INDEX") {
        return;
    }
    while !cursor.at_end() && !cursor.take_word("ON") {
        cursor.advance();
    }
    if state.qualified_name(cursor, PATH, "table").is_some() {
        read_parts(state, cursor, PATH);
    }
}

/// A part of a stored program that the client sends as a statement of its own.
fn speak_of_program_part(state: &mut State, cursor: &mut Cursor) {
    let word = cursor.span();
    let (is_if, text) = (cursor.is_word("IF"), cursor.text);
    let help = "Stored programs need a DELIMITER line before them, so that a `;` inside does not end them.";
    let message = format!("`{}` stands outside of a stored program.", word.of(text));
    state.error(PATH, word, message, help);
    if is_if {
        cursor.finish();
        let message = "The statement that `IF` begins ends here, without END IF.";
        state.error(PATH, cursor.gap(), message, help);
    }
}

/// Speaks of the ALTER TABLEs in the body of a stored program.
pub(super) fn speak_of_body(state: &mut State, body: Span) {
    let text = state.text;
    if !body.of(text).as_bytes().windows(5).any(|word| word.eq_ignore_ascii_case(b"ALTER")) {
        return;
    }
    let lexed = lex(text, body);
    let mut cursor = Cursor::new(text, &lexed, body.end);
    state.modelled = false;
    let mut begins = true;
    while !cursor.at_end() {
        if begins && cursor.take_words(&["ALTER", "TABLE"]) {
            read_alter(state, &mut cursor);
            begins = true;
            continue;
        }
        begins = cursor.is(';') || cursor.is_any_word(&["BEGIN", "THEN", "ELSE", "DO", "LOOP", "REPEAT"]);
        cursor.advance();
    }
    state.modelled = true;
    state.unquoted.clear();
}
