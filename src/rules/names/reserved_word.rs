//! A reserved word as a name, quoted.

use crate::diagnostic::Severity;
use crate::mysql::reserved::is_reserved;
use crate::rules::all_names::all_names;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;
use crate::text::same_identifier;

pub const RULE: Rule = Rule {
    name: "reserved-word",
    summary: "A name is a reserved word of the profile's server: it always needs back quotes.",
    severity: Some(Severity::Info),
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let server = context.profile.server;
    for (path, what, name) in all_names(context.table) {
        findings.look();
        // Where the script has it without quotes, the server refuses it, and another rule says so.
        let unquoted = context.table.unquoted.iter().any(|word| same_identifier(word, name));
        if !unquoted && is_reserved(name, server) {
            let message = format!("The name of the {what} `{name}` is a reserved word of {}: a query that forgets the back quotes is refused (1064).", server.title());
            findings.add(path, Aspect::Name, message).set_help("Choose another name while nothing depends on it.");
        }
    }
}
