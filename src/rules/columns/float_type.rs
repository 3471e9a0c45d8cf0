//! FLOAT or DOUBLE where a value has to be exact.

use crate::mysql::types::Family;
use crate::rules::types::is_family;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;
use crate::text::glob_matches;

const COLUMNS: RuleOption = RuleOption::texts(
    "columns",
    &["*amount*", "*price*", "*cost*", "*money*", "*balance*", "*salary*", "*fee"],
    "Patterns of the names of columns whose values have to be exact; `*` for all.",
);

pub const RULE: Rule = Rule {
    name: "float-type",
    summary: "A column whose values have to be exact is FLOAT or DOUBLE.",
    severity: None,
    options: &[COLUMNS],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let patterns = context.setting.texts(&COLUMNS);
    for column in context.table.columns.iter().filter(|column| patterns.iter().any(|pattern| glob_matches(pattern, &column.name))) {
        findings.look();
        if is_family(column, &[Family::Float]) {
            let message = format!("`{}` is {}: 0.1 + 0.2 is not 0.3 there, and sums drift.", column.name, column.data_type.name);
            let help = "Use DECIMAL(p,s), or a whole number of the smallest unit.";
            findings.add(context.column(column), Aspect::Type, message).set_help(help);
        }
    }
}
