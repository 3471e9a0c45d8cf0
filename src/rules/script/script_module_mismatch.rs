//! A script that changes another module's database.

use crate::rules::{Check, Findings, Rule, RuleOption, ScriptsContext};
use crate::sql::Action;

const PREFIX: RuleOption = RuleOption::texts("prefixes", &["devops_ci_"], "What stands before the module in a database's name.");

pub const RULE: Rule = Rule {
    name: "script-module-mismatch",
    summary: "A script's USE names another module than its file name.",
    severity: None,
    options: &[PREFIX],
    check: Check::Scripts(check),
};

fn check(context: &ScriptsContext, findings: &mut Findings) {
    let prefixes = context.setting.texts(&PREFIX);
    for script in context.scripts {
        for step in &script.steps {
            let Action::Use(database) = &step.action else { continue };
            let module = prefixes.iter().find_map(|prefix| database.strip_prefix(prefix));
            let Some(module) = module else { continue };
            findings.look();
            // `2004_ci_quality_update_v1.2`, `5001_ci_artifactory-init_dml`: the module stands between two marks.
            let named = script.file_name().match_indices(module).any(|(at, _)| {
                let before = script.file_name().get(..at).unwrap_or("");
                let behind = script.file_name().get(at + module.len()..).unwrap_or("");
                before.ends_with('_') && behind.starts_with(['_', '-'])
            });
            if !named {
                let message = format!("`{}` uses the database `{database}`, which is not of its module.", script.file_name());
                findings.add_at(script, step.span, None, message).set_help("Use the module's own database, or name the script after this one.");
            }
        }
    }
}
