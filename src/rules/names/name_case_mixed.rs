//! Columns of one table in two styles.

use crate::rules::{Case, Check, Findings, Rule, RuleOption, TableContext, fits};
use crate::schema::Aspect;

const MAJORITY: RuleOption =
    RuleOption::number("majority", 60, "The style that at least so many per cent of the table's columns have is the table's own.");

pub const RULE: Rule = Rule {
    name: "name-case-mixed",
    summary: "A column's name is in another style than those of its table.",
    severity: None,
    options: &[MAJORITY],
    check: Check::Table(check),
};

const STYLES: &[(Case, &str)] =
    &[(Case::UpperSnake, "UPPER_SNAKE"), (Case::LowerSnake, "lower_snake"), (Case::Camel, "camelCase"), (Case::Pascal, "PascalCase")];

fn check(context: &TableContext, findings: &mut Findings) {
    let columns = &context.table.columns;
    let count = |case: Case| columns.iter().filter(|column| fits(&column.name, case)).count();
    let Some((own, word)) = STYLES.iter().max_by_key(|(case, _)| count(*case)) else { return };
    if columns.len() < 3 || count(*own) * 100 < context.setting.number(&MAJORITY) as usize * columns.len() {
        return;
    }
    for column in columns {
        findings.look();
        if !fits(&column.name, *own) {
            let message = format!("`{}` is not written like the other columns of `{}`, which are in {word}.", column.name, context.table.name);
            findings.add(context.column(column), Aspect::Name, message).set_help("Write all of them in one style.");
        }
    }
}
