//! Said while a file is read.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

pub const RULE: Rule =
    Rule { name: "payload-unknown", summary: "A JSON file is no registration.", severity: Some(Severity::Error), options: &[], check: Check::Reading };
