//! The application: joins the session with the browser. What the user does comes in as a message; saving, copying,
//! reading files are done here and come back as messages.

mod acting;
mod address;
mod ahead;
mod asking;
mod checking;
mod disk;
mod drawing;
mod editing;
mod diagram;
mod importing;
mod keeping;
mod keys;
mod language;
mod listeners;
mod message;
mod overlay;
mod panels;
mod projects;
mod rehearsal;
mod sharing;
mod snapshots;
mod taking;
mod toast;
mod window;
mod whole;
mod windows;

use std::borrow::Cow;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::prelude::*;

pub use self::asking::Asking;
use self::diagram::DiagramLink;
use self::drawing::{Later, OPENED, WHOLE};
pub use self::editing::text_key;
pub use self::importing::ImportMessage;
use self::keeping::Keeping;
use self::listeners::listeners;
pub use self::message::AppMessage;
pub use self::overlay::{Help, Overlay, OverlayMessage, Palette};
pub use self::panels::Panel;
use self::panels::Panels;
pub use self::projects::ProjectMessage;
pub use self::rehearsal::AppProps;
use self::rehearsal::Rehearsal;
pub use self::snapshots::{Snapshot, SnapshotMessage};
use self::taking::Taking;
use crate::board::Said;
use crate::engine::text_view::Panes;
use crate::i18n::{self, Language, say, t};
use crate::rules::Page;
use crate::ui::actions::Keymap;
use crate::ui::components::Sight;
use crate::ui::session::explorer::ExplorerMessage;
use crate::ui::session::{Document, Message, Place, Session, View};
use crate::ui::views::{ImportState, SaveState, StartScene, start};
use crate::web::{self, Core, DiskFile, Saved, Storage, Theme};

/// What every part of the workbench draws from, and where it sends what the user does.
pub struct Scene {
    pub view: Rc<View>,
    /// What is in sight of long lists.
    pub sights: [Sight; 2],
    /// What the grid of a table may have of the window at most, in pixels.
    pub grid_height: f64,
    pub send: Callback<AppMessage>,
}

/// A panel that covers the centre where the window is narrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawer {
    Explorer,
    Inspector,
}

/// A project that is open, and its place in the browser's storage.
struct Open {
    id: String,
    session: Session,
    /// The file of the disk that it is saved into.
    file: Option<DiskFile>,
    /// Texts in editors that are read here (`editing.rs`).
    texts: Panes,
}

impl Open {
    fn new(id: String, session: Session) -> Self {
        Open { id, session, file: None, texts: Panes::default() }
    }
}

pub struct App {
    storage: Option<Storage>,
    storage_problem: Option<String>,
    saved: Option<Rc<Vec<Saved>>>,
    deleted: Option<Saved>,
    open: Option<Open>,
    save: SaveState,
    keeping: Keeping,
    import: Rc<ImportState>,
    import_timer: Option<Timeout>,
    taking: Option<Taking>,
    rehearsal: Option<Rehearsal>,
    /// One has come to its end.
    rehearsed: bool,
    check_timer: Option<Timeout>,
    sights: [Sight; 2],
    /// The height of the window, in pixels. Asking for it each time would have the browser lay out the page.
    height: f64,
    /// Another number for each project that is opened or left.
    visit: u32,
    /// Everything that runs in the worker.
    core: Core,
    asking: Asking,
    diagram: DiagramLink,
    theme: Theme,
    /// Nothing is drawn until the language is there.
    waiting_for_language: bool,
    keys: Keymap,
    /// What was chosen in the palette, the last one first.
    recent: Vec<String>,
    overlay: Option<Overlay>,
    /// What had the keyboard before something lay over the window.
    before_overlay: Option<HtmlElement>,
    panels: Panels,
    /// The rule page that was fetched last.
    page: Option<(&'static str, Result<Page, String>)>,
    /// The last wish for the keyboard that was followed.
    focused: u32,
    drawer: Option<Drawer>,
    /// How much of a project is drawn: the frame and the explorer, the centre too, everything. What is opened is drawn in as many tasks as it takes
    /// for none to be long.
    stage: u8,
    /// The import that the workbench was drawn for before it was opened, by its question `check-ahead`; 0: it was drawn when it was opened.
    drawn_for: u32,
    /// When the task began that draws, in milliseconds since 1970.
    drawing_since: f64,
    /// What is drawn next, in a task of its own.
    later: Option<Later>,
    /// The panel or button that gets the keyboard after the next drawing.
    to_focus: Option<Cow<'static, str>>,
    /// From part to part of the window, wished before all of them are drawn; true: forward.
    to_walk: Vec<bool>,
    /// What is brought into sight after the next drawing.
    to_show: Option<&'static str>,
    dragging: bool,
    /// A message where no project is open.
    notice: Option<String>,
    toast_timer: Option<Timeout>,
    last_toast: u32,
    _listeners: Vec<EventListener>,
}

impl Component for App {
    type Message = AppMessage;
    type Properties = AppProps;

    fn create(context: &Context<Self>) -> Self {
        if context.props().rehearsal {
            return App::bare();
        }
        let link = context.link().clone();
        spawn_local(async move { link.send_message(AppMessage::StorageOpened(Storage::open().await)) });
        App::hear_windows(context);
        App::rehearse_soon(context);
        App {
            waiting_for_language: App::begin_language(context),
            theme: Theme::remembered(),
            keys: App::first_keys(context),
            recent: App::recent_actions(),
            panels: Panels::remembered(),
            height: web::height(),
            _listeners: listeners(context),
            ..App::bare()
        }
    }

    fn update(&mut self, context: &Context<Self>, message: AppMessage) -> bool {
        if let Some(part) = message.needs().filter(|part| !web::is_here(*part)) {
            self.wait_for(context, part, message);
            return false;
        }
        match message {
            AppMessage::Rehearsal(message) => return self.rehearsal_message(context, message),
            AppMessage::Whole => self.keys = App::remembered_keys(),
            AppMessage::Session(message) => self.session_message(context, message),
            AppMessage::Toggle(drawer) => self.toggle(drawer),
            AppMessage::SetTheme(theme) => {
                theme.choose();
                self.theme = theme;
            }
            AppMessage::SetLanguage(language) => self.set_language(context, language),
            AppMessage::DictionaryFetched(language, fetched) => self.dictionary_fetched(context, language, fetched),
            AppMessage::Act(action) => self.act(context, action),
            AppMessage::Overlay(message) => self.overlay_message(context, message),
            AppMessage::Disk(message) => self.disk(context, message),
            AppMessage::SaveFile(another) => self.write_file(context, another),
            AppMessage::Sharing(message) => self.sharing(context, message),
            AppMessage::Snapshot(message) => self.snapshot(context, message),
            AppMessage::OtherSaved(id) => self.other_saved(context, id),
            AppMessage::Follow(saved) => self.follow(context, saved),
            AppMessage::Panel(message) => return self.panels.update(message),
            AppMessage::Project(message) => self.project_message(context, message),
            AppMessage::Import(message) => return self.import_message(context, message),
            AppMessage::Scrolled { pane, sight, then_focus } => {
                self.sights[pane as usize] = sight;
                self.to_focus = then_focus.map(Cow::Owned).or(self.to_focus.take());
            }
            AppMessage::CheckOn => return self.check_on(context),
            AppMessage::PageFetched(rule, text) => self.page = Some((rule, text.map(|text| Page::parse(&text)))),
            AppMessage::Editor(told) => {
                if !self.editor(context, told) {
                    return false;
                }
            }
            AppMessage::TextAnswered { gesture, way, reply } => self.text_answered(context, gesture, way, reply),
            AppMessage::Copy(text) => {
                let link = context.link().clone();
                spawn_local(async move {
                    let said = match web::copy_text(&text).await {
                        Ok(()) => t("Copied.").to_owned(),
                        Err(reason) => say(
                            "It could not be copied: {}. Select the text and copy it by hand, or download it.",
                            &[&reason],
                        ),
                    };
                    link.send_message(AppMessage::Say(said));
                });
            }
            AppMessage::Download { name, text } => self.download(&name, &text),
            AppMessage::Diagram(line) => {
                web::diagram::tell(&line);
                return false;
            }
            AppMessage::DiagramTold(line) => {
                let drawn = self.diagram_told(context, &line);
                self.time_toast(context);
                return drawn;
            }
            AppMessage::FeedDiagram => {
                self.feed_diagram(context);
                return false;
            }
            AppMessage::ShowServer(shown) => self.show_server(context, shown),
            AppMessage::ShowCreates(shown) => self.show_creates(context, shown),
            AppMessage::ChooseServer(name) => self.choose_server(context, name),
            AppMessage::SetTarget(text) => self.set_target(context, text),
            AppMessage::ReadTarget(file) => self.read_target(context, file),
            AppMessage::Ask => {
                self.ask(context);
                return false;
            }
            AppMessage::Came(visit, piece) => {
                self.came(visit, piece);
                return false;
            }
            AppMessage::Answered(question, visit, reply) => {
                let drawn = self.answered(context, question, visit, reply);
                self.time_toast(context);
                return drawn;
            }
            AppMessage::StorageOpened(Ok(storage)) => self.storage_opened(context, storage),
            AppMessage::StorageOpened(Err(reason)) => {
                self.saved = Some(Rc::default());
                self.save = SaveState::Failed(reason.clone());
                self.storage_problem = Some(reason);
            }
            AppMessage::Listed(saved) => self.saved = Some(Rc::new(saved)),
            AppMessage::SaveDone(id, saved_at, done) => return self.save_done(context, &id, saved_at, done),
            AppMessage::SaveNow => {
                self.save_now(context);
                return false;
            }
            AppMessage::Leave => {
                self.leave(context);
                return false;
            }
            AppMessage::Key(event) => return self.key(context, &event),
            AppMessage::AddressChanged => return self.follow_address(context),
            AppMessage::Dragging(on) => {
                let changed = self.dragging != on;
                self.dragging = on;
                return changed;
            }
            AppMessage::Draw { stage, since } => self.draw(context, stage, since),
            AppMessage::DrawnWhole => {
                self.drawn_whole();
                return false;
            }
            AppMessage::Resized => self.height = web::height(),
            AppMessage::Say(text) => self.say(text),
            AppMessage::ToastOver => self.dismiss_toast(),
        }
        self.time_toast(context);
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        if self.waiting_for_language {
            return Html::default();
        }
        let send = context.link().callback(|message: AppMessage| message);
        html! {
            <>
                if self.open.is_none() {
                    { start(&StartScene {
                        saved: self.saved.clone(),
                        storage_problem: self.storage_problem.clone(),
                        import: Rc::clone(&self.import),
                        theme: self.theme,
                        keys: self.keys.clone(),
                        send: send.clone(),
                    }) }
                }
                // With a place of its own, drawn or not: what stands before it is left as it is.
                if let Some(drawing) = self.drawing() { { self.workbench(drawing, &send) } }
                { self.toast(&send) }
                { self.overlay_view(&send) }
                if self.dragging { <div class="drop-overlay">{ t("Drop SQL, Qserv JSON or a project file to read it") }</div> }
            </>
        }
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        if !context.props().rehearsal {
            self.drawn(context);
        }
    }
}

impl App {
    /// Without a project, and without the browser.
    fn bare() -> Self {
        App {
            storage: None,
            storage_problem: None,
            saved: None,
            deleted: None,
            open: None,
            save: SaveState::Saved,
            keeping: Keeping::default(),
            import: Rc::default(),
            import_timer: None,
            taking: None,
            rehearsal: None,
            rehearsed: false,
            check_timer: None,
            sights: Default::default(),
            height: 1_000.0,
            visit: 0,
            core: Core::default(),
            asking: Asking::default(),
            diagram: DiagramLink::default(),
            theme: Theme::default(),
            waiting_for_language: false,
            keys: Keymap::default(),
            recent: vec![],
            overlay: None,
            before_overlay: None,
            panels: Panels::default(),
            page: None,
            focused: 0,
            drawer: None,
            stage: OPENED,
            drawn_for: 0,
            drawing_since: 0.0,
            later: None,
            to_focus: None,
            to_walk: vec![],
            to_show: None,
            dragging: false,
            notice: None,
            toast_timer: None,
            last_toast: 0,
            _listeners: vec![],
        }
    }

    fn session_message(&mut self, context: &Context<Self>, message: Message) {
        if self.read_columns(context, &message) {
            return;
        }
        let Some(open) = &mut self.open else { return };
        let goes = if let Message::Jump(at) = &message { Some(*at) } else { None };
        let opened =
            matches!(message, Message::Open(_) | Message::Jump(_) | Message::Explorer(ExplorerMessage::Go(..)))
                || matches!(&message, Message::Diagram(Said::Open(_)));
        let shown = matches!(message, Message::ShowBeside(_));
        let exports = matches!(message, Message::Open(Document::Export));
        let typed = matches!(message, Message::Typed { .. });
        let settled = matches!(message, Message::SetProfile(_));
        if let Message::ShowBeside(beside) = &message {
            editing::remember(*beside);
        }
        web::panic::remember(open.session.project());
        let changed = open.session.update(message);
        let focus = open.session.view().focus;
        if changed {
            self.core.keep(open.session.project());
            self.save_soon(context);
            self.check_soon(context);
        }
        if (changed || settled) && !typed {
            self.tell_changed();
        }
        if exports {
            // The arrows walk through the files, and Tab goes on to what can be done with the one that is shown.
            self.to_focus = Some(".export [aria-current]".into());
        }
        if changed || opened || shown {
            self.ask_soon(context);
            self.feed_diagram(context);
        }
        if let Some(at) = goes {
            self.tell_goto(at);
        }
        if opened {
            let wish = focus.filter(|focus| focus.turn != self.focused);
            if wish.is_none() && self.drawer.is_some() {
                // What has the keyboard is hidden with its drawer.
                self.to_focus = Some("main".into());
            }
            // A narrow window shows what was jumped to only with its drawer.
            let inside = wish.filter(|focus| matches!(focus.place, Place::Inspector(_)));
            self.drawer = inside.map(|_| Drawer::Inspector);
            self.fetch_page(context);
        }
        self.mend(context);
    }

    /// The keyboard goes into a drawer that opens, and back to its button when it closes.
    fn toggle(&mut self, drawer: Drawer) {
        let opens = self.drawer != Some(drawer);
        self.drawer = opens.then_some(drawer);
        let place = match (drawer, opens) {
            (Drawer::Explorer, true) => ".explorer",
            (Drawer::Inspector, true) => ".inspector",
            (Drawer::Explorer, false) => ".show-tables",
            (Drawer::Inspector, false) => ".show-details",
        };
        self.to_focus = Some(place.into());
    }

    fn fetch_page(&mut self, context: &Context<Self>) {
        let active = self.open.as_ref().and_then(|open| open.session.view().active.clone());
        let Some(Document::Rule(rule)) = active else { return };
        if self.page.as_ref().is_some_and(|(shown, page)| *shown == rule && page.is_ok()) {
            return;
        }
        let link = context.link().clone();
        spawn_local(async move {
            let folder = if i18n::language() == Language::Chinese { "rules/zh" } else { "rules" };
            let text = web::fetch_text(&format!("./{folder}/{rule}.md")).await;
            link.send_message(AppMessage::PageFetched(rule, text));
        });
    }
}
