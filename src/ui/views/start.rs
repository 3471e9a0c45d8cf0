//! The first page: samples to try, projects to go on with, and a place to drop things.

use std::rc::Rc;

use yew::prelude::*;

use super::import::{ImportState, import};
use super::top_bar::{look_buttons, search_button};
use crate::i18n::{later, plural, say, t};
use crate::ui::actions::Keymap;
use crate::ui::app::{AppMessage, ProjectMessage};
use crate::ui::components::{IconName, icon, icon_button};
use crate::web::{self, Saved, Theme};

/// A sample project: its file's stem, its title, what it shows, and the letters on its card.
pub struct Sample {
    pub file: &'static str,
    pub title: &'static str,
    pub text: &'static str,
}

pub const SAMPLES: &[Sample] = &[
    Sample {
        file: "qserv",
        title: later("Qserv catalogue"),
        text: later(
            "Directors, dependents, a ref-match and a regular table of an astronomy catalogue, registered over Qserv's REST API.",
        ),
    },
    Sample {
        file: "bk-ci",
        title: later("BK-CI"),
        text: later(
            "The tables of a CI platform's design guide: pipelines, projects, permissions, the store, repositories and build machines.",
        ),
    },
    Sample {
        file: "dlworkspace",
        title: later("DLWorkspace"),
        text: later("Four tables of a deep learning cluster: jobs, users, commands and the cluster's state."),
    },
];

pub struct StartScene {
    /// `None` while the list is read.
    pub saved: Option<Rc<Vec<Saved>>>,
    pub storage_problem: Option<String>,
    pub import: Rc<ImportState>,
    pub theme: Theme,
    pub keys: Keymap,
    pub send: Callback<AppMessage>,
}

pub fn start(props: &StartScene) -> Html {
    let empty = props.send.reform(|_: MouseEvent| AppMessage::Project(ProjectMessage::New));
    html! {
        <div key="start" class="start-page">
            <header class="top-bar">
                <h1 class="brand">{ "Tabledraft" }</h1>
                <span class="space" />
                { search_button(&props.keys, &props.send) }
                { look_buttons(props.theme, &props.keys, &props.send) }
            </header>
            <main class="start" tabindex="-1">
                <p class="lead">{ t("Draft MySQL tables and Qserv registrations, and know what the server will say before you send them.") }</p>
                if let Some(problem) = &props.storage_problem {
                    <p class="note error" role="alert">{ say("This browser keeps nothing here ({}): save your work as a file before you leave.", &[problem]) }</p>
                }
                <section>
                    <h2>{ t("Begin") }</h2>
                    <div class="cards">
                        <button class="card" onclick={empty}>
                            <strong>{ icon(IconName::Add) }{ t("Empty project") }</strong>
                            <span>{ t("Draft your own tables from nothing.") }</span>
                        </button>
                        { for SAMPLES.iter().map(|sample| {
                            let file = sample.file;
                            let onclick = props.send.reform(move |_: MouseEvent| AppMessage::Project(ProjectMessage::OpenSample(file)));
                            html! {
                                <button class="card" {onclick}>
                                    <strong>{ icon(IconName::Table) }{ t(sample.title) }</strong>
                                    <span>{ t(sample.text) }</span>
                                </button>
                            }
                        }) }
                    </div>
                </section>
                { saved_projects(props) }
                { import(&props.import, &props.send) }
            </main>
        </div>
    }
}

fn saved_projects(props: &StartScene) -> Html {
    let Some(saved) = props.saved.as_ref().filter(|saved| !saved.is_empty()) else { return Html::default() };
    html! {
        <section>
            <h2>{ t("Your projects in this browser") }</h2>
            <ul class="saved">{ for saved.iter().map(|project| saved_project(props, project)) }</ul>
        </section>
    }
}

fn saved_project(props: &StartScene, project: &Saved) -> Html {
    let open = {
        let id = project.id.clone();
        props.send.reform(move |_: MouseEvent| AppMessage::Project(ProjectMessage::OpenSaved(id.clone())))
    };
    let delete = {
        let id = project.id.clone();
        props.send.reform(move |_: MouseEvent| AppMessage::Project(ProjectMessage::Delete(id.clone())))
    };
    let when = web::local_time(project.saved_at, t("en-GB"));
    let tables = plural(project.tables as usize, "{} table", "{} tables");
    html! {
        <li key={project.id.clone()}>
            <button class="entry" onclick={open}>
                <span class="name">{ &project.name }</span>
                if let Some(file) = &project.file { <span class="count">{ say("in {}", &[&file.name]) }</span> }<span class="count">{ tables }</span><span class="when">{ say("saved {}", &[&when]) }</span>
            </button>
            { icon_button(IconName::Delete, say("Delete the project {}", &[&project.name]), delete) }
        </li>
    }
}
