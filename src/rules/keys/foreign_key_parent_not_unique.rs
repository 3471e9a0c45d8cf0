//! A foreign key to columns that no unique key holds.

use crate::rules::parents::foreign_keys;
use crate::rules::{Check, Findings, Rule, WorkspaceContext};
use crate::schema::{Aspect, Index, IndexKind, ObjectPath};
use crate::text::same_identifier;

pub const RULE: Rule = Rule {
    name: "foreign-key-parent-not-unique",
    summary: "A foreign key refers to columns that are not exactly a unique key of the parent.",
    severity: Some(crate::diagnostic::Severity::Warning),
    options: &[],
    check: Check::Workspace(check),
};

fn check(context: &WorkspaceContext, findings: &mut Findings) {
    for (_, table, key, parent) in foreign_keys(context) {
        let Some(parent) = parent.filter(|parent| parent.query.is_none()) else { continue };
        findings.look();
        let is_the_key = |index: &Index| {
            matches!(index.kind, IndexKind::Primary | IndexKind::Unique)
                && index.parts.len() == key.parent_columns.len()
                && index.parts.iter().zip(&key.parent_columns).all(|(part, name)| same_identifier(&part.column, name) && part.length.is_none())
        };
        let missing = key.parent_columns.iter().any(|name| parent.column_named(name).is_none());
        if missing || key.parent_columns.is_empty() || parent.indexes.iter().any(is_the_key) {
            continue;
        }
        let message = format!("The foreign key of `{}` refers to `{}` ({}), which no unique key holds: MySQL refuses it since 8.4 (6125), and with an index before it lets one row have several parents.", table.name, parent.name, key.parent_columns.join(", "));
        let finding = findings.add(ObjectPath::ForeignKey(table.id, key.id), Aspect::Whole, message);
        finding.set_help(format!("Refer to the primary key of `{}`, or make those columns unique.", parent.name));
    }
}
