//! The diagram: its tools, its canvas, and beside the canvas the same cards as a list for who does not see it.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::chosen;
use crate::edit::{DiagramChange, Edit};
use crate::i18n::{later, say, t};
use crate::schema::{Hue, Mark, MarkKind};
use crate::ui::app::{AppMessage, Scene};
use crate::ui::components::{IconName, TextField, button, icon, icon_button};
use crate::ui::session::Message;

/// The list has so many cards on each side of the active one: it stands for thousands.
const AROUND: usize = 6;

/// A tool: its icon, its word, the command, and whether its word is left out.
type Tool = (IconName, &'static str, &'static str, bool);

const TOOLS: [&[Tool]; 5] = [
    &[(IconName::Fit, later("Fit"), "fit", false), (IconName::Minus, later("Zoom out"), "out", true)],
    &[
        (IconName::Add, later("Zoom in"), "in", true),
        (IconName::Selection, later("Zoom to selection"), "selection", true),
    ],
    &[
        (IconName::Layout, later("Arrange"), "arrange", false),
        (IconName::LayoutPart, later("Arrange selected"), "arrange-selected", true),
    ],
    &[(IconName::Area, later("Area"), "area", false), (IconName::Note, later("Note"), "note", false)],
    &[
        (IconName::Focus, later("Show only these"), "only", false),
        (IconName::Neighbours, later("Add neighbours"), "neighbours", false),
        (IconName::Follow, later("Follow relation"), "follow", false),
    ],
];

#[inline(never)] // A door: scripts/lib/parts.mjs
pub fn diagram(scene: &Scene) -> Html {
    let view = &scene.view;
    let state = &view.diagram;
    let [fit, zoom, arrange, add, show] =
        TOOLS.map(|tools| html! { <>{ for tools.iter().map(|tool| one(scene, tool)) }</> });
    let all = view.workspace.table_count();
    let part = state.shown > 0 && state.shown < all;
    html! {
        <section class="diagram" aria-label={t("Diagram")}>
            <div class="diagram-tools" role="toolbar" aria-label={t("Tools of the diagram")}>
                <div class="group">
                    { fit }
                    <button class="quiet" title={t("Show in its own size")} onclick={command(scene, "actual")}><span id="diagram-zoom" /></button>
                    { zoom }
                </div>
                <div class="group">{ arrange }</div>
                <div class="group">{ add }</div>
                <div class="group">
                    { show }
                    if part { { button("", IconName::Close, t("Show all"), command(scene, "all")) } }
                </div>
                <span class="space" />
                <div class="group">
                    { button("quiet as-picture", IconName::Download, "SVG", file(scene, "svg")) }
                    { button("quiet as-picture", IconName::Download, "PNG", file(scene, "png")) }
                </div>
            </div>
            { canvas(scene) }
            { foot(scene, part.then_some((state.shown, all))) }
        </section>
    }
}

fn one(scene: &Scene, (name, word, act, bare): &Tool) -> Html {
    let act = command(scene, act);
    if *bare { icon_button(*name, t(word), act) } else { button("quiet", *name, t(word), act) }
}

fn command(scene: &Scene, word: &'static str) -> Callback<MouseEvent> {
    line(scene, format!("do {word}"))
}

fn file(scene: &Scene, kind: &'static str) -> Callback<MouseEvent> {
    line(scene, format!("{kind} {}.{kind}", scene.view.name))
}

fn line(scene: &Scene, line: String) -> Callback<MouseEvent> {
    scene.send.reform(move |_: MouseEvent| AppMessage::Diagram(line.clone()))
}

fn canvas(scene: &Scene) -> Html {
    let view = &scene.view;
    if view.workspace.table_count() == 0 {
        return html! { <p class="nothing">{ t("Tables appear here, with what joins them. Add one, or import SQL or registrations.") }</p> };
    }
    if view.diagram.failed {
        return html! { <p class="nothing">{ t("This browser cannot draw the diagram: it has no canvas for workers, or the program that draws could not be loaded. The command line can: tabledraft diagram -o schema.svg project.tabledraft.json") }</p> };
    }
    let tables: Vec<_> = view.workspace.tables().map(|(_, table)| table.id).collect();
    let active = view.diagram.selected.active;
    let at = active.and_then(|active| tables.iter().position(|table| *table == active)).unwrap_or(0);
    let from = at.saturating_sub(AROUND);
    let options = tables.iter().enumerate().skip(from).take(2 * AROUND + 1).map(|(at, table)| {
        let selected = view.diagram.selected.tables.contains(table);
        html! {
            <div key={table.0} role="option" id={format!("card-{}", table.0)} aria-selected={selected.to_string()}
                aria-posinset={(at + 1).to_string()} aria-setsize={tables.len().to_string()}>{ view.card_words(*table) }</div>
        }
    });
    html! {
        <div class="diagram-place" role="listbox" tabindex="0" aria-multiselectable="true" aria-label={t("Tables of the diagram")}
            aria-activedescendant={active.map(|table| format!("card-{}", table.0))} aria-describedby="diagram-keys">
            <div class="hidden">{ for options }</div>
            <@{"diagram-canvas"} aria-hidden="true"></@>
        </div>
    }
}

/// What is selected, and what of it can be changed here.
fn foot(scene: &Scene, part: Option<(usize, usize)>) -> Html {
    let view = &scene.view;
    let selected = &view.diagram.selected;
    let mark = view.workspace.diagram.marks.iter().find(|mark| selected.mark == Some(mark.id));
    html! {
        <div class="diagram-foot">
            <p class="words" role="status" aria-live="polite">{ view.diagram_words() }</p>
            if let Some(mark) = mark {
                { mark_fields(scene, mark) }
            } else if !selected.tables.is_empty() {
                { tag_fields(scene) }
            }
            <span class="space" />
            if let Some((shown, of)) = part { <span class="count">{ say("{} of {} tables", &[&shown, &of]) }</span> }
            <span id="diagram-keys" class="count keys-hint">{ t("Arrows: next card, Enter: open, Shift+arrows: move, + − 0: size") }</span>
        </div>
    }
}

fn mark_fields(scene: &Scene, mark: &Mark) -> Html {
    let change = |change: fn(Mark, String) -> Mark| {
        let mark = mark.clone();
        scene.send.reform(move |value: String| {
            AppMessage::Session(Message::Edit(vec![Edit::Diagram(DiagramChange::SetMark(change(mark.clone(), value)))]))
        })
    };
    let text = change(|mark, text| Mark { text, ..mark });
    let hue = change(|mark, name| Mark { hue: hue_named(&name), ..mark });
    let onchange = text.reform(|event: Event| {
        event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default()
    });
    let label = if mark.kind == MarkKind::Note { t("Text of the note") } else { t("Title of the area") };
    let id = mark.id;
    let delete = scene.send.reform(move |_: MouseEvent| {
        AppMessage::Session(Message::Delete(Edit::Diagram(DiagramChange::DeleteMark(id))))
    });
    // A value would take the place of what is being typed at each drawing.
    let key = format!("{} {}", id.0, mark.text);
    html! {
        <>
            <textarea {key} rows={if mark.kind == MarkKind::Note { "3" } else { "1" }} aria-label={label} defaultvalue={mark.text.clone()} {onchange} />
            { hues(mark.hue, hue) }
            { icon_button(IconName::Delete, t("Delete from the diagram"), delete) }
        </>
    }
}

fn tag_fields(scene: &Scene) -> Html {
    let view = &scene.view;
    let tag = view.diagram.selected.tables.first().and_then(|table| view.workspace.diagram.tag_of(*table));
    let name = tag.map(|tag| tag.name.clone()).unwrap_or_default();
    let set = scene.send.reform(|name: String| AppMessage::Session(Message::TagSelected(name.trim().to_owned(), None)));
    let paint = {
        let name = name.clone();
        scene
            .send
            .reform(move |hue: String| AppMessage::Session(Message::TagSelected(name.clone(), Some(hue_named(&hue)))))
    };
    html! {
        <label class="tag-field">
            <span>{ t("Tag") }</span>
            <TextField id="diagram-tag" label={t("Tag of the selected tables")} value={name} on_commit={set} placeholder={t("none")} />
            if let Some(tag) = tag { { hues(tag.hue, paint) } }
        </label>
    }
}

fn hues(now: Hue, set: Callback<String>) -> Html {
    html! {
        <select aria-label={t("Colour")} onchange={set.reform(|event: Event| chosen(&event))}>
            { for Hue::ALL.iter().map(|hue| html! {
                <option value={hue.name()} selected={*hue == now}>{ t(hue_word(*hue)) }</option>
            }) }
        </select>
    }
}

fn hue_word(hue: Hue) -> &'static str {
    match hue {
        Hue::Grey => later("grey"),
        Hue::Blue => later("blue"),
        Hue::Green => later("green"),
        Hue::Orange => later("orange"),
        Hue::Pink => later("pink"),
        Hue::Yellow => later("yellow"),
    }
}

fn hue_named(name: &str) -> Hue {
    Hue::ALL.into_iter().find(|hue| hue.name() == name).unwrap_or_default()
}

/// The button that opens the diagram.
pub fn diagram_button(class: &'static str, scene: &Scene) -> Html {
    use crate::ui::session::Document;
    let open = scene.send.reform(|_: MouseEvent| AppMessage::Session(Message::Open(Document::Diagram)));
    html! { <button {class} onclick={open}>{ icon(IconName::Diagram) }<span>{ t("Diagram") }</span></button> }
}
