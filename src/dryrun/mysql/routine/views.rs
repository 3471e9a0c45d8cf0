//! Views: their names, and of simple ones whether the server takes them. Their columns are not modelled.

use super::super::refusal::{Answer, Stop, Warning};
use super::super::session::Session;
use super::super::syntax::ast::{CreateView, Expr, ExprKind, Name, Query, SelectItem, Source, TableName};
use super::evaluate::{Clause, Place, Rows};
use super::rows_of_schema::About;
use crate::text::Letters;

impl Session {
    /// A view that is not decided is there all the same for the statements behind it.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(in crate::dryrun::mysql) fn create_view(
        &mut self,
        text: &str,
        view: &CreateView,
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        let database_name = self.database_of(&view.name)?;
        let name = &*view.name.name.text;
        self.check_table_name(name)?;
        let Some(database) = self.catalog.databases.get(&database_name) else {
            return self.refuse(1049, &[&database_name]);
        };
        let (table, before) = (database.tables.contains_key(name), database.views.contains(name));
        if before && view.if_not_exists {
            warnings.push(Warning::note(self.server, 1050, &[name]));
            return Ok(());
        }
        if (before || table) && !view.or_replace {
            return self.refuse(1050, &[name]);
        }
        if table {
            return self.refuse(1347, &[&database_name, name, "VIEW"]);
        }
        let certain = match &view.query {
            Some(query) => self.check_view(text, view, query)?,
            None => false,
        };
        if let Some(database) = self.catalog.databases.get_mut(&database_name) {
            database.views.insert(name.to_owned());
        }
        if certain { Ok(()) } else { Err(Stop::unknown("a view of this kind is not modelled")) }
    }

    /// True where the server takes the view.
    fn check_view(&mut self, text: &str, view: &CreateView, query: &Query) -> Answer<bool> {
        if !query.into.is_empty() {
            return Ok(false);
        }
        self.check_query(text, query)?;
        let parts = query.items.iter().filter_map(|item| match item {
            SelectItem::Value { value, .. } => Some(value),
            SelectItem::All(_) => None,
        });
        let parts: Vec<&Expr> = parts.chain(&query.filter).chain(&query.joins).chain(&query.group).collect();
        if parts.iter().any(|part| has_variable(part)) {
            return self.refuse(1351, &[]);
        }
        let all = query.items.iter().any(|item| matches!(item, SelectItem::All(_)));
        if !all && !view.columns.is_empty() && view.columns.len() != query.items.len() {
            return self.refuse(1353, &[]);
        }
        let mut seen: Vec<String> = vec![];
        let own = query.items.iter().filter_map(item_name);
        let names: Vec<&Name> = if view.columns.is_empty() { own.collect() } else { view.columns.iter().collect() };
        for name in names {
            let lower = name.text.lower();
            if seen.contains(&lower) {
                return self.refuse(1060, &[&name.text]);
            }
            seen.push(lower);
        }
        let plain = query.group.is_empty() && query.having.is_none() && query.order.is_empty() && query.limit.is_none();
        let one = match query.sources.as_slice() {
            [] => Some(About::Columns(vec![])),
            [Source::Table { name, .. }] if !query.strange => {
                let database = self.database_of(name)?;
                let table = self.catalog.databases.get(&database).and_then(|found| found.tables.get(&*name.name.text));
                table.map(|table| About::of_columns(table))
            }
            _ => None,
        };
        if all && (view.columns.len() + query.items.len() > 1) {
            return Ok(false);
        }
        let (Some(about), true) = (one, plain) else {
            return self.check_joined(text, query, &parts);
        };
        // What is selected is tried on a row without values: functions that are not there, and what may be refused.
        let head = about.head(false);
        let place = Place { text, rows: Rows::One(&head), clause: Clause::Select };
        for part in parts.iter().filter(|part| !super::functions::has_aggregate(part)) {
            if has_query(part) {
                return Ok(false);
            }
            self.evaluate(place, part)?;
        }
        Ok(true)
    }

    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(in crate::dryrun::mysql) fn drop_views(
        &mut self,
        names: &[TableName],
        if_exists: bool,
        warnings: &mut Vec<Warning>,
    ) -> Answer<()> {
        let mut missing = Vec::new();
        for name in names {
            let database_name = self.database_of(name)?;
            let view = name.name.text.to_string();
            if let Some(database) = self.catalog.databases.get_mut(&database_name) {
                let table = database.tables.contains_key(&view);
                if table && !self.server.is_mariadb() && !if_exists {
                    return self.refuse(1347, &[&database_name, &view, "VIEW"]);
                }
                if table && if_exists {
                    let note = !self.server.is_mariadb();
                    warnings
                        .push(Warning { note, ..Warning::new(self.server, 1347, &[&database_name, &view, "VIEW"]) });
                    if note {
                        continue;
                    }
                } else if database.views.remove(&view) {
                    continue;
                }
            }
            missing.push(format!("{database_name}.{view}"));
        }
        let errno = if self.server.is_mariadb() { 4092 } else { 1051 };
        if !if_exists && !missing.is_empty() {
            return self.refuse(errno, &[&missing.join(",")]);
        }
        warnings.extend(missing.iter().map(|name| Warning::note(self.server, errno, &[name])));
        Ok(())
    }

    /// Renames a view; false where there is none of that name.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(in crate::dryrun::mysql) fn rename_view(
        &mut self,
        database: &str,
        from: &str,
        to_database: &str,
        to: &str,
    ) -> Answer<bool> {
        let Some(found) = self.catalog.databases.get_mut(database).filter(|found| found.views.contains(from)) else {
            return Ok(false);
        };
        if database != to_database {
            return Err(Stop::unknown("a view goes to another database"));
        }
        if found.tables.contains_key(to) || found.views.contains(to) {
            return self.refuse(1050, &[to]);
        }
        found.views.remove(from);
        found.views.insert(to.to_owned());
        Ok(true)
    }

    /// A statement that is not modelled: its first words.
    pub(in crate::dryrun::mysql) fn other(&mut self, words: &str) -> Answer<()> {
        self.runtime.has_functions |= words == "CREATE FUNCTION";
        Err(Stop::unknown(&format!("{words} is not modelled")))
    }
}

fn item_name<'q, 't>(item: &'q SelectItem<'t>) -> Option<&'q Name<'t>> {
    match item {
        SelectItem::Value { alias: Some(alias), .. } => Some(alias),
        SelectItem::Value { value: Expr { kind: ExprKind::Column { name, .. }, .. }, .. } => Some(name),
        _ => None,
    }
}

fn has_variable(expression: &Expr) -> bool {
    matches!(expression.kind, ExprKind::UserVariable { .. } | ExprKind::SystemVariable { .. })
        || expression.children().into_iter().any(has_variable)
}

fn has_query(expression: &Expr) -> bool {
    matches!(expression.kind, ExprKind::Subquery { .. }) || expression.children().into_iter().any(has_query)
}
