//! The type of one step, its arguments known: operators, casts, and functions by the result that the table names.

use super::Purpose;
use super::constant::{self, Constant};
use super::node::{Node, Op};
use super::types::{Typing, system_text, text_of};
use super::value::{Coercibility, Kind, ValueType};
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::syntax::ast::{BinaryOperator, DataType, Literal, TypeName};
use crate::mysql::charset::collation;

/// Bytes of the longest text there is.
const LONGEST: u64 = u32::MAX as u64;

impl Typing<'_, '_> {
    pub(super) fn step(&mut self, node: &Node, values: &[ValueType]) -> Answer<ValueType> {
        // A key part is judged by its result first.
        if !matches!(self.purpose, Purpose::KeyPart { .. }) {
            modelled(node, values)?;
        }
        let first = values.first().copied().unwrap_or_else(|| ValueType::new(Kind::Null, 0));
        let second = values.get(1).copied().unwrap_or(first);
        Ok(match &node.op {
            Op::Math(operator) => self.math(*operator, &first, &second)?,
            // A moment behind a sign is no whole number any more.
            Op::Negative if first.is_temporal() => ValueType::decimal(20, first.decimals),
            Op::Negative => match self.number_kind(&first) {
                Kind::Integer => ValueType::integer(first.length + 1),
                Kind::Decimal => ValueType::decimal(first.length, first.decimals),
                _ => ValueType::double(),
            },
            Op::Invert if first.is_binary() && !self.mariadb() => first,
            Op::Invert => ValueType { unsigned: true, ..ValueType::integer(20) },
            Op::And | Op::Or | Op::Xor | Op::Not | Op::Truth { .. } | Op::IsNull { .. } | Op::IsTruth { .. } => {
                ValueType::boolean()
            }
            Op::Between { .. } | Op::Like { .. } | Op::Regexp => {
                self.compared(values, &node.op)?;
                if let (Op::Like { .. }, Some(escape)) = (&node.op, node.args.get(2)) {
                    self.escape(escape, values.get(2).is_some_and(|value| value.constant))?;
                }
                ValueType::boolean()
            }
            Op::MemberOf => ValueType::boolean(),
            Op::Case { operand, otherwise } => self.case(node, values, *operand, *otherwise)?,
            Op::Cast { target, .. } => self.cast(target, &first)?,
            Op::CastTo(target) => match *target {
                "date" => ValueType::temporal(Kind::Date, 0),
                "binary" => {
                    let bytes = first.characters() * first.max_len(self.scope.server);
                    ValueType { coercibility: Coercibility::Implicit, ..ValueType::bytes(bytes, self.scope.server) }
                }
                target => {
                    let decimals = if first.is_temporal() { first.decimals } else { fraction_of(&first) };
                    ValueType::temporal(if target == "time" { Kind::Time } else { Kind::DateTime }, decimals)
                }
            },
            Op::Using(name) => match self.default_of(name) {
                Some(found) => {
                    ValueType { coercibility: Coercibility::Implicit, ..ValueType::text(first.characters(), found) }
                }
                None => return Err(Stop::unknown("a charset without a collation")),
            },
            Op::Collate(name) => self.collate(name, &first)?,
            Op::AddInterval { unit, .. } => self.add_interval(unit, &first),
            Op::Extract(unit) => match unit.to_ascii_lowercase().as_str() {
                unit if unit.ends_with("microsecond") => ValueType::integer(20),
                _ => ValueType::integer(5),
            },
            Op::TimestampDiff(_) => ValueType::integer(20),
            Op::GetFormat(_) => ValueType::text(17, self.connection()),
            Op::Trim(_) => self.same_text(&first, values, node)?,
            Op::Char(name) => match name {
                None => ValueType::bytes(values.len() as u64 * 4, self.scope.server),
                Some(name) => match self.default_of(name) {
                    Some(found) => ValueType::text(values.len() as u64 * 4, found),
                    None => return Err(Stop::unknown("a charset without a collation")),
                },
            },
            Op::WeightString(_) => ValueType::bytes(first.characters().max(1) * 16 + 1024, self.scope.server),
            Op::JsonValue(_) if !matches!(first.kind, Kind::Text | Kind::Json | Kind::Null) => {
                return self.refuse(3146, &["1", "json_value"]);
            }
            Op::JsonValue(_) => self.json_value(node)?,
            Op::Row => ValueType::new(Kind::Row(values.len()), 0),
            Op::DefaultOf => self.default_of_column(node, first)?,
            Op::ValuesOf => first,
            Op::Native(function) => self.native(node, function.result, values)?,
            Op::UserVariable { .. } => ValueType::text(16_777_215, self.connection()),
            Op::SystemVariable { .. } => ValueType::text(1024, self.connection()),
            Op::Foreign { name, .. } => {
                let full = format!("{}.{name}", self.scope.database);
                return self.refuse(1305, &["FUNCTION", &full]);
            }
            Op::Aggregate(_) | Op::Window(_) | Op::Query { .. } | Op::Match => {
                return Err(Stop::unknown("an aggregate, a window function, a query or MATCH"));
            }
            // They have their types before their arguments are looked at together.
            Op::Literal(_)
            | Op::QuotedHex(_)
            | Op::Number(_)
            | Op::Text(_)
            | Op::NegativeNumber(_)
            | Op::Column { .. }
            | Op::Compare(_)
            | Op::In { .. } => first,
        })
    }

    /// What stands behind ESCAPE is a constant of one character at most.
    fn escape(&self, escape: &Node, is_constant: bool) -> Answer<()> {
        let characters = match (&escape.op, constant::constant(escape)) {
            (Op::Literal(Literal::Text { text, .. }), _) => text.chars().count(),
            (_, Some(Constant::Text(text) | Constant::Integer(text))) => text.chars().count(),
            (_, Some(Constant::Null)) => 0,
            (_, Some(Constant::Temporal(..))) => 2,
            (Op::Literal(Literal::Decimal(_)), _) => 2,
            _ if is_constant => return Err(Stop::unknown("a computed text behind ESCAPE")),
            _ => 2,
        };
        if characters > 1 { self.refuse(1210, &["ESCAPE"]) } else { Ok(()) }
    }

    /// `DEFAULT(a)`: the column must have one that is no expression.
    fn default_of_column(&self, node: &Node, value: ValueType) -> Answer<ValueType> {
        let Some(Op::Column { name, .. }) = node.args.first().map(|arg| &arg.op) else { return Ok(value) };
        let Some(column) = self.scope.column(&name.text) else { return Ok(value) };
        if column.generated && self.mariadb() {
            return Ok(value);
        }
        if column.generated {
            return self.refuse(1364, &[column.name]);
        }
        if column.has_expression_default && !self.mariadb() {
            return self.refuse(3773, &[]);
        }
        if !column.value.nullable && !column.has_expression_default && !column.auto_increment {
            return Err(Stop::unknown("DEFAULT() of a column that may have none"));
        }
        Ok(value)
    }

    /// What a value is in arithmetic: integer, decimal or double.
    pub(super) fn number_kind(&self, value: &ValueType) -> Kind {
        match value.kind {
            Kind::Integer | Kind::Year | Kind::Bit => Kind::Integer,
            Kind::Decimal => Kind::Decimal,
            Kind::Date | Kind::Time | Kind::DateTime | Kind::Timestamp if value.decimals == 0 => Kind::Integer,
            Kind::Date | Kind::Time | Kind::DateTime | Kind::Timestamp => Kind::Decimal,
            // Bytes written as a number, 0x41, count as one; the kind does not tell them from others.
            _ => Kind::Double,
        }
    }

    fn math(&self, operator: BinaryOperator, a: &ValueType, b: &ValueType) -> Answer<ValueType> {
        use BinaryOperator::*;
        let kinds = (self.number_kind(a), self.number_kind(b));
        let double = kinds.0 == Kind::Double || kinds.1 == Kind::Double;
        let decimal = kinds.0 == Kind::Decimal || kinds.1 == Kind::Decimal;
        let whole = |value: &ValueType| value.length.saturating_sub(u64::from(value.decimals));
        let unsigned = a.unsigned || b.unsigned;
        let decimals = a.decimals.max(b.decimals).min(30);
        let bits = |value: &ValueType| value.is_binary() && value.kind == Kind::Text;
        Ok(match operator {
            BitOr | BitAnd | BitXor if !self.mariadb() && bits(a) && bits(b) => *a,
            BitOr | BitAnd | BitXor | ShiftLeft | ShiftRight => ValueType { unsigned: true, ..ValueType::integer(20) },
            IntegerDivide => ValueType { unsigned, ..ValueType::integer(if double { 20 } else { whole(a).max(1) }) },
            Divide if double => ValueType::double(),
            Divide => {
                let decimals = (a.decimals + 4).min(30);
                ValueType::decimal((whole(a) + u64::from(b.decimals) + u64::from(decimals)).min(65), decimals)
            }
            _ if double => ValueType::double(),
            Multiply if decimal => {
                let decimals = (a.decimals + b.decimals).min(30);
                ValueType::decimal((a.length + b.length).min(65), decimals)
            }
            Modulo if decimal => ValueType::decimal(a.length.max(b.length), decimals),
            _ if decimal => {
                let digits = whole(a).max(whole(b)) + 1 + u64::from(decimals);
                ValueType::decimal(digits.min(65), decimals)
            }
            Modulo => ValueType { unsigned: a.unsigned, ..ValueType::integer(a.length.max(b.length)) },
            _ => ValueType { unsigned, ..ValueType::integer(20) },
        })
    }

    fn case(&self, node: &Node, values: &[ValueType], operand: bool, otherwise: bool) -> Answer<ValueType> {
        let start = usize::from(operand);
        let pairs = values.len().saturating_sub(start + usize::from(otherwise));
        let branches = values.get(start..start + pairs).unwrap_or(&[]);
        let whens = branches.iter().step_by(2).copied();
        if operand {
            let compared: Vec<ValueType> = values.first().copied().into_iter().chain(whens).collect();
            self.compared(&compared, &node.op)?;
        }
        let mut results: Vec<ValueType> = branches.iter().skip(1).step_by(2).copied().collect();
        if otherwise {
            results.extend(values.last());
        }
        let mut value = self.one_of(&results, &node.op)?;
        value.nullable |= !otherwise;
        Ok(value)
    }

    fn cast(&self, target: &DataType, operand: &ValueType) -> Answer<ValueType> {
        let server = self.scope.server;
        let number = |text: Option<&str>, or: u64| text.and_then(|digits| digits.parse().ok()).unwrap_or(or);
        let fsp = number(target.length, 0).min(6) as u8;
        let implicit = |value: ValueType| ValueType { coercibility: Coercibility::Implicit, ..value };
        Ok(match target.name {
            TypeName::CastSigned | TypeName::Int => ValueType::integer(20),
            TypeName::CastUnsigned => ValueType { unsigned: true, ..ValueType::integer(20) },
            TypeName::Decimal => {
                let digits = number(target.length, 10);
                ValueType::decimal(if digits == 0 { 10 } else { digits }, number(target.decimals, 0) as u8)
            }
            TypeName::Float if number(target.length, 0) <= 24 && !self.mariadb() => ValueType::new(Kind::Float, 12),
            TypeName::Float if self.mariadb() => ValueType::new(Kind::Float, 12),
            TypeName::Float | TypeName::Double => ValueType::double(),
            TypeName::Date => ValueType::temporal(Kind::Date, 0),
            TypeName::Time | TypeName::CastInterval => ValueType::temporal(Kind::Time, fsp),
            TypeName::DateTime => ValueType::temporal(Kind::DateTime, fsp),
            TypeName::Year => ValueType::new(Kind::Year, 4),
            TypeName::Json => ValueType::json(),
            TypeName::Binary => {
                let bytes = operand.characters().saturating_mul(operand.max_len(server));
                implicit(ValueType::bytes(number(target.length, bytes), server))
            }
            TypeName::Char | TypeName::VarChar => {
                let found = match (&target.collate, &target.charset) {
                    (Some(name), _) => collation(&name.text, server),
                    (None, Some(name)) => self.default_of(&name.text),
                    (None, None) if target.national => self.default_of("utf8mb3"),
                    (None, None) => Some(self.connection()),
                };
                let Some(mut found) = found else { return Err(Stop::unknown("a charset without a collation")) };
                if target.binary {
                    let charset = crate::mysql::charset::charset(found.charset(), server);
                    found =
                        charset.and_then(|charset| crate::mysql::charset::binary_of(charset, server)).unwrap_or(found);
                }
                implicit(ValueType::text(number(target.length, operand.characters()), found))
            }
            TypeName::Uuid => ValueType::new(Kind::Uuid, 36),
            TypeName::Inet4 => ValueType::new(Kind::Inet4, 15),
            TypeName::Inet6 => ValueType::new(Kind::Inet6, 39),
            name if name.is_spatial() => ValueType::new(Kind::Geometry(name), LONGEST),
            _ => return Err(Stop::unknown("CAST to this type is not modelled")),
        })
    }

    fn collate(&self, name: &str, operand: &ValueType) -> Answer<ValueType> {
        let server = self.scope.server;
        let Some(found) = collation(name, server) else {
            return Err(Stop::unknown("a collation that depends on its charset"));
        };
        let text = operand.is_text();
        let own = match operand.kind {
            Kind::Json => "utf8mb4",
            _ if text => operand.collation.map_or("", |collation| collation.charset()),
            _ => self.connection().charset(),
        };
        if own != found.charset() {
            return self.refuse(1253, &[found.name, own]);
        }
        let length = operand.characters();
        Ok(ValueType { coercibility: Coercibility::Explicit, ascii: operand.ascii, ..ValueType::text(length, found) })
    }

    fn add_interval(&self, unit: &str, date: &ValueType) -> ValueType {
        let unit = unit.to_ascii_lowercase();
        let unit = unit.strip_prefix("sql_tsi_").unwrap_or(&unit);
        let days = matches!(unit, "day" | "week" | "month" | "quarter" | "year" | "year_month");
        let micro = unit.ends_with("microsecond");
        let decimals = if micro { 6 } else { date.decimals };
        match date.kind {
            Kind::Date if days => *date,
            Kind::Date | Kind::DateTime | Kind::Timestamp => ValueType::temporal(Kind::DateTime, decimals),
            Kind::Time if !matches!(unit, "month" | "quarter" | "year" | "year_month") => {
                ValueType::temporal(Kind::Time, decimals)
            }
            Kind::Time => ValueType::temporal(Kind::DateTime, decimals),
            _ => ValueType::text(if self.mariadb() { 26 } else { 29 }, self.connection()),
        }
    }

    /// The text of the first argument, in the collation of all that are text.
    fn same_text(&self, first: &ValueType, values: &[ValueType], node: &Node) -> Answer<ValueType> {
        let strength = self.mixed(values, false, &node.op)?;
        Ok(ValueType { ascii: first.ascii, ..text_of(first.characters(), strength) })
    }

    fn json_value(&self, node: &Node) -> Answer<ValueType> {
        let Op::JsonValue(words) = node.op else { return Err(Stop::unknown("JSON_VALUE")) };
        if let Some(Op::Literal(Literal::Text { text, .. })) = node.args.get(1).map(|arg| &arg.op)
            && !text.trim_start().starts_with('$')
        {
            return self.refuse(3143, &["1"]);
        }
        let lower = words.to_ascii_lowercase();
        let Some(rest) = lower.strip_prefix("returning") else {
            let found = collation("utf8mb4_0900_bin", self.scope.server).unwrap_or(self.connection());
            return Ok(ValueType::text(512, found));
        };
        let rest = rest.trim_start();
        let number = rest.split_once('(').and_then(|(_, rest)| rest.split([')', ',']).next());
        let number = number.and_then(|digits| digits.trim().parse::<u64>().ok()).map(|number| number.min(LONGEST));
        let word: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
        Ok(match word.as_str() {
            "signed" => ValueType::integer(20),
            "unsigned" => ValueType { unsigned: true, ..ValueType::integer(20) },
            "decimal" => ValueType::decimal(number.unwrap_or(10), 0),
            "double" | "real" => ValueType::double(),
            "float" => ValueType::new(Kind::Float, 12),
            "date" => ValueType::temporal(Kind::Date, 0),
            "time" => ValueType::temporal(Kind::Time, number.unwrap_or(0).min(6) as u8),
            "datetime" => ValueType::temporal(Kind::DateTime, number.unwrap_or(0).min(6) as u8),
            "year" => ValueType::new(Kind::Year, 4),
            "json" => ValueType::json(),
            "binary" => ValueType::bytes(number.unwrap_or(512), self.scope.server),
            "char" => {
                let found = collation("utf8mb4_0900_bin", self.scope.server).unwrap_or(self.connection());
                ValueType::text(number.unwrap_or(512), found)
            }
            _ => return Err(Stop::unknown("JSON_VALUE returns what is not modelled")),
        })
    }

    /// A native function by the letter of its result.
    fn native(&self, node: &Node, result: &str, values: &[ValueType]) -> Answer<ValueType> {
        let server = self.scope.server;
        let first = values.first().copied().unwrap_or_else(|| ValueType::new(Kind::Null, 0));
        let (letter, digits) = result.split_at_checked(1).unwrap_or((result, ""));
        let size = digits.parse::<u64>().unwrap_or(0);
        let utf8mb3 = || self.default_of("utf8mb3").unwrap_or(self.connection());
        let precision = || match node.args.first().map(|arg| &arg.op) {
            Some(Op::Literal(Literal::Integer(digits))) => digits.parse().unwrap_or(0),
            _ => 0,
        };
        let fixed = |value: ValueType| ValueType { nullable: false, ..value };
        // These compare their texts.
        if matches!(node.op_name(), "strcmp" | "locate" | "find_in_set" | "regexp_like" | "regexp_instr") {
            self.compared(values.get(..2).unwrap_or(values), &node.op)?;
        }
        Ok(match letter {
            "b" => ValueType::boolean(),
            "i" if self.mariadb() && node.op_name() == "time_to_sec" && fraction_of(&first) > 0 => {
                ValueType::decimal(19, fraction_of(&first))
            }
            "i" => ValueType::integer(11),
            "u" => ValueType { unsigned: true, ..ValueType::integer(10) },
            "I" => ValueType::integer(20),
            "U" => ValueType { unsigned: true, ..ValueType::integer(20) },
            "d" => ValueType::double(),
            "D" => ValueType::temporal(Kind::Date, 0),
            "T" if node.args.len() < 2 => fixed(ValueType::temporal(Kind::Time, precision())),
            "T" => ValueType::temporal(Kind::Time, values.iter().map(|value| value.decimals).max().unwrap_or(0).min(6)),
            "M" => fixed(ValueType::temporal(Kind::DateTime, precision())),
            "Y" => ValueType::new(Kind::Year, 4),
            "s" => ValueType { ascii: true, ..ValueType::text(size, self.connection()) },
            "S" if self.mariadb() && node.op_name() == "uuid" => ValueType::new(Kind::Uuid, 36),
            "S" => system_text(size, utf8mb3()),
            "a" => ValueType::bytes(size, server),
            "t" => ValueType::text(65_535, self.connection()),
            "l" => ValueType::text(LONGEST, self.connection()),
            "B" => ValueType::bytes(LONGEST, server),
            "j" if self.mariadb() => ValueType::text(LONGEST, self.connection()),
            "j" => ValueType::json(),
            "g" => ValueType::new(Kind::Geometry(TypeName::Geometry), LONGEST),
            "p" => ValueType::new(Kind::Geometry(TypeName::Point), LONGEST),
            "v" => ValueType::new(Kind::Vector, 16_383 * 4),
            "1" if first.is_text() || first.kind == Kind::Null => {
                let texts: Vec<ValueType> = values.iter().copied().filter(ValueType::is_text).collect();
                let texts = if texts.is_empty() { vec![first] } else { texts };
                self.same_text(&first, &texts, node)?
            }
            "1" if first.kind == Kind::Json => self.same_text(&first, &[first], node)?,
            "1" if node.op_name() == "any_value" => first,
            "1" => ValueType { ascii: true, ..ValueType::text(first.characters(), self.connection()) },
            _ => self.special(node, values)?,
        })
    }
}

impl Node<'_> {
    /// The name of a native function, else nothing.
    pub fn op_name(&self) -> &'static str {
        match &self.op {
            Op::Native(function) => function.name,
            _ => "",
        }
    }
}

/// Digits of a second's fraction in what is read as a time.
pub(super) fn fraction_of(value: &ValueType) -> u8 {
    match value.kind {
        Kind::Text | Kind::Json | Kind::Enum | Kind::Set | Kind::Double | Kind::Float => 6,
        _ => value.decimals.min(6),
    }
}

/// Geometries and vectors have functions of their own; where they meet others, or others meet those, the servers refuse
/// with words that are not modelled.
fn modelled(node: &Node, values: &[ValueType]) -> Answer<()> {
    let is_shape = |value: &ValueType| matches!(value.kind, Kind::Geometry(_));
    let name = node.op_name();
    let spatial = name.starts_with("st_") || name.starts_with("mbr");
    let from_other = name.contains("from") || name.contains("envelope");
    let number = match &node.op {
        Op::Math(_)
        | Op::Compare(_)
        | Op::Between { .. }
        | Op::Like { .. }
        | Op::Regexp
        | Op::Negative
        | Op::Invert => true,
        Op::AddInterval { .. } | Op::Extract(_) => true,
        Op::Native(function) => {
            function.result == "d" || matches!(name, "abs" | "round" | "truncate" | "ceil" | "floor")
        }
        _ => false,
    };
    let odd = match spatial {
        true => !values.first().is_some_and(is_shape) && !from_other,
        false => number && values.iter().any(is_shape),
    };
    if odd {
        return Err(Stop::unknown("a geometry where another value belongs, or the other way"));
    }
    let vector = name.contains("vector");
    let bytes = values.first().is_some_and(|value| value.kind == Kind::Vector || value.is_binary());
    if vector && !matches!(name, "to_vector" | "string_to_vector") && !bytes {
        return Err(Stop::unknown("a vector function of another value"));
    }
    let regular = name.starts_with("regexp_") || node.op == Op::Regexp;
    let texts: Vec<bool> = values.iter().take(3).filter(|value| value.is_text()).map(ValueType::is_binary).collect();
    if regular && texts.contains(&true) && texts.contains(&false) {
        return Err(Stop::unknown("a regular expression of bytes"));
    }
    Ok(())
}
