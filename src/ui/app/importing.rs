//! Files and pasted text are read in the worker and shown; `taking` has what becomes of them.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use serde::Deserialize;
use web_sys::File;
use yew::prelude::*;

use super::asking::{Question, read};
use super::{App, AppMessage};
use crate::engine::{Confirmed, Preview, Same};
use crate::i18n::say;
use crate::ui::session::{Document, Message};
use crate::ui::views::{Busy, ImportState};
use crate::web::Reply;

/// What the user does on the import screen.
pub enum ImportMessage {
    /// What stands in the text field, before it is read.
    Type(String),
    ReadTyped,
    Read(String),
    Pick(Vec<File>),
    /// It takes long enough to be spoken of.
    Late(u32),
    /// Ends what takes too long.
    Stop,
    Clear,
    Cancel,
    Same(Same),
    /// A proposal is confirmed or corrected, or, without an answer, open again.
    Confirm(usize, Option<Confirmed>),
    ConfirmRest,
    Page(usize),
    Take {
        open: bool,
    },
}

/// Work is spoken of after so many milliseconds.
const LATE_MS: u32 = 300;

/// How far something is.
#[derive(Deserialize)]
struct Progress {
    done: u64,
    of: u64,
    what: String,
}

impl App {
    /// False where nothing is to be drawn.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn import_message(&mut self, context: &Context<Self>, message: ImportMessage) -> bool {
        match message {
            ImportMessage::Type(text) => {
                Rc::make_mut(&mut self.import).text = text;
                // It will be needed in a moment.
                self.core.start();
                return false;
            }
            ImportMessage::ReadTyped => self.read(context, self.import.text.clone(), vec![]),
            ImportMessage::Read(text) => self.read(context, text, vec![]),
            ImportMessage::Pick(files) if files.is_empty() => return false,
            ImportMessage::Pick(files) => self.read(context, String::new(), files),
            ImportMessage::Late(id) => match &mut Rc::make_mut(&mut self.import).busy {
                Some(busy) if busy.id == id => busy.late = true,
                _ => return false,
            },
            ImportMessage::Stop => self.stop_import(),
            ImportMessage::Clear => {
                self.clear_import();
                self.rehearse_again(context);
            }
            ImportMessage::Cancel => {
                self.clear_import();
                self.rehearse_again(context);
                self.session_message(context, Message::Close(Document::Import));
            }
            ImportMessage::Same(same) => Rc::make_mut(&mut self.import).same = same,
            ImportMessage::Confirm(number, answer) => {
                if let Some(place) = Rc::make_mut(&mut self.import).answers.get_mut(number) {
                    *place = answer;
                }
            }
            ImportMessage::ConfirmRest => {
                let state = Rc::make_mut(&mut self.import);
                let proposals = state.preview.iter().flat_map(|preview| &preview.confirm);
                for ((number, proposal), answer) in proposals.enumerate().zip(&mut state.answers) {
                    answer.get_or_insert_with(|| Confirmed {
                        number,
                        value: proposal.value.clone(),
                        roles: proposal.roles.clone(),
                    });
                }
            }
            ImportMessage::Page(page) => Rc::make_mut(&mut self.import).page = page,
            ImportMessage::Take { open } => return self.take(context, open),
        }
        self.take_ahead(context);
        true
    }

    fn read(&mut self, context: &Context<Self>, text: String, files: Vec<File>) {
        self.stop_import();
        let typed = if files.is_empty() { text.clone() } else { String::new() };
        self.import = Rc::new(ImportState { text: typed, ..ImportState::default() });
        self.taking = None;
        if let Some(open) = &mut self.open {
            open.session.update(Message::Open(Document::Import));
        }
        let id = self.put(context, Question::Import, text, files);
        self.be_busy(context, id);
    }

    /// Reads a saved project that is too large to be read here between two keystrokes.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn open_in_worker(&mut self, context: &Context<Self>, id: Option<String>, text: String) {
        self.clear_import();
        let question = self.put(context, Question::Import, text, vec![]);
        self.be_busy(context, question);
        Rc::make_mut(&mut self.import).opening = Some(id);
    }

    pub(super) fn be_busy(&mut self, context: &Context<Self>, id: u32) {
        let link = context.link().clone();
        let timer = Timeout::new(LATE_MS, move || link.send_message(AppMessage::Import(ImportMessage::Late(id))));
        self.import_timer = Some(timer);
        let state = Rc::make_mut(&mut self.import);
        state.busy = Some(Busy { id, ..Busy::default() });
        state.failed = None;
    }

    /// What was being read is not here any more; what was read stays.
    fn stop_import(&mut self) {
        self.import_timer = None;
        let Some(busy) = Rc::make_mut(&mut self.import).busy.take() else { return };
        self.core.cancel(busy.id);
        self.taking = None;
    }

    pub(super) fn clear_import(&mut self) {
        self.stop_import();
        self.import = Rc::default();
        self.taking = None;
    }

    /// False where nothing new is to be drawn: of what does not take long nobody speaks.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn import_read(&mut self, context: &Context<Self>, reply: Reply) -> bool {
        let state = Rc::make_mut(&mut self.import);
        match reply {
            Reply::Progress(text) => {
                let progress = read::<Progress>(&text).ok();
                if let (Some(progress), Some(busy)) = (progress, &mut state.busy) {
                    let percent = (100 * progress.done).checked_div(progress.of).unwrap_or(0);
                    busy.said = say("{}, {} %", &[&progress.what, &percent]);
                }
                return state.busy.as_ref().is_some_and(|busy| busy.late);
            }
            Reply::Part(_) | Reply::Raw(_) => return false,
            Reply::Done { answer, .. } => {
                state.busy = None;
                match answer.and_then(|text| read::<Preview>(&text)) {
                    Ok(preview) => {
                        state.answers = vec![None; preview.confirm.len()];
                        let project = preview.project.is_some();
                        state.preview = Some(Rc::new(preview));
                        if state.opening.is_some() && project {
                            self.take(context, true);
                        } else {
                            self.take_ahead(context);
                        }
                    }
                    Err(why) => state.failed = Some(why),
                }
            }
        }
        true
    }
}
