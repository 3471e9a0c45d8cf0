//! A primary key by another name than the house's.

use crate::rules::{Check, Findings, NamingPattern, Rule, RuleOption, TableContext};
use crate::schema::Aspect;

const PATTERNS: RuleOption =
    RuleOption::patterns("patterns", &["id"], "The forms that the column of a primary key may have.");
const CASE: RuleOption = RuleOption::choice("case", &["exact", "ignore"], "Whether the case of letters counts.");
const COMPOSITE: RuleOption =
    RuleOption::choice("composite", &["allowed", "forbidden"], "Whether a key of several columns is right, or counts as wrong.");

pub const RULE: Rule = Rule {
    name: "primary-key-name",
    summary: "The column of a primary key is not called as the house calls it.",
    severity: None,
    options: &[PATTERNS, CASE, COMPOSITE],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let Some(key) = context.table.primary_key() else { return };
    let name = &context.table.name;
    let bare = name.strip_prefix("T_").or_else(|| name.strip_prefix("t_")).unwrap_or(name);
    let values = [("table", name.clone()), ("table_bare", bare.to_owned())];
    let texts = context.setting.texts(&PATTERNS);
    let [part] = key.parts.as_slice() else {
        if context.setting.choice(&COMPOSITE) == "forbidden" {
            findings.look();
            let message = format!("The primary key of `{name}` has {} columns; the house's has one, called {}.", key.parts.len(), texts.join(" or "));
            findings.add(context.index(key), Aspect::Whole, message).set_help("Add a column of its own for the key, and make this one unique.");
        }
        return;
    };
    findings.look();
    let ignoring = context.setting.choice(&CASE) == "ignore";
    let patterns = texts.iter().filter_map(|text| NamingPattern::parse(text, &["table", "table_bare"]));
    let mut patterns = patterns.map(|pattern| if ignoring { pattern.ignoring_case() } else { pattern });
    if !patterns.any(|pattern| pattern.matches(&part.column, &values)) {
        let message = format!("The primary key of `{name}` is `{}`; the house calls it {}.", part.column, texts.join(" or "));
        findings.add(context.index(key), Aspect::Part(0), message).set_help("Rename the column while nothing depends on it.");
    }
}
