//! A column that accepts NULL where the house wants none.

use crate::rules::named_type::named;
use crate::rules::types::is_lob;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const COLUMNS: RuleOption = RuleOption::texts("columns", &["*"], "Patterns of the names of columns that have to be NOT NULL.");

pub const RULE: Rule = Rule {
    name: "nullable-column",
    summary: "A column accepts NULL.",
    severity: None,
    options: &[COLUMNS],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let key = context.table.primary_key();
    let in_key = |name: &str| key.is_some_and(|key| key.parts.iter().any(|part| crate::text::same_identifier(&part.column, name)));
    for column in named(context, &COLUMNS).filter(|column| !is_lob(column) && column.generated.is_none() && !in_key(&column.name)) {
        findings.look();
        if column.accepts_null() {
            let message = format!("`{}` accepts NULL: it is equal to nothing, not even itself, and every query has to think of it.", column.name);
            let help = "Write NOT NULL, with a default where there is one.";
            findings.add(context.column(column), Aspect::Name, message).set_help(help);
        }
    }
}
