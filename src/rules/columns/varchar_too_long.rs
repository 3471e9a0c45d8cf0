//! A VARCHAR that wants to be a text.

use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const MOST: RuleOption = RuleOption::number("most", 4096, "The greatest length of a VARCHAR, in characters.");

pub const RULE: Rule = Rule {
    name: "varchar-too-long",
    summary: "A VARCHAR is longer than the house allows.",
    severity: None,
    options: &[MOST],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let most = context.setting.number(&MOST);
    for column in context.table.columns.iter().filter(|column| column.data_type.name.eq_ignore_ascii_case("VARCHAR")) {
        findings.look();
        let length = column.data_type.length().unwrap_or(0);
        if length > most {
            let message = format!("`{}` is VARCHAR({length}): all of it counts for the row, which takes 65,535 bytes at most, and for sorting in memory.", column.name);
            let help = format!("Use at most {most} characters, or TEXT.");
            findings.add(context.column(column), Aspect::Type, message).set_help(help);
        }
    }
}
