//! Said by `rules::suppression`, when everything has been found.

use crate::diagnostic::Severity;
use crate::rules::{Check, Rule};

pub const RULE: Rule = Rule {
    name: "suppression-rule-unknown",
    summary: "A suppression names a rule that does not exist.",
    severity: Some(Severity::Warning),
    options: &[],
    check: Check::Reading,
};
