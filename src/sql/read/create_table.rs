//! CREATE TABLE: its elements one by one, with recovery, so that a broken one costs itself only.

use super::column::read_definition;
use super::key::{self, Key};
use super::options::{begins_options, begins_query, read_tail};
use super::remarks::Remarks;
use super::state::{State, found};
use super::words::begins_next_statement;
use crate::mysql::types;
use crate::schema::{Aspect, Column, ColumnId, Index, IndexId, KeyPart, ObjectPath, Table, TableId};
use crate::sql::cursor::Cursor;
use crate::sql::token::Comment;
use crate::text::Span;

/// Reads from behind the word TABLE to the end of the statement, or to where the next one begins. Answers with the
/// database, if one is named, and the table; `None` where no name or no definition can be found, and then the statement is
/// kept as text.
pub(super) fn read_create_table(
    state: &mut State,
    cursor: &mut Cursor,
    comments: &[Comment],
    next_id: &mut impl FnMut() -> u32,
) -> Option<(Option<String>, Table)> {
    let start = cursor.last_end();
    let mut table = Table { id: TableId(next_id()), ..Table::default() };
    let path = ObjectPath::Table(table.id);
    table.if_not_exists = cursor.take_words(&["IF", "NOT", "EXISTS"]);
    let name_span = cursor.span();
    let Some((database, name)) = state.qualified_name(cursor, ObjectPath::Workspace, "table") else {
        state.error(
            ObjectPath::Workspace,
            name_span,
            format!("The name of the table is missing: {} where it should be.", found(cursor)),
            "Write the table's name behind CREATE TABLE.",
        );
        return None;
    };
    table.name = name;
    state.source(path, Aspect::Name, Span::new(name_span.start, cursor.last_end()));
    let mut remarks = Remarks::new(comments, start);
    remarks.before_element(&mut table, cursor, cursor.span().start);
    let mut closed = true;
    let like = cursor.is_word("LIKE") || (cursor.is('(') && cursor.word_is(1, "LIKE"));
    if like {
        let start = cursor.span().start;
        cursor.finish();
        table.query = Some(cursor.text_from(start).to_owned());
    } else if !begins_query(cursor) && cursor.take('(') {
        read_elements(state, cursor, &mut table, comments, next_id);
        remarks.skip_to(cursor.span().start);
        closed = cursor.take(')');
        if !closed {
            state.error(
                path,
                cursor.gap(),
                format!("The parenthesis of the table `{}` is not closed.", table.name),
                "Close it with `)` behind the last column or key; a `;` inside ends the statement too early.",
            );
        }
    }
    read_tail(state, cursor, &mut table, path);
    let next = !cursor.at_end() && begins_next_statement(cursor);
    if next && closed {
        state.error(
            path,
            cursor.gap(),
            format!("A `;` is missing behind `{}`: another statement begins on a line below.", last_word(cursor)),
            "Put it there: the server takes what follows for a part of this statement.",
        );
    } else if !next && !cursor.at_end() {
        state.error(
            path,
            cursor.span(),
            format!("`{}` is no table option.", cursor.span().of(cursor.text)),
            "Correct or remove it; everything from here to the end of the statement is kept as text.",
        );
        let start = cursor.span().start;
        cursor.finish();
        table.options.others.push((cursor.text_from(start).to_owned(), String::new()));
    }
    remarks.behind_table(&mut table, cursor);
    if table.columns.is_empty() && table.query.is_none() && table.unread.is_empty() {
        state.error(path, name_span, format!("The table `{}` has no columns.", table.name), "Add at least one column.");
    }
    table.unquoted = std::mem::take(&mut state.unquoted);
    table.unquoted.dedup();
    Some((database, table))
}

/// Reads the elements up to the closing parenthesis, or the end, which stay at the cursor.
pub(super) fn read_elements(
    state: &mut State,
    cursor: &mut Cursor,
    table: &mut Table,
    comments: &[Comment],
    next_id: &mut impl FnMut() -> u32,
) {
    let mut remarks = Remarks::new(comments, cursor.last_end());
    let path = ObjectPath::Table(table.id);
    loop {
        if cursor.at_end() || cursor.is(')') || begins_options(cursor) || begins_next_statement(cursor) {
            break;
        }
        let span = cursor.span();
        if cursor.take(',') {
            state.error(path, span, "This comma has nothing before it.", "Remove it.");
            continue;
        }
        if take_semicolon(state, cursor, path) {
            continue;
        }
        remarks.before_element(table, cursor, span.start);
        let whole = read_element(state, cursor, table, next_id);
        if let Some(path) = whole {
            state.source(path, Aspect::Whole, Span::new(span.start, cursor.last_end()));
        }
        if !ends_element(state, cursor, table, whole, span.start) {
            // The comma is missing, but the next element is there: it is read as if the comma were.
            continue;
        }
        let comma = cursor.span();
        if cursor.take(',') {
            remarks.behind_element(table, cursor, comma.end, whole);
            if cursor.at_end() || cursor.is(')') || begins_options(cursor) {
                state.error(
                    path,
                    comma,
                    "A comma stands behind the last element.",
                    "Remove it: the server expects another column or key behind a comma.",
                );
            }
        } else if take_semicolon(state, cursor, path) {
            remarks.behind_element(table, cursor, comma.end, whole);
        } else {
            remarks.behind_element(table, cursor, comma.start, whole);
        }
    }
    remarks.before_element(table, cursor, cursor.span().start);
}

fn take_semicolon(state: &mut State, cursor: &mut Cursor, path: ObjectPath) -> bool {
    let span = cursor.span();
    let found = cursor.take(';');
    if found {
        let message = "This `;` stands inside the parentheses of the table: it ends the statement there.";
        state.error(path, span, message, "Put a comma in its place, or remove it where one stands already.");
    }
    found
}

/// One column or key. Answers with what was added, or `None` where nothing could be.
fn read_element(
    state: &mut State,
    cursor: &mut Cursor,
    table: &mut Table,
    next_id: &mut impl FnMut() -> u32,
) -> Option<ObjectPath> {
    if key::begins(cursor) {
        return match key::read_key(state, cursor, table.id, next_id)? {
            Key::Index(index) => {
                let path = ObjectPath::Index(table.id, index.id);
                table.indexes.push(index);
                Some(path)
            }
            Key::ForeignKey(key) => {
                let path = ObjectPath::ForeignKey(table.id, key.id);
                table.foreign_keys.push(key);
                Some(path)
            }
            Key::Check(check) => {
                table.checks.push(check);
                Some(ObjectPath::Table(table.id))
            }
            Key::Other(text) => {
                table.unread.push(text);
                Some(ObjectPath::Table(table.id))
            }
        };
    }
    if cursor.is_word("PERIOD") && cursor.word_is(1, "FOR") {
        // MariaDB's system versioning: right as it stands, but not modelled.
        let start = cursor.span().start;
        skip_to_element_end(cursor);
        table.unread.push(cursor.kept_from(start));
        return Some(ObjectPath::Table(table.id));
    }
    let id = ColumnId(next_id());
    let path = ObjectPath::Column(table.id, id);
    let name_span = cursor.span();
    let mut name = state.name(cursor, path, "column")?;
    while cursor.take('.') {
        // `table.column`: of this table, or the server refuses it.
        name = state.name(cursor, path, "column")?;
    }
    let read = read_definition(state, cursor, Column { id, name, ..Column::default() }, path);
    state.source(path, Aspect::Name, name_span);
    state.source(path, Aspect::Type, read.type_span);
    for kind in read.inline_keys {
        let index = IndexId(next_id());
        state.source(ObjectPath::Index(table.id, index), Aspect::Whole, name_span);
        let parts = vec![KeyPart::of(&read.column.name)];
        table.indexes.push(Index { id: index, kind, parts, ..Index::default() });
    }
    table.columns.push(read.column);
    Some(path)
}

/// Makes sure that the cursor is at the end of an element. False where the next one begins without a comma.
fn ends_element(
    state: &mut State,
    cursor: &mut Cursor,
    table: &mut Table,
    whole: Option<ObjectPath>,
    start: usize,
) -> bool {
    let read = whole.is_some();
    if read && (cursor.is_element_end() || begins_options(cursor) || begins_next_statement(cursor)) {
        return true;
    }
    let path = ObjectPath::Table(table.id);
    if read && begins_element(cursor) {
        say_comma_missing(state, cursor, path);
        return false;
    }
    if read {
        say_not_understood(state, cursor, path);
    } else if !state.has_spoken_since(start) {
        state.error(
            path,
            cursor.span(),
            format!("A column or a key should begin here, but {}.", found(cursor)),
            "Write a column as name and type, or a key such as `PRIMARY KEY (id)`.",
        );
    }
    let from = if read { cursor.span().start } else { start };
    skip_to_element_end(cursor);
    let text = cursor.kept_from(from).trim().to_owned();
    if !text.is_empty() {
        keep_in_place(table, whole, text);
    }
    true
}

pub(super) fn say_comma_missing(state: &mut State, cursor: &Cursor, path: ObjectPath) {
    state.error(
        path,
        cursor.gap(),
        format!("A comma is missing before `{}`.", cursor.span().of(cursor.text)),
        format!("Put a comma behind `{}`.", last_word(cursor)),
    );
}

/// Speaks of a token that a definition does not go on with.
pub(super) fn say_not_understood(state: &mut State, cursor: &Cursor, path: ObjectPath) {
    let written = cursor.span().of(cursor.text);
    let places_column = cursor.is_word("FIRST") || (cursor.is_word("AFTER") && cursor.is_name_ahead(1));
    let help = if places_column {
        "Remove it: FIRST and AFTER are of ALTER TABLE. In CREATE TABLE the columns stand in their order."
    } else if cursor.is_any_word(&["CHARACTER", "CHAR"]) {
        "Write CHARACTER SET and the name of a charset, or remove the word."
    } else {
        "Correct or remove it; or put a comma before it, if something new begins here."
    };
    state.error(path, cursor.span(), format!("`{written}` is not understood here."), help);
}

/// Text that was not understood stays behind what it was written at.
fn keep_in_place(table: &mut Table, whole: Option<ObjectPath>, text: String) {
    if let Some(ObjectPath::ForeignKey(_, id)) = whole
        && let Some(key) = table.foreign_keys.iter_mut().find(|key| key.id == id)
    {
        key.actions = format!("{} {text}", key.actions).trim_start().to_owned();
        return;
    }
    let place = match whole {
        Some(ObjectPath::Column(_, id)) => {
            table.columns.iter_mut().find(|column| column.id == id).map(|column| &mut column.attributes)
        }
        Some(ObjectPath::Index(_, id)) => {
            table.indexes.iter_mut().find(|index| index.id == id).map(|index| &mut index.options)
        }
        Some(ObjectPath::ForeignKey(..) | ObjectPath::Table(_) | ObjectPath::Database(_) | ObjectPath::Workspace)
        | None => None,
    };
    place.unwrap_or(&mut table.unread).push(text);
}

/// True where what follows looks like an element of its own: a key, or a name with a type behind it.
pub(super) fn begins_element(cursor: &Cursor) -> bool {
    let typed = cursor.word_ahead(1).is_some_and(|word| types::find(word).is_some());
    key::begins(cursor) || (cursor.is_name_ahead(0) && typed)
}

pub(super) fn last_word<'t>(cursor: &Cursor<'t>) -> &'t str {
    let before = cursor.text.get(..cursor.last_end()).unwrap_or("");
    before.rsplit(|c: char| c.is_whitespace() || c == ',').next().unwrap_or("")
}

pub(super) fn skip_to_element_end(cursor: &mut Cursor) {
    while !cursor.is_element_end() && !begins_next_statement(cursor) {
        if cursor.take_parenthesised().is_none() {
            cursor.advance();
        }
    }
}
