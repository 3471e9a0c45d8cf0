//! A table as a spreadsheet of its columns. Only the rows in sight are drawn, so a thousand columns cost no more than ten.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::{optional, preview, ticked};
use crate::diagnostic::Diagnostic;
use crate::edit::{ColumnChange, Edit, TableChange};
use crate::qserv::table_payload;
use crate::schema::{Aspect, Column, ColumnId, Index, IndexKind, KeyPart, ObjectPath, Role, Table, TableId};
use crate::sql::{read_column_definition, write_column_definition, write_create_table, write_data_type};
use crate::text::same_identifier;
use crate::ui::app::{AppMessage, Scene};
use crate::ui::components::{IconName, TextField, icon, icon_button, icon_button_if, severity_class};
use crate::ui::draft;
use crate::ui::session::{Field, Message, Place, TableView, View};

/// The height of a row in pixels; the style sheet has the same.
const ROW: f64 = 30.0;
/// Rows drawn beyond those in sight, so that arrow keys always find the next one.
const BEYOND: usize = 12;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub view: Rc<View>,
    pub table: TableId,
    pub send: Callback<AppMessage>,
}

pub fn table_editor(scene: &Scene, table: TableId) -> Html {
    let props = &Props { view: scene.view.clone(), table, send: scene.send.clone() };
    let Some((database, table)) = props.view.workspace.table(table) else {
        return html! { <p class="empty">{ "This table was deleted. Undo brings it back." }</p> };
    };
    let id = table.id;
    let path = ObjectPath::Table(id);
    let name_problem = problem_at(&props.view.diagnostics, path, Aspect::Name);
    let rename =
        props.send.reform(move |name: String| edit(Edit::RenameTable { table: id, name: name.trim().to_owned() }));
    let comment = props
        .send
        .reform(move |text: String| edit(Edit::SetTable { table: id, change: TableChange::Comment(optional(text)) }));
    let views = [(TableView::Columns, "Table"), (TableView::Sql, "SQL"), (TableView::Payload, "Payload")];
    let payload = table_payload(database, table);
    let shown = if payload.is_none() && props.view.table_view == TableView::Payload {
        TableView::Columns
    } else {
        props.view.table_view
    };
    let switches =
        views.into_iter().filter(|(view, _)| payload.is_some() || *view != TableView::Payload).map(|(view, label)| {
            let onclick = props.send.reform(move |_: MouseEvent| AppMessage::Session(Message::ShowTable(view)));
            html! { <button aria-pressed={(view == shown).to_string()} {onclick}>{ label }</button> }
        });
    let body = match (shown, &payload) {
        (TableView::Sql, _) => preview(&format!("{}.sql", table.name), &write_create_table(table), &props.send),
        (TableView::Payload, Some(body)) => {
            preview(&format!("{}.json", table.name), &crate::json::pretty(body), &props.send)
        }
        _ => html! { <Grid key={id.0} view={props.view.clone()} table={id} send={props.send.clone()} /> },
    };
    html! {
        <div class="table-editor">
            <div class="heading">
                <TextField id={format!("table-{}", id.0)} class={classes!("table-name", name_problem.as_ref().map(|(_, class)| *class))}
                    label="Table name" value={table.name.clone()} problem={name_problem.map(|(text, _)| text)} on_commit={rename} />
                <TextField id={format!("comment-{}", id.0)} class="table-comment" label="Table comment" placeholder="Comment"
                    value={table.options.comment.clone().unwrap_or_default()} on_commit={comment} />
                <div class="switch" role="group" aria-label="How the table is shown">{ for switches }</div>
            </div>
            { body }
        </div>
    }
}

fn edit(edit: Edit) -> AppMessage {
    AppMessage::Session(Message::Edit(vec![edit]))
}

/// The worst thing said about a place: its text and the class of its severity.
fn problem_at(diagnostics: &[Diagnostic], path: ObjectPath, aspect: Aspect) -> Option<(AttrValue, &'static str)> {
    let found = diagnostics.iter().filter(|diagnostic| diagnostic.path == path && diagnostic.aspect == aspect);
    let worst = found.max_by_key(|diagnostic| diagnostic.severity)?;
    let text = format!("{} {}", worst.message, worst.help).replace('`', "");
    Some((text.into(), severity_class(worst.severity)))
}

#[component]
fn Grid(props: &Props) -> Html {
    let pane = use_node_ref();
    let scroll = use_state(|| (0.0, 900.0));
    let dragged = use_state(|| None::<ColumnId>);
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
    use_focus(&pane, props, table);
    use_effect_with(props.table, move |_| measure());
    let first = ((scroll.0 / ROW) as usize).saturating_sub(BEYOND);
    let last = (((scroll.0 + scroll.1) / ROW) as usize + BEYOND).min(table.columns.len());
    let first = first.min(last);
    let space = |rows: usize| format!("height: {}px", rows as f64 * ROW);
    let rows = table
        .columns
        .iter()
        .enumerate()
        .skip(first)
        .take(last - first)
        .map(|(at, column)| row(props, table, at, column, &dragged));
    html! {
        <div class="grid" ref={pane} {onscroll} onkeydown={walk}>
            <table>
                <colgroup>
                    <col class="c-number" /><col class="c-name" /><col class="c-type" /><col class="c-null" /><col class="c-default" />
                    <col class="c-extra" /><col class="c-key" /><col class="c-comment" /><col class="c-actions" />
                </colgroup>
                <thead>
                    <tr>
                        <th scope="col">{ "#" }</th><th scope="col">{ "Name" }</th><th scope="col">{ "Type" }</th>
                        <th scope="col" title="The column accepts NULL">{ "Null" }</th><th scope="col">{ "Default" }</th>
                        <th scope="col" title="AUTO_INCREMENT, ON UPDATE, GENERATED and other attributes">{ "Extra" }</th>
                        <th scope="col" title="Keys and roles of the column; change them in the details">{ "Key" }</th><th scope="col">{ "Comment" }</th>
                        <th scope="col"><span class="hidden">{ "Actions" }</span></th>
                    </tr>
                </thead>
                <tbody>
                    if first > 0 { <tr class="spacer" style={space(first)} aria-hidden="true"><td colspan="9" /></tr> }
                    { for rows }
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

/// Brings the place the session wishes for into sight and gives it the keyboard.
#[hook]
fn use_focus(pane: &NodeRef, props: &Props, table: &Table) {
    let pane = pane.clone();
    let row = |column: ColumnId| table.columns.iter().position(|other| other.id == column);
    let wanted = props.view.focus.and_then(|focus| match focus.place {
        Place::Cell(id, column, field) if id == props.table => {
            Some((cell_id(id, column, field), row(column), focus.turn))
        }
        Place::NewColumn(id) if id == props.table => {
            Some((format!("new-{}", id.0), Some(table.columns.len()), focus.turn))
        }
        Place::TableName(id) if id == props.table => Some((format!("table-{}", id.0), None, focus.turn)),
        Place::Cell(..) | Place::NewColumn(_) | Place::TableName(_) | Place::Inspector(_) => None,
    });
    use_effect_with(wanted, move |wanted| {
        let Some((id, row, _)) = wanted.clone() else { return };
        if let (Some(pane), Some(row)) = (pane.cast::<Element>(), row) {
            let (top, height) = (f64::from(pane.scroll_top()), f64::from(pane.client_height()));
            let place = row as f64 * ROW;
            if place < top || place + 3.0 * ROW > top + height {
                pane.set_scroll_top((place - height / 2.0).max(0.0) as i32);
            }
        }
        // The row may only be drawn after the scrolling.
        gloo::timers::callback::Timeout::new(30, move || focus_field(&id)).forget();
    });
}

fn focus_field(id: &str) {
    let field =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id(id));
    if let Some(input) = field.as_ref().and_then(|field| field.dyn_ref::<HtmlInputElement>()) {
        let _ = input.focus();
        input.select();
    } else if let Some(element) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

fn cell_id(table: TableId, column: ColumnId, field: Field) -> String {
    let field = match field {
        Field::Name => "name",
        Field::Type => "type",
        Field::Null => "null",
        Field::Default => "default",
        Field::Extra => "extra",
        Field::Comment => "comment",
    };
    format!("cell-{}-{}-{field}", table.0, column.0)
}

/// Arrow keys go from row to row in the same field, Enter goes down as in a spreadsheet.
fn walk(event: KeyboardEvent) {
    let down = match event.key().as_str() {
        "ArrowDown" | "Enter" if !event.alt_key() && !event.is_composing() => true,
        "ArrowUp" if !event.alt_key() => false,
        _ => return,
    };
    let Some(field) = event.target_dyn_into::<HtmlElement>() else { return };
    let id = field.id();
    let Some((_, name)) = id.strip_prefix("cell-").and_then(|rest| rest.rsplit_once('-')) else { return };
    let Ok(Some(row)) = field.closest("tr") else { return };
    let sibling = if down { row.next_element_sibling() } else { row.previous_element_sibling() };
    let target = sibling.and_then(|row| row.query_selector(&format!("[id$='-{name}']")).ok().flatten());
    let new_column = || {
        field.closest(".grid").ok().flatten().and_then(|grid| grid.query_selector(".new-column input").ok().flatten())
    };
    let target = target.or_else(|| if down { new_column() } else { None });
    if let Some(target) = target {
        event.prevent_default();
        focus_field(&target.id());
    }
}

fn row(props: &Props, table: &Table, at: usize, column: &Column, dragged: &UseStateHandle<Option<ColumnId>>) -> Html {
    let (table_id, id) = (table.id, column.id);
    let path = ObjectPath::Column(table_id, id);
    let diagnostics = &props.view.diagnostics;
    let name_problem = problem_at(diagnostics, path, Aspect::Name);
    let type_problem = problem_at(diagnostics, path, Aspect::Type);
    let set = |change: fn(String) -> ColumnChange| {
        props
            .send
            .reform(move |text: String| edit(Edit::SetColumn { table: table_id, column: id, change: change(text) }))
    };
    let rename = props.send.reform(move |name: String| {
        edit(Edit::RenameColumn { table: table_id, column: id, name: name.trim().to_owned() })
    });
    let set_type = {
        let column = column.clone();
        props.send.reform(move |text: String| change_definition(table_id, &column, &text, true))
    };
    let set_extra = {
        let column = column.clone();
        props.send.reform(move |text: String| change_definition(table_id, &column, &text, false))
    };
    let set_null = props.send.reform(move |event: Event| {
        let nullable = if ticked(&event) { None } else { Some(false) };
        edit(Edit::SetColumn { table: table_id, column: id, change: ColumnChange::Nullable(nullable) })
    });
    let set_default = set(|text| ColumnChange::Default(optional(text).map(|text| draft::default_value(&text))));
    let set_comment = set(|text| ColumnChange::Comment(optional(text)));
    let shift = move |by: isize| Edit::MoveColumn { table: table_id, column: id, to: at.saturating_add_signed(by) };
    let count = table.columns.len();
    let move_up = props.send.reform(move |_: MouseEvent| edit(shift(-1)));
    let move_down = props.send.reform(move |_: MouseEvent| edit(shift(1)));
    let delete = props
        .send
        .reform(move |_: MouseEvent| AppMessage::Session(Message::DeleteColumn { table: table_id, column: id }));
    let keys = {
        let send = props.send.clone();
        move |event: KeyboardEvent| {
            let by = match event.key().as_str() {
                "ArrowUp" if event.alt_key() && at > 0 => -1,
                "ArrowDown" if event.alt_key() && at + 1 < count => 1,
                _ => return,
            };
            event.prevent_default();
            send.emit(edit(shift(by)));
        }
    };
    let drag_start = {
        let dragged = dragged.clone();
        move |_: DragEvent| dragged.set(Some(id))
    };
    let drag_over = {
        let dragged = dragged.clone();
        move |event: DragEvent| {
            if dragged.is_some() {
                event.prevent_default();
            }
        }
    };
    let drop = {
        let (dragged, send) = (dragged.clone(), props.send.clone());
        move |event: DragEvent| {
            if let Some(moved) = *dragged {
                event.prevent_default();
                event.stop_propagation();
                send.emit(edit(Edit::MoveColumn { table: table_id, column: moved, to: at }));
                dragged.set(None);
            }
        }
    };
    let field = |field: Field| cell_id(table_id, id, field);
    let label = |what: &str| format!("{what} of {}", if column.name.is_empty() { "column" } else { &column.name });
    html! {
        <tr key={id.0} onkeydown={keys} ondragover={drag_over} ondrop={drop}>
            <td class="number" draggable="true" ondragstart={drag_start} title="Drag to move; or Alt with the arrow keys">
                { icon(IconName::Grip) }<span>{ at + 1 }</span>
            </td>
            <td><TextField id={field(Field::Name)} class={classes!("code", name_problem.as_ref().map(|(_, class)| *class))} label={label("Name")}
                value={column.name.clone()} problem={name_problem.map(|(text, _)| text)} on_commit={rename} /></td>
            <td><TextField id={field(Field::Type)} class={classes!("code", type_problem.as_ref().map(|(_, class)| *class))} label={label("Type")}
                value={write_data_type(&column.data_type)} list="type-names" problem={type_problem.map(|(text, _)| text)} on_commit={set_type} /></td>
            <td class="null"><input id={field(Field::Null)} type="checkbox" aria-label={label("Null")} checked={column.accepts_null() && !in_primary_key(table, column)}
                disabled={in_primary_key(table, column)} title={in_primary_key(table, column).then_some("A column of the primary key is never NULL")} onchange={set_null} /></td>
            <td><TextField id={field(Field::Default)} class="code" label={label("Default")} value={column.default.clone().unwrap_or_default()} on_commit={set_default} /></td>
            <td><TextField id={field(Field::Extra)} class="code" label={label("Extra")} value={extra(column)} on_commit={set_extra} /></td>
            <td class="keys">{ for keys_of(table, column).into_iter().map(|(text, title)| html! { <span class="tag" {title}>{ text }</span> }) }</td>
            <td><TextField id={field(Field::Comment)} label={label("Comment")} value={column.comment.clone().unwrap_or_default()}
                placeholder={column.remark.clone().map(AttrValue::from)} on_commit={set_comment} /></td>
            <td class="row-actions">
                { icon_button_if(at > 0, IconName::Up, format!("Move {} up (Alt+↑)", column.name), move_up) }
                { icon_button_if(at + 1 < count, IconName::Down, format!("Move {} down (Alt+↓)", column.name), move_down) }
                { icon_button(IconName::Delete, format!("Delete the column {}", column.name), delete) }
            </td>
        </tr>
    }
}

/// A type cell may hold a whole definition, `BIGINT NOT NULL COMMENT 'x'`; an extra cell what stands behind the type.
fn change_definition(table: TableId, column: &Column, text: &str, is_type: bool) -> AppMessage {
    let full = if is_type { text.to_owned() } else { format!("{} {text}", write_data_type(&column.data_type)) };
    let mut read = match read_column_definition(&full) {
        Ok(read) => read,
        Err(message) => {
            return AppMessage::Session(Message::Say(format!("“{text}” was not taken. {}", message.replace('`', ""))));
        }
    };
    if is_type {
        let only_type = write_column_definition(&read) == write_data_type(&read.data_type);
        if only_type {
            return edit(Edit::SetColumn { table, column: column.id, change: ColumnChange::Type(read.data_type) });
        }
    } else {
        read.nullable = read.nullable.or(column.nullable);
        read.default = read.default.or(column.default.clone());
        read.comment = read.comment.or(column.comment.clone());
    }
    let mut edits = Vec::new();
    for (attribute, kind) in [("PRIMARY KEY", IndexKind::Primary), ("UNIQUE KEY", IndexKind::Unique)] {
        if let Some(at) = read.attributes.iter().position(|known| known == attribute) {
            // A key at the column becomes a key of the table, as on the server.
            read.attributes.remove(at);
            let index = Index { kind, parts: vec![KeyPart::of(&column.name)], ..Index::default() };
            edits.push(Edit::AddIndex { table, index });
        }
    }
    edits.insert(0, Edit::SetColumn { table, column: column.id, change: ColumnChange::Definition(Box::new(read)) });
    AppMessage::Session(Message::Edit(edits))
}

/// What no other cell shows.
fn extra(column: &Column) -> String {
    let rest = Column { nullable: None, default: None, comment: None, data_type: Default::default(), ..column.clone() };
    write_column_definition(&rest)
}

fn in_primary_key(table: &Table, column: &Column) -> bool {
    table.primary_key().is_some_and(|key| key.parts.iter().any(|part| same_identifier(&part.column, &column.name)))
}

/// Short marks of what the column is to keys and to the registration, with their meaning.
fn keys_of(table: &Table, column: &Column) -> Vec<(&'static str, String)> {
    let mut tags = Vec::new();
    for index in &table.indexes {
        if !index.parts.iter().any(|part| same_identifier(&part.column, &column.name)) {
            continue;
        }
        let tag = match index.kind {
            IndexKind::Primary => "PRI",
            IndexKind::Unique => "UNI",
            IndexKind::Plain => "KEY",
            IndexKind::Fulltext => "TXT",
            IndexKind::Spatial => "GEO",
        };
        let name = index.name.clone().unwrap_or_default();
        tags.push((tag, format!("{} {name}", index.kind.keyword()).trim().to_owned()));
    }
    if table.foreign_keys.iter().any(|key| key.columns.iter().any(|name| same_identifier(name, &column.name))) {
        tags.push(("REF", "Foreign key".to_owned()));
    }
    let roles = table.registration.as_ref().map(|registration| registration.kind.column_roles()).unwrap_or_default();
    for (role, _) in roles.into_iter().filter(|(_, name)| *name == column.name) {
        let tag = match role {
            Role::Key => "id",
            Role::SecondKey => "id 2",
            Role::Longitude => "lon",
            Role::Latitude => "lat",
            Role::Flag => "flag",
            Role::Director | Role::SecondDirector | Role::AngularSeparation => continue,
        };
        tags.push((tag, format!("Role {}", role.attribute())));
    }
    tags
}

/// The line under the last column: type a name, or paste many.
fn new_column(table: TableId, send: &Callback<AppMessage>) -> Html {
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
            { icon_button(IconName::Add, "Add the column", onclick.into()) }
            <input {id} class="field code" type="text" autocomplete="off" spellcheck="false"
                aria-label="Name of a new column" placeholder="Type a name and press Enter, or paste columns" {onkeydown} {onpaste} />
        </div>
    }
}
