//! A table of one column.

use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;

pub const RULE: Rule = Rule {
    name: "single-column-table",
    summary: "A table has one column only.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    findings.look();
    if let ([column], None) = (context.table.columns.as_slice(), &context.table.query) {
        let message = format!("`{}` has the one column `{}`: a list, which may be a type or a table that was never finished.", context.table.name, column.name);
        findings.add(context.path(), Aspect::Name, message).set_help("Add what belongs to it, or keep the list elsewhere.");
    }
}
