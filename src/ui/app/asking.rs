//! What a server would say: the questions to the core in the worker, and its answers.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use serde::de::DeserializeOwned;
use yew::prelude::*;

use super::{App, AppMessage};
use crate::engine::{Offer, Transcript};
use crate::json;
use crate::ui::session::{Document, Message, View};
use crate::web::Reply;

/// Long enough for a few keystrokes, short enough to seem at once.
const PAUSE_MS: u32 = 150;

pub type Answer<T> = Option<Result<Rc<T>, String>>;

/// What the panels show of the core.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What the server says to the whole project.
    Transcript,
    /// The files of an ingest plan, tried.
    Offer,
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
    /// The numbers of the questions that are on their way.
    asked: [u32; 2],
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

    /// Asks for what is seen, if it is not being asked for already: then it is asked for when the answer has come.
    pub(super) fn ask(&mut self, context: &Context<Self>) {
        let Some(open) = &self.open else { return };
        let view = open.session.view();
        let exports = view.active == Some(Document::Export);
        self.core.keep(open.session.project());
        for (seen, question) in [(self.asking.shown, Question::Transcript), (exports, Question::Offer)] {
            if !seen || self.core.is_asked(self.asking.asked[question as usize]) {
                continue;
            }
            let link = context.link().clone();
            let word = if question == Question::Offer { "offer" } else { "transcript" };
            let listener = move |reply| link.send_message(AppMessage::Answered(question, reply));
            let server = self.asking.server(&view).to_owned();
            self.asking.asked[question as usize] = self.core.ask(word, server, vec![], Rc::new(listener));
        }
    }

    pub(super) fn answered(&mut self, context: &Context<Self>, question: Question, reply: Reply) {
        let Reply::Done { answer, fresh } = reply else { return };
        match question {
            Question::Offer => self.asking.offer = Some(understood(answer)),
            Question::Transcript => self.asking.transcript = Some(understood(answer)),
        }
        if !fresh {
            self.ask(context);
        }
    }
}

/// The answer as a type of ours.
pub(super) fn understood<T: DeserializeOwned>(answer: Result<String, String>) -> Result<Rc<T>, String> {
    let text = answer?;
    let node = json::parse(&text).map_err(|error| error.message)?;
    json::read(&node).map(Rc::new).map_err(|misfit| misfit.message)
}
