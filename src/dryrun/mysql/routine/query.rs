//! Queries: of no table, of information_schema, and of tables that certainly have no rows.
//!
//! Rows of other tables are not modelled, so a query of them is not decided.

use super::super::describe::{self, Description};
use super::super::refusal::{Answer, Stop};
use super::super::session::Session;
use super::super::syntax::ast::{BinaryOperator, Expr, ExprKind, Name, Query, SelectItem, Source, Target};
use super::super::syntax::parser::Parser;
use super::evaluate::{Clause, Place, Rows};
use super::functions::has_aggregate;
use super::rows_of_schema::{About, Row, SYSTEM_SCHEMAS, View, may_be_system_table};
use super::value::{Strength, Value};
use crate::mysql::charset::Collation;
use crate::text::Letters;

/// How deep queries may nest.
const MAX_QUERIES: u8 = 16;

/// The rows that a query's condition leaves.
struct Found {
    rows: Vec<Row>,
    /// Why some more may belong to them.
    uncertain: Option<Box<str>>,
}

impl Session {
    /// SELECT as a statement of its own, or in a routine.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    pub(in crate::dryrun::mysql) fn select_statement(&mut self, text: &str, query: &Query) -> Answer<bool> {
        let targets = query.into.iter().find_map(|target| match target {
            Target::Local(name) if self.local(&name.text).is_none() => Some(name),
            _ => None,
        });
        if let Some(name) = targets {
            return self.refuse(1327, &[&name.text]);
        }
        let rows = self.select(text, query, false)?;
        if query.into.is_empty() {
            return Ok(true);
        }
        let mut rows = rows.into_iter();
        let Some(row) = rows.next() else { return Ok(false) };
        if row.len() != query.into.len() {
            return self.refuse(1222, &[]);
        }
        if rows.next().is_some() {
            return self.refuse(1172, &[]);
        }
        for (target, value) in query.into.iter().zip(row) {
            self.assign(target, value)?;
        }
        Ok(true)
    }

    /// True where the query has a row.
    pub(super) fn any_row(&mut self, text: &str, query: &Query, nested: bool) -> Answer<bool> {
        self.deeper(|session| session.any_row_here(text, query, nested))
    }

    fn any_row_here(&mut self, text: &str, query: &Query, nested: bool) -> Answer<bool> {
        let plain = query.group.is_empty() && query.having.is_none() && query.limit.is_none();
        if !plain || query.items.iter().any(is_aggregate) || query.sources.is_empty() {
            return self.select(text, query, nested).map(|rows| !rows.is_empty());
        }
        let found = self.found(text, query, nested)?;
        match found.uncertain {
            Some(why) if found.rows.is_empty() => Err(Stop::unknown_because(why)),
            _ => Ok(!found.rows.is_empty()),
        }
    }

    /// The rows of a query.
    pub(super) fn select(&mut self, text: &str, query: &Query, nested: bool) -> Answer<Vec<Vec<Value>>> {
        self.deeper(|session| session.select_here(text, query, nested))
    }

    /// A query within a query: not more than so many.
    fn deeper<T>(&mut self, ask: impl FnOnce(&mut Self) -> Answer<T>) -> Answer<T> {
        if self.runtime.queries >= MAX_QUERIES {
            return Err(Stop::unknown("queries nest too deeply"));
        }
        self.runtime.queries += 1;
        let answer = ask(self);
        self.runtime.queries -= 1;
        answer
    }

    fn select_here(&mut self, text: &str, query: &Query, nested: bool) -> Answer<Vec<Vec<Value>>> {
        let select = Place { text, rows: Rows::None, clause: Clause::Select };
        if query.sources.is_empty() {
            if let Some(filter) = &query.filter
                && self.evaluate(Place { clause: Clause::Where, ..select }, filter)?.as_truth()? != Some(true)
            {
                return Ok(vec![]);
            }
            return Ok(vec![self.items(select, &query.items)?]);
        }
        let found = self.found(text, query, nested)?;
        if let Some(why) = found.uncertain {
            return Err(Stop::unknown_because(why));
        }
        let rows = found.rows;
        if !query.group.is_empty() || query.having.is_some() {
            return match rows.is_empty() && !query.group.is_empty() {
                true => Ok(vec![]),
                false => Err(Stop::unknown("GROUP BY and HAVING are not modelled")),
            };
        }
        let mut out = vec![];
        if query.items.iter().any(is_aggregate) {
            out.push(self.items(Place { rows: Rows::All(&rows), ..select }, &query.items)?);
        } else {
            for row in &rows {
                out.push(self.items(Place { rows: Rows::One(row), ..select }, &query.items)?);
            }
            if !query.order.is_empty() && rows.len() > 1 {
                self.order(select, query, &rows, &mut out)?;
            }
        }
        if query.distinct && out.len() > 1 {
            let mut kept: Vec<Vec<Value>> = vec![];
            for row in out {
                if !kept.contains(&row) {
                    kept.push(row);
                }
            }
            out = kept;
        }
        self.limit(select, query, &mut out)?;
        Ok(out)
    }

    fn limit(&mut self, place: Place, query: &Query, rows: &mut Vec<Vec<Value>>) -> Answer<()> {
        let Some((offset, count)) = &query.limit else { return Ok(()) };
        let mut number = |expression: &Expr| -> Answer<usize> {
            match self.evaluate(Place { rows: Rows::None, ..place }, expression)? {
                Value::Integer(number) => Ok(usize::try_from(number).unwrap_or(0)),
                _ => Err(Stop::unknown("a LIMIT that is not modelled")),
            }
        };
        let offset = offset.as_ref().map_or(Ok(0), &mut number)?;
        let count = number(count)?;
        rows.drain(..offset.min(rows.len()));
        rows.truncate(count);
        Ok(())
    }

    /// Orders by values that are numbers or plain words.
    fn order(&mut self, place: Place, query: &Query, rows: &[Row], out: &mut [Vec<Value>]) -> Answer<()> {
        let mut keyed = vec![];
        for (row, values) in rows.iter().zip(out.iter()) {
            let mut keys = vec![];
            for (key, descending) in &query.order {
                let place = Place { rows: Rows::One(row), ..place };
                let value = match &key.kind {
                    ExprKind::Literal(super::super::syntax::ast::Literal::Integer(digits)) => {
                        let column = digits.parse::<usize>().ok().and_then(|column| column.checked_sub(1));
                        column.and_then(|column| values.get(column)).cloned().unwrap_or(Value::Null)
                    }
                    _ => self.evaluate(place, key)?,
                };
                keys.push((value, *descending));
            }
            keyed.push((keys, values.clone()));
        }
        let mut stop = None;
        let server = self.server;
        keyed.sort_by(|(a, _), (b, _)| {
            for ((a, descending), (b, _)) in a.iter().zip(b) {
                match super::compare::compare(a, b, server) {
                    Ok(Some(std::cmp::Ordering::Equal)) => {}
                    Ok(Some(order)) => return if *descending { order.reverse() } else { order },
                    Ok(None) => stop = Some(Stop::unknown("the place of NULL in an order")),
                    Err(why) => stop = Some(why),
                }
            }
            std::cmp::Ordering::Equal
        });
        for (place, (_, values)) in out.iter_mut().zip(keyed) {
            *place = values;
        }
        stop.map_or(Ok(()), Err)
    }

    fn items(&mut self, place: Place, items: &[SelectItem]) -> Answer<Vec<Value>> {
        items
            .iter()
            .map(|item| match item {
                SelectItem::Value { value, .. } => self.evaluate(place, value),
                SelectItem::All(_) => Ok(Value::unknown("the columns of *")),
            })
            .collect()
    }

    fn found(&mut self, text: &str, query: &Query, nested: bool) -> Answer<Found> {
        let (Some(source), false, 1) = (query.sources.first(), query.strange, query.sources.len()) else {
            self.tables_are_there(query)?;
            return Err(Stop::unknown("a query of several tables is not modelled"));
        };
        match source {
            Source::Derived { query: inner, .. } => {
                let about = self.derived(text, inner)?;
                let rows = about.rows(nested);
                self.filter(text, query, rows)
            }
            Source::Table { name, .. } => {
                let database = match &name.database {
                    Some(database) => database.text.to_string(),
                    None => self.database_of(name)?,
                };
                if !database.eq_ignore_ascii_case("information_schema") {
                    return self.user_table(text, query, &database, &name.name, nested);
                }
                let Some(view) = View::named(&name.name.text) else {
                    return Err(Stop::unknown(&format!("information_schema.{} is not modelled", name.name.text)));
                };
                self.schema_rows(text, query, view, nested)
            }
        }
    }

    fn user_table(&mut self, text: &str, query: &Query, database: &str, name: &Name, nested: bool) -> Answer<Found> {
        self.table_is_there(database, &name.text)?;
        let table = self.catalog.databases.get(database).and_then(|found| found.table(&name.text));
        let Some(table) = table else { return Err(Stop::unknown(&format!("the view {}", name.text))) };
        let (head, may_have_rows) = (About::of_columns(table), table.may_have_rows);
        self.names_are_known(text, query, head, nested, true)?;
        if may_have_rows {
            return Err(Stop::unknown(&format!("the rows of {database}.{} are not modelled", name.text)));
        }
        Ok(Found { rows: vec![], uncertain: None })
    }

    fn derived(&mut self, text: &str, inner: &Expr) -> Answer<About> {
        let mut parser = Parser::part(text, inner.at, inner.end, self.server);
        while parser.take_symbol(b'(') {}
        let query = parser.query()?;
        let rows = self.select(text, &query, false)?;
        let names = query.items.iter().map(|item| match item {
            SelectItem::Value { alias: Some(alias), .. } => Some(alias.text.lower()),
            SelectItem::Value { value: Expr { kind: ExprKind::Column { name, .. }, .. }, .. } => {
                Some(name.text.lower())
            }
            _ => None,
        });
        Ok(About::Derived { names: names.collect(), rows })
    }

    /// Rows of information_schema: databases and tables that the condition rules out are not made.
    fn schema_rows(&mut self, text: &str, query: &Query, view: View, nested: bool) -> Answer<Found> {
        let parts = query.filter.iter().flat_map(conjuncts).collect::<Vec<_>>();
        let (schema_column, table_column) = view.keys();
        let placed = |column: &'static str, parts: &[&Expr]| -> Vec<usize> {
            let fits = |part: &Expr| self.only_names(part, &[schema_column, column]);
            parts.iter().enumerate().filter(|(_, part)| fits(part)).map(|(at, _)| at).collect()
        };
        let of_schema = placed(schema_column, &parts);
        let of_table = placed(table_column, &parts);
        let schemas: Vec<(String, &'static Collation)> =
            self.catalog.databases.iter().map(|(name, database)| (name.clone(), database.collation)).collect();
        let mut found = Found { rows: vec![], uncertain: None };
        if let Some(collation) = schemas.first().map(|(_, collation)| *collation).or(self.default_collation("utf8mb4"))
        {
            let head = About::Schema { view, schema: String::new(), collation, table: None };
            self.names_are_known(text, query, head, nested, false)?;
        }
        for (schema, collation) in &schemas {
            let probe = About::Schema { view, schema: schema.clone(), collation, table: None };
            if view == View::Schemata {
                let rows = probe.rows(nested);
                let more = self.filter_parts(text, &parts, rows)?;
                found.take(more);
                continue;
            }
            if !self.may_hold(text, &parts, &of_schema, &stand_in(view, schema, None, nested))? {
                continue;
            }
            let tables: Vec<_> =
                self.catalog.databases.get(schema).into_iter().flat_map(|it| it.tables.values()).cloned().collect();
            for table in tables.into_iter().filter(|table| !table.temporary) {
                let row = stand_in(view, schema, Some(&table.name), nested);
                if !self.may_hold(text, &parts, &of_table, &row)? {
                    continue;
                }
                let mut about = Description::default();
                describe::describe_table(self.server, schema, &table, &mut about);
                let about = About::Schema { view, schema: schema.clone(), collation, table: Some((table, about)) };
                let more = self.filter_parts(text, &parts, about.rows(nested))?;
                found.take(more);
            }
            if self.catalog.databases.get(schema).is_some_and(|database| !database.views.is_empty())
                && matches!(view, View::Tables | View::Columns)
            {
                let views = self.catalog.databases.get(schema).into_iter().flat_map(|it| it.views.iter().cloned());
                for name in views.collect::<Vec<_>>() {
                    if self.may_hold(text, &parts, &of_table, &stand_in(view, schema, Some(&name), nested))? {
                        found.uncertain = Some(format!("the view {schema}.{name}").into());
                    }
                }
            }
        }
        for schema in SYSTEM_SCHEMAS {
            let row = stand_in(view, schema, None, nested);
            if !self.may_hold(text, &parts, &of_schema, &row)? {
                continue;
            }
            let named = parts.iter().find_map(|part| self.constant_for(part, table_column));
            let name = match named {
                Some(value) => self.evaluate(Place::new(text), value)?.as_text(),
                None => None,
            };
            if name.is_none_or(|name| view == View::Schemata || may_be_system_table(&name)) {
                found.uncertain = Some(format!("what {schema} holds is not modelled").into());
            }
        }
        Ok(found)
    }

    /// False where one of the parts, which name nothing but the row's keys, does not hold.
    fn may_hold(&mut self, text: &str, parts: &[&Expr], which: &[usize], row: &Row) -> Answer<bool> {
        let place = Place { text, rows: Rows::One(row), clause: Clause::Where };
        for part in which.iter().filter_map(|at| parts.get(*at)) {
            let value = self.part_of_condition(place, part)?;
            if !value.is_unknown() && value.as_truth()? != Some(true) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A condition joined with others by AND. MariaDB looks names of databases and tables up, which tells case, where they
    /// are compared with what it knows beforehand; the comparison itself would not.
    fn part_of_condition(&mut self, place: Place, part: &Expr) -> Answer<Value> {
        let value = self.evaluate(place, part)?;
        let looks_up = !self.server.has(crate::mysql::Feature::DataDictionary);
        if !looks_up || value != Value::Integer(1) {
            return Ok(value);
        }
        for column in ["TABLE_SCHEMA", "TABLE_NAME", "SCHEMA_NAME", "CONSTRAINT_SCHEMA"] {
            let Some(constant) = self.constant_for(part, column) else { continue };
            let wanted = self.evaluate(Place { rows: Rows::None, ..place }, constant)?;
            let Rows::One(row) = place.rows else { continue };
            if let (Value::Text(wanted), Some(Value::Text(found))) = (wanted, row.value(self.server, column))
                && wanted.strength > Strength::Implicit
                && wanted.text != found.text
            {
                return Ok(Value::Integer(0));
            }
        }
        Ok(value)
    }

    fn filter(&mut self, text: &str, query: &Query, rows: Vec<Row>) -> Answer<Found> {
        let parts = query.filter.iter().flat_map(conjuncts).collect::<Vec<_>>();
        self.filter_parts(text, &parts, rows)
    }

    fn filter_parts(&mut self, text: &str, parts: &[&Expr], rows: Vec<Row>) -> Answer<Found> {
        let mut found = Found { rows: vec![], uncertain: None };
        for row in rows {
            let place = Place { text, rows: Rows::One(&row), clause: Clause::Where };
            let mut holds = true;
            let mut uncertain = None;
            for part in parts {
                match self.part_of_condition(place, part)? {
                    Value::Unknown(why) => uncertain = Some(why),
                    value => holds &= value.as_truth()? == Some(true),
                }
                if !holds {
                    break;
                }
            }
            match uncertain {
                Some(why) if holds => found.uncertain = Some(why),
                None if holds => found.rows.push(row),
                _ => {}
            }
        }
        Ok(found)
    }

    /// True where an expression names no column but these. Queries in it are taken for such ones: where they are not, what
    /// they give is not known.
    fn only_names(&self, expression: &Expr, columns: &[&str]) -> bool {
        match &expression.kind {
            ExprKind::Column { qualifiers, name } => {
                columns.iter().any(|known| name.text.eq_ignore_ascii_case(known)) || self.is_local(qualifiers, name)
            }
            ExprKind::UserVariable { value: Some(_), .. } => false,
            _ => expression.children().into_iter().all(|child| self.only_names(child, columns)),
        }
    }

    fn is_local(&self, qualifiers: &[Name], name: &Name) -> bool {
        qualifiers.is_empty() && self.local(&name.text).is_some()
    }

    /// What a column is compared with, where the condition is `column = value` or `column IN (value)`.
    fn constant_for<'e, 't>(&self, part: &'e Expr<'t>, column: &str) -> Option<&'e Expr<'t>> {
        let is = |side: &Expr| match &side.kind {
            ExprKind::Column { qualifiers, name } => {
                name.text.eq_ignore_ascii_case(column) && !self.is_local(qualifiers, name)
            }
            _ => false,
        };
        let constant: &Expr = match &part.kind {
            ExprKind::Binary { operator: BinaryOperator::Equal, left, right } if is(left) => right,
            ExprKind::Binary { operator: BinaryOperator::Equal, left, right } if is(right) => left,
            ExprKind::In { operand, list, negated: false } if is(operand) && list.len() == 1 => list.first()?,
            _ => return None,
        };
        self.only_names(constant, &[]).then_some(constant)
    }
}

impl Found {
    fn take(&mut self, mut more: Found) {
        self.rows.append(&mut more.rows);
        self.uncertain = self.uncertain.take().or(more.uncertain);
    }
}

/// A row with the names of a database and a table and no more.
fn stand_in(view: View, schema: &str, table: Option<&str>, nested: bool) -> Row {
    About::Key { view, schema: schema.to_owned(), table: table.map(str::to_owned) }.row(nested)
}

fn is_aggregate(item: &SelectItem) -> bool {
    matches!(item, SelectItem::Value { value, .. } if has_aggregate(value))
}

/// The conditions that AND joins.
fn conjuncts<'e, 't>(expression: &'e Expr<'t>) -> Vec<&'e Expr<'t>> {
    match &expression.kind {
        ExprKind::Binary { operator: BinaryOperator::And, left, right } => {
            let mut all = conjuncts(left);
            all.append(&mut conjuncts(right));
            all
        }
        ExprKind::Parenthesis(inner) => conjuncts(inner),
        _ => vec![expression],
    }
}
