//! Said while a file is read.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

pub const RULE: Rule =
    Rule { name: "rows-shape", summary: "A file of rows has no header, rows of another length, or values that no server stores.", severity: Some(Severity::Error), options: &[], check: Check::Reading };
