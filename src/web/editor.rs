//! The code editor: JavaScript of its own (`src/web/editor`), loaded when the first one is shown.
//!
//! An editor is the element `code-editor`. It tells what it does by events of the window, and is told by a function.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{CustomEvent, Event};

use super::later::{Part, bring};
use super::page::load_script;
use crate::i18n::translated;

/// Written by scripts/editor.mjs.
const SCRIPT: &str = "./editor.js";

/// The event by which editors tell; also what is told when the script cannot be loaded.
pub const EVENT: &str = "editor";

/// What an editor tells: the first word says what, and the others what of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EditorTold {
    pub what: String,
    /// The text that is edited: `sql:12`, `payload:12`, `script`.
    pub of: String,
    /// A question to the worker, or a number, or a name.
    pub text: String,
    /// A keystroke begins a new gesture.
    pub fresh: bool,
    /// 0 for typing, 1 for undo, 2 for redo.
    pub way: u32,
}

/// Reads an event of an editor.
pub fn told(event: &Event) -> Option<EditorTold> {
    let detail = Array::from(&event.dyn_ref::<CustomEvent>()?.detail());
    let text = |at| detail.get(at).as_string().unwrap_or_default();
    let way = detail.get(4).as_f64().unwrap_or(0.0) as u32;
    Some(EditorTold { what: text(0), of: text(1), text: text(2), fresh: detail.get(3).is_truthy(), way })
}

/// Loads the editor, if it is not there, and what reads its texts.
pub fn load() {
    if listener().is_none()
        && let Some(window) = web_sys::window()
    {
        // What the reader says in the worker is English; the editor asks for it in the language in use.
        let translate: Closure<dyn Fn(String) -> String> = Closure::new(|english: String| translated(&english));
        let _ = Reflect::set(&window, &"tabledraftWords".into(), &translate.into_js_value());
    }
    load_script(EVENT, SCRIPT, "['failed','','']");
    // Where it does not come, the first question of the editor says so.
    spawn_local(async { _ = bring(Part::Texts).await });
}

/// True where an editor has been loaded.
pub fn is_loaded() -> bool {
    listener().is_some()
}

/// Tells the editors something.
pub fn tell(what: &str, text: &str) {
    if let Some(listener) = listener() {
        let _ = listener.call2(&JsValue::NULL, &what.into(), &text.into());
    }
}

fn listener() -> Option<Function> {
    Reflect::get(&web_sys::window()?.into(), &"tabledraftEditor".into()).ok()?.dyn_into().ok()
}
