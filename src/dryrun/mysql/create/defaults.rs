//! Defaults of columns: literals stored into the column's type, expressions looked at.

use super::column::{default_clause, is_null_literal};
use super::draft::Draft;
use super::expressions::analysed;
use crate::dryrun::mysql::alter::dependences;
use crate::dryrun::mysql::catalog::{Column, Default, ShownDefault};
use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::default_value::{self, literal_default};
use crate::dryrun::mysql::expression::{Constant, Purpose, constant_of};
use crate::dryrun::mysql::refusal::Answer;
use crate::dryrun::mysql::syntax::ast::{ColumnAttribute, Expr, ExprKind, Literal, TypeName, UnaryOperator};

/// Literal defaults, as the column's type takes them.
pub fn literals(draft: &mut Draft) -> Answer<()> {
    let server = draft.server;
    for at in 0..draft.columns.len() {
        let Some(column) = draft.columns.get(at) else { break };
        let clause = column.definition.and_then(default_clause);
        let literal = match (column.new_default, clause) {
            (Some(literal), _) | (None, Some(ColumnAttribute::Default(literal))) => literal,
            (None, _) if draft.maria() && column.new_expression.is_some_and(is_signed) => match column.new_expression {
                Some(literal) => literal,
                None => continue,
            },
            (None, Some(ColumnAttribute::DefaultExpression(expression))) if draft.maria() => match bare(expression) {
                Some(literal) => literal,
                None => {
                    if let Some(constant) = constant_of(expression, server)? {
                        stored_constant(draft, at, &constant)?;
                    }
                    continue;
                }
            },
            (None, Some(ColumnAttribute::DefaultNow { fsp })) => {
                let fsp = *fsp;
                let moment = matches!(column.column.column_type.name, TypeName::DateTime | TypeName::Timestamp);
                if draft.maria() && fsp > 6 && !moment {
                    return draft.refuse(1426, &["current_timestamp", "6"]);
                }
                set(draft, at, Default::Now { fsp });
                continue;
            }
            // MariaDB: what changes by itself begins with zero, where it cannot be NULL.
            (None, None) if draft.maria() && column.definition.is_some() && changes_by_itself(&column.column) => {
                let zero = zero_moment(column.column.column_type.decimals.unwrap_or(0));
                set(draft, at, Default::Literal(Some(zero)));
                continue;
            }
            _ => {
                kept(draft, at)?;
                continue;
            }
        };
        // The primary key took the NULL away, which the default says.
        if is_null_literal(literal) && column.explicit_null && !column.column.nullable {
            set(draft, at, Default::Literal(None));
            continue;
        }
        let altered = column.new_default.is_some();
        let column = &column.column;
        // What counts needs no default; a NULL is as good as none, but ALTER COLUMN minds it.
        if is_null_literal(literal) && column.auto_increment && !altered {
            set(draft, at, Default::None);
            continue;
        }
        let stored = literal_default(server, draft.mode, &column.name, &column.column_type, column.nullable, literal)?;
        draft.warnings.extend(stored.warnings);
        // ALTER COLUMN SET DEFAULT of a column that counts is judged and forgotten.
        let forgotten = column.auto_increment;
        set(draft, at, if forgotten { Default::None } else { Default::Literal(stored.shown) });
    }
    Ok(())
}

/// The servers judge with each ALTER the dates that columns have for defaults already, by the mode of today.
fn kept(draft: &mut Draft, at: usize) -> Answer<()> {
    let Some(column) = draft.columns.get(at) else { return Ok(()) };
    let known = column.definition.is_some() || column.new_expression.is_some();
    let Column { name, column_type, default, .. } = &column.column;
    let Default::Literal(Some(shown)) = default else { return Ok(()) };
    // Without zeros there is nothing to judge.
    if known || !shown.contains("-00") || !is_dated(column_type) {
        return Ok(());
    }
    if let Some((shown, warning)) = default_value::kept(draft.server, draft.mode, name, column_type, shown)? {
        draft.warnings.push(warning);
        set(draft, at, Default::Literal(Some(shown)));
    }
    Ok(())
}

fn is_dated(column_type: &ColumnType) -> bool {
    matches!(column_type.name, TypeName::Date | TypeName::DateTime | TypeName::Timestamp)
}

fn changes_by_itself(column: &Column) -> bool {
    column.on_update.is_some() && !column.nullable
}

/// The zero of DATETIME and TIMESTAMP with so many digits of the second, as COLUMN_DEFAULT shows it.
fn zero_moment(fsp: u8) -> String {
    let point = if fsp > 0 { "." } else { "" };
    format!("'0000-00-00 00:00:00{point}{:0<1$}'", "", usize::from(fsp))
}

/// MariaDB looks at the defaults of ENUM and SET before it looks for members that stand there twice.
pub fn of_members(draft: &Draft, at: usize) -> Answer<()> {
    let Some(column) = draft.columns.get(at) else { return Ok(()) };
    let members = matches!(column.column.column_type.name, TypeName::Enum | TypeName::Set);
    let literal = match column.definition.and_then(default_clause) {
        Some(ColumnAttribute::Default(literal)) => Some(literal),
        Some(ColumnAttribute::DefaultExpression(expression)) if draft.maria() => bare(expression),
        _ => None,
    };
    let Some(literal) = literal else { return Ok(()) };
    if !members || is_null_literal(literal) {
        return Ok(());
    }
    let column = &column.column;
    literal_default(draft.server, draft.mode, &column.name, &column.column_type, column.nullable, literal).map(|_| ())
}

fn set(draft: &mut Draft, at: usize, default: Default) {
    if let Some(column) = draft.columns.get_mut(at) {
        column.column.default = default;
    }
}

/// `DEFAULT (expression)` of a column.
pub fn expression(draft: &mut Draft, at: usize) -> Answer<()> {
    let Some(column) = draft.columns.get(at) else { return Ok(()) };
    let clause = column.definition.and_then(default_clause);
    let expression = match (column.new_expression, clause) {
        (Some(literal), _) if draft.maria() && is_signed(literal) => return Ok(()),
        (None, Some(ColumnAttribute::DefaultExpression(expression))) if draft.maria() && bare(expression).is_some() => {
            return Ok(());
        }
        (Some(expression), _) | (None, Some(ColumnAttribute::DefaultExpression(expression))) => expression,
        _ => return dependences::kept_default(draft, at),
    };
    let name = column.column.name.clone();
    let added = draft.altered.is_some() && column.old_name.is_none();
    // Of the default that ALTER COLUMN gives a text, MySQL's COLUMN_DEFAULT shows nothing.
    let silent = column.new_expression.is_some() && !draft.maria() && {
        let column_type = &column.column.column_type;
        column_type.is_blob() && column_type.name != TypeName::Json && !column_type.name.is_spatial()
    };
    let (analysis, stored) = analysed(draft, expression, Purpose::Default { column: &name })?;
    if added && !draft.maria() && analysis.unsafe_for_replication {
        return draft.refuse(1674, &[]);
    }
    set(draft, at, Default::Expression(stored));
    if let (true, Some(column)) = (silent, draft.columns.get_mut(at)) {
        column.column.shown = ShownDefault::Nothing;
    }
    Ok(())
}

/// A number with a sign, of which MariaDB makes a literal in ALTER COLUMN SET DEFAULT.
fn is_signed(expression: &Expr) -> bool {
    matches!(&expression.kind, ExprKind::Unary { operator: UnaryOperator::Minus, operand }
        if matches!(operand.kind, ExprKind::Literal(Literal::Integer(_) | Literal::Decimal(_) | Literal::Float(_))))
}

/// MariaDB: a literal in parentheses is one.
fn bare<'e, 't>(expression: &'e Expr<'t>) -> Option<&'e Expr<'t>> {
    match &expression.kind {
        ExprKind::Parenthesis(inner) => bare(inner),
        ExprKind::Literal(_) => Some(expression),
        _ => None,
    }
}

/// MariaDB stores a constant as soon as the table is made, and refuses it as it refuses a literal.
#[inline(never)] // Rare: loaded at need (docs/decisions/0020).
fn stored_constant(draft: &Draft, at: usize, constant: &Constant) -> Answer<()> {
    let Some(column) = draft.columns.get(at).map(|column| &column.column) else { return Ok(()) };
    let text = |text: &str| Literal::Text { text: text.to_owned().into(), introducer: None, national: false };
    let (negative, literal) = match constant {
        Constant::Null => (false, Literal::Null),
        Constant::Integer(digits) => (digits.starts_with('-'), Literal::Integer(digits.trim_start_matches('-'))),
        Constant::Number(digits) => (digits.starts_with('-'), Literal::Decimal(digits.trim_start_matches('-'))),
        Constant::Text(value) => (false, text(value)),
        Constant::Temporal(kind, value) => (false, Literal::Temporal { kind, text: value.as_str().into() }),
    };
    let whole = |kind: ExprKind<'_>| {
        literal_default(
            draft.server,
            draft.mode,
            &column.name,
            &column.column_type,
            column.nullable,
            &Expr { kind, at: 0, end: 0 },
        )
    };
    let kind = ExprKind::Literal(literal);
    let answer = if negative {
        let operand = Box::new(Expr { kind, at: 0, end: 0 });
        whole(ExprKind::Unary { operator: UnaryOperator::Minus, operand })
    } else {
        whole(kind)
    };
    answer.map(|_| ())
}
