//! What is wished before the part of the program is there that it needs (docs/decisions/0020).

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::overlay::KEYS;
use super::{App, AppMessage};
use crate::i18n::say;
use crate::ui::actions::Action;
use crate::web::{self, Part};

impl App {
    /// Does later what needs the part of the program that is not here yet; in the order in which it was wished.
    pub(super) fn wait_for(&self, context: &Context<Self>, part: Part, message: AppMessage) {
        let message = match message {
            // The one key that the first page shows. Which action another has is not known yet: it is left to the browser.
            AppMessage::Key(event) if is_palettes(&event, &web::remembered(KEYS).unwrap_or_default()) => {
                event.prevent_default();
                let Some(palette) = Action::named("palette") else { return };
                AppMessage::Act(palette)
            }
            AppMessage::Key(_) => return,
            message => message,
        };
        let link = context.link().clone();
        spawn_local(async move {
            link.send_message(match (web::bring(part).await, message) {
                (Ok(()), message) => message,
                (Err(reason), AppMessage::DictionaryFetched(language, _)) => {
                    AppMessage::DictionaryFetched(language, Err(reason))
                }
                (Err(reason), _) => AppMessage::Say(say(
                    "A part of the designer could not be loaded: {}. Look at the network, and try again.",
                    &[&reason],
                )),
            });
        });
    }
}

/// Ctrl and a letter, or ⌘ and one: K, or where the user's own keys name the palette (as `Keymap::write` does), theirs.
fn is_palettes(event: &KeyboardEvent, own: &str) -> bool {
    let held = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key();
    let keys = own.split_once(r#""palette":""#).and_then(|(_, rest)| rest.split('"').next()).unwrap_or("Ctrl+K");
    let pressed =
        |keys: &str| keys.strip_prefix("Ctrl+").is_some_and(|letter| event.key().eq_ignore_ascii_case(letter));
    held && !event.is_composing() && keys.split(' ').any(pressed)
}

impl AppMessage {
    /// The part of the program that it needs. Only the first page can do with the one that is loaded with it.
    pub fn needs(&self) -> Option<Part> {
        match self {
            AppMessage::SetTheme(_)
            | AppMessage::SetLanguage(_)
            | AppMessage::DictionaryFetched(_, Err(_))
            | AppMessage::StorageOpened(_)
            | AppMessage::Listed(_)
            | AppMessage::Dragging(_)
            | AppMessage::Scrolled { .. }
            | AppMessage::Draw { .. }
            | AppMessage::DrawnWhole
            | AppMessage::Resized
            | AppMessage::Say(_)
            | AppMessage::ToastOver
            | AppMessage::SaveNow
            | AppMessage::Leave => None,
            AppMessage::Editor(_) => Some(Part::Texts),
            _ => Some(Part::Later),
        }
    }
}
