//! A table that comes in beside the one of its name: what is there stays, and gets what it lacks.

use std::sync::Arc;

use crate::schema::{Table, Workspace};
use crate::text::same_identifier;

/// Makes each table of `new` that is `there` already into what both are together. Replacing is then merging.
pub(super) fn merge(new: &mut Workspace, there: &Workspace) {
    let mut next_id = new.last_id;
    for database in &mut new.databases {
        let Some(home) = there.database_named(&database.name) else { continue };
        for table in &mut Arc::make_mut(database).tables {
            if let Some(old) = home.table_named(&table.name) {
                *table = Arc::new(both(old, table, &mut next_id));
            }
        }
    }
    new.last_id = next_id;
}

/// Has the old table's content first. Ids are given anew, for the old ones belong to another workspace.
fn both(old: &Table, new: &Table, last_id: &mut u32) -> Table {
    let mut table = old.clone();
    let lacks_column = |name: &str| old.column_named(name).is_none();
    table.columns.extend(new.columns.iter().filter(|column| lacks_column(&column.name)).cloned());
    let lacks_index = |index: &crate::schema::Index| {
        let same_name = |other: &crate::schema::Index| match (&other.name, &index.name) {
            (Some(a), Some(b)) => same_identifier(a, b),
            _ => false,
        };
        let same_parts = |other: &crate::schema::Index| other.kind == index.kind && other.parts == index.parts;
        let second_primary = index.kind == crate::schema::IndexKind::Primary && old.primary_key().is_some();
        !second_primary && !old.indexes.iter().any(|other| same_name(other) || same_parts(other))
    };
    table.indexes.extend(new.indexes.iter().filter(|index| lacks_index(index)).cloned());
    let lacks_key = |key: &crate::schema::ForeignKey| {
        !old.foreign_keys.iter().any(|other| other.columns == key.columns && other.parent_table == key.parent_table)
    };
    table.foreign_keys.extend(new.foreign_keys.iter().filter(|key| lacks_key(key)).cloned());
    table.registration = table.registration.or_else(|| new.registration.clone());
    table.options.comment = table.options.comment.or_else(|| new.options.comment.clone());
    let mut fresh = || {
        *last_id += 1;
        *last_id
    };
    table.id = new.id;
    table.columns.iter_mut().for_each(|column| column.id.0 = fresh());
    table.indexes.iter_mut().for_each(|index| index.id.0 = fresh());
    table.foreign_keys.iter_mut().for_each(|key| key.id.0 = fresh());
    table
}
