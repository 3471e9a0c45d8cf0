//! `tabledraft describe`

use std::io;

use clap::Args;

use super::dry_run::{ScriptArguments, execute};
use super::{CLEAN, OutputFormat, PROBLEMS, output};
use crate::report::{write_description_json, write_description_tty, write_dry_run_tty};

#[derive(Args)]
pub(super) struct DescribeArguments {
    #[command(flatten)]
    scripts: ScriptArguments,
}

/// Refusals go to standard error: standard output is the catalogue.
pub(super) fn run(arguments: &DescribeArguments) -> Result<u8, String> {
    let mut run = execute(&arguments.scripts, &[])?;
    let description = run.description();
    output::print(&match arguments.scripts.format {
        OutputFormat::Tty => write_description_tty(&description),
        OutputFormat::Json => write_description_json(&description),
    })?;
    let (_, refused, open) = run.counts();
    if refused + open > 0 {
        run.statements.retain(|statement| statement.outcome.warnings.is_empty());
        eprint!("{}", write_dry_run_tty(&run, output::colours(&io::stderr())));
    }
    Ok(if refused > 0 { PROBLEMS } else { CLEAN })
}
