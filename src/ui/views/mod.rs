//! The parts of the window: each draws a view and sends messages.

mod explorer;
mod export;
mod import;
mod inspector;
mod preview;
mod problems;
mod registration;
mod rule_page;
mod start;
mod table_editor;
mod tabs;
mod top_bar;

pub use explorer::explorer;
pub use export::Export;
pub use import::{ImportState, import};
pub use inspector::{focus_inside, inspector};
pub use preview::preview;
pub use problems::problems;
pub use rule_page::rule_page;
pub use start::{StartScene, start};
pub use table_editor::table_editor;
pub use tabs::tabs;
pub use top_bar::{SaveState, top_bar};

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{Event, TargetCast};

/// What was chosen in a list.
fn chosen(event: &Event) -> String {
    event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default()
}

/// Whether a box was ticked.
fn ticked(event: &Event) -> bool {
    event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked())
}

/// Empty text is no text.
fn optional(text: String) -> Option<String> {
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(text)
}
