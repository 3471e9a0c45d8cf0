//! Stored columns whose values a foreign key may change: no server can follow that. Asked of MySQL 9.7.4 and MariaDB 10.11.19.

use super::column::DraftColumn;
use super::draft::{Draft, DraftForeignKey};
use crate::dryrun::mysql::catalog::same;
use crate::dryrun::mysql::refusal::Answer;
use crate::dryrun::mysql::syntax::ast::{Expr, ExprKind, ReferentialAction};

/// A stored column stands on one that a foreign key changes: MySQL 1215, when the engine makes the table; MariaDB 1901.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
pub fn check(draft: &Draft) -> Answer<()> {
    let mut changed: Vec<String> = Vec::new();
    for key in &draft.foreign_keys {
        let (columns, on_delete, on_update): (Vec<&str>, _, _) = match key {
            DraftForeignKey::New(new) => (
                new.columns.iter().map(|name| &*name.text).collect(),
                new.references.on_delete,
                new.references.on_update,
            ),
            DraftForeignKey::Inline { column, references } => {
                (vec![column], references.on_delete, references.on_update)
            }
            DraftForeignKey::Kept(kept) => {
                (kept.columns.iter().map(String::as_str).collect(), Some(kept.on_delete), Some(kept.on_update))
            }
        };
        if changes(draft, on_delete, true) || changes(draft, on_update, false) {
            changed.extend(columns.into_iter().map(str::to_owned));
        }
    }
    // Virtual columns change with what they stand on, in the order in which they are found.
    let mut at = 0;
    while let Some(base) = changed.get(at).cloned() {
        at += 1;
        for column in draft.columns.iter().filter(|column| stands_on(column, &base)) {
            let name = &column.column.name;
            if column.column.generated.as_ref().is_some_and(|generated| generated.stored) {
                return match draft.maria() {
                    true => draft.refuse(1901, &[&base, "GENERATED ALWAYS AS", name]),
                    false => draft.refuse(1215, &[]),
                };
            }
            if !changed.iter().any(|other| same(other, name)) {
                changed.push(name.clone());
            }
        }
    }
    Ok(())
}

/// True for an action that puts other values into the columns.
fn changes(draft: &Draft, action: Option<ReferentialAction>, deletes: bool) -> bool {
    match action {
        Some(ReferentialAction::SetNull) => true,
        Some(ReferentialAction::Cascade) => !(deletes && draft.maria()),
        Some(ReferentialAction::SetDefault) => draft.maria(),
        _ => false,
    }
}

fn stands_on(column: &DraftColumn, base: &str) -> bool {
    match column.definition.and_then(|definition| definition.generated.as_ref()) {
        Some(generated) => generated.row_start.is_none() && names(&generated.expression, base),
        None => column.column.generated.as_ref().is_some_and(|generated| generated.expression.names(base)),
    }
}

fn names(expression: &Expr, column: &str) -> bool {
    match &expression.kind {
        ExprKind::Column { name, .. } => same(&name.text, column),
        _ => expression.children().into_iter().any(|child| names(child, column)),
    }
}
