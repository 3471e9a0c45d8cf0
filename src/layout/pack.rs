//! Boxes put side by side into a sheet of about the shape of a screen.

use super::{Point, Rect};

/// Where each box goes: boxes are taken in their order, each to the highest place that has room for it, and of those to
/// the leftmost. `width` is that of the sheet; a wider box makes it wider.
pub fn pack(sizes: &[(i32, i32)], width: i32, gap: i32) -> Vec<Point> {
    let width = sizes.iter().map(|(width, _)| *width).max().unwrap_or(0).max(width);
    // What is used already: pieces from left to right, each with its width and its lower edge.
    let mut line = vec![(width + gap, 0)];
    sizes.iter().map(|(width, height)| put(&mut line, width + gap, height + gap)).collect()
}

fn put(line: &mut Vec<(i32, i32)>, width: i32, height: i32) -> Point {
    let mut best = (i32::MAX, 0, 0);
    let mut x = 0;
    for at in 0..line.len() {
        if let Some(y) = depth(line, at, width).filter(|y| *y < best.0) {
            best = (y, x, at);
        }
        x += line.get(at).map_or(0, |piece| piece.0);
    }
    let (y, x, at) = best;
    let y = if y == i32::MAX { 0 } else { y };
    let mut rest = width;
    // The pieces below the box become one; what reaches beyond it stays.
    while let Some((piece, depth)) = line.get(at).copied().filter(|_| rest > 0) {
        if piece > rest {
            line.splice(at..=at, [(piece - rest, depth)]);
            break;
        }
        line.remove(at);
        rest -= piece;
    }
    line.insert(at.min(line.len()), (width, y + height));
    merge_around(line, at);
    Point::new(x, y)
}

/// How far down a box must go that begins at a piece; `None` where the sheet ends before it.
fn depth(line: &[(i32, i32)], at: usize, width: i32) -> Option<i32> {
    let (mut rest, mut deepest) = (width, 0);
    for (piece, depth) in line.get(at..)? {
        deepest = deepest.max(*depth);
        rest -= piece;
        if rest <= 0 {
            return Some(deepest);
        }
    }
    None
}

/// Neighbours of the same depth become one piece, so that the line stays short.
fn merge_around(line: &mut Vec<(i32, i32)>, at: usize) {
    for at in [at, at.saturating_sub(1)] {
        let (Some(this), Some(next)) = (line.get(at).copied(), line.get(at + 1).copied()) else { continue };
        if this.1 == next.1 {
            line.splice(at..=at + 1, [(this.0 + next.0, this.1)]);
        }
    }
}

/// The width of a sheet a little wider than high that boxes of these sizes fill.
pub fn sheet_width(sizes: &[(i32, i32)], gap: i32) -> i32 {
    let area: f64 = sizes.iter().map(|(width, height)| f64::from(width + gap) * f64::from(height + gap)).sum();
    (area * 1.7).sqrt() as i32
}

/// Boxes in columns of one width, each into the column that is shortest so far.
pub fn columns(sizes: &[(i32, i32)], gap: i32) -> Vec<Point> {
    let width = sizes.iter().map(|(width, _)| *width).max().unwrap_or(0) + gap;
    let count = (sheet_width(sizes, gap) / width.max(1)).clamp(1, sizes.len().max(1) as i32);
    let mut filled = vec![0; count as usize];
    let mut out = Vec::with_capacity(sizes.len());
    for (_, height) in sizes {
        let shortest = filled.iter().enumerate().min_by_key(|(at, filled)| (**filled, *at)).map_or(0, |(at, _)| at);
        let y = filled.get(shortest).copied().unwrap_or(0);
        out.push(Point::new(shortest as i32 * width, y));
        if let Some(filled) = filled.get_mut(shortest) {
            *filled += height + gap;
        }
    }
    out
}

/// The size of what the boxes fill when they stand at their points.
pub fn extent(sizes: &[(i32, i32)], points: &[Point]) -> (i32, i32) {
    let rects = sizes.iter().zip(points).map(|((width, height), point)| Rect::new(point.x, point.y, *width, *height));
    Rect::of_all(rects).map_or((0, 0), |all| (all.right(), all.bottom()))
}
