//! An expression as MySQL prints it: every operation in parentheses, every text with its charset.
//!
//! Source: information_schema.COLUMNS and CHECK_CONSTRAINTS of MySQL 9.7.4, asked expression by expression.

use super::node::{Node, Op};
use super::words::{
    hex_digits, operator, push_cast_type, push_decimal, push_integer, push_name, push_temporal, push_text, text_of_hex,
    unit,
};
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::syntax::ast::Literal;
use crate::mysql::Server;
use crate::mysql::charset::charset;

/// The expression as information_schema shows it: the printed text with `\` before quotes and backslashes, and each
/// byte of what is not ASCII as a character of its own.
pub fn mysql(node: &Node, server: Server) -> Answer<String> {
    let mut plain = String::new();
    Printer { server }.node(&mut plain, node)?;
    let mut out = String::with_capacity(plain.len() + 8);
    for byte in plain.bytes() {
        if matches!(byte, b'\'' | b'\\') {
            out.push('\\');
        }
        out.push(char::from(byte));
    }
    Ok(out)
}

struct Printer {
    server: Server,
}

impl Printer {
    fn list(&self, out: &mut String, args: &[Node]) -> Answer<()> {
        for (at, arg) in args.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            self.node(out, arg)?;
        }
        Ok(())
    }

    /// The arguments with a word between them, in parentheses.
    fn infix(&self, out: &mut String, args: &[Node], word: &str) -> Answer<()> {
        out.push('(');
        for (at, arg) in args.iter().enumerate() {
            if at > 0 {
                out.push(' ');
                out.push_str(word);
                out.push(' ');
            }
            self.node(out, arg)?;
        }
        out.push(')');
        Ok(())
    }

    fn call(&self, out: &mut String, name: &str, args: &[Node]) -> Answer<()> {
        out.push_str(name);
        out.push('(');
        self.list(out, args)?;
        out.push(')');
        Ok(())
    }

    /// The argument and words behind it, in parentheses.
    fn suffixed(&self, out: &mut String, args: &[Node], words: &[&str]) -> Answer<()> {
        out.push('(');
        self.list(out, args)?;
        words.iter().for_each(|word| out.push_str(word));
        out.push(')');
        Ok(())
    }

    fn node(&self, out: &mut String, node: &Node) -> Answer<()> {
        let args = node.args.as_slice();
        let not = |negated: bool| if negated { " not" } else { "" };
        match &node.op {
            Op::Literal(literal) => self.literal(out, literal)?,
            Op::Number(digits) => out.push_str(digits),
            Op::Text(text) => push_text(out, text),
            Op::Column { name, .. } => push_name(out, &name.text),
            Op::Native(function) => self.call(out, function.printed, args)?,
            Op::Math(sign) | Op::Compare(sign) => self.infix(out, args, operator(*sign, false))?,
            Op::And => self.infix(out, args, "and")?,
            Op::Or => self.infix(out, args, "or")?,
            Op::Xor => self.infix(out, args, "xor")?,
            Op::Not => {
                out.push('(');
                self.call(out, "not", args)?;
                out.push(')');
            }
            Op::Negative => self.call(out, "-", args)?,
            Op::Invert => self.call(out, "~", args)?,
            Op::Truth { negated } => {
                out.push_str(if *negated { "(0 = " } else { "(0 <> " });
                self.list(out, args)?;
                out.push(')');
            }
            Op::IsNull { negated } => self.suffixed(out, args, &[" is", not(*negated), " null"])?,
            Op::IsTruth { negated, truth } => {
                self.suffixed(out, args, &[" is", not(*negated), " ", &truth.to_ascii_lowercase()])?
            }
            Op::Between { negated } => {
                let [operand, low, high] = args else { return Err(Stop::unknown("BETWEEN")) };
                out.push('(');
                self.node(out, operand)?;
                out.push_str(not(*negated));
                out.push_str(" between ");
                self.node(out, low)?;
                out.push_str(" and ");
                self.node(out, high)?;
                out.push(')');
            }
            Op::In { negated } => {
                let Some((operand, list)) = args.split_first() else { return Err(Stop::unknown("IN")) };
                out.push('(');
                self.node(out, operand)?;
                out.push_str(not(*negated));
                self.call(out, " in ", list)?;
                out.push(')');
            }
            Op::Like { .. } => {
                let Some((escape, like)) = args.split_last().filter(|_| args.len() == 3) else {
                    return self.infix(out, args, "like");
                };
                self.infix(out, like, "like")?;
                out.pop();
                out.push_str(" escape ");
                self.node(out, escape)?;
                out.push(')');
            }
            Op::MemberOf => {
                let [operand, array] = args else { return Err(Stop::unknown("MEMBER OF")) };
                self.node(out, operand)?;
                out.push_str(" member of (");
                self.node(out, array)?;
                out.push(')');
            }
            Op::Case { operand, otherwise } => {
                out.push('(');
                self.case(out, args, *operand, *otherwise)?;
                out.push(')');
            }
            Op::Cast { target, array } => {
                out.push_str("cast(");
                self.list(out, args)?;
                out.push_str(" as ");
                push_cast_type(out, target, self.server);
                out.push_str(if *array { " array)" } else { ")" });
            }
            Op::CastTo(target) => {
                out.push_str("cast");
                let target = if *target == "binary" { "char charset binary" } else { target };
                self.suffixed(out, args, &[" as ", target])?;
            }
            Op::Using(name) => {
                out.push_str("convert");
                let name = charset(name, self.server).map_or(*name, |charset| charset.name);
                self.suffixed(out, args, &[" using ", name])?;
            }
            Op::Collate(name) => self.suffixed(out, args, &[" collate ", &name.to_ascii_lowercase()])?,
            Op::AddInterval { unit: name, subtract } => {
                let sign = if *subtract { "- interval" } else { "+ interval" };
                self.infix(out, args, sign)?;
                out.pop();
                out.push(' ');
                out.push_str(&unit(name));
                out.push(')');
            }
            Op::Extract(name) => {
                out.push_str("extract(");
                out.push_str(&unit(name));
                out.push_str(" from ");
                self.list(out, args)?;
                out.push(')');
            }
            Op::TimestampDiff(name) => {
                out.push_str("timestampdiff(");
                out.push_str(&unit(name).to_ascii_uppercase());
                out.push(',');
                self.list(out, args)?;
                out.push(')');
            }
            Op::GetFormat(name) => {
                out.push_str("get_format(");
                let name = name.to_ascii_uppercase();
                out.push_str(if name == "TIMESTAMP" { "DATETIME" } else { &name });
                out.push_str(", ");
                self.list(out, args)?;
                out.push(')');
            }
            Op::Trim(side) => {
                out.push_str("trim(");
                if !side.is_empty() {
                    out.push_str(&side.to_ascii_lowercase());
                    out.push(' ');
                }
                if let [text, removed] = args {
                    self.node(out, removed)?;
                    out.push_str(" from ");
                    self.node(out, text)?;
                } else {
                    self.list(out, args)?;
                }
                out.push(')');
            }
            Op::Char(_) => self.call(out, "char", args)?,
            Op::WeightString(words) => {
                if words.starts_with(',') {
                    return Err(Stop::unknown("WEIGHT_STRING with numbers"));
                }
                let words = words.to_ascii_lowercase();
                out.push_str("weight_string");
                self.suffixed(out, args, &[if words.is_empty() { "" } else { " " }, &words])?;
            }
            Op::JsonValue(words) => self.json_value(out, args, words)?,
            Op::Row => self.call(out, "", args)?,
            Op::DefaultOf => self.call(out, "default", args)?,
            Op::ValuesOf => self.call(out, "values", args)?,
            Op::Regexp
            | Op::NegativeNumber(_)
            | Op::QuotedHex(_)
            | Op::Foreign { .. }
            | Op::Aggregate(_)
            | Op::Window(_)
            | Op::Query { .. }
            | Op::UserVariable { .. }
            | Op::SystemVariable { .. }
            | Op::Match => return Err(Stop::unknown("what MySQL never prints")),
        }
        Ok(())
    }

    fn case(&self, out: &mut String, args: &[Node], operand: bool, otherwise: bool) -> Answer<()> {
        let branches = args.len().saturating_sub(usize::from(otherwise));
        out.push_str("case");
        for (at, arg) in args.iter().enumerate() {
            let pair = at.wrapping_sub(usize::from(operand));
            out.push_str(match (operand && at == 0, at >= branches, pair % 2 == 0) {
                (true, _, _) => " ",
                (_, true, _) => " else ",
                (_, _, true) => " when ",
                _ => " then ",
            });
            self.node(out, arg)?;
        }
        out.push_str(" end");
        Ok(())
    }

    fn json_value(&self, out: &mut String, args: &[Node], words: &str) -> Answer<()> {
        let [document, path] = args else { return Err(Stop::unknown("JSON_VALUE")) };
        out.push_str("json_value(");
        self.node(out, document)?;
        out.push_str(", ");
        self.node(out, path)?;
        let words = words.split_ascii_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
        if !words.starts_with("returning") {
            out.push_str(" returning char(512)");
        }
        if words.contains(['\'', '"', ',']) || words.contains("set") {
            return Err(Stop::unknown("JSON_VALUE with texts in its clauses"));
        }
        if !words.is_empty() {
            out.push(' ');
            out.push_str(&words);
        }
        out.push(')');
        Ok(())
    }

    fn literal(&self, out: &mut String, literal: &Literal) -> Answer<()> {
        match literal {
            Literal::Null => out.push_str("NULL"),
            Literal::True => out.push_str("true"),
            Literal::False => out.push_str("false"),
            Literal::Integer(digits) => push_integer(out, digits),
            Literal::Decimal(text) => push_decimal(out, text),
            Literal::Float(text) => out.push_str(text),
            Literal::Text { text, introducer, national } => {
                let name = introducer.unwrap_or(if *national { "utf8mb3" } else { "utf8mb4" });
                out.push('_');
                out.push_str(charset(name, self.server).map_or(name, |charset| charset.name));
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
                out.push_str(charset(name, self.server).map_or(*name, |charset| charset.name));
                push_text(out, &text);
            }
            Literal::Temporal { kind, text } => push_temporal(out, kind, text, false),
        }
        Ok(())
    }
}
