//! A database's name outside the patterns of the house.

use crate::rules::{Check, Findings, NamingPattern, Rule, RuleOption, WorkspaceContext};
use crate::schema::{Aspect, ObjectPath};

const PATTERNS: RuleOption = RuleOption::patterns("patterns", &[], "The forms that are allowed. Without any, the rule is silent.");

pub const RULE: Rule = Rule {
    name: "database-name-pattern",
    summary: "A database's name does not follow the profile's pattern.",
    severity: None,
    options: &[PATTERNS],
    check: Check::Workspace(check),
};

fn check(context: &WorkspaceContext, findings: &mut Findings) {
    let texts = context.setting.texts(&PATTERNS);
    let patterns: Vec<NamingPattern> = texts.iter().filter_map(|text| NamingPattern::parse(text, &[])).collect();
    for database in context.workspace.databases.iter().filter(|database| !database.name.is_empty() && !patterns.is_empty()) {
        findings.look();
        if patterns.iter().any(|pattern| pattern.matches(&database.name, &[])) {
            continue;
        }
        let message = format!("The database name `{}` does not follow the pattern {} of the profile {}.", database.name, texts.join(" or "), context.profile.title);
        let finding = findings.add(ObjectPath::Database(database.id), Aspect::Name, message);
        finding.set_help("Call it after the pattern while nothing is stored in it; a database cannot be renamed later.");
    }
}
