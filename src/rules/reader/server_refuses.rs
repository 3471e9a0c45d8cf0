//! Said by `engine::Reading::check`, which executes the scripts on the profile's server.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

pub const RULE: Rule =
    Rule { name: "server-refuses", summary: "A statement is one that the profile's server refuses.", severity: Some(Severity::Error), options: &[], check: Check::Reading };
