//! What a refusal speaks of, and a table without it.

use crate::dryrun::mysql::refusal::Refusal;
use crate::schema::{Aspect, Column, ColumnId, ObjectPath, Table};
use crate::text::{Span, same_identifier};

/// Refusals that name a column and mean a key over it.
/// Source: MySQL manual, "Server Error Message Reference".
const OF_KEYS: &[u16] = &[1072, 1089, 1167, 1170, 1391, 3152, 3728, 3753, 3756, 3757];

/// What stands in quotes in a message.
pub(super) fn names(message: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = message;
    while let Some(at) = rest.find(['\'', '`']) {
        let (quote, behind) = rest.split_at(at + 1);
        let quote = if quote.ends_with('`') { '`' } else { '\'' };
        let Some(end) = behind.find(quote) else { break };
        out.extend(behind.get(..end));
        rest = behind.get(end + 1..).unwrap_or("");
    }
    out
}

/// The column, key or option that the message names.
pub(super) fn named(table: &Table, refusal: &Refusal) -> Option<(ObjectPath, Aspect)> {
    if refusal.errno == 1075 {
        let auto = table.columns.iter().rfind(|column| column.auto_increment)?;
        return Some((ObjectPath::Column(table.id, auto.id), Aspect::Name));
    }
    names(&refusal.message).into_iter().find_map(|name| {
        key_over(table, refusal.errno, name)
            .or_else(|| column_named(table, refusal.errno, name))
            .or_else(|| key_named(table, name))
            .or_else(|| option_named(table, name))
    })
}

fn key_over(table: &Table, errno: u16, name: &str) -> Option<(ObjectPath, Aspect)> {
    if !OF_KEYS.contains(&errno) {
        return None;
    }
    let of_index = table.indexes.iter().find_map(|index| {
        let part = index.parts.iter().position(|part| same_identifier(&part.column, name))?;
        Some((ObjectPath::Index(table.id, index.id), Aspect::Part(part)))
    });
    let foreign_key =
        table.foreign_keys.iter().find(|key| key.columns.iter().any(|column| same_identifier(column, name)));
    of_index.or_else(|| Some((ObjectPath::ForeignKey(table.id, foreign_key?.id), Aspect::Whole)))
}

fn column_named(table: &Table, errno: u16, name: &str) -> Option<(ObjectPath, Aspect)> {
    let called = |column: &&Column| same_identifier(&column.name, name);
    // Of two with one name the second is refused.
    let column = if errno == 1060 { table.columns.iter().rfind(called) } else { table.columns.iter().find(called) };
    Some((ObjectPath::Column(table.id, column?.id), Aspect::Name))
}

fn key_named(table: &Table, name: &str) -> Option<(ObjectPath, Aspect)> {
    let called = |known: &Option<String>| known.as_ref().is_some_and(|known| same_identifier(known, name));
    if let Some(index) = table.indexes.iter().rfind(|index| called(&index.name)) {
        return Some((ObjectPath::Index(table.id, index.id), Aspect::Name));
    }
    let key = table.foreign_keys.iter().rfind(|key| called(&key.name))?;
    Some((ObjectPath::ForeignKey(table.id, key.id), Aspect::Whole))
}

fn option_named(table: &Table, name: &str) -> Option<(ObjectPath, Aspect)> {
    let is = |option: &Option<String>| option.as_ref().is_some_and(|option| option.eq_ignore_ascii_case(name));
    let of_column = |column: &&Column| is(&column.data_type.collation) || is(&column.data_type.charset);
    if let Some(column) = table.columns.iter().find(of_column) {
        return Some((ObjectPath::Column(table.id, column.id), Aspect::Name));
    }
    let options = &table.options;
    (is(&options.collation) || is(&options.charset)).then_some((ObjectPath::Table(table.id), Aspect::Collation))
}

/// The table without what was refused; `None` where that cannot be taken out without more harm.
pub(super) fn without(table: &Table, errno: u16, path: ObjectPath) -> Option<Table> {
    let mut table = table.clone();
    let before = table.clone();
    match path {
        ObjectPath::Index(_, id) => table.indexes.retain(|index| index.id != id),
        ObjectPath::ForeignKey(_, id) => table.foreign_keys.retain(|key| key.id != id),
        ObjectPath::Column(_, id) => mend_column(&mut table, errno, id),
        ObjectPath::Table(_) if matches!(errno, 1253 | 1273) => table.options.collation = None,
        ObjectPath::Table(_) | ObjectPath::Database(_) | ObjectPath::Workspace => {}
    }
    (table != before).then_some(table)
}

fn mend_column(table: &mut Table, errno: u16, id: ColumnId) {
    if errno == 1060 {
        return table.columns.retain(|column| column.id != id);
    }
    let Some(column) = table.columns.iter_mut().find(|column| column.id == id) else { return };
    match errno {
        1067 | 1101 => column.default = None,
        1294 => column.on_update = None,
        1063 | 1075 => column.auto_increment = false,
        1253 | 1273 => column.data_type.collation = None,
        _ => {}
    }
}

/// The word that begins at a place of the text; at its end, the place behind its last character.
pub(super) fn word_at(text: &str, at: usize, end: usize) -> Span {
    let rest = Span::new(at, end).of(text);
    let stop = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | '=');
    let length = rest.find(stop).unwrap_or(rest.len());
    let first = rest.chars().next().map_or(0, char::len_utf8);
    Span::new(at, at + length.max(first))
}

/// Where a statement has the name that a refusal speaks of; else its first word.
pub(super) fn place_in(text: &str, statement: Span, refusal: &Refusal) -> Span {
    let within = statement.of(text);
    let is_letter = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    for name in names(&refusal.message).into_iter().filter(|name| !name.is_empty()) {
        let alone = |at: &usize| {
            let before = within.get(..*at).and_then(|before| before.chars().next_back());
            let behind = within.get(at + name.len()..).and_then(|behind| behind.chars().next());
            !before.is_some_and(is_letter) && !behind.is_some_and(is_letter)
        };
        let places = within.match_indices(name).map(|(at, _)| at).filter(alone);
        // What stands twice is refused for the second.
        let place = if refusal.errno == 1060 { places.last() } else { places.into_iter().next() };
        if let Some(at) = place {
            return Span::new(statement.start + at, statement.start + at + name.len());
        }
    }
    word_at(text, statement.start, statement.end)
}
