//! Runs the rules. What a table's rules found is kept while the table is the same value.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Check, Findings, Profile, REGISTRY, RuleSetting, TableContext, WorkspaceContext};
use crate::diagnostic::Diagnostic;
use crate::schema::{Database, Table, TableId, Workspace};

/// Checks a workspace again and again, each time at the cost of what changed.
#[derive(Clone, Debug)]
pub struct Checker {
    profile: Profile,
    /// The rules that are on, with their settings, so that a table is not asked about the others.
    settings: Vec<RuleSetting>,
    tables: HashMap<TableId, Checked>,
    looked_at: usize,
}

#[derive(Clone, Debug)]
struct Checked {
    table: Arc<Table>,
    database: String,
    found: Vec<Diagnostic>,
}

/// Checks once.
pub fn check(workspace: &Workspace, profile: &Profile) -> Vec<Diagnostic> {
    Checker::new(profile.clone()).check(workspace)
}

impl Checker {
    pub fn new(profile: Profile) -> Self {
        let settings = REGISTRY.iter().map(|registered| profile.setting(registered.rule.name)).collect();
        Checker { profile, settings, tables: HashMap::new(), looked_at: 0 }
    }

    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// How many tables the last check looked at anew; the others were the same values as before.
    pub fn looked_at(&self) -> usize {
        self.looked_at
    }

    /// Everything that the rules find, in the order of the tables; what concerns several tables comes first.
    pub fn check(&mut self, workspace: &Workspace) -> Vec<Diagnostic> {
        let mut all = Vec::new();
        for (registered, setting) in REGISTRY.iter().zip(&self.settings) {
            if let (Check::Workspace(check), Some(severity)) = (&registered.rule.check, setting.severity) {
                let mut findings = Findings { rule: registered.rule.name, severity, found: vec![] };
                check(&WorkspaceContext { workspace, profile: &self.profile, setting }, &mut findings);
                all.extend(findings.found);
            }
        }
        self.looked_at = 0;
        let mut seen = HashMap::with_capacity(self.tables.len());
        for (database, table) in workspace.tables() {
            let known = self.tables.remove(&table.id);
            let known = known.filter(|known| Arc::ptr_eq(&known.table, table) && known.database == database.name);
            let checked = known.unwrap_or_else(|| {
                self.looked_at += 1;
                Checked {
                    table: Arc::clone(table),
                    database: database.name.clone(),
                    found: self.check_table(database, table),
                }
            });
            all.extend(checked.found.iter().cloned());
            seen.insert(table.id, checked);
        }
        self.tables = seen;
        all
    }

    fn check_table(&self, database: &Database, table: &Table) -> Vec<Diagnostic> {
        let mut all = Vec::new();
        for (registered, setting) in REGISTRY.iter().zip(&self.settings) {
            let (Check::Table(check), Some(severity)) = (&registered.rule.check, setting.severity) else { continue };
            if setting.exempts(&database.name) {
                continue;
            }
            let mut findings = Findings { rule: registered.rule.name, severity, found: vec![] };
            check(&TableContext { database, table, profile: &self.profile, setting }, &mut findings);
            all.extend(findings.found);
        }
        all
    }
}
