//! Said while a file is read.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

pub const RULE: Rule =
    Rule { name: "payload-shape", summary: "A registration has an attribute of the wrong type, lacks one, or contradicts itself.", severity: Some(Severity::Error), options: &[], check: Check::Reading };
