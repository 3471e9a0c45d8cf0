//! A name that speaks of a time, and a column that holds none.

use crate::rules::named_type::named;
use crate::rules::types::{is_temporal, spelled};
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const COLUMNS: RuleOption = RuleOption::texts("columns", &["*_TIME"], "Patterns of the names that speak of a time.");

pub const RULE: Rule = Rule {
    name: "temporal-suffix-on-other-type",
    summary: "A column is called like a time, but has no type of one.",
    severity: None,
    options: &[COLUMNS],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for column in named(context, &COLUMNS) {
        findings.look();
        if is_temporal(column) {
            continue;
        }
        let message = format!("`{}` is called like a time and is {}: nobody sees whether it is a duration, seconds, or milliseconds.", column.name, spelled(&column.data_type));
        let help = "Say the unit in the name or the comment (`COST_MS`), or use DATETIME.";
        findings.add(context.column(column), Aspect::Name, message).set_help(help);
    }
}
