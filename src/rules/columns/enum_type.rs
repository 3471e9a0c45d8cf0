//! ENUM or SET where the house has none.

use crate::mysql::types::Family;
use crate::rules::types::is_family;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;

pub const RULE: Rule = Rule {
    name: "enum-type",
    summary: "A column is ENUM or SET.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for column in &context.table.columns {
        findings.look();
        if is_family(column, &[Family::Choice]) {
            let name = column.data_type.name.to_uppercase();
            let message = format!("`{}` is {name}: its values stand in the table's definition, and each new one is an ALTER TABLE.", column.name);
            let help = "Use a number or a short VARCHAR, with the values in a table of their own or in the comment.";
            findings.add(context.column(column), Aspect::Type, message).set_help(help);
        }
    }
}
