//! The actions that change the partitions that are there: DROP, COALESCE, REORGANIZE, TRUNCATE and their kin.

use crate::dryrun::mysql::catalog::same;
use crate::dryrun::mysql::create::draft::Draft;
use crate::dryrun::mysql::create::partitions::fields::compare_bounds;
use crate::dryrun::mysql::create::partitions::model::{Bound, Kind, Partition, Partitions};
use crate::dryrun::mysql::refusal::{Answer, Stop, Warning};
use crate::dryrun::mysql::syntax::ast::{Name, PartitionDefinitions, TableOption};

use super::partitions::{added, finish, is_max, places, subpartitions, wrong_list};

pub(super) fn drop_partitions(
    draft: &mut Draft,
    mut partitions: Partitions,
    dropped: &[Name],
    if_exists: bool,
) -> Answer<Partitions> {
    let mut dropped: Vec<Name> = dropped.to_vec();
    if if_exists {
        dropped.retain(|name| {
            let there = partitions.position(&name.text).is_some();
            if !there {
                draft.warnings.push(Warning::note(draft.server, 1507, &["DROP"]));
            }
            there
        });
        if dropped.is_empty() {
            return Ok(partitions);
        }
    }
    if !partitions.kind.has_values() {
        return draft.refuse(1512, &["DROP"]);
    }
    if dropped.len() >= partitions.list.len() {
        return draft.refuse(1508, &[]);
    }
    let Some(places) = places(&partitions, &dropped) else { return wrong_list(draft, "DROP") };
    let mut at = 0;
    partitions.list.retain(|_| {
        at += 1;
        !places.contains(&(at - 1))
    });
    Ok(partitions)
}

pub(super) fn coalesce(draft: &Draft, mut partitions: Partitions, count: u64) -> Answer<Partitions> {
    if partitions.kind != Kind::Hash {
        return draft.refuse(1509, &[]);
    }
    if count == 0 {
        return draft.refuse(1515, &[]);
    }
    if count >= partitions.list.len() as u64 {
        return draft.refuse(1508, &[]);
    }
    partitions.list.truncate(partitions.list.len() - count as usize);
    Ok(partitions)
}

pub(super) fn reorganize(
    draft: &mut Draft,
    mut partitions: Partitions,
    names: &[Name],
    into: &PartitionDefinitions,
) -> Answer<Partitions> {
    let hash = partitions.kind == Kind::Hash;
    if names.is_empty() {
        return if hash { Ok(partitions) } else { draft.refuse(1511, &[]) };
    }
    let definitions = into.list.as_slice();
    let mut added = added(draft, &partitions, definitions)?;
    if names.len() > partitions.list.len() {
        return draft.refuse(1516, &[]);
    }
    subpartitions(draft, &partitions, definitions, 1485)?;
    if hash && names.len() != definitions.len() {
        return draft.refuse(1510, &[]);
    }
    let mut places: Vec<usize> = names.iter().filter_map(|name| partitions.position(&name.text)).collect();
    places.sort_unstable();
    places.dedup();
    if places.iter().zip(places.iter().skip(1)).any(|(a, b)| a + 1 != *b) {
        return draft.refuse(1519, &[]);
    }
    if places.len() != names.len() {
        return wrong_list(draft, "REORGANIZE");
    }
    let (Some(first), Some(last)) = (places.first().copied(), places.last().copied()) else { return Ok(partitions) };
    let old_bound = partitions.list.get(last).map_or(Bound::None, |partition| partition.bound.clone());
    let new_bound = added.last().map_or(Bound::None, |partition| partition.bound.clone());
    let at_end = last + 1 == partitions.list.len();
    let max_inside = added.iter().rev().skip(1).any(|partition| is_max(&partition.bound, &partitions));
    if max_inside {
        return draft.refuse(1481, &[]);
    }
    partitions.list.splice(first..=last, added.drain(..));
    // Where MAXVALUE was the end, whatever is the end now counts as MAXVALUE.
    let open_end = at_end && is_max(&old_bound, &partitions);
    let mut checked = partitions.clone();
    if let Some(last) = checked.list.last_mut().filter(|_| open_end) {
        last.bound = old_bound.clone();
    }
    finish(draft, &mut checked, definitions)?;
    for (partition, named) in partitions.list.iter_mut().zip(checked.list) {
        partition.subpartitions = named.subpartitions;
    }
    if partitions.kind == Kind::Range {
        let order = compare_bounds(draft, &partitions, &new_bound, &old_bound)?;
        if order.is_lt() || (order.is_gt() && !at_end) {
            return draft.refuse(1520, &[]);
        }
    }
    Ok(partitions)
}

/// MariaDB's InnoDB cannot move what it reorganizes.
pub(super) fn ignored_directories(draft: &mut Draft, into: &PartitionDefinitions) {
    if !draft.maria() || draft.engine.name != "InnoDB" {
        return;
    }
    for option in into.list.iter().flat_map(|definition| &definition.options) {
        if matches!(option, TableOption::DataDirectory(_)) {
            draft.warn(1982, &["DATA DIRECTORY"]);
        }
    }
}

/// 1735 for a partition that is not there; MariaDB takes no subpartitions, and none twice.
pub(super) fn truncate(
    draft: &Draft,
    table: &str,
    partitions: Partitions,
    names: Option<&[Name]>,
) -> Answer<Partitions> {
    let names = names.unwrap_or_default();
    for name in names {
        let below = |partition: &Partition| partition.subpartitions.iter().any(|other| same(other, &name.text));
        if partitions.position(&name.text).is_none() {
            if !partitions.list.iter().any(below) {
                return draft.refuse(1735, &[&name.text, table]);
            }
            if draft.maria() {
                return draft.refuse(1567, &[]);
            }
        }
    }
    if draft.maria() && !names.is_empty() && places(&partitions, names).is_none() {
        return draft.refuse(1567, &[]);
    }
    Ok(partitions)
}

pub(super) fn maintain(
    draft: &Draft,
    table: &str,
    partitions: Partitions,
    verb: &str,
    names: Option<&[Name]>,
) -> Answer<Partitions> {
    let Some(names) = names else {
        return match verb {
            "DISCARD" | "IMPORT" => Err(Stop::unknown("tablespaces: not modelled")),
            _ => Ok(partitions),
        };
    };
    match verb {
        "REBUILD" if places(&partitions, names).is_none() => wrong_list(draft, "REBUILD"),
        "DISCARD" | "IMPORT" => {
            truncate(draft, table, partitions, Some(names))?;
            Err(Stop::unknown("tablespaces: not modelled"))
        }
        _ => Ok(partitions),
    }
}
