//! What keys do: from card to card by where they stand, carrying, sizes.

use super::{Board, Modifiers, Said, Stale};
use crate::layout::{Point, Rect};
use crate::schema::TableId;

/// A step of a card that is carried by keys; with Ctrl it is the larger one.
const STEP: i32 = 8;
const LARGE_STEP: i32 = 80;
const ZOOM: f64 = 1.25;

impl Board {
    pub(super) fn key(&mut self, name: &str, held: Modifiers) {
        let direction = match name {
            "ArrowLeft" => Some(Point::new(-1, 0)),
            "ArrowRight" => Some(Point::new(1, 0)),
            "ArrowUp" => Some(Point::new(0, -1)),
            "ArrowDown" => Some(Point::new(0, 1)),
            _ => None,
        };
        if let Some(direction) = direction {
            return match held {
                Modifiers { shift: true, ctrl, .. } => self.carry(direction, if ctrl { LARGE_STEP } else { STEP }),
                _ => self.walk(direction),
            };
        }
        if name != "Shift" && name != "Control" {
            self.put_down_keys();
        }
        match (name, held.ctrl) {
            ("Enter", _) => {
                if let Some(table) = self.active {
                    self.answers.push(Said::Open(table));
                }
            }
            (" ", _) => {
                if let Some(table) = self.active {
                    if !self.selected.remove(&table) {
                        self.selected.insert(table);
                    }
                    self.tell_selection();
                }
            }
            ("a" | "A", true) => {
                self.selected = self.picture.cards.iter().map(|card| card.table).collect();
                (self.link, self.mark) = (None, None);
                self.tell_selection();
            }
            ("+" | "=", false) => self.zoom_middle(ZOOM),
            ("-" | "_", false) => self.zoom_middle(1.0 / ZOOM),
            ("0", false) => self.fit(),
            ("1", false) => self.zoom_to(1.0),
            ("Home", _) => self.go_to_card(0),
            ("End", _) => self.go_to_card(self.picture.cards.len().saturating_sub(1)),
            ("PageDown", _) => self.pan(0.0, self.size.1 * 0.8),
            ("PageUp", _) => self.pan(0.0, -self.size.1 * 0.8),
            ("Delete" | "Backspace", false) => self.delete_mark(),
            ("Escape", _) => self.step_back(),
            (letter, false) if letter.chars().count() == 1 => self.go_to_letter(letter),
            _ => {}
        }
    }

    /// A key is let go: what it carried is put down when Shift is.
    pub(super) fn key_up(&mut self, name: &str) {
        if name == "Shift" {
            self.put_down_keys();
        }
    }

    pub(super) fn put_down_keys(&mut self) {
        if self.by_keys {
            self.put_down();
        }
    }

    fn carry(&mut self, direction: Point, step: i32) {
        if self.selected.is_empty() {
            self.selected.extend(self.active);
        }
        if self.selected.is_empty() {
            return;
        }
        if !self.by_keys {
            self.let_go();
            self.mark = None;
            self.by_keys = true;
            self.lift();
        }
        self.carried = Point::new(self.carried.x + direction.x * step, self.carried.y + direction.y * step);
        self.stale_view();
        let card = self.active.and_then(|table| self.picture.card_of(table));
        if let Some(card) = card {
            let rect = self.card_rect(card);
            self.look(self.camera.revealing(&rect, self.size));
        }
    }

    /// To the nearest card in a direction: what lies straight ahead is nearer than what lies beside the way.
    fn walk(&mut self, direction: Point) {
        self.put_down_keys();
        let Some(here) = self.active.and_then(|table| self.picture.card_of(table)).map(|card| self.card_rect(card))
        else {
            return self.go_to_nearest();
        };
        let distance = |rect: &Rect| {
            let (from, to) = (here.centre(), rect.centre());
            let (dx, dy) = (i64::from(to.x - from.x), i64::from(to.y - from.y));
            let ahead = dx * i64::from(direction.x) + dy * i64::from(direction.y);
            let beside = (dx * i64::from(direction.y)).abs() + (dy * i64::from(direction.x)).abs();
            // A card that overlaps the way does not lie beside it.
            let overlap = if direction.x != 0 {
                rect.y < here.bottom() && here.y < rect.bottom()
            } else {
                rect.x < here.right() && here.x < rect.right()
            };
            (ahead > 0).then(|| ahead + if overlap { 0 } else { beside * 2 })
        };
        let cards = self.picture.cards.iter().filter_map(|card| Some((distance(&card.rect)?, card.table)));
        if let Some((_, table)) = cards.min() {
            self.step_to(table);
        }
    }

    fn step_to(&mut self, table: TableId) {
        self.select_only(table);
        self.reveal(table);
    }

    fn go_to_card(&mut self, at: usize) {
        if let Some(table) = self.picture.cards.get(at).map(|card| card.table) {
            self.step_to(table);
        }
    }

    /// The card that is nearest to the middle of the window.
    pub(super) fn go_to_nearest(&mut self) {
        let middle = self.camera.to_picture((self.size.0 / 2.0, self.size.1 / 2.0));
        let far = |rect: &Rect| {
            let at = rect.centre();
            i64::from(at.x - middle.x).abs() + i64::from(at.y - middle.y).abs()
        };
        let nearest = self.picture.cards.iter().min_by_key(|card| far(&card.rect)).map(|card| card.table);
        if let Some(table) = nearest {
            self.step_to(table);
        }
    }

    /// The next table whose name begins with a letter; `T_` before it does not count.
    fn go_to_letter(&mut self, letter: &str) {
        let wanted = letter.to_ascii_lowercase();
        let begins = |name: &str| {
            let name = name.to_ascii_lowercase();
            name.strip_prefix("t_").is_some_and(|rest| rest.starts_with(&wanted)) || name.starts_with(&wanted)
        };
        let here = self.active.and_then(|table| self.picture.card_of(table)).map_or(0, |at| at + 1);
        let count = self.picture.cards.len();
        let found = (here..count).chain(0..here.min(count)).find(|at| {
            let table = self.picture.cards.get(*at).and_then(|card| card.table(&self.workspace));
            table.is_some_and(|table| begins(&table.name))
        });
        if let Some(at) = found {
            self.go_to_card(at);
        }
    }

    fn delete_mark(&mut self) {
        if let Some(mark) = self.mark {
            self.answers.push(Said::DeleteMark(mark));
        }
    }

    /// Ends what is going on, one thing at a time: a gesture, a selection, showing only some tables.
    fn step_back(&mut self) {
        if self.is_carrying() || self.marquee().is_some() {
            self.let_go();
        } else if !self.selected.is_empty() || self.mark.is_some() || self.link.is_some() {
            self.select_nothing();
        } else if !self.shows_all() {
            self.show_all();
        }
    }

    pub(super) fn set_focus(&mut self, on: bool) {
        self.put_down_keys();
        self.focused = on;
        if self.stale == Stale::Nothing {
            self.stale = Stale::View;
        }
    }
}
