//! A primary key that has to be looked for.

use crate::diagnostic::Applicability;
use crate::edit::Edit;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;

pub const RULE: Rule = Rule {
    name: "primary-key-not-first",
    summary: "The columns of the primary key are not the first ones.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let table = context.table;
    let Some(key) = table.primary_key() else { return };
    findings.look();
    let first = table.columns.iter().take(key.parts.len());
    let mut early = first.filter(|column| key.parts.iter().any(|part| crate::text::same_identifier(&part.column, &column.name)));
    if early.by_ref().count() == key.parts.len() {
        return;
    }
    let message = format!("The primary key of `{}` is not at its beginning, where one looks for it.", table.name);
    let finding = findings.add(context.index(key), Aspect::Whole, message);
    finding.set_help("Put its columns first, while the table has no rows.");
    let moves = key.parts.iter().enumerate().filter_map(|(to, part)| {
        let column = table.column_named(&part.column)?;
        Some(Edit::MoveColumn { table: table.id, column: column.id, to })
    });
    finding.set_fix("Put them first", Applicability::Unsafe, moves.collect());
}
