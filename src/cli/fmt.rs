//! `tabledraft fmt`

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{CLEAN, PROBLEMS, input, output};
use crate::diagnostic::Severity;
use crate::engine::{self, SourceFile};
use crate::export::{self, ExportFile};
use crate::report::{Report, write_tty};

#[derive(Args)]
pub(super) struct FmtArguments {
    /// SQL scripts, folders of them, or - for standard input, which is printed to standard output
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write nothing; name the files that would change, and end with 1 if there are any
    #[arg(long)]
    check: bool,
}

pub(super) fn run(arguments: &FmtArguments) -> Result<u8, String> {
    let mut problems = false;
    for file in input::scripts(&arguments.paths)? {
        problems |= !format(file, arguments.check)?;
    }
    Ok(if problems { PROBLEMS } else { CLEAN })
}

/// Formats one file; false where it could not be, or where it would change and is only checked.
fn format(file: SourceFile, check: bool) -> Result<bool, String> {
    let (name, before) = (file.name.clone(), file.bytes.clone());
    let reading = engine::read(vec![file]);
    let errors = reading.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).cloned();
    let errors: Vec<_> = errors.collect();
    if !errors.is_empty() {
        eprint!("{}", write_tty(&Report::new(&reading, errors), output::colours(&io::stderr())));
        eprintln!("{name}: not written, because it could not be read as a whole.");
        return Ok(false);
    }
    let ExportFile { text, .. } = export::ddl(&reading.workspace);
    let same = text.as_bytes() == before;
    if check {
        if !same {
            output::print(&format!("{name}\n"))?;
        }
        return Ok(same);
    }
    if name == "-" {
        output::print(&text)?;
    } else if !same {
        output::save(Path::new(&name), &[ExportFile { name: name.clone(), text }])?;
    }
    Ok(true)
}
