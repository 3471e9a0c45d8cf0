//! JSON with places: strict, bounded in depth, every key with its span. Knows nothing of what the JSON means.

mod de;
mod ink;

use jsonc_parser::ast::{Object, Value as Node};
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::ParseError;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde::Deserialize;
use serde_json::{Map, Number, Value};

use crate::text::{Span, real};

pub use de::Misfit;
pub use ink::{JsonInk, inked_json};

/// Why a text is no JSON, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct JsonError {
    pub span: Span,
    pub message: String,
    pub help: String,
}

/// True for a JSON text that nests less than 128 deep. Does not tell where and why not, and is small.
pub fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// Only what RFC 8259 allows: the server's parser takes nothing else.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Lists and objects nest at most so deep in what is read: far deeper than any registration, and far from the end of
/// the stack. A project file holds registrations some levels down, so it may go `IN_PROJECT` deep.
const DEEPEST: usize = 100;
const IN_PROJECT: usize = 120;

/// Parses a text as strict JSON.
pub fn parse(text: &str) -> Result<Node<'_>, JsonError> {
    parse_within(text, DEEPEST)
}

/// The same for what this program wrote itself, from what was read within bounds: they are not looked for again.
pub fn parse_ours(text: &str) -> Result<Node<'_>, JsonError> {
    parse_node(text)
}

/// The same for project files.
pub(crate) fn parse_project(text: &str) -> Result<Node<'_>, JsonError> {
    parse_within(text, IN_PROJECT)
}

fn parse_within(text: &str, deepest: usize) -> Result<Node<'_>, JsonError> {
    if let Some(error) = beyond_strict(text, deepest) {
        return Err(error);
    }
    parse_node(text)
}

fn parse_node(text: &str) -> Result<Node<'_>, JsonError> {
    let parsed = parse_to_ast(text, &CollectOptions::default(), &STRICT).map_err(|error| located(text, &error))?;
    parsed.value.ok_or_else(|| JsonError {
        span: Span::new(0, 0),
        message: "This is no JSON: the text is empty.".to_owned(),
        help: "Give a registration as a JSON object.".to_owned(),
    })
}

/// What the parser lets pass although RFC 8259 does not, and the server's parser neither: control characters in strings,
/// white space of other kinds, numbers that no machine holds. And nesting that is too deep.
fn beyond_strict(text: &str, deepest: usize) -> Option<JsonError> {
    let refuse = |at: usize, length: usize, message: String, help: &str| {
        Some(JsonError { span: Span::new(at, at + length), message, help: help.to_owned() })
    };
    let (mut in_string, mut escaped, mut depth, mut number_end) = (false, false, 0_usize, 0);
    for (at, c) in text.char_indices() {
        if in_string {
            if c < ' ' {
                let message =
                    format!("This is no JSON: the control character U+{:04X} stands in a string.", u32::from(c));
                return refuse(at, 1, message, "Close the string, or write a line end as \\n and a tabulator as \\t.");
            }
            in_string = escaped || c != '"';
            escaped = c == '\\' && !escaped;
            continue;
        }
        match c {
            '"' => in_string = true,
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            '-' | '0'..='9' if at >= number_end => {
                let rest = text.get(at..).unwrap_or("");
                let length =
                    rest.find(|c: char| !matches!(c, '0'..='9' | '+' | '-' | '.' | 'e' | 'E')).unwrap_or(rest.len());
                number_end = at + length;
                if rest.get(..length).and_then(real::read).is_some_and(f64::is_infinite) {
                    let message = "This is no JSON: the number is too large for any server.".to_owned();
                    return refuse(at, length, message, "Write a number of the size that is meant.");
                }
            }
            c if c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n' | '\r') => {
                let message =
                    format!("This is no JSON: the white space U+{:04X} is none that JSON knows.", u32::from(c));
                return refuse(at, c.len_utf8(), message, "Replace it, and all others of its kind, by plain spaces.");
            }
            _ => {}
        }
        if depth > deepest {
            let message = format!("This nests more than {deepest} levels deep: no registration does.");
            return refuse(at, 1, message, "Check whether this is the right file.");
        }
    }
    None
}

fn located(text: &str, error: &ParseError) -> JsonError {
    let range = error.range();
    JsonError {
        span: Span::new(range.start, range.end.max(range.start + 1).min(text.len())),
        message: format!("This is no JSON: {}.", uncapitalised(&error.kind().to_string())),
        help: help_for(text, range.start),
    }
}

fn help_for(text: &str, at: usize) -> String {
    if text.get(at..).is_none_or(|rest| rest.trim().is_empty()) {
        return "The text ends too early: it may have been cut off. Copy or download it again.".to_owned();
    }
    let rest = text.get(at..).unwrap_or("");
    if let Some(word) = ["NaN", "-NaN", "Infinity", "-Infinity"].into_iter().find(|word| rest.starts_with(word)) {
        return format!("JSON has no {word}: write a number, or leave the attribute out.");
    }
    if let Some(word) = ["None", "True", "False", "undefined"].into_iter().find(|word| rest.starts_with(word)) {
        return format!("JSON has no {word}: it knows null, true and false.");
    }
    "Correct the text here; a missing or superfluous comma or quote just before this place is the usual cause."
        .to_owned()
}

fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_ascii_lowercase().to_string() + chars.as_str()).unwrap_or_default()
}

pub(crate) fn span(node: &impl Ranged) -> Span {
    Span::new(node.start(), node.end())
}

/// The plain value. Of keys that stand twice the last one counts, as with the server's parser.
pub(crate) fn to_value(node: &Node) -> Value {
    match node {
        Node::StringLit(text) => Value::String(text.value.to_string()),
        Node::NumberLit(number) => to_number(number.value),
        Node::BooleanLit(boolean) => Value::Bool(boolean.value),
        Node::NullKeyword(_) => Value::Null,
        Node::Array(array) => Value::Array(array.elements.iter().map(to_value).collect()),
        Node::Object(object) => Value::Object(
            object
                .properties
                .iter()
                .map(|property| (property.name.as_str().to_owned(), to_value(&property.value)))
                .collect::<Map<_, _>>(),
        ),
    }
}

/// A number that no machine type holds (`1e999`) becomes null.
fn to_number(text: &str) -> Value {
    if let Ok(whole) = text.parse::<u64>() {
        return whole.into();
    }
    if let Ok(whole) = text.parse::<i64>() {
        return whole.into();
    }
    real::read(text).and_then(Number::from_f64).map_or(Value::Null, Value::Number)
}

/// Reads a node into a type; the error says what does not fit, and where.
pub fn read<'n, T: Deserialize<'n>>(node: &'n Node<'n>) -> Result<T, Misfit> {
    T::deserialize(de::FromNode(node))
}

/// The name of a value's JSON type, in the server's words.
pub(crate) fn type_name(node: &Node) -> &'static str {
    match node {
        Node::StringLit(_) => "string",
        Node::NumberLit(_) => "number",
        Node::BooleanLit(_) => "boolean",
        Node::NullKeyword(_) => "null",
        Node::Array(_) => "array",
        Node::Object(_) => "object",
    }
}

/// The same for a sentence, with its article.
pub(crate) fn described(node: &Node) -> &'static str {
    match node {
        Node::StringLit(_) => "a string",
        Node::NumberLit(_) => "a number",
        Node::BooleanLit(_) => "a boolean",
        Node::NullKeyword(_) => "null",
        Node::Array(_) => "an array",
        Node::Object(_) => "an object",
    }
}

/// Equal as JSON: the order of keys does not count, and `1` is `1.0`.
pub fn same_value(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_value(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same_value(a, b)))
        }
        (a, b) => a == b,
    }
}

/// JSON for people: an attribute a line, and a column a line.
pub fn pretty(value: &Value) -> String {
    let mut out = String::new();
    write_pretty(&mut out, value, 0);
    out.push('\n');
    out
}

fn write_pretty(out: &mut String, value: &Value, depth: usize) {
    let indent = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    };
    match value {
        Value::Object(map) if !map.is_empty() && (depth == 0 || !is_flat(map)) => {
            out.push('{');
            for (at, (key, value)) in map.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                indent(out, depth + 1);
                out.push_str(&format!("{}: ", Value::from(key.as_str())));
                write_pretty(out, value, depth + 1);
            }
            indent(out, depth);
            out.push('}');
        }
        Value::Array(list) if list.iter().any(|item| item.is_object() || item.is_array()) => {
            out.push('[');
            for (at, item) in list.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                indent(out, depth + 1);
                write_pretty(out, item, depth + 1);
            }
            indent(out, depth);
            out.push(']');
        }
        flat => write_flat(out, flat),
    }
}

/// Few short values, as a column of a schema has them: they stand on one line.
fn is_flat(map: &Map<String, Value>) -> bool {
    map.len() <= 4 && map.values().all(|value| !value.is_object() && !value.is_array())
}

fn write_flat(out: &mut String, value: &Value) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            let items: Vec<String> =
                map.iter().map(|(key, value)| format!("{}: {value}", Value::from(key.as_str()))).collect();
            out.push_str(&format!("{{{}}}", items.join(", ")));
        }
        Value::Array(list) => {
            let items: Vec<String> = list.iter().map(Value::to_string).collect();
            out.push_str(&format!("[{}]", items.join(", ")));
        }
        other => out.push_str(&other.to_string()),
    }
}

/// The whole number at a key of an object, with its place.
pub(crate) fn find_number(node: &Node, key: &str) -> Option<(u64, Span)> {
    let Node::Object(object) = node else { return None };
    let value = find(object, key)?;
    let Node::NumberLit(number) = value else { return None };
    Some((number.value.parse().ok()?, span(value)))
}

/// The value of a key; of several, the last one, as the server's parser takes it.
pub(crate) fn find<'o, 'a>(object: &'o Object<'a>, key: &str) -> Option<&'o Node<'a>> {
    object.properties.iter().rev().find(|property| property.name.as_str() == key).map(|property| &property.value)
}
