//! The fields of the details, drawn alike: texts, lists, boxes.

use yew::prelude::*;

use super::{chosen, plain_problem, ticked, when_understood};
use crate::diagnostic::Diagnostic;
use crate::i18n::{say, t, translated};
use crate::ui::app::{AppMessage, Scene};
use crate::ui::components::{TextField, icon, marked, severity_class, severity_icon};
use crate::ui::session::Message;
use crate::ui::session::form::{Owner, Slot, YES, choices, edits, value};

/// How a field is drawn.
#[derive(Clone, Copy, PartialEq)]
pub enum Control {
    Text,
    /// A text for which the element of that id has suggestions.
    Suggest(&'static str),
    /// One of the choices, or none of them, which is called so.
    Choice(&'static str),
    /// One of the choices.
    OneOf,
    Tick,
}

/// A longer list is filled when the keyboard or the pointer comes to it: one of each column, in each field of a wide table,
/// would be thousands of elements.
pub const LONG: usize = 100;

/// What fills a long list as it gets the keyboard; a click gives it that before the browser opens it.
pub fn unfolds(scene: &Scene) -> Callback<FocusEvent> {
    let (send, now) = (scene.send.clone(), scene.view.unfolded.clone());
    Callback::from(move |event: FocusEvent| {
        let field = event.target_dyn_into::<web_sys::Element>();
        let long = field.and_then(|field| field.get_attribute("data-long").or_else(|| field.get_attribute("list")));
        if long.is_some() && long != now {
            send.emit(AppMessage::Session(Message::Unfold(long)));
        }
    })
}

/// The words of a choice that differ from what it stands for.
fn word(text: &str) -> String {
    translated(text)
}

fn put(scene: &Scene, owner: Owner, slot: Slot, read: fn(&Event) -> String) -> Callback<Event> {
    scene.send.reform(move |event: Event| AppMessage::Session(Message::Put(owner, slot, read(&event))))
}

/// The bare control; `label` names it for those who do not see where it stands.
pub fn control(
    scene: &Scene,
    owner: Owner,
    slot: Slot,
    control: Control,
    label: &str,
    problem: Option<&Diagnostic>,
) -> Html {
    let workspace = &scene.view.workspace;
    let shown = value(workspace, owner, slot);
    let class = classes!("code", problem.map(|found| severity_class(found.severity)));
    let label = AttrValue::from(label.to_owned());
    match control {
        Control::Tick => html! {
            <input type="checkbox" aria-label={label} checked={!shown.is_empty()}
                onchange={put(scene, owner, slot, |event| (if ticked(event) { YES } else { "" }).to_owned())} />
        },
        Control::Choice(_) | Control::OneOf => {
            let choices = choices(workspace, owner, slot);
            // A name that is no longer among the choices stays visible: it is what will be sent.
            let missing = !shown.is_empty() && !choices.iter().any(|choice| *choice == shown);
            let long = (choices.len() > LONG).then(|| format!("{owner:?}-{slot:?}"));
            let folded = long.is_some() && long != scene.view.unfolded;
            let there = choices.iter().filter(|choice| !folded || **choice == shown);
            html! {
                <select class={classes!(class, missing.then_some("error"))} aria-label={label} onchange={put(scene, owner, slot, chosen)}
                    aria-invalid={(missing || problem.is_some()).then_some("true")} title={problem.map(plain_problem)} data-long={long}>
                    if let Control::Choice(none) = control { <option value="" selected={shown.is_empty()}>{ t(none) }</option> }
                    if missing { <option value={shown.clone()} selected={true}>{ say("{} (not there)", &[&shown]) }</option> }
                    { for there.map(|choice| html! { <option value={choice.to_string()} selected={*choice == shown}>{ word(choice) }</option> }) }
                </select>
            }
        }
        Control::Text | Control::Suggest(_) => {
            let workspace = workspace.clone();
            let on_read = when_understood(&scene.send, move |text| {
                edits(&workspace, owner, slot, text)?;
                Ok(AppMessage::Session(Message::Put(owner, slot, text.to_owned())))
            });
            let list = if let Control::Suggest(list) = control { Some(AttrValue::from(list)) } else { None };
            html! {
                <TextField id={format!("{owner:?}-{slot:?}")} {class} {label} value={shown} {on_read} {list}
                    placeholder={t("(default)")} problem={problem.map(plain_problem).map(AttrValue::from)} />
            }
        }
    }
}

/// A line: the label, and its control.
pub fn field(scene: &Scene, owner: Owner, slot: Slot, how: Control, label: &'static str, title: &'static str) -> Html {
    html! {
        <label class="pair"><span title={t(title)}>{ t(label) }</span>{ control(scene, owner, slot, how, t(label), None) }</label>
    }
}

/// Problems below what they are about, each with its fix.
pub fn problem_lines(scene: &Scene, is_about: impl Fn(&Diagnostic) -> bool) -> Html {
    let found = scene.view.diagnostics.iter().enumerate().filter(|(_, found)| is_about(found));
    found.map(|(at, found)| problem_line(scene, at, found)).collect()
}

fn problem_line(scene: &Scene, at: usize, found: &Diagnostic) -> Html {
    let fix = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::ApplyFix(at)));
    html! {
        <div class={classes!("line", "said", severity_class(found.severity))}>
            { icon(severity_icon(found.severity)) }<span>{ marked(&translated(&found.message)) }</span>
            if let Some(offered) = &found.fix {
                <button class="fix" onclick={fix}>{ translated(&offered.title).replace('`', "") }</button>
            }
        </div>
    }
}
