//! PARTITION BY.
//!
//! The servers look at it four times: while they parse, or in MySQL right after ([`deferred`]); before they look at
//! columns and keys ([`check`]); when these are prepared ([`prepare`]); and in the engine ([`engine_options`]).

mod calendar;
pub mod check;
mod compare;
pub mod constant;
pub mod fields;
pub mod function;
pub mod model;
pub mod values;

use super::draft::Draft;
use crate::dryrun::mysql::catalog::Key;
use crate::dryrun::mysql::refusal::Answer;
use crate::dryrun::mysql::syntax::ast::PartitionDefinitions;

pub use check::{deprecated_engine, early, engine_options};
pub use model::Partitions;

/// What MySQL says of the definitions when it has parsed the statement.
pub fn deferred(definitions: &PartitionDefinitions) -> Answer<()> {
    match &definitions.refused {
        Some(stop) => Err((**stop).clone()),
        None => Ok(()),
    }
}

/// MySQL looks up the tablespaces of a partitioned table before it looks for the table.
pub fn tablespaces(draft: &Draft) -> Answer<()> {
    match draft.partitioning {
        Some(partitioning) => check::tablespaces(draft, &partitioning.definitions.list),
        None => Ok(()),
    }
}

/// Checks the clause of a draft and makes the draft's partitions of it; partitions that are kept are looked at again where
/// the engine may be another.
pub fn check(draft: &mut Draft) -> Answer<()> {
    if draft.partitioning.is_none() && draft.kept_partitions.is_none() { Ok(()) } else { check::check(draft) }
}

/// Checks the partitions of a draft against its columns and keys.
pub fn prepare(draft: &Draft, keys: &[Key]) -> Answer<()> {
    match &draft.kept_partitions {
        Some(partitions) => fields::prepare(draft, partitions, keys),
        None => Ok(()),
    }
}
