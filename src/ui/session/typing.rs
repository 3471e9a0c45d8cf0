//! Typing into a text of the model: a gesture of many keystrokes is one step, and each keystroke is read against what the
//! gesture began with.

use std::sync::Arc;

use super::Session;
use crate::edit::{Edit, History, Patch};
use crate::engine::text_view::written;
use crate::schema::{TextOf, Workspace};

/// A gesture of typing, which goes on until there is a pause, or until something else is done.
pub(super) struct Typing {
    number: u32,
    of: TextOf,
    /// The workspace that it began with.
    base: Workspace,
    /// It has made a step already.
    stepped: bool,
}

/// Which way a keystroke goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Something is typed.
    On,
    /// The editor takes back what was typed.
    Back,
    /// The editor does again what was taken back.
    Again,
}

impl Session {
    /// The number of the gesture that a keystroke belongs to; a `fresh` one begins another.
    pub fn typing(&mut self, of: TextOf, fresh: bool) -> u32 {
        match &self.typing {
            Some(typing) if !fresh && typing.of == of => typing.number,
            _ => {
                self.turn += 1;
                let base = self.view.workspace.clone();
                self.typing = Some(Typing { number: self.turn, of, base, stepped: false });
                self.turn
            }
        }
    }

    /// False where something else was done since: then the text is to be read anew.
    pub fn is_typing(&self, number: u32) -> bool {
        self.typing.as_ref().is_some_and(|typing| typing.number == number)
    }

    /// Takes over what a text says, in place of what the gesture's keystroke before it said.
    pub(super) fn typed(&mut self, number: u32, patch: Patch, way: Way) {
        let Some(mut typing) = self.typing.take().filter(|typing| typing.number == number) else { return };
        if self.refuses() {
            return;
        }
        let next = patch.apply(&typing.base);
        if way != Way::On && !typing.stepped && self.steps_over(typing.of, &next, way) {
            return;
        }
        let mut workspace = self.view.workspace.clone();
        if typing.stepped {
            // The gesture's step is made anew, from where it began.
            self.history.take_out(&mut workspace);
        }
        let name = typing.of.table().and_then(|table| next.table(table)).map(|(_, table)| table.name.clone());
        let label = name.map_or_else(|| "Edit the script".to_owned(), |name| format!("Edit {name}"));
        let edit = Edit::Patch { patch: Arc::new(patch), label: label.clone() };
        let before = workspace.clone();
        if self.history.perform(&mut workspace, label, &[edit]).is_ok() {
            typing.stepped = workspace != before;
            let view = self.view_mut();
            view.workspace = workspace;
            view.toast = None;
            self.typing = Some(typing);
        }
    }

    /// The editor's own undo is the project's where both come to the same: then the ids come back too.
    fn steps_over(&mut self, of: TextOf, next: &Workspace, way: Way) -> bool {
        let back = way == Way::Back;
        let there = if back { self.history.before() } else { self.history.behind() };
        let says = |workspace: &Workspace| (written(workspace, of), workspace.draft(of).map(str::to_owned));
        if there.is_none_or(|there| says(there) != says(next)) {
            return false;
        }
        let (mut workspace, mut heading) = (self.view.workspace.clone(), self.heading());
        let step = if back { History::step_back } else { History::step_forward };
        step(&mut self.history, &mut workspace, &mut heading);
        self.show(workspace, heading);
        true
    }
}
