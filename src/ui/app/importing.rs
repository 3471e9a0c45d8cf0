//! Files and pasted text are read and come into the project.

use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;

use super::App;
use crate::engine::{self, SourceFile};
use crate::i18n::t;
use crate::project::Project;
use crate::schema::Workspace;
use crate::ui::session::{Document, Message};
use crate::ui::views::ImportState;

impl App {
    pub(super) fn read_text(&mut self, text: String) {
        let file = SourceFile { name: t("pasted text").to_owned(), bytes: text.clone().into_bytes() };
        self.read(vec![file], vec![], text);
    }

    pub(super) fn read(&mut self, files: Vec<SourceFile>, refused: Vec<String>, text: String) {
        let reading = if files.is_empty() { None } else { Some(Rc::new(engine::read(files))) };
        self.import = Rc::new(ImportState { text, reading, refused, replace: true });
        if let Some(open) = &mut self.open {
            open.session.update(Message::Open(Document::Import));
        }
    }

    /// On the first page an import makes a new project of what was read.
    pub(super) fn import_workspace(&mut self, context: &Context<Self>, workspace: Arc<Workspace>, replace: bool) {
        if self.open.is_none() {
            let registered = workspace.tables().any(|(_, table)| table.registration.is_some());
            let profile = if registered { "qserv" } else { "mysql" };
            let named = workspace.databases.iter().map(|database| &database.name).find(|name| !name.is_empty());
            let name = named.cloned().unwrap_or_else(|| t("Imported").to_owned());
            self.open_project(context, None, Project { name, profile: profile.to_owned(), ..Project::default() });
        }
        self.import = Rc::default();
        self.session_message(context, Message::Import { workspace, replace });
    }
}
