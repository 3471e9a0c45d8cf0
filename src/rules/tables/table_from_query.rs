//! A table made by a query.

use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;

pub const RULE: Rule = Rule {
    name: "table-from-query",
    summary: "A table is created AS SELECT: its columns are what the query gives.",
    severity: None,
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    findings.look();
    let query = context.table.query.as_deref().unwrap_or("");
    let like = query.trim_start_matches('(').trim_start().get(..4).is_some_and(|word| word.eq_ignore_ascii_case("LIKE"));
    if !query.is_empty() && !like {
        let message = format!("`{}` is created by a query: keys, defaults and comments of the source are not there, and the types are guesses.", context.table.name);
        findings.add(context.path(), Aspect::Name, message).set_help("Write the columns down, and fill the table with INSERT ... SELECT.");
    }
}
