//! Said while a file is read.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

pub const RULE: Rule =
    Rule { name: "yaml-syntax", summary: "A text is no YAML, or nests or unfolds without end.", severity: Some(Severity::Error), options: &[], check: Check::Reading };
