//! A table's name outside the patterns of the house.

use crate::diagnostic::{Applicability, Severity};
use crate::edit::Edit;
use crate::rules::{Check, Findings, NamingPattern, Rule, WorkspaceContext};
use crate::schema::{Aspect, Database, ObjectPath, Table};

pub const RULE: Rule = Rule {
    name: "table-name-pattern",
    summary: "A table's name does not follow the profile's pattern.",
    severity: Some(Severity::Warning),
    // Not of one table: whether the better name is free depends on the others.
    check: Check::Workspace(check),
};

fn check(context: &WorkspaceContext, findings: &mut Findings) {
    let texts = context.setting.texts("patterns");
    let patterns: Vec<NamingPattern> = texts.iter().filter_map(|pattern| NamingPattern::parse(pattern)).collect();
    let Some(first) = patterns.first() else { return };
    let asked = format!("the pattern {} of the profile {}", texts.join(" or "), context.profile.title);
    for database in context.workspace.databases.iter().filter(|database| !context.setting.exempts(&database.name)) {
        let strays = database.tables.iter().filter(|table| !patterns.iter().any(|pattern| pattern.matches(&table.name)));
        strays.filter(|table| !table.name.is_empty()).for_each(|table| report(database, table, first, &asked, findings));
    }
}

fn report(database: &Database, table: &Table, pattern: &NamingPattern, asked: &str, findings: &mut Findings) {
    let message = format!("The table name `{}` does not follow {asked}.", table.name);
    let finding = findings.add(ObjectPath::Table(table.id), Aspect::Name, message);
    let better = pattern.apply(&table.name);
    let taken = database.table_named(&better).is_some_and(|other| other.id != table.id);
    if taken || !pattern.matches(&better) {
        finding.set_help("Rename the table.");
        return;
    }
    finding.set_help(format!("Rename it to `{better}`; foreign keys and registrations follow."));
    let edit = Edit::RenameTable { table: table.id, name: better.clone() };
    finding.set_fix(format!("Rename to `{better}`"), Applicability::Unsafe, vec![edit]);
}
