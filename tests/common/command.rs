//! Runs the built tool in a folder of its own that goes when the test ends.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

#[derive(Debug)]
pub struct Outcome {
    /// 128 where a signal ended it.
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

pub struct Folder {
    pub path: PathBuf,
}

impl Folder {
    /// A fresh folder with these files; a name may hold folders.
    pub fn with(files: &[(&str, &str)]) -> Folder {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let name = format!("tabledraft-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = Folder { path: std::env::temp_dir().join(name) };
        fs::create_dir_all(&folder.path).expect("a temporary folder");
        for (name, text) in files {
            let path = folder.path.join(name);
            fs::create_dir_all(path.parent().unwrap_or(&folder.path)).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        folder
    }

    pub fn run(&self, arguments: &[&str], input: &[u8]) -> Outcome {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tabledraft"));
        command.args(arguments).current_dir(&self.path);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the tool starts");
        // A tool that ends without reading closes the pipe, which is no error here.
        let _ = child.stdin.take().map(|mut pipe| pipe.write_all(input));
        let output = child.wait_with_output().expect("the tool ends");
        Outcome {
            code: output.status.code().unwrap_or(128),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names in a folder below this one, sorted.
    pub fn files(&self, below: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path.join(below)).unwrap_or_else(|error| panic!("{below}: {error}"));
        let mut names: Vec<String> =
            entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned())).collect();
        names.sort();
        names
    }

    /// Every file below the folder with its bytes.
    pub fn contents(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut all = BTreeMap::new();
        collect(&self.path, &mut all);
        all
    }
}

fn collect(folder: &Path, all: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for path in fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() {
            all.insert(path.clone(), vec![]);
            collect(&path, all);
        } else {
            all.insert(path.clone(), fs::read(&path).unwrap_or_default());
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Runs the tool with nothing on its standard input.
pub fn tabledraft(folder: &Folder, arguments: &[&str]) -> Outcome {
    folder.run(arguments, b"")
}
