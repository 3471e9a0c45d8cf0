//! A status in another type than the house's.

use crate::rules::named_type::check_types;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};

const COLUMNS: RuleOption = RuleOption::texts("columns", &["STATUS", "*_STATUS"], "Patterns of the names of such columns.");
const TYPES: RuleOption = RuleOption::texts("types", &["int", "tinyint"], "The types that they may have.");

pub const RULE: Rule = Rule {
    name: "status-type",
    summary: "A status column has another type than the house's.",
    severity: None,
    options: &[COLUMNS, TYPES],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    check_types(context, &COLUMNS, &TYPES, "a status", findings);
}
