//! A table that goes, with its rows.

use crate::diagnostic::Severity;
use crate::rules::{Check, Findings, Rule, ScriptsContext};
use crate::sql::Action;
use crate::text::same_identifier;

pub const RULE: Rule = Rule {
    name: "table-dropped",
    summary: "A script drops a table: its rows are gone. An error where the script creates it anew.",
    severity: None,
    options: &[],
    check: Check::Scripts(check),
};

fn check(context: &ScriptsContext, findings: &mut Findings) {
    for script in context.scripts {
        for (at, step) in script.steps.iter().enumerate() {
            let Action::DropTable { tables } = &step.action else { continue };
            findings.look();
            let created_again = |name: &String| {
                let later = script.steps.iter().skip(at + 1);
                later.into_iter().any(|step| matches!(&step.action, Action::CreateTable { table, .. } if same_identifier(table, name)))
            };
            let again = tables.iter().any(created_again);
            let names = tables.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let of = tables.first().and_then(|name| context.table(step, name)).map(|(_, table)| table);
            let message = if again {
                format!("{names} is dropped and created anew: each run of the script loses all rows.")
            } else {
                format!("{names} is dropped with all rows, while an older version of the program may still use it.")
            };
            let finding = findings.add_at(script, step.span, of, message);
            if again {
                finding.severity = Severity::Error;
                finding.set_help("Write CREATE TABLE IF NOT EXISTS, and change what is there with ALTER TABLE.");
            } else {
                finding.set_help("Take the table out of the full DDL only, and drop it by hand when nothing uses it any more.");
            }
        }
    }
}
