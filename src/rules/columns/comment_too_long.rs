//! A comment that a server cuts or refuses.

use crate::diagnostic::Severity;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const COLUMN: RuleOption = RuleOption::number("column", 1024, "The greatest length of a column's comment, in characters.");
const TABLE: RuleOption = RuleOption::number("table", 2048, "The greatest length of a table's comment, in characters.");

pub const RULE: Rule = Rule {
    name: "comment-too-long",
    summary: "A comment is longer than the server, or the house, allows.",
    severity: Some(Severity::Error),
    options: &[COLUMN, TABLE],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let table = context.table;
    let mut look = |path, name: &str, comment: &Option<String>, most: u64| {
        let Some(comment) = comment else { return };
        findings.look();
        let length = comment.chars().count() as u64;
        if length > most {
            let message = format!("The comment of `{name}` has {length} characters; {most} are allowed.");
            findings.add(path, Aspect::Name, message).set_help("Shorten it; what is longer belongs into the documentation.");
        }
    };
    look(context.path(), &table.name, &table.options.comment, context.setting.number(&TABLE));
    let most = context.setting.number(&COLUMN);
    table.columns.iter().for_each(|column| look(context.column(column), &column.name, &column.comment, most));
}
