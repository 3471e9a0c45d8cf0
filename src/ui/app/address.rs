//! The open project stands in the address, so that a reload and the back button find it.

use wasm_bindgen::JsValue;
use yew::prelude::*;

use super::App;

const KEY: &str = "project=";
/// A whole project, packed.
const SHARED: &str = "share=";

/// The project that the address names.
pub fn named() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    hash.strip_prefix('#')?.strip_prefix(KEY).filter(|id| !id.is_empty()).map(str::to_owned)
}

/// The packed project that the address holds.
pub fn shared() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    hash.strip_prefix('#')?.strip_prefix(SHARED).filter(|packed| !packed.is_empty()).map(str::to_owned)
}

/// An address that holds a packed project.
pub fn link_to(packed: &str) -> String {
    let here = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    format!("{}#{SHARED}{packed}", here.split('#').next().unwrap_or_default())
}

/// Names the open project. To set the hash, as `name_none` does, would have the browser look for a place of that name on the page.
pub fn name(id: &str) {
    if named().as_deref() == Some(id) && shared().is_none() {
        return;
    }
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&format!("#{KEY}{id}")));
    }
}

/// The address of the first page; what follows addresses goes there.
pub fn name_none() {
    if let Some(window) = web_sys::window().filter(|_| named().is_some() || shared().is_some()) {
        let _ = window.location().set_hash("");
    }
}

/// An id for a new project: the time and chance make it the only one in this browser.
pub fn new_id() -> String {
    format!("{:x}-{:x}", js_sys::Date::now() as u64, (js_sys::Math::random() * f64::from(u32::MAX)) as u32)
}

impl App {
    pub(super) fn follow_address(&mut self, context: &Context<Self>) -> bool {
        if self.open_shared(context) {
            return false;
        }
        let wanted = named();
        if wanted.as_ref() == self.open.as_ref().map(|open| &open.id) {
            return false;
        }
        match wanted {
            Some(id) => {
                self.save_now(context);
                self.load(context, id);
            }
            None => self.close_project(context),
        }
        true
    }
}
