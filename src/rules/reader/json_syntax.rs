//! Said while a file is read.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

pub const RULE: Rule =
    Rule { name: "json-syntax", summary: "A text is no JSON.", severity: Some(Severity::Error), options: &[], check: Check::Reading };
