//! A CREATE TABLE that runs once only.

use crate::diagnostic::Applicability;
use crate::edit::Edit;
use crate::rules::{Check, Findings, Rule, ScriptsContext};
use crate::sql::Action;

pub const RULE: Rule = Rule {
    name: "if-not-exists-missing",
    summary: "A CREATE TABLE says no IF NOT EXISTS: the script runs once only.",
    severity: None,
    options: &[],
    check: Check::Scripts(check),
};

fn check(context: &ScriptsContext, findings: &mut Findings) {
    for (script, step) in context.steps() {
        let Action::CreateTable { table: name, if_not_exists } = &step.action else { continue };
        findings.look();
        // A condition around it does the same.
        if *if_not_exists || !step.guards.is_empty() {
            continue;
        }
        let table = context.table(step, name);
        let message = format!("CREATE TABLE `{name}` says no IF NOT EXISTS: where the script runs again, it stops here (1050).");
        let finding = findings.add_at(script, step.span, table.map(|(_, table)| table), message);
        finding.set_help("Write CREATE TABLE IF NOT EXISTS.");
        if let Some((_, table)) = table {
            let edit = Edit::SetTable { table: table.id, change: crate::edit::TableChange::IfNotExists(true) };
            finding.set_fix("Add IF NOT EXISTS", Applicability::Safe, vec![edit]);
        }
    }
}
