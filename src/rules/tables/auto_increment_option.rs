//! A counter's state in a definition.

use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;

pub const RULE: Rule = Rule {
    name: "auto-increment-option",
    summary: "A table's definition says where its counter stands.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    findings.look();
    let option = context.table.options.others.iter().find(|(name, _)| name.eq_ignore_ascii_case("AUTO_INCREMENT"));
    if let Some((_, value)) = option.filter(|(_, value)| value != "1" && value != "0") {
        let message = format!("AUTO_INCREMENT={value} of `{}` is the state of one server's rows, as a dump has it.", context.table.name);
        findings.add(context.path(), Aspect::Name, message).set_help("Leave it out, unless numbers below it are kept free on purpose.");
    }
}
