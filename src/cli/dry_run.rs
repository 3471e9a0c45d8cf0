//! `tabledraft dry-run`

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::{CLEAN, OutputFormat, PROBLEMS, input, output};
use crate::engine::{self, DryRun};
use crate::mysql::Server;
use crate::report::{write_dry_run_json, write_dry_run_tty};

/// What is executed, and where: the same for `describe`.
#[derive(Args)]
pub(super) struct ScriptArguments {
    /// SQL scripts, folders of them, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    paths: Vec<PathBuf>,
    /// mysql-9.7, mysql-8.4, mysql-8.0, mysql-5.7, mariadb-10.11 or mariadb-11.4
    #[arg(long, value_name = "SERVER", default_value = Server::default().name())]
    server: String,
    /// A database that is created first, with the charset utf8mb4, and used
    #[arg(long, value_name = "NAME")]
    database: Option<String>,
    #[arg(long, value_enum, default_value = "tty")]
    pub(super) format: OutputFormat,
}

#[derive(Args)]
pub(super) struct DryRunArguments {
    #[command(flatten)]
    scripts: ScriptArguments,
}

pub(super) fn run(arguments: &DryRunArguments) -> Result<u8, String> {
    let run = execute(&arguments.scripts)?;
    output::print(&match arguments.scripts.format {
        OutputFormat::Tty => write_dry_run_tty(&run, output::colours(&io::stdout())),
        OutputFormat::Json => write_dry_run_json(&run),
    })?;
    let (_, refused, _) = run.counts();
    Ok(if refused > 0 { PROBLEMS } else { CLEAN })
}

/// Executes the scripts; a file that is no text is an error, since those after it may build on it.
pub(super) fn execute(arguments: &ScriptArguments) -> Result<DryRun, String> {
    let Some(server) = Server::named(&arguments.server) else {
        let mut known = Server::ALL.map(Server::name);
        known.reverse();
        return Err(format!("there is no server \"{}\"; there are: {}", arguments.server, known.join(", ")));
    };
    let run = engine::dry_run(server, arguments.database.as_deref(), input::scripts(&arguments.paths)?);
    if let Some(problem) = run.unreadable.first() {
        let file = problem.location.and_then(|location| run.files.get(location.file));
        return Err(format!("{}: {}", file.map_or("", |file| file.name.as_str()), problem.message));
    }
    Ok(run)
}
