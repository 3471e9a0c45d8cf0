//! Said while a file is read.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

pub const RULE: Rule =
    Rule { name: "type-proposed", summary: "Columns of a Felis schema have no data type, and types were proposed by their names.", severity: Some(Severity::Warning), options: &[], check: Check::Reading };
