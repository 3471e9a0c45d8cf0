//! TIMESTAMP, which ends in 2038.

use crate::diagnostic::Applicability;
use crate::edit::{ColumnChange, Edit};
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, DataType};

pub const RULE: Rule = Rule {
    name: "timestamp-ends-2038",
    summary: "A column is TIMESTAMP, which ends on 2038-01-19.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for column in context.table.columns.iter().filter(|column| crate::rules::types::is_temporal(column)) {
        findings.look();
        if !column.data_type.name.eq_ignore_ascii_case("TIMESTAMP") {
            continue;
        }
        let message = format!("`{}` is TIMESTAMP: it takes no time after 2038-01-19 03:14:07 UTC.", column.name);
        let finding = findings.add(context.column(column), Aspect::Type, message);
        finding.set_help("DATETIME goes to the year 9999. It does not follow the session's time zone, which TIMESTAMP does.");
        let data_type = DataType { name: "DATETIME".to_owned(), ..column.data_type.clone() };
        let edit = Edit::SetColumn { table: context.table.id, column: column.id, change: ColumnChange::Type(data_type) };
        finding.set_fix("Make it DATETIME", Applicability::Unsafe, vec![edit]);
    }
}
