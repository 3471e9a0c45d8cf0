//! Types: `varchar(64)`, `decimal(10,2)`, `enum('a','b')`, `national character varying(10)`.

use super::state::State;
use crate::mysql::types::{self, Parameters};
use crate::schema::{DataType, ObjectPath};
use crate::sql::cursor::Cursor;
use crate::sql::token::Token;

/// Reads a type and its parentheses. An unknown name is taken as it is: the rule `column-type-unknown` speaks of it.
/// `None`, and nothing taken, where no word stands.
pub(super) fn read_data_type(state: &mut State, cursor: &mut Cursor, path: ObjectPath) -> Option<DataType> {
    let mut data_type = DataType::named(cursor.word()?);
    cursor.advance();
    while let Some(word) = cursor.word() {
        let longer = format!("{} {word}", data_type.name);
        let more = cursor.word_ahead(1).map(|next| format!("{longer} {next}"));
        // `NATIONAL` alone is no type, and neither is `NATIONAL CHARACTER VARYING` cut in two.
        if types::find(&longer).is_none() && more.as_deref().and_then(types::find).is_none() {
            break;
        }
        data_type.name = longer;
        cursor.advance();
    }
    if !cursor.is('(') {
        return Some(data_type);
    }
    let members = types::find(&data_type.name).is_some_and(|known| known.parameters == Parameters::Members);
    let open = cursor.span();
    cursor.advance();
    if members && let Some(written) = take_odd_members(cursor) {
        data_type.arguments.push(written);
        return Some(data_type);
    }
    loop {
        if let Some(member) = cursor.take_string() {
            data_type.members.push(member);
        } else if !members && let Some(number) = cursor.take_number() {
            data_type.arguments.push(number.to_owned());
        } else if !members
            && !begins_column(cursor)
            && let Some(word) = cursor.word()
        {
            // `VARCHAR(MAX)`: no server takes it, but it is what the user wrote.
            data_type.arguments.push(word.to_owned());
            cursor.advance();
        }
        let mark = cursor.mark();
        if cursor.take(',') && !begins_column(cursor) {
            continue;
        }
        // Behind a comma the next column may begin already: then the comma is not one of this list.
        cursor.reset(mark);
        if !cursor.take(')') {
            state.error(
                path,
                if cursor.at_end() { open } else { cursor.span() },
                format!("The parenthesis of the type {} is not closed.", data_type.name),
                "Close it with `)` behind the length or the last member.",
            );
        }
        return Some(data_type);
    }
}

/// Members of which some are written by their bytes, `enum('b', 0xC3A6)`: kept as they stand. The cursor is behind `(`.
fn take_odd_members(cursor: &mut Cursor) -> Option<String> {
    let (mark, start) = (cursor.mark(), cursor.span().start);
    let mut odd = false;
    loop {
        if cursor.token() == Some(&Token::Bits) {
            odd = true;
            cursor.advance();
        } else if cursor.take_string().is_none() {
            break;
        }
        if !cursor.take(',') {
            break;
        }
    }
    if !odd || !cursor.is(')') {
        cursor.reset(mark);
        return None;
    }
    let written = cursor.text_from(start).to_owned();
    cursor.advance();
    Some(written)
}

/// A name with a type behind it.
fn begins_column(cursor: &Cursor) -> bool {
    cursor.is_name_ahead(0) && cursor.word_ahead(1).is_some_and(|word| types::find(word).is_some())
}
