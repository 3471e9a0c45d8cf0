//! Where the keyboard is, so that it is not lost when what had it goes away: a fix that is done takes its button along.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

use super::settle;

/// What can have the keyboard.
const ABLE: &str = "button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea, [tabindex]";

thread_local! {
    static WAY: RefCell<Vec<Step>> = const { RefCell::new(Vec::new()) };
}

/// A parent and the number of its child on the way down to what has the keyboard.
struct Step {
    parent: Element,
    child: u32,
}

/// Notes what has got the keyboard, or that nothing has: a click beside everything is meant.
pub fn note(target: &Element) {
    let able = target.closest(ABLE).ok().flatten();
    WAY.with(|way| *way.borrow_mut() = able.map(way_to).unwrap_or_default());
}

fn way_to(target: Element) -> Vec<Step> {
    let mut way = Vec::new();
    let mut here = target;
    while let Some(parent) = here.parent_element() {
        let children = parent.children();
        let child = (0..children.length()).find(|at| children.item(*at).as_ref() == Some(&here)).unwrap_or(0);
        way.push(Step { parent: parent.clone(), child });
        here = parent;
    }
    way
}

/// The parts of the window that F6 walks through, in their order.
const PANES: &str = ".explorer, .pane, .inspector, .problems";

/// The keyboard goes to the next part of the window that is in sight, or to the one before.
pub fn next_pane(back: bool) {
    let Some(document) = document() else { return };
    let Ok(all) = document.query_selector_all(PANES) else { return };
    let panes: Vec<Element> = (0..all.length())
        .filter_map(|at| all.get(at)?.dyn_into::<Element>().ok())
        .filter(|pane| pane.get_bounding_client_rect().width() > 0.0)
        .collect();
    let active = document.active_element();
    let here = panes.iter().position(|pane| pane.contains(active.as_ref().map(AsRef::as_ref)));
    let next = match (here, back) {
        (Some(at), false) => at + 1,
        (Some(at), true) => at + panes.len() - 1,
        (None, _) => 0,
    };
    let Some(pane) = next.checked_rem(panes.len()).and_then(|at| panes.get(at)) else { return };
    // A text is written in at once; its switches are a step back.
    match pane.query_selector(".cm-content") {
        Ok(Some(text)) => drop(text.dyn_ref::<HtmlElement>().map(HtmlElement::focus)),
        _ => drop(focus_in(pane)),
    }
}

/// Gives the keyboard to the nearest neighbour of what had it and is not there any more, or cannot have it now.
pub fn keep() {
    let Some(document) = document() else { return };
    // What is disabled now loses the keyboard a little later by itself.
    let has_it = |active: Element| active.tag_name() != "BODY" && !active.matches(":disabled").unwrap_or(false);
    if document.active_element().is_some_and(has_it) {
        return;
    }
    let way = WAY.with(RefCell::take);
    let still_there = way.iter().filter(|step| step.parent.is_connected());
    // Beyond its panel nothing is a neighbour.
    let near = still_there.take_while(|step| step.parent.id() != "app" && step.parent.tag_name() != "BODY");
    let found = near.into_iter().any(|step| {
        let children = step.parent.children();
        let before = (0..step.child.min(children.length())).rev();
        (step.child..children.length()).chain(before).filter_map(|at| children.item(at)).any(|child| focus_in(&child))
    });
    if !found && !way.is_empty() {
        focus_first("main");
    }
}

/// Gives the keyboard to the first that takes it below what the selector names.
pub fn focus_first(selector: &str) -> bool {
    document()
        .and_then(|document| document.query_selector(selector).ok().flatten())
        .is_some_and(|place| focus_in(&place))
}

fn focus_in(place: &Element) -> bool {
    if place.matches(ABLE).unwrap_or(false) {
        return focus(place);
    }
    let inner = place.query_selector(ABLE).ok().flatten();
    inner.is_some_and(|inner| focus(&inner))
}

/// False where the element cannot have the keyboard, being hidden for instance.
fn focus(element: &Element) -> bool {
    let Some(html) = element.dyn_ref::<HtmlElement>() else { return false };
    let _ = html.focus();
    document().and_then(|document| document.active_element()).as_ref() == Some(element)
}

/// What has the keyboard, if anything has.
pub fn holder() -> Option<HtmlElement> {
    let active = document()?.active_element()?.dyn_into::<HtmlElement>().ok()?;
    (active.tag_name() != "BODY").then_some(active)
}

/// True where nothing has the keyboard but the page, or its main part as a whole.
pub fn is_nowhere() -> bool {
    holder().is_none_or(|holder| holder.tag_name() == "MAIN")
}

/// Gives the keyboard to an element that had it, if it is still there.
pub fn give(element: &HtmlElement) {
    if element.is_connected() {
        let _ = element.focus();
    }
}

/// Brings the first element of a selector into sight.
pub fn show_first(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(found) = found {
        let nearest = web_sys::ScrollIntoViewOptions::new();
        nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
        found.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}

/// Further moves of the pointer go to the element it was pressed on, wherever it is.
pub fn capture_pointer(event: &web_sys::PointerEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(target) = target {
        let _ = target.set_pointer_capture(event.pointer_id());
    }
}

/// Gives the keyboard to the element of that id; text is selected, to be typed over. False where it is not there.
pub fn focus_id(id: &str) -> bool {
    let Some(element) = document().and_then(|document| document.get_element_by_id(id)) else { return false };
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.select();
    }
    focus(&element)
}

/// From now on a key goes to what the key before it has led to, which may wait to be drawn: on a busy machine the next key
/// comes earlier, and the browser has chosen by then who hears of it. Text and whatever else a browser does with a key goes
/// where the keyboard is anyway.
pub fn lead_keys() {
    let lead = Closure::<dyn Fn(KeyboardEvent)>::new(|event: KeyboardEvent| {
        let before = holder();
        settle();
        let Some(after) = holder().filter(|after| before.as_ref() != Some(after)) else { return };
        // An event has what the description of one has.
        let same = event.unchecked_ref::<KeyboardEventInit>();
        let Ok(again) = KeyboardEvent::new_with_keyboard_event_init_dict(&event.type_(), same) else { return };
        event.stop_immediate_propagation();
        if let Ok(false) = after.dispatch_event(&again) {
            event.prevent_default();
        }
    });
    if let Some(window) = web_sys::window() {
        // Before anybody else hears of it.
        let _ = window.add_event_listener_with_callback_and_bool("keydown", lead.as_ref().unchecked_ref(), true);
    }
    // As long as the page is there.
    lead.forget();
}

/// Puts a text, selected, into the field of that id, if that has the keyboard.
///
/// This is cheap only as long as nothing else has changed since the last frame: browsers lay out the page to find the place of the
/// cursor.
pub fn put_text(id: &str, text: &str) -> bool {
    let field = field_with_keyboard(id);
    if let Some(field) = &field {
        field.set_value(text);
        field.select();
    }
    field.is_some()
}

/// True where the field of that id has the keyboard and that text.
pub fn has_text(id: &str, text: &str) -> bool {
    field_with_keyboard(id).is_some_and(|field| field.value() == text)
}

fn field_with_keyboard(id: &str) -> Option<HtmlInputElement> {
    let field = document()?.active_element()?.dyn_into::<HtmlInputElement>().ok()?;
    (field.id() == id).then_some(field)
}

/// Takes the keyboard from a field, which thereby commits what was typed.
pub fn leave_field() {
    let active = document().and_then(|document| document.active_element());
    if let Some(active) = active.and_then(|active| active.dyn_into::<HtmlElement>().ok()) {
        let _ = active.blur();
    }
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
