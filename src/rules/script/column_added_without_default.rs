//! A new column that old programs do not fill.

use crate::rules::{Check, Findings, Rule, ScriptsContext};
use crate::sql::{Action, Change};

pub const RULE: Rule = Rule {
    name: "column-added-without-default",
    summary: "An added column is NOT NULL and has no default.",
    severity: None,
    options: &[],
    check: Check::Scripts(check),
};

fn check(context: &ScriptsContext, findings: &mut Findings) {
    for (script, step) in context.steps() {
        let Action::Alter { table, change: Change::AddColumn(column) } = &step.action else { continue };
        findings.look();
        // TEXT and BLOB take no literal default, and are empty then; a counter fills itself.
        if column.accepts_null() || column.default.is_some() || column.auto_increment || column.generated.is_some() {
            continue;
        }
        let of = context.table(step, table).map(|(_, table)| table);
        let message = format!("`{table}`.`{}` is added NOT NULL without a default: an INSERT of a program that does not know it yet fails (1364).", column.name);
        findings.add_at(script, step.span, of, message).set_help("Give it a default, or let it accept NULL.");
    }
}
