//! The command line tool: arguments, files, exit codes. Everything else is the engine's.

mod check;
mod describe;
mod diagram;
mod dry_run;
mod explain;
mod export;
mod fix;
mod fmt;
mod infer;
mod input;
mod output;
mod partitioning;
mod rules;
mod settings;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// No problems.
pub const CLEAN: u8 = 0;
/// Problems were found.
pub const PROBLEMS: u8 = 1;
/// Wrong usage, or a file that cannot be opened or written.
pub const FAILED: u8 = 2;

/// Draft MySQL tables and Qserv registrations, and know what the server will say before you send them.
#[derive(Parser)]
#[command(
    name = "tabledraft",
    version,
    after_help = "Exit codes: 0 clean, 1 problems found, 2 wrong usage or a file that cannot be opened or written."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read files and say what the server, or the house, will say about them
    Check(check::CheckArguments),
    /// Write what is sent to a server: DDL, Qserv registrations, or the plan of a whole ingest. Refuses while there are errors
    Export(export::ExportArguments),
    /// Write the same tables in another format, as they are
    Convert(export::ConvertArguments),
    /// Execute scripts on a MySQL or MariaDB, or requests on a Qserv, that is not there, and say what it answers to each
    DryRun(dry_run::DryRunArguments),
    /// Execute scripts on a MySQL or MariaDB that is not there, and print its catalogue
    Describe(describe::DescribeArguments),
    /// Say which types the columns of a file of rows need, and why
    Infer(infer::InferArguments),
    /// Draw tables and their relations: foreign keys, directors, references by name
    Diagram(diagram::DiagramArguments),
    /// Print how Qserv cuts the sphere: chunks, sub-chunks, overlap; and draw it
    Partitioning(partitioning::PartitioningArguments),
    /// Mend what can be mended in SQL scripts, in place
    Fix(fix::FixArguments),
    /// Write SQL scripts in canonical form, in place
    Fmt(fmt::FmtArguments),
    /// List all rules with their severities in a profile; or print their index, or the JSON Schema of the settings
    Rules(rules::RulesArguments),
    /// Count how far files follow each rule that is on
    Figures(rules::FiguresArguments),
    /// Print a rule's page; without a name, list all rules
    Explain(explain::ExplainArguments),
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OutputFormat {
    /// For people
    Tty,
    /// For programs
    Json,
}

/// What is read: the same for all commands.
#[derive(clap::Args)]
struct Inputs {
    /// SQL scripts, Qserv registrations and their like (JSON), Felis schemas (YAML), project files, folders of them, rows (CSV,
    /// TSV), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Leave tables of Felis schemas and of rows as they are, instead of proposing what they are in Qserv
    #[arg(long)]
    plain: bool,
}

/// Runs the tool; answers with its exit code.
pub fn run() -> u8 {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { FAILED } else { CLEAN };
        }
    };
    let outcome = match arguments.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Export(arguments) => export::run_export(&arguments),
        Command::Convert(arguments) => export::run_convert(&arguments),
        Command::DryRun(arguments) => dry_run::run(&arguments),
        Command::Describe(arguments) => describe::run(&arguments),
        Command::Diagram(arguments) => diagram::run(&arguments),
        Command::Infer(arguments) => infer::run(&arguments),
        Command::Partitioning(arguments) => partitioning::run(&arguments),
        Command::Fix(arguments) => fix::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Figures(arguments) => rules::run_figures(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
    };
    outcome.unwrap_or_else(|message| {
        eprintln!("tabledraft: {message}");
        FAILED
    })
}
