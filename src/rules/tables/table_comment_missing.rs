//! A table that nobody explains.

use crate::diagnostic::Applicability;
use crate::edit::{Edit, TableChange};
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;

pub const RULE: Rule = Rule {
    name: "table-comment-missing",
    summary: "A table has no comment, or an empty one.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let table = context.table;
    findings.look();
    if table.options.comment.as_ref().is_some_and(|comment| !comment.trim().is_empty()) {
        return;
    }
    let message = format!("The table `{}` has no comment: who finds it has to guess what its rows are.", table.name);
    let finding = findings.add(context.path(), Aspect::Name, message);
    let remark = table.remark.as_ref().filter(|remark| !remark.contains("tabledraft:") && remark.lines().count() == 1);
    let Some(remark) = remark else {
        finding.set_help("Add COMMENT='...' behind the closing parenthesis.");
        return;
    };
    finding.set_help("The script says it behind `--`, which no server keeps: make it a COMMENT.");
    let edit = Edit::SetTable { table: table.id, change: TableChange::Comment(Some(remark.clone())) };
    finding.set_fix("Make the remark a COMMENT", Applicability::Safe, vec![edit]);
}
