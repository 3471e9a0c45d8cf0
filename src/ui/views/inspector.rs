//! Details of the table at hand: its keys, options and registration, and its database.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::registration::{database_partitioning, table_registration};
use super::{chosen, optional, plain_problem};
use crate::edit::{DatabaseChange, Edit, TableChange};
use crate::i18n::{say, t};
use crate::schema::{Database, ForeignKey, Index, IndexKind, KeyPart, ObjectPath, Table};
use crate::ui::app::{AppMessage, Scene};
use crate::ui::components::{IconName, TextField, icon_button, icon_button_if, severity_class};
use crate::ui::session::{Document, Message};

pub fn inspector(scene: &Scene) -> Html {
    let open = match &scene.view.active {
        Some(Document::Table(id)) => scene.view.workspace.table(*id),
        Some(Document::Import | Document::Export | Document::Script | Document::Rule(_)) | None => None,
    };
    html! {
        <aside class="inspector" aria-label={t("Details of the table")}>
            if let Some((database, table)) = open {
                { keys(scene, table) }
                if !table.foreign_keys.is_empty() { { foreign_keys(scene, table) } }
                { table_registration(scene, table) }
                { options(scene, table) }
                { database_section(scene, database) }
                if !table.unread.is_empty() {
                    <section><h2>{ t("Not understood") }</h2>{ for table.unread.iter().map(|text| html! { <pre class="unread">{ text }</pre> }) }</section>
                }
            } else {
                <p class="empty">{ t("Open a table to see its keys, options and registration.") }</p>
            }
        </aside>
    }
}

/// The element of an object in the inspector.
fn element_id(path: ObjectPath) -> String {
    match path {
        ObjectPath::Index(table, index) => format!("index-{}-{}", table.0, index.0),
        ObjectPath::ForeignKey(table, key) => format!("key-{}-{}", table.0, key.0),
        ObjectPath::Table(table) | ObjectPath::Column(table, _) => format!("registration-{}", table.0),
        ObjectPath::Workspace | ObjectPath::Database(_) => String::new(),
    }
}

/// Gives the keyboard to an object in the inspector.
pub fn focus_inside(path: ObjectPath) {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(element) = document.and_then(|document| document.get_element_by_id(&element_id(path))) else { return };
    element.scroll_into_view();
    let field = element.query_selector("input, select, button").ok().flatten();
    if let Some(field) = field.and_then(|field| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(field).ok()) {
        let _ = field.focus();
    }
}

fn send_edit(edit: Edit) -> AppMessage {
    AppMessage::Session(Message::Edit(vec![edit]))
}

fn keys(scene: &Scene, table: &Table) -> Html {
    let id = table.id;
    let first = table.columns.first().map(|column| column.name.clone()).unwrap_or_default();
    let kind = if table.primary_key().is_none() && table.is_plain() { IndexKind::Primary } else { IndexKind::Plain };
    let add = scene.send.reform(move |_: MouseEvent| {
        let index = Index { kind, parts: vec![KeyPart::of(&first)], ..Index::default() };
        send_edit(Edit::AddIndex { table: id, index })
    });
    html! {
        <section>
            <h2>{ t("Keys and indexes") }
                { icon_button_if(!table.columns.is_empty(), IconName::Add, t("Add a key"), add) }
            </h2>
            if table.indexes.is_empty() { <p class="empty">{ t("None.") }</p> }
            { table.indexes.iter().map(|index| key_editor(scene, table, index)).collect::<Html>() }
        </section>
    }
}

fn key_editor(scene: &Scene, table: &Table, index: &Index) -> Html {
    let table_id = table.id;
    let path = ObjectPath::Index(table.id, index.id);
    let change = |change: fn(&mut Index, String)| {
        let index = index.clone();
        scene.send.reform(move |text: String| {
            let mut index = index.clone();
            change(&mut index, text);
            send_edit(Edit::SetIndex { table: table_id, index })
        })
    };
    let set_kind = {
        let index = index.clone();
        scene.send.reform(move |event: Event| {
            let mut index = index.clone();
            let word = chosen(&event);
            index.kind = IndexKind::ALL.into_iter().find(|kind| kind.keyword() == word).unwrap_or_default();
            if index.kind == IndexKind::Primary {
                index.name = None;
            }
            send_edit(Edit::SetIndex { table: table_id, index })
        })
    };
    let index_id = index.id;
    let delete = scene.send.reform(move |_: MouseEvent| {
        AppMessage::Session(Message::Delete(Edit::DeleteIndex { table: table_id, index: index_id }))
    });
    let said = scene
        .view
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.path == path)
        .max_by_key(|diagnostic| diagnostic.severity);
    let problem = said.map(|diagnostic| AttrValue::from(plain_problem(diagnostic)));
    let class = said.map(|diagnostic| severity_class(diagnostic.severity));
    html! {
        <div class="key" id={element_id(path)} key={index.id.0}>
            <div class="line">
                <select aria-label={t("Kind of key")} onchange={set_kind}>
                    { for IndexKind::ALL.into_iter().map(|kind| html! { <option value={kind.keyword()} selected={kind == index.kind}>{ kind.keyword() }</option> }) }
                </select>
                if index.kind != IndexKind::Primary {
                    <TextField id={format!("{}-name", element_id(path))} class="code" label={t("Name of the key")} placeholder={t("(named by the server)")}
                        value={index.name.clone().unwrap_or_default()} on_commit={change(|index, text| index.name = optional(text))} />
                }
                { icon_button(IconName::Delete, t("Delete the key"), delete) }
            </div>
            <TextField id={format!("{}-parts", element_id(path))} class={classes!("code", class)} label={t("Columns of the key")} placeholder={t("column, column(10), column DESC")}
                value={parts_text(&index.parts)} {problem} on_commit={change(|index, text| index.parts = parts_from_text(&text))} />
        </div>
    }
}

fn parts_text(parts: &[KeyPart]) -> String {
    let text = |part: &KeyPart| {
        let length = part.length.map(|length| format!("({length})")).unwrap_or_default();
        format!("{}{length}{}", part.column, if part.descending { " DESC" } else { "" })
    };
    parts.iter().map(text).collect::<Vec<_>>().join(", ")
}

/// `a, b(10) DESC, (lower(c))`; commas inside parentheses separate nothing.
fn parts_from_text(text: &str) -> Vec<KeyPart> {
    let mut pieces = vec![String::new()];
    let mut depth = 0;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth <= 0 => {
                pieces.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces.iter().filter_map(|piece| part_from_text(piece.trim())).collect()
}

fn part_from_text(text: &str) -> Option<KeyPart> {
    let upper = text.to_ascii_uppercase();
    let descending = upper.ends_with(" DESC");
    let bare = if descending || upper.ends_with(" ASC") {
        text.rsplit_once(' ').map_or(text, |(bare, _)| bare).trim()
    } else {
        text
    };
    if bare.is_empty() {
        return None;
    }
    if bare.starts_with('(') {
        return Some(KeyPart { column: bare.to_owned(), expression: true, length: None, descending });
    }
    let length = bare
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
        .and_then(|(name, number)| Some((name, number.trim().parse().ok()?)));
    let (name, length) = length.map_or((bare, None), |(name, length)| (name, Some(length)));
    Some(KeyPart { column: name.trim().trim_matches('`').to_owned(), expression: false, length, descending })
}

fn foreign_keys(scene: &Scene, table: &Table) -> Html {
    html! {
        <section>
            <h2>{ t("Foreign keys") }</h2>
            { table.foreign_keys.iter().map(|key| foreign_key(scene, table, key)).collect::<Html>() }
        </section>
    }
}

fn foreign_key(scene: &Scene, table: &Table, key: &ForeignKey) -> Html {
    let (table_id, key_id) = (table.id, key.id);
    let delete = scene.send.reform(move |_: MouseEvent| {
        AppMessage::Session(Message::Delete(Edit::DeleteForeignKey { table: table_id, key: key_id }))
    });
    let parent = key.parent_database.iter().chain([&key.parent_table]).cloned().collect::<Vec<_>>().join(".");
    html! {
        <div class="key" id={element_id(ObjectPath::ForeignKey(table.id, key.id))} key={key.id.0}>
            <div class="line">
                <span class="code">{ format!("({}) → {parent} ({}) {}", key.columns.join(", "), key.parent_columns.join(", "), key.actions) }</span>
                { icon_button(IconName::Delete, t("Delete the foreign key"), delete) }
            </div>
        </div>
    }
}

fn options(scene: &Scene, table: &Table) -> Html {
    let id = table.id;
    let set = |change: fn(Option<String>) -> TableChange| {
        scene.send.reform(move |text: String| send_edit(Edit::SetTable { table: id, change: change(optional(text)) }))
    };
    let options = &table.options;
    let field = |key: &'static str, label: &'static str, value: &Option<String>, on_commit: Callback<String>| {
        html! {
            <label class="pair"><span>{ label }</span>
                <TextField id={format!("{key}-{}", id.0)} class="code" {label} placeholder={t("(default)")} value={value.clone().unwrap_or_default()} {on_commit} />
            </label>
        }
    };
    html! {
        <section>
            <h2>{ t("Options") }</h2>
            if table.is_plain() { { field("engine", t("Engine"), &options.engine, set(TableChange::Engine)) } }
            { field("charset", t("Charset"), &options.charset, set(TableChange::Charset)) }
            { field("collation", t("Collation"), &options.collation, set(TableChange::Collation)) }
            { for options.others.iter().map(|(name, value)| html! { <p class="pair"><span>{ name }</span><span class="code">{ value }</span></p> }) }
            if let Some(partition_by) = &table.partition_by { <pre class="unread">{ partition_by }</pre> }
        </section>
    }
}

fn database_section(scene: &Scene, database: &Database) -> Html {
    let id = database.id;
    let set = |change: fn(Option<String>) -> DatabaseChange| {
        scene
            .send
            .reform(move |text: String| send_edit(Edit::SetDatabase { database: id, change: change(optional(text)) }))
    };
    let title = if database.name.is_empty() { t("Database").to_owned() } else { say("Database {}", &[&database.name]) };
    html! {
        <section>
            <h2>{ title }</h2>
            if database.create {
                <label class="pair"><span>{ t("Charset") }</span>
                    <TextField id={format!("db-charset-{}", id.0)} class="code" label={t("Charset of the database")} placeholder={t("(default)")} value={database.charset.clone().unwrap_or_default()} on_commit={set(DatabaseChange::Charset)} />
                </label>
                <label class="pair"><span>{ t("Collation") }</span>
                    <TextField id={format!("db-collation-{}", id.0)} class="code" label={t("Collation of the database")} placeholder={t("(default)")} value={database.collation.clone().unwrap_or_default()} on_commit={set(DatabaseChange::Collation)} />
                </label>
            }
            { database_partitioning(scene, database) }
        </section>
    }
}
