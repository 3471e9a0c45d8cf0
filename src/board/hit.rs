//! What is at a point.

use super::Board;
use crate::layout::{HEAD_HEIGHT, Point, Rect, mark_rect};
use crate::schema::{MarkId, MarkKind};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    Card(usize),
    Link(usize),
    Mark(MarkId),
    /// A corner of the selected area or note, to change its size by.
    Corner(MarkId, Corner),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corner {
    UpperLeft,
    UpperRight,
    LowerLeft,
    LowerRight,
}

impl Corner {
    pub const ALL: [Corner; 4] = [Corner::UpperLeft, Corner::UpperRight, Corner::LowerLeft, Corner::LowerRight];

    pub fn of(self, rect: &Rect) -> Point {
        match self {
            Corner::UpperLeft => Point::new(rect.x, rect.y),
            Corner::UpperRight => Point::new(rect.right(), rect.y),
            Corner::LowerLeft => Point::new(rect.x, rect.bottom()),
            Corner::LowerRight => Point::new(rect.right(), rect.bottom()),
        }
    }

    /// The rectangle with this corner moved; the opposite one stays, and it does not become too small to be held.
    pub fn dragged(self, rect: Rect, by: Point) -> Rect {
        const NARROWEST: i32 = 80;
        const LOWEST: i32 = 40;
        let (mut x, mut y, mut right, mut bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
        match self {
            Corner::UpperLeft | Corner::LowerLeft => x = (x + by.x).min(right - NARROWEST),
            Corner::UpperRight | Corner::LowerRight => right = (right + by.x).max(x + NARROWEST),
        }
        match self {
            Corner::UpperLeft | Corner::UpperRight => y = (y + by.y).min(bottom - LOWEST),
            Corner::LowerLeft | Corner::LowerRight => bottom = (bottom + by.y).max(y + LOWEST),
        }
        Rect::new(x, y, right - x, bottom - y)
    }
}

impl Board {
    /// What is seen at a point of the window, the uppermost first.
    pub fn hit(&self, at: (f64, f64)) -> Option<Hit> {
        let point = self.camera.to_picture(at);
        // So near, in pixels of the page, is near enough.
        let near = (6.0 / self.camera.scale).ceil().min(1e6) as i32;
        if let Some(mark) = self.mark.and_then(|id| self.mark_of(id)) {
            let rect = mark_rect(mark);
            let at_corner = |corner: &Corner| {
                let corner = corner.of(&rect);
                (corner.x - point.x).abs() <= near && (corner.y - point.y).abs() <= near
            };
            if let Some(corner) = Corner::ALL.into_iter().find(at_corner) {
                return Some(Hit::Corner(mark.id, corner));
            }
        }
        let mut marks: Vec<_> = self.marks().collect();
        marks.reverse();
        let note = marks.iter().find(|mark| mark.kind == MarkKind::Note && mark_rect(mark).contains(point));
        if let Some(note) = note {
            return Some(Hit::Mark(note.id));
        }
        if let Some(card) = self.picture.index.at(point) {
            return Some(Hit::Card(card));
        }
        if let Some(link) = self.link_at(point, near) {
            return Some(Hit::Link(link));
        }
        // An area is held by its title and its edge; within it lies what it is around.
        let area = marks.iter().find(|mark| {
            let rect = mark_rect(mark);
            let inner = Rect::new(rect.x, rect.y + HEAD_HEIGHT, rect.width, rect.height - HEAD_HEIGHT).grown(-near);
            mark.kind == MarkKind::Area && rect.grown(near / 2).contains(point) && !inner.contains(point)
        });
        area.map(|area| Hit::Mark(area.id))
    }

    fn link_at(&self, point: Point, near: i32) -> Option<usize> {
        let passes = |line: &[Point]| {
            line.windows(2).any(|ends| matches!(ends, [a, b] if Rect::around(*a, *b).grown(near).contains(point)))
        };
        (0..self.picture.links.len()).find(|at| self.known_route(*at).is_some_and(passes))
    }
}
