//! The worker: hears the page, keeps the board, draws a frame where one is needed.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, OffscreenCanvas};

use super::painter::{Painter, Palette};
use super::scene::{self, Manner};
use super::tiles::{SIDE, Tiles};
use super::{context_of, files, overlay};
use crate::board::{Board, Event, Said, Stale};
use crate::engine::Mirror;
use crate::layout::{Badge, Ink, Rect};
use crate::schema::TableId;

/// While the size changes, nothing is drawn anew before it has rested for so many milliseconds.
const REST: f64 = 90.0;
/// A frame shall take so many milliseconds at most; what does not fit goes into the next one.
const FRAME: f64 = 9.0;
/// So many milliseconds of a frame are for working out lines around cards.
const ROUTING: f64 = 4.0;
/// The longer side of the overview, in pixels of the screen.
const OVERVIEW: f64 = 1024.0;
/// The times of so many frames are kept for who asks how fast it is.
const FRAMES: u32 = 4096;

pub(super) struct Stage {
    scope: DedicatedWorkerGlobalScope,
    canvas: Option<OffscreenCanvas>,
    pub board: Board,
    mirror: Mirror,
    pub palette: Palette,
    tiles: Tiles,
    /// The whole picture, small: what is seen before pieces are drawn. With its scale and the place that it shows.
    pub overview: Option<(OffscreenCanvas, f64, Rect)>,
    /// How "12 more" is said.
    pub more: String,
    cursor: &'static str,
    zoomed_at: f64,
    /// So many pieces are drawn in a frame; fewer, where they take long.
    pieces: usize,
    asked_for_frame: bool,
    last_frame: f64,
    times: Array,
}

/// Listens to the page. Answers `ready` with the names of the colours that it wants to know.
pub fn listen(scope: DedicatedWorkerGlobalScope) {
    let times = Array::new();
    let _ = Reflect::set(&scope, &"frames".into(), &times);
    let stage = Rc::new(RefCell::new(Stage {
        scope: scope.clone(),
        canvas: None,
        board: Board::default(),
        mirror: Mirror::default(),
        palette: Palette::default(),
        tiles: Tiles::default(),
        overview: None,
        more: "{} more".to_owned(),
        cursor: "",
        zoomed_at: 0.0,
        pieces: 2,
        asked_for_frame: false,
        last_frame: 0.0,
        times,
    }));
    let drawn = stage.clone();
    let draw = Closure::<dyn Fn(f64)>::new(move |_: f64| {
        if let Ok(mut stage) = drawn.try_borrow_mut() {
            stage.frame();
        }
    });
    let draw = Rc::new(draw);
    let frame = draw.clone();
    let again = stage.clone();
    // A frame may ask for the next one only when it is over.
    let on_frame = Closure::<dyn Fn(JsValue)>::new(move |time: JsValue| {
        let _ = frame.as_ref().as_ref().unchecked_ref::<js_sys::Function>().call1(&JsValue::NULL, &time);
        ask_for_frame(&again);
    });
    let _ = Reflect::set(&scope, &"onFrame".into(), on_frame.as_ref());
    on_frame.forget();
    let heard = stage.clone();
    let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(mut stage) = heard.try_borrow_mut() {
            stage.hear(&event.data());
        }
        ask_for_frame(&heard);
    });
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    hear.forget();
    let inks: Vec<&str> = Ink::ALL.iter().map(|ink| ink.name()).collect();
    let _ = scope.post_message(&format!("ready {}", inks.join(" ")).into());
}

fn ask_for_frame(stage: &Rc<RefCell<Stage>>) {
    let Ok(mut stage) = stage.try_borrow_mut() else { return };
    if stage.asked_for_frame || !stage.wants_frame() {
        return;
    }
    let on_frame = Reflect::get(&stage.scope, &"onFrame".into()).ok();
    if let Some(on_frame) = on_frame.and_then(|function| function.dyn_into().ok()) {
        stage.asked_for_frame = stage.scope.request_animation_frame(&on_frame).is_ok();
    }
}

impl Stage {
    fn hear(&mut self, message: &JsValue) {
        let Some(text) = message.as_string() else {
            self.canvas = Array::from(message).get(1).dyn_into().ok();
            return;
        };
        let (line, rest) = text.split_once('\n').unwrap_or((&text, ""));
        let (word, words) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "update" => {
                if self.mirror.take(rest).is_ok() && !self.mirror.is_waiting() {
                    self.board.show(self.mirror.workspace().clone());
                }
            }
            "inks" => {
                let palette = Palette::read(words);
                if palette != self.palette {
                    self.palette = palette;
                    self.renew();
                }
            }
            "problems" => self.board.mark_problems(badges(words)),
            "more" => self.more = words.to_owned(),
            "svg" => files::send_svg(&self.scope, &self.board, words, self.palette.is_dark()),
            "png" => files::send_png(&self.scope.clone(), self, words),
            _ => {
                if let Some(event) = Event::read(line) {
                    self.board.hear(event);
                }
            }
        }
        self.answer();
    }

    fn answer(&mut self) {
        for said in self.board.take_answers() {
            if let Said::Cursor(name) = said {
                if self.cursor == name {
                    continue;
                }
                self.cursor = name;
            }
            // A message that cannot be sent has no one to be told.
            let _ = self.scope.post_message(&said.line().into());
        }
    }

    fn renew(&mut self) {
        self.tiles.forget();
        self.overview = None;
        self.last_frame = 0.0;
    }

    fn scale(&self) -> f64 {
        self.board.camera.scale * self.board.ratio
    }

    /// The pixel of the whole picture at the window's corner, and the window's size in pixels.
    fn window(&self) -> (f64, f64, f64, f64) {
        let (scale, ratio) = (self.scale(), self.board.ratio);
        let (width, height) = (self.board.size.0 * ratio, self.board.size.1 * ratio);
        ((self.board.camera.x * scale).round(), (self.board.camera.y * scale).round(), width.round(), height.round())
    }

    fn is_ready(&self) -> bool {
        self.canvas.is_some() && self.board.size.0 > 0.0 && !self.palette.is_empty()
    }

    fn wants_frame(&self) -> bool {
        self.is_ready() && (self.board.is_stale() || self.last_frame == 0.0 || self.has_gaps())
    }

    fn has_gaps(&self) -> bool {
        let (x, y, width, height) = self.window();
        (self.overview.is_none() && self.board.bounds().is_some())
            || self.tiles.scale != self.scale()
            || self.tiles.in_window(x, y, width, height).iter().any(|at| self.tiles.needs(at))
    }

    /// Draws one frame.
    fn frame(&mut self) {
        self.asked_for_frame = false;
        if !self.is_ready() {
            return;
        }
        let start = js_sys::Date::now();
        let begin = now(&self.scope);
        if self.board.take_stale() == Stale::All {
            self.tiles.forget();
            self.overview = None;
        }
        if self.overview.is_none() {
            self.overview = self.draw_overview();
        }
        if self.tiles.scale != self.scale() {
            self.zoomed_at = start;
            self.tiles.set_scale(self.scale());
        }
        let (x, y, width, height) = self.window();
        let in_window = self.tiles.in_window(x, y, width, height);
        let mut drawn = 0;
        // The first picture is not kept waiting.
        if start - self.zoomed_at >= REST || self.tiles.before.as_ref().is_none_or(|(_, pieces)| pieces.is_empty()) {
            // A piece whose lines are not all worked out is drawn again when they are, and not before.
            let routed = self.work_out_lines(begin);
            let wanted = |at: &(i32, i32)| self.tiles.needs(at) && (routed || !self.tiles.is_current(at));
            let missing: Vec<(i32, i32)> = in_window.iter().copied().filter(wanted).collect();
            for at in missing {
                if drawn >= self.pieces || (drawn > 0 && now(&self.scope) - begin > FRAME) {
                    break;
                }
                self.draw_piece(at);
                drawn += 1;
            }
            if in_window.iter().all(|at| !self.tiles.needs(at)) {
                self.tiles.drop_before();
            }
            self.tiles.trim(&in_window);
        }
        self.compose(x, y, width, height, &in_window);
        let took = now(&self.scope) - begin;
        if drawn > 0 {
            let next = if took > FRAME { self.pieces / 2 } else { self.pieces + 1 };
            self.pieces = next.clamp(1, 12);
        }
        self.note(begin, took);
        self.answer();
    }

    /// Notes when the frame was, in milliseconds, and how long it took.
    fn note(&mut self, begin: f64, took: f64) {
        self.last_frame = begin;
        if self.times.length() >= FRAMES * 2 {
            self.times.set_length(0);
        }
        self.times.push(&begin.into());
        self.times.push(&took.into());
    }

    fn draw_piece(&mut self, at: (i32, i32)) {
        let scale = self.scale();
        let Some(canvas) = self.tiles.canvas(at) else { return };
        let corner = (f64::from(at.0) * SIDE, f64::from(at.1) * SIDE);
        let Some(mut painter) = Painter::new(&canvas, &self.palette, scale, corner) else { return };
        let low = |at: f64| (at / scale).floor() as i32;
        let side = (SIDE / scale).ceil() as i32 + 2;
        let area = Rect::new(low(corner.0) - 1, low(corner.1) - 1, side, side);
        let mut manner = Manner::default();
        scene::draw(&mut self.board, &mut painter, &area, &self.more, &mut manner);
        self.tiles.keep(at, canvas, !manner.left_out);
    }

    /// Works out lines that may be seen, for a while. True where all of them are known.
    fn work_out_lines(&mut self, begin: f64) -> bool {
        if !scene::is_routed(&self.board) {
            return true;
        }
        // The pieces at the window's edges reach beyond it.
        let beyond = (SIDE / self.scale()).ceil().min(1e6) as i32 + 8;
        let seen = self.board.camera.seen(self.board.size).grown(beyond);
        for link in 0..self.board.picture.links.len() {
            if self.board.known_route(link).is_some() || !scene::may_touch(&self.board, link, &seen) {
                continue;
            }
            if now(&self.scope) - begin > ROUTING {
                return false;
            }
            self.board.route(link);
        }
        true
    }

    fn draw_overview(&mut self) -> Option<(OffscreenCanvas, f64, Rect)> {
        let all = self.board.bounds()?.grown(24);
        let scale = (OVERVIEW / f64::from(all.width.max(all.height).max(1))).min(1.0);
        let pixels = |length: i32| (f64::from(length) * scale).ceil().max(1.0) as u32;
        let canvas = OffscreenCanvas::new(pixels(all.width), pixels(all.height)).ok()?;
        let corner = (f64::from(all.x) * scale, f64::from(all.y) * scale);
        let mut painter = Painter::new(&canvas, &self.palette, scale, corner)?;
        // From so far that only blocks are seen.
        let camera = self.board.camera;
        self.board.camera.scale = scale.min(0.1);
        scene::draw(&mut self.board, &mut painter, &all, "", &mut Manner { plain: true, ..Manner::default() });
        self.board.camera = camera;
        Some((canvas, scale, all))
    }

    fn compose(&mut self, x: f64, y: f64, width: f64, height: f64, in_window: &[(i32, i32)]) {
        let Some(canvas) = &self.canvas else { return };
        if (f64::from(canvas.width()), f64::from(canvas.height())) != (width, height) {
            canvas.set_width(width as u32);
            canvas.set_height(height as u32);
        }
        let Some(context) = context_of(canvas) else { return };
        let _ = context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        let scale = self.scale();
        let is_there = |at: &(i32, i32)| self.tiles.now.contains_key(at);
        if !in_window.iter().all(is_there) {
            context.set_fill_style_str(self.palette.colour(Ink::Ground));
            context.fill_rect(0.0, 0.0, width, height);
            if let Some((overview, small, all)) = &self.overview {
                let factor = scale / small;
                let (left, top) = (f64::from(all.x) * scale - x, f64::from(all.y) * scale - y);
                let (wide, high) = (f64::from(overview.width()) * factor, f64::from(overview.height()) * factor);
                let _ = context.draw_image_with_offscreen_canvas_and_dw_and_dh(overview, left, top, wide, high);
            }
            if let Some((old, pieces)) = &self.tiles.before {
                let factor = scale / old;
                let side = SIDE * factor;
                for ((column, row), piece) in pieces {
                    let (left, top) = (f64::from(*column) * side - x, f64::from(*row) * side - y);
                    if left < width && top < height && left + side > 0.0 && top + side > 0.0 {
                        let canvas = &piece.canvas;
                        let _ = context.draw_image_with_offscreen_canvas_and_dw_and_dh(canvas, left, top, side, side);
                    }
                }
            }
        }
        for at in in_window {
            if let Some(piece) = self.tiles.now.get(at) {
                let (left, top) = (f64::from(at.0) * SIDE - x, f64::from(at.1) * SIDE - y);
                let _ = context.draw_image_with_offscreen_canvas(&piece.canvas, left, top);
            }
        }
        if let Some(mut painter) = Painter::new(canvas, &self.palette, scale, (x, y)) {
            overlay::draw(&mut self.board, &mut painter, self.overview.as_ref(), &self.more);
        }
    }
}

/// Milliseconds since the worker began.
fn now(scope: &DedicatedWorkerGlobalScope) -> f64 {
    scope.performance().map_or(0.0, |clock| clock.now())
}

/// Problems of tables: numbers by three, the table, how many, and how severe the worst is (0 to 2).
fn badges(words: &str) -> HashMap<TableId, Badge> {
    let numbers: Vec<u32> = words.split(' ').map_while(|number| number.parse().ok()).collect();
    let one = |numbers: &[u32]| match numbers {
        [table, count, severity] => {
            let ink = match severity {
                2 => Ink::Error,
                1 => Ink::Warning,
                _ => Ink::Advice,
            };
            Some((TableId(*table), Badge { count: *count as usize, ink }))
        }
        _ => None,
    };
    numbers.chunks(3).filter_map(one).collect()
}
