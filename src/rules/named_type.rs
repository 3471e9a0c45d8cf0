//! What rules share that ask columns of some names for some types.

use super::types::{is_one_of, spelled};
use super::{Findings, RuleOption, TableContext};
use crate::schema::{Aspect, Column};
use crate::text::glob_matches;

/// The columns whose names fit one of the patterns of `columns`, with `*` and `?`.
pub fn named<'c>(context: &'c TableContext, columns: &RuleOption) -> impl Iterator<Item = &'c Column> {
    let patterns: Vec<&'c str> = context.setting.texts(columns);
    let is_named = move |column: &&Column| patterns.iter().any(|pattern| glob_matches(pattern, &column.name));
    context.table.columns.iter().filter(is_named)
}

/// Speaks of the columns that have none of the types. `what`: what such a column holds, for the message.
pub fn check_types(
    context: &TableContext,
    columns: &RuleOption,
    types: &RuleOption,
    what: &str,
    findings: &mut Findings,
) {
    let types = context.setting.texts(types);
    for column in named(context, columns) {
        findings.look();
        if is_one_of(&column.data_type, &types) {
            continue;
        }
        let own = spelled(&column.data_type);
        let message = format!("`{}` holds {what} as {own}; the house uses {}.", column.name, types.join(" or "));
        findings
            .add(context.column(column), Aspect::Type, message)
            .set_help("Take the house's type, or name the column after what it holds.");
    }
}
