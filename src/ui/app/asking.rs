//! What a server would say: the questions to the core in the worker, and its answers.

use std::rc::Rc;
use std::sync::Arc;

use gloo::timers::callback::Timeout;
use serde::de::DeserializeOwned;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use super::{App, AppMessage};
use crate::engine::{News, Offer, Transcript};
use crate::i18n::t;
use crate::json;
use crate::schema::{DatabaseId, Table, TableId};
use crate::ui::session::{Document, Message, View};
use crate::web::{Reply, text_of};

/// Long enough for a few keystrokes, short enough to seem at once.
const PAUSE_MS: u32 = 150;

pub type Answer<T> = Option<Result<Rc<T>, String>>;

/// What the page asks the core.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What the server says to the whole project.
    Transcript,
    /// The files of an ingest plan, tried.
    Offer,
    /// What the rules say that the first load does not have.
    Check,
    /// The same of what is imported, before it is.
    CheckAhead,
    Fix,
    Import,
    Take,
    /// A column list that was pasted into this table.
    Columns(TableId),
    /// The project's text, to be saved.
    Save,
    /// The same of what is imported, before it is.
    SaveAhead,
    /// The partitioning of a database, drawn.
    Partitioning(DatabaseId),
    /// What Qserv creates for a table.
    Creates(TableId),
}

/// A piece of a long answer.
pub enum Piece {
    /// Of what is imported.
    Tables(Vec<Arc<Table>>),
    /// Of what the rules say.
    News(Vec<News>),
}

impl Question {
    fn word(self) -> &'static str {
        match self {
            Question::Transcript => "transcript",
            Question::Offer => "offer",
            Question::Check => "check",
            Question::CheckAhead => "check-ahead",
            Question::Fix => "fix",
            Question::Import => "import",
            Question::Take => "import-take",
            Question::Columns(_) => "columns",
            Question::Save | Question::SaveAhead => "project",
            Question::Partitioning(_) => "partitioning",
            Question::Creates(_) => "creates",
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
    /// The configuration of the server that the ingest plan is for; empty for an empty server.
    pub target: Rc<str>,
    /// What the worker has written of the table or database at hand, and of which.
    pub sheet: Option<(Document, Result<String, String>)>,
    /// What Qserv creates for the table at hand is looked at.
    pub creates: bool,
    /// Questions that are asked after each change, with their numbers, as long as they are on their way.
    asked: Vec<(Question, u32)>,
    /// The visit in which the project was checked ahead, as long as the answer is on its way, or waits to be read.
    ahead: Option<u32>,
    timer: Option<Timeout>,
}

impl Asking {
    /// The server that is asked: the chosen one, or the profile's.
    pub fn server<'a>(&'a self, view: &'a View) -> &'a str {
        let of_profile =
            || if view.profile.name.starts_with("qserv") { "qserv-55" } else { view.profile.server.name() };
        self.chosen.as_deref().unwrap_or_else(of_profile)
    }

    /// What was asked of the project before it was opened, in the visit before, is not asked again.
    pub(super) fn go_on(&mut self, check: u32, before: u32) {
        self.asked.push((Question::Check, check));
        self.ahead = Some(before);
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

    pub(super) fn show_creates(&mut self, context: &Context<Self>, shown: bool) {
        self.asking.creates = shown;
        self.ask(context);
    }

    pub(super) fn choose_server(&mut self, context: &Context<Self>, name: String) {
        self.asking.chosen = Some(name);
        self.ask(context);
    }

    pub(super) fn set_target(&mut self, context: &Context<Self>, text: String) {
        self.asking.target = text.trim().into();
        // An answer that is on its way is for the server of before.
        self.asking.asked.retain(|(question, _)| *question != Question::Offer);
        self.ask(context);
    }

    pub(super) fn read_target(&self, context: &Context<Self>, file: Option<File>) {
        let (Some(file), link) = (file, context.link().clone()) else { return };
        spawn_local(async move {
            link.send_message(match text_of(&file).await {
                Some(text) => AppMessage::SetTarget(text),
                None => AppMessage::Say(t("This file cannot be read as text.").to_owned()),
            });
        });
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
        let wanted = open.session.news_wanted();
        self.core.keep(open.session.project());
        let sheet = match view.active {
            Some(Document::Partitioning(id)) => Some(Question::Partitioning(id)),
            Some(Document::Table(id)) if self.asking.creates => Some(Question::Creates(id)),
            _ => None,
        };
        let seen = [
            Some(Question::Check),
            self.asking.shown.then_some(Question::Transcript),
            exports.then_some(Question::Offer),
            sheet,
        ];
        for question in seen.into_iter().flatten() {
            let on_its_way = |(asked, id): &(Question, u32)| *asked == question && self.core.is_asked(*id);
            let ahead = question == Question::Check && self.asking.ahead.is_some();
            if ahead || self.asking.asked.iter().any(on_its_way) {
                continue;
            }
            let server = self.asking.server(&view);
            let argument = match question {
                Question::Check => wanted.to_owned(),
                Question::Partitioning(id) => id.0.to_string(),
                Question::Creates(id) => format!("{server} {}", id.0),
                Question::Offer => format!("{server}\n{}", self.asking.target),
                _ => server.to_owned(),
            };
            let id = self.put(context, question, argument, vec![]);
            self.asking.asked.retain(|(asked, _)| *asked != question);
            self.asking.asked.push((question, id));
        }
    }

    fn sheet_made(&mut self, of: Document, reply: Reply) {
        if let Reply::Done { answer, .. } = reply {
            self.asking.sheet = Some((of, answer));
        }
    }

    /// Asks the core; the answer comes as a message, unless another project is open by then.
    pub(super) fn put(&self, context: &Context<Self>, question: Question, argument: String, files: Vec<File>) -> u32 {
        let (link, visit) = (context.link().clone(), self.visit);
        let listener = move |reply| {
            link.send_message(match (question, reply) {
                // Read as it comes, in a task of its own: the messages of several may be worked off together.
                (Question::Take, Reply::Part(text)) => AppMessage::Came(visit, read(&text).map(Piece::Tables)),
                (Question::Check | Question::CheckAhead, Reply::Part(text)) => {
                    AppMessage::Came(visit, read(&text).map(Piece::News))
                }
                (question, reply) => AppMessage::Answered(question, visit, reply),
            });
        };
        self.core.ask(question.word(), argument, files, Rc::new(listener))
    }

    /// A piece of a long answer has come.
    pub(super) fn came(&mut self, visit: u32, piece: Result<Piece, String>) {
        let news = matches!(piece, Ok(Piece::News(_)));
        if visit != self.visit && !(news && self.asking.ahead == Some(visit)) {
            return;
        }
        match piece {
            Ok(Piece::Tables(tables)) => {
                if let Some(taking) = &mut self.taking {
                    taking.pieces.push(tables);
                }
            }
            Ok(Piece::News(news)) => match &mut self.open {
                Some(open) => drop(open.session.told(news, false)),
                None => drop(self.told_ahead(news, false)),
            },
            Err(why) => Rc::make_mut(&mut self.import).failed = Some(why),
        }
    }

    /// False where nothing is to be drawn.
    pub(super) fn answered(&mut self, context: &Context<Self>, question: Question, visit: u32, reply: Reply) -> bool {
        let mut question = question;
        if visit != self.visit {
            if question != Question::CheckAhead || self.asking.ahead.take_if(|ahead| *ahead == visit).is_none() {
                return false;
            }
            question = Question::Check;
        }
        let mut drawn = !matches!(reply, Reply::Part(_));
        let stale = matches!(reply, Reply::Done { fresh: false, .. });
        match question {
            Question::Offer => self.asking.offer = answer(reply),
            Question::Transcript => self.asking.transcript = answer(reply),
            Question::Check => drawn = self.told(reply),
            Question::CheckAhead => {
                let Reply::Done { answer: Ok(text), .. } = reply else { return false };
                return self.told_ahead(read(&text).unwrap_or_default(), true);
            }
            Question::Fix => self.mended(context, reply),
            Question::Import => drawn = self.import_read(context, reply),
            Question::Take => {
                if self.import_taken(context, reply) {
                    self.draw_later(context);
                }
                return false;
            }
            Question::Columns(table) => self.columns_read(context, table, reply),
            Question::Save => {
                self.text_made(context, reply);
                return false;
            }
            Question::SaveAhead => {
                if let (Reply::Raw(text), Some(ahead)) = (reply, self.ahead_mut()) {
                    ahead.so_far.text = Some(text);
                }
                return false;
            }
            Question::Partitioning(id) => self.sheet_made(Document::Partitioning(id), reply),
            Question::Creates(id) => self.sheet_made(Document::Table(id), reply),
        }
        if stale
            && !matches!(
                question,
                Question::Fix | Question::Import | Question::Take | Question::Columns(_) | Question::Save
            )
        {
            self.ask(context);
        }
        drawn
    }
}

#[inline(never)] // A door: scripts/lib/parts.mjs
fn answer<T: DeserializeOwned>(reply: Reply) -> Answer<T> {
    let Reply::Done { answer, .. } = reply else { return None };
    Some(answer.and_then(|text| read(&text)).map(Rc::new))
}

/// A text of the worker as a type of ours.
#[inline(never)] // A door: scripts/lib/parts.mjs
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let node = json::parse_ours(text).map_err(|error| error.message)?;
    json::read(&node).map_err(|misfit| misfit.message)
}
