//! A unique index's name outside the patterns of the house.

use crate::rules::index_names::{CASES, UNNAMED, check_names};
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::IndexKind;

const PATTERNS: RuleOption = RuleOption::patterns("patterns", &["uni_{{columns}}"], "The forms that are allowed; the fix takes the first.");
const CASE: RuleOption = RuleOption::choice("case", CASES, "Whether the case of letters counts.");
const NAMELESS: RuleOption = RuleOption::choice("unnamed", UNNAMED, "Whether an index may, must or must not be without a name.");

pub const RULE: Rule = Rule {
    name: "unique-name-pattern",
    summary: "The name of a unique index does not follow the profile's pattern.",
    severity: None,
    options: &[PATTERNS, CASE, NAMELESS],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let indexes = context.table.indexes.iter().filter(|index| index.kind == IndexKind::Unique);
    check_names(context, indexes, (&PATTERNS, &CASE, &NAMELESS), "The unique index", findings);
}
