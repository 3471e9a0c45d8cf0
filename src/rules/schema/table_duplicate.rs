//! Two tables of one name in a database.

use crate::text::Letters;
use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::rules::{Across, Check, Findings, Rule, RuleSetting, WorkspaceContext, same_columns};
use crate::schema::{Aspect, Database, DatabaseId, ObjectPath, Table, TableId};

pub const RULE: Rule = Rule {
    name: "table-duplicate",
    summary: "Two tables of a database have the same name.",
    severity: Some(Severity::Error),
    options: &[],
    check: Check::Across(|| Box::new(Names::default())),
};

/// A database, whether the table is temporary, and its name.
type Key = (DatabaseId, bool, String);

/// How many tables have each name.
#[derive(Debug, Default)]
struct Names {
    tables: HashMap<TableId, Key>,
    counts: HashMap<Key, usize>,
    /// Tables beyond the first of a name.
    repeated: usize,
}

impl Across for Names {
    fn sees_no_difference(&self, old: &Table, new: &Table) -> bool {
        let rest = |table: &Table| (table.temporary, table.if_not_exists, table.registration.is_some());
        old.name == new.name && rest(old) == rest(new) && same_columns(old, new)
    }

    fn forget(&mut self, table: &Table) {
        let Some(key) = self.tables.remove(&table.id) else { return };
        if let Some(count) = self.counts.get_mut(&key) {
            *count -= 1;
            match *count {
                0 => drop(self.counts.remove(&key)),
                _ => self.repeated -= 1,
            }
        }
    }

    fn note(&mut self, database: &Database, table: &Table, _: &RuleSetting) {
        if table.name.is_empty() {
            return;
        }
        let key = (database.id, table.temporary, table.name.lower());
        let count = self.counts.entry(key.clone()).or_default();
        *count += 1;
        self.repeated += usize::from(*count > 1);
        self.tables.insert(table.id, key);
    }

    fn judge(&mut self, context: &WorkspaceContext, findings: &mut Findings) {
        if self.repeated > 0 {
            speak(context, findings);
        }
    }
}

fn speak(context: &WorkspaceContext, findings: &mut Findings) {
    for database in &context.workspace.databases {
        let mut seen: HashMap<(bool, String), &Table> = HashMap::with_capacity(database.tables.len());
        for table in database.tables.iter().filter(|table| !table.name.is_empty()) {
            // A temporary table may have the name of another: it hides it.
            let first = *seen.entry((table.temporary, table.name.lower())).or_insert(table);
            if first.id == table.id {
                continue;
            }
            let consequence = if table.registration.is_some() {
                "Qserv answers `table already exists` to the second one"
            } else if table.if_not_exists {
                "with IF NOT EXISTS the server silently ignores the second one"
            } else {
                "the server refuses the second one (1050)"
            };
            let message = if first.name == table.name {
                format!("The table `{}` is defined twice: {consequence}.", table.name)
            } else {
                // Source: MySQL manual, "Identifier Case Sensitivity": lower_case_table_names is 0 on Unix, 1 on Windows, 2 on macOS.
                let twins = format!("The tables `{}` and `{}` differ only in the case of letters", first.name, table.name);
                format!("{twins}: where it does not count (Windows, macOS, Qserv), {consequence}.")
            };
            let finding = findings.add(ObjectPath::Table(table.id), Aspect::Name, message);
            finding.set_help("Rename or delete one of them.");
            // What an update creates where it is not there yet is no mistake, as long as it is the same table.
            if table.if_not_exists && table.registration.is_none() {
                let same = table.columns.iter().all(|column| first.column_named(&column.name).is_some());
                finding.severity = if same { Severity::Info } else { Severity::Warning };
            }
        }
    }
}
