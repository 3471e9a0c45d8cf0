//! States of the project that are kept by a name, to be looked at and gone back to.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{App, AppMessage, Overlay};
use crate::i18n::{say, t};
use crate::project::{Project, read_project, write_project_compact};
use crate::ui::session::{Difference, Message, difference};
use crate::web::{Saved, Shelf, Storage};

/// A snapshot as it is listed.
pub struct Snapshot {
    pub saved: Saved,
    /// What the project has now beside it; `None` where it cannot be read.
    pub since: Option<Difference>,
    /// It has been deleted since the list was opened, and can be brought back as long as that is open.
    pub deleted: bool,
}

pub enum SnapshotMessage {
    Take,
    Listed(Result<Vec<Saved>, String>),
    Restore(String),
    Rename(String, String),
    Delete(String),
    BringBack(String),
}

impl App {
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn show_snapshots(&mut self, context: &Context<Self>) {
        self.show_overlay(Overlay::Snapshots(Rc::default()), ".sheet");
        self.list_snapshots(context, |_| async { Ok(()) });
    }

    /// Keeps the state of the project under a name, beside those that are kept already.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn keep_snapshot(&mut self, context: &Context<Self>, name: String) {
        let Some(open) = &self.open else { return };
        let saved = snapshot(&open.id, name, &open.session.project());
        self.list_snapshots(context, |storage| async move { storage.keep(&saved).await });
    }

    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn take_snapshot(&mut self, context: &Context<Self>) {
        let Some(open) = &self.open else { return };
        let name = open.session.view().name.clone();
        self.keep_snapshot(context, name.clone());
        self.say(say("A snapshot of {} is kept. The palette has all of them: Snapshots of the project.", &[&name]));
    }

    /// Does something to the storage, and lists anew.
    fn list_snapshots<F: Future<Output = Result<(), String>> + 'static>(
        &mut self,
        context: &Context<Self>,
        first: impl FnOnce(Storage) -> F + 'static,
    ) {
        let (Some(open), Some(storage)) = (&self.open, self.storage.clone()) else {
            return self.say(t("This browser keeps nothing here, no snapshots either.").to_owned());
        };
        let (id, link) = (open.id.clone(), context.link().clone());
        spawn_local(async move {
            let listed = match first(storage.clone()).await {
                Ok(()) => storage.snapshots(&id).await,
                Err(reason) => Err(reason),
            };
            link.send_message(AppMessage::Snapshot(SnapshotMessage::Listed(listed)));
        });
    }

    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn snapshot(&mut self, context: &Context<Self>, message: SnapshotMessage) {
        match message {
            SnapshotMessage::Take => {
                let count = self.snapshots().map_or(0, |list| list.len());
                self.keep_snapshot(context, say("Snapshot {}", &[&(count + 1)]));
            }
            SnapshotMessage::Listed(Err(reason)) => {
                self.say(say("The snapshots could not be kept or read: {}.", &[&reason]))
            }
            SnapshotMessage::Listed(Ok(list)) => {
                let Some(view) = self.open.as_ref().map(|open| open.session.view()) else { return };
                let since =
                    |saved: &Saved| Some(difference(&read_project(&saved.text).ok()?.workspace, &view.workspace));
                if let Some(Overlay::Snapshots(shown)) = &mut self.overlay {
                    let gone = shown.iter().map(|one| &one.saved).filter(|one| list.iter().all(|is| is.id != one.id));
                    let gone: Vec<Saved> = gone.cloned().collect();
                    let all =
                        list.into_iter().map(|saved| (saved, false)).chain(gone.into_iter().map(|one| (one, true)));
                    let mut all: Vec<Snapshot> =
                        all.map(|(saved, deleted)| Snapshot { since: since(&saved), saved, deleted }).collect();
                    all.sort_by(|one, other| other.saved.saved_at.total_cmp(&one.saved.saved_at));
                    *shown = all.into();
                }
            }
            SnapshotMessage::Restore(id) => {
                let Some(Saved { name, text, .. }) = self.listed_snapshot(&id) else { return };
                match read_project(&text) {
                    Ok(project) => {
                        self.close_overlay();
                        let label = format!("Go back to the snapshot {name}");
                        self.session_message(context, Message::Adopt { label, project: Box::new(project) });
                        if let Some(open) = &mut self.open {
                            open.session.update(Message::Offer(say("This is {} again.", &[&name])));
                        }
                    }
                    Err(problem) => self.say(crate::i18n::translated(&problem.message)),
                }
            }
            SnapshotMessage::Rename(id, name) => {
                let Some(saved) = self.listed_snapshot(&id).map(|saved| Saved { name, ..saved }) else { return };
                self.list_snapshots(context, |storage| async move { storage.keep(&saved).await });
            }
            SnapshotMessage::BringBack(id) => {
                let Some(saved) = self.listed_snapshot(&id) else { return };
                self.list_snapshots(context, |storage| async move { storage.keep(&saved).await });
            }
            SnapshotMessage::Delete(id) => {
                self.list_snapshots(context, |storage| async move { storage.delete(Shelf::Snapshots, &id).await });
            }
        }
    }

    fn listed_snapshot(&self, id: &str) -> Option<Saved> {
        self.snapshots()?.iter().find(|one| one.saved.id == id).map(|one| one.saved.clone())
    }

    fn snapshots(&self) -> Option<Rc<[Snapshot]>> {
        match &self.overlay {
            Some(Overlay::Snapshots(list)) => Some(Rc::clone(list)),
            _ => None,
        }
    }
}

fn snapshot(id: &str, name: String, project: &Project) -> Saved {
    let now = js_sys::Date::now();
    Saved {
        id: format!("{id}/{now}"),
        name,
        tables: u32::try_from(project.workspace.table_count()).unwrap_or(u32::MAX),
        saved_at: now,
        text: write_project_compact(project),
        file: None,
    }
}
