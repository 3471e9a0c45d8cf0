//! What a Replication Controller says to requests: a line of JSON for each.

use serde_json::{Value, json};

use crate::dryrun::qserv::Created;
use crate::engine::{Executed, QservRun};

/// One JSON object a line, one line a request. Other programs rely on this form: keys are added, never taken away.
///
/// `warning` holds the server's warnings and our cautions, `notes` what else is good to know. `stage` says what gave the
/// verdict. `answer`, of a GET, holds what the server answers. `at` and `line` (from 1) show the value that is refused. `created`: with what Qserv would create.
pub fn write_qserv_run_json(run: &QservRun, created: bool) -> String {
    let mut out = String::new();
    for executed in &run.requests {
        // Writing a value of strings and numbers cannot fail.
        out.push_str(&serde_json::to_string(&entry(run, executed, created)).unwrap_or_default());
        out.push('\n');
    }
    out
}

fn entry(run: &QservRun, executed: &Executed, created: bool) -> Value {
    let Executed { posed, response, .. } = executed;
    let file = run.files.get(executed.file);
    let span = posed.place(response.at.as_deref());
    let position = file.map(|file| file.lines.position(&file.text, span.start));
    let warnings: Vec<&str> = response.warnings.iter().chain(&response.cautions).map(String::as_str).collect();
    let mut entry = json!({
        "success": u8::from(response.success),
        "error": response.error,
        "warning": warnings.join("; "),
        "stage": response.stage.name(),
        "stored": response.stored,
        "error_ext": response.error_ext,
        "notes": response.notes,
        "help": response.help,
        "at": response.at,
        "method": posed.request.method,
        "path": posed.request.path,
        "file": file.map(|file| file.name.as_str()),
        "index": executed.index,
        "line": position.map(|position| position.line),
        "column": position.map(|position| position.column),
    });
    let reads = posed.request.method.eq_ignore_ascii_case("GET");
    if reads && let Value::Object(entry) = &mut entry {
        entry.insert("answer".to_owned(), Value::Object(response.answer.clone()));
    }
    if created && let Value::Object(entry) = &mut entry {
        let list =
            response.created.iter().map(|Created { place, text }| json!({ "place": place.name(), "text": text }));
        entry.insert("created".to_owned(), list.collect());
    }
    entry
}
