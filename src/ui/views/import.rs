//! Import: text or files in; what was understood, what is kept as text, what it will change and what has to be confirmed
//! is said before anything changes.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::confirm::confirm;
use crate::engine::{Confirmed, PASTED_TEXT, Preview, PreviewFile, PreviewProblem, PreviewTable, Same};
use crate::i18n::{plural, say, t, translated};
use crate::ui::app::{AppMessage, ImportMessage};
use crate::ui::components::{IconName, icon, marked, severity_class, severity_icon};
use crate::web::files_in;

/// What stands on the import screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportState {
    pub text: String,
    pub busy: Option<Busy>,
    pub preview: Option<Rc<Preview>>,
    /// Why it could not be read or taken.
    pub failed: Option<String>,
    pub same: Same,
    /// One for each proposal; `None` as long as it is open.
    pub answers: Vec<Option<Confirmed>>,
    /// The page of proposals that is shown.
    pub page: usize,
    /// A saved project is being opened, the one of this id: nothing is to be asked.
    pub opening: Option<Option<String>>,
}

/// The worker is at it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Busy {
    /// The number of the question.
    pub id: u32,
    /// It takes long enough to be spoken of.
    pub late: bool,
    /// How far it is, for people.
    pub said: String,
}

/// What stands in the empty text field: code, the same in all languages.
const EXAMPLES: &str = "CREATE TABLE ...\n\n{\"database\": ..., \"table\": ..., \"schema\": [...]}";

pub fn import(state: &ImportState, send: &Callback<AppMessage>) -> Html {
    let typed = send.reform(|event: InputEvent| {
        let text = event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value());
        AppMessage::Import(ImportMessage::Type(text.unwrap_or_default()))
    });
    let something = state.preview.is_some() || state.failed.is_some();
    let shown = state.preview.as_ref().filter(|preview| state.opening.is_none() || preview.project.is_none());
    html! {
        <div class="import scroll">
            <h1>{ t("Import") }</h1>
            <p>{ t("SQL scripts and dumps, Qserv registrations and configurations (JSON), Felis schemas (YAML), rows (CSV, TSV) and Tabledraft projects. Paste text here, drop files anywhere, or choose them.") }</p>
            <textarea oninput={typed} rows="8" spellcheck="false" aria-label={t("Text to import")} placeholder={EXAMPLES}
                value={state.text.clone()} />
            <div class="bar">
                <button class="primary" onclick={on(send, || ImportMessage::ReadTyped)}>{ t("Read this text") }</button>
                { picker(send, t("Choose files"), t("Choose files to import"), false) }
                { picker(send, t("Choose a folder"), t("Choose a folder to import"), true) }
                if something { <button class="quiet" onclick={on(send, || ImportMessage::Clear)}>{ t("Clear") }</button> }
            </div>
            if let Some(busy) = state.busy.as_ref().filter(|busy| busy.late) {
                <div class="bar note" role="status">
                    <span>{ if busy.said.is_empty() { t("Reading") } else { &busy.said } }</span>
                    <button onclick={on(send, || ImportMessage::Stop)}>{ t("Stop") }</button>
                </div>
            }
            { for state.failed.iter().map(|reason| refused(reason)) }
            if let Some(preview) = shown {
                { for preview.refused.iter().map(|reason| refused(reason)) }
                { understood(state, preview, send) }
            }
        </div>
    }
}

/// Sends an import message when it is clicked.
pub(super) fn on(send: &Callback<AppMessage>, message: fn() -> ImportMessage) -> Callback<MouseEvent> {
    send.reform(move |_: MouseEvent| AppMessage::Import(message()))
}

fn picker(send: &Callback<AppMessage>, title: &'static str, label: &'static str, folder: bool) -> Html {
    let onchange = send.reform(|event: Event| {
        let picker = event.target_dyn_into::<HtmlInputElement>();
        let files = files_in(picker.as_ref().and_then(HtmlInputElement::files));
        // So that the same file can be chosen again, after it was mended.
        picker.inspect(|picker| picker.set_value(""));
        AppMessage::Import(ImportMessage::Pick(files))
    });
    html! {
        <label class="button">{ icon(IconName::Import) }<span>{ title }</span>
            <input type="file" multiple=true class="hidden" webkitdirectory={folder} {onchange} aria-label={label} />
        </label>
    }
}

fn refused(reason: &str) -> Html {
    html! { <p class="note error" role="alert">{ icon(IconName::Error) }{ translated(reason) }</p> }
}

#[inline(never)] // A door: scripts/lib/parts.mjs
fn understood(state: &ImportState, preview: &Preview, send: &Callback<AppMessage>) -> Html {
    let more = preview.problem_count - preview.problems.len().min(preview.problem_count);
    html! {
        <section class="understood" aria-live="polite">
            <h2>{ found(preview) }</h2>
            if nothing(preview) && preview.problem_count == 0 {
                <p>{ t("It holds no CREATE TABLE, no Qserv registration and no project. Look whether it is the right text or file.") }</p>
            }
            { for formats(preview).iter().map(|(format, files)| format_line(format, files)) }
            if preview.problem_count > 0 {
                <ul class="reading-problems">
                    { for preview.problems.iter().map(problem) }
                    if more > 0 { <li>{ say("and {} more", &[&more]) }</li> }
                </ul>
            }
            if let Some(name) = &preview.project {
                <div class="bar">
                    <button class="primary" onclick={on(send, || ImportMessage::Take { open: true })}>{ say("Open the project {}", &[name]) }</button>
                    <span>{ t("It opens beside the others; this one stays as it is.") }</span>
                </div>
            } else if preview.something {
                { tables(state, preview) }
                if preview.kept_count > 0 {
                    <details>
                        <summary>{ kept_words(preview.kept_count) }</summary>
                        { for preview.kept.iter().map(|text| html! { <pre class="unread">{ text }</pre> }) }
                    </details>
                }
                if preview.same_count > 0 { { same(state, preview, send) } }
                { confirm(state, preview, send) }
                { commit(state, preview, send) }
            }
        </section>
    }
}

fn nothing(preview: &Preview) -> bool {
    !preview.something && preview.project.is_none()
}

fn found(preview: &Preview) -> String {
    if nothing(preview) {
        return t("Nothing to import was found").to_owned();
    }
    let counts = [
        plural(preview.table_count, "{} table", "{} tables"),
        plural(preview.column_count, "{} column", "{} columns"),
        plural(preview.key_count, "{} key", "{} keys"),
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

/// A file's name, or a place that begins with it; a text from the box has none of its own.
fn shown_name(name: &str) -> String {
    name.strip_prefix(PASTED_TEXT).map_or_else(|| name.to_owned(), |place| t("pasted text").to_owned() + place)
}

/// What files were read as, with the files, in the order of the first ones.
fn formats(preview: &Preview) -> Vec<(&str, Vec<&PreviewFile>)> {
    let mut formats: Vec<(&str, Vec<&PreviewFile>)> = Vec::new();
    for file in &preview.files {
        match formats.iter_mut().find(|(format, _)| *format == file.format) {
            Some((_, files)) => files.push(file),
            None => formats.push((&file.format, vec![file])),
        }
    }
    formats
}

/// So many files of a kind are named.
const MOST_FILES: usize = 200;

fn format_line(format: &str, files: &[&PreviewFile]) -> Html {
    let mut names: Vec<_> = files.iter().take(MOST_FILES).map(|file| shown_name(&file.name)).collect();
    if files.len() > MOST_FILES {
        names.push(say("and {} more", &[&(files.len() - MOST_FILES)]));
    }
    html! { <p class="file"><span class="code">{ names.join(t(", ")) }</span>{ " " }{ say("read as {}", &[&translated(format)]) }</p> }
}

fn problem(problem: &PreviewProblem) -> Html {
    html! {
        <li class={severity_class(problem.severity)}>
            { icon(severity_icon(problem.severity)) }
            <span class="severity">{ t(problem.severity.word()) }</span>
            <span class="message">
                if !problem.place.is_empty() { <span class="code place">{ shown_name(&problem.place) }</span>{ " " } }
                { marked(&translated(&problem.message)) }{ " " }<span class="help">{ marked(&translated(&problem.help)) }</span>
            </span>
        </li>
    }
}

/// What each table is, and what happens to it.
fn tables(state: &ImportState, preview: &Preview) -> Html {
    let more = preview.table_count - preview.tables.len().min(preview.table_count);
    let all_new = preview.same_count == 0;
    html! {
        <>
        if all_new && preview.onto_tables { <p>{ t("All of these tables are new; what is there stays as it is.") }</p> }
        <ul class="table-list">
            { for preview.tables.iter().map(|table| html! {
                <li>
                    <span>{ &table.name }</span>
                    <span class="count">{ plural(table.columns, "{} column", "{} columns") }</span>
                    if !table.kind.is_empty() { <span class="count">{ translated(&table.kind) }</span> }
                    if !all_new { <span class="count change">{ change(state.same, table) }</span> }
                </li>
            }) }
            if more > 0 { <li>{ say("and {} more", &[&more]) }</li> }
        </ul>
        </>
    }
}

fn change(same: Same, table: &PreviewTable) -> String {
    match (table.differs, same) {
        (None, _) => t("new").to_owned(),
        (Some(_), Same::Add) => t("stands beside the one that is there").to_owned(),
        (Some((0, 0, 0)), _) => t("has the columns that are there").to_owned(),
        (Some((new, _, _)), Same::Merge) => plural(new, "merged: {} column is added", "merged: {} columns are added"),
        (Some((new, gone, other)), Same::Replace) => {
            say("replaced: columns {} added, {} removed, {} changed", &[&new, &gone, &other])
        }
    }
}

/// What happens to tables whose names are there.
fn same(state: &ImportState, preview: &Preview, send: &Callback<AppMessage>) -> Html {
    html! {
        <fieldset class="same">
            <legend>{ plural(preview.same_count, "{} table has the name of one that is there:", "{} tables have names that are there:") }</legend>
            { for Same::ALL.into_iter().map(|choice| {
                let word = match choice {
                    Same::Replace => t("Replace: the new one takes its place"),
                    Same::Merge => t("Merge: what is there stays, and gets the columns and keys that it lacks"),
                    Same::Add => t("Add: both stand side by side"),
                };
                let onchange = send.reform(move |_: Event| AppMessage::Import(ImportMessage::Same(choice)));
                html! { <label class="check"><input type="radio" name="same" checked={state.same == choice} {onchange} /><span>{ word }</span></label> }
            }) }
        </fieldset>
    }
}

fn commit(state: &ImportState, preview: &Preview, send: &Callback<AppMessage>) -> Html {
    let open = state.answers.iter().filter(|answer| answer.is_none()).count();
    let title = match preview.table_count {
        0 => t("Import").to_owned(),
        count => plural(count, "Import {} table", "Import {} tables"),
    };
    html! {
        <div class="bar">
            <button class="primary" disabled={open > 0 || state.busy.is_some()} onclick={on(send, || ImportMessage::Take { open: false })}>{ title }</button>
            if open > 0 {
                <button onclick={on(send, || ImportMessage::ConfirmRest)}>{ plural(open, "Confirm the other one as proposed", "Confirm the other {} as proposed") }</button>
            }
            <button class="quiet" onclick={on(send, || ImportMessage::Cancel)}>{ t("Cancel") }</button>
        </div>
    }
}
