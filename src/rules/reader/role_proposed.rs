//! Said while files are read together.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

pub const RULE: Rule =
    Rule { name: "role-proposed", summary: "A table came without a role in Qserv, and one was proposed by its names and keys.", severity: Some(Severity::Info), options: &[], check: Check::Reading };
