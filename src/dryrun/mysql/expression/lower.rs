//! The tree of the statement becomes the tree of the server.

use super::function::{Function, native};
use super::node::{Node, Op};
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::syntax::ast::{BinaryOperator, Call, Expr, ExprKind, Literal, UnaryOperator};
use crate::mysql::Server;

/// The expression as the server holds it.
pub fn lower<'e>(expression: &'e Expr<'e>, server: Server) -> Answer<Node<'e>> {
    Lowering { server }.node(expression)
}

struct Lowering {
    server: Server,
}

impl Lowering {
    fn mariadb(&self) -> bool {
        self.server.is_mariadb()
    }

    fn nodes<'e>(&self, expressions: &'e [Expr<'e>]) -> Answer<Vec<Node<'e>>> {
        expressions.iter().map(|expression| self.node(expression)).collect()
    }

    fn node<'e>(&self, expression: &'e Expr<'e>) -> Answer<Node<'e>> {
        let at = expression.at;
        let leaf = |op| Ok(Node::new(op, vec![], at));
        let one = |op, operand: &'e Expr<'e>| Ok(Node::new(op, vec![self.node(operand)?], at));
        match &expression.kind {
            // Three signs beside the digits: x and two quotes.
            ExprKind::Literal(Literal::Hex { digits, introducer: None })
                if self.mariadb() && expression.end.saturating_sub(at) as usize == digits.len() + 3 =>
            {
                leaf(Op::QuotedHex(digits))
            }
            ExprKind::Literal(literal) => leaf(Op::Literal(literal)),
            ExprKind::Column { qualifiers, name } => leaf(Op::Column { qualifiers, name }),
            ExprKind::Parenthesis(inner) => self.node(inner),
            ExprKind::Unary { operator, operand } => self.unary(*operator, operand, at),
            ExprKind::Binary { operator, left, right } => self.binary(*operator, left, right, at),
            ExprKind::Call(call) => self.call(call, at),
            ExprKind::Cast { operand, target, array, at_time_zone, .. } => {
                if at_time_zone.is_some() {
                    return Err(Stop::unknown("CAST AT TIME ZONE is not modelled"));
                }
                one(Op::Cast { target, array: *array }, operand)
            }
            ExprKind::ConvertUsing { operand, charset } => one(Op::Using(&charset.text), operand),
            ExprKind::Collate { operand, collation } => one(Op::Collate(&collation.text), operand),
            ExprKind::Case { operand, branches, otherwise } => {
                let mut args = Vec::with_capacity(branches.len() * 2 + 2);
                if let Some(operand) = operand {
                    args.push(self.node(operand)?);
                }
                for (when, then) in branches {
                    args.push(self.node(when)?);
                    args.push(self.node(then)?);
                }
                if let Some(otherwise) = otherwise {
                    args.push(self.node(otherwise)?);
                }
                let op = Op::Case { operand: operand.is_some(), otherwise: otherwise.is_some() };
                Ok(Node::new(op, args, at))
            }
            ExprKind::IsNull { operand, negated } => one(Op::IsNull { negated: *negated }, operand),
            ExprKind::IsTruth { operand, negated, truth } => {
                if *truth == "UNKNOWN" {
                    return one(Op::IsNull { negated: *negated }, operand);
                }
                let operand = self.node(operand)?;
                // MySQL makes one of two.
                if let Op::IsTruth { .. } = operand.op
                    && !self.mariadb()
                {
                    let same = (*truth == "TRUE") != *negated;
                    return Ok(if same { operand } else { self.negate(operand) });
                }
                let operand = if self.mariadb() { operand } else { self.truth(operand, false) };
                Ok(Node::new(Op::IsTruth { negated: *negated, truth }, vec![operand], at))
            }
            ExprKind::Between { operand, low, high, negated } => {
                let args = vec![self.node(operand)?, self.node(low)?, self.node(high)?];
                Ok(Node::new(Op::Between { negated: *negated }, args, at))
            }
            ExprKind::In { operand, list, negated } => self.within(operand, list, *negated, at),
            ExprKind::Like { operand, pattern, escape, negated } => {
                let mut args = vec![self.node(operand)?, self.node(pattern)?];
                if let Some(escape) = escape {
                    args.push(self.node(escape)?);
                }
                let like = Node::new(Op::Like { negated: false }, args, at);
                Ok(if *negated { self.negate(like) } else { like })
            }
            ExprKind::Regexp { operand, pattern, negated } => {
                let args = vec![self.node(operand)?, self.node(pattern)?];
                let op = match native("regexp_like", self.server) {
                    Some(function) => Op::Native(function),
                    None => Op::Regexp,
                };
                let regexp = Node::new(op, args, at);
                Ok(if *negated { self.negate(regexp) } else { regexp })
            }
            ExprKind::MemberOf { operand, array } => {
                Ok(Node::new(Op::MemberOf, vec![self.node(operand)?, self.node(array)?], at))
            }
            ExprKind::Row { items, .. } => Ok(Node::new(Op::Row, self.nodes(items)?, at)),
            ExprKind::Interval { .. } => Err(Stop::unknown("an interval stands alone")),
            ExprKind::UserVariable { name, value } => {
                let args = match value {
                    Some(value) => vec![self.node(value)?],
                    None => vec![],
                };
                Ok(Node::new(Op::UserVariable { name, assigned: value.is_some() }, args, at))
            }
            ExprKind::SystemVariable { scope, name } => {
                leaf(Op::SystemVariable { scope: scope.as_deref().unwrap_or(""), name })
            }
            ExprKind::Subquery { exists } => leaf(Op::Query { exists: *exists }),
            ExprKind::DefaultOf(column) => one(Op::DefaultOf, column),
            ExprKind::ValuesOf(column) => one(Op::ValuesOf, column),
            ExprKind::Match { columns, against } => {
                let mut args = self.nodes(columns)?;
                args.push(self.node(against)?);
                Ok(Node::new(Op::Match, args, at))
            }
            ExprKind::Parameter => Err(Stop::unknown("a parameter has no value")),
        }
    }

    fn unary<'e>(&self, operator: UnaryOperator, operand: &'e Expr<'e>, at: u32) -> Answer<Node<'e>> {
        let arg = self.node(operand)?;
        Ok(match operator {
            UnaryOperator::Plus => arg,
            UnaryOperator::Minus => match arg.op {
                Op::Literal(literal @ (Literal::Integer(_) | Literal::Decimal(_) | Literal::Float(_)))
                    if self.mariadb() =>
                {
                    Node::new(Op::NegativeNumber(literal), vec![], at)
                }
                Op::NegativeNumber(literal) => Node::new(Op::Literal(literal), vec![], at),
                _ => Node::new(Op::Negative, vec![arg], at),
            },
            UnaryOperator::Invert => Node::new(Op::Invert, vec![arg], at),
            UnaryOperator::Bang | UnaryOperator::Not => self.negate(arg),
            UnaryOperator::Binary => Node::new(Op::CastTo("binary"), vec![arg], at),
        })
    }

    fn binary<'e>(
        &self,
        operator: BinaryOperator,
        left: &'e Expr<'e>,
        right: &'e Expr<'e>,
        at: u32,
    ) -> Answer<Node<'e>> {
        use BinaryOperator::*;
        if let ExprKind::Interval { amount, unit } = &right.kind {
            let args = vec![self.node(left)?, self.node(amount)?];
            return Ok(Node::new(Op::AddInterval { unit, subtract: operator == Subtract }, args, at));
        }
        if matches!(operator, Or | And) {
            let op = if operator == Or { Op::Or } else { Op::And };
            return self.joined(op, [left, right], at);
        }
        let (left, right) = (self.node(left)?, self.node(right)?);
        Ok(match operator {
            Or | And | Xor => {
                let args = if self.mariadb() {
                    vec![left, right]
                } else {
                    vec![self.truth(left, false), self.truth(right, false)]
                };
                Node::new(Op::Xor, args, at)
            }
            Equal | NullSafeEqual | NotEqual | Less | LessEqual | Greater | GreaterEqual => {
                self.compare(operator, left, right, at)
            }
            BitOr | BitAnd | ShiftLeft | ShiftRight | Add | Subtract | Multiply | Divide | IntegerDivide | Modulo
            | BitXor => Node::new(Op::Math(operator), vec![left, right], at),
            SoundsLike => {
                let soundex = |node: Node<'e>| -> Answer<Node<'e>> {
                    let at = node.at;
                    Ok(Node::new(Op::Native(self.known("soundex")?), vec![node], at))
                };
                Node::new(Op::Compare(Equal), vec![soundex(left)?, soundex(right)?], at)
            }
            Arrow | ArrowText => {
                let extract = Node::new(Op::Native(self.known("json_extract")?), vec![left, right], at);
                if operator == Arrow {
                    return Ok(extract);
                }
                Node::new(Op::Native(self.known("json_unquote")?), vec![extract], at)
            }
        })
    }

    fn known(&self, name: &str) -> Answer<Function> {
        native(name, self.server).ok_or_else(|| Stop::unknown("a function is missing here"))
    }

    /// Rows are compared column by column, but for the order of rows.
    fn compare<'e>(&self, operator: BinaryOperator, left: Node<'e>, right: Node<'e>, at: u32) -> Node<'e> {
        use BinaryOperator::{Equal, NotEqual, NullSafeEqual};
        let rows = left.op == Op::Row && right.op == Op::Row && left.args.len() == right.args.len();
        if self.mariadb() || !rows || !matches!(operator, Equal | NotEqual | NullSafeEqual) {
            return Node::new(Op::Compare(operator), vec![left, right], at);
        }
        let pairs = left.args.into_iter().zip(right.args);
        let args = pairs.map(|(left, right)| self.compare(operator, left, right, at)).collect();
        Node::new(if operator == NotEqual { Op::Or } else { Op::And }, args, at)
    }

    fn within<'e>(&self, operand: &'e Expr<'e>, list: &'e [Expr<'e>], negated: bool, at: u32) -> Answer<Node<'e>> {
        let operand = self.node(operand)?;
        let mut args = vec![operand];
        args.extend(self.nodes(list)?);
        let query = args.iter().any(|arg| matches!(arg.op, Op::Query { .. }));
        if args.len() == 2 && !query {
            let operator = if negated { BinaryOperator::NotEqual } else { BinaryOperator::Equal };
            return Ok(Node::new(Op::Compare(operator), args, at));
        }
        Ok(Node::new(Op::In { negated }, args, at))
    }

    /// AND and OR of more than two are one list; what comparing rows becomes stays apart.
    fn joined<'e>(&self, op: Op<'e>, operands: [&'e Expr<'e>; 2], at: u32) -> Answer<Node<'e>> {
        let mut args = Vec::new();
        for operand in operands {
            let node = self.node(operand)?;
            if node.op == op && !is_comparison(operand) {
                args.extend(node.args);
            } else {
                args.push(self.truth(node, false));
            }
        }
        Ok(Node::new(op, args, at))
    }

    /// A value where the server wants a condition. MariaDB changes only plain columns.
    fn truth<'e>(&self, node: Node<'e>, negated: bool) -> Node<'e> {
        let column = matches!(node.op, Op::Column { .. });
        let changed = if self.mariadb() { column } else { !node.is_boolean() && !matches!(node.op, Op::Query { .. }) };
        if !changed {
            return node;
        }
        let at = node.at;
        Node::new(Op::Truth { negated }, vec![node], at)
    }

    /// NOT, moved inwards as far as the server moves it.
    fn negate<'e>(&self, node: Node<'e>) -> Node<'e> {
        use BinaryOperator::*;
        let at = node.at;
        let Node { op, mut args, .. } = node;
        let op = match op {
            Op::Compare(operator) if operator != NullSafeEqual => Op::Compare(match operator {
                Equal => NotEqual,
                NotEqual => Equal,
                Less => GreaterEqual,
                GreaterEqual => Less,
                Greater => LessEqual,
                _ => Greater,
            }),
            Op::And | Op::Or => {
                args = args.into_iter().map(|arg| self.negate(arg)).collect();
                if op == Op::And { Op::Or } else { Op::And }
            }
            Op::Xor => {
                let mut args = args.into_iter();
                let first = args.next().map(|first| self.negate(first));
                return Node::new(Op::Xor, first.into_iter().chain(args).collect(), at);
            }
            Op::Truth { negated } => Op::Truth { negated: !negated },
            Op::IsNull { negated } => Op::IsNull { negated: !negated },
            Op::IsTruth { negated, truth } if !self.mariadb() => Op::IsTruth { negated: !negated, truth },
            Op::Between { negated } => Op::Between { negated: !negated },
            Op::In { negated } => Op::In { negated: !negated },
            Op::Like { negated } if self.mariadb() => Op::Like { negated: !negated },
            Op::Not => {
                return match args.pop() {
                    Some(arg) if arg.is_boolean() => arg,
                    Some(arg) => Node::new(Op::Truth { negated: false }, vec![arg], at),
                    None => Node::new(Op::Not, args, at),
                };
            }
            Op::Literal(Literal::True) if self.mariadb() => Op::Literal(&Literal::False),
            Op::Literal(Literal::False) if self.mariadb() => Op::Literal(&Literal::True),
            op => {
                let node = Node::new(op, args, at);
                let column = matches!(node.op, Op::Column { .. });
                let boolean =
                    if self.mariadb() { !column } else { node.is_boolean() || matches!(node.op, Op::Query { .. }) };
                return if boolean { Node::new(Op::Not, vec![node], at) } else { self.truth(node, true) };
            }
        };
        Node::new(op, args, at)
    }

    fn call<'e>(&self, call: &'e Call<'e>, at: u32) -> Answer<Node<'e>> {
        let args = self.nodes(call.arguments.get(..self.plain_arguments(call)).unwrap_or(&[]))?;
        if let Some(database) = &call.database {
            return Ok(Node::new(Op::Foreign { database: Some(&database.text), name: &call.name.text }, args, at));
        }
        let name = call.name.text.to_ascii_lowercase();
        let foreign = !call.keyword && native(&name, self.server).is_none_or(|function| function.has_grammar());
        if foreign {
            return Ok(Node::new(Op::Foreign { database: None, name: &call.name.text }, args, at));
        }
        if call.window {
            return Ok(Node::new(Op::Window(name), args, at));
        }
        if let Some(printed) = aggregate(&name, self.mariadb()) {
            let printed = match printed {
                "count" if call.distinct => "count(distinct ",
                "sum" if call.distinct => "sum(distinct ",
                "avg" if call.distinct => "avg(distinct ",
                _ => printed,
            };
            return Ok(Node::new(Op::Aggregate(printed), args, at));
        }
        self.function(call, &name, args, at)
    }

    /// How many arguments come before an interval.
    fn plain_arguments(&self, call: &Call) -> usize {
        let intervals = call.arguments.iter().filter(|arg| matches!(arg.kind, ExprKind::Interval { .. })).count();
        call.arguments.len() - intervals
    }

    fn function<'e>(&self, call: &'e Call<'e>, name: &str, mut args: Vec<Node<'e>>, at: u32) -> Answer<Node<'e>> {
        let word = call.word.unwrap_or("");
        let number = |digits| Node::new(Op::Number(digits), vec![], at);
        let op = match name {
            "sql_tsi_day" | "sql_tsi_hour" | "sql_tsi_minute" | "sql_tsi_month" | "sql_tsi_quarter"
            | "sql_tsi_second" | "sql_tsi_week" | "sql_tsi_year"
                if native(name, self.server).is_none() =>
            {
                return self.function(call, name.get(8..).unwrap_or(name), args, at);
            }
            "mod" => Op::Math(BinaryOperator::Modulo),
            "isnull" => Op::IsNull { negated: false },
            "datediff" => {
                let days = self.known("to_days")?;
                args = args.into_iter().map(|arg| Node::new(Op::Native(days), vec![arg], at)).collect();
                Op::Math(BinaryOperator::Subtract)
            }
            "date" | "time" => Op::CastTo(if name == "date" { "date" } else { "time" }),
            "timestamp" if args.len() == 1 => Op::CastTo("datetime"),
            "adddate" | "subdate" | "date_add" | "date_sub" => {
                let subtract = matches!(name, "subdate" | "date_sub");
                let mut unit = "day";
                if let Some(ExprKind::Interval { amount, unit: written }) = call.arguments.get(1).map(|arg| &arg.kind) {
                    args.push(self.node(amount)?);
                    unit = written;
                }
                Op::AddInterval { unit, subtract }
            }
            "timestampadd" => {
                args.reverse();
                Op::AddInterval { unit: word, subtract: false }
            }
            "add_months" => Op::AddInterval { unit: "month", subtract: false },
            "timestampdiff" => Op::TimestampDiff(word),
            "extract" => Op::Extract(word),
            "get_format" => Op::GetFormat(word),
            "trim" => self.trim(word, args.len())?,
            "char" | "character" => Op::Char(call.word),
            "chr" => Op::Char(Some("utf8mb4")),
            "weight_string" => Op::WeightString(word),
            "json_value" if !self.mariadb() => Op::JsonValue(word),
            "position" => Op::Native(self.known("locate")?),
            "instr" => {
                args.reverse();
                Op::Native(self.known("locate")?)
            }
            "bin" | "oct" => {
                args.push(number("10"));
                args.push(number(if name == "bin" { "2" } else { "8" }));
                Op::Native(self.known("conv")?)
            }
            "weekofyear" => {
                args.push(number("3"));
                Op::Native(self.known("week")?)
            }
            "week" | "yearweek" | "round" if args.len() == 1 => {
                // MariaDB's week(x) depends on a variable.
                if name != "week" || !self.mariadb() {
                    args.push(number("0"));
                }
                Op::Native(self.known(name)?)
            }
            "to_char" if args.len() == 1 && self.mariadb() => {
                args.push(Node::new(Op::Text("YYYY-MM-DD HH24:MI:SS"), vec![], at));
                Op::Native(self.known(name)?)
            }
            "from_unixtime" if args.len() == 2 => {
                let format = args.pop();
                let time = Node::new(Op::Native(self.known(name)?), args, at);
                args = [Some(time), format].into_iter().flatten().collect();
                Op::Native(self.known("date_format")?)
            }
            "json_length" if args.len() == 2 && !self.mariadb() => {
                args = vec![Node::new(Op::Native(self.known("json_extract")?), args, at)];
                Op::Native(self.known(name)?)
            }
            _ => match native(name, self.server) {
                Some(function) => {
                    let precision = matches!(function.result, "T" | "M") && function.has('u');
                    if precision && args.first().is_some_and(is_zero) {
                        args.clear();
                    }
                    Op::Native(function)
                }
                None => Op::Foreign { database: None, name: &call.name.text },
            },
        };
        Ok(Node::new(op, args, at))
    }

    fn trim<'e>(&self, word: &str, arguments: usize) -> Answer<Op<'e>> {
        let side = ["LEADING", "TRAILING", "BOTH"].into_iter().find(|side| word.eq_ignore_ascii_case(side));
        Ok(match (side, self.mariadb()) {
            (None, true) if arguments == 2 => Op::Trim("BOTH"),
            (None, _) => Op::Trim(""),
            (Some(side), true) if arguments == 1 => match side {
                "LEADING" => Op::Native(self.known("ltrim")?),
                "TRAILING" => Op::Native(self.known("rtrim")?),
                _ => Op::Trim(""),
            },
            // MySQL prints what it cannot read again.
            (Some(_), false) if arguments == 1 => return Err(Stop::unknown("TRIM with a side and nothing to remove")),
            (Some(side), _) => Op::Trim(side),
        })
    }
}

fn is_comparison(expression: &Expr) -> bool {
    match &expression.kind {
        ExprKind::Parenthesis(inner) => is_comparison(inner),
        ExprKind::Binary { operator, .. } => {
            !matches!(operator, BinaryOperator::And | BinaryOperator::Or | BinaryOperator::Xor)
        }
        _ => false,
    }
}

fn is_zero(node: &Node) -> bool {
    matches!(node.op, Op::Literal(Literal::Integer(digits)) if digits.bytes().all(|digit| digit == b'0'))
}

/// The printed name of an aggregate.
fn aggregate(name: &str, mariadb: bool) -> Option<&'static str> {
    const NAMES: &[(&str, &str)] = &[
        ("avg", "avg"),
        ("bit_and", "bit_and"),
        ("bit_or", "bit_or"),
        ("bit_xor", "bit_xor"),
        ("count", "count"),
        ("group_concat", "group_concat"),
        ("grouping", "grouping"),
        ("json_arrayagg", "json_arrayagg"),
        ("json_objectagg", "json_objectagg"),
        ("max", "max"),
        ("min", "min"),
        ("std", "std"),
        ("stddev", "std"),
        ("stddev_pop", "std"),
        ("stddev_samp", "stddev_samp"),
        ("st_collect", "st_collect"),
        ("sum", "sum"),
        ("var_pop", "variance"),
        ("var_samp", "var_samp"),
        ("variance", "variance"),
    ];
    let found = NAMES.iter().find(|(known, _)| *known == name)?;
    (!mariadb || !matches!(name, "grouping" | "st_collect")).then_some(found.1)
}
