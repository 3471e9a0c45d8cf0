//! `tabledraft partitioning`

use std::path::PathBuf;

use clap::Args;

use super::{CLEAN, OutputFormat, PROBLEMS, input, output};
use crate::export::ExportFile;
use crate::json::pretty;
use crate::qserv::geometry::{Layout, Palette, match_warnings, write_partitioning_svg};
use crate::report::{partitioning_json, write_partitioning_tty};

#[derive(Args)]
pub(super) struct PartitioningArguments {
    /// Registrations, schemas or projects, whose databases are shown; without any, the partitioning that the options give
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[arg(long, default_value_t = 340, value_name = "COUNT")]
    stripes: u32,
    /// Sub-stripes in each stripe
    #[arg(long, default_value_t = 3, value_name = "COUNT")]
    sub_stripes: u32,
    /// In degrees
    #[arg(long, default_value_t = 0.01667, value_name = "DEGREES")]
    overlap: f64,
    /// Draw the sphere, and a chunk with its overlap to scale, into this file
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "tty")]
    format: OutputFormat,
}

pub(super) fn run(arguments: &PartitioningArguments) -> Result<u8, String> {
    let mut shown = Vec::new();
    let mut warnings = Vec::new();
    if arguments.paths.is_empty() {
        shown.push((String::new(), Layout::new(arguments.stripes, arguments.sub_stripes, arguments.overlap)));
    } else {
        let reading = input::read(&arguments.paths, true)?;
        for database in &reading.workspace.databases {
            let Some(known) = &database.partitioning else { continue };
            shown.push((database.name.clone(), Layout::new(known.stripes, known.sub_stripes, known.overlap)));
            warnings.extend(match_warnings(database));
        }
    }
    if shown.is_empty() {
        return Err("no database here is registered in Qserv".to_owned());
    }
    let text = match arguments.format {
        OutputFormat::Tty => {
            let parts: Vec<String> = shown.iter().map(|(name, layout)| write_partitioning_tty(name, layout)).collect();
            parts.join("\n")
        }
        OutputFormat::Json => pretty(&shown.iter().map(|(name, layout)| partitioning_json(name, layout)).collect()),
    };
    output::print(&text)?;
    warnings.iter().for_each(|warning| eprintln!("warning: {warning}"));
    if let Some(path) = &arguments.svg {
        let [(_, Ok(layout))] = shown.as_slice() else {
            return Err("a picture shows one partitioning that fits".to_owned());
        };
        let text = write_partitioning_svg(layout, Palette::LIGHT);
        output::save(path, &[ExportFile { name: "partitioning.svg".to_owned(), text }])?;
    }
    let fits = shown.iter().all(|(_, layout)| layout.is_ok());
    Ok(if fits && warnings.is_empty() { CLEAN } else { PROBLEMS })
}
