//! What was done, to be undone and done again.

use super::{Edit, EditError, apply_all};
use crate::schema::Workspace;

/// Undo and redo. A step is one gesture of the user, however many edits it took.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq)]
struct Step {
    label: String,
    /// The workspace on the other side of the step.
    workspace: Workspace,
}

/// Old workspaces share what did not change, so many steps are cheap; without a bound a long day would still grow.
const MOST_STEPS: usize = 500;

impl History {
    /// Applies the edits as one step. All of them fit, or nothing changes.
    pub fn perform(&mut self, workspace: &mut Workspace, label: String, edits: &[Edit]) -> Result<(), EditError> {
        let next = apply_all(workspace, edits)?;
        if next == *workspace {
            return Ok(());
        }
        let before = std::mem::replace(workspace, next);
        self.past.push(Step { label, workspace: before });
        if self.past.len() > MOST_STEPS {
            self.past.remove(0);
        }
        self.future.clear();
        Ok(())
    }

    /// Takes the last step back; answers with its label.
    pub fn undo(&mut self, workspace: &mut Workspace) -> Option<String> {
        let step = self.past.pop()?;
        Some(step_over(step, workspace, &mut self.future))
    }

    /// Does the step again that was taken back last; answers with its label.
    pub fn redo(&mut self, workspace: &mut Workspace) -> Option<String> {
        let step = self.future.pop()?;
        Some(step_over(step, workspace, &mut self.past))
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

fn step_over(step: Step, workspace: &mut Workspace, other_side: &mut Vec<Step>) -> String {
    // Ids given since must not be given again: something outside may still hold one.
    let last_id = workspace.last_id.max(step.workspace.last_id);
    let left = std::mem::replace(workspace, step.workspace);
    workspace.last_id = last_id;
    other_side.push(Step { label: step.label.clone(), workspace: left });
    step.label
}
