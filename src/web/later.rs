//! The parts of the program that are loaded later (`scripts/split.mjs`). What needs one waits for it: a call into it that
//! came earlier would stop the page until it is there, and fail without a network, although the service worker has it.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::reason;

/// A part, and those before it; as `scripts/lib/parts.mjs` lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Everything but the first page and the frame of a project.
    Later = 1,
    /// What reads the texts in editors.
    Texts = 2,
}

#[wasm_bindgen(js_namespace = tabledraft)]
extern "C" {
    #[wasm_bindgen(js_name = isHere)]
    fn is_here_js(parts: u32) -> bool;
    #[wasm_bindgen(catch, js_name = bring)]
    async fn bring_js(parts: u32) -> Result<JsValue, JsValue>;
}

/// What is in it may be called.
pub fn is_here(part: Part) -> bool {
    is_here_js(part as u32)
}

/// Brings it; says why not, in the browser's words.
pub async fn bring(part: Part) -> Result<(), String> {
    bring_js(part as u32).await.map(|_| ()).map_err(|error| reason(&error))
}
