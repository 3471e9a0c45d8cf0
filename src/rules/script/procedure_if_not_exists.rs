//! CREATE PROCEDURE IF NOT EXISTS, which few servers know.

use crate::mysql::Feature;
use crate::rules::{Check, Findings, Rule, ScriptsContext};
use crate::sql::Action;

pub const RULE: Rule = Rule {
    name: "procedure-if-not-exists",
    summary: "A procedure is created IF NOT EXISTS: older servers refuse it, and the others keep an old body.",
    severity: None,
    options: &[],
    check: Check::Scripts(check),
};

fn check(context: &ScriptsContext, findings: &mut Findings) {
    for (script, step) in context.steps() {
        let Action::CreateProgram { name, if_not_exists } = &step.action else { continue };
        findings.look();
        if !if_not_exists {
            continue;
        }
        let old = !context.profile.server.has(Feature::RoutineIfNotExists);
        let why = if old { "MySQL 5.7 refuses it (1064)" } else { "MySQL before 8.0.29 refuses it (1064), and where an old one of that name is left, its body runs" };
        let message = format!("`{name}` is created IF NOT EXISTS: {why}.");
        findings.add_at(script, step.span, None, message).set_help("Write DROP PROCEDURE IF EXISTS before, and CREATE PROCEDURE.");
    }
}
