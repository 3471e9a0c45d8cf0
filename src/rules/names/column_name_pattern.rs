//! A column's name outside the patterns of the house.

use crate::diagnostic::Applicability;
use crate::edit::Edit;
use crate::rules::{Check, Findings, NamingPattern, Rule, RuleOption, TableContext};
use crate::schema::Aspect;
use crate::text::glob_matches;

const PATTERNS: RuleOption =
    RuleOption::patterns("patterns", &["{{UPPER_SNAKE}}"], "The forms that are allowed; the fix takes the first.");
const ALLOWED: RuleOption = RuleOption::texts("allowed", &[], "Names that are allowed besides, with `*` and `?`.");

pub const RULE: Rule = Rule {
    name: "column-name-pattern",
    summary: "A column's name does not follow the profile's pattern.",
    severity: None,
    options: &[PATTERNS, ALLOWED],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let values = [("table", context.table.name.clone())];
    let texts = context.setting.texts(&PATTERNS);
    let patterns: Vec<NamingPattern> = texts.iter().filter_map(|text| NamingPattern::parse(text, &["table"])).collect();
    let allowed = context.setting.texts(&ALLOWED);
    for column in context.table.columns.iter().filter(|column| !column.name.is_empty()) {
        findings.look();
        if patterns.iter().any(|pattern| pattern.matches(&column.name, &values))
            || allowed.iter().any(|name| glob_matches(name, &column.name))
        {
            continue;
        }
        let message = format!("The column name `{}` does not follow the pattern {} of the profile {}.", column.name, texts.join(" or "), context.profile.title);
        let finding = findings.add(context.column(column), Aspect::Name, message);
        let Some(pattern) = patterns.first() else { continue };
        let better = pattern.apply(&column.name, &values);
        let taken = context.table.column_named(&better).is_some_and(|other| other.id != column.id);
        if taken || !pattern.matches(&better, &values) {
            finding.set_help("Rename the column.");
            continue;
        }
        finding.set_help(format!("Rename it to `{better}`; keys and references follow, programs do not."));
        let edit = Edit::RenameColumn { table: context.table.id, column: column.id, name: better.clone() };
        finding.set_fix(format!("Rename to `{better}`"), Applicability::Unsafe, vec![edit]);
    }
}
