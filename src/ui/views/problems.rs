//! What is wrong, at the foot of the window: each line jumps to its place, says why, and mends it where it can.

use yew::prelude::*;

use super::server::foot_tabs;
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::i18n::{plural, say, t, translated};
use crate::ui::app::{AppMessage, Scene};
use crate::ui::components::{Pane, icon, marked, severity_class, severity_icon, space};
use crate::ui::session::{Document, Message, View};

/// The least height of a line in pixels; the style sheet has the same. Longer messages make higher ones.
const ROW: f64 = 30.0;

pub fn problems(scene: &Scene) -> Html {
    let view = &scene.view;
    let all = [Severity::Error, Severity::Warning, Severity::Info];
    let toggles = all.into_iter().map(|severity| {
        let shown = !view.hidden.contains(&severity);
        let onclick = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::ToggleSeverity(severity)));
        let count = view.count(severity);
        let words = match severity {
            Severity::Error => plural(count, "{} error", "{} errors"),
            Severity::Warning => plural(count, "{} warning", "{} warnings"),
            Severity::Info => say("{} advice", &[&count]),
        };
        html! {
            <button class={classes!("toggle", severity_class(severity), (count == 0).then_some("none"))} aria-pressed={shown.to_string()} {onclick}>
                { icon(severity_icon(severity)) }<span>{ words }</span>
            </button>
        }
    });
    let shown: Vec<(usize, &Diagnostic)> = view
        .diagnostics
        .iter()
        .enumerate()
        .filter(|(_, diagnostic)| !view.hidden.contains(&diagnostic.severity))
        .collect();
    let safe = view
        .diagnostics
        .iter()
        .filter_map(|diagnostic| diagnostic.fix.as_ref())
        .filter(|fix| fix.applicability == Applicability::Safe)
        .count();
    let fix_all = scene.send.reform(|_: MouseEvent| AppMessage::Session(Message::FixAllSafe));
    let open = !view.folded;
    let sight = scene.sights[Pane::Problems as usize];
    let rows = sight.rows(0.0, ROW, shown.len());
    let onscroll = sight.follow(Pane::Problems, &scene.send);
    html! {
        <section class={classes!("problems", (!open).then_some("folded"))} aria-label={t("Problems")}>
            <header>
                { foot_tabs(scene, false) }
                { for toggles }
                <span class="space" />
                if safe > 0 {
                    <button onclick={fix_all}>{ say("Fix all safe ({})", &[&safe]) }</button>
                }
            </header>
            if open {
                <ul {onscroll}>
                    if view.diagnostics.is_empty() {
                        <li class="empty">{ no_problems(view) }</li>
                    }
                    if shown.is_empty() && !view.diagnostics.is_empty() {
                        <li class="empty">{ t("All of them are hidden. Press a count above to show them.") }</li>
                    }
                    if rows.start > 0 { <li aria-hidden="true" style={space(rows.start, ROW)} /> }
                    { for shown.iter().skip(rows.start).take(rows.len()).map(|(at, diagnostic)| line(scene, *at, diagnostic)) }
                    if rows.end < shown.len() { <li aria-hidden="true" style={space(shown.len() - rows.end, ROW)} /> }
                </ul>
            }
        </section>
    }
}

fn no_problems(view: &View) -> String {
    if view.workspace.table_count() == 0 {
        return t("Problems of your tables are listed here while you draft.").to_owned();
    }
    say("No problems by the profile {}.", &[&translated(&view.profile.title)])
}

fn line(scene: &Scene, at: usize, diagnostic: &Diagnostic) -> Html {
    let jump = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::Jump(at)));
    let rule = diagnostic.rule;
    let why = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::Open(Document::Rule(rule))));
    let fix = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::ApplyFix(at)));
    html! {
        <li class={severity_class(diagnostic.severity)}>
            <button class="problem" onclick={jump}>
                { icon(severity_icon(diagnostic.severity)) }
                <span class="severity">{ t(diagnostic.severity.word()) }</span>
                <span class="message">{ marked(translated(&diagnostic.message)) }{ " " }<span class="help">{ marked(translated(&diagnostic.help)) }</span></span>
            </button>
            if let Some(offered) = &diagnostic.fix {
                <button class="fix" onclick={fix} title={fix_title(offered.applicability)}>{ plain(translated(&offered.title)) }</button>
            }
            <button class="quiet why" onclick={why} title={say("Rule {}", &[&rule])}>{ t("Why?") }</button>
        </li>
    }
}

fn fix_title(applicability: Applicability) -> &'static str {
    match applicability {
        Applicability::Safe => t("Changes nothing but the problem"),
        Applicability::Unsafe | Applicability::Shown => t("Right in most cases; look at it. Undo takes it back"),
    }
}

/// A button's words need no code marks.
fn plain(text: &str) -> String {
    text.replace('`', "")
}
