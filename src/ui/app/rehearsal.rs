//! A browser compiles a function of a program when it is first called, and that takes about as long as the call. So
//! while the first page stands and nobody waits, a second `App` opens, draws and changes a sample project in an element that is
//! not on the page: everything has been called once when the user needs it.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::AppHandle;
use yew::prelude::*;

use super::asking::read;
use super::{App, AppMessage, Open, WHOLE};
use crate::edit::Patch;
use crate::engine::{Preview, PreviewTable};
use crate::project::read_project;
use crate::schema::Workspace;
use crate::ui::session::{Document, Message, Session};
use crate::ui::views::ImportState;
use crate::web;

/// The sample has registrations, so that rules of all worlds are called.
const SAMPLE: &str = "./samples/qserv.tabledraft.json";

/// The first page has so long to itself, in milliseconds; between two steps the user may do something.
const BEGIN_MS: u32 = 400;
const PAUSE_MS: u32 = 25;

#[derive(Clone, Copy, Default, PartialEq, Properties)]
pub struct AppProps {
    /// Hears nobody, keeps nothing, and is not seen.
    #[prop_or_default]
    pub rehearsal: bool,
}

pub enum RehearsalMessage {
    Begin,
    /// The text of the sample.
    Sample(Result<String, String>),
    Step(u8),
}

/// One that goes on; it ends with this.
pub(super) struct Rehearsal {
    stage: Option<AppHandle<App>>,
    /// The worker's own step, by the number of the question.
    asked: u32,
    next: Timeout,
}

impl Drop for Rehearsal {
    fn drop(&mut self) {
        if let Some(stage) = self.stage.take() {
            stage.destroy();
        }
    }
}

impl App {
    /// Begins one when the first page has stood for a moment. It ends early where a project is opened, or something is typed or read.
    pub(super) fn rehearse_soon(context: &Context<Self>) {
        next(context, BEGIN_MS, RehearsalMessage::Begin).forget();
    }

    /// What came between the rehearsal and its end is over: the first page is as it was, or shows what was read.
    pub(super) fn rehearse_again(&self, context: &Context<Self>) {
        if self.open.is_none() && !self.rehearsed {
            next(context, PAUSE_MS, RehearsalMessage::Begin).forget();
        }
    }

    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn rehearsal_message(&mut self, context: &Context<Self>, message: RehearsalMessage) -> bool {
        if context.props().rehearsal {
            return match message {
                RehearsalMessage::Sample(Ok(text)) => self.rehearse_opening(&text),
                RehearsalMessage::Step(step) => self.rehearse(step),
                RehearsalMessage::Begin | RehearsalMessage::Sample(Err(_)) => false,
            };
        }
        let typing = !self.import.text.is_empty() && self.import.preview.is_none();
        if self.open.is_some() || self.import.busy.is_some() || typing {
            self.rehearsal = None;
            return false;
        }
        match message {
            RehearsalMessage::Begin => {
                let link = context.link().clone();
                spawn_local(async move {
                    let text = web::fetch_text(SAMPLE).await;
                    link.send_message(AppMessage::Rehearsal(RehearsalMessage::Sample(text)));
                });
            }
            RehearsalMessage::Sample(text) => {
                let (Some(place), Ok(sample), None) = (web::apart(), &text, &self.rehearsal) else { return false };
                let asked = self.rehearse_in_worker(sample.clone());
                let stage = yew::Renderer::<App>::with_root_and_props(place, AppProps { rehearsal: true }).render();
                stage.send_message(AppMessage::Rehearsal(RehearsalMessage::Sample(text)));
                let step = next(context, PAUSE_MS, RehearsalMessage::Step(0));
                self.rehearsal = Some(Rehearsal { stage: Some(stage), asked, next: step });
            }
            RehearsalMessage::Step(STEPS) => (self.rehearsal, self.rehearsed) = (None, true),
            RehearsalMessage::Step(step) => {
                let Some(mut rehearsal) = self.rehearsal.take() else { return false };
                // Page and worker go together.
                let wait = self.core.is_asked(rehearsal.asked);
                if !wait {
                    rehearsal.asked = self.rehearse_in_worker(step.to_string());
                    if let Some(stage) = &rehearsal.stage {
                        stage.send_message(AppMessage::Rehearsal(RehearsalMessage::Step(step)));
                    }
                }
                rehearsal.next = next(context, PAUSE_MS, RehearsalMessage::Step(step + u8::from(!wait)));
                self.rehearsal = Some(rehearsal);
            }
        }
        false
    }

    /// The same beside it in the worker, which is told the sample's text or the step.
    fn rehearse_in_worker(&self, argument: String) -> u32 {
        self.core.ask("rehearsal", argument, vec![], Rc::new(|_| {}))
    }

    fn rehearse_opening(&mut self, text: &str) -> bool {
        let Ok(project) = read_project(text) else { return false };
        self.open = Some(Open::new(String::new(), Session::open(project)));
        self.stage = 0;
        true
    }

    /// What most users do first.
    fn rehearse(&mut self, step: u8) -> bool {
        let Some(open) = &mut self.open else { return false };
        let session = &mut open.session;
        match step {
            // The drawing goes on by itself.
            0..WHOLE => self.stage = (self.stage + 1).min(WHOLE),
            WHOLE => drop(session.update(Message::AddTable(None))),
            3 => drop(session.update(Message::Undo)),
            4 => drop(session.check_on()),
            5 => {
                let patch = Patch::between(&Workspace::default(), &session.view().workspace);
                let sent = serde_json::to_string(&patch).unwrap_or_default();
                let Ok(patch) = read::<Patch>(&sent) else { return false };
                let first = patch.tables.first().map(|table| table.id);
                let (label, said) = (String::new(), String::new());
                session.update(Message::Import { patch: patch.into(), label, said, first });
            }
            6 => {
                let tables = vec![PreviewTable { name: "t".to_owned(), ..PreviewTable::default() }];
                let preview = Preview { tables, table_count: 1, something: true, ..Preview::default() };
                let state = ImportState { preview: Some(preview.into()), ..ImportState::default() };
                self.import = state.into();
                session.update(Message::Open(Document::Import));
            }
            _ => self.open = None,
        }
        true
    }
}

/// The step at which everything has been called.
const STEPS: u8 = 9;

fn next(context: &Context<App>, after: u32, message: RehearsalMessage) -> Timeout {
    let link = context.link().clone();
    Timeout::new(after, move || link.send_message(AppMessage::Rehearsal(message)))
}
