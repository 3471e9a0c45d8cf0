//! What leaves the project: every file with its content, to be copied or saved.

use std::rc::Rc;

use yew::prelude::*;

use super::preview;
use crate::diagnostic::Severity;
use crate::export::{self, ExportFile};
use crate::project::Project;
use crate::ui::app::AppMessage;
use crate::ui::session::View;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub view: Rc<View>,
    pub send: Callback<AppMessage>,
}

#[component]
pub fn Export(props: &Props) -> Html {
    let selected = use_state(String::new);
    let view = &props.view;
    let groups = use_memo(view.clone(), |view| groups(view));
    let names = || groups.iter().flat_map(|(_, files)| files).map(|file| file.name.clone());
    let current = names().find(|name| *name == *selected).or_else(|| names().next()).unwrap_or_default();
    let file = groups.iter().flat_map(|(_, files)| files).find(|file| file.name == current);
    let errors = view.count(Severity::Error);
    html! {
        <div class="export">
            <nav class="files" aria-label="Files to export">
                { for groups.iter().map(|(title, files)| group(title, files, &current, &selected)) }
            </nav>
            <div class="content">
                if errors > 0 {
                    <p class="note error">{ format!("{errors} {} below: a server will refuse some of this.", if errors == 1 { "error is listed" } else { "errors are listed" }) }</p>
                }
                if let Some(file) = file {
                    { preview(&file.name, &file.text, &props.send) }
                }
            </div>
        </div>
    }
}

fn groups(view: &View) -> Vec<(&'static str, Vec<ExportFile>)> {
    let workspace = &view.workspace;
    let project = Project { name: view.name.clone(), profile: view.profile.name.clone(), workspace: workspace.clone() };
    let payloads = export::payload_files(workspace);
    let mut groups = vec![("SQL", vec![export::ddl(workspace)])];
    if !payloads.is_empty() {
        groups.push(("Qserv, in the order to send", vec![export::request_list(workspace)]));
        groups.push(("Qserv, a file each", payloads));
    }
    groups.push(("Project", vec![export::project_file(&project)]));
    groups
}

fn group(title: &str, files: &[ExportFile], current: &str, selected: &UseStateHandle<String>) -> Html {
    html! {
        <section>
            <h2>{ title }</h2>
            <ul>
                { for files.iter().map(|file| {
                    let (name, selected) = (file.name.clone(), selected.clone());
                    let active = file.name == current;
                    let onclick = move |_: MouseEvent| selected.set(name.clone());
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
