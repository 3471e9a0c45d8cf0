//! Quotes in a registration.

use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;

pub const RULE: Rule = Rule {
    name: "registration-quotes",
    summary: "A name or type of a registration has quotes in it.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    if context.table.registration.is_none() {
        return;
    }
    for column in &context.table.columns {
        findings.look();
        let type_text = column.registered.as_ref().map_or("", |registered| registered.type_text.as_str());
        let quoted = |text: &str| text.contains(['`', '"']);
        if quoted(&column.name) || quoted(type_text) {
            let message = format!("The column `{}` has quotes in its name or type: Qserv puts its own around the name, and compares letter by letter.", column.name.replace('`', ""));
            findings.add(context.column(column), Aspect::Name, message).set_help("Leave the quotes out.");
        }
    }
}
