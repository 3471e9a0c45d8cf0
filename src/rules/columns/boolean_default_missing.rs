//! A column for yes or no that says neither at first.

use crate::diagnostic::Applicability;
use crate::edit::{ColumnChange, Edit};
use crate::rules::types::{is_boolean, spelled};
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;

pub const RULE: Rule = Rule {
    name: "boolean-default-missing",
    summary: "A column for yes or no has no default.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for column in context.table.columns.iter().filter(|column| is_boolean(column)) {
        findings.look();
        if column.default.is_some() {
            continue;
        }
        let no = if spelled(&column.data_type).starts_with("bit") { "b'0'" } else { "0" };
        let unset = if column.accepts_null() { "a third state, NULL" } else { "an INSERT that leaves it out failing (1364)" };
        let message = format!("`{}` has no default: the price is {unset}.", column.name);
        let finding = findings.add(context.column(column), Aspect::Name, message);
        finding.set_help(format!("Say what holds where nobody says anything, mostly DEFAULT {no}."));
        let change = ColumnChange::Default(Some(no.to_owned()));
        let edit = Edit::SetColumn { table: context.table.id, column: column.id, change };
        finding.set_fix(format!("Default {no}"), Applicability::Unsafe, vec![edit]);
    }
}
