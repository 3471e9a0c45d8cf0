//! The command palette and the help sheet.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::i18n::{say, t};
use crate::ui::actions::{ACTIONS, Action, Group, Keymap, shown};
use crate::ui::app::{AppMessage, Help, OverlayMessage, Palette};
use crate::ui::components::{IconName, icon_button};
use crate::web::is_mac;

/// Lines that PageUp and PageDown go over.
const PAGE: isize = 8;

#[inline(never)] // A door: scripts/lib/parts.mjs
pub fn palette(state: &Palette, keys: &Keymap, send: &Callback<AppMessage>) -> Html {
    let send = send.reform(AppMessage::Overlay);
    let oninput = send.reform(|event: InputEvent| {
        let text = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value());
        OverlayMessage::Type(text.unwrap_or_default())
    });
    let onkeydown = {
        let send = send.clone();
        move |event: KeyboardEvent| {
            let message = match event.key().as_str() {
                "ArrowDown" => OverlayMessage::Move(1),
                "ArrowUp" => OverlayMessage::Move(-1),
                "PageDown" => OverlayMessage::Move(PAGE),
                "PageUp" => OverlayMessage::Move(-PAGE),
                "Enter" if !event.is_composing() => OverlayMessage::Run,
                "Escape" => OverlayMessage::Close,
                // The keyboard stays here until it is closed.
                "Tab" => return event.prevent_default(),
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            send.emit(message);
        }
    };
    let mac = is_mac();
    let line = |(at, hit): (usize, &crate::ui::actions::palette::Hit)| {
        let onclick = send.reform(move |_: MouseEvent| OverlayMessage::Choose(at));
        let shortcut = match hit.target {
            crate::ui::actions::palette::Target::Action(action) => keys.of(action).next().map(|keys| shown(keys, mac)),
            _ => None,
        };
        html! {
            <li id={format!("palette-{at}")} role="option" aria-selected={(at == state.chosen).to_string()} {onclick}>
                <span class="name">{ &hit.text }</span><span class="count">{ &hit.detail }</span>
                if let Some(shortcut) = shortcut { <kbd>{ shortcut }</kbd> }
            </li>
        }
    };
    let words = t("Type an action, a table or a column");
    html! {
        <div class="over">
            <div class="behind" onclick={send.reform(|_: MouseEvent| OverlayMessage::Close)} />
            <div class="palette" role="dialog" aria-modal="true" aria-label={t("Search or run")}>
                <input id="palette" class="field" type="text" role="combobox" autocomplete="off" spellcheck="false" data-free="true"
                    aria-label={words} placeholder={words} aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list"
                    aria-activedescendant={(!state.hits.is_empty()).then(|| format!("palette-{}", state.chosen))}
                    value={state.query.clone()} {oninput} {onkeydown} />
                <ul id="palette-list" role="listbox" aria-label={t("What fits")}>{ for state.hits.iter().enumerate().map(line) }</ul>
                <p class="empty" role="status">
                    { if state.hits.is_empty() { t("Nothing has that in its name.").to_owned() } else { say("{} found", &[&state.hits.len()]) } }
                </p>
            </div>
        </div>
    }
}

/// `open`: a project is open, so that all of it can be done now.
#[inline(never)] // A door: scripts/lib/parts.mjs
pub fn help(state: &Help, keys: &Keymap, open: bool, send: &Callback<AppMessage>) -> Html {
    let send = send.reform(AppMessage::Overlay);
    let close = send.reform(|_: MouseEvent| OverlayMessage::Close);
    let reset = send.reform(|_: MouseEvent| OverlayMessage::ResetKeys);
    let onkeydown = {
        let (send, waiting) = (send.clone(), state.waiting.is_some());
        move |event: KeyboardEvent| {
            if event.key() == "Escape" && !waiting {
                event.stop_propagation();
                send.emit(OverlayMessage::Close);
            }
        }
    };
    let group = |group: Group| {
        let actions = ACTIONS.iter().filter(move |action| action.group == group);
        html! {
            <section>
                <h2>{ t(group.title()) }</h2>
                <ul>{ for actions.map(|action| shortcut(action, state, keys, &send)) }</ul>
            </section>
        }
    };
    html! {
        <div class="over">
            <div class="behind" onclick={close.clone()} />
            <div class="sheet" role="dialog" aria-modal="true" aria-label={t("Help and shortcuts")} tabindex="-1" {onkeydown}>
                <div class="bar">
                    <h1>{ t("Help and shortcuts") }</h1>
                    <span class="space" />
                    <button onclick={reset}>{ t("All shortcuts as they came") }</button>
                    { icon_button(IconName::Close, t("Close the help"), close) }
                </div>
                <p>{ t("Each table is edited in place: type a name, a type, Enter. Problems appear at the foot while you draft, each with its reason and often with a fix. Export has what you send; the server at the foot says what it will answer.") }</p>
                if !open { <p>{ t("Open a project to do most of this.") }</p> }
                <p class="said" role="status">{ &state.said }</p>
                <div class="groups">{ for Group::ALL.into_iter().map(group) }</div>
            </div>
        </div>
    }
}

fn shortcut(action: &'static Action, state: &Help, keys: &Keymap, send: &Callback<OverlayMessage>) -> Html {
    let onclick = send.reform(move |_: MouseEvent| OverlayMessage::Await(action));
    let waiting = state.waiting.is_some_and(|other| other.id == action.id);
    let mac = is_mac();
    let label = t(action.label);
    html! {
        <li key={action.id}>
            <span class="name">{ label }</span>
            { for keys.of(action).map(|keys| html! { <kbd>{ shown(keys, mac) }</kbd> }) }
            <button class={classes!("quiet", waiting.then_some("waiting"))} {onclick} aria-pressed={waiting.to_string()} aria-label={say("Change the shortcut of “{}”", &[&label])}>
                { if waiting { t("Press keys…") } else { t("Change") } }
            </button>
        </li>
    }
}
