//! Two indexes over the same parts.

use super::index_redundant::{is_ordered, same_part};
use crate::diagnostic::{Applicability, Severity};
use crate::edit::Edit;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, Index, IndexKind};

pub const RULE: Rule = Rule {
    name: "index-duplicate",
    summary: "Two indexes have the same parts.",
    severity: Some(Severity::Warning),
    options: &[],
    check: Check::Table(check),
};

/// What one of these does, one of a higher rank does too.
fn rank(index: &Index) -> u8 {
    match index.kind {
        IndexKind::Primary => 2,
        IndexKind::Unique => 1,
        IndexKind::Plain | IndexKind::Fulltext | IndexKind::Spatial => 0,
    }
}

fn check(context: &TableContext, findings: &mut Findings) {
    let indexes = &context.table.indexes;
    for (at, index) in indexes.iter().enumerate().filter(|(_, index)| index.kind != IndexKind::Primary) {
        findings.look();
        let is_same = |(other_at, other): &(usize, &Index)| {
            let comparable = (is_ordered(index) && is_ordered(other)) || index.kind == other.kind;
            // Of two equal ones, the later is too much.
            let stays = rank(other) > rank(index) || (rank(other) == rank(index) && *other_at < at);
            *other_at != at && comparable && stays && other.parts.len() == index.parts.len()
                && index.parts.iter().zip(&other.parts).all(|(a, b)| same_part(a, b))
        };
        let Some((_, other)) = indexes.iter().enumerate().find(is_same) else { continue };
        let name = |index: &Index| match (&index.name, index.kind) {
            (_, IndexKind::Primary) => "the primary key".to_owned(),
            (Some(name), _) => format!("`{name}`"),
            (None, _) => "one without a name".to_owned(),
        };
        let message = format!("The index {} has the same parts as {}: MySQL warns of it (1831).", name(index), name(other));
        let finding = findings.add(context.index(index), Aspect::Whole, message);
        finding.set_help("Drop one of the two.");
        let edit = Edit::DeleteIndex { table: context.table.id, index: index.id };
        finding.set_fix("Drop it", Applicability::Safe, vec![edit]);
    }
}
