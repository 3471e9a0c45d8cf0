//! Joins the code editors with the session and the worker: what is typed goes to the worker, which says what it means.

use std::rc::Rc;

use serde_json::{Value, json};
use yew::prelude::*;

use super::{App, AppMessage};
use crate::diagnostic::Diagnostic;
use crate::edit::Patch;
use crate::engine::text_view::place_key;
use crate::i18n::{t, translated};
use crate::json;
use crate::rules::CORE;
use crate::schema::{Aspect, ObjectPath, TableId, TextOf};
use crate::ui::session::{Beside, Document, Message, Way};
use crate::web::{self, EditorTold, Reply, editor};

/// More problems than these are not shown in a text.
const MOST_PROBLEMS: usize = 500;

const BESIDE: &str = "beside";

impl App {
    /// An editor tells or asks something.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn editor(&mut self, context: &Context<Self>, told: EditorTold) {
        let number = told.text.parse().unwrap_or(usize::MAX);
        match told.what.as_str() {
            "ask" => self.ask_text(context, 0, Way::On, &told.text),
            "type" => {
                let (Some(open), Some(of)) = (&mut self.open, text_of(&told.of)) else { return };
                let way = [Way::On, Way::Back, Way::Again].get(told.way as usize).copied().unwrap_or(Way::On);
                // Going back is a gesture of its own: it may come to what was before.
                let gesture = open.session.typing(of, told.fresh || way != Way::On);
                self.ask_text(context, gesture, way, &told.text);
            }
            "problems" => self.tell_problems(),
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
    }

    fn ask_text(&mut self, context: &Context<Self>, gesture: u32, way: Way, question: &str) {
        let Some(open) = &self.open else { return };
        self.core.keep(open.session.project());
        let link = context.link().clone();
        let listener = move |reply| link.send_message(AppMessage::TextAnswered { gesture, way, reply });
        self.core.ask("text", format!("{gesture}\n{question}"), vec![], Rc::new(listener));
    }

    /// The worker has read a text, or answered a question about one.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn text_answered(&mut self, context: &Context<Self>, gesture: u32, way: Way, reply: Reply) {
        let Reply::Done { answer, .. } = reply else { return };
        let (patch, seen) = match &answer {
            Ok(answer) => answer.split_once('\n').unwrap_or_default(),
            Err(why) => return editor::tell("failed", why),
        };
        if patch.is_empty() {
            return editor::tell("answer", seen);
        }
        let read = json::parse_ours(patch).ok().and_then(|node| json::read::<Patch>(&node).ok());
        let typing = |app: &Self| app.open.as_ref().is_some_and(|open| open.session.is_typing(gesture));
        let Some(patch) = read.filter(|_| typing(self)) else {
            // Something else was done since: it is read anew, against what is there now.
            return editor::tell("again", seen);
        };
        self.session_message(context, Message::Typed { gesture, patch, way });
        // The answer shows both.
        self.tell_problems();
        editor::tell("answer", seen);
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
