//! Details of the table at hand: its keys, checks, options and registration, and its database.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::fields::{Control, LONG, control, field, problem_lines, unfolds};
use super::registration::{database_partitioning, table_registration};
use crate::edit::Edit;
use crate::i18n::{say, t};
use crate::schema::{Database, ForeignKey, Index, IndexKind, ObjectPath, Table};
use crate::ui::app::{AppMessage, Asking, Scene};
use crate::ui::components::{IconName, icon_button, icon_button_if};
use crate::ui::session::form::{Owner, Part, Slot};
use crate::ui::session::{Document, Message};

#[inline(never)] // A door: scripts/lib/parts.mjs
pub fn inspector(scene: &Scene, asking: &Asking) -> Html {
    let open = match &scene.view.active {
        Some(Document::Table(id)) => scene.view.workspace.table(*id),
        _ => None,
    };
    html! {
        <aside class="inspector" aria-label={t("Details of the table")} onfocusin={unfolds(scene)}>
            if let Some((database, table)) = open {
                { keys(scene, table) }
                { foreign_keys(scene, table) }
                { checks(scene, table) }
                { generated(scene, table) }
                { table_registration(scene, table) }
                if !table.is_plain() { { super::creates(scene, table, asking) } }
                { options(scene, table) }
                { database_section(scene, database) }
                if !table.unread.is_empty() {
                    <section><h2>{ t("Not understood") }</h2>{ for table.unread.iter().map(|text| html! { <pre class="unread">{ text }</pre> }) }</section>
                }
                { suggestions(scene, table) }
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

/// What texts are completed from.
fn suggestions(scene: &Scene, table: &Table) -> Html {
    let list = |id: &'static str, words: &[&str]| {
        html! { <datalist {id}>{ for words.iter().map(|word| html! { <option value={(*word).to_owned()} /> }) }</datalist> }
    };
    let wanted = table.columns.len() <= LONG || scene.view.unfolded.as_deref() == Some("columns");
    let columns = table.columns.iter().filter(|_| wanted).map(|column| column.name.as_str());
    let columns: Vec<&str> = columns.collect();
    let charset = table.options.charset.as_deref().unwrap_or("utf8mb4");
    let ends = ["bin", "general_ci", "unicode_ci", "0900_ai_ci"];
    let collations = ends.map(|end| format!("{charset}_{end}"));
    html! {
        <>
            { list("engines", &["InnoDB", "MyISAM", "MEMORY", "Aria", "ARCHIVE", "CSV"]) }
            { list("charsets", &["utf8mb4", "utf8mb3", "latin1", "ascii", "binary"]) }
            { list("collations", &collations.each_ref().map(String::as_str)) }
            { list("columns", &columns) }
        </>
    }
}

/// The head of a section, with a `+` that adds to it.
pub fn head(scene: &Scene, title: &'static str, add: &'static str, able: bool, table: &Table, part: Part) -> Html {
    html! {
        <h2>{ t(title) }{ icon_button_if(able, IconName::Add, t(add), adds(scene, table, part)) }</h2>
    }
}

pub fn adds(scene: &Scene, table: &Table, part: Part) -> Callback<MouseEvent> {
    let id = table.id;
    scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::AddPart(id, part)))
}

fn deletes(scene: &Scene, edit: Edit, label: &str) -> Html {
    let delete = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::Delete(edit.clone())));
    icon_button(IconName::Delete, label.to_owned(), delete)
}

fn keys(scene: &Scene, table: &Table) -> Html {
    html! {
        <section>
            { head(scene, "Keys and indexes", "Add a key", !table.columns.is_empty(), table, Part::Index) }
            if table.indexes.is_empty() { <p class="empty">{ t("None.") }</p> }
            { table.indexes.iter().map(|index| key_editor(scene, table, index)).collect::<Html>() }
        </section>
    }
}

fn key_editor(scene: &Scene, table: &Table, index: &Index) -> Html {
    let (owner, id) = (Owner::Table(table.id), index.id);
    let path = ObjectPath::Index(table.id, id);
    let worst = scene.view.diagnostics.iter().filter(|found| found.path == path).max_by_key(|found| found.severity);
    let partitioned = table.registration.as_ref().is_some_and(|registration| registration.kind.is_partitioned());
    let put = |slot, how, label: &'static str| control(scene, owner, slot, how, t(label), None);
    html! {
        <div class="key" id={element_id(path)} key={id.0}>
            <div class="line">
                { put(Slot::IndexKind(id), Control::OneOf, "Kind of key") }
                if index.kind != IndexKind::Primary { { put(Slot::IndexName(id), Control::Text, "Name of the key") } }
                { deletes(scene, Edit::DeleteIndex { table: table.id, index: id }, t("Delete the key")) }
            </div>
            { control(scene, owner, Slot::IndexParts(id), Control::Suggest("columns"), t("Columns of the key"), worst) }
            { problem_lines(scene, |found| found.path == path) }
            <details>
                <summary>{ t("More") }</summary>
                { field(scene, owner, Slot::IndexComment(id), Control::Text, "Comment of the key", "") }
                if index.kind != IndexKind::Primary {
                    { field(scene, owner, Slot::IndexInvisible(id), Control::Tick, "Invisible", "The server does not use it for queries") }
                }
                if !table.is_plain() {
                    { field(scene, owner, Slot::IndexChunk(id), Control::Tick, "Request for chunks", "POST /replication/sql/index, after the table is published") }
                    if partitioned {
                        { field(scene, owner, Slot::IndexOverlap(id), Control::Tick, "Request for overlaps", "The same index on the tables of overlaps") }
                    }
                }
                { for index.options.iter().map(|option| html! { <p class="code">{ option }</p> }) }
            </details>
        </div>
    }
}

fn foreign_keys(scene: &Scene, table: &Table) -> Html {
    html! {
        <section>
            { head(scene, "Foreign keys", "Add a foreign key", !table.columns.is_empty(), table, Part::ForeignKey) }
            { table.foreign_keys.iter().map(|key| foreign_key(scene, table, key)).collect::<Html>() }
        </section>
    }
}

fn foreign_key(scene: &Scene, table: &Table, key: &ForeignKey) -> Html {
    let (owner, id) = (Owner::Table(table.id), key.id);
    let path = ObjectPath::ForeignKey(table.id, id);
    let put = |slot, how, label: String| control(scene, owner, slot, how, &label, None);
    let pair = |at: usize| {
        let none = if key.columns.len() > 1 { Control::Choice("(remove)") } else { Control::OneOf };
        html! {
            <div class="line">
                { put(Slot::KeyColumn(id, at), none, say("Column {} of the foreign key", &[&(at + 1)])) }
                <span class="arrow">{ "→" }</span>
                { put(Slot::KeyParentColumn(id, at), Control::Choice("(choose)"), say("Column {} of the parent", &[&(at + 1)])) }
            </div>
        }
    };
    html! {
        <div class="key" id={element_id(path)} key={id.0}>
            <div class="line">
                { put(Slot::KeyName(id), Control::Text, t("Name of the foreign key").to_owned()) }
                { deletes(scene, Edit::DeleteForeignKey { table: table.id, key: id }, t("Delete the foreign key")) }
            </div>
            { field(scene, owner, Slot::KeyParent(id), Control::OneOf, "Parent", "The table that it refers to") }
            { for (0..key.columns.len()).map(pair) }
            <button class="quiet" onclick={adds(scene, table, Part::KeyColumn(id))}>{ t("One more column") }</button>
            { field(scene, owner, Slot::OnDelete(id), Control::Choice("(default)"), "On delete", "What happens to the rows whose parent is deleted") }
            { field(scene, owner, Slot::OnUpdate(id), Control::Choice("(default)"), "On update", "What happens to the rows whose parent's key changes") }
            { problem_lines(scene, |found| found.path == path) }
        </div>
    }
}

fn checks(scene: &Scene, table: &Table) -> Html {
    let (owner, id) = (Owner::Table(table.id), table.id);
    let one = |at: usize| {
        let delete = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::DropCheck(id, at)));
        html! {
            <div class="key" key={at}>
                <div class="line">
                    { control(scene, owner, Slot::CheckName(at), Control::Text, &say("Name of check {}", &[&(at + 1)]), None) }
                    { icon_button(IconName::Delete, say("Delete check {}", &[&(at + 1)]), delete) }
                </div>
                { control(scene, owner, Slot::CheckCondition(at), Control::Text, &say("Condition of check {}", &[&(at + 1)]), None) }
                { field(scene, owner, Slot::CheckEnforced(at), Control::Tick, "Enforced", "The server refuses rows that do not fit") }
            </div>
        }
    };
    html! {
        <section>
            { head(scene, "Checks", "Add a check", true, table, Part::Check) }
            { (0..table.checks.len()).map(one).collect::<Html>() }
        </section>
    }
}

/// Columns that are computed. One becomes so in its cell *Extra*.
fn generated(scene: &Scene, table: &Table) -> Html {
    let owner = Owner::Table(table.id);
    let computed: Vec<Html> = table
        .columns
        .iter()
        .filter(|column| column.generated.is_some())
        .map(|column| {
            html! {
                <div class="key" key={column.id.0}>
                    <p class="code">{ &column.name }</p>
                    { control(scene, owner, Slot::Expression(column.id), Control::Text, &say("Expression of {}", &[&column.name]), None) }
                    { field(scene, owner, Slot::Stored(column.id), Control::Tick, "Stored", "Computed when a row is written, not when it is read") }
                </div>
            }
        })
        .collect();
    if computed.is_empty() {
        return Html::default();
    }
    html! { <section><h2>{ t("Generated columns") }</h2>{ computed }</section> }
}

fn options(scene: &Scene, table: &Table) -> Html {
    let owner = Owner::Table(table.id);
    let put = |slot, how, label| field(scene, owner, slot, how, label, "");
    let others = table.options.others.iter().enumerate();
    let others = others.filter(|(_, (name, _))| !name.eq_ignore_ascii_case("ROW_FORMAT"));
    html! {
        <section>
            <h2>{ t("Options") }</h2>
            if table.is_plain() { { put(Slot::Engine, Control::Suggest("engines"), "Engine") } }
            { put(Slot::Charset, Control::Suggest("charsets"), "Charset") }
            { put(Slot::Collation, Control::Suggest("collations"), "Collation") }
            if table.is_plain() {
                { put(Slot::RowFormat, Control::Choice("(default)"), "Row format") }
                { put(Slot::PartitionBy, Control::Text, "Partitions") }
            }
            { for others.map(|(at, (name, _))| html! {
                <label class="pair"><span>{ name }</span>{ control(scene, owner, Slot::Other(at), Control::Text, name, None) }</label>
            }) }
        </section>
    }
}

fn database_section(scene: &Scene, database: &Database) -> Html {
    let owner = Owner::Database(database.id);
    let title = if database.name.is_empty() { t("Database").to_owned() } else { say("Database {}", &[&database.name]) };
    let put = |slot, list, label: &'static str, name: &'static str| {
        html! {
            <label class="pair"><span>{ t(label) }</span>{ control(scene, owner, slot, Control::Suggest(list), t(name), None) }</label>
        }
    };
    html! {
        <section>
            <h2>{ title }</h2>
            if database.create {
                { put(Slot::DatabaseCharset, "charsets", "Charset", "Charset of the database") }
                { put(Slot::DatabaseCollation, "collations", "Collation", "Collation of the database") }
            }
            { database_partitioning(scene, database) }
        </section>
    }
}
