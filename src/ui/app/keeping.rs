//! A project is kept in the browser's storage: it is saved after each change.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::asking::Question;
use super::{App, AppMessage, address};
use crate::project::write_project_compact;
use crate::schema::Workspace;
use crate::ui::views::SaveState;
use crate::web::{self, Reply, Saved, Storage};

/// A project of more columns is written in the worker: here it would stop the page for longer than a keystroke may wait.
const WRITTEN_AT_ONCE: usize = 600;

/// One of more columns is written when nothing has changed for so long, in milliseconds: the worker that writes it has
/// other things to say while somebody types.
const PAUSE_MS: u32 = 600;

/// It does not wait longer than this for a pause.
const LONGEST_WAIT_MS: f64 = 5_000.0;

/// So long after the page began to be left, changes are saved at once.
const LEAVING_MS: f64 = 1_000.0;

/// How far the saving of changes has come.
#[derive(Default)]
pub(super) struct Keeping {
    /// Something is neither in the storage nor on its way there.
    pub unsaved: bool,
    /// Since when it waits for a pause, in milliseconds since 1970.
    waits_since: Option<f64>,
    /// What the storage has been given and has not answered yet, in the order of the writes. The texts stand in the second.
    storing: Vec<(Saved, JsValue)>,
    /// What is left behind for the next page, as long as the storage does not have it: the project's id and when it was saved.
    left_behind: Vec<(String, f64)>,
    /// When something was saved last, in milliseconds since 1970: what is saved later has a later time, also in the same millisecond.
    saved_at: f64,
    /// What is not saved, where the worker has written it ahead and nothing has changed since.
    written: Option<JsValue>,
    /// The question to the worker that writes the project, as long as it has no answer.
    in_worker: Option<u32>,
    /// When the page began to be left, in milliseconds since 1970.
    left_at: f64,
    timer: Option<Timeout>,
}

impl Keeping {
    /// The storage has not answered yet.
    pub fn is_on_its_way(&self) -> bool {
        self.in_worker.is_some() || !self.storing.is_empty()
    }
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

    /// Saves as soon as what is done now has been drawn, or what is being written is written; a large project in the next
    /// pause. Several changes until then are written once.
    pub(super) fn save_soon(&mut self, context: &Context<Self>) {
        (self.keeping.unsaved, self.keeping.written) = (true, None);
        let now = js_sys::Date::now();
        // A field that is left with the page says what is in it only now, and there is no later.
        if now - self.keeping.left_at < LEAVING_MS {
            return self.save_now(context);
        }
        if self.storage.is_none() {
            return;
        }
        self.save = SaveState::Saving;
        if self.keeping.is_on_its_way() {
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
        self.save(context, self.is_leaving());
        if self.is_leaving() {
            self.leave_behind();
        }
    }

    fn is_leaving(&self) -> bool {
        js_sys::Date::now() - self.keeping.left_at < LEAVING_MS || web::is_hidden()
    }

    /// What the worker writes beside what is drawn needs no pause where nobody types.
    pub(super) fn save_now_if_large(&mut self, context: &Context<Self>) {
        let is_large = self.open.as_ref().is_some_and(|open| is_large(&open.session.view().workspace));
        if is_large && self.keeping.written.is_none() {
            self.save_now(context);
        }
    }

    /// Before another page or project takes the place of this one: the worker's answer would come too late.
    pub(super) fn save_at_once(&mut self, context: &Context<Self>) {
        self.save(context, true);
    }

    /// When the page begins to be left.
    pub(super) fn leave(&mut self, context: &Context<Self>) {
        self.keeping.left_at = js_sys::Date::now();
        // What could not be stored is tried once more, and so left behind at least.
        self.keeping.unsaved |= matches!(self.save, SaveState::Failed(_));
        self.save_now(context);
    }

    fn save(&mut self, context: &Context<Self>, at_once: bool) {
        let keeping = &mut self.keeping;
        (keeping.timer, keeping.waits_since) = (None, None);
        if let Some(question) = keeping.in_worker.take_if(|_| at_once) {
            self.core.cancel(question);
            keeping.unsaved = true;
        }
        // Where the page is left, browsers may not fetch the bytes of a `Blob` any more.
        let as_blob = |(saved, text): &(Saved, JsValue)| {
            text.is_object() && self.open.as_ref().is_some_and(|open| open.id == saved.id)
        };
        keeping.unsaved |= at_once && keeping.storing.last().is_some_and(as_blob);
        let (true, Some(open), Some(storage)) = (keeping.unsaved, &self.open, self.storage.clone()) else { return };
        keeping.unsaved = false;
        if let Some(text) = keeping.written.take().filter(|_| !at_once) {
            return self.store(context, &storage, text);
        }
        let project = open.session.project();
        if is_large(&project.workspace) && !at_once {
            self.keeping.in_worker = Some(self.put(context, Question::Save, String::new(), vec![]));
            return;
        }
        self.store(context, &storage, write_project_compact(&project).into());
    }

    /// The project has just been opened, and was written before. It is stored in the pause in which it would be written: browsers
    /// take a part of a processor for that, and everything is being drawn now.
    pub(super) fn save_written(&mut self, text: JsValue) {
        if self.keeping.unsaved {
            self.keeping.written = Some(text);
        }
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
        let Some(saved) = self.stand() else { return };
        self.keeping.storing.push((saved.clone(), text.clone()));
        let (link, storage) = (context.link().clone(), storage.clone());
        spawn_local(async move {
            let done = storage.save_text(&saved, text).await;
            link.send_message(AppMessage::SaveDone(saved.id, saved.saved_at, done));
        });
    }

    /// The open project as it stands now, without its text. One that came by a link is nowhere but in the address.
    fn stand(&mut self) -> Option<Saved> {
        let open = self.open.as_ref().filter(|open| !open.session.view().borrowed)?;
        let view = open.session.view();
        self.keeping.saved_at = js_sys::Date::now().max(self.keeping.saved_at + 0.1);
        Some(Saved {
            id: open.id.clone(),
            name: view.name.clone(),
            tables: u32::try_from(view.workspace.table_count()).unwrap_or(u32::MAX),
            saved_at: self.keeping.saved_at,
            text: String::new(),
            file: open.file.clone(),
        })
    }

    /// What the storage does not have yet is left behind for the next page: with this one, browsers may give up what it was given.
    fn leave_behind(&mut self) {
        // The storage is still opening.
        if self.keeping.unsaved
            && self.storage_problem.is_none()
            && let Some(saved) = self.stand()
            && let Some(open) = &self.open
        {
            web::leave_behind(&saved, &write_project_compact(&open.session.project()));
        }
        let Keeping { storing, left_behind, .. } = &mut self.keeping;
        for (saved, text) in storing {
            let stand = (saved.id.clone(), saved.saved_at);
            if let (Some(text), false) = (text.as_string(), left_behind.contains(&stand)) {
                web::leave_behind(saved, &text);
                left_behind.push(stand);
            }
        }
    }

    /// True where there is something new to be seen.
    pub(super) fn save_done(
        &mut self,
        context: &Context<Self>,
        id: &str,
        saved_at: f64,
        done: Result<(), String>,
    ) -> bool {
        self.keeping.storing.retain(|(saved, _)| saved.id != id || saved.saved_at != saved_at);
        let newest = |(left, stand): &(String, f64)| left == id && *stand <= saved_at;
        if done.is_ok() && self.keeping.left_behind.iter().any(newest) {
            self.keeping.left_behind.retain(|left| !newest(left));
            if self.keeping.left_behind.iter().all(|(left, _)| left != id) {
                web::forget_left(id);
            }
        }
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

pub(super) fn is_large(workspace: &Workspace) -> bool {
    workspace.column_count() > WRITTEN_AT_ONCE
}
