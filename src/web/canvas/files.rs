//! The picture as a file.

use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, OffscreenCanvas};

use super::painter::Painter;
use super::scene::{self, Manner};
use super::stage::Stage;
use crate::board::Board;
use crate::export::{Theme, picture_svg};
use crate::layout::Rect;

/// No side of a PNG is longer: browsers draw nothing on larger canvases.
const LONGEST: f64 = 8192.0;
/// So many pixels there are for each of the picture, where the picture is small enough.
const SHARP: f64 = 2.0;

/// Sends the SVG of what is shown; `name` is that of the file.
pub fn send_svg(scope: &DedicatedWorkerGlobalScope, board: &Board, name: &str, dark: bool) {
    let theme = if dark { Theme::Dark } else { Theme::Light };
    let text = picture_svg(&board.workspace, &board.picture, theme, &|table| board.badge(table));
    send(scope, name, &text.into());
}

/// Sends the PNG of what is shown, as sharp as it can be.
pub fn send_png(scope: &DedicatedWorkerGlobalScope, stage: &mut Stage, name: &str) {
    let all = stage.board.bounds().unwrap_or(Rect::new(0, 0, 100, 100)).grown(40);
    let scale = (LONGEST / f64::from(all.width.max(all.height).max(1))).min(SHARP);
    let pixels = |length: i32| (f64::from(length) * scale).round().max(1.0) as u32;
    let Ok(canvas) = OffscreenCanvas::new(pixels(all.width), pixels(all.height)) else { return };
    let corner = (f64::from(all.x) * scale, f64::from(all.y) * scale);
    let Some(mut painter) = Painter::new(&canvas, &stage.palette, scale, corner) else { return };
    let camera = stage.board.camera;
    stage.board.camera.scale = if scale < 0.5 { scale } else { 1.0 };
    let mut manner = Manner { complete: true, ..Manner::default() };
    scene::draw(&mut stage.board, &mut painter, &all, &stage.more, &mut manner);
    stage.board.camera = camera;
    let Ok(made) = canvas.convert_to_blob() else { return };
    let (scope, name) = (scope.clone(), name.to_owned());
    spawn_local(async move {
        let made: Promise = made;
        if let Ok(blob) = JsFuture::from(made).await {
            send(&scope, &name, &blob);
        }
    });
}

fn send(scope: &DedicatedWorkerGlobalScope, name: &str, content: &JsValue) {
    let _ = scope.post_message(&Array::of3(&"file".into(), &name.into(), content));
}
