//! Where cards go that nobody has put anywhere: tables that refer to each other stand together, databases apart.

use super::cluster::{clusters, place, size};
use super::pack::{columns, pack, sheet_width};
use super::{Point, Rect, RectIndex};

/// Between clusters, and around a database below its name.
const BETWEEN_CLUSTERS: i32 = 72;
const BETWEEN_CARDS: i32 = 28;
const BETWEEN_GROUPS: i32 = 120;
/// Around a card that is put beside others.
const ROOM: i32 = 28;
/// More new tables than this are a picture of their own, beside the old one.
const FEW: usize = 12;

/// A card to be placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    pub width: i32,
    pub height: i32,
    /// Nodes of different groups (databases) do not mix.
    pub group: usize,
    /// Where it stands already; it stays there.
    pub kept: Option<Point>,
}

/// Where each node stands. `links` are pairs of (child, parent); they may be doubled, circular, or of a node with itself.
pub fn arrange(nodes: &[Node], links: &[(usize, usize)]) -> Vec<Point> {
    let mut points: Vec<Option<Point>> = nodes.iter().map(|node| node.kept).collect();
    let missing: Vec<usize> = (0..nodes.len()).filter(|at| points.get(*at).is_some_and(Option::is_none)).collect();
    if missing.len() == nodes.len() {
        return arrange_all(nodes, &missing, links);
    }
    if missing.len() <= FEW {
        for node in missing {
            let point = beside(nodes, node, links, &points);
            if let Some(place) = points.get_mut(node) {
                *place = Some(point);
            }
        }
    } else {
        let kept = nodes.iter().filter_map(|node| node.kept.map(|at| Rect::new(at.x, at.y, node.width, node.height)));
        let old = Rect::of_all(kept).unwrap_or_default();
        for (node, point) in missing.iter().zip(arrange_all(nodes, &missing, links)) {
            if let Some(place) = points.get_mut(*node) {
                *place = Some(Point::new(point.x + old.right() + BETWEEN_GROUPS, point.y + old.y));
            }
        }
    }
    points.into_iter().map(Option::unwrap_or_default).collect()
}

/// A place near the node's neighbours, or near its group where it has none, that is free.
fn beside(nodes: &[Node], node: usize, links: &[(usize, usize)], points: &[Option<Point>]) -> Point {
    let Some(own) = nodes.get(node) else { return Point::default() };
    let rect = |at: usize| {
        let (node, point) = (nodes.get(at)?, points.get(at).copied().flatten()?);
        Some(Rect::new(point.x, point.y, node.width, node.height))
    };
    let placed: Vec<Rect> = (0..nodes.len()).filter_map(rect).collect();
    let near = |(a, b): &(usize, usize)| match (*a == node, *b == node) {
        (true, false) => rect(*b),
        (false, true) => rect(*a),
        _ => None,
    };
    let neighbours: Vec<Rect> = links.iter().filter_map(near).collect();
    let wish = if let Some(first) = neighbours.first() {
        // On the side where those stand that refer.
        let is_child = links.iter().any(|(child, parent)| *child == node && *parent != node);
        let x = if is_child { first.right() + 88 } else { first.x - 88 - own.width };
        Point::new(x, first.y)
    } else {
        let of_group = (0..nodes.len()).filter(|at| nodes.get(*at).is_some_and(|node| node.group == own.group));
        let group = Rect::of_all(of_group.filter_map(rect));
        let group = group.or_else(|| Rect::of_all(placed.iter().copied()).map(|all| all.moved(0, BETWEEN_GROUPS)));
        group.map_or(Point::default(), |group| Point::new(group.x, group.bottom() + ROOM))
    };
    free_place(&RectIndex::new(placed), wish, (own.width, own.height))
}

/// The free place nearest to a point, on a lattice around it. There always is one: outside of everything.
fn free_place(taken: &RectIndex, wish: Point, (width, height): (i32, i32)) -> Point {
    const STEP: i32 = 40;
    for ring in 0..60_i32 {
        let reach = -ring..=ring;
        let around = reach.clone().flat_map(|y| reach.clone().map(move |x| (x, y)));
        let on_ring = around.filter(|(x, y)| x.abs().max(y.abs()) == ring);
        let mut candidates: Vec<(i32, i32, i32)> = on_ring.map(|(x, y)| (x * x + y * y, y, x)).collect();
        candidates.sort_unstable();
        for (_, y, x) in candidates {
            let area = Rect::new(wish.x + x * STEP, wish.y + y * STEP, width, height);
            if !taken.is_taken(&area, ROOM) {
                return Point::new(area.x, area.y);
            }
        }
    }
    let all = taken.bounds();
    Point::new(all.x, all.bottom() + ROOM)
}

/// The points of the chosen nodes, in their order, as if nothing else were there.
fn arrange_all(nodes: &[Node], chosen: &[usize], links: &[(usize, usize)]) -> Vec<Point> {
    let mut place_in = vec![usize::MAX; nodes.len()];
    for (at, node) in chosen.iter().enumerate() {
        if let Some(place) = place_in.get_mut(*node) {
            *place = at;
        }
    }
    let group_of = |at: usize| chosen.get(at).and_then(|node| nodes.get(*node)).map(|node| node.group);
    let inside = |node: usize| place_in.get(node).copied().filter(|at| *at != usize::MAX);
    let mut inner: Vec<(usize, usize)> = links.iter().filter_map(|(a, b)| Some((inside(*a)?, inside(*b)?))).collect();
    inner.retain(|(a, b)| a != b && group_of(*a) == group_of(*b));
    inner.sort_unstable();
    inner.dedup();
    let sizes: Vec<(i32, i32)> =
        chosen.iter().filter_map(|node| nodes.get(*node)).map(|node| (node.width, node.height)).collect();
    let mut parts = parts(&sizes, &inner);
    // Nodes by group, in the order in which groups appear.
    let mut groups: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    let mut group_at = std::collections::HashMap::new();
    for at in 0..sizes.len() {
        let place = *group_at.entry(group_of(at)).or_insert_with(|| {
            groups.push((group_of(at), vec![]));
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(place) {
            group.1.push(at);
        }
    }
    let mut by_group: Vec<Vec<Part>> = groups.iter().map(|_| vec![]).collect();
    let linked: Vec<bool> = {
        let mut linked = vec![false; sizes.len()];
        let members = parts.iter().flat_map(|part| part.nodes.iter());
        members.for_each(|node| linked.iter_mut().skip(*node).take(1).for_each(|linked| *linked = true));
        linked
    };
    for part in parts.drain(..) {
        let group = part.nodes.first().and_then(|node| group_at.get(&group_of(*node)));
        if let Some(list) = group.and_then(|at| by_group.get_mut(*at)) {
            list.push(part);
        }
    }
    for ((_, members), list) in groups.iter().zip(&mut by_group) {
        let alone: Vec<usize> = members.iter().copied().filter(|at| linked.get(*at) == Some(&false)).collect();
        if !alone.is_empty() {
            let own: Vec<(i32, i32)> = alone.iter().filter_map(|at| sizes.get(*at)).copied().collect();
            list.push(Part::new(alone, columns(&own, BETWEEN_CARDS), &own));
        }
    }
    let mut points = vec![Point::default(); sizes.len()];
    let blocks: Vec<Part> = by_group.into_iter().map(|list| joined(list, BETWEEN_CLUSTERS)).collect();
    let all = joined(blocks, BETWEEN_GROUPS);
    for (node, point) in all.nodes.iter().zip(&all.points) {
        if let Some(place) = points.get_mut(*node) {
            *place = *point;
        }
    }
    points
}

/// Nodes that stand together, at points of their own.
struct Part {
    nodes: Vec<usize>,
    points: Vec<Point>,
    size: (i32, i32),
}

impl Part {
    fn new(nodes: Vec<usize>, points: Vec<Point>, sizes: &[(i32, i32)]) -> Self {
        let size = size(sizes, &points);
        Part { nodes, points, size }
    }
}

fn parts(sizes: &[(i32, i32)], links: &[(usize, usize)]) -> Vec<Part> {
    let clusters = clusters(sizes.len(), links);
    let mut home = vec![(usize::MAX, 0); sizes.len()];
    for (number, cluster) in clusters.iter().enumerate() {
        for (at, node) in cluster.iter().enumerate() {
            if let Some(home) = home.get_mut(*node) {
                *home = (number, at);
            }
        }
    }
    let mut inner: Vec<Vec<(usize, usize)>> = vec![vec![]; clusters.len()];
    for (a, b) in links {
        if let (Some(a), Some(b)) = (home.get(*a), home.get(*b))
            && a.0 == b.0
            && let Some(inner) = inner.get_mut(a.0)
        {
            inner.push((a.1, b.1));
        }
    }
    let placed = clusters.into_iter().zip(inner).map(|(cluster, links)| {
        let own: Vec<(i32, i32)> = cluster.iter().filter_map(|node| sizes.get(*node)).copied().collect();
        let points = place(&own, &links);
        Part::new(cluster, points, &own)
    });
    placed.collect()
}

/// Several parts as one: the largest first, so that small ones fill what is left between them.
fn joined(mut parts: Vec<Part>, gap: i32) -> Part {
    parts.sort_by_key(|part| std::cmp::Reverse(part.size.1));
    let sizes: Vec<(i32, i32)> = parts.iter().map(|part| part.size).collect();
    let corners = pack(&sizes, sheet_width(&sizes, gap), gap);
    let (mut nodes, mut points) = (Vec::new(), Vec::new());
    let rects = sizes.iter().zip(&corners);
    let rects = rects.map(|((width, height), at)| Rect::new(at.x, at.y, *width, *height));
    let all = Rect::of_all(rects).unwrap_or_default();
    for (part, corner) in parts.into_iter().zip(corners) {
        nodes.extend(part.nodes);
        points.extend(part.points.iter().map(|point| Point::new(point.x + corner.x, point.y + corner.y)));
    }
    Part { nodes, points, size: (all.right(), all.bottom()) }
}
