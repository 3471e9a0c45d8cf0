//! What a server would say: the questions to the worker that plays the servers, and its answers.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use serde::de::DeserializeOwned;
use yew::prelude::*;

use super::{App, AppMessage};
use crate::engine::{Offer, Transcript};
use crate::json;
use crate::project::write_project_compact;
use crate::ui::session::{Document, Message, View};
use crate::web::ServerWorker;

/// Long enough for a few keystrokes, short enough to seem at once.
const PAUSE_MS: u32 = 150;

pub type Answer<T> = Option<Result<Rc<T>, String>>;

/// What the worker can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What the server says to the whole project.
    Transcript,
    /// The files of an ingest plan, tried.
    Offer,
}

impl Question {
    fn word(self) -> &'static str {
        match self {
            Question::Transcript => "transcript",
            Question::Offer => "offer",
        }
    }
}

/// The panel of the server's answers, and how far the last questions have come.
#[derive(Default)]
pub struct Asking {
    /// The panel is shown in the place of the problems, and is asked after each change.
    pub shown: bool,
    /// The server's name, where the user has chosen one.
    chosen: Option<String>,
    /// What was said last. While a new answer is on its way, this is the one before.
    pub transcript: Answer<Transcript>,
    pub offer: Answer<Offer>,
    /// A question is on its way.
    busy: bool,
    /// What is to be asked when the worker is free.
    next: Vec<Question>,
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

    fn failed(&mut self, reason: String) {
        // The next question gets a new worker.
        self.worker = None;
        self.transcript = Some(Err(reason.clone()));
        self.offer = Some(Err(reason));
    }
}

impl App {
    pub(super) fn show_server(&mut self, context: &Context<Self>, shown: bool) {
        self.asking.shown = shown;
        if let Some(open) = self.open.as_mut().filter(|open| open.session.view().folded) {
            open.session.update(Message::FoldProblems);
        }
        self.ask(context);
    }

    pub(super) fn choose_server(&mut self, context: &Context<Self>, name: String) {
        self.asking.chosen = Some(name);
        self.ask(context);
    }

    /// Asks when nothing has changed for a moment, if anybody looks.
    pub(super) fn ask_soon(&mut self, context: &Context<Self>) {
        let link = context.link().clone();
        self.asking.timer = Some(Timeout::new(PAUSE_MS, move || link.send_message(AppMessage::Ask)));
    }

    /// Asks for what is seen.
    pub(super) fn ask(&mut self, context: &Context<Self>) {
        let exports = self.open.as_ref().is_some_and(|open| open.session.view().active == Some(Document::Export));
        for (seen, question) in [(self.asking.shown, Question::Transcript), (exports, Question::Offer)] {
            if seen && !self.asking.next.contains(&question) {
                self.asking.next.push(question);
            }
        }
        self.ask_next(context);
    }

    fn ask_next(&mut self, context: &Context<Self>) {
        let Some(open) = self.open.as_ref().filter(|_| !self.asking.busy && !self.asking.next.is_empty()) else {
            return;
        };
        let question = self.asking.next.remove(0).word();
        let server = self.asking.server(&open.session.view()).to_owned();
        let text = format!("{question} {server}\n{}", write_project_compact(&open.session.project()));
        let asked = match self.asking.worker.take().map_or_else(|| start(context), Ok) {
            Ok(worker) => {
                let sent = worker.ask(text);
                self.asking.worker = Some(worker);
                sent
            }
            Err(reason) => Err(reason),
        };
        self.asking.busy = asked.is_ok();
        if let Err(reason) = asked {
            self.asking.failed(reason);
        }
    }

    pub(super) fn answered(&mut self, context: &Context<Self>, answer: Result<String, String>) {
        self.asking.busy = false;
        match answer {
            Err(reason) => self.asking.failed(reason),
            Ok(answer) => match answer.split_once('\n') {
                Some(("offer", text)) => self.asking.offer = Some(understood(text)),
                Some((_, text)) => self.asking.transcript = Some(understood(text)),
                None => {}
            },
        }
        self.ask_next(context);
    }
}

fn start(context: &Context<App>) -> Result<ServerWorker, String> {
    let link = context.link().clone();
    ServerWorker::start(move |answer| link.send_message(AppMessage::Answered(answer)))
}

fn understood<T: DeserializeOwned>(text: &str) -> Result<Rc<T>, String> {
    if let Some(why) = text.strip_prefix('!') {
        return Err(why.to_owned());
    }
    let node = json::parse(text).map_err(|error| error.message)?;
    json::read(&node).map(Rc::new).map_err(|misfit| misfit.message)
}
