//! A table's name outside the patterns of the house.

use crate::diagnostic::{Applicability, Severity};
use crate::edit::Edit;
use crate::rules::{Check, Findings, NamingPattern, Rule, TableContext};
use crate::schema::{Aspect, ObjectPath};

pub const RULE: Rule = Rule {
    name: "table-name-pattern",
    summary: "A table's name does not follow the profile's pattern.",
    severity: Some(Severity::Warning),
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let table = context.table;
    let texts = context.setting.texts("patterns");
    let patterns: Vec<NamingPattern> = texts.iter().filter_map(|pattern| NamingPattern::parse(pattern)).collect();
    let Some(first) = patterns.first() else { return };
    if table.name.is_empty() || patterns.iter().any(|pattern| pattern.matches(&table.name)) {
        return;
    }
    let better = first.apply(&table.name);
    let message = format!(
        "The table name `{}` does not follow the pattern {} of the profile {}.",
        table.name,
        texts.join(" or "),
        context.profile.title
    );
    let finding = findings.add(ObjectPath::Table(table.id), Aspect::Name, message);
    let taken = context.database.table_named(&better).is_some_and(|other| other.id != table.id);
    if taken || !first.matches(&better) {
        finding.set_help("Rename the table.");
        return;
    }
    finding.set_help(format!("Rename it to `{better}`; foreign keys and registrations follow."));
    let edit = Edit::RenameTable { table: table.id, name: better.clone() };
    finding.set_fix(format!("Rename to `{better}`"), Applicability::Unsafe, vec![edit]);
}
