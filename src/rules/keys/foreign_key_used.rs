//! A foreign key where the house has none.

use crate::diagnostic::Applicability;
use crate::edit::Edit;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, ObjectPath};

pub const RULE: Rule = Rule {
    name: "foreign-key-used",
    summary: "A table has a foreign key.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    findings.look();
    for key in &context.table.foreign_keys {
        let message = format!("`{}` has a foreign key to `{}`; the house keeps references in its programs.", context.table.name, key.parent_table);
        let finding = findings.add(ObjectPath::ForeignKey(context.table.id, key.id), Aspect::Whole, message);
        finding.set_help("Leave it out, and index the columns: a foreign key locks its parent, hinders sharding, archiving and online changes.");
        let edit = Edit::DeleteForeignKey { table: context.table.id, key: key.id };
        finding.set_fix("Leave it out", Applicability::Unsafe, vec![edit]);
    }
}
