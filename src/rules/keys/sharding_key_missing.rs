//! A sharded table without what says where its rows belong.

use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;
use crate::text::glob_matches;

const COLUMN: RuleOption = RuleOption::texts("columns", &["PROJECT_ID"], "The column by which tables are sharded; one of these names.");
const DATABASES: RuleOption = RuleOption::texts("databases", &[], "Patterns of the databases whose tables are sharded.");
const TABLES: RuleOption = RuleOption::texts("tables", &["*"], "Patterns of the tables that are sharded.");

pub const RULE: Rule = Rule {
    name: "sharding-key-missing",
    summary: "A table of a sharded database lacks the column by which it is sharded.",
    severity: None,
    options: &[COLUMN, DATABASES, TABLES],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let among = |option: &RuleOption, name: &str| context.setting.texts(option).iter().any(|pattern| glob_matches(pattern, name));
    if !among(&DATABASES, &context.database.name) || !among(&TABLES, &context.table.name) {
        return;
    }
    findings.look();
    let columns = context.setting.texts(&COLUMN);
    if columns.iter().all(|name| context.table.column_named(name).is_none()) {
        let message = format!("`{}` is in a sharded database and has no {}: nobody can say in which shard a row belongs.", context.table.name, columns.join(" or "));
        findings.add(context.path(), Aspect::Name, message).set_help("Add the column and let every query give it, or declare the table as broadcast.");
    }
}
