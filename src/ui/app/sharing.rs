//! A project in a link: it stands in the address behind `#`, which no server is sent. Who opens it looks at it first.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{App, AppMessage, address};
use crate::i18n::say;
use crate::project::{read_project, write_project_compact};
use crate::ui::session::Message;
use crate::web;

/// Letters of a link that every browser and most messages take.
const MOST_LETTERS: usize = 60_000;
/// Bytes of a project that is read from a link; a few letters could hold gigabytes otherwise.
const MOST_BYTES: f64 = 24.0 * 1024.0 * 1024.0;

/// What comes of packing and unpacking.
pub enum SharingMessage {
    Packed(Result<String, String>),
    Unpacked(Result<String, String>),
}

impl App {
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn share(&mut self, context: &Context<Self>) {
        let Some(open) = &self.open else { return };
        let text = write_project_compact(&open.session.project());
        let link = context.link().clone();
        spawn_local(
            async move { link.send_message(AppMessage::Sharing(SharingMessage::Packed(web::pack(&text).await))) },
        );
    }

    /// Opens what the address holds, if it holds a project.
    pub(super) fn open_shared(&mut self, context: &Context<Self>) -> bool {
        let Some(packed) = address::shared() else { return false };
        let link = context.link().clone();
        spawn_local(async move {
            let text = web::unpack(&packed, MOST_BYTES).await;
            link.send_message(AppMessage::Sharing(SharingMessage::Unpacked(text)));
        });
        true
    }

    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn sharing(&mut self, context: &Context<Self>, message: SharingMessage) {
        match message {
            SharingMessage::Packed(Ok(packed)) if packed.len() > MOST_LETTERS => self.say(say(
                "This project is too large for a link: packed it has {} KB, and {} KB are safe. Send it as a file (Save).",
                &[&packed.len().div_ceil(1_000), &(MOST_LETTERS / 1_000)],
            )),
            SharingMessage::Packed(Ok(packed)) => {
                let (address, size) = (address::link_to(&packed), packed.len().div_ceil(1_000));
                let link = context.link().clone();
                spawn_local(async move {
                    link.send_message(AppMessage::Say(match web::copy_text(&address).await {
                        Ok(()) => say(
                            "The link is copied ({} KB). It holds the whole project: who opens it sees it as it is now.",
                            &[&size],
                        ),
                        Err(reason) => say("The link could not be copied: {}.", &[&reason]),
                    }));
                });
            }
            SharingMessage::Packed(Err(reason)) => self.say(say("The link could not be made: {}.", &[&reason])),
            SharingMessage::Unpacked(text) => {
                let project = text.and_then(|text| read_project(&text).map_err(|problem| problem.message.to_string()));
                match project {
                    Ok(project) => self.borrow(context, project),
                    Err(reason) => {
                        address::name_none();
                        self.list(context);
                        self.say(say("This link holds no project: {} It may have been cut off on its way.", &[&crate::i18n::translated(&reason)]));
                    }
                }
            }
        }
    }

    /// A project that came by a link becomes one of this browser's.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn make_mine(&mut self, context: &Context<Self>) {
        let Some(open) = self.open.as_mut().filter(|open| open.session.view().borrowed) else { return };
        open.session.update(Message::Borrow(false));
        open.id = address::new_id();
        address::name(&open.id);
        self.save_soon(context);
    }
}
