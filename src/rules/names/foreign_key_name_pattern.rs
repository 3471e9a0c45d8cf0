//! A foreign key's name outside the patterns of the house.

use crate::rules::{Check, Findings, NamingPattern, Rule, RuleOption, TableContext};
use crate::schema::{Aspect, ObjectPath};

const PATTERNS: RuleOption =
    RuleOption::patterns("patterns", &["fk_{{table}}_{{columns}}"], "The forms that are allowed for the constraint's name.");

pub const RULE: Rule = Rule {
    name: "foreign-key-name-pattern",
    summary: "The name of a foreign key does not follow the profile's pattern.",
    severity: None,
    options: &[PATTERNS],
    check: Check::Table(check),
};

const VALUES: &[&str] = &["table", "columns", "referenced_table", "referenced_columns"];

fn check(context: &TableContext, findings: &mut Findings) {
    let texts = context.setting.texts(&PATTERNS);
    let patterns: Vec<NamingPattern> = texts.iter().filter_map(|text| NamingPattern::parse(text, VALUES)).collect();
    for key in &context.table.foreign_keys {
        findings.look();
        let values = [
            ("table", context.table.name.clone()),
            ("columns", key.columns.join("_")),
            ("referenced_table", key.parent_table.clone()),
            ("referenced_columns", key.parent_columns.join("_")),
        ];
        let name = key.name.as_deref().unwrap_or("");
        if patterns.iter().any(|pattern| pattern.matches(name, &values)) {
            continue;
        }
        let named = if name.is_empty() { "has no name".to_owned() } else { format!("is called `{name}`") };
        let message = format!("The foreign key over {} {named}, which does not follow {}.", key.columns.join(", "), texts.join(" or "));
        let path = ObjectPath::ForeignKey(context.table.id, key.id);
        let better = patterns.first().map(|pattern| pattern.apply(name, &values)).unwrap_or_default();
        findings.add(path, Aspect::Whole, message).set_help(format!("Write CONSTRAINT `{better}` FOREIGN KEY ...: a constraint's name is unique in its database."));
    }
}
