//! The full DDL and the update scripts make one column in two ways. Said by `engine`, which executes both.

use crate::rules::{Check, Rule, RuleOption};

pub const FULL: RuleOption = RuleOption::texts("full", &["1*"], "Patterns of the names of scripts with the full DDL.");

pub const RULE: Rule = Rule {
    name: "dual-track-attribute",
    summary: "The update scripts leave a column otherwise than the full DDL makes it.",
    severity: None,
    options: &[FULL],
    check: Check::Reading,
};
