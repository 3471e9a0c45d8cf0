//! A spatial index of rectangles: a grid of cells, each with the rectangles that reach into it.

use super::{Point, Rect};

/// About the size of a card with its surroundings, so that a cell holds few of them.
const CELL: i32 = 512;
/// A grid has at most so many cells; a picture that is wider has larger ones.
const MOST_CELLS: i64 = 1 << 18;

/// Finds rectangles by place. Built once; a picture that changed gets a new one.
#[derive(Clone, Debug, Default)]
pub struct RectIndex {
    rects: Vec<Rect>,
    bounds: Rect,
    cell: i32,
    columns: i32,
    rows: i32,
    /// Where the members of each cell begin in `members`.
    starts: Vec<u32>,
    members: Vec<u32>,
}

impl RectIndex {
    pub fn new(rects: Vec<Rect>) -> Self {
        let bounds = Rect::of_all(rects.iter().copied()).unwrap_or_default();
        let cells = |cell: i32| (i64::from(bounds.width / cell) + 1) * (i64::from(bounds.height / cell) + 1);
        let mut cell = CELL;
        while cells(cell) > MOST_CELLS {
            cell *= 2;
        }
        let (columns, rows) = (bounds.width / cell + 1, bounds.height / cell + 1);
        let mut index = RectIndex { rects, bounds, cell, columns, rows, starts: vec![], members: vec![] };
        let mut counts = vec![0_u32; (columns * rows) as usize + 1];
        for rect in &index.rects {
            index.cells_of(rect).for_each(|at| bump(&mut counts, at + 1));
        }
        let mut sum = 0;
        for count in &mut counts {
            sum += *count;
            *count = sum;
        }
        let mut next = counts.clone();
        let mut members = vec![0; sum as usize];
        for (number, rect) in index.rects.iter().enumerate() {
            for at in index.cells_of(rect) {
                if let Some(place) = next.get(at).and_then(|place| members.get_mut(*place as usize)) {
                    *place = number as u32;
                }
                bump(&mut next, at);
            }
        }
        (index.starts, index.members) = (counts, members);
        index
    }

    /// What holds all of them.
    pub fn bounds(&self) -> Rect {
        self.bounds
    }

    pub fn rect(&self, at: usize) -> Option<Rect> {
        self.rects.get(at).copied()
    }

    fn cells_of(&self, rect: &Rect) -> impl Iterator<Item = usize> + use<> {
        let column = |x: i32| ((x - self.bounds.x).max(0) / self.cell).min(self.columns - 1);
        let row = |y: i32| ((y - self.bounds.y).max(0) / self.cell).min(self.rows - 1);
        let (left, right, columns) = (column(rect.x), column(rect.right()), self.columns);
        (row(rect.y)..=row(rect.bottom()))
            .flat_map(move |row| (left..=right).map(move |at| (row * columns + at) as usize))
    }

    /// Calls with the number of each rectangle that overlaps the area, once, in no particular order. `see` answers
    /// whether to go on.
    pub fn each_in(&self, area: &Rect, mut see: impl FnMut(usize, &Rect) -> bool) {
        if self.rects.is_empty() || !(area.overlaps(&self.bounds.grown(1))) {
            return;
        }
        for at in self.cells_of(area) {
            let (Some(from), Some(to)) = (self.starts.get(at), self.starts.get(at + 1)) else { continue };
            for number in self.members.get(*from as usize..*to as usize).unwrap_or_default() {
                let Some(rect) = self.rects.get(*number as usize) else { continue };
                if !rect.overlaps(area) {
                    continue;
                }
                // A rectangle of several cells is seen in the first of those that the area has too.
                let corner = Rect::new(rect.x.max(area.x), rect.y.max(area.y), 0, 0);
                if self.cells_of(&corner).next() == Some(at) && !see(*number as usize, rect) {
                    return;
                }
            }
        }
    }

    /// The numbers of all that overlap the area, in their order.
    pub fn all_in(&self, area: &Rect) -> Vec<usize> {
        let mut found = Vec::new();
        self.each_in(area, |number, _| {
            found.push(number);
            true
        });
        found.sort_unstable();
        found
    }

    /// The last one, which is drawn on top, that holds the point.
    pub fn at(&self, point: Point) -> Option<usize> {
        let mut top = None;
        self.each_in(&Rect::new(point.x, point.y, 1, 1), |number, _| {
            top = top.max(Some(number));
            true
        });
        top
    }

    /// True where one of them, grown by `room`, is overlapped by the area.
    pub fn is_taken(&self, area: &Rect, room: i32) -> bool {
        let mut taken = false;
        self.each_in(&area.grown(room), |_, _| {
            taken = true;
            false
        });
        taken
    }
}

fn bump(counts: &mut [u32], at: usize) {
    if let Some(count) = counts.get_mut(at) {
        *count += 1;
    }
}
