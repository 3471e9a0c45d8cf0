//! Foreign keys that are there already, on both sides, when a table is altered.
//!
//! MySQL looks at them when it has the new table, whatever way the alteration goes. MariaDB looks when it copies, and leaves
//! it to InnoDB otherwise, whose messages name the constraint with its database: `tt/fk1`.

use std::sync::Arc;

use super::Request;
use super::algorithm::{Course, Reason, Way, columns_are_same, lock_of_copy, unsupported};
use crate::dryrun::mysql::catalog::{Catalog, Column, ForeignKey, Key, Table, same};
use crate::dryrun::mysql::create::draft::{Draft, DraftForeignKey};
use crate::dryrun::mysql::create::foreign_keys::{Surroundings, compatible, malformed, parent_key, referring};
use crate::dryrun::mysql::refusal::{Answer, Refusal, Stop};
use crate::dryrun::mysql::syntax::ast::{KeyKind, ReferentialAction, TypeName};
use crate::mysql::Feature;

fn sets_null(key: &ForeignKey) -> bool {
    [key.on_delete, key.on_update].contains(&ReferentialAction::SetNull)
}

/// MySQL: a column of a foreign key that stays cannot be dropped.
pub(super) fn own_columns_stay(request: &Request, table: &Table) -> Answer<()> {
    for key in &table.foreign_keys {
        if request.dropped_constraints.iter().any(|name| same(name, &key.name)) {
            continue;
        }
        for column in &key.columns {
            let stays = request.draft.columns.iter().any(|draft| is_before(draft.old_name.as_deref(), column));
            if !stays {
                return request.draft.refuse(1828, &[column, &key.name]);
            }
        }
    }
    Ok(())
}

fn is_before(old_name: Option<&str>, name: &str) -> bool {
    old_name.is_some_and(|old| same(old, name))
}

/// MySQL: the table's own foreign keys with its new columns and keys.
pub fn own(draft: &Draft, keys: &[Key], columns: &[Column], around: &Surroundings) -> Answer<()> {
    let Some(table) = around.altered.map(|altering| altering.table) else { return Ok(()) };
    for key in kept(draft) {
        let column = |name: &str| columns.iter().find(|column| same(&column.name, name));
        for name in &key.columns {
            if sets_null(key) && column(name).is_some_and(|column| !column.nullable) {
                return draft.refuse(1830, &[name, &key.name]);
            }
        }
        if !has_supporting_key(keys, &key.columns) {
            return draft.refuse(1553, &[&dropped_key(table, draft, &key.columns)]);
        }
        let itself = key.parent_table == table.name && key.parent_database == draft.database;
        let parent = around.catalog.databases.get(&key.parent_database);
        let parent = parent.and_then(|database| database.tables.get(&key.parent_table));
        let there = match parent {
            _ if itself => columns,
            Some(parent) => &parent.columns,
            None => continue,
        };
        for (own, other) in key.columns.iter().zip(&key.parent_columns) {
            let (Some(own), Some(other)) = (column(own), there.iter().find(|column| same(&column.name, other))) else {
                continue;
            };
            if differ(draft, around, own, other) {
                return draft.refuse(3780, &[&own.name, &other.name, &key.name]);
            }
        }
    }
    Ok(())
}

/// Types that cannot refer to each other; charsets may differ while foreign keys are not checked.
fn differ(draft: &Draft, around: &Surroundings, own: &Column, other: &Column) -> bool {
    let text = |column: &Column| matches!(column.column_type.name, TypeName::Char | TypeName::VarChar);
    let minds = around.foreign_key_checks || !(text(own) && text(other));
    minds && !compatible(draft.server, &own.column_type, &other.column_type)
}

/// A key that begins with the columns, in any order.
fn has_supporting_key(keys: &[Key], columns: &[String]) -> bool {
    keys.iter().any(|key| {
        let parts = key.parts.get(..columns.len()).unwrap_or(&[]);
        !matches!(key.kind, KeyKind::Fulltext | KeyKind::Spatial)
            && parts.len() == columns.len()
            && parts
                .iter()
                .zip(columns)
                .all(|(part, column)| part.prefix.is_none() && part.expression.is_none() && same(&part.column, column))
    })
}

/// The key that went: by its name before, one that supported the columns.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
fn dropped_key(table: &Table, draft: &Draft, columns: &[String]) -> String {
    let before: Vec<String> = columns
        .iter()
        .map(|name| {
            let now = draft.columns.iter().find(|draft| same(&draft.column.name, name));
            now.and_then(|draft| draft.old_name.clone()).unwrap_or_else(|| name.clone())
        })
        .collect();
    let supports = |key: &&Key| has_supporting_key(std::slice::from_ref(*key), &before);
    table.keys.iter().find(supports).map_or_else(String::new, |key| key.name.clone())
}

/// The foreign keys that refer to a table, in the order of their tables and names.
fn children<'c>(around: &'c Surroundings, database: &str, table: &str) -> Vec<(&'c str, &'c Table, &'c ForeignKey)> {
    let mut children = referring(around.catalog, database, table);
    children.sort_by(|(a, b, c), (d, e, f)| (a, &b.name, &c.name).cmp(&(d, &e.name, &f.name)));
    children
}

/// MySQL: foreign keys of other tables that refer to this one.
fn of_children(draft: &Draft, keys: &[Key], columns: &[Column], around: &Surroundings, table: &Table) -> Answer<()> {
    for (schema, child, key) in children(around, &draft.database, &table.name) {
        if schema == draft.database && child.name == table.name {
            continue;
        }
        let mut there: Vec<&Column> = Vec::new();
        for name in &key.parent_columns {
            let draft_column = draft.columns.iter().find(|draft| is_before(draft.old_name.as_deref(), name));
            let Some(now) = draft_column.map(|draft| draft.column.name.as_str()) else {
                return draft.refuse(1829, &[name, &key.name, &child.name]);
            };
            there.extend(columns.iter().find(|column| column.name == now));
        }
        for (own, other) in key.columns.iter().zip(&there) {
            let Some(own) = child.column(own) else { continue };
            if differ(draft, around, own, other) {
                return draft.refuse(3780, &[&own.name, &other.name, &key.name]);
            }
        }
        let names: Vec<&str> = there.iter().map(|column| column.name.as_str()).collect();
        let had = key.parent_columns.iter().map(String::as_str).collect::<Vec<_>>();
        if parent_key(draft.server, &table.keys, &had) && !parent_key(draft.server, keys, &names) {
            let gone = table.keys.iter().find(|key| parent_key(draft.server, std::slice::from_ref(*key), &had));
            return draft.refuse(1553, &[gone.map_or("", |key| &key.name)]);
        }
    }
    Ok(())
}

/// A new table must fit the foreign keys that already refer to its name. MariaDB lets everything pass while foreign keys are
/// not checked, MySQL only what no key supports.
pub fn of_orphans(draft: &Draft, keys: &[Key], columns: &[Column], around: &Surroundings) -> Answer<()> {
    let maria = draft.maria();
    for (_, child, key) in children(around, &draft.database, &draft.name) {
        let there = |name: &String| columns.iter().find(|column| same(&column.name, name));
        let mut unfit = !has_supporting_key(keys, &key.parent_columns);
        for (own, other) in key.columns.iter().zip(&key.parent_columns) {
            let (Some(own), Some(other)) = (child.column(own), there(other)) else { continue };
            if differ(draft, around, own, other) {
                unfit = true;
                if draft.server.has(Feature::ForeignKeyReasons) && !maria {
                    return draft.refuse(3780, &[&own.name, &other.name, &key.name]);
                }
            }
        }
        if unfit && around.foreign_key_checks {
            return if maria { malformed(draft) } else { draft.refuse(1215, &[]) };
        }
    }
    Ok(())
}

/// True where a column gets a new name that another table refers to.
pub(super) fn renames_referred(request: &Request, around: &Surroundings, database: &str, table: &Table) -> bool {
    children(around, database, &table.name).iter().flat_map(|(_, _, key)| &key.parent_columns).any(|name| {
        request
            .draft
            .columns
            .iter()
            .any(|draft| is_before(draft.old_name.as_deref(), name) && !same(&draft.column.name, name))
    })
}

/// What is looked at when it is known which way the alteration goes.
pub(super) fn of_engine(
    request: &Request,
    around: &Surroundings,
    table: &Table,
    new: &Table,
    way: Way,
    course: Course,
) -> Answer<()> {
    let draft = &request.draft;
    let unlocked = around.altered.is_some_and(|altering| altering.unlocked);
    match (way, draft.maria()) {
        (Way::Copy, maria) if maria || course != Course::Copy => {
            copied(draft, &new.columns, around, table)?;
            lock_of_copy(draft.server, unlocked && course == Course::Copy)?;
            if maria { lost_key_of_copy(request, around, table, new) } else { Ok(()) }
        }
        (Way::Copy, _) => Ok(()),
        (_, true) => in_place_of_mariadb(request, around, table, new),
        (_, false) => Ok(()),
    }
}

/// What is looked at when columns and defaults are good and expressions are not looked at yet.
pub fn in_between(draft: &Draft, keys: &[Key], columns: &[Column], around: &Surroundings) -> Answer<()> {
    let Some(altering) = around.altered else { return Ok(()) };
    if draft.maria() {
        return match altering.nowhere {
            Some(database) => draft.refuse(1049, &[database]),
            None => Ok(()),
        };
    }
    of_children(draft, keys, columns, around, altering.table)?;
    if altering.copies {
        copied(draft, columns, around, altering.table)?;
        lock_of_copy(draft.server, altering.unlocked)?;
    }
    Ok(())
}

/// What happens to a column of a foreign key in a copy.
enum Fate {
    Fine,
    Gone,
    Renamed,
    Changed,
    NotNull,
}

fn fate(draft: &Draft, columns: &[Column], around: &Surroundings, table: &Table, name: &str) -> Fate {
    let at = draft.columns.iter().position(|draft| is_before(draft.old_name.as_deref(), name));
    let (Some(before), Some(after)) = (table.column(name), at.and_then(|at| columns.get(at))) else {
        return Fate::Gone;
    };
    if !same(&before.name, &after.name) {
        return Fate::Renamed;
    }
    // Without checks MySQL lets values change under a foreign key.
    let minds = around.foreign_key_checks || draft.maria();
    if minds && !columns_are_same(draft.server, table, before, after) {
        return Fate::Changed;
    }
    if minds && before.nullable && !after.nullable {
        return Fate::NotNull;
    }
    Fate::Fine
}

fn copied(draft: &Draft, columns: &[Column], around: &Surroundings, table: &Table) -> Answer<()> {
    let maria = draft.maria();
    let renamed = || unsupported(draft.server, "ALGORITHM=COPY", Some(Reason::Error(1849)), "ALGORITHM=INPLACE");
    for (schema, child, key) in children(around, &draft.database, &table.name) {
        if schema == draft.database && child.name == table.name {
            continue;
        }
        let full = if maria { format!("`{schema}`.`{}`", child.name) } else { child.name.clone() };
        for name in &key.parent_columns {
            match fate(draft, columns, around, table, name) {
                Fate::Fine => {}
                Fate::Gone => return draft.refuse(1829, &[name, &key.name, &full]),
                Fate::Renamed => return renamed(),
                Fate::NotNull if maria => {}
                Fate::Changed | Fate::NotNull => {
                    return draft.refuse(1833, &[name, &key.name, &format!("{schema}.{}", child.name)]);
                }
            }
        }
    }
    for key in kept(draft) {
        let Some(before) = table.foreign_keys.iter().find(|other| other.name == key.name) else { continue };
        for name in &before.columns {
            match fate(draft, columns, around, table, name) {
                Fate::Fine => {}
                Fate::Gone => return draft.refuse(1828, &[name, &key.name]),
                Fate::Renamed => return renamed(),
                Fate::Changed => return draft.refuse(1832, &[name, &key.name]),
                Fate::NotNull if sets_null(key) => return draft.refuse(1830, &[name, &key.name]),
                Fate::NotNull if maria => {}
                Fate::NotNull => return draft.refuse(1832, &[name, &key.name]),
            }
        }
    }
    Ok(())
}

/// The foreign keys that stay.
fn kept<'a>(draft: &'a Draft) -> impl Iterator<Item = &'a ForeignKey> {
    draft.foreign_keys.iter().filter_map(|key| match key {
        DraftForeignKey::Kept(key) => Some(key),
        _ => None,
    })
}

/// The key that goes though a foreign key, on either side, needs it. In place nobody asks about the primary key.
fn lost_key(request: &Request, around: &Surroundings, table: &Table, new: &Table, copy: bool) -> Option<String> {
    let children = children(around, &request.draft.database, &table.name);
    let own = kept(&request.draft).filter_map(|key| table.foreign_keys.iter().find(|other| other.name == key.name));
    let columns: Vec<&[String]> =
        own.map(|key| &key.columns[..]).chain(children.iter().map(|(_, _, key)| &key.parent_columns[..])).collect();
    let covered = |columns: &[String]| {
        let names: Option<Vec<String>> = columns.iter().map(|name| name_now(request, name)).collect();
        names.is_some_and(|names| has_supporting_key(&new.keys, &names))
    };
    // A key stays that still has the columns it had.
    let stays = |key: &&Key| {
        let other = new.keys.iter().find(|other| same(&other.name, &key.name));
        other.is_some_and(|other| {
            let now = |name: &str| name_now(request, name);
            let columns = |key: &Key| key.parts.iter().map(|part| part.column.clone()).collect::<Vec<_>>();
            columns(key)
                .iter()
                .map(|name| now(name))
                .collect::<Option<Vec<_>>>()
                .is_some_and(|had| had == columns(other))
        })
    };
    let needed = |key: &&Key| {
        let before = |columns: &[String]| has_supporting_key(std::slice::from_ref(*key), columns);
        columns.iter().any(|columns| before(columns) && !covered(columns))
    };
    let gone = table.keys.iter().filter(|key| (copy || key.kind != KeyKind::Primary) && !stays(key));
    let mut gone = gone.filter(needed);
    gone.next().map(|key| key.name.clone()).filter(|_| around.foreign_key_checks)
}

/// MariaDB finds in the end that the copy cannot take the table's place; what it says names a file that has a number.
fn lost_key_of_copy(request: &Request, around: &Surroundings, table: &Table, new: &Table) -> Answer<()> {
    if lost_key(request, around, table, new, true).is_none() {
        return Ok(());
    }
    let place = format!("'./{0}/{1}'", request.draft.database, table.name);
    let words = format!(
        "Error on rename of './{}/#sql-alter' to {place} (errno: 150 \"Foreign key constraint is incorrectly formed\")",
        request.draft.database
    );
    Err(Stop::from(Refusal { errno: 1025, sqlstate: "HY000", message: words }))
}

/// MariaDB's InnoDB, in place.
fn in_place_of_mariadb(request: &Request, around: &Surroundings, table: &Table, new: &Table) -> Answer<()> {
    let draft = &request.draft;
    let database = &draft.database;
    if let Some(key) = lost_key(request, around, table, new, false) {
        return draft.refuse(1553, &[&key]);
    }
    let children = children(around, database, &table.name);
    let own: Vec<&ForeignKey> =
        kept(draft).filter_map(|key| table.foreign_keys.iter().find(|other| other.name == key.name)).collect();
    let changes = |name: &str| {
        let at = draft.columns.iter().position(|draft| is_before(draft.old_name.as_deref(), name));
        let after = at.and_then(|at| new.columns.get(at));
        match (table.column(name), after) {
            (Some(before), Some(after)) => !columns_are_same(draft.server, table, before, after),
            _ => false,
        }
    };
    for (schema, child, key) in &children {
        let inside = format!("{schema}/{}", key.name);
        let full = format!("`{schema}`.`{}`", child.name);
        for name in &key.parent_columns {
            if name_now(request, name).is_none() {
                return draft.refuse(1829, &[name, &inside, &full]);
            }
            if changes(name) {
                return draft.refuse(1833, &[name, &inside, &format!("{schema}.{}", child.name)]);
            }
        }
    }
    for key in own {
        let inside = format!("{database}/{}", key.name);
        for name in &key.columns {
            let Some(now) = name_now(request, name) else { return draft.refuse(1828, &[name, &inside]) };
            if changes(name) {
                return draft.refuse(1832, &[name, &inside]);
            }
            let not_null = new.column(&now).is_some_and(|column| !column.nullable);
            if not_null && sets_null(key) && table.column(name).is_some_and(|column| column.nullable) {
                return draft.refuse(1830, &[name, &key.name]);
            }
        }
    }
    Ok(())
}

fn name_now(request: &Request, name: &str) -> Option<String> {
    let draft = request.draft.columns.iter().find(|draft| is_before(draft.old_name.as_deref(), name));
    draft.map(|draft| draft.column.name.clone())
}

/// Foreign keys of other tables follow the new names of the columns that they refer to.
pub fn follow_columns(catalog: &mut Catalog, database: &str, table: &str, renamed: &[(String, String)]) {
    if renamed.is_empty() {
        return;
    }
    let refers = |key: &ForeignKey| key.parent_database == database && key.parent_table == table;
    for other in catalog.databases.values_mut().flat_map(|database| database.tables.values_mut()) {
        if !other.foreign_keys.iter().any(refers) {
            continue;
        }
        for key in Arc::make_mut(other).foreign_keys.iter_mut().filter(|key| refers(key)) {
            for name in &mut key.parent_columns {
                if let Some((_, after)) = renamed.iter().find(|(before, _)| same(before, name)) {
                    name.clone_from(after);
                }
            }
        }
    }
}
