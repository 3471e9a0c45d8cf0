//! A foreign key into nothing.

use crate::rules::parents::foreign_keys;
use crate::rules::{Check, Findings, Rule, WorkspaceContext};
use crate::schema::{Aspect, ObjectPath};

pub const RULE: Rule = Rule {
    name: "foreign-key-parent-missing",
    summary: "A foreign key refers to a table or column that is not here.",
    severity: Some(crate::diagnostic::Severity::Info),
    options: &[],
    check: Check::Workspace(check),
};

fn check(context: &WorkspaceContext, findings: &mut Findings) {
    for (_, table, key, parent) in foreign_keys(context) {
        findings.look();
        let path = ObjectPath::ForeignKey(table.id, key.id);
        let Some(parent) = parent else {
            let message = format!("The foreign key of `{}` refers to `{}`, which is not among these tables: the server refuses it unless it is there already (1824).", table.name, key.parent_table);
            findings.add(path, Aspect::Whole, message).set_help("Create the parent before, or correct its name.");
            continue;
        };
        for column in key.parent_columns.iter().filter(|name| parent.column_named(name).is_none() && parent.query.is_none()) {
            if column.is_empty() {
                let message = format!("The foreign key of `{}` names no column of `{}`: the server refuses it (1166, MariaDB: 1005).", table.name, parent.name);
                findings.add(path, Aspect::Whole, message).refused().set_help("Choose the column that it refers to.");
                continue;
            }
            let message = format!("The foreign key of `{}` refers to `{}`.`{column}`, which does not exist: the server refuses it (3734).", table.name, parent.name);
            findings.add(path, Aspect::Whole, message).refused().set_help("Correct the column's name.");
        }
    }
}
