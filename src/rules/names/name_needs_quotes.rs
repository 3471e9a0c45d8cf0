//! A name that every statement has to quote.

use crate::rules::all_names::all_names;
use crate::rules::{Check, Findings, Rule, WorkspaceContext};
use crate::schema::{Aspect, ObjectPath};
use crate::text::is_plain_identifier;

pub const RULE: Rule = Rule {
    name: "name-needs-quotes",
    summary: "A name has characters for which it always needs back quotes.",
    severity: None,
    options: &[],
    check: Check::Workspace(check),
};

fn check(context: &WorkspaceContext, findings: &mut Findings) {
    for database in &context.workspace.databases {
        let own = (ObjectPath::Database(database.id), "database", database.name.as_str());
        let names = database.tables.iter().flat_map(|table| all_names(table));
        for (path, what, name) in names.chain([own]) {
            findings.look();
            if name.is_empty() || is_plain_identifier(name) {
                continue;
            }
            let message = format!("The name of the {what} `{name}` needs back quotes wherever it stands: a statement without them is refused (1064).");
            findings.add(path, Aspect::Name, message).set_help("Use letters, digits and `_`, and not digits alone.");
        }
    }
}
