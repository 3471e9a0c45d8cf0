//! Places in texts, and folders of data.

use std::path::{Path, PathBuf};

use tabledraft::diagnostic::{Diagnostic, Severity};
use tabledraft::engine::Reading;

/// A path below the folder of shared data; `None` where that folder is absent, and then the test is skipped.
pub fn shared(path: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    root.is_dir().then(|| root.join(path))
}

/// The file of a folder whose name begins so.
pub fn beginning_with(folder: &Path, start: &str) -> Option<PathBuf> {
    let mut entries = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    entries.find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start)))
}

/// `3:14 error sql-syntax`, or `- error rule` where there is no place.
pub fn described(reading: &Reading, diagnostic: &Diagnostic) -> String {
    let place = diagnostic.location.and_then(|location| reading.position(location));
    let place = place.map_or("-".to_owned(), |(_, start, _)| format!("{}:{}", start.line, start.column));
    format!("{place} {} {}", diagnostic.severity.word(), diagnostic.rule)
}

/// The errors among some diagnostics, as a person would want to see them in a failed test.
pub fn errors(diagnostics: &[Diagnostic]) -> Vec<String> {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors.map(|diagnostic| format!("{}: {}", diagnostic.rule, diagnostic.message)).collect()
}

/// Why a span does not lie inside the text on the borders of characters; nothing where all do.
pub fn misplaced(reading: &Reading) -> Vec<String> {
    let mut wrong = Vec::new();
    for diagnostic in &reading.diagnostics {
        let Some(location) = diagnostic.location else {
            wrong.push(format!("{} has no place: {}", diagnostic.rule, diagnostic.message));
            continue;
        };
        let Some(file) = reading.files.get(location.file) else {
            wrong.push(format!("{} names file {}", diagnostic.rule, location.file));
            continue;
        };
        let (start, end) = (location.span.start, location.span.end);
        if start > end || !file.text.is_char_boundary(start) || !file.text.is_char_boundary(end) {
            wrong.push(format!("{} at {start}..{end} of {}: {}", diagnostic.rule, file.text.len(), diagnostic.message));
        }
    }
    wrong
}
