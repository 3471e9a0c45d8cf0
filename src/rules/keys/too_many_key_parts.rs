//! A key over many columns.

use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::{Aspect, IndexKind};

const MOST: RuleOption = RuleOption::number("most", 5, "How many parts an index may have.");
const PRIMARY: RuleOption = RuleOption::number("primary", 3, "How many parts a primary key may have.");

pub const RULE: Rule = Rule {
    name: "too-many-key-parts",
    summary: "A key has more parts than the house allows.",
    severity: None,
    options: &[MOST, PRIMARY],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for index in &context.table.indexes {
        findings.look();
        let primary = index.kind == IndexKind::Primary;
        let most = context.setting.number(if primary { &PRIMARY } else { &MOST });
        let count = index.parts.len() as u64;
        if count > most {
            let (what, why) = if primary { ("primary key", "every other index carries all of them") } else { ("index", "the last ones hardly help a query") };
            let message = format!("This {what} of `{}` has {count} parts: {why}.", context.table.name);
            findings.add(context.index(index), Aspect::Whole, message).set_help(format!("Keep at most {most}."));
        }
    }
}
