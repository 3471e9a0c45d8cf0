//! A counter whose half is never used.

use crate::diagnostic::Applicability;
use crate::edit::{ColumnChange, Edit};
use crate::rules::types::is_integer;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, DataType};

pub const RULE: Rule = Rule {
    name: "auto-increment-signed",
    summary: "An AUTO_INCREMENT column is signed: half of its numbers are never used.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for column in context.table.columns.iter().filter(|column| column.auto_increment && is_integer(column)) {
        findings.look();
        if column.data_type.unsigned || column.data_type.zerofill || column.data_type.name.eq_ignore_ascii_case("SERIAL") {
            continue;
        }
        let message = format!("`{}` counts itself and is signed: its negative numbers are never given.", column.name);
        let finding = findings.add(context.column(column), Aspect::Type, message);
        finding.set_help("Make it UNSIGNED, and the columns that refer to it too.");
        let data_type = DataType { unsigned: true, ..column.data_type.clone() };
        let edit = Edit::SetColumn { table: context.table.id, column: column.id, change: ColumnChange::Type(data_type) };
        finding.set_fix("Make it UNSIGNED", Applicability::Unsafe, vec![edit]);
    }
}
