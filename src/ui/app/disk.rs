//! Files and folders of the user's disk: opened, and saved into again where the browser can.

use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use super::{App, AppMessage, ImportMessage};
use crate::export;
use crate::i18n::say;
use crate::project::is_project;
use crate::web::{self, DiskFile, Written, focus};

/// What comes back from the disk.
pub enum DiskMessage {
    /// Files that were chosen. Where it is a single one: its text, and the file if it can be written again.
    Opened(Vec<File>, Option<String>, Option<DiskFile>),
    /// The project stands in a file now.
    Saved(DiskFile),
    Failed(String),
}

impl App {
    pub(super) fn download(&mut self, name: &str, text: &str) {
        self.say(match web::download(name, text) {
            Ok(saved) => say("{} is in your downloads.", &[&saved]),
            Err(reason) => say("It could not be saved: {}.", &[&reason]),
        });
    }

    /// Asks for files, or for a folder.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn open_files(&mut self, context: &Context<Self>, folder: bool) {
        let link = context.link().clone();
        spawn_local(async move {
            let message = match web::open_files(folder).await {
                Ok(opened) if opened.files.is_empty() => return,
                Ok(opened) => {
                    let text = match opened.files.as_slice() {
                        [one] => web::text_of(one).await,
                        _ => None,
                    };
                    DiskMessage::Opened(opened.files, text, opened.writable)
                }
                Err(reason) => DiskMessage::Failed(say("It could not be opened: {}.", &[&reason])),
            };
            link.send_message(AppMessage::Disk(message));
        });
    }

    /// Saves into the file that the project was opened from, or into one that is chosen; a browser that cannot do so downloads.
    pub(super) fn save_file(&mut self, context: &Context<Self>, another: bool) {
        // What is being typed belongs into the file: leaving the field commits it, before the next message.
        focus::leave_field();
        context.link().send_message(AppMessage::SaveFile(another));
    }

    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn write_file(&mut self, context: &Context<Self>, another: bool) {
        let Some(open) = &self.open else { return };
        let file = export::project_file(&open.session.project());
        let target = open.file.clone().filter(|_| !another);
        let link = context.link().clone();
        spawn_local(async move {
            let message = match web::save_file(target, &file.name, &file.text).await {
                Ok(Written::Done(written)) => AppMessage::Disk(DiskMessage::Saved(written)),
                Ok(Written::GivenUp) => return,
                Ok(Written::Impossible) => AppMessage::Download { name: file.name, text: file.text },
                Err(reason) => AppMessage::Disk(DiskMessage::Failed(say("It could not be saved: {}.", &[&reason]))),
            };
            link.send_message(message);
        });
    }

    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn disk(&mut self, context: &Context<Self>, message: DiskMessage) {
        match message {
            DiskMessage::Opened(files, text, writable) => self.opened(context, files, text, writable),
            DiskMessage::Saved(file) => {
                self.say(say("Saved in {}.", &[&file.name]));
                if let Some(open) = &mut self.open {
                    open.file = Some(file);
                    // So that the next visit knows the file.
                    self.save_soon(context);
                }
            }
            DiskMessage::Failed(why) => self.say(why),
        }
    }

    /// One project file is opened and saved into again; everything else is an import.
    fn opened(&mut self, context: &Context<Self>, files: Vec<File>, text: Option<String>, file: Option<DiskFile>) {
        let Some(text) = text.filter(|text| is_project(text)) else {
            return context.link().send_message(AppMessage::Import(ImportMessage::Pick(files)));
        };
        let before = self.open.as_ref().map(|open| open.id.clone());
        self.open_text(context, None, &text);
        if let Some(open) = self.open.as_mut().filter(|open| Some(&open.id) != before.as_ref()) {
            open.file = file;
        }
    }
}
