//! A column as a row of cells.

use yew::prelude::*;

use super::{Props, edit, problem_at};
use crate::edit::{ColumnChange, Edit};
use crate::i18n::{say, t, translated};
use crate::schema::{Aspect, Column, ColumnId, Index, IndexKind, KeyPart, ObjectPath, Role, Table, TableId};
use crate::sql::{read_column_definition, write_column_definition, write_data_type};
use crate::text::same_identifier;
use crate::ui::app::AppMessage;
use crate::ui::components::{IconName, TextField, icon, icon_button, icon_button_if};
use crate::ui::draft;
use crate::ui::session::{Field, Message};
use crate::ui::views::{optional, ticked, when_understood};

/// A row on its way to another place: the column, and the row that it is over.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Drag {
    column: Option<ColumnId>,
    over: Option<usize>,
}

pub fn row(props: &Props, table: &Table, at: usize, column: &Column, drag: &UseStateHandle<Drag>) -> Html {
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
    let definition = |is_type: bool| {
        let column = column.clone();
        when_understood(&props.send, move |text| change_definition(table_id, &column, text, is_type))
    };
    let (set_type, set_extra) = (definition(true), definition(false));
    // Some servers make a TIMESTAMP NOT NULL that does not say otherwise.
    let spoken = column.data_type.name.eq_ignore_ascii_case("timestamp").then_some(true);
    let set_null = props.send.reform(move |event: Event| {
        let nullable = if ticked(&event) { spoken } else { Some(false) };
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
    let Drag { column: dragged, over } = **drag;
    let set_drag = |next: Drag| {
        let drag = drag.clone();
        move |_: DragEvent| drag.set(next)
    };
    let drag_over = {
        let drag = drag.clone();
        move |event: DragEvent| {
            if dragged.is_some() {
                event.prevent_default();
                if over != Some(at) {
                    drag.set(Drag { column: dragged, over: Some(at) });
                }
            }
        }
    };
    let drop = {
        let (drag, send) = (drag.clone(), props.send.clone());
        move |event: DragEvent| {
            if let Some(moved) = dragged {
                event.prevent_default();
                event.stop_propagation();
                send.emit(edit(Edit::MoveColumn { table: table_id, column: moved, to: at }));
                drag.set(Drag::default());
            }
        }
    };
    // The line on the side where the dragged row will be.
    let from = dragged.and_then(|dragged| table.columns.iter().position(|other| other.id == dragged));
    let target = from.filter(|_| over == Some(at)).map(|from| if from < at { "drop-below" } else { "drop-above" });
    let field = |field: Field| cell_id(table_id, id, field);
    let unnamed = t("column");
    let label = |what: &'static str| say(what, &[if column.name.is_empty() { &unnamed } else { &column.name }]);
    html! {
        <tr key={id.0} class={target} onkeydown={keys} ondragover={drag_over} ondrop={drop}>
            <td class="number" draggable="true" ondragstart={set_drag(Drag { column: Some(id), over: None })} ondragend={set_drag(Drag::default())} title={t("Drag to move; or Alt with the arrow keys")}>
                { icon(IconName::Grip) }<span>{ at + 1 }</span>
            </td>
            <td><TextField id={field(Field::Name)} class={classes!("code", name_problem.as_ref().map(|(_, class)| *class))} label={label("Name of {}")}
                value={column.name.clone()} problem={name_problem.map(|(text, _)| text)} on_commit={rename} /></td>
            <td><TextField id={field(Field::Type)} class={classes!("code", type_problem.as_ref().map(|(_, class)| *class))} label={label("Type of {}")}
                value={write_data_type(&column.data_type)} list="type-names" problem={type_problem.map(|(text, _)| text)} on_read={set_type} /></td>
            <td class="null"><input id={field(Field::Null)} type="checkbox" aria-label={label("Null of {}")} checked={column.accepts_null() && !in_primary_key(table, column)}
                disabled={in_primary_key(table, column)} title={in_primary_key(table, column).then(|| t("A column of the primary key is never NULL"))} onchange={set_null} /></td>
            <td><TextField id={field(Field::Default)} class="code" label={label("Default of {}")} value={column.default.clone().unwrap_or_default()} on_commit={set_default} /></td>
            <td><TextField id={field(Field::Extra)} class="code" label={label("Extra of {}")} value={extra(column)} on_read={set_extra} /></td>
            <td class="keys">{ for keys_of(table, column).into_iter().map(|(text, title)| html! { <span class="tag" {title}>{ text }</span> }) }</td>
            <td><TextField id={field(Field::Comment)} label={label("Comment of {}")} value={column.comment.clone().unwrap_or_default()}
                placeholder={column.remark.clone().map(AttrValue::from)} on_commit={set_comment} /></td>
            <td class="row-actions">
                { icon_button_if(at > 0, IconName::Up, say("Move {} up (Alt+↑)", &[&column.name]), move_up) }
                { icon_button_if(at + 1 < count, IconName::Down, say("Move {} down (Alt+↓)", &[&column.name]), move_down) }
                { icon_button(IconName::Delete, say("Delete the column {}", &[&column.name]), delete) }
            </td>
        </tr>
    }
}

/// A type cell may hold a whole definition, `BIGINT NOT NULL COMMENT 'x'`; an extra cell what stands behind the type.
fn change_definition(table: TableId, column: &Column, text: &str, is_type: bool) -> Result<AppMessage, String> {
    let full = if is_type { text.to_owned() } else { format!("{} {text}", write_data_type(&column.data_type)) };
    let mut read = read_column_definition(&full)
        .map_err(|message| say("“{}” was not taken. {}", &[&text, &translated(&message).replace('`', "")]))?;
    if is_type {
        let only_type = write_column_definition(&read) == write_data_type(&read.data_type);
        if only_type {
            return Ok(edit(Edit::SetColumn { table, column: column.id, change: ColumnChange::Type(read.data_type) }));
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
    Ok(AppMessage::Session(Message::Edit(edits)))
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
        tags.push(("REF", t("Foreign key").to_owned()));
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
        tags.push((tag, say("Role {}", &[&role.attribute()])));
    }
    tags
}

/// The element of a cell.
pub fn cell_id(table: TableId, column: ColumnId, field: Field) -> String {
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
