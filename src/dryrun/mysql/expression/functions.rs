//! Functions whose type needs more than a letter.

use super::constant::{self, Constant};
use super::node::{Node, Op};
use super::steps::fraction_of;
use super::temporal;
use super::types::{Typing, text_of};
use super::value::{Coercibility, Kind, ValueType};
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::syntax::ast::Literal;
use crate::mysql::charset::collation;

const LONG: u64 = u32::MAX as u64;

/// The number that an argument is, if it is one.
fn number(node: Option<&Node>) -> Option<u64> {
    match node.map(|node| &node.op) {
        Some(Op::Literal(Literal::Integer(digits))) => digits.parse().ok(),
        Some(Op::Number(digits)) => digits.parse().ok(),
        Some(Op::Negative | Op::NegativeNumber(_)) => Some(0),
        _ => None,
    }
}

fn literal_text<'n>(node: Option<&'n Node>) -> Option<&'n str> {
    match node.map(|node| &node.op) {
        Some(Op::Literal(Literal::Text { text, .. })) => Some(text),
        _ => None,
    }
}

impl Typing<'_, '_> {
    pub(super) fn special(&self, node: &Node, values: &[ValueType]) -> Answer<ValueType> {
        let server = self.scope.server;
        let null = ValueType::new(Kind::Null, 0);
        let first = values.first().copied().unwrap_or(null);
        let second = values.get(1).copied().unwrap_or(null);
        let arg = |at: usize| node.args.get(at);
        let text = |length: u64| -> Answer<ValueType> { self.joined(values, length, node) };
        let connection = |length: u64| ValueType { ascii: true, ..ValueType::text(length, self.connection()) };
        let bytes = |length: u64| ValueType::bytes(length.min(LONG), server);
        self.lengths(node)?;
        Ok(match node.op_name() {
            "abs" | "ceil" | "ceiling" | "floor"
                if first.is_temporal() && !(self.mariadb() && first.kind == Kind::Date) =>
            {
                ValueType::decimal(20, first.decimals)
            }
            "abs" => match self.number_kind(&first) {
                Kind::Integer => ValueType { unsigned: first.unsigned, ..ValueType::integer(first.length) },
                Kind::Decimal => ValueType::decimal(first.length, first.decimals),
                _ => ValueType::double(),
            },
            "ceil" | "ceiling" | "floor" => match self.number_kind(&first) {
                Kind::Integer => ValueType { unsigned: first.unsigned, ..ValueType::integer(20) },
                Kind::Decimal if first.length - u64::from(first.decimals).min(first.length) <= 18 => {
                    ValueType::integer(20)
                }
                Kind::Decimal => ValueType::decimal(first.length, 0),
                _ => ValueType::double(),
            },
            "round" | "truncate" => self.rounded(&first, number(arg(1)), node.op_name() == "round"),
            "concat" => text(values.iter().map(ValueType::characters).sum())?,
            "concat_ws" => {
                let rest: u64 = values.iter().skip(1).map(ValueType::characters).sum();
                let gaps = (values.len() as u64).saturating_sub(2) * first.characters();
                let value = text(rest + gaps)?;
                ValueType { nullable: first.nullable, ..value }
            }
            "repeat" => match number(arg(1)) {
                Some(count) => self.joined(&[first], first.characters().saturating_mul(count), node)?,
                None => self.joined(&[first], LONG, node)?,
            },
            "space" => connection(number(arg(0)).unwrap_or(LONG)),
            "lpad" | "rpad" => {
                let texts = [Some(&first), values.get(2)].into_iter().flatten().copied().collect::<Vec<_>>();
                self.joined(&texts, number(arg(1)).unwrap_or(LONG), node)?
            }
            "left" | "right" => {
                let length = number(arg(1)).map_or(first.characters(), |count| count.min(first.characters()));
                self.joined(&[first], length, node)?
            }
            "substr" | "substring" | "mid" => {
                let start = number(arg(1)).unwrap_or(1).max(1) - 1;
                let left = first.characters().saturating_sub(start);
                let length = if arg(2).is_some() { number(arg(2)).map_or(left, |count| count.min(left)) } else { left };
                self.joined(&[first], length, node)?
            }
            "insert" => {
                let texts = [Some(&first), values.get(3)].into_iter().flatten().copied().collect::<Vec<_>>();
                self.joined(&texts, texts.iter().map(ValueType::characters).sum(), node)?
            }
            "replace" => {
                let new = values.get(2).map_or(0, ValueType::characters);
                let times = first.characters() / second.characters().max(1);
                let grown = first.characters() + times * new.saturating_sub(second.characters());
                text(if second.constant { grown } else { first.characters() * new.max(1) })?
            }
            "elt" => self.joined(values.get(1..).unwrap_or(&[]), longest(values.get(1..).unwrap_or(&[])), node)?,
            "make_set" => {
                let rest = values.get(1..).unwrap_or(&[]);
                self.joined(rest, rest.iter().map(|value| value.characters() + 1).sum::<u64>().saturating_sub(1), node)?
            }
            "quote" => self.joined(&[first], first.characters() * 2 + 2, node)?,
            "hex" if first.is_text() => connection(first.characters() * first.max_len(server) * 2),
            "hex" => connection(16),
            "unhex" => bytes(first.characters() * first.max_len(server) / 2),
            "to_base64" => {
                let bytes = first.characters() * first.max_len(server);
                let length = bytes.div_ceil(3) * 4;
                connection(length + length.saturating_sub(1) / 76)
            }
            "from_base64" => bytes(first.characters() * first.max_len(server) * 3 / 4),
            "compress" => bytes(first.characters() * first.max_len(server) + 18),
            "sha2" => connection(match number(arg(1)) {
                Some(224) => 56,
                Some(0 | 256) => 64,
                Some(384) => 96,
                _ => 128,
            }),
            "random_bytes" => bytes(1024),
            "aes_encrypt" => bytes((first.characters() * first.max_len(server) / 16 + 1) * 16),
            "aes_decrypt" | "encode" | "decode" => bytes(first.characters() * first.max_len(server)),
            "des_encrypt" | "des_decrypt" | "encrypt" => bytes(first.characters() * 4 + 9),
            "json_type" => ValueType::text(17, self.bin()),
            "json_quote" => ValueType::text(first.characters().saturating_mul(6) + 2, self.bin()),
            "json_unquote" => {
                ValueType { coercibility: Coercibility::Implicit, ..ValueType::text(first.characters(), self.bin()) }
            }
            "json_value" => ValueType::text(LONG, self.bin()),
            "if" => self.one_of(values.get(1..).unwrap_or(&[]), &node.op)?,
            "nvl2" => self.one_of(values.get(1..).unwrap_or(&[]), &node.op)?,
            "ifnull" | "nvl" | "coalesce" => {
                let value = self.one_of(values, &node.op)?;
                ValueType { nullable: values.iter().all(|value| value.nullable), ..value }
            }
            "greatest" | "least" => {
                if let Some(moment) = self.moment_of(node, values)? {
                    return Ok(moment);
                }
                let mut value = self.one_of(values, &node.op)?;
                let number = |value: &ValueType| !value.is_text() && !value.is_temporal() && value.kind != Kind::Null;
                if self.mariadb() && value.is_text() && values.iter().any(number) {
                    value = ValueType::double();
                }
                // Texts are compared, so their collations must go together.
                self.compared(values, &node.op)?;
                value
            }
            "nullif" => {
                self.compared(
                    values,
                    &Op::Native(match &node.op {
                        Op::Native(function) => *function,
                        _ => return Err(Stop::unknown("NULLIF")),
                    }),
                )?;
                match first.kind {
                    Kind::Integer | Kind::Decimal | Kind::Text => first,
                    _ => ValueType { nullable: true, ..first },
                }
            }
            "last_value" => values.last().copied().unwrap_or(null),
            "unix_timestamp" => match values.len() {
                0 => ValueType { nullable: false, ..ValueType::integer(20) },
                _ if fraction_of(&first) == 0 => ValueType::integer(20),
                _ => ValueType::decimal(11 + u64::from(fraction_of(&first)), fraction_of(&first)),
            },
            "from_unixtime" => ValueType::temporal(Kind::DateTime, fraction_of(&first)),
            "sec_to_time" => ValueType::temporal(Kind::Time, fraction_of(&first)),
            "maketime" => ValueType::temporal(Kind::Time, values.get(2).map_or(0, fraction_of)),
            "timestamp" => ValueType::temporal(Kind::DateTime, fraction_of(&first).max(fraction_of(&second))),
            "convert_tz" => ValueType::temporal(Kind::DateTime, fraction_of(&first)),
            "addtime" | "subtime" => match first.kind {
                Kind::Date | Kind::DateTime | Kind::Timestamp => {
                    ValueType::temporal(Kind::DateTime, first.decimals.max(fraction_of(&second)))
                }
                Kind::Time => ValueType::temporal(Kind::Time, first.decimals.max(fraction_of(&second))),
                _ => connection(if self.mariadb() { 26 } else { 29 }),
            },
            "str_to_date" => self.date_by_format(literal_text(arg(1))),
            "date_format" | "to_char" | "time_format" => {
                let length = literal_text(arg(1)).map_or(second.characters() * 10, |format| format.len() as u64 * 10);
                ValueType::text(length, self.connection())
            }
            "st_srid" if values.len() == 1 => ValueType::integer(11),
            "st_srid" => ValueType::new(first.kind, LONG),
            "st_geometrytype" => connection(20),
            "gtid_subtract" => connection(first.characters()),
            "natural_sort_key" => connection(first.characters() * 2),
            "name_const" => second,
            _ => return Err(Stop::unknown(&format!("the type of {}() is not modelled", node.op_name()))),
        })
    }

    /// MariaDB's GREATEST and LEAST of moments and other values: all become moments.
    fn moment_of(&self, node: &Node, values: &[ValueType]) -> Answer<Option<ValueType>> {
        let is_moment =
            |value: &&ValueType| matches!(value.kind, Kind::Date | Kind::Time | Kind::DateTime | Kind::Timestamp);
        let moments: Vec<ValueType> = values.iter().filter(is_moment).copied().collect();
        if !self.mariadb() || moments.is_empty() {
            return Ok(None);
        }
        let mut value = self.one_of(&moments, &node.op)?;
        value.nullable = values.iter().any(|value| value.nullable);
        for (arg, other) in node.args.iter().zip(values) {
            let decimals = match constant::constant(arg) {
                _ if value.kind == Kind::Date || matches!(other.kind, Kind::Enum | Kind::Set) => 0,
                Some(Constant::Text(text)) => {
                    let read = if value.kind == Kind::Time { temporal::time(&text) } else { None };
                    read.or_else(|| temporal::date_and_time(&text)).map_or(6, |moment| moment.decimals)
                }
                None if other.constant && other.is_text() => {
                    return Err(Stop::unknown("a computed text beside a moment in GREATEST or LEAST"));
                }
                _ => fraction_of(other),
            };
            value.decimals = value.decimals.max(decimals);
        }
        Ok(Some(value))
    }

    /// MySQL reads the lengths that are texts right away (1292).
    fn lengths(&self, node: &Node) -> Answer<()> {
        let places: &[usize] = match node.op_name() {
            "substr" | "substring" | "mid" => &[1, 2],
            "left" | "right" | "repeat" | "lpad" | "rpad" | "sha2" => &[1],
            "space" => &[0],
            _ => return Ok(()),
        };
        for text in places.iter().filter_map(|at| literal_text(node.args.get(*at))) {
            if !self.mariadb() && text.parse::<i64>().is_err() {
                return self.refuse(1292, &["INTEGER", text]);
            }
        }
        Ok(())
    }

    /// utf8mb4_bin, which the JSON functions give.
    fn bin(&self) -> &'static crate::mysql::charset::Collation {
        collation("utf8mb4_bin", self.scope.server).unwrap_or(self.connection())
    }

    fn joined(&self, values: &[ValueType], length: u64, node: &Node) -> Answer<ValueType> {
        let texts = |value: &&ValueType| value.is_text() || value.kind == Kind::Json;
        let known: Vec<ValueType> = values.iter().filter(texts).copied().collect();
        let ascii = values.iter().all(|value| value.ascii);
        if known.is_empty() {
            return Ok(ValueType { ascii, ..ValueType::text(length, self.connection()) });
        }
        let strength = self.mixed(values, false, &node.op)?;
        let binary = strength.collation.name == "binary";
        // Bytes are counted where text becomes bytes.
        let length = match binary {
            true if length < LONG => {
                let widest = known.iter().map(|value| value.max_len(self.scope.server)).max().unwrap_or(1);
                if known.len() > 1 { length * widest } else { length }
            }
            _ => length,
        };
        Ok(ValueType { ascii, ..text_of(length, strength) })
    }

    fn rounded(&self, first: &ValueType, digits: Option<u64>, round: bool) -> ValueType {
        match self.number_kind(first) {
            Kind::Integer => ValueType { unsigned: first.unsigned, ..ValueType::integer(20) },
            Kind::Decimal => {
                let decimals = digits.map_or(first.decimals, |digits| digits.min(u64::from(first.decimals)) as u8);
                let whole = first.length - u64::from(first.decimals).min(first.length);
                let carry = u64::from(round && decimals < first.decimals);
                ValueType::decimal((whole + u64::from(decimals) + carry).min(65), decimals)
            }
            _ => ValueType::double(),
        }
    }

    fn date_by_format(&self, format: Option<&str>) -> ValueType {
        let Some(format) = format else { return ValueType::temporal(Kind::DateTime, 6) };
        let mut letters = format.split('%').skip(1).filter_map(|part| part.chars().next());
        let (mut date, mut time, mut micro) = (false, false, false);
        for letter in &mut letters {
            match letter {
                'f' => (time, micro) = (true, true),
                'H' | 'h' | 'I' | 'i' | 'k' | 'l' | 'p' | 'r' | 'S' | 's' | 'T' => time = true,
                '%' => {}
                _ => date = true,
            }
        }
        let decimals = if micro { 6 } else { 0 };
        match (date, time) {
            (true, true) => ValueType::temporal(Kind::DateTime, decimals),
            (false, true) => ValueType::temporal(Kind::Time, decimals),
            _ => ValueType::temporal(Kind::Date, 0),
        }
    }
}

fn longest(values: &[ValueType]) -> u64 {
    values.iter().map(ValueType::characters).max().unwrap_or(0)
}
