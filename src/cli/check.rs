//! `tabledraft check`

use std::io;

use clap::{Args, ValueEnum};

use super::{CLEAN, Inputs, OutputFormat, PROBLEMS, input, output};
use crate::diagnostic::Severity;
use crate::engine::Reading;
use crate::report::{Report, write_json, write_tty};
use crate::rules::Profile;

#[derive(Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    inputs: Inputs,
    /// The profile to judge by; where it is not given, a project file's own, else "mysql"
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    #[arg(long, value_enum, default_value = "tty")]
    format: OutputFormat,
    /// The least severity that counts as a problem for the exit code
    #[arg(long, value_enum, default_value = "warning", value_name = "SEVERITY")]
    fail_on: FailOn,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Advice,
}

pub(super) fn run(arguments: &CheckArguments) -> Result<u8, String> {
    let reading = input::read(&arguments.inputs.paths, !arguments.inputs.plain)?;
    let profile = choose_profile(arguments.profile.as_deref(), &reading)?;
    let report = report(&reading, &profile);
    output::print(&match arguments.format {
        OutputFormat::Tty => write_tty(&report, output::colours(&io::stdout())),
        OutputFormat::Json => write_json(&report),
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

pub(super) fn choose_profile(given: Option<&str>, reading: &Reading) -> Result<Profile, String> {
    let of_project = reading.project.as_ref().map(|project| project.profile.as_str());
    let name = given.or(of_project).unwrap_or(Profile::DEFAULT);
    Profile::named(name)
        .ok_or_else(|| format!("there is no profile \"{name}\"; there are: {}", Profile::names().join(", ")))
}
