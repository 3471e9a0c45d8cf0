//! The report as SARIF 2.1.0, for code scanning.
//!
//! Source of the form: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".

use serde_json::{Value, json};

use super::{Report, whole_message};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::REGISTRY;

pub fn write_sarif(report: &Report) -> String {
    let mut used: Vec<&str> = report.diagnostics.iter().map(|diagnostic| diagnostic.rule).collect();
    used.sort_unstable();
    used.dedup();
    let rules: Vec<Value> = used.iter().map(|name| rule(name)).collect();
    let results: Vec<Value> = report.diagnostics.iter().map(|diagnostic| result(report, diagnostic, &used)).collect();
    crate::json::pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "tabledraft",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            // Columns count characters, as everywhere in Tabledraft.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn rule(name: &str) -> Value {
    let Some(registered) = REGISTRY.iter().find(|registered| registered.rule.name == name) else {
        return json!({ "id": name });
    };
    json!({
        "id": name,
        "shortDescription": { "text": registered.rule.summary },
        "help": { "text": registered.page, "markdown": registered.page },
        "properties": { "group": registered.group },
    })
}

fn result(report: &Report, diagnostic: &Diagnostic, used: &[&str]) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    };
    let object = diagnostic.path.display(&report.reading.workspace);
    let mut location = json!({});
    if let Some((file, start, end)) = report.place(diagnostic) {
        location["physicalLocation"] = json!({
            "artifactLocation": { "uri": uri(&file.name) },
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            },
        });
    }
    if !object.is_empty() {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": object }]);
    }
    let mut result = json!({
        "ruleId": diagnostic.rule,
        "level": level,
        "message": { "text": whole_message(diagnostic) },
    });
    if let Some(index) = used.iter().position(|name| *name == diagnostic.rule) {
        result["ruleIndex"] = json!(index);
    }
    if location.as_object().is_some_and(|location| !location.is_empty()) {
        result["locations"] = json!([location]);
    }
    if let Some(reason) = &diagnostic.suppressed {
        let external = reason.as_ref() == "baseline";
        result["suppressions"] =
            json!([{ "kind": if external { "external" } else { "inSource" }, "justification": reason.as_ref() }]);
    }
    result
}

/// A file's name as a relative reference: what a URI has no place for is written as bytes.
fn uri(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
