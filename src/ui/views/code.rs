//! Texts that can be edited: the SQL and the registration of a table, and the script of everything.

use yew::prelude::*;

use super::diagram;
use crate::i18n::{say, t};
use crate::schema::{TextOf, Workspace};
use crate::ui::app::{AppMessage, Scene, text_key};
use crate::ui::components::{IconName, icon_button};
use crate::ui::session::{Beside, Document, Message};
use crate::web;

/// An editor of a text. The element is JavaScript's own: it keeps text, cursor and scrolling while it is shown.
#[inline(never)] // A door: scripts/lib/parts.mjs
pub fn code(workspace: &Workspace, of: TextOf) -> Html {
    web::load_editor();
    let name = of.table().and_then(|table| workspace.table(table)).map_or("", |(_, table)| table.name.as_str());
    let label = match of {
        TextOf::Sql(_) => say("SQL of {}", &[&name]),
        TextOf::Payload(_) => say("Registration of {}", &[&name]),
        TextOf::Script => t("Script of the project").to_owned(),
    };
    let of = text_key(of);
    html! { <code-editor key={of.clone()} {of} {label} /> }
}

/// The pane beside the centre, with what it can show.
#[inline(never)] // A door: scripts/lib/parts.mjs
pub fn beside(scene: &Scene) -> Html {
    let view = &scene.view;
    let Some(shown) = view.beside.filter(|_| view.is_split()) else { return html! {} };
    let of = view.texts()[1];
    let registered = matches!(&view.active, Some(Document::Table(table))
        if view.workspace.table(*table).is_some_and(|(_, table)| table.registration.is_some()));
    let about_table = matches!(view.active, Some(Document::Table(_)));
    let choices = [
        (Beside::Sql, "SQL", about_table),
        (Beside::Payload, "Payload", registered),
        (Beside::Script, "Script", true),
        (Beside::Diagram, "Diagram", view.active != Some(Document::Diagram)),
    ];
    let switches = choices.into_iter().filter(|(_, _, there)| *there).map(|(choice, label, _)| {
        let pressed = choice == shown || (choice == Beside::Script && of == Some(TextOf::Script));
        let onclick = show(scene, Some(choice));
        html! { <button aria-pressed={pressed.to_string()} {onclick}>{ t(label) }</button> }
    });
    html! {
        <section class="pane beside" aria-label={t("Second pane")}>
            <div class="heading">
                <div class="switch" role="group" aria-label={t("What the second pane shows")}>{ for switches }</div>
                <span class="space" />
                { icon_button(IconName::Close, t("Close the second pane"), show(scene, None)) }
            </div>
            if let Some(of) = of { { code(&view.workspace, of) } } else { { diagram(scene) } }
        </section>
    }
}

/// The buttons at the end of the tabs: the whole script, and the second pane.
pub fn code_buttons(scene: &Scene) -> Html {
    let split = scene.view.beside.is_some();
    let script = scene.send.reform(|_: MouseEvent| AppMessage::Session(Message::Open(Document::Script)));
    html! {
        <div class="code-buttons">
            <button class="quiet" onclick={script} title={t("All databases, tables and kept statements as one text")}>{ t("Script") }</button>
            <button class="quiet" aria-pressed={split.to_string()} onclick={show(scene, (!split).then_some(Beside::Sql))}
                title={t("Show a text beside this view. F6 goes from one pane to the next")}>{ t("Split") }</button>
        </div>
    }
}

fn show(scene: &Scene, beside: Option<Beside>) -> Callback<MouseEvent> {
    scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::ShowBeside(beside)))
}

/// Beside the name of a table whose text holds something that is not understood.
pub fn draft_mark() -> Html {
    html! { <span class="draft-mark" title={t("Its text holds something that is not understood yet")}>{ t("draft") }</span> }
}
