//! The project in the worker, kept as the page has it: the page sends what differs from what it sent before, in messages
//! that are small enough to be made between two keystrokes.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::import::{Import, InputFile};
use super::questions::check::Checking;
use super::questions::fix::Fixing;
use super::text_view::Panes;
use crate::edit::Patch;
use crate::json;
use crate::project::Project;
use crate::schema::{Table, Workspace};

/// The project as far as it has come, and what a question needs beside it.
#[derive(Default)]
pub struct Mirror {
    pub project: Project,
    /// Tables that have come, and wait for the message that says where they stand.
    waiting: Vec<Arc<Table>>,
    /// The texts that are open in editors.
    pub panes: Panes,
    /// Tells the page how a long answer gets on; nobody listens where there is none.
    listener: Option<Box<dyn Fn(Told)>>,
    /// Files that came with the question that is answered.
    pub files: Vec<InputFile>,
    /// What was read last, to be taken.
    pub import: Option<Import>,
    /// What it became when it was taken, until the page has it too.
    pub(super) taken: Option<Workspace>,
    pub(super) checking: Option<Checking>,
    pub(super) fixing: Option<Fixing>,
    /// What the first questions are rehearsed with.
    pub(super) sample: Option<Box<Mirror>>,
}

/// What a question says before its answer is whole.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// How much is done of how much, and with what it goes on, for people.
    Progress { done: u64, of: u64, what: String },
    /// A piece of an answer that is too long for one task of the page.
    Part(String),
}

impl Told {
    /// `{"done", "of", "what"}` of progress; a part is JSON already.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub fn to_json(&self) -> String {
        match self {
            Told::Progress { done, of, what } => json!({ "done": done, "of": of, "what": what }).to_string(),
            Told::Part(text) => text.clone(),
        }
    }
}

/// A message that brings a mirror nearer to its project.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Update {
    /// Tables that the patch of this message, or of a later one, speaks of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tables: Vec<Arc<Table>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    patch: Option<Patch>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    judged: Option<Judged>,
}

/// How the project is called and judged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Judged {
    name: String,
    profile: String,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    settings: Map<String, Value>,
}

impl Mirror {
    /// An empty one that tells how long answers get on.
    pub fn told_to(listener: Box<dyn Fn(Told)>) -> Self {
        Mirror { listener: Some(listener), ..Mirror::default() }
    }

    /// Takes a message of an [`Outbox`].
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub fn take(&mut self, message: &str) -> Result<(), String> {
        let node = json::parse_ours(message).map_err(|error| error.message)?;
        let update: Update = json::read(&node).map_err(|misfit| misfit.message)?;
        self.waiting.extend(update.tables);
        if let Some(mut patch) = update.patch {
            patch.tables.append(&mut self.waiting);
            self.project.workspace = patch.apply(&self.project.workspace);
        }
        if let Some(judged) = update.judged {
            (self.project.name, self.project.profile) = (judged.name, judged.profile);
            self.project.settings = judged.settings;
        }
        Ok(())
    }

    /// The page has taken what was worked out here for it.
    pub fn adopt(&mut self) {
        if let Some(taken) = self.taken.take() {
            self.project.workspace = taken;
            self.import = None;
        }
    }

    /// True where tables have come whose place has not been said yet: the project is not the page's then.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    pub fn workspace(&self) -> &Workspace {
        &self.project.workspace
    }

    pub fn tell(&self, told: Told) {
        if let Some(listener) = &self.listener {
            listener(told);
        }
    }
}

/// What a mirror has been sent, and what is still to be sent.
#[derive(Default)]
pub struct Outbox {
    sent: Workspace,
    judged: Option<Judged>,
    /// The workspace that the mirror will have, and what is left to say of it.
    on_its_way: Option<(Workspace, Patch)>,
}

/// A message holds tables of so many columns at most, a table being as dear as `TABLE` columns: some 5 ms of work.
const COLUMNS: usize = 1500;
const TABLE: usize = 4;

impl Outbox {
    /// The next message to the mirror; `None` where it is as the project is.
    pub fn next(&mut self, project: &Project) -> Option<String> {
        let mut update = Update::default();
        let (workspace, mut patch) = match self.on_its_way.take() {
            Some(going) => going,
            None => {
                let judged = Judged {
                    name: project.name.clone(),
                    profile: project.profile.clone(),
                    settings: project.settings.clone(),
                };
                if self.judged.as_ref() != Some(&judged) {
                    self.judged = Some(judged.clone());
                    update.judged = Some(judged);
                }
                (project.workspace.clone(), Patch::between(&self.sent, &project.workspace))
            }
        };
        if patch.is_empty(self.sent.last_id) && update.judged.is_none() {
            return None;
        }
        update.tables = first_piece(&mut patch.tables);
        if patch.tables.is_empty() {
            update.patch = Some(patch);
            self.sent = workspace;
        } else {
            self.on_its_way = Some((workspace, patch));
        }
        Some(serde_json::to_string(&update).unwrap_or_default())
    }

    /// The mirror has come to this workspace by itself.
    pub fn agree(&mut self, workspace: Workspace) {
        self.sent = workspace;
        self.on_its_way = None;
    }
}

/// Takes as many tables off the front of the list as a message may hold; one at least.
pub(super) fn first_piece(tables: &mut Vec<Arc<Table>>) -> Vec<Arc<Table>> {
    let mut weight = 0;
    let heavy = tables.iter().position(|table| {
        weight += TABLE + table.columns.len() + table.indexes.len();
        weight > COLUMNS
    });
    let behind = tables.split_off(heavy.unwrap_or(tables.len()).max(1).min(tables.len()));
    std::mem::replace(tables, behind)
}
