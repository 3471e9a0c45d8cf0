//! An expression as MariaDB prints it: parentheses only where they are needed.
//!
//! Source: information_schema.COLUMNS of MariaDB 10.11.19, asked for each operator within each other.

use super::Scope;
use super::node::{Node, Op};
use super::print_numbers::{self, Numbers};
use super::words::{
    hex_digits, operator, push_cast_type, push_decimal, push_integer, push_name, push_temporal, push_text, text_of_hex,
    unit,
};
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::syntax::ast::{BinaryOperator, Literal, Name};
use crate::mysql::Server;

/// How strong an operation binds, 16 for what needs no parentheses.
fn strength(node: &Node) -> u8 {
    use BinaryOperator::*;
    match &node.op {
        Op::UserVariable { assigned: true, .. } => 0,
        Op::Or => 1,
        Op::Xor => 2,
        Op::And => 3,
        Op::Compare(_) | Op::IsNull { .. } | Op::IsTruth { .. } | Op::Truth { .. } => 4,
        Op::Between { .. } => 5,
        Op::Like { .. } | Op::Regexp | Op::In { .. } => 6,
        Op::Math(BitOr) => 7,
        Op::Math(BitAnd) => 8,
        Op::Math(ShiftLeft | ShiftRight) => 9,
        Op::AddInterval { .. } => 10,
        Op::Math(Add | Subtract) => 11,
        Op::Math(Multiply | Divide | IntegerDivide | Modulo) => 12,
        Op::Math(BitXor) => 13,
        Op::Negative | Op::Invert | Op::Not => 14,
        Op::Collate(_) => 15,
        _ => 16,
    }
}

/// The expression as information_schema shows it.
pub fn mariadb(node: &Node, server: Server, scope: Option<&Scope>) -> Answer<String> {
    let mut hex = false;
    for arg in &node.args {
        arg.walk(&mut |node| {
            let digits = matches!(
                node.op,
                Op::QuotedHex(_)
                    | Op::Literal(Literal::Hex { introducer: None, .. } | Literal::Bit { introducer: None, .. })
            );
            hex |= digits;
        });
    }
    if hex {
        return Err(Stop::unknown("bytes within an expression, which MariaDB prints by what they are compared with"));
    }
    let mut numbers = Numbers::new();
    if let Some(scope) = scope {
        print_numbers::collect(node, scope, &mut numbers)?;
    }
    let mut out = String::new();
    Printer { server, scope, numbers }.node(&mut out, node)?;
    Ok(out)
}

/// The same as a column's default: in parentheses where it is an operation.
pub fn mariadb_default(node: &Node, server: Server, scope: Option<&Scope>) -> Answer<String> {
    let printed = mariadb(node, server, scope)?;
    let operation = match &node.op {
        Op::Case { .. } => true,
        Op::Cast { target, .. } => {
            use crate::dryrun::mysql::syntax::ast::TypeName::{CastInterval, Date, DateTime, Time};
            !matches!(target.name, Date | Time | DateTime | CastInterval)
        }
        Op::CastTo(target) => *target == "binary",
        Op::Native(function) => matches!(
            function.name,
            "json_valid" | "json_contains" | "json_contains_path" | "json_equals" | "json_exists" | "json_overlaps"
        ),
        _ => strength(node) < 16 && !matches!(node.op, Op::UserVariable { .. }),
    };
    Ok(if operation { format!("({printed})") } else { printed })
}

struct Printer<'s, 'a> {
    server: Server,
    /// Where it is known, columns are printed as the table writes them.
    scope: Option<&'s Scope<'a>>,
    numbers: Numbers,
}

impl Printer<'_, '_> {
    fn list(&self, out: &mut String, args: &[Node]) -> Answer<()> {
        for (at, arg) in args.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            self.node(out, arg)?;
        }
        Ok(())
    }

    fn call(&self, out: &mut String, name: &str, args: &[Node]) -> Answer<()> {
        out.push_str(name);
        out.push('(');
        self.list(out, args)?;
        out.push(')');
        Ok(())
    }

    /// The node, in parentheses where it binds less than `least`.
    fn within(&self, out: &mut String, node: &Node, least: u8) -> Answer<()> {
        if strength(node) >= least {
            return self.node(out, node);
        }
        out.push('(');
        self.node(out, node)?;
        out.push(')');
        Ok(())
    }

    /// Two operands and a word between them; the right one binds at least `right`.
    fn infix(&self, out: &mut String, node: &Node, word: &str, right: u8) -> Answer<()> {
        let Some((first, rest)) = node.args.split_first() else { return Err(Stop::unknown("an operator")) };
        self.within(out, first, strength(node))?;
        for arg in rest {
            out.push(' ');
            out.push_str(word);
            out.push(' ');
            self.within(out, arg, right)?;
        }
        Ok(())
    }

    fn node(&self, out: &mut String, node: &Node) -> Answer<()> {
        if let Some((_, number)) = self.numbers.iter().find(|(at, _)| *at == print_numbers::address(node)) {
            out.push_str(number);
            return Ok(());
        }
        let args = node.args.as_slice();
        let not = |negated: bool| if negated { " not" } else { "" };
        let own = strength(node);
        match (&node.op, args) {
            (Op::Literal(literal), _) => self.literal(out, literal)?,
            (Op::NegativeNumber(literal), _) => {
                let mut number = String::new();
                self.literal(&mut number, literal)?;
                // There is no negative zero.
                if number.bytes().any(|byte| !matches!(byte, b'0' | b'.')) {
                    out.push('-');
                }
                out.push_str(&number);
            }
            (Op::QuotedHex(digits), _) => {
                out.push_str("X'");
                out.push_str(&digits.to_ascii_lowercase());
                out.push('\'');
            }
            (Op::Number(digits), _) => out.push_str(digits),
            (Op::Text(text), _) => push_text(out, text),
            (Op::Column { name, .. }, _) => push_name(out, self.column(name)),
            (Op::Native(function), _) => self.call(out, function.printed, args)?,
            (Op::Compare(sign) | Op::Math(sign), _) => self.infix(out, node, operator(*sign, true), own + 1)?,
            (Op::And, _) => self.infix(out, node, "and", own)?,
            (Op::Or, _) => self.infix(out, node, "or", own)?,
            (Op::Xor, _) => self.infix(out, node, "xor", own + 1)?,
            (Op::Not | Op::Negative | Op::Invert, [operand]) => {
                out.push(match node.op {
                    Op::Not => '!',
                    Op::Negative => '-',
                    _ => '~',
                });
                self.within(out, operand, own)?;
            }
            (Op::Truth { negated }, [operand]) => {
                self.within(out, operand, own)?;
                out.push_str(if *negated { " = 0" } else { " <> 0" });
            }
            (Op::IsNull { negated }, [operand]) => {
                self.within(out, operand, own)?;
                out.push_str(" is");
                out.push_str(not(*negated));
                out.push_str(" null");
            }
            (Op::IsTruth { negated, truth }, [operand]) => {
                self.within(out, operand, own)?;
                out.push_str(" is");
                out.push_str(not(*negated));
                out.push(' ');
                out.push_str(&truth.to_ascii_lowercase());
            }
            (Op::Between { negated }, [operand, low, high]) => {
                self.within(out, operand, own + 1)?;
                out.push_str(not(*negated));
                out.push_str(" between ");
                self.within(out, low, own)?;
                out.push_str(" and ");
                self.within(out, high, own)?;
            }
            (Op::In { negated }, [operand, list @ ..]) => {
                self.within(out, operand, own)?;
                out.push_str(not(*negated));
                self.call(out, " in ", list)?;
            }
            (Op::Like { negated }, [operand, pattern, escape @ ..]) => {
                self.within(out, operand, own)?;
                // MariaDB prints two blanks before NOT.
                out.push_str(if *negated { "  not like " } else { " like " });
                self.within(out, pattern, own + 1)?;
                if let [escape] = escape {
                    out.push_str(" escape ");
                    self.within(out, escape, own + 1)?;
                }
            }
            (Op::Regexp, _) => self.infix(out, node, "regexp", own + 1)?,
            (Op::Case { operand, otherwise }, _) => self.case(out, args, *operand, *otherwise)?,
            (Op::Cast { target, .. }, _) => {
                out.push_str("cast(");
                self.list(out, args)?;
                out.push_str(" as ");
                push_cast_type(out, target, self.server);
                out.push(')');
            }
            (Op::CastTo(target), _) => {
                out.push_str("cast(");
                self.list(out, args)?;
                out.push_str(" as ");
                out.push_str(if *target == "binary" { "char charset binary" } else { target });
                out.push(')');
            }
            (Op::Using(name), _) => {
                out.push_str("convert(");
                self.list(out, args)?;
                out.push_str(" using ");
                out.push_str(self.charset(name));
                out.push(')');
            }
            (Op::Collate(name), [operand]) => {
                self.within(out, operand, own)?;
                out.push_str(" collate ");
                out.push_str(&name.to_ascii_lowercase());
            }
            (Op::AddInterval { unit: name, subtract }, [date, amount]) => {
                self.within(out, date, own)?;
                out.push_str(if *subtract { " - interval " } else { " + interval " });
                self.node(out, amount)?;
                out.push(' ');
                out.push_str(&unit(name));
            }
            (Op::Extract(name), _) => {
                out.push_str("extract(");
                out.push_str(&unit(name));
                out.push_str(" from ");
                self.list(out, args)?;
                out.push(')');
            }
            (Op::TimestampDiff(name), _) => {
                out.push_str("timestampdiff(");
                out.push_str(&unit(name).to_ascii_uppercase());
                out.push(',');
                self.list(out, args)?;
                out.push(')');
            }
            (Op::GetFormat(name), _) => {
                out.push_str("get_format(");
                let name = name.to_ascii_uppercase();
                out.push_str(if name == "TIMESTAMP" { "DATETIME" } else { &name });
                out.push_str(", ");
                self.list(out, args)?;
                out.push(')');
            }
            (Op::Trim(side), [text, removed]) => {
                out.push_str("trim(");
                out.push_str(&side.to_ascii_lowercase());
                out.push(' ');
                self.node(out, removed)?;
                out.push_str(" from ");
                self.node(out, text)?;
                out.push(')');
            }
            (Op::Trim(_), _) => self.call(out, "trim", args)?,
            (Op::Char(name), _) => {
                out.push_str("char(");
                self.list(out, args)?;
                if let Some(name) = name {
                    out.push_str(" using ");
                    out.push_str(self.charset(name));
                }
                out.push(')');
            }
            (Op::WeightString(""), _) => {
                out.push_str("weight_string(");
                self.list(out, args)?;
                out.push_str(",0,0,1)");
            }
            (Op::Row, _) => self.call(out, "", args)?,
            (Op::DefaultOf, _) => self.call(out, "default", args)?,
            (Op::UserVariable { name, .. }, _) => {
                out.push('@');
                match args {
                    [value] => {
                        out.push_str(name);
                        out.push_str(":=");
                        self.node(out, value)?;
                    }
                    _ => push_name(out, name),
                }
            }
            (Op::SystemVariable { scope, name }, _) => {
                out.push_str("@@");
                if !scope.is_empty() {
                    out.push_str(scope);
                    out.push('.');
                }
                out.push_str(name);
            }
            _ => return Err(Stop::unknown("what MariaDB never prints")),
        }
        Ok(())
    }

    fn charset<'n>(&self, name: &'n str) -> &'n str {
        crate::mysql::charset::charset(name, self.server).map_or(name, |charset| charset.name)
    }

    fn column<'n>(&'n self, name: &'n Name) -> &'n str {
        let known = self.scope.and_then(|scope| scope.column(&name.text));
        known.map_or(name.text.as_ref(), |column| column.name)
    }

    fn case(&self, out: &mut String, args: &[Node], operand: bool, otherwise: bool) -> Answer<()> {
        let branches = args.len().saturating_sub(usize::from(otherwise));
        out.push_str("case");
        for (at, arg) in args.iter().enumerate() {
            if operand && at == 0 {
                out.push(' ');
                self.within(out, arg, 16)?;
                continue;
            }
            let pair = at - usize::from(operand);
            out.push_str(match (at >= branches, pair % 2 == 0) {
                (true, _) => " else ",
                (_, true) => " when ",
                _ => " then ",
            });
            self.node(out, arg)?;
        }
        out.push_str(" end");
        Ok(())
    }

    fn literal(&self, out: &mut String, literal: &Literal) -> Answer<()> {
        match literal {
            Literal::Null => out.push_str("NULL"),
            Literal::True => out.push('1'),
            Literal::False => out.push('0'),
            Literal::Integer(digits) => push_integer(out, digits),
            Literal::Decimal(text) => push_decimal(out, text),
            Literal::Float(text) => out.push_str(text),
            Literal::Text { text, introducer, .. } => {
                if let Some(name) = introducer {
                    out.push('_');
                    out.push_str(self.charset(name));
                    if !text.is_ascii() {
                        // Bytes are printed as \xC3, and the backslash is lost on the way.
                        let mut plain = String::new();
                        for byte in text.bytes() {
                            match byte.is_ascii() {
                                true => plain.push(char::from(byte)),
                                false => plain.push_str(&format!("x{byte:02X}")),
                            }
                        }
                        push_text(out, &plain);
                        return Ok(());
                    }
                }
                push_text(out, text);
            }
            Literal::Hex { introducer, .. } | Literal::Bit { introducer, .. } => {
                let digits = hex_digits(literal);
                let Some(name) = introducer else {
                    out.push_str("0x");
                    out.push_str(&digits);
                    return Ok(());
                };
                let Some(text) = text_of_hex(&digits).filter(|text| text.is_ascii()) else {
                    return Err(Stop::unknown("a text written in hex that is not ASCII"));
                };
                out.push('_');
                out.push_str(self.charset(name));
                push_text(out, &text);
            }
            Literal::Temporal { kind, text } => push_temporal(out, kind, text, true),
        }
        Ok(())
    }
}
