//! A change that is made without a look.

use crate::rules::{Check, Findings, Rule, ScriptsContext, guards};

pub const RULE: Rule = Rule {
    name: "alter-unguarded",
    summary: "A change of a table stands under no condition: the script runs once only.",
    severity: None,
    options: &[],
    check: Check::Scripts(check),
};

fn check(context: &ScriptsContext, findings: &mut Findings) {
    for (script, step) in context.steps() {
        let Some((table, change)) = guards::table(step) else { continue };
        findings.look();
        if !step.guards.is_empty() {
            continue;
        }
        let Some((kind, name)) = guards::subject(change) else { continue };
        let what = if kind == "INDEX_NAME" { "index" } else { "column" };
        let of = context.table(step, table).map(|(_, table)| table);
        let message = format!("The change of the {what} `{name}` of `{table}` stands under no condition: where the script runs again, it stops here (1060, 1061, 1091).");
        let view = if what == "index" { "STATISTICS" } else { "COLUMNS" };
        let finding = findings.add_at(script, step.span, of, message);
        finding.set_help(format!("Put it into a procedure, behind IF NOT EXISTS (SELECT 1 FROM information_schema.{view} WHERE ...) THEN."));
    }
}
