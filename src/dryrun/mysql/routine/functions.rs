//! The functions that scripts use to look at a schema and to put statements together.
//!
//! Source: MySQL manual, "String Functions and Operators", "Flow Control Functions"; MariaDB manual, the same.

use super::super::expression::function::native;
use super::super::refusal::Answer;
use super::super::session::Session;
use super::super::syntax::ast::{BinaryOperator, Call, Expr};
use super::compare::{equal, joined};
use super::evaluate::{Place, Rows};
use super::operators::{known, unmodelled};
use super::value::{Strength, Text, Value};
use crate::text::Letters;

/// Longer texts are not put together here.
const LONGEST: usize = 1 << 20;

/// The value of a call; what is not modelled is [`Value::Unknown`].
pub fn call(session: &mut Session, place: Place, call: &Call) -> Answer<Value> {
    let name = call.name.text.to_ascii_uppercase();
    if call.database.is_some() || call.window || call.aliased {
        return Ok(session.risky(format!("the function {name}")));
    }
    let count = call.arguments.len();
    let takes = native(&name, session.server).map(|known| known.takes(count)).or_else(|| of_grammar(&name, count));
    match takes {
        Some(takes) if takes || call.star || call.word.is_some() => {}
        // Functions of the user's are not modelled.
        None if !session.runtime.has_functions => {
            let database = session.current.clone().unwrap_or_default();
            if !session.runtime.functions.contains(&format!("{database}.{}", name.lower())) {
                return session.refuse(1305, &["FUNCTION", &format!("{database}.{}", call.name.text)]);
            }
            return Ok(session.risky(format!("the function {name}")));
        }
        _ => return Ok(session.risky(format!("the function {name}"))),
    }
    if let Rows::All(rows) = place.rows
        && is_aggregate(&name)
    {
        return aggregate(session, place, call, &name, rows.len());
    }
    let arguments = call.arguments.as_slice();
    match (name.as_str(), arguments) {
        ("IF", [condition, yes, no]) => {
            let condition = session.evaluate(place, condition)?;
            if condition.is_unknown() {
                return Ok(condition);
            }
            session.evaluate(place, if condition.as_truth()? == Some(true) { yes } else { no })
        }
        ("IFNULL" | "COALESCE" | "NVL", _) => {
            for argument in arguments {
                let value = session.evaluate(place, argument)?;
                if value != Value::Null {
                    return Ok(value);
                }
            }
            Ok(Value::Null)
        }
        ("NULLIF", [left, right]) => {
            let (left, right) = (session.evaluate(place, left)?, session.evaluate(place, right)?);
            match known(equal(&left, &right, session.server).map(|equal| Value::truth(equal == Some(true))))? {
                Value::Integer(0) => Ok(left),
                Value::Integer(_) => Ok(Value::Null),
                unknown => Ok(unknown),
            }
        }
        ("DATABASE" | "SCHEMA", []) => Ok(match session.current.clone() {
            Some(current) => session.text(current, Strength::System),
            None => Value::Null,
        }),
        ("VERSION", []) => {
            let id = session.server.version_id();
            let mut version = format!("{}.{}.{}", id / 10_000, id / 100 % 100, id % 100);
            if session.server.is_mariadb() {
                version.push_str("-MariaDB");
            }
            Ok(session.text(version, Strength::System))
        }
        _ => {
            let mut values = Vec::with_capacity(arguments.len());
            for argument in arguments {
                values.push(session.evaluate(place, argument)?);
            }
            plain(session, &name, values, call.word)
        }
    }
}

/// Whether a function that the grammar knows by its name, and the table of native ones has not, takes so many arguments;
/// `None` for all others.
fn of_grammar(name: &str, count: usize) -> Option<bool> {
    const NAMES: &str = "BIT_AND BIT_OR BIT_XOR CAST CHARACTER COLUMN_ADD COLUMN_CREATE COLUMN_DELETE COLUMN_GET CONVERT \
        CUME_DIST DEFAULT DENSE_RANK EXISTS FIRST_VALUE GROUPING JSON_TABLE LAG LASTVAL LEAD MATCH MEDIAN NEXTVAL NTH_VALUE NTILE \
        PERCENTILE_CONT PERCENTILE_DISC PERCENT_RANK RANK ROWNUM ROW_NUMBER SETVAL STDDEV_POP STDDEV_SAMP ST_COLLECT VALUE VALUES \
        VAR_POP VAR_SAMP";
    if is_aggregate(name) {
        return Some(count == 1);
    }
    NAMES.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(name)).then_some(false)
}

/// True for the functions that look at all rows.
pub fn is_aggregate(name: &str) -> bool {
    const NAMES: &str = "COUNT MAX MIN SUM AVG GROUP_CONCAT BIT_AND BIT_OR BIT_XOR STD STDDEV VARIANCE JSON_ARRAYAGG JSON_OBJECTAGG \
        ANY_VALUE";
    NAMES.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(name))
}

fn aggregate(session: &mut Session, place: Place, call: &Call, name: &str, rows: usize) -> Answer<Value> {
    let number = |count: usize| i64::try_from(count).map_or_else(|_| unmodelled(), Value::Integer);
    if call.star {
        return Ok(number(rows));
    }
    let [argument] = call.arguments.as_slice() else { return Ok(unmodelled()) };
    let values = each(session, place, argument)?;
    if let Some(unknown) = values.iter().find(|value| value.is_unknown()) {
        return Ok(unknown.clone());
    }
    let values: Vec<Value> = values.into_iter().filter(|value| *value != Value::Null).collect();
    let integers = || values.iter().map(|value| if let Value::Integer(it) = value { Some(*it) } else { None });
    match name {
        "COUNT" if !call.distinct => Ok(number(values.len())),
        _ if name == "COUNT" => {
            let mut different: Vec<Value> = vec![];
            for value in values {
                let mut known_already = false;
                for other in &different {
                    known_already |= equal(other, &value, session.server)? == Some(true);
                }
                if !known_already {
                    different.push(value);
                }
            }
            Ok(number(different.len()))
        }
        "MAX" | "MIN" | "SUM" if values.is_empty() => Ok(Value::Null),
        "MAX" => Ok(integers()
            .collect::<Option<Vec<_>>>()
            .and_then(|all| all.into_iter().max())
            .map_or_else(unmodelled, Value::Integer)),
        "MIN" => Ok(integers()
            .collect::<Option<Vec<_>>>()
            .and_then(|all| all.into_iter().min())
            .map_or_else(unmodelled, Value::Integer)),
        "SUM" => {
            let sum = integers().try_fold(0i64, |sum, value| sum.checked_add(value?));
            Ok(sum.map_or_else(unmodelled, Value::Integer))
        }
        // Without ORDER BY the order of one value is known, and the separator is not seen.
        "GROUP_CONCAT" => Ok(match values.as_slice() {
            [] => Value::Null,
            [one] => session.as_text(one.clone()),
            _ => Value::unknown("GROUP_CONCAT of more than one row"),
        }),
        _ => Ok(session.risky(format!("the function {name}"))),
    }
}

fn each(session: &mut Session, place: Place, argument: &Expr) -> Answer<Vec<Value>> {
    let Rows::All(rows) = place.rows else { return Ok(vec![]) };
    rows.iter().map(|row| session.evaluate(Place { rows: Rows::One(row), ..place }, argument)).collect()
}

/// Functions of values.
fn plain(session: &mut Session, name: &str, values: Vec<Value>, word: Option<&str>) -> Answer<Value> {
    if let Some(unknown) = values.iter().find(|value| value.is_unknown()) {
        return Ok(unknown.clone());
    }
    let server = session.server;
    if name == "ISNULL"
        && let [value] = values.as_slice()
    {
        return Ok(Value::truth(*value == Value::Null));
    }
    if name == "CONCAT_WS" {
        return Ok(concat_ws(session, values));
    }
    if values.contains(&Value::Null) && !matches!(name, "FIELD" | "QUOTE") && is_strict(name) {
        return Ok(Value::Null);
    }
    let texts: Vec<Text> = values
        .iter()
        .filter_map(|value| match session.as_text(value.clone()) {
            Value::Text(text) => Some(text),
            _ => None,
        })
        .collect();
    let number = |at: usize| values.get(at).and_then(Value::as_integer);
    let whole = |number: usize| i64::try_from(number).map_or_else(|_| unmodelled(), Value::Integer);
    let with = |like: &Text, text: String| Value::Text(Text { text, ..like.clone() });
    Ok(match (name, texts.as_slice()) {
        ("CONCAT", _) => concat(&texts, server),
        ("LOWER" | "LCASE", [text]) => with(text, text.text.lower()),
        ("UPPER" | "UCASE", [text]) => with(text, text.text.upper()),
        ("LENGTH" | "OCTET_LENGTH", [text]) if text.text.is_ascii() => whole(text.text.len()),
        ("CHAR_LENGTH" | "CHARACTER_LENGTH", [text]) => whole(text.text.chars().count()),
        ("TRIM", [text]) if word.is_none() => with(text, text.text.trim_matches(' ').to_owned()),
        ("LTRIM", [text]) => with(text, text.text.trim_start_matches(' ').to_owned()),
        ("RTRIM", [text]) => with(text, text.text.trim_end_matches(' ').to_owned()),
        ("LEFT", [text, _]) => match number(1) {
            Some(count) => with(text, part(&text.text, 1, count)),
            None => unmodelled(),
        },
        ("RIGHT", [text, _]) => match number(1) {
            Some(count) if count > 0 => {
                let length = i64::try_from(text.text.chars().count()).unwrap_or(i64::MAX);
                with(text, part(&text.text, (length - count.min(length)) + 1, count))
            }
            Some(_) => with(text, String::new()),
            None => unmodelled(),
        },
        ("SUBSTRING" | "SUBSTR" | "MID", [text, _]) => match number(1) {
            Some(start) => with(text, part(&text.text, start, i64::MAX)),
            None => unmodelled(),
        },
        ("SUBSTRING" | "SUBSTR" | "MID", [text, _, _]) => match (number(1), number(2)) {
            (Some(start), Some(count)) => with(text, part(&text.text, start, count)),
            _ => unmodelled(),
        },
        ("SUBSTRING_INDEX", [text, sign, _]) => match number(2) {
            Some(count) if !sign.text.is_empty() => with(text, before(&text.text, &sign.text, count)),
            _ => unmodelled(),
        },
        ("REPLACE", [text, from, to]) if !from.text.is_empty() && text.text.len() * (to.text.len() + 1) < LONGEST => {
            with(text, text.text.replace(&from.text, &to.text))
        }
        ("REPEAT", [text, _]) => match number(1) {
            Some(count @ 0..) if text.text.len() as i64 * count < LONGEST as i64 => {
                with(text, text.text.repeat(usize::try_from(count).unwrap_or(0)))
            }
            _ => unmodelled(),
        },
        ("QUOTE", [text]) => with(text, quoted(&text.text)),
        ("INSTR", [text, sought]) | ("LOCATE" | "POSITION", [sought, text]) => found_at(text, sought),
        ("FIND_IN_SET", [sought, list]) if sought.text.bytes().chain(list.text.bytes()).all(is_word) => {
            let place = list.text.split(',').position(|item| item.eq_ignore_ascii_case(&sought.text));
            whole(place.map_or(0, |place| place + 1))
        }
        ("ABS", [_]) => number(0).and_then(i64::checked_abs).map_or_else(unmodelled, Value::Integer),
        ("MOD", [_, _]) => match (number(0), number(1)) {
            (Some(_), Some(0)) => Value::Null,
            (Some(a), Some(b)) => a.checked_rem(b).map_or_else(unmodelled, Value::Integer),
            _ => unmodelled(),
        },
        ("GREATEST" | "LEAST", _) => {
            let all: Option<Vec<i64>> =
                values.iter().map(|value| if let Value::Integer(it) = value { Some(*it) } else { None }).collect();
            let chosen =
                all.and_then(|all| if name == "LEAST" { all.into_iter().min() } else { all.into_iter().max() });
            chosen.map_or_else(unmodelled, Value::Integer)
        }
        _ if is_harmless(name) => Value::unknown(format!("the function {name}")),
        _ => session.risky(format!("the function {name}")),
    })
}

/// True for functions that are not modelled and give a value whatever their arguments are.
fn is_harmless(name: &str) -> bool {
    const NAMES: &str = "NOW SYSDATE CURRENT_TIMESTAMP LOCALTIME LOCALTIMESTAMP CURDATE CURRENT_DATE CURTIME CURRENT_TIME UTC_DATE \
        UTC_TIME UTC_TIMESTAMP UNIX_TIMESTAMP UUID UUID_SHORT RAND CONNECTION_ID USER CURRENT_USER SESSION_USER \
        SYSTEM_USER LAST_INSERT_ID ROW_COUNT FOUND_ROWS HEX LPAD RPAD SPACE REVERSE FIELD ELT DATE_FORMAT LENGTH \
        INSTR LOCATE STRCMP CEIL CEILING FLOOR ROUND ASCII ORD SHA2 CRC32 DATE YEAR MONTH DAY";
    NAMES.split_ascii_whitespace().any(|known| known == name)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b','
}

/// True for the functions that give NULL where one of their arguments is NULL.
fn is_strict(name: &str) -> bool {
    const NAMES: &str = "CONCAT LOWER LCASE UPPER UCASE LENGTH OCTET_LENGTH CHAR_LENGTH CHARACTER_LENGTH TRIM LTRIM RTRIM LEFT RIGHT \
        SUBSTRING SUBSTR MID SUBSTRING_INDEX REPLACE REPEAT INSTR LOCATE POSITION FIND_IN_SET ABS MOD GREATEST LEAST";
    NAMES.split_ascii_whitespace().any(|known| known == name)
}

fn concat(texts: &[Text], server: crate::mysql::Server) -> Value {
    let mut texts = texts.iter();
    let Some(mut whole) = texts.next().cloned() else { return unmodelled() };
    for text in texts {
        let Some((collation, strength)) = joined(&whole, text, server) else {
            return Value::unknown("CONCAT of texts with different collations");
        };
        (whole.collation, whole.strength) = (collation, strength);
        whole.text.push_str(&text.text);
        if whole.text.len() > LONGEST {
            return unmodelled();
        }
    }
    Value::Text(whole)
}

fn concat_ws(session: &Session, values: Vec<Value>) -> Value {
    let mut values = values.into_iter().map(|value| session.as_text(value));
    let separator = match values.next() {
        Some(Value::Text(separator)) => separator,
        Some(Value::Null) => return Value::Null,
        _ => return unmodelled(),
    };
    let mut parts = vec![];
    for value in values {
        if let Value::Text(text) = value {
            if !parts.is_empty() {
                parts.push(separator.clone());
            }
            parts.push(text);
        }
    }
    if parts.is_empty() { session.text(String::new(), Strength::Literal) } else { concat(&parts, session.server) }
}

/// `count` characters from the place `start`, which counts from 1, and from the end where it is negative.
fn part(text: &str, start: i64, count: i64) -> String {
    let length = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    let from = match start {
        0 => return String::new(),
        1.. => start - 1,
        _ => length.saturating_add(start),
    };
    if from < 0 || count <= 0 {
        return String::new();
    }
    let (from, count) = (usize::try_from(from).unwrap_or(usize::MAX), usize::try_from(count).unwrap_or(usize::MAX));
    text.chars().skip(from).take(count).collect()
}

/// What stands before the `count`th sign; behind it, counted from the end, where `count` is negative.
fn before(text: &str, sign: &str, count: i64) -> String {
    let pieces: Vec<&str> = text.split(sign).collect();
    let kept = usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX).min(pieces.len());
    let range = if count >= 0 { pieces.get(..kept) } else { pieces.get(pieces.len() - kept..) };
    range.unwrap_or(&[]).join(sign)
}

fn quoted(text: &str) -> String {
    let mut out = String::from("'");
    for c in text.chars() {
        match c {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            '\0' => out.push_str("\\0"),
            '\u{1a}' => out.push_str("\\Z"),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

/// The place of a text in another, from 1; 0 where it is not there.
fn found_at(text: &Text, sought: &Text) -> Value {
    if !text.text.is_ascii() || !sought.text.is_ascii() {
        return unmodelled();
    }
    let exact = text.collation.is_binary() || sought.collation.is_binary();
    let (text, sought) = if exact {
        (text.text.clone(), sought.text.clone())
    } else {
        (text.text.to_ascii_lowercase(), sought.text.to_ascii_lowercase())
    };
    let place = text.find(&sought).map_or(0, |place| place + 1);
    i64::try_from(place).map_or_else(|_| unmodelled(), Value::Integer)
}

/// True where an expression looks at all rows.
pub fn has_aggregate(expression: &Expr) -> bool {
    use super::super::syntax::ast::ExprKind;
    match &expression.kind {
        ExprKind::Call(call) if !call.window && is_aggregate(&call.name.text) => true,
        ExprKind::Binary { operator: BinaryOperator::Arrow, .. } => false,
        _ => expression.children().into_iter().any(has_aggregate),
    }
}
