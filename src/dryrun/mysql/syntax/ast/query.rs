//! Queries, and the statements that change rows, as far as they are looked into.

use super::{Expr, ExprKind, Name, TableName, Target};

/// A SELECT without UNION, WITH and windows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query<'t> {
    pub distinct: bool,
    pub items: Vec<SelectItem<'t>>,
    /// Empty without FROM, and for FROM DUAL.
    pub sources: Vec<Source<'t>>,
    /// ON of all joins and WHERE, in the order written.
    pub joins: Vec<Expr<'t>>,
    pub filter: Option<Expr<'t>>,
    pub group: Vec<Expr<'t>>,
    pub having: Option<Expr<'t>>,
    /// With true for DESC.
    pub order: Vec<(Expr<'t>, bool)>,
    /// Offset and count.
    pub limit: Option<(Option<Expr<'t>>, Expr<'t>)>,
    pub into: Vec<Target<'t>>,
    /// INTO OUTFILE, LEFT JOIN, WITH ROLLUP and the like: what the query does then is not modelled.
    pub strange: bool,
    /// Joins other than inner ones and LEFT JOIN ... ON.
    pub odd: bool,
    /// By source: it stands behind a LEFT JOIN.
    pub optional: Vec<bool>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum SelectItem<'t> {
    /// `*` or `t.*`
    All(Option<Name<'t>>),
    Value {
        value: Expr<'t>,
        alias: Option<Name<'t>>,
    },
}

/// What a query reads from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source<'t> {
    Table {
        name: TableName<'t>,
        alias: Option<Name<'t>>,
    },
    /// A query in parentheses.
    Derived {
        query: Expr<'t>,
        alias: Option<Name<'t>>,
    },
}

/// `CREATE VIEW`.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateView<'t> {
    pub name: TableName<'t>,
    pub or_replace: bool,
    pub if_not_exists: bool,
    /// Empty where they are those of the query.
    pub columns: Vec<Name<'t>>,
    /// `None` where it is of a kind that is not looked into.
    pub query: Option<Query<'t>>,
}

/// INSERT, REPLACE, UPDATE, DELETE.
#[derive(Clone, Debug, PartialEq)]
pub struct RowsStatement<'t> {
    pub verb: RowsVerb,
    pub table: TableName<'t>,
    pub ignore: bool,
    /// The columns named before VALUES, or set by UPDATE; `None` where all are meant.
    pub columns: Option<Vec<Name<'t>>>,
    pub rows: Vec<Vec<Expr<'t>>>,
    /// The columns of ON DUPLICATE KEY UPDATE.
    pub on_duplicate: Option<Vec<Name<'t>>>,
    pub filter: Option<Expr<'t>>,
    /// Several tables, a query instead of values, partitions: only the table is known.
    pub strange: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowsVerb {
    Insert,
    Replace,
    Update,
    Delete,
}

impl RowsVerb {
    pub fn word(self) -> &'static str {
        match self {
            RowsVerb::Insert => "INSERT",
            RowsVerb::Replace => "REPLACE",
            RowsVerb::Update => "UPDATE",
            RowsVerb::Delete => "DELETE",
        }
    }
}

impl<'t> Expr<'t> {
    /// The expressions right below this one, in their order; those of queries are not among them.
    pub fn children(&self) -> Vec<&Expr<'t>> {
        match &self.kind {
            ExprKind::Unary { operand, .. }
            | ExprKind::Cast { operand, .. }
            | ExprKind::ConvertUsing { operand, .. }
            | ExprKind::Collate { operand, .. }
            | ExprKind::IsNull { operand, .. }
            | ExprKind::IsTruth { operand, .. }
            | ExprKind::Interval { amount: operand, .. }
            | ExprKind::DefaultOf(operand)
            | ExprKind::ValuesOf(operand)
            | ExprKind::Parenthesis(operand)
            | ExprKind::UserVariable { value: Some(operand), .. } => vec![operand],
            ExprKind::Binary { left, right, .. }
            | ExprKind::Regexp { operand: left, pattern: right, .. }
            | ExprKind::MemberOf { operand: left, array: right } => vec![left, right],
            ExprKind::Call(call) => call.arguments.iter().collect(),
            ExprKind::Case { operand, branches, otherwise } => {
                let branches = branches.iter().flat_map(|(when, then)| [when, then]);
                operand.iter().map(Box::as_ref).chain(branches).chain(otherwise.iter().map(Box::as_ref)).collect()
            }
            ExprKind::Between { operand, low, high, .. } => vec![operand, low, high],
            ExprKind::In { operand, list, .. } => std::iter::once(operand.as_ref()).chain(list).collect(),
            ExprKind::Like { operand, pattern, escape, .. } => {
                [operand, pattern].into_iter().chain(escape).map(Box::as_ref).collect()
            }
            ExprKind::Row { items, .. } => items.iter().collect(),
            ExprKind::Match { columns, against } => columns.iter().chain([against.as_ref()]).collect(),
            ExprKind::Literal(_)
            | ExprKind::Column { .. }
            | ExprKind::UserVariable { value: None, .. }
            | ExprKind::SystemVariable { .. }
            | ExprKind::Subquery { .. }
            | ExprKind::Parameter => vec![],
        }
    }
}
