//! A date or time whose name does not say so.

use crate::rules::types::is_temporal;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;
use crate::text::glob_matches;

const NAMES: RuleOption = RuleOption::texts("names", &["*_TIME", "*_AT", "*_DATE", "GMT_*"], "Patterns of the names that dates and times have.");

pub const RULE: Rule = Rule {
    name: "temporal-name-suffix",
    summary: "The name of a date or time does not say that it is one.",
    severity: None,
    options: &[NAMES],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let names = context.setting.texts(&NAMES);
    for column in context.table.columns.iter().filter(|column| is_temporal(column)) {
        findings.look();
        if names.iter().any(|name| glob_matches(name, &column.name)) {
            continue;
        }
        let message = format!("`{}` is a date or time; the house calls them {}.", column.name, names.join(" or "));
        findings.add(context.column(column), Aspect::Name, message).set_help("Rename it while nothing depends on it.");
    }
}
