//! A name longer than servers, or the house, take.

use crate::diagnostic::Severity;
use crate::rules::all_names::all_names;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const MOST: RuleOption = RuleOption::number("most", 64, "The greatest length of a name, in characters.");

pub const RULE: Rule = Rule {
    name: "name-too-long",
    summary: "A name is longer than the server, or the house, allows.",
    severity: Some(Severity::Error),
    options: &[MOST],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let most = context.setting.number(&MOST);
    for (path, what, name) in all_names(context.table) {
        findings.look();
        let length = name.chars().count() as u64;
        if length > most {
            let message = format!("The name of the {what} `{name}` has {length} characters; {most} are allowed{}.", if most >= 64 { " (1059)" } else { "" });
            findings.add(path, Aspect::Name, message).set_help("Shorten it.");
        }
    }
}
