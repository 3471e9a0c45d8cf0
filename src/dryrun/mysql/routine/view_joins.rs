//! Views of several tables, and of groups: certain where each name means one column, and nothing else can be refused.
//!
//! Neither server holds CREATE VIEW to ONLY_FULL_GROUP_BY. Asked of MySQL 9.7.4 and MariaDB 10.11.19.

use super::super::refusal::Answer;
use super::super::session::Session;
use super::super::syntax::ast::{Expr, ExprKind, Literal, Name, Query, SelectItem, Source};
use super::evaluate::{Clause, Place, Rows};
use super::functions::{has_aggregate, is_aggregate};
use super::rows_of_schema::About;
use crate::text::Letters;

/// Functions of the servers in which aggregates stand every day.
const AROUND: &[&str] =
    &["abs", "ceil", "coalesce", "concat", "floor", "format", "greatest", "if", "ifnull", "least", "nullif", "round"];

/// What names in a query may mean.
struct Names {
    /// Each source as it is called, and its columns in lower case.
    sources: Vec<(String, Vec<String>)>,
    /// Of items, in lower case.
    aliases: Vec<String>,
}

impl Names {
    fn columns(&self, qualifiers: &[Name], name: &str) -> usize {
        let meant = |source: &&(String, Vec<String>)| qualifiers.last().is_none_or(|word| *word.text == *source.0);
        let has = |source: &&(String, Vec<String>)| source.1.contains(&name.lower());
        self.sources.iter().filter(meant).filter(has).count()
    }

    /// True where all names mean a column each; `late`: behind GROUP BY and ORDER BY, where aliases count too.
    fn resolve(&self, expression: &Expr, late: bool) -> bool {
        match &expression.kind {
            ExprKind::Column { qualifiers, name } => {
                let alias = late && qualifiers.is_empty() && self.aliases.contains(&name.text.lower());
                self.columns(qualifiers, &name.text) + usize::from(alias) == 1
            }
            ExprKind::Subquery { .. } | ExprKind::Parameter => false,
            _ => expression.children().into_iter().all(|child| self.resolve(child, late)),
        }
    }

    /// HAVING sees what is selected, and all columns within aggregates.
    fn resolve_behind(&self, expression: &Expr) -> bool {
        match &expression.kind {
            ExprKind::Column { qualifiers, name } => {
                qualifiers.is_empty() && self.aliases.contains(&name.text.lower()) && self.columns(&[], &name.text) == 0
            }
            ExprKind::Call(call) if is_aggregate(&call.name.text) => self.resolve(expression, false),
            ExprKind::Subquery { .. } | ExprKind::Parameter => false,
            _ => expression.children().into_iter().all(|child| self.resolve_behind(child)),
        }
    }
}

impl Session {
    /// True where the servers take a view of the query, whose items and conditions are `parts`.
    pub(super) fn check_joined(&mut self, text: &str, query: &Query, parts: &[&Expr]) -> Answer<bool> {
        let mut names = Names { sources: vec![], aliases: vec![] };
        for source in &query.sources {
            let Source::Table { name, alias } = source else { return Ok(false) };
            let database = self.database_of(name)?;
            let table = self.catalog.databases.get(&database).and_then(|found| found.tables.get(&*name.name.text));
            let Some(About::Columns(columns)) = table.map(|table| About::of_columns(table)) else { return Ok(false) };
            let called = alias.as_ref().unwrap_or(&name.name).text.to_string();
            if names.sources.iter().any(|(other, _)| other.eq_ignore_ascii_case(&called)) {
                return Ok(false);
            }
            names.sources.push((called, columns));
        }
        let all = query.items.iter().any(|item| matches!(item, SelectItem::All(_)));
        if query.odd || names.sources.is_empty() || (all && names.sources.len() > 1) {
            return Ok(false);
        }
        names.aliases.extend(query.items.iter().filter_map(|item| match item {
            SelectItem::Value { alias: Some(alias), .. } => Some(alias.text.lower()),
            _ => None,
        }));
        let early = |part: &&&Expr| !query.group.iter().any(|group| std::ptr::eq(group, **part));
        let late = query.group.iter().chain(query.order.iter().map(|(value, _)| value));
        let known = parts.iter().filter(early).all(|part| names.resolve(part, false))
            && late.clone().all(|part| names.resolve(part, true))
            && query.having.iter().all(|part| names.resolve_behind(part));
        if !known {
            return Ok(false);
        }
        if query.filter.iter().chain(&query.joins).chain(&query.group).any(has_aggregate) {
            return self.refuse(1111, &[]);
        }
        let order = query.order.iter().map(|(value, _)| (value, Clause::Order));
        for (part, clause) in query.group.iter().map(|value| (value, Clause::Group)).chain(order) {
            // The place of an item.
            if let ExprKind::Literal(Literal::Integer(digits)) = &part.kind
                && !digits.parse().is_ok_and(|place: usize| (1..=query.items.len()).contains(&place))
            {
                return self.refuse(1054, &[digits, clause.words(self.server.is_mariadb())]);
            }
        }
        // A row of all columns and aliases: each name was found.
        let columns = names.sources.into_iter().flat_map(|(_, columns)| columns).chain(names.aliases);
        let head = About::Columns(columns.collect()).head(false);
        let place = Place { text, rows: Rows::One(&head), clause: Clause::Select };
        let mut open: Vec<&Expr> = parts.iter().copied().chain(late).chain(&query.having).collect();
        while let Some(part) = open.pop() {
            if !has_aggregate(part) {
                self.evaluate(place, part)?;
                continue;
            }
            if let ExprKind::Call(call) = &part.kind
                && !is_aggregate(&call.name.text)
                && !AROUND.iter().any(|known| call.name.text.eq_ignore_ascii_case(known))
            {
                return Ok(false);
            }
            open.extend(part.children());
        }
        Ok(true)
    }
}
