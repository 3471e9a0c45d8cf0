//! A time by which rows are looked for, without an index.

use crate::rules::named_type::named;
use crate::rules::types::is_one_of;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;
use crate::text::same_identifier;

const COLUMNS: RuleOption = RuleOption::texts("columns", &["*_TIME"], "Patterns of the names of times that are looked for.");
const PLACE: RuleOption = RuleOption::choice("place", &["first", "any"], "Whether it has to lead an index, or may be any part of one.");

pub const RULE: Rule = Rule {
    name: "time-index-missing",
    summary: "No index leads with a time by which rows are looked for.",
    severity: None,
    options: &[COLUMNS, PLACE],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let any = context.setting.choice(&PLACE) == "any";
    for column in named(context, &COLUMNS).filter(|column| is_one_of(&column.data_type, &["datetime", "timestamp"])) {
        findings.look();
        let indexed = context.table.indexes.iter().any(|index| {
            let parts = index.parts.iter().take(if any { usize::MAX } else { 1 });
            parts.into_iter().any(|part| same_identifier(&part.column, &column.name))
        });
        if !indexed {
            let message = format!("No index has `{}`{}: a query for a range of it reads the whole table.", column.name, if any { "" } else { " as its first part" });
            findings.add(context.column(column), Aspect::Name, message).set_help("Add an index, if rows are looked for or archived by it.");
        }
    }
}
