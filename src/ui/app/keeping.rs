//! Projects and the browser's storage: saving after each change, opening, deleting and bringing back.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::asking::Question;
use super::{App, AppMessage, Open, address, editing};
use crate::i18n::{say, translated};
use crate::project::{Project, read_project, write_project_compact};
use crate::schema::Workspace;
use crate::ui::session::{Message, Session};
use crate::ui::views::SaveState;
use crate::web::{self, Reply, Saved, Shelf, Storage, panic};

/// A project of more columns is written in the worker: here it would stop the page for longer than a keystroke may wait.
const WRITTEN_AT_ONCE: usize = 600;

/// One of more columns is written when nothing has changed for so long, in milliseconds: the worker that writes it has
/// other things to say while somebody types.
const PAUSE_MS: u32 = 600;

/// It does not wait longer than this for a pause.
const LONGEST_WAIT_MS: f64 = 5_000.0;

/// A longer text is read in the worker, in bytes.
const READ_AT_ONCE: usize = 1_000_000;

/// So long after the page began to be left, changes are saved at once.
const LEAVING_MS: f64 = 1_000.0;

/// How far the saving of changes has come.
#[derive(Default)]
pub(super) struct Keeping {
    /// Something is neither in the storage nor on its way there.
    pub unsaved: bool,
    /// Since when it waits for a pause, in milliseconds since 1970.
    waits_since: Option<f64>,
    /// Writes that the storage has not answered yet.
    pub on_its_way: u32,
    /// The question to the worker that writes the project, as long as it has no answer.
    in_worker: Option<u32>,
    /// When the page began to be left, in milliseconds since 1970.
    left_at: f64,
    timer: Option<Timeout>,
}

impl App {
    pub(super) fn storage_opened(&mut self, context: &Context<Self>, storage: Storage) {
        self.storage = Some(storage);
        if self.open.is_none() && self.open_shared(context) {
            return;
        }
        match address::named().filter(|_| self.open.is_none()) {
            Some(id) => self.load(context, id),
            None => self.list(context),
        }
        // Something may have been drafted while the storage was opening.
        self.save_now(context);
    }

    /// Opens a project's text; one without an id is new.
    pub(super) fn open_text(&mut self, context: &Context<Self>, id: Option<String>, text: &str) {
        if text.len() > READ_AT_ONCE {
            return self.open_in_worker(context, id, text.to_owned());
        }
        match read_project(text) {
            Ok(project) => self.open_project(context, id, project),
            Err(problem) => {
                address::set(None);
                self.list(context);
                self.say(format!("{} {}", translated(&problem.message), translated(&problem.help)));
            }
        }
    }

    /// Opens a project; one without an id is new and is saved at once.
    pub(super) fn open_project(&mut self, context: &Context<Self>, id: Option<String>, project: Project) {
        self.open_session(context, id, Session::open(project));
    }

    pub(super) fn open_session(&mut self, context: &Context<Self>, id: Option<String>, mut session: Session) {
        self.save_at_once(context);
        let new = id.is_none();
        let id = id.unwrap_or_else(address::new_id);
        address::set(Some(&id));
        self.leave_page();
        panic::remember(session.project());
        self.core.keep(session.project());
        session.update(Message::ShowBeside(editing::remembered()));
        self.open = Some(Open::new(id, session));
        self.check_soon(context);
        self.ask_soon(context);
        self.focused = 0;
        self.stage = 0;
        if new {
            self.save_soon(context);
        }
    }

    /// Shows a project that came by a link; it stays in the address only, until it is made one's own.
    pub(super) fn borrow(&mut self, context: &Context<Self>, project: Project) {
        self.save_at_once(context);
        self.leave_page();
        panic::remember(project.clone());
        self.core.keep(project.clone());
        let mut session = Session::open(project);
        session.update(Message::Borrow(true));
        self.open = Some(Open::new(String::new(), session));
        self.check_soon(context);
        self.ask_soon(context);
        self.focused = 0;
    }

    /// Back to the first page, with everything in the storage.
    pub(super) fn close_project(&mut self, context: &Context<Self>) {
        self.save_at_once(context);
        self.leave_page();
        self.list(context);
    }

    /// Nothing of one page stays on the next.
    fn leave_page(&mut self) {
        self.open = None;
        self.end_diagram();
        self.visit += 1;
        self.clear_import();
        self.core.keep(Project::default());
        self.asking = Default::default();
        self.drawer = None;
        self.notice = None;
        self.deleted = None;
    }

    pub(super) fn load(&mut self, context: &Context<Self>, id: String) {
        let Some(storage) = self.storage.clone() else { return };
        let link = context.link().clone();
        spawn_local(async move { link.send_message(AppMessage::Loaded(storage.load(&id).await)) });
    }

    pub(super) fn list(&mut self, context: &Context<Self>) {
        let Some(storage) = self.storage.clone() else { return };
        let link = context.link().clone();
        spawn_local(async move {
            if let Ok(saved) = storage.list().await {
                link.send_message(AppMessage::Listed(saved));
            }
        });
    }

    pub(super) fn delete_saved(&mut self, context: &Context<Self>, id: String) {
        let Some(storage) = self.storage.clone() else { return };
        let link = context.link().clone();
        spawn_local(async move {
            let done = match storage.load(&id).await {
                Ok(Some(saved)) => storage.delete(Shelf::Projects, &id).await.map(|()| AppMessage::Deleted(saved)),
                Ok(None) => return,
                Err(reason) => Err(reason),
            };
            link.send_message(
                done.unwrap_or_else(|reason| AppMessage::Say(say("It could not be deleted: {}.", &[&reason]))),
            );
        });
    }

    pub(super) fn restore_deleted(&mut self, context: &Context<Self>) {
        let (Some(saved), Some(storage)) = (self.deleted.take(), self.storage.clone()) else { return };
        self.notice = None;
        let link = context.link().clone();
        spawn_local(async move {
            if let Err(reason) = storage.save(&saved).await {
                link.send_message(AppMessage::Say(say("It could not be brought back: {}.", &[&reason])));
            }
            if let Ok(list) = storage.list().await {
                link.send_message(AppMessage::Listed(list));
            }
        });
    }

    /// Saves as soon as what is done now has been drawn, or what is being written is written; a large project in the next
    /// pause. Several changes until then are written once.
    pub(super) fn save_soon(&mut self, context: &Context<Self>) {
        self.keeping.unsaved = true;
        if self.storage.is_none() {
            return;
        }
        self.save = SaveState::Saving;
        let now = js_sys::Date::now();
        // A field that is left with the page says what is in it only now, and there is no later.
        if now - self.keeping.left_at < LEAVING_MS {
            return self.save_at_once(context);
        }
        if self.keeping.on_its_way > 0 {
            return;
        }
        let large = self.open.as_ref().is_some_and(|open| is_large(&open.session.view().workspace));
        let waits = *self.keeping.waits_since.get_or_insert(now);
        if self.keeping.timer.is_some() && (!large || now - waits > LONGEST_WAIT_MS) {
            return;
        }
        let link = context.link().clone();
        let pause = if large { PAUSE_MS } else { 0 };
        self.keeping.timer = Some(Timeout::new(pause, move || link.send_message(AppMessage::SaveNow)));
    }

    /// Writes what is not written, if there is something.
    pub(super) fn save_now(&mut self, context: &Context<Self>) {
        let leaving = js_sys::Date::now() - self.keeping.left_at < LEAVING_MS;
        self.save(context, leaving || web::is_hidden());
    }

    /// What the worker writes beside what is drawn needs no pause where nobody types.
    pub(super) fn save_now_if_large(&mut self, context: &Context<Self>) {
        if self.open.as_ref().is_some_and(|open| is_large(&open.session.view().workspace)) {
            self.save_now(context);
        }
    }

    /// Before another page or project takes the place of this one: the worker's answer would come too late.
    fn save_at_once(&mut self, context: &Context<Self>) {
        self.save(context, true);
    }

    /// When the page begins to be left.
    pub(super) fn leave(&mut self, context: &Context<Self>) {
        self.keeping.left_at = js_sys::Date::now();
        self.save_at_once(context);
    }

    fn save(&mut self, context: &Context<Self>, at_once: bool) {
        let keeping = &mut self.keeping;
        (keeping.timer, keeping.waits_since) = (None, None);
        if let Some(question) = keeping.in_worker.take_if(|_| at_once) {
            self.core.cancel(question);
            keeping.on_its_way = keeping.on_its_way.saturating_sub(1);
            keeping.unsaved = true;
        }
        let (true, Some(open), Some(storage)) = (keeping.unsaved, &self.open, self.storage.clone()) else { return };
        keeping.unsaved = false;
        keeping.on_its_way += 1;
        let project = open.session.project();
        if is_large(&project.workspace) && !at_once {
            self.keeping.in_worker = Some(self.put(context, Question::Save, String::new(), vec![]));
            return;
        }
        self.store(context, &storage, write_project_compact(&project).into());
    }

    /// The worker has written the project.
    pub(super) fn text_made(&mut self, context: &Context<Self>, reply: Reply) {
        if self.keeping.in_worker.take().is_none() {
            // It was written here meanwhile.
            return;
        }
        let (Some(open), Some(storage)) = (&self.open, self.storage.clone()) else { return };
        let text = match reply {
            Reply::Raw(text) if text.is_object() => text,
            _ => write_project_compact(&open.session.project()).into(),
        };
        self.store(context, &storage, text);
    }

    fn store(&mut self, context: &Context<Self>, storage: &Storage, text: JsValue) {
        let Some(open) = &self.open else { return };
        let view = open.session.view();
        let saved = Saved {
            id: open.id.clone(),
            name: view.name.clone(),
            tables: u32::try_from(view.workspace.table_count()).unwrap_or(u32::MAX),
            saved_at: js_sys::Date::now(),
            text: String::new(),
            file: open.file.clone(),
        };
        let (link, storage) = (context.link().clone(), storage.clone());
        spawn_local(async move { link.send_message(AppMessage::SaveDone(storage.save_text(&saved, text).await)) });
    }

    /// True where there is something new to be seen.
    pub(super) fn save_done(&mut self, context: &Context<Self>, done: Result<(), String>) -> bool {
        self.keeping.on_its_way = self.keeping.on_its_way.saturating_sub(1);
        let before = self.save.clone();
        match done {
            Ok(()) if self.keeping.unsaved => {}
            Ok(()) => {
                self.save = SaveState::Saved;
                self.tell_windows();
            }
            Err(reason) => self.save = SaveState::Failed(reason),
        }
        if self.keeping.unsaved && self.keeping.timer.is_none() {
            self.save_soon(context);
        }
        self.save != before
    }
}

fn is_large(workspace: &Workspace) -> bool {
    workspace.column_count() > WRITTEN_AT_ONCE
}
