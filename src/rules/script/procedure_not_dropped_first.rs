//! A procedure that a second run finds in its way.

use crate::rules::{Check, Findings, Rule, ScriptsContext};
use crate::sql::Action;
use crate::text::same_identifier;

pub const RULE: Rule = Rule {
    name: "procedure-not-dropped-first",
    summary: "A procedure is created and not dropped before: the script runs once only.",
    severity: None,
    options: &[],
    check: Check::Scripts(check),
};

fn check(context: &ScriptsContext, findings: &mut Findings) {
    for script in context.scripts {
        for (at, step) in script.steps.iter().enumerate() {
            let Action::CreateProgram { name, if_not_exists: false } = &step.action else { continue };
            findings.look();
            let drops = |step: &crate::sql::Step| matches!(&step.action, Action::DropProgram { name: dropped } if same_identifier(dropped, name));
            if !script.steps.iter().take(at).any(drops) {
                let message = format!("`{name}` is created without being dropped before: where one is left, the script stops here (1304).");
                findings.add_at(script, step.span, None, message).set_help(format!("Write DROP PROCEDURE IF EXISTS `{name}` before it."));
            }
        }
    }
}
