//! A unique index that lets the same row in twice.

use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, IndexKind};

pub const RULE: Rule = Rule {
    name: "unique-nullable",
    summary: "A unique index has a column that accepts NULL.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for index in context.table.indexes.iter().filter(|index| index.kind == IndexKind::Unique) {
        findings.look();
        for (at, part) in index.parts.iter().enumerate().filter(|(_, part)| !part.expression) {
            let Some(column) = context.table.column_named(&part.column).filter(|column| column.accepts_null()) else { continue };
            let message = format!("`{}` accepts NULL, and NULL equals nothing: rows with it are not unique, and tools for online changes cannot use the key.", column.name);
            findings.add(context.index(index), Aspect::Part(at), message).set_help("Make the column NOT NULL, if each row has a value.");
        }
    }
}
