//! A role given to a column that the table does not have.

use crate::diagnostic::{Applicability, Severity};
use crate::edit::{Edit, TableChange};
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::qserv::TRANSACTION_ID;
use crate::schema::{Aspect, Kind, ObjectPath, Role};

pub const RULE: Rule = Rule {
    name: "role-column-unknown",
    summary: "A registration gives a role to a column that the table does not have.",
    severity: Some(Severity::Error),
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let table = context.table;
    let Some(registration) = &table.registration else { return };
    for (role, name) in registration.kind.column_roles() {
        if name.is_empty() || table.columns.iter().any(|column| column.name == name) {
            continue;
        }
        let attribute = role.attribute();
        if name == TRANSACTION_ID {
            // The server puts this column into every table, so it is there; but the director index has it already.
            if role == Role::Key && matches!(registration.kind, Kind::Director { .. }) {
                let message = format!("`{}` has `{name}` as its `{attribute}`, which the director index has too: Qserv refuses the table (1060).", table.name);
                findings.add(ObjectPath::Table(table.id), Aspect::Role(role), message).set_help("Choose a column of the table.");
            }
            continue;
        }
        let message = format!("`{}` has no column `{name}`, which `{attribute}` names: Qserv refuses the table. The case of letters counts.", table.name);
        let finding = findings.add(ObjectPath::Table(table.id), Aspect::Role(role), message);
        let Some(meant) = table.column_named(name) else {
            finding.set_help("Choose a column of the table, or add the missing one.");
            continue;
        };
        let mut mended = registration.clone();
        let names = mended.kind.column_names_mut().into_iter().filter(|column| column.as_str() == name);
        names.for_each(|column| column.clone_from(&meant.name));
        let edit = Edit::SetTable { table: table.id, change: TableChange::Registration(Some(mended)) };
        finding.set_help(format!("Did you mean `{}`?", meant.name));
        finding.set_fix(format!("Use `{}`", meant.name), Applicability::Safe, vec![edit]);
    }
}
