//! Files and pasted text are read in the worker, shown, and come into the project when the user says so.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use serde::Deserialize;
use web_sys::File;
use yew::prelude::*;

use super::asking::{Question, read};
use super::{App, AppMessage};
use crate::edit::Patch;
use crate::engine::{Confirmed, Preview, Same, Take, Taken};
use crate::i18n::{plural, say};
use crate::project::Project;
use crate::ui::session::{Document, Message};
use crate::ui::views::{Busy, ImportState};
use crate::web::Reply;

/// What the user does on the import screen.
pub enum ImportMessage {
    /// What stands in the text field, before it is read.
    Type(String),
    ReadTyped,
    Read(String),
    Pick(Vec<File>),
    /// It takes long enough to be spoken of.
    Late(u32),
    /// Ends what takes too long.
    Stop,
    Clear,
    Cancel,
    Same(Same),
    /// A proposal is confirmed or corrected, or, without an answer, open again.
    Confirm(usize, Option<Confirmed>),
    ConfirmRest,
    Page(usize),
    Take {
        open: bool,
    },
}

/// Work is spoken of after so many milliseconds.
const LATE_MS: u32 = 300;

/// How far something is.
#[derive(Deserialize)]
struct Progress {
    done: u64,
    of: u64,
    what: String,
}

impl App {
    /// False where nothing is to be drawn.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn import_message(&mut self, context: &Context<Self>, message: ImportMessage) -> bool {
        match message {
            ImportMessage::Type(text) => {
                Rc::make_mut(&mut self.import).text = text;
                // It will be needed in a moment.
                self.core.start();
                return false;
            }
            ImportMessage::ReadTyped => self.read(context, self.import.text.clone(), vec![]),
            ImportMessage::Read(text) => self.read(context, text, vec![]),
            ImportMessage::Pick(files) if files.is_empty() => return false,
            ImportMessage::Pick(files) => self.read(context, String::new(), files),
            ImportMessage::Late(id) => match &mut Rc::make_mut(&mut self.import).busy {
                Some(busy) if busy.id == id => busy.late = true,
                _ => return false,
            },
            ImportMessage::Stop => self.stop_import(),
            ImportMessage::Clear => self.clear_import(),
            ImportMessage::Cancel => {
                self.clear_import();
                self.session_message(context, Message::Close(Document::Import));
            }
            ImportMessage::Same(same) => Rc::make_mut(&mut self.import).same = same,
            ImportMessage::Confirm(number, answer) => {
                if let Some(place) = Rc::make_mut(&mut self.import).answers.get_mut(number) {
                    *place = answer;
                }
            }
            ImportMessage::ConfirmRest => {
                let state = Rc::make_mut(&mut self.import);
                let proposals = state.preview.iter().flat_map(|preview| &preview.confirm);
                for ((number, proposal), answer) in proposals.enumerate().zip(&mut state.answers) {
                    answer.get_or_insert_with(|| Confirmed {
                        number,
                        value: proposal.value.clone(),
                        roles: proposal.roles.clone(),
                    });
                }
            }
            ImportMessage::Page(page) => Rc::make_mut(&mut self.import).page = page,
            ImportMessage::Take { open } => self.take(context, open),
        }
        true
    }

    fn read(&mut self, context: &Context<Self>, text: String, files: Vec<File>) {
        self.stop_import();
        let typed = if files.is_empty() { text.clone() } else { String::new() };
        self.import = Rc::new(ImportState { text: typed, ..ImportState::default() });
        if let Some(open) = &mut self.open {
            open.session.update(Message::Open(Document::Import));
        }
        let id = self.put(context, Question::Import, text, files);
        self.be_busy(context, id);
    }

    /// Reads a saved project that is too large to be read here between two keystrokes.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn open_in_worker(&mut self, context: &Context<Self>, id: Option<String>, text: String) {
        self.clear_import();
        let question = self.put(context, Question::Import, text, vec![]);
        self.be_busy(context, question);
        Rc::make_mut(&mut self.import).opening = Some(id);
    }

    fn take(&mut self, context: &Context<Self>, open: bool) {
        let Some(preview) = self.import.preview.clone() else { return };
        let differs = |answer: &Confirmed| {
            let proposal = preview.confirm.get(answer.number);
            proposal.is_none_or(|proposal| proposal.value != answer.value || proposal.roles != answer.roles)
        };
        let confirmed = self.import.answers.iter().flatten().filter(|answer| differs(answer)).cloned().collect();
        let take = Take { same: self.import.same.word().to_owned(), confirmed, open };
        let id = self.put(context, Question::Take, serde_json::to_string(&take).unwrap_or_default(), vec![]);
        self.be_busy(context, id);
    }

    fn be_busy(&mut self, context: &Context<Self>, id: u32) {
        let link = context.link().clone();
        let timer = Timeout::new(LATE_MS, move || link.send_message(AppMessage::Import(ImportMessage::Late(id))));
        self.import_timer = Some(timer);
        let state = Rc::make_mut(&mut self.import);
        state.busy = Some(Busy { id, ..Busy::default() });
        state.incoming.clear();
        state.failed = None;
    }

    /// What was being read is not here any more; what was read stays.
    fn stop_import(&mut self) {
        self.import_timer = None;
        let Some(busy) = Rc::make_mut(&mut self.import).busy.take() else { return };
        self.core.cancel(busy.id);
    }

    pub(super) fn clear_import(&mut self) {
        self.stop_import();
        self.import = Rc::default();
    }

    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn import_read(&mut self, context: &Context<Self>, reply: Reply) {
        let state = Rc::make_mut(&mut self.import);
        match reply {
            Reply::Progress(text) => {
                let progress = read::<Progress>(&text).ok();
                if let (Some(progress), Some(busy)) = (progress, &mut state.busy) {
                    let percent = (100 * progress.done).checked_div(progress.of).unwrap_or(0);
                    busy.said = say("{}, {} %", &[&progress.what, &percent]);
                }
            }
            Reply::Part(_) | Reply::Raw(_) => {}
            Reply::Done { answer, .. } => {
                state.busy = None;
                match answer.and_then(|text| read::<Preview>(&text)) {
                    Ok(preview) => {
                        state.answers = vec![None; preview.confirm.len()];
                        let project = preview.project.is_some();
                        state.preview = Some(Rc::new(preview));
                        if state.opening.is_some() && project {
                            self.take(context, true);
                        }
                    }
                    Err(why) => state.failed = Some(why),
                }
            }
        }
    }

    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn import_taken(&mut self, context: &Context<Self>, reply: Reply) {
        let state = Rc::make_mut(&mut self.import);
        match reply {
            Reply::Progress(_) | Reply::Raw(_) | Reply::Part(_) => {}
            Reply::Done { answer, fresh } => {
                state.busy = None;
                match answer.and_then(|text| read::<Taken>(&text)) {
                    // The project has changed meanwhile: what it makes is another difference.
                    Ok(taken) if !fresh => self.take(context, taken.project.is_some()),
                    Ok(taken) => self.came_in(context, taken),
                    Err(why) => state.failed = Some(why),
                }
            }
        }
    }

    /// Everything is here: it becomes one step. On the first page it becomes a project of its own.
    fn came_in(&mut self, context: &Context<Self>, taken: Taken) {
        let state = Rc::unwrap_or_clone(std::mem::take(&mut self.import));
        let Some(preview) = state.preview else { return };
        let tables = state.incoming.into_iter().flatten().collect();
        let patch = Patch { tables, ..taken.patch };
        if let Some(project) = taken.project {
            let workspace = patch.apply(&project.workspace);
            self.open_project(context, state.opening.flatten(), Project { workspace, ..project });
            return self.core.agree();
        }
        if self.open.is_none() {
            let profile = if preview.registered { "qserv" } else { "mysql" };
            let name = if preview.name.is_empty() { "Imported" } else { &preview.name };
            let (name, profile) = (name.to_owned(), profile.to_owned());
            self.open_project(context, None, Project { name, profile, ..Project::default() });
        }
        let label = match preview.table_count {
            1 => "Import 1 table".to_owned(),
            count => format!("Import {count} tables"),
        };
        let (said, first) = (summary(&preview), taken.first);
        self.session_message(context, Message::Import { patch: patch.into(), label, said, first });
        self.core.agree();
        // Nobody types at this moment: there is no reason to wait.
        self.ask(context);
        self.save_now_if_large(context);
    }
}

fn summary(preview: &Preview) -> String {
    let tables = plural(preview.table_count, "{} table", "{} tables");
    let columns = plural(preview.column_count, "{} column", "{} columns");
    if preview.kept_count == 0 {
        return say("{}, {} imported.", &[&tables, &columns]);
    }
    let kept = plural(preview.kept_count, "{} statement", "{} statements");
    say("{}, {} imported; {} kept as text.", &[&tables, &columns, &kept])
}
