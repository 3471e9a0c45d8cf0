//! The line under the last column: type a name, or paste many.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::i18n::t;
use crate::schema::TableId;
use crate::ui::app::AppMessage;
use crate::ui::components::{IconName, icon_button};
use crate::ui::session::Message;

pub fn new_column(table: TableId, send: &Callback<AppMessage>) -> Html {
    let id = format!("new-{}", table.0);
    let add = {
        let (send, id) = (send.clone(), id.clone());
        move || {
            let field = web_sys::window()
                .and_then(|window| window.document())
                .and_then(|document| document.get_element_by_id(&id));
            if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
                let name = field.value();
                field.set_value("");
                send.emit(AppMessage::Session(Message::AddColumn { table, name }));
            }
        }
    };
    let onkeydown = {
        let add = add.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.is_composing() {
                event.prevent_default();
                event.stop_propagation();
                add();
            }
        }
    };
    let onclick = move |_: MouseEvent| add();
    let send = send.clone();
    let onpaste = move |event: Event| {
        let data = event.dyn_ref::<web_sys::ClipboardEvent>().and_then(|event| event.clipboard_data());
        let Some(text) = data.and_then(|data| data.get_data("text/plain").ok()) else { return };
        if text.trim().contains(['\n', '\t']) {
            event.prevent_default();
            send.emit(AppMessage::Session(Message::PasteColumns { table, text }));
        }
    };
    html! {
        <div class="new-column">
            { icon_button(IconName::Add, t("Add the column"), onclick.into()) }
            <input {id} class="field code" type="text" autocomplete="off" spellcheck="false" data-free="true"
                aria-label={t("Name of a new column")} placeholder={t("Type a name and press Enter, or paste columns")} {onkeydown} {onpaste} />
        </div>
    }
}
