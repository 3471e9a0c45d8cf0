//! What the user does, and what comes back from the browser.

use web_sys::{File, KeyboardEvent};

use super::Drawer;
use super::asking::{Piece, Question};
use super::disk::DiskMessage;
use super::importing::ImportMessage;
use super::language::Dictionary;
use super::overlay::OverlayMessage;
use super::panels::PanelMessage;
use super::projects::ProjectMessage;
use super::rehearsal::RehearsalMessage;
use super::sharing::SharingMessage;
use super::snapshots::SnapshotMessage;
use crate::i18n::Language;
use crate::ui::actions::Action;
use crate::ui::components::{Pane, Sight};
use crate::ui::session::{Message, Way};
use crate::web::{EditorTold, Reply, Saved, Storage, Theme};

pub enum AppMessage {
    Session(Message),
    Toggle(Drawer),
    SetTheme(Theme),
    SetLanguage(Language),
    /// Something of the list of actions.
    Act(&'static Action),
    Overlay(OverlayMessage),
    Panel(PanelMessage),
    Project(ProjectMessage),
    Import(ImportMessage),
    /// A long list is scrolled, or is to be drawn where what a selector names gets the keyboard then.
    Scrolled {
        pane: Pane,
        sight: Sight,
        then_focus: Option<String>,
    },
    /// The next slice of the check; without a project, of what is imported.
    CheckOn,
    Copy(String),
    /// The panel at the foot: what a server says, or the problems.
    ShowServer(bool),
    /// What Qserv creates for the table is looked at, or not any more.
    ShowCreates(bool),
    ChooseServer(String),
    /// The configuration of the server that the ingest plan is for; empty for an empty server.
    SetTarget(String),
    ReadTarget(Option<File>),
    Ask,
    Download {
        name: String,
        text: String,
    },
    /// An editor tells or asks something.
    Editor(EditorTold),
    TextAnswered {
        gesture: u32,
        way: Way,
        reply: Reply,
    },
    /// Into the file that it came from; true: into another.
    SaveFile(bool),
    Disk(DiskMessage),
    Sharing(SharingMessage),
    Snapshot(SnapshotMessage),
    /// Another window has saved the project of that id.
    OtherSaved(String),
    Follow(Saved),
    /// A line to the diagram's worker.
    Diagram(String),
    DiagramTold(String),
    FeedDiagram,
    // What comes back from the browser.
    StorageOpened(Result<Storage, String>),
    Listed(Vec<Saved>),
    PageFetched(&'static str, Result<String, String>),
    /// The number is that of the visit to a project: what comes later is for nobody.
    Answered(Question, u32, Reply),
    /// A piece of an answer, of that visit.
    Came(u32, Result<Piece, String>),
    /// The project's id, when it was saved, and what the storage says.
    SaveDone(String, f64, Result<(), String>),
    Key(KeyboardEvent),
    DictionaryFetched(Language, Result<Dictionary, String>),
    AddressChanged,
    Dragging(bool),
    /// The part of the program that is loaded later is here.
    Whole,
    Rehearsal(RehearsalMessage),
    /// The window is larger or smaller.
    Resized,
    /// What has changed is drawn, or the next stage of what is opened, in a task that began then, in milliseconds since 1970.
    Draw {
        stage: Option<u8>,
        since: f64,
    },
    /// What was opened is drawn whole, and gets the keyboard.
    DrawnWhole,
    Say(String),
    ToastOver,
    SaveNow,
    /// The page is being left.
    Leave,
}
