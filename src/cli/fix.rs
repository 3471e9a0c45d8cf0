//! `tabledraft fix`

use std::fs;

use clap::Args;

use super::settings::Judge;
use super::{CLEAN, Inputs, PROBLEMS, input, output};
use crate::engine::mend;

#[derive(Args)]
pub(super) struct FixArguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    judge: Judge,
    /// Apply also the fixes that are right in most cases only: look at what they did
    #[arg(long)]
    r#unsafe: bool,
    /// Write nothing; the exit code is 1 where something would be mended
    #[arg(long)]
    check: bool,
}

/// Mends scripts in place, with the edits that the designer would make.
pub(super) fn run(arguments: &FixArguments) -> Result<u8, String> {
    let reading = input::read(&arguments.inputs.paths, false)?;
    let profile = arguments.judge.profile(&arguments.inputs.paths, &reading)?;
    let mended = mend(&reading, &profile, arguments.r#unsafe);
    let mut said = String::new();
    for (number, text) in &mended.files {
        let Some(file) = reading.files.get(*number) else { continue };
        if file.name == "-" {
            output::print(text)?;
            return Ok(CLEAN);
        }
        if !arguments.check {
            fs::write(&file.name, text).map_err(|error| format!("{}: {}", file.name, input::reason(&error)))?;
        }
        said += &format!("{} {}\n", if arguments.check { "would mend" } else { "mended" }, file.name);
    }
    for (name, why) in &mended.left {
        said += &format!("left `{name}` as it is: {why}\n");
    }
    let count: usize = mended.done.values().sum();
    let rules: Vec<String> = mended.done.iter().map(|(rule, count)| format!("{rule} {count}")).collect();
    said += &match count {
        0 => "Nothing to mend.\n".to_owned(),
        count => format!("{count} mended: {}.\n", rules.join(", ")),
    };
    output::print(&said)?;
    Ok(if arguments.check && count > 0 { PROBLEMS } else { CLEAN })
}
