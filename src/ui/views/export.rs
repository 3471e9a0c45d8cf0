//! What leaves the project: every file with its content, to be copied or saved.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
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
use crate::web::focus;

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
    let own = use_memo(view.clone(), |view| groups(view));
    let offer = props.offer.as_ref().and_then(|offer| offer.as_ref().ok());
    let registered = view.workspace.tables().any(|(_, table)| table.registration.is_some());
    // What the worker makes has its place before it comes, so that nothing moves under the hand: the plan at the top, under
    // names that are known, and what may be long at the end.
    let made = || offer.iter().flat_map(|offer| &offer.groups);
    let awaited = (registered && made().all(|group| group.title != PLAN)).then(awaited);
    let groups: Vec<&Group> = awaited
        .iter()
        .chain(made().filter(|group| group.title == PLAN))
        .chain(own.iter())
        .chain(made().filter(|group| group.title != PLAN))
        .collect();
    let files = || groups.iter().flat_map(|group| group.files.iter().map(|file| (*group, file)));
    let chosen = files().find(|(group, file)| selected.is(group, file)).or_else(|| files().next());
    let refused = offer.map_or(0, |offer| offer.tried.count(Outcome::Refused));
    let errors = view.count(Severity::Error);
    html! {
        <div class="export">
            <nav class="files" aria-label={t("Files to export")} onkeydown={walk}>
                { for groups.iter().map(|group| entries(group, chosen, &selected)) }
                if offer.is_none() && !registered { { waiting(&props.offer) } }
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
                    if awaited.as_ref() == Some(group) {
                        { waiting(&props.offer) }
                    } else {
                        { preview(&file.name, &file.text, &props.send) }
                    }
                }
            </div>
        </div>
    }
}

/// The title of the plan among the worker's groups.
const PLAN: &str = "Ingest plan";

/// The plan's files before they are made.
fn awaited() -> Group {
    let file = |name: &str| ExportFile { name: name.to_owned(), text: String::new() };
    Group { title: PLAN.to_owned(), files: vec![file("plan.json"), file("ingest.sh")], planned: true }
}

/// The arrows, Home and End choose the next file; Tab goes on from the one that is shown.
fn walk(event: KeyboardEvent) {
    let entries = event.current_target().and_then(|list| list.dyn_into::<Element>().ok());
    let Some(entries) = entries.and_then(|list| list.query_selector_all("button.entry").ok()) else { return };
    let entry = |at: u32| entries.get(at).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let holder = focus::holder();
    let Some(here) = (0..entries.length()).find(|at| entry(*at) == holder) else { return };
    let last = entries.length().saturating_sub(1);
    let next = match event.key().as_str() {
        "ArrowDown" => (here + 1).min(last),
        "ArrowUp" => here.saturating_sub(1),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    if let Some(entry) = entry(next) {
        let _ = entry.focus();
        entry.click();
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
        Some(Err(why)) => html! { <p class="empty">{ say("There is no ingest plan: {}.", &[&translated(why)]) }</p> },
        Some(Ok(_)) => html! {},
    }
}

fn entries(group: &Group, chosen: Option<(&Group, &ExportFile)>, selected: &UseStateHandle<Selected>) -> Html {
    html! {
        <section key={group.title.clone()}>
            <h2>{ translated(&group.title) }</h2>
            <ul>
                { for group.files.iter().map(|file| {
                    let active = chosen == Some((group, file));
                    let (title, name, selected) = (group.title.clone(), file.name.clone(), selected.clone());
                    let onclick = move |_: MouseEvent| selected.set(Selected { title: title.clone(), name: name.clone() });
                    html! {
                        <li key={file.name.clone()} class={classes!(active.then_some("active"))}>
                            <button class="entry" {onclick} aria-current={active.then_some("true")} tabindex={(!active).then_some("-1")}>{ &file.name }</button>
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}
