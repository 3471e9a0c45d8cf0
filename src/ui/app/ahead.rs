//! What was read on the first page becomes a project while the user looks at what was understood: it is opened, checked, written
//! and drawn out of sight. The click only shows it.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use super::asking::Question;
use super::keeping::is_large;
use super::taking::opened;
use super::{App, AppMessage, WHOLE, editing};
use crate::engine::News;
use crate::ui::session::Session;

pub(super) struct Ahead {
    pub session: Session,
    pub so_far: SoFar,
}

/// What else is done of it. It goes on when the project is open.
pub(super) struct SoFar {
    /// The number of the question `check-ahead` about it; no other import has the same.
    pub check: u32,
    /// What is to be stored of a large one.
    pub text: Option<JsValue>,
    /// The stage of its drawing, once that has begun.
    pub stage: Option<u8>,
}

impl App {
    /// A step of what is to be done when the user has said so, while nobody waits.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn open_ahead(&mut self, context: &Context<Self>) {
        let (None, Some(preview)) = (&self.open, self.import.preview.clone()) else { return };
        let Some(taking) = &mut self.taking else { return };
        let Some((taken, _)) = &taking.answer else { return };
        match &mut taking.ahead {
            Some(ahead) => drop(ahead.session.check_on()),
            None => {
                let session = opened(&preview, taking.pieces.clone(), taken.clone());
                let project = session.project();
                let judged = serde_json::to_string(&project.without_workspace()).unwrap_or_default();
                let check = self.put(context, Question::CheckAhead, judged.clone(), vec![]);
                if is_large(&project.workspace) {
                    self.put(context, Question::SaveAhead, judged, vec![]);
                }
                if let Some(taking) = &mut self.taking {
                    taking.ahead = Some(Ahead { session, so_far: SoFar { check, text: None, stage: None } });
                }
            }
        }
        let Some(Ahead { session, so_far }) = self.ahead_mut() else { return };
        if session.is_checking() {
            let link = context.link().clone();
            self.check_timer = Some(Timeout::new(0, move || link.send_message(AppMessage::CheckOn)));
        } else if editing::remembered().is_some() {
            // A text or a diagram beside the table asks for things of the project, which is not open yet.
            self.rehearse_again(context);
        } else if so_far.stage.is_none() {
            so_far.stage = Some(0);
            self.draw_later(context);
        }
    }

    /// The next stage of what is drawn out of sight is to be drawn; with the last one, the rest of what is asked for first is rehearsed.
    pub(super) fn draw_ahead(&mut self, context: &Context<Self>, next: u8) {
        let Some(Ahead { so_far, .. }) = self.ahead_mut().filter(|ahead| ahead.so_far.stage.is_some()) else { return };
        so_far.stage = Some(next);
        if next == WHOLE {
            self.rehearse_again(context);
        }
    }

    /// What the worker's rules say of it; with the last of it, it is complete.
    pub(super) fn told_ahead(&mut self, news: Vec<News>, last: bool) -> bool {
        self.ahead_mut().is_some_and(|ahead| ahead.session.told(news, last) && ahead.so_far.stage.is_some())
    }

    pub(super) fn ahead_mut(&mut self) -> Option<&mut Ahead> {
        self.taking.as_mut()?.ahead.as_mut()
    }

    pub(super) fn ahead(&self) -> Option<&Ahead> {
        self.taking.as_ref()?.ahead.as_ref().filter(|_| self.open.is_none())
    }

    /// It has just been opened, in the visit after this one: what was asked, written and drawn of it is not again. `told`: the worker's rules have
    /// said everything.
    pub(super) fn go_on(&mut self, so_far: SoFar, before: u32, told: bool) {
        if !told {
            self.asking.go_on(so_far.check, before);
        }
        if let Some(text) = so_far.text {
            self.save_written(text);
        }
        if let Some(stage) = so_far.stage {
            (self.stage, self.drawn_for) = (stage, so_far.check);
        }
    }
}
