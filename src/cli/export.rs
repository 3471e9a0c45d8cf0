//! `tabledraft export` and `tabledraft convert`

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::check::{choose_profile, report};
use super::{CLEAN, Inputs, OutputFormat, PROBLEMS, input, output};
use crate::diagnostic::Severity;
use crate::engine::Reading;
use crate::export::{self, ExportFile};
use crate::project::{EXTENSION, Project};
use crate::report::{Report, write_json, write_tty};
use crate::rules::Profile;

#[derive(Args)]
pub(super) struct ExportArguments {
    #[command(flatten)]
    inputs: Inputs,
    /// What to write
    #[arg(long, value_enum)]
    to: ExportTarget,
    /// A file; for payloads, a folder. Standard output where it is not given
    #[arg(long, short, value_name = "PATH")]
    out: Option<PathBuf>,
    /// The profile to judge by; where it is not given, a project file's own, else "mysql"
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Write even though there are errors
    #[arg(long)]
    force: bool,
    /// How problems are printed, to standard error
    #[arg(long, value_enum, default_value = "tty")]
    format: OutputFormat,
}

#[derive(Clone, Copy, ValueEnum)]
enum ExportTarget {
    /// One SQL script
    Ddl,
    /// A JSON file for each Qserv registration
    Payloads,
    /// All Qserv registrations in the order to send them, as one JSON array
    Requests,
}

#[derive(Args)]
pub(super) struct ConvertArguments {
    #[command(flatten)]
    inputs: Inputs,
    /// The format to write; where it is not given, what the ending of OUT says
    #[arg(long, value_enum)]
    to: Option<ConvertTarget>,
    /// A file: .sql, .tabledraft.json, or .json for Qserv registrations. Standard output where it is not given
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How problems are printed, to standard error
    #[arg(long, value_enum, default_value = "tty")]
    format: OutputFormat,
}

#[derive(Clone, Copy, ValueEnum)]
enum ConvertTarget {
    /// One SQL script
    Sql,
    /// All Qserv registrations as one JSON array
    Json,
    /// A project file
    Project,
}

/// Rules that speak of a whole file of which nothing was read.
const LOST: [&str; 4] = ["file-unreadable", "json-syntax", "payload-unknown", "project-unreadable"];

pub(super) fn run_export(arguments: &ExportArguments) -> Result<u8, String> {
    let reading = input::read(&arguments.inputs.paths, !arguments.inputs.plain)?;
    let profile = choose_profile(arguments.profile.as_deref(), &reading)?;
    let report = report(&reading, &profile);
    complain(&report, arguments.format);
    let refused = report.has(Severity::Error);
    if refused && !arguments.force {
        eprintln!("Nothing was written, because there are errors. Use --force to write all the same.");
        return Ok(PROBLEMS);
    }
    let workspace = &reading.workspace;
    let files = match arguments.to {
        ExportTarget::Ddl => vec![export::ddl(workspace)],
        ExportTarget::Payloads => export::payload_files(workspace),
        ExportTarget::Requests => vec![export::request_list(workspace)],
    };
    if files.is_empty() {
        return Err("nothing here is registered in Qserv, so there is no payload to write".to_owned());
    }
    deliver(arguments.out.as_deref(), &files)?;
    Ok(if refused { PROBLEMS } else { CLEAN })
}

pub(super) fn run_convert(arguments: &ConvertArguments) -> Result<u8, String> {
    let reading = input::read(&arguments.inputs.paths, !arguments.inputs.plain)?;
    let Some(target) = arguments.to.or_else(|| arguments.out.as_deref().and_then(target_of)) else {
        return Err(
            "say what to write: --to sql, json or project, or an OUT that ends in .sql, .json or .tabledraft.json"
                .to_owned(),
        );
    };
    let mut diagnostics = reading.diagnostics.clone();
    reading.locate(&mut diagnostics);
    let report = Report::new(&reading, diagnostics);
    complain(&report, arguments.format);
    if report
        .diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error && LOST.contains(&diagnostic.rule))
    {
        eprintln!("Nothing was written, because a file could not be read: what it holds would be missing.");
        return Ok(PROBLEMS);
    }
    let file = match target {
        ConvertTarget::Sql => export::ddl(&reading.workspace),
        ConvertTarget::Json => export::request_list(&reading.workspace),
        ConvertTarget::Project => export::project_file(&project_of(&reading, arguments)),
    };
    deliver(arguments.out.as_deref(), &[file])?;
    Ok(if report.has(Severity::Error) { PROBLEMS } else { CLEAN })
}

fn target_of(path: &Path) -> Option<ConvertTarget> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    match name.as_str() {
        name if name.ends_with(".sql") => Some(ConvertTarget::Sql),
        name if name.ends_with(EXTENSION) => Some(ConvertTarget::Project),
        name if name.ends_with(".json") => Some(ConvertTarget::Json),
        _ => None,
    }
}

fn project_of(reading: &Reading, arguments: &ConvertArguments) -> Project {
    let known = reading.project.clone();
    let stem =
        |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().split('.').next().unwrap_or("").to_owned());
    let named = arguments
        .out
        .as_ref()
        .or(arguments.inputs.paths.first())
        .and_then(stem)
        .filter(|name| !name.is_empty() && name != "-");
    let registered = reading.workspace.tables().any(|(_, table)| table.registration.is_some());
    let profile = if registered { "qserv" } else { Profile::DEFAULT };
    let mut project = known.unwrap_or_else(|| Project {
        name: named.unwrap_or_else(|| "Untitled".to_owned()),
        profile: profile.to_owned(),
        ..Project::default()
    });
    project.workspace = reading.workspace.clone();
    project
}

/// Problems go to standard error: standard output may be the export.
fn complain(report: &Report, format: OutputFormat) {
    if report.diagnostics.is_empty() {
        return;
    }
    match format {
        OutputFormat::Tty => eprint!("{}", write_tty(report, output::colours(&io::stderr()))),
        OutputFormat::Json => eprint!("{}", write_json(report)),
    }
}

fn deliver(out: Option<&Path>, files: &[ExportFile]) -> Result<(), String> {
    let Some(path) = out else {
        let several = files.len() > 1;
        return files.iter().try_for_each(|file| {
            if several { output::print(&format!("// {}\n{}", file.name, file.text)) } else { output::print(&file.text) }
        });
    };
    output::save(path, files)
}
