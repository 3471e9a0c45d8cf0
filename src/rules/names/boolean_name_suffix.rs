//! A column for yes or no whose name does not say so.

use crate::rules::types::is_boolean;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;
use crate::text::glob_matches;

const NAMES: RuleOption = RuleOption::texts("names", &["*_FLAG"], "Patterns of the names that columns for yes or no have.");

pub const RULE: Rule = Rule {
    name: "boolean-name-suffix",
    summary: "The name of a column for yes or no does not say that it is one.",
    severity: None,
    options: &[NAMES],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let names = context.setting.texts(&NAMES);
    for column in context.table.columns.iter().filter(|column| is_boolean(column)) {
        findings.look();
        if !names.iter().any(|name| glob_matches(name, &column.name)) {
            let message = format!("`{}` holds yes or no; the house calls such columns {}.", column.name, names.join(" or "));
            findings.add(context.column(column), Aspect::Name, message).set_help("Rename it while nothing depends on it.");
        }
    }
}
