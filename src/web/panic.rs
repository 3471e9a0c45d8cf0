//! The last screen: if the program stops, the user's work is offered as a file.

use std::cell::RefCell;
use std::panic::PanicHookInfo;

use wasm_bindgen::JsCast;
use web_sys::{HtmlAnchorElement, HtmlElement};

use super::files::object_url;
use crate::project::{Project, write_project};

thread_local! {
    static LAST: RefCell<Option<Project>> = const { RefCell::new(None) };
}

/// Keeps what would be offered: the project as it is before what is done next.
pub fn remember(project: Project) {
    LAST.with(|last| *last.borrow_mut() = Some(project));
}

/// What to do when the program stops: says why to the console, and shows the element `stopped` of the page with a link
/// to the project.
pub fn rescue(info: &PanicHookInfo) {
    console_error_panic_hook::hook(info);
    show();
}

fn show() -> Option<()> {
    let document = web_sys::window()?.document()?;
    let screen: HtmlElement = document.get_element_by_id("stopped")?.dyn_into().ok()?;
    screen.remove_attribute("hidden").ok()?;
    let project = LAST.with(|last| last.try_borrow_mut().ok().and_then(|mut last| last.take()))?;
    let name = "rescued.tabledraft.json";
    let link: HtmlAnchorElement = document.get_element_by_id("rescue")?.dyn_into().ok()?;
    link.set_href(&object_url(name, &write_project(&project)).ok()?);
    link.set_download(name);
    link.remove_attribute("hidden").ok()
}
