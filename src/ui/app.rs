//! The application: joins the session with the browser. What the user does comes in as a message; saving, copying,
//! reading files are done here and come back as messages.

use std::rc::Rc;
use std::sync::Arc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, FileList, HtmlElement};
use yew::prelude::*;

use crate::engine::{self, Reading, SourceFile};
use crate::export;
use crate::project::{Project, read_project, write_project_compact};
use crate::rules::Page;
use crate::schema::Workspace;
use crate::ui::components::{IconName, button, icon_button};
use crate::ui::session::{Document, Focus, Message, Place, Session, View};
use crate::ui::views::{
    Export, ImportState, SaveState, StartScene, explorer, focus_inside, import, inspector, problems, rule_page, start,
    table_editor, tabs, top_bar,
};
use crate::web::{self, PickedFile, Saved, Storage, Theme};

/// What every part of the workbench draws from, and where it sends what the user does.
pub struct Scene {
    pub view: Rc<View>,
    pub send: Callback<AppMessage>,
}

/// A panel that covers the centre where the window is narrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawer {
    Explorer,
    Inspector,
}

pub enum AppMessage {
    Session(Message),
    Toggle(Drawer),
    SetTheme(Theme),
    NewProject,
    OpenSample(&'static str),
    OpenSaved(String),
    OpenReadProject(Rc<Reading>),
    DeleteSaved(String),
    RestoreDeleted,
    CloseProject,
    ReadText(String),
    Pick(Option<FileList>),
    ClearImport,
    SetReplace(bool),
    Import { workspace: Arc<Workspace>, replace: bool },
    Copy(String),
    Download { name: String, text: String },
    // What comes back from the browser.
    StorageOpened(Result<Storage, String>),
    Listed(Vec<Saved>),
    Loaded(Result<Option<Saved>, String>),
    SampleFetched(Result<String, String>),
    PageFetched(&'static str, Result<String, String>),
    SaveDone(Result<(), String>),
    Deleted(Saved),
    Picked(Vec<PickedFile>),
    Key(KeyboardEvent),
    AddressChanged,
    Dragging(bool),
    Say(String),
    ToastOver,
    SaveNow,
}

/// A project that is open, and its place in the browser's storage.
struct Open {
    id: String,
    session: Session,
}

pub struct App {
    storage: Option<Storage>,
    storage_problem: Option<String>,
    saved: Option<Rc<Vec<Saved>>>,
    deleted: Option<Saved>,
    open: Option<Open>,
    save: SaveState,
    /// Set while something is not in the storage yet.
    pending_save: Option<Timeout>,
    import: Rc<ImportState>,
    theme: Theme,
    /// The rule page that was fetched last.
    page: Option<(&'static str, Result<Page, String>)>,
    /// The last wish for the keyboard that was followed.
    focused: u32,
    drawer: Option<Drawer>,
    dragging: bool,
    /// A message where no project is open.
    notice: Option<String>,
    toast_timer: Option<Timeout>,
    last_toast: u32,
    _listeners: Vec<EventListener>,
}

impl Component for App {
    type Message = AppMessage;
    type Properties = ();

    fn create(context: &Context<Self>) -> Self {
        let link = context.link().clone();
        spawn_local(async move { link.send_message(AppMessage::StorageOpened(Storage::open().await)) });
        App {
            storage: None,
            storage_problem: None,
            saved: None,
            deleted: None,
            open: None,
            save: SaveState::Saved,
            pending_save: None,
            import: Rc::default(),
            theme: Theme::remembered(),
            page: None,
            focused: 0,
            drawer: None,
            dragging: false,
            notice: None,
            toast_timer: None,
            last_toast: 0,
            _listeners: listeners(context),
        }
    }

    fn update(&mut self, context: &Context<Self>, message: AppMessage) -> bool {
        match message {
            AppMessage::Session(message) => self.session_message(context, message),
            AppMessage::Toggle(drawer) => self.drawer = if self.drawer == Some(drawer) { None } else { Some(drawer) },
            AppMessage::SetTheme(theme) => {
                theme.choose();
                self.theme = theme;
            }
            AppMessage::NewProject => self.open_project(context, None, Project::default()),
            AppMessage::OpenSample(file) => {
                let link = context.link().clone();
                spawn_local(async move {
                    let text = web::fetch_text(&format!("./samples/{file}.tabledraft.json")).await;
                    link.send_message(AppMessage::SampleFetched(text));
                });
            }
            AppMessage::SampleFetched(Ok(text)) => self.open_text(context, None, &text),
            AppMessage::SampleFetched(Err(reason)) => self.say(format!("The sample could not be loaded: {reason}.")),
            AppMessage::OpenSaved(id) => self.load(context, id),
            AppMessage::Loaded(Ok(Some(saved))) => self.open_text(context, Some(saved.id), &saved.text),
            AppMessage::Loaded(Ok(None)) => {
                set_address("");
                self.say("This project is not in this browser any more.".to_owned());
            }
            AppMessage::Loaded(Err(reason)) => {
                self.say(format!("The project could not be read from the browser: {reason}."))
            }
            AppMessage::OpenReadProject(reading) => {
                if let Some(project) = &reading.project {
                    let project = Project { workspace: reading.workspace.clone(), ..project.clone() };
                    self.open_project(context, None, project);
                }
            }
            AppMessage::DeleteSaved(id) => self.delete_saved(context, id),
            AppMessage::Deleted(saved) => {
                self.notice = Some(format!("Deleted the project {}.", saved.name));
                self.deleted = Some(saved);
                self.list(context);
            }
            AppMessage::RestoreDeleted => self.restore_deleted(context),
            AppMessage::CloseProject => {
                self.save_now(context);
                self.open = None;
                self.import = Rc::default();
                self.drawer = None;
                set_address("");
                self.list(context);
            }
            AppMessage::ReadText(text) => self.read(
                vec![SourceFile { name: "pasted text".to_owned(), bytes: text.clone().into_bytes() }],
                vec![],
                text,
            ),
            AppMessage::Pick(files) => {
                let Some(files) = files.filter(|files| files.length() > 0) else { return false };
                let link = context.link().clone();
                spawn_local(async move { link.send_message(AppMessage::Picked(web::pick(&files).await)) });
            }
            AppMessage::Picked(picked) => {
                let (files, refused): (Vec<_>, Vec<_>) = picked.into_iter().partition(Result::is_ok);
                let refused = refused.into_iter().filter_map(Result::err).collect();
                self.read(files.into_iter().filter_map(Result::ok).collect(), refused, String::new());
            }
            AppMessage::ClearImport => self.import = Rc::default(),
            AppMessage::SetReplace(replace) => Rc::make_mut(&mut self.import).replace = replace,
            AppMessage::PageFetched(rule, text) => self.page = Some((rule, text.map(|text| Page::parse(&text)))),
            AppMessage::Import { workspace, replace } => self.import_workspace(context, workspace, replace),
            AppMessage::Copy(text) => {
                let link = context.link().clone();
                spawn_local(async move {
                    let said = match web::copy_text(&text).await {
                        Ok(()) => "Copied.".to_owned(),
                        Err(reason) => format!(
                            "It could not be copied: {reason}. Select the text and copy it by hand, or download it."
                        ),
                    };
                    link.send_message(AppMessage::Say(said));
                });
            }
            AppMessage::Download { name, text } => match web::download(&name, &text) {
                Ok(()) => self.say(format!("{} is in your downloads.", name.replace('/', "-"))),
                Err(reason) => self.say(format!("It could not be saved: {reason}.")),
            },
            AppMessage::StorageOpened(Ok(storage)) => {
                self.storage = Some(storage);
                match address_id() {
                    Some(id) => self.load(context, id),
                    None => self.list(context),
                }
            }
            AppMessage::StorageOpened(Err(reason)) => {
                self.saved = Some(Rc::default());
                self.storage_problem = Some(reason);
            }
            AppMessage::Listed(saved) => self.saved = Some(Rc::new(saved)),
            AppMessage::SaveDone(done) => match done {
                Ok(()) if self.pending_save.is_none() => self.save = SaveState::Saved,
                Ok(()) => return false,
                Err(reason) => self.save = SaveState::Failed(reason),
            },
            AppMessage::SaveNow => {
                self.save_now(context);
                return false;
            }
            AppMessage::Key(event) => return self.key(context, &event),
            AppMessage::AddressChanged => return self.follow_address(context),
            AppMessage::Dragging(on) => {
                let changed = self.dragging != on;
                self.dragging = on;
                return changed;
            }
            AppMessage::Say(text) => self.say(text),
            AppMessage::ToastOver => self.dismiss_toast(),
        }
        self.time_toast(context);
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let send = context.link().callback(|message: AppMessage| message);
        html! {
            <>
                if let Some(open) = &self.open {
                    { self.workbench(open.session.view(), &send) }
                } else {
                    { start(&StartScene {
                        saved: self.saved.clone(),
                        storage_problem: self.storage_problem.clone(),
                        import: Rc::clone(&self.import),
                        theme: self.theme,
                        send: send.clone(),
                    }) }
                }
                { self.toast(&send) }
                if self.dragging { <div class="drop-overlay">{ "Drop SQL, Qserv JSON or a project file to read it" }</div> }
            </>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        let focus = self.open.as_ref().and_then(|open| open.session.view().focus);
        let Some(Focus { place: Place::Inspector(path), turn }) = focus else { return };
        if turn != self.focused {
            self.focused = turn;
            focus_inside(path);
        }
    }
}

impl App {
    fn workbench(&self, view: Rc<View>, send: &Callback<AppMessage>) -> Html {
        let drawer = match self.drawer {
            Some(Drawer::Explorer) => Some("show-explorer"),
            Some(Drawer::Inspector) => Some("show-inspector"),
            None => None,
        };
        let scene = &Scene { view, send: send.clone() };
        let view = &scene.view;
        let about_table = matches!(view.active, Some(Document::Table(_)) | None);
        let centre = match &view.active {
            Some(Document::Table(table)) => table_editor(scene, *table),
            Some(Document::Import) => import(&self.import, &view.workspace, send),
            Some(Document::Export) => html! { <Export view={view.clone()} send={send.clone()} /> },
            Some(Document::Rule(rule)) => {
                rule_page(rule, self.page.as_ref().filter(|(shown, _)| shown == rule).map(|(_, page)| page))
            }
            None => nothing_open(send),
        };
        html! {
            <div class={classes!("workbench", drawer, (!about_table).then_some("no-table"))}>
                { top_bar(scene, &self.save, self.theme) }
                { explorer(scene) }
                <main class="centre">
                    { tabs(scene) }
                    { centre }
                </main>
                { inspector(scene) }
                { problems(scene) }
            </div>
        }
    }

    fn toast(&self, send: &Callback<AppMessage>) -> Html {
        let of_session = self.open.as_ref().and_then(|open| open.session.view().toast.clone());
        let (text, undo) = match (of_session, &self.notice) {
            (Some(toast), _) => (toast.text, toast.undo.then_some(AppMessage::Session as fn(Message) -> AppMessage)),
            (None, Some(text)) => (text.clone(), None),
            (None, None) => return Html::default(),
        };
        let restore = self.open.is_none() && self.deleted.is_some();
        let take_back = send.reform(move |_: MouseEvent| match undo {
            Some(session) => session(Message::Undo),
            None => AppMessage::RestoreDeleted,
        });
        let close = send.reform(|_: MouseEvent| AppMessage::ToastOver);
        html! {
            <div class="toast" role="status">
                <span>{ text }</span>
                if undo.is_some() || restore { <button onclick={take_back}>{ "Undo" }</button> }
                { icon_button(IconName::Close, "Dismiss", close) }
            </div>
        }
    }

    fn session_message(&mut self, context: &Context<Self>, message: Message) {
        let Some(open) = &mut self.open else { return };
        let opened = matches!(message, Message::Open(_) | Message::Jump(_));
        web::panic::remember(open.session.project());
        if open.session.update(message) {
            self.save_soon(context);
        }
        if opened {
            self.drawer = None;
            self.fetch_page(context);
        }
    }

    fn fetch_page(&mut self, context: &Context<Self>) {
        let active = self.open.as_ref().and_then(|open| open.session.view().active.clone());
        let Some(Document::Rule(rule)) = active else { return };
        if self.page.as_ref().is_some_and(|(shown, page)| *shown == rule && page.is_ok()) {
            return;
        }
        let link = context.link().clone();
        spawn_local(async move {
            let text = web::fetch_text(&format!("./rules/{rule}.md")).await;
            link.send_message(AppMessage::PageFetched(rule, text));
        });
    }

    fn open_text(&mut self, context: &Context<Self>, id: Option<String>, text: &str) {
        match read_project(text) {
            Ok(project) => self.open_project(context, id, project),
            Err(problem) => {
                set_address("");
                self.list(context);
                self.say(format!("{} {}", problem.message, problem.help));
            }
        }
    }

    /// Opens a project; one without an id is new and is saved at once.
    fn open_project(&mut self, context: &Context<Self>, id: Option<String>, project: Project) {
        self.save_now(context);
        let new = id.is_none();
        let id = id.unwrap_or_else(new_id);
        set_address(&id);
        let empty = project.workspace.is_empty();
        self.open = Some(Open { id, session: Session::open(project) });
        self.import = Rc::default();
        self.notice = None;
        if new && !empty {
            self.save_soon(context);
        }
    }

    fn load(&mut self, context: &Context<Self>, id: String) {
        let Some(storage) = self.storage.clone() else { return };
        let link = context.link().clone();
        spawn_local(async move { link.send_message(AppMessage::Loaded(storage.load(&id).await)) });
    }

    fn list(&mut self, context: &Context<Self>) {
        let Some(storage) = self.storage.clone() else { return };
        let link = context.link().clone();
        spawn_local(async move {
            if let Ok(saved) = storage.list().await {
                link.send_message(AppMessage::Listed(saved));
            }
        });
    }

    fn delete_saved(&mut self, context: &Context<Self>, id: String) {
        let Some(storage) = self.storage.clone() else { return };
        let link = context.link().clone();
        spawn_local(async move {
            let done = match storage.load(&id).await {
                Ok(Some(saved)) => storage.delete(&id).await.map(|()| AppMessage::Deleted(saved)),
                Ok(None) => return,
                Err(reason) => Err(reason),
            };
            link.send_message(
                done.unwrap_or_else(|reason| AppMessage::Say(format!("It could not be deleted: {reason}."))),
            );
        });
    }

    fn restore_deleted(&mut self, context: &Context<Self>) {
        let (Some(saved), Some(storage)) = (self.deleted.take(), self.storage.clone()) else { return };
        self.notice = None;
        let link = context.link().clone();
        spawn_local(async move {
            if let Err(reason) = storage.save(&saved).await {
                link.send_message(AppMessage::Say(format!("It could not be brought back: {reason}.")));
            }
            if let Ok(list) = storage.list().await {
                link.send_message(AppMessage::Listed(list));
            }
        });
    }

    /// Several changes in a row are written once; a change is never longer than this without being on its way.
    fn save_soon(&mut self, context: &Context<Self>) {
        self.save = if self.storage.is_some() { SaveState::Saving } else { self.save.clone() };
        let link = context.link().clone();
        if self.pending_save.is_none() {
            self.pending_save = Some(Timeout::new(150, move || link.send_message(AppMessage::SaveNow)));
        }
    }

    fn save_now(&mut self, context: &Context<Self>) {
        if self.pending_save.take().is_none() {
            return;
        }
        let (Some(open), Some(storage)) = (&self.open, self.storage.clone()) else { return };
        let project = open.session.project();
        let saved = Saved {
            id: open.id.clone(),
            name: project.name.clone(),
            tables: u32::try_from(project.workspace.table_count()).unwrap_or(u32::MAX),
            saved_at: js_sys::Date::now(),
            text: write_project_compact(&project),
        };
        let link = context.link().clone();
        spawn_local(async move { link.send_message(AppMessage::SaveDone(storage.save(&saved).await)) });
    }

    fn read(&mut self, files: Vec<SourceFile>, refused: Vec<String>, text: String) {
        let reading = if files.is_empty() { None } else { Some(Rc::new(engine::read(files))) };
        self.import = Rc::new(ImportState { text, reading, refused, replace: true });
        if let Some(open) = &mut self.open {
            open.session.update(Message::Open(Document::Import));
        }
    }

    /// On the first page an import makes a new project of what was read.
    fn import_workspace(&mut self, context: &Context<Self>, workspace: Arc<Workspace>, replace: bool) {
        if self.open.is_none() {
            let registered = workspace.tables().any(|(_, table)| table.registration.is_some());
            let profile = if registered { "qserv" } else { "mysql" };
            let named = workspace.databases.iter().map(|database| &database.name).find(|name| !name.is_empty());
            let name = named.cloned().unwrap_or_else(|| "Imported".to_owned());
            self.open_project(context, None, Project { name, profile: profile.to_owned(), ..Project::default() });
        }
        self.import = Rc::default();
        self.session_message(context, Message::Import { workspace, replace });
    }

    fn say(&mut self, text: String) {
        match &mut self.open {
            Some(open) => {
                open.session.update(Message::Say(text));
            }
            None => {
                self.deleted = None;
                self.notice = Some(text);
            }
        }
    }

    fn dismiss_toast(&mut self) {
        self.notice = None;
        self.deleted = None;
        if let Some(open) = &mut self.open {
            open.session.update(Message::DismissToast);
        }
    }

    /// A new toast goes by itself after a while.
    fn time_toast(&mut self, context: &Context<Self>) {
        let turn = self.open.as_ref().and_then(|open| open.session.view().toast.as_ref().map(|toast| toast.turn));
        let Some(turn) = turn.filter(|turn| *turn != self.last_toast) else { return };
        self.last_toast = turn;
        let link = context.link().clone();
        self.toast_timer = Some(Timeout::new(8_000, move || link.send_message(AppMessage::ToastOver)));
    }

    fn key(&mut self, context: &Context<Self>, event: &KeyboardEvent) -> bool {
        if event.key() == "Escape" && self.drawer.take().is_some() {
            return true;
        }
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || self.open.is_none() {
            return false;
        }
        let message = match (event.key().to_lowercase().as_str(), event.shift_key()) {
            ("z", false) => Message::Undo,
            ("z", true) | ("y", false) => Message::Redo,
            ("s", false) => {
                event.prevent_default();
                self.download_project();
                self.time_toast(context);
                return true;
            }
            _ => return false,
        };
        if typing(event) {
            // What is being typed is the browser's to undo.
            return false;
        }
        event.prevent_default();
        self.session_message(context, message);
        self.time_toast(context);
        true
    }

    fn download_project(&mut self) {
        let Some(open) = &self.open else { return };
        let file = export::project_file(&open.session.project());
        match web::download(&file.name, &file.text) {
            Ok(()) => self.say(format!("{} is in your downloads.", file.name)),
            Err(reason) => self.say(format!("It could not be saved: {reason}.")),
        }
    }

    fn follow_address(&mut self, context: &Context<Self>) -> bool {
        let wanted = address_id();
        if wanted.as_ref() == self.open.as_ref().map(|open| &open.id) {
            return false;
        }
        self.save_now(context);
        match wanted {
            Some(id) => self.load(context, id),
            None => {
                self.open = None;
                self.list(context);
            }
        }
        true
    }
}

fn nothing_open(send: &Callback<AppMessage>) -> Html {
    let add = send.reform(|_: MouseEvent| AppMessage::Session(Message::AddTable(None)));
    let import = send.reform(|_: MouseEvent| AppMessage::Session(Message::Open(Document::Import)));
    html! {
        <div class="nothing">
            <p>{ "Add a table, or import SQL, Qserv registrations or a project. You can also paste or drop them here." }</p>
            <div class="bar">
                { button("primary", IconName::Add, "Add a table", add) }
                { button("", IconName::Import, "Import", import) }
            </div>
        </div>
    }
}

/// What the whole window listens to.
fn listeners(context: &Context<App>) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return vec![] };
    let active = EventListenerOptions::enable_prevent_default();
    let listen = |name: &'static str, react: fn(&Event) -> Option<AppMessage>| {
        let link = context.link().clone();
        EventListener::new_with_options(&window, name, active, move |event| {
            if let Some(message) = react(event) {
                link.send_message(message);
            }
        })
    };
    vec![
        listen("keydown", |event| event.dyn_ref::<KeyboardEvent>().cloned().map(AppMessage::Key)),
        listen("hashchange", |_| Some(AppMessage::AddressChanged)),
        listen("pagehide", |_| Some(AppMessage::SaveNow)),
        listen("visibilitychange", |_| Some(AppMessage::SaveNow)),
        listen("paste", pasted),
        listen("dragover", |event| {
            let drag = event.dyn_ref::<DragEvent>()?;
            if !carries_files(drag) {
                return None;
            }
            drag.prevent_default();
            Some(AppMessage::Dragging(true))
        }),
        listen("dragleave", |event| {
            let drag = event.dyn_ref::<DragEvent>()?;
            // Leaving the window has nowhere to go to; everything else is on its way to another element.
            drag.related_target().is_none().then_some(AppMessage::Dragging(false))
        }),
        listen("drop", |event| {
            let drag = event.dyn_ref::<DragEvent>()?;
            if !carries_files(drag) {
                return None;
            }
            drag.prevent_default();
            Some(AppMessage::Pick(drag.data_transfer().and_then(|data| data.files())))
        }),
        listen("drop", |_| Some(AppMessage::Dragging(false))),
    ]
}

fn carries_files(drag: &DragEvent) -> bool {
    drag.data_transfer()
        .is_some_and(|data| data.types().iter().any(|kind| kind.as_string().is_some_and(|kind| kind == "Files")))
}

/// Text pasted where nothing is being typed is read as an import.
fn pasted(event: &Event) -> Option<AppMessage> {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    if target.is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")) {
        return None;
    }
    let data = event.dyn_ref::<web_sys::ClipboardEvent>()?.clipboard_data()?;
    if let Some(files) = data.files().filter(|files| files.length() > 0) {
        return Some(AppMessage::Pick(Some(files)));
    }
    let text = data.get_data("text/plain").ok().filter(|text| !text.trim().is_empty())?;
    Some(AppMessage::ReadText(text))
}

/// True where a field holds something that is not committed yet, or a free text.
fn typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|target| {
        target.tag_name() == "TEXTAREA"
            || target.get_attribute("data-editing").is_some()
            || target.get_attribute("type").as_deref() == Some("search")
    })
}

/// The open project stands in the address, so that a reload and the back button find it.
fn address_id() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    hash.strip_prefix("#project=").filter(|id| !id.is_empty()).map(str::to_owned)
}

fn set_address(id: &str) {
    let hash = if id.is_empty() { String::new() } else { format!("project={id}") };
    if let Some(window) = web_sys::window()
        && address_id().unwrap_or_default() != id
    {
        let _ = window.location().set_hash(&hash);
    }
}

fn new_id() -> String {
    format!("{:x}-{:x}", js_sys::Date::now() as u64, (js_sys::Math::random() * f64::from(u32::MAX)) as u32)
}
