//! What leaves the project: every file with its content, to be copied or saved.

use std::rc::Rc;

use yew::prelude::*;

use super::export_target::target;
use super::preview;
use super::server::{counts, tried};
use crate::diagnostic::Severity;
use crate::engine::{Group, Offer, Outcome};
use crate::export::{self, ExportFile};
use crate::i18n::{plural, say, t, translated};
use crate::project::Project;
use crate::ui::app::AppMessage;
use crate::ui::session::View;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub view: Rc<View>,
    /// The ingest plan and what else the worker makes; `None` while it is being made for the first time.
    pub offer: Option<Result<Rc<Offer>, String>>,
    /// The configuration of the server that the plan is for; empty for an empty server.
    pub target: Rc<str>,
    pub send: Callback<AppMessage>,
}

#[component]
pub fn Export(props: &Props) -> Html {
    let selected = use_state(Selected::default);
    let view = &props.view;
    let groups = use_memo(view.clone(), |view| groups(view));
    let offer = props.offer.as_ref().and_then(|offer| offer.as_ref().ok());
    let groups: Vec<&Group> = groups.iter().chain(offer.iter().flat_map(|offer| &offer.groups)).collect();
    let files = || groups.iter().flat_map(|group| group.files.iter().map(|file| (*group, file)));
    let chosen = files().find(|(group, file)| selected.is(group, file)).or_else(|| files().next());
    let refused = offer.map_or(0, |offer| offer.tried.count(Outcome::Refused));
    let errors = view.count(Severity::Error);
    let registered = view.workspace.tables().any(|(_, table)| table.registration.is_some());
    html! {
        <div class="export">
            <nav class="files" aria-label={t("Files to export")}>
                { for groups.iter().map(|group| entries(group, chosen, &selected)) }
                { waiting(&props.offer) }
            </nav>
            <div class="content">
                if errors > 0 {
                    <p class="note error">{ plural(errors, "{} error is listed below: a server will refuse some of this.", "{} errors are listed below: a server will refuse some of this.") }</p>
                }
                if registered { { target(&props.target, offer.map(|offer| &**offer), &props.send) } }
                if let Some((group, file)) = chosen {
                    if let Some(offer) = offer.filter(|_| group.planned) {
                        <details class="tried server" open={refused > 0}>
                            <summary>{ say("Tried on {}: {}", &[&offer.server, &counts(&offer.tried)]) }</summary>
                            <ul>{ tried(&offer.tried) }</ul>
                            { for offer.notes.iter().map(|note| html! { <p class="note">{ translated(note) }</p> }) }
                        </details>
                    }
                    { preview(&file.name, &file.text, &props.send) }
                }
            </div>
        </div>
    }
}

/// The file that is shown, by its group and its name.
#[derive(Default)]
struct Selected {
    title: String,
    name: String,
}

impl Selected {
    fn is(&self, group: &Group, file: &ExportFile) -> bool {
        self.title == group.title && self.name == file.name
    }
}

/// What can be written at once; the rest comes from the worker.
fn groups(view: &View) -> Vec<Group> {
    let workspace = &view.workspace;
    let project = Project {
        name: view.name.clone(),
        profile: view.profile.name.clone(),
        settings: view.settings.clone(),
        workspace: workspace.clone(),
    };
    let payloads = export::payload_files(workspace);
    let group = |title: &str, files| Group { title: title.to_owned(), files, planned: false };
    let mut groups = vec![group("SQL", vec![export::ddl(workspace)])];
    if !payloads.is_empty() {
        groups.push(group("Qserv, in the order to send", vec![export::request_list(workspace)]));
        groups.push(group("Qserv, a file each", payloads));
    }
    groups.push(group("Project", vec![export::project_file(&project)]));
    groups
}

fn waiting(offer: &Option<Result<Rc<Offer>, String>>) -> Html {
    match offer {
        None => html! { <p class="empty">{ t("The ingest plan and Felis schemas are being made.") }</p> },
        Some(Err(why)) => html! { <p class="empty">{ say("There is no ingest plan: {}.", &[why]) }</p> },
        Some(Ok(_)) => html! {},
    }
}

fn entries(group: &Group, chosen: Option<(&Group, &ExportFile)>, selected: &UseStateHandle<Selected>) -> Html {
    html! {
        <section>
            <h2>{ translated(&group.title) }</h2>
            <ul>
                { for group.files.iter().map(|file| {
                    let active = chosen == Some((group, file));
                    let (title, name, selected) = (group.title.clone(), file.name.clone(), selected.clone());
                    let onclick = move |_: MouseEvent| selected.set(Selected { title: title.clone(), name: name.clone() });
                    html! {
                        <li class={classes!(active.then_some("active"))}>
                            <button class="entry" {onclick} aria-current={active.then_some("true")}>{ &file.name }</button>
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}
