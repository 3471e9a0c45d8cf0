//! Said by `rules::suppression`, when everything has been found.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

pub const RULE: Rule = Rule {
    name: "suppression-unused",
    summary: "A suppression lets nothing pass.",
    severity: Some(Severity::Warning),
    options: &[],
    check: Check::Reading,
};
