//! `CREATE TABLE ... AS SELECT`: the columns that a simple query gives. Anything but `SELECT` of columns, `*` and plain
//! literals from at most one table is not decided.

use crate::dryrun::mysql::catalog::{Column, Default, Table};
use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::syntax::ast::{Expr, ExprKind, Literal, TableName, TypeName};
use crate::dryrun::mysql::syntax::parser::Parser;
use crate::mysql::Server;
use crate::mysql::charset::Collation;

/// An item of the select list.
enum Item<'t> {
    Star,
    Expression { expression: Expr<'t>, alias: Option<String> },
}

/// A query as far as it is modelled.
pub struct Query<'t> {
    items: Vec<Item<'t>>,
    pub from: Option<TableName<'t>>,
}

fn not_modelled<T>() -> Answer<T> {
    Err(Stop::unknown("CREATE TABLE ... AS SELECT: only simple queries are modelled"))
}

/// Reads the query that begins at `at`.
pub fn read<'t>(text: &'t str, server: Server, at: u32) -> Answer<Query<'t>> {
    let mut parser = Parser::new(text, server);
    while parser.offset() < at && !parser.at_end() {
        parser.advance();
    }
    while parser.take_word("IGNORE") || parser.take_word("REPLACE") || parser.take_word("AS") {}
    if !parser.take_word("SELECT") {
        return not_modelled();
    }
    let mut items = Vec::new();
    loop {
        if parser.take_symbol(b'*') {
            items.push(Item::Star);
        } else {
            let expression = parser.expression()?;
            let alias = if parser.take_word("AS") || parser.is_name() { Some(parser.name_or_text()?) } else { None };
            items.push(Item::Expression { expression, alias: alias.map(|name| name.text.into_owned()) });
        }
        if !parser.take_symbol(b',') {
            break;
        }
    }
    let from = if parser.take_word("FROM") { Some(parser.table_name()?) } else { None };
    if parser.at_end() { Ok(Query { items, from }) } else { not_modelled() }
}

/// The columns of the query's result; `table` is what it reads from, `collation` that of the connection.
pub fn columns(
    query: &Query,
    table: Option<&Table>,
    server: Server,
    collation: &'static Collation,
) -> Answer<Vec<Column>> {
    let mut out = Vec::new();
    for item in &query.items {
        match (item, table) {
            (Item::Star, Some(table)) => {
                let visible = table.columns.iter().filter(|column| column.visible && !column.hidden);
                out.extend(visible.map(copied));
            }
            (Item::Star, None) => return Err(Stop::refused(server, 1096, &[])),
            (Item::Expression { expression, alias }, table) => {
                out.push(column(expression, alias.as_deref(), table, server, collation)?);
            }
        }
    }
    Ok(out)
}

/// A column as a query passes it on: without key, AUTO_INCREMENT and generation.
fn copied(column: &Column) -> Column {
    let mut column = column.clone();
    if column.auto_increment {
        column.default = Default::Literal(Some("0".to_owned()));
    }
    if column.generated.take().is_some() {
        column.default = Default::None;
    }
    column.auto_increment = false;
    column.on_update = None;
    column
}

fn column(
    expression: &Expr,
    alias: Option<&str>,
    table: Option<&Table>,
    server: Server,
    collation: &'static Collation,
) -> Answer<Column> {
    let maria = server.is_mariadb();
    let named = |name: String, column_type: ColumnType, nullable: bool, default: Default| Column {
        name,
        column_type,
        nullable,
        default,
        on_update: None,
        auto_increment: false,
        generated: None,
        comment: String::new(),
        visible: true,
        hidden: false,
    };
    match &expression.kind {
        ExprKind::Column { qualifiers, name } if qualifiers.is_empty() => {
            let Some(found) = table.and_then(|table| table.column(&name.text)) else {
                let place = if maria { "SELECT" } else { "field list" };
                return Err(Stop::refused(server, 1054, &[&name.text, place]));
            };
            let mut column = copied(found);
            if let Some(alias) = alias {
                alias.clone_into(&mut column.name);
            }
            Ok(column)
        }
        ExprKind::Literal(Literal::Integer(digits)) if digits.len() <= 9 => {
            let mut column_type = ColumnType::plain(TypeName::Int);
            column_type.length = digits.len() as u32;
            let default = if maria { Default::None } else { Default::Literal(Some("0".to_owned())) };
            Ok(named(alias.unwrap_or(digits).to_owned(), column_type, false, default))
        }
        ExprKind::Literal(Literal::Text { text, introducer: None, national: false }) => {
            let mut column_type = ColumnType::plain(TypeName::VarChar);
            column_type.length = text.chars().count() as u32;
            column_type.collation = Some(collation);
            let default = if maria { Default::None } else { Default::Literal(Some(String::new())) };
            Ok(named(alias.unwrap_or(text).to_owned(), column_type, false, default))
        }
        _ => not_modelled(),
    }
}
