//! The snapshots of a project: by name and time, with what has changed since.

use yew::prelude::*;

use crate::i18n::{plural, say, t};
use crate::ui::app::{AppMessage, OverlayMessage, Snapshot, SnapshotMessage};
use crate::ui::components::{IconName, TextField, button, icon_button};
use crate::ui::session::Difference;
use crate::web::local_time;

#[inline(never)] // A door: scripts/lib/parts.mjs
pub fn snapshots(list: &[Snapshot], send: &Callback<AppMessage>) -> Html {
    let close = send.reform(|_: MouseEvent| AppMessage::Overlay(OverlayMessage::Close));
    let take = send.reform(|_: MouseEvent| AppMessage::Snapshot(SnapshotMessage::Take));
    let onkeydown = {
        let send = send.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                send.emit(AppMessage::Overlay(OverlayMessage::Close));
            }
        }
    };
    html! {
        <div class="over">
            <div class="behind" onclick={close.clone()} />
            <div class="sheet" role="dialog" aria-modal="true" aria-label={t("Snapshots of the project")} tabindex="-1" {onkeydown}>
                <div class="bar">
                    <h1>{ t("Snapshots of the project") }</h1>
                    <span class="space" />
                    { button("primary", IconName::Add, t("Take a snapshot"), take) }
                    { icon_button(IconName::Close, t("Close the snapshots"), close) }
                </div>
                if list.is_empty() {
                    <p class="empty">{ t("A snapshot keeps the project as it is now, under a name, in this browser. Take one before a large change; going back to it can be undone.") }</p>
                }
                <ul class="saved">{ for list.iter().map(|snapshot| line(snapshot, send)) }</ul>
            </div>
        </div>
    }
}

fn line(snapshot: &Snapshot, send: &Callback<AppMessage>) -> Html {
    let saved = &snapshot.saved;
    let message = |make: fn(String) -> SnapshotMessage| {
        let id = saved.id.clone();
        send.reform(move |_: MouseEvent| AppMessage::Snapshot(make(id.clone())))
    };
    let rename = {
        let id = saved.id.clone();
        send.reform(move |name: String| AppMessage::Snapshot(SnapshotMessage::Rename(id.clone(), name)))
    };
    if snapshot.deleted {
        let back = message(SnapshotMessage::BringBack);
        return html! {
            <li key={saved.id.clone()}>
                <span class="count" role="status">{ say("The snapshot {} is deleted.", &[&saved.name]) }</span>
                <span class="space" />
                <button onclick={back} aria-label={say("Bring it back: {}", &[&saved.name])}>{ t("Bring it back") }</button>
            </li>
        };
    }
    let (restore, delete) = (message(SnapshotMessage::Restore), message(SnapshotMessage::Delete));
    html! {
        <li key={saved.id.clone()}>
            <TextField id={format!("snapshot-{}", saved.id)} label={t("Name of the snapshot")} value={saved.name.clone()} on_commit={rename} />
            <span class="count">{ plural(saved.tables as usize, "{} table", "{} tables") }</span>
            <span class="count">{ snapshot.since.map(since) }</span>
            <span class="when">{ local_time(saved.saved_at, t("en-GB")) }</span>
            <button onclick={restore} aria-label={say("Go back to it: {}", &[&saved.name])}>{ t("Go back to it") }</button>
            { icon_button(IconName::Delete, say("Delete the snapshot {}", &[&saved.name]), delete) }
        </li>
    }
}

/// What the project has now beside a snapshot.
fn since(since: Difference) -> String {
    if since == Difference::default() {
        return t("as it is now").to_owned();
    }
    say("since then {} added, {} removed, {} changed", &[&since.added, &since.removed, &since.changed])
}
