//! A type that the house has ruled out.

use crate::rules::named_type::named;
use crate::rules::types::{is_one_of, spelled};
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const TYPES: RuleOption = RuleOption::texts("types", &[], "The types that are not used; a name alone stands for every length.");
const COLUMNS: RuleOption = RuleOption::texts("columns", &["*"], "Patterns of the names of columns that are judged.");

pub const RULE: Rule = Rule {
    name: "type-not-allowed",
    summary: "A column has a type that the house does not use.",
    severity: None,
    options: &[TYPES, COLUMNS],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let types = context.setting.texts(&TYPES);
    for column in named(context, &COLUMNS) {
        findings.look();
        if is_one_of(&column.data_type, &types) {
            let own = spelled(&column.data_type);
            let message = format!("`{}` is {own}, which the house does not use.", column.name);
            findings.add(context.column(column), Aspect::Type, message).set_help("Take another type, or set the rule otherwise for this table.");
        }
    }
}
