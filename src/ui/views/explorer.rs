//! Databases and tables on the left, with a filter and the number of problems.

use crate::i18n::{say, t};
use crate::text::Letters;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::diagnostic::Severity;
use crate::edit::Edit;
use crate::schema::{Database, Table};
use crate::ui::app::{AppMessage, Scene};
use crate::ui::components::{IconName, Pane, TextField, button, icon, icon_button, kind_mark, severity_class, space};
use crate::ui::session::{Document, Message};
use crate::ui::views::draft_mark;

/// The height of a table's line and of a database's head, in pixels; the style sheet has the same.
const ROW: f64 = 28.0;
const HEAD: f64 = 34.0;

pub fn explorer(scene: &Scene) -> Html {
    let filter = &scene.view.filter;
    let oninput = scene.send.reform(|event: InputEvent| {
        let text = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
        AppMessage::Session(Message::Filter(text))
    });
    let add_database = scene.send.reform(|_: MouseEvent| AppMessage::Session(Message::AddDatabase));
    let add_table = scene.send.reform(|_: MouseEvent| AppMessage::Session(Message::AddTable(None)));
    let workspace = &scene.view.workspace;
    // Where the next database begins, in pixels.
    let mut top = 0.0;
    let databases: Vec<Html> =
        workspace.databases.iter().filter_map(|database| section(scene, database, filter, &mut top)).collect();
    let onscroll = scene.sights[Pane::Explorer as usize].follow(Pane::Explorer, &scene.send);
    html! {
        <aside class="explorer" aria-label={t("Tables of the project")} onkeydown={walk}>
            <div class="filter">
                <input type="search" data-free="true" placeholder={t("Filter tables and columns")} aria-label={t("Filter tables and columns")} value={filter.clone()} {oninput} />
            </div>
            <div class="list" {onscroll}>
                if databases.is_empty() {
                    <p class="empty">
                        { if filter.is_empty() { t("No tables yet. Add one, or import SQL or Qserv registrations.") } else { t("No table or column has that in its name.") } }
                    </p>
                }
                { databases }
            </div>
            <div class="actions">
                { button("", IconName::Add, t("Table"), add_table) }
                { button("", IconName::Add, t("Database"), add_database) }
            </div>
        </aside>
    }
}

fn section(scene: &Scene, database: &Database, filter: &str, top: &mut f64) -> Option<Html> {
    let tables: Vec<&Table> =
        database.tables.iter().map(|table| &**table).filter(|table| matches(table, filter)).collect();
    if tables.is_empty() && !filter.is_empty() {
        return None;
    }
    *top += HEAD;
    let count = tables.len();
    let rows = scene.sights[Pane::Explorer as usize].rows(*top, ROW, count);
    *top += ROW * count as f64;
    let (before, behind) = (rows.start, count - rows.end);
    let id = database.id;
    let shown = if database.name.is_empty() { t("(no database)") } else { &database.name };
    let rename = scene.send.reform(move |name: String| {
        AppMessage::Session(Message::Edit(vec![Edit::RenameDatabase { database: id, name }]))
    });
    let add = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::AddTable(Some(id))));
    let delete = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::Delete(Edit::DeleteDatabase(id))));
    Some(html! {
        <section key={id.0}>
            <div class="database">
                { icon(IconName::Database) }
                <TextField id={format!("database-{}", id.0)} label={t("Database name")} placeholder={t("(no database)")} value={database.name.clone()} on_commit={rename} />
                <span class="count">{ database.tables.len() }</span>
                { icon_button(IconName::Add, say("Add a table to {}", &[&shown]), add) }
                { icon_button(IconName::Delete, say("Delete the database {}", &[&shown]), delete) }
            </div>
            if before > 0 { <div aria-hidden="true" style={space(before, ROW)} /> }
            <ul>{ for tables.into_iter().skip(before).take(rows.len()).zip(before + 1..).map(|(table, at)| entry(scene, table, at, count)) }</ul>
            if behind > 0 { <div aria-hidden="true" style={space(behind, ROW)} /> }
        </section>
    })
}

fn entry(scene: &Scene, table: &Table, at: usize, count: usize) -> Html {
    let id = table.id;
    let (letter, class, kind) = kind_mark(table);
    let active = scene.view.active == Some(Document::Table(id));
    let open = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::Open(Document::Table(id))));
    let delete = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::Delete(Edit::DeleteTable(id))));
    let delete_key = scene.send.clone();
    let onkeydown = move |event: KeyboardEvent| {
        if event.key() == "Delete" {
            delete_key.emit(AppMessage::Session(Message::Delete(Edit::DeleteTable(id))));
        }
    };
    let trouble = scene.view.troubles.get(&id);
    html! {
        <li key={id.0} class={classes!(active.then_some("active"))} aria-posinset={at.to_string()} aria-setsize={count.to_string()}>
            <button class="entry" onclick={open} {onkeydown} aria-current={active.then_some("true")}>
                <span {class} title={kind}>{ letter }</span>
                <span class="name">{ if table.name.is_empty() { t("(no name)") } else { &table.name } }</span>
                if scene.view.workspace.has_draft(id) { { draft_mark() } }
                if let Some((count, severity)) = trouble {
                    <span class={classes!("badge", severity_class(*severity))} title={trouble_words(*count, *severity)}>{ count }</span>
                }
            </button>
            <span class="remove">{ icon_button(IconName::Delete, say("Delete the table {}", &[&table.name]), delete) }</span>
        </li>
    }
}

fn trouble_words(count: usize, worst: Severity) -> String {
    if count == 1 {
        say("1 problem: {}", &[&t(worst.word())])
    } else {
        say("{} problems; the worst: {}", &[&count, &t(worst.word())])
    }
}

fn matches(table: &Table, filter: &str) -> bool {
    if filter.is_empty() {
        return true;
    }
    let filter = filter.lower();
    table.name.lower().contains(&filter) || table.columns.iter().any(|column| column.name.lower().contains(&filter))
}

/// Arrow keys, Home and End walk through the tables.
fn walk(event: KeyboardEvent) {
    let Some(list) =
        event.current_target().and_then(|target| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(target).ok())
    else {
        return;
    };
    let Ok(entries) = list.query_selector_all("button.entry") else { return };
    let active = web_sys::window().and_then(|window| window.document()).and_then(|document| document.active_element());
    let here = (0..entries.length()).find(|at| entries.get(*at) == active.clone().map(web_sys::Node::from));
    let last = entries.length().saturating_sub(1);
    let target = match (event.key().as_str(), here) {
        // From the filter down into the list; elsewhere the arrows are the field's own.
        ("ArrowDown", None)
            if event.target_dyn_into::<HtmlInputElement>().is_some_and(|field| field.type_() == "search") =>
        {
            0
        }
        (_, None) => return,
        ("ArrowDown", Some(here)) => (here + 1).min(last),
        ("ArrowUp", Some(here)) => here.saturating_sub(1),
        ("Home" | "End", _) => {
            event.prevent_default();
            return to_the_end(list, event.key() == "End");
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(entry) = entries.get(target).and_then(|node| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(node).ok()) {
        let _ = entry.focus();
    }
}

/// What is there is drawn only when it is in sight.
fn to_the_end(explorer: HtmlElement, last: bool) {
    let Ok(Some(list)) = explorer.query_selector(".list") else { return };
    list.set_scroll_top(if last { list.scroll_height() } else { 0 });
    gloo::timers::callback::Timeout::new(50, move || {
        let Ok(entries) = explorer.query_selector_all("button.entry") else { return };
        let target = entries.get(if last { entries.length().saturating_sub(1) } else { 0 });
        if let Some(entry) = target.and_then(|node| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(node).ok()) {
            let _ = entry.focus();
        }
    })
    .forget();
}
