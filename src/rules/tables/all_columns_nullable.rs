//! A table that promises nothing.

use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;
use crate::text::same_identifier;

pub const RULE: Rule = Rule {
    name: "all-columns-nullable",
    summary: "Every column beside the primary key accepts NULL.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    findings.look();
    let table = context.table;
    let key = table.primary_key();
    let in_key = |name: &str| key.is_some_and(|key| key.parts.iter().any(|part| same_identifier(&part.column, name)));
    let mut others = table.columns.iter().filter(|column| !in_key(&column.name)).peekable();
    if others.peek().is_some() && others.all(|column| column.accepts_null()) && table.columns.len() > 2 {
        let message = format!("Every column of `{}` beside its key accepts NULL: an empty row is a right one.", table.name);
        findings.add(context.path(), Aspect::Name, message).set_help("Write NOT NULL at what each row has.");
    }
}
