//! A table with many columns for long texts.

use crate::rules::types::is_lob;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const MOST: RuleOption = RuleOption::number("most", 0, "How many columns of TEXT, BLOB or JSON a table may have.");
const BESIDE: RuleOption =
    RuleOption::number("beside", 10, "Speak only where at least so many other columns stand beside them.");

pub const RULE: Rule = Rule {
    name: "too-many-lobs",
    summary: "A table keeps long texts beside many other columns.",
    severity: None,
    options: &[MOST, BESIDE],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    findings.look();
    let columns = &context.table.columns;
    let lobs = columns.iter().filter(|column| is_lob(column)).count() as u64;
    let others = columns.len() as u64 - lobs;
    if lobs <= context.setting.number(&MOST) || others < context.setting.number(&BESIDE) {
        return;
    }
    let message = format!("`{}` keeps {lobs} columns of TEXT, BLOB or JSON beside {others} others: reading a row may fetch pages that nobody asked for.", context.table.name);
    let help = "Move them to a table of their own with the same key.";
    findings.add(context.path(), Aspect::Name, message).set_help(help);
}
