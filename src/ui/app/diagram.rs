//! The diagram's worker: kept as the project is, as long as the diagram is open; what it tells goes to the session.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use rustc_hash::FxHashMap;
use yew::prelude::*;

use super::{App, AppMessage};
use crate::board::Said;
use crate::diagnostic::Severity;
use crate::engine::Outbox;
use crate::i18n::{say, t};
use crate::schema::TableId;
use crate::ui::session::{Document, Message};
use crate::web::diagram;

/// What the worker has been told.
#[derive(Default)]
pub struct DiagramLink {
    outbox: Outbox,
    /// It listens.
    ready: bool,
    problems: Rc<FxHashMap<TableId, (usize, Severity)>>,
    timer: Option<Timeout>,
}

impl App {
    /// After each change, and when the diagram is opened.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn feed_diagram(&mut self, context: &Context<Self>) {
        let Some(open) = &self.open else { return };
        let view = open.session.view();
        if view.active != Some(Document::Diagram) && !view.diagram_beside() {
            return;
        }
        diagram::load();
        if !self.diagram.ready {
            return;
        }
        if let Some(update) = self.diagram.outbox.next(&open.session.project()) {
            diagram::tell(&format!("update\n{update}"));
            return self.feed_diagram_soon(context);
        }
        if !Rc::ptr_eq(&self.diagram.problems, &view.troubles) {
            self.diagram.problems = view.troubles.clone();
            let mut line = "problems".to_owned();
            for (table, (count, severity)) in view.troubles.iter() {
                line.push_str(&format!(" {} {count} {}", table.0, *severity as u8));
            }
            diagram::tell(&line);
        }
    }

    /// The next piece, after what is to be done now.
    fn feed_diagram_soon(&mut self, context: &Context<Self>) {
        let link = context.link().clone();
        self.diagram.timer = Some(Timeout::new(0, move || link.send_message(AppMessage::FeedDiagram)));
    }

    /// A line of the diagram; says whether the window may be another now.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn diagram_told(&mut self, context: &Context<Self>, line: &str) -> bool {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "ready" => {
                self.diagram = DiagramLink { ready: true, ..DiagramLink::default() };
                diagram::tell(&format!("more {}", t("{} more")));
                self.feed_diagram_soon(context);
                return false;
            }
            "shown" if rest.is_empty() => {
                self.feed_diagram(context);
                return false;
            }
            "failed" => self.session_message(context, Message::DiagramFailed),
            "saved" => self.say(say("{} is in your downloads.", &[&rest])),
            _ => {
                let Some(said) = Said::read(line) else { return false };
                let added = matches!(said, Said::Add { .. });
                self.session_message(context, Message::Diagram(said));
                let newest = self
                    .open
                    .as_ref()
                    .and_then(|open| open.session.view().workspace.diagram.marks.last().map(|mark| mark.id));
                if let Some(mark) = newest.filter(|_| added) {
                    // It can be selected when the worker knows it; messages arrive in their order.
                    self.feed_diagram(context);
                    diagram::tell(&format!("do mark {}", mark.0));
                }
            }
        }
        true
    }

    /// Another project comes, or none.
    pub(super) fn end_diagram(&mut self) {
        self.diagram = DiagramLink::default();
        diagram::tell("end");
    }
}
