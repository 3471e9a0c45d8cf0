//! A sharded table whose indexes all begin with something else.

use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;
use crate::text::{glob_matches, same_identifier};

const COLUMN: RuleOption = RuleOption::texts("columns", &["PROJECT_ID"], "The column by which tables are sharded.");
const DATABASES: RuleOption = RuleOption::texts("databases", &[], "Patterns of the databases whose tables are sharded.");

pub const RULE: Rule = Rule {
    name: "sharding-key-not-leading",
    summary: "No index of a sharded table begins with the column by which it is sharded.",
    severity: None,
    options: &[COLUMN, DATABASES],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    if !context.setting.texts(&DATABASES).iter().any(|pattern| glob_matches(pattern, &context.database.name)) {
        return;
    }
    let columns = context.setting.texts(&COLUMN);
    let Some(column) = columns.iter().find_map(|name| context.table.column_named(name)) else { return };
    findings.look();
    let leads = context.table.indexes.iter().any(|index| index.parts.first().is_some_and(|part| same_identifier(&part.column, &column.name)));
    if !leads {
        let message = format!("No index of `{}` begins with `{}`: moving or clearing one project reads the whole table.", context.table.name, column.name);
        findings.add(context.column(column), Aspect::Name, message).set_help("Add an index that begins with it.");
    }
}
