//! An alteration taken apart: the kinds of change between the table before and after.

use super::columns::{self, Sameness};
use super::keys::{self, KeyChanges};
use super::options;
use crate::dryrun::mysql::alter::Request;
use crate::dryrun::mysql::catalog::{Column, Default, Table, same};
use crate::dryrun::mysql::create::draft::{DraftCheck, DraftForeignKey};
use crate::dryrun::mysql::syntax::ast::{AlterAction, AlterTable, ColumnAttribute, TableOption};
use crate::text::Letters;

/// Kinds of change, as the servers hand them to an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changes(u64);

impl Changes {
    pub const NONE: Changes = Changes(0);
    pub const ADD_INDEX: Changes = Changes(1);
    pub const DROP_INDEX: Changes = Changes(1 << 1);
    pub const ADD_UNIQUE: Changes = Changes(1 << 2);
    pub const DROP_UNIQUE: Changes = Changes(1 << 3);
    /// The table gets another clustered key; a unique key without NULL stands in where there is no primary key.
    pub const ADD_PRIMARY: Changes = Changes(1 << 4);
    pub const DROP_PRIMARY: Changes = Changes(1 << 5);
    pub const RENAME_INDEX: Changes = Changes(1 << 6);
    pub const INDEX_OPTION: Changes = Changes(1 << 7);
    /// MariaDB: a key part grew with its column.
    pub const INDEX_LENGTH: Changes = Changes(1 << 8);
    pub const ADD_FOREIGN: Changes = Changes(1 << 9);
    pub const DROP_FOREIGN: Changes = Changes(1 << 10);
    /// A column without expression.
    pub const ADD_COLUMN: Changes = Changes(1 << 11);
    /// A stored generated column; MySQL counts a column whose default is an expression as one.
    pub const ADD_STORED: Changes = Changes(1 << 12);
    pub const ADD_VIRTUAL: Changes = Changes(1 << 13);
    pub const DROP_COLUMN: Changes = Changes(1 << 14);
    pub const DROP_VIRTUAL: Changes = Changes(1 << 15);
    pub const COLUMN_TYPE: Changes = Changes(1 << 16);
    pub const VIRTUAL_TYPE: Changes = Changes(1 << 17);
    /// A type that the engine can widen without touching rows.
    pub const WIDER_TYPE: Changes = Changes(1 << 18);
    pub const COLUMN_NAME: Changes = Changes(1 << 19);
    pub const NULLABLE: Changes = Changes(1 << 20);
    pub const NOT_NULLABLE: Changes = Changes(1 << 21);
    /// A default, or a column given anew, whose default may be another.
    pub const COLUMN_DEFAULT: Changes = Changes(1 << 22);
    /// Columns that have values in the row come in another order, or shift.
    pub const COLUMN_ORDER: Changes = Changes(1 << 23);
    pub const VIRTUAL_ORDER: Changes = Changes(1 << 24);
    pub const STORED_EXPRESSION: Changes = Changes(1 << 25);
    pub const VIRTUAL_EXPRESSION: Changes = Changes(1 << 26);
    /// MariaDB: values of a generated column that are kept, in the row or in an index, change or may change.
    pub const KEPT_VALUES: Changes = Changes(1 << 27);
    pub const TABLE_OPTION: Changes = Changes(1 << 28);
    pub const RECREATE: Changes = Changes(1 << 29);
    pub const RENAME_TABLE: Changes = Changes(1 << 30);
    pub const ADD_CHECK: Changes = Changes(1 << 31);
    pub const DROP_CHECK: Changes = Changes(1 << 32);
    pub const PARTITIONS: Changes = Changes(1 << 33);

    pub const fn and(self, other: Changes) -> Changes {
        Changes(self.0 | other.0)
    }

    pub const fn without(self, other: Changes) -> Changes {
        Changes(self.0 & !other.0)
    }

    /// True where one of the others is among these.
    pub const fn any(self, others: Changes) -> bool {
        self.0 & others.0 != 0
    }

    /// True where all of these are among the others.
    pub const fn only(self, others: Changes) -> bool {
        self.0 & !others.0 == 0
    }
}

/// The difference between a table before and after.
pub struct Difference<'a> {
    pub changes: Changes,
    pub keys: KeyChanges<'a>,
    /// Virtual columns come in another order, or a new one before an old one.
    pub virtual_order_broken: bool,
}

impl<'a> Difference<'a> {
    pub fn between(request: &Request, old: &'a Table, new: &'a Table, alter: &AlterTable) -> Difference<'a> {
        let keys = keys::compare(request, old, new);
        let mut changes = keys.changes;
        // MariaDB keeps the hash of a long unique key in a virtual column.
        let hashes = |table: &Table| table.keys.iter().filter(|key| key.hash).count();
        if hashes(new) > hashes(old) {
            changes = changes.and(Changes::ADD_VIRTUAL);
        }
        if hashes(new) < hashes(old) {
            changes = changes.and(Changes::DROP_VIRTUAL);
        }
        changes = changes.and(by_action(request, old, alter)).and(by_columns(request, old, new));
        let virtual_order = VirtualOrder::of(request, old, new);
        for (is, kind) in [
            (virtual_order.shifted, Changes::VIRTUAL_ORDER),
            (virtual_order.added, Changes::ADD_VIRTUAL),
            (virtual_order.dropped, Changes::DROP_VIRTUAL),
        ] {
            changes = if is { changes.and(kind) } else { changes };
        }
        Difference { changes, keys, virtual_order_broken: virtual_order.broken }
    }
}

fn by_action(request: &Request, old: &Table, alter: &AlterTable) -> Changes {
    let mut changes = Changes::NONE;
    for action in &alter.actions {
        changes = changes.and(match action {
            AlterAction::Option(TableOption::Engine(_)) | AlterAction::Force => Changes::RECREATE,
            AlterAction::Option(_) | AlterAction::ConvertTo { .. } => Changes::TABLE_OPTION,
            AlterAction::RenameTo(_) => Changes::RENAME_TABLE,
            AlterAction::SetDefault { .. }
            | AlterAction::SetDefaultExpression { .. }
            | AlterAction::DropDefault { .. }
            | AlterAction::Modify { .. }
            | AlterAction::Change { .. } => Changes::COLUMN_DEFAULT,
            AlterAction::SetIndexVisibility { .. } => Changes::INDEX_OPTION,
            AlterAction::PartitionBy(_) | AlterAction::RemovePartitioning => Changes::PARTITIONS,
            _ => Changes::NONE,
        });
    }
    // MariaDB obeys a check that stands behind a column from the next row on.
    let of_table = |check: &DraftCheck| matches!(check, DraftCheck::New { column: None, .. });
    if request.draft.checks.iter().any(of_table) {
        changes = changes.and(Changes::ADD_CHECK);
    }
    let kept = request.draft.checks.iter().filter(|check| matches!(check, DraftCheck::Kept(_))).count();
    if kept < old.checks.len() {
        changes = changes.and(Changes::DROP_CHECK);
    }
    if request.draft.foreign_keys.iter().any(|key| !matches!(key, DraftForeignKey::Kept(_))) {
        changes = changes.and(Changes::ADD_FOREIGN);
    }
    let kept = request.draft.foreign_keys.iter().filter(|key| matches!(key, DraftForeignKey::Kept(_))).count();
    if kept < old.foreign_keys.len() {
        changes = changes.and(Changes::DROP_FOREIGN);
    }
    changes
}

/// True for a column without a value in the row.
pub fn is_virtual(column: &Column) -> bool {
    column.generated.as_ref().is_some_and(|generated| !generated.stored)
}

fn by_columns(request: &Request, old: &Table, new: &Table) -> Changes {
    let maria = request.draft.maria();
    let mut changes = Changes::NONE;
    let (mut kept_values, mut keeps_values) = (false, false);
    let stored_place =
        |columns: &mut dyn Iterator<Item = &Column>| columns.filter(|column| !is_virtual(column)).count();
    for (at, draft) in request.draft.columns.iter().enumerate().filter(|(_, draft)| !draft.column.hidden) {
        let Some(column) = new.columns.get(at) else { continue };
        let before = draft.old_name.as_deref().and_then(|name| old.column_index(name));
        let Some((old_at, before)) = before.and_then(|at| old.columns.get(at).map(|column| (at, column))) else {
            changes = changes.and(added(column, draft.definition, maria));
            continue;
        };
        let sameness = columns::compare(request.draft.server, old, before, column);
        changes = changes.and(match sameness {
            Sameness::Equal => Changes::NONE,
            Sameness::Wider => Changes::WIDER_TYPE,
            Sameness::Other if is_virtual(before) => Changes::VIRTUAL_TYPE,
            Sameness::Other => Changes::COLUMN_TYPE,
        });
        if before.generated.is_some() != column.generated.is_some() {
            changes = changes.and(Changes::COLUMN_TYPE);
        }
        if let (Some(was), Some(is)) = (&before.generated, &column.generated) {
            // MariaDB takes every expression that is given anew for another one.
            let other = draft.definition.is_some() && (maria || was.expression.printed != is.expression.printed);
            if other {
                let kind = if was.stored { Changes::STORED_EXPRESSION } else { Changes::VIRTUAL_EXPRESSION };
                changes = changes.and(kind);
            }
            let indexed = old.keys.iter().any(|key| key.parts.iter().any(|part| same(&part.column, &before.name)));
            if was.stored || indexed {
                keeps_values = true;
                kept_values |= other || sameness != Sameness::Equal;
            }
        }
        if before.name != column.name {
            changes = changes.and(Changes::COLUMN_NAME);
        }
        if before.nullable != column.nullable {
            changes = changes.and(if column.nullable { Changes::NULLABLE } else { Changes::NOT_NULLABLE });
        }
        let place = stored_place(&mut new.columns.iter().take(at));
        if !is_virtual(before) && stored_place(&mut old.columns.iter().take(old_at)) != place {
            changes = changes.and(Changes::COLUMN_ORDER);
        }
    }
    for before in old.columns.iter().filter(|column| !column.hidden) {
        let stays = |name: &str| request.draft.columns.iter().any(|draft| draft.old_name.as_deref() == Some(name));
        if !stays(&before.name) {
            changes = changes.and(if is_virtual(before) { Changes::DROP_VIRTUAL } else { Changes::DROP_COLUMN });
        }
    }
    let touched = Changes::COLUMN_TYPE.and(Changes::VIRTUAL_TYPE).and(Changes::NOT_NULLABLE);
    if maria && (kept_values || (keeps_values && changes.any(touched))) {
        changes = changes.and(Changes::KEPT_VALUES);
    }
    changes
}

/// MariaDB: a default that each row has its own value of, which InnoDB cannot compute in place.
fn of_each_row(column: &Column) -> bool {
    match &column.default {
        Default::Expression(default) => {
            !default.columns.is_empty() || ["uuid()", "uuid_short()"].iter().any(|call| default.printed.contains(call))
        }
        _ => false,
    }
}

fn added(
    column: &Column,
    definition: Option<&crate::dryrun::mysql::syntax::ast::ColumnDefinition>,
    maria: bool,
) -> Changes {
    let expression = definition.is_some_and(|definition| {
        definition.attributes.iter().any(|attribute| matches!(attribute, ColumnAttribute::DefaultExpression(_)))
    }) || matches!(column.default, Default::Expression(_));
    match &column.generated {
        Some(generated) if generated.stored => Changes::ADD_STORED,
        Some(_) => Changes::ADD_VIRTUAL,
        None if expression && (!maria || of_each_row(column)) => Changes::ADD_STORED,
        None => Changes::ADD_COLUMN,
    }
}

/// The order of the virtual columns, the hidden ones of functional key parts among them.
struct VirtualOrder {
    /// One stands at another place of the table.
    shifted: bool,
    /// The order among those that stay is another, or a new one comes before one that stays.
    broken: bool,
    /// Functional key parts come.
    added: bool,
    /// Functional key parts go.
    dropped: bool,
}

impl VirtualOrder {
    fn of(request: &Request, old: &Table, new: &Table) -> VirtualOrder {
        let before = places(request, old, false);
        let after = places(request, new, true);
        let mut stays: Vec<usize> = Vec::new();
        let (mut shifted, mut broken, mut new_one) = (false, false, false);
        for (place, identity, renamed) in &after {
            let Some(identity) = identity else {
                new_one = true;
                continue;
            };
            let Some(old_at) = before.iter().position(|(_, other, _)| other.as_ref() == Some(identity)) else {
                new_one = true;
                continue;
            };
            let moved = before.get(old_at).is_some_and(|(old_place, ..)| old_place != place);
            shifted |= moved;
            // The engine finds columns by name: a moved one with a new name is another one.
            broken |= new_one || (moved && *renamed);
            stays.push(old_at);
        }
        broken |= shifted && !stays.is_sorted();
        let functional = |places: &[VirtualPlace], at: usize| {
            let hidden = |(_, identity, _): &&VirtualPlace| identity.as_ref().is_none_or(|name| name.starts_with('!'));
            places.get(at).filter(hidden).is_some()
        };
        let gone = |at: usize| functional(&before, at) && !stays.contains(&at);
        let dropped = (0..before.len()).any(gone);
        let visible = request.draft.columns.iter().filter(|draft| !draft.column.hidden).count();
        let added = after.iter().any(|(place, identity, _)| identity.is_none() && *place >= visible);
        VirtualOrder { shifted, broken, added, dropped }
    }
}

/// A virtual column's place in the table, who it was before the ALTER, and whether it has a new name.
type VirtualPlace = (usize, Option<String>, bool);

/// Hidden columns come last, by the names of their keys.
fn places(request: &Request, table: &Table, after: bool) -> Vec<VirtualPlace> {
    let mut out: Vec<VirtualPlace> = Vec::new();
    let mut place = 0;
    for (at, column) in table.columns.iter().enumerate().filter(|(_, column)| !column.hidden) {
        if is_virtual(column) {
            let draft = request.draft.columns.get(at);
            let identity = match (after, draft) {
                (false, _) => Some(column.name.clone()),
                (true, Some(draft)) => draft.old_name.clone(),
                (true, None) => None,
            };
            let renamed = identity.as_ref().is_some_and(|identity| !same(identity, &column.name));
            out.push((place, identity, renamed));
        }
        place += 1;
    }
    let mut hidden: Vec<(String, Option<String>)> = Vec::new();
    for key in &table.keys {
        let kept = if after { keys::name_before(request, &key.name) } else { Some(key.name.clone()) };
        for (at, _) in key.parts.iter().enumerate().filter(|(_, part)| part.expression.is_some()) {
            let identity = kept.as_ref().map(|name| format!("!{}!{at}", name.lower()));
            hidden.push((format!("{}!{at}", key.name.lower()), identity));
        }
    }
    hidden.sort();
    for (_, identity) in hidden {
        out.push((place, identity, false));
        place += 1;
    }
    out
}

/// True where one of the options is among those that make InnoDB store rows another way.
pub fn changes_storage(alter_options: &AlterTable) -> bool {
    options(alter_options).any(|option| matches!(option, TableOption::RowFormat(_) | TableOption::KeyBlockSize(_)))
}
