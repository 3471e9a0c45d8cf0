//! The lines that count what was found, the same in all reports for people.

use super::Report;
use crate::diagnostic::Severity;
#[cfg(not(target_arch = "wasm32"))]
use crate::diagnostic::{Applicability, Diagnostic};
#[cfg(not(target_arch = "wasm32"))]
use crate::engine::Format;

/// How many findings of each severity, in how much.
pub(super) fn summary(report: &Report) -> String {
    let workspace = &report.reading.workspace;
    let read = format!(
        "{}, {}, {} in {}",
        counted(workspace.table_count(), "table"),
        counted(workspace.column_count(), "column"),
        counted(workspace.index_count(), "key"),
        counted(report.reading.files.len(), "file"),
    );
    let found: Vec<String> = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "advice")]
        .into_iter()
        .filter(|(severity, _)| report.count(*severity) > 0)
        .map(|(severity, word)| match severity {
            Severity::Info => format!("{} {word}", report.count(severity)),
            Severity::Error | Severity::Warning => counted(report.count(severity), word),
        })
        .collect();
    let suppressed = match report.suppressed() {
        0 => String::new(),
        count => format!(" {count} suppressed."),
    };
    let found = if found.is_empty() { "No problems".to_owned() } else { found.join(", ") };
    format!("{found}. {read}.{suppressed}")
}

/// How many of them have a fix that `tabledraft fix` writes into their file; `None` where none has.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn mendable(report: &Report) -> Option<String> {
    let is_written = |found: &Diagnostic| {
        let file = found.location.and_then(|at| report.reading.files.get(at.file));
        matches!(file.and_then(|file| file.format), Some(Format::Sql | Format::Payload | Format::Project))
    };
    let with = |wanted: Applicability| {
        let fixes = report.open().filter(|found| is_written(found)).filter_map(|found| found.fix.as_ref());
        fixes.filter(|fix| fix.applicability == wanted && !fix.edits.is_empty()).count()
    };
    match (with(Applicability::Safe), with(Applicability::Unsafe)) {
        (0, 0) => None,
        (0, more) => Some(format!("`tabledraft fix --unsafe` mends {more}, to be looked at.")),
        (safe, 0) => Some(format!("`tabledraft fix` mends {safe}.")),
        (safe, more) => Some(format!("`tabledraft fix` mends {safe}, and with --unsafe {more} more, to be looked at.")),
    }
}

pub(super) fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
