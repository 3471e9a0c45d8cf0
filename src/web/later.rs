//! The part of the program that is loaded later (`scripts/split.mjs`). What is done on the first page waits for it: a call into it that
//! came earlier would stop the page until it is there, and fail without a network, although the service worker has it.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::reason;

#[wasm_bindgen(js_namespace = tabledraft)]
extern "C" {
    #[wasm_bindgen(js_name = isWhole)]
    fn is_whole_js() -> bool;
    #[wasm_bindgen(catch, js_name = makeWhole)]
    async fn make_whole_js() -> Result<JsValue, JsValue>;
}

/// Everything may be called.
pub fn is_whole() -> bool {
    is_whole_js()
}

/// Brings what is missing; says why not, in the browser's words.
pub async fn make_whole() -> Result<(), String> {
    make_whole_js().await.map(|_| ()).map_err(|error| reason(&error))
}
