//! An open project as the designer holds it: what the user does goes in as a message, what is seen comes out as a view.
//!
//! No browser type here: the whole behaviour of the designer can be driven by a test.

mod additions;
pub mod cells;
mod checking;
mod diagram;
mod documents;
pub mod explorer;
mod fixes;
pub mod form;
pub mod grid;
mod heading;
mod imports;
mod message;
pub mod offers;
mod parts;
pub mod problems;
pub mod search;
mod tsv;
mod typing;

use std::rc::Rc;

use crate::edit::{Edit, History};
use crate::engine::Mend;
use crate::i18n::{later, say, t, translated};
use crate::project::Project;
use crate::rules::{CORE, Checker};

pub use self::diagram::DiagramView;
pub use self::heading::{Difference, difference};
pub use self::message::Message;
use self::typing::Typing;
pub use self::typing::Way;
pub use crate::ui::view::{
    Beside, Document, Explorer, Field, Focus, Grouping, Listing, Order, Place, Selection, TableView, Toast, View,
};

pub struct Session {
    history: History,
    checker: Checker,
    checking: checking::Checking,
    turn: u32,
    typing: Option<Typing>,
    /// Somebody tried to change what is not to be changed.
    refused: bool,
    /// What the worker is to mend.
    wish: Option<Mend>,
    view: Rc<View>,
}

impl Session {
    pub fn open(project: Project) -> Self {
        let profile = project.judged_by(&CORE);
        let first = project.workspace.tables().map(|(_, table)| Document::Table(table.id)).next();
        let view = View {
            name: project.name,
            profile: Rc::new(profile.clone()),
            settings: project.settings,
            workspace: project.workspace,
            diagnostics: Rc::default(),
            troubles: Rc::default(),
            undo_label: None,
            redo_label: None,
            tabs: first.iter().cloned().collect(),
            active: first,
            table_view: TableView::default(),
            beside: None,
            focus: None,
            toast: None,
            grid: Selection::default(),
            unfolded: None,
            filter: String::new(),
            explorer: Explorer::default(),
            listing: Listing::default(),
            hidden: vec![],
            folded: false,
            borrowed: false,
            diagram: DiagramView::default(),
        };
        let mut session = Session {
            history: History::default(),
            checker: Checker::new(profile),
            checking: checking::Checking::default(),
            turn: 0,
            typing: None,
            refused: false,
            wish: None,
            view: Rc::new(view),
        };
        session.check();
        session
    }

    pub fn view(&self) -> Rc<View> {
        Rc::clone(&self.view)
    }

    /// The project as it is saved.
    pub fn project(&self) -> Project {
        Project {
            name: self.view.name.clone(),
            profile: self.view.profile.name.clone(),
            settings: self.view.settings.clone(),
            workspace: self.view.workspace.clone(),
        }
    }

    /// Does what the message says. True where the project itself has changed and is to be saved.
    pub fn update(&mut self, message: Message) -> bool {
        let before = self.view();
        match message {
            Message::Open(document) => {
                if let Document::Table(table) = document {
                    let explorer = &mut self.view_mut().explorer;
                    (explorer.anchor, explorer.chosen) = (Some(table), vec![]);
                }
                self.open_document(document);
            }
            Message::Close(document) => self.close(&document),
            Message::Reveal(table, column) => self.reveal(table, column),
            Message::ShowTable(view) => self.view_mut().table_view = view,
            Message::Edit(edits) => {
                let label = edits.first().map(|edit| edit.label(&self.view.workspace)).unwrap_or_default();
                self.perform(label, &edits);
            }
            Message::EditAs { label, edits } => self.perform(label, &edits),
            Message::Delete(edit) => self.delete(edit),
            Message::AddDatabase => self.add_database(),
            Message::AddTable(database) => self.add_table(database),
            Message::AddColumn { table, name } => self.add_column(table, &name),
            Message::PasteColumns { table, text } => self.paste_columns(table, &text),
            Message::Explorer(message) => self.explore(message),
            Message::Listing(message) => self.list_problems(message),
            Message::Put(owner, slot, text) => self.put(owner, slot, &text),
            Message::AddPart(table, part) => self.add_part(table, part),
            Message::DropCheck(table, at) => self.drop_check(table, at),
            Message::Grid(message) => self.grid(message),
            Message::Undo => self.step(History::step_back, later("Undone: {}")),
            Message::Redo => self.step(History::step_forward, later("Done again: {}")),
            Message::ApplyFix(at) => self.wish_fix(at),
            Message::FixAllSafe => self.wish_safe(""),
            Message::Jump(at) => self.jump(at),
            Message::SetProfile(name) => self.set_profile(name),
            Message::SetName(name) => self.set_name(name),
            Message::Adopt { label, project } => self.adopt(label, *project),
            Message::Borrow(borrowed) => self.view_mut().borrowed = borrowed,
            Message::Typed { gesture, patch, way } => self.typed(gesture, patch, way),
            Message::ShowBeside(beside) => self.view_mut().beside = beside,
            Message::Import { patch, label, said, first } => self.import(patch, label, said, first),
            Message::Mended { patch, title, count } => self.mended(patch, &title, count),
            Message::AddColumns { table, columns, indexes } => self.add_columns(table, columns, indexes),
            Message::Unfold(list) => self.view_mut().unfolded = list,
            Message::Filter(text) => self.view_mut().filter = text,
            Message::ToggleSeverity(severity) => {
                let hidden = &mut self.view_mut().hidden;
                match hidden.iter().position(|other| *other == severity) {
                    Some(at) => drop(hidden.remove(at)),
                    None => hidden.push(severity),
                }
            }
            Message::FoldProblems => self.view_mut().folded ^= true,
            Message::Diagram(said) => self.diagram(said),
            Message::DiagramFailed => self.view_mut().diagram.failed = true,
            Message::TagSelected(name, hue) => self.tag_selected(&name, hue),
            Message::Say(text) => self.say(text, false),
            Message::Offer(text) => self.say(text, true),
            Message::DismissToast => self.view_mut().toast = None,
        }
        let now = &self.view;
        let checked = before.workspace != now.workspace || !Rc::ptr_eq(&before.profile, &now.profile);
        let changed = checked || before.name != now.name;
        if checked {
            self.check();
        }
        if changed {
            self.label_steps();
        }
        if std::mem::take(&mut self.refused) {
            self.say(t("This project came by a link. Make it yours to change it.").to_owned(), false);
        }
        changed
    }

    fn view_mut(&mut self) -> &mut View {
        Rc::make_mut(&mut self.view)
    }

    fn label_steps(&mut self) {
        let (undo, redo) = (self.history.undo_label().map(str::to_owned), self.history.redo_label().map(str::to_owned));
        let view = self.view_mut();
        (view.undo_label, view.redo_label) = (undo, redo);
    }

    fn perform(&mut self, label: String, edits: &[Edit]) {
        if self.refuses() {
            return;
        }
        self.typing = None;
        let mut workspace = self.view.workspace.clone();
        match self.history.perform(&mut workspace, label, edits) {
            Ok(()) => {
                let view = self.view_mut();
                view.workspace = workspace;
                // Its Undo would now take back something else.
                view.toast = None;
            }
            Err(error) => self.say(say("That could not be done: {}.", &[&translated(&error.to_string())]), false),
        }
    }

    /// A project that came by a link is not changed before it is made one's own.
    fn refuses(&mut self) -> bool {
        self.refused |= self.view.borrowed;
        self.view.borrowed
    }

    fn say(&mut self, text: String, undo: bool) {
        self.turn += 1;
        let turn = self.turn;
        self.view_mut().toast = Some(Toast { text, undo, turn });
    }
}
