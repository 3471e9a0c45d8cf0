//! What the browser offers, behind small functions: storage, files, clipboard, the page's own files, theme, the worker.
//! Knows nothing of what is drawn.

mod browser;
pub mod canvas;
mod clipboard;
mod core;
pub mod editor;
pub mod diagram;
mod files;
pub mod focus;
mod later;
mod left;
mod locale;
mod memory;
mod page;
pub mod panic;
mod settle;
mod storage;
mod theme;
pub mod worker;

pub use self::core::{Core, Reply};
pub use browser::{DiskFile, Written, hear_windows, open_files, pack, save_file, tell_windows, text_of, unpack};
pub use clipboard::copy_text;
pub use editor::{EditorTold, load as load_editor};
pub use files::{download, files_in};
pub use later::{Part, bring, is_here};
pub use left::{forget_left, leave_behind, refused};
pub use locale::{height, is_mac, is_narrow, local_time, preferred_language, set_property, set_title, show_language};
pub use memory::{remember, remembered};
pub use page::{apart, fetch_text, is_hidden};
pub use settle::settle;
pub use storage::{Saved, Shelf, Storage};
pub use theme::Theme;

use wasm_bindgen::JsValue;

use crate::i18n::t;

/// What went wrong in the browser's own words, for a message.
fn reason(error: &JsValue) -> String {
    let message = js_sys::Reflect::get(error, &"message".into()).ok().and_then(|message| message.as_string());
    message.or_else(|| error.as_string()).unwrap_or_else(|| t("the browser gave no reason").to_owned())
}
