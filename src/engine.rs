//! The facade that every shell uses: files in, a workspace and diagnostics out. No IO.

mod baseline;
mod creates;
mod drift;
mod dry_run;
mod qserv_dry_run;
mod import;
mod intake;
mod mend;
mod mirror;
mod offer;
mod partitioning;
mod plan;
mod questions;
mod refusals;
mod rounds;
mod live;
pub mod text_view;
mod transcript;
mod trial;

use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::edit::join;
use crate::project::{self, Project};
use crate::qserv::read_payloads;
use crate::rules::scripts::{self, Script};
use crate::rules::{Figure, Profile, check, figures, suppression, without_repeated};
use crate::schema::{Aspect, ObjectPath, Workspace};
use crate::sql::{self, read_script};
use crate::text::{LineIndex, Position, Span};

pub use baseline::{Baseline, Covered};
pub use creates::creates;
pub use dry_run::{DryRun, Judged, dry_run};
pub use import::{
    Confirm, Confirmed, Import, InputFile, PASTED_TEXT, Preview, PreviewFile, PreviewProblem, PreviewTable, Same,
};
pub use intake::{Intake, Rows, is_rows, is_yaml, proposals, read_all, resources};
pub use live::LiveCheck;
pub use mend::{Mended, mend};
pub use mirror::{Mirror, Outbox, Told};
pub use offer::{Group, Offer, offer};
pub use partitioning::partitioning_sheet;
pub use plan::judged_plan;
pub use qserv_dry_run::{Executed, QservOptions, QservRun, Unreadable, qserv_dry_run};
pub use questions::{Found, Mend, Mending, News, Take, Taken, answer, mark};
pub use transcript::{Outcome, Step, Transcript, servers, transcript, transcript_of_script};

/// A file as it comes from a disk, a drop or a paste.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Sql,
    Payload,
    Project,
    /// A Felis schema.
    Felis,
    /// Rows with a header.
    Rows,
}

/// A file that was read, kept to show places in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadFile {
    pub name: String,
    pub text: String,
    pub lines: LineIndex,
    /// `None` where it is no text.
    pub format: Option<Format>,
}

/// What reading some files together gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    pub workspace: Workspace,
    pub files: Vec<ReadFile>,
    pub diagnostics: Vec<Diagnostic>,
    /// Name and profile, where one of the files was a project.
    pub project: Option<Project>,
    /// Ids of tables of Felis schemas and of rows, whose types or roles in Qserv are proposed.
    pub to_confirm: Vec<u32>,
    sources: FxHashMap<(ObjectPath, Aspect), Location>,
}

/// Reads files into one workspace. Never fails: what cannot be read is spoken of, and the other files are read.
pub fn read(files: Vec<SourceFile>) -> Reading {
    let mut reading = Reading::default();
    for (number, file) in files.into_iter().enumerate() {
        reading.add(number, file);
    }
    reading
}

/// Reads one text.
pub fn read_text(name: &str, text: &str) -> Reading {
    read(vec![SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() }])
}

impl Reading {
    fn add(&mut self, number: usize, file: SourceFile) {
        self.add_with(number, file, &mut |_| None);
    }

    /// Adds a file, read by `read_other` where that knows what it is.
    fn add_with(
        &mut self,
        number: usize,
        file: SourceFile,
        read_other: &mut dyn FnMut(&str) -> Option<(Format, sql::Reading)>,
    ) {
        let text = match decode(file.bytes) {
            Ok(text) => text,
            Err((mut problem, readable)) => {
                problem.location = problem.location.map(|location| Location { file: number, ..location });
                self.diagnostics.push(*problem);
                self.files.push(ReadFile {
                    name: file.name,
                    lines: LineIndex::new(&readable),
                    text: readable,
                    format: None,
                });
                return;
            }
        };
        let (format, part) = read_other(&text).unwrap_or_else(|| match format_of(&text) {
            Format::Payload => (Format::Payload, read_payloads(&text)),
            Format::Project => (Format::Project, self.read_project(&text)),
            Format::Sql | Format::Felis | Format::Rows => (Format::Sql, read_script(&text)),
        });
        self.take_in(number, part);
        self.files.push(ReadFile { name: file.name, lines: LineIndex::new(&text), text, format: Some(format) });
    }

    /// Takes what was read from a file into the workspace, with its places.
    fn take_in(&mut self, number: usize, part: sql::Reading) {
        let sql::Reading { workspace, sources, mut diagnostics } = part;
        let raised = self.workspace.last_id;
        let databases: Vec<_> =
            workspace.databases.iter().map(|database| (database.id, database.name.clone())).collect();
        join(&mut self.workspace, workspace, false);
        // A database that was here already keeps its id.
        let mut merged: FxHashMap<ObjectPath, ObjectPath> = FxHashMap::default();
        for (id, name) in &databases {
            let path = raise(ObjectPath::Database(*id), raised);
            let here = self.workspace.database_named(name).map(|here| ObjectPath::Database(here.id));
            merged.extend(here.filter(|here| *here != path).map(|here| (path, here)));
        }
        let path_of = |path: ObjectPath| {
            let path = raise(path, raised);
            merged.get(&path).copied().unwrap_or(path)
        };
        for diagnostic in &mut diagnostics {
            diagnostic.path = path_of(diagnostic.path);
            diagnostic.location = diagnostic.location.map(|location| Location { file: number, ..location });
        }
        self.diagnostics.append(&mut diagnostics);
        self.sources.extend(
            sources
                .into_iter()
                .map(|((path, aspect), span)| ((path_of(path), aspect), Location { file: number, span })),
        );
    }

    fn read_project(&mut self, text: &str) -> sql::Reading {
        match project::read_project(text) {
            Ok(mut project) => {
                let workspace = std::mem::take(&mut project.workspace);
                self.project = Some(project);
                sql::Reading { workspace, sources: project::places(text), ..sql::Reading::default() }
            }
            Err(problem) => sql::Reading { diagnostics: vec![*problem], ..sql::Reading::default() },
        }
    }

    /// True where something of worth was read.
    pub fn understood_something(&self) -> bool {
        !self.workspace.databases.is_empty() || !self.workspace.kept.is_empty()
    }

    /// Gives each diagnostic its place in the files, as near as the source is known.
    pub fn locate(&self, diagnostics: &mut [Diagnostic]) {
        for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.location.is_none()) {
            let table = diagnostic.path.table().map(ObjectPath::Table);
            let places = [
                Some((diagnostic.path, diagnostic.aspect)),
                Some((diagnostic.path, Aspect::Name)),
                Some((diagnostic.path, Aspect::Whole)),
                table.map(|table| (table, Aspect::Name)),
                table.map(|table| (table, Aspect::Whole)),
            ];
            diagnostic.location = places.into_iter().flatten().find_map(|place| self.sources.get(&place)).copied();
        }
    }

    /// Everything there is to say: by the reader, by the rules of the profile, and by its server; each with its place. What
    /// is suppressed is there too, and says so.
    ///
    /// Not for the designer's first load, which has a budget that the dry-run and most rules do not fit in (docs/decisions).
    pub fn check(&self, profile: &Profile) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics.clone();
        diagnostics.extend(check(&self.workspace, profile));
        diagnostics.extend(scripts::check_scripts(
            &self.scripts(),
            &self.workspace,
            &|path, aspect| self.sources.get(&(path, aspect)).copied(),
            profile,
        ));
        self.locate(&mut diagnostics);
        let mut refused = refusals::refusals(self, profile, &diagnostics);
        self.locate(&mut refused);
        diagnostics.append(&mut refused);
        trial::withhold(self, profile, &mut diagnostics);
        suppression::mark(&self.workspace, profile, &mut diagnostics);
        let mut said = suppression::judge(&self.workspace, profile, &diagnostics);
        self.locate(&mut said);
        diagnostics.append(&mut said);
        diagnostics
    }

    /// How far what was read follows each rule of the profile that is on.
    pub fn figures(&self, profile: &Profile) -> Vec<Figure> {
        let mut all = figures(&self.workspace, profile);
        all.extend(scripts::script_figures(
            &self.scripts(),
            &without_repeated(&self.workspace),
            &|path, aspect| self.sources.get(&(path, aspect)).copied(),
            profile,
        ));
        all.sort_by_key(|figure| figure.rule);
        all
    }

    /// The scripts among the files, taken apart.
    fn scripts(&self) -> Vec<Script<'_>> {
        let files = self.files.iter().enumerate().filter(|(_, file)| file.format == Some(Format::Sql));
        files.map(|(number, file)| Script::read(number, &file.name, &file.text)).collect()
    }

    /// The file's name and the line and column of a place in it.
    pub fn position(&self, location: Location) -> Option<(&ReadFile, Position, Position)> {
        let file = self.files.get(location.file)?;
        let at = |offset| file.lines.position(&file.text, offset);
        Some((file, at(location.span.start), at(location.span.end)))
    }
}

fn raise(path: ObjectPath, by: u32) -> ObjectPath {
    use crate::schema::{ColumnId, DatabaseId, ForeignKeyId, IndexId, TableId};
    match path {
        ObjectPath::Workspace => path,
        ObjectPath::Database(id) => ObjectPath::Database(DatabaseId(id.0 + by)),
        ObjectPath::Table(id) => ObjectPath::Table(TableId(id.0 + by)),
        ObjectPath::Column(table, id) => ObjectPath::Column(TableId(table.0 + by), ColumnId(id.0 + by)),
        ObjectPath::Index(table, id) => ObjectPath::Index(TableId(table.0 + by), IndexId(id.0 + by)),
        ObjectPath::ForeignKey(table, id) => ObjectPath::ForeignKey(TableId(table.0 + by), ForeignKeyId(id.0 + by)),
    }
}

fn format_of(text: &str) -> Format {
    if project::is_project(text) {
        Format::Project
    } else if text.trim_start().starts_with(['{', '[']) {
        Format::Payload
    } else {
        Format::Sql
    }
}

/// The text of a file; or why it is none, with as much of it as can be shown.
fn decode(bytes: Vec<u8>) -> Result<String, (Box<Diagnostic>, String)> {
    let refuse = |span: Span, message: String, help: &str| {
        let diagnostic = Diagnostic::new("file-unreadable", Severity::Error, ObjectPath::Workspace, message);
        Box::new(diagnostic.help(help).located(0, span))
    };
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let help = "Save it as UTF-8: in most editors \"Save as\" with the encoding UTF-8.";
        return Err((refuse(Span::new(0, 0), "The file is UTF-16, not UTF-8.".to_owned(), help), String::new()));
    }
    if let Some(at) = bytes.iter().take(1 << 16).position(|byte| *byte == 0) {
        let message = format!("The file is binary: the byte at offset {at} is 0, which no text has.");
        let help = "Choose a text file: SQL, a Qserv registration as JSON, or a Tabledraft project. A compressed dump must be unpacked first.";
        return Err((refuse(Span::new(0, 0), message, help), String::new()));
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        let byte = bytes.get(at).copied().unwrap_or(0);
        let readable = String::from_utf8_lossy(&bytes).into_owned();
        let message = format!("The file is not UTF-8: the byte 0x{byte:02X} at offset {at} begins no character.");
        let help = "Save the file as UTF-8; if it is in another encoding such as GBK or Latin-1, convert it first (iconv -f GBK -t UTF-8).";
        (refuse(Span::new(at, at), message, help), readable)
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}
