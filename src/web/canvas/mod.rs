//! The diagram on a canvas, in a worker of its own: events of the page in, frames and answers out.

mod files;
mod overlay;
mod painter;
mod scene;
mod stage;
mod tiles;

pub use stage::listen;

use wasm_bindgen::JsCast;
use web_sys::{OffscreenCanvas, OffscreenCanvasRenderingContext2d};

/// The canvas's two-dimensional context; `None` where the browser has none.
fn context_of(canvas: &OffscreenCanvas) -> Option<OffscreenCanvasRenderingContext2d> {
    canvas.get_context("2d").ok().flatten()?.dyn_into().ok()
}
