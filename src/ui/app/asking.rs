//! What a server would say: the questions to the worker that plays the servers, and its answers.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::{App, AppMessage};
use crate::engine::Transcript;
use crate::json;
use crate::project::write_project_compact;
use crate::ui::session::{Message, View};
use crate::web::ServerWorker;

/// Long enough for a few keystrokes, short enough to seem at once.
const PAUSE_MS: u32 = 150;

/// The panel of the server's answers, and how far the last question has come.
#[derive(Default)]
pub struct Asking {
    /// The panel is shown in the place of the problems, and is asked after each change.
    pub shown: bool,
    /// The server's name, where the user has chosen one.
    chosen: Option<String>,
    /// What was said last. While a new answer is on its way, this is the one before.
    pub answer: Option<Result<Rc<Transcript>, String>>,
    /// A question is on its way.
    pub busy: bool,
    /// Something has changed since the question that is on its way.
    stale: bool,
    worker: Option<ServerWorker>,
    timer: Option<Timeout>,
}

impl Asking {
    /// The server that is asked: the chosen one, or the profile's.
    pub fn server<'a>(&'a self, view: &'a View) -> &'a str {
        let of_profile =
            || if view.profile.name.starts_with("qserv") { "qserv-55" } else { view.profile.server.name() };
        self.chosen.as_deref().unwrap_or_else(of_profile)
    }
}

impl App {
    pub(super) fn show_server(&mut self, context: &Context<Self>, shown: bool) {
        self.asking.shown = shown;
        if let Some(open) = self.open.as_mut().filter(|open| open.session.view().folded) {
            open.session.update(Message::FoldProblems);
        }
        if shown {
            self.ask(context);
        }
    }

    pub(super) fn choose_server(&mut self, context: &Context<Self>, name: String) {
        self.asking.chosen = Some(name);
        self.ask(context);
    }

    /// Asks when nothing has changed for a moment, if anybody looks.
    pub(super) fn ask_soon(&mut self, context: &Context<Self>) {
        if self.asking.shown {
            let link = context.link().clone();
            self.asking.timer = Some(Timeout::new(PAUSE_MS, move || link.send_message(AppMessage::Ask)));
        }
    }

    pub(super) fn ask(&mut self, context: &Context<Self>) {
        let Some(open) = &self.open else { return };
        if self.asking.busy {
            self.asking.stale = true;
            return;
        }
        let server = self.asking.server(&open.session.view()).to_owned();
        let question = format!("{server}\n{}", write_project_compact(&open.session.project()));
        let asked = match self.asking.worker.take().map_or_else(|| start(context), Ok) {
            Ok(worker) => {
                let sent = worker.ask(question);
                self.asking.worker = Some(worker);
                sent
            }
            Err(reason) => Err(reason),
        };
        self.asking.busy = asked.is_ok();
        if let Err(reason) = asked {
            self.asking.answer = Some(Err(reason));
        }
    }

    pub(super) fn answered(&mut self, context: &Context<Self>, answer: Result<String, String>) {
        self.asking.busy = false;
        if answer.is_err() {
            // The next question gets a new one.
            self.asking.worker = None;
        }
        self.asking.answer = Some(answer.and_then(|text| understood(&text)));
        if std::mem::take(&mut self.asking.stale) {
            self.ask(context);
        }
    }
}

fn start(context: &Context<App>) -> Result<ServerWorker, String> {
    let link = context.link().clone();
    ServerWorker::start(move |answer| link.send_message(AppMessage::Answered(answer)))
}

fn understood(text: &str) -> Result<Rc<Transcript>, String> {
    if let Some(why) = text.strip_prefix('!') {
        return Err(why.to_owned());
    }
    let node = json::parse(text).map_err(|error| error.message)?;
    json::read(&node).map(Rc::new).map_err(|misfit| misfit.message)
}
