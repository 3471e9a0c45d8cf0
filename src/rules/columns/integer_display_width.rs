//! `INT(11)`: a width that says nothing.

use crate::diagnostic::Applicability;
use crate::edit::{ColumnChange, Edit};
use crate::rules::types::{is_boolean, is_integer};
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, DataType};

pub const RULE: Rule = Rule {
    name: "integer-display-width",
    summary: "An integer has a display width, which MySQL has deprecated.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for column in context.table.columns.iter().filter(|column| is_integer(column)) {
        findings.look();
        // `tinyint(1)` is how drivers know a boolean, and ZEROFILL needs its width.
        if column.data_type.arguments.is_empty() || is_boolean(column) || column.data_type.zerofill {
            continue;
        }
        let written = crate::sql::write_data_type(&column.data_type);
        let message = format!("The number in {written} of `{}` limits nothing: it is a display width, and MySQL warns of it since 8.0.17 (1681).", column.name);
        let finding = findings.add(context.column(column), Aspect::Type, message);
        finding.set_help("Leave it out.");
        let data_type = DataType { arguments: vec![], ..column.data_type.clone() };
        let edit = Edit::SetColumn { table: context.table.id, column: column.id, change: ColumnChange::Type(data_type) };
        finding.set_fix("Leave the width out", Applicability::Safe, vec![edit]);
    }
}
