//! How the window is put together from its views.

use std::rc::Rc;

use yew::prelude::*;

use super::ahead::Ahead;
use super::{App, AppMessage, Drawer, Panel, Scene, WHOLE};
use crate::i18n::t;
use crate::schema::TextOf;
use crate::ui::actions::Action;
use crate::ui::components::{IconName, Sight, button};
use crate::ui::session::{Document, Message, View};
use crate::ui::views::{
    Export, beside, code, diagram, explorer, import, inspector, partitioning, problems, rule_page, server,
    table_editor, tabs, top_bar,
};

/// Pixels, by the style sheet: the top bar; what stands above and below the list of tables, and above and below the grid; the head of the foot.
const TOP: f64 = 40.0;
const AROUND_TABLES: f64 = 150.0;
const AROUND_GRID: f64 = 115.0;
const FOOT_HEAD: f64 = 36.0;

/// A project as far as it is drawn, in the window or, out of sight, for it.
pub(super) struct Drawing {
    view: Rc<View>,
    stage: u8,
    /// As [`App::drawn_for`].
    drawn_for: u32,
}

impl App {
    /// The open project, or what was read and may be opened next.
    pub(super) fn drawing(&self) -> Option<Drawing> {
        if let Some(open) = &self.open {
            return Some(Drawing { view: open.session.view(), stage: self.stage, drawn_for: self.drawn_for });
        }
        let Ahead { session, so_far } = self.ahead()?;
        Some(Drawing { view: session.view(), stage: so_far.stage?, drawn_for: so_far.check })
    }

    /// What of the lists may be in sight, in the order of `Pane`, and how high the grid may be: a little more than it is, without asking the
    /// browser, which would lay out the page for that. What is seen when they are there may differ; then they draw anew.
    fn in_sight(&self, folded: bool) -> ([Sight; 2], f64) {
        let [explorer, problems] = self.sights;
        // The style sheet's until somebody has moved the edge; either may be the one that counts.
        let (first, moved) = ((0.16 * self.height).clamp(124.0, 240.0), f64::from(self.panels.size(Panel::Foot)));
        let list = first.max(moved);
        let foot = FOOT_HEAD + if folded { 0.0 } else { first.min(moved) };
        // A drawer lies over the foot.
        let below = if self.drawer == Some(Drawer::Explorer) { 0.0 } else { foot };
        let tables = self.height - TOP - AROUND_TABLES - below;
        let grid = self.height - TOP - AROUND_GRID - foot;
        ([explorer.at_least(tables), problems.at_least(list)], grid)
    }

    pub(super) fn workbench(&self, drawing: Drawing, send: &Callback<AppMessage>) -> Html {
        let Drawing { view, stage, drawn_for } = drawing;
        let drawer = match self.drawer {
            Some(Drawer::Explorer) => Some("show-explorer"),
            Some(Drawer::Inspector) => Some("show-inspector"),
            None => None,
        };
        let (sights, grid_height) = self.in_sight(view.folded);
        let scene = &Scene { view, sights, grid_height, send: send.clone() };
        let view = &scene.view;
        let about_table = matches!(view.active, Some(Document::Table(_)) | None);
        let hidden = [(Panel::Explorer, "hide-explorer"), (Panel::Inspector, "hide-inspector")];
        let hidden: Classes =
            hidden.into_iter().filter(|(panel, _)| self.panels.is_hidden(*panel)).map(|(_, class)| class).collect();
        let centre = match &view.active {
            Some(Document::Table(table)) => table_editor(scene, *table),
            Some(Document::Script) => code(&view.workspace, TextOf::Script),
            Some(Document::Diagram) => diagram(scene),
            Some(Document::Import) => import(&self.import, send),
            Some(Document::Export) => {
                html! { <Export view={view.clone()} offer={self.asking.offer.clone()} target={Rc::clone(&self.asking.target)} send={send.clone()} /> }
            }
            Some(Document::Partitioning(id)) => partitioning(scene, *id, &self.asking),
            Some(Document::Rule(rule)) => {
                rule_page(rule, self.page.as_ref().filter(|(shown, _)| shown == rule).map(|(_, page)| page))
            }
            None => nothing_open(send),
        };
        // The foot has its place before it is drawn: where it came later, the grid would be laid out and filled twice.
        let ahead = self.open.is_none().then_some("ahead");
        let opening = (stage < WHOLE).then_some(if view.folded { "opening-folded" } else { "opening" });
        html! {
            <div key={drawn_for} class={classes!("workbench", ahead, drawer, (!about_table).then_some("no-table"), hidden, opening)}>
                { top_bar(scene, &self.save, self.theme, &self.keys) }
                { explorer(scene) }
                <main class="centre" tabindex="-1">
                    if stage > 0 {
                        if view.borrowed { { borrowed(send) } }
                        { tabs(scene) }
                        <div class={classes!("panes", view.is_split().then_some("split"))}>
                            <div class="pane">{ centre }</div>
                            { beside(scene) }
                        </div>
                    }
                    { self.panels.edge(Panel::Explorer, send) }
                    if about_table { { self.panels.edge(Panel::Inspector, send) } }
                    if !view.folded { { self.panels.edge(Panel::Foot, send) } }
                </main>
                if stage >= WHOLE {
                    { inspector(scene, &self.asking) }
                    { if self.asking.shown { server(scene, &self.asking) } else { problems(scene) } }
                }
            </div>
        }
    }
}

/// Above a project that came by a link.
fn borrowed(send: &Callback<AppMessage>) -> Html {
    let action = Action::named("make-mine");
    let make = send.reform(move |_: MouseEvent| action.map_or(AppMessage::ToastOver, AppMessage::Act));
    html! {
        <div class="note borrowed">
            <span>{ t("This project came by a link. It can be looked at; it is kept, and can be changed, when you make it yours.") }</span>
            <button class="primary" onclick={make}>{ t("Make it mine") }</button>
        </div>
    }
}

fn nothing_open(send: &Callback<AppMessage>) -> Html {
    let add = send.reform(|_: MouseEvent| AppMessage::Session(Message::AddTable(None)));
    let import = send.reform(|_: MouseEvent| AppMessage::Session(Message::Open(Document::Import)));
    html! {
        <div class="nothing">
            <p>{ t("Add a table, or import SQL, Qserv registrations or a project. You can also paste or drop them here.") }</p>
            <div class="bar">
                { button("primary", IconName::Add, t("Add a table"), add) }
                { button("", IconName::Import, t("Import"), import) }
            </div>
        </div>
    }
}
