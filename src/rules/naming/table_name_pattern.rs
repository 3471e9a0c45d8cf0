//! A table's name outside the patterns of the house.

use crate::diagnostic::{Applicability, Severity};
use crate::edit::Edit;
use crate::rules::{Check, Findings, NamingPattern, Rule, RuleOption, RuleSetting, TableContext};
use crate::schema::Aspect;

pub const PATTERNS: RuleOption =
    RuleOption::patterns("patterns", &[], "The forms that are allowed; the fix takes the first. Without any, the rule is silent.");

pub const RULE: Rule = Rule {
    name: "table-name-pattern",
    summary: "A table's name does not follow the profile's pattern.",
    severity: Some(Severity::Warning),
    options: &[PATTERNS],
    check: Check::Table(check),
};

/// What patterns may have in braces beside the styles.
pub const VALUES: &[&str] = &["database"];

pub fn patterns(setting: &RuleSetting) -> Vec<NamingPattern> {
    setting.texts(&PATTERNS).iter().filter_map(|pattern| NamingPattern::parse(pattern, VALUES)).collect()
}

fn check(context: &TableContext, findings: &mut Findings) {
    let (table, patterns) = (context.table, patterns(context.setting));
    if patterns.is_empty() || table.name.is_empty() {
        return;
    }
    findings.look();
    let values = [("database", context.database.name.clone())];
    if patterns.iter().any(|pattern| pattern.matches(&table.name, &values)) {
        return;
    }
    let asked = context.setting.texts(&PATTERNS).join(" or ");
    let message =
        format!("The table name `{}` does not follow the pattern {asked} of the profile {}.", table.name, context.profile.title);
    let finding = findings.add(context.path(), Aspect::Name, message);
    let Some(pattern) = patterns.first() else { return };
    let better = pattern.apply(&table.name, &values);
    if !pattern.matches(&better, &values) {
        finding.set_help("Rename the table.");
        return;
    }
    finding.set_help(format!("Call it after the pattern, such as `{better}`; foreign keys and registrations follow a rename."));
    // Where another table has that name, the checker takes the fix back.
    let edit = Edit::RenameTable { table: table.id, name: better.clone() };
    finding.set_fix(format!("Rename to `{better}`"), Applicability::Unsafe, vec![edit]);
}
