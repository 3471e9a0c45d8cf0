//! The still picture in square pieces that are kept: while it moves, only what comes into view is drawn.

use std::collections::HashMap;

use web_sys::OffscreenCanvas;

/// The side of a piece, in pixels of the screen.
pub const SIDE: f64 = 256.0;
/// So many pieces more than a window needs are kept.
const SPARE: usize = 48;

type Pieces = HashMap<(i32, i32), Piece>;

pub struct Piece {
    pub canvas: OffscreenCanvas,
    /// It shows the picture as it is now, with everything.
    pub whole: bool,
    /// It shows a picture that has changed since.
    pub old: bool,
}

/// Pieces of one size, and below them those that were made before, to be shown until there are new ones.
#[derive(Default)]
pub struct Tiles {
    pub scale: f64,
    pub now: Pieces,
    pub before: Option<(f64, Pieces)>,
    unused: Vec<OffscreenCanvas>,
}

impl Tiles {
    /// Everything is to be drawn anew; what is there is shown until it is.
    pub fn forget(&mut self) {
        for piece in self.now.values_mut() {
            piece.old = true;
        }
        self.drop_before();
    }

    /// The picture is seen at another size.
    pub fn set_scale(&mut self, scale: f64) {
        if scale == self.scale {
            return;
        }
        let now = std::mem::take(&mut self.now);
        // While the size changes step by step, the last pieces that were complete stay below.
        if self.before.is_none() || now.len() >= 4 {
            self.drop_before();
            self.before = Some((self.scale, now));
        } else {
            self.unused.extend(now.into_values().map(|piece| piece.canvas));
        }
        self.scale = scale;
    }

    pub fn drop_before(&mut self) {
        if let Some((_, pieces)) = self.before.take() {
            self.unused.extend(pieces.into_values().map(|piece| piece.canvas));
        }
        self.unused.truncate(SPARE);
    }

    /// The pieces that a window has, by the pixels of the picture at its corners, the middle first.
    pub fn in_window(&self, x: f64, y: f64, width: f64, height: f64) -> Vec<(i32, i32)> {
        let cell = |at: f64| (at / SIDE).floor().clamp(-1e8, 1e8) as i32;
        let (left, top, right, bottom) = (cell(x), cell(y), cell(x + width - 1.0), cell(y + height - 1.0));
        let mut all: Vec<(i32, i32)> = (top..=bottom).flat_map(|y| (left..=right).map(move |x| (x, y))).collect();
        let middle = (left + right, top + bottom);
        all.sort_by_key(|(x, y)| (2 * x - middle.0).abs() + (2 * y - middle.1).abs());
        all
    }

    pub fn needs(&self, at: &(i32, i32)) -> bool {
        self.now.get(at).is_none_or(|piece| piece.old || !piece.whole)
    }

    /// True for a piece that shows the picture as it is, perhaps without everything.
    pub fn is_current(&self, at: &(i32, i32)) -> bool {
        self.now.get(at).is_some_and(|piece| !piece.old)
    }

    /// A canvas to draw the piece on; `None` where the browser gives none.
    pub fn canvas(&mut self, at: (i32, i32)) -> Option<OffscreenCanvas> {
        if let Some(piece) = self.now.get(&at) {
            return Some(piece.canvas.clone());
        }
        self.unused.pop().or_else(|| OffscreenCanvas::new(SIDE as u32, SIDE as u32).ok())
    }

    pub fn keep(&mut self, at: (i32, i32), canvas: OffscreenCanvas, whole: bool) {
        self.now.insert(at, Piece { canvas, whole, old: false });
    }

    /// Lets go of pieces far from the window, when there are too many.
    pub fn trim(&mut self, in_window: &[(i32, i32)]) {
        let most = in_window.len() * 2 + SPARE;
        if self.now.len() <= most {
            return;
        }
        let Some(middle) = in_window.first().copied() else { return };
        let far = |at: &(i32, i32)| (at.0 - middle.0).abs().max((at.1 - middle.1).abs());
        let mut all: Vec<(i32, i32)> = self.now.keys().copied().collect();
        all.sort_by_key(|at| (far(at), *at));
        for at in all.into_iter().skip(most - SPARE / 2) {
            if let Some(piece) = self.now.remove(&at) {
                self.unused.push(piece.canvas);
            }
        }
        self.unused.truncate(SPARE);
    }
}
