//! What a server would say to the whole project, at the foot of the window: each statement or request and its answer.

use yew::prelude::*;

use super::chosen;
use crate::engine::{Outcome, Step, Transcript, servers};
use crate::i18n::{fill, plural, say, t, translated};
use crate::schema::{TableId, Workspace};
use crate::ui::app::{AppMessage, Asking, Scene};
use crate::ui::components::{IconName, icon, marked};
use crate::ui::session::{Document, Message};

/// More lines than these nobody reads at once; refused ones come first.
const MOST_SHOWN: usize = 200;

/// The head of the panel at the foot: it shows the problems, or what a server says.
pub fn foot_tabs(scene: &Scene, server: bool) -> Html {
    let open = !scene.view.folded;
    let tab = |own: bool, word: &'static str| {
        let message = move || match own {
            true => AppMessage::Session(Message::FoldProblems),
            false => AppMessage::ShowServer(!server),
        };
        let onclick = scene.send.reform(move |_: MouseEvent| message());
        html! {
            <button class={classes!("quiet", "fold", (!own).then_some("other"))} {onclick} aria-expanded={(own && open).to_string()}>{ word }</button>
        }
    };
    html! { <>{ tab(!server, t("Problems")) }{ tab(server, t("Server")) }</> }
}

#[inline(never)] // A door: scripts/lib/parts.mjs
pub fn server(scene: &Scene, asking: &Asking) -> Html {
    let view = &scene.view;
    let asked = asking.server(view);
    let choose = scene.send.reform(|event: Event| AppMessage::ChooseServer(chosen(&event)));
    let open = !view.folded;
    html! {
        <section class={classes!("problems", "server", (!open).then_some("folded"))} aria-label={t("Server")}>
            <header>
                { foot_tabs(scene, true) }
                <select aria-label={t("Server to ask")} onchange={choose}>
                    { for servers().map(|(name, title)| html! {
                        <option value={name} selected={name == asked}>{ title }</option>
                    }) }
                </select>
                <span class="summary" role="status">{ summary(asking) }</span>
            </header>
            if open {
                <ul>{ lines(scene, asking) }</ul>
            }
        </section>
    }
}

fn summary(asking: &Asking) -> String {
    match &asking.transcript {
        None => t("Asking…").to_owned(),
        Some(Err(_)) => t("No answer").to_owned(),
        Some(Ok(transcript)) => counts(transcript),
    }
}

fn lines(scene: &Scene, asking: &Asking) -> Html {
    let transcript = match &asking.transcript {
        None => return html! { <li class="empty">{ t("The server is being loaded, once for this visit.") }</li> },
        Some(Err(why)) => {
            return html! { <li class="empty">{ say("There is no answer: {}.", &[&translated(why)]) }</li> };
        }
        Some(Ok(transcript)) if transcript.steps.is_empty() => {
            let what = if asking.server(&scene.view).starts_with("qserv") {
                t(
                    "No table has a registration, so there is nothing to send to Qserv. Choose a kind in the table's details.",
                )
            } else {
                t("There are no tables yet.")
            };
            return html! { <li class="empty">{ what }</li> };
        }
        Some(Ok(transcript)) => transcript,
    };
    steps(ordered(transcript), |step| line(scene, step))
}

/// As many as somebody reads at once.
fn steps(steps: Vec<&Step>, line: impl Fn(&Step) -> Html) -> Html {
    let left = steps.len().saturating_sub(MOST_SHOWN);
    html! {
        <>
            { for steps.into_iter().take(MOST_SHOWN).map(line) }
            if left > 0 {
                <li class="empty">{ plural(left, "{} more step.", "{} more steps.") }</li>
            }
        </>
    }
}

/// A plan's requests in their order, each with the server's answer.
pub fn tried(transcript: &Transcript) -> Html {
    steps(transcript.steps.iter().collect(), |step| {
        let (class, text) = said(step);
        html! { <li {class}><div class="problem">{ text }</div></li> }
    })
}

/// How many were refused, accepted, not decided.
pub fn counts(transcript: &Transcript) -> String {
    let words = [
        (Outcome::Refused, t("{} refused")),
        (Outcome::Accepted, t("{} accepted")),
        (Outcome::Undecided, t("{} not decided")),
    ];
    let counted = words.map(|(outcome, words)| (outcome, transcript.count(outcome), words));
    let said = counted.into_iter().filter(|(outcome, count, _)| *count > 0 || *outcome == Outcome::Accepted);
    said.map(|(_, count, words)| fill(words, &[&count])).collect::<Vec<_>>().join(t(", "))
}

/// What was refused first, then what is not decided, then the rest in its order.
fn ordered(transcript: &Transcript) -> Vec<&Step> {
    let mut steps: Vec<&Step> = Vec::with_capacity(transcript.steps.len());
    for outcome in [Outcome::Refused, Outcome::Undecided, Outcome::Accepted] {
        steps.extend(transcript.steps.iter().filter(|step| step.outcome == outcome));
    }
    steps
}

fn said(step: &Step) -> (&'static str, Html) {
    let (class, mark, word) = match step.outcome {
        Outcome::Refused => ("error", IconName::Error, t("Refused")),
        Outcome::Undecided => ("advice", IconName::Advice, t("Unknown")),
        Outcome::Accepted if step.warnings.is_empty() => ("accepted", IconName::Check, t("Accepted")),
        Outcome::Accepted => ("warning", IconName::Warning, t("Accepted")),
    };
    // What the server says is quoted as it says it; what is said of it here is in the reader's language.
    let quoted = [&step.said].into_iter().filter(|said| !said.is_empty() && step.outcome != Outcome::Undecided);
    let quoted = quoted.chain(&step.warnings).map(|said| html! { <><br /><span lang="en">{ said }</span></> });
    let own = [&step.said].into_iter().filter(|_| step.outcome == Outcome::Undecided);
    let own = own
        .map(|why| say("Not decided: {}.", &[&translated(why)]))
        .chain(step.advice.iter().map(|said| translated(said)));
    let own = own.map(|said| html! { <><br />{ said }</> });
    let text = html! {
        <>
            { icon(mark) }
            <span class="severity">{ word }</span>
            <span class="message">
                <code>{ &step.what }</code>
                if !step.title.is_empty() { { " " }{ marked(&translated(&step.title)) } }
                { for quoted }
                { for own }
            </span>
        </>
    };
    (class, text)
}

fn line(scene: &Scene, step: &Step) -> Html {
    let (class, text) = said(step);
    let place = step.table.as_ref().and_then(|(database, table)| place(&scene.view.workspace, database, table));
    html! {
        <li {class}>
            if let Some(table) = place {
                <button class="problem" onclick={scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::Open(Document::Table(table))))}>{ text }</button>
            } else {
                <div class="problem">{ text }</div>
            }
        </li>
    }
}

fn place(workspace: &Workspace, database: &str, table: &str) -> Option<TableId> {
    let found = workspace.tables().find(|(owner, found)| owner.name == database && found.name == table);
    found.map(|(_, table)| table.id)
}
