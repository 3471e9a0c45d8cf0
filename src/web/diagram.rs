//! The diagram's script (`static/diagram.js`): it has the canvas and the worker. Loaded when the diagram is first opened.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, Event};

const SCRIPT: &str = "./diagram.js";

/// The window's event by which the diagram tells.
pub const EVENT: &str = "diagram";

/// What an event of the diagram says: a line.
pub fn told(event: &Event) -> Option<String> {
    event.dyn_ref::<CustomEvent>()?.detail().as_string()
}

/// Loads the script, if it is not there.
pub fn load() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    if document.get_element_by_id("diagram-script").is_some() {
        return;
    }
    let (Ok(script), Some(body)) = (document.create_element("script"), document.body()) else { return };
    let gone = "this.remove();dispatchEvent(new CustomEvent('diagram',{detail:'failed'}))";
    for (name, value) in [("id", "diagram-script"), ("type", "module"), ("onerror", gone), ("src", SCRIPT)] {
        let _ = script.set_attribute(name, value);
    }
    let _ = body.append_child(&script);
}

/// Tells the worker something; nobody hears it before the diagram was opened.
pub fn tell(line: &str) {
    let function = web_sys::window().and_then(|window| Reflect::get(&window, &"tabledraftDiagram".into()).ok());
    if let Some(function) = function.and_then(|function| function.dyn_into::<Function>().ok()) {
        let _ = function.call1(&JsValue::NULL, &line.into());
    }
}
