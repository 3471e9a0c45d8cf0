//! Tables that belong together, laid out from the left, where those stand that are referred to, to the right.

use super::Point;
use super::pack::{columns, extent};

/// Between the columns of cards: room for lines and their feet.
const BETWEEN: i32 = 88;
/// Between a card and the one below it.
const BELOW: i32 = 28;
/// So many tables can be taken in at once; more are taken apart.
const MOST: usize = 32;

/// The parts of a graph, each connected where it can be and of at most `MOST` members. Nodes without links are in none.
/// `links` are pairs of (child, parent).
pub fn clusters(count: usize, links: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut degree = vec![0_u32; count];
    for end in links.iter().flat_map(|(a, b)| [*a, *b]) {
        if let Some(degree) = degree.get_mut(end) {
            *degree += 1;
        }
    }
    let degree_of = |at: usize| degree.get(at).copied().unwrap_or(0);
    // What has few links is put to its neighbour first, so that leaves stay with their branch.
    let mut order: Vec<&(usize, usize)> = links.iter().collect();
    order.sort_by_key(|(a, b)| (degree_of(*a).max(degree_of(*b)), *a, *b));
    let mut parts = Parts::new(count);
    for (a, b) in &order {
        parts.join(*a, *b);
    }
    // What is left over of a star whose middle is taken already: the rest of its rays stand together.
    let mut rest_of = vec![usize::MAX; count];
    for (a, b) in &order {
        for (ray, middle) in [(*a, *b), (*b, *a)] {
            if parts.size(ray) > 1 || parts.size(middle) == 1 {
                continue;
            }
            let Some(other) = rest_of.get_mut(middle) else { continue };
            if *other == usize::MAX || !parts.join(*other, ray) {
                *other = ray;
            }
        }
    }
    let mut members: Vec<Vec<usize>> = vec![vec![]; count];
    for node in 0..count {
        if degree_of(node) > 0
            && let Some(part) = members.get_mut(parts.root(node))
        {
            part.push(node);
        }
    }
    members.retain(|part| !part.is_empty());
    members
}

/// Sets that are joined as long as they stay small enough.
struct Parts {
    parent: Vec<usize>,
    size: Vec<usize>,
}

impl Parts {
    fn new(count: usize) -> Self {
        Parts { parent: (0..count).collect(), size: vec![1; count] }
    }

    fn root(&mut self, mut node: usize) -> usize {
        while let Some(above) = self.parent.get(node).copied().filter(|above| *above != node) {
            let top = self.parent.get(above).copied().unwrap_or(above);
            if let Some(place) = self.parent.get_mut(node) {
                *place = top;
            }
            node = top;
        }
        node
    }

    fn size(&mut self, node: usize) -> usize {
        let root = self.root(node);
        self.size.get(root).copied().unwrap_or(1)
    }

    fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let sum = self.size(a) + self.size(b);
        if a == b || sum > MOST {
            return a == b;
        }
        let (low, high) = (a.min(b), a.max(b));
        if let Some(parent) = self.parent.get_mut(high) {
            *parent = low;
        }
        if let Some(size) = self.size.get_mut(low) {
            *size = sum;
        }
        true
    }
}

/// Where each node of a cluster goes. `links` are pairs of (child, parent) within it.
pub fn place(sizes: &[(i32, i32)], links: &[(usize, usize)]) -> Vec<Point> {
    if links.is_empty() {
        return columns(sizes, BELOW);
    }
    let layers = layers(sizes.len(), links);
    let deepest = layers.iter().copied().max().unwrap_or(0);
    let mut by_layer: Vec<Vec<usize>> = vec![vec![]; deepest + 1];
    for (node, layer) in layers.iter().enumerate() {
        if let Some(layer) = by_layer.get_mut(*layer) {
            layer.push(node);
        }
    }
    order(&mut by_layer, sizes.len(), links);
    let stacks = stacks(sizes, &by_layer);
    let height_of = |stack: &[usize]| stack.iter().filter_map(|node| sizes.get(*node)).map(|size| size.1 + BELOW).sum();
    let highest: i32 = stacks.iter().map(|stack| height_of(stack)).max().unwrap_or(0);
    let mut points = vec![Point::default(); sizes.len()];
    let mut x = 0;
    for stack in &stacks {
        let height: i32 = height_of(stack);
        let mut y = (highest - height) / 2;
        let mut widest = 0;
        for node in stack {
            let (Some(point), Some(size)) = (points.get_mut(*node), sizes.get(*node)) else { continue };
            *point = Point::new(x, y);
            y += size.1 + BELOW;
            widest = widest.max(size.0);
        }
        x += widest + BETWEEN;
    }
    points
}

/// How far each node is from those that refer to nothing. A circle is cut where it is closed.
fn layers(count: usize, links: &[(usize, usize)]) -> Vec<usize> {
    let mut layers = vec![0_usize; count];
    // A longer way than through all nodes goes in circles.
    for _ in 0..count {
        let mut changed = false;
        for (child, parent) in links.iter().filter(|(child, parent)| child != parent) {
            let below = layers.get(*parent).copied().unwrap_or(0) + 1;
            if let Some(layer) = layers.get_mut(*child).filter(|layer| **layer < below && below < count) {
                *layer = below;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    // Circles push their members far to the right: only layers that have members count.
    let mut used = layers.clone();
    used.sort_unstable();
    used.dedup();
    layers.iter().map(|layer| used.binary_search(layer).unwrap_or(0)).collect()
}

/// Nodes of a layer come in the order of their neighbours, there and back twice, so that few lines cross.
fn order(layers: &mut [Vec<usize>], count: usize, links: &[(usize, usize)]) {
    let mut near: Vec<Vec<usize>> = vec![vec![]; count];
    for (a, b) in links {
        for (a, b) in [(*a, *b), (*b, *a)] {
            if let Some(near) = near.get_mut(a) {
                near.push(b);
            }
        }
    }
    let mut position = vec![0.0_f64; count];
    let spread = |layer: &[usize], position: &mut [f64]| {
        let step = 1.0 / layer.len().max(1) as f64;
        for (at, node) in layer.iter().enumerate() {
            if let Some(position) = position.get_mut(*node) {
                *position = (at as f64 + 0.5) * step;
            }
        }
    };
    layers.iter().for_each(|layer| spread(layer, &mut position));
    for round in 0..4 {
        let count = layers.len();
        for at in 0..count {
            let at = if round % 2 == 0 { at } else { count - 1 - at };
            let Some(layer) = layers.get_mut(at) else { continue };
            let wish = |node: usize| {
                let near = near.get(node).map(Vec::as_slice).unwrap_or_default();
                let sum: f64 = near.iter().filter_map(|other| position.get(*other)).sum();
                if near.is_empty() { position.get(node).copied().unwrap_or(0.0) } else { sum / near.len() as f64 }
            };
            let mut wishes: Vec<(f64, usize)> = layer.iter().map(|node| (wish(*node), *node)).collect();
            wishes.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            *layer = wishes.into_iter().map(|(_, node)| node).collect();
            spread(layer, &mut position);
        }
    }
}

/// Layers as columns; one that would be too high becomes several, so that a cluster is not much higher than wide.
fn stacks(sizes: &[(i32, i32)], layers: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let size = |node: &usize| sizes.get(*node).copied().unwrap_or_default();
    let area: f64 = sizes.iter().map(|(width, height)| f64::from(width + BETWEEN) * f64::from(height + BELOW)).sum();
    let tallest = sizes.iter().map(|size| size.1).max().unwrap_or(0);
    let most = tallest.max((area * 0.8).sqrt() as i32) + BELOW;
    let mut stacks = Vec::new();
    for layer in layers {
        let total: i32 = layer.iter().map(|node| size(node).1 + BELOW).sum();
        // Columns of about the same height rather than full ones and a rest.
        let share = total / ((total + most - 1) / most).max(1);
        let (mut stack, mut height) = (Vec::new(), 0);
        for node in layer {
            if height > 0 && height + size(node).1 / 2 > share {
                stacks.push(std::mem::take(&mut stack));
                height = 0;
            }
            stack.push(*node);
            height += size(node).1 + BELOW;
        }
        stacks.push(stack);
    }
    stacks
}

/// The size of a cluster whose nodes stand at these points.
pub fn size(sizes: &[(i32, i32)], points: &[Point]) -> (i32, i32) {
    extent(sizes, points)
}
