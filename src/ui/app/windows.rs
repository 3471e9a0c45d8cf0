//! Other windows of this browser with the same project: each says when it has saved, and the others follow.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{App, AppMessage};
use crate::i18n::t;
use crate::project::read_project;
use crate::ui::session::Message;
use crate::web::{self, Saved};

impl App {
    pub(super) fn hear_windows(context: &Context<Self>) {
        let link = context.link().clone();
        web::hear_windows(move |id| link.send_message(AppMessage::OtherSaved(id)));
    }

    /// Says to the other windows that the open project stands otherwise in the storage now.
    pub(super) fn tell_windows(&self) {
        if let Some(open) = self.open.as_ref().filter(|open| !open.session.view().borrowed) {
            web::tell_windows(&open.id);
        }
    }

    /// Another window has saved a project. If it is the one that is open here, what it did is read.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn other_saved(&mut self, context: &Context<Self>, id: String) {
        let (Some(open), Some(storage)) = (&self.open, self.storage.clone()) else {
            return self.list(context);
        };
        if open.id != id {
            return;
        }
        let link = context.link().clone();
        spawn_local(async move {
            if let Ok(Some(saved)) = storage.load(&id).await {
                link.send_message(AppMessage::Follow(saved));
            }
        });
    }

    /// Takes over what another window did, as a step that can be taken back. What was done here at the same time is kept as a
    /// snapshot.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn follow(&mut self, context: &Context<Self>, saved: Saved) {
        let Some(open) = self.open.as_ref().filter(|open| open.id == saved.id) else { return };
        let Ok(project) = read_project(&saved.text) else { return };
        if project == open.session.project() {
            return;
        }
        let both = self.keeping.unsaved || self.keeping.is_on_its_way();
        if both {
            self.keeping.unsaved = false;
            self.keep_snapshot(context, t("Before another window's change").to_owned());
        }
        let label = "Take over what another window did".to_owned();
        let Some(open) = &mut self.open else { return };
        // It stands in the storage already: nothing is to be saved.
        open.session.update(Message::Adopt { label, project: Box::new(project) });
        self.core.keep(open.session.project());
        self.check_soon(context);
        self.ask_soon(context);
        let said = if both {
            t("Another window changed this project at the same time. What was here is kept as a snapshot.")
        } else {
            t("Another window changed this project; this one followed.")
        };
        self.say(said.to_owned());
    }
}
