//! A CHAR that stores blanks.

use crate::diagnostic::Applicability;
use crate::edit::{ColumnChange, Edit};
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::{Aspect, DataType};

const MOST: RuleOption = RuleOption::number("most", 64, "The greatest length of a CHAR, in characters.");

pub const RULE: Rule = Rule {
    name: "char-too-long",
    summary: "A CHAR is longer than what is worth a fixed length.",
    severity: None,
    options: &[MOST],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let most = context.setting.number(&MOST);
    for column in context.table.columns.iter().filter(|column| column.data_type.name.eq_ignore_ascii_case("CHAR")) {
        findings.look();
        let length = column.data_type.length().unwrap_or(1);
        // Qserv's directors need fixed lengths.
        if length <= most || !context.table.is_plain() {
            continue;
        }
        let message = format!("`{}` is CHAR({length}): short values are filled up with blanks, and the blanks at the end of a value are lost.", column.name);
        let finding = findings.add(context.column(column), Aspect::Type, message);
        finding.set_help(format!("Use VARCHAR({length})."));
        let data_type = DataType { name: "VARCHAR".to_owned(), ..column.data_type.clone() };
        let edit = Edit::SetColumn { table: context.table.id, column: column.id, change: ColumnChange::Type(data_type) };
        finding.set_fix(format!("Make it VARCHAR({length})"), Applicability::Unsafe, vec![edit]);
    }
}
