//! Copying to the clipboard.

use wasm_bindgen_futures::JsFuture;

use super::reason;
use crate::i18n::t;

/// Copies a text. The error says why the browser refused: mostly because the page is not secure or not in front.
pub async fn copy_text(text: &str) -> Result<(), String> {
    let window = web_sys::window().ok_or_else(|| t("there is no window"))?;
    // Without https the browser has no clipboard, although the type says so.
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).map_err(|error| reason(&error))?;
    if clipboard.is_undefined() {
        return Err(t("the browser allows it only on https and on this machine").to_owned());
    }
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.map(drop).map_err(|error| reason(&error))
}
