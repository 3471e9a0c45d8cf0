//! Said while a file is read.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

pub const RULE: Rule =
    Rule { name: "felis-shape", summary: "A Felis schema has an attribute of the wrong kind, lacks one, or refers to what is not there.", severity: Some(Severity::Error), options: &[], check: Check::Reading };
