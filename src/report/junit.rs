//! The report as a JUnit file: a suite a file, a case a finding. A file without findings is a case that passes.
//!
//! Source of the form: the JUnit XML that Jenkins and GitLab read (junit-10.xsd).

use std::fmt::Write;

use super::{Report, whole_message};
use crate::diagnostic::Diagnostic;

pub fn write_junit(report: &Report) -> String {
    let mut suites: Vec<(&str, Vec<&Diagnostic>)> =
        report.reading.files.iter().map(|file| (file.name.as_str(), vec![])).collect();
    let mut homeless = Vec::new();
    for diagnostic in &report.diagnostics {
        match diagnostic.location.and_then(|location| suites.get_mut(location.file)) {
            Some((_, found)) => found.push(diagnostic),
            None => homeless.push(diagnostic),
        }
    }
    if !homeless.is_empty() {
        suites.push(("tabledraft", homeless));
    }
    let (failures, suppressed) = (report.open().count(), report.suppressed());
    let clean = suites.iter().filter(|(_, found)| found.is_empty()).count();
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    let tests = failures + suppressed + clean;
    let _ = writeln!(out, "<testsuites name=\"tabledraft\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">");
    for (name, found) in suites {
        let skipped = found.iter().filter(|diagnostic| diagnostic.suppressed.is_some()).count();
        let (tests, failed) = (found.len().max(1), found.len() - skipped);
        let name = escape(name);
        let _ = writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failed}\" errors=\"0\" skipped=\"{skipped}\">"
        );
        if found.is_empty() {
            let _ = writeln!(out, "    <testcase name=\"no problems\" classname=\"{name}\"/>");
        }
        for diagnostic in found {
            case(&mut out, report, &name, diagnostic);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn case(out: &mut String, report: &Report, file: &str, diagnostic: &Diagnostic) {
    let object = diagnostic.path.display(&report.reading.workspace);
    let place = report.place(diagnostic).map(|(_, start, _)| format!("{}:{}", start.line, start.column));
    let title = [diagnostic.rule, &object, place.as_deref().unwrap_or("")];
    let title: Vec<&str> = title.into_iter().filter(|part| !part.is_empty()).collect();
    let _ = write!(out, "    <testcase name=\"{}\" classname=\"{file}\">", escape(&title.join(" ")));
    let message = escape(&whole_message(diagnostic));
    let _ = match &diagnostic.suppressed {
        Some(reason) => write!(out, "<skipped message=\"{}\"/>", escape(reason)),
        None => {
            write!(out, "<failure type=\"{}\" message=\"{message}\">{message}</failure>", diagnostic.severity.word())
        }
    };
    out.push_str("</testcase>\n");
}

/// What XML has no place for becomes U+FFFD.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
