//! A table as a text has it becomes the table as the model has it: with the ids that its parts had, and with what such a
//! text does not say.

use super::matching::{Match, match_columns, match_foreign_keys, match_indexes};
use crate::schema::{Column, ColumnId, ForeignKeyId, Index, IndexId, Table};
use crate::sql::write_create_table;

/// The new table. `old` is the table that it was, `then` what the reader makes of its text, and `now` of the new text. What
/// the two say alike stays as it is in `old`, so that nothing is lost that the writer has no words for.
///
/// The result has the columns, indexes and foreign keys of `now` in their order. New ones get ids behind `last_id`.
pub(super) fn merged(old: &Table, then: Option<&Table>, now: &Table, last_id: &mut u32) -> Table {
    let then = then.filter(|then| {
        then.columns.len() == old.columns.len()
            && then.indexes.len() == old.indexes.len()
            && then.foreign_keys.len() == old.foreign_keys.len()
    });
    let columns = match_columns(&old.columns, &now.columns);
    let indexes = match_indexes(&old.indexes, &now.indexes);
    let keys = match_foreign_keys(&old.foreign_keys, &now.foreign_keys);
    let mut said = now.clone();
    for (column, pair) in said.columns.iter_mut().zip(&columns) {
        let Some(old) = pair.and_then(|at| old.columns.get(at)) else { continue };
        let then = then.zip(*pair).and_then(|(then, at)| then.columns.get(at));
        carry_column(column, old, then);
    }
    for (index, pair) in said.indexes.iter_mut().zip(&indexes) {
        let Some(old) = pair.and_then(|at| old.indexes.get(at)) else { continue };
        let then = then.zip(*pair).and_then(|(then, at)| then.indexes.get(at));
        let same = then.is_some_and(|then| *index == Index { id: index.id, ..then.clone() });
        let id = index.id;
        if same {
            *index = Index { id, ..old.clone() };
        } else {
            index.requested.clone_from(&old.requested);
        }
    }
    if let Some(then) = then {
        keep_if_same(&mut said, old, then);
    }
    said.registration.clone_from(&old.registration);
    said.felis.clone_from(&old.felis);
    said.id = old.id;
    with_ids(&said, old, &columns, &indexes, &keys, last_id)
}

fn carry_column(column: &mut Column, old: &Column, then: Option<&Column>) {
    let id = column.id;
    let same = then.is_some_and(|then| *column == Column { id, name: column.name.clone(), ..then.clone() });
    if same {
        *column = Column { id, name: std::mem::take(&mut column.name), ..old.clone() };
    } else {
        column.registered.clone_from(&old.registered);
        column.felis.clone_from(&old.felis);
    }
}

/// Parts of the table without ids.
fn keep_if_same(said: &mut Table, old: &Table, then: &Table) {
    if said.options == then.options {
        said.options.clone_from(&old.options);
    }
    if said.checks == then.checks {
        said.checks.clone_from(&old.checks);
    }
    if said.unread == then.unread {
        said.unread.clone_from(&old.unread);
    }
    if said.partition_by == then.partition_by {
        said.partition_by.clone_from(&old.partition_by);
    }
    if said.query == then.query {
        said.query.clone_from(&old.query);
    }
    if said.remark == then.remark {
        said.remark.clone_from(&old.remark);
    }
    // The writer puts every name in quotes: what stands in a written text without them is new.
    for word in old.unquoted.iter().filter(|word| !then.unquoted.contains(word)) {
        let still = said.name == **word || said.columns.iter().any(|column| column.name == **word);
        if still && !said.unquoted.contains(word) {
            said.unquoted.push(word.clone());
        }
    }
}

/// Gives the parts their ids. Keys are written in the order of their ids, so where the old ids would put them in another
/// order than the text has, keys get new ids; a column that makes a key of its own is such a place too.
fn with_ids(said: &Table, old: &Table, columns: &Match, indexes: &Match, keys: &Match, last_id: &mut u32) -> Table {
    let wanted = write_create_table(said);
    let first = *last_id;
    let mut table = said.clone();
    for (keep_columns, keep_keys) in [(true, true), (true, false), (false, false)] {
        *last_id = first;
        let mut next = || {
            *last_id += 1;
            *last_id
        };
        // In the order in which the reader gave them.
        let mut parts: Vec<(u32, Part)> = Vec::new();
        parts.extend(said.columns.iter().enumerate().map(|(at, column)| (column.id.0, Part::Column(at))));
        parts.extend(said.indexes.iter().enumerate().map(|(at, index)| (index.id.0, Part::Index(at))));
        parts.extend(said.foreign_keys.iter().enumerate().map(|(at, key)| (key.id.0, Part::ForeignKey(at))));
        parts.sort_by_key(|(id, _)| *id);
        for (_, part) in parts {
            match part {
                Part::Column(at) => {
                    let known = columns.get(at).copied().flatten().and_then(|at| old.columns.get(at));
                    let id = known.filter(|_| keep_columns).map_or_else(&mut next, |known| known.id.0);
                    table.columns.get_mut(at).into_iter().for_each(|column| column.id = ColumnId(id));
                }
                Part::Index(at) => {
                    let known = indexes.get(at).copied().flatten().and_then(|at| old.indexes.get(at));
                    let id = known.filter(|_| keep_keys).map_or_else(&mut next, |known| known.id.0);
                    table.indexes.get_mut(at).into_iter().for_each(|index| index.id = IndexId(id));
                }
                Part::ForeignKey(at) => {
                    let known = keys.get(at).copied().flatten().and_then(|at| old.foreign_keys.get(at));
                    let id = known.filter(|_| keep_keys).map_or_else(&mut next, |known| known.id.0);
                    table.foreign_keys.get_mut(at).into_iter().for_each(|key| key.id = ForeignKeyId(id));
                }
            }
        }
        if write_create_table(&table) == wanted {
            break;
        }
    }
    table
}

enum Part {
    Column(usize),
    Index(usize),
    ForeignKey(usize),
}
