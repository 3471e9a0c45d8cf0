//! How the browser writes dates and numbers for a language, and which languages its user reads.

use js_sys::Date;
use wasm_bindgen::JsValue;

/// A time in milliseconds since 1970, with its day, as people of a language write it: `en-GB`, `zh-CN`.
pub fn local_time(milliseconds: f64, language: &str) -> String {
    Date::new(&milliseconds.into()).to_locale_string(language, &JsValue::UNDEFINED).into()
}
