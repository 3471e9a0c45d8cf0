//! Findings that somebody lets pass, with a reason: a comment at the object says so, or the house's own file.
//!
//! In SQL it is a comment on the line of a column or a key, or before the table:
//! `-- tabledraft: allow(rule-name, other-rule) because of this`. The comment is a remark of the model, so a project file keeps
//! it as well.

use std::sync::Arc;

use super::{Allowance, Profile};
use crate::diagnostic::Diagnostic;
use crate::schema::{MARK, ObjectPath, Table, Workspace, read_suppressions};
use crate::text::glob_matches;

/// One `allow(...)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Suppression {
    /// The object at which it stands; at a table, it is for everything in the table.
    pub path: ObjectPath,
    pub rules: Vec<String>,
    pub reason: Arc<str>,
}

/// All of one table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suppressions(pub Vec<Suppression>);

impl Suppressions {
    pub fn of(table: &Table) -> Self {
        let mut all = Vec::new();
        let mut read = |path, remark: &Option<String>| {
            if let Some(remark) = remark {
                all.extend(read_suppressions(remark).map(|(rules, reason)| Suppression { path, rules, reason }));
            }
        };
        read(ObjectPath::Table(table.id), &table.remark);
        table.columns.iter().for_each(|column| read(ObjectPath::Column(table.id, column.id), &column.remark));
        table.indexes.iter().for_each(|index| read(ObjectPath::Index(table.id, index.id), &index.remark));
        table.foreign_keys.iter().for_each(|key| read(ObjectPath::ForeignKey(table.id, key.id), &key.remark));
        Suppressions(all)
    }

    /// Marks the finding where one of these lets it pass.
    pub fn mark(&self, diagnostic: &mut Diagnostic) {
        let lets_pass = |one: &&Suppression| {
            (one.path == diagnostic.path || matches!(one.path, ObjectPath::Table(_)))
                && one.rules.iter().any(|rule| rule == diagnostic.rule)
        };
        if let Some(one) = self.0.iter().find(lets_pass) {
            diagnostic.suppressed = Some(Arc::clone(&one.reason));
        }
    }
}

/// Marks what the house's own file lets pass.
pub fn mark_allowed(workspace: &Workspace, allowances: &[Allowance], diagnostics: &mut [Diagnostic]) {
    if allowances.is_empty() {
        return;
    }
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.suppressed.is_none()) {
        let object = diagnostic.path.display(workspace);
        let fits = |one: &&Allowance| one.rule == diagnostic.rule && glob_matches(&one.object, &object);
        if let Some(one) = allowances.iter().find(fits) {
            diagnostic.suppressed = Some(Arc::from(one.reason.as_str()));
        }
    }
}

/// Marks what was found after the rules had run: by the reader and by the server.
pub fn mark(workspace: &Workspace, profile: &Profile, diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.suppressed.is_none()) {
        if let Some((_, table)) = diagnostic.path.table().and_then(|table| workspace.table(table))
            && has_mark(table)
        {
            Suppressions::of(table).mark(diagnostic);
        }
    }
    mark_allowed(workspace, &profile.allowances, diagnostics);
}

fn has_mark(table: &Table) -> bool {
    let remarks = [&table.remark].into_iter().chain(table.columns.iter().map(|column| &column.remark));
    let remarks = remarks.chain(table.indexes.iter().map(|index| &index.remark));
    let mut remarks = remarks.chain(table.foreign_keys.iter().map(|key| &key.remark)).flatten();
    remarks.any(|remark| remark.contains(MARK))
}

/// What is wrong with the suppressions themselves: rules that do not exist, reasons that are not given, and those that let
/// nothing pass any more.
pub fn judge(workspace: &Workspace, profile: &Profile, found: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    let mut say = |rule: &'static str, path, message: String, help: &str| {
        if let Some(severity) = profile.setting(rule).severity {
            said.push(Diagnostic::new(rule, severity, path, message).help(help));
        }
    };
    for (_, table) in workspace.tables().filter(|(_, table)| has_mark(table)) {
        for one in Suppressions::of(table).0 {
            if one.reason.is_empty() {
                let message = format!("The suppression of {} gives no reason.", one.rules.join(", "));
                say(WITHOUT_REASON, one.path, message, "Say behind the parenthesis why it is let pass.");
            }
            for name in &one.rules {
                if !profile.catalogue.rules.iter().any(|known| known.rule.name == name) {
                    let guess =
                        super::nearest(name).map(|known| format!(" Did you mean `{known}`?")).unwrap_or_default();
                    let message = format!("The suppression names `{name}`, which is no rule.{guess}");
                    say(UNKNOWN, one.path, message, "Correct the name; `tabledraft rules` lists all.");
                    continue;
                }
                let whole = matches!(one.path, ObjectPath::Table(_));
                let within = |path: ObjectPath| path == one.path || (whole && path.table() == one.path.table());
                let used =
                    found.iter().any(|found| found.rule == name && found.suppressed.is_some() && within(found.path));
                let is_on = profile.setting(name).severity.is_some();
                if !used && is_on {
                    let message =
                        format!("The suppression of `{name}` lets nothing pass: there is nothing to suppress here.");
                    say(UNUSED, one.path, message, "Remove it.");
                }
            }
        }
    }
    for one in &profile.allowances {
        let used = found
            .iter()
            .any(|found| found.rule == one.rule && glob_matches(&one.object, &found.path.display(workspace)));
        if !used {
            let message = format!("The settings allow `{}` at `{}`, where it is not found.", one.rule, one.object);
            say(UNUSED, ObjectPath::Workspace, message, "Remove the entry from the settings.");
        }
    }
    said
}

const UNKNOWN: &str = "suppression-rule-unknown";
const UNUSED: &str = "suppression-unused";
const WITHOUT_REASON: &str = "suppression-without-reason";
