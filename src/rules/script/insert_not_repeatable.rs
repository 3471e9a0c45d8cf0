//! Rows that come in once only.

use crate::rules::{Check, Findings, Rule, ScriptsContext};
use crate::sql::{Action, InsertKind};

pub const RULE: Rule = Rule {
    name: "insert-not-repeatable",
    summary: "An INSERT fails, or doubles its rows, where the script runs again.",
    severity: None,
    options: &[],
    check: Check::Scripts(check),
};

fn check(context: &ScriptsContext, findings: &mut Findings) {
    for (script, step) in context.steps() {
        let Action::Insert { table, kind } = &step.action else { continue };
        // What a condition asks for is not judged.
        if !step.guards.is_empty() || *kind == InsertKind::Guarded {
            continue;
        }
        findings.look();
        if *kind != InsertKind::Plain {
            continue;
        }
        let of = context.table(step, table).map(|(_, table)| table);
        let message = format!("This INSERT into `{table}` cannot run again: a row that is there stops the script (1062), or comes in twice.");
        let finding = findings.add_at(script, step.span, of, message);
        finding.set_help("Write INSERT IGNORE, or ON DUPLICATE KEY UPDATE for rows that are to be refreshed.");
    }
}
