//! The bar at the top: which project, judged how, undo, import and export.

use yew::prelude::*;

use super::chosen;
use crate::i18n::{say, t, translated};
use crate::rules::{CORE, Profile};
use crate::ui::app::{AppMessage, Drawer, Scene};
use crate::ui::components::{IconName, TextField, button, icon, icon_button};
use crate::ui::session::{Document, Message};
use crate::web::Theme;

/// How far saving has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    #[default]
    Saved,
    Saving,
    Failed(String),
}

pub fn top_bar(scene: &Scene, save: &SaveState, theme: Theme) -> Html {
    let view = &scene.view;
    let send = |message: fn() -> AppMessage| {
        let send = scene.send.clone();
        Callback::from(move |_: MouseEvent| send.emit(message()))
    };
    let rename = scene.send.reform(|name: String| AppMessage::Session(Message::SetName(name)));
    let choose_profile = scene.send.reform(|event: Event| AppMessage::Session(Message::SetProfile(chosen(&event))));
    let undo_title = step_title(view.undo_label.as_deref(), "Nothing to undo", "Undo: {} (Ctrl+Z)");
    let redo_title = step_title(view.redo_label.as_deref(), "Nothing to redo", "Redo: {} (Ctrl+Shift+Z)");
    let profiles: Vec<Profile> = Profile::names().iter().filter_map(|name| Profile::of(&CORE, name)).collect();
    html! {
        <header class="top-bar">
            <h1 class="hidden">{ &view.name }</h1>
            { button("quiet drawer-toggle show-tables", IconName::Panel, t("Tables"), send(|| AppMessage::Toggle(Drawer::Explorer))) }
            <button class="quiet home" title={t("All projects")} onclick={send(|| AppMessage::CloseProject)}>
                { icon(IconName::Home) }<span class="brand">{ "Tabledraft" }</span>
            </button>
            <TextField id="project-name" class="project-name" label={t("Project name")} value={view.name.clone()} on_commit={rename} />
            <label class="profile">
                <span>{ t("Profile") }</span>
                <select onchange={choose_profile} title={translated(&view.profile.description).to_owned()}>
                    { for profiles.iter().map(|profile| html! {
                        <option value={profile.name.clone()} selected={profile.name == view.profile.name}>{ translated(&profile.title) }</option>
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
            <span class="space" />
            { save_state(save) }
            <div class="group">
                { button("", IconName::Import, t("Import"), send(|| AppMessage::Session(Message::Open(Document::Import)))) }
                { button("primary", IconName::Export, t("Export"), send(|| AppMessage::Session(Message::Open(Document::Export)))) }
            </div>
            { theme_button(theme, &scene.send) }
            { button("quiet drawer-toggle show-details", IconName::Panel, t("Details"), send(|| AppMessage::Toggle(Drawer::Inspector))) }
        </header>
    }
}

/// What a button for steps takes back or does again.
fn step_title(label: Option<&str>, none: &'static str, some: &'static str) -> String {
    label.map_or_else(|| t(none).to_owned(), |label| say(some, &[&translated(label)]))
}

/// Goes from the system's theme to light to dark and back.
pub fn theme_button(theme: Theme, send: &Callback<AppMessage>) -> Html {
    let next = theme.next();
    let title = say("Theme: {}. Change to {}", &[&t(theme.name()), &t(next.name())]);
    let onclick = send.reform(move |_: MouseEvent| AppMessage::SetTheme(next));
    icon_button(IconName::Theme, title, onclick)
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
