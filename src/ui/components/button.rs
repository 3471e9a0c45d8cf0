//! Buttons: with words, or with an icon alone and its words for those who ask.

use yew::prelude::*;

use super::{IconName, icon};

/// An icon and its word.
pub fn button(class: &'static str, name: IconName, word: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button {class} {onclick}>{ icon(name) }<span>{ word }</span></button> }
}

/// An icon alone; `label` says what it does, and to what.
pub fn icon_button(name: IconName, label: impl Into<AttrValue>, onclick: Callback<MouseEvent>) -> Html {
    icon_button_if(true, name, label, onclick)
}

/// The same, which can be pressed only where `enabled`.
pub fn icon_button_if(
    enabled: bool,
    name: IconName,
    label: impl Into<AttrValue>,
    onclick: Callback<MouseEvent>,
) -> Html {
    named(enabled, name, label.into(), onclick)
}

fn named(enabled: bool, name: IconName, label: AttrValue, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button class="quiet icon-only" disabled={!enabled} title={label.clone()} aria-label={label} {onclick}>{ icon(name) }</button>
    }
}
