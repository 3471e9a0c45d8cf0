//! A column that each INSERT has to name.

use crate::rules::types::is_lob;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::Aspect;
use crate::text::glob_matches;

const ALLOWED: RuleOption = RuleOption::texts("allowed", &[], "Names of columns that need no default, with `*` and `?`.");

pub const RULE: Rule = Rule {
    name: "default-missing",
    summary: "A NOT NULL column has no default: an INSERT that leaves it out is refused.",
    severity: None,
    options: &[ALLOWED],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let allowed = context.setting.texts(&ALLOWED);
    let key = context.table.primary_key();
    for column in &context.table.columns {
        // A key is what a row is known by; a counter and a generated column fill themselves; texts take no literal default.
        let is_key = key.is_some_and(|key| key.parts.iter().any(|part| part.column.eq_ignore_ascii_case(&column.name)));
        if column.accepts_null() || is_key || column.auto_increment || column.generated.is_some() || is_lob(column) {
            continue;
        }
        findings.look();
        if column.default.is_some() || allowed.iter().any(|name| glob_matches(name, &column.name)) {
            continue;
        }
        let message = format!("`{}` is NOT NULL and has no default: an INSERT that leaves it out is refused (1364).", column.name);
        let finding = findings.add(context.column(column), Aspect::Name, message);
        finding.set_help("Give it the value that holds where nobody says anything, or allow it in the settings.");
    }
}
