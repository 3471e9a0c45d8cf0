//! The line under the last column: type a name, or paste many. Beside it, what can be done to the selected rows.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::keys::Keys;
use crate::i18n::{say, t};
use crate::schema::TableId;
use crate::ui::app::AppMessage;
use crate::ui::components::{IconName, icon_button, icon_button_if};
use crate::ui::session::grid::GridMessage;
use crate::ui::session::{Message, Selection};

pub fn new_column(table: TableId, chosen: &Selection, keys: &Rc<Keys>) -> Html {
    let id = format!("new-{}", table.0);
    let add = {
        let (send, id) = (keys.props.send.clone(), id.clone());
        move || {
            let page = web_sys::window().and_then(|window| window.document());
            let field = page.and_then(|page| page.get_element_by_id(&id));
            let field = field.and_then(|field| wasm_bindgen::JsCast::dyn_into::<HtmlInputElement>(field).ok());
            if let Some(field) = field {
                let name = field.value();
                field.set_value("");
                send.emit(AppMessage::Session(Message::AddColumn { table, name }));
            }
        }
    };
    let onkeydown = {
        let (add, keys) = (add.clone(), keys.clone());
        move |event: KeyboardEvent| {
            match event.key().as_str() {
                "Enter" if !event.is_composing() => add(),
                "ArrowUp" if keys.rows > 0 => {
                    keys.send(GridMessage::Go { rows: 0, fields: 0, extend: false });
                }
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let onclick = move |_: MouseEvent| add();
    let send = keys.props.send.clone();
    let onpaste = move |event: Event| {
        let data =
            wasm_bindgen::JsCast::dyn_ref::<web_sys::ClipboardEvent>(&event).and_then(|event| event.clipboard_data());
        let Some(text) = data.and_then(|data| data.get_data("text/plain").ok()) else { return };
        if text.trim().contains(['\n', '\t']) {
            event.prevent_default();
            send.emit(AppMessage::Session(Message::PasteColumns { table, text }));
        }
    };
    let act = |able: bool, icon: IconName, label: String, message: GridMessage| {
        let keys = keys.clone();
        let onclick = move |_: MouseEvent| keys.send(message.clone());
        icon_button_if(able, icon, label, onclick.into())
    };
    let rows = chosen.rows();
    let view = &keys.props.view;
    let columns = view.workspace.table(table).map(|(_, table)| table.columns.as_slice()).unwrap_or_default();
    let names: Vec<&str> = rows.iter().filter_map(|row| columns.get(*row)).map(|column| column.name.as_str()).collect();
    let what = match names.as_slice() {
        [one] => say("the column {}", &[one]),
        _ => say("{} columns", &[&names.len()]),
    };
    let (top, bottom) = (rows.first() != Some(&0), rows.last().is_some_and(|last| last + 1 < keys.rows));
    let some = !names.is_empty();
    html! {
        <div class="new-column">
            { icon_button(IconName::Add, t("Add the column"), onclick.into()) }
            <input {id} class="field code" type="text" autocomplete="off" spellcheck="false" data-free="true"
                aria-label={t("Name of a new column")} placeholder={t("Type a name and press Enter, or paste columns")} {onkeydown} {onpaste} />
            <div class="bar" role="group" aria-label={t("Selected columns")}>
                { act(some && top, IconName::Up, say("Move {} up (Alt+↑)", &[&what]), GridMessage::Shift(-1)) }
                { act(some && bottom, IconName::Down, say("Move {} down (Alt+↓)", &[&what]), GridMessage::Shift(1)) }
                { act(some, IconName::Fill, t("Fill down (Ctrl+D)").to_owned(), GridMessage::FillDown) }
                { act(some, IconName::Delete, say("Delete {}", &[&what]), GridMessage::DeleteRows) }
            </div>
        </div>
    }
}
