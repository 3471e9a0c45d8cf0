//! The report as annotations of a GitHub workflow.
//!
//! Source of the form and of what is escaped: GitHub docs, "Workflow commands for GitHub Actions".

use std::fmt::Write;

use super::{Report, whole_message};
use crate::diagnostic::Severity;

/// A line each; what is suppressed is left out.
pub fn write_github(report: &Report) -> String {
    let mut out = String::new();
    for diagnostic in report.open() {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let mut properties = String::new();
        if let Some((file, start, end)) = report.place(diagnostic) {
            let name = property(&file.name);
            let _ = write!(properties, "file={name},line={},endLine={},", start.line, end.line);
            // GitHub takes columns within one line only.
            if start.line == end.line {
                let _ = write!(properties, "col={},endColumn={},", start.column, end.column);
            }
        }
        let _ =
            writeln!(out, "::{command} {properties}title={}::{}", diagnostic.rule, data(&whole_message(diagnostic)));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
