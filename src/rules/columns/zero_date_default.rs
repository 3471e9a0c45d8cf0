//! A default that is no date.

use crate::diagnostic::Severity;
use crate::rules::types::is_temporal;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;

pub const RULE: Rule = Rule {
    name: "zero-date-default",
    summary: "A default is a date with zeros in it, which a server in strict mode refuses.",
    severity: Some(Severity::Warning),
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for column in context.table.columns.iter().filter(|column| is_temporal(column)) {
        let Some(default) = &column.default else { continue };
        findings.look();
        let digits = default.trim_matches(['\'', '"']);
        if digits.starts_with("0000-") || digits.contains("-00") || digits == "0" {
            let message = format!("The default {default} of `{}` is no date: servers refuse it unless NO_ZERO_DATE and NO_ZERO_IN_DATE are switched off (1067).", column.name);
            let help = "Allow NULL, or take a date that exists, or CURRENT_TIMESTAMP.";
            findings.add(context.column(column), Aspect::Name, message).set_help(help);
        }
    }
}
