//! The project as a whole: its name and profile, another state that takes its place, and how two states differ.

use std::collections::HashMap;

use super::{History, Session};
use crate::edit::Heading;
use crate::i18n::{say, translated};
use crate::project::Project;
use crate::rules::{CORE, Checker, Profile};
use crate::schema::{Table, Workspace};

/// How many tables one state has that another has not, and otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    pub added: usize,
    pub removed: usize,
    pub changed: usize,
}

/// What `new` has that `old` has not. Tables are the same by their database and name.
pub fn difference(old: &Workspace, new: &Workspace) -> Difference {
    fn named(workspace: &Workspace) -> HashMap<(&str, &str), &Table> {
        let tables = workspace.tables();
        tables.map(|(database, table)| ((database.name.as_str(), table.name.as_str()), &**table)).collect()
    }
    let (before, now) = (named(old), named(new));
    let kept = now.iter().filter_map(|(name, table)| before.get(name).map(|other| (*table, *other)));
    let (kept, changed) =
        kept.fold((0, 0), |(kept, changed), (table, other)| (kept + 1, changed + usize::from(table != other)));
    Difference { added: now.len() - kept, removed: before.len() - kept, changed }
}

impl Session {
    pub(super) fn heading(&self) -> Heading {
        let view = &self.view;
        Heading { name: view.name.clone(), profile: view.profile.name.clone(), settings: view.settings.clone() }
    }

    pub(super) fn set_name(&mut self, name: String) {
        let label = format!("Rename the project to {name}");
        self.replace(label, self.view.workspace.clone(), Heading { name, ..self.heading() });
    }

    pub(super) fn set_profile(&mut self, profile: String) {
        let Some(known) = Profile::of(&CORE, &profile) else { return };
        let label = format!("Judge by the profile {}", known.title);
        self.replace(label, self.view.workspace.clone(), Heading { profile, ..self.heading() });
    }

    /// Puts another state of the project in the place of this one, as a step.
    pub(super) fn adopt(&mut self, label: String, project: Project) {
        let Project { name, profile, settings, workspace } = project;
        self.replace(label, workspace, Heading { name, profile, settings });
    }

    fn replace(&mut self, label: String, next: Workspace, next_heading: Heading) {
        if self.refuses() {
            return;
        }
        let (mut workspace, mut heading) = (self.view.workspace.clone(), self.heading());
        self.typing = None;
        self.history.replace((&mut workspace, &mut heading), label, next, next_heading);
        self.view_mut().toast = None;
        self.show(workspace, heading);
    }

    pub(super) fn show(&mut self, workspace: Workspace, heading: Heading) {
        let Heading { name, profile, settings } = heading;
        if profile != self.view.profile.name || settings != self.view.settings {
            let project = Project { profile, settings: settings.clone(), ..Project::default() };
            let judging = project.judged_by(&CORE);
            self.checker = Checker::new(judging.clone());
            self.forget_news();
            let view = self.view_mut();
            (view.profile, view.settings) = (judging.into(), settings);
        }
        let view = self.view_mut();
        (view.name, view.workspace) = (name, workspace);
    }

    pub(super) fn step(&mut self, step: Step, done: &'static str) {
        self.typing = None;
        let (mut workspace, mut heading) = (self.view.workspace.clone(), self.heading());
        if let Some(label) = step(&mut self.history, &mut workspace, &mut heading) {
            self.show(workspace, heading);
            self.say(say(done, &[&translated(&label)]), false);
        }
    }
}

type Step = fn(&mut History, &mut Workspace, &mut Heading) -> Option<String>;
