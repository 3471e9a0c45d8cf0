//! The list of problems: grouped, narrowed, mended by rule, let pass with a reason.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Order, Session, View};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::edit::Edit;
use crate::i18n::{say, t};
use crate::schema::TableId;

pub enum ListingMessage {
    By(Order),
    /// Only this rule, or all.
    Rule(Option<&'static str>),
    /// Only this table, or all.
    Table(Option<TableId>),
    /// Asks for the reason to let a problem pass, or not any more.
    Passing(Option<usize>),
    /// Lets the problem of that number pass, with the reason.
    Pass(usize, String),
    /// All fixes of a rule that are safe, as one step.
    FixRule(&'static str),
}

/// A line of the list.
pub enum Line<'v> {
    Table {
        table: Option<TableId>,
        count: usize,
    },
    /// `safe` counts the fixes that are safe.
    Rule {
        rule: &'static str,
        count: usize,
        safe: usize,
    },
    Problem(usize, &'v Diagnostic),
}

/// True where the list shows it.
fn is_shown(view: &View, found: &Diagnostic) -> bool {
    let listing = &view.listing;
    !view.hidden.contains(&found.severity)
        && listing.rule.is_none_or(|rule| rule == found.rule)
        && listing.table.is_none_or(|table| found.path.table() == Some(table))
}

/// The lines of the list, from the top.
pub fn lines(view: &View) -> Vec<Line<'_>> {
    let shown = view.diagnostics.iter().enumerate().filter(|(_, found)| is_shown(view, found));
    match view.listing.by {
        Order::Plain => {
            // The worst first; those as bad as each other stay in the order of the tables.
            let mut shown: Vec<_> = shown.collect();
            shown.sort_by_key(|(_, found)| Reverse(found.severity));
            shown.into_iter().map(|(at, found)| Line::Problem(at, found)).collect()
        }
        Order::Table => {
            grouped(shown, |found| found.path.table(), |table, own| Line::Table { table, count: own.len() })
        }
        Order::Rule => grouped(
            shown,
            |found| found.rule,
            |rule, own| Line::Rule {
                rule,
                count: own.len(),
                safe: own.iter().filter(|(_, found)| is_safe(found)).count(),
            },
        ),
    }
}

/// Groups in the order in which their first members come.
fn grouped<'v, K: Copy + Eq + std::hash::Hash>(
    shown: impl Iterator<Item = (usize, &'v Diagnostic)>,
    key: impl Fn(&Diagnostic) -> K,
    head: impl Fn(K, &[(usize, &Diagnostic)]) -> Line<'v>,
) -> Vec<Line<'v>> {
    let mut places: HashMap<K, usize> = HashMap::new();
    let mut groups: Vec<(K, Vec<(usize, &'v Diagnostic)>)> = Vec::new();
    for (at, found) in shown {
        let key = key(found);
        let place = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, own)) => own.push((at, found)),
            None => groups.push((key, vec![(at, found)])),
        }
    }
    let mut lines = Vec::new();
    for (key, own) in groups {
        lines.push(head(key, &own));
        lines.extend(own.into_iter().map(|(at, found)| Line::Problem(at, found)));
    }
    lines
}

/// A fix that changes nothing but the problem.
pub fn is_safe(found: &Diagnostic) -> bool {
    found.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
}

/// The rules that have something to say, by name.
pub fn rules(view: &View) -> Vec<&'static str> {
    let mut rules: Vec<&'static str> = Vec::new();
    for found in view.diagnostics.iter() {
        // Of thousands of problems only a few are of another rule than one before.
        if !rules.contains(&found.rule) {
            rules.push(found.rule);
        }
    }
    rules.sort_unstable();
    rules
}

impl Session {
    pub(super) fn list_problems(&mut self, message: ListingMessage) {
        match message {
            ListingMessage::By(by) => self.view_mut().listing.by = by,
            ListingMessage::Rule(rule) => self.view_mut().listing.rule = rule,
            ListingMessage::Table(table) => self.view_mut().listing.table = table,
            ListingMessage::Passing(at) => self.view_mut().listing.passing = at,
            ListingMessage::Pass(at, reason) => self.pass(at, reason.trim()),
            ListingMessage::FixRule(rule) => self.wish_safe(rule),
        }
    }

    /// The reason stands with the object, so that scripts and project files keep it.
    fn pass(&mut self, at: usize, reason: &str) {
        let Some(found) = self.view.diagnostics.get(at).cloned() else { return };
        if reason.is_empty() {
            return self.say(t("Say why, so that others know.").to_owned(), false);
        }
        let (rule, reason) = (found.rule.to_owned(), reason.to_owned());
        self.view_mut().listing.passing = None;
        self.perform(format!("Let {rule} pass"), &[Edit::Suppress { path: found.path, rule, reason }]);
        self.say(say("Let pass: {}.", &[&found.rule]), true);
    }
}
