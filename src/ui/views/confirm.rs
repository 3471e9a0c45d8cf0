//! What was proposed while reading: each with its evidence, confirmed or corrected one by one.

use serde_json::{Map, Value};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::import::ImportState;
use super::{chosen, ticked};
use crate::engine::{Confirm, Confirmed, Preview};
use crate::i18n::{say, t, translated};
use crate::schema::Kind;
use crate::ui::app::{AppMessage, ImportMessage};
use crate::ui::components::marked;

/// Proposals on one page.
const ON_A_PAGE: usize = 25;
/// What a table can be to Qserv; `plain` is not registered.
const KINDS: &[&str] = &["plain", "regular", "director", "dependent", "ref-match"];

pub fn confirm(state: &ImportState, preview: &Preview, send: &Callback<AppMessage>) -> Html {
    let count = preview.confirm.len();
    if count == 0 {
        return Html::default();
    }
    let confirmed = state.answers.iter().flatten().count();
    let first = (state.page * ON_A_PAGE).min(count);
    let last = (first + ON_A_PAGE).min(count);
    let page = |to: usize, text: &'static str, there: bool| {
        let onclick = send.reform(move |_: MouseEvent| AppMessage::Import(ImportMessage::Page(to)));
        html! { <button class="quiet" disabled={!there} {onclick}>{ text }</button> }
    };
    let shown = preview.confirm.iter().enumerate().skip(first).take(last - first);
    html! {
        <section class="confirm" aria-label={t("To confirm")}>
            <h3>{ say("Proposed, for you to confirm or correct: {} of {} confirmed", &[&confirmed, &count]) }</h3>
            <ul>
                { for shown.map(|(number, proposal)| {
                    let answer = state.answers.get(number).and_then(Option::as_ref);
                    line(number, proposal, answer, send)
                }) }
            </ul>
            if count > ON_A_PAGE {
                <div class="pages">
                    { page(state.page.saturating_sub(1), t("Previous"), first > 0) }
                    <span>{ say("{} to {} of {}", &[&(first + 1), &last, &count]) }</span>
                    { page(state.page + 1, t("Next"), last < count) }
                </div>
            }
        </section>
    }
}

fn line(number: usize, proposal: &Confirm, answer: Option<&Confirmed>, send: &Callback<AppMessage>) -> Html {
    let of_role = proposal.column.is_empty();
    let name = if of_role { proposal.table.clone() } else { format!("{}.{}", proposal.table, proposal.column) };
    let now = answer.cloned().unwrap_or_else(|| Confirmed {
        number,
        value: proposal.value.clone(),
        roles: proposal.roles.clone(),
    });
    let tick = {
        let (send, now) = (send.clone(), now.clone());
        move |event: Event| answered(&send, number, ticked(&event).then(|| now.clone()))
    };
    let change = {
        let (send, now, proposal) = (send.clone(), now.clone(), proposal.clone());
        move |event: Event| {
            let value = if of_role { chosen(&event) } else { typed(&event) };
            // Roles of the kind that was proposed come back with it.
            let roles = if value == proposal.value { proposal.roles.clone() } else { roles_of(&value, &now.roles) };
            answered(&send, number, Some(Confirmed { number, value, roles }));
        }
    };
    html! {
        <li key={number}>
            <input type="checkbox" checked={answer.is_some()} onchange={tick} aria-label={say("Confirm {}", &[&name])} />
            <span class="code name">{ &name }</span>
            if of_role {
                <select onchange={change} aria-label={say("Kind of {}", &[&name])}>
                    { for KINDS.iter().map(|kind| html! { <option value={*kind} selected={*kind == now.value}>{ translated(kind) }</option> }) }
                </select>
            } else {
                <input class="field code" type="text" spellcheck="false" value={now.value.clone()} onchange={change} aria-label={say("Type of {}", &[&name])} />
            }
            <span class="evidence">{ marked(&translated(&proposal.evidence)) }</span>
            if !now.roles.is_empty() { <span class="roles">{ for now.roles.keys().map(|role| role_field(&name, role, &now, send)) }</span> }
        </li>
    }
}

fn role_field(table: &str, role: &str, now: &Confirmed, send: &Callback<AppMessage>) -> Html {
    let value = now.roles.get(role).and_then(Value::as_str).unwrap_or_default().to_owned();
    let onchange = {
        let (send, now, role) = (send.clone(), now.clone(), role.to_owned());
        move |event: Event| {
            let mut answer = now.clone();
            answer.roles.insert(role.clone(), Value::String(typed(&event)));
            answered(&send, answer.number, Some(answer));
        }
    };
    html! {
        <label><span class="code">{ role }</span>
            <input class="field code" type="text" spellcheck="false" {value} {onchange} aria-label={say("{} of {}", &[&role, &table])} />
        </label>
    }
}

fn answered(send: &Callback<AppMessage>, number: usize, answer: Option<Confirmed>) {
    send.emit(AppMessage::Import(ImportMessage::Confirm(number, answer)));
}

fn typed(event: &Event) -> String {
    event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default()
}

/// The attributes of a kind, with what is known of them.
fn roles_of(kind: &str, known: &Map<String, Value>) -> Map<String, Value> {
    let Some(kind) = Kind::named(kind) else { return Map::new() };
    let directors = kind.directors().into_iter().map(|(role, _)| role);
    let all = directors.chain(kind.column_roles().into_iter().map(|(role, _)| role));
    let value = |name: &str| known.get(name).cloned().unwrap_or_else(|| Value::String(String::new()));
    all.map(|role| (role.attribute().to_owned(), value(role.attribute()))).collect()
}
