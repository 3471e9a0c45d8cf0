//! What was found, as text for people and for programs: `fn(&Report) -> String`.

mod describe;
#[cfg(not(target_arch = "wasm32"))]
mod describe_tty;
mod dry_run;
#[cfg(not(target_arch = "wasm32"))]
mod dry_run_tty;
mod json;
mod partitioning;
mod plan;
mod qserv_dry_run;
#[cfg(not(target_arch = "wasm32"))]
mod qserv_dry_run_tty;
#[cfg(not(target_arch = "wasm32"))]
mod tty;

use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::Reading;

pub use describe::write_description_json;
#[cfg(not(target_arch = "wasm32"))]
pub use describe_tty::write_description_tty;
pub use dry_run::write_dry_run_json;
#[cfg(not(target_arch = "wasm32"))]
pub use dry_run_tty::write_dry_run_tty;
pub use json::write_json;
pub use partitioning::{match_warnings, partitioning_json, write_partitioning_tty};
pub use plan::{write_plan_json, write_plan_tty};
pub use qserv_dry_run::write_qserv_run_json;
#[cfg(not(target_arch = "wasm32"))]
pub use qserv_dry_run_tty::{write_qserv_run_tty, write_unreadable_tty};
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

    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// True where something is at least that severe.
    pub fn has(&self, severity: Severity) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity >= severity)
    }
}
