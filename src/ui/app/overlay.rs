//! What lies over the window for a moment: the command palette and the help sheet. They take the keyboard and give it back.

use std::rc::Rc;

use yew::prelude::*;

use super::{App, AppMessage, Snapshot};
use crate::i18n::{say, t};
use crate::ui::actions::palette::{Hit, Target, hits};
use crate::ui::actions::{Action, Keymap, Situation, shown};
use crate::ui::session::Message;
use crate::web::{self, Part, focus};

/// Under this name the browser remembers the user's own keys.
pub(super) const KEYS: &str = "keys";

pub enum Overlay {
    Palette(Palette),
    Help(Help),
    Snapshots(Rc<[Snapshot]>),
}

/// What was typed, what fits it, and which line is chosen.
pub struct Palette {
    pub query: String,
    pub hits: Vec<Hit>,
    pub chosen: usize,
}

/// The help sheet: perhaps an action waits for its new keys; what was said of the last change.
#[derive(Default)]
pub struct Help {
    pub waiting: Option<&'static Action>,
    pub said: String,
}

/// What is done in what lies over the window.
pub enum OverlayMessage {
    Close,
    Type(String),
    /// So many lines down, or up.
    Move(isize),
    Choose(usize),
    Run,
    /// The next keys become those of the action.
    Await(&'static Action),
    ResetKeys,
}

impl App {
    /// The keys of the actions. One's own are read as soon as that can be done.
    pub(super) fn first_keys(context: &Context<Self>) -> Keymap {
        if web::is_here(Part::Later) || web::remembered(KEYS).is_none() {
            return App::remembered_keys();
        }
        context.link().send_message(AppMessage::Whole);
        Keymap::default()
    }

    pub(super) fn remembered_keys() -> Keymap {
        Keymap::read(&web::remembered(KEYS).unwrap_or_default())
    }

    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn show_palette(&mut self) {
        let palette = Palette { query: String::new(), hits: self.hits(""), chosen: 0 };
        self.show_overlay(Overlay::Palette(palette), "#palette");
    }

    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn show_help(&mut self) {
        self.show_overlay(Overlay::Help(Help::default()), ".sheet");
    }

    pub(super) fn show_overlay(&mut self, overlay: Overlay, inside: &'static str) {
        if self.overlay.is_none() {
            self.before_overlay = focus::holder();
        }
        self.overlay = Some(overlay);
        self.to_focus = Some(inside.into());
    }

    pub(super) fn close_overlay(&mut self) {
        self.overlay = None;
        if let Some(before) = self.before_overlay.take() {
            focus::give(&before);
        }
    }

    fn hits(&self, query: &str) -> Vec<Hit> {
        let view = self.open.as_ref().map(|open| open.session.view());
        hits(query, &Situation { view: view.as_deref() }, &self.recent)
    }

    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn overlay_message(&mut self, context: &Context<Self>, message: OverlayMessage) {
        match (message, &mut self.overlay) {
            (OverlayMessage::Close, _) => self.close_overlay(),
            (OverlayMessage::Type(query), _) => {
                let hits = self.hits(&query);
                self.overlay = Some(Overlay::Palette(Palette { query, hits, chosen: 0 }));
            }
            (OverlayMessage::Move(by), Some(Overlay::Palette(palette))) => {
                let last = palette.hits.len().saturating_sub(1);
                let next = palette.chosen.saturating_add_signed(by).min(last);
                // Beyond an end by one is the other end.
                palette.chosen = match by {
                    1 if palette.chosen == last => 0,
                    -1 if palette.chosen == 0 => last,
                    _ => next,
                };
                self.to_show = Some("#palette-list [aria-selected=true]");
            }
            (OverlayMessage::Choose(at), Some(Overlay::Palette(palette))) => {
                palette.chosen = at;
                self.run_chosen(context);
            }
            (OverlayMessage::Run, _) => self.run_chosen(context),
            (OverlayMessage::Await(action), Some(Overlay::Help(help))) => {
                help.waiting = Some(action);
                help.said = say(
                    "Press the new keys for “{}”. Esc keeps the old ones, Delete takes them away.",
                    &[&t(action.label)],
                );
            }
            (OverlayMessage::ResetKeys, Some(Overlay::Help(help))) => {
                self.keys.reset();
                help.said = t("All shortcuts are as they came.").to_owned();
                web::remember(KEYS, &self.keys.write());
            }
            (
                OverlayMessage::Move(_)
                | OverlayMessage::Choose(_)
                | OverlayMessage::Await(_)
                | OverlayMessage::ResetKeys,
                _,
            ) => {}
        }
    }

    fn run_chosen(&mut self, context: &Context<Self>) {
        let Some(Overlay::Palette(palette)) = &self.overlay else { return };
        let Some(hit) = palette.hits.get(palette.chosen).cloned() else { return };
        self.close_overlay();
        self.note_used(&hit.key);
        match hit.target {
            Target::Action(action) => self.act(context, action),
            Target::Table(table) => self.session_message(context, Message::Reveal(table, None)),
            Target::Column(table, column) => self.session_message(context, Message::Reveal(table, Some(column))),
        }
    }

    /// Keys while the help sheet waits for some. False where it does not wait.
    pub(super) fn take_keys(&mut self, chord: &str) -> bool {
        let Some(Overlay::Help(help)) = &mut self.overlay else { return false };
        let Some(action) = help.waiting.take() else { return false };
        let mac = web::is_mac();
        help.said = match chord {
            "Escape" => String::new(),
            "Delete" | "Backspace" => {
                self.keys.assign(action, "");
                say("“{}” has no shortcut now.", &[&t(action.label)])
            }
            _ => match self.keys.assign(action, chord) {
                Some(other) => say(
                    "{} is the shortcut of “{}” now. It was that of “{}”, which lost it.",
                    &[&shown(chord, mac), &t(action.label), &t(other.label)],
                ),
                None => say("{} is the shortcut of “{}” now.", &[&shown(chord, mac), &t(action.label)]),
            },
        };
        web::remember(KEYS, &self.keys.write());
        true
    }

    pub(super) fn overlay_view(&self, send: &Callback<AppMessage>) -> Html {
        use crate::ui::views::{help, palette, snapshots};
        match &self.overlay {
            Some(Overlay::Palette(state)) => palette(state, &self.keys, send),
            Some(Overlay::Help(state)) => help(state, &self.keys, self.open.is_some(), send),
            Some(Overlay::Snapshots(list)) => snapshots(list, send),
            None => Html::default(),
        }
    }
}
