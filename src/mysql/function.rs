//! The servers' own functions: arguments, where they may stand in a schema, what they give and how they are printed.

use std::sync::OnceLock;

use super::{Feature, Server};

const FUNCTIONS: [&str; 2] = [include_str!("data/functions.txt"), include_str!("data/functions_spatial.txt")];

/// Where in a schema an expression stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// `GENERATED ALWAYS AS (...) VIRTUAL`.
    Virtual,
    /// The same where an index has the column. Only MariaDB minds.
    IndexedVirtual,
    /// `GENERATED ALWAYS AS (...) STORED`, and MariaDB's PERSISTENT.
    Stored,
    /// `DEFAULT (...)`.
    Default,
    /// `CHECK (...)`.
    Check,
    /// `KEY ((...))`.
    KeyPart,
    /// `PARTITION BY RANGE (...)`.
    Partition,
}

/// What a function gives, as the type of the column of `CREATE TABLE r AS SELECT f(...)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    Int,
    Decimal,
    Double,
    /// CHAR, VARCHAR or TEXT.
    String,
    /// BINARY, VARBINARY or BLOB.
    Binary,
    Json,
    Date,
    Time,
    Datetime,
    Year,
    Geometry,
    Vector,
    Uuid,
    /// As the arguments are.
    ByArguments,
    Unknown,
}

/// A function as one server has it.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// In upper case.
    pub name: &'static str,
    /// The fewest arguments.
    pub least: usize,
    /// The most arguments; none where there is no limit.
    pub most: Option<usize>,
    /// `JSON_OBJECT` takes an even, `JSON_SET` an odd number.
    pub parity: Option<usize>,
    /// The error of a wrong number of arguments: 1582, or 1064 where the name is a keyword of the grammar.
    pub count_error: u16,
    /// It has a grammar of its own, `EXTRACT(YEAR FROM x)`; where `most` is 0, no other.
    pub special: bool,
    pub result: Value,
    uses: &'static str,
    print: &'static str,
    server: Server,
}

/// The function of that name, whatever its case. What the tables do not know may be a stored or a loadable function.
pub fn function(name: &str, server: Server) -> Option<Function> {
    let table = table();
    let wanted = name.bytes().map(|byte| byte.to_ascii_uppercase());
    let found = table.binary_search_by(|row| row.name.bytes().cmp(wanted.clone())).ok();
    let row = found.and_then(|at| table.get(at)).filter(|row| row.servers.contains(server.flag()))?;
    // Each bar begins what differs from the server before: MySQL, MariaDB 10.11, MariaDB 11.4.
    let last = if server == Server::Mariadb1104 { 2 } else { usize::from(server.is_mariadb()) };
    let signature = row.signature.split('|').take(last + 1).last()?;
    let mut fields = signature.splitn(4, ',');
    let (arguments, uses, result) = (fields.next()?, fields.next()?, fields.next()?);
    let digits = arguments.trim_end_matches(['+', 'e', 'o', '!', 's', '?']);
    let (least, most) = digits.split_once('-').unwrap_or((digits, digits));
    Some(Function {
        name: row.name,
        least: least.parse().unwrap_or_default(),
        most: if arguments.contains('+') { None } else { Some(most.parse().unwrap_or_default()) },
        parity: if arguments.contains('e') { Some(0) } else { arguments.contains('o').then_some(1) },
        count_error: if arguments.contains('!') || digits.is_empty() { 1064 } else { 1582 },
        special: arguments.contains('s'),
        result: result_of(result),
        uses,
        print: fields.next().unwrap_or_default(),
        server,
    })
}

impl Function {
    /// True where the function, called as `f(a, b)`, takes so many arguments.
    pub fn takes(&self, count: usize) -> bool {
        let parity = self.parity.is_none_or(|parity| count % 2 == parity);
        count >= self.least
            && self.most.is_none_or(|most| count <= most)
            && parity
            && !(self.special && self.most == Some(0))
    }

    /// The error that the server gives for the function at such a place, with so many arguments. The texts name the
    /// function as it is printed: `now` in MySQL, `current_timestamp()` in MariaDB.
    ///
    /// Whether a key part may have the type of the result is another question: JSON is 3753, text and blobs 3757, geometry
    /// 3760, vectors 6134. Not of every MySQL: 5.7 has no default expressions and key parts, and reads checks over.
    pub fn error_in(&self, place: Use, count: usize) -> Option<u16> {
        let class = self.class(count);
        if place == Use::Partition {
            return if self.uses.contains('p') { None } else { Some(if class == 'a' { 1564 } else { 1064 }) };
        }
        if self.server.is_mariadb() { in_mariadb(class, place) } else { in_mysql(class, place, self.server) }
    }

    /// True for COUNT and its kin.
    pub fn is_aggregate(&self) -> bool {
        self.uses.starts_with('g')
    }

    /// True for functions that need OVER.
    pub fn is_window(&self) -> bool {
        self.uses.starts_with('w')
    }

    /// True where the value may change between two calls with the same arguments, or depends on the session.
    pub fn is_volatile(&self, count: usize) -> bool {
        matches!(self.class(count), 'n' | 'r' | 's' | 'e')
    }

    /// True where MariaDB puts the whole of a DEFAULT in parentheses although it is one call: `DEFAULT (json_valid(a))`.
    pub fn has_parentheses_in_default(&self) -> bool {
        self.print.starts_with("()")
    }

    /// The name as the server prints it, in expressions and in errors: `now`, and `current_timestamp` in MariaDB.
    pub fn printed_name(&self) -> String {
        match self.print.split(';').next().map(|first| first.trim_start_matches("()")) {
            Some(name) if !name.is_empty() && !name.contains('$') => name.to_owned(),
            _ => self.name.to_ascii_lowercase(),
        }
    }

    /// The call as the server prints it where it kept the expression, from arguments printed so: `substr(a,1)`.
    pub fn printed<S: AsRef<str>>(&self, arguments: &[S]) -> String {
        let arity = |form: &str| form.split('$').skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10)).max();
        let forms = self.print.split(';').filter(|form| form.contains('$'));
        let mut forms = forms.filter(|form| arity(form).is_some_and(|arity| arity as usize == arguments.len()));
        let Some(form) = forms.next() else {
            let arguments: Vec<&str> = arguments.iter().map(AsRef::as_ref).collect();
            return format!("{}({})", self.printed_name(), arguments.join(","));
        };
        let mut text = String::with_capacity(form.len() + 32);
        let mut parts = form.split('$');
        text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let mut rest = part.chars();
            let argument = rest.next().and_then(|digit| digit.to_digit(10)).and_then(|number| number.checked_sub(1));
            text.push_str(argument.and_then(|at| arguments.get(at as usize)).map_or("", AsRef::as_ref));
            text.push_str(rest.as_str());
        }
        text
    }

    fn class(&self, count: usize) -> char {
        let mut letters = self.uses.chars();
        let class = letters.next().unwrap_or('x');
        match letters.next().and_then(|digit| digit.to_digit(10)) {
            Some(from) if count >= from as usize => letters.next().unwrap_or(class),
            _ => class,
        }
    }
}

/// MySQL's errors by the letter: n differs between calls or sessions, x is never allowed, s is not in generated columns,
/// c is no function call in the end, g aggregates, w windows.
fn in_mysql(class: char, place: Use, server: Server) -> Option<u16> {
    if !server.has(Feature::ExpressionReasons) {
        return match place {
            Use::Default | Use::KeyPart => Some(1064),
            Use::Check => None,
            _ => match class {
                'a' => None,
                'g' => Some(1111),
                _ => Some(3102),
            },
        };
    }
    let errors = match class {
        'n' => [3763, 0, 3814, 3758],
        'x' => [3763, 3770, 3814, 3758],
        's' => [3763, 0, 0, 3758],
        'c' => [3102, 3769, 3815, 3758],
        'g' => [1111; 4],
        'w' => [3593; 4],
        't' => [1064; 4],
        _ => [0; 4],
    };
    let [generated, default, check, key] = errors;
    let error = match place {
        Use::Virtual | Use::IndexedVirtual | Use::Stored => generated,
        Use::Default => default,
        Use::Check => check,
        Use::KeyPart => key,
        Use::Partition => 0,
    };
    (error != 0).then_some(error)
}

/// MariaDB's errors by the letter: as in MySQL, and r is only for defaults, e only for defaults and has another error in
/// checks, q is a subquery. There are no key parts of expressions.
fn in_mariadb(class: char, place: Use) -> Option<u16> {
    let refused = match (class, place) {
        (_, Use::KeyPart) | ('t', _) => return Some(1064),
        ('q' | 'e', Use::Check) => return Some(1970),
        ('n', Use::Virtual | Use::Default) | ('r' | 'e', Use::Default) => false,
        ('n' | 'r' | 'e' | 'q' | 'x' | 'g' | 'w' | 'c' | 's', _) => true,
        _ => false,
    };
    refused.then_some(1901)
}

fn result_of(letter: &str) -> Value {
    match letter {
        "i" => Value::Int,
        "d" => Value::Decimal,
        "f" => Value::Double,
        "s" => Value::String,
        "b" => Value::Binary,
        "j" => Value::Json,
        "D" => Value::Date,
        "T" => Value::Time,
        "t" => Value::Datetime,
        "y" => Value::Year,
        "g" => Value::Geometry,
        "v" => Value::Vector,
        "u" => Value::Uuid,
        "*" => Value::ByArguments,
        _ => Value::Unknown,
    }
}

struct Row {
    name: &'static str,
    servers: &'static str,
    signature: &'static str,
}

fn table() -> &'static [Row] {
    static TABLE: OnceLock<Vec<Row>> = OnceLock::new();
    let row = |line: &'static str| {
        let (name, rest) = line.split_once(' ')?;
        let (servers, signature) = rest.split_once(' ')?;
        Some(Row { name, servers, signature })
    };
    TABLE.get_or_init(|| {
        let lines = FUNCTIONS.iter().flat_map(|text| text.lines()).filter(|line| !line.starts_with('#'));
        let mut rows: Vec<Row> = lines.filter_map(row).collect();
        rows.sort_unstable_by_key(|row| row.name);
        rows
    })
}
