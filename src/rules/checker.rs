//! Runs the rules. What a table's rules found is kept while the table is the same value.

use std::collections::HashSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::suppression::{self, Suppressions};
use super::{Across, Beside, Check, Findings, Profile, RuleSetting, TableContext, WorkspaceContext};
use crate::diagnostic::Diagnostic;
use crate::edit::Edit;
use crate::schema::{Database, DatabaseId, Partitioning, Table, TableId, Workspace};
use crate::text::{Letters, same_identifier};

/// Checks a workspace again and again, each time at the cost of what changed.
#[derive(Debug)]
pub struct Checker {
    profile: Profile,
    tables: FxHashMap<TableId, Checked>,
    /// The databases as they were last.
    homes: Vec<(DatabaseId, Arc<Home>)>,
    /// The memories of rules that look across tables.
    memories: Vec<Memory>,
    /// Settings by the overrides that make them.
    settings: FxHashMap<Vec<usize>, Arc<[RuleSetting]>>,
    /// The tables of the last check, in order, with their databases; none where it left some for another slice.
    last: Vec<(DatabaseId, Arc<Table>)>,
    /// Where the last slice of a check ended, and in what; nothing behind a whole check.
    left: Option<(Vec<Arc<Database>>, usize)>,
    /// The tables that the last check looked at anew.
    looked_at: Vec<TableId>,
}

/// A memory, the number of its rule, and what it said last, as long as nothing has changed for it.
#[derive(Debug)]
struct Memory {
    rule: usize,
    across: Box<dyn Across>,
    said: Option<Findings>,
}

impl Memory {
    fn note(
        &mut self,
        old: Option<&Checked>,
        home: &Arc<Home>,
        database: &Database,
        table: &Table,
        setting: &RuleSetting,
    ) {
        if let Some(old) = old {
            if Arc::ptr_eq(&old.home, home) && self.across.sees_no_difference(&old.table, table) {
                return;
            }
            self.across.forget(&old.table);
        }
        self.across.note(database, table, setting);
        self.said = None;
    }
}

/// What rules may look at of a table's database: where it is another, its tables are checked anew.
#[derive(Clone, Debug, PartialEq)]
struct Home {
    name: String,
    charset: Option<String>,
    collation: Option<String>,
    partitioning: Option<Partitioning>,
}

impl Home {
    fn is_of(&self, database: &Database) -> bool {
        self.name == database.name
            && self.charset == database.charset
            && self.collation == database.collation
            && self.partitioning == database.partitioning
    }

    fn of(database: &Database) -> Home {
        Home {
            name: database.name.clone(),
            charset: database.charset.clone(),
            collation: database.collation.clone(),
            partitioning: database.partitioning.clone(),
        }
    }
}

/// What is known of a table that was checked.
#[derive(Clone, Debug)]
struct Checked {
    table: Arc<Table>,
    home: Arc<Home>,
    found: Vec<Diagnostic>,
    suppressions: Suppressions,
    /// Which table of the workspace it is, counted from 0.
    place: usize,
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
    checker.remember(&unique, usize::MAX);
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
                let settings = checker.settings_for(database, table);
                let Some(setting) = settings.as_deref().unwrap_or(profile.settings()).get(number) else { continue };
                let Some(severity) = setting.severity else { continue };
                let mut findings = Findings::of(registered.rule, severity);
                check(&TableContext { database, table, profile, setting }, &mut findings);
                count(findings);
            }
        } else if let Some(severity) = severity {
            let mut findings = Findings::of(registered.rule, severity);
            checker.ask(number, &unique, &mut findings);
            checker.adjust(number, &mut findings);
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
        Checker {
            profile,
            tables: FxHashMap::default(),
            homes: vec![],
            memories,
            settings: FxHashMap::default(),
            last: Vec::new(),
            left: None,
            looked_at: Vec::new(),
        }
    }

    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// How many tables the last check looked at anew; the others were the same values as before.
    pub fn looked_at(&self) -> usize {
        self.looked_at.len()
    }

    /// Everything that the rules find, in the order of the tables; what concerns several tables comes first. What is
    /// suppressed is there too, and says so.
    pub fn check(&mut self, workspace: &Workspace) -> Vec<Diagnostic> {
        self.remember(workspace, usize::MAX);
        self.found(workspace, &Beside::default())
    }

    /// The same in slices, with what other rules found in its place: looks anew at tables of so many columns at most, and
    /// one at least. `None` where others are left, for the next call.
    pub fn check_some(&mut self, workspace: &Workspace, columns: usize, beside: &Beside) -> Option<Vec<Diagnostic>> {
        self.remember(workspace, columns).then(|| self.found(workspace, beside))
    }

    /// What is new since the last call, for another checker to have beside its own: what concerns several tables, and what
    /// the tables have that the call looked at anew.
    pub fn check_news(&mut self, workspace: &Workspace) -> (Vec<Diagnostic>, Vec<(TableId, Vec<Diagnostic>)>) {
        self.remember(workspace, usize::MAX);
        let (mut across, news) = (self.across(workspace), self.looked_at.clone());
        suppression::mark_allowed(workspace, &self.profile.allowances, &mut across);
        let of = |table: TableId| {
            let mut found = self.tables.get(&table).map(|checked| checked.found.clone()).unwrap_or_default();
            withhold_taken_names(workspace, &mut found);
            suppression::mark_allowed(workspace, &self.profile.allowances, &mut found);
            (table, found)
        };
        (across, news.into_iter().map(of).collect())
    }

    fn found(&mut self, workspace: &Workspace, beside: &Beside) -> Vec<Diagnostic> {
        let mut all = self.across(workspace);
        let table = |id| self.tables.get(&id).map(|checked| &*checked.table);
        all.extend(beside.across.iter().filter(|found| found.is_there(workspace, table)).cloned());
        for (_, table) in workspace.tables() {
            if let Some(checked) = self.tables.get(&table.id) {
                all.extend(checked.found.iter().cloned());
            }
            all.extend(beside.of(table).cloned());
        }
        withhold_taken_names(workspace, &mut all);
        suppression::mark_allowed(workspace, &self.profile.allowances, &mut all);
        all
    }

    /// What the rules find that look at more than one table.
    fn across(&mut self, workspace: &Workspace) -> Vec<Diagnostic> {
        let mut all = Vec::new();
        for (number, registered) in self.profile.catalogue.rules.iter().enumerate() {
            let Some(severity) = self.profile.settings().get(number).and_then(|setting| setting.severity) else {
                continue;
            };
            let mut findings = Findings::of(registered.rule, severity);
            self.ask(number, workspace, &mut findings);
            self.adjust(number, &mut findings);
            all.append(&mut findings.found);
        }
        for diagnostic in &mut all {
            if let Some(checked) = diagnostic.path.table().and_then(|table| self.tables.get(&table)) {
                checked.suppressions.mark(diagnostic);
            }
        }
        all
    }

    /// Checks the tables that are new or other values than before, and tells the memories of them. False where tables are
    /// left, because they have more columns than are to be looked at.
    fn remember(&mut self, workspace: &Workspace, mut columns: usize) -> bool {
        self.looked_at.clear();
        let mut last = std::mem::take(&mut self.last);
        // The next slice of the same check goes on where the one before ended.
        let here = |(databases, _): &(Vec<Arc<Database>>, usize)| {
            databases.len() == workspace.databases.len()
                && databases.iter().zip(&workspace.databases).all(|(a, b)| Arc::ptr_eq(a, b))
        };
        let done = self.left.take().filter(here).map_or(0, |(_, place)| place);
        let mut as_before = done == 0;
        let as_known = |((id, home), database): (&(DatabaseId, Arc<Home>), &Arc<Database>)| {
            *id == database.id && home.is_of(database)
        };
        if self.homes.len() != workspace.databases.len() || !self.homes.iter().zip(&workspace.databases).all(as_known) {
            let known: FxHashMap<DatabaseId, Arc<Home>> = self.homes.drain(..).collect();
            let home = |database: &Arc<Database>| {
                let known = known.get(&database.id).filter(|home| home.is_of(database));
                (database.id, known.cloned().unwrap_or_else(|| Arc::new(Home::of(database))))
            };
            self.homes = workspace.databases.iter().map(home).collect();
            self.memories.iter_mut().for_each(|memory| memory.said = None);
            last.clear();
        }
        let homes: FxHashMap<DatabaseId, Arc<Home>> = self.homes.iter().cloned().collect();
        for (place, (database, table)) in workspace.tables().enumerate().skip(done) {
            // Nearly all of them are what they were, where they were.
            let same = |(home, other): &(DatabaseId, Arc<Table>)| *home == database.id && Arc::ptr_eq(other, table);
            if last.get(place).is_some_and(same) {
                continue;
            }
            as_before = false;
            let Some(home) = homes.get(&database.id) else { continue };
            let cost = table.columns.len() + 1;
            let too_much = cost > columns && !self.looked_at.is_empty();
            if let Some(known) = self.tables.get_mut(&table.id) {
                known.place = place;
                if Arc::ptr_eq(&known.table, table) && Arc::ptr_eq(&known.home, home) {
                    continue;
                }
            }
            if too_much {
                self.left = Some((workspace.databases.clone(), place));
                return false;
            }
            columns = columns.saturating_sub(cost);
            let known = self.tables.remove(&table.id);
            for memory in &mut self.memories {
                if let Some(setting) = self.profile.settings().get(memory.rule) {
                    memory.note(known.as_ref(), home, database, table, setting);
                }
            }
            self.looked_at.push(table.id);
            let suppressions = Suppressions::of(table);
            let mut found = self.check_table(database, table);
            found.iter_mut().for_each(|diagnostic| suppressions.mark(diagnostic));
            let home = Arc::clone(home);
            self.tables.insert(table.id, Checked { table: Arc::clone(table), home, found, suppressions, place });
        }
        if self.tables.len() != workspace.table_count() {
            let there: HashSet<TableId> = workspace.tables().map(|(_, table)| table.id).collect();
            let memories = &mut self.memories;
            self.tables.retain(|id, known| {
                let stays = there.contains(id);
                if !stays {
                    for memory in memories.iter_mut() {
                        memory.across.forget(&known.table);
                        memory.said = None;
                    }
                }
                stays
            });
        }
        if !as_before || last.len() != workspace.table_count() {
            last.clear();
            last.extend(workspace.tables().map(|(database, table)| (database.id, Arc::clone(table))));
        }
        self.last = last;
        true
    }

    /// The settings for one table, where they are not those of all.
    fn settings_for(&mut self, database: &Database, table: &Table) -> Option<Arc<[RuleSetting]>> {
        let overrides = self.profile.overrides_for(&database.name, &table.name);
        if overrides.is_empty() {
            return None;
        }
        let made = self.settings.entry(overrides);
        let made = made.or_insert_with_key(|overrides| Arc::from(self.profile.settings_under(overrides)));
        Some(Arc::clone(made))
    }

    fn check_table(&mut self, database: &Database, table: &Table) -> Vec<Diagnostic> {
        let mut all = Vec::new();
        let other = self.settings_for(database, table);
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
                    if let Some(said) = &memory.said {
                        findings.take_over(said);
                    } else {
                        memory.across.judge(&context, findings);
                        let mut said = findings.like();
                        said.take_over(findings);
                        memory.said = Some(said);
                    }
                }
                // A memory has the order in which it was told.
                let place = |found: &Diagnostic| Some(self.tables.get(&found.path.table()?)?.place);
                findings.found.sort_by_key(place);
            }
            Check::Table(_) | Check::Scripts(_) | Check::Reading => {}
        }
    }

    /// Where the rule is set otherwise for a table, its findings there take that severity, or go.
    fn adjust(&self, number: usize, findings: &mut Findings) {
        let Some(rule) = self.profile.catalogue.rules.get(number).map(|registered| registered.rule) else { return };
        if findings.found.is_empty() || !self.profile.overrides_rule(number) {
            return;
        }
        let base = findings.severity;
        findings.found.retain_mut(|diagnostic| {
            let checked = diagnostic.path.table().and_then(|table| self.tables.get(&table));
            let setting =
                checked.and_then(|checked| self.profile.setting_for(rule, &checked.home.name, &checked.table.name));
            let Some(setting) = setting else { return true };
            if diagnostic.severity == base {
                diagnostic.severity = setting.severity.unwrap_or(base);
            }
            setting.severity.is_some()
        });
    }
}

/// A table's rules do not know the other tables: takes back the fixes that give it the name of one of them.
fn withhold_taken_names(workspace: &Workspace, all: &mut [Diagnostic]) {
    let mut names: HashSet<(usize, String)> = HashSet::new();
    let mut homes: FxHashMap<TableId, usize> = FxHashMap::default();
    for diagnostic in all {
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
        let Some((table, name)) = edits
            .filter_map(|edit| match edit {
                Edit::RenameTable { table, name } => Some((table, name)),
                _ => None,
            })
            .next()
        else {
            continue;
        };
        if homes.is_empty() {
            for (home, database) in workspace.databases.iter().enumerate() {
                homes.extend(database.tables.iter().map(|table| (table.id, home)));
                names.extend(database.tables.iter().map(|table| (home, table.name.lower())));
            }
        }
        let own = |home: usize| {
            let table = workspace.databases.get(home).and_then(|database| database.table(*table));
            table.is_some_and(|own| same_identifier(&own.name, name))
        };
        let home = homes.get(table).copied().unwrap_or_default();
        if names.contains(&(home, name.lower())) && !own(home) {
            diagnostic.fix = None;
        }
    }
}
