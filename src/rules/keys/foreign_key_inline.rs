//! REFERENCES behind a column, which many servers ignore.

use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::Aspect;

pub const RULE: Rule = Rule {
    name: "foreign-key-inline",
    summary: "REFERENCES stands at a column, where MySQL before 9.0 ignores it.",
    severity: Some(crate::diagnostic::Severity::Warning),
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let server = context.profile.server;
    let obeyed = server.has(crate::mysql::Feature::InlineReferences);
    for column in &context.table.columns {
        let references = column.attributes.iter().find(|attribute| attribute.get(..10).is_some_and(|word| word.eq_ignore_ascii_case("REFERENCES")));
        let Some(references) = references else { continue };
        findings.look();
        let consequence = if obeyed {
            format!("{} makes a foreign key of it, MySQL before 9.0 reads it and forgets it", server.title())
        } else {
            format!("{} reads it and forgets it: there is no foreign key", server.title())
        };
        let message = format!("`{}` has {references} at the column: {consequence}.", column.name);
        let help = format!("Write FOREIGN KEY (`{}`) {references} as an element of its own, or leave it out.", column.name);
        findings.add(context.column(column), Aspect::Whole, message).set_help(help);
    }
}
