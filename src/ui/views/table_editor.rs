//! A table: its name and comment, and its columns, its SQL or its registration below.

mod cell;
mod grid;
mod keys;
mod new_column;

use std::rc::Rc;

use yew::prelude::*;

use self::grid::Grid;
use super::{code, optional, plain_problem};
use crate::diagnostic::Diagnostic;
use crate::edit::{Edit, TableChange};
use crate::i18n::t;
use crate::schema::{Aspect, ObjectPath, TableId, TextOf};
use crate::ui::app::{AppMessage, Scene};
use crate::ui::components::{TextField, severity_class};
use crate::ui::session::grid::{GridMessage, How};
use crate::ui::session::{Message, TableView, View};

#[derive(Clone, Properties)]
pub struct Props {
    pub view: Rc<View>,
    pub table: TableId,
    /// What it may have of the window at most, in pixels; it finds out itself what it has.
    pub height: f64,
    pub send: Callback<AppMessage>,
}

/// A view is a new one after each change; comparing what is in it would cost as much as drawing it.
impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.view, &other.view) && self.table == other.table
    }
}

pub fn table_editor(scene: &Scene, table: TableId) -> Html {
    let props = &Props { view: scene.view.clone(), table, height: scene.grid_height, send: scene.send.clone() };
    let Some((_, table)) = props.view.workspace.table(table) else {
        return html! { <p class="empty">{ t("This table was deleted. Undo brings it back.") }</p> };
    };
    let id = table.id;
    let path = ObjectPath::Table(id);
    let name_problem = problem_at(&props.view.diagnostics, path, Aspect::Name);
    let rename =
        props.send.reform(move |name: String| edit(Edit::RenameTable { table: id, name: name.trim().to_owned() }));
    // From the name on to the columns, as from a cell to the one below.
    let first = GridMessage::Select { row: 0, field: Some(0), how: How::Only };
    let down = props.send.reform(move |()| AppMessage::Session(Message::Grid(first.clone())));
    let comment = props
        .send
        .reform(move |text: String| edit(Edit::SetTable { table: id, change: TableChange::Comment(optional(text)) }));
    let views = [(TableView::Columns, t("Table")), (TableView::Sql, "SQL"), (TableView::Payload, t("Payload"))];
    let registered = table.registration.is_some();
    let shown = if !registered && props.view.table_view == TableView::Payload {
        TableView::Columns
    } else {
        props.view.table_view
    };
    let switches =
        views.into_iter().filter(|(view, _)| registered || *view != TableView::Payload).map(|(view, label)| {
            let onclick = props.send.reform(move |_: MouseEvent| AppMessage::Session(Message::ShowTable(view)));
            html! { <button aria-pressed={(view == shown).to_string()} {onclick}>{ label }</button> }
        });
    let body = match (shown, registered) {
        (TableView::Sql, _) => code(&props.view.workspace, TextOf::Sql(id)),
        (TableView::Payload, true) => code(&props.view.workspace, TextOf::Payload(id)),
        _ => {
            html! { <Grid key={id.0} view={props.view.clone()} table={id} height={props.height} send={props.send.clone()} /> }
        }
    };
    html! {
        <div class="table-editor">
            <div class="heading">
                <TextField id={format!("table-{}", id.0)} class={classes!("table-name", name_problem.as_ref().map(|(_, class)| *class))}
                    label={t("Table name")} value={table.name.clone()} problem={name_problem.map(|(text, _)| text)} on_commit={rename} on_enter={down} />
                <TextField id={format!("comment-{}", id.0)} class="table-comment" label={t("Table comment")} placeholder={t("Comment")}
                    value={table.options.comment.clone().unwrap_or_default()} on_commit={comment} />
                <div class="switch" role="group" aria-label={t("How the table is shown")}>{ for switches }</div>
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
    Some((plain_problem(worst).into(), severity_class(worst.severity)))
}
