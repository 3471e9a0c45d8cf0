//! The names in queries and rows: tables that must be there, columns that a source must have.

use super::super::refusal::{Answer, Stop};
use super::super::session::Session;
use super::super::syntax::ast::{Expr, ExprKind, Query, SelectItem, Source};
use super::evaluate::{Clause, Place, Rows};
use super::rows_of_schema::{About, is_system_schema};
use crate::text::Letters;

impl Session {
    pub(super) fn tables_are_there(&self, query: &Query) -> Answer<()> {
        for source in &query.sources {
            let Source::Table { name, .. } = source else { continue };
            let database = self.database_of(name)?;
            if !is_system_schema(&database) {
                self.table_is_there(&database, &name.name.text)?;
            }
        }
        Ok(())
    }

    /// Error 1146 where there is no such table or view, and 1049 where MySQL misses the database first.
    pub(super) fn table_is_there(&self, database: &str, table: &str) -> Answer<()> {
        match self.catalog.databases.get(database) {
            None if is_system_schema(database) => {
                Err(Stop::unknown(&format!("the tables of {database} are not modelled")))
            }
            None if !self.server.is_mariadb() => self.refuse(1049, &[database]),
            Some(found) if found.table(table).is_some() || found.views.contains(table) => Ok(()),
            _ => self.refuse(1146, &[database, table]),
        }
    }

    /// Error 1054 for columns that the source has not.
    pub(super) fn names_are_known(
        &mut self,
        text: &str,
        query: &Query,
        head: About,
        nested: bool,
        exact: bool,
    ) -> Answer<()> {
        let mut head = head.head(nested);
        if let Some(Source::Table { name, alias }) = query.sources.first() {
            head.source = Some(((*alias.as_ref().unwrap_or(&name.name).text).into(), exact));
        }
        let place = Place { text, rows: Rows::One(&head), clause: Clause::Select };
        for item in &query.items {
            match item {
                SelectItem::Value { value, .. } => self.name_is_known(place, value)?,
                SelectItem::All(Some(name)) if !head.is_meant(std::slice::from_ref(name)) => {
                    let database = self.current.as_deref().filter(|_| self.server.is_mariadb());
                    let full = database.map_or_else(|| name.text.to_string(), |it| format!("{it}.{}", name.text));
                    return self.refuse(1051, &[&full]);
                }
                SelectItem::All(_) => {}
            }
        }
        if let Some(filter) = &query.filter {
            self.name_is_known(Place { clause: Clause::Where, ..place }, filter)?;
        }
        // Behind WHERE the names of items are columns too.
        let items = query.items.iter().filter_map(|item| match item {
            SelectItem::Value { alias: Some(alias), .. } => Some(alias.text.lower()),
            _ => None,
        });
        let items: Vec<String> = items.collect();
        let later = (query.group.iter().map(|value| (Clause::Group, value)))
            .chain(query.having.iter().map(|value| (Clause::Having, value)))
            .chain(query.order.iter().map(|(value, _)| (Clause::Order, value)));
        for (clause, value) in later {
            if !names_one_of(value, &items) {
                self.name_is_known(Place { clause, ..place }, value)?;
            }
        }
        Ok(())
    }

    /// What the servers check of a query that they do not execute yet.
    pub(super) fn check_query(&mut self, text: &str, query: &Query) -> Answer<()> {
        self.tables_are_there(query)?;
        let (Some(Source::Table { name, .. }), 1) = (query.sources.first(), query.sources.len()) else {
            let none = query.sources.is_empty();
            let values = query.items.iter().filter_map(|item| match item {
                SelectItem::Value { value, .. } if none => Some(value),
                _ => None,
            });
            let place = Place { text, rows: Rows::None, clause: Clause::Select };
            return values.into_iter().try_for_each(|value| self.name_is_known(place, value));
        };
        let database = self.database_of(name)?;
        let table = self.catalog.databases.get(&database).and_then(|found| found.table(&name.name.text));
        let Some(head) = table.map(|table| About::of_columns(table)) else { return Ok(()) };
        self.names_are_known(text, query, head, false, true)
    }

    pub(super) fn name_is_known(&mut self, place: Place, expression: &Expr) -> Answer<()> {
        if let ExprKind::Column { .. } = expression.kind {
            self.evaluate(place, expression)?;
        }
        expression.children().into_iter().try_for_each(|child| self.name_is_known(place, child))
    }
}

/// True where an expression names one of the items of a query.
fn names_one_of(expression: &Expr, items: &[String]) -> bool {
    match &expression.kind {
        ExprKind::Column { name, .. } => items.contains(&name.text.lower()),
        _ => expression.children().into_iter().any(|child| names_one_of(child, items)),
    }
}
