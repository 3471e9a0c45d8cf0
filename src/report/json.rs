//! The report as JSON. Other programs rely on this form: keys are added, never taken away or changed.

use serde_json::{Value, json};

use super::Report;
use crate::diagnostic::{Diagnostic, Severity};

/// One JSON object: `diagnostics` and `summary`. Lines and columns count from 1, columns in characters.
pub fn write_json(report: &Report) -> String {
    let workspace = &report.reading.workspace;
    let value = json!({
        "diagnostics": report.diagnostics.iter().map(|diagnostic| entry(report, diagnostic)).collect::<Vec<_>>(),
        "summary": {
            "tables": workspace.table_count(),
            "columns": workspace.column_count(),
            "indexes": workspace.index_count(),
            "errors": report.count(Severity::Error),
            "warnings": report.count(Severity::Warning),
            "infos": report.count(Severity::Info),
        },
    });
    crate::json::pretty(&value)
}

fn entry(report: &Report, diagnostic: &Diagnostic) -> Value {
    let place = report.place(diagnostic);
    let fix = diagnostic.fix.as_ref().map(|fix| json!({ "title": fix.title, "applicability": fix.applicability }));
    json!({
        "rule": diagnostic.rule,
        "severity": diagnostic.severity,
        "message": diagnostic.message.as_ref(),
        "help": diagnostic.help.as_ref(),
        "file": place.map(|(file, _, _)| file.name.as_str()),
        "line": place.map(|(_, start, _)| start.line),
        "column": place.map(|(_, start, _)| start.column),
        "end_line": place.map(|(_, _, end)| end.line),
        "end_column": place.map(|(_, _, end)| end.column),
        "object": diagnostic.path.display(&report.reading.workspace),
        "fix": fix,
        "suppressed": diagnostic.suppressed.is_some(),
    })
}
