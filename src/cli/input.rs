//! Files and folders from the command line.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::diagnostic::Severity;
use crate::engine::{self, Reading, SourceFile};

/// Folders deeper than this are a loop of links.
const DEEPEST: usize = 64;

/// Reads everything that the paths name. Files of a folder come in the order of their names, those of its subfolders
/// after them.
pub(super) fn read(paths: &[PathBuf]) -> Result<Reading, String> {
    let (files, found) = collect(paths, &["sql", "json"])?;
    let mut reading = engine::read(files);
    for diagnostic in &mut reading.diagnostics {
        // A folder may hold JSON of any kind; only a file that was named has to be a registration.
        let in_folder = diagnostic.location.is_some_and(|location| found.contains(&location.file));
        if diagnostic.rule == "payload-unknown" && in_folder {
            diagnostic.severity = Severity::Info;
        }
    }
    Ok(reading)
}

/// The SQL scripts that the paths name, in the same order.
pub(super) fn scripts(paths: &[PathBuf]) -> Result<Vec<SourceFile>, String> {
    collect(paths, &["sql"]).map(|(files, _)| files)
}

/// The files of requests that the paths name, in the same order.
pub(super) fn requests(paths: &[PathBuf]) -> Result<Vec<SourceFile>, String> {
    collect(paths, &["json"]).map(|(files, _)| files)
}

/// Files, and the numbers of those that were found in folders, where only names with one of the endings count.
fn collect(paths: &[PathBuf], endings: &[&str]) -> Result<(Vec<SourceFile>, Vec<usize>), String> {
    let mut files = Vec::new();
    let mut found = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            let mut bytes = Vec::new();
            std::io::stdin()
                .read_to_end(&mut bytes)
                .map_err(|error| format!("standard input cannot be read: {error}"))?;
            files.push(SourceFile { name: "-".to_owned(), bytes });
        } else if path.is_dir() {
            let before = files.len();
            read_folder(path, endings, &mut files, 0)?;
            if files.len() == before {
                let endings: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
                return Err(format!("{}: no {} file in this folder", path.display(), endings.join(" or ")));
            }
            found.extend(before..files.len());
        } else {
            files.push(read_file(path)?);
        }
    }
    Ok((files, found))
}

fn read_file(path: &Path) -> Result<SourceFile, String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {}", path.display(), reason(&error)))?;
    Ok(SourceFile { name: path.display().to_string(), bytes })
}

fn read_folder(folder: &Path, endings: &[&str], files: &mut Vec<SourceFile>, depth: usize) -> Result<(), String> {
    if depth > DEEPEST {
        return Err(format!("{}: folders nest too deep here; is there a loop of links?", folder.display()));
    }
    let cannot = |error| format!("{}: {}", folder.display(), reason(&error));
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(cannot)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(cannot)?;
    entries.retain(|path| path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.')));
    entries.sort();
    let (folders, plain): (Vec<PathBuf>, Vec<PathBuf>) = entries.into_iter().partition(|path| path.is_dir());
    for path in plain.iter().filter(|path| is_source(path, endings)) {
        files.push(read_file(path)?);
    }
    folders.iter().try_for_each(|folder| read_folder(folder, endings, files, depth + 1))
}

fn is_source(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|end| endings.iter().any(|ending| end.eq_ignore_ascii_case(ending)))
}

/// The operating system's reason without its number.
pub(super) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or("").to_owned()
}
