//! An index over a column that has two values.

use crate::rules::types::is_boolean;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, IndexKind};

pub const RULE: Rule = Rule {
    name: "index-on-flag",
    summary: "An index has one part, a column for yes or no.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for index in context.table.indexes.iter().filter(|index| index.kind == IndexKind::Plain) {
        findings.look();
        let [part] = index.parts.as_slice() else { continue };
        let Some(column) = context.table.column_named(&part.column).filter(|column| is_boolean(column)) else { continue };
        let message = format!("The index over `{}` has two values to tell apart: a query that finds half of the table reads the table.", column.name);
        findings.add(context.index(index), Aspect::Whole, message).set_help("Put the column behind others in an index, or drop the index, unless one of the values is rare.");
    }
}
