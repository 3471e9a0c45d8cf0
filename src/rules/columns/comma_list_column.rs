//! Several values in one text.

use crate::mysql::types::Family;
use crate::rules::named_type::named;
use crate::rules::types::is_family;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const COLUMNS: RuleOption = RuleOption::texts("columns", &["*_ids", "*_list", "*Ids", "*List"], "Patterns of the names that speak of several values.");

pub const RULE: Rule = Rule {
    name: "comma-list-column",
    summary: "A text column seems to hold a list of values.",
    severity: None,
    options: &[COLUMNS],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for column in named(context, &COLUMNS) {
        findings.look();
        if is_family(column, &[Family::Character, Family::Text]) {
            let message = format!("`{}` seems to hold a list in a text: no index finds a value in it, and no key holds it.", column.name);
            let help = "Use a table with a row for each value, or JSON.";
            findings.add(context.column(column), Aspect::Type, message).set_help(help);
        }
    }
}
