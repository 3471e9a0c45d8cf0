//! The keys of the whole window: each belongs to an action.

use yew::prelude::*;

use super::listeners::{in_field, typing};
use super::{App, Overlay};
use crate::ui::actions::{chord, types};
use crate::web::focus;

const ARROWS: [&str; 4] = ["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"];

impl App {
    pub(super) fn key(&mut self, context: &Context<Self>, event: &KeyboardEvent) -> bool {
        // A key that an input method is at work with, or that the place where it was pressed has used.
        if event.is_composing() || event.default_prevented() {
            return false;
        }
        let pressed = chord(&event.key(), event.ctrl_key() || event.meta_key(), event.alt_key(), event.shift_key());
        let Some(pressed) = pressed else { return false };
        if self.take_keys(&pressed) {
            event.prevent_default();
            return true;
        }
        let action = self.keys.action(&pressed);
        if self.overlay.is_some() {
            let again = match (&self.overlay, action.map(|action| action.id)) {
                (Some(Overlay::Palette(_)), Some("palette")) | (Some(Overlay::Help(_)), Some("help")) => {
                    !types(&pressed) || !in_field(event)
                }
                _ => false,
            };
            if pressed == "Escape" || again {
                event.prevent_default();
                self.close_overlay();
            }
            return true;
        }
        if let (Some(drawer), "Escape") = (self.drawer, pressed.as_str()) {
            self.toggle(drawer);
            return true;
        }
        // Who opened something has not gone anywhere yet, and the arrows would go nowhere.
        if action.is_none()
            && ARROWS.contains(&pressed.as_str())
            && focus::is_nowhere()
            && focus::focus_id("cell-input")
        {
            event.prevent_default();
            return false;
        }
        let Some(action) = action else { return false };
        // What is being typed is the browser's to undo, and a letter is a letter there.
        if (action.leaves_text_alone() && typing(event)) || (types(&pressed) && in_field(event)) {
            return false;
        }
        event.prevent_default();
        self.act(context, action);
        self.time_toast(context);
        true
    }
}
