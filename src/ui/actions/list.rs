//! The list of actions. The order is that of the help sheet.

use super::{Action, Deed, Does, Group, Scheme, Situation};
use crate::i18n::{Language, later};
use crate::ui::session::form::{Owner, Slot};
use crate::ui::session::{Document, Message, TableView, View};

const fn deed(
    id: &'static str,
    label: &'static str,
    group: Group,
    keys: &'static str,
    possible: fn(&Situation) -> bool,
    deed: Deed,
) -> Action {
    Action { id, label, group, keys, possible, does: Does::Window(deed) }
}

const fn change(
    id: &'static str,
    label: &'static str,
    group: Group,
    keys: &'static str,
    possible: fn(&Situation) -> bool,
    message: fn(&View) -> Message,
) -> Action {
    Action { id, label, group, keys, possible, does: Does::Session(message) }
}

fn always(_: &Situation) -> bool {
    true
}

fn open(situation: &Situation) -> bool {
    situation.view.is_some()
}

fn own(situation: &Situation) -> bool {
    situation.view.is_some_and(|view| !view.borrowed)
}

fn closed(situation: &Situation) -> bool {
    situation.view.is_none()
}

fn with(situation: &Situation, holds: fn(&View) -> bool) -> bool {
    situation.view.is_some_and(holds)
}

fn table_open(situation: &Situation) -> bool {
    with(situation, |view| matches!(view.active, Some(Document::Table(_))))
}

fn tabs_open(situation: &Situation) -> bool {
    with(situation, |view| view.tabs.len() > 1)
}

/// The table at hand becomes one of another kind.
fn kind(view: &View, kind: &str) -> Message {
    match view.active {
        Some(Document::Table(table)) => Message::Put(Owner::Table(table), Slot::Kind, kind.to_owned()),
        _ => Message::DismissToast,
    }
}

fn profile(name: &str) -> Message {
    Message::SetProfile(name.to_owned())
}

/// Every action.
pub static ACTIONS: &[Action] = &[
    deed("palette", later("Search or run"), Group::Everywhere, "Ctrl+K", always, Deed::Palette),
    deed("help", later("Help and shortcuts"), Group::Everywhere, "F1 ?", always, Deed::Help),
    deed("next-pane", later("Next part of the window"), Group::Everywhere, "F6", open, Deed::NextPane(true)),
    deed(
        "previous-pane",
        later("Previous part of the window"),
        Group::Everywhere,
        "Shift+F6",
        open,
        Deed::NextPane(false),
    ),
    deed("home", later("All projects"), Group::Project, "", open, Deed::Home),
    deed("new-project", later("New project"), Group::Project, "", closed, Deed::NewProject),
    deed("open-file", later("Open a file"), Group::Project, "Ctrl+O", always, Deed::OpenFile),
    deed("open-folder", later("Open a folder"), Group::Project, "", always, Deed::OpenFolder),
    deed("save", later("Save"), Group::Project, "Ctrl+S", open, Deed::Save),
    deed("save-as", later("Save as another file"), Group::Project, "Ctrl+Shift+S", open, Deed::SaveAs),
    deed("take-snapshot", later("Take a snapshot"), Group::Project, "", own, Deed::TakeSnapshot),
    deed("snapshots", later("Snapshots of the project"), Group::Project, "", own, Deed::Snapshots),
    deed("share", later("Share by a link"), Group::Project, "", open, Deed::Share),
    deed("make-mine", later("Make it mine"), Group::Project, "", |now| with(now, |view| view.borrowed), Deed::MakeMine),
    change("import", later("Import"), Group::Project, "Ctrl+I", open, |_| Message::Open(Document::Import)),
    change("export", later("Export"), Group::Project, "Ctrl+E", open, |_| Message::Open(Document::Export)),
    change(
        "undo",
        later("Undo"),
        Group::Edit,
        "Ctrl+Z",
        |now| with(now, |view| view.undo_label.is_some()),
        |_| Message::Undo,
    ),
    change(
        "redo",
        later("Redo"),
        Group::Edit,
        "Ctrl+Shift+Z Ctrl+Y",
        |now| with(now, |view| view.redo_label.is_some()),
        |_| Message::Redo,
    ),
    change("add-table", later("Add a table"), Group::Edit, "Alt+T", open, |_| Message::AddTable(None)),
    change("add-database", later("Add a database"), Group::Edit, "", open, |_| Message::AddDatabase),
    change("director", later("Make it a director table of Qserv"), Group::Edit, "", table_open, |view| {
        kind(view, "director")
    }),
    change("dependent", later("Make it a dependent table of Qserv"), Group::Edit, "", table_open, |view| {
        kind(view, "dependent")
    }),
    change("ref-match", later("Make it a ref-match table of Qserv"), Group::Edit, "", table_open, |view| {
        kind(view, "ref-match")
    }),
    change("regular", later("Make it a regular table of Qserv"), Group::Edit, "", table_open, |view| {
        kind(view, "regular")
    }),
    change("profile-mysql", later("Judge by the profile MySQL"), Group::Edit, "", open, |_| profile("mysql")),
    change("profile-qserv", later("Judge by the profile Qserv"), Group::Edit, "", open, |_| profile("qserv")),
    change("profile-bk-ci", later("Judge by the profile BK-CI"), Group::Edit, "", open, |_| profile("bk-ci")),
    change("fix-all", later("Fix all safe problems"), Group::Edit, "Alt+F", open, |_| Message::FixAllSafe),
    change("columns", later("Show the columns"), Group::View, "Alt+1", table_open, |_| {
        Message::ShowTable(TableView::Columns)
    }),
    change("sql", later("Show the SQL"), Group::View, "Alt+2", table_open, |_| Message::ShowTable(TableView::Sql)),
    change("payload", later("Show the payload"), Group::View, "Alt+3", table_open, |_| {
        Message::ShowTable(TableView::Payload)
    }),
    change("diagram", later("Show the diagram"), Group::View, "Alt+4", open, |_| Message::Open(Document::Diagram)),
    deed("next-tab", later("Next tab"), Group::View, "Alt+PageDown", tabs_open, Deed::NextTab(true)),
    deed("previous-tab", later("Previous tab"), Group::View, "Alt+PageUp", tabs_open, Deed::NextTab(false)),
    Action {
        id: "close-tab",
        label: later("Close the tab"),
        group: Group::View,
        keys: "Alt+W",
        possible: |now| with(now, |view| view.active.is_some()),
        does: Does::Session(|view| view.active.clone().map_or(Message::DismissToast, Message::Close)),
    },
    deed("explorer", later("Show or hide the tables"), Group::View, "Ctrl+B", open, Deed::Explorer),
    deed("inspector", later("Show or hide the details"), Group::View, "Ctrl+Alt+B", open, Deed::Inspector),
    change("problems", later("Show or hide the problems"), Group::View, "Ctrl+J", open, |_| Message::FoldProblems),
    deed("server", later("Problems or what the server says"), Group::View, "Alt+S", open, Deed::Server),
    deed(
        "english",
        "English",
        Group::Look,
        "",
        |_| crate::i18n::language() != Language::English,
        Deed::Language(Language::English),
    ),
    deed(
        "chinese",
        "中文",
        Group::Look,
        "",
        |_| crate::i18n::language() != Language::Chinese,
        Deed::Language(Language::Chinese),
    ),
    deed("theme-system", later("Theme of the system"), Group::Look, "", always, Deed::Theme(Scheme::System)),
    deed("theme-light", later("Light theme"), Group::Look, "", always, Deed::Theme(Scheme::Light)),
    deed("theme-dark", later("Dark theme"), Group::Look, "", always, Deed::Theme(Scheme::Dark)),
    deed("theme-contrast", later("High contrast"), Group::Look, "", always, Deed::Theme(Scheme::Contrast)),
];
