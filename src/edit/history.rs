//! What was done, to be undone and done again.

use serde_json::{Map, Value};

use super::{Edit, EditError, apply_all};
use crate::schema::Workspace;

/// Undo and redo. A step is one gesture of the user, however many edits it took.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
}

/// What a project says of itself beside its workspace.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heading {
    pub name: String,
    /// The name of the profile that judges it.
    pub profile: String,
    /// What is set otherwise than in the profile.
    pub settings: Map<String, Value>,
}

#[derive(Clone, Debug, PartialEq)]
struct Step {
    label: String,
    /// The workspace on the other side of the step.
    workspace: Workspace,
    /// The heading there, where the step changes it.
    heading: Option<Heading>,
}

/// Old workspaces share what did not change, so many steps are cheap; without a bound a long day would still grow.
const MOST_STEPS: usize = 500;

impl History {
    /// Applies the edits as one step. All of them fit, or nothing changes.
    pub fn perform(&mut self, workspace: &mut Workspace, label: String, edits: &[Edit]) -> Result<(), EditError> {
        let next = apply_all(workspace, edits)?;
        if next != *workspace {
            let before = std::mem::replace(workspace, next);
            self.note(Step { label, workspace: before, heading: None });
        }
        Ok(())
    }

    /// Puts another workspace and heading in the place of those that are, as one step.
    pub fn replace(
        &mut self,
        at: (&mut Workspace, &mut Heading),
        label: String,
        mut next: Workspace,
        heading: Heading,
    ) {
        let (workspace, own) = at;
        // Ids given once must not be given again.
        next.last_id = next.last_id.max(workspace.last_id);
        if next == *workspace && heading == *own {
            return;
        }
        let before = std::mem::replace(workspace, next);
        let heading = std::mem::replace(own, heading);
        self.note(Step { label, workspace: before, heading: Some(heading) });
    }

    fn note(&mut self, step: Step) {
        self.past.push(step);
        if self.past.len() > MOST_STEPS {
            self.past.remove(0);
        }
        self.future.clear();
    }

    /// Takes the last step back; answers with its label.
    pub fn step_back(&mut self, workspace: &mut Workspace, heading: &mut Heading) -> Option<String> {
        let step = self.past.pop()?;
        Some(step_over(step, workspace, heading, &mut self.future))
    }

    /// Does the step again that was taken back last; answers with its label.
    pub fn step_forward(&mut self, workspace: &mut Workspace, heading: &mut Heading) -> Option<String> {
        let step = self.future.pop()?;
        Some(step_over(step, workspace, heading, &mut self.past))
    }

    /// As `step_back`, where there is no heading.
    pub fn undo(&mut self, workspace: &mut Workspace) -> Option<String> {
        self.step_back(workspace, &mut Heading::default())
    }

    /// As `step_forward`, where there is no heading.
    pub fn redo(&mut self, workspace: &mut Workspace) -> Option<String> {
        self.step_forward(workspace, &mut Heading::default())
    }

    /// Takes the last step out, as if it had not been done; nothing can do it again.
    pub fn take_out(&mut self, workspace: &mut Workspace) {
        let Some(step) = self.past.pop() else { return };
        let last_id = workspace.last_id.max(step.workspace.last_id);
        *workspace = step.workspace;
        workspace.last_id = last_id;
    }

    /// The workspace that `undo` would go back to.
    pub fn before(&self) -> Option<&Workspace> {
        self.past.last().map(|step| &step.workspace)
    }

    /// The workspace that `redo` would go on to.
    pub fn behind(&self) -> Option<&Workspace> {
        self.future.last().map(|step| &step.workspace)
    }

    /// What `undo` would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.last().map(|step| step.label.as_str())
    }

    /// What `redo` would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }
}

fn step_over(step: Step, workspace: &mut Workspace, heading: &mut Heading, other_side: &mut Vec<Step>) -> String {
    // Ids given since must not be given again: something outside may still hold one.
    let last_id = workspace.last_id.max(step.workspace.last_id);
    let left = std::mem::replace(workspace, step.workspace);
    workspace.last_id = last_id;
    let heading = step.heading.map(|other| std::mem::replace(heading, other));
    other_side.push(Step { label: step.label.clone(), workspace: left, heading });
    step.label
}
