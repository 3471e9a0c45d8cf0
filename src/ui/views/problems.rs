//! What is wrong, at the foot of the window: each line jumps to its place, says why, and mends it where it can.

use yew::prelude::*;

use super::chosen;
use super::server::foot_tabs;
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::i18n::{later, plural, say, t, translated};
use crate::ui::app::{AppMessage, Scene};
use crate::ui::components::{Pane, icon, kind_mark, marked, severity_class, severity_icon, space};
use crate::ui::session::problems::{Line, ListingMessage, is_safe, lines, rules};
use crate::ui::session::{Document, Message, Order, View};

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
    let lines = lines(view);
    let safe = view.diagnostics.iter().filter(|found| is_safe(found)).count();
    let fix_all = scene.send.reform(|_: MouseEvent| AppMessage::Session(Message::FixAllSafe));
    let open = !view.folded;
    let sight = scene.sights[Pane::Problems as usize];
    let rows = sight.rows(0.0, ROW, lines.len());
    let onscroll = sight.follow(Pane::Problems, &scene.send);
    html! {
        <section class={classes!("problems", (!open).then_some("folded"))} aria-label={t("Problems")}>
            <header>
                { foot_tabs(scene, false) }
                { for toggles }
                { narrowing(scene) }
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
                    if lines.is_empty() && !view.diagnostics.is_empty() {
                        <li class="empty">{ t("All of them are hidden. Press a count above to show them, or choose all rules.") }</li>
                    }
                    if rows.start > 0 { <li aria-hidden="true" style={space(rows.start, ROW)} /> }
                    { for lines.iter().skip(rows.start).take(rows.len()).map(|line| one(scene, line)) }
                    if rows.end < lines.len() { <li aria-hidden="true" style={space(lines.len() - rows.end, ROW)} /> }
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

fn lists(message: ListingMessage) -> AppMessage {
    AppMessage::Session(Message::Listing(message))
}

/// How they are grouped, and of which rule they are.
fn narrowing(scene: &Scene) -> Html {
    let listing = &scene.view.listing;
    let group = scene.send.reform(|event: Event| {
        lists(ListingMessage::By(match chosen(&event).as_str() {
            "table" => Order::Table,
            "rule" => Order::Rule,
            _ => Order::Plain,
        }))
    });
    let rules = rules(&scene.view);
    let choose = {
        let rules = rules.clone();
        scene.send.reform(move |event: Event| {
            let name = chosen(&event);
            lists(ListingMessage::Rule(rules.iter().copied().find(|rule| *rule == name)))
        })
    };
    let orders = [
        ("", Order::Plain, later("Not grouped")),
        ("table", Order::Table, later("By table")),
        ("rule", Order::Rule, later("By rule")),
    ];
    html! {
        <>
            <select aria-label={t("Group the problems")} onchange={group}>
                { for orders.into_iter().map(|(value, by, word)| html! { <option {value} selected={by == listing.by}>{ t(word) }</option> }) }
            </select>
            <select class="rules" aria-label={t("Only this rule")} onchange={choose}>
                <option value="" selected={listing.rule.is_none()}>{ t("All rules") }</option>
                { for rules.iter().map(|rule| html! { <option value={*rule} selected={listing.rule == Some(rule)}>{ *rule }</option> }) }
            </select>
        </>
    }
}

fn one(scene: &Scene, one: &Line) -> Html {
    match one {
        Line::Problem(at, found) => line(scene, *at, found),
        Line::Table { table, count } => {
            let known = table.and_then(|id| scene.view.workspace.table(id)).map(|(_, table)| &**table);
            let mark = known.map(|table| {
                let (letter, class, name) = kind_mark(table);
                html! { <span {class} title={name}>{ letter }</span> }
            });
            let name = known.map_or_else(|| t("The project").to_owned(), |table| table.name.clone());
            html! { <li class="group">{ mark }<strong>{ name }</strong><span class="count">{ count }</span></li> }
        }
        Line::Rule { rule, count, safe } => {
            let rule = *rule;
            let why = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::Open(Document::Rule(rule))));
            let fix = scene.send.reform(move |_: MouseEvent| lists(ListingMessage::FixRule(rule)));
            html! {
                <li class="group">
                    <strong class="code">{ rule }</strong><span class="count">{ count }</span>
                    <button class="quiet why" onclick={why} title={say("Rule {}", &[&rule])}>{ t("Why?") }</button>
                    if *safe > 0 { <button class="fix" onclick={fix}>{ say("Fix all of this rule ({})", &[safe]) }</button> }
                </li>
            }
        }
    }
}

/// Asks why a problem is let pass.
fn passing(scene: &Scene, at: usize) -> Html {
    let send = scene.send.clone();
    let onkeydown = move |event: KeyboardEvent| {
        let reason =
            event.target_dyn_into::<web_sys::HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
        match event.key().as_str() {
            "Enter" if !event.is_composing() => send.emit(lists(ListingMessage::Pass(at, reason))),
            "Escape" => send.emit(lists(ListingMessage::Passing(None))),
            _ => return,
        }
        event.stop_propagation();
        event.prevent_default();
    };
    html! {
        <input id="pass-reason" class="field reason" data-free="true" aria-label={t("Why it is let pass")} placeholder={t("Why? Enter lets it pass, Esc does not")} {onkeydown} />
    }
}

fn line(scene: &Scene, at: usize, diagnostic: &Diagnostic) -> Html {
    let jump = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::Jump(at)));
    let rule = diagnostic.rule;
    let pass = scene.send.reform(move |_: MouseEvent| lists(ListingMessage::Passing(Some(at))));
    let why = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::Open(Document::Rule(rule))));
    let fix = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::ApplyFix(at)));
    html! {
        <li class={severity_class(diagnostic.severity)}>
            <button class="problem" onclick={jump}>
                { icon(severity_icon(diagnostic.severity)) }
                <span class="severity">{ t(diagnostic.severity.word()) }</span>
                <span class="message">{ marked(&translated(&diagnostic.message)) }{ " " }<span class="help">{ marked(&translated(&diagnostic.help)) }</span></span>
            </button>
            if let Some(offered) = &diagnostic.fix {
                <button class="fix" onclick={fix} title={fix_title(offered.applicability)}>{ plain(&translated(&offered.title)) }</button>
            }
            <button class="quiet why" onclick={why} title={say("Rule {}", &[&rule])}>{ t("Why?") }</button>
            if scene.view.listing.passing == Some(at) {
                { passing(scene, at) }
            } else if diagnostic.path.table().is_some() {
                <button class="quiet pass" onclick={pass} title={t("Lets it pass, with a reason that is kept in the script")}>{ t("Let pass") }</button>
            }
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
