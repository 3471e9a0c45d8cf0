//! The cells of a row: texts, and a field, proposals and problems where the keyboard is.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::keys::Keys;
use crate::diagnostic::Diagnostic;
use crate::i18n::{say, t, translated};
use crate::schema::{Column, Table, TableId};
use crate::ui::app::AppMessage;
use crate::ui::components::{IconName, icon, marked, severity_class, severity_icon};
use crate::ui::session::cells::{cell_of, shown};
use crate::ui::session::grid::selection;
use crate::ui::session::{Document, Field, Message, Selection, View};
use crate::ui::views::plain_problem;

/// A problem of a cell: the row, the field, and its number in the list of all.
pub type Problem<'v> = (usize, Field, usize, &'v Diagnostic);

/// The problems that stand in cells of the table.
pub fn problems_of<'v>(view: &'v View, table: &Table) -> Vec<Problem<'v>> {
    let own = view.diagnostics.iter().enumerate().filter(|(_, found)| found.path.table() == Some(table.id));
    own.filter_map(|(at, found)| cell_of(table, found).map(|(row, field)| (row, field, at, found))).collect()
}

/// What stands in a cell: row, and number of the field.
pub fn text_of(table: &Table, (row, field): (usize, usize)) -> Option<String> {
    Some(shown(table, table.columns.get(row)?, *Field::ALL.get(field)?))
}

/// The text of the cell that has the keyboard.
pub fn value(view: &View, table: TableId) -> String {
    let table = view.workspace.table(table);
    table.and_then(|(_, table)| text_of(table, selection(view, table).cursor)).unwrap_or_default()
}

/// Where the keyboard is.
pub struct Spot {
    pub keys: Rc<Keys>,
    /// What hangs from the cell hangs above it.
    pub above: bool,
}

pub struct Row<'a> {
    pub table: &'a Table,
    pub at: usize,
    pub column: &'a Column,
    pub chosen: &'a Selection,
    pub problems: &'a [Problem<'a>],
    pub spot: &'a Spot,
}

pub fn row(row: &Row) -> Html {
    let Row { table, at, column, chosen, spot, .. } = *row;
    let drop = spot.keys.editing.borrow().drop;
    let class = match drop {
        Some(to) if to == at => Some("drop-above"),
        Some(to) if to == at + 1 && to == spot.keys.rows => Some("drop-below"),
        _ => None,
    };
    let whole = chosen.rows.as_ref().is_some_and(|rows| rows.contains(&at));
    html! {
        <tr key={column.id.0} {class} data-row={at.to_string()} aria-rowindex={(at + 2).to_string()}>
            <th scope="row" class={classes!("number", whole.then_some("selected"))} draggable="true" title={t("Click to select, drag to move")}>{ at + 1 }</th>
            { for Field::ALL.into_iter().enumerate().map(|(number, field)| cell(row, number, field, table)) }
        </tr>
    }
}

fn cell(row: &Row, number: usize, field: Field, table: &Table) -> Html {
    let Row { at, column, chosen, spot, .. } = *row;
    let text = shown(table, column, field);
    let worst = worst(row.problems, at, field);
    let active = chosen.cursor == (at, number);
    let selected = chosen.has(at, number) && chosen.is_many();
    let class = classes!(
        matches!(field, Field::Name | Field::Type | Field::Default | Field::Extra | Field::Charset).then_some("code"),
        worst.map(|found| severity_class(found.severity)),
        selected.then_some("selected"),
        active.then_some("cursor"),
    );
    let title = worst.map(plain_problem);
    let seen = match field {
        Field::Null => html! { { t(if text == "yes" { "yes" } else { "no" }) } },
        Field::Key | Field::Role if !text.is_empty() => {
            html! { { for text.split(", ").map(|tag| html! { <span class="tag">{ translated(tag) }</span> }) } }
        }
        // What a script says beside the column, in the place of a comment.
        Field::Comment if text.is_empty() => {
            html! { if let Some(remark) = &column.remark { <span class="remark">{ remark }</span> } }
        }
        _ => html! { { &text } },
    };
    html! {
        <td data-f={number.to_string()} {class} {title} aria-selected={selected.then_some("true")} aria-colindex={(number + 2).to_string()}>
            <span class="text">{ seen }</span>
            if active && !spot.keys.proposals.is_empty() { { proposals(spot, spot.keys.editing.borrow().pick) } }
            if worst.is_some() {
                <button class="cell-fix" tabindex="-1" title={t("Show the problem and its fix (Ctrl+.)")} aria-label={t("Show the problem and its fix (Ctrl+.)")}>
                    { icon(worst.map_or(IconName::Advice, |found| severity_icon(found.severity))) }
                </button>
            }
            if active && spot.keys.editing.borrow().menu { { menu(row, field) } }
        </td>
    }
}

/// The field over the cell that has the keyboard. It is the same one wherever the cursor goes, so that no key is lost on
/// the way, and an input method is not disturbed.
pub fn editor(keys: &Rc<Keys>, table: &Table, chosen: &Selection, problems: &[Problem]) -> Html {
    let (at, number) = chosen.cursor;
    let (Some(column), Some(field)) = (table.columns.get(at), Field::ALL.get(number).copied()) else {
        return Html::default();
    };
    let editing = keys.editing.borrow();
    let oninput = {
        let keys = keys.clone();
        move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                keys.type_text(input.value());
            }
        }
    };
    let onblur = {
        let keys = keys.clone();
        move |_: FocusEvent| {
            if keys.editing.borrow().text.is_some() {
                keys.commit();
            }
        }
    };
    let name = if column.name.is_empty() { t("column") } else { &column.name };
    let problem = editing.refused.clone().or_else(|| worst(problems, at, field).map(plain_problem));
    let offered = !keys.proposals.is_empty();
    let typing = editing.text.is_some();
    let value = editing.text.clone().unwrap_or_else(|| shown(table, column, field));
    html! {
        <div class={classes!("cell-editor", matches!(field, Field::Name | Field::Type | Field::Default | Field::Extra | Field::Charset).then_some("code"))}>
            <input id="cell-input" class={classes!(editing.refused.is_some().then_some("error"))} type="text" autocomplete="off" spellcheck="false"
                role={offered.then_some("combobox")} aria-expanded={offered.then_some("true")} aria-controls={offered.then_some("cell-offers")}
                aria-activedescendant={editing.pick.map(|at| format!("cell-offer-{at}"))}
                aria-label={say("{} of {}", &[&t(field.heading()), &name])} aria-invalid={problem.is_some().then_some("true")} aria-description={problem.clone()}
                title={problem} data-editing={typing.then_some("true")} {value} {oninput} {onblur} />
        </div>
    }
}

/// The worst of a cell's problems.
fn worst<'v>(problems: &[Problem<'v>], at: usize, field: Field) -> Option<&'v Diagnostic> {
    let own = problems.iter().filter(|(row, known, ..)| *row == at && *known == field);
    own.max_by_key(|(_, _, _, found)| found.severity).map(|(_, _, _, found)| *found)
}

fn proposals(spot: &Spot, pick: Option<usize>) -> Html {
    let keys = spot.keys.clone();
    // Before the field loses the keyboard.
    let onmousedown = move |event: MouseEvent| {
        event.prevent_default();
        let target = event.target_dyn_into::<web_sys::Element>();
        let option = target.and_then(|target| target.closest("[id^=cell-offer-]").ok().flatten());
        let at = option.and_then(|option| option.id().rsplit('-').next().and_then(|at| at.parse().ok()));
        if let Some(at) = at {
            keys.take(at);
        }
    };
    let options = spot.keys.proposals.iter().enumerate().map(|(at, proposal)| {
        html! {
            <div id={format!("cell-offer-{at}")} role="option" aria-selected={(pick == Some(at)).to_string()}>
                <span class="code">{ &proposal.text }</span><span class="note-text">{ &proposal.note }</span>
            </div>
        }
    });
    html! {
        <div id="cell-offers" class={classes!("cell-offers", spot.above.then_some("above"))} role="listbox" aria-label={t("Proposals")} {onmousedown}>
            { for options }
        </div>
    }
}

/// What is wrong with the cell, each with its fix.
fn menu(row: &Row, field: Field) -> Html {
    let keys = &row.spot.keys;
    let own = row.problems.iter().filter(|(at, known, ..)| *at == row.at && *known == field);
    let send = |message: fn(usize, &'static str) -> Message, at: usize, rule: &'static str| {
        let keys = keys.clone();
        Callback::from(move |_: MouseEvent| {
            let mut editing = keys.editing.borrow_mut();
            editing.menu = false;
            editing.turn = editing.turn.wrapping_sub(1);
            drop(editing);
            keys.update.force_update();
            keys.props.send.emit(AppMessage::Session(message(at, rule)));
        })
    };
    let lines: Vec<Html> = own
        .map(|(_, _, at, found)| {
            html! {
                <div class={classes!("line", severity_class(found.severity))}>
                    <p>{ icon(severity_icon(found.severity)) }<span>{ marked(&translated(&found.message)) }{ " " }<span class="help">{ marked(&translated(&found.help)) }</span></span></p>
                    <div class="bar">
                        if let Some(fix) = &found.fix {
                            <button class="fix" onclick={send(|at, _| Message::ApplyFix(at), *at, found.rule)}>{ translated(&fix.title).replace('`', "") }</button>
                        }
                        <button class="quiet" onclick={send(|_, rule| Message::Open(Document::Rule(rule)), *at, found.rule)}>{ t("Why?") }</button>
                    </div>
                </div>
            }
        })
        .collect();
    html! {
        <div class={classes!("cell-menu", row.spot.above.then_some("above"))} role="group" aria-label={t("Problems of the cell")}>
            if lines.is_empty() { <p tabindex="-1">{ t("Nothing is wrong with this cell.") }</p> }
            { lines }
        </div>
    }
}
