//! What ALTER TABLE does to partitions: PARTITION BY and REMOVE PARTITIONING beside other actions, and the actions of
//! partitions that stand alone. The order of checks was measured on both servers.

use super::partition_actions::{coalesce, drop_partitions, ignored_directories, maintain, reorganize, truncate};
use super::{Altered, Request, columns, exchange, keys, names};
use crate::dryrun::mysql::catalog::{Table, same};
use crate::dryrun::mysql::create::draft::Draft;
use crate::dryrun::mysql::create::foreign_keys::{Surroundings, referring};
use crate::dryrun::mysql::create::partitions::constant::Constant;
use crate::dryrun::mysql::create::partitions::function::{column_names, renamed};
use crate::dryrun::mysql::create::partitions::model::{Bound, Function, Kind, Partition, Partitions};
use crate::dryrun::mysql::create::partitions::{check, fields, prepare};
use crate::dryrun::mysql::refusal::{Answer, Stop, Warning};
use crate::dryrun::mysql::syntax::ast::{
    AlterAction, AlterTable, Name, PartitionDefinition, PartitionDefinitions, PartitionValues,
};
use crate::dryrun::mysql::syntax::parser::Parser;
use crate::mysql::Server;

/// The most partitions, subpartitions among them.
pub(super) const MAX_PARTITIONS: usize = 8192;

/// What MySQL says of a clause when it has parsed the statement.
pub fn deferred(action: &AlterAction) -> Answer<()> {
    let definitions = match action {
        AlterAction::PartitionBy(partitioning) => &partitioning.definitions,
        AlterAction::AddPartitions { definitions, .. } => definitions,
        AlterAction::ReorganizePartitions { into, .. } => into,
        AlterAction::ConvertTable { definition, .. } => definition,
        _ => return Ok(()),
    };
    crate::dryrun::mysql::create::partitions::deferred(definitions)
}

/// True for CHECK PARTITION and its kin: they answer with rows, whatever they find, also where there is no table.
pub fn only_reports(alter: &AlterTable) -> bool {
    let reports = |action: &AlterAction| match action {
        AlterAction::MaintainPartitions { verb, .. } => matches!(*verb, "CHECK" | "ANALYZE" | "OPTIMIZE" | "REPAIR"),
        _ => false,
    };
    alter.actions.first().is_some_and(reports)
}

/// The checks before those of columns. The draft gets the clause, or the partitions that stay.
pub(super) fn before_columns<'t>(
    request: &mut Request<'t>,
    table: &Table,
    alter: &'t AlterTable<'t>,
    around: &Surroundings,
    database: &str,
) -> Answer<()> {
    let foreign = |action: &AlterAction| matches!(action, AlterAction::DropForeignKey { .. });
    let draft = &mut request.draft;
    if draft.maria()
        && table.partitions.is_some()
        && (!draft.foreign_keys.is_empty() || alter.actions.iter().any(foreign))
    {
        return draft.refuse(1506, &["FOREIGN KEY"]);
    }
    let mut removed = false;
    for action in &alter.actions {
        match action {
            AlterAction::RemovePartitioning if table.partitions.is_none() => return draft.refuse(1505, &[]),
            AlterAction::RemovePartitioning => removed = true,
            AlterAction::PartitionBy(partitioning) => {
                check::tablespaces(draft, &partitioning.definitions.list)?;
                check::of_alter(draft, partitioning)?;
                if table.temporary {
                    return match draft.maria() {
                        true => draft.refuse(1478, &["partition", "TEMPORARY"]),
                        false => draft.refuse(1562, &[]),
                    };
                }
                if draft.maria() && has_foreign_keys(table, around, database) {
                    return draft.refuse(1217, &[]);
                }
                draft.partitioning = Some(&**partitioning);
            }
            _ => {}
        }
    }
    let stays = table.partitions.is_some() && !removed;
    let never = matches!(draft.engine.name, "CSV" | "MRG_MYISAM" | "PERFORMANCE_SCHEMA");
    if never && (stays || draft.partitioning.is_some()) {
        return draft.refuse(1572, &[]);
    }
    if removed || draft.partitioning.is_some() {
        return Ok(());
    }
    let Some(partitions) = &table.partitions else { return Ok(()) };
    draft.kept_partitions = Some(partitions.clone());
    if draft.maria() {
        return Ok(());
    }
    check::can_partition(draft)
}

/// MySQL: 3855 for a column that is dropped or renamed where the function of the partitions that stay names it.
pub(super) fn of_column(draft: &Draft, column: &str) -> Answer<()> {
    let Some(partitions) = &draft.kept_partitions else { return Ok(()) };
    let used = used_columns(draft, partitions)?;
    if used.iter().any(|used| same(used, column)) { draft.refuse(3855, &[column]) } else { Ok(()) }
}

/// True where foreign keys are checked and the table has some, or others refer to it.
fn has_foreign_keys(table: &Table, around: &Surroundings, database: &str) -> bool {
    let any = !table.foreign_keys.is_empty() || !referring(around.catalog, database, &table.name).is_empty();
    any && around.foreign_key_checks
}

/// The checks after all others: parents in MySQL, and rows, which are not modelled.
pub(super) fn afterwards(request: &Request, table: &Table, around: &Surroundings, database: &str) -> Answer<()> {
    let draft = &request.draft;
    if draft.partitioning.is_none() {
        return Ok(());
    }
    let parent = !referring(around.catalog, database, &table.name).is_empty();
    if (parent || !draft.foreign_keys.is_empty()) && !draft.maria() {
        return draft.refuse(1506, &["FOREIGN KEY"]);
    }
    let by_values = draft.kept_partitions.as_ref().is_some_and(|partitions| partitions.kind.has_values());
    if table.may_have_rows && by_values { Err(Stop::unknown("rows are not modelled")) } else { Ok(()) }
}

/// The columns that the functions name.
pub(super) fn used_columns(draft: &Draft, partitions: &Partitions) -> Answer<Vec<String>> {
    let below = partitions.subpartitioning.as_ref().map(|sub| &sub.function);
    let mut out = Vec::new();
    for function in std::iter::once(&partitions.function).chain(below) {
        match function {
            Function::Expression(source) => {
                out.extend(column_names(&Parser::new(source, draft.server).bit_expression()?));
            }
            Function::Columns(names) | Function::Key(names) => out.extend(names.iter().cloned()),
            Function::SystemTime => {}
        }
    }
    Ok(out)
}

/// The checks of a new clause when the columns are known; in MariaDB partition functions follow renamed columns.
pub(super) fn after_columns(request: &mut Request, alter: &AlterTable) -> Answer<()> {
    let draft = &mut request.draft;
    check(draft)?;
    let server = draft.server;
    match draft.kept_partitions.as_mut().filter(|_| server.is_mariadb()) {
        Some(partitions) => follow(partitions, server, alter),
        None => Ok(()),
    }
}

/// The functions of partitions after the names that columns get.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
fn follow(partitions: &mut Partitions, server: Server, alter: &AlterTable) -> Answer<()> {
    let new_name = |old: &str| {
        alter.actions.iter().find_map(|action| match action {
            AlterAction::RenameColumn { from, to, .. } if names(from, old) => Some(to.text.to_string()),
            AlterAction::Change { old: from, column, .. } if names(from, old) => Some(column.name.text.to_string()),
            _ => None,
        })
    };
    let below = partitions.subpartitioning.as_mut().map(|sub| &mut sub.function);
    for function in std::iter::once(&mut partitions.function).chain(below) {
        match function {
            Function::Expression(source) => {
                let text = std::mem::take(source);
                let expression = Parser::new(&text, server).bit_expression()?;
                *source = renamed(&expression, &text, &new_name);
            }
            Function::Columns(columns) | Function::Key(columns) => {
                for column in columns {
                    if let Some(new) = new_name(column) {
                        *column = new;
                    }
                }
            }
            Function::SystemTime => {}
        }
    }
    Ok(())
}

/// Does the action of partitions that stands alone in its statement; `None` where there is none.
pub(super) fn alone<'t>(
    request: &mut Request<'t>,
    table: &Table,
    alter: &'t AlterTable<'t>,
    around: &Surroundings,
    database: &str,
) -> Answer<Option<Altered>> {
    let Some(action) = alter.actions.first() else { return Ok(None) };
    let is_alone = matches!(
        action,
        AlterAction::ExchangePartition { .. }
            | AlterAction::AddPartitions { .. }
            | AlterAction::DropPartitions { .. }
            | AlterAction::TruncatePartitions(_)
            | AlterAction::CoalescePartitions(_)
            | AlterAction::ReorganizePartitions { .. }
            | AlterAction::MaintainPartitions { .. }
            | AlterAction::ConvertPartition { .. }
            | AlterAction::ConvertTable { .. }
    );
    if is_alone { changed(request, table, alter, action, around, database) } else { Ok(None) }
}

#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
fn changed<'t>(
    request: &mut Request<'t>,
    table: &Table,
    alter: &'t AlterTable<'t>,
    action: &'t AlterAction<'t>,
    around: &Surroundings,
    database: &str,
) -> Answer<Option<Altered>> {
    if let AlterAction::ExchangePartition { partition, table: other } = action {
        exchange::exchange(request, table, partition, other, around, database)?;
        return Ok(Some(altered(request, table, database, table.partitions.clone())));
    }
    if let AlterAction::ConvertTable { table: other, .. } = action {
        exchange::other_table(&request.draft, other, around, database)?;
    }
    let Some(partitions) = table.partitions.clone() else {
        // MySQL answers CHECK PARTITION and its kin with rows.
        let reports = only_reports(alter) && !request.draft.maria();
        return if reports {
            Ok(Some(altered(request, table, database, None)))
        } else {
            request.draft.refuse(1505, &[])
        };
    };
    columns::merge(request, table, alter)?;
    keys::merge(request, table, alter)?;
    let draft = &mut request.draft;
    draft.name.clone_from(&table.name);
    let changed = match action {
        AlterAction::AddPartitions { definitions, count, no_binlog, if_not_exists } => {
            let add = Addition { definitions, count: *count, no_binlog: *no_binlog, if_not_exists: *if_not_exists };
            add.to(draft, partitions)?
        }
        AlterAction::DropPartitions { names, if_exists } => drop_partitions(draft, partitions, names, *if_exists)?,
        AlterAction::CoalescePartitions(count) => coalesce(draft, partitions, *count)?,
        AlterAction::ReorganizePartitions { names, into } => {
            let list = partitions.kind == Kind::List;
            let changed = reorganize(draft, partitions, names, into)?;
            ignored_directories(draft, into);
            if list && table.may_have_rows {
                return Err(Stop::unknown("rows are not modelled"));
            }
            changed
        }
        AlterAction::TruncatePartitions(names) => truncate(draft, &table.name, partitions, names.as_deref())?,
        AlterAction::MaintainPartitions { verb, names } => {
            maintain(draft, &table.name, partitions, verb, names.as_deref())?
        }
        AlterAction::ConvertPartition { partition, table: other } => {
            return exchange::convert_partition(draft, &partitions, partition, other, around, database);
        }
        AlterAction::ConvertTable { definition, .. } => {
            let add = Addition { definitions: definition, count: None, no_binlog: false, if_not_exists: false };
            add.to(draft, partitions)?;
            return Err(Stop::unknown("CONVERT TABLE TO PARTITION: not modelled"));
        }
        _ => partitions,
    };
    if matches!(action, AlterAction::AddPartitions { .. } | AlterAction::ReorganizePartitions { .. }) {
        let before = draft.kept_partitions.replace(changed.clone());
        let fits = prepare(draft, &table.keys);
        let negative = fits.as_ref().is_err_and(|stop| stop.refusal().is_some_and(|refusal| refusal.errno == 1563));
        draft.kept_partitions = before;
        // MariaDB does not look at the sign of what is added.
        if !(negative && draft.maria()) {
            fits?;
        }
        late_options(draft, action)?;
    }
    Ok(Some(altered(request, table, database, Some(changed))))
}

fn altered(request: &mut Request, table: &Table, database: &str, partitions: Option<Partitions>) -> Altered {
    let table = Table { partitions, ..table.clone() };
    let warnings = std::mem::take(&mut request.draft.warnings);
    Altered { database: database.to_owned(), table, warnings, renamed_columns: vec![] }
}

/// What MySQL says of comments and InnoDB of options when all else is good.
pub(super) fn late_options(draft: &Draft, action: &AlterAction) -> Answer<()> {
    let definitions = match action {
        AlterAction::AddPartitions { definitions, .. } => definitions,
        AlterAction::ReorganizePartitions { into, .. } => into,
        _ => return Ok(()),
    };
    if !draft.maria() {
        check::tablespaces(draft, &definitions.list)?;
        check::comments(draft, &definitions.list)?;
    }
    check::options_of(draft, &definitions.list)
}

/// ADD PARTITION.
struct Addition<'a, 't> {
    definitions: &'a PartitionDefinitions<'t>,
    count: Option<u64>,
    no_binlog: bool,
    if_not_exists: bool,
}

impl Addition<'_, '_> {
    fn to(&self, draft: &mut Draft, mut partitions: Partitions) -> Answer<Partitions> {
        let definitions = self.definitions.list.as_slice();
        let hash = partitions.kind == Kind::Hash;
        if definitions.is_empty() {
            if !hash {
                return draft.refuse(1492, &[partitions.kind.name()]);
            }
            let count = self.count.unwrap_or(0) as usize;
            if count == 0 {
                return draft.refuse(1514, &[]);
            }
            if count.saturating_add(partitions.total()) > MAX_PARTITIONS {
                return draft.refuse(1499, &[]);
            }
            partitions.list.extend(check::default_partitions(partitions.list.len(), count));
            check::names(draft.server, &partitions)?;
            return Ok(partitions);
        }
        if self.if_not_exists {
            let there = definitions.iter().find(|definition| partitions.position(&definition.name.text).is_some());
            if let Some(definition) = there {
                draft.warnings.push(Warning::note(draft.server, 1517, &[&definition.name.text]));
                return Ok(partitions);
            }
        }
        let added = added(draft, &partitions, definitions)?;
        let max = partitions.list.last().is_some_and(|last| is_max(&last.bound, &partitions));
        if max {
            return draft.refuse(1481, &[]);
        }
        if self.no_binlog && !hash {
            return draft.refuse(1518, &[]);
        }
        subpartitions(draft, &partitions, definitions, 1513)?;
        partitions.list.extend(added);
        finish(draft, &mut partitions, definitions)?;
        Ok(partitions)
    }
}

pub(super) fn is_max(bound: &Bound, partitions: &Partitions) -> bool {
    let single = !matches!(partitions.function, Function::Columns(_));
    matches!(bound, Bound::LessThan(values) if single && values.first() == Some(&Constant::Max))
}

/// The partitions that definitions add to others: 1479, 1480, 1653, and what is wrong with their values.
pub(super) fn added(
    draft: &mut Draft,
    partitions: &Partitions,
    definitions: &[PartitionDefinition],
) -> Answer<Vec<Partition>> {
    let width = match &partitions.function {
        Function::Columns(columns) => columns.len(),
        _ => 1,
    };
    // MariaDB judges all by the last one.
    let maria = draft.maria();
    let judged = if maria {
        definitions.split_last().map_or(&[][..], |(last, _)| std::slice::from_ref(last))
    } else {
        definitions
    };
    for definition in judged {
        match kind_of(&definition.values) {
            Some((scheme, words)) if scheme != partitions.kind => return draft.refuse(1480, &[scheme.name(), words]),
            None if definition.values == PartitionValues::None => valueless(draft, partitions)?,
            _ => {}
        }
    }
    for definition in definitions {
        let valued = kind_of(&definition.values).is_some() && definition.values != PartitionValues::Default;
        if maria && valued && partitions.kind == Kind::Hash {
            return draft.refuse(1653, &[]);
        }
        if definition.values == PartitionValues::None {
            valueless(draft, partitions)?;
        }
    }
    let part = |definition: &PartitionDefinition| {
        let bound = match (partitions.kind, check::bound_of(draft.server, &definition.values, width)?) {
            // What MariaDB let pass counts as what the table has.
            (Kind::Range, Bound::In(tuples)) => Bound::LessThan(tuples.into_iter().next().unwrap_or_default()),
            (Kind::Range, Bound::Default) => Bound::LessThan(vec![Constant::Max; width]),
            (Kind::List, Bound::LessThan(tuple)) => Bound::In(vec![tuple]),
            (_, bound) => bound,
        };
        Ok(Partition { name: check::definition_name(definition), bound, subpartitions: vec![] })
    };
    let list = definitions.iter().map(part).collect::<Answer<Vec<_>>>()?;
    let new = Partitions { list, ..partitions.clone() };
    let mut warnings = check::fix(draft.server, &new)?;
    draft.warnings.append(&mut warnings);
    Ok(new.list)
}

/// The scheme that VALUES is for, and its words.
fn kind_of(values: &PartitionValues) -> Option<(Kind, &'static str)> {
    match values {
        PartitionValues::LessThan(_) | PartitionValues::MaxValue => Some((Kind::Range, "LESS THAN")),
        PartitionValues::In { .. } | PartitionValues::Default => Some((Kind::List, "IN")),
        _ => None,
    }
}

/// 1479 where each partition must have values.
fn valueless(draft: &Draft, partitions: &Partitions) -> Answer<()> {
    match partitions.kind {
        Kind::Range => draft.refuse(1479, &["RANGE", "LESS THAN"]),
        Kind::List => draft.refuse(1479, &["LIST", "IN"]),
        _ => Ok(()),
    }
}

/// 1500 for subpartitions where there are none, and `errno` for another number of them.
pub(super) fn subpartitions(
    draft: &Draft,
    partitions: &Partitions,
    definitions: &[PartitionDefinition],
    errno: u16,
) -> Answer<()> {
    let count = definitions.first().map_or(0, |definition| definition.subpartitions.len());
    match &partitions.subpartitioning {
        None if count > 0 => draft.refuse(1500, &[]),
        Some(sub) if count > 0 && count != sub.count => draft.refuse(errno, &[]),
        _ => Ok(()),
    }
}

/// Names, engines and values of partitions to which some were added.
pub(super) fn finish(draft: &Draft, partitions: &mut Partitions, definitions: &[PartitionDefinition]) -> Answer<()> {
    name_new(draft, partitions, definitions)?;
    if partitions.total() > MAX_PARTITIONS {
        return draft.refuse(1499, &[]);
    }
    check::names(draft.server, partitions)?;
    check::engine_mix(draft.server, draft.engine, true, definitions, false)?;
    fields::ascending(draft, partitions)
}

pub(super) fn name_new(draft: &Draft, partitions: &mut Partitions, definitions: &[PartitionDefinition]) -> Answer<()> {
    let mut new = Partitions {
        list: partitions.list.iter().filter(|partition| partition.subpartitions.is_empty()).cloned().collect(),
        ..partitions.clone()
    };
    check::name_subpartitions(draft.server, &mut new, definitions)?;
    let mut named = new.list.into_iter();
    for partition in partitions.list.iter_mut().filter(|partition| partition.subpartitions.is_empty()) {
        if let Some(new) = named.next() {
            *partition = new;
        }
    }
    Ok(())
}

/// 1507, whose text names the action in MySQL.
pub(super) fn wrong_list<T>(draft: &Draft, action: &str) -> Answer<T> {
    draft.refuse(1507, &[action])
}

/// The places of the named partitions, in the table's order; `None` where one is missing or there twice.
pub(super) fn places(partitions: &Partitions, names: &[Name]) -> Option<Vec<usize>> {
    let mut out: Vec<usize> = names.iter().map(|name| partitions.position(&name.text)).collect::<Option<_>>()?;
    out.sort_unstable();
    let twice = out.iter().zip(out.iter().skip(1)).any(|(a, b)| a == b);
    (!twice).then_some(out)
}
