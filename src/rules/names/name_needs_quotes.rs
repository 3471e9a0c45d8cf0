//! A name that every statement has to quote.

use crate::rules::all_names::all_names;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, ObjectPath};
use crate::text::is_plain_identifier;

pub const RULE: Rule = Rule {
    name: "name-needs-quotes",
    summary: "A name has characters for which it always needs back quotes.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let database = (ObjectPath::Database(context.database.id), "database", context.database.name.as_str());
    // The database is looked at once, with its first table.
    let first = context.database.tables.first().is_some_and(|table| table.id == context.table.id);
    for (path, what, name) in all_names(context).into_iter().chain(first.then_some(database)) {
        findings.look();
        if !name.is_empty() && !is_plain_identifier(name) {
            let message = format!("The name of the {what} `{name}` needs back quotes wherever it stands: a statement without them is refused (1064).");
            findings.add(path, Aspect::Name, message).set_help("Use letters, digits and `_`, and not digits alone.");
        }
    }
}
