//! A column that goes, with its values.

use crate::rules::{Check, Findings, Rule, ScriptsContext};
use crate::sql::{Action, Change};

pub const RULE: Rule = Rule {
    name: "column-dropped",
    summary: "A script drops a column.",
    severity: None,
    options: &[],
    check: Check::Scripts(check),
};

fn check(context: &ScriptsContext, findings: &mut Findings) {
    for (script, step) in context.steps() {
        let Action::Alter { table, change: Change::DropColumn(column) } = &step.action else { continue };
        findings.look();
        let of = context.table(step, table).map(|(_, table)| table);
        let message = format!("`{table}`.`{column}` is dropped with its values, while an older version of the program may still use it.");
        findings.add_at(script, step.span, of, message).set_help("Take it out of the full DDL only, and drop it by hand when nothing uses it any more.");
    }
}
