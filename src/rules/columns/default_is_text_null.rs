//! `DEFAULT 'NULL'`: four letters.

use crate::diagnostic::{Applicability, Severity};
use crate::edit::{ColumnChange, Edit};
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;

pub const RULE: Rule = Rule {
    name: "default-is-text-null",
    summary: "A column's default is the text 'NULL'.",
    severity: Some(Severity::Warning),
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for column in &context.table.columns {
        let Some(default) = &column.default else { continue };
        findings.look();
        if !["'NULL'", "\"NULL\""].iter().any(|text| text.eq_ignore_ascii_case(default)) {
            continue;
        }
        let message = format!("The default of `{}` is the text {default}, four letters, and not NULL.", column.name);
        let finding = findings.add(context.column(column), Aspect::Name, message);
        finding.set_help("Write DEFAULT NULL without quotes.");
        if column.accepts_null() {
            let change = ColumnChange::Default(Some("NULL".to_owned()));
            let edit = Edit::SetColumn { table: context.table.id, column: column.id, change };
            finding.set_fix("Make it NULL", Applicability::Unsafe, vec![edit]);
        }
    }
}
