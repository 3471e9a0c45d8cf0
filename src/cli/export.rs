//! `tabledraft export` and `tabledraft convert`

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::check::report;
use super::settings::Judge;
use super::{CLEAN, Inputs, OutputFormat, PROBLEMS, input, output};
use crate::diagnostic::Severity;
use crate::dryrun::qserv::QservServer;
use crate::engine::{self, Reading};
use crate::export::{self, ExportFile, JudgedPlan};
use crate::project::{EXTENSION, Project};
use crate::qserv::partitioner_files;
use crate::report::{Report, write_json, write_plan_json, write_plan_tty, write_tty};
use crate::rules::Profile;
use crate::schema::Workspace;

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
    #[command(flatten)]
    judge: Judge,
    /// The server that an ingest plan is tried on before it is written: qserv-55 or qserv-39
    #[arg(long, value_name = "SERVER", default_value = QservServer::default().name())]
    server: String,
    /// The server that an ingest plan is for: its answer of GET /replication/config. An empty one where it is not given
    #[arg(long, value_name = "FILE")]
    target: Option<PathBuf>,
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
    /// Everything an ingest into Qserv needs: folders for qserv-ingest, partitioner configurations, the plan and its script
    Plan,
    /// The plan alone, as one JSON array: registrations, publishing, indexes
    PlanJson,
    /// The plan alone, as a shell script of curl calls that takes the keys from the environment
    Script,
    /// Configurations of Qserv's partitioner
    Partitioner,
    /// A Felis schema for each database
    Felis,
}

impl ExportTarget {
    fn is_plan(self) -> bool {
        matches!(self, ExportTarget::Plan | ExportTarget::PlanJson | ExportTarget::Script)
    }

    fn is_for_qserv(self) -> bool {
        self.is_plan() || matches!(self, ExportTarget::Partitioner)
    }
}

#[derive(Args)]
pub(super) struct ConvertArguments {
    #[command(flatten)]
    inputs: Inputs,
    /// The format to write; where it is not given, what the ending of OUT says
    #[arg(long, value_enum)]
    to: Option<ConvertTarget>,
    /// A file: .sql, .tabledraft.json, .yaml for Felis, or .json for Qserv registrations. Standard output where it is not given
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
    /// A Felis schema
    Felis,
}

/// Rules that speak of a whole file of which nothing was read.
const LOST: [&str; 5] = ["file-unreadable", "json-syntax", "payload-unknown", "project-unreadable", "yaml-syntax"];

pub(super) fn run_export(arguments: &ExportArguments) -> Result<u8, String> {
    let reading = input::read(&arguments.inputs.paths, !arguments.inputs.plain)?;
    let usual = if arguments.to.is_for_qserv() { "qserv" } else { Profile::DEFAULT };
    let profile = arguments.judge.profile_or(usual, &arguments.inputs.paths, &reading)?;
    let report = report(&reading, &profile);
    complain(&report, arguments.format);
    let judged = if arguments.to.is_plan() { Some(judge(arguments, &reading)?) } else { None };
    let refused = report.has(Severity::Error) || judged.as_ref().is_some_and(|judged| judged.counts().1 > 0);
    if refused && !arguments.force {
        eprintln!("Nothing was written, because there are errors. Use --force to write all the same.");
        return Ok(PROBLEMS);
    }
    let workspace = &reading.workspace;
    let files = match arguments.to {
        ExportTarget::Ddl => vec![export::ddl(workspace)],
        ExportTarget::Payloads => export::payload_files(workspace),
        ExportTarget::Requests => vec![export::request_list(workspace)],
        ExportTarget::Plan => export::plan_files(workspace, &judged.unwrap_or_default()),
        ExportTarget::PlanJson => vec![export::plan_json(&judged.unwrap_or_default().plan)],
        ExportTarget::Script => vec![export::plan_script(&judged.unwrap_or_default())],
        ExportTarget::Partitioner => partitioner(workspace),
        ExportTarget::Felis => felis(workspace),
    };
    if files.is_empty() {
        return Err("nothing here is registered in Qserv, so there is nothing to write".to_owned());
    }
    deliver(arguments.out.as_deref(), &files)?;
    Ok(if refused { PROBLEMS } else { CLEAN })
}

/// Tries the plan, and says to standard error what the server says to each request.
fn judge(arguments: &ExportArguments, reading: &Reading) -> Result<JudgedPlan, String> {
    let Some(server) = QservServer::named(&arguments.server) else {
        let known = QservServer::ALL.map(QservServer::name).join(", ");
        return Err(format!("there is no server \"{}\" for a plan; there are: {known}", arguments.server));
    };
    let target = arguments.target.as_ref().map(|path| input::requests(std::slice::from_ref(path))).transpose()?;
    let target = target.and_then(|files| files.into_iter().next());
    let judged = engine::judged_plan(&reading.workspace, server, target)?;
    if judged.plan.steps.is_empty() {
        return Err("nothing here is registered in Qserv, so there is no plan".to_owned());
    }
    match arguments.format {
        OutputFormat::Tty => eprint!("{}", write_plan_tty(&judged, output::colours(&io::stderr()))),
        OutputFormat::Json => eprint!("{}", write_plan_json(&judged)),
    }
    Ok(judged)
}

fn partitioner(workspace: &Workspace) -> Vec<ExportFile> {
    for database in &workspace.databases {
        for file in partitioner_files(database) {
            let table = file.table.unwrap_or_default();
            file.notes.iter().for_each(|note| eprintln!("{table}: {} {note}.", file.tool));
        }
    }
    export::partitioner_config_files(workspace)
}

fn felis(workspace: &Workspace) -> Vec<ExportFile> {
    let (files, lost) = export::felis_files(workspace);
    lost.iter().for_each(|sentence| eprintln!("{sentence}"));
    files
}

pub(super) fn run_convert(arguments: &ConvertArguments) -> Result<u8, String> {
    let reading = input::read(&arguments.inputs.paths, !arguments.inputs.plain)?;
    let Some(target) = arguments.to.or_else(|| arguments.out.as_deref().and_then(target_of)) else {
        return Err(
            "say what to write: --to sql, json, project or felis, or an OUT that ends in .sql, .json, .tabledraft.json or .yaml"
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
        ConvertTarget::Felis => {
            let files = felis(&reading.workspace);
            let [_] = files.as_slice() else {
                return Err(format!(
                    "a Felis schema holds one database, but {} are here: use export --to felis",
                    files.len()
                ));
            };
            files.into_iter().next().unwrap_or_default()
        }
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
        name if engine::is_yaml(name) => Some(ConvertTarget::Felis),
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
            let sign = if engine::is_yaml(&file.name) { "#" } else { "//" };
            if several {
                output::print(&format!("{sign} {}\n{}", file.name, file.text))
            } else {
                output::print(&file.text)
            }
        });
    };
    output::save(path, files)
}
