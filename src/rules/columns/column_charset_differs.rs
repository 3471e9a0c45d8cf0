//! A column with another charset than its table.

use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;
use crate::text::same_identifier;

pub const RULE: Rule = Rule {
    name: "column-charset-differs",
    summary: "A column has another charset than its table.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let Some(of_table) = context.table.options.charset.as_ref().or(context.database.charset.as_ref()) else { return };
    for column in &context.table.columns {
        let Some(own) = &column.data_type.charset else { continue };
        findings.look();
        if same_identifier(own, of_table) || own.eq_ignore_ascii_case("binary") {
            continue;
        }
        let message = format!("`{}` is {own} in a table of {of_table}: comparing it with its neighbours converts them, and no index helps then.", column.name);
        let help = "Leave the charset to the table, unless the difference is meant.";
        findings.add(context.column(column), Aspect::Type, message).set_help(help);
    }
}
