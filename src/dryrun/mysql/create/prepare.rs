//! A draft into a table: the checks of the whole, in the servers' order.
//!
//! The order was measured with every pair of some hundred mistakes in one statement, on both servers.

use super::draft::Draft;
use super::foreign_keys::{self, Surroundings};
use super::{
    constraints, defaults, engine_limits, fields, foreign_key_bases, functional, generated, innodb, keys, mariadb_keys,
    mariadb_options, partitions, record_size, timestamps,
};
use crate::dryrun::mysql::alter::references;
use crate::dryrun::mysql::catalog::Table;
use crate::dryrun::mysql::refusal::Answer;

/// The table that a draft makes.
pub fn prepare(draft: &mut Draft, around: &Surroundings) -> Answer<Table> {
    let mut table = server(draft, around)?;
    engine(draft, &mut table, around)?;
    Ok(table)
}

/// What the server makes of a draft before it asks the engine, which ALTER TABLE does in between.
pub fn server(draft: &mut Draft, around: &Surroundings) -> Answer<Table> {
    if draft.maria() { mariadb(draft, around) } else { mysql(draft, around) }
}

/// What comes when the engine makes the table.
pub fn engine(draft: &mut Draft, table: &mut Table, around: &Surroundings) -> Answer<()> {
    if draft.maria() {
        engine_limits::aria_hashes(draft, &table.keys)?;
        if draft.partitioning.is_none() {
            engine_limits::mariadb_generated(draft, &table.keys)?;
        }
        engine_limits::innodb_prefix(draft, &table.keys)?;
        if draft.partitioning.is_none() {
            engine_limits::options(draft, &table.keys)?;
        }
        table.foreign_keys = foreign_keys::prepare(draft, &table.keys, &table.columns, around)?;
        if around.altered.is_none() {
            partitions::prepare(draft, &table.keys)?;
        }
        engine_limits::mariadb_generated(draft, &table.keys)?;
    } else {
        functional::resolve(draft)?;
        constraints::resolve_checks(draft, &mut table.checks, None)?;
        if draft.engine.foreign_keys && !draft.foreign_keys.is_empty() {
            foreign_key_bases::check(draft)?;
        }
    }
    if draft.altered.is_none() && !draft.temporary && draft.engine.foreign_keys {
        references::of_orphans(draft, &table.keys, &table.columns, around)?;
    }
    table.partitions.clone_from(&draft.kept_partitions);
    partitions::engine_options(draft)?;
    engine_limits::options(draft, &table.keys)?;
    innodb::late(draft, &table.keys)?;
    record_size::check(draft, table)
}

fn mysql(draft: &mut Draft, around: &Surroundings) -> Answer<Table> {
    timestamps::promote(draft);
    innodb::early(draft)?;
    constraints::early_checks(draft)?;
    if draft.altered.is_none() {
        constraints::known_columns(draft)?;
    }
    partitions::check(draft)?;
    table_comment(draft)?;
    let auto_increment = fields::prepare(draft)?;
    if draft.altered.is_some() {
        constraints::known_columns(draft)?;
    }
    functional::prepare(draft)?;
    fields::engine(draft, auto_increment)?;
    foreign_keys::drop_covered(&mut draft.keys, false);
    keys::count(draft)?;
    let keys::Keys { keys, auto_increment_left } = keys::prepare(draft, auto_increment)?;
    keys::implicit_primary(draft, &keys)?;
    if auto_increment_left > 0 {
        return draft.refuse(1075, &[]);
    }
    // Hidden columns of functional parts are not visible either.
    if draft.columns.iter().all(|column| !column.column.visible) {
        return draft.refuse(4028, &[]);
    }
    constraints::duplicate_keys(draft, &keys);
    timestamps::check(draft)?;
    let columns: Vec<_> = draft.columns.iter().map(|column| column.column.clone()).collect();
    references::own(draft, &keys, &columns, around)?;
    let foreign_keys = foreign_keys::prepare(draft, &keys, &columns, around);
    let (foreign_keys, of_engine) = foreign_keys::without_reasons(draft, foreign_keys)?;
    engine_limits::column_count(draft)?;
    engine_limits::row_size(draft)?;
    defaults::literals(draft)?;
    references::in_between(draft, &keys, &columns, around)?;
    engine_limits::expressions(draft)?;
    let checks = constraints::checks(draft, around)?;
    partitions::prepare(draft, &keys)?;
    (0..draft.columns.len()).try_for_each(|at| generated::resolve(draft, &keys, at))?;
    (0..draft.columns.len()).try_for_each(|at| defaults::expression(draft, at))?;
    of_engine.map_or(Ok(()), Err)?;
    partitions::deprecated_engine(draft);
    Ok(finish(draft, keys, foreign_keys, checks))
}

fn mariadb(draft: &mut Draft, around: &Surroundings) -> Answer<Table> {
    if draft.altered.is_some() {
        foreign_keys::own_columns(draft)?;
    }
    partitions::check(draft)?;
    partitions::early(draft)?;
    if draft.columns.iter().all(|column| !column.column.visible) {
        return draft.refuse(1113, &[]);
    }
    let auto_increment = fields::prepare(draft)?;
    foreign_keys::drop_covered(&mut draft.keys, true);
    let keys::Keys { keys, auto_increment_left } = mariadb_keys::prepare(draft, auto_increment)?;
    if auto_increment_left > 0 {
        return draft.refuse(1075, &[]);
    }
    constraints::duplicate_keys(draft, &keys);
    mariadb_options::of_table(draft)?;
    engine_limits::mariadb_columns(draft)?;
    constraints::early_checks(draft)?;
    let mut checks = constraints::checks(draft, around)?;
    engine_limits::column_count(draft)?;
    fields::comments(draft)?;
    engine_limits::row_size(draft)?;
    engine_limits::mariadb_definition_size(draft)?;
    table_comment(draft)?;
    if !draft.foreign_keys.is_empty() {
        foreign_key_bases::check(draft)?;
    }
    defaults::literals(draft)?;
    references::in_between(draft, &keys, &[], around)?;
    constraints::checks_and_foreign_keys(draft)?;
    for at in 0..draft.columns.len() {
        generated::resolve(draft, &keys, at)?;
        defaults::expression(draft, at)?;
        constraints::resolve_checks(draft, &mut checks, Some(at))?;
    }
    constraints::resolve_checks(draft, &mut checks, None)?;
    if around.altered.is_some() {
        partitions::prepare(draft, &keys)?;
    }
    Ok(finish(draft, keys, vec![], checks))
}

fn table_comment(draft: &Draft) -> Answer<()> {
    if draft.comment.chars().count() > 2048 { draft.refuse(1628, &[&draft.name, "2048"]) } else { Ok(()) }
}

fn finish(
    draft: &Draft,
    keys: Vec<crate::dryrun::mysql::catalog::Key>,
    foreign_keys: Vec<crate::dryrun::mysql::catalog::ForeignKey>,
    checks: Vec<crate::dryrun::mysql::catalog::Check>,
) -> Table {
    Table {
        name: draft.name.clone(),
        temporary: draft.temporary,
        engine: draft.engine,
        collation: draft.collation,
        comment: draft.comment.clone(),
        row_format: draft.row_format,
        key_block_size: draft.key_block_size,
        columns: draft.columns.iter().map(|column| column.column.clone()).collect(),
        keys,
        foreign_keys,
        checks,
        partitions: draft.kept_partitions.clone(),
        may_have_rows: false,
        options: draft.options.clone(),
    }
}
