//! What the servers check of PARTITION BY before they look at columns and keys, in their order. Measured on both.

use super::constant::Constant;
use super::fields;
use super::model::{Bound, Function, Kind, Partition, Partitions, Subpartitioning};
use crate::dryrun::mysql::create::draft::Draft;
use crate::dryrun::mysql::create::{innodb, mariadb_options};
use crate::dryrun::mysql::refusal::{Answer, Refusal, Stop, Warning};
use crate::dryrun::mysql::syntax::ast::{
    Expr, Name, PartitionDefinition, PartitionScheme, PartitionValues, Partitioning, TableOption,
};
use crate::dryrun::mysql::syntax::partition_value::allowed;
use crate::mysql::engine::{self, Engine};
use crate::mysql::{Feature, Server};
use crate::text::Letters;

/// The most partitions, subpartitions among them.
const MAX_PARTITIONS: usize = 8192;
/// Characters of a partition's comment.
const MAX_COMMENT: usize = 1024;

/// See [`super::check`].
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub fn check(draft: &mut Draft) -> Answer<()> {
    let Some(partitioning) = draft.partitioning else {
        if draft.kept_partitions.is_some() {
            can_partition(draft)?;
        }
        return Ok(());
    };
    if draft.kept_partitions.is_some() {
        return Ok(());
    }
    let definitions = &partitioning.definitions.list;
    comments(draft, definitions)?;
    if draft.temporary {
        return if draft.maria() { draft.refuse(1506, &["CREATE TEMPORARY TABLE"]) } else { draft.refuse(1562, &[]) };
    }
    directories(draft, definitions)?;
    functions(draft, partitioning)?;
    let mut partitions = Partitions {
        kind: kind_of(&partitioning.scheme),
        function: function_of(draft, &partitioning.scheme),
        subpartitioning: None,
        list: parts(draft.server, &partitioning.scheme, definitions)?,
    };
    let mut warnings = fix(draft.server, &partitions)?;
    draft.warnings.append(&mut warnings);
    subpartitioning(draft, partitioning, &mut partitions)?;
    if partitions.list.is_empty() {
        let count = partitioning.count.unwrap_or(1) as usize;
        if count > MAX_PARTITIONS {
            return draft.refuse(1499, &[]);
        }
        partitions.list = default_partitions(0, count).collect();
    }
    name_subpartitions(draft.server, &mut partitions, definitions)?;
    if partitions.total() > MAX_PARTITIONS {
        return draft.refuse(1499, &[]);
    }
    repeated_field(draft, &partitioning.scheme)?;
    names(draft.server, &partitions)?;
    let named = draft.engine_named || draft.altered.is_some();
    let below = partitions.subpartitioning.is_some();
    draft.engine = engine_mix(draft.server, draft.engine, named, definitions, below)?;
    can_partition(draft)?;
    draft.kept_partitions = Some(partitions);
    Ok(())
}

/// What MariaDB looks at before the columns are prepared: the columns of COLUMNS.
pub fn early(draft: &Draft) -> Answer<()> {
    let Some(partitions) = &draft.kept_partitions else { return Ok(()) };
    fields::early(draft, partitions)
}

/// 1564 for a function that may not be one.
fn functions(draft: &Draft, partitioning: &Partitioning) -> Answer<()> {
    let both = [Some(&partitioning.scheme), partitioning.subpartition.as_ref()];
    let mut expressions = both.into_iter().flatten().filter_map(PartitionScheme::expression);
    if expressions.all(|expression| allowed(expression, draft.server)) { Ok(()) } else { draft.refuse(1564, &[]) }
}

pub fn kind_of(scheme: &PartitionScheme) -> Kind {
    match scheme {
        PartitionScheme::Range(_) | PartitionScheme::RangeColumns(_) => Kind::Range,
        PartitionScheme::List(_) | PartitionScheme::ListColumns(_) => Kind::List,
        PartitionScheme::Hash { .. } | PartitionScheme::Key { .. } => Kind::Hash,
        PartitionScheme::SystemTime => Kind::SystemTime,
    }
}

fn function_of(draft: &Draft, scheme: &PartitionScheme) -> Function {
    let owned = |columns: &[Name]| columns.iter().map(|name| name.text.to_string()).collect();
    match scheme {
        PartitionScheme::Key { columns, .. } => Function::Key(owned(columns)),
        PartitionScheme::SystemTime => Function::SystemTime,
        _ => match scheme.expression() {
            Some(expression) => Function::Expression(draft.source(expression)),
            None => Function::Columns(owned(scheme.columns())),
        },
    }
}

/// The partitions that definitions describe, without their subpartitions.
fn parts(server: Server, scheme: &PartitionScheme, definitions: &[PartitionDefinition]) -> Answer<Vec<Partition>> {
    let width = if scheme.is_columns() { scheme.columns().len() } else { 1 };
    let bound = |definition: &PartitionDefinition| bound_of(server, &definition.values, width);
    let part = |definition| {
        Ok(Partition { name: definition_name(definition), bound: bound(definition)?, subpartitions: vec![] })
    };
    definitions.iter().map(part).collect()
}

pub fn definition_name(definition: &PartitionDefinition) -> String {
    definition.name.text.to_string()
}

/// What VALUES gives for so many columns; 1653 where a tuple is of another width.
pub fn bound_of(server: Server, values: &PartitionValues, width: usize) -> Answer<Bound> {
    let constant = |value: &Option<Expr>| value.as_ref().map_or(Ok(Constant::Max), Constant::of);
    let tuple = |values: &[Option<Expr>]| -> Answer<Vec<Constant>> { values.iter().map(constant).collect() };
    let inconsistent = || Err(Stop::refused(server, 1653, &[]));
    Ok(match values {
        PartitionValues::None => Bound::None,
        PartitionValues::MaxValue if width != 1 => return inconsistent(),
        PartitionValues::MaxValue => Bound::LessThan(vec![Constant::Max]),
        PartitionValues::LessThan(values) if values.len() != width => return inconsistent(),
        PartitionValues::LessThan(values) => Bound::LessThan(tuple(values)?),
        PartitionValues::In { values, .. } if values.iter().any(|values| values.len() != width) => {
            return inconsistent();
        }
        PartitionValues::In { values, .. } => {
            Bound::In(values.iter().map(|values| tuple(values)).collect::<Answer<_>>()?)
        }
        PartitionValues::Default => Bound::Default,
        PartitionValues::History => Bound::History,
        PartitionValues::Current => Bound::Current,
    })
}

/// The values of expressions must be integers, NULL stands in lists only and once, MAXVALUE is the last: 1566, 1697, 1495,
/// 1481. Answers with what the server warns of.
pub fn fix(server: Server, partitions: &Partitions) -> Answer<Vec<Warning>> {
    let mut warnings = Vec::new();
    let by_columns = matches!(partitions.function, Function::Columns(_));
    let last = partitions.list.len().saturating_sub(1);
    for (at, partition) in partitions.list.iter().enumerate() {
        let refuse = |errno: u16, parts: &[&str]| -> Answer<()> { Err(Stop::refused(server, errno, parts)) };
        match &partition.bound {
            Bound::LessThan(values) => {
                for value in values {
                    match value {
                        Constant::Null => refuse(1566, &[])?,
                        Constant::NullResult(_) if !by_columns => refuse(1566, &[])?,
                        Constant::Max if !by_columns && at < last => refuse(1481, &[])?,
                        Constant::Max | Constant::Integer(_) | Constant::NullResult(_) => {}
                        _ if !by_columns => refuse(1697, &[&partition.name])?,
                        _ => {}
                    }
                }
            }
            Bound::In(tuples) if !by_columns => {
                let mut null = false;
                for value in tuples.iter().flatten() {
                    match value {
                        Constant::Null | Constant::NullResult(_) if null => refuse(1495, &[])?,
                        Constant::Null => null = true,
                        Constant::NullResult(cause) => {
                            null = true;
                            warnings.extend(cause.warning(server));
                        }
                        Constant::Integer(_) => {}
                        _ => refuse(1697, &[&partition.name])?,
                    }
                }
            }
            _ => {}
        }
    }
    Ok(warnings)
}

/// 1500 where subpartitions are not to be.
fn subpartitioning(draft: &Draft, partitioning: &Partitioning, partitions: &mut Partitions) -> Answer<()> {
    let definitions = &partitioning.definitions.list;
    let defined = definitions.first().map_or(0, |definition| definition.subpartitions.len());
    let Some(scheme) = &partitioning.subpartition else {
        return if defined > 0 { draft.refuse(1500, &[]) } else { Ok(()) };
    };
    if !partitions.kind.has_values() {
        return draft.refuse(1500, &[]);
    }
    let count = if defined > 0 { defined } else { partitioning.subpartition_count.unwrap_or(1) as usize };
    partitions.subpartitioning = Some(Subpartitioning { function: function_of(draft, scheme), count });
    Ok(())
}

/// Partitions without definitions: `p0`, `p1` and so on.
pub fn default_partitions(from: usize, count: usize) -> impl Iterator<Item = Partition> {
    (from..from + count).map(|at| Partition { name: format!("p{at}"), bound: Bound::None, subpartitions: vec![] })
}

/// Names the subpartitions: `p0sp0` where nothing else is said.
pub fn name_subpartitions(
    server: Server,
    partitions: &mut Partitions,
    definitions: &[PartitionDefinition],
) -> Answer<()> {
    let Some(sub) = &partitions.subpartitioning else { return Ok(()) };
    for (at, partition) in partitions.list.iter_mut().enumerate() {
        if !partition.subpartitions.is_empty() {
            continue;
        }
        let given = definitions.get(at).map_or(&[][..], |definition| definition.subpartitions.as_slice());
        partition.subpartitions = match given {
            [] => (0..sub.count.min(MAX_PARTITIONS)).map(|number| format!("{}sp{number}", partition.name)).collect(),
            given => given.iter().map(|subpartition| subpartition.name.text.to_string()).collect(),
        };
        if given.is_empty() && partition.subpartitions.first().is_some_and(|name| name.chars().count() > 64) {
            return Err(match server.is_mariadb() {
                true => Refusal::new(server, 1567, &[]).into(),
                false => Refusal::new(server, 1059, &[""]).into(),
            });
        }
    }
    Ok(())
}

fn repeated_field(draft: &Draft, scheme: &PartitionScheme) -> Answer<()> {
    let columns = scheme.columns();
    for (at, column) in columns.iter().enumerate() {
        let again = |other: &Name| crate::dryrun::mysql::catalog::same(&other.text, &column.text);
        if columns.iter().skip(at + 1).any(again) {
            return draft.refuse(1652, &[&column.text]);
        }
    }
    Ok(())
}

/// 1517 for a name that is there twice; subpartitions have names too. MySQL does not tell accents.
pub fn names(server: Server, partitions: &Partitions) -> Answer<()> {
    let fold = |name: &str| -> String {
        if server.is_mariadb() { name.lower() } else { name.chars().map(super::compare::folded).collect() }
    };
    let mut seen = std::collections::BTreeSet::new();
    for partition in &partitions.list {
        for name in std::iter::once(&partition.name).chain(&partition.subpartitions) {
            if !seen.insert(fold(name)) {
                return Err(Stop::refused(server, 1517, &[name]));
            }
        }
    }
    Ok(())
}

fn engine_of(options: &[TableOption], server: Server) -> Option<&'static Engine> {
    options.iter().rev().find_map(|option| match option {
        TableOption::Engine(name) => engine::engine(&name.text, server),
        _ => None,
    })
}

/// The engine of a table with such partitions: one for all, named with each of them or with the table; else 1497. Names
/// are looked at on the way: 1567. `below`: there are subpartitions, defined or not.
pub fn engine_mix(
    server: Server,
    table: &'static Engine,
    named: bool,
    definitions: &[PartitionDefinition],
    below: bool,
) -> Answer<&'static Engine> {
    let refuse = |errno| Err(Stop::refused(server, errno, &[]));
    // Subpartitions that nobody defines have the table's engine, and nothing else counts.
    let undefined = below && definitions.iter().all(|definition| definition.subpartitions.is_empty());
    let wrong = |name: &Name| name.text.is_empty() || name.text.ends_with(' ');
    let mut engines: Vec<&'static Engine> = Vec::new();
    let mut without = 0;
    let mut expected = None;
    for definition in definitions {
        if wrong(&definition.name) {
            return refuse(1567);
        }
        let own = engine_of(&definition.options, server);
        if definition.subpartitions.is_empty() {
            without += usize::from(own.is_none());
            engines.push(own.unwrap_or(table));
            continue;
        }
        let mut bare = 0;
        for subpartition in &definition.subpartitions {
            if wrong(&subpartition.name) {
                return refuse(1567);
            }
            let engine = engine_of(&subpartition.options, server).or(own);
            bare += usize::from(engine.is_none());
            engines.push(engine.unwrap_or(table));
        }
        let count = definition.subpartitions.len();
        if expected.is_none() && (bare == 0 || bare == count) {
            expected = Some(bare);
        }
        if !named && expected != Some(bare) {
            return refuse(1497);
        }
        without += usize::from(own.is_none() && bare > 0);
    }
    if undefined && engines.iter().any(|engine| engine.name != table.name) {
        return match (named, server.is_mariadb()) {
            (true, _) => refuse(1497),
            (false, true) => Ok(table),
            (false, false) => Err(Stop::refused(server, 1178, &["native partitioning"])),
        };
    }
    if undefined {
        return Ok(table);
    }
    if !named && without != 0 && without != definitions.len() {
        return refuse(1497);
    }
    let first = engines.first().copied().filter(|_| !named).unwrap_or(table);
    if engines.iter().any(|engine| engine.name != first.name) { refuse(1497) } else { Ok(first) }
}

/// 1572 for engines that are never partitioned, 1178 for those that MySQL's InnoDB leaves behind.
pub fn can_partition(draft: &Draft) -> Answer<()> {
    match draft.engine.name {
        "CSV" | "MRG_MYISAM" | "PERFORMANCE_SCHEMA" => draft.refuse(1572, &[]),
        name if name != "InnoDB" && draft.server.has(Feature::NativePartitioning) => {
            draft.refuse(1178, &["native partitioning"])
        }
        _ => Ok(()),
    }
}

/// MySQL 5.7 warns of an engine that does not partition its tables itself. Source: table.cc of 5.7.
pub fn deprecated_engine(draft: &mut Draft) {
    let partitioned = draft.partitioning.is_some() || draft.kept_partitions.is_some();
    if partitioned && draft.engine.name != "InnoDB" && !draft.server.has(Feature::NativePartitioning) {
        let text = format!(
            "The partition engine, used by table '{}.{}', is deprecated and will be removed in a future release. Please use \
             native partitioning instead.",
            draft.database, draft.name
        );
        draft.warnings.push(Warning::worded(1287, text));
    }
}

fn all_options<'d, 't>(definitions: &'d [PartitionDefinition<'t>]) -> impl Iterator<Item = &'d TableOption<'t>> {
    definitions.iter().flat_map(|definition| {
        let below = definition.subpartitions.iter().flat_map(|subpartition| &subpartition.options);
        definition.options.iter().chain(below)
    })
}

/// 1793 for comments that are too long.
pub fn comments(draft: &Draft, definitions: &[PartitionDefinition]) -> Answer<()> {
    let long = |options: &[TableOption]| {
        options.iter().any(|option| matches!(option, TableOption::Comment(text) if text.chars().count() > MAX_COMMENT))
    };
    for definition in definitions {
        let below = definition.subpartitions.iter().map(|subpartition| (&subpartition.name, &subpartition.options));
        for (name, options) in std::iter::once((&definition.name, &definition.options)).chain(below) {
            if long(options) {
                return draft.refuse(1793, &[&name.text, "1024"]);
            }
        }
    }
    Ok(())
}

/// Tablespaces of partitions, which MySQL looks up before all else: 3119 and 3510.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub fn tablespaces(draft: &Draft, definitions: &[PartitionDefinition]) -> Answer<()> {
    if draft.maria() || draft.temporary || draft.engine.name != "InnoDB" {
        return Ok(());
    }
    let mut options = draft.written.iter().copied().chain(all_options(definitions));
    options.try_for_each(|option| match option {
        TableOption::Tablespace(name) => innodb::tablespace(draft, &name.text),
        _ => Ok(()),
    })
}

/// MariaDB looks at the paths of directories early.
fn directories(draft: &Draft, definitions: &[PartitionDefinition]) -> Answer<()> {
    if !draft.maria() {
        return Ok(());
    }
    for option in all_options(definitions) {
        match option {
            TableOption::DataDirectory(path) if !path.starts_with('/') => {
                return draft.refuse(1210, &["DATA DIRECTORY"]);
            }
            TableOption::IndexDirectory(path) if !path.starts_with('/') => {
                return draft.refuse(1210, &["INDEX DIRECTORY"]);
            }
            TableOption::DataDirectory(path) | TableOption::IndexDirectory(path) => {
                mariadb_options::path_fits(draft, path)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// What InnoDB says of the options of partitions in the end.
pub fn engine_options(draft: &Draft) -> Answer<()> {
    if draft.kept_partitions.is_none() {
        return Ok(());
    }
    let shared = |option: &TableOption| matches!(option, TableOption::Tablespace(name) if name.text == "innodb_system");
    if !draft.maria() && draft.written.iter().copied().any(shared) {
        return shared_tablespace(draft);
    }
    match draft.partitioning {
        Some(partitioning) => options_of(draft, &partitioning.definitions.list),
        None => Ok(()),
    }
}

fn shared_tablespace(draft: &Draft) -> Answer<()> {
    let refusal = Refusal::new(draft.server, 1478, &[]);
    let message = "InnoDB : A partitioned table is not allowed in a shared tablespace.".to_owned();
    Err(Refusal { message, ..refusal }.into())
}

/// The same of definitions.
pub fn options_of(draft: &Draft, definitions: &[PartitionDefinition]) -> Answer<()> {
    if draft.engine.name != "InnoDB" {
        return Ok(());
    }
    let maria = draft.maria();
    for option in all_options(definitions) {
        match option {
            TableOption::Tablespace(name) if !maria && name.text != "innodb_file_per_table" => {
                return shared_tablespace(draft);
            }
            TableOption::DataDirectory(path) | TableOption::IndexDirectory(path) if !maria && path.len() > 512 => {
                let index = matches!(option, TableOption::IndexDirectory(_));
                return draft.refuse(1680, &[if index { "INDEX DIRECTORY" } else { "DATA DIRECTORY" }]);
            }
            TableOption::DataDirectory(path) if !maria && path.starts_with('/') => {
                let refusal = Refusal::new(draft.server, 3121, &[]);
                let message = "The DATA DIRECTORY location must be in a known directory.".to_owned();
                return Err(Refusal { message, ..refusal }.into());
            }
            TableOption::IndexDirectory(_) if maria => {
                return draft.refuse(1005, &[&draft.database, &draft.name, "140 \"Wrong create options\""]);
            }
            TableOption::IndexDirectory(_) => return draft.refuse(1031, &[&draft.name]),
            _ => {}
        }
    }
    Ok(())
}

/// What ALTER ... PARTITION BY is checked for before the columns are: values, and engines other than the table's.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub fn of_alter(draft: &Draft, partitioning: &Partitioning) -> Answer<()> {
    let definitions = &partitioning.definitions.list;
    let partitions = Partitions {
        kind: kind_of(&partitioning.scheme),
        function: function_of(draft, &partitioning.scheme),
        subpartitioning: None,
        list: parts(draft.server, &partitioning.scheme, definitions)?,
    };
    fix(draft.server, &partitions)?;
    let other = |option: &TableOption| match option {
        TableOption::Engine(name) => {
            engine::engine(&name.text, draft.server).is_some_and(|engine| engine.name != draft.engine.name)
        }
        _ => false,
    };
    if all_options(definitions).any(other) { draft.refuse(1497, &[]) } else { Ok(()) }
}
