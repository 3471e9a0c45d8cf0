//! An expression as the servers hold it: synonyms are one, NOT is moved inwards, defaults of arguments stand there.

use super::function::Function;
use crate::dryrun::mysql::syntax::ast::{BinaryOperator, DataType, Literal, Name};

/// A step of an expression and what it works on.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'e> {
    pub op: Op<'e>,
    pub args: Vec<Node<'e>>,
    /// Where it begins in the statement.
    pub at: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Op<'e> {
    Literal(&'e Literal<'e>),
    /// A number that the statement does not have: `10` of `conv(x,10,2)`.
    Number(&'static str),
    /// The same for a text.
    Text(&'static str),
    /// MariaDB: `x'41'`, which it tells from `0x41`.
    QuotedHex(&'e str),
    /// MariaDB: `-1`.
    NegativeNumber(&'e Literal<'e>),
    Column {
        qualifiers: &'e [Name<'e>],
        name: &'e Name<'e>,
    },
    Native(Function),
    /// A stored or loadable function.
    Foreign {
        database: Option<&'e str>,
        name: &'e str,
    },
    /// By its printed name: `max`, `count(distinct `.
    Aggregate(&'static str),
    /// A window function, or an aggregate with OVER: by its printed name.
    Window(String),
    /// `+ - * / DIV % | & ^ << >>`
    Math(BinaryOperator),
    /// `= <=> <> < <= > >=`
    Compare(BinaryOperator),
    And,
    Or,
    Xor,
    Not,
    Negative,
    Invert,
    /// A value that is asked for its truth: `0 <> x`, negated `0 = x`.
    Truth {
        negated: bool,
    },
    IsNull {
        negated: bool,
    },
    IsTruth {
        negated: bool,
        truth: &'static str,
    },
    Between {
        negated: bool,
    },
    In {
        negated: bool,
    },
    Like {
        negated: bool,
    },
    /// MariaDB.
    Regexp,
    MemberOf,
    /// The operand if there is one, then pairs, then ELSE if there is one.
    Case {
        operand: bool,
        otherwise: bool,
    },
    Cast {
        target: &'e DataType<'e>,
        array: bool,
    },
    /// The casts that are written as functions: DATE(x), TIME(x), TIMESTAMP(x).
    CastTo(&'static str),
    Using(&'e str),
    Collate(&'e str),
    /// The date, then the amount.
    AddInterval {
        unit: &'e str,
        subtract: bool,
    },
    Extract(&'e str),
    TimestampDiff(&'e str),
    GetFormat(&'e str),
    /// LEADING, TRAILING, BOTH or nothing; what is removed comes second.
    Trim(&'static str),
    /// CHAR, and the charset behind USING.
    Char(Option<&'e str>),
    /// The words behind the argument.
    WeightString(&'e str),
    JsonValue(&'e str),
    Row,
    Query {
        exists: bool,
    },
    UserVariable {
        name: &'e str,
        assigned: bool,
    },
    SystemVariable {
        scope: &'e str,
        name: &'e str,
    },
    DefaultOf,
    ValuesOf,
    Match,
}

impl<'e> Node<'e> {
    pub fn new(op: Op<'e>, args: Vec<Node<'e>>, at: u32) -> Self {
        Node { op, args, at }
    }

    /// True where MySQL knows that only 0, 1 and NULL come out.
    pub fn is_boolean(&self) -> bool {
        match &self.op {
            Op::Compare(_)
            | Op::And
            | Op::Or
            | Op::Xor
            | Op::Not
            | Op::Truth { .. }
            | Op::IsNull { .. }
            | Op::IsTruth { .. }
            | Op::Between { .. }
            | Op::In { .. }
            | Op::Like { .. }
            | Op::Regexp
            | Op::MemberOf
            | Op::Query { exists: true } => true,
            Op::Literal(literal) => matches!(literal, Literal::True | Literal::False),
            Op::Native(function) => function.result == "b",
            _ => false,
        }
    }

    /// Visits the node's arguments, then the node, as the servers walk.
    pub fn walk(&self, visit: &mut dyn FnMut(&Node<'e>)) {
        for arg in &self.args {
            arg.walk(visit);
        }
        visit(self);
    }
}
