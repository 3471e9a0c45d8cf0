//! The columns as a spreadsheet. Only the rows in sight are drawn, so a thousand columns cost no more than ten.

use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use super::Props;
use super::new_column::new_column;
use super::row::{Drag, cell_id, row};
use crate::i18n::t;
use crate::ui::session::{Place, View};
use crate::ui::views::focus_inside;
use crate::web::focus::focus_id;

/// The height of a row in pixels; the style sheet has the same.
const ROW: f64 = 30.0;
/// Rows drawn beyond those in sight, so that arrow keys always find the next one.
const BEYOND: usize = 12;

#[component]
pub fn Grid(props: &Props) -> Html {
    let pane = use_node_ref();
    let scroll = use_state(|| (0.0, 900.0));
    let drag = use_state(Drag::default);
    let Some((_, table)) = props.view.workspace.table(props.table) else { return Html::default() };
    let measure = {
        let (pane, scroll) = (pane.clone(), scroll.clone());
        move || {
            if let Some(pane) = pane.cast::<Element>() {
                let seen = (f64::from(pane.scroll_top()), f64::from(pane.client_height()));
                if seen != *scroll {
                    scroll.set(seen);
                }
            }
        }
    };
    let onscroll = {
        let measure = measure.clone();
        move |_: Event| measure()
    };
    use_effect_with(props.table, move |_| measure());
    let first = ((scroll.0 / ROW) as usize).saturating_sub(BEYOND);
    let last = (((scroll.0 + scroll.1) / ROW) as usize + BEYOND).min(table.columns.len());
    let first = first.min(last);
    let space = |rows: usize| format!("height: {}px", rows * ROW as usize);
    // A list of its own: rows that move keep their elements only where every child has a key.
    let rows = table.columns.iter().enumerate().skip(first).take(last - first);
    let rows: Html = rows.map(|(at, column)| row(props, table, at, column, &drag)).collect();
    html! {
        <div class="grid" ref={pane} {onscroll} onkeydown={walk}>
            <table>
                <colgroup>
                    <col class="c-number" /><col class="c-name" /><col class="c-type" /><col class="c-null" /><col class="c-default" />
                    <col class="c-extra" /><col class="c-key" /><col class="c-comment" /><col class="c-actions" />
                </colgroup>
                <thead>
                    <tr>
                        <th scope="col">{ "#" }</th><th scope="col">{ t("Name") }</th><th scope="col">{ t("Type") }</th>
                        <th scope="col" title={t("The column accepts NULL")}>{ t("Null") }</th><th scope="col">{ t("Default") }</th>
                        <th scope="col" title={t("AUTO_INCREMENT, ON UPDATE, GENERATED and other attributes")}>{ t("Extra") }</th>
                        <th scope="col" title={t("Keys and roles of the column; change them in the details")}>{ t("Key") }</th><th scope="col">{ t("Comment") }</th>
                        <th scope="col"><span class="hidden">{ t("Actions") }</span></th>
                    </tr>
                </thead>
                <tbody>
                    if first > 0 { <tr class="spacer" style={space(first)} aria-hidden="true"><td colspan="9" /></tr> }
                    { rows }
                    if last < table.columns.len() { <tr class="spacer" style={space(table.columns.len() - last)} aria-hidden="true"><td colspan="9" /></tr> }
                </tbody>
            </table>
            { new_column(props.table, &props.send) }
            <datalist id="type-names">{ for SUGGESTED_TYPES.iter().map(|name| html! { <option value={*name} /> }) }</datalist>
        </div>
    }
}

/// What is offered while a type is typed: the forms that are used most.
const SUGGESTED_TYPES: &[&str] = &[
    "bigint",
    "bigint unsigned",
    "int",
    "smallint",
    "tinyint",
    "bit(1)",
    "varchar(64)",
    "varchar(255)",
    "char(32)",
    "text",
    "mediumtext",
    "longtext",
    "json",
    "datetime",
    "datetime(3)",
    "timestamp",
    "date",
    "decimal(10,2)",
    "double",
    "float",
    "boolean",
    "binary(16)",
    "varbinary(255)",
    "blob",
    "enum('a','b')",
];

/// Brings a place of the open table into sight and gives it the keyboard.
pub fn focus_place(view: &View, place: Place) {
    let (id, row) = match place {
        Place::Cell(table, column, field) => {
            let columns = view.workspace.table(table).map(|(_, table)| &table.columns);
            let row = columns.and_then(|columns| columns.iter().position(|other| other.id == column));
            (cell_id(table, column, field), row)
        }
        Place::NewColumn(table) => (format!("new-{}", table.0), None),
        Place::TableName(table) => (format!("table-{}", table.0), None),
        Place::Inspector(path) => return focus_inside(path),
    };
    let document = web_sys::window().and_then(|window| window.document());
    let pane = document.and_then(|document| document.query_selector(".grid").ok().flatten());
    if let (Some(pane), Some(row)) = (pane, row) {
        let (top, height) = (f64::from(pane.scroll_top()), f64::from(pane.client_height()));
        let place = row as f64 * ROW;
        if place < top || place + 3.0 * ROW > top + height {
            pane.set_scroll_top((place - height / 2.0).max(0.0) as i32);
        }
    }
    if !focus_id(&id) {
        // The row is only drawn after the scrolling.
        gloo::timers::callback::Timeout::new(30, move || {
            focus_id(&id);
        })
        .forget();
    }
}

/// Arrow keys go from row to row in the same field, Enter goes down as in a spreadsheet.
fn walk(event: KeyboardEvent) {
    let down = match event.key().as_str() {
        "ArrowDown" | "Enter" if !event.alt_key() && !event.is_composing() => true,
        "ArrowUp" if !event.alt_key() => false,
        _ => return,
    };
    let Some(field) = event.target_dyn_into::<HtmlElement>() else { return };
    if event.key() != "Enter" && field.has_attribute("list") && field.has_attribute("data-editing") {
        // The arrows choose among the suggestions.
        return;
    }
    let id = field.id();
    let Some((_, name)) = id.strip_prefix("cell-").and_then(|rest| rest.rsplit_once('-')) else { return };
    let Ok(Some(row)) = field.closest("tr") else { return };
    let sibling = if down { row.next_element_sibling() } else { row.previous_element_sibling() };
    if sibling.as_ref().is_some_and(|row| row.class_name() == "spacer") {
        // The next row is drawn as soon as this one is in sight, which is before the next key.
        let nearest = ScrollIntoViewOptions::new();
        nearest.set_block(ScrollLogicalPosition::Nearest);
        row.scroll_into_view_with_scroll_into_view_options(&nearest);
        return event.prevent_default();
    }
    let target = sibling.and_then(|row| row.query_selector(&format!("[id$='-{name}']")).ok().flatten());
    let new_column = || {
        field.closest(".grid").ok().flatten().and_then(|grid| grid.query_selector(".new-column input").ok().flatten())
    };
    let target = target.or_else(|| if down { new_column() } else { None });
    if let Some(target) = target {
        event.prevent_default();
        focus_id(&target.id());
    }
}
