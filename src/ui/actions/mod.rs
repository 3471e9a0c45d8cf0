//! Everything that can be done from anywhere in the window, as one list: it feeds the command palette, the shortcuts, the
//! titles of buttons and the help sheet. No browser type here.

pub mod fuzzy;
mod keymap;
mod list;
pub mod palette;

pub use self::keymap::{Keymap, chord, shown, types};
pub use self::list::ACTIONS;
use crate::i18n::Language;
use crate::ui::session::{Message, View};

/// Something that can be done.
#[derive(Debug)]
pub struct Action {
    /// Stays: what is remembered of an action is remembered by its id.
    pub id: &'static str,
    /// In English; translated where it is shown.
    pub label: &'static str,
    pub group: Group,
    /// The keys it comes with, alternatives separated by a blank: `Ctrl+Shift+Z Ctrl+Y`. `Ctrl` is Cmd on a Mac.
    pub keys: &'static str,
    pub possible: fn(&Situation) -> bool,
    pub does: Does,
}

/// What an action does when it is chosen.
#[derive(Clone, Copy, Debug)]
pub enum Does {
    /// Changes the open project, or how it is seen.
    Session(fn(&View) -> Message),
    /// Belongs to the window.
    Window(Deed),
}

/// What the window does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Palette,
    Help,
    Home,
    NewProject,
    OpenFile,
    OpenFolder,
    Save,
    SaveAs,
    TakeSnapshot,
    Snapshots,
    Share,
    MakeMine,
    Server,
    Explorer,
    Inspector,
    NextPane(bool),
    NextTab(bool),
    Language(Language),
    Theme(Scheme),
}

/// The themes, as far as they can be chosen by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    System,
    Light,
    Dark,
    Contrast,
}

/// How actions stand together in the help sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Everywhere,
    Project,
    Edit,
    View,
    Look,
}

impl Group {
    pub const ALL: [Group; 5] = [Group::Everywhere, Group::Project, Group::Edit, Group::View, Group::Look];

    pub fn title(self) -> &'static str {
        use crate::i18n::later;
        match self {
            Group::Everywhere => later("Everywhere"),
            Group::Project => later("Project"),
            Group::Edit => later("Edit"),
            Group::View => later("View"),
            Group::Look => later("Look and language"),
        }
    }
}

/// What decides whether an action is possible.
#[derive(Clone, Copy, Debug, Default)]
pub struct Situation<'a> {
    /// The open project; `None` on the first page.
    pub view: Option<&'a View>,
}

impl Action {
    /// The action of that id.
    pub fn named(id: &str) -> Option<&'static Action> {
        ACTIONS.iter().find(|action| action.id == id)
    }

    /// In a text that is being typed the keys of these belong to the browser.
    pub fn leaves_text_alone(&self) -> bool {
        matches!(self.id, "undo" | "redo")
    }
}
