//! A table that is too wide to read.

use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const MOST: RuleOption = RuleOption::number("most", 60, "How many columns a table may have.");

pub const RULE: Rule = Rule {
    name: "too-many-columns",
    summary: "A table has more columns than the house allows.",
    severity: None,
    options: &[MOST],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    findings.look();
    let (count, most) = (context.table.columns.len() as u64, context.setting.number(&MOST));
    if count > most {
        let message = format!("`{}` has {count} columns: each row that is read or changed carries all of them.", context.table.name);
        findings.add(context.path(), Aspect::Name, message).set_help(format!("Keep at most {most}; move what is seldom read to a table of its own."));
    }
}
