//! The keys that an alteration makes and drops.

use super::changes::Changes;
use super::columns::{self, Sameness};
use crate::dryrun::mysql::alter::Request;
use crate::dryrun::mysql::catalog::{Column, Key, KeyPart, Table, same};
use crate::dryrun::mysql::syntax::ast::KeyKind;

/// What happens to the keys.
pub struct KeyChanges<'a> {
    pub changes: Changes,
    pub added: Vec<&'a Key>,
}

/// How a key is to the one of that name before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Equal,
    /// Only a part's length grew, with its column.
    Longer,
    Other,
}

/// The key that InnoDB orders rows by: the primary key, or the first unique one without NULL.
pub fn clustered<'a>(keys: &'a [Key], table: &Table) -> Option<&'a Key> {
    keys.iter().find(|key| key.kind == KeyKind::Primary).or_else(|| keys.iter().find(|key| is_candidate(key, table)))
}

/// A unique key of whole columns without NULL.
fn is_candidate(key: &Key, table: &Table) -> bool {
    matches!(key.kind, KeyKind::Primary | KeyKind::Unique)
        && !key.hash
        && key.parts.iter().all(|part| {
            part.prefix.is_none()
                && part.expression.is_none()
                && table.column(&part.column).is_some_and(|column| !column.nullable)
        })
}

/// The name that a key of the new table had, where the table had it already.
pub fn name_before(request: &Request, name: &str) -> Option<String> {
    let primary = name == "PRIMARY";
    let here = |other: &Option<String>| other.as_deref().map_or(primary, |other| same(other, name));
    let draft = request.draft.keys.iter().find(|key| here(&key.name))?;
    draft.kept.as_ref().map(|kept| kept.name.clone())
}

/// Compares the keys by their names, as both servers do.
pub fn compare<'a>(request: &Request, old: &'a Table, new: &'a Table) -> KeyChanges<'a> {
    let maria = request.draft.maria();
    let (old_clustered, new_clustered) = (clustered(&old.keys, old), clustered(&new.keys, new));
    let is = |clustered: Option<&Key>, key: &Key| clustered.is_some_and(|clustered| clustered.name == key.name);
    let mut changes = Changes::NONE;
    let mut dropped: Vec<&Key> = Vec::new();
    let mut added: Vec<&Key> = Vec::new();
    let mut kept: Vec<&str> = Vec::new();
    let block_size = maria && request.draft.key_block_size != old.key_block_size;
    for key in &old.keys {
        let after =
            new.keys.iter().find(|other| name_before(request, &other.name).is_some_and(|name| name == key.name));
        // A key that is dropped and made anew under its name may be the same one.
        let after = after.or_else(|| new.keys.iter().find(|other| same(&other.name, &key.name)));
        let Some(after) = after else {
            dropped.push(key);
            continue;
        };
        kept.push(&after.name);
        let mut comparison = compare_definitions(request, old, new, key, after);
        let moved = maria && is(old_clustered, key) != is(new_clustered, after);
        if moved || block_size {
            comparison = Comparison::Other;
        }
        match comparison {
            Comparison::Equal => {}
            Comparison::Longer => changes = changes.and(Changes::INDEX_LENGTH),
            Comparison::Other => {
                dropped.push(key);
                added.push(after);
            }
        }
        if key.name != after.name && comparison != Comparison::Other {
            changes = changes.and(Changes::RENAME_INDEX);
        }
        if key.visible != after.visible {
            changes = changes.and(Changes::INDEX_OPTION);
        }
    }
    added.extend(new.keys.iter().filter(|key| !kept.contains(&key.name.as_str())));
    if maria {
        rename_equal(request, old, new, &mut dropped, &mut added, &mut changes);
    }
    let clusters = Clusters { old, new, old_clustered, new_clustered, maria };
    changes = changes.and(clusters.kinds(&dropped, &added));
    KeyChanges { changes, added }
}

/// MariaDB: a dropped key and a new one with the same parts are one key with a new name.
fn rename_equal<'a>(
    request: &Request,
    old: &'a Table,
    new: &'a Table,
    dropped: &mut Vec<&'a Key>,
    added: &mut Vec<&'a Key>,
    changes: &mut Changes,
) {
    let (old_clustered, new_clustered) = (clustered(&old.keys, old), clustered(&new.keys, new));
    let is = |clustered: Option<&Key>, key: &Key| clustered.is_some_and(|clustered| clustered.name == key.name);
    dropped.retain(|key| {
        let found = added.iter().position(|other| {
            compare_definitions(request, old, new, key, other) == Comparison::Equal
                && is(old_clustered, key) == is(new_clustered, other)
        });
        let Some(at) = found else { return true };
        added.remove(at);
        *changes = changes.and(Changes::RENAME_INDEX);
        false
    });
}

struct Clusters<'a> {
    old: &'a Table,
    new: &'a Table,
    old_clustered: Option<&'a Key>,
    new_clustered: Option<&'a Key>,
    maria: bool,
}

impl Clusters<'_> {
    /// Which kinds of keys come and go.
    fn kinds(&self, dropped: &[&Key], added: &[&Key]) -> Changes {
        let mut changes = Changes::NONE;
        let mut candidates = self.old.keys.iter().filter(|key| is_candidate(key, self.old)).count();
        for key in dropped {
            let unique = matches!(key.kind, KeyKind::Primary | KeyKind::Unique);
            if is_candidate(key, self.old) {
                candidates = candidates.saturating_sub(1);
            }
            let clustered = if self.maria {
                key.kind == KeyKind::Primary || (unique && is_candidate(key, self.old) && candidates == 0)
            } else {
                self.old_clustered.is_some_and(|clustered| clustered.name == key.name)
            };
            changes = changes.and(match (clustered, unique) {
                (true, _) => Changes::DROP_PRIMARY,
                (false, true) => Changes::DROP_UNIQUE,
                (false, false) => Changes::DROP_INDEX,
            });
        }
        for key in added {
            let unique = matches!(key.kind, KeyKind::Primary | KeyKind::Unique);
            let candidate = is_candidate(key, self.new);
            let clustered = if self.maria {
                key.kind == KeyKind::Primary || (candidate && candidates == 0)
            } else {
                self.new_clustered.is_some_and(|clustered| clustered.name == key.name)
            };
            candidates += usize::from(candidate);
            changes = changes.and(match (clustered, unique) {
                (true, _) => Changes::ADD_PRIMARY,
                (false, true) => Changes::ADD_UNIQUE,
                (false, false) => Changes::ADD_INDEX,
            });
        }
        changes
    }
}

fn compare_definitions(request: &Request, old: &Table, new: &Table, before: &Key, after: &Key) -> Comparison {
    let maria = request.draft.maria();
    let kind = |key: &Key| match key.kind {
        KeyKind::Primary => KeyKind::Unique,
        other => other,
    };
    let same_head = kind(before) == kind(after)
        && before.hash == after.hash
        && before.algorithm == after.algorithm
        && before.parser == after.parser
        && before.parts.len() == after.parts.len();
    // MariaDB takes a FULLTEXT key that is made anew for another one.
    let anew = maria && before.kind == KeyKind::Fulltext && name_before(request, &after.name).is_none();
    if !same_head || anew {
        return Comparison::Other;
    }
    let mut comparison = Comparison::Equal;
    for (was, is) in before.parts.iter().zip(&after.parts) {
        if was.descending != is.descending || was.expression.is_some() != is.expression.is_some() {
            return Comparison::Other;
        }
        if let (Some(was), Some(is)) = (&was.expression, &is.expression) {
            if was.printed != is.printed {
                return Comparison::Other;
            }
            continue;
        }
        let column_before = old.column(&was.column);
        let draft = request.draft.columns.iter().find(|draft| same(&draft.column.name, &is.column));
        let stays = draft.and_then(|draft| draft.old_name.as_deref()).is_some_and(|name| same(name, &was.column));
        let (Some(column_before), Some(column_after), true) = (column_before, new.column(&is.column), stays) else {
            return Comparison::Other;
        };
        let part =
            Part { request, old, column_before, column_after, was, is, fulltext: before.kind == KeyKind::Fulltext };
        match if maria { part.of_mariadb() } else { part.of_mysql() } {
            Comparison::Equal => {}
            Comparison::Longer => comparison = Comparison::Longer,
            Comparison::Other => return Comparison::Other,
        }
    }
    comparison
}

/// A key part before and after.
struct Part<'p> {
    request: &'p Request<'p>,
    old: &'p Table,
    column_before: &'p Column,
    column_after: &'p Column,
    was: &'p KeyPart,
    is: &'p KeyPart,
    fulltext: bool,
}

impl Part<'_> {
    /// Bytes that the part takes.
    fn bytes(&self, column: &Column, part: &KeyPart) -> u32 {
        let server = self.request.draft.server;
        match part.prefix {
            _ if self.fulltext => 0,
            Some(prefix) => prefix.saturating_mul(column.column_type.max_len(server)),
            None => column.column_type.key_bytes(server),
        }
    }

    fn lengths(&self) -> (u32, u32) {
        (self.bytes(self.column_before, self.was), self.bytes(self.column_after, self.is))
    }

    fn of_mysql(&self) -> Comparison {
        let (before, after) = self.lengths();
        if before == after { Comparison::Equal } else { Comparison::Other }
    }

    fn of_mariadb(&self) -> Comparison {
        let (before, after) = self.lengths();
        let (old, new) = (&self.column_before.column_type, &self.column_after.column_type);
        let sameness = columns::compare(self.request.draft.server, self.old, self.column_before, self.column_after);
        let wider = match sameness {
            Sameness::Equal => false,
            Sameness::Wider => true,
            Sameness::Other => return Comparison::Other,
        };
        // Bytes have no collation, and MariaDB then takes them for another order.
        let collated = old.collation.is_some() && (old.collation.map(|c| c.name) == new.collation.map(|c| c.name));
        if wider && !collated && !columns::same_order(old, new) && !old.name.is_spatial() {
            return Comparison::Other;
        }
        if before == after {
            return Comparison::Equal;
        }
        let whole = self.was.prefix.is_none() && self.is.prefix.is_none();
        if whole { Comparison::Longer } else { Comparison::Other }
    }
}
