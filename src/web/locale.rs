//! The page's language, its title and its standing texts; and how the browser writes dates.

use std::cell::RefCell;

use js_sys::Date;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use super::memory::{remember, remembered};
use crate::i18n::{self, Language};

const KEY: &str = "language";

/// A time in milliseconds since 1970, with its day, as people of a language write it: `en-GB`, `zh-CN`.
pub fn local_time(milliseconds: f64, language: &str) -> String {
    Date::new(&milliseconds.into()).to_locale_string(language, &JsValue::UNDEFINED).into()
}

/// The language that was chosen last, or that the browser's user reads.
pub fn preferred_language() -> Language {
    let of_browser = || web_sys::window().and_then(|window| window.navigator().language());
    remembered(KEY).or_else(of_browser).map(|tag| Language::of_tag(&tag)).unwrap_or_default()
}

/// Says to the browser which language the page is in, puts the texts that stand in the page itself into it, and remembers it.
pub fn show_language(language: Language) {
    remember(KEY, language.tag());
    let Some(root) = root() else { return };
    let _ = root.set_attribute("lang", language.tag());
    // Outside of what is drawn: what is shown when the program stops.
    let Ok(places) = root.query_selector_all("[data-words]") else { return };
    for at in 0..places.length() {
        let Some(place) = places.get(at).and_then(|place| place.dyn_into::<HtmlElement>().ok()) else { continue };
        let data = place.dataset();
        let english = data.get("words").filter(|english| !english.is_empty());
        let english = english.unwrap_or_else(|| place.text_content().unwrap_or_default().trim().to_owned());
        place.set_text_content(Some(&i18n::translated(&english)));
        let _ = data.set("words", &english);
    }
}

/// The title of the window and of its tab in the browser. Nobody else sets it, so that the browser need not be asked each time.
pub fn set_title(title: &str) {
    thread_local! {
        static SET: RefCell<String> = const { RefCell::new(String::new()) };
    }
    let known = SET.with(|set| std::mem::replace(&mut *set.borrow_mut(), title.to_owned()));
    if known != title
        && let Some(document) = web_sys::window().and_then(|window| window.document())
    {
        document.set_title(title);
    }
}

/// True where the keyboard has a Cmd key, which does there what Ctrl does elsewhere.
pub fn is_mac() -> bool {
    thread_local! {
        // The browser puts the text together at each question, and every drawing asks.
        static IS_MAC: bool = {
            let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
            agent.is_some_and(|agent| agent.contains("Mac OS"))
        };
    }
    IS_MAC.with(|is_mac| *is_mac)
}

/// True where the side panels are drawers; the style sheet has the same width.
pub fn is_narrow() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok()).and_then(|width| width.as_f64());
    width.is_some_and(|width| width <= 1100.0)
}

/// The height of the page, in pixels.
pub fn height() -> f64 {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()).and_then(|height| height.as_f64());
    height.unwrap_or(1_000.0)
}

/// Sets a custom property of the page's style.
pub fn set_property(name: &str, value: &str) {
    let style = root().and_then(|root| js_sys::Reflect::get(&root, &"style".into()).ok());
    let set = style.as_ref().and_then(|style| js_sys::Reflect::get(style, &"setProperty".into()).ok());
    if let (Some(style), Some(set)) = (style, set.and_then(|set| set.dyn_into::<js_sys::Function>().ok())) {
        let _ = set.call2(&style, &name.into(), &value.into());
    }
}

pub(super) fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}
