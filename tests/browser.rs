//! What exists only in a browser. Run by `./scripts/test wasm`.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn runs_in_a_window_with_a_document() {
    let window = web_sys::window().expect("tests run in a page");
    assert!(window.document().is_some());
}
