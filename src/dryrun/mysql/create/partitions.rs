//! PARTITION BY.

use super::draft::Draft;
use crate::dryrun::mysql::catalog::{Key, Partitions, same};
use crate::dryrun::mysql::refusal::Answer;
use crate::dryrun::mysql::syntax::ast::{KeyKind, PartitionScheme, Partitioning};

/// What a PARTITION BY clause gives, checked against the columns and keys.
pub fn prepare(draft: &Draft, partitioning: &Partitioning, keys: &[Key]) -> Answer<Partitions> {
    let names: Vec<String> =
        partitioning.definitions.iter().map(|definition| definition.name.text.to_string()).collect();
    let columns: Vec<String> = match &partitioning.scheme {
        PartitionScheme::RangeColumns(columns)
        | PartitionScheme::ListColumns(columns)
        | PartitionScheme::Key { columns, .. } => columns.iter().map(|name| name.text.to_string()).collect(),
        _ => vec![],
    };
    for key in keys.iter().filter(|key| matches!(key.kind, KeyKind::Primary | KeyKind::Unique)) {
        let covered = columns.iter().all(|column| key.parts.iter().any(|part| same(&part.column, column)));
        if !covered {
            let what = if key.kind == KeyKind::Primary { "PRIMARY KEY" } else { "UNIQUE INDEX" };
            return draft.refuse(1503, &[what]);
        }
    }
    Ok(Partitions {
        clause: String::new(),
        names,
        columns,
        by_value: !matches!(partitioning.scheme, PartitionScheme::Hash { .. } | PartitionScheme::Key { .. }),
    })
}
