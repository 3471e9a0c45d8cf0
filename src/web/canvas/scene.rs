//! A part of the picture on a canvas: what lies in it, from the lowest to the highest.

use super::painter::{Painter, fill};
use crate::board::Board;
use crate::layout::{self, Detail, Ink, Link, Look, Point, Rect};
use crate::schema::MarkKind;

/// Names that are seen from far are so many pixels of the page high.
const FAR_NAME: f64 = 11.0;
/// Nearer than this a line is drawn around the cards; beyond, it cannot be seen what it passes.
const ROUTED: Detail = Detail::Names;

/// How a part is drawn.
#[derive(Default)]
pub struct Manner {
    /// Blocks are enough: no names, no marks.
    pub plain: bool,
    /// Lines are worked out where they are not known: a file can wait for them, a frame cannot.
    pub complete: bool,
    /// A line was drawn that does not go around the cards yet.
    pub left_out: bool,
}

/// True for a card's picture in which lines go around the others.
pub fn is_routed(board: &Board) -> bool {
    board.camera.detail() >= ROUTED
}

/// True where a relation's line may pass through the area.
pub fn may_touch(board: &Board, link: usize, area: &Rect) -> bool {
    let Some((child, parent)) = ends(board, link) else { return false };
    let rect = |card: usize| board.picture.cards.get(card).map(|card| card.rect).unwrap_or_default();
    let reach = if is_routed(board) { 360 } else { 80 };
    rect(child).joined(&rect(parent)).grown(reach).overlaps(area)
}

/// Draws everything that stays where it is.
pub fn draw(board: &mut Board, painter: &mut Painter, area: &Rect, more: &str, manner: &mut Manner) {
    let detail = board.camera.detail();
    painter.fill_with(Ink::Ground);
    fill(&painter.context, area);
    for group in board.picture.groups.iter().filter(|group| group.rect.overlaps(area)) {
        layout::group(group, &mut |shape| painter.shape(shape));
    }
    for mark in board.marks().filter(|mark| mark.kind == MarkKind::Area) {
        let rect = layout::mark_rect(mark);
        if rect.grown(8).overlaps(area) && !board.is_mark_moving(mark.id) {
            layout::area(mark, rect, title_size(board, 16.0), &mut |shape| painter.shape(shape));
        }
    }
    draw_links(board, painter, area, detail, manner);
    let cards = board.picture.index.all_in(&area.grown(8));
    if detail == Detail::Block {
        blocks(board, painter, &cards);
    }
    for at in cards.into_iter().filter(|_| !manner.plain) {
        if !board.is_carried(at) {
            draw_card(board, painter, at, None, more);
        }
    }
    if detail < Detail::Columns && !manner.plain {
        for group in board.picture.groups.iter().filter(|group| group.rect.overlaps(area)) {
            layout::group_name(group, title_size(board, 16.0), &mut |shape| painter.shape(shape));
        }
    }
    for mark in board.marks().filter(|mark| mark.kind == MarkKind::Note) {
        let rect = layout::mark_rect(mark);
        if rect.grown(8).overlaps(area) && !board.is_mark_moving(mark.id) {
            layout::note(mark, rect, &mut |shape| painter.shape(shape));
        }
    }
}

/// So large that it can be read from here, in the picture's pixels.
fn title_size(board: &Board, size: f32) -> f32 {
    size.max((FAR_NAME / board.camera.scale) as f32)
}

/// A card where it stands, or somewhere else.
pub fn draw_card(board: &Board, painter: &mut Painter, at: usize, place: Option<Rect>, more: &str) {
    let Some(card) = board.picture.cards.get(at) else { return };
    let Some(table) = card.table(&board.workspace) else { return };
    let look = Look {
        tag: board.workspace.diagram.tag_of(card.table).map(|tag| Ink::of_hue(tag.hue)),
        badge: board.badge(card.table),
        detail: board.camera.detail(),
        title: title_size(board, 13.0),
    };
    let words = |count: u32| more.replace("{}", &count.to_string());
    match place {
        Some(rect) => {
            let mut moved = card.clone();
            moved.rect = rect;
            layout::card(&moved, table, &look, &words, &mut |shape| painter.shape(shape));
        }
        None => layout::card(card, table, &look, &words, &mut |shape| painter.shape(shape)),
    }
}

/// Many cards at once, as blocks: a colour after the other.
fn blocks(board: &Board, painter: &mut Painter, cards: &[usize]) {
    let inked: Vec<(Ink, &Rect)> = cards
        .iter()
        .filter(|at| !board.is_carried(**at))
        .filter_map(|at| {
            let card = board.picture.cards.get(*at)?;
            let tag = board.workspace.diagram.tag_of(card.table).map(|tag| Ink::of_hue(tag.hue));
            Some((tag.unwrap_or(Ink::of_kind(card.table(&board.workspace)?).1), &card.rect))
        })
        .collect();
    painter.fill_with(Ink::Surface);
    inked.iter().for_each(|(_, rect)| fill(&painter.context, rect));
    painter.context.set_global_alpha(0.3);
    for ink in Ink::ALL {
        let mut of_ink = inked.iter().filter(|(other, _)| *other == ink).peekable();
        if of_ink.peek().is_some() {
            painter.fill_with(ink);
            of_ink.for_each(|(_, rect)| fill(&painter.context, rect));
        }
    }
    painter.context.set_global_alpha(1.0);
}

fn draw_links(board: &mut Board, painter: &mut Painter, area: &Rect, detail: Detail, manner: &mut Manner) {
    let routed = detail >= ROUTED;
    let carrying = board.is_carrying();
    let mut simple: Vec<(Ink, Vec<Point>)> = Vec::new();
    for at in 0..board.picture.links.len() {
        let Some((child, parent)) = ends(board, at) else { continue };
        if carrying && (board.is_carried(child) || board.is_carried(parent)) {
            continue;
        }
        if !may_touch(board, at, area) {
            continue;
        }
        if routed && (manner.complete || board.known_route(at).is_some()) {
            let points = board.route(at).to_vec();
            let Some(link) = board.picture.links.get(at) else { continue };
            if touches(&points, area) {
                draw_link(link, &points, None, detail, painter);
            }
            continue;
        }
        manner.left_out |= routed;
        if let Some(link) = board.picture.links.get(at) {
            simple.push((layout::line_style(link.relation.kind).0, board.picture.simple_route(link)));
        }
    }
    // From far, many lines at once.
    painter.context.set_global_alpha(if routed { 1.0 } else { 0.5 });
    for ink in [Ink::Edge, Ink::Director, Ink::RefMatch] {
        painter.stroke_with(ink, 1.2);
        painter.context.begin_path();
        simple.iter().filter(|(other, _)| *other == ink).for_each(|(_, points)| painter.trace_within(points, area));
        painter.context.stroke();
    }
    painter.context.set_global_alpha(1.0);
}

fn ends(board: &Board, link: usize) -> Option<(usize, usize)> {
    board.picture.links.get(link).map(|link| (link.child, link.parent))
}

pub fn draw_link(link: &Link, points: &[Point], ink: Option<Ink>, detail: Detail, painter: &mut Painter) {
    if detail >= Detail::Names {
        layout::link(link, points, ink, &mut |shape| painter.shape(shape));
    } else {
        let own = layout::line_style(link.relation.kind).0;
        let points = points.to_vec();
        painter.shape(layout::Shape::Line { points: &points, ink: ink.unwrap_or(own), width: 1.2, dashed: false });
    }
}

fn touches(points: &[Point], area: &Rect) -> bool {
    points.windows(2).any(|ends| matches!(ends, [a, b] if Rect::around(*a, *b).grown(16).overlaps(area)))
}
