use std::borrow::Cow;

use super::{DataType, Name};

/// An expression and where it begins and ends in the statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr<'t> {
    pub kind: ExprKind<'t>,
    pub at: u32,
    pub end: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind<'t> {
    Literal(Literal<'t>),
    /// `a`, `t.a`, `db.t.a`: the qualifiers, then the name.
    Column {
        qualifiers: Vec<Name<'t>>,
        name: Name<'t>,
    },
    Unary {
        operator: UnaryOperator,
        operand: Box<Expr<'t>>,
    },
    Binary {
        operator: BinaryOperator,
        left: Box<Expr<'t>>,
        right: Box<Expr<'t>>,
    },
    /// `f(a, b)`, and the functions with a grammar of their own, whose words are in [`Call`].
    Call(Box<Call<'t>>),
    Cast {
        operand: Box<Expr<'t>>,
        target: Box<DataType<'t>>,
        array: bool,
        convert: bool,
        at_time_zone: Option<Cow<'t, str>>,
    },
    /// `CONVERT(x USING charset)`.
    ConvertUsing {
        operand: Box<Expr<'t>>,
        charset: Name<'t>,
    },
    Collate {
        operand: Box<Expr<'t>>,
        collation: Name<'t>,
    },
    Case {
        operand: Option<Box<Expr<'t>>>,
        branches: Vec<(Expr<'t>, Expr<'t>)>,
        otherwise: Option<Box<Expr<'t>>>,
    },
    /// `IS [NOT] NULL`
    IsNull {
        operand: Box<Expr<'t>>,
        negated: bool,
    },
    /// `IS [NOT] TRUE | FALSE | UNKNOWN`; the word is in upper case.
    IsTruth {
        operand: Box<Expr<'t>>,
        negated: bool,
        truth: &'static str,
    },
    Between {
        operand: Box<Expr<'t>>,
        low: Box<Expr<'t>>,
        high: Box<Expr<'t>>,
        negated: bool,
    },
    In {
        operand: Box<Expr<'t>>,
        list: Vec<Expr<'t>>,
        negated: bool,
    },
    Like {
        operand: Box<Expr<'t>>,
        pattern: Box<Expr<'t>>,
        escape: Option<Box<Expr<'t>>>,
        negated: bool,
    },
    Regexp {
        operand: Box<Expr<'t>>,
        pattern: Box<Expr<'t>>,
        negated: bool,
    },
    /// `a MEMBER OF (b)`
    MemberOf {
        operand: Box<Expr<'t>>,
        array: Box<Expr<'t>>,
    },
    /// `(a, b)`; ROW where `explicit`.
    Row {
        items: Vec<Expr<'t>>,
        explicit: bool,
    },
    /// `INTERVAL n UNIT` beside plus or minus.
    Interval {
        amount: Box<Expr<'t>>,
        unit: &'t str,
    },
    /// `@name`, and `@name := value`.
    UserVariable {
        name: Cow<'t, str>,
        value: Option<Box<Expr<'t>>>,
    },
    /// `@@[scope.]name`
    SystemVariable {
        scope: Option<Cow<'t, str>>,
        name: Cow<'t, str>,
    },
    /// A query in parentheses; `exists` for `EXISTS (...)`. Its words from `at` to `end`.
    Subquery {
        exists: bool,
    },
    /// `DEFAULT(a)`
    DefaultOf(Box<Expr<'t>>),
    /// `VALUES(a)`
    ValuesOf(Box<Expr<'t>>),
    /// `MATCH (a, b) AGAINST (...)`
    Match {
        columns: Vec<Expr<'t>>,
        against: Box<Expr<'t>>,
    },
    /// `?`
    Parameter,
    /// In parentheses; kept since printing and `DEFAULT (...)` depend on it.
    Parenthesis(Box<Expr<'t>>),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Literal<'t> {
    Null,
    True,
    False,
    /// Digits only, no sign.
    Integer(&'t str),
    Decimal(&'t str),
    Float(&'t str),
    /// Adjacent strings are joined.
    Text {
        text: Cow<'t, str>,
        introducer: Option<&'t str>,
        national: bool,
    },
    /// The digits of `x'41'` or `0x41`.
    Hex {
        digits: &'t str,
        introducer: Option<&'t str>,
    },
    /// The digits of `b'01'` or `0b01`.
    Bit {
        digits: &'t str,
        introducer: Option<&'t str>,
    },
    /// `DATE '2020-01-01'`, `TIME '...'`, `TIMESTAMP '...'`: the word in upper case.
    Temporal {
        kind: &'static str,
        text: Cow<'t, str>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOperator {
    Plus,
    Minus,
    /// `~`
    Invert,
    /// `!`
    Bang,
    /// `NOT`
    Not,
    /// `BINARY x`
    Binary,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOperator {
    Or,
    Xor,
    And,
    Equal,
    NullSafeEqual,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    BitOr,
    BitAnd,
    ShiftLeft,
    ShiftRight,
    Add,
    Subtract,
    Multiply,
    Divide,
    /// `DIV`
    IntegerDivide,
    /// `%` or `MOD`
    Modulo,
    BitXor,
    /// `SOUNDS LIKE`
    SoundsLike,
    /// `->`: json_extract
    Arrow,
    /// `->>`: json_unquote(json_extract)
    ArrowText,
}

/// A function call.
#[derive(Clone, Debug, PartialEq)]
pub struct Call<'t> {
    /// `db.f(...)`
    pub database: Option<Name<'t>>,
    /// As written.
    pub name: Name<'t>,
    pub arguments: Vec<Expr<'t>>,
    /// `DISTINCT` of an aggregate.
    pub distinct: bool,
    /// `COUNT(*)`
    pub star: bool,
    /// `OVER (...)` follows.
    pub window: bool,
    /// Words of a grammar of its own: the unit of EXTRACT or DATE_ADD, LEADING of TRIM, the charset of CHAR(... USING x).
    pub word: Option<&'t str>,
    /// Called without parentheses: CURRENT_DATE.
    pub bare: bool,
    /// An argument has a name, `f(a AS b)`: only loadable functions have that.
    pub aliased: bool,
    /// The name is a keyword with a grammar of its own. `COUNT (x)` with a space is none in MySQL, but a stored function.
    pub keyword: bool,
}
