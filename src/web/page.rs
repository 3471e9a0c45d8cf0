//! Files of the page itself: samples and rule pages, which come when they are asked for.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Response, VisibilityState};

use super::reason;
use crate::i18n::{say, t};

/// The text of a file beside the page.
pub async fn fetch_text(path: &str) -> Result<String, String> {
    let window = web_sys::window().ok_or_else(|| t("there is no window"))?;
    let response = JsFuture::from(window.fetch_with_str(path)).await.map_err(|error| reason(&error))?;
    let response: Response = response.dyn_into().map_err(|_| t("no answer came"))?;
    if !response.ok() {
        return Err(say("the server answered {}", &[&response.status()]));
    }
    let text =
        JsFuture::from(response.text().map_err(|error| reason(&error))?).await.map_err(|error| reason(&error))?;
    text.as_string().ok_or_else(|| t("the answer is no text").to_owned())
}

/// Loads a module of the page, once. Where it does not come, `window` hears the event of this name, with this detail (as
/// JavaScript), and it may be tried again.
pub(super) fn load_script(name: &str, address: &str, failed: &str) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let id = format!("{name}-script");
    if document.get_element_by_id(&id).is_some() {
        return;
    }
    let (Ok(script), Some(body)) = (document.create_element("script"), document.body()) else { return };
    let gone = format!("this.remove();dispatchEvent(new CustomEvent('{name}',{{detail:{failed}}}))");
    for (attribute, value) in [("id", id.as_str()), ("type", "module"), ("onerror", &gone), ("src", address)] {
        let _ = script.set_attribute(attribute, value);
    }
    let _ = body.append_child(&script);
}

/// True where the page is being left or is not seen: what is not done now may never be.
pub fn is_hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| document.visibility_state() == VisibilityState::Hidden)
}

/// An element that is on no page.
pub fn apart() -> Option<Element> {
    web_sys::window()?.document()?.create_element("div").ok()
}
