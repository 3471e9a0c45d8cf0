//! A table's name outside the patterns of the house.

use crate::diagnostic::{Applicability, Severity};
use crate::edit::Edit;
use crate::rules::{Check, Findings, NamingPattern, Rule, RuleOption, RuleSetting, WorkspaceContext};
use crate::schema::{Aspect, Database, ObjectPath, Table};

pub const PATTERNS: RuleOption =
    RuleOption::patterns("patterns", &[], "The forms that are allowed; the fix takes the first. Without any, the rule is silent.");

pub const RULE: Rule = Rule {
    name: "table-name-pattern",
    summary: "A table's name does not follow the profile's pattern.",
    severity: Some(Severity::Warning),
    options: &[PATTERNS],
    // Not of one table: whether the better name is free depends on the others.
    check: Check::Workspace(check),
};

/// What patterns may have in braces beside the styles.
pub const VALUES: &[&str] = &["database"];

pub fn patterns(setting: &RuleSetting) -> Vec<NamingPattern> {
    setting.texts(&PATTERNS).iter().filter_map(|pattern| NamingPattern::parse(pattern, VALUES)).collect()
}

fn check(context: &WorkspaceContext, findings: &mut Findings) {
    let own = patterns(context.setting);
    let asked = context.setting.texts(&PATTERNS).join(" or ");
    for database in &context.workspace.databases {
        for table in database.tables.iter().filter(|table| !table.name.is_empty()) {
            match context.profile.setting_for(&RULE, &database.name, &table.name) {
                Some(setting) if setting.severity.is_some() => {
                    let asked = setting.texts(&PATTERNS).join(" or ");
                    judge(context, &asked, &patterns(&setting), (database, table), findings);
                }
                Some(_) => {}
                None => judge(context, &asked, &own, (database, table), findings),
            }
        }
    }
}

fn judge(
    context: &WorkspaceContext,
    asked: &str,
    patterns: &[NamingPattern],
    (database, table): (&Database, &Table),
    findings: &mut Findings,
) {
    if patterns.is_empty() {
        return;
    }
    findings.look();
    let values = [("database", database.name.clone())];
    if patterns.iter().any(|pattern| pattern.matches(&table.name, &values)) {
        return;
    }
    let message =
        format!("The table name `{}` does not follow the pattern {asked} of the profile {}.", table.name, context.profile.title);
    let finding = findings.add(ObjectPath::Table(table.id), Aspect::Name, message);
    let Some(pattern) = patterns.first() else { return };
    let better = pattern.apply(&table.name, &values);
    let taken = database.table_named(&better).is_some_and(|other| other.id != table.id);
    if taken || !pattern.matches(&better, &values) {
        finding.set_help("Rename the table.");
        return;
    }
    finding.set_help(format!("Rename it to `{better}`; foreign keys and registrations follow."));
    let edit = Edit::RenameTable { table: table.id, name: better.clone() };
    finding.set_fix(format!("Rename to `{better}`"), Applicability::Unsafe, vec![edit]);
}
