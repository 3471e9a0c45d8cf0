//! The diagram's script (`static/diagram.js`): it has the canvas and the worker. Loaded when the diagram is first opened.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, Event};

use super::page::load_script;

const SCRIPT: &str = "./diagram.js";

/// The window's event by which the diagram tells.
pub const EVENT: &str = "diagram";

/// What an event of the diagram says: a line.
pub fn told(event: &Event) -> Option<String> {
    event.dyn_ref::<CustomEvent>()?.detail().as_string()
}

/// Loads the script, if it is not there.
pub fn load() {
    load_script(EVENT, SCRIPT, "'failed'");
}

/// Tells the worker something; nobody hears it before the diagram was opened.
pub fn tell(line: &str) {
    let function = web_sys::window().and_then(|window| Reflect::get(&window, &"tabledraftDiagram".into()).ok());
    if let Some(function) = function.and_then(|function| function.dyn_into::<Function>().ok()) {
        let _ = function.call1(&JsValue::NULL, &line.into());
    }
}
