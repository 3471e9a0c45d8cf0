//! Import: text or files in, what was understood is said before anything changes.

use std::rc::Rc;
use std::sync::Arc;

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::ticked;
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::{Format, ReadFile, Reading};
use crate::i18n::{plural, say, t, translated};
use crate::schema::Workspace;
use crate::ui::app::AppMessage;
use crate::ui::components::{IconName, icon, kind_mark, marked, severity_class, severity_icon};
use crate::web::files_in;

/// What stands on the import screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportState {
    pub text: String,
    pub reading: Option<Rc<Reading>>,
    /// Files that were not read at all, and why.
    pub refused: Vec<String>,
    /// Tables of the same name are replaced.
    pub replace: bool,
}

/// What stands in the empty text field: code, the same in all languages.
const EXAMPLES: &str = "CREATE TABLE ...\n\n{\"database\": ..., \"table\": ..., \"schema\": [...]}";

/// Problems shown at once; the rest is counted.
const MOST_SHOWN: usize = 50;

/// `workspace` is what is there already.
pub fn import(state: &ImportState, workspace: &Workspace, send: &Callback<AppMessage>) -> Html {
    let props = &Props { workspace, state, send };
    let typed = send.reform(|event: InputEvent| {
        let text = event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value());
        AppMessage::TypeImport(text.unwrap_or_default())
    });
    let read = send.reform(|_: MouseEvent| AppMessage::ReadTyped);
    let choose = props.send.reform(|event: Event| {
        let picker = event.target_dyn_into::<HtmlInputElement>();
        let files = files_in(picker.as_ref().and_then(HtmlInputElement::files));
        // So that the same file can be chosen again, after it was mended.
        picker.inspect(|picker| picker.set_value(""));
        AppMessage::Pick(files)
    });
    let clear = props.send.reform(|_: MouseEvent| AppMessage::ClearImport);
    html! {
        <div class="import scroll">
            <h1>{ t("Import") }</h1>
            <p>{ t("SQL scripts and dumps, Qserv registrations (JSON) and Tabledraft projects. Paste text here, drop files anywhere, or choose them.") }</p>
            <textarea oninput={typed} rows="8" spellcheck="false" aria-label={t("Text to import")} placeholder={EXAMPLES}
                value={props.state.text.clone()} />
            <div class="bar">
                <button class="primary" onclick={read}>{ t("Read this text") }</button>
                <label class="button">{ icon(IconName::Import) }<span>{ t("Choose files") }</span>
                    <input type="file" multiple=true class="hidden" onchange={choose} aria-label={t("Choose files to import")} />
                </label>
                if props.state.reading.is_some() || !props.state.refused.is_empty() {
                    <button class="quiet" onclick={clear}>{ t("Clear") }</button>
                }
            </div>
            { for props.state.refused.iter().map(|reason| html! {
                <p class="note error" role="alert">{ icon(IconName::Error) }{ reason }</p>
            }) }
            if let Some(reading) = &props.state.reading { { understood(props, reading) } }
        </div>
    }
}

struct Props<'a> {
    workspace: &'a Workspace,
    state: &'a ImportState,
    send: &'a Callback<AppMessage>,
}

fn understood(props: &Props, reading: &Rc<Reading>) -> Html {
    let replace = props.state.replace;
    let workspace = &reading.workspace;
    let problems = reading.diagnostics.iter().filter(|diagnostic| diagnostic.severity > Severity::Info).count();
    let already: Vec<String> = workspace
        .tables()
        .filter(|(database, table)| {
            let there = props.workspace.database_named(&database.name);
            there.is_some_and(|there| there.table_named(&table.name).is_some())
        })
        .map(|(_, table)| table.name.clone())
        .collect();
    let toggle = props.send.reform(|event: Event| AppMessage::SetReplace(ticked(&event)));
    html! {
        <section class="understood" aria-live="polite">
            <h2>{ found(reading) }</h2>
            if nothing(reading) && reading.diagnostics.is_empty() {
                <p>{ t("It holds no CREATE TABLE, no Qserv registration and no project. Look whether it is the right text or file.") }</p>
            }
            { for reading.files.iter().filter(|file| file.format.is_some()).map(file_line) }
            if problems > 0 || !reading.diagnostics.is_empty() {
                <ul class="reading-problems">
                    { for reading.diagnostics.iter().take(MOST_SHOWN).map(|diagnostic| problem(reading, diagnostic)) }
                    if reading.diagnostics.len() > MOST_SHOWN { <li>{ say("and {} more", &[&(reading.diagnostics.len() - MOST_SHOWN)]) }</li> }
                </ul>
            }
            if let Some(project) = &reading.project {
                { open_project(props, reading, &project.name) }
            } else if reading.understood_something() {
                { tables(workspace) }
                if !workspace.kept.is_empty() {
                    <details>
                        <summary>{ kept_words(workspace.kept.len()) }</summary>
                        { for workspace.kept.iter().take(200).map(|kept| html! { <pre class="unread">{ shortened(&kept.text) }</pre> }) }
                    </details>
                }
                if !already.is_empty() {
                    <label class="check"><input type="checkbox" checked={replace} onchange={toggle} />
                        <span>{ say(if already.len() == 1 { "Replace the {} table of the same name: {}" } else { "Replace the {} tables of the same name: {}" }, &[&already.len(), &already.join(", ")]) }</span>
                    </label>
                }
                { commit(props, reading, replace && !already.is_empty()) }
            }
        </section>
    }
}

fn nothing(reading: &Reading) -> bool {
    !reading.understood_something() && reading.project.is_none()
}

fn found(reading: &Reading) -> String {
    if nothing(reading) {
        return t("Nothing to import was found").to_owned();
    }
    let workspace = &reading.workspace;
    let counts = [
        plural(workspace.table_count(), "{} table", "{} tables"),
        plural(workspace.column_count(), "{} column", "{} columns"),
        plural(workspace.index_count(), "{} key", "{} keys"),
    ];
    counts.join(t(", "))
}

fn kept_words(count: usize) -> String {
    plural(
        count,
        "{} statement is kept as text, in place, and written back",
        "{} statements are kept as text, in place, and written back",
    )
}

fn file_line(file: &ReadFile) -> Html {
    let format = match file.format {
        Some(Format::Sql) => "SQL",
        Some(Format::Payload) => "Qserv JSON",
        Some(Format::Project) => t("project"),
        Some(Format::Felis) => "Felis",
        Some(Format::Rows) => t("rows"),
        None => "",
    };
    html! { <p class="file"><span class="code">{ &file.name }</span>{ " " }{ say("read as {}", &[&format]) }</p> }
}

fn problem(reading: &Reading, diagnostic: &Diagnostic) -> Html {
    let place = diagnostic.location.and_then(|location| reading.position(location));
    let place = place.map(|(file, at, _)| format!("{}:{}:{}", file.name, at.line, at.column));
    html! {
        <li class={severity_class(diagnostic.severity)}>
            { icon(severity_icon(diagnostic.severity)) }
            <span class="severity">{ t(diagnostic.severity.word()) }</span>
            <span class="message">
                if let Some(place) = place { <span class="code place">{ place }</span>{ " " } }
                { marked(translated(&diagnostic.message)) }{ " " }<span class="help">{ marked(translated(&diagnostic.help)) }</span>
            </span>
        </li>
    }
}

fn tables(workspace: &Workspace) -> Html {
    html! {
        <ul class="table-list">
            { for workspace.tables().take(500).map(|(database, table)| {
                let (letter, class, kind) = kind_mark(table);
                let prefix = if database.name.is_empty() { String::new() } else { format!("{}.", database.name) };
                html! { <li><span {class} title={kind}>{ letter }</span><span>{ format!("{prefix}{}", table.name) }</span><span class="count">{ plural(table.columns.len(), "{} column", "{} columns") }</span></li> }
            }) }
        </ul>
    }
}

fn commit(props: &Props, reading: &Rc<Reading>, replace: bool) -> Html {
    let import = {
        let workspace = Arc::new(reading.workspace.clone());
        props.send.reform(move |_: MouseEvent| AppMessage::Import { workspace: Arc::clone(&workspace), replace })
    };
    let cancel = props.send.reform(|_: MouseEvent| AppMessage::CancelImport);
    let count = reading.workspace.table_count();
    let title = if count == 0 { t("Import").to_owned() } else { plural(count, "Import {} table", "Import {} tables") };
    html! {
        <div class="bar">
            <button class="primary" onclick={import}>{ title }</button>
            <button class="quiet" onclick={cancel}>{ t("Cancel") }</button>
        </div>
    }
}

fn open_project(props: &Props, reading: &Rc<Reading>, name: &str) -> Html {
    let open = {
        let reading = Rc::clone(reading);
        props.send.reform(move |_: MouseEvent| AppMessage::OpenReadProject(Rc::clone(&reading)))
    };
    html! {
        <div class="bar">
            <button class="primary" onclick={open}>{ say("Open the project {}", &[&name]) }</button>
            <span>{ t("It opens beside the others; this one stays as it is.") }</span>
        </div>
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= 400 { text.to_owned() } else { text.chars().take(400).chain(['…']).collect() }
}
