//! Expressions of scripts: conditions, assignments, what a query selects.

use std::cmp::Ordering;

use super::super::refusal::{Answer, Stop};
use super::super::session::Session;
use super::super::syntax::ast::{BinaryOperator, Expr, ExprKind, Literal, Name, TypeName, UnaryOperator};
use super::super::syntax::parser::Parser;
use super::compare::{compare, equal, like};
use super::functions;
use super::rows_of_schema::Row;
use super::value::{Strength, Text, Value};
use crate::mysql::charset::{self, Collation};

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
    Values,
}

impl Clause {
    /// As error 1054 has it. Asked of both servers.
    pub fn words(self, mariadb: bool) -> &'static str {
        match (self, mariadb) {
            (Clause::Where, false) => "where clause",
            (Clause::Where, true) => "WHERE",
            (_, false) => "field list",
            (Clause::Select, true) => "SELECT",
            (Clause::Set, true) => "SET",
            (Clause::Values, true) => "VALUES",
        }
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
        let server = self.server;
        match &expression.kind {
            ExprKind::Literal(literal) => Ok(self.literal(literal)),
            ExprKind::Column { qualifiers, name } => self.column(place, qualifiers, name),
            ExprKind::UserVariable { name, value: None } => Ok(self.user_variable(&name.to_lowercase())),
            ExprKind::UserVariable { name, value: Some(value) } => {
                let value = self.evaluate(place, value)?;
                self.set_user_variable(&name.to_lowercase(), value.clone());
                Ok(value)
            }
            ExprKind::SystemVariable { name, .. } => Ok(self.system_variable(&name.to_lowercase())),
            ExprKind::Parenthesis(inner) => self.evaluate(place, inner),
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
                known(value)
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
                known(if *negated { within.map(|value| unary(UnaryOperator::Not, value)) } else { within })
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
                    _ => unmodelled(),
                })
            }
            ExprKind::Call(call) => functions::call(self, place, call),
            ExprKind::Regexp { .. }
            | ExprKind::MemberOf { .. }
            | ExprKind::Row { .. }
            | ExprKind::Interval { .. }
            | ExprKind::DefaultOf(_)
            | ExprKind::ValuesOf(_)
            | ExprKind::Match { .. }
            | ExprKind::Parameter => Ok(unmodelled()),
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
        match self.runtime.connection_collation.or_else(|| self.default_collation("utf8mb4")) {
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
            && let Some(value) = row.value(self.server, &name.text)
        {
            return Ok(value);
        }
        if row.is_some_and(|row| row.nested) {
            return Ok(Value::unknown("a query that depends on the query around it"));
        }
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
            match known(equal(&value, candidate, self.server).map(nullable))? {
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
        known(match (self.as_text(value), self.as_text(pattern)) {
            (unknown @ Value::Unknown(_), _) | (_, unknown @ Value::Unknown(_)) => Ok(unknown),
            (Value::Text(text), Value::Text(pattern)) => like(&text, &pattern, sign, self.server).map(Value::truth),
            _ => Ok(Value::Null),
        })
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
                Some(operand) => known(equal(operand, &when, self.server).map(nullable))?,
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
        let query = match parser.query() {
            Ok(query) => query,
            Err(Stop::Unknown(why)) => return Ok(Value::Unknown(why)),
            Err(stop) => return Err(stop),
        };
        if exists {
            return match self.any_row(place.text, &query, nested) {
                Ok(any) => Ok(Value::truth(any)),
                Err(Stop::Unknown(why)) => Ok(Value::Unknown(why)),
                Err(stop) => Err(stop),
            };
        }
        let rows = match self.select(place.text, &query, nested) {
            Ok(rows) => rows,
            Err(Stop::Unknown(why)) => return Ok(Value::Unknown(why)),
            Err(stop) => return Err(stop),
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
        let rows = parser.query().and_then(|query| self.select(place.text, &query, true));
        match rows {
            Ok(rows) => Ok(rows.into_iter().flatten().collect()),
            Err(Stop::Unknown(why)) => Ok(vec![Value::Unknown(why)]),
            Err(stop) => Err(stop),
        }
    }
}

/// What is not certain becomes a value that is not known; refusals stay.
pub(super) fn known(value: Answer<Value>) -> Answer<Value> {
    match value {
        Err(Stop::Unknown(why)) => Ok(Value::Unknown(why)),
        value => value,
    }
}

pub(super) fn unmodelled() -> Value {
    Value::unknown("an expression that is not modelled")
}

fn nullable(truth: Option<bool>) -> Value {
    truth.map_or(Value::Null, Value::truth)
}

pub(super) fn recollated(value: Value, collation: &'static Collation, strength: Strength) -> Value {
    match value {
        Value::Text(text) => Value::Text(Text { collation, strength, ..text }),
        value => value,
    }
}

fn both(left: Answer<Value>, right: Answer<Value>) -> Answer<Value> {
    let (left, right) = (known(left)?, known(right)?);
    for value in [&left, &right] {
        if !value.is_unknown() && value.as_truth()? == Some(false) {
            return Ok(Value::Integer(0));
        }
    }
    Ok(match (left, right) {
        (unknown @ Value::Unknown(_), _) | (_, unknown @ Value::Unknown(_)) => unknown,
        (Value::Null, _) | (_, Value::Null) => Value::Null,
        _ => Value::Integer(1),
    })
}

fn order(a: &Value, b: &Value, server: crate::mysql::Server, holds: fn(Ordering) -> bool) -> Answer<Value> {
    Ok(nullable(compare(a, b, server)?.map(holds)))
}

fn unary(operator: UnaryOperator, value: Value) -> Value {
    match (operator, value) {
        (_, kept @ (Value::Null | Value::Unknown(_))) => kept,
        (UnaryOperator::Not | UnaryOperator::Bang, value) => {
            value.as_truth().map_or_else(|_| unmodelled(), |truth| nullable(truth.map(|truth| !truth)))
        }
        (UnaryOperator::Minus, value) => {
            value.as_integer().and_then(i64::checked_neg).map_or_else(unmodelled, Value::Integer)
        }
        (UnaryOperator::Plus, value) => value,
        (UnaryOperator::Invert | UnaryOperator::Binary, _) => unmodelled(),
    }
}

fn binary(operator: BinaryOperator, left: &Value, right: &Value, server: crate::mysql::Server) -> Answer<Value> {
    use BinaryOperator as Op;
    match operator {
        Op::Equal => equal(left, right, server).map(nullable),
        Op::NotEqual => Ok(nullable(equal(left, right, server)?.map(|equal| !equal))),
        Op::NullSafeEqual => Ok(match (left, right) {
            (Value::Null, Value::Null) => Value::Integer(1),
            _ => Value::truth(equal(left, right, server)? == Some(true)),
        }),
        Op::Less => order(left, right, server, |order| order == Ordering::Less),
        Op::LessEqual => order(left, right, server, |order| order != Ordering::Greater),
        Op::Greater => order(left, right, server, |order| order == Ordering::Greater),
        Op::GreaterEqual => order(left, right, server, |order| order != Ordering::Less),
        Op::Xor => {
            let (left, right) = (left.as_truth()?, right.as_truth()?);
            Ok(nullable(left.zip(right).map(|(left, right)| left != right)))
        }
        Op::Add | Op::Subtract | Op::Multiply | Op::IntegerDivide | Op::Modulo => {
            if *left == Value::Null || *right == Value::Null {
                return Ok(Value::Null);
            }
            let (Some(left), Some(right)) = (left.as_integer(), right.as_integer()) else { return Ok(unmodelled()) };
            let value = match operator {
                Op::Add => left.checked_add(right),
                Op::Subtract => left.checked_sub(right),
                Op::Multiply => left.checked_mul(right),
                _ if right == 0 => return Ok(Value::Null),
                Op::IntegerDivide => left.checked_div(right),
                _ => left.checked_rem(right),
            };
            Ok(value.map_or_else(unmodelled, Value::Integer))
        }
        _ => Ok(unmodelled()),
    }
}
