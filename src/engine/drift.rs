//! Columns that the full DDL makes otherwise than the update scripts leave them: both are executed, and what the catalogue
//! shows then is compared.

use std::collections::HashMap;
use std::sync::Arc;

use super::Reading;
use crate::diagnostic::Diagnostic;
use crate::dryrun::mysql::catalog::{Catalog, Database};
use crate::dryrun::mysql::describe::{ColumnRow, describe};
use crate::rules::script::dual_track_attribute::{FULL, RULE};
use crate::rules::{Profile, RuleSetting};
use crate::schema::{Aspect, ObjectPath};
use crate::text::glob_matches;

/// The number of the last script with the full DDL, where the rule is on and updates stand behind that script.
pub(super) fn last_of_full(reading: &Reading, profile: &Profile) -> Option<usize> {
    let setting: RuleSetting = profile.setting(RULE.name);
    setting.severity?;
    let patterns = setting.texts(&FULL);
    let is_full = |name: &str| {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        patterns.iter().any(|pattern| glob_matches(pattern, name))
    };
    let last = reading.files.iter().rposition(|file| is_full(&file.name))?;
    (last + 1 < reading.files.len()).then_some(last)
}

/// Speaks of the columns that differ. `full`: the catalogue after the full DDL; `updated`: after everything.
pub(super) fn drift(reading: &Reading, profile: &Profile, full: &Catalog, updated: &Catalog) -> Vec<Diagnostic> {
    let Some(severity) = profile.setting(RULE.name).severity else { return vec![] };
    let rows = |of: &Catalog, other: &Catalog| describe(profile.server, &changed(of, other)).columns;
    let after = rows(updated, full);
    let key = |row: &ColumnRow| (row.schema.clone(), row.table.clone(), row.column.to_lowercase());
    let after: HashMap<_, _> = after.iter().map(|row| (key(row), row)).collect();
    let mut found = Vec::new();
    for before in rows(full, updated) {
        let Some(after) = after.get(&key(&before)) else { continue };
        let differences = differences(&before, after);
        let workspace = &reading.workspace;
        let database = workspace.database_named(&before.schema);
        let database = database.or_else(|| workspace.database_named(""));
        let Some(table) = database.and_then(|database| database.table_named(&before.table)) else { continue };
        let Some(column) = table.column_named(&before.column).filter(|_| !differences.is_empty()) else { continue };
        let message = format!(
            "The update scripts leave `{}`.`{}` otherwise than the full DDL makes it: {}.",
            table.name,
            column.name,
            differences.join("; ")
        );
        let path = ObjectPath::Column(table.id, column.id);
        let diagnostic = Diagnostic::new(RULE.name, severity, path, message).at(Aspect::Whole);
        found.push(diagnostic.help("Make the same change in the full DDL, or an update that makes it good."));
    }
    found
}

/// The catalogue with the tables only that are other values in the second one.
fn changed(catalog: &Catalog, other: &Catalog) -> Catalog {
    let mut out = Catalog::default();
    for (name, database) in &catalog.databases {
        let Some(there) = other.databases.get(name) else { continue };
        let differs =
            |table: &str, own: &Arc<_>| there.tables.get(table).is_some_and(|theirs| !Arc::ptr_eq(own, theirs));
        let tables = database.tables.iter().filter(|(table, own)| differs(table, own));
        let tables = tables.map(|(table, own)| (table.clone(), Arc::clone(own))).collect();
        out.databases.insert(name.clone(), Database { tables, ..database.clone() });
    }
    out
}

/// What differs, in words: first the full DDL's, then the updates'.
fn differences(full: &ColumnRow, updated: &ColumnRow) -> Vec<String> {
    let text = |text: &str| if text.is_empty() { "nothing".to_owned() } else { format!("'{text}'") };
    let null = |row: &ColumnRow| if row.nullable { "NULL" } else { "NOT NULL" }.to_owned();
    let default = |row: &ColumnRow| row.default.as_deref().map_or("none".to_owned(), |default| format!("{default:?}"));
    let pairs = [
        ("the type", full.column_type.clone(), updated.column_type.clone()),
        ("it is", null(full), null(updated)),
        ("the default", default(full), default(updated)),
        ("the collation", full.collation.unwrap_or("").to_owned(), updated.collation.unwrap_or("").to_owned()),
        ("the comment", text(&full.comment), text(&updated.comment)),
        ("besides", text(&full.extra), text(&updated.extra)),
    ];
    let differing = pairs.into_iter().filter(|(_, full, updated)| full != updated);
    differing.map(|(what, full, updated)| format!("{what} {full} here, {updated} there")).collect()
}
