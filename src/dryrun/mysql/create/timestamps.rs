//! TIMESTAMP as it was before `explicit_defaults_for_timestamp`: NOT NULL where nothing else is said, and the first one of a
//! table follows the clock.
//!
//! Source: MySQL Reference Manual 5.7, "Server System Variables: explicit_defaults_for_timestamp", and the functions
//! `promote_first_timestamp_column` and `mysql_prepare_create_table` of sql_table.cc.

use super::column::{DraftColumn, default_clause};
use super::draft::Draft;
use crate::dryrun::mysql::catalog::Default;
use crate::dryrun::mysql::refusal::Answer;
use crate::dryrun::mysql::syntax::ast::TypeName;
use crate::mysql::Feature;

/// Gives the first TIMESTAMP the clock, if it says nothing of its own.
pub fn promote(draft: &mut Draft) {
    if draft.server.has(Feature::ExplicitTimestamps) {
        return;
    }
    let first = draft.columns.iter_mut().find(|column| column.column.column_type.name == TypeName::Timestamp);
    let Some(first) = first.filter(|column| is_bare(column) && column.column.on_update.is_none()) else { return };
    let fsp = first.column.column_type.decimals.unwrap_or(0);
    first.column.default = Default::Now { fsp };
    first.column.on_update = Some(fsp);
}

/// A TIMESTAMP that is left without a default would begin with a zero, which the server's own mode refuses.
pub fn check(draft: &Draft) -> Answer<()> {
    if draft.server.has(Feature::ExplicitTimestamps) {
        return Ok(());
    }
    match draft.columns.iter().find(|column| is_bare(column)) {
        Some(column) => draft.refuse(1067, &[&column.column.name]),
        None => Ok(()),
    }
}

fn is_bare(column: &DraftColumn) -> bool {
    let (found, clause) = (&column.column, column.definition.and_then(default_clause));
    found.column_type.name == TypeName::Timestamp
        && !found.nullable
        && found.generated.is_none()
        && found.default == Default::None
        && clause.is_none()
        && column.new_default.is_none()
}
