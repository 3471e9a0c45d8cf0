//! Projects are opened, listed, left, deleted and brought back.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{App, AppMessage, Open, address, editing};
use crate::i18n::{say, t, translated};
use crate::project::{Project, read_project};
use crate::ui::session::{Message, Session};
use crate::web::{self, Saved, Shelf, panic};

/// What the user does with projects, and what the browser answers.
pub enum ProjectMessage {
    New,
    /// The name of its file, without what all have.
    OpenSample(&'static str),
    SampleFetched(Result<String, String>),
    /// The id in the browser's storage.
    OpenSaved(String),
    Loaded(Result<Option<Saved>, String>),
    /// Back to the first page.
    Close,
    Delete(String),
    Deleted(Saved),
    /// The one that was deleted last.
    Restore,
}

/// A longer text is read in the worker, in bytes.
const READ_AT_ONCE: usize = 1_000_000;

impl App {
    pub(super) fn project_message(&mut self, context: &Context<Self>, message: ProjectMessage) {
        match message {
            ProjectMessage::New => {
                let name = t("Untitled").to_owned();
                self.open_project(context, None, Project { name, ..Project::default() });
            }
            ProjectMessage::OpenSample(file) => {
                let link = context.link().clone();
                spawn_local(async move {
                    let text = web::fetch_text(&format!("./samples/{file}.tabledraft.json")).await;
                    link.send_message(AppMessage::Project(ProjectMessage::SampleFetched(text)));
                });
            }
            ProjectMessage::SampleFetched(Ok(text)) => self.open_text(context, None, &text),
            ProjectMessage::SampleFetched(Err(reason)) => {
                self.say(say("The sample could not be loaded: {}.", &[&reason]))
            }
            ProjectMessage::OpenSaved(id) => self.load(context, id),
            ProjectMessage::Loaded(Ok(Some(saved))) => {
                self.open_text(context, Some(saved.id), &saved.text);
                if let Some(open) = &mut self.open {
                    open.file = saved.file;
                }
            }
            ProjectMessage::Loaded(Ok(None)) => {
                address::name_none();
                self.list(context);
                self.say(t("This project is not in this browser any more.").to_owned());
            }
            ProjectMessage::Loaded(Err(reason)) => {
                self.say(say("The project could not be read from the browser: {}.", &[&reason]))
            }
            ProjectMessage::Close => {
                address::name_none();
                self.close_project(context);
            }
            ProjectMessage::Delete(id) => self.delete_saved(context, id),
            ProjectMessage::Deleted(saved) => {
                self.notice = Some(say("Deleted the project {}.", &[&saved.name]));
                self.deleted = Some(saved);
                self.list(context);
            }
            ProjectMessage::Restore => self.restore_deleted(context),
        }
    }

    /// Opens a project's text; one without an id is new.
    pub(super) fn open_text(&mut self, context: &Context<Self>, id: Option<String>, text: &str) {
        if text.len() > READ_AT_ONCE {
            return self.open_in_worker(context, id, text.to_owned());
        }
        match read_project(text) {
            Ok(project) => self.open_project(context, id, project),
            Err(problem) => {
                address::name_none();
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
        self.leave_page();
        // Before anything is drawn: the browser notes how far the page is scrolled, for which it lays out what is new.
        address::name(&id);
        panic::remember(session.project());
        self.core.keep(session.project());
        session.update(Message::ShowBeside(editing::remembered()));
        self.open = Some(Open::new(id, session));
        self.check_soon(context);
        self.ask_soon(context);
        self.open_in_stages();
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
        self.drawn_for = 0;
        self.drawer = None;
        self.notice = None;
        self.deleted = None;
    }

    pub(super) fn load(&mut self, context: &Context<Self>, id: String) {
        let Some(storage) = self.storage.clone() else { return };
        let link = context.link().clone();
        spawn_local(
            async move { link.send_message(AppMessage::Project(ProjectMessage::Loaded(storage.load(&id).await))) },
        );
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
                Ok(Some(saved)) => storage
                    .delete(Shelf::Projects, &id)
                    .await
                    .inspect(|()| web::forget_left(&id))
                    .map(|()| AppMessage::Project(ProjectMessage::Deleted(saved))),
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
}
