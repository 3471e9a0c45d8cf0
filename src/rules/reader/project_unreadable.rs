//! Said while a file is read.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

pub const RULE: Rule =
    Rule { name: "project-unreadable", summary: "A project file cannot be read.", severity: Some(Severity::Error), options: &[], check: Check::Reading };
