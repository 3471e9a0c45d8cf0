//! The check after each change: at once where little has changed, in slices where much has, and joined with what the
//! worker finds by the rules that the first load does not have.

use std::collections::HashSet;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::Session;
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::engine::{News, mark};
use crate::rules::Beside;
use crate::schema::TableId;

/// So many columns are looked at in one slice: some five milliseconds.
const SLICE: usize = 1_200;

/// And in the first one, which comes with the change itself: a table or a few are checked at once.
const FIRST_SLICE: usize = 200;

/// How far the check has come.
#[derive(Default)]
pub struct Checking {
    beside: Beside,
    /// What the worker has tried to mend of the page's own findings, and the server takes: by their marks, for each table.
    mendable: FxHashMap<Option<TableId>, Vec<u64>>,
    /// The worker has told everything once; from then on only news.
    pub complete: bool,
    /// Something that it has told is not shown yet.
    new: bool,
    /// Tables are left for the next slice.
    unfinished: bool,
    /// Names of rules that only the worker has; each is kept for the life of the page, and there are few.
    rules: Vec<&'static str>,
}

impl Session {
    /// Begins a check of the workspace as it is. The problems are those of before until it is done.
    pub(super) fn check(&mut self) {
        self.view_mut().drop_dead_tabs();
        self.check_slice(FIRST_SLICE);
    }

    /// True where the check needs another slice.
    pub fn is_checking(&self) -> bool {
        self.checking.unfinished
    }

    /// The next slice of the check. True where it was the last one, and the problems are those of the workspace.
    pub fn check_on(&mut self) -> bool {
        self.check_slice(SLICE)
    }

    fn check_slice(&mut self, columns: usize) -> bool {
        let found = self.checker.check_some(&self.view.workspace, columns, &self.checking.beside);
        self.checking.unfinished = found.is_none();
        let Some(mut found) = found else { return false };
        found.retain(|diagnostic| diagnostic.suppressed.is_none());
        let mendable = &self.checking.mendable;
        for diagnostic in found.iter_mut().filter(|found| found.fix.as_ref().is_some_and(|fix| !fix.edits.is_empty())) {
            let own = mark(diagnostic);
            let among = |table| mendable.get(&table).is_some_and(|marks| marks.contains(&own));
            if !among(diagnostic.path.table()) && !among(None) {
                diagnostic.fix = None;
            }
        }
        let mut troubles: FxHashMap<TableId, (usize, Severity)> = FxHashMap::default();
        for diagnostic in &found {
            let Some(table) = diagnostic.path.table() else { continue };
            let (count, worst) = troubles.entry(table).or_insert((0, diagnostic.severity));
            *count += 1;
            *worst = (*worst).max(diagnostic.severity);
        }
        let view = self.view_mut();
        view.diagnostics = Rc::new(found);
        view.troubles = Rc::new(troubles);
        true
    }

    /// What the argument of the worker's question `check` has to be.
    pub fn news_wanted(&self) -> &'static str {
        if self.checking.complete { "" } else { "all" }
    }

    /// The worker's rules have to say everything again.
    pub(super) fn forget_news(&mut self) {
        self.checking.complete = false;
        self.checking.mendable.clear();
    }

    /// Takes a part of what the worker has found; with the last one it is shown. False where nothing new is shown.
    pub fn told(&mut self, news: Vec<News>, last: bool) -> bool {
        for News { table, found, mendable } in news {
            let found: Vec<Diagnostic> = found
                .into_iter()
                .map(|found| Diagnostic {
                    aspect: found.aspect,
                    help: found.help,
                    fix: found.fix.map(|(title, applicability)| Fix { title, applicability, edits: vec![] }.into()),
                    ..Diagnostic::new(self.checking.rule(&found.rule), found.severity, found.path, found.message)
                })
                .collect();
            let beside = &mut self.checking.beside;
            let known = table.map_or(Some(&beside.across), |table| beside.tables.get(&table));
            self.checking.new |= known != Some(&found) || self.checking.mendable.get(&table) != Some(&mendable);
            self.checking.mendable.insert(table, mendable);
            match table {
                Some(table) => drop(beside.tables.insert(table, found)),
                None => beside.across = found,
            }
        }
        if !last {
            return false;
        }
        self.checking.complete = true;
        let tables = &mut self.checking.beside.tables;
        if tables.len() > self.view.workspace.table_count() {
            let there: HashSet<TableId> = self.view.workspace.tables().map(|(_, table)| table.id).collect();
            tables.retain(|table, _| there.contains(table));
            self.checking.mendable.retain(|table, _| table.is_none_or(|table| there.contains(&table)));
        }
        std::mem::take(&mut self.checking.new) && !self.checking.unfinished && self.check_on()
    }
}

impl Checking {
    fn rule(&mut self, name: &str) -> &'static str {
        if let Some(known) = self.rules.iter().find(|known| **known == name) {
            return known;
        }
        let name: &'static str = String::leak(name.to_owned());
        self.rules.push(name);
        name
    }
}
