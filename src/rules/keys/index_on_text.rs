//! An index over the beginning of a long text.

use crate::rules::types::is_lob;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, IndexKind};

pub const RULE: Rule = Rule {
    name: "index-on-text",
    summary: "An index is over the first characters of a TEXT or BLOB.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for index in &context.table.indexes {
        if matches!(index.kind, IndexKind::Fulltext | IndexKind::Spatial) {
            continue;
        }
        findings.look();
        let text = index.parts.iter().enumerate().find_map(|(at, part)| {
            let column = context.table.column_named(&part.column).filter(|column| !part.expression && is_lob(column))?;
            Some((at, column))
        });
        let Some((at, column)) = text else { continue };
        let what = index.name.as_ref().map_or("The index".to_owned(), |name| format!("The index `{name}`"));
        let message = format!("{what} is over the beginning of `{}`: it cannot sort, nor answer a query alone.", column.name);
        let finding = findings.add(context.index(index), Aspect::Part(at), message);
        finding.set_help("Make the column a VARCHAR if it is short, index a hash of it, or use FULLTEXT.");
    }
}
