//! A unique index that is called like a plain one, or the other way.

use crate::diagnostic::Severity;
use crate::rules::{Check, Findings, Rule, RuleOption, TableContext};
use crate::schema::{Aspect, IndexKind};
use crate::text::glob_matches;

const UNIQUE: RuleOption = RuleOption::texts("unique", &["uni_*", "uniq_*", "uk_*", "ux_*", "unique_*"], "Patterns of names that say `unique`.");
const PLAIN: RuleOption = RuleOption::texts("plain", &["idx_*", "inx_*", "ix_*", "index_*"], "Patterns of names that say `not unique`.");

pub const RULE: Rule = Rule {
    name: "index-name-contradicts-kind",
    summary: "A unique index has the name of a plain one, or a plain index that of a unique one.",
    severity: Some(Severity::Info),
    options: &[UNIQUE, PLAIN],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    for index in &context.table.indexes {
        let says = |option: &RuleOption, name: &str| context.setting.texts(option).iter().any(|pattern| glob_matches(pattern, name));
        let unique = match index.kind {
            IndexKind::Unique => true,
            IndexKind::Plain => false,
            IndexKind::Primary | IndexKind::Fulltext | IndexKind::Spatial => continue,
        };
        findings.look();
        let Some(name) = &index.name else { continue };
        let (says_unique, says_plain) = (says(&UNIQUE, name), says(&PLAIN, name));
        let message = match (unique, says_unique, says_plain) {
            (true, false, true) => format!("The index `{name}` is unique, but is called like one that is not."),
            (false, true, _) => format!("The index `{name}` is not unique, but is called so: rows that it seems to forbid come in."),
            _ => continue,
        };
        findings.add(context.index(index), Aspect::Whole, message).set_help("Rename it, or make it what its name says.");
    }
}
