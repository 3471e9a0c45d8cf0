//! A script whose name is not of the house's form.

use crate::rules::{Check, Findings, NamingPattern, Rule, RuleOption, ScriptsContext};
use crate::text::{Span, glob_matches};

const PATTERNS: RuleOption = RuleOption::patterns("patterns", &[], "The forms of scripts' names; without any, the rule is silent.");
const IGNORED: RuleOption = RuleOption::texts("ignored", &["-", "*.md"], "Files that are left alone, with `*` and `?`.");

pub const RULE: Rule = Rule {
    name: "script-file-name",
    summary: "The name of a script does not follow the profile's pattern.",
    severity: None,
    options: &[PATTERNS, IGNORED],
    check: Check::Scripts(check),
};

fn check(context: &ScriptsContext, findings: &mut Findings) {
    let texts = context.setting.texts(&PATTERNS);
    let patterns: Vec<NamingPattern> = texts.iter().filter_map(|text| NamingPattern::parse(text, &["folder"])).collect();
    let ignored = context.setting.texts(&IGNORED);
    for script in context.scripts {
        let name = script.file_name();
        if patterns.is_empty() || ignored.iter().any(|pattern| glob_matches(pattern, name)) {
            continue;
        }
        findings.look();
        let values = [("folder", script.folder().to_owned())];
        if patterns.iter().any(|pattern| pattern.matches(name, &values)) {
            continue;
        }
        let message = format!("The script's name `{name}` follows none of {}.", texts.join(", "));
        let finding = findings.add_at(script, Span::new(0, 0), None, message);
        finding.set_help("Rename it: the release takes scripts by their names, in the order of their numbers.");
    }
}
