//! Files and folders from the command line.

use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::diagnostic::Severity;
use crate::engine::{self, Intake, Reading, Rows, SourceFile};
use crate::tabular::Inference;

/// Folders deeper than this are a loop of links.
const DEEPEST: usize = 64;

/// What a folder is searched for. Rows are not: folders of catalogues hold their data too.
const ENDINGS: &[&str] = &["sql", "json", "yaml", "yml"];

/// So much of a file of rows is kept to show places in it.
const HEAD: usize = 64 * 1024;

/// Reads everything that the paths name. Files of a folder come in the order of their names, those of its subfolders
/// after them. `propose`: tables without a role in Qserv get one.
pub(super) fn read(paths: &[PathBuf], propose: bool) -> Result<Reading, String> {
    let (rows, others): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().cloned().partition(|path| path.is_file() && engine::is_rows(&path.to_string_lossy()));
    let (files, found) = collect(&others, ENDINGS)?;
    let resources = resources(&files);
    let rows = rows.iter().map(|path| stream(path)).collect::<Result<_, _>>()?;
    let mut reading = engine::read_all(Intake { files, resources, rows, propose });
    for diagnostic in &mut reading.diagnostics {
        // A folder may hold JSON of any kind; only a file that was named has to be a registration.
        let in_folder = diagnostic.location.is_some_and(|location| found.contains(&location.file));
        if diagnostic.rule == "payload-unknown" && in_folder {
            diagnostic.severity = Severity::Info;
        }
    }
    Ok(reading)
}

/// The schemas that Felis files take columns from, where they lie beside them; what cannot be read is spoken of later.
fn resources(files: &[SourceFile]) -> Vec<SourceFile> {
    let mut known: HashSet<PathBuf> = files.iter().map(|file| PathBuf::from(&file.name)).collect();
    let mut found: Vec<SourceFile> = Vec::new();
    let mut waiting: Vec<(PathBuf, Vec<u8>)> =
        files.iter().map(|file| (PathBuf::from(&file.name), file.bytes.clone())).collect();
    while let Some((path, bytes)) = waiting.pop() {
        if !engine::is_yaml(&path.to_string_lossy()) {
            continue;
        }
        for uri in engine::resources(&String::from_utf8_lossy(&bytes)) {
            let beside = path.parent().unwrap_or(Path::new("")).join(&uri);
            if known.insert(beside.clone())
                && let Ok(file) = read_file(&beside)
            {
                waiting.push((beside, file.bytes.clone()));
                found.push(file);
            }
        }
    }
    found
}

/// Reads a file of rows piece by piece, so that its size does not matter.
pub(super) fn stream(path: &Path) -> Result<Rows, String> {
    let cannot = |error: std::io::Error| format!("{}: {}", path.display(), reason(&error));
    let mut file = fs::File::open(path).map_err(cannot)?;
    let mut inference = Inference::new();
    let mut head = Vec::new();
    let mut piece = vec![0; 1 << 18];
    loop {
        let length = file.read(&mut piece).map_err(cannot)?;
        let bytes = piece.get(..length).unwrap_or_default();
        if bytes.is_empty() || inference.has_failed() {
            break;
        }
        inference.feed(bytes);
        head.extend(bytes.iter().take(HEAD.saturating_sub(head.len())));
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    Ok(Rows { name: path.display().to_string(), head, inferred: inference.finish() })
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
                return Err(format!("{}: no {} file in this folder", path.display(), alternatives(endings)));
            }
            found.extend(before..files.len());
        } else {
            files.push(read_file(path)?);
        }
    }
    Ok((files, found))
}

/// `.sql, .json or .yaml`.
fn alternatives(endings: &[&str]) -> String {
    let endings: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
    match endings.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
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
