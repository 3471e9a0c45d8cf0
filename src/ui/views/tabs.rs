//! What is open in the centre.

use yew::prelude::*;

use crate::i18n::{say, t};
use crate::ui::app::{AppMessage, Scene};
use crate::ui::components::{IconName, icon, kind_mark};
use crate::ui::session::{Document, Message};
use crate::ui::views::{code_buttons, draft_mark};

pub fn tabs(scene: &Scene) -> Html {
    html! {
        <div class="tab-bar">
            <nav class="tabs" aria-label={t("Open documents")}>
                { for scene.view.tabs.iter().map(|tab| one(scene, tab)) }
            </nav>
            { code_buttons(scene) }
        </div>
    }
}

fn one(scene: &Scene, document: &Document) -> Html {
    let view = &scene.view;
    let active = view.active.as_ref() == Some(document);
    let title = view.title(document);
    let open = {
        let document = document.clone();
        scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::Open(document.clone())))
    };
    let close = {
        let document = document.clone();
        scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::Close(document.clone())))
    };
    let mark = match document {
        Document::Table(id) => view.workspace.table(*id).map(|(_, table)| {
            let (letter, class, name) = kind_mark(table);
            html! { <span {class} title={name}>{ letter }</span> }
        }),
        Document::Diagram => Some(html! { { icon(IconName::Diagram) } }),
        Document::Import => Some(html! { { icon(IconName::Import) } }),
        Document::Script => None,
        Document::Export => Some(html! { { icon(IconName::Export) } }),
        Document::Partitioning(_) => Some(html! { { icon(IconName::Sphere) } }),
        Document::Rule(_) => Some(html! { { icon(IconName::Advice) } }),
    };
    let draft = matches!(document, Document::Table(id) if view.workspace.has_draft(*id)).then(draft_mark);
    html! {
        <div class={classes!("tab", active.then_some("active"))}>
            <button class="open" onclick={open} aria-current={active.then_some("true")}>{ mark }<span>{ &title }</span>{ draft }</button>
            <button class="close" onclick={close} aria-label={say("Close {}", &[&title])}>{ icon(IconName::Close) }</button>
        </div>
    }
}
