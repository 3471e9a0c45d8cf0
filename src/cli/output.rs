//! Where output goes.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::{env, fs};

use super::input::reason;
use crate::export::ExportFile;

/// Prints to standard output. A reader that has gone away (`| head`) is no error.
pub(super) fn print(text: &str) -> Result<(), String> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("cannot write: {}", reason(&error))),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// True where the stream is a terminal and nobody asked for plain text. See no-color.org.
pub(super) fn colours(terminal: &impl IsTerminal) -> bool {
    terminal.is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Writes one file to the path, or several below it.
pub(super) fn save(path: &Path, files: &[ExportFile]) -> Result<(), String> {
    let cannot = |path: &Path, error: io::Error| format!("{}: {}", path.display(), reason(&error));
    if let [file] = files
        && !path.is_dir()
    {
        return fs::write(path, &file.text).map_err(|error| cannot(path, error));
    }
    for file in files {
        let target = path.join(&file.name);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(|error| cannot(folder, error))?;
        }
        fs::write(&target, &file.text).map_err(|error| cannot(&target, error))?;
    }
    Ok(())
}
