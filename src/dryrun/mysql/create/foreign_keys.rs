//! Foreign keys: the key that the server makes for each, the parent's columns, the types on both sides.

use super::draft::{Draft, DraftForeignKey, DraftKey, DraftPart};
use super::fields::is_legal;
use super::foreign_key_primary::primary_matches;
use crate::dryrun::mysql::catalog::{Catalog, Column, ForeignKey, Key, Table, same};
use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::refusal::Answer;
use crate::dryrun::mysql::syntax::ast::{KeyAlgorithm, KeyKind, Name, References, ReferentialAction, TypeName};
use crate::mysql::{Feature, Server};

/// Where a foreign key's parent is looked up.
pub struct Surroundings<'c> {
    pub catalog: &'c Catalog,
    pub foreign_key_checks: bool,
    pub altered: Option<Altering<'c>>,
}

/// The table that is altered, for the checks that ask how it was.
#[derive(Clone, Copy)]
pub struct Altering<'c> {
    pub table: &'c Table,
    /// Rows are copied, whatever the engine says.
    pub copies: bool,
    /// LOCK=NONE
    pub unlocked: bool,
    /// The database of the new name, where it is not there.
    pub nowhere: Option<&'c str>,
}

/// The parts of a foreign key that both spellings have.
struct Wanted<'d> {
    name: Option<&'d str>,
    index: Option<&'d str>,
    columns: Vec<&'d str>,
    references: &'d References<'d>,
}

fn wanted<'d>(key: &'d DraftForeignKey<'d>) -> Option<Wanted<'d>> {
    let text = |name: &'d Option<Name<'d>>| name.as_ref().map(|name| &*name.text);
    Some(match key {
        DraftForeignKey::Kept(_) => return None,
        DraftForeignKey::Inline { column, references } => {
            Wanted { name: text(&references.constraint), index: None, columns: vec![column], references }
        }
        DraftForeignKey::New(definition) => Wanted {
            name: text(&definition.constraint),
            index: text(&definition.index),
            columns: definition.columns.iter().map(|name| &*name.text).collect(),
            references: &definition.references,
        },
    })
}

/// The name that the statement gives to a foreign key, or to its index.
pub fn given_name<'d>(key: &'d DraftForeignKey<'d>) -> Option<&'d str> {
    wanted(key).and_then(|wanted| wanted.name.or(wanted.index))
}

/// As many columns on both sides. MariaDB looks at that when it has the parts of all keys.
pub fn references_match(draft: &Draft) -> Answer<()> {
    draft.foreign_keys.iter().try_for_each(|key| columns_match(draft, key))
}

fn columns_match(draft: &Draft, key: &DraftForeignKey) -> Answer<()> {
    let Some(wanted) = wanted(key) else { return Ok(()) };
    let parents = wanted.references.columns.len();
    if parents > 0 && parents != wanted.columns.len() {
        let index = wanted.index.filter(|_| draft.maria());
        let name = index.or(wanted.name).unwrap_or("foreign key without name");
        return draft.refuse(1239, &[name, "Key reference and table reference don't match"]);
    }
    Ok(())
}

/// MariaDB: a generated column cannot be changed by a foreign key (1905), and its own columns are there.
pub fn own_columns(draft: &Draft) -> Answer<()> {
    for wanted in draft.foreign_keys.iter().filter_map(wanted) {
        for name in &wanted.columns {
            let Some(column) = draft.column_index(name).and_then(|at| draft.columns.get(at)) else {
                return draft.refuse(1072, &[name]);
            };
            let clause = match (wanted.references.on_delete, wanted.references.on_update) {
                (Some(ReferentialAction::SetNull), _) => "ON DELETE SET NULL",
                (_, Some(ReferentialAction::SetNull)) => "ON UPDATE SET NULL",
                (_, Some(ReferentialAction::Cascade)) => "ON UPDATE CASCADE",
                _ => continue,
            };
            if column.column.generated.is_some() {
                return draft.refuse(1905, &[clause]);
            }
        }
    }
    Ok(())
}

/// The key that the server makes for a foreign key, in case no other covers its columns.
pub fn supporting_key<'t>(key: &DraftForeignKey) -> Option<DraftKey<'t>> {
    let wanted = wanted(key)?;
    let mut made = DraftKey::inline(KeyKind::Plain, "");
    made.name = wanted.name.or(wanted.index).map(str::to_owned);
    made.parts = wanted.columns.iter().map(|column| DraftPart::whole(column)).collect();
    made.generated = true;
    if let DraftForeignKey::New(definition) = key {
        for (part, (length, descending)) in made.parts.iter_mut().zip(&definition.parts) {
            part.length = length.map(|digits| digits.parse().unwrap_or(u64::MAX));
            part.descending = *descending;
        }
    }
    // Inline references make ordered parts, which MySQL tells apart for a geometry.
    let inline = matches!(key, DraftForeignKey::Inline { .. });
    made.parts.iter_mut().for_each(|part| part.ordered = inline);
    Some(made)
}

/// Takes away the made keys that another key covers.
pub fn drop_covered(keys: &mut Vec<DraftKey>, maria: bool) {
    let mut gone = vec![false; keys.len()];
    for at in 0..keys.len() {
        for other in 0..at {
            let (Some(key), Some(earlier)) = (keys.get(at), keys.get(other)) else { continue };
            if gone.get(other).copied().unwrap_or(true) {
                continue;
            }
            let odd = |key: &DraftKey| {
                matches!(key.kind, KeyKind::Fulltext | KeyKind::Spatial)
                    || (maria && key.kind == KeyKind::Unique && key.options.algorithm == Some(KeyAlgorithm::Hash))
            };
            if odd(key) || odd(earlier) {
                continue;
            }
            let loser = match (key.generated, earlier.generated) {
                (true, false) if is_prefix(key, earlier) => at,
                (false, true) if is_prefix(earlier, key) => other,
                (true, true) if key.parts.len() < earlier.parts.len() && is_prefix(key, earlier) => at,
                (true, true) if is_prefix(earlier, key) => other,
                _ => continue,
            };
            if let Some(gone) = gone.get_mut(loser) {
                *gone = true;
            }
            if loser == at {
                break;
            }
        }
    }
    let mut gone = gone.into_iter();
    keys.retain(|_| !gone.next().unwrap_or(false));
}

fn is_prefix(short: &DraftKey, long: &DraftKey) -> bool {
    let parts = short.parts.iter().zip(&long.parts);
    short.parts.len() <= long.parts.len()
        && parts.into_iter().all(|(a, b)| same(&a.column, &b.column) && a.length == b.length && b.expression.is_none())
}

/// The foreign keys of a draft whose columns and keys are ready.
pub fn prepare(draft: &Draft, keys: &[Key], columns: &[Column], around: &Surroundings) -> Answer<Vec<ForeignKey>> {
    let mut out: Vec<ForeignKey> = Vec::new();
    for key in &draft.foreign_keys {
        if let DraftForeignKey::Kept(key) = key {
            out.push(key.clone());
        }
    }
    for key in &draft.foreign_keys {
        let Some(wanted) = wanted(key) else { continue };
        if !draft.maria() {
            if draft.temporary {
                return draft.refuse(1215, &[]);
            }
            columns_match(draft, key)?;
            if wanted.references.columns.is_empty() {
                primary_matches(draft, (wanted.name, wanted.columns.len()), wanted.references, keys, around)?;
            }
            if has_lengths(key) {
                return draft.refuse(1215, &[]);
            }
        }
        if !draft.engine.foreign_keys {
            continue;
        }
        // MariaDB's InnoDB wants a key of whole columns.
        let whole = |key: &Key| {
            let parts = key.parts.iter().zip(&wanted.columns);
            key.parts.len() >= wanted.columns.len()
                && parts.into_iter().all(|(part, name)| part.prefix.is_none() && same(&part.column, name))
        };
        if draft.temporary || (has_lengths(key) && !keys.iter().any(whole)) {
            return malformed(draft);
        }
        let made = foreign_key(draft, &wanted, keys, columns, around, &out)?;
        out.push(made);
    }
    if draft.maria() {
        names_are_free(draft, around, &out)?;
    }
    Ok(out)
}

/// A column stands there with a length, as in a key.
fn has_lengths(key: &DraftForeignKey) -> bool {
    matches!(key, DraftForeignKey::New(definition) if definition.parts.iter().any(|(length, _)| length.is_some()))
}

/// The foreign keys that the altered table had, dropped ones among them: their names stay taken.
fn had<'c>(around: &Surroundings<'c>) -> &'c [ForeignKey] {
    around.altered.map_or(&[], |altering| &altering.table.foreign_keys)
}

fn is_taken_elsewhere(draft: &Draft, around: &Surroundings, name: &str) -> bool {
    let table_name = draft.altered.as_deref().unwrap_or(&draft.name);
    let taken = |key: &ForeignKey| same(&key.name, name);
    around.catalog.databases.get(&draft.database).is_some_and(|database| {
        database.tables.values().any(|table| table.name != table_name && table.foreign_keys.iter().any(taken))
    })
}

/// MariaDB's InnoDB finds names that are taken when it writes the foreign keys down.
fn names_are_free(draft: &Draft, around: &Surroundings, all: &[ForeignKey]) -> Answer<()> {
    let kept = draft.foreign_keys.iter().filter(|key| matches!(key, DraftForeignKey::Kept(_))).count();
    let in_place = around.altered.is_some_and(|altering| !altering.copies && !around.foreign_key_checks);
    for (at, key) in all.iter().enumerate().skip(kept) {
        let before = had(around).iter().any(|other| same(&other.name, &key.name));
        let twice = all.iter().take(at).skip(kept).any(|other| same(&other.name, &key.name));
        if !before && !twice && !is_taken_elsewhere(draft, around, &key.name) {
            continue;
        }
        let inside = format!("{}/{}", draft.database, key.name);
        let table = draft.altered.as_deref().unwrap_or(&draft.name);
        return match () {
            () if in_place && before => draft.refuse(1826, &["FOREIGN KEY", &inside]),
            () if in_place => draft.refuse(1823, &[&inside]),
            () if twice && (around.altered.is_some() || key.generated_name) => malformed(draft),
            () => draft.refuse(1005, &[&draft.database, table, "121 \"Duplicate key on write or update\""]),
        };
    }
    Ok(())
}

/// MariaDB has one answer for whatever is wrong with a foreign key.
pub fn malformed<T>(draft: &Draft) -> Answer<T> {
    let table = draft.final_name.as_deref().or(draft.altered.as_deref()).unwrap_or(&draft.name);
    draft.refuse(1005, &[&draft.database, table, "150 \"Foreign key constraint is incorrectly formed\""])
}

fn foreign_key(
    draft: &Draft,
    wanted: &Wanted,
    keys: &[Key],
    columns: &[Column],
    around: &Surroundings,
    earlier: &[ForeignKey],
) -> Answer<ForeignKey> {
    let maria = draft.maria();
    let table_name = draft.altered.as_deref().unwrap_or(&draft.name);
    // MariaDB takes the name of the index too.
    let given = wanted.name.or(wanted.index.filter(|_| maria));
    let name = match given {
        Some(name) => name.to_owned(),
        // A name that was given just now is not counted, whatever its number.
        None => generated_name(table_name, earlier.iter().filter(|key| key.generated_name).chain(had(around))),
    };
    let tells = maria || draft.server.has(Feature::ForeignKeyReasons);
    if tells && given.is_none() && name.chars().count() > 64 {
        return draft.refuse(1059, &[&name]);
    }
    let taken = |key: &ForeignKey| same(&key.name, &name);
    let here = earlier.iter().chain(had(around)).any(taken);
    if !maria && (here || is_taken_elsewhere(draft, around, &name)) {
        return draft.refuse(1826, &[&name]);
    }
    let references = wanted.references;
    if let Some(column) = references.columns.iter().find(|name| !maria && !is_legal(&name.text)) {
        return draft.refuse(1166, &[&column.text]);
    }
    let on_delete = references.on_delete.unwrap_or(ReferentialAction::NoAction);
    let on_update = references.on_update.unwrap_or(ReferentialAction::NoAction);
    let mut own = Vec::new();
    for column_name in &wanted.columns {
        let Some(column) = columns.iter().find(|column| same(&column.name, column_name)) else {
            return draft.refuse(1072, &[column_name]);
        };
        let virtual_column = column.generated.as_ref().is_some_and(|generated| !generated.stored);
        if let (Some(_), false) = (&column.generated, maria) {
            let clause = match (on_delete, on_update) {
                (_, ReferentialAction::Cascade) => Some("ON UPDATE CASCADE"),
                (_, ReferentialAction::SetNull) => Some("ON UPDATE SET NULL"),
                (ReferentialAction::SetNull, _) => Some("ON DELETE SET NULL"),
                _ => None,
            };
            if let Some(clause) = clause {
                return draft.refuse(3104, &[clause]);
            }
        }
        if virtual_column && !maria {
            return draft.refuse(3733, &[&name, &column.name]);
        }
        let set_null = [on_delete, on_update].contains(&ReferentialAction::SetNull);
        if set_null && !column.nullable {
            return if maria { malformed(draft) } else { draft.refuse(1830, &[column_name, &name]) };
        }
        own.push(column);
    }
    if !maria {
        super::constraints::unchecked(draft, &own, on_delete, on_update, &name)?;
    }
    if draft.partitioning.is_some() || draft.kept_partitions.is_some() {
        return draft.refuse(1506, &["FOREIGN KEY"]);
    }
    let parent_database =
        references.table.database.as_ref().map_or_else(|| draft.database.clone(), |name| name.text.to_string());
    let parent_name: &str = &references.table.name.text;
    let itself = parent_database == draft.database && parent_name == table_name;
    let parent = around.catalog.databases.get(&parent_database).and_then(|database| database.tables.get(parent_name));
    let mut parent_columns = references.columns.iter().map(|name| name.text.to_string()).collect::<Vec<_>>();
    if parent_columns.is_empty() && maria {
        // Without names MariaDB takes columns of the same names.
        parent_columns = wanted.columns.iter().map(|name| (*name).to_owned()).collect();
    }
    // MariaDB takes SET DEFAULT and forgets it.
    let kept_action = |action| match action {
        ReferentialAction::SetDefault if maria => ReferentialAction::Restrict,
        action => action,
    };
    let made = |parent_columns: Vec<String>| ForeignKey {
        generated_name: given.is_none(),
        name: name.clone(),
        columns: own.iter().map(|column| column.name.clone()).collect(),
        parent_database: parent_database.clone(),
        parent_table: parent_name.to_owned(),
        parent_columns,
        on_delete: kept_action(on_delete),
        on_update: kept_action(on_update),
    };
    // The index of a geometry is none for a foreign key.
    if !maria && own.iter().any(|column| column.column_type.name.is_spatial()) {
        return draft.refuse(1821, &[&name, table_name]);
    }
    let (columns_there, keys_there): (&[Column], &[Key]) = match parent {
        _ if itself => (columns, keys),
        Some(parent) => {
            if parent.engine.name != draft.engine.name || parent.temporary {
                return if maria { malformed(draft) } else { draft.refuse(1824, &[parent_name]) };
            }
            if parent.partitions.is_some() {
                return if maria { malformed(draft) } else { draft.refuse(1506, &["FOREIGN KEY"]) };
            }
            (&parent.columns, &parent.keys)
        }
        None if !around.foreign_key_checks => return Ok(made(parent_columns)),
        None if maria => return malformed(draft),
        None => return draft.refuse(1824, &[parent_name]),
    };
    if parent_columns.is_empty() {
        // Without names MySQL takes the parent's primary key.
        let primary = keys_there.iter().find(|key| key.kind == KeyKind::Primary);
        parent_columns.extend(primary.into_iter().flat_map(|key| &key.parts).map(|part| part.column.clone()));
    }
    let mut there = Vec::new();
    for column in &parent_columns {
        match columns_there.iter().find(|other| same(&other.name, column)) {
            Some(column) => there.push(column),
            None if maria => return malformed(draft),
            None => return draft.refuse(3734, &[column, &name, parent_name]),
        }
    }
    let virtual_parent =
        there.iter().find(|column| column.generated.as_ref().is_some_and(|generated| !generated.stored));
    if let (Some(column), false) = (virtual_parent, maria) {
        return draft.refuse(3733, &[&name, &column.name]);
    }
    let names: Vec<&str> = there.iter().map(|column| column.name.as_str()).collect();
    let types = |errno: bool| -> Answer<()> {
        for (at, (own, other)) in own.iter().zip(&there).enumerate() {
            if !compatible(draft.server, &own.column_type, &other.column_type) {
                if maria || !errno {
                    return malformed(draft);
                }
                let (own, other) = (wanted.columns.get(at), parent_columns.get(at));
                return draft.refuse(3780, &[own.unwrap_or(&""), other.map_or("", String::as_str), &name]);
            }
        }
        Ok(())
    };
    types(true)?;
    // A column that refers to itself needs another key for it than the one that it stands in itself.
    let of_itself = itself && !maria && own.iter().zip(&there).all(|(own, other)| own.name == other.name);
    let found = keys_there.iter().filter(|key| parent_key(draft.server, std::slice::from_ref(*key), &names)).count();
    if found < if of_itself { 2 } else { 1 } {
        return match draft.server {
            _ if maria => malformed(draft),
            server if server.has(Feature::StrictParentKeys) => draft.refuse(6125, &[&name, parent_name]),
            _ => draft.refuse(1822, &[&name, parent_name]),
        };
    }
    Ok(made(there.iter().map(|column| column.name.clone()).collect()))
}

/// Foreign keys of a server that lets its engine look at them, which is asked last and has one answer (1215) for whatever
/// is wrong, but for a name that is taken (1022). Source: `row_table_add_foreign_constraints` and `convert_error_code_to_mysql`
/// of MySQL 5.7.
pub fn without_reasons(
    draft: &Draft,
    keys: Answer<Vec<ForeignKey>>,
) -> Answer<(Vec<ForeignKey>, Option<crate::dryrun::mysql::refusal::Stop>)> {
    let stop = match keys {
        Ok(keys) => return Ok((keys, None)),
        Err(stop) if draft.server.has(Feature::ForeignKeyReasons) => return Err(stop),
        Err(stop) => stop,
    };
    let table = draft.altered.as_deref().unwrap_or(&draft.name);
    let of_engine = match stop.refusal().map(|refusal| refusal.errno) {
        Some(1821 | 1822 | 1824 | 1830 | 3104 | 3733 | 3734 | 3780) => draft.refuse(1215, &[]),
        Some(1826) => draft.refuse(1022, &[table]),
        _ => return Err(stop),
    };
    let of_engine: Answer<()> = of_engine;
    Ok((vec![], of_engine.err()))
}

/// `t_ibfk_1`, one more than the highest there is.
fn generated_name<'k>(table: &str, earlier: impl Iterator<Item = &'k ForeignKey>) -> String {
    let highest = earlier.filter_map(|key| key.name.strip_prefix(table)?.strip_prefix("_ibfk_")?.parse::<u32>().ok());
    format!("{table}_ibfk_{}", highest.max().unwrap_or(0) + 1)
}

/// True where the parent has a key for the columns: MySQL from 8.4 on wants a unique one of just these.
pub fn parent_key(server: Server, keys: &[Key], names: &[&str]) -> bool {
    let strict = server.has(Feature::StrictParentKeys);
    keys.iter().any(|key| {
        let unique = matches!(key.kind, KeyKind::Primary | KeyKind::Unique);
        let plain = !matches!(key.kind, KeyKind::Fulltext | KeyKind::Spatial);
        let begins = |parts: &[crate::dryrun::mysql::catalog::KeyPart]| {
            parts.len() >= names.len()
                && names
                    .iter()
                    .zip(parts)
                    .all(|(name, part)| part.prefix.is_none() && part.expression.is_none() && same(&part.column, name))
        };
        if strict {
            unique && key.parts.len() == names.len() && begins(&key.parts)
        } else {
            plain && begins(&key.parts)
        }
    })
}

/// InnoDB's classes of types; only within one of them columns can refer to each other.
#[derive(PartialEq)]
enum Class {
    Integer {
        bytes: u64,
        unsigned: bool,
    },
    Text(&'static str),
    /// Decimals, dates with a time and bits are bytes to InnoDB as well, and of bytes it does not compare the length.
    Bytes,
    Float,
    Double,
    Blob,
}

fn class(server: Server, column_type: &ColumnType) -> Class {
    let bytes = column_type.row_bytes(server);
    match column_type.name {
        name if column_type.is_integer()
            || matches!(name, TypeName::Year | TypeName::Enum | TypeName::Set | TypeName::Date) =>
        {
            let unsigned = column_type.unsigned || matches!(name, TypeName::Year | TypeName::Enum | TypeName::Set);
            Class::Integer { bytes, unsigned }
        }
        TypeName::Float => Class::Float,
        TypeName::Double => Class::Double,
        TypeName::Char | TypeName::VarChar => Class::Text(column_type.collation.map_or("", |collation| collation.name)),
        _ if column_type.is_blob() => Class::Blob,
        _ => Class::Bytes,
    }
}

/// True where a column of one type can refer to one of the other.
pub fn compatible(server: Server, a: &ColumnType, b: &ColumnType) -> bool {
    class(server, a) == class(server, b)
}

/// Foreign keys of other tables that refer to a table: the table and the key.
pub fn referring<'c>(catalog: &'c Catalog, database: &str, table: &str) -> Vec<(&'c str, &'c Table, &'c ForeignKey)> {
    let mut out = Vec::new();
    for (schema, other_database) in &catalog.databases {
        for other in other_database.tables.values() {
            for key in &other.foreign_keys {
                if key.parent_database == database && key.parent_table == table {
                    out.push((schema.as_str(), other.as_ref(), key));
                }
            }
        }
    }
    out
}
