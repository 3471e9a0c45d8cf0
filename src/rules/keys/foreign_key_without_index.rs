//! A foreign key for which the server makes an index by itself.

use crate::diagnostic::Applicability;
use crate::edit::Edit;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, Index, KeyPart, ObjectPath};
use crate::text::same_identifier;

pub const RULE: Rule = Rule {
    name: "foreign-key-without-index",
    summary: "A foreign key has no index of its own: the server adds one.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for key in &context.table.foreign_keys {
        findings.look();
        let begins = |index: &Index| {
            index.parts.len() >= key.columns.len() && index.parts.iter().zip(&key.columns).all(|(part, name)| same_identifier(&part.column, name))
        };
        if context.table.indexes.iter().any(begins) {
            continue;
        }
        let message = format!("The foreign key over {} has no index: InnoDB adds one, by a name that no script knows.", key.columns.join(", "));
        let finding = findings.add(ObjectPath::ForeignKey(context.table.id, key.id), Aspect::Whole, message);
        finding.set_help("Write the index down.");
        let parts = key.columns.iter().map(|name| KeyPart::of(name)).collect();
        let edit = Edit::AddIndex { table: context.table.id, index: Index { parts, ..Index::default() } };
        finding.set_fix("Add the index", Applicability::Safe, vec![edit]);
    }
}
