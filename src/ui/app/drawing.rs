//! What happens once something is drawn. What is opened is drawn in stages, each in a frame of its own, so that no task is long.

use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::{App, AppMessage, language};
use crate::ui::session::Focus;
use crate::ui::views::focus_place;
use crate::web::{self, focus};

/// The stage at which everything is drawn.
pub(super) const WHOLE: u8 = 2;

/// The stage at which what is opened has the keyboard too.
pub(super) const OPENED: u8 = WHOLE + 1;

/// A task that has drawn for less than so long draws the next stage too, in milliseconds: the browser's layout comes on top.
const STAGE_MS: f64 = 6.0;

/// Dropped, it does not happen.
pub(super) enum Later {
    Task { _timer: Timeout },
    Frame { _frame: AnimationFrame },
}

impl App {
    pub(super) fn open_in_stages(&mut self) {
        (self.stage, self.later) = (0, None);
        self.to_walk.clear();
        // Where the keyboard goes first is decided when all is there.
        self.focused = self.turn().unwrap_or(0);
    }

    /// The number of the last wish for the keyboard.
    fn turn(&self) -> Option<u32> {
        Some(self.open.as_ref()?.session.view().focus?.turn)
    }

    pub(super) fn draw(&mut self, context: &Context<Self>, stage: Option<u8>, since: f64) {
        (self.drawing_since, self.later) = (since, None);
        match stage {
            Some(stage) if self.open.is_none() => self.draw_ahead(context, stage),
            Some(stage) => self.stage = stage,
            None => {}
        }
    }

    pub(super) fn drawn(&mut self, context: &Context<Self>) {
        if self.open.is_none() {
            self.give_keyboard();
            let drawn = self.ahead().and_then(|ahead| ahead.so_far.stage).filter(|stage| *stage < WHOLE);
            if let (Some(stage), None) = (drawn, &self.later) {
                // Nobody waits for it.
                self.draw_after_frame(context, stage + 1);
            }
            return;
        }
        if self.stage == OPENED {
            return self.give_keyboard();
        }
        // Who is faster than the drawing wishes it too.
        if self.turn().is_some_and(|turn| turn != self.focused) {
            self.give_keyboard();
        }
        // What else changes meanwhile is drawn too, and does not hurry the next stage.
        if self.later.is_some() {
            return;
        }
        if self.stage == WHOLE {
            // To give the keyboard away has the browser lay out the page: its frame does that anyway.
            let link = context.link().clone();
            return self.in_frame(move || {
                // A drawer that was opened meanwhile is in sight before the keyboard goes there.
                web::settle();
                link.send_message(AppMessage::DrawnWhole);
            });
        }
        self.draw_next(context, self.stage + 1);
    }

    /// In this task, if it has not drawn for long.
    fn draw_next(&mut self, context: &Context<Self>, stage: u8) {
        let since = self.drawing_since;
        if (0.0..STAGE_MS).contains(&(js_sys::Date::now() - since)) {
            context.link().send_message(AppMessage::Draw { stage: Some(stage), since });
        } else {
            self.draw_after_frame(context, stage);
        }
    }

    /// Draws in a task of its own.
    pub(super) fn draw_later(&mut self, context: &Context<Self>) {
        let link = context.link().clone();
        let draw = move || link.send_message(AppMessage::Draw { stage: None, since: js_sys::Date::now() });
        self.later = Some(Later::Task { _timer: Timeout::new(0, draw) });
    }

    /// When the browser has laid out and painted what is drawn now.
    fn draw_after_frame(&mut self, context: &Context<Self>, stage: u8) {
        let link = context.link().clone();
        let draw = move || link.send_message(AppMessage::Draw { stage: Some(stage), since: js_sys::Date::now() });
        self.in_frame(move || drop(Timeout::new(0, draw).forget()));
    }

    /// Just before the browser lays out and paints what is drawn now. A page that nobody sees has no frames.
    fn in_frame(&mut self, act: impl FnOnce() + 'static) {
        self.later = Some(if web::is_hidden() {
            Later::Task { _timer: Timeout::new(0, act) }
        } else {
            Later::Frame { _frame: request_animation_frame(move |_| act()) }
        });
    }

    /// What is opened is drawn whole, and about to be painted.
    pub(super) fn drawn_whole(&mut self) {
        // Another project may have been opened meanwhile.
        if self.stage != WHOLE {
            return;
        }
        (self.stage, self.later) = (OPENED, None);
        // Who is somewhere already stays there.
        if focus::holder().is_none() {
            self.focused = 0;
        }
        self.give_keyboard();
        for forward in std::mem::take(&mut self.to_walk) {
            focus::next_pane(!forward);
        }
    }

    fn give_keyboard(&mut self) {
        if let Some(open) = &self.open {
            let view = open.session.view();
            if let Some(Focus { place, turn }) = view.focus.filter(|focus| focus.turn != self.focused) {
                self.focused = turn;
                focus_place(place);
            }
        }
        if let Some(place) = self.to_focus.take() {
            focus::focus_first(&place);
        }
        if let Some(place) = self.to_show.take() {
            focus::show_first(place);
        }
        let name = self.open.as_ref().map(|open| open.session.view().name.clone());
        web::set_title(&language::window_title(name.as_deref()));
        focus::keep();
    }
}
