//! What a server says to scripts: a line of JSON for each statement.

use serde::Serialize;

use crate::dryrun::mysql::session::Verdict;
use crate::engine::{DryRun, Judged};

/// One JSON object a line, one line a statement. Other programs rely on this form: keys are added, never taken away.
///
/// `line` counts from 1 and is that of the statement's first word, `index` counts from 0 within the file. `message` is the
/// server's where it refuses, and the reason where the verdict is "unknown".
pub fn write_dry_run_json(run: &DryRun) -> String {
    let mut out = String::new();
    for statement in &run.statements {
        // Writing a value of strings and numbers cannot fail.
        out.push_str(&serde_json::to_string(&entry(run, statement)).unwrap_or_default());
        out.push('\n');
    }
    out
}

/// The keys, in the order written.
#[derive(Serialize)]
struct Entry<'a> {
    file: Option<&'a str>,
    line: Option<usize>,
    index: usize,
    kind: &'a str,
    verdict: &'a str,
    errno: Option<u16>,
    sqlstate: Option<&'a str>,
    message: Option<&'a str>,
    warnings: Vec<(u16, &'a str)>,
}

fn entry<'a>(run: &'a DryRun, statement: &'a Judged) -> Entry<'a> {
    let file = run.files.get(statement.file);
    let line = file.map(|file| file.lines.position(&file.text, statement.span.start).line);
    let (verdict, errno, sqlstate, message) = match &statement.outcome.verdict {
        Verdict::Accept => ("accept", None, None, None),
        Verdict::Reject(refusal) => {
            ("reject", Some(refusal.errno), Some(refusal.sqlstate), Some(refusal.message.as_str()))
        }
        Verdict::Unknown(why) => ("unknown", None, None, Some(why.as_str())),
    };
    Entry {
        file: file.map(|file| file.name.as_str()),
        line,
        index: statement.index,
        kind: &statement.outcome.kind,
        verdict,
        errno,
        sqlstate,
        message,
        warnings: statement.outcome.warnings.iter().map(|warning| (warning.errno, &*warning.message)).collect(),
    }
}
