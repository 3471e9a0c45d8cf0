//! Two columns of one name.

use crate::text::Letters;
use std::collections::HashMap;

use crate::diagnostic::{Applicability, Severity};
use crate::edit::Edit;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, Column, ObjectPath};

pub const RULE: Rule = Rule {
    name: "column-duplicate",
    summary: "Two columns of a table have the same name.",
    severity: Some(Severity::Error),
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let table = context.table;
    let mut seen: HashMap<String, &Column> = HashMap::with_capacity(table.columns.len());
    for column in table.columns.iter().filter(|column| !column.name.is_empty()) {
        let first = *seen.entry(column.name.lower()).or_insert(column);
        if first.id == column.id {
            continue;
        }
        let spelled = if first.name == column.name { "" } else { " (the case of letters does not count)" };
        let server = if table.is_plain() { "the server refuses the table (1060)" } else { "Qserv refuses the table (1062)" };
        let message = format!("The column `{}` stands in `{}` twice{spelled}: {server}.", column.name, table.name);
        let finding = findings.add(ObjectPath::Column(table.id, column.id), Aspect::Name, message);
        finding.set_help("Rename or delete one of them.");
        let same = Column { id: column.id, name: column.name.clone(), remark: column.remark.clone(), ..first.clone() } == *column;
        let applicability = if same { Applicability::Safe } else { Applicability::Unsafe };
        let edit = Edit::DeleteColumn { table: table.id, column: column.id };
        finding.set_fix(format!("Delete the second `{}`", column.name), applicability, vec![edit]);
    }
}
