//! An import in three steps: files are read, what was understood is shown with what has to be confirmed, and what is then
//! taken becomes a patch of the project. No IO: files come as functions that give their bytes.

mod confirm;
mod merge;
mod preview;

use std::collections::HashSet;

use super::intake::{Intake, Rows, is_rows, read_all};
use super::{Reading, SourceFile};
use crate::diagnostic::Severity;
use crate::edit::{Edit, apply};
use crate::schema::Workspace;
use crate::tabular::Inference;

pub use confirm::{Confirm, Confirmed};
pub use preview::{Preview, PreviewFile, PreviewProblem, PreviewTable};

/// A file that is read when it is needed, in pieces.
pub struct InputFile {
    /// With its folders where it came with one.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// The bytes from one offset to another; the error is for people.
    pub bytes: Box<dyn Fn(u64, u64) -> Result<Vec<u8>, String>>,
}

/// What was read, until it is taken or something else is read.
#[derive(Default)]
pub struct Import {
    reading: Reading,
    open: Vec<confirm::Open>,
    /// Files that were not read at all, and why.
    refused: Vec<String>,
}

/// What happens to a table whose name is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Same {
    #[default]
    Replace,
    /// What is there stays, and gets the columns and keys that it lacks.
    Merge,
    /// Both stand there, and the rules speak of it.
    Add,
}

/// Other files are held in memory as a whole: 64 MiB. The largest real script tree known, BK-CI's, has 1.2 MB.
const LARGEST: u64 = 64 * 1024 * 1024;
/// How much of a file of rows is read at once, and how much of it is kept to show places in it.
const PIECE: u64 = 1024 * 1024;
const HEAD: usize = 64 * 1024;
/// Progress is told of after so many bytes: people see no more of it, and who listens has something to do each time.
const TOLD: u64 = 256 * 1024;
/// How a text is called that came without a file.
pub const PASTED_TEXT: &str = "pasted text";
/// What a folder is searched for; rows are its data.
const ENDINGS: &[&str] = &[".sql", ".json", ".yaml", ".yml"];

impl Same {
    pub const ALL: [Same; 3] = [Same::Replace, Same::Merge, Same::Add];

    pub fn word(self) -> &'static str {
        match self {
            Same::Replace => "replace",
            Same::Merge => "merge",
            Same::Add => "add",
        }
    }
}

impl Import {
    /// Reads one text, which has no file.
    pub fn of_text(text: &str) -> Self {
        let file = SourceFile { name: PASTED_TEXT.to_owned(), bytes: text.as_bytes().to_vec() };
        Import::of(Intake { files: vec![file], ..Intake::default() }, vec![], &HashSet::new())
    }

    /// Reads files. `progress` hears how many bytes are read of how many, and of which file.
    pub fn of_files(files: &[InputFile], progress: &dyn Fn(u64, u64, &str)) -> Self {
        let whole = files.iter().map(|file| file.size).sum();
        let (mut intake, mut refused, mut in_folder) = (Intake::default(), Vec::new(), HashSet::new());
        let (mut done, mut told) = (0, None);
        for file in files {
            if told.is_none_or(|told| done >= told + TOLD) {
                progress(done, whole, &file.name);
                told = Some(done);
            }
            let ends = |endings: &[&str]| {
                let name = file.name.to_ascii_lowercase();
                endings.iter().any(|ending| name.ends_with(ending))
            };
            let from_folder = file.name.contains('/');
            if from_folder && (!ends(ENDINGS) || file.name.split('/').any(|part| part.starts_with('.'))) {
                done += file.size;
                continue;
            }
            let read = if is_rows(&file.name) {
                rows(file, &|read| progress(done + read, whole, &file.name)).map(|rows| intake.rows.push(rows))
            } else {
                if from_folder {
                    in_folder.insert(intake.files.len());
                }
                source(file).map(|file| intake.files.push(file))
            };
            refused.extend(read.err());
            done += file.size;
        }
        progress(whole, whole, "");
        Import::of(intake, refused, &in_folder)
    }

    fn of(intake: Intake, refused: Vec<String>, in_folder: &HashSet<usize>) -> Self {
        let mut reading = read_all(intake);
        for diagnostic in &mut reading.diagnostics {
            // A folder may hold JSON of any kind; only a file that was chosen itself has to be a registration.
            let found = diagnostic.location.is_some_and(|location| in_folder.contains(&location.file));
            if diagnostic.rule == "payload-unknown" && found {
                diagnostic.severity = Severity::Info;
            }
        }
        let open = confirm::open(&reading);
        Import { reading, open, refused }
    }

    /// What is shown before anything changes; `there` is the project as it is.
    pub fn preview(&self, there: &Workspace) -> Preview {
        let confirm = self.open.iter().map(|open| open.shown(&self.reading.workspace)).collect();
        preview::preview(&self.reading, self.refused.clone(), confirm, there)
    }

    /// The project with what was read, and with what was confirmed or corrected of it.
    pub fn taken(&self, there: &Workspace, same: Same, confirmed: &[Confirmed]) -> Result<Workspace, String> {
        let mut workspace = confirm::settled(&self.reading.workspace, &self.open, confirmed)?;
        if same == Same::Merge {
            merge::merge(&mut workspace, there);
        }
        let edit = Edit::Import { workspace: workspace.into(), replace: same != Same::Add };
        apply(there, &edit).map_err(|error| error.to_string())
    }

    /// The project that was read, where one of the files was one.
    pub fn project(&self) -> Option<crate::project::Project> {
        let workspace = self.reading.workspace.clone();
        self.reading.project.clone().map(|project| crate::project::Project { workspace, ..project })
    }
}

fn source(file: &InputFile) -> Result<SourceFile, String> {
    if file.size > LARGEST {
        let megabytes = |bytes: u64| bytes.div_ceil(1024 * 1024);
        return Err(format!(
            "{} has {} MB; files of up to {} MB are read here, so it was left alone. Read it with the command line tool (tabledraft convert), or split the table definitions from the data: mysqldump --no-data.",
            file.name,
            megabytes(file.size),
            megabytes(LARGEST)
        ));
    }
    let bytes = (file.bytes)(0, file.size).map_err(|why| unreadable(&file.name, &why))?;
    Ok(SourceFile { name: file.name.clone(), bytes })
}

fn rows(file: &InputFile, progress: &dyn Fn(u64)) -> Result<Rows, String> {
    let (mut inference, mut head, mut at) = (Inference::new(), Vec::new(), 0);
    while at < file.size && !inference.has_failed() {
        let end = (at + PIECE).min(file.size);
        let bytes = (file.bytes)(at, end).map_err(|why| unreadable(&file.name, &why))?;
        inference.feed(&bytes);
        head.extend(bytes.iter().take(HEAD.saturating_sub(head.len())));
        at = end;
        progress(at);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    Ok(Rows { name: file.name.clone(), head, inferred: inference.finish() })
}

fn unreadable(name: &str, why: &str) -> String {
    format!("{name} cannot be read: {why}. If it is a folder, use the button that chooses one.")
}
