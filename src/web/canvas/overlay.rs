//! What lies above the still picture and changes with every movement: what is selected, carried, looked at; the minimap.

use web_sys::OffscreenCanvas;

use super::painter::Painter;
use super::scene::{draw_card, draw_link};
use crate::board::{Board, Corner, Hit};
use crate::layout::{self, Ink, Link, Point, Rect, Shape};
use crate::schema::{Mark, MarkKind};

/// The lines of so many selected cards are shown; those of more would be a tangle.
const FEW: usize = 40;

pub fn draw(board: &mut Board, painter: &mut Painter, overview: Option<&(OffscreenCanvas, f64, Rect)>, more: &str) {
    let seen = board.camera.seen(board.size);
    let page = 1.0 / board.camera.scale;
    links(board, painter, &seen);
    let carried: Vec<usize> = if board.is_carrying() {
        (0..board.picture.cards.len()).filter(|at| board.is_carried(*at)).collect()
    } else {
        vec![]
    };
    for at in carried {
        let rect = board.card_rect(at);
        if rect.overlaps(&seen) {
            draw_card(board, painter, at, Some(rect), more);
        }
    }
    let moving: Vec<Mark> = board.marks().filter(|mark| board.is_mark_moving(mark.id)).cloned().collect();
    for mark in &moving {
        let rect = board.rect_of(mark);
        match mark.kind {
            MarkKind::Area => layout::area(mark, rect, 16.0, &mut |shape| painter.shape(shape)),
            MarkKind::Note => layout::note(mark, rect, &mut |shape| painter.shape(shape)),
        }
    }
    frames(board, painter, &seen, page);
    if let Some(rect) = board.marquee() {
        painter.shape(Shape::Fill { rect, radius: 0, top_only: false, ink: Ink::Accent, alpha: 0.1 });
        painter.shape(Shape::Frame { rect, radius: 0, ink: Ink::Accent, width: page as f32 });
    }
    minimap(board, painter, overview);
}

/// The lines that are looked at: of what is selected, and the one below the pointer.
fn links(board: &mut Board, painter: &mut Painter, seen: &Rect) {
    let selected = board.selected_cards();
    let few = selected.len() <= FEW;
    let hovered = match board.hover {
        Some(Hit::Link(at)) => Some(at),
        _ => None,
    };
    let carrying = board.is_carrying();
    let detail = board.camera.detail();
    for at in 0..board.picture.links.len() {
        let Some(link) = board.picture.links.get(at).cloned() else { continue };
        let touched = few && (selected.contains(&link.child) || selected.contains(&link.parent));
        let lifted = carrying && (board.is_carried(link.child) || board.is_carried(link.parent));
        if !touched && !lifted && board.link != Some(at) && hovered != Some(at) {
            continue;
        }
        let points = if lifted { moving_line(board, &link) } else { board.route(at).to_vec() };
        let whole = points.iter().map(|point| Rect::new(point.x, point.y, 1, 1));
        if Rect::of_all(whole).is_some_and(|whole| whole.grown(16).overlaps(seen)) {
            draw_link(&link, &points, Some(Ink::Accent), detail, painter);
        }
    }
}

/// The line of a relation whose cards are on their way.
fn moving_line(board: &Board, link: &Link) -> Vec<Point> {
    let by = board.carried_by();
    let end = |card: usize, column: Option<usize>| {
        let shift = if board.is_carried(card) { by.y } else { 0 };
        let y = board.picture.cards.get(card).map_or(0, |card| card.row_middle(column) + shift);
        (board.card_rect(card), y)
    };
    let (child, child_y) = end(link.child, link.relation.child.column);
    let (parent, parent_y) = end(link.parent, link.relation.parent.column);
    let (from, to) = layout::ports(&child, child_y, &parent, parent_y);
    layout::simple_route(from, to, (link.parent % 6) as i32)
}

/// Frames around what is selected, what the keyboard is on, and what is below the pointer.
fn frames(board: &Board, painter: &mut Painter, seen: &Rect, page: f64) {
    let thick = (2.0 * page) as f32;
    let out = (2.0 * page).ceil() as i32;
    for card in board.selected_cards() {
        let rect = board.card_rect(card);
        if rect.overlaps(seen) {
            painter.shape(Shape::Frame { rect: rect.grown(out / 2), radius: 6, ink: Ink::Accent, width: thick });
        }
    }
    if let Some(Hit::Card(card)) = board.hover {
        painter.shape(Shape::Frame { rect: board.card_rect(card), radius: 6, ink: Ink::Accent, width: page as f32 });
    }
    let active = board.active.and_then(|table| board.picture.card_of(table));
    if let Some(card) = active.filter(|_| board.focused) {
        // A second frame, apart from the first: this one is where the keyboard is.
        let rect = board.card_rect(card).grown((5.0 * page).ceil() as i32);
        painter.shape(Shape::Frame { rect, radius: 8, ink: Ink::Text, width: thick });
    }
    let selected = board.marks().find(|mark| board.mark == Some(mark.id));
    if let Some(mark) = selected {
        let rect = board.rect_of(mark);
        painter.shape(Shape::Frame { rect, radius: 4, ink: Ink::Accent, width: thick });
        let side = (5.0 * page).ceil() as i32;
        for corner in Corner::ALL {
            let at = corner.of(&rect);
            let handle = Rect::new(at.x - side, at.y - side, side * 2, side * 2);
            painter.shape(Shape::Fill { rect: handle, radius: 0, top_only: false, ink: Ink::Surface, alpha: 1.0 });
            painter.shape(Shape::Frame { rect: handle, radius: 0, ink: Ink::Accent, width: thick });
        }
    }
}

/// The whole picture, small, and what of it is in the window.
fn minimap(board: &Board, painter: &mut Painter, overview: Option<&(OffscreenCanvas, f64, Rect)>) {
    let (Some((x, y, width, height)), Some((left, top, scale))) = (board.minimap_frame(), board.minimap_view()) else {
        return;
    };
    let Some((canvas, small, all)) = overview else { return };
    let context = &painter.context;
    let _ = context.set_transform(board.ratio, 0.0, 0.0, board.ratio, 0.0, 0.0);
    painter.fill_with(Ink::Ground);
    context.fill_rect(x, y, width, height);
    context.save();
    context.begin_path();
    context.rect(x, y, width, height);
    context.clip();
    let (from_x, from_y) = (left + f64::from(all.x) * scale, top + f64::from(all.y) * scale);
    let (wide, high) = (f64::from(canvas.width()) / small * scale, f64::from(canvas.height()) / small * scale);
    let _ = context.draw_image_with_offscreen_canvas_and_dw_and_dh(canvas, from_x, from_y, wide, high);
    let (seen_x, seen_y) = (left + board.camera.x * scale, top + board.camera.y * scale);
    let (seen_wide, seen_high) = (board.size.0 / board.camera.scale * scale, board.size.1 / board.camera.scale * scale);
    painter.fill_with(Ink::Accent);
    context.set_global_alpha(0.12);
    context.fill_rect(seen_x, seen_y, seen_wide, seen_high);
    context.set_global_alpha(1.0);
    context.set_stroke_style_str(painter.colour(Ink::Accent));
    context.set_line_width(1.5);
    context.stroke_rect(seen_x, seen_y, seen_wide, seen_high);
    context.restore();
    context.set_stroke_style_str(painter.colour(Ink::Line));
    context.set_line_width(1.0);
    context.stroke_rect(x + 0.5, y + 0.5, width - 1.0, height - 1.0);
}
