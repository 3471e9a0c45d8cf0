//! The keys of the whole window.

use yew::prelude::*;

use super::listeners::typing;
use super::{App, AppMessage};
use crate::text::Letters;
use crate::ui::session::Message;
use crate::web::focus;

impl App {
    pub(super) fn key(&mut self, context: &Context<Self>, event: &KeyboardEvent) -> bool {
        if let (Some(drawer), "Escape") = (self.drawer, event.key().as_str()) {
            self.toggle(drawer);
            return true;
        }
        if event.key() == "F6" && self.open.is_some() {
            event.prevent_default();
            context.link().send_message(AppMessage::NextPane(event.shift_key()));
            return false;
        }
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || self.open.is_none() {
            return false;
        }
        let message = match (event.key().lower().as_str(), event.shift_key()) {
            ("z", false) => Message::Undo,
            ("z", true) | ("y", false) => Message::Redo,
            ("s", false) => {
                event.prevent_default();
                // What is being typed belongs into the file: leaving the field commits it, before the next message.
                focus::leave_field();
                context.link().send_message(AppMessage::DownloadProject);
                return false;
            }
            _ => return false,
        };
        if typing(event) {
            // What is being typed is the browser's to undo.
            return false;
        }
        event.prevent_default();
        self.session_message(context, message);
        self.time_toast(context);
        true
    }
}
