//! The panels beside and below the centre: how large they are, and whether they are there. Remembered.

use yew::prelude::*;

use super::{App, AppMessage, Drawer};
use crate::i18n::t;
use crate::web;

const KEY: &str = "panels";

/// A panel with an edge that can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    Explorer,
    Inspector,
    Foot,
}

impl Panel {
    const ALL: [Panel; 3] = [Panel::Explorer, Panel::Inspector, Panel::Foot];

    /// Pixels: the least, what it is at first, and the most.
    fn range(self) -> (i32, i32, i32) {
        match self {
            Panel::Explorer => (140, 220, 560),
            Panel::Inspector => (220, 300, 640),
            Panel::Foot => (64, 140, 640),
        }
    }

    fn property(self) -> &'static str {
        match self {
            Panel::Explorer => "--explorer",
            Panel::Inspector => "--inspector",
            Panel::Foot => "--problems",
        }
    }
}

pub enum PanelMessage {
    /// The edge was taken at a place of the pointer.
    Grab(Panel, i32),
    Drag(i32),
    Drop,
    /// Larger by so many pixels.
    Grow(Panel, i32),
    /// As at first.
    Reset(Panel),
    /// Shown or not.
    Toggle(Panel),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Panels {
    sizes: [i32; 3],
    /// Not shown; the foot is folded by the session.
    hidden: [bool; 3],
    /// The panel that is being dragged, the pointer's place and the size then.
    dragged: Option<(usize, i32, i32)>,
}

impl Default for Panels {
    fn default() -> Self {
        Panels { sizes: Panel::ALL.map(|panel| panel.range().1), hidden: [false; 3], dragged: None }
    }
}

impl Panels {
    /// As they were at the last visit.
    pub fn remembered() -> Panels {
        let text = web::remembered(KEY).unwrap_or_default();
        let mut words = text.split(' ');
        let sizes = Panel::ALL.map(|panel| {
            let (least, first, most) = panel.range();
            words.next().and_then(|word| word.parse().ok()).map_or(first, |size: i32| size.clamp(least, most))
        });
        let hidden = Panel::ALL.map(|_| words.next() == Some("hidden"));
        // The foot's own height depends on the window until somebody changes it.
        let panels = Panels { sizes, hidden, dragged: None };
        panels.apply(!text.is_empty());
        panels
    }

    fn apply(&self, foot: bool) {
        for (panel, size) in Panel::ALL.into_iter().zip(self.sizes) {
            if foot || panel != Panel::Foot {
                web::set_property(panel.property(), &format!("{size}px"));
            }
        }
    }

    fn remember(&self) {
        self.apply(true);
        let sizes = self.sizes.map(|size| size.to_string());
        let hidden = self.hidden.map(|hidden| if hidden { "hidden" } else { "shown" });
        web::remember(KEY, &format!("{} {}", sizes.join(" "), hidden.join(" ")));
    }

    fn set(&mut self, at: usize, size: i32) {
        let Some(panel) = Panel::ALL.get(at) else { return };
        let (least, _, most) = panel.range();
        if let Some(place) = self.sizes.get_mut(at) {
            *place = size.clamp(least, most);
        }
        self.apply(*panel == Panel::Foot);
    }

    pub fn size(&self, panel: Panel) -> i32 {
        self.sizes.get(panel as usize).copied().unwrap_or(0)
    }

    pub fn is_hidden(&self, panel: Panel) -> bool {
        self.hidden.get(panel as usize).copied().unwrap_or(false)
    }

    /// True where it has to be drawn anew.
    pub fn update(&mut self, message: PanelMessage) -> bool {
        match message {
            PanelMessage::Grab(panel, place) => {
                self.dragged = Some((panel as usize, place, self.size(panel)));
                return false;
            }
            PanelMessage::Drag(place) => {
                let Some((at, from, size)) = self.dragged else { return false };
                // The explorer grows to the right, the others to the left and up.
                let by = if at == Panel::Explorer as usize { place - from } else { from - place };
                self.set(at, size + by);
                return false;
            }
            PanelMessage::Drop if self.dragged.take().is_none() => return false,
            PanelMessage::Drop => {}
            PanelMessage::Grow(panel, by) => self.set(panel as usize, self.size(panel) + by),
            PanelMessage::Reset(panel) => self.set(panel as usize, panel.range().1),
            PanelMessage::Toggle(panel) => {
                if let Some(hidden) = self.hidden.get_mut(panel as usize) {
                    *hidden = !*hidden;
                }
            }
        }
        self.remember();
        true
    }

    /// The edge of a panel, to be moved with the pointer or with arrow keys; Enter hides the panel.
    pub fn edge(&self, panel: Panel, send: &Callback<AppMessage>) -> Html {
        let send = send.reform(AppMessage::Panel);
        let (least, _, most) = panel.range();
        let (class, label, upright) = match panel {
            Panel::Explorer => ("edge explorer-edge", t("Width of the tables"), true),
            Panel::Inspector => ("edge inspector-edge", t("Width of the details"), true),
            Panel::Foot => ("edge foot-edge", t("Height of the problems"), false),
        };
        let place = move |event: &PointerEvent| if upright { event.client_x() } else { event.client_y() };
        let onpointerdown = send.reform(move |event: PointerEvent| {
            web::focus::capture_pointer(&event);
            PanelMessage::Grab(panel, place(&event))
        });
        let onpointermove = send.reform(move |event: PointerEvent| PanelMessage::Drag(place(&event)));
        let onpointerup = send.reform(|_: PointerEvent| PanelMessage::Drop);
        let ondblclick = send.reform(move |_: MouseEvent| PanelMessage::Reset(panel));
        let onkeydown = move |event: KeyboardEvent| {
            let step = if event.shift_key() { 64 } else { 16 };
            let message = match (panel, event.key().as_str()) {
                (Panel::Explorer, "ArrowRight") | (Panel::Inspector, "ArrowLeft") | (Panel::Foot, "ArrowUp") => {
                    PanelMessage::Grow(panel, step)
                }
                (Panel::Explorer, "ArrowLeft") | (Panel::Inspector, "ArrowRight") | (Panel::Foot, "ArrowDown") => {
                    PanelMessage::Grow(panel, -step)
                }
                (_, "Home") => PanelMessage::Grow(panel, -most),
                (_, "End") => PanelMessage::Grow(panel, most),
                (Panel::Explorer | Panel::Inspector, "Enter") => PanelMessage::Toggle(panel),
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            send.emit(message);
        };
        html! {
            <div {class} role="separator" tabindex="0" aria-label={label} title={t("Drag, or arrow keys; Enter hides it")}
                aria-orientation={if upright { "vertical" } else { "horizontal" }}
                aria-valuemin={least.to_string()} aria-valuemax={most.to_string()} aria-valuenow={self.size(panel).to_string()}
                {onpointerdown} {onpointermove} {onpointerup} {ondblclick} {onkeydown} />
        }
    }
}

impl App {
    /// A side panel appears or goes; in a narrow window it is a drawer.
    pub(super) fn show_or_hide(&mut self, drawer: Drawer) {
        if web::is_narrow() {
            return self.toggle(drawer);
        }
        let panel = match drawer {
            Drawer::Explorer => Panel::Explorer,
            Drawer::Inspector => Panel::Inspector,
        };
        self.panels.update(PanelMessage::Toggle(panel));
        if !self.panels.is_hidden(panel) {
            let place = if panel == Panel::Explorer { ".explorer" } else { ".inspector" };
            self.to_focus = Some(place.into());
        }
    }
}
