//! The flag of a ref-match table in an unusual type.

use crate::rules::types::is_one_of;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::{Aspect, Kind};

const TYPES: RuleOption = RuleOption::texts("types", &["int unsigned"], "The types that the flag may have.");

pub const RULE: Rule = Rule {
    name: "ref-match-flag-type",
    summary: "The flag column of a ref-match table has another type than the partitioner's.",
    severity: None,
    options: &[TYPES],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let Some(registration) = &context.table.registration else { return };
    let Kind::RefMatch { flag, .. } = &registration.kind else { return };
    let Some(column) = context.table.columns.iter().find(|column| column.name == *flag) else { return };
    findings.look();
    let types = context.setting.texts(&TYPES);
    if !is_one_of(&column.data_type, &types) {
        let message = format!("The flag `{flag}` of `{}` is {}; what sph-partition-matches writes is usually {}.", context.table.name, column.data_type.name, types.join(" or "));
        findings.add(context.column(column), Aspect::Type, message).set_help("Take that type, unless your files have another.");
    }
}
