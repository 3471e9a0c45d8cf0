//! The parts of the window: each draws a view and sends messages.

mod code;
mod confirm;
mod diagram;
mod explorer;
mod export;
mod export_target;
mod fields;
mod import;
mod inspector;
mod overlay;
mod preview;
mod partitioning;
mod problems;
mod registration;
mod rule_page;
mod server;
mod snapshots;
mod start;
mod table_editor;
mod tabs;
mod top_bar;

pub use code::{beside, code, code_buttons, draft_mark};
pub use diagram::{diagram, diagram_button};
pub use explorer::explorer;
pub use export::Export;
pub use import::{Busy, ImportState, import};
use inspector::focus_inside;
pub use inspector::inspector;
pub use overlay::{help, palette};
pub use partitioning::creates;
pub use partitioning::partitioning;
pub use preview::preview;
pub use problems::problems;
pub use rule_page::rule_page;
pub use server::server;
pub use snapshots::snapshots;
pub use start::{StartScene, start};
pub use table_editor::table_editor;
pub use tabs::tabs;
pub use top_bar::{SaveState, top_bar};

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{Callback, Event, TargetCast};

use crate::diagnostic::Diagnostic;
use crate::i18n::translated;
use crate::ui::app::AppMessage;
use crate::ui::session::Place;
use crate::web::focus::focus_id;

/// What a field does whose text has to be understood: sends the message of the text, or says what is wrong with it.
fn when_understood(
    send: &Callback<AppMessage>,
    read: impl Fn(&str) -> Result<AppMessage, String> + 'static,
) -> Callback<String, Option<String>> {
    let send = send.clone();
    Callback::from(move |text: String| {
        let (message, refused) = match read(&text) {
            Ok(message) => (message, None),
            Err(why) => (AppMessage::Say(why.clone()), Some(why)),
        };
        send.emit(message);
        refused
    })
}

/// What was chosen in a list.
fn chosen(event: &Event) -> String {
    event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default()
}

/// Whether a box was ticked.
fn ticked(event: &Event) -> bool {
    event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked())
}

/// What is said of a place, for a title: without the marks of code.
fn plain_problem(diagnostic: &Diagnostic) -> String {
    format!("{} {}", translated(&diagnostic.message), translated(&diagnostic.help)).replace('`', "")
}

/// Empty text is no text.
fn optional(text: String) -> Option<String> {
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// Gives the keyboard to a place. A cell is the grid's own to find.
pub fn focus_place(place: Place) {
    match place {
        Place::Cell(..) => {}
        Place::NewColumn(table) => {
            focus_id(&format!("new-{}", table.0));
        }
        Place::TableName(table) => {
            focus_id(&format!("table-{}", table.0));
        }
        Place::Inspector(path) => focus_inside(path),
    }
}
