//! Joins the code editors with the session and the worker: what is typed goes to the worker, which says what it means.

use std::rc::Rc;

use serde_json::{Value, json};
use yew::prelude::*;

use super::asking::read;
use super::{App, AppMessage};
use crate::diagnostic::Diagnostic;
use crate::edit::Patch;
use crate::engine::text_view::{Answer, Asked, place_key};
use crate::i18n::{t, translated};
use crate::rules::CORE;
use crate::schema::{Aspect, ObjectPath, TableId, TextOf, Workspace};
use crate::ui::session::{Beside, Document, Message, Way};
use crate::web::{self, EditorTold, Reply, editor};

/// More problems than these are not shown in a text.
const MOST_PROBLEMS: usize = 500;

/// Longer texts, in UTF-16 units, and those of tables with more columns, are read by the worker: no task of the page may be long.
const LONG: usize = 60_000;
const MOST_COLUMNS: usize = 400;

const BESIDE: &str = "beside";

impl App {
    /// An editor tells or asks something. False where nothing changes that is seen: what is asked may change it later.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn editor(&mut self, context: &Context<Self>, told: EditorTold) -> bool {
        let number = told.text.parse().unwrap_or(usize::MAX);
        match told.what.as_str() {
            "ask" => {
                self.ask_text(context, 0, Way::On, &told.text);
                return false;
            }
            "type" => {
                let (Some(open), Some(of)) = (&mut self.open, text_of(&told.of)) else { return false };
                let way = [Way::On, Way::Back, Way::Again].get(told.way as usize).copied().unwrap_or(Way::On);
                // Going back is a gesture of its own: it may come to what was before.
                let gesture = open.session.typing(of, told.fresh || way != Way::On);
                return self.ask_text(context, gesture, way, &told.text);
            }
            "problems" => {
                self.tell_problems();
                return false;
            }
            "fix" => self.session_message(context, Message::ApplyFix(number)),
            "undo" => self.session_message(context, Message::Undo),
            "redo" => self.session_message(context, Message::Redo),
            "rule" => {
                let known = CORE.rules.iter().map(|known| known.rule.name).find(|name| *name == told.text);
                if let Some(rule) = known {
                    self.session_message(context, Message::Open(Document::Rule(rule)));
                }
            }
            "failed" => {
                self.say(t("The editor could not be loaded. Look at the network, and open the view again.").to_owned())
            }
            _ => {}
        }
        true
    }

    /// What an editor asks of its text; true where that was answered. That of a table is read here, in the task of the keystroke: browsers put off what other
    /// workers say until the next frame is drawn.
    fn ask_text(&mut self, context: &Context<Self>, gesture: u32, way: Way, question: &str) -> bool {
        let Some(open) = &mut self.open else { return false };
        let project = open.session.project();
        let asked = match Asked::read(question) {
            Ok(asked) => asked,
            Err(why) => {
                editor::tell("failed", &why);
                return true;
            }
        };
        let here = open.texts.has(&asked);
        if here && asked.length() > LONG {
            open.texts.close(&asked);
        }
        if here || asked.opens().is_some_and(|of| asked.length() <= LONG && is_short(&project.workspace, of)) {
            let answer = open.texts.answer(&project.workspace, open.session.view().profile.server, gesture, &asked);
            self.text_read(context, gesture, way, answer);
            return true;
        }
        self.core.keep(project);
        let link = context.link().clone();
        let listener = move |reply| link.send_message(AppMessage::TextAnswered { gesture, way, reply });
        self.core.ask("text", format!("{gesture}\n{question}"), vec![], Rc::new(listener));
        false
    }

    /// The worker has read a text, or answered a question about one.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn text_answered(&mut self, context: &Context<Self>, gesture: u32, way: Way, reply: Reply) {
        let Reply::Done { answer, .. } = reply else { return };
        let answer = answer.and_then(|answer| {
            let (patch, told) = answer.split_once('\n').unwrap_or_default();
            let patch = if patch.is_empty() { None } else { Some(read::<Patch>(patch)?) };
            Ok(Answer { patch, told: told.to_owned() })
        });
        self.text_read(context, gesture, way, answer);
    }

    fn text_read(&mut self, context: &Context<Self>, gesture: u32, way: Way, answer: Result<Answer, String>) {
        let Answer { patch, told } = match answer {
            Ok(answer) => answer,
            Err(why) => return editor::tell("failed", &why),
        };
        let Some(patch) = patch else { return editor::tell("answer", &told) };
        let typing = |app: &Self| app.open.as_ref().is_some_and(|open| open.session.is_typing(gesture));
        if !typing(self) {
            // Something else was done since: it is read anew, against what is there now.
            return editor::tell("again", &told);
        }
        self.session_message(context, Message::Typed { gesture, patch, way });
        // The answer shows both.
        self.tell_problems();
        editor::tell("answer", &told);
        if !typing(self) {
            editor::tell("changed", "");
        }
    }

    /// Says to the editors that the project has changed otherwise than by them.
    pub(super) fn tell_changed(&self) {
        editor::tell("changed", "");
        self.tell_problems();
    }

    /// Editors go to where a problem is; one in the centre takes the keyboard.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn tell_goto(&self, at: usize) {
        let Some(open) = &self.open else { return };
        let view = open.session.view();
        let Some(found) = view.diagnostics.get(at) else { return };
        let there = json!({ "keys": keys(found), "focus": view.texts()[0].is_some() });
        editor::tell("goto", &there.to_string());
    }

    /// Tells the problems of what is open in editors.
    pub(super) fn tell_problems(&self) {
        let Some(open) = self.open.as_ref().filter(|_| editor::is_loaded()) else { return };
        let view = open.session.view();
        let texts = view.texts();
        let all = texts.contains(&Some(TextOf::Script));
        let shown = |table: Option<TableId>| all || texts.iter().flatten().any(|of| of.table() == table);
        let found = view.diagnostics.iter().enumerate().filter(|(_, found)| shown(found.path.table()));
        let list = found.take(MOST_PROBLEMS).map(|(at, found)| {
            json!([
                at,
                keys(found),
                found.severity.word(),
                found.rule,
                translated(&found.message),
                translated(&found.help),
                found.fix.as_ref().map(|fix| translated(&fix.title)),
            ])
        });
        editor::tell("problems", &Value::Array(list.collect()).to_string());
    }
}

/// True where the text can be read between two frames.
fn is_short(workspace: &Workspace, of: TextOf) -> bool {
    let columns = of.table().and_then(|id| workspace.table(id)).map_or(usize::MAX, |(_, table)| table.columns.len());
    columns <= MOST_COLUMNS && workspace.draft(of).is_none_or(|text| text.len() <= LONG)
}

/// Names of places that a problem is shown at: the first one that the text has.
fn keys(found: &Diagnostic) -> [String; 4] {
    let table = found.path.table().map_or(found.path, ObjectPath::Table);
    let places =
        [(found.path, found.aspect), (found.path, Aspect::Name), (found.path, Aspect::Whole), (table, Aspect::Name)];
    places.map(|(path, aspect)| place_key(path, aspect))
}

/// What stood beside the centre last, in this browser.
pub(super) fn remembered() -> Option<Beside> {
    match web::remembered(BESIDE)?.as_str() {
        "sql" => Some(Beside::Sql),
        "payload" => Some(Beside::Payload),
        "script" => Some(Beside::Script),
        "diagram" => Some(Beside::Diagram),
        _ => None,
    }
}

pub(super) fn remember(beside: Option<Beside>) {
    let name = match beside {
        Some(Beside::Sql) => "sql",
        Some(Beside::Payload) => "payload",
        Some(Beside::Script) => "script",
        Some(Beside::Diagram) => "diagram",
        None => "",
    };
    web::remember(BESIDE, name);
}

/// How an editor names what it is a text of.
pub fn text_key(of: TextOf) -> String {
    match of {
        TextOf::Sql(table) => format!("sql:{}", table.0),
        TextOf::Payload(table) => format!("payload:{}", table.0),
        TextOf::Script => "script".to_owned(),
    }
}

fn text_of(key: &str) -> Option<TextOf> {
    let (kind, id) = key.split_once(':').unwrap_or((key, ""));
    match (kind, id.parse().map(TableId)) {
        ("sql", Ok(table)) => Some(TextOf::Sql(table)),
        ("payload", Ok(table)) => Some(TextOf::Payload(table)),
        ("script", _) => Some(TextOf::Script),
        _ => None,
    }
}
