//! The keys of the table editor, and what is typed into its cell.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::functional::UseForceUpdateHandle;
use yew::prelude::*;

use super::Props;
use super::cell::{text_of, value};
use super::grid::Editing;
use crate::text::Letters;
use crate::ui::app::AppMessage;
use crate::ui::session::grid::{GridMessage, How, selection, typed};
use crate::ui::session::offers::Proposal;
use crate::ui::session::{Field, Message};
use crate::web::focus::put_text;

/// What the handlers of the grid's events know.
pub struct Keys {
    pub props: Props,
    pub editing: Rc<RefCell<Editing>>,
    pub update: UseForceUpdateHandle,
    /// The field of the cell that has the keyboard.
    pub field: Field,
    /// What is offered there.
    pub proposals: Rc<Vec<Proposal>>,
    /// Rows that are seen at once.
    pub page: isize,
    /// Rows of the table.
    pub rows: usize,
}

impl Keys {
    /// Takes what was typed; false where it is not understood: then it stays in the cell, to be mended.
    pub fn commit(&self) -> bool {
        let text = {
            let mut editing = self.editing.borrow_mut();
            editing.inside = false;
            editing.pick = None;
            editing.text.take()
        };
        let view = &self.props.view;
        let Some(text) = text.filter(|text| *text != value(view, self.props.table)) else {
            self.update.force_update();
            return true;
        };
        let message = match typed(view, &text) {
            Ok(message) => message,
            Err(why) => {
                let mut editing = self.editing.borrow_mut();
                (editing.text, editing.refused) = (Some(text), Some(why.clone()));
                drop(editing);
                self.props.send.emit(AppMessage::Say(why));
                self.update.force_update();
                return false;
            }
        };
        self.editing.borrow_mut().refused = None;
        self.props.send.emit(AppMessage::Session(message));
        self.update.force_update();
        true
    }

    /// A cell's text is edited where it is: that of the cursor, or another one, to which the cursor is on its way.
    pub fn begin(&self, cell: Option<(usize, usize)>) {
        let view = &self.props.view;
        let text = match (cell, view.workspace.table(self.props.table)) {
            (Some(cell), Some((_, table))) => text_of(table, cell).unwrap_or_default(),
            _ => value(view, self.props.table),
        };
        let mut editing = self.editing.borrow_mut();
        editing.text.get_or_insert(text);
        editing.inside = true;
        drop(editing);
        self.update.force_update();
    }

    pub fn type_text(&self, text: String) {
        let mut editing = self.editing.borrow_mut();
        (editing.text, editing.refused, editing.pick) = (Some(text), None, None);
        drop(editing);
        self.update.force_update();
    }

    /// A proposal is taken.
    pub fn take(&self, at: usize) {
        if let Some(proposal) = self.proposals.get(at) {
            self.editing.borrow_mut().text = Some(proposal.text.clone());
            if self.commit() {
                let turn = self.editing.borrow().turn.wrapping_sub(1);
                self.editing.borrow_mut().turn = turn;
            }
        }
    }

    /// Shows the text of the cell that a key leads to at once. It is drawn in any case; but then the rest of the page has changed too,
    /// and the browser would lay it all out to find the place of the cursor in this field.
    fn show_ahead(&self, message: &GridMessage) {
        let view = &self.props.view;
        let Some((_, table)) = view.workspace.table(self.props.table) else { return };
        let cursor = selection(view, table).cursor;
        // Where the cursor stays, what was typed is in no view yet.
        let target = message.target(cursor, self.rows).filter(|target| *target != cursor);
        let ahead = target.and_then(|cell| text_of(table, cell)).filter(|text| put_text("cell-input", text));
        self.editing.borrow_mut().ahead = ahead;
    }

    /// Restores what was there, closes the menu, or selects the one cell only; false where nothing was to be done.
    fn escape(&self) -> bool {
        let mut editing = self.editing.borrow_mut();
        if editing.menu || editing.text.is_some() {
            // The keyboard goes back to the cell, and its text is selected again.
            *editing = Editing { turn: editing.turn.wrapping_sub(1), ..Editing::default() };
            drop(editing);
            self.update.force_update();
            return true;
        }
        drop(editing);
        let view = &self.props.view;
        let Some((_, table)) = view.workspace.table(self.props.table) else { return false };
        let chosen = selection(view, table);
        if !chosen.is_many() {
            return false;
        }
        self.send(GridMessage::Select { row: chosen.cursor.0, field: Some(chosen.cursor.1), how: How::Only });
        true
    }
}

/// Farther than any table reaches.
const FAR: isize = 1_000_000;

pub fn pressed(keys: &Keys, event: &KeyboardEvent) {
    let key = event.key();
    let in_menu = keys.editing.borrow().menu;
    let in_cell = event.target_dyn_into::<HtmlInputElement>().is_some_and(|field| field.id() == "cell-input");
    if event.is_composing() || !(in_cell || in_menu) {
        return;
    }
    let (typing, inside, pick) = {
        let editing = keys.editing.borrow();
        (editing.text.is_some(), editing.inside, editing.pick)
    };
    let control = event.ctrl_key() || event.meta_key();
    let extend = event.shift_key();
    let go = |rows: isize, fields: isize| GridMessage::Go { rows, fields, extend };
    let message = match key.as_str() {
        "Escape" if keys.escape() => None,
        _ if in_menu => return,
        "Enter" if pick.is_some() => {
            keys.take(pick.unwrap_or(0));
            None
        }
        "Enter" => Some(GridMessage::Go { rows: if extend { -1 } else { 1 }, fields: 0, extend: false }),
        "Tab" => {
            let chosen = keys.props.view.workspace.table(keys.props.table);
            let chosen = chosen.map(|(_, table)| selection(&keys.props.view, table)).unwrap_or_default();
            if extend && chosen.cursor == (0, 0) {
                // On to what stands before the grid.
                keys.commit();
                return;
            }
            Some(GridMessage::Tab { back: extend })
        }
        "F2" => {
            keys.begin(None);
            None
        }
        "." if control => {
            keys.editing.borrow_mut().menu = true;
            keys.update.force_update();
            None
        }
        "ArrowUp" | "ArrowDown" => {
            let by = if key == "ArrowUp" { -1 } else { 1 };
            if event.alt_key() {
                Some(GridMessage::Shift(by))
            } else if typing && !keys.proposals.is_empty() && (pick.is_some() || by > 0) {
                let last = keys.proposals.len() - 1;
                let next = pick.map_or(0, |at| at.saturating_add_signed(by).min(last));
                keys.editing.borrow_mut().pick = (pick != Some(0) || by > 0).then_some(next);
                keys.update.force_update();
                None
            } else {
                Some(go(if control { by * FAR } else { by }, 0))
            }
        }
        "PageUp" => Some(go(-keys.page, 0)),
        "PageDown" => Some(go(keys.page, 0)),
        // The rest is the text's own while it is edited.
        _ if typing
            && (inside
                || key.chars().count() == 1
                || matches!(key.as_str(), "Delete" | "Backspace" | "Home" | "End")) =>
        {
            return;
        }
        "ArrowLeft" => Some(go(0, if control { -FAR } else { -1 })),
        "ArrowRight" => Some(go(0, if control { FAR } else { 1 })),
        "Home" => Some(go(if control { -FAR } else { 0 }, -FAR)),
        "End" => Some(go(if control { FAR } else { 0 }, FAR)),
        "Delete" => Some(GridMessage::Clear),
        " " if extend => Some(GridMessage::Select { row: cursor_row(keys), field: None, how: How::Only }),
        " " if matches!(keys.field, Field::Null | Field::Key) => Some(GridMessage::Toggle),
        _ if control && !event.alt_key() => match key.lower().as_str() {
            "a" => Some(GridMessage::All),
            "d" => Some(GridMessage::FillDown),
            _ => return,
        },
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    if let Some(message) = message
        && keys.commit()
    {
        keys.show_ahead(&message);
        // What was typed may be a row that is moved by this key: it comes first.
        keys.props.send.emit(AppMessage::Session(Message::Grid(message)));
    }
}

fn cursor_row(keys: &Keys) -> usize {
    let view = &keys.props.view;
    view.workspace.table(keys.props.table).map_or(0, |(_, table)| selection(view, table).cursor.0)
}
