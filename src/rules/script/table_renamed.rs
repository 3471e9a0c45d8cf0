//! A table that is gone under its name.

use crate::rules::{Check, Findings, Rule, ScriptsContext};
use crate::sql::{Action, Change};

pub const RULE: Rule = Rule {
    name: "table-renamed",
    summary: "A script renames a table.",
    severity: None,
    options: &[],
    check: Check::Scripts(check),
};

fn check(context: &ScriptsContext, findings: &mut Findings) {
    for (script, step) in context.steps() {
        let table = match &step.action {
            Action::RenameTable { table } | Action::Alter { table, change: Change::RenameTable } => table,
            _ => continue,
        };
        findings.look();
        let of = context.table(step, table).map(|(_, table)| table);
        let message = format!("`{table}` is renamed: the programs that run while the upgrade goes on do not find it.");
        findings.add_at(script, step.span, of, message).set_help("Create the new table, fill it, and drop the old one a release later.");
    }
}
