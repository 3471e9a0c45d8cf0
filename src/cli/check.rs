//! `tabledraft check`

use std::path::PathBuf;
use std::{fs, io};

use clap::{Args, ValueEnum};

use super::settings::Judge;
use super::{CLEAN, Inputs, PROBLEMS, input, output};
use crate::diagnostic::Severity;
use crate::engine::{Baseline, Reading};
use crate::report::{self, Report};
use crate::rules::Profile;

#[derive(Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    judge: Judge,
    #[arg(long, value_enum, default_value = "tty")]
    format: ReportFormat,
    /// The least severity that counts as a problem for the exit code
    #[arg(long, value_enum, default_value = "warning", value_name = "SEVERITY")]
    fail_on: FailOn,
    /// Let pass what this file lists, so that only what is new counts
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write what is found to the baseline FILE and let it pass from now on
    #[arg(long, requires = "baseline")]
    write_baseline: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum ReportFormat {
    /// For people
    Tty,
    /// For programs
    Json,
    /// For code scanning: SARIF 2.1.0
    Sarif,
    /// For test reports
    Junit,
    /// Annotations of a GitHub workflow
    Github,
    /// For comments and summaries
    Markdown,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Advice,
}

pub(super) fn run(arguments: &CheckArguments) -> Result<u8, String> {
    let reading = input::read(&arguments.inputs.paths, !arguments.inputs.plain)?;
    let profile = arguments.judge.profile(&arguments.inputs.paths, &reading)?;
    let mut diagnostics = reading.check(&profile);
    if let Some(path) = &arguments.baseline {
        let baseline = if arguments.write_baseline {
            let baseline = Baseline::of(&reading, &diagnostics);
            fs::write(path, baseline.write())
                .map_err(|error| format!("{}: {}", path.display(), input::reason(&error)))?;
            baseline
        } else {
            let text =
                fs::read_to_string(path).map_err(|error| format!("{}: {}", path.display(), input::reason(&error)))?;
            Baseline::read(&text).map_err(|message| format!("{}: {message}", path.display()))?
        };
        let covered = baseline.apply(&reading, &mut diagnostics);
        if covered.gone > 0 {
            let file = path.display();
            eprintln!("{} of the baseline {file} are there no more; --write-baseline takes them out.", covered.gone);
        }
    }
    let report = Report::new(&reading, diagnostics);
    output::print(&match arguments.format {
        ReportFormat::Tty => report::write_tty(&report, output::colours(&io::stdout())),
        ReportFormat::Json => report::write_json(&report),
        ReportFormat::Sarif => report::write_sarif(&report),
        ReportFormat::Junit => report::write_junit(&report),
        ReportFormat::Github => report::write_github(&report),
        ReportFormat::Markdown => report::write_markdown(&report),
    })?;
    let least = match arguments.fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Advice => Severity::Info,
    };
    Ok(if report.has(least) { PROBLEMS } else { CLEAN })
}

/// What the reader, the rules of the profile and its server say.
pub(super) fn report<'r>(reading: &'r Reading, profile: &Profile) -> Report<'r> {
    Report::new(reading, reading.check(profile))
}
