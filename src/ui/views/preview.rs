//! A text to be looked at, copied and saved.

use yew::prelude::*;

use crate::i18n::{say, t};
use crate::ui::app::AppMessage;
use crate::ui::components::{IconName, button};

/// More lines than this only make the page slow; copy and download have all of them.
const MOST_LINES: usize = 3_000;

#[inline(never)] // A door: scripts/lib/parts.mjs
pub fn preview(name: &str, text: &str, send: &Callback<AppMessage>) -> Html {
    let (name, text) = (AttrValue::from(name.to_owned()), AttrValue::from(text.to_owned()));
    let copy = {
        let text = text.clone();
        send.reform(move |_: MouseEvent| AppMessage::Copy(text.to_string()))
    };
    let download = {
        let (name, text) = (name.to_string(), text.clone());
        send.reform(move |_: MouseEvent| AppMessage::Download { name: name.clone(), text: text.to_string() })
    };
    let lines = text.lines().count();
    let long = lines > MOST_LINES;
    let shown = if long { text.lines().take(MOST_LINES).collect::<Vec<_>>().join("\n").into() } else { text.clone() };
    html! {
        <div class="preview">
            <div class="bar">
                <span class="file-name">{ &name }</span>
                <span class="size">{ say("{} lines, {}", &[&lines, &size(text.len())]) }</span>
                <span class="space" />
                { button("", IconName::Copy, t("Copy"), copy) }
                { button("", IconName::Download, t("Download"), download) }
            </div>
            <pre role="region" tabindex="0" aria-label={say("Content of {}", &[&name])}>{ shown }</pre>
            if long {
                <p class="note">{ say("The first {} lines are shown. Copy and Download have all {}.", &[&MOST_LINES, &lines]) }</p>
            }
        </div>
    }
}

fn size(bytes: usize) -> String {
    if bytes < 1024 { say("{} bytes", &[&bytes]) } else { say("{} KB", &[&bytes.div_ceil(1024)]) }
}
