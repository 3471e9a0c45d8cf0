//! A flag that is none.

use crate::rules::named_type::named;
use crate::rules::types::{is_boolean, spelled};
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const COLUMNS: RuleOption = RuleOption::texts("columns", &["*_FLAG"], "Patterns of the names of flags.");

pub const RULE: Rule = Rule {
    name: "flag-suffix-not-boolean",
    summary: "A column is called a flag, but holds more than yes or no.",
    severity: None,
    options: &[COLUMNS],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for column in named(context, &COLUMNS) {
        findings.look();
        if !is_boolean(column) {
            let message = format!("`{}` is called a flag and is {}.", column.name, spelled(&column.data_type));
            findings.add(context.column(column), Aspect::Name, message).set_help("Make it bit(1), or name it after what it holds.");
        }
    }
}
