//! Said while files are read together.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

pub const RULE: Rule =
    Rule { name: "partitioner-differs", summary: "A configuration of the partitioner does not fit the registration of its database or table.", severity: Some(Severity::Warning), options: &[], check: Check::Reading };
