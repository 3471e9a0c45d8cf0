//! What the user does, and what comes back from the browser.

use std::rc::Rc;
use std::sync::Arc;

use web_sys::{File, KeyboardEvent};

use super::Drawer;
use super::asking::Question;
use crate::engine::Reading;
use crate::schema::Workspace;
use crate::ui::session::{Message, Way};
use crate::web::{EditorTold, PickedFile, Reply, Saved, Storage, Theme};

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
    /// What stands in the import's text field, before it is read.
    TypeImport(String),
    ReadTyped,
    ReadText(String),
    Pick(Vec<File>),
    ClearImport,
    CancelImport,
    SetReplace(bool),
    Import {
        workspace: Arc<Workspace>,
        replace: bool,
    },
    Copy(String),
    /// The panel at the foot: what a server says, or the problems.
    ShowServer(bool),
    ChooseServer(String),
    Ask,
    Download {
        name: String,
        text: String,
    },
    DownloadProject,
    /// An editor tells or asks something.
    Editor(EditorTold),
    TextAnswered {
        gesture: u32,
        way: Way,
        reply: Reply,
    },
    /// The keyboard goes to the next pane, or to the one before.
    NextPane(bool),
    // What comes back from the browser.
    StorageOpened(Result<Storage, String>),
    Listed(Vec<Saved>),
    Loaded(Result<Option<Saved>, String>),
    SampleFetched(Result<String, String>),
    PageFetched(&'static str, Result<String, String>),
    Answered(Question, Reply),
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
