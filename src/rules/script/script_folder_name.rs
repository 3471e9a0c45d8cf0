//! A folder of scripts whose name is not of the house's form.

use crate::rules::{Check, Findings, NamingPattern, Rule, RuleOption, ScriptsContext};
use crate::text::{Span, glob_matches};

const PATTERNS: RuleOption = RuleOption::patterns("patterns", &[], "The forms of folders' names; without any, the rule is silent.");
const SCRIPTS: RuleOption = RuleOption::texts("scripts", &["*"], "The scripts whose folders are looked at.");

pub const RULE: Rule = Rule {
    name: "script-folder-name",
    summary: "The name of a folder of scripts does not follow the profile's pattern.",
    severity: None,
    options: &[PATTERNS, SCRIPTS],
    check: Check::Scripts(check),
};

fn check(context: &ScriptsContext, findings: &mut Findings) {
    let texts = context.setting.texts(&PATTERNS);
    let patterns: Vec<NamingPattern> = texts.iter().filter_map(|text| NamingPattern::parse(text, &[])).collect();
    let scripts = context.setting.texts(&SCRIPTS);
    let mut seen: Vec<&str> = Vec::new();
    for script in context.scripts {
        let folder = script.folder();
        let meant = scripts.iter().any(|pattern| glob_matches(pattern, script.file_name()));
        if patterns.is_empty() || folder.is_empty() || !meant || seen.contains(&folder) {
            continue;
        }
        seen.push(folder);
        findings.look();
        if patterns.iter().any(|pattern| pattern.matches(folder, &[])) {
            continue;
        }
        let message = format!("The folder `{folder}` follows none of {}.", texts.join(", "));
        findings.add_at(script, Span::new(0, 0), None, message).set_help("Rename the folder: its number is its place in the order of releases.");
    }
}
