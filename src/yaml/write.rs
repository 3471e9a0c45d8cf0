//! A value as YAML that YAML 1.1 and 1.2 readers take for the same value.

use serde_json::{Map, Value};

/// Lines are not broken before this many characters.
const WIDTH: usize = 100;

/// The value as one document in block style, keys in their order.
pub fn write_yaml(value: &Value) -> String {
    let mut out = "---\n".to_owned();
    match value {
        Value::Object(map) if !map.is_empty() => write_map(&mut out, map, 0),
        Value::Array(list) if !list.is_empty() => write_list(&mut out, list, 0),
        flat => {
            out.push_str(&flat_text(flat));
            out.push('\n');
        }
    }
    out
}

fn write_map(out: &mut String, map: &Map<String, Value>, depth: usize) {
    for (at, (key, value)) in map.iter().enumerate() {
        // The first entry of a map in a list stands behind the dash.
        if at > 0 || !out.ends_with("- ") {
            indent(out, depth);
        }
        out.push_str(&text(key));
        out.push(':');
        write_behind(out, value, depth);
    }
}

fn write_list(out: &mut String, list: &[Value], depth: usize) {
    for value in list {
        indent(out, depth);
        out.push_str("- ");
        match value {
            Value::Object(map) if !map.is_empty() => write_map(out, map, depth + 1),
            Value::Array(inner) if !inner.is_empty() => {
                out.truncate(out.len() - 1);
                out.push('\n');
                write_list(out, inner, depth + 1);
            }
            flat => {
                out.push_str(&flat_text(flat));
                out.push('\n');
            }
        }
    }
}

/// What stands behind a key.
fn write_behind(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            out.push('\n');
            write_map(out, map, depth + 1);
        }
        Value::Array(list) if !list.is_empty() => {
            out.push('\n');
            write_list(out, list, depth);
        }
        // A reference without more: `objectId:`.
        Value::Null => out.push('\n'),
        Value::String(long) if long.len() > WIDTH && folds(long) => write_folded(out, long, depth + 1),
        flat => {
            out.push(' ');
            out.push_str(&flat_text(flat));
            out.push('\n');
        }
    }
}

fn indent(out: &mut String, depth: usize) {
    out.extend(std::iter::repeat_n("  ", depth));
}

fn flat_text(value: &Value) -> String {
    match value {
        Value::String(string) => text(string),
        Value::Array(_) => "[]".to_owned(),
        Value::Object(_) => "{}".to_owned(),
        other => other.to_string(),
    }
}

/// True where a text can be broken at its spaces and read back the same.
fn folds(text: &str) -> bool {
    text.chars().all(|c| !c.is_control()) && !text.starts_with(' ') && !text.ends_with(' ') && !text.contains("  ")
}

fn write_folded(out: &mut String, text: &str, depth: usize) {
    out.push_str(" >-");
    let mut column = WIDTH;
    for word in text.split(' ') {
        if column + 1 + word.len() > WIDTH {
            out.push('\n');
            indent(out, depth);
            column = 2 * depth;
        } else {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += word.len();
    }
    out.push('\n');
}

/// A text, in quotes where a reader would take it for something else.
fn text(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    // JSON's strings are YAML's double-quoted ones, but for what YAML does not print.
    if text.chars().any(|c| c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')) {
        let mut out = String::from("\"");
        for c in text.chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                c if c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                    out.push_str(&format!("\\u{:04x}", u32::from(c)));
                }
                c => out.push(c),
            }
        }
        out.push('"');
        return out;
    }
    format!("'{}'", text.replace('\'', "''"))
}

/// Words that YAML 1.1 takes for truth values or nothing. Source: yaml.org/type/bool.html, null.html, merge.html.
const WORDS: &[&str] = &["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "<<", "="];

fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let may_begin = first.is_alphabetic() || matches!(first, '_' | '/' | '(' | '$' | '^');
    may_begin
        && !WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.chars().any(|c| c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}'))
}
