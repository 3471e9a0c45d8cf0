//! A date or time in a type that the house does not use.

use crate::rules::types::{is_one_of, is_temporal};
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const TYPES: RuleOption = RuleOption::texts("types", &["datetime", "timestamp"], "The types that are used for dates and times.");

pub const RULE: Rule = Rule {
    name: "time-type",
    summary: "A date or time has a type that the house does not use.",
    severity: None,
    options: &[TYPES],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let types = context.setting.texts(&TYPES);
    for column in context.table.columns.iter().filter(|column| is_temporal(column)) {
        findings.look();
        if is_one_of(&column.data_type, &types) {
            continue;
        }
        let message = format!("`{}` is a {}; the house uses {}.", column.name, column.data_type.name, types.join(" or "));
        let help = "Take one of those types, or allow this one in the settings.";
        findings.add(context.column(column), Aspect::Type, message).set_help(help);
    }
}
