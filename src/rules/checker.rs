//! Runs the rules. What a table's rules found is kept while the table is the same value.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::suppression::{self, Suppressions};
use super::{Across, Check, Findings, Profile, RuleSetting, TableContext, WorkspaceContext};
use crate::diagnostic::Diagnostic;
use crate::schema::{Database, Table, TableId, Workspace};

/// Checks a workspace again and again, each time at the cost of what changed.
#[derive(Debug)]
pub struct Checker {
    profile: Profile,
    tables: HashMap<TableId, Checked>,
    /// The memories of rules that look across tables.
    memories: Vec<Memory>,
    looked_at: usize,
}

/// A memory, the number of its rule, and what it said last, as long as nothing has changed for it.
#[derive(Debug)]
struct Memory {
    rule: usize,
    across: Box<dyn Across>,
    said: Option<(Vec<Diagnostic>, usize)>,
}

impl Memory {
    fn note(&mut self, old: Option<&Checked>, database: &Database, table: &Table) {
        if let Some(old) = old {
            if old.database == database.name && self.across.sees_no_difference(&old.table, table) {
                return;
            }
            self.across.forget(&old.table);
        }
        self.across.note(database, table);
        self.said = None;
    }
}

#[derive(Clone, Debug)]
struct Checked {
    table: Arc<Table>,
    database: String,
    found: Vec<Diagnostic>,
    suppressions: Suppressions,
}

/// How far tables follow a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub rule: &'static str,
    /// Things that the rule judged.
    pub looked_at: usize,
    pub found: usize,
}

/// Checks once.
pub fn check(workspace: &Workspace, profile: &Profile) -> Vec<Diagnostic> {
    Checker::new(profile.clone()).check(workspace)
}

/// Counts for each rule that is on what it looked at and what it found, suppressed or not. Tables that a script creates a
/// second time are left out, as the server does.
pub fn figures(workspace: &Workspace, profile: &Profile) -> Vec<Figure> {
    let unique = without_repeated(workspace);
    let mut checker = Checker::new(profile.clone());
    checker.remember(&unique);
    let mut figures = Vec::new();
    for (number, (registered, setting)) in profile.catalogue.rules.iter().zip(profile.settings()).enumerate() {
        let severity = setting.severity;
        let mut figure = Figure { rule: registered.rule.name, looked_at: 0, found: 0 };
        let mut count = |findings: Findings| {
            figure.looked_at += findings.looked_at;
            figure.found += findings.found.len();
        };
        if let Check::Table(check) = registered.rule.check {
            for (database, table) in unique.tables() {
                let other = profile.settings_for(&database.name, &table.name);
                let Some(setting) = other.as_deref().unwrap_or(profile.settings()).get(number) else { continue };
                let Some(severity) = setting.severity else { continue };
                let mut findings = Findings::of(registered.rule, severity);
                check(&TableContext { database, table, profile, setting }, &mut findings);
                count(findings);
            }
        } else if let Some(severity) = severity {
            let mut findings = Findings::of(registered.rule, severity);
            checker.ask(number, &unique, &mut findings);
            checker.adjust(&unique, number, &mut findings);
            count(findings);
        }
        if severity.is_some() && !matches!(registered.rule.check, Check::Reading | Check::Scripts(_)) {
            figures.push(figure);
        }
    }
    figures
}

/// The workspace without tables that are created a second time.
pub fn without_repeated(workspace: &Workspace) -> Workspace {
    let mut seen = HashSet::new();
    let mut unique = workspace.clone();
    for database in &mut unique.databases {
        let name = database.name.to_lowercase();
        Arc::make_mut(database).tables.retain(|table| seen.insert((name.clone(), table.name.to_lowercase())));
    }
    unique
}

impl Checker {
    pub fn new(profile: Profile) -> Self {
        let mut memories = Vec::new();
        for (number, (registered, setting)) in profile.catalogue.rules.iter().zip(profile.settings()).enumerate() {
            if let (Check::Across(memory), Some(_)) = (&registered.rule.check, setting.severity) {
                memories.push(Memory { rule: number, across: memory(), said: None });
            }
        }
        Checker { profile, tables: HashMap::new(), memories, looked_at: 0 }
    }

    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// How many tables the last check looked at anew; the others were the same values as before.
    pub fn looked_at(&self) -> usize {
        self.looked_at
    }

    /// Everything that the rules find, in the order of the tables; what concerns several tables comes first. What is
    /// suppressed is there too, and says so.
    pub fn check(&mut self, workspace: &Workspace) -> Vec<Diagnostic> {
        self.remember(workspace);
        let mut all = Vec::new();
        for (number, registered) in self.profile.catalogue.rules.iter().enumerate() {
            let Some(severity) = self.profile.settings().get(number).and_then(|setting| setting.severity) else {
                continue;
            };
            let mut findings = Findings::of(registered.rule, severity);
            self.ask(number, workspace, &mut findings);
            self.adjust(workspace, number, &mut findings);
            all.append(&mut findings.found);
        }
        for diagnostic in &mut all {
            if let Some(checked) = diagnostic.path.table().and_then(|table| self.tables.get(&table)) {
                checked.suppressions.mark(diagnostic);
            }
        }
        for (_, table) in workspace.tables() {
            if let Some(checked) = self.tables.get(&table.id) {
                all.extend(checked.found.iter().cloned());
            }
        }
        suppression::mark_allowed(workspace, &self.profile.allowances, &mut all);
        all
    }

    /// Checks the tables that are new or other values than before, and tells the memories of them.
    fn remember(&mut self, workspace: &Workspace) {
        self.looked_at = 0;
        let mut seen = HashMap::with_capacity(self.tables.len());
        for (database, table) in workspace.tables() {
            let mut known = self.tables.remove(&table.id);
            let same = |known: &mut Checked| Arc::ptr_eq(&known.table, table) && known.database == database.name;
            if let Some(known) = known.take_if(same) {
                seen.insert(table.id, known);
                continue;
            }
            self.memories.iter_mut().for_each(|memory| memory.note(known.as_ref(), database, table));
            self.looked_at += 1;
            let suppressions = Suppressions::of(table);
            let mut found = self.check_table(database, table);
            found.iter_mut().for_each(|diagnostic| suppressions.mark(diagnostic));
            let table = Arc::clone(table);
            seen.insert(table.id, Checked { table, database: database.name.clone(), found, suppressions });
        }
        for gone in self.tables.values() {
            for memory in &mut self.memories {
                memory.across.forget(&gone.table);
                memory.said = None;
            }
        }
        self.tables = seen;
    }

    fn check_table(&self, database: &Database, table: &Table) -> Vec<Diagnostic> {
        let mut all = Vec::new();
        let other = self.profile.settings_for(&database.name, &table.name);
        let settings: &[RuleSetting] = other.as_deref().unwrap_or(self.profile.settings());
        for (registered, setting) in self.profile.catalogue.rules.iter().zip(settings) {
            let (Check::Table(check), Some(severity)) = (&registered.rule.check, setting.severity) else { continue };
            let mut findings = Findings::of(registered.rule, severity);
            check(&TableContext { database, table, profile: &self.profile, setting }, &mut findings);
            all.append(&mut findings.found);
        }
        all
    }

    /// Runs a rule that looks at more than one table.
    fn ask(&mut self, number: usize, workspace: &Workspace, findings: &mut Findings) {
        let (Some(registered), Some(setting)) =
            (self.profile.catalogue.rules.get(number), self.profile.settings().get(number))
        else {
            return;
        };
        let context = WorkspaceContext { workspace, profile: &self.profile, setting };
        match &registered.rule.check {
            Check::Workspace(check) => check(&context, findings),
            Check::Across(_) => {
                for memory in self.memories.iter_mut().filter(|memory| memory.rule == number) {
                    if memory.said.is_none() {
                        memory.across.judge(&context, findings);
                        memory.said = Some((findings.found.clone(), findings.looked_at));
                    } else if let Some((found, looked_at)) = &memory.said {
                        (findings.found, findings.looked_at) = (found.clone(), *looked_at);
                    }
                }
            }
            Check::Table(_) | Check::Scripts(_) | Check::Reading => {}
        }
    }

    /// Where the rule is set otherwise for a table, its findings there take that severity, or go.
    fn adjust(&self, workspace: &Workspace, number: usize, findings: &mut Findings) {
        let Some(rule) = self.profile.catalogue.rules.get(number).map(|registered| registered.rule) else { return };
        if !self.profile.overrides_rule(number) {
            return;
        }
        let base = findings.severity;
        findings.found.retain_mut(|diagnostic| {
            let place = diagnostic.path.table().and_then(|table| workspace.table(table));
            let setting =
                place.and_then(|(database, table)| self.profile.setting_for(rule, &database.name, &table.name));
            let Some(setting) = setting else { return true };
            if diagnostic.severity == base {
                diagnostic.severity = setting.severity.unwrap_or(base);
            }
            setting.severity.is_some()
        });
    }
}
