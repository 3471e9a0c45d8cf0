//! EXCHANGE PARTITION, and MariaDB's CONVERT: a partition and a table take each other's place.

use std::sync::Arc;

use super::{Altered, Request};
use crate::dryrun::mysql::catalog::{Column, Key, Table, same};
use crate::dryrun::mysql::create::draft::Draft;
use crate::dryrun::mysql::create::foreign_keys::{Surroundings, referring};
use crate::dryrun::mysql::create::partitions::Partitions;
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::syntax::ast::{Name, RowFormat, TableName};

/// The table beside the one that is altered: 1049 and 1146.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub fn other_table(draft: &Draft, name: &TableName, around: &Surroundings, database: &str) -> Answer<Arc<Table>> {
    let schema = name.database.as_ref().map_or(database, |name| &*name.text);
    let there = around.catalog.databases.get(schema);
    if there.is_none() && !draft.maria() {
        return draft.refuse(1049, &[schema]);
    }
    if there.is_some_and(|there| there.views.contains(&*name.name.text)) {
        let full = [schema, &*name.name.text, "BASE TABLE"];
        return if draft.maria() { draft.refuse(1347, &full) } else { draft.refuse(1177, &[]) };
    }
    match there.and_then(|there| there.table(&name.name.text)) {
        Some(table) => Ok(table.clone()),
        None => draft.refuse(1146, &[schema, &name.name.text]),
    }
}

/// Checks EXCHANGE PARTITION, which leaves the catalogue as it is.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub(super) fn exchange(
    request: &mut Request,
    table: &Table,
    partition: &Name,
    other: &TableName,
    around: &Surroundings,
    database: &str,
) -> Answer<()> {
    let draft = &request.draft;
    let schema = other.database.as_ref().map_or(database, |name| &*name.text);
    let name: &str = &other.name.text;
    if schema == database && name == table.name {
        return draft.refuse(1066, &[name]);
    }
    let with = other_table(draft, other, around, database)?;
    if with.temporary {
        return draft.refuse(1733, &[name]);
    }
    let Some(partitions) = &table.partitions else { return draft.refuse(1505, &[]) };
    if with.partitions.is_some() {
        return draft.refuse(1732, &[name]);
    }
    if with.engine.name != table.engine.name {
        return draft.refuse(1497, &[]);
    }
    known_partition(draft, table, partitions, partition)?;
    if !with.foreign_keys.is_empty() || !referring(around.catalog, schema, name).is_empty() {
        return draft.refuse(1740, &[name]);
    }
    alike(draft, table, &with)?;
    if with.may_have_rows {
        return Err(Stop::unknown("EXCHANGE PARTITION: rows are not modelled"));
    }
    Ok(())
}

/// 1734 for a partition that has subpartitions, 1735 for none.
fn known_partition(draft: &Draft, table: &Table, partitions: &Partitions, name: &Name) -> Answer<()> {
    let is = |other: &String| same(other, &name.text);
    if partitions.list.iter().any(|partition| partition.subpartitions.iter().any(is)) {
        return Ok(());
    }
    match partitions.position(&name.text).and_then(|at| partitions.list.get(at)) {
        Some(found) if found.subpartitions.is_empty() => {
            // MariaDB finds the partition, but no file under the name in another case.
            if draft.maria() && found.name != name.text {
                return Err(Stop::unknown("the files of a partition whose name is written in another case"));
            }
            Ok(())
        }
        Some(_) => draft.refuse(1734, &[]),
        None => draft.refuse(1735, &[&name.text, &table.name]),
    }
}

/// 1736 for other columns or keys, 1731 for other options.
fn alike(draft: &Draft, table: &Table, with: &Table) -> Answer<()> {
    let maria = draft.maria();
    let column = |a: &Column, b: &Column| {
        same(&a.name, &b.name)
            && a.column_type.column_type(draft.server) == b.column_type.column_type(draft.server)
            && a.column_type.collation == b.column_type.collation
            && a.nullable == b.nullable
            && (maria || a.auto_increment == b.auto_increment)
            && a.generated.is_some() == b.generated.is_some()
    };
    let key = |a: &Key, b: &Key| {
        same(&a.name, &b.name)
            && a.kind == b.kind
            && a.parts.len() == b.parts.len()
            && a.parts.iter().zip(&b.parts).all(|(x, y)| {
                same(&x.column, &y.column) && x.prefix == y.prefix && (!maria || x.descending == y.descending)
            })
    };
    let columns =
        table.columns.len() == with.columns.len() && table.columns.iter().zip(&with.columns).all(|(a, b)| column(a, b));
    let keys = table.keys.len() == with.keys.len() && table.keys.iter().zip(&with.keys).all(|(a, b)| key(a, b));
    if !columns || !keys {
        return draft.refuse(1736, &[]);
    }
    if table.collation != with.collation {
        return draft.refuse(1731, &["CHARACTER SET"]);
    }
    let format = |table: &Table| match table.row_format {
        None | Some(RowFormat::Default) if table.key_block_size > 0 => RowFormat::Compressed,
        None | Some(RowFormat::Default) => RowFormat::Dynamic,
        Some(format) => format,
    };
    if format(table) != format(with) { draft.refuse(1731, &["ROW_FORMAT"]) } else { Ok(()) }
}

/// The checks of `CONVERT PARTITION p TO TABLE t`.
pub fn convert_partition(
    draft: &Draft,
    partitions: &Partitions,
    partition: &Name,
    table: &TableName,
    around: &Surroundings,
    database: &str,
) -> Answer<Option<Altered>> {
    if !partitions.kind.has_values() {
        return draft.refuse(1512, &["CONVERT"]);
    }
    if partitions.subpartitioning.is_some() {
        return draft.refuse(4184, &[]);
    }
    if partitions.position(&partition.text).is_none() {
        return draft.refuse(1507, &[]);
    }
    let schema = table.database.as_ref().map_or(database, |name| &*name.text);
    let there = around.catalog.databases.get(schema).is_some_and(|there| there.tables.contains_key(&*table.name.text));
    if there {
        draft.refuse(1050, &[&table.name.text])
    } else {
        Err(Stop::unknown("CONVERT PARTITION TO TABLE: not modelled"))
    }
}
