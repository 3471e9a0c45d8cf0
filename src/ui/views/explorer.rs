//! The tables on the left: in groups, or what was found in them; several can be selected and changed together.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::chosen;
use crate::diagnostic::Severity;
use crate::edit::Edit;
use crate::i18n::{later, plural, say, t};
use crate::schema::{Database, Table, TableId};
use crate::text::Letters;
use crate::ui::app::{AppMessage, Scene};
use crate::ui::components::{
    IconName, Pane, Sight, TextField, button, icon, icon_button, kind_mark, severity_class, space,
};
use crate::ui::session::explorer::{Bulk, ExplorerMessage, KINDS, Line, lines};
use crate::ui::session::grid::How;
use crate::ui::session::search::{Hit, Part};
use crate::ui::session::{Document, Grouping, Message, View};
use crate::ui::views::{diagram_button, draft_mark};
use crate::web::focus::{focus_first, holder};

/// The height of a line in pixels; the style sheet has the same.
const ROW: f64 = 28.0;

/// So many lines are drawn at once, so that the browser's own search finds them.
const SHORT: usize = 48;

/// Page up and down go so many lines.
const PAGE: usize = 15;

fn sends(scene: &Scene, message: impl Fn() -> ExplorerMessage + 'static) -> Callback<MouseEvent> {
    scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::Explorer(message())))
}

pub fn explorer(scene: &Scene) -> Html {
    let view = &scene.view;
    let filter = &view.filter;
    let oninput = scene.send.reform(|event: InputEvent| {
        let text = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
        AppMessage::Session(Message::Filter(text))
    });
    let add_database = scene.send.reform(|_: MouseEvent| AppMessage::Session(Message::AddDatabase));
    let add_table = scene.send.reform(|_: MouseEvent| AppMessage::Session(Message::AddTable(None)));
    let lines = lines(view);
    let found = lines.iter().filter(|line| matches!(line, Line::Table { .. })).count();
    let sight = scene.sights[Pane::Explorer as usize];
    let rows = if lines.len() <= SHORT { 0..lines.len() } else { sight.rows(0.0, ROW, lines.len()) };
    let onscroll = sight.follow(Pane::Explorer, &scene.send);
    let keys = {
        let (send, view) = (scene.send.clone(), Rc::clone(&scene.view));
        move |event: KeyboardEvent| walk(&send, &view, sight, &event)
    };
    html! {
        <aside class="explorer" aria-label={t("Tables of the project")} onkeydown={keys}>
            <div class="filter">
                <input type="search" data-free="true" placeholder={t("Search tables, columns, comments")} aria-label={t("Search tables, columns, comments, indexes")} value={filter.clone()} {oninput} />
                if filter.is_empty() { { groupings(scene) } } else { <span class="count" role="status">{ plural(found, "{} table", "{} tables") }</span> }
            </div>
            { bulk(scene) }
            <div class="list" {onscroll}>
                if lines.is_empty() {
                    <p class="empty">
                        { if filter.is_empty() { t("No tables yet. Add one, or import SQL or Qserv registrations.") } else { t("Nothing has that in its name or comment.") } }
                    </p>
                }
                if rows.start > 0 { <div aria-hidden="true" style={space(rows.start, ROW)} /> }
                <ul>{ for lines.iter().skip(rows.start).take(rows.len()).map(|one| line(scene, one)) }</ul>
                if rows.end < lines.len() { <div aria-hidden="true" style={space(lines.len() - rows.end, ROW)} /> }
            </div>
            <div class="actions">
                { button("", IconName::Add, t("Table"), add_table) }
                { button("", IconName::Add, t("Database"), add_database) }
                { diagram_button("", scene) }
            </div>
        </aside>
    }
}

fn groupings(scene: &Scene) -> Html {
    let by = scene.view.explorer.by;
    let choose = scene.send.reform(|event: Event| {
        let by = match chosen(&event).as_str() {
            "kind" => Grouping::Kind,
            "tag" => Grouping::Tag,
            _ => Grouping::Database,
        };
        AppMessage::Session(Message::Explorer(ExplorerMessage::By(by)))
    });
    let words = [
        ("database", Grouping::Database, later("By database")),
        ("kind", Grouping::Kind, later("By kind")),
        ("tag", Grouping::Tag, later("By tag")),
    ];
    html! {
        <select aria-label={t("Group the tables")} onchange={choose}>
            { for words.into_iter().map(|(value, own, word)| html! { <option {value} selected={own == by}>{ t(word) }</option> }) }
        </select>
    }
}

/// What can be done to the selected tables.
fn bulk(scene: &Scene) -> Html {
    let count = scene.view.explorer.chosen.len();
    if count < 2 {
        return Html::default();
    }
    let what = value_of("bulk-what");
    let apply = sends(scene, move || {
        let at: usize = what().parse().unwrap_or(0);
        let what = Bulk::ALL.get(at).copied().unwrap_or(Bulk::Delete);
        ExplorerMessage::Bulk(what, value_of("bulk-text")())
    });
    let tags = scene.view.workspace.diagram.tags.iter().map(|tag| tag.name.as_str());
    let words = ["utf8mb4", "utf8mb4_bin", "utf8mb4_unicode_ci", "InnoDB"];
    let kinds = KINDS.iter().map(|(kind, _)| *kind).filter(|kind| !kind.is_empty());
    html! {
        <div class="bulk" role="group" aria-label={t("The selected tables")}>
            <div class="line">
                <strong role="status">{ plural(count, "{} table selected", "{} tables selected") }</strong>
                { icon_button(IconName::Close, t("Select none"), sends(scene, || ExplorerMessage::ChooseNone)) }
            </div>
            <div class="line">
                <select id="bulk-what" aria-label={t("What to do with them")}>
                    { for Bulk::ALL.iter().enumerate().map(|(at, what)| html! { <option value={at.to_string()}>{ t(what.title()) }</option> }) }
                </select>
                <input id="bulk-text" class="field code" data-free="true" list="bulk-words" aria-label={t("What to set")} placeholder={t("what to set")} />
                <button onclick={apply}>{ t("Apply") }</button>
            </div>
            <datalist id="bulk-words">{ for tags.chain(kinds).chain(words).map(|word| html! { <option value={word.to_owned()} /> }) }</datalist>
        </div>
    }
}

/// Reads a field that nothing else depends on.
fn value_of(id: &'static str) -> impl Fn() -> String {
    move || {
        let page = web_sys::window().and_then(|window| window.document());
        let field = page.and_then(|page| page.get_element_by_id(id));
        let select = field.as_ref().and_then(|field| field.dyn_ref::<HtmlSelectElement>()).map(|select| select.value());
        let input = || field.as_ref().and_then(|field| field.dyn_ref::<HtmlInputElement>()).map(|input| input.value());
        select.or_else(input).unwrap_or_default()
    }
}

fn line(scene: &Scene, line: &Line) -> Html {
    match line {
        Line::Head { database: Some(database), .. } => head(scene, database),
        Line::Head { title, count, .. } => {
            html! { <li key={title.clone()} class="database"><strong>{ title }</strong><span class="count">{ count }</span></li> }
        }
        Line::Table { table, marks } => entry(scene, table, marks, mark(line)),
        Line::Hit { table, hit } => place(scene, *table, hit, mark(line)),
    }
}

fn head(scene: &Scene, database: &Database) -> Html {
    let id = database.id;
    let shown = if database.name.is_empty() { t("(no database)") } else { &database.name };
    let rename = scene.send.reform(move |name: String| {
        AppMessage::Session(Message::Edit(vec![Edit::RenameDatabase { database: id, name }]))
    });
    let add = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::AddTable(Some(id))));
    let delete = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::Delete(Edit::DeleteDatabase(id))));
    html! {
        <li class="database" key={format!("d{}", id.0)}>
            { icon(IconName::Database) }
            <TextField id={format!("database-{}", id.0)} label={t("Database name")} placeholder={t("(no database)")} value={database.name.clone()} on_commit={rename} />
            <span class="count">{ database.tables.len() }</span>
            { icon_button(IconName::Add, say("Add a table to {}", &[&shown]), add) }
            { icon_button(IconName::Delete, say("Delete the database {}", &[&shown]), delete) }
        </li>
    }
}

/// A text with the letters that were sought set off.
fn highlighted(text: &str, marks: &[usize]) -> Html {
    let mut parts: Vec<(bool, String)> = Vec::new();
    for (at, letter) in text.chars().enumerate() {
        let hit = marks.contains(&at);
        match parts.last_mut() {
            Some((was, part)) if *was == hit => part.push(letter),
            _ => parts.push((hit, letter.to_string())),
        }
    }
    parts
        .into_iter()
        .map(|(hit, part)| {
            if hit {
                html! { <mark>{ part }</mark> }
            } else {
                html! { { part } }
            }
        })
        .collect()
}

fn entry(scene: &Scene, table: &Table, marks: &[usize], mark: Option<String>) -> Html {
    let id = table.id;
    let (letter, class, kind) = kind_mark(table);
    let active = scene.view.active == Some(Document::Table(id));
    let selected = scene.view.explorer.chosen.contains(&id);
    let many = scene.view.explorer.chosen.len() > 1;
    let onclick = scene.send.reform(move |event: MouseEvent| {
        let choose = |how| AppMessage::Session(Message::Explorer(ExplorerMessage::Choose { table: id, how }));
        match (event.shift_key(), event.ctrl_key() || event.meta_key()) {
            (true, _) => choose(How::Extend),
            (_, true) => choose(How::Toggle),
            _ => AppMessage::Session(Message::Open(Document::Table(id))),
        }
    });
    let delete = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::Delete(Edit::DeleteTable(id))));
    let trouble = scene.view.troubles.get(&id);
    html! {
        <li key={format!("t{}", id.0)} class={classes!(active.then_some("active"), (selected && many).then_some("selected"))}>
            <button class="entry" data-table={id.0.to_string()} data-line={mark} {onclick} aria-current={active.then_some("true")}>
                <span {class} title={kind}>{ letter }</span>
                <span class="name" title={table.name.clone()}>{ if table.name.is_empty() { html! { { t("(no name)") } } } else { highlighted(&table.name, marks) } }</span>
                if scene.view.workspace.has_draft(id) { { draft_mark() } }
                if selected && many { <span class="hidden">{ t("selected") }</span> }
                if let Some((count, severity)) = trouble {
                    <span class={classes!("badge", severity_class(*severity))} title={trouble_words(*count, *severity)}>{ count }</span>
                }
            </button>
            <span class="remove">{ icon_button(IconName::Delete, say("Delete the table {}", &[&table.name]), delete) }</span>
        </li>
    }
}

/// A place in the table above it that was found.
fn place(scene: &Scene, table: TableId, hit: &Hit, mark: Option<String>) -> Html {
    let (part, at) = (hit.part.clone(), hit.at);
    let word = match part {
        Part::Column => t("column"),
        Part::ColumnComment | Part::TableComment => t("comment"),
        Part::Index => t("index"),
    };
    let go = sends(scene, move || ExplorerMessage::Go(table, part.clone(), at));
    html! {
        <li key={format!("h{}-{word}-{at}", table.0)}>
            <button class="entry hit" data-line={mark} onclick={go}><span class="name">{ highlighted(&hit.text, &hit.fit.letters) }</span><span class="count">{ word }</span></button>
        </li>
    }
}

fn trouble_words(count: usize, worst: Severity) -> String {
    if count == 1 {
        say("1 problem: {}", &[&t(worst.word())])
    } else {
        say("{} problems; the worst: {}", &[&count, &t(worst.word())])
    }
}

/// What an entry is known by in the page; a heading has none.
fn mark(line: &Line) -> Option<String> {
    match line {
        Line::Head { .. } => None,
        Line::Table { table, .. } => Some(format!("t{}", table.id.0)),
        Line::Hit { table, hit } => Some(format!("h{}-{}-{}", table.0, hit.part.clone() as u8, hit.at)),
    }
}

/// Arrow keys, Home and End walk through the entries, with Shift they select; a letter goes to the next name that begins
/// so. Entries that are not drawn count as well.
fn walk(send: &Callback<AppMessage>, view: &View, sight: Sight, event: &KeyboardEvent) {
    let lines = lines(view);
    let entries: Vec<(usize, &Line)> =
        lines.iter().enumerate().filter(|(_, line)| !matches!(line, Line::Head { .. })).collect();
    let has = holder().and_then(|entry| entry.get_attribute("data-line"));
    let here = has.and_then(|has| entries.iter().position(|(_, line)| mark(line).as_ref() == Some(&has)));
    let table = |at: usize| entries.get(at).and_then(|(_, line)| line.table());
    let own = here.and_then(table).map(|table| table.id);
    let tell = |message: ExplorerMessage| send.emit(AppMessage::Session(Message::Explorer(message)));
    let last = entries.len().saturating_sub(1);
    let control = event.ctrl_key() || event.meta_key();
    let key = event.key();
    let target = match (key.as_str(), here) {
        // From the filter down into the list; elsewhere the arrows are the field's own.
        ("ArrowDown", None)
            if event.target_dyn_into::<HtmlInputElement>().is_some_and(|field| field.type_() == "search") =>
        {
            Some(0)
        }
        (_, None) => return,
        ("ArrowDown", Some(here)) => Some((here + 1).min(last)),
        ("ArrowUp", Some(here)) => Some(here.saturating_sub(1)),
        ("PageDown", Some(here)) => Some((here + PAGE).min(last)),
        ("PageUp", Some(here)) => Some(here.saturating_sub(PAGE)),
        ("Home", _) => Some(0),
        ("End", _) => Some(last),
        ("Escape", _) => return tell(ExplorerMessage::ChooseNone),
        ("a", _) if control => {
            event.prevent_default();
            return tell(ExplorerMessage::ChooseAll);
        }
        ("Delete" | " ", _) => {
            if let Some(table) = own {
                event.prevent_default();
                let choose = ExplorerMessage::Choose { table, how: How::Toggle };
                tell(if key == " " { choose } else { ExplorerMessage::Delete(table) });
            }
            return;
        }
        (letter, Some(here)) if letter.chars().count() == 1 && !control && !event.alt_key() => {
            let begins = |at: &usize| table(*at).is_some_and(|table| table.name.lower().starts_with(&letter.lower()));
            (here + 1..entries.len()).chain(0..=here).find(begins)
        }
        _ => return,
    };
    let Some((at, line)) = target.and_then(|target| entries.get(target)) else { return };
    event.prevent_default();
    let entry = mark(line).map(|mark| format!(".explorer [data-line=\"{mark}\"]")).unwrap_or_default();
    if !focus_first(&entry) {
        let sight = sight.moved_to(*at as f64 * ROW);
        send.emit(AppMessage::Scrolled { pane: Pane::Explorer, sight, then_focus: Some(entry) });
    }
    if event.shift_key()
        && let (Some(from), Some(to)) = (own, line.table().map(|table| table.id))
    {
        tell(ExplorerMessage::Walk { from, to });
    }
}
