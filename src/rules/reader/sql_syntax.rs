//! Said while a file is read.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

pub const RULE: Rule =
    Rule { name: "sql-syntax", summary: "A script has a place that the reader, and the server, do not understand.", severity: Some(Severity::Error), options: &[], check: Check::Reading };
