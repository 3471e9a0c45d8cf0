//! A column that is gone under its name.

use crate::rules::{Check, Findings, Rule, ScriptsContext};
use crate::sql::{Action, Change};
use crate::text::same_identifier;

pub const RULE: Rule = Rule {
    name: "column-renamed",
    summary: "A script renames a column.",
    severity: None,
    options: &[],
    check: Check::Scripts(check),
};

fn check(context: &ScriptsContext, findings: &mut Findings) {
    for (script, step) in context.steps() {
        let Action::Alter { table, change } = &step.action else { continue };
        let (old, new) = match change {
            Change::Change { old, column } => (old, &column.name),
            Change::RenameColumn { old, new } => (old, new),
            _ => continue,
        };
        findings.look();
        if same_identifier(old, new) {
            continue;
        }
        let of = context.table(step, table).map(|(_, table)| table);
        let message = format!("`{table}`.`{old}` is renamed to `{new}`: the programs that run while the upgrade goes on do not find it.");
        findings.add_at(script, step.span, of, message).set_help("Add the new column, fill both for a release, and drop the old one later.");
    }
}
