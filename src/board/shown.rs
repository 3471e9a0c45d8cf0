//! Which part is seen: fitting, zooming, showing only some tables.

use std::collections::HashSet;

use super::camera::{Camera, LARGEST, SMALLEST};
use super::{Board, Said, Stale};
use crate::layout::{Card, Picture, Rect, Relation, mark_rect, relations};
use crate::schema::TableId;

/// What is fitted into the window is not shown larger than life.
const FITTED: f64 = 1.0;
/// Smaller than this, a card that one goes to could not be read.
const READABLE: f64 = 0.5;

impl Board {
    /// The whole picture, in the middle of the window.
    pub fn fit(&mut self) {
        let all = self.bounds().unwrap_or(Rect::new(0, 0, 1, 1));
        self.look(Camera::showing(&all, self.size, FITTED));
    }

    pub(super) fn look(&mut self, camera: Camera) {
        if self.camera != camera {
            self.camera = camera;
            self.stale_view();
            self.tell_view();
        }
    }

    pub(super) fn zoom(&mut self, factor: f64, at: (f64, f64)) {
        self.look(self.camera.zoomed(factor, at));
    }

    pub(super) fn zoom_middle(&mut self, factor: f64) {
        self.zoom(factor, (self.size.0 / 2.0, self.size.1 / 2.0));
    }

    pub(super) fn zoom_to(&mut self, scale: f64) {
        self.zoom_middle(scale.clamp(SMALLEST, LARGEST) / self.camera.scale);
    }

    pub(super) fn card(&self, table: TableId) -> Option<&Card> {
        self.picture.cards.get(self.picture.card_of(table)?)
    }

    pub(super) fn fit_selection(&mut self) {
        let tables = self.selected.iter().copied().chain(self.linked());
        let cards = tables.filter_map(|table| self.card(table)).map(|card| card.rect);
        let marks = self.marks().filter(|mark| self.mark == Some(mark.id)).map(mark_rect);
        match Rect::of_all(cards.chain(marks)) {
            Some(rect) => self.look(Camera::showing(&rect, self.size, FITTED)),
            None => self.fit(),
        }
    }

    /// Brings a table's card into view.
    pub(super) fn reveal(&mut self, table: TableId) {
        if let Some(rect) = self.card(table).map(|card| card.rect) {
            self.look(self.camera.revealing(&rect, self.size));
        }
    }

    /// Shows a table that was chosen elsewhere: larger, where it could not be read.
    pub(super) fn go_to(&mut self, table: TableId) {
        if let Some(only) = self.only.as_mut()
            && only.insert(table)
        {
            self.draw_picture();
        }
        self.select_only(table);
        if self.camera.scale < READABLE
            && let Some(rect) = self.card(table).map(|card| card.rect)
        {
            let camera = Camera { scale: 0.8, ..self.camera };
            self.look(camera.centred(&rect, self.size));
        } else {
            self.reveal(table);
        }
    }

    /// Only the selected tables, and those that a relation joins with them.
    pub(super) fn show_only(&mut self) {
        let mut base: HashSet<TableId> = self.selected.iter().copied().chain(self.linked()).collect();
        if base.is_empty() {
            base.extend(self.active);
        }
        if !base.is_empty() {
            let near = self.near(&base);
            self.set_only(Some(base.into_iter().chain(near).collect()));
        }
    }

    /// The neighbours of the selected tables too; of all that are shown, where nothing is selected.
    pub(super) fn show_neighbours(&mut self) {
        let Some(only) = self.only.clone() else { return self.show_only() };
        let base = if self.selected.is_empty() { only.clone() } else { self.selected.iter().copied().collect() };
        let near = self.near(&base);
        self.set_only(Some(only.into_iter().chain(near).collect()));
    }

    pub(super) fn show_all(&mut self) {
        self.set_only(None);
    }

    pub(super) fn shows_all(&self) -> bool {
        self.only.is_none()
    }

    fn set_only(&mut self, only: Option<HashSet<TableId>>) {
        if self.only == only {
            return;
        }
        if self.only.is_none() || only.is_none() {
            self.only_places.clear();
        }
        self.only = only;
        self.mark = None;
        self.draw_picture();
        self.fit();
        self.tell_selection();
    }

    /// The tables that relations of the whole project join with these.
    fn near(&self, base: &HashSet<TableId>) -> Vec<TableId> {
        let other = |relation: &Relation| {
            let (child, parent) = (relation.child.table, relation.parent.table);
            match (base.contains(&child), base.contains(&parent)) {
                (true, false) => Some(parent),
                (false, true) => Some(child),
                _ => None,
            }
        };
        relations(&self.workspace).iter().filter_map(other).collect()
    }

    /// The tables of the selected relation.
    fn linked(&self) -> Vec<TableId> {
        let link = self.link.and_then(|at| self.picture.links.get(at));
        link.map_or(vec![], |link| vec![link.relation.child.table, link.relation.parent.table])
    }

    /// From the selected relation, or from the active table, to the table at the other end. Again, and it goes back.
    pub(super) fn follow(&mut self) {
        let from = self.active;
        let link = self.link.or_else(|| {
            let card = self.picture.card_of(from?)?;
            self.picture.links.iter().position(|link| link.child == card || link.parent == card)
        });
        let Some(at) = link else { return };
        let Some(relation) = self.picture.links.get(at).map(|link| &link.relation) else { return };
        let to = if from == Some(relation.parent.table) { relation.child.table } else { relation.parent.table };
        self.select_only(to);
        self.link = Some(at);
        self.reveal(to);
        self.tell_selection();
    }

    /// Places as from nothing, for all cards or for those that are selected.
    pub(super) fn arrange(&mut self, only_selected: bool) {
        if !self.shows_all() {
            // What is shown by itself is arranged by itself; the project's places stay.
            let selected = self.selected.clone();
            self.only_places.retain(|table, _| only_selected && !selected.contains(table));
            self.draw_picture();
            return self.fit();
        }
        let anew: HashSet<TableId> = if only_selected {
            self.selected.iter().copied().collect()
        } else {
            self.picture.cards.iter().map(|card| card.table).collect()
        };
        self.picture = Picture::arranged_anew(&self.workspace, &anew);
        let places = std::mem::take(&mut self.picture.fresh);
        self.put(places, vec![]);
        if !only_selected {
            self.fit();
        }
    }

    pub(super) fn tell_view(&mut self) {
        let percent = (self.camera.scale * 100.0).round() as u32;
        if self.said_zoom != percent {
            self.said_zoom = percent;
            self.answers.push(Said::Zoom(percent));
        }
        let now = (self.picture.cards.len(), self.workspace.table_count());
        if self.said_shown != now {
            self.said_shown = now;
            self.answers.push(Said::Shown { shown: now.0, of: now.1 });
        }
    }

    pub(super) fn resize(&mut self, size: (f64, f64), ratio: f64) {
        // What is in the middle stays there.
        if self.fitted && self.size.0 > 0.0 {
            self.camera.x += (self.size.0 - size.0) / 2.0 / self.camera.scale;
            self.camera.y += (self.size.1 - size.1) / 2.0 / self.camera.scale;
        }
        (self.size, self.ratio) = (size, ratio);
        self.stale = Stale::All;
        if !self.fitted && size.0 > 0.0 && !self.picture.cards.is_empty() {
            self.fitted = true;
            self.fit();
        }
    }
}
