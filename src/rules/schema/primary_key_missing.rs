//! A table without a primary key.

use crate::diagnostic::{Applicability, Severity};
use crate::edit::Edit;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, Column, Index, IndexKind, KeyPart, ObjectPath};
use crate::mysql::types::{self, Family};

pub const RULE: Rule = Rule {
    name: "primary-key-missing",
    summary: "A table has no primary key.",
    severity: Some(Severity::Warning),
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let table = context.table;
    // Qserv's tables may have none: the server partitions them by its own column.
    if !table.is_plain() || table.query.is_some() || table.columns.is_empty() {
        return;
    }
    findings.look();
    if table.primary_key().is_some() {
        return;
    }
    let path = ObjectPath::Table(table.id);
    let message = format!(
        "The table `{}` has no primary key: its rows cannot be told apart, and replication and online changes suffer.",
        table.name
    );
    let finding = findings.add(path, Aspect::Name, message);
    let Some(column) = table.columns.iter().find(|column| is_natural_key(column)) else {
        finding.set_help("Add a column that is different in each row, and make it the primary key.");
        return;
    };
    finding.set_help(format!("Make `{}` the primary key, if it is different in each row.", column.name));
    let index = Index { kind: IndexKind::Primary, parts: vec![KeyPart::of(&column.name)], ..Index::default() };
    let edit = Edit::AddIndex { table: table.id, index };
    finding.set_fix(format!("Make `{}` the primary key", column.name), Applicability::Unsafe, vec![edit]);
}

/// A column that looks like the key: one that counts itself, or that is called id.
fn is_natural_key(column: &Column) -> bool {
    let whole = types::find(&column.data_type.name)
        .is_some_and(|known| !matches!(known.family, Family::Text | Family::Blob | Family::Json | Family::Spatial));
    let never_null = column.nullable != Some(true);
    whole && never_null && (column.auto_increment || column.name.eq_ignore_ascii_case("id"))
}
