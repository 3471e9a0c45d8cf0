//! Rules that look at the scripts themselves: their names, and statement by statement what they do.

use std::sync::Arc;

use super::{Check, Findings, Profile, RuleSetting};
use crate::diagnostic::{Diagnostic, Location};
use crate::schema::{Aspect, Database, MARK, ObjectPath, Table, Workspace, read_suppressions};
use crate::sql::{Step, read_steps};
use crate::text::Span;

/// A script, taken apart.
#[derive(Clone, Debug)]
pub struct Script<'t> {
    /// The number of the file among those that were read together.
    pub file: usize,
    /// With its folders, as it was given.
    pub name: &'t str,
    pub text: &'t str,
    pub steps: Vec<Step>,
}

impl<'t> Script<'t> {
    pub fn read(file: usize, name: &'t str, text: &'t str) -> Self {
        Script { file, name, text, steps: read_steps(text) }
    }

    /// The file's own name, without folders.
    pub fn file_name(&self) -> &'t str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(self.name)
    }

    /// The name of the folder that it lies in; empty where it was given without one.
    pub fn folder(&self) -> &'t str {
        self.name.rsplit(['/', '\\']).nth(1).unwrap_or("")
    }
}

pub struct ScriptsContext<'a> {
    pub scripts: &'a [Script<'a>],
    /// Everything that was read from them.
    pub workspace: &'a Workspace,
    /// Where an object stands in the files.
    pub places: &'a dyn Fn(ObjectPath, Aspect) -> Option<Location>,
    pub profile: &'a Profile,
    pub setting: &'a RuleSetting,
}

impl ScriptsContext<'_> {
    /// Every step with its script.
    pub fn steps(&self) -> impl Iterator<Item = (&Script<'_>, &Step)> {
        self.scripts.iter().flat_map(|script| script.steps.iter().map(move |step| (script, step)))
    }

    /// The table of the workspace that a step names; without a database, the first of that name.
    pub fn table(&self, step: &Step, name: &str) -> Option<(&Database, &Table)> {
        let home = step.database.as_ref().and_then(|database| self.workspace.database_named(database));
        let found = home.and_then(|home| home.table_named(name).map(|table| (home, table)));
        let anywhere = || {
            let mut databases = self.workspace.databases.iter().filter(|_| step.database.is_none());
            databases.find_map(|database| database.table_named(name).map(|table| (database, table)))
        };
        found.or_else(anywhere).map(|(database, table)| (&**database, &**table))
    }
}

impl Findings {
    /// Adds a finding about a place in a script. `table`: what it is about, where that is known.
    pub fn add_at(
        &mut self,
        script: &Script,
        span: Span,
        table: Option<&Table>,
        message: impl Into<Arc<str>>,
    ) -> &mut Diagnostic {
        let path = table.map_or(ObjectPath::Workspace, |table| ObjectPath::Table(table.id));
        let reason = reason_at(script.text, span, self.rule);
        let finding = self.add(path, Aspect::Whole, message);
        finding.location = Some(Location { file: script.file, span });
        finding.suppressed = reason;
        finding
    }
}

/// The reason of a suppression in the comment lines above a place, or behind it on its line.
fn reason_at(text: &str, span: Span, rule: &str) -> Option<Arc<str>> {
    let before = text.get(..span.start)?;
    let (above, _) = before.rsplit_once('\n').unwrap_or(("", before));
    let comments = above.lines().rev().take_while(|line| line.trim_start().starts_with("--"));
    let behind = text.get(span.end..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let lines = comments.chain([behind]).filter(|line| line.contains(MARK));
    let mut all = lines.flat_map(read_suppressions);
    all.find(|(rules, _)| rules.iter().any(|known| known == rule)).map(|(_, reason)| reason)
}

/// What the profile's rules for scripts find.
pub fn check_scripts(
    scripts: &[Script],
    workspace: &Workspace,
    places: &dyn Fn(ObjectPath, Aspect) -> Option<Location>,
    profile: &Profile,
) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    for (registered, setting) in profile.catalogue.rules.iter().zip(profile.settings()) {
        let (Check::Scripts(check), Some(severity)) = (&registered.rule.check, setting.severity) else { continue };
        let mut findings = Findings::of(registered.rule, severity);
        check(&ScriptsContext { scripts, workspace, places, profile, setting }, &mut findings);
        for mut diagnostic in findings.found {
            let place = diagnostic.path.table().and_then(|table| workspace.table(table));
            let other =
                place.and_then(|(database, table)| profile.setting_for(registered.rule, &database.name, &table.name));
            if let Some(other) = other {
                let Some(severity) = other.severity else { continue };
                diagnostic.severity = severity;
            }
            all.push(diagnostic);
        }
    }
    all
}

/// How many things each of these rules looked at, and found.
pub fn script_figures(
    scripts: &[Script],
    workspace: &Workspace,
    places: &dyn Fn(ObjectPath, Aspect) -> Option<Location>,
    profile: &Profile,
) -> Vec<super::Figure> {
    let mut figures = Vec::new();
    for (registered, setting) in profile.catalogue.rules.iter().zip(profile.settings()) {
        let (Check::Scripts(check), Some(severity)) = (&registered.rule.check, setting.severity) else { continue };
        let mut findings = Findings::of(registered.rule, severity);
        check(&ScriptsContext { scripts, workspace, places, profile, setting }, &mut findings);
        let (looked_at, found) = (findings.looked_at, findings.found.len());
        figures.push(super::Figure { rule: registered.rule.name, looked_at, found });
    }
    figures
}
