//! A table that the sharding configuration does not name.

use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;
use crate::text::glob_matches;

const LISTED: RuleOption = RuleOption::texts("listed", &[], "The tables that the configuration names, with `*` and `?`; without any, the rule is silent.");
const DATABASES: RuleOption = RuleOption::texts("databases", &["*"], "Patterns of the databases that are sharded.");

pub const RULE: Rule = Rule {
    name: "sharded-table-unlisted",
    summary: "A table of a sharded database is not in the sharding configuration.",
    severity: None,
    options: &[LISTED, DATABASES],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let listed = context.setting.texts(&LISTED);
    let databases = context.setting.texts(&DATABASES);
    if listed.is_empty() || !databases.iter().any(|pattern| glob_matches(pattern, &context.database.name)) {
        return;
    }
    findings.look();
    if !listed.iter().any(|pattern| glob_matches(pattern, &context.table.name)) {
        let message = format!("`{}` is not in the sharding configuration: its rows go to the default data source.", context.table.name);
        findings.add(context.path(), Aspect::Name, message).set_help("Declare it as sharded or broadcast there, and list it in the settings.");
    }
}
