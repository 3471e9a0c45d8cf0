//! The diagram on a screen: what is seen of the picture, what is selected, what a pointer or a key does. Pure: events go in,
//! answers come out; who draws asks what to draw. It never changes the project, it says which change the user has made.

mod camera;
mod commands;
mod event;
mod hit;
mod keys;
mod pointer;
mod said;
mod shown;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::layout::{Badge, Picture, Point, Rect};
use crate::schema::{Database, Mark, MarkId, MarkKind, TableId, Workspace};

pub use camera::Camera;
pub use event::{Event, Modifiers, Press};
pub use hit::{Corner, Hit};
pub use said::{Moved, Said, Selected, SelectedLink};

/// What has to be drawn anew.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Stale {
    #[default]
    Nothing,
    /// What lies above the cards: frames of what is selected, the picture's place in the window.
    View,
    /// What lies in these places.
    Places(Vec<Rect>),
    All,
}

/// What the pointer is doing.
#[derive(Clone, Debug, Default, PartialEq)]
enum Gesture {
    #[default]
    None,
    /// Down on something, not moved far yet.
    Pressed {
        at: (f64, f64),
        hit: Option<Hit>,
        toggled: bool,
    },
    Pan {
        last: (f64, f64),
    },
    /// Cards and marks are carried.
    Carry {
        from: Point,
    },
    Resize {
        mark: MarkId,
        corner: Corner,
        from: Point,
    },
    Marquee {
        from: Point,
        to: Point,
    },
    Minimap,
}

pub struct Board {
    pub workspace: Workspace,
    pub picture: Picture,
    pub camera: Camera,
    /// The size of the window in pixels of the page, and how many of the screen one of them is.
    pub size: (f64, f64),
    pub ratio: f64,
    /// What is selected: tables, or one relation, or one area or note.
    pub selected: BTreeSet<TableId>,
    pub link: Option<usize>,
    pub mark: Option<MarkId>,
    /// The table that keys start from.
    pub active: Option<TableId>,
    pub hover: Option<Hit>,
    /// Only these are shown, arranged by themselves.
    only: Option<HashSet<TableId>>,
    /// Where cards have been carried to while only some are shown.
    only_places: HashMap<TableId, Point>,
    badges: HashMap<TableId, Badge>,
    gesture: Gesture,
    /// How far what is carried has come; and by how much a mark grows.
    carried: Point,
    /// Carried by keys: it is put down when another key, or the pointer, is used.
    by_keys: bool,
    /// The lines of relations, as far as they have been asked for.
    routes: Vec<Option<Vec<Point>>>,
    stale: Stale,
    answers: Vec<Said>,
    /// The whole picture has been shown once.
    fitted: bool,
    /// The keyboard is on the diagram.
    pub focused: bool,
    /// What was said last.
    said_zoom: u32,
    said_shown: (usize, usize),
    pub minimap: bool,
}

impl Default for Board {
    fn default() -> Self {
        Board {
            workspace: Workspace::default(),
            picture: Picture::default(),
            camera: Camera::default(),
            size: (0.0, 0.0),
            ratio: 1.0,
            selected: BTreeSet::new(),
            link: None,
            mark: None,
            active: None,
            hover: None,
            only: None,
            only_places: HashMap::new(),
            badges: HashMap::new(),
            gesture: Gesture::None,
            carried: Point::default(),
            by_keys: false,
            routes: vec![],
            stale: Stale::All,
            answers: vec![],
            fitted: false,
            focused: false,
            said_zoom: 0,
            said_shown: (0, 0),
            minimap: true,
        }
    }
}

impl Board {
    /// The project has changed.
    pub fn show(&mut self, workspace: Workspace) {
        let before = std::mem::replace(&mut self.workspace, workspace);
        if before == self.workspace {
            return;
        }
        if self.is_drawn_as(&before) {
            self.stale = if before.diagram.marks == self.workspace.diagram.marks
                && before.diagram.tags == self.workspace.diagram.tags
            {
                self.stale.clone()
            } else {
                Stale::All
            };
            return self.drop_missing_mark();
        }
        let tables: HashSet<TableId> = self.workspace.tables().map(|(_, table)| table.id).collect();
        self.selected.retain(|table| tables.contains(table));
        self.active = self.active.filter(|table| tables.contains(table));
        self.drop_missing_mark();
        if let Some(only) = &mut self.only {
            only.retain(|table| tables.contains(table));
        }
        self.only = self.only.take().filter(|only| !only.is_empty());
        if !matches!(self.gesture, Gesture::Pan { .. } | Gesture::Minimap) {
            self.gesture = Gesture::None;
        }
        self.by_keys = false;
        self.carried = Point::default();
        self.draw_picture();
        self.tell_selection();
    }

    fn drop_missing_mark(&mut self) {
        if self.mark.is_some_and(|id| self.mark_of(id).is_none()) {
            self.mark = None;
            self.tell_selection();
        }
    }

    /// True where the tables are the same, and their cards stand already where the project has them: mostly it is the echo
    /// of what was done here.
    fn is_drawn_as(&self, before: &Workspace) -> bool {
        let same = |(a, b): (&Arc<Database>, &Arc<Database>)| Arc::ptr_eq(a, b);
        let (old, new) = (&before.databases, &self.workspace.databases);
        old.len() == new.len()
            && old.iter().zip(new).all(same)
            && !self.is_carrying()
            && self.picture.cards.iter().all(|card| {
                let place = self.workspace.diagram.place(card.table);
                self.only.is_some() || place.is_some_and(|at| (at.x, at.y) == (card.rect.x, card.rect.y))
            })
    }

    /// The numbers of problems by table.
    pub fn mark_problems(&mut self, badges: HashMap<TableId, Badge>) {
        if self.badges != badges {
            self.badges = badges;
            self.stale = Stale::All;
        }
    }

    pub fn badge(&self, table: TableId) -> Option<Badge> {
        self.badges.get(&table).copied()
    }

    /// Makes the picture anew, of all tables or of those that are to be shown.
    fn draw_picture(&mut self) {
        let old_link = self.link.and_then(|at| self.picture.links.get(at)).map(|link| link.relation.clone());
        self.picture = match &self.only {
            Some(only) => Picture::of_some(&self.workspace, only, &self.only_places),
            None => Picture::of(&self.workspace),
        };
        if self.only.is_some() {
            // What stands there once stays there, as long as only these are shown.
            let fresh = self.picture.fresh.iter().map(|placed| (placed.table, Point::new(placed.x, placed.y)));
            self.only_places.extend(fresh);
        } else if !self.picture.fresh.is_empty() {
            self.answers.push(Said::Settled(std::mem::take(&mut self.picture.fresh)));
        }
        self.link = old_link.and_then(|old| self.picture.links.iter().position(|link| link.relation == old));
        self.hover = None;
        self.forget_routes();
        if !self.fitted && self.size.0 > 0.0 && !self.picture.cards.is_empty() {
            self.fitted = true;
            self.fit();
        }
        self.tell_view();
    }

    fn forget_routes(&mut self) {
        self.routes = vec![None; self.picture.links.len()];
        self.stale = Stale::All;
    }

    /// What has to be drawn anew since this was last asked.
    pub fn take_stale(&mut self) -> Stale {
        std::mem::take(&mut self.stale)
    }

    pub fn is_stale(&self) -> bool {
        self.stale != Stale::Nothing
    }

    fn stale_view(&mut self) {
        if self.stale == Stale::Nothing {
            self.stale = Stale::View;
        }
    }

    /// What is to be told since this was last asked.
    pub fn take_answers(&mut self) -> Vec<Said> {
        std::mem::take(&mut self.answers)
    }

    /// The line of a relation; made when it is first asked for.
    pub fn route(&mut self, link: usize) -> &[Point] {
        let known = self.routes.get(link).is_some_and(Option::is_some);
        if !known
            && let Some(relation) = self.picture.links.get(link)
            && let Some(route) = self.routes.get_mut(link)
        {
            *route = Some(self.picture.route(relation));
        }
        self.routes.get(link).and_then(Option::as_deref).unwrap_or_default()
    }

    /// The line as far as it is known, without making it.
    pub fn known_route(&self, link: usize) -> Option<&[Point]> {
        self.routes.get(link)?.as_deref()
    }

    /// True for a card that is carried now: with the selection, or with the area that it lies in.
    pub fn is_carried(&self, card: usize) -> bool {
        self.is_carrying()
            && match self.mark {
                Some(_) => self.in_carried_area(card),
                None => self.picture.cards.get(card).is_some_and(|card| self.selected.contains(&card.table)),
            }
    }

    /// An area that is carried takes along the cards that lie in it.
    fn in_carried_area(&self, card: usize) -> bool {
        let area = self.mark.and_then(|id| self.mark_of(id)).filter(|mark| mark.kind == MarkKind::Area);
        let rect = self.picture.cards.get(card).map(|card| card.rect);
        area.zip(rect).is_some_and(|(area, rect)| crate::layout::mark_rect(area).holds(&rect))
    }

    pub fn is_carrying(&self) -> bool {
        matches!(self.gesture, Gesture::Carry { .. }) || self.by_keys
    }

    /// An area or note that is carried, or whose size is being changed, is no part of the still picture.
    pub fn is_mark_moving(&self, mark: MarkId) -> bool {
        self.mark == Some(mark) && matches!(self.gesture, Gesture::Carry { .. } | Gesture::Resize { .. })
    }

    /// How far what is carried has come.
    pub fn carried_by(&self) -> Point {
        self.carried
    }

    /// The frame that is being drawn around cards to select them.
    pub fn marquee(&self) -> Option<Rect> {
        match self.gesture {
            Gesture::Marquee { from, to } => Some(Rect::around(from, to)),
            _ => None,
        }
    }

    fn mark_of(&self, id: MarkId) -> Option<&Mark> {
        self.workspace.diagram.marks.iter().find(|mark| mark.id == id)
    }

    /// Where an area or note is now, with what the pointer does to it.
    pub fn rect_of(&self, mark: &Mark) -> Rect {
        let rect = crate::layout::mark_rect(mark);
        match &self.gesture {
            Gesture::Carry { .. } if self.mark == Some(mark.id) => rect.moved(self.carried.x, self.carried.y),
            Gesture::Resize { mark: id, corner, .. } if *id == mark.id => corner.dragged(rect, self.carried),
            _ => rect,
        }
    }

    /// The cards of the selection.
    pub fn selected_cards(&self) -> HashSet<usize> {
        self.selected.iter().filter_map(|table| self.picture.card_of(*table)).collect()
    }

    /// Where a card is now, with what is carried.
    pub fn card_rect(&self, card: usize) -> Rect {
        let rect = self.picture.cards.get(card).map(|card| card.rect).unwrap_or_default();
        if self.is_carried(card) { rect.moved(self.carried.x, self.carried.y) } else { rect }
    }

    /// All that can be seen: cards, frames, areas and notes.
    pub fn bounds(&self) -> Option<Rect> {
        let marks = self.workspace.diagram.marks.iter().map(crate::layout::mark_rect).filter(|_| self.only.is_none());
        Rect::of_all(self.picture.bounds().into_iter().chain(marks))
    }

    /// Areas and notes that are shown: all, or none while only some tables are.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        let all: &[Mark] = if self.only.is_some() { &[] } else { &self.workspace.diagram.marks };
        all.iter()
    }
}
