//! Said while files are read together.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

pub const RULE: Rule =
    Rule { name: "reference-missing", summary: "A file speaks of a table or a file that was not read.", severity: Some(Severity::Warning), options: &[], check: Check::Reading };
