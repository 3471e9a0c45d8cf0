//! Expressions of scripts: conditions, assignments, what a query selects.

use crate::text::Letters;
use std::cmp::Ordering;

use super::super::refusal::Answer;
use super::super::session::Session;
use super::super::syntax::ast::{BinaryOperator, Expr, ExprKind, Literal, Name, TypeName, UnaryOperator};
use super::super::syntax::parser::Parser;
use super::compare::{equal, like};
use super::functions;
use super::operators::{binary, both, known, nullable, order, recollated, unary, unmodelled};
use super::rows_of_schema::Row;
use super::value::{Strength, Text, Value};
use crate::mysql::charset;

/// Where an expression stands.
#[derive(Clone, Copy)]
pub struct Place<'c> {
    /// The text that places in expressions count from.
    pub text: &'c str,
    pub rows: Rows<'c>,
    /// The words with which error 1054 names the clause.
    pub clause: Clause,
}

/// What names of columns mean.
#[derive(Clone, Copy)]
pub enum Rows<'c> {
    /// No table is there.
    None,
    One(&'c Row),
    /// All rows of a query, for COUNT and its kin.
    All(&'c [Row]),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clause {
    Select,
    Set,
    Where,
    Group,
    Having,
    Order,
    Values,
    Update,
}

impl Clause {
    /// As error 1054 has it. Asked of both servers.
    pub fn words(self, mariadb: bool) -> &'static str {
        let (mysql, own) = match self {
            Clause::Select => ("field list", "SELECT"),
            Clause::Set => ("field list", "SET"),
            Clause::Where => ("where clause", "WHERE"),
            Clause::Group => ("group statement", "GROUP BY"),
            Clause::Having => ("having clause", "HAVING"),
            Clause::Order => ("order clause", "ORDER BY"),
            Clause::Values => ("field list", "VALUES"),
            Clause::Update => ("field list", "UPDATE"),
        };
        if mariadb { own } else { mysql }
    }
}

impl<'c> Place<'c> {
    pub fn new(text: &'c str) -> Self {
        Place { text, rows: Rows::None, clause: Clause::Set }
    }
}

impl Session {
    /// The value of an expression; `Err` where the statement is refused or stops there.
    pub(super) fn evaluate(&mut self, place: Place, expression: &Expr) -> Answer<Value> {
        match &expression.kind {
            ExprKind::Literal(literal) => Ok(self.literal(literal)),
            ExprKind::Column { qualifiers, name } => self.column(place, qualifiers, name),
            ExprKind::UserVariable { name, value: None } => Ok(self.user_variable(&name.lower())),
            ExprKind::UserVariable { name, value: Some(value) } => {
                let value = self.evaluate(place, value)?;
                self.set_user_variable(&name.lower(), value.clone());
                Ok(value)
            }
            ExprKind::SystemVariable { name, .. } => Ok(self.system_variable(&name.lower())),
            ExprKind::Parenthesis(inner) => self.evaluate(place, inner),
            _ => self.computed(place, expression),
        }
    }

    /// What has operands.
    #[inline(never)] // Rare: loaded at need (docs/decisions/0020).
    fn computed(&mut self, place: Place, expression: &Expr) -> Answer<Value> {
        let server = self.server;
        match &expression.kind {
            ExprKind::Subquery { exists } => self.subquery(place, expression, *exists),
            ExprKind::Unary { operator, operand } => {
                let value = self.evaluate(place, operand)?;
                Ok(unary(*operator, value))
            }
            ExprKind::Binary { operator: BinaryOperator::And, left, right } => self.and(place, left, right),
            ExprKind::Binary { operator: BinaryOperator::Or, left, right } => self.or(place, left, right),
            ExprKind::Binary { operator, left, right } => {
                let (left, right) = (self.evaluate(place, left)?, self.evaluate(place, right)?);
                let value = binary(*operator, &left, &right, server);
                self.known(value)
            }
            ExprKind::IsNull { operand, negated } => Ok(match self.evaluate(place, operand)? {
                unknown @ Value::Unknown(_) => unknown,
                value => Value::truth((value == Value::Null) != *negated),
            }),
            ExprKind::IsTruth { operand, negated, truth } => {
                let found = match self.evaluate(place, operand)? {
                    unknown @ Value::Unknown(_) => return Ok(unknown),
                    value => value.as_truth()?,
                };
                let wanted = match *truth {
                    "TRUE" => Some(true),
                    "FALSE" => Some(false),
                    _ => None,
                };
                Ok(Value::truth((found == wanted) != *negated))
            }
            ExprKind::Between { operand, low, high, negated } => {
                let value = self.evaluate(place, operand)?;
                let (low, high) = (self.evaluate(place, low)?, self.evaluate(place, high)?);
                let above = order(&value, &low, server, |order| order != Ordering::Less);
                let below = order(&value, &high, server, |order| order != Ordering::Greater);
                let within = both(above, below);
                self.known(if *negated { within.map(|value| unary(UnaryOperator::Not, value)) } else { within })
            }
            ExprKind::In { operand, list, negated } => {
                let found = self.in_list(place, operand, list)?;
                Ok(if *negated { unary(UnaryOperator::Not, found) } else { found })
            }
            ExprKind::Like { operand, pattern, escape, negated } => {
                let found = self.like(place, operand, pattern, escape.as_deref())?;
                Ok(if *negated { unary(UnaryOperator::Not, found) } else { found })
            }
            ExprKind::Case { operand, branches, otherwise } => {
                self.case(place, operand.as_deref(), branches, otherwise.as_deref())
            }
            ExprKind::Collate { operand, collation } => {
                let value = self.evaluate(place, operand)?;
                let Some(collation) = charset::collation(&collation.text, server) else {
                    return Ok(Value::unknown("a collation without a charset"));
                };
                Ok(recollated(value, collation, Strength::Explicit))
            }
            ExprKind::ConvertUsing { operand, charset } => {
                let value = self.evaluate(place, operand)?;
                let Some(collation) = self.default_collation(&charset.text) else { return Ok(value) };
                Ok(recollated(self.as_text(value), collation, Strength::Implicit))
            }
            ExprKind::Cast { operand, target, .. } => {
                let value = self.evaluate(place, operand)?;
                Ok(match (target.name, value) {
                    (_, kept @ (Value::Null | Value::Unknown(_))) => kept,
                    (TypeName::Char, value) if target.length.is_none() => self.as_text(value),
                    (TypeName::CastSigned, value) => value.as_integer().map_or_else(unmodelled, Value::Integer),
                    (TypeName::CastUnsigned, value) => match value.as_integer() {
                        Some(number @ 0..) => Value::Integer(number),
                        _ => unmodelled(),
                    },
                    (TypeName::Json, _) => self.risky("a cast to JSON"),
                    _ => unmodelled(),
                })
            }
            ExprKind::Call(call) => functions::call(self, place, call),
            ExprKind::Parameter => {
                let before = Parser::part(place.text, 0, expression.at, server).count_parameters();
                Ok(self.runtime.parameters.get(before).cloned().unwrap_or_else(unmodelled))
            }
            ExprKind::Interval { .. } => Ok(unmodelled()),
            ExprKind::Regexp { .. }
            | ExprKind::MemberOf { .. }
            | ExprKind::Row { .. }
            | ExprKind::DefaultOf(_)
            | ExprKind::ValuesOf(_)
            | ExprKind::Match { .. } => Ok(self.risky("an expression that is not modelled")),
            ExprKind::Literal(_)
            | ExprKind::Column { .. }
            | ExprKind::UserVariable { .. }
            | ExprKind::SystemVariable { .. }
            | ExprKind::Parenthesis(_) => self.evaluate(place, expression),
        }
    }

    fn literal(&self, literal: &Literal) -> Value {
        match literal {
            Literal::Null => Value::Null,
            Literal::True => Value::Integer(1),
            Literal::False => Value::Integer(0),
            Literal::Integer(digits) => digits.parse().map_or_else(|_| unmodelled(), Value::Integer),
            Literal::Text { text, introducer, national } => {
                let charset = match introducer {
                    Some(introducer) => introducer.trim_start_matches('_'),
                    None if *national => "utf8mb3",
                    None => return self.text(text.clone().into_owned(), Strength::Literal),
                };
                let text = self.text(text.clone().into_owned(), Strength::Literal);
                self.default_collation(charset).map_or_else(unmodelled, |it| recollated(text, it, Strength::Literal))
            }
            Literal::Decimal(_)
            | Literal::Float(_)
            | Literal::Hex { .. }
            | Literal::Bit { .. }
            | Literal::Temporal { .. } => unmodelled(),
        }
    }

    /// A text in the connection's collation.
    pub(super) fn text(&self, text: String, strength: Strength) -> Value {
        match self.literals() {
            Some(collation) => Value::Text(Text { text, collation, strength }),
            None => unmodelled(),
        }
    }

    /// A number becomes text in the connection's collation.
    pub(super) fn as_text(&self, value: Value) -> Value {
        match value {
            Value::Integer(number) => self.text(number.to_string(), Strength::Number),
            value => value,
        }
    }

    fn column(&mut self, place: Place, qualifiers: &[Name], name: &Name) -> Answer<Value> {
        if qualifiers.is_empty()
            && let Some(value) = self.local(&name.text)
        {
            return Ok(value);
        }
        let row = match place.rows {
            Rows::One(row) => Some(row),
            // Without GROUP BY a name beside COUNT is any row's.
            Rows::All(rows) if rows.len() == 1 => rows.first(),
            Rows::All(_) => return Ok(Value::unknown("a column beside an aggregate")),
            Rows::None => None,
        };
        if let Some(row) = row
            && row.is_meant(qualifiers)
            && let Some(value) = row.value(self.server, &name.text)
        {
            return Ok(value);
        }
        if row.is_some_and(|row| row.nested) {
            return Ok(Value::unknown("a query that depends on the query around it"));
        }
        self.unknown_column(place, qualifiers, name)
    }

    pub(super) fn unknown_column<T>(&self, place: Place, qualifiers: &[Name], name: &Name) -> Answer<T> {
        let words: Vec<&str> = qualifiers.iter().chain([name]).map(|name| &*name.text).collect();
        self.refuse(1054, &[&words.join("."), place.clause.words(self.server.is_mariadb())])
    }

    fn and(&mut self, place: Place, left: &Expr, right: &Expr) -> Answer<Value> {
        let left = self.evaluate(place, left)?;
        if !left.is_unknown() && left.as_truth()? == Some(false) {
            return Ok(Value::Integer(0));
        }
        let right = self.evaluate(place, right)?;
        known(both(Ok(left), Ok(right)))
    }

    fn or(&mut self, place: Place, left: &Expr, right: &Expr) -> Answer<Value> {
        let left = self.evaluate(place, left)?;
        if !left.is_unknown() && left.as_truth()? == Some(true) {
            return Ok(Value::Integer(1));
        }
        let right = self.evaluate(place, right)?;
        if !right.is_unknown() && right.as_truth()? == Some(true) {
            return Ok(Value::Integer(1));
        }
        if left.is_unknown() {
            return Ok(left);
        }
        if right.is_unknown() {
            return Ok(right);
        }
        Ok(match (left.as_truth()?, right.as_truth()?) {
            (Some(false), Some(false)) => Value::Integer(0),
            _ => Value::Null,
        })
    }

    fn in_list(&mut self, place: Place, operand: &Expr, list: &[Expr]) -> Answer<Value> {
        let value = self.evaluate(place, operand)?;
        let mut candidates = vec![];
        for item in list {
            if matches!(item.kind, ExprKind::Subquery { exists: false }) {
                candidates.append(&mut self.column_of_query(place, item)?);
            } else {
                candidates.push(self.evaluate(place, item)?);
            }
        }
        if candidates.is_empty() {
            return Ok(Value::Integer(0));
        }
        let mut found = Value::Integer(0);
        for candidate in &candidates {
            match self.known(equal(&value, candidate, self.server).map(nullable))? {
                Value::Integer(0) => {}
                Value::Integer(_) => return Ok(Value::Integer(1)),
                Value::Null if found.is_unknown() => {}
                other => found = other,
            }
        }
        Ok(found)
    }

    fn like(&mut self, place: Place, operand: &Expr, pattern: &Expr, escape: Option<&Expr>) -> Answer<Value> {
        let value = self.evaluate(place, operand)?;
        let pattern = self.evaluate(place, pattern)?;
        let mut sign = Some('\\');
        if let Some(escape) = escape {
            match self.evaluate(place, escape)? {
                Value::Text(text) if text.text.chars().count() <= 1 => sign = text.text.chars().next(),
                _ => return Ok(unmodelled()),
            }
        }
        let found = match (self.as_text(value), self.as_text(pattern)) {
            (unknown @ Value::Unknown(_), _) | (_, unknown @ Value::Unknown(_)) => Ok(unknown),
            (Value::Text(text), Value::Text(pattern)) => like(&text, &pattern, sign, self.server).map(Value::truth),
            _ => Ok(Value::Null),
        };
        self.known(found)
    }

    fn case(
        &mut self,
        place: Place,
        operand: Option<&Expr>,
        branches: &[(Expr, Expr)],
        otherwise: Option<&Expr>,
    ) -> Answer<Value> {
        let operand = match operand {
            Some(operand) => Some(self.evaluate(place, operand)?),
            None => None,
        };
        for (when, then) in branches {
            let when = self.evaluate(place, when)?;
            let holds = match &operand {
                Some(operand) => self.known(equal(operand, &when, self.server).map(nullable))?,
                None => when,
            };
            if holds.is_unknown() {
                return Ok(holds);
            }
            if holds.as_truth()? == Some(true) {
                return self.evaluate(place, then);
            }
        }
        otherwise.map_or(Ok(Value::Null), |otherwise| self.evaluate(place, otherwise))
    }

    fn subquery(&mut self, place: Place, expression: &Expr, exists: bool) -> Answer<Value> {
        let mut parser = Parser::part(place.text, expression.at, expression.end, self.server);
        if exists {
            parser.advance();
        }
        let nested = matches!(place.rows, Rows::One(_));
        while parser.take_symbol(b'(') {}
        parser.parameters = true;
        let query = match parser.query() {
            Ok(query) => query,
            Err(stop) => return stop.why().map(|why| self.risky(why)),
        };
        if exists {
            return match self.any_row(place.text, &query, nested) {
                Ok(any) => Ok(Value::truth(any)),
                Err(stop) => {
                    let why = stop.why()?;
                    // Of a table with rows the names are known to be right.
                    Ok(if why.starts_with("the rows of") { Value::Unknown(why) } else { self.risky(why) })
                }
            };
        }
        let rows = match self.select(place.text, &query, nested) {
            Ok(rows) => rows,
            // More than one row would be refused.
            Err(stop) => return stop.why().map(|why| self.risky(why)),
        };
        let mut rows = rows.into_iter();
        let first = rows.next();
        if rows.next().is_some() {
            return self.refuse(1242, &[]);
        }
        match first.map(|row| row.into_iter().collect::<Vec<_>>()) {
            None => Ok(Value::Null),
            Some(mut row) if row.len() == 1 => Ok(row.pop().unwrap_or(Value::Null)),
            Some(_) => self.refuse(1241, &["1"]),
        }
    }

    fn column_of_query(&mut self, place: Place, expression: &Expr) -> Answer<Vec<Value>> {
        let mut parser = Parser::part(place.text, expression.at, expression.end, self.server);
        while parser.take_symbol(b'(') {}
        parser.parameters = true;
        let rows = parser.query().and_then(|query| self.select(place.text, &query, true));
        match rows {
            Ok(rows) => Ok(rows.into_iter().flatten().collect()),
            Err(stop) => stop.why().map(|why| vec![Value::Unknown(why)]),
        }
    }
}

impl Session {
    /// A value that is not known, and perhaps an error.
    pub(super) fn risky(&mut self, why: impl Into<Box<str>>) -> Value {
        let why = why.into();
        self.doubt_statement(why.clone());
        Value::Unknown(why)
    }

    /// [`known`], where the servers may refuse what is not certain: texts of collations that do not go together.
    fn known(&mut self, value: Answer<Value>) -> Answer<Value> {
        match value {
            Err(stop) => {
                let why = stop.why()?;
                Ok(if why.starts_with("a comparison of") { self.risky(why) } else { Value::Unknown(why) })
            }
            value => value,
        }
    }

    /// DO, and what a statement evaluates and does not keep.
    pub(in crate::dryrun::mysql) fn evaluate_all(&mut self, text: &str, values: &[Expr]) -> Answer<()> {
        let place = Place { clause: Clause::Select, ..Place::new(text) };
        values.iter().try_for_each(|value| self.evaluate(place, value).map(|_| ()))
    }
}
