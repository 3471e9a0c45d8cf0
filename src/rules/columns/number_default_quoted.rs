//! A number as a default, in quotes.

use crate::diagnostic::Applicability;
use crate::edit::{ColumnChange, Edit};
use crate::mysql::types::Family;
use crate::rules::types::is_family;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;

pub const RULE: Rule = Rule {
    name: "number-default-quoted",
    summary: "The default of a number stands in quotes.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let numbers = [Family::Integer, Family::Decimal, Family::Float];
    for column in context.table.columns.iter().filter(|column| is_family(column, &numbers)) {
        let Some(default) = &column.default else { continue };
        findings.look();
        let Some(bare) = default.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) else { continue };
        let message = format!("The default of `{}` is a number in quotes: {default}.", column.name);
        let finding = findings.add(context.column(column), Aspect::Name, message);
        finding.set_help("Write the number without quotes; the server means the same.");
        let plain = bare.strip_prefix('-').unwrap_or(bare);
        if !plain.is_empty() && plain.chars().all(|c| c.is_ascii_digit() || c == '.') {
            let change = ColumnChange::Default(Some(bare.to_owned()));
            let edit = Edit::SetColumn { table: context.table.id, column: column.id, change };
            finding.set_fix(format!("Write {bare}"), Applicability::Safe, vec![edit]);
        }
    }
}
