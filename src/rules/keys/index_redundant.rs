//! An index that another one contains.

use crate::diagnostic::{Applicability, Severity};
use crate::edit::Edit;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, Index, IndexKind, KeyPart};
use crate::text::same_identifier;

pub const RULE: Rule = Rule {
    name: "index-redundant",
    summary: "The parts of an index are the first parts of another one.",
    severity: Some(Severity::Info),
    options: &[],
    check: Check::Table(check),
};

pub fn same_part(a: &KeyPart, b: &KeyPart) -> bool {
    same_identifier(&a.column, &b.column) && a.expression == b.expression && a.length == b.length && a.descending == b.descending
}

/// Those that order by their parts: a full text or a place has no order.
pub fn is_ordered(index: &Index) -> bool {
    let hash = index.options.iter().any(|option| option.to_ascii_uppercase().contains("HASH"));
    matches!(index.kind, IndexKind::Primary | IndexKind::Unique | IndexKind::Plain) && !hash
}

/// The server keeps an index for a foreign key, so one that a foreign key needs is dropped only with a look.
fn serves_foreign_key(context: &TableContext, index: &Index) -> bool {
    context.table.foreign_keys.iter().any(|key| {
        let first = key.columns.first();
        first.is_some_and(|first| index.parts.first().is_some_and(|part| same_identifier(&part.column, first)))
    })
}

fn check(context: &TableContext, findings: &mut Findings) {
    let indexes = &context.table.indexes;
    for (at, index) in indexes.iter().enumerate().filter(|(_, index)| index.kind == IndexKind::Plain && is_ordered(index)) {
        findings.look();
        let covers = |(other_at, other): &(usize, &Index)| {
            *other_at != at && is_ordered(other)
                && other.parts.len() > index.parts.len()
                && index.parts.iter().zip(&other.parts).all(|(a, b)| same_part(a, b))
        };
        let Some((_, other)) = indexes.iter().enumerate().find(covers) else { continue };
        let name = |index: &Index| index.name.clone().unwrap_or_else(|| index.parts.first().map(|part| part.column.clone()).unwrap_or_default());
        let larger = if other.kind == IndexKind::Primary { "the primary key".to_owned() } else { format!("`{}`", name(other)) };
        let message = format!("The index `{}` is contained in {larger}, which begins with the same parts: it costs space and slows each change.", name(index));
        let finding = findings.add(context.index(index), Aspect::Whole, message);
        finding.set_help("Drop it, unless a query needs the smaller index for its size; make it INVISIBLE first where it is in use.");
        if !serves_foreign_key(context, index) {
            let edit = Edit::DeleteIndex { table: context.table.id, index: index.id };
            finding.set_fix(format!("Drop `{}`", name(index)), Applicability::Unsafe, vec![edit]);
        }
    }
}
