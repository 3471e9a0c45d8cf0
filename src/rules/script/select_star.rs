//! `SELECT *`: whatever columns there are.

use crate::rules::{Check, Findings, Rule, ScriptsContext};
use crate::sql::Action;

pub const RULE: Rule = Rule {
    name: "select-star",
    summary: "A query asks for all columns.",
    severity: None,
    options: &[],
    check: Check::Scripts(check),
};

fn check(context: &ScriptsContext, findings: &mut Findings) {
    for (script, step) in context.steps() {
        let Action::Select { star } = &step.action else { continue };
        findings.look();
        if let Some(span) = star {
            let message = "This query asks for all columns: a column that is added later changes what it gives, and no index alone can answer it.";
            findings.add_at(script, *span, None, message).set_help("Name the columns.");
        }
    }
}
