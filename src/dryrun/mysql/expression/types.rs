//! Names are looked up, and each step of an expression gets its type.
//!
//! Source: MySQL manual, "Type Conversion in Expression Evaluation" and the pages of the functions; types and
//! refusals were asked of both servers.

use std::cell::Cell;

use super::collate::{Strength, aggregate};
use super::node::{Node, Op};
use super::temporal;
use super::value::{Coercibility, Kind, ValueType};
use super::{Purpose, Scope};
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::syntax::ast::{BinaryOperator, Literal, Name};
use crate::mysql::charset::{Collation, charset, collation};

/// The steps of one expression on their way to their types.
pub struct Typing<'s, 'a> {
    pub scope: &'s Scope<'a>,
    pub purpose: Purpose<'a>,
    /// The columns named so far, each once, in order of their first naming.
    pub columns: Vec<usize>,
    /// MariaDB converts a text to another charset, and prints that.
    pub converts: Cell<bool>,
}

impl Typing<'_, '_> {
    pub(super) fn refuse<T>(&self, errno: u16, parts: &[&str]) -> Answer<T> {
        Err(Stop::refused(self.scope.server, errno, parts))
    }

    pub(super) fn mariadb(&self) -> bool {
        self.scope.server.is_mariadb()
    }

    pub(super) fn connection(&self) -> &'static Collation {
        self.scope.collation
    }

    /// The type of a node whose value may be a row.
    pub fn any(&mut self, node: &Node) -> Answer<ValueType> {
        if node.op == Op::Row {
            let mut row = ValueType::new(Kind::Row(node.args.len()), 0);
            row.constant = true;
            for arg in &node.args {
                row.constant &= self.any(arg)?.constant;
            }
            return Ok(row);
        }
        self.value(node)
    }

    /// The type of a node whose value is one column.
    pub fn value(&mut self, node: &Node) -> Answer<ValueType> {
        match &node.op {
            Op::Literal(literal) => self.literal(literal),
            Op::Number(digits) => Ok(constant(ValueType::integer(digits.len() as u64))),
            Op::Text(text) => Ok(constant(ValueType::text(text.len() as u64, self.connection()))),
            Op::QuotedHex(digits) => Ok(constant(ValueType::bytes(digits.len() as u64 / 2, self.scope.server))),
            Op::NegativeNumber(literal) => {
                let value = self.literal(literal)?;
                Ok(ValueType { length: value.length + 1, unsigned: false, ..value })
            }
            Op::Column { qualifiers, name } => self.column(qualifiers, name),
            Op::Compare(_) | Op::In { .. } => self.comparison(node),
            _ => {
                let mut values = Vec::with_capacity(node.args.len());
                for arg in &node.args {
                    values.push(self.any(arg)?);
                }
                if values.iter().any(|value| matches!(value.kind, Kind::Row(_))) {
                    return self.row_operand(node, &values);
                }
                let all_constant = values.iter().all(|value| value.constant);
                let nullable = values.iter().any(|value| value.nullable);
                let mut value = self.step(node, &values)?;
                value.constant = all_constant && is_pure(&node.op);
                value.nullable |= nullable && !never_null(&node.op);
                Ok(value)
            }
        }
    }

    fn row_operand(&self, node: &Node, values: &[ValueType]) -> Answer<ValueType> {
        let one = matches!(node.op, Op::IsNull { .. } | Op::IsTruth { .. } | Op::Not);
        if self.mariadb() && !one {
            return Err(Stop::unknown("a row where a value belongs"));
        }
        // BETWEEN compares rows as well as IN does.
        if matches!(node.op, Op::Between { .. }) && values.iter().all(|value| value.kind == Kind::Row(2)) {
            return Err(Stop::unknown("BETWEEN of rows"));
        }
        self.refuse(1241, &["1"])
    }

    fn literal(&self, literal: &Literal) -> Answer<ValueType> {
        let server = self.scope.server;
        let digits = |text: &str| text.trim_start_matches('0').len().max(1) as u64;
        let value = match literal {
            Literal::Null => ValueType::new(Kind::Null, 0),
            Literal::True | Literal::False => ValueType { nullable: false, ..ValueType::boolean() },
            Literal::Integer(text) => {
                let length = digits(text);
                match text.parse::<u64>() {
                    Ok(number) => ValueType { unsigned: number > i64::MAX as u64, ..ValueType::integer(length) },
                    Err(_) => ValueType::decimal(length.min(65), 0),
                }
            }
            Literal::Decimal(text) => {
                let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
                let decimals = fraction.len().min(30) as u8;
                let whole = whole.trim_start_matches('0').len().max(usize::from(fraction.is_empty())) as u64;
                ValueType::decimal((whole + u64::from(decimals)).max(1), decimals)
            }
            Literal::Float(_) => ValueType::double(),
            Literal::Text { text, introducer, national } => {
                let length = text.chars().count() as u64;
                let found = match introducer {
                    Some(name) => self.default_of(name),
                    None if *national => self.default_of("utf8mb3"),
                    None => Some(self.connection()),
                };
                let Some(found) = found else { return Err(Stop::unknown("a charset without a collation")) };
                let length = if found.name == "binary" { text.len() as u64 } else { length };
                ValueType { ascii: text.is_ascii(), ..ValueType::text(length, found) }
            }
            Literal::Hex { digits, introducer } | Literal::Bit { digits, introducer } => {
                let per_byte = if matches!(literal, Literal::Hex { .. }) { 2 } else { 8 };
                let length = (digits.len() as u64).div_ceil(per_byte);
                match introducer.and_then(|name| self.default_of(name)) {
                    Some(found) => ValueType::text(length, found),
                    None => ValueType::bytes(length, server),
                }
            }
            Literal::Temporal { kind, text } => {
                let decimals = temporal::literal(kind, text, self.mariadb()).map_or(0, |value| value.decimals);
                ValueType::temporal(
                    match *kind {
                        "DATE" => Kind::Date,
                        "TIME" => Kind::Time,
                        _ => Kind::DateTime,
                    },
                    decimals,
                )
            }
        };
        Ok(constant(ValueType { nullable: value.kind == Kind::Null, ..value }))
    }

    /// The default collation of a charset.
    pub(super) fn default_of(&self, name: &str) -> Option<&'static Collation> {
        let server = self.scope.server;
        collation(charset(name, server)?.default_collation, server)
    }

    fn column(&mut self, qualifiers: &[Name], name: &Name) -> Answer<ValueType> {
        let found = self.scope.columns.iter().position(|column| column.name.eq_ignore_ascii_case(&name.text));
        let partition = matches!(self.purpose, Purpose::Partition);
        let here = !(partition || self.mariadb()) || self.scope.is_here(qualifiers);
        let Some(at) = found.filter(|_| here || self.mariadb() && !partition) else {
            let mut full = String::new();
            for qualifier in qualifiers {
                full.push_str(&qualifier.text);
                full.push('.');
            }
            full.push_str(&name.text);
            return self.refuse(1054, &[&full, self.purpose.place(self.mariadb())]);
        };
        if !self.columns.contains(&at) {
            self.columns.push(at);
        }
        match self.scope.columns.get(at) {
            Some(column) => Ok(column.value),
            None => Err(Stop::unknown("a column without a place")),
        }
    }

    // Comparisons

    fn comparison(&mut self, node: &Node) -> Answer<ValueType> {
        let mut values = Vec::with_capacity(node.args.len());
        for arg in &node.args {
            values.push(self.any(arg)?);
        }
        let width = |value: &ValueType| match value.kind {
            Kind::Row(width) => width,
            _ => 1,
        };
        let wanted = values.first().map_or(1, width);
        if let Some(other) = values.iter().find(|value| width(value) != wanted) {
            if self.mariadb() {
                let (left, right) = (self.type_name(values.first()), self.type_name(Some(other)));
                if wanted > 1 && width(other) > 1 {
                    return self.refuse(1241, &[&wanted.to_string()]);
                }
                return self.refuse(4078, &[left, right, self.operation(&node.op)]);
            }
            return self.refuse(1241, &[&wanted.to_string()]);
        }
        if wanted == 1 {
            self.compared(&values, &node.op)?;
        } else {
            self.compared_rows(node)?;
        }
        let mut value = ValueType::boolean();
        value.constant = values.iter().all(|value| value.constant);
        value.nullable =
            values.iter().any(|value| value.nullable) && node.op != Op::Compare(BinaryOperator::NullSafeEqual);
        Ok(value)
    }

    fn compared_rows(&mut self, node: &Node) -> Answer<()> {
        let Some((first, rest)) = node.args.split_first() else { return Ok(()) };
        for other in rest {
            for (left, right) in first.args.iter().zip(&other.args) {
                let pair = [self.any(left)?, self.any(right)?];
                self.compared(&pair, &node.op)?;
            }
        }
        Ok(())
    }

    /// Checks that the collations of compared texts go together.
    pub(super) fn compared(&self, values: &[ValueType], op: &Op) -> Answer<()> {
        let texts = values.iter().filter(|value| value.is_text()).count();
        // With a number, numbers are compared.
        let only_text = values.iter().all(|value| value.is_text() || value.kind == Kind::Null);
        if texts < 2 || !only_text {
            return Ok(());
        }
        self.mixed(values, true, op).map(|_| ())
    }

    /// The collation that comes out of several texts.
    pub(super) fn mixed(&self, values: &[ValueType], compared: bool, op: &Op) -> Answer<Strength> {
        let strengths: Vec<Strength> = values.iter().map(|value| Strength::of(value, self.connection())).collect();
        if let Some(found) = aggregate(&strengths, compared, self.scope.server) {
            let other = |value: &ValueType| {
                let own = value.collation.map_or("", |collation| collation.charset());
                value.is_text()
                    && !own.is_empty()
                    && own != found.collation.charset()
                    && found.collation.name != "binary"
            };
            // Literals are converted silently.
            if values.iter().any(|value| other(value) && value.coercibility != Coercibility::Coercible) {
                self.converts.set(true);
            }
            return Ok(found);
        }
        let operation = self.operation(op).to_owned();
        let words: Vec<_> = strengths.iter().map(Strength::words).collect();
        match words.as_slice() {
            [a, b] => self.refuse(1267, &[a.0, a.1, b.0, b.1, &operation]),
            [a, b, c] => self.refuse(1270, &[a.0, a.1, b.0, b.1, c.0, c.1, &operation]),
            _ => self.refuse(1271, &[&operation]),
        }
    }

    /// The name of an operation in messages.
    pub(super) fn operation<'n>(&self, op: &'n Op) -> &'n str {
        match op {
            Op::Native(function) => function.printed,
            Op::Compare(operator) | Op::Math(operator) => super::words::operator(*operator, self.mariadb()),
            Op::In { .. } => "in",
            Op::Between { .. } => "between",
            Op::Like { .. } => "like",
            Op::Regexp => "regexp",
            Op::Case { .. } => "case",
            Op::Trim(_) => "trim",
            _ => "",
        }
    }

    /// MariaDB's names of types in messages.
    fn type_name(&self, value: Option<&ValueType>) -> &'static str {
        match value.map(|value| value.kind) {
            Some(Kind::Row(_)) => "row",
            Some(Kind::Integer) => match value {
                Some(value) if value.length > 11 => "bigint",
                _ => "int",
            },
            Some(Kind::Decimal) => "decimal",
            Some(Kind::Double) => "double",
            Some(Kind::Text) => "varchar",
            Some(Kind::Date) => "date",
            _ => "",
        }
    }
}

fn constant(value: ValueType) -> ValueType {
    ValueType { constant: true, nullable: value.kind == Kind::Null, ..value }
}

/// True where constant arguments make a constant.
fn is_pure(op: &Op) -> bool {
    match op {
        Op::Native(function) => !(function.has('n') || function.has('r') || function.has('x') || function.has('u')),
        Op::Foreign { .. }
        | Op::Aggregate(_)
        | Op::Window(_)
        | Op::Query { .. }
        | Op::UserVariable { .. }
        | Op::SystemVariable { .. }
        | Op::DefaultOf
        | Op::ValuesOf
        | Op::Match
        | Op::Column { .. } => false,
        _ => true,
    }
}

fn never_null(op: &Op) -> bool {
    match op {
        Op::IsNull { .. } | Op::IsTruth { .. } => true,
        Op::Native(function) => matches!(function.name, "interval" | "coercibility" | "json_array" | "field"),
        _ => false,
    }
}

/// What comes out of several values of which one is taken: IF, CASE, COALESCE, GREATEST.
impl Typing<'_, '_> {
    pub(super) fn one_of(&self, values: &[ValueType], op: &Op) -> Answer<ValueType> {
        let known: Vec<ValueType> = values.iter().copied().filter(|value| value.kind != Kind::Null).collect();
        let Some((first, rest)) = known.split_first() else { return Ok(ValueType::new(Kind::Null, 0)) };
        let mut kind = first.kind;
        for value in rest {
            kind = common_kind(kind, value.kind, self.mariadb());
        }
        let decimals = known.iter().map(|value| value.decimals).max().unwrap_or(0);
        let nullable = values.iter().any(|value| value.nullable);
        let longest = |of: &dyn Fn(&ValueType) -> u64| known.iter().map(of).max().unwrap_or(0);
        let value = match kind {
            Kind::Text | Kind::Enum | Kind::Set => {
                let found = self.mixed(&known, false, op)?;
                let length = longest(&|value| value.characters());
                ValueType {
                    coercibility: found.coercibility,
                    ascii: known.iter().all(|value| value.ascii),
                    ..ValueType::text(length, found.collation)
                }
            }
            Kind::Decimal => {
                let whole = longest(&|value| match value.kind {
                    Kind::Decimal => value.length.saturating_sub(u64::from(value.decimals)),
                    _ => value.length,
                });
                ValueType::decimal((whole + u64::from(decimals)).min(65), decimals)
            }
            Kind::Date | Kind::Time | Kind::DateTime | Kind::Timestamp => ValueType::temporal(kind, decimals),
            Kind::Double => ValueType::double(),
            Kind::Integer => ValueType {
                unsigned: known.iter().all(|value| value.unsigned),
                ..ValueType::integer(longest(&|value| value.length))
            },
            _ => ValueType { length: longest(&|value| value.length), decimals, ..*first },
        };
        Ok(ValueType { nullable, ..value })
    }
}

/// The kind that two kinds have in common. Source: measured with UNION and COALESCE.
fn common_kind(a: Kind, b: Kind, mariadb: bool) -> Kind {
    use Kind::*;
    let numeric = |kind| matches!(kind, Integer | Decimal | Float | Double | Bit | Year);
    let with_time = |kind| matches!(kind, Date | DateTime | Timestamp | Time);
    match (a, b) {
        _ if a == b => a,
        (Null, other) | (other, Null) => other,
        _ if numeric(a) && numeric(b) => match (a, b) {
            (Double, _) | (_, Double) => Double,
            (Float, Decimal) | (Decimal, Float) => Double,
            (Float, _) | (_, Float) => {
                if mariadb {
                    Double
                } else {
                    Float
                }
            }
            (Decimal, _) | (_, Decimal) => Decimal,
            _ => Integer,
        },
        _ if with_time(a) && with_time(b) => DateTime,
        (Geometry(_), Geometry(_)) => Geometry(crate::dryrun::mysql::syntax::ast::TypeName::Geometry),
        _ => Text,
    }
}

/// True where a text that comes out keeps the strength of the columns in it.
pub(super) fn text_of(length: u64, strength: Strength) -> ValueType {
    ValueType {
        coercibility: strength.coercibility,
        ascii: false,
        ..ValueType::text(length.min(u64::from(u32::MAX)), strength.collation)
    }
}

/// Text of the server itself: user names and the like.
pub(super) fn system_text(length: u64, collation: &'static Collation) -> ValueType {
    ValueType { coercibility: Coercibility::System, ascii: true, ..ValueType::text(length, collation) }
}
