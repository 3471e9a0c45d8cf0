//! JSON in a type that the house does not keep it in.

use crate::mysql::types::Family;
use crate::rules::types::{is_family, is_one_of, spelled};
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::{Aspect, Column};
use crate::text::glob_matches;

const COLUMNS: RuleOption = RuleOption::texts("columns", &["*JSON*"], "Patterns of the names of such columns.");
const COMMENTS: RuleOption = RuleOption::texts("comments", &["*JSON*"], "Patterns of the comments of such columns.");
const TYPES: RuleOption = RuleOption::texts("types", &["mediumtext", "json"], "The types that they may have.");

pub const RULE: Rule = Rule {
    name: "json-type",
    summary: "A column for JSON has another type than the house's.",
    severity: None,
    options: &[COLUMNS, COMMENTS, TYPES],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let [columns, comments, types] = [&COLUMNS, &COMMENTS, &TYPES].map(|option| context.setting.texts(option));
    let holds_json = |column: &&Column| {
        let comment = column.comment.as_deref().unwrap_or("");
        is_family(column, &[Family::Json])
            || columns.iter().any(|pattern| glob_matches(pattern, &column.name))
            || comments.iter().any(|pattern| glob_matches(pattern, comment))
    };
    for column in context.table.columns.iter().filter(holds_json) {
        findings.look();
        if is_one_of(&column.data_type, &types) {
            continue;
        }
        let own = spelled(&column.data_type);
        let message = format!("`{}` holds JSON as {own}; the house uses {}.", column.name, types.join(" or "));
        let help = "Use JSON, which the server checks, or MEDIUMTEXT where the value may be long.";
        findings.add(context.column(column), Aspect::Type, message).set_help(help);
    }
}
