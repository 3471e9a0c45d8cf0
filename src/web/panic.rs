//! The last screen: if the program stops, the user's work is offered as a file.

use std::cell::RefCell;
use std::panic;

use wasm_bindgen::JsCast;
use web_sys::{HtmlAnchorElement, HtmlElement};

use crate::project::{Project, write_project};

thread_local! {
    static LAST: RefCell<Option<Project>> = const { RefCell::new(None) };
}

/// Keeps what would be offered: the project as it is before what is done next.
pub fn remember(project: Project) {
    LAST.with(|last| *last.borrow_mut() = Some(project));
}

/// Shows the element `stopped` of the page when the program stops, with a link to the project.
pub fn install() {
    panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        show();
    }));
}

fn show() -> Option<()> {
    let document = web_sys::window()?.document()?;
    let screen: HtmlElement = document.get_element_by_id("stopped")?.dyn_into().ok()?;
    screen.remove_attribute("hidden").ok()?;
    let project = LAST.with(|last| last.try_borrow_mut().ok().and_then(|mut last| last.take()))?;
    let text = write_project(&project);
    let link: HtmlAnchorElement = document.get_element_by_id("rescue")?.dyn_into().ok()?;
    let address = format!("data:application/json;charset=utf-8,{}", String::from(js_sys::encode_uri_component(&text)));
    link.set_href(&address);
    link.set_download("rescued.tabledraft.json");
    link.remove_attribute("hidden").ok()
}
