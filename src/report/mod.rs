//! What was found, as text for people and for programs: `fn(&Report) -> String`.

mod describe;
#[cfg(not(target_arch = "wasm32"))]
mod describe_tty;
mod dry_run;
#[cfg(not(target_arch = "wasm32"))]
mod dry_run_tty;
mod github;
mod json;
mod partitioning;
mod plan;
mod qserv_dry_run;
#[cfg(not(target_arch = "wasm32"))]
mod qserv_dry_run_tty;
mod junit;
mod markdown;
mod sarif;
mod summary;
#[cfg(not(target_arch = "wasm32"))]
mod tty;

use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::{ReadFile, Reading};
use crate::text::Position;

use summary::summary;

pub use describe::write_description_json;
#[cfg(not(target_arch = "wasm32"))]
pub use describe_tty::write_description_tty;
pub use dry_run::write_dry_run_json;
#[cfg(not(target_arch = "wasm32"))]
pub use dry_run_tty::write_dry_run_tty;
pub use github::write_github;
pub use json::write_json;
pub use junit::write_junit;
pub use markdown::write_markdown;
pub use partitioning::{partitioning_json, write_partitioning_tty};
pub use plan::{write_plan_json, write_plan_tty};
pub use qserv_dry_run::write_qserv_run_json;
#[cfg(not(target_arch = "wasm32"))]
pub use qserv_dry_run_tty::{write_qserv_run_tty, write_unreadable_tty};
pub use sarif::write_sarif;
#[cfg(not(target_arch = "wasm32"))]
pub use tty::write_tty;

/// A reading and everything that is to be said about it.
pub struct Report<'r> {
    pub reading: &'r Reading,
    /// In the order in which they are shown.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'r> Report<'r> {
    /// Sorts by file and place; what has no place comes first.
    pub fn new(reading: &'r Reading, mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostics.sort_by_key(|diagnostic| diagnostic.location);
        Report { reading, diagnostics }
    }

    /// How many there are of that severity; what is suppressed does not count.
    pub fn count(&self, severity: Severity) -> usize {
        self.open().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// True where something is at least that severe.
    pub fn has(&self, severity: Severity) -> bool {
        self.open().any(|diagnostic| diagnostic.severity >= severity)
    }

    /// What is not suppressed.
    pub fn open(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.suppressed.is_none())
    }

    /// How many are suppressed.
    pub fn suppressed(&self) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.suppressed.is_some()).count()
    }

    /// `file:line:column` of a diagnostic as far as it is known, for people.
    fn place(&self, diagnostic: &Diagnostic) -> Option<(&ReadFile, Position, Position)> {
        self.reading.position(diagnostic.location?)
    }
}

/// Message and help as one text.
fn whole_message(diagnostic: &Diagnostic) -> String {
    if diagnostic.help.is_empty() {
        diagnostic.message.to_string()
    } else {
        format!("{} {}", diagnostic.message, diagnostic.help)
    }
}
