//! What the whole window listens to: keys, files and text that come from outside, leaving the page.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, Element, HtmlInputElement, Window};
use yew::prelude::*;

use super::{App, AppMessage, ImportMessage};
use crate::web::{self, diagram, focus};

pub fn listeners(context: &Context<App>) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return vec![] };
    focus::lead_keys();
    let active = EventListenerOptions::enable_prevent_default();
    let listen = |name: &'static str, react: fn(&Event) -> Option<AppMessage>| {
        let link = context.link().clone();
        EventListener::new_with_options(&window, name, active, move |event| {
            if let Some(message) = react(event) {
                link.send_message(message);
            }
        })
    };
    vec![
        listen("keydown", |event| event.dyn_ref::<KeyboardEvent>().cloned().map(AppMessage::Key)),
        listen(web::editor::EVENT, |event| web::editor::told(event).map(AppMessage::Editor)),
        // A larger window shows more of long lists.
        listen("resize", |_| Some(AppMessage::Resized)),
        listen("hashchange", |_| Some(AppMessage::AddressChanged)),
        leaving(context, &window, "beforeunload", || AppMessage::Leave),
        leaving(context, &window, "pagehide", || AppMessage::Leave),
        leaving(context, &window, "visibilitychange", || AppMessage::SaveNow),
        listen(diagram::EVENT, |event| diagram::told(event).map(AppMessage::DiagramTold)),
        listen("focusin", note_focus),
        listen("pointerdown", note_focus),
        listen("paste", pasted),
        listen("dragover", |event| {
            file_drag(event)?.prevent_default();
            Some(AppMessage::Dragging(true))
        }),
        listen("dragleave", |event| {
            let drag = event.dyn_ref::<DragEvent>()?;
            // Leaving the window has nowhere to go to; everything else is on its way to another element.
            drag.related_target().is_none().then_some(AppMessage::Dragging(false))
        }),
        listen("drop", |event| {
            let drag = file_drag(event)?;
            drag.prevent_default();
            Some(AppMessage::Import(ImportMessage::Pick(web::files_in(
                drag.data_transfer().and_then(|data| data.files()),
            ))))
        }),
        listen("drop", |_| Some(AppMessage::Dragging(false))),
    ]
}

/// There may be no later: everything is done before the browser goes on. A field commits what is in it when it loses the
/// keyboard.
fn leaving(context: &Context<App>, window: &Window, name: &'static str, message: fn() -> AppMessage) -> EventListener {
    let link = context.link().clone();
    EventListener::new_with_options(window, name, EventListenerOptions::enable_prevent_default(), move |event| {
        web::settle();
        if event.type_() == "pagehide" {
            focus::leave_field();
        }
        link.send_message(message());
        web::settle();
        // The browser asks whether the page is to be left; meanwhile it is stored.
        if event.type_() == "beforeunload" && web::refused() {
            event.prevent_default();
        }
    })
}

fn note_focus(event: &Event) -> Option<AppMessage> {
    focus::note(&event.target()?.dyn_into::<Element>().ok()?);
    None
}

/// A drag that carries files; text and rows are dragged too.
fn file_drag(event: &Event) -> Option<&DragEvent> {
    let drag = event.dyn_ref::<DragEvent>()?;
    let kinds = drag.data_transfer()?.types();
    kinds.iter().any(|kind| kind.as_string().is_some_and(|kind| kind == "Files")).then_some(drag)
}

/// Text pasted where nothing is being typed is read as an import.
fn pasted(event: &Event) -> Option<AppMessage> {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if target.is_some_and(|target| {
        matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || in_editor(&target)
    }) {
        return None;
    }
    let data = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    let files = web::files_in(data.files());
    if !files.is_empty() {
        return Some(AppMessage::Import(ImportMessage::Pick(files)));
    }
    let text = data.get_data("text/plain").ok().filter(|text| !text.trim().is_empty())?;
    Some(AppMessage::Import(ImportMessage::Read(text)))
}

/// A code editor has an undo and a paste of its own.
fn in_editor(target: &Element) -> bool {
    target.closest("code-editor").is_ok_and(|editor| editor.is_some())
}

/// True where letters are typed.
pub fn in_field(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.matches("input, textarea, select, [contenteditable=true]").unwrap_or(false))
}

/// True where a field holds something that is not committed yet, or a free text: that is the browser's to undo.
pub fn typing(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    if target.tag_name() == "TEXTAREA" || in_editor(&target) || target.has_attribute("data-editing") {
        return true;
    }
    // Fields that nothing is committed from, such as the filter and the name of a new column.
    let free = target.dyn_ref::<HtmlInputElement>().filter(|_| target.has_attribute("data-free"));
    free.is_some_and(|free| !free.value().is_empty())
}
