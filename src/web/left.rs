//! What was not in the storage yet when its page was left.
//!
//! Browsers give up a page's transactions with the page, on a busy machine even those that were told to commit (Chromium 156: up
//! to a third of them, and each one of a text that it writes as a `Blob`, of 64 KB). What local storage was told it keeps. The
//! next page takes it into the storage.

use std::cell::Cell;

use js_sys::{Array, JSON};
use wasm_bindgen::{JsCast, JsValue};

use super::Saved;
use super::memory::local;

/// Followed by the project's id.
const PREFIX: &str = "tabledraft-left/";

thread_local! {
    /// The browser did not take what was left behind last.
    static REFUSED: Cell<bool> = const { Cell::new(false) };
}

/// Leaves a project with that text behind for the next page, in place of the one of the same id. Browsers take about five million
/// letters; see [`refused`].
pub fn leave_behind(saved: &Saved, text: &str) {
    let Some(storage) = local() else { return };
    let Saved { id, name, tables, saved_at, .. } = saved;
    let head: [JsValue; 3] = [name.into(), (*tables).into(), (*saved_at).into()];
    let Ok(head) = JSON::stringify(&head.into_iter().collect::<Array>()) else { return };
    // Not as another part of it: the marks of each text would be written with a backslash.
    REFUSED.set(storage.set_item(&format!("{PREFIX}{id}"), &format!("{}\n{text}", String::from(head))).is_err());
}

/// The last project was too long to be left behind: the page should not be left before it is stored.
pub fn refused() -> bool {
    REFUSED.get()
}

/// The project of that id is in the storage.
pub fn forget_left(id: &str) {
    REFUSED.set(false);
    if let Some(storage) = local() {
        let _ = storage.remove_item(&format!("{PREFIX}{id}"));
    }
}

/// What other pages left behind.
pub(super) fn left() -> Vec<Saved> {
    let Some(storage) = local() else { return vec![] };
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
    let read = |key: String| {
        let id = key.strip_prefix(PREFIX)?.to_owned();
        let item = storage.get_item(&key).ok().flatten()?;
        let (head, text) = item.split_once('\n')?;
        let head: Array = JSON::parse(head).ok()?.dyn_into().ok()?;
        let (name, tables, saved_at) = (head.get(0).as_string()?, head.get(1).as_f64()? as u32, head.get(2).as_f64()?);
        Some(Saved { id, name, tables, saved_at, text: text.to_owned(), file: None })
    };
    keys.filter_map(read).collect()
}
