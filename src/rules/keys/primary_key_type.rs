//! A primary key of another type than the house's.

use crate::rules::types::{is_one_of, spelled};
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const TYPES: RuleOption = RuleOption::texts("types", &["bigint", "bigint unsigned"], "The types of a primary key of one column.");

pub const RULE: Rule = Rule {
    name: "primary-key-type",
    summary: "A primary key of one column has another type than the house's.",
    severity: None,
    options: &[TYPES],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let Some(key) = context.table.primary_key() else { return };
    let [part] = key.parts.as_slice() else { return };
    let Some(column) = context.table.column_named(&part.column) else { return };
    findings.look();
    let types = context.setting.texts(&TYPES);
    if !is_one_of(&column.data_type, &types) {
        let message = format!("The primary key `{}` is {}; the house's are {}.", column.name, spelled(&column.data_type), types.join(" or "));
        findings.add(context.column(column), Aspect::Type, message).set_help("Take one of those types: every other index carries the primary key, and every reference has its type.");
    }
}
