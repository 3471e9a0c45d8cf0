//! What a pointer does: select, carry, change sizes, move the picture.

use std::collections::BTreeSet;

use super::{Board, Gesture, Hit, Modifiers, Moved, Press, Said, Selected, SelectedLink};
use crate::layout::{Point, Rect};
use crate::schema::{MarkId, Placed, TableId};

/// A press that moves less than this is a click, in pixels of the page.
const CLICK: f64 = 4.0;
/// Carried things come to rest on a grid of so many pixels.
const GRID: i32 = 8;
/// So many neighbours of the active table are told: nobody listens to more names.
const NAMED: usize = 12;
/// The window of the minimap, in pixels of the page, at the lower right.
pub const MINIMAP: (f64, f64) = (176.0, 120.0);
pub const MINIMAP_MARGIN: f64 = 12.0;

impl Board {
    pub(super) fn pointer(&mut self, press: Press, at: (f64, f64), button: u32, held: Modifiers) {
        self.put_down_keys();
        match press {
            Press::Down => self.down(at, button, held),
            Press::Move => self.moved(at, held),
            Press::Up => self.up(at, held),
            Press::Cancel => self.let_go(),
        }
    }

    fn down(&mut self, at: (f64, f64), button: u32, held: Modifiers) {
        if self.minimap_frame().is_some_and(|frame| in_frame(at, frame)) {
            self.gesture = Gesture::Minimap;
            return self.look_from_minimap(at);
        }
        let hit = self.hit(at);
        if button != 0 {
            self.gesture = Gesture::Pan { last: at };
            return self.cursor("grabbing");
        }
        let toggled = held.shift || held.ctrl;
        match hit {
            Some(Hit::Card(card)) => self.press_card(card, toggled),
            Some(Hit::Mark(mark)) if self.mark != Some(mark) => self.select_mark(mark),
            Some(Hit::Link(link)) => self.select_link(link),
            Some(Hit::Mark(_) | Hit::Corner(..)) | None => {}
        }
        self.gesture = Gesture::Pressed { at, hit, toggled };
    }

    fn press_card(&mut self, card: usize, toggled: bool) {
        let Some(table) = self.picture.cards.get(card).map(|card| card.table) else { return };
        if toggled {
            if !self.selected.remove(&table) {
                self.selected.insert(table);
            }
            (self.active, self.link, self.mark) = (Some(table), None, None);
            self.tell_selection();
        } else if self.selected.contains(&table) {
            self.active = Some(table);
            (self.link, self.mark) = (None, None);
            self.tell_selection();
        } else {
            self.select_only(table);
        }
    }

    fn moved(&mut self, at: (f64, f64), held: Modifiers) {
        let to = self.camera.to_picture(at);
        match self.gesture.clone() {
            Gesture::None => self.hover_at(at),
            Gesture::Pressed { at: from, hit, toggled } => {
                if (at.0 - from.0).hypot(at.1 - from.1) >= CLICK {
                    self.begin(from, hit, toggled || held.shift);
                    self.moved(at, held);
                }
            }
            Gesture::Pan { last } => {
                let (dx, dy) = (at.0 - last.0, at.1 - last.1);
                self.gesture = Gesture::Pan { last: at };
                self.pan(-dx, -dy);
            }
            Gesture::Carry { from } | Gesture::Resize { from, .. } => {
                let snapped = |by: i32| (f64::from(by) / f64::from(GRID)).round() as i32 * GRID;
                self.carried = Point::new(snapped(to.x - from.x), snapped(to.y - from.y));
                self.stale_view();
            }
            Gesture::Marquee { from, .. } => {
                self.gesture = Gesture::Marquee { from, to };
                self.stale_view();
            }
            Gesture::Minimap => self.look_from_minimap(at),
        }
    }

    /// The press has become a movement.
    fn begin(&mut self, from: (f64, f64), hit: Option<Hit>, toggled: bool) {
        let start = self.camera.to_picture(from);
        self.carried = Point::default();
        match hit {
            Some(Hit::Card(_) | Hit::Mark(_)) => {
                self.gesture = Gesture::Carry { from: start };
                self.lift();
                self.cursor("grabbing");
            }
            Some(Hit::Corner(mark, corner)) => {
                self.gesture = Gesture::Resize { mark, corner, from: start };
                self.lift();
            }
            Some(Hit::Link(_)) | None if toggled => self.gesture = Gesture::Marquee { from: start, to: start },
            Some(Hit::Link(_)) | None => {
                self.gesture = Gesture::Pan { last: from };
                self.cursor("grabbing");
            }
        }
    }

    fn up(&mut self, at: (f64, f64), held: Modifiers) {
        let gesture = std::mem::take(&mut self.gesture);
        match gesture {
            Gesture::Pressed { hit: Some(Hit::Card(card)), toggled: false, .. } => {
                // A click on one of several means this one.
                if let Some(table) = self.picture.cards.get(card).map(|card| card.table)
                    && self.selected.len() > 1
                {
                    self.select_only(table);
                }
            }
            Gesture::Pressed { hit: None, toggled: false, .. } => self.select_nothing(),
            Gesture::Carry { .. } | Gesture::Resize { .. } => {
                self.gesture = gesture;
                self.put_down();
            }
            Gesture::Marquee { from, to } => {
                let found = self.picture.index.all_in(&Rect::around(from, to));
                let tables = found.into_iter().filter_map(|at| self.picture.cards.get(at)).map(|card| card.table);
                let tables: BTreeSet<TableId> = tables.collect();
                if !held.ctrl && !held.shift {
                    self.selected.clear();
                }
                self.selected.extend(tables);
                self.active = self.selected.first().copied();
                (self.link, self.mark) = (None, None);
                self.tell_selection();
            }
            Gesture::None | Gesture::Pressed { .. } | Gesture::Pan { .. } | Gesture::Minimap => {}
        }
        self.hover_at(at);
    }

    /// Everything is as before the gesture.
    pub(super) fn let_go(&mut self) {
        let was = self.is_carrying() || matches!(self.gesture, Gesture::Resize { .. });
        if was {
            self.lift();
        }
        self.gesture = Gesture::None;
        self.by_keys = false;
        self.carried = Point::default();
        self.stale_view();
    }

    /// What is carried is not part of the still picture.
    pub(super) fn lift(&mut self) {
        self.stale = super::Stale::All;
    }

    /// What is carried stays where it is now: a change of the project.
    pub(super) fn put_down(&mut self) {
        let by = self.carried;
        let cards: Vec<usize> = (0..self.picture.cards.len()).filter(|at| self.is_carried(*at)).collect();
        let mark = self.mark.and_then(|id| self.mark_of(id)).map(|mark| (mark.id, self.rect_of(mark)));
        let changes_mark = matches!(self.gesture, Gesture::Carry { .. } | Gesture::Resize { .. });
        let marks: Vec<(MarkId, Rect)> = mark.filter(|_| changes_mark).into_iter().collect();
        self.gesture = Gesture::None;
        self.by_keys = false;
        self.carried = Point::default();
        if by == Point::default() {
            return self.lift();
        }
        let mut tables = Vec::new();
        for at in cards {
            let Some(card) = self.picture.cards.get_mut(at) else { continue };
            card.rect = card.rect.moved(by.x, by.y);
            tables.push(Placed { table: card.table, x: card.rect.x, y: card.rect.y });
        }
        self.put(tables, marks);
    }

    /// Says where things stand now; the answer to that is the project with it.
    pub(super) fn put(&mut self, tables: Vec<Placed>, marks: Vec<(MarkId, Rect)>) {
        self.picture.settle(&self.workspace);
        self.forget_routes();
        if !self.shows_all() {
            let places = tables.into_iter().map(|placed| (placed.table, Point::new(placed.x, placed.y)));
            self.only_places.extend(places);
            return;
        }
        if !tables.is_empty() || !marks.is_empty() {
            self.answers.push(Said::Moved(Moved { tables, marks }));
        }
    }

    pub(super) fn pan(&mut self, dx: f64, dy: f64) {
        let mut camera = self.camera;
        camera.x += dx / camera.scale;
        camera.y += dy / camera.scale;
        self.look(camera);
    }

    fn hover_at(&mut self, at: (f64, f64)) {
        let over_map = self.minimap_frame().is_some_and(|frame| in_frame(at, frame));
        let hit = if over_map { None } else { self.hit(at) };
        if self.hover != hit {
            self.hover = hit;
            self.stale_view();
        }
        self.cursor(match hit {
            Some(Hit::Card(_) | Hit::Link(_)) => "pointer",
            Some(Hit::Mark(_)) => "move",
            Some(Hit::Corner(..)) => "nwse-resize",
            None if over_map => "crosshair",
            None => "grab",
        });
    }

    fn cursor(&mut self, name: &'static str) {
        self.answers.push(Said::Cursor(name));
    }

    pub(super) fn select_only(&mut self, table: TableId) {
        self.selected = BTreeSet::from([table]);
        (self.active, self.link, self.mark) = (Some(table), None, None);
        self.tell_selection();
    }

    pub(super) fn select_nothing(&mut self) {
        self.selected.clear();
        (self.link, self.mark) = (None, None);
        self.tell_selection();
    }

    pub(super) fn select_mark(&mut self, mark: MarkId) {
        self.selected.clear();
        (self.link, self.mark) = (None, Some(mark));
        self.tell_selection();
    }

    fn select_link(&mut self, link: usize) {
        self.selected.clear();
        (self.link, self.mark) = (Some(link), None);
        self.tell_selection();
    }

    pub(super) fn tell_selection(&mut self) {
        let link = self.link.and_then(|at| self.picture.links.get(at)).map(|link| {
            let relation = &link.relation;
            SelectedLink { kind: relation.kind, child: relation.child, parent: relation.parent }
        });
        let card = self.active.and_then(|table| self.picture.card_of(table));
        let (mut parents, mut children) = (vec![], vec![]);
        for link in self.picture.links.iter().filter(|link| link.child != link.parent) {
            if Some(link.child) == card {
                parents.push(link.relation.parent.table);
            } else if Some(link.parent) == card {
                children.push(link.relation.child.table);
            }
        }
        for list in [&mut parents, &mut children] {
            list.dedup();
            list.truncate(NAMED);
        }
        let tables = self.selected.iter().copied().collect();
        let selected = Selected { active: self.active, mark: self.mark, link, tables, parents, children };
        self.answers.push(Said::Selected(selected));
        self.stale_view();
    }

    /// Where the minimap is in the window, and what of the picture it shows; `None` where the window is too small for it.
    pub fn minimap_frame(&self) -> Option<(f64, f64, f64, f64)> {
        let (width, height) = MINIMAP;
        let room = self.size.0 > width * 3.0 && self.size.1 > height * 2.5;
        let (x, y) = (self.size.0 - width - MINIMAP_MARGIN, self.size.1 - height - MINIMAP_MARGIN);
        (self.minimap && room && !self.picture.cards.is_empty()).then_some((x, y, width, height))
    }

    /// The whole picture as the minimap shows it: left, top, and its scale there.
    pub fn minimap_view(&self) -> Option<(f64, f64, f64)> {
        let (x, y, width, height) = self.minimap_frame()?;
        let all = self.bounds()?;
        let scale = ((width - 8.0) / f64::from(all.width.max(1))).min((height - 8.0) / f64::from(all.height.max(1)));
        let left = x + (width - f64::from(all.width) * scale) / 2.0 - f64::from(all.x) * scale;
        let top = y + (height - f64::from(all.height) * scale) / 2.0 - f64::from(all.y) * scale;
        Some((left, top, scale))
    }

    fn look_from_minimap(&mut self, at: (f64, f64)) {
        let Some((left, top, scale)) = self.minimap_view() else { return };
        let mut camera = self.camera;
        camera.x = (at.0 - left) / scale - self.size.0 / 2.0 / camera.scale;
        camera.y = (at.1 - top) / scale - self.size.1 / 2.0 / camera.scale;
        self.look(camera);
    }
}

fn in_frame(at: (f64, f64), (x, y, width, height): (f64, f64, f64, f64)) -> bool {
    at.0 >= x && at.1 >= y && at.0 < x + width && at.1 < y + height
}
