//! The partition function against the columns and keys of the table, when all else of them is prepared. Measured on both.

use std::cmp::Ordering;

use super::constant::Constant;
use super::function::{self, Found, Scope};
use super::model::{Bound, Function, Kind, Partitions};
use super::values;
use crate::dryrun::mysql::catalog::{Column, Key, same};
use crate::dryrun::mysql::create::draft::Draft;
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::syntax::ast::{KeyKind, TypeName};
use crate::dryrun::mysql::syntax::parser::Parser;

/// Bytes of all partition columns as parts of a key.
const MAX_LENGTH: u64 = 3072;

/// Refuses a partition function that does not go with the columns and keys.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub fn prepare(draft: &Draft, partitions: &Partitions, keys: &[Key]) -> Answer<()> {
    if partitions.kind == Kind::SystemTime {
        return system_time(draft, partitions);
    }
    let columns: Vec<&Column> =
        draft.columns.iter().map(|column| &column.column).filter(|column| !column.hidden).collect();
    let scope = scope_of(draft, &columns);
    if !draft.maria() {
        early(draft, partitions)?;
    }
    let by_columns = matches!(partitions.function, Function::Columns(_));
    let mut below = Vec::new();
    if let Some(sub) = &partitions.subpartitioning {
        let found = fields_of(draft, &scope, &sub.function, keys, None)?;
        if !matches!(sub.function, Function::Key(_)) {
            let plain = found.plain.as_deref().filter(|_| !by_columns);
            whole_number(draft, &found.value, plain, "SUBPARTITION")?;
        }
        below = found.columns;
    }
    let found = fields_of(draft, &scope, &partitions.function, keys, Some(partitions))?;
    let expression = matches!(partitions.function, Function::Expression(_));
    match partitions.kind {
        _ if by_columns => {
            let fields: Vec<&Column> = found.columns.iter().filter_map(|at| columns.get(*at).copied()).collect();
            values::check_columns(draft.server, partitions, &fields, false)?;
        }
        Kind::Range | Kind::List => {
            nulls_once(draft, partitions)?;
            values::check_integers(draft.server, partitions, found.value.is_unsigned())?;
        }
        _ => {}
    }
    // MariaDB takes decimals where there are values.
    let decimal =
        draft.maria() && partitions.kind.has_values() && matches!(found.value, function::Value::Decimal { .. });
    if expression && !decimal {
        whole_number(draft, &found.value, found.plain.as_deref(), "PARTITION")?;
    }
    let subs_by_key = partitions.subpartitioning.as_ref().is_none_or(|sub| matches!(sub.function, Function::Key(_)));
    let simple =
        |fields: &[usize]| fields.iter().filter_map(|at| columns.get(*at)).all(|column| is_simple(draft, column));
    if (expression && !simple(&found.columns)) || (!subs_by_key && !simple(&below)) {
        return draft.refuse(1564, &[]);
    }
    covered(draft, &columns, keys, &found.columns, &below)?;
    for fields in [&found.columns, &below] {
        let length = |at: &usize| columns.get(*at).map_or(0, |column| key_length(draft, column));
        if fields.iter().map(length).sum::<u64>() > MAX_LENGTH {
            return draft.refuse(1660, &[]);
        }
    }
    prefixes(draft, &columns, keys, partitions, &found.columns, &below)
}

fn scope_of<'d>(draft: &'d Draft, columns: &'d [&'d Column]) -> Scope<'d> {
    Scope {
        server: draft.server,
        database: &draft.database,
        table: &draft.name,
        columns,
        altered: draft.altered.is_some() || draft.partitioning.is_none(),
        kept: draft.partitioning.is_none(),
    }
}

/// 1495 for a NULL in more than one partition of a list.
fn nulls_once(draft: &Draft, partitions: &Partitions) -> Answer<()> {
    let nulls = partitions.list.iter().filter(|partition| match &partition.bound {
        Bound::In(tuples) => {
            tuples.iter().flatten().any(|value| matches!(value, Constant::Null | Constant::NullResult(_)))
        }
        _ => false,
    });
    if nulls.count() > 1 { draft.refuse(1495, &[]) } else { Ok(()) }
}

/// Looks the fields of a function up. `top`: the partitions, for the function that has their values.
fn fields_of(
    draft: &Draft,
    scope: &Scope,
    function: &Function,
    keys: &[Key],
    top: Option<&Partitions>,
) -> Answer<Found> {
    let place = |name: &str| match scope.position(name) {
        Some(at) => Ok(at),
        None => draft.refuse(1488, &[]),
    };
    let integer = function::Value::Integer { unsigned: false, digits: 0 };
    let found = match function {
        Function::Expression(source) => {
            let mut parser = Parser::new(source, draft.server);
            let found = function::look_up(&parser.bit_expression()?, scope)?;
            let negative = |partitions: &Partitions| partitions.kind != Kind::Hash && any_negative(partitions);
            if top.is_some_and(negative) && found.value.is_unsigned() {
                return draft.refuse(1563, &[]);
            }
            if found.columns.len() > 16 && !draft.maria() {
                return draft.refuse(1655, &["partition function"]);
            }
            found
        }
        Function::Key(names) if names.is_empty() => {
            let Some(primary) = primary(draft, keys) else { return draft.refuse(1488, &[]) };
            let blob = |at: &usize| scope.columns.get(*at).is_some_and(|column| column.column_type.is_blob());
            let all: Vec<usize> = primary.parts.iter().filter_map(|part| scope.position(&part.column)).collect();
            if all.iter().any(blob) {
                return draft.refuse(1502, &[]);
            }
            let whole = primary.parts.iter().filter(|part| part.prefix.is_none());
            let columns = whole.filter_map(|part| scope.position(&part.column)).collect();
            Found { columns, value: integer, plain: None }
        }
        Function::Columns(names) | Function::Key(names) => {
            let columns = names.iter().map(|name| place(name)).collect::<Answer<_>>()?;
            Found { columns, value: integer, plain: None }
        }
        Function::SystemTime => return Err(Stop::unknown("partitions by SYSTEM_TIME: not modelled")),
    };
    let types = found.columns.iter().filter_map(|at| scope.columns.get(*at));
    for column in types {
        let column_type = &column.column_type;
        if column_type.is_blob() && column_type.name != TypeName::Vector {
            return draft.refuse(1502, &[]);
        }
        if column_type.name == TypeName::Vector && matches!(function, Function::Key(_)) {
            return draft.refuse(1659, &[&column.name]);
        }
    }
    Ok(found)
}

fn any_negative(partitions: &Partitions) -> bool {
    let negative = |constant: &Constant| matches!(constant, Constant::Integer(value) if *value < 0);
    partitions.list.iter().any(|partition| match &partition.bound {
        Bound::LessThan(tuple) => tuple.iter().any(negative),
        Bound::In(tuples) => tuples.iter().flatten().any(negative),
        _ => false,
    })
}

/// The columns of COLUMNS and the kinds of their values: 1488, 1502, 1659 and 1654. NULL and MAXVALUE go with all.
pub fn early(draft: &Draft, partitions: &Partitions) -> Answer<()> {
    if partitions.kind == Kind::SystemTime {
        return versioned(draft, partitions);
    }
    let Function::Columns(names) = &partitions.function else { return Ok(()) };
    let tuples = partitions.list.iter().flat_map(|partition| match &partition.bound {
        Bound::LessThan(tuple) => std::slice::from_ref(tuple),
        Bound::In(tuples) => tuples,
        _ => &[],
    });
    for (name, constant) in tuples.flat_map(|tuple| names.iter().zip(tuple)) {
        if matches!(constant, Constant::Max | Constant::Null) {
            continue;
        }
        let Some(column) = draft.columns.iter().map(|column| &column.column).find(|column| same(&column.name, name))
        else {
            return draft.refuse(1488, &[]);
        };
        let name = column.column_type.name;
        let document = name == TypeName::Json;
        if if document { draft.maria() } else { column.column_type.is_blob() && !name.is_spatial() } {
            return draft.refuse(1502, &[]);
        }
        values::check_kind(draft.server, column, constant)?;
    }
    Ok(())
}

/// 1659 for a column, 1491 for another function that gives no integer.
fn whole_number(draft: &Draft, value: &function::Value, plain: Option<&str>, what: &str) -> Answer<()> {
    if value.is_integer() {
        return Ok(());
    }
    match plain {
        Some(column) => draft.refuse(1659, &[column]),
        None => draft.refuse(1491, &[what]),
    }
}

/// No text, or text of a charset of single bytes whose order is that of single weights.
fn is_simple(draft: &Draft, column: &Column) -> bool {
    let Some(collation) = column.column_type.collation else { return true };
    let expanding =
        ["latin1_german2_ci", "cp1250_czech_cs", "latin2_czech_cs", "tis620_thai_ci", "tis620_thai_nopad_ci"];
    column.column_type.max_len(draft.server) == 1 && !expanding.contains(&collation.name)
}

/// Bytes of a column in the key of a row.
fn key_length(draft: &Draft, column: &Column) -> u64 {
    let variable = matches!(column.column_type.name, TypeName::VarChar | TypeName::VarBinary);
    u64::from(column.column_type.key_bytes(draft.server)) + u64::from(column.nullable) + if variable { 2 } else { 0 }
}

/// The primary key, or the unique key that stands for it: the first one without NULL and prefixes.
fn primary<'k>(draft: &Draft, keys: &'k [Key]) -> Option<&'k Key> {
    let nullable =
        |name: &str| draft.column_index(name).and_then(|at| draft.columns.get(at)).is_none_or(|c| c.column.nullable);
    let stands_in = |key: &&Key| {
        key.kind == KeyKind::Unique
            && !key.hash
            && key
                .parts
                .iter()
                .all(|part| part.expression.is_none() && part.prefix.is_none() && !nullable(&part.column))
    };
    keys.iter().find(|key| key.kind == KeyKind::Primary).or_else(|| keys.iter().find(stands_in))
}

/// 1503 for a unique key without a column of the function.
fn covered(draft: &Draft, columns: &[&Column], keys: &[Key], fields: &[usize], below: &[usize]) -> Answer<()> {
    let has = |key: &Key, at: &usize| {
        columns.get(*at).is_some_and(|column| {
            let whole =
                |part: &&crate::dryrun::mysql::catalog::KeyPart| part.prefix.is_none() && part.expression.is_none();
            key.parts.iter().filter(whole).any(|part| same(&part.column, &column.name))
        })
    };
    let covers = |key: &Key| !fields.is_empty() && fields.iter().chain(below).all(|at| has(key, at));
    let primary = primary(draft, keys);
    if primary.is_some_and(|key| !covers(key)) {
        return draft.refuse(1503, &["PRIMARY KEY"]);
    }
    let other =
        |key: &&Key| key.kind == KeyKind::Unique && !key.hash && primary.is_none_or(|primary| primary.name != key.name);
    if keys.iter().filter(other).all(covers) { Ok(()) } else { draft.refuse(1503, &["UNIQUE INDEX"]) }
}

/// MySQL: a column of KEY that is a part of a key with a length.
fn prefixes(
    draft: &Draft,
    columns: &[&Column],
    keys: &[Key],
    partitions: &Partitions,
    fields: &[usize],
    below: &[usize],
) -> Answer<()> {
    if draft.maria() {
        return Ok(());
    }
    let mut names: Vec<&str> = Vec::new();
    let named = |fields: &[usize]| -> Vec<&str> {
        fields.iter().filter_map(|at| columns.get(*at)).map(|column| column.name.as_str()).collect()
    };
    match &partitions.function {
        Function::Key(given) if given.is_empty() => {
            names.extend(primary(draft, keys).into_iter().flat_map(|key| &key.parts).map(|part| part.column.as_str()));
        }
        Function::Key(_) => names.extend(named(fields)),
        _ => {}
    }
    if partitions.subpartitioning.as_ref().is_some_and(|sub| matches!(sub.function, Function::Key(_))) {
        names.extend(named(below));
    }
    for part in keys.iter().flat_map(|key| &key.parts) {
        let Some(length) = part.prefix.filter(|_| names.iter().any(|name| same(name, &part.column))) else { continue };
        let parts = [&draft.database, &draft.name, &part.column, &part.column, &length.to_string()];
        return draft.refuse(6123, &parts.map(String::as_str));
    }
    Ok(())
}

/// 4128 for other partitions than those of history and a last one of the present, 4124 for a table without versions.
fn versioned(draft: &Draft, partitions: &Partitions) -> Answer<()> {
    if let Some((last, before)) = partitions.list.split_last().filter(|(last, _)| last.bound != Bound::None) {
        let good = last.bound == Bound::Current
            && !before.is_empty()
            && before.iter().all(|partition| partition.bound == Bound::History);
        if !good {
            return draft.refuse(4128, &[&draft.name]);
        }
    }
    if draft.options.system_versioned { Ok(()) } else { draft.refuse(4124, &[&draft.name]) }
}

fn system_time(draft: &Draft, partitions: &Partitions) -> Answer<()> {
    versioned(draft, partitions)?;
    match partitions.list.as_slice() {
        [_, .., last] if last.bound == Bound::None => Err(Stop::unknown("partitions by SYSTEM_TIME")),
        _ => Ok(()),
    }
}

/// 1493 and 1495 for partitions to which ALTER adds some. Values of COLUMNS of another type are compared before they are
/// refused.
pub fn ascending(draft: &Draft, partitions: &Partitions) -> Answer<()> {
    match &partitions.function {
        Function::Columns(names) => {
            let columns = columns_of(draft, names);
            values::check_columns(draft.server, partitions, &columns, true)
        }
        _ if partitions.kind.has_values() => {
            nulls_once(draft, partitions)?;
            let columns: Vec<&Column> =
                draft.columns.iter().map(|column| &column.column).filter(|column| !column.hidden).collect();
            let scope = scope_of(draft, &columns);
            let unsigned = fields_of(draft, &scope, &partitions.function, &[], None)?.value.is_unsigned();
            values::check_integers(draft.server, partitions, unsigned)
        }
        _ => Ok(()),
    }
}

fn columns_of<'d>(draft: &'d Draft, names: &[String]) -> Vec<&'d Column> {
    let columns = names.iter().filter_map(|name| draft.column_index(name).and_then(|at| draft.columns.get(at)));
    columns.map(|column| &column.column).collect()
}

/// The order of two bounds of RANGE.
pub fn compare_bounds(draft: &Draft, partitions: &Partitions, a: &Bound, b: &Bound) -> Answer<Ordering> {
    let (Bound::LessThan(a), Bound::LessThan(b)) = (a, b) else { return Ok(Ordering::Equal) };
    match &partitions.function {
        Function::Columns(names) => {
            let columns = columns_of(draft, names);
            values::compare_tuples(draft.server, a, b, &columns)
        }
        _ => Ok(match (a.first(), b.first()) {
            (Some(a), Some(b)) => super::constant::compare_integers(a, b),
            _ => Ordering::Equal,
        }),
    }
}
