//! The report as Markdown, for a comment or a summary.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Report, summary};

/// More rows than these make a page that nobody reads.
const MOST_ROWS: usize = 200;

/// Counts by rule, then the findings themselves.
pub fn write_markdown(report: &Report) -> String {
    let mut out = format!("# Tabledraft\n\n{}\n", summary(report));
    let mut rules: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for diagnostic in report.open() {
        *rules.entry((diagnostic.rule, diagnostic.severity.word())).or_default() += 1;
    }
    if rules.is_empty() {
        return out;
    }
    out.push_str("\n| rule | severity | findings |\n|---|---|---|\n");
    for ((rule, severity), count) in rules {
        let _ = writeln!(out, "| {rule} | {severity} | {count} |");
    }
    out.push_str("\n| place | rule | message |\n|---|---|---|\n");
    for diagnostic in report.open().take(MOST_ROWS) {
        let place = match report.place(diagnostic) {
            Some((file, start, _)) => format!("{}:{}", file.name, start.line),
            None => diagnostic.path.display(&report.reading.workspace),
        };
        let (place, message, help) = (cell(&place), cell(&diagnostic.message), cell(&diagnostic.help));
        let _ = writeln!(out, "| {place} | {} {} | {message} {help} |", diagnostic.severity.word(), diagnostic.rule);
    }
    let more = report.open().count().saturating_sub(MOST_ROWS);
    if more > 0 {
        let _ = writeln!(out, "\nAnd {more} more; the JSON report has all of them.");
    }
    out
}

/// A cell is one line, and a bar ends it.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ").replace('<', "&lt;")
}
