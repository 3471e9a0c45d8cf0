//! `tabledraft diagram`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CLEAN, Inputs, input, output};
use crate::export::{self, ExportFile, Theme};

#[derive(Args)]
pub(super) struct DiagramArguments {
    #[command(flatten)]
    inputs: Inputs,
    /// Colours for a light or a dark page
    #[arg(long, value_enum, default_value = "light")]
    theme: ThemeName,
    /// The file to write, instead of printing to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum ThemeName {
    Light,
    Dark,
}

pub(super) fn run(arguments: &DiagramArguments) -> Result<u8, String> {
    let reading = input::read(&arguments.inputs.paths, !arguments.inputs.plain)?;
    if reading.workspace.table_count() == 0 {
        return Err("there is no table to draw in what was read".to_owned());
    }
    let theme = match arguments.theme {
        ThemeName::Light => Theme::Light,
        ThemeName::Dark => Theme::Dark,
    };
    let text = export::diagram_svg(&reading.workspace, theme);
    match &arguments.output {
        Some(path) => output::save(path, &[ExportFile { name: "diagram.svg".to_owned(), text }])?,
        None => output::print(&text)?,
    }
    Ok(CLEAN)
}
