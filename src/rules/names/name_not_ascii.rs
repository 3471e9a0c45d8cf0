//! A name with letters that not everybody can type.

use crate::rules::all_names::all_names;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;

pub const RULE: Rule = Rule {
    name: "name-not-ascii",
    summary: "A name has letters other than A to Z.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for (path, what, name) in all_names(context.table) {
        findings.look();
        if let Some(c) = name.chars().find(|c| !c.is_ascii() && c.is_alphanumeric()) {
            let message = format!("The name of the {what} `{name}` has the letter `{c}`: not every client, dump and file system keeps it.");
            findings.add(path, Aspect::Name, message).set_help("Use A to Z, digits and `_`; keep the word for the comment.");
        }
    }
}
