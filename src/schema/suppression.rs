//! How a remark lets a rule pass: `tabledraft: allow(rule-name, other-rule) because of this`.
//!
//! A remark is a comment in a script and a text in a project file, so both keep it.

use std::sync::Arc;

/// What a remark with a suppression has in it.
pub const MARK: &str = "tabledraft: allow(";

/// The suppressions in a remark: rules, and the reason, which ends where the line or the next suppression does.
pub fn read_suppressions(remark: &str) -> impl Iterator<Item = (Vec<String>, Arc<str>)> {
    remark.split(MARK).skip(1).filter_map(|rest| {
        let (rules, behind) = rest.split_once(')')?;
        let line = behind.lines().next().unwrap_or("");
        Some((rules.split(',').map(|rule| rule.trim().to_owned()).collect(), Arc::from(reason_of(line))))
    })
}

/// The reason without what separates it from the parenthesis and from the next remark.
fn reason_of(line: &str) -> &str {
    line.trim().trim_start_matches([':', '-']).trim_end_matches(';').trim()
}

/// The remark with a suppression of the rule behind it, in place of one that was there before.
pub fn with_suppression(remark: Option<&str>, rule: &str, reason: &str) -> String {
    let before = remark.and_then(|remark| without_suppression(remark, rule)).unwrap_or_default();
    let words: Vec<&str> = reason.split_whitespace().collect();
    let reason = words.join(" ").replace(MARK, "");
    let own = format!("{MARK}{rule}) {}", reason_of(&reason));
    let separator = if before.is_empty() { "" } else { "; " };
    format!("{before}{separator}{}", own.trim_end())
}

/// The remark without what it says of the rule; `None` where nothing is left.
pub fn without_suppression(remark: &str, rule: &str) -> Option<String> {
    let lines = remark.lines().map(|line| line_without(line, rule));
    let left: Vec<String> = lines.flatten().collect();
    (!left.is_empty()).then(|| left.join("\n"))
}

/// A line; `None` where the suppression was all of it.
fn line_without(line: &str, rule: &str) -> Option<String> {
    if !line.contains(MARK) {
        return Some(line.to_owned());
    }
    let mut parts = line.split(MARK);
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let Some((rules, behind)) = part.split_once(')') else {
            out = format!("{out}{MARK}{part}");
            continue;
        };
        let others: Vec<&str> = rules.split(',').map(str::trim).filter(|known| *known != rule).collect();
        if !others.is_empty() {
            out = format!("{out}{MARK}{}){behind}", others.join(", "));
        }
    }
    let left = out.trim().trim_end_matches(';').trim_end();
    (!left.is_empty()).then(|| left.to_owned())
}
