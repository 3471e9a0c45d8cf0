//! What was read comes into the project when the user says so. It is worked out and sent before: while the user looks at what
//! was understood, so that there is little to wait for then.

use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;

use super::App;
use super::ahead::Ahead;
use super::asking::{Question, read};
use crate::edit::Patch;
use crate::engine::{Confirmed, Preview, Take, Taken};
use crate::i18n::{plural, say, t};
use crate::project::Project;
use crate::schema::Table;
use crate::ui::session::{Message, Session};
use crate::web::{Reply, focus};

/// What the worker makes of what was read.
pub(super) struct Taking {
    /// The number of the question.
    id: u32,
    take: Take,
    /// Tables, as they come.
    pub(super) pieces: Vec<Vec<Arc<Table>>>,
    /// The answer, and the version of the project that it is for.
    pub(super) answer: Option<(Taken, u32)>,
    pub(super) ahead: Option<Ahead>,
    /// The user has said so, and waits.
    wanted: bool,
}

impl App {
    /// Takes what was read as the screen says. False where nothing new is to be drawn in this task.
    pub(super) fn take(&mut self, context: &Context<Self>, open: bool) -> bool {
        let Some(take) = self.as_shown(open) else { return false };
        let version = self.core.version();
        let ready = |taking: &mut Taking| {
            taking.take == take && taking.answer.as_ref().is_some_and(|(_, known)| *known == version)
        };
        if let Some(Taking { pieces, answer: Some((taken, _)), ahead, .. }) = self.taking.take_if(ready) {
            self.came_in(context, pieces, taken, ahead);
            self.draw_later(context);
            return false;
        }
        self.ask_to_take(context, take, true);
        true
    }

    /// Has it worked out what is shown, as long as nothing is open in it.
    pub(super) fn take_ahead(&mut self, context: &Context<Self>) {
        let state = &self.import;
        let Some(preview) = &state.preview else { return };
        if state.busy.is_some() || !preview.something || state.answers.contains(&None) {
            return;
        }
        let Some(take) = self.as_shown(preview.project.is_some()) else { return };
        if self.taking.as_ref().is_none_or(|taking| taking.take != take) {
            self.ask_to_take(context, take, false);
        }
    }

    /// One question at a time: what has changed meanwhile is seen when the answer is there.
    fn ask_to_take(&mut self, context: &Context<Self>, take: Take, wanted: bool) {
        let on_its_way = |taking: &&mut Taking| taking.answer.is_none() && self.core.is_asked(taking.id);
        let id = match self.taking.as_mut().filter(on_its_way) {
            Some(taking) => {
                taking.wanted |= wanted;
                taking.id
            }
            None => {
                let id = self.put(context, Question::Take, serde_json::to_string(&take).unwrap_or_default(), vec![]);
                self.taking = Some(Taking { id, take, pieces: vec![], answer: None, ahead: None, wanted });
                id
            }
        };
        if wanted {
            self.be_busy(context, id);
        }
    }

    /// What the screen says of how it is to be taken; `open`: the project that was read is opened.
    fn as_shown(&self, open: bool) -> Option<Take> {
        let preview = self.import.preview.as_ref()?;
        let differs = |answer: &&Confirmed| {
            let proposal = preview.confirm.get(answer.number);
            proposal.is_none_or(|proposal| proposal.value != answer.value || proposal.roles != answer.roles)
        };
        let confirmed = self.import.answers.iter().flatten().filter(differs).cloned().collect();
        Some(Take { same: self.import.same.word().to_owned(), confirmed, open })
    }

    /// False where nothing new is to be drawn.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn import_taken(&mut self, context: &Context<Self>, reply: Reply) -> bool {
        let Reply::Done { answer, fresh } = reply else { return false };
        let Some(mut taking) = self.taking.take() else { return false };
        let wanted = taking.wanted;
        if wanted {
            Rc::make_mut(&mut self.import).busy = None;
        }
        match answer.and_then(|text| read::<Taken>(&text)) {
            Ok(taken) => match self.as_shown(taking.take.open) {
                // The project or the wishes have changed meanwhile: what it makes is something else.
                Some(take) if !fresh || take != taking.take => self.ask_to_take(context, take, wanted),
                _ if wanted => self.came_in(context, taking.pieces, taken, None),
                _ => {
                    taking.answer = Some((taken, self.core.version()));
                    self.taking = Some(taking);
                    self.open_ahead(context);
                }
            },
            Err(why) if wanted => Rc::make_mut(&mut self.import).failed = Some(why),
            // It is asked for again when it is wanted.
            Err(_) => {}
        }
        wanted
    }

    /// Everything is here: it becomes one step. On the first page it becomes a project of its own, which may be open already.
    fn came_in(&mut self, context: &Context<Self>, pieces: Vec<Vec<Arc<Table>>>, taken: Taken, ahead: Option<Ahead>) {
        let state = Rc::unwrap_or_clone(std::mem::take(&mut self.import));
        let Some(preview) = state.preview else { return };
        if self.open.is_none() || taken.project.is_some() {
            // Where an element with the keyboard is taken away, browsers lay out the whole page at once.
            focus::leave_field();
            let (session, so_far) = match ahead {
                Some(Ahead { session, so_far }) => (session, Some(so_far)),
                None => (opened(&preview, pieces, taken), None),
            };
            let before = self.visit;
            let told = session.news_wanted() != "all";
            self.open_session(context, state.opening.flatten(), session);
            self.core.agree();
            if let Some(so_far) = so_far {
                self.go_on(so_far, before, told);
            }
        } else {
            let message = as_step(&preview, pieces, taken);
            self.session_message(context, message);
            self.core.agree();
        }
        // Nobody types at this moment: there is no reason to wait.
        self.ask(context);
        self.save_now_if_large(context);
    }
}

/// The project that it becomes where none is open.
pub(super) fn opened(preview: &Preview, pieces: Vec<Vec<Arc<Table>>>, taken: Taken) -> Session {
    if let Some(project) = taken.project {
        let patch = Patch { tables: pieces.into_iter().flatten().collect(), ..taken.patch };
        let workspace = patch.apply(&project.workspace);
        return Session::open(Project { workspace, ..project });
    }
    let profile = if preview.registered { "qserv" } else { "mysql" }.to_owned();
    let name = if preview.name.is_empty() { t("Imported") } else { &preview.name }.to_owned();
    let mut session = Session::open(Project { name, profile, ..Project::default() });
    session.update(as_step(preview, pieces, taken));
    session
}

fn as_step(preview: &Preview, pieces: Vec<Vec<Arc<Table>>>, taken: Taken) -> Message {
    let label = match preview.table_count {
        1 => "Import 1 table".to_owned(),
        count => format!("Import {count} tables"),
    };
    let patch = Patch { tables: pieces.into_iter().flatten().collect(), ..taken.patch };
    Message::Import { patch: patch.into(), label, said: summary(preview), first: taken.first }
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
