//! Which of the things in a text is which of those that were there: by name, and where a name is new, by place.

use crate::schema::{Column, ForeignKey, Index, IndexKind, Table};
use crate::sql::{write_column_definition, write_index};
use crate::text::{Letters, same_identifier};

/// For each new thing the place of the old one that it is.
pub(super) type Match = Vec<Option<usize>>;

/// Names are compared first, at the same place before elsewhere. Those left between the same neighbours are the same
/// things under other names, if they are as many, or if they are alike otherwise.
pub(super) fn matched<T>(
    old: &[T],
    new: &[T],
    same_name: impl Fn(&T, &T) -> bool,
    alike: impl Fn(&T, &T) -> bool,
) -> Match {
    let mut found: Match = vec![None; new.len()];
    let mut taken = vec![false; old.len()];
    for (at, ((slot, taken), (new, old))) in found.iter_mut().zip(&mut taken).zip(new.iter().zip(old)).enumerate() {
        if same_name(old, new) {
            (*slot, *taken) = (Some(at), true);
        }
    }
    for (slot, new) in found.iter_mut().zip(new).filter(|(slot, _)| slot.is_none()) {
        let free = old.iter().enumerate().find(|(at, old)| !is_taken(&taken, *at) && same_name(old, new));
        if let Some((at, _)) = free {
            *slot = Some(at);
            take(&mut taken, at);
        }
    }
    let mut start = 0;
    while start < new.len() {
        let open = found.iter().skip(start).take_while(|slot| slot.is_none()).count();
        if open == 0 {
            start += 1;
            continue;
        }
        let end = start + open;
        let before = start.checked_sub(1).and_then(|at| found.get(at).copied().flatten()).map_or(0, |at| at + 1);
        let behind = found.get(end).copied().flatten().unwrap_or(old.len());
        let free: Vec<usize> = (before..behind).filter(|at| !is_taken(&taken, *at)).collect();
        let as_many = free.len() == open;
        let mut next = free.iter();
        for at in start..end {
            let Some(new) = new.get(at) else { continue };
            let pair = if as_many {
                next.next().copied()
            } else {
                free.iter()
                    .copied()
                    .find(|old_at| !is_taken(&taken, *old_at) && old.get(*old_at).is_some_and(|old| alike(old, new)))
            };
            if let (Some(pair), Some(slot)) = (pair, found.get_mut(at)) {
                *slot = Some(pair);
                take(&mut taken, pair);
            }
        }
        start = end;
    }
    found
}

fn is_taken(taken: &[bool], at: usize) -> bool {
    taken.get(at).copied().unwrap_or(true)
}

fn take(taken: &mut [bool], at: usize) {
    if let Some(taken) = taken.get_mut(at) {
        *taken = true;
    }
}

pub(super) fn match_columns(old: &[Column], new: &[Column]) -> Match {
    let alike = |old: &Column, new: &Column| write_column_definition(old) == write_column_definition(new);
    matched(old, new, |old, new| same_identifier(&old.name, &new.name), alike)
}

pub(super) fn match_indexes(old: &[Index], new: &[Index]) -> Match {
    let same = |old: &Index, new: &Index| match (old.kind, new.kind) {
        (IndexKind::Primary, IndexKind::Primary) => true,
        (IndexKind::Primary, _) | (_, IndexKind::Primary) => false,
        _ => match (&old.name, &new.name) {
            (Some(old), Some(new)) => same_identifier(old, new),
            (None, None) => old.parts == new.parts,
            (Some(_), None) | (None, Some(_)) => false,
        },
    };
    matched(old, new, same, |old, new| old.parts == new.parts || write_index(old) == write_index(new))
}

pub(super) fn match_foreign_keys(old: &[ForeignKey], new: &[ForeignKey]) -> Match {
    let same = |old: &ForeignKey, new: &ForeignKey| match (&old.name, &new.name) {
        (Some(old), Some(new)) => same_identifier(old, new),
        (None, None) => old.columns == new.columns,
        (Some(_), None) | (None, Some(_)) => false,
    };
    matched(old, new, same, |old, new| old.columns == new.columns)
}

/// Tables of one database. Only a table of the same columns may have another name: a new one beside a deleted one is new.
pub(super) fn match_tables<'t>(old: &[&'t Table], new: &[&'t Table]) -> Match {
    let by_name: std::collections::HashMap<String, usize> =
        old.iter().enumerate().rev().map(|(at, table)| (table.name.lower(), at)).collect();
    let mut found: Match = vec![None; new.len()];
    let mut taken = vec![false; old.len()];
    for (at, (slot, table)) in found.iter_mut().zip(new).enumerate() {
        let here = old.get(at).is_some_and(|old| same_identifier(&old.name, &table.name)).then_some(at);
        let pair = here.or_else(|| by_name.get(&table.name.lower()).copied()).filter(|at| !is_taken(&taken, *at));
        if let Some(pair) = pair {
            *slot = Some(pair);
            take(&mut taken, pair);
        }
    }
    let shared = |old: &Table, new: &Table| {
        let known = new.columns.iter().filter(|column| old.column_named(&column.name).is_some()).count();
        known * 2 > old.columns.len().max(new.columns.len())
    };
    for (slot, table) in found.iter_mut().zip(new).filter(|(slot, _)| slot.is_none()) {
        let free = old.iter().enumerate().find(|(at, old)| !is_taken(&taken, *at) && shared(old, table));
        if let Some((at, _)) = free {
            *slot = Some(at);
            take(&mut taken, at);
        }
    }
    found
}
