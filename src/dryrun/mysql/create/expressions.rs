//! The expressions of a table, handed to `expression` with the table's columns around them.

use super::draft::{Draft, DraftCheck};
use crate::dryrun::mysql::catalog::StoredExpression;
use crate::dryrun::mysql::expression::{Analysis, Purpose, Scope, ScopeColumn, ValueType, analyse};
use crate::dryrun::mysql::refusal::Answer;
use crate::dryrun::mysql::syntax::ast::Expr;
use crate::mysql::charset::{self, Collation};
use crate::text::Letters;

/// The collation of a connection that speaks utf8mb4.
pub fn connection_collation(draft: &Draft) -> &'static Collation {
    utf8mb4(draft.server, draft.collation)
}

/// The collation of the server for utf8mb4, or else `other`.
pub fn utf8mb4(server: crate::mysql::Server, other: &'static Collation) -> &'static Collation {
    charset::charset("utf8mb4", server)
        .and_then(|charset| charset::collation(charset.default_collation, server))
        .unwrap_or(other)
}

/// Looks at the draft with its columns in scope.
pub fn in_scope<T>(draft: &Draft, look: impl FnOnce(&Scope) -> T) -> T {
    let columns: Vec<ScopeColumn> = draft
        .columns
        .iter()
        .filter(|column| !column.column.hidden)
        .enumerate()
        .map(|(position, draft_column)| {
            let column = &draft_column.column;
            let expression_default = draft_column.definition.is_some_and(|definition| {
                use crate::dryrun::mysql::syntax::ast::ColumnAttribute;
                definition.attributes.iter().any(|attribute| matches!(attribute, ColumnAttribute::DefaultExpression(_)))
            }) || matches!(
                column.default,
                crate::dryrun::mysql::catalog::Default::Expression(_)
            );
            ScopeColumn {
                name: &column.name,
                value: ValueType::of_column(&column.column_type, column.nullable, draft.server),
                generated: column.generated.is_some(),
                stored: column.generated.as_ref().is_some_and(|generated| generated.stored),
                auto_increment: column.auto_increment,
                has_expression_default: expression_default,
                position,
            }
        })
        .collect();
    look(&Scope {
        server: draft.server,
        database: &draft.database,
        table: &draft.name,
        columns: &columns,
        altered: draft.altered.is_some(),
        collation: connection_collation(draft),
    })
}

/// Analyses an expression, and makes what the catalogue keeps of it.
pub fn analysed(draft: &Draft, expression: &Expr, purpose: Purpose) -> Answer<(Analysis, StoredExpression)> {
    in_scope(draft, |scope| {
        let analysis = analyse(expression, scope, purpose)?;
        let names = analysis.columns.iter().filter_map(|at| scope.columns.get(*at));
        let source = draft.source(expression);
        let stored = StoredExpression {
            printed: analysis.printed.clone().unwrap_or_else(|_| source.clone()),
            source,
            columns: names.map(|column| column.name.lower()).collect(),
            deterministic: analysis.deterministic,
        };
        Ok((analysis, stored))
    })
}

/// The names of a draft's checks in order: those given, and those that the server gives to the others.
///
/// MySQL: `t_chk_1`, counted over all. MariaDB: a column's check has the column's name, others are `CONSTRAINT_1`.
pub fn check_names(draft: &Draft) -> Vec<String> {
    let table = draft.final_name.as_deref().unwrap_or(&draft.name);
    let given = |check: &DraftCheck| match check {
        DraftCheck::Kept(check) => Some(check.name.clone()),
        DraftCheck::New { definition, .. } => definition.constraint.as_ref().map(|name| name.text.to_string()),
    };
    let number = |name: &str| -> Option<u32> {
        if draft.maria() {
            return name.strip_prefix("CONSTRAINT_")?.parse().ok();
        }
        let own = name.strip_prefix(table).or_else(|| name.strip_prefix(draft.name.as_str()))?;
        own.strip_prefix("_chk_")?.parse().ok()
    };
    let kept = draft.checks.iter().filter(|check| matches!(check, DraftCheck::Kept(_)));
    let mut next = kept.filter_map(given).filter_map(|name| number(&name)).max().unwrap_or(0) + 1;
    let mut names = Vec::new();
    for check in &draft.checks {
        let column = match check {
            DraftCheck::New { column: Some(column), .. } if draft.maria() => Some(column.clone()),
            _ => None,
        };
        names.push(given(check).or(column).unwrap_or_else(|| {
            let name = if draft.maria() { format!("CONSTRAINT_{next}") } else { format!("{table}_chk_{next}") };
            next += 1;
            name
        }));
    }
    names
}
