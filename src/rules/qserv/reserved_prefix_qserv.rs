//! A name that begins with `qserv`.

use crate::diagnostic::Severity;
use crate::qserv::TRANSACTION_ID;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, ObjectPath};
use crate::text::same_identifier;

pub const RULE: Rule = Rule {
    name: "reserved-prefix-qserv",
    summary: "A table or column of a Qserv catalogue begins with the reserved prefix `qserv`.",
    severity: Some(Severity::Warning),
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let table = context.table;
    if table.registration.is_none() {
        return;
    }
    if has_prefix(&table.name) {
        let message = format!("The table name `{}` begins with `qserv`: the prefix is reserved for Qserv's own tables.", table.name);
        findings.add(ObjectPath::Table(table.id), Aspect::Name, message).set_help("Choose another name.");
    }
    for column in table.columns.iter().filter(|column| has_prefix(&column.name)) {
        let path = ObjectPath::Column(table.id, column.id);
        // The server compares letter by letter, but its own database then refuses the other spellings (1062).
        if same_identifier(&column.name, TRANSACTION_ID) {
            let message = format!("Qserv adds the column `{TRANSACTION_ID}` itself and refuses a table that brings its own.");
            findings.add(path, Aspect::Name, message).refused().set_help("Delete the column.");
            continue;
        }
        let message = format!("The column name `{}` begins with `qserv`: the prefix is reserved for Qserv's own columns.", column.name);
        findings.add(path, Aspect::Name, message).set_help("Choose another name.");
    }
}

fn has_prefix(name: &str) -> bool {
    name.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("qserv"))
}
