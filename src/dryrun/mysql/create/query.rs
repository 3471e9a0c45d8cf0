//! `CREATE TABLE ... AS SELECT`: the columns that a query gives. Of expressions only those are decided whose type both
//! servers were asked for; joins other than LEFT, UNION and the like are not.

use std::sync::Arc;

use super::column::DraftColumn;
use super::draft::Draft;
use crate::dryrun::mysql::catalog::{Column, Default, ShownDefault, Table, same};
use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::expression::{Kind, Scope, ScopeColumn, ValueType, value_of};
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::syntax::ast::{
    BinaryOperator, Expr, ExprKind, Literal, Query, SelectItem, TypeName, UnaryOperator,
};
use crate::dryrun::mysql::syntax::parser::Parser;
use crate::mysql::charset::Collation;

/// A table that the query reads from, under the name that it has there.
pub struct Source {
    pub alias: String,
    pub table: Arc<Table>,
    /// A LEFT JOIN may find no row of it.
    pub optional: bool,
}

fn not_modelled<T>() -> Answer<T> {
    Err(Stop::unknown("CREATE TABLE ... AS SELECT: only simple queries are modelled"))
}

/// Reads the query that begins at `at`.
pub fn read<'t>(draft: &Draft<'t>, at: u32) -> Answer<Query<'t>> {
    let mut parser = Parser::new(draft.text, draft.server);
    parser.seek(at);
    while parser.take_any_word(&["IGNORE", "REPLACE", "AS"]).is_some() {}
    let query = parser.query_of_table()?;
    if query.odd || !query.into.is_empty() { not_modelled() } else { Ok(query) }
}

/// What a query may name, in the words of error 1054 where a name is unknown.
struct Names<'s> {
    sources: &'s [Source],
    draft: &'s Draft<'s>,
}

impl<'s> Names<'s> {
    /// The column that a name means, and whether a join may leave it out.
    fn column(&self, qualifier: Option<&str>, name: &str, place: [&str; 2]) -> Answer<(&'s Column, bool)> {
        let here = self.sources.iter().filter(|source| qualifier.is_none_or(|wanted| source.alias == wanted));
        let mut found = here.filter_map(|source| Some((source.table.column(name)?, source.optional)));
        let place = if self.draft.maria() { place[1] } else { place[0] };
        let shown = qualifier.map_or_else(|| name.to_owned(), |table| format!("{table}.{name}"));
        let Some(first) = found.next() else { return self.draft.refuse(1054, &[&shown, place]) };
        if found.next().is_some() { self.draft.refuse(1052, &[&shown, place]) } else { Ok(first) }
    }

    /// Refuses names that are unknown; `aliases` count too.
    fn known(&self, expression: &Expr, aliases: &[String], place: [&str; 2]) -> Answer<()> {
        match &expression.kind {
            ExprKind::Column { qualifiers, name } => {
                let alias = qualifiers.is_empty() && aliases.iter().any(|alias| same(alias, &name.text));
                let table = qualifiers.last().map(|name| &*name.text);
                if alias { Ok(()) } else { self.column(table, &name.text, place).map(|_| ()) }
            }
            ExprKind::Subquery { .. } => not_modelled(),
            _ => expression.children().into_iter().try_for_each(|child| self.known(child, aliases, place)),
        }
    }
}

/// Adds the columns of the query. Those that the table defines stay as defined, at their place in the query.
pub fn add(draft: &mut Draft, query: &Query, sources: &[Source], collation: &'static Collation) -> Answer<()> {
    let columns = columns(draft, query, sources, collation)?;
    draft.unfed = draft.columns.len();
    for (at, column) in columns.iter().enumerate() {
        if columns.iter().take(at).any(|earlier| same(&earlier.name, &column.name)) {
            return draft.refuse(1060, &[&column.name]);
        }
    }
    let rows = sources.is_empty() || sources.iter().any(|source| source.table.may_have_rows);
    for column in columns {
        match draft.columns.iter().position(|other| same(&other.column.name, &column.name)) {
            Some(at) => {
                // What becomes of the values in a column of another type is not known.
                let other = |there: &DraftColumn| there.column.column_type.name != column.column_type.name;
                draft.doubtful |= rows && draft.columns.get(at).is_some_and(other);
                draft.unfed = draft.unfed.saturating_sub(1);
                let there = draft.columns.remove(at);
                draft.columns.push(there);
            }
            None => draft.columns.push(DraftColumn::ready(column)),
        }
    }
    Ok(())
}

/// The columns of the table that the query gives no value, and that have none by themselves (1364).
pub fn without_value<'d>(draft: &'d Draft) -> impl Iterator<Item = &'d str> {
    let needs = |column: &&DraftColumn| {
        let plain = column.definition.is_some() && !column.column.nullable && !column.column.auto_increment;
        let given = column.column.generated.is_some() || column.column.default != Default::None;
        plain && !given && column.column.column_type.name != TypeName::Enum
    };
    draft.columns.iter().take(draft.unfed).filter(needs).map(|column| column.column.name.as_str())
}

fn columns(draft: &Draft, query: &Query, sources: &[Source], collation: &'static Collation) -> Answer<Vec<Column>> {
    let names = Names { sources, draft };
    let mut out = Vec::new();
    let mut aliases = Vec::new();
    for item in &query.items {
        match item {
            SelectItem::All(qualifier) => {
                let wanted = |source: &&Source| qualifier.as_ref().is_none_or(|name| source.alias == *name.text);
                let before = out.len();
                for source in sources.iter().filter(wanted) {
                    let visible = source.table.columns.iter().filter(|column| column.visible && !column.hidden);
                    out.extend(visible.map(|column| copied(column, source.optional)));
                }
                match qualifier {
                    _ if out.len() > before => {}
                    Some(name) => return draft.refuse(1051, &[&name.text]),
                    None => return draft.refuse(1096, &[]),
                }
            }
            SelectItem::Value { value, alias } => {
                names.known(value, &[], ["field list", "SELECT"])?;
                let mut column = column(&names, value, collation)?;
                if let Some(alias) = alias {
                    alias.text.as_ref().clone_into(&mut column.name);
                    aliases.push(column.name.clone());
                }
                out.push(column);
            }
        }
    }
    let all = |parts: Vec<&Expr>, aliases: &[String], place: [&str; 2]| {
        parts.into_iter().try_for_each(|part| names.known(part, aliases, place))
    };
    all(query.joins.iter().collect(), &[], ["on clause", "ON"])?;
    all(query.filter.iter().collect(), &[], ["where clause", "WHERE"])?;
    all(query.group.iter().collect(), &aliases, ["group statement", "GROUP BY"])?;
    all(query.having.iter().collect(), &aliases, ["having clause", "HAVING"])?;
    all(query.order.iter().map(|(part, _)| part).collect(), &aliases, ["order clause", "ORDER BY"])?;
    if let Some((offset, count)) = &query.limit {
        for part in offset.iter().chain([count]) {
            if let ExprKind::Column { name, .. } = &part.kind {
                return draft.refuse(1327, &[&name.text]);
            }
        }
    }
    Ok(out)
}

/// A column as a query passes it on: without key, AUTO_INCREMENT and generation.
fn copied(column: &Column, optional: bool) -> Column {
    let mut column = column.clone();
    if column.auto_increment {
        column.default = Default::Literal(Some("0".to_owned()));
    }
    if column.generated.take().is_some() {
        column.default = Default::None;
    }
    column.auto_increment = false;
    column.nullable |= optional;
    column.visible = true;
    column
}

/// The column of an expression, named by its words.
fn column(names: &Names, expression: &Expr, collation: &'static Collation) -> Answer<Column> {
    let draft = names.draft;
    match &expression.kind {
        ExprKind::Column { qualifiers, name } => {
            let table = qualifiers.last().map(|name| &*name.text);
            let (column, optional) = names.column(table, &name.text, ["field list", "SELECT"])?;
            return Ok(copied(column, optional));
        }
        // The greatest and the least value of a column have its type, and are NULL where there is no row.
        ExprKind::Call(call) if ["MAX", "MIN"].iter().any(|word| call.name.text.eq_ignore_ascii_case(word)) => {
            let [argument] = call.arguments.as_slice() else { return not_modelled() };
            let inner = column(names, argument, collation)?;
            return Ok(made(draft, expression, inner.column_type, true));
        }
        _ => {}
    }
    let value = match &expression.kind {
        ExprKind::Call(call) if call.star && call.name.text.eq_ignore_ascii_case("COUNT") => {
            ValueType { nullable: false, ..ValueType::integer(21) }
        }
        _ => typed(names, expression, collation)?,
    };
    let Some(mut column_type) = value.column_type(draft.server) else { return not_modelled() };
    let maria = draft.maria();
    match &expression.kind {
        ExprKind::Literal(Literal::Integer(digits)) if digits.len() < if maria { 10 } else { 9 } => {
            column_type.name = TypeName::Int;
        }
        ExprKind::Literal(Literal::Integer(_)) => column_type.name = TypeName::BigInt,
        ExprKind::Literal(Literal::True | Literal::False) => column_type.length = 5,
        ExprKind::Literal(Literal::Null) if !maria => column_type.name = TypeName::VarBinary,
        ExprKind::Literal(Literal::Text { text, .. }) if maria && text.is_empty() => column_type.name = TypeName::Char,
        ExprKind::Cast { .. } if value.kind == Kind::Integer && !maria => column_type.name = TypeName::BigInt,
        _ => {}
    }
    Ok(made(draft, expression, column_type, value.nullable))
}

fn made(draft: &Draft, expression: &Expr, column_type: ColumnType, nullable: bool) -> Column {
    let zeros = |decimals: u8| if decimals > 0 { format!("0.{:0<1$}", "", usize::from(decimals)) } else { "0".into() };
    let default = match column_type.name {
        _ if nullable || draft.maria() => None,
        TypeName::Int | TypeName::BigInt | TypeName::Double => Some("0".to_owned()),
        TypeName::Decimal => Some(zeros(column_type.decimals.unwrap_or(0))),
        TypeName::VarChar | TypeName::VarBinary | TypeName::Char => Some(String::new()),
        TypeName::Time => Some("00:00:00".to_owned()),
        _ => None,
    };
    let null = if nullable && draft.maria() { Default::Literal(Some("NULL".to_owned())) } else { Default::None };
    Column {
        name: draft.source(expression),
        column_type,
        nullable,
        default: default.map_or(null, |text| Default::Literal(Some(text))),
        on_update: None,
        auto_increment: false,
        generated: None,
        comment: String::new(),
        visible: true,
        hidden: false,
        shown: ShownDefault::AsIs,
        unversioned: false,
    }
}

/// The type of an expression of the kinds that were asked of both servers.
fn typed(names: &Names, expression: &Expr, collation: &'static Collation) -> Answer<ValueType> {
    if !is_decided(expression) {
        return not_modelled();
    }
    let draft = names.draft;
    let mut columns = Vec::new();
    for source in names.sources {
        for (position, column) in source.table.columns.iter().enumerate() {
            columns.push(ScopeColumn {
                name: &column.name,
                value: ValueType::of_column(&column.column_type, column.nullable || source.optional, draft.server),
                generated: false,
                stored: false,
                auto_increment: false,
                has_expression_default: false,
                position,
            });
        }
    }
    let table = names.sources.first().map_or("", |source| &source.alias);
    let scope =
        Scope { server: draft.server, database: &draft.database, table, columns: &columns, altered: false, collation };
    if names.sources.len() > 1 {
        return not_modelled();
    }
    let mut value = value_of(expression, &scope)?;
    value.nullable = nullable(names, expression);
    if draft.maria() && value.kind == Kind::Integer && matches!(expression.kind, ExprKind::Binary { .. }) {
        value.length = if value.length == 1 { 1 } else { value.length + 1 };
    }
    Ok(value)
}

/// True where the servers think that a value may be NULL, as they do of every text that is put together.
fn nullable(names: &Names, expression: &Expr) -> bool {
    let any = |parts: Vec<&Expr>| parts.into_iter().any(|part| nullable(names, part));
    match &expression.kind {
        ExprKind::Literal(literal) => *literal == Literal::Null,
        ExprKind::Column { qualifiers, name } => {
            let table = qualifiers.last().map(|name| &*name.text);
            let found = names.column(table, &name.text, [""; 2]);
            found.is_ok_and(|(column, optional)| column.nullable || optional)
        }
        ExprKind::Case { branches, otherwise, .. } => {
            let results = branches.iter().map(|(_, then)| then).chain(otherwise.as_deref());
            otherwise.is_none() || any(results.collect())
        }
        ExprKind::Cast { target, .. } if target.name == TypeName::Char => true,
        ExprKind::Call(call) if call.name.text.eq_ignore_ascii_case("CONCAT") => true,
        ExprKind::Call(call) if call.name.text.eq_ignore_ascii_case("COALESCE") => {
            call.arguments.iter().all(|argument| nullable(names, argument))
        }
        _ => any(expression.children()),
    }
}

fn is_decided(expression: &Expr) -> bool {
    const FUNCTIONS: [&str; 8] =
        ["NOW", "CURRENT_TIMESTAMP", "CURDATE", "CURTIME", "LENGTH", "CHAR_LENGTH", "CONCAT", "COALESCE"];
    let this = match &expression.kind {
        ExprKind::Literal(literal) => !matches!(literal, Literal::Temporal { .. } | Literal::Float(_)),
        ExprKind::Column { .. } | ExprKind::Case { operand: None, .. } | ExprKind::Parenthesis(_) => true,
        ExprKind::Unary { operator: UnaryOperator::Minus, operand } => matches!(operand.kind, ExprKind::Literal(_)),
        ExprKind::Binary { operator, .. } => matches!(
            operator,
            BinaryOperator::Add | BinaryOperator::Subtract | BinaryOperator::Greater | BinaryOperator::Less
        ),
        ExprKind::Cast { target, .. } => matches!(target.name, TypeName::CastUnsigned | TypeName::Char),
        ExprKind::Call(call) => FUNCTIONS.iter().any(|known| call.name.text.eq_ignore_ascii_case(known)),
        _ => false,
    };
    this && expression.children().into_iter().all(is_decided)
}
