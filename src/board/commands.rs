//! Events, and the words of the toolbar.

use super::{Board, Event, Said};
use crate::layout::Rect;
use crate::schema::{MarkId, TableId};

impl Board {
    pub fn hear(&mut self, event: Event) {
        match event {
            Event::Resize { size, ratio } => self.resize(size, ratio),
            Event::Pointer { press, at, button, held } => self.pointer(press, at, button, held),
            Event::DoubleClick { at } => {
                let card = self.picture.index.at(self.camera.to_picture(at));
                if let Some(table) = card.and_then(|card| self.picture.cards.get(card)).map(|card| card.table) {
                    self.answers.push(Said::Open(table));
                }
            }
            Event::Wheel { at, by, held } if held.ctrl => {
                // As far as a step of a wheel goes, the picture grows by a quarter.
                self.zoom((-by.1.clamp(-240.0, 240.0) * 0.0022).exp(), at);
            }
            Event::Wheel { by, held, .. } if held.shift && by.0 == 0.0 => self.pan(by.1, 0.0),
            Event::Wheel { by, .. } => self.pan(by.0, by.1),
            Event::Key { name, held } => self.key(&name, held),
            Event::KeyUp { name } => self.key_up(&name),
            Event::Focus(on) => self.set_focus(on),
            Event::Command { word, rest } => self.command(&word, &rest),
        }
    }

    fn command(&mut self, word: &str, rest: &str) {
        self.put_down_keys();
        let id = || rest.parse::<u32>().ok();
        match word {
            "fit" => self.fit(),
            "in" => self.zoom_middle(1.25),
            "out" => self.zoom_middle(0.8),
            "actual" => self.zoom_to(1.0),
            "selection" => self.fit_selection(),
            "arrange" => self.arrange(false),
            "arrange-selected" => self.arrange(true),
            "only" => self.show_only(),
            "neighbours" => self.show_neighbours(),
            "all" => self.show_all(),
            "follow" => self.follow(),
            "area" => self.add(false),
            "note" => self.add(true),
            "go" => {
                if let Some(table) = id() {
                    self.go_to(TableId(table));
                }
            }
            "mark" => {
                if let Some(mark) = id() {
                    self.select_mark(MarkId(mark));
                }
            }
            _ => {}
        }
    }

    /// A new area around what is selected, or a new area or note in the middle of the window.
    fn add(&mut self, note: bool) {
        self.show_all();
        let cards = self.selected_cards().into_iter().filter_map(|at| self.picture.cards.get(at));
        let around = Rect::of_all(cards.map(|card| card.rect)).filter(|_| !note);
        let rect =
            around.map(|rect| rect.grown(32)).map(|rect| Rect { y: rect.y - 24, height: rect.height + 24, ..rect });
        let middle = self.camera.to_picture((self.size.0 / 2.0, self.size.1 / 2.0));
        let (width, height) = if note { (240, 112) } else { (640, 400) };
        let rect = rect.unwrap_or(Rect::new(middle.x - width / 2, middle.y - height / 2, width, height));
        self.answers.push(Said::Add { note, rect });
    }
}
