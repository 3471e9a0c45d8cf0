//! `phone1`, `phone2`, `phone3`: a table within a table.

use std::collections::BTreeMap;

use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const MOST: RuleOption = RuleOption::number("most", 2, "How many columns may differ in their number only.");

pub const RULE: Rule = Rule {
    name: "numbered-columns",
    summary: "Several columns differ in a number at their end only.",
    severity: None,
    options: &[MOST],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let mut rows: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for column in &context.table.columns {
        let stem = column.name.trim_end_matches(|c: char| c.is_ascii_digit());
        if stem.len() < column.name.len() && !stem.is_empty() {
            rows.entry(stem.to_lowercase()).or_default().push(&column.name);
        }
    }
    findings.look();
    for (_, names) in rows.iter().filter(|(_, names)| names.len() as u64 > context.setting.number(&MOST)) {
        let Some(column) = names.first().and_then(|name| context.table.column_named(name)) else { continue };
        let message = format!("{} differ in their number only: what they hold is a list.", names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "));
        findings.add(context.column(column), Aspect::Name, message).set_help("Use a table with a row for each, unless their number never changes.");
    }
}
