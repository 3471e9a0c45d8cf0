//! The report for a terminal: each problem with its source line and a caret.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::Report;
use super::summary::{mendable, summary};
use crate::diagnostic::{Diagnostic, Severity};

/// Nobody reads more of them in a terminal, and each costs a look at its lines, however long.
const MOST_SHOWN: usize = 500;

/// The problems one by one, and a line that counts them.
pub fn write_tty(report: &Report, colours: bool) -> String {
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in report.open().take(MOST_SHOWN) {
        out.push_str(&problem(report, diagnostic, &renderer));
        out.push_str("\n\n");
    }
    let more = report.open().count().saturating_sub(MOST_SHOWN);
    if more > 0 {
        out.push_str(&format!("... and {more} more; the JSON report has all of them.\n\n"));
    }
    out.push_str(&summary(report));
    out.push('\n');
    if let Some(mendable) = mendable(report) {
        out.push_str(&mendable);
        out.push('\n');
    }
    out
}

fn problem(report: &Report, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO.with_name("advice"),
    };
    let message = printable(&diagnostic.message);
    let mut group = level
        .primary_title(&message)
        .id(diagnostic.rule)
        .elements(Vec::<Snippet<annotate_snippets::Annotation>>::new());
    if let Some((file, start, end)) = report.place(diagnostic) {
        let first = file.lines.line_range(&file.text, start.line).unwrap_or((0, 0));
        let last = file.lines.line_range(&file.text, end.line.min(start.line + 4)).unwrap_or(first);
        let source = file.text.get(first.0..last.1.max(first.1)).unwrap_or("");
        let span = diagnostic.location.map(|location| location.span).unwrap_or_default();
        let from = span.start.saturating_sub(first.0).min(source.len());
        let to = span.end.saturating_sub(first.0).clamp(from, source.len());
        let annotation = AnnotationKind::Primary.span(from..to);
        group = group.element(Snippet::source(source).line_start(start.line).path(&file.name).annotation(annotation));
    } else {
        let object = diagnostic.path.display(&report.reading.workspace);
        if !object.is_empty() {
            group = group.element(Level::NOTE.message(printable(&format!("in {object}"))));
        }
    }
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(printable(&diagnostic.help)));
    }
    renderer.render(&[group])
}

/// Names in a message come from files: what could steer a terminal is made visible instead.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}
