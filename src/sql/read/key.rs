//! Keys of a table: primary key, indexes, foreign keys, checks.

use super::column::{read_string, skip_reference_actions, skip_value, take_engine_attribute};
use super::state::{State, found, missing_at};
use crate::mysql::types;
use crate::schema::{Aspect, Check, ForeignKey, ForeignKeyId, Index, IndexId, IndexKind, KeyPart, ObjectPath, TableId};
use crate::sql::cursor::Cursor;
use crate::sql::token::Token;
use crate::text::Span;

/// An element of a table that is not a column.
pub(super) enum Key {
    Index(Index),
    ForeignKey(ForeignKey),
    Check(Check),
    /// Kept as text.
    Other(String),
}

/// True where a key begins. A column whose unquoted name is a key word (`KEY varchar(255)`) is told apart by its type.
pub(super) fn begins(cursor: &Cursor) -> bool {
    let Some(word) = cursor.word() else { return false };
    let is = |expected: &str| word.eq_ignore_ascii_case(expected);
    if is("PRIMARY") || is("FOREIGN") {
        return cursor.word_is(1, "KEY");
    }
    if is("CONSTRAINT") {
        return true;
    }
    if is("CHECK") {
        return cursor.is_ahead(1, '(');
    }
    let key_words = ["KEY", "INDEX", "UNIQUE", "FULLTEXT", "SPATIAL"];
    if !key_words.iter().any(|key| is(key)) {
        return false;
    }
    let followed_by_type = cursor.word_ahead(1).is_some_and(|next| types::find(next).is_some());
    let list_of_names = cursor.is_ahead(2, '(') && !matches!(cursor.ahead(3), Some(Token::Number(_)));
    !followed_by_type || list_of_names
}

/// Reads the key that `begins` saw; `None` where it breaks off before its columns.
pub(super) fn read_key(
    state: &mut State,
    cursor: &mut Cursor,
    table: TableId,
    next_id: &mut impl FnMut() -> u32,
) -> Option<Key> {
    let table_path = ObjectPath::Table(table);
    let start = cursor.span().start;
    let mut constraint = None;
    if cursor.take_word("CONSTRAINT") && !cursor.is_any_word(&["PRIMARY", "UNIQUE", "FOREIGN", "CHECK"]) {
        constraint = Some(state.name(cursor, table_path, "constraint")?);
    }
    if cursor.take_word("CHECK") {
        let condition = cursor.take_parenthesised()?.to_owned();
        let disputed = cursor.is_disputed();
        let not_enforced = cursor.take_words(&["NOT", "ENFORCED"]);
        if !not_enforced {
            cursor.take_word("ENFORCED");
        }
        if disputed && not_enforced {
            return Some(Key::Other(cursor.kept_from(start)));
        }
        return Some(Key::Check(Check { name: constraint, condition, not_enforced }));
    }
    if cursor.take_words(&["FOREIGN", "KEY"]) {
        cursor.take_words(&["IF", "NOT", "EXISTS"]);
        return read_foreign_key(state, cursor, table, constraint, ForeignKeyId(next_id())).map(Key::ForeignKey);
    }
    let kind = if cursor.take_words(&["PRIMARY", "KEY"]) {
        IndexKind::Primary
    } else if cursor.take_word("UNIQUE") {
        IndexKind::Unique
    } else if cursor.take_word("FULLTEXT") {
        IndexKind::Fulltext
    } else if cursor.take_word("SPATIAL") {
        IndexKind::Spatial
    } else if cursor.is_any_word(&["KEY", "INDEX"]) {
        IndexKind::Plain
    } else {
        return None;
    };
    if kind != IndexKind::Primary {
        cursor.take_any_word(&["KEY", "INDEX"]);
    }
    read_index(state, cursor, table, kind, constraint, IndexId(next_id())).map(Key::Index)
}

fn read_index(
    state: &mut State,
    cursor: &mut Cursor,
    table: TableId,
    kind: IndexKind,
    constraint: Option<String>,
    id: IndexId,
) -> Option<Index> {
    let path = ObjectPath::Index(table, id);
    let mut index = Index { id, kind, name: constraint, ..Index::default() };
    // MariaDB; where the name is free it means nothing.
    cursor.take_words(&["IF", "NOT", "EXISTS"]);
    if !cursor.is('(') && !begins_algorithm(cursor) {
        let span = cursor.span();
        index.name = Some(state.name(cursor, path, "index")?);
        state.source(path, Aspect::Name, span);
    }
    if kind == IndexKind::Primary {
        // A primary key's name is read by the servers and forgotten.
        index.name = None;
    }
    read_index_options(state, cursor, &mut index, path);
    index.parts = read_parts(state, cursor, path)?;
    read_index_options(state, cursor, &mut index, path);
    Some(index)
}

/// `USING BTREE`, or `TYPE BTREE` as it was once called.
fn begins_algorithm(cursor: &Cursor) -> bool {
    let algorithm = ["BTREE", "HASH", "RTREE"].iter().any(|word| cursor.word_is(1, word));
    cursor.is_word("USING") || (cursor.is_word("TYPE") && algorithm)
}

/// `USING BTREE`, `COMMENT 'x'`, `INVISIBLE` and the others.
fn read_index_options(state: &mut State, cursor: &mut Cursor, index: &mut Index, path: ObjectPath) {
    loop {
        let start = cursor.span().start;
        if cursor.is_word("COMMENT") {
            cursor.advance();
            index.comment = read_string(state, cursor, path, "COMMENT");
            continue;
        }
        let plain = ["VISIBLE", "INVISIBLE", "IGNORED"].iter().any(|word| cursor.take_word(word))
            || cursor.take_words(&["NOT", "IGNORED"])
            || take_engine_attribute(cursor);
        if !plain {
            let valued = ["KEY_BLOCK_SIZE", "ENGINE_ATTRIBUTE", "SECONDARY_ENGINE_ATTRIBUTE"];
            let Some(word) = cursor.word().map(str::to_ascii_uppercase) else { return };
            if begins_algorithm(cursor) {
                cursor.advance();
            } else if cursor.take_any_word(&valued) {
                cursor.take_equal();
            } else if !cursor.take_words(&["WITH", "PARSER"]) {
                return;
            }
            skip_value(state, cursor, path, &word);
        }
        index.options.push(cursor.kept_from(start));
    }
}

/// `(a, b(10) DESC, (lower(c)))`
pub(super) fn read_parts(state: &mut State, cursor: &mut Cursor, path: ObjectPath) -> Option<Vec<KeyPart>> {
    if !cursor.take('(') {
        state.error(
            path,
            missing_at(cursor),
            format!("The key's columns are missing: {} where their list should begin.", found(cursor)),
            "Write the columns in parentheses behind the key's name.",
        );
        return None;
    }
    let mut parts = Vec::new();
    loop {
        let span = cursor.span();
        let (mut part, mut there) = (KeyPart::default(), true);
        if cursor.is('(') {
            part.column = format!("({})", cursor.take_parenthesised()?);
            part.expression = true;
        } else if let Some(name) = state.name(cursor, path, "column") {
            part.column = name;
            if cursor.take('(') {
                part.length = cursor.take_number().and_then(|number| number.parse().ok());
                cursor.take(')');
            }
        } else {
            there = false;
            state.error(
                path,
                span,
                format!("The name of a column should stand in the key, but {} here.", found(cursor)),
                "Remove the comma before it, or write the column's name.",
            );
        }
        if cursor.take_words(&["WITHOUT", "OVERLAPS"]) {
            // MariaDB: the part is a period.
            there = true;
            part = KeyPart { column: cursor.text_from(span.start).to_owned(), expression: true, ..KeyPart::default() };
        }
        part.descending = cursor.take_word("DESC");
        cursor.take_word("ASC");
        if there {
            state.source(path, Aspect::Part(parts.len()), Span::new(span.start, cursor.last_end()));
            parts.push(part);
        }
        if cursor.take(',') {
            continue;
        }
        if !cursor.take(')') {
            state.error(
                path,
                missing_at(cursor),
                format!("The list of the key's columns is not closed: {} here.", found(cursor)),
                "Close it with `)`, or put a comma between two columns.",
            );
            return None;
        }
        return Some(parts);
    }
}

fn read_foreign_key(
    state: &mut State,
    cursor: &mut Cursor,
    table: TableId,
    name: Option<String>,
    id: ForeignKeyId,
) -> Option<ForeignKey> {
    let path = ObjectPath::ForeignKey(table, id);
    let mut key = ForeignKey { id, name, ..ForeignKey::default() };
    if !cursor.is('(') {
        key.index_name = Some(state.name(cursor, path, "index")?);
    }
    key.columns = column_names(read_parts(state, cursor, path)?);
    if !cursor.take_word("REFERENCES") {
        state.error(
            path,
            missing_at(cursor),
            format!("REFERENCES should follow the columns of a foreign key, but {} here.", found(cursor)),
            "Write `REFERENCES parent (column)`.",
        );
        return None;
    }
    (key.parent_database, key.parent_table) = state.qualified_name(cursor, path, "table")?;
    if cursor.is('(') {
        key.parent_columns = column_names(read_parts(state, cursor, path)?);
    }
    let start = cursor.span().start;
    skip_reference_actions(cursor);
    key.actions = cursor.text_from(start).to_owned();
    Some(key)
}

fn column_names(parts: Vec<KeyPart>) -> Vec<String> {
    parts.into_iter().map(|part| part.column).collect()
}
