//! Said while a file is read.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

pub const RULE: Rule =
    Rule { name: "file-unreadable", summary: "A file cannot be read as text.", severity: Some(Severity::Error), options: &[], check: Check::Reading };
