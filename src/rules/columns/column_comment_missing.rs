//! A column that nobody explains.

use crate::diagnostic::Applicability;
use crate::edit::{ColumnChange, Edit};
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;

pub const RULE: Rule = Rule {
    name: "column-comment-missing",
    summary: "A column has no comment, or an empty one.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for column in &context.table.columns {
        findings.look();
        if column.comment.as_ref().is_some_and(|comment| !comment.trim().is_empty()) {
            continue;
        }
        let message = format!("The column `{}` has no comment: who reads the table has to guess what it holds.", column.name);
        let finding = findings.add(context.column(column), Aspect::Name, message);
        let Some(remark) = column.remark.as_ref().filter(|remark| !remark.contains("tabledraft:")) else {
            finding.set_help("Add COMMENT '...'.");
            continue;
        };
        finding.set_help("The script says it behind `--`, which no server keeps: make it a COMMENT.");
        let change = ColumnChange::Comment(Some(remark.clone()));
        let edit = Edit::SetColumn { table: context.table.id, column: column.id, change };
        finding.set_fix("Make the remark a COMMENT", Applicability::Safe, vec![edit]);
    }
}
