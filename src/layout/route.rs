//! The lines of relations: horizontal and vertical pieces from card to card, around the cards between.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Point, Rect, RectIndex};

/// A line leaves its card straight for so long: room for the crow's foot.
const STUB: i32 = 20;
/// Lines keep so far away from cards they only pass.
const CLEAR: i32 = 8;
/// Where lines around a card run.
const LANE: i32 = 14;
/// A bend counts like a detour of so many pixels.
const BEND: i32 = 40;
/// How far beside the direct way another one is looked for, step by step.
const DETOURS: [i32; 3] = [80, 320, 1_600];
/// Among more cards than this no way is looked for: the line runs below them.
const MOST_CARDS: usize = 56;
/// A search ends after so many steps.
const MOST_STEPS: usize = 10_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

/// Where a line meets a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Port {
    pub at: Point,
    pub side: Side,
}

impl Port {
    fn on(card: &Rect, y: i32, side: Side) -> Port {
        let x = match side {
            Side::Left => card.x,
            Side::Right => card.right(),
        };
        Port { at: Point::new(x, y), side }
    }

    /// The end of the straight piece before the card.
    fn stub(&self) -> Point {
        let by = match self.side {
            Side::Left => -STUB,
            Side::Right => STUB,
        };
        Point::new(self.at.x + by, self.at.y)
    }
}

/// The sides on which a line leaves one card and reaches the other: those that face each other where there is room between
/// them, otherwise the same side of both.
pub fn ports(child: &Rect, child_y: i32, parent: &Rect, parent_y: i32) -> (Port, Port) {
    let room = 2 * STUB + 8;
    let (from, to) = if child.x - parent.right() >= room {
        (Side::Left, Side::Right)
    } else if parent.x - child.right() >= room {
        (Side::Right, Side::Left)
    } else if child == parent || (child.right() - parent.right()).abs() <= (child.x - parent.x).abs() {
        (Side::Right, Side::Right)
    } else {
        (Side::Left, Side::Left)
    };
    // A line from a row to itself would have no length.
    let parent_y = if child == parent && child_y == parent_y { parent_y + 8 } else { parent_y };
    (Port::on(child, child_y, from), Port::on(parent, parent_y, to))
}

/// The way with the fewest bends, whatever stands there. `lane` (0 to 5) keeps the lines to different tables apart; those to
/// the same table run together.
pub fn simple_route(from: Port, to: Port, lane: i32) -> Vec<Point> {
    let turn = turns(from, to, lane).first().copied().unwrap_or(from.at.x);
    simplified(vec![from.at, Point::new(turn, from.at.y), Point::new(turn, to.at.y), to.at])
}

/// Where the vertical piece of a route of three pieces may be, the best first.
fn turns(from: Port, to: Port, lane: i32) -> Vec<i32> {
    let (start, end) = (from.stub().x, to.stub().x);
    let shift = lane.clamp(0, 5) * 8;
    match (from.side, to.side) {
        (Side::Right, Side::Right) => vec![start.max(end) + shift],
        (Side::Left, Side::Left) => vec![start.min(end) - shift],
        // Facing each other: next to the parent first, where all lines to it run together.
        (Side::Left, Side::Right) => vec![(end + shift).min(start), (start + end) / 2, start],
        (Side::Right, Side::Left) => vec![(end - shift).max(start), (start + end) / 2, start],
    }
}

/// A way around the cards of the index where there is one to be found in bounded time; else the simple one.
pub fn route(cards: &RectIndex, from: Port, to: Port, lane: i32) -> Vec<Point> {
    let (start, end) = (from.stub(), to.stub());
    for turn in turns(from, to, lane) {
        let corners = [start, Point::new(turn, start.y), Point::new(turn, end.y), end];
        if corners.windows(2).all(|ends| matches!(ends, [a, b] if is_free(cards, *a, *b))) {
            let [_, first, second, _] = corners;
            return simplified(vec![from.at, first, second, to.at]);
        }
    }
    for detour in DETOURS {
        let window = Rect::around(start, end).grown(detour);
        match search(cards, start, end, window) {
            Search::Found(mut points) => {
                points.insert(0, from.at);
                points.push(to.at);
                return simplified(points);
            }
            Search::None => {}
            Search::TooMuch => break,
        }
    }
    simple_route(from, to, lane)
}

fn is_free(cards: &RectIndex, a: Point, b: Point) -> bool {
    let mut free = true;
    cards.each_in(&Rect::around(a, b).grown(CLEAR + 1), |_, card| {
        free = !card.grown(CLEAR).is_crossed(a, b);
        free
    });
    free
}

enum Search {
    Found(Vec<Point>),
    None,
    TooMuch,
}

/// The lattice of a search: lines on which a way may run, and the pieces of them that cards block.
struct Lattice {
    xs: Vec<i32>,
    ys: Vec<i32>,
    /// By node: the piece to the right of it, and the piece below it.
    blocked: Vec<[bool; 2]>,
}

impl Lattice {
    fn new(cards: &[Rect], start: Point, end: Point, window: Rect) -> Self {
        let mut xs = vec![start.x, end.x, window.x, window.right()];
        let mut ys = vec![start.y, end.y, window.y, window.bottom()];
        for card in cards {
            xs.extend([card.x - LANE, card.right() + LANE]);
            ys.extend([card.y - LANE, card.bottom() + LANE]);
        }
        xs.retain(|x| *x >= window.x && *x <= window.right());
        ys.retain(|y| *y >= window.y && *y <= window.bottom());
        for list in [&mut xs, &mut ys] {
            list.sort_unstable();
            list.dedup();
        }
        let mut lattice = Lattice { blocked: vec![[false; 2]; xs.len() * ys.len()], xs, ys };
        for card in cards {
            lattice.block(&card.grown(CLEAR));
        }
        lattice
    }

    fn block(&mut self, card: &Rect) {
        // Lines strictly inside, and pieces that reach inside.
        let inside = |list: &[i32], low: i32, high: i32| {
            (list.partition_point(|at| *at <= low), list.partition_point(|at| *at < high))
        };
        let (left, right) = inside(&self.xs, card.x, card.right());
        let (top, bottom) = inside(&self.ys, card.y, card.bottom());
        let width = self.xs.len();
        let mut mark = |x: usize, y: usize, way: usize| {
            if let Some(blocked) = self.blocked.get_mut(y * width + x).and_then(|blocked| blocked.get_mut(way)) {
                *blocked = true;
            }
        };
        for y in top..bottom {
            (left.saturating_sub(1)..right).for_each(|x| mark(x, y, 0));
        }
        for x in left..right {
            (top.saturating_sub(1)..bottom).for_each(|y| mark(x, y, 1));
        }
    }

    fn point(&self, node: usize) -> Point {
        let (x, y) = (node % self.xs.len(), node / self.xs.len());
        Point::new(self.xs.get(x).copied().unwrap_or(0), self.ys.get(y).copied().unwrap_or(0))
    }

    fn node(&self, point: Point) -> Option<usize> {
        Some(self.ys.binary_search(&point.y).ok()? * self.xs.len() + self.xs.binary_search(&point.x).ok()?)
    }

    fn is_blocked(&self, node: usize, way: usize) -> bool {
        self.blocked.get(node).and_then(|blocked| blocked.get(way)).copied().unwrap_or(true)
    }

    /// The free neighbours of a node, each with its way: 0 for horizontal, 1 for vertical.
    fn neighbours(&self, node: usize) -> [Option<(usize, usize)>; 4] {
        let width = self.xs.len();
        let (x, y) = (node % width, node / width);
        [
            (x + 1 < width && !self.is_blocked(node, 0)).then(|| (node + 1, 0)),
            (x > 0 && !self.is_blocked(node.wrapping_sub(1), 0)).then(|| (node.wrapping_sub(1), 0)),
            (y + 1 < self.ys.len() && !self.is_blocked(node, 1)).then(|| (node + width, 1)),
            (y > 0 && !self.is_blocked(node.wrapping_sub(width), 1)).then(|| (node.wrapping_sub(width), 1)),
        ]
    }
}

/// A* on the lattice: the shortest way, where bends count.
fn search(cards: &RectIndex, start: Point, end: Point, window: Rect) -> Search {
    let mut near = Vec::new();
    cards.each_in(&window, |_, card| {
        near.push(*card);
        near.len() <= MOST_CARDS
    });
    if near.len() > MOST_CARDS {
        return Search::TooMuch;
    }
    let lattice = Lattice::new(&near, start, end, window);
    let (Some(first), Some(last)) = (lattice.node(start), lattice.node(end)) else { return Search::None };
    let far = |node: usize| {
        let point = lattice.point(node);
        (point.x - end.x).abs() + (point.y - end.y).abs()
    };
    // A state is a node and the way on which it was reached; the line leaves its card horizontally.
    let mut best = vec![i32::MAX; lattice.blocked.len() * 2];
    let mut before = vec![usize::MAX; best.len()];
    let mut open = BinaryHeap::new();
    let begin = first * 2;
    if let Some(best) = best.get_mut(begin) {
        *best = 0;
    }
    open.push(Reverse((far(first), begin)));
    let mut steps = 0;
    while let Some(Reverse((_, state))) = open.pop() {
        let (node, way) = (state / 2, state % 2);
        if node == last {
            return Search::Found(walked(&lattice, &before, state));
        }
        steps += 1;
        if steps > MOST_STEPS {
            return Search::TooMuch;
        }
        let so_far = best.get(state).copied().unwrap_or(i32::MAX);
        for (next, next_way) in lattice.neighbours(node).into_iter().flatten() {
            let (a, b) = (lattice.point(node), lattice.point(next));
            let mut cost = so_far.saturating_add((a.x - b.x).abs() + (a.y - b.y).abs());
            cost += if way == next_way { 0 } else { BEND };
            cost += if next == last && next_way == 1 { BEND } else { 0 };
            let state_there = next * 2 + next_way;
            if let (Some(known), Some(from)) = (best.get_mut(state_there), before.get_mut(state_there))
                && cost < *known
            {
                (*known, *from) = (cost, state);
                open.push(Reverse((cost.saturating_add(far(next)), state_there)));
            }
        }
    }
    Search::None
}

fn walked(lattice: &Lattice, before: &[usize], mut state: usize) -> Vec<Point> {
    let mut points = vec![lattice.point(state / 2)];
    while let Some(from) = before.get(state).copied().filter(|from| *from != usize::MAX) {
        state = from;
        points.push(lattice.point(state / 2));
    }
    points.reverse();
    points
}

/// Without points that are no corners.
fn simplified(points: Vec<Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if out.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = out.as_slice()
            && ((a.x == b.x && b.x == point.x) || (a.y == b.y && b.y == point.y))
        {
            out.pop();
        }
        if out.last() != Some(&point) {
            out.push(point);
        }
    }
    out
}
