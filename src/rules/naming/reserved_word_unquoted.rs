//! A reserved word that a script uses as a name without quotes.

use crate::diagnostic::{Applicability, Severity};
use crate::edit::Edit;
use crate::mysql::reserved::is_reserved;
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, ObjectPath};
use crate::text::same_identifier;

pub const RULE: Rule = Rule {
    name: "reserved-word-unquoted",
    summary: "A script uses a reserved word as a name without back quotes.",
    severity: Some(Severity::Error),
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let (table, server) = (context.table, context.profile.server);
    for (at, word) in table.unquoted.iter().enumerate().filter(|(_, word)| is_reserved(word, server)) {
        // A name that stands in a column and in keys is one problem: the fix quotes it everywhere.
        if table.unquoted.iter().take(at).any(|before| same_identifier(before, word)) {
            continue;
        }
        let column = table.columns.iter().find(|column| same_identifier(&column.name, word));
        let index = table.indexes.iter().find(|index| index.name.as_ref().is_some_and(|name| same_identifier(name, word)));
        let path = match (column, index) {
            (Some(column), _) => ObjectPath::Column(table.id, column.id),
            (None, Some(index)) => ObjectPath::Index(table.id, index.id),
            (None, None) => ObjectPath::Table(table.id),
        };
        let message = format!(
            "`{word}` is a reserved word of {}, and the script has it without quotes: the server refuses the script (1064).",
            server.title()
        );
        let finding = findings.add(path, Aspect::Name, message);
        finding.set_help("Put it in back quotes, or choose another name. What Tabledraft writes is always quoted.");
        let edit = Edit::QuoteName { table: table.id, name: word.clone() };
        finding.set_fix(format!("Quote `{word}`"), Applicability::Safe, vec![edit]);
    }
}
