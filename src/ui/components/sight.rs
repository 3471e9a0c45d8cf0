//! Long lists draw only what is in sight, and a little beyond.

use std::ops::Range;

use web_sys::Element;
use yew::{Callback, Event, TargetCast};

use crate::ui::app::AppMessage;

/// A list that scrolls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    Explorer,
    Problems,
}

/// What of a list is in sight, in pixels. It moves by steps, so that not every movement draws anew.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    top: f64,
    height: f64,
    /// So much more is drawn on both sides.
    beyond: f64,
}

const STEP: f64 = 240.0;

impl Default for Sight {
    /// Before anything was scrolled: the next rows for the arrow keys are enough.
    fn default() -> Self {
        Sight { top: 0.0, height: 0.0, beyond: STEP / 2.0 }
    }
}

impl Sight {
    /// The list may have become as high as this.
    pub fn at_least(self, height: f64) -> Sight {
        Sight { height: self.height.max(height), ..self }
    }

    /// As high as it is, from a place on.
    pub fn moved_to(self, place: f64) -> Sight {
        Sight { top: (place / STEP).floor() * STEP, ..self }
    }

    /// The rows to draw of so many, where the first one begins at `start`. Rows that are higher than `row` only mean that
    /// more is drawn than has to be.
    pub fn rows(self, start: f64, row: f64, count: usize) -> Range<usize> {
        let at = |place: f64| ((place - start).max(0.0) / row) as usize;
        let last = at(self.top + self.height + self.beyond).saturating_add(1).min(count);
        at(self.top - self.beyond).min(last)..last
    }

    /// Follows a list whose sight this was.
    pub fn follow(self, pane: Pane, send: &Callback<AppMessage>) -> Callback<Event> {
        let send = send.clone();
        Callback::from(move |event: Event| {
            let Some(list) = event.target_dyn_into::<Element>() else { return };
            let top = (f64::from(list.scroll_top()) / STEP).floor() * STEP;
            let height = (f64::from(list.client_height()) / STEP).ceil() * STEP + STEP;
            // The next step, and rows for the arrow keys.
            let sight = Sight { top, height, beyond: 2.0 * STEP };
            if sight != self {
                send.emit(AppMessage::Scrolled { pane, sight, then_focus: None });
            }
        })
    }
}

/// The style of what stands for rows that are not drawn.
pub fn space(rows: usize, row: f64) -> String {
    format!("height: {}px", rows as f64 * row)
}
