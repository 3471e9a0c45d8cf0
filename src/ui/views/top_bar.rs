//! The bar at the top: which project, judged how, undo, import and export.

use yew::prelude::*;

use super::{chosen, diagram_button};
use crate::i18n::{Language, language, later, say, t, translated};
use crate::rules::Profile;
use crate::ui::actions::{Action, Keymap};
use crate::ui::app::{AppMessage, Drawer, ProjectMessage, Scene};
use crate::ui::components::{IconName, TextField, button, icon, icon_button};
use crate::ui::session::{Document, Message};
use crate::web::{Theme, is_mac};

/// How far saving has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    #[default]
    Saved,
    Saving,
    Failed(String),
}

pub fn top_bar(scene: &Scene, save: &SaveState, theme: Theme, keys: &Keymap) -> Html {
    let view = &scene.view;
    let send = |message: fn() -> AppMessage| {
        let send = scene.send.clone();
        Callback::from(move |_: MouseEvent| send.emit(message()))
    };
    let rename = scene.send.reform(|name: String| AppMessage::Session(Message::SetName(name)));
    let choose_profile = scene.send.reform(|event: Event| AppMessage::Session(Message::SetProfile(chosen(&event))));
    let hint = |id: &str| keys.hint(id, is_mac());
    let undo_title =
        step_title(view.undo_label.as_deref(), later("Nothing to undo"), later("Undo: {}")) + &hint("undo");
    let redo_title =
        step_title(view.redo_label.as_deref(), later("Nothing to redo"), later("Redo: {}")) + &hint("redo");
    html! {
        <header class="top-bar">
            <h1 class="hidden">{ &view.name }</h1>
            { button("quiet drawer-toggle show-tables", IconName::Panel, t("Tables"), send(|| AppMessage::Toggle(Drawer::Explorer))) }
            <button class="quiet home" title={t("All projects")} onclick={send(|| AppMessage::Project(ProjectMessage::Close))}>
                { icon(IconName::Home) }<span class="brand">{ "Tabledraft" }</span>
            </button>
            <TextField id="project-name" class="project-name" label={t("Project name")} value={view.name.clone()} on_commit={rename} />
            <label class="profile">
                <span>{ t("Profile") }</span>
                <select onchange={choose_profile} title={translated(&view.profile.description)}>
                    { for Profile::titles().iter().map(|(name, title)| html! {
                        <option value={*name} selected={*name == view.profile.name}>{ translated(title) }</option>
                    }) }
                </select>
            </label>
            <span class="target" title={t("The server whose reserved words and limits are looked at")}>{ view.profile.server.title() }</span>
            <div class="group">
                <button class="quiet" disabled={view.undo_label.is_none()} title={undo_title} onclick={send(|| AppMessage::Session(Message::Undo))}>
                    { icon(IconName::Undo) }<span>{ t("Undo") }</span>
                </button>
                <button class="quiet" disabled={view.redo_label.is_none()} title={redo_title} onclick={send(|| AppMessage::Session(Message::Redo))}>
                    { icon(IconName::Redo) }<span>{ t("Redo") }</span>
                </button>
            </div>
            { search_button(keys, &scene.send) }
            <span class="space" />
            { save_state(save) }
            <div class="group">
                { diagram_button("", scene) }
                { button("", IconName::Import, t("Import"), send(|| AppMessage::Session(Message::Open(Document::Import)))) }
                { button("primary", IconName::Export, t("Export"), send(|| AppMessage::Session(Message::Open(Document::Export)))) }
            </div>
            { look_buttons(theme, keys, &scene.send) }
            { button("quiet drawer-toggle show-details", IconName::Panel, t("Details"), send(|| AppMessage::Toggle(Drawer::Inspector))) }
        </header>
    }
}

/// What a button for steps takes back or does again.
fn step_title(label: Option<&str>, none: &'static str, some: &'static str) -> String {
    label.map_or_else(|| t(none).to_owned(), |label| say(some, &[&translated(label)]))
}

/// Opens the command palette.
pub fn search_button(keys: &Keymap, send: &Callback<AppMessage>) -> Html {
    let onclick = act("palette", send);
    html! {
        <button class="search" {onclick} title={t("Search or run")}>
            { icon(IconName::Search) }<span>{ t("Search or run") }</span><kbd>{ keys.hint("palette", is_mac()).trim_matches([' ', '(', ')']).to_owned() }</kbd>
        </button>
    }
}

/// The language, the theme (from the system's to light to dark to high contrast and back), and help.
pub fn look_buttons(theme: Theme, keys: &Keymap, send: &Callback<AppMessage>) -> Html {
    let next = theme.next();
    let title = say("Theme: {}. Change to {}", &[&t(theme.word()), &t(next.word())]);
    let other = match language() {
        Language::English => Language::Chinese,
        Language::Chinese => Language::English,
    };
    let change = send.reform(move |_: MouseEvent| AppMessage::SetLanguage(other));
    // Its name in its own language: who does not read this one has to find it. The letter is drawn, for a font of thousands of letters is
    // slow to load for one.
    let (short, name) =
        if other == Language::Chinese { (icon(IconName::Chinese), "中文") } else { (html! { "EN" }, "English, EN") };
    html! {
        <>
            <button class="quiet language" onclick={change} lang={other.tag()} title={other.name()} aria-label={name}>{ short }</button>
            { icon_button(IconName::Theme, title, send.reform(move |_: MouseEvent| AppMessage::SetTheme(next))) }
            { icon_button(IconName::Help, t("Help and shortcuts").to_owned() + &keys.hint("help", is_mac()), act("help", send)) }
        </>
    }
}

/// Does an action of the list.
fn act(id: &'static str, send: &Callback<AppMessage>) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |_| Action::named(id).into_iter().for_each(|action| send.emit(AppMessage::Act(action))))
}

fn save_state(save: &SaveState) -> Html {
    let (text, title, class) = match save {
        SaveState::Saved => {
            (t("Saved"), t("Kept in this browser. Export has the project as a file.").to_owned(), "saved")
        }
        SaveState::Saving => (t("Saving…"), t("Being written to this browser's storage.").to_owned(), "saved"),
        SaveState::Failed(reason) => (
            t("Not saved"),
            say("The browser did not keep it: {}. Save the project as a file (Export).", &[reason]),
            "saved failed",
        ),
    };
    html! { <span {class} {title} role="status">{ text }</span> }
}
