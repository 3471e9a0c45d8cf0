//! A change that is made without a look.

use crate::rules::{Check, Findings, Rule, RuleOption, ScriptsContext, guards};
use crate::sql::Action;

const TABLES: RuleOption =
    RuleOption::flag("tables", false, "Judge DROP and RENAME TABLE too, and CREATE TABLE without IF NOT EXISTS.");

pub const RULE: Rule = Rule {
    name: "alter-unguarded",
    summary: "A change of a table stands under no condition: the script runs once only.",
    severity: None,
    options: &[TABLES],
    check: Check::Scripts(check),
};

fn check(context: &ScriptsContext, findings: &mut Findings) {
    let tables = context.setting.flag(&TABLES);
    for (script, step) in context.steps() {
        if let Some((table, verb)) = of_table(&step.action).filter(|_| tables) {
            findings.look();
            if step.guards.is_empty() {
                let of = context.table(step, table).map(|(_, table)| table);
                let message = format!("`{table}` is {verb} under no condition: where the script runs again, that is done again, or stops it here.");
                findings.add_at(script, step.span, of, message).set_help("Put it into a procedure, behind IF EXISTS or IF NOT EXISTS.");
            }
            continue;
        }
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

/// The table that is created, dropped or renamed, and the word for it.
fn of_table(action: &Action) -> Option<(&str, &'static str)> {
    match action {
        Action::CreateTable { table, if_not_exists: false } => Some((table, "created")),
        Action::DropTable { tables } => tables.first().map(|table| (table.as_str(), "dropped")),
        Action::RenameTable { table } => Some((table, "renamed")),
        _ => None,
    }
}
