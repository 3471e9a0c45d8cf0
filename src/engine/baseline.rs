//! A baseline: what is found today and is let pass, so that only what is new is held.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::Reading;
use crate::diagnostic::Diagnostic;
use crate::json;

/// How often each rule may find fault with each object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<(String, String), u64>,
}

/// What a baseline did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Covered {
    /// Findings that it let pass.
    pub passed: usize,
    /// Findings of the baseline that are there no more.
    pub gone: u64,
}

const KEY: &str = "tabledraft_baseline";

impl Baseline {
    /// A baseline of everything that was found and is not suppressed.
    pub fn of(reading: &Reading, diagnostics: &[Diagnostic]) -> Self {
        let mut counts = BTreeMap::new();
        for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.suppressed.is_none()) {
            *counts.entry(key(reading, diagnostic)).or_insert(0) += 1;
        }
        Baseline { counts }
    }

    /// Reads what [`Baseline::write`] wrote.
    ///
    /// # Errors
    ///
    /// Why the text is no baseline.
    pub fn read(text: &str) -> Result<Self, String> {
        let node = json::parse(text).map_err(|error| error.message)?;
        let value = json::to_value(&node);
        let findings = value.get("findings").and_then(Value::as_array);
        let (Some(1), Some(findings)) = (value.get(KEY).and_then(Value::as_u64), findings) else {
            return Err("This is no baseline that this version can read.".to_owned());
        };
        let text = |finding: &Value, key: &str| finding.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
        let entries = findings.iter().map(|finding| {
            let count = finding.get("count").and_then(Value::as_u64).unwrap_or(1);
            ((text(finding, "rule"), text(finding, "object")), count)
        });
        Ok(Baseline { counts: entries.collect() })
    }

    /// The baseline as a file: sorted, a finding a line or two, so that versions can be compared.
    pub fn write(&self) -> String {
        let findings: Vec<Value> = self
            .counts
            .iter()
            .map(|((rule, object), count)| match count {
                1 => json!({ "rule": rule, "object": object }),
                _ => json!({ "rule": rule, "object": object, "count": count }),
            })
            .collect();
        json::pretty(&json!({ KEY: 1, "findings": findings }))
    }

    /// Marks what it lets pass as suppressed.
    pub fn apply(&self, reading: &Reading, diagnostics: &mut [Diagnostic]) -> Covered {
        let mut left = self.counts.clone();
        let reason: Arc<str> = Arc::from("baseline");
        let mut covered = Covered::default();
        for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.suppressed.is_none()) {
            if let Some(count) = left.get_mut(&key(reading, diagnostic)).filter(|count| **count > 0) {
                *count -= 1;
                covered.passed += 1;
                diagnostic.suppressed = Some(Arc::clone(&reason));
            }
        }
        covered.gone = left.values().sum();
        covered
    }
}

/// The rule and the object; for what is no object, the file's name and the line, without its number, which moves.
fn key(reading: &Reading, diagnostic: &Diagnostic) -> (String, String) {
    let mut object = diagnostic.path.display(&reading.workspace);
    if object.is_empty()
        && let Some((file, start, _)) = diagnostic.location.and_then(|location| reading.position(location))
    {
        let (from, to) = file.lines.line_range(&file.text, start.line).unwrap_or((0, 0));
        let line = file.text.get(from..to).unwrap_or("").trim();
        let name = file.name.rsplit(['/', '\\']).next().unwrap_or("");
        object = format!("{name}: {line}");
    }
    (diagnostic.rule.to_owned(), object)
}
