//! Actions are done here, wherever they were chosen: by keys, in the palette, in the help sheet.

use yew::prelude::*;

use super::{App, AppMessage, Drawer, OPENED, ProjectMessage};
use crate::ui::actions::palette::remember;
use crate::ui::actions::{Action, Deed, Does, Scheme, Situation};
use crate::ui::session::Message;
use crate::web::{self, Theme, focus};

/// Actions that were used last, for the palette.
const RECENT: &str = "recent";

impl App {
    /// What was used last, from before this visit too.
    pub(super) fn recent_actions() -> Vec<String> {
        web::remembered(RECENT).unwrap_or_default().lines().map(str::to_owned).collect()
    }

    pub(super) fn note_used(&mut self, key: &str) {
        remember(&mut self.recent, key);
        web::remember(RECENT, &self.recent.join("\n"));
    }

    /// Does an action if it is possible now.
    #[inline(never)] // A door: scripts/lib/parts.mjs
    pub(super) fn act(&mut self, context: &Context<Self>, action: &'static Action) {
        let view = self.open.as_ref().map(|open| open.session.view());
        if !(action.possible)(&Situation { view: view.as_deref() }) {
            return;
        }
        match (action.does, view) {
            (Does::Session(message), Some(view)) => {
                // What is being typed is done before; the keyboard stays where it is.
                let holder = focus::holder();
                focus::leave_field();
                holder.iter().for_each(focus::give);
                let opens = matches!(action.id, "problems");
                if opens {
                    self.asking.shown = false;
                }
                self.session_message(context, message(&view));
            }
            (Does::Window(deed), _) => self.perform(context, deed),
            (Does::Session(_), None) => {}
        }
    }

    fn perform(&mut self, context: &Context<Self>, deed: Deed) {
        let send = |message: AppMessage| context.link().send_message(message);
        match deed {
            Deed::Palette => self.show_palette(),
            Deed::Help => self.show_help(),
            Deed::Home => send(AppMessage::Project(ProjectMessage::Close)),
            Deed::NewProject => send(AppMessage::Project(ProjectMessage::New)),
            Deed::OpenFile => self.open_files(context, false),
            Deed::OpenFolder => self.open_files(context, true),
            Deed::Save => self.save_file(context, false),
            Deed::SaveAs => self.save_file(context, true),
            Deed::TakeSnapshot => self.take_snapshot(context),
            Deed::Snapshots => self.show_snapshots(context),
            Deed::Share => self.share(context),
            Deed::MakeMine => self.make_mine(context),
            Deed::Server => {
                let shown = !self.asking.shown;
                self.show_server(context, shown);
            }
            Deed::Explorer => self.show_or_hide(Drawer::Explorer),
            Deed::Inspector => self.show_or_hide(Drawer::Inspector),
            // Parts that are not drawn yet would be left out.
            Deed::NextPane(forward) if self.stage < OPENED => self.to_walk.push(forward),
            Deed::NextPane(forward) => focus::next_pane(!forward),
            Deed::NextTab(forward) => self.next_tab(context, forward),
            Deed::Language(language) => send(AppMessage::SetLanguage(language)),
            Deed::Theme(scheme) => send(AppMessage::SetTheme(match scheme {
                Scheme::System => Theme::System,
                Scheme::Light => Theme::Light,
                Scheme::Dark => Theme::Dark,
                Scheme::Contrast => Theme::Contrast,
            })),
        }
    }

    fn next_tab(&mut self, context: &Context<Self>, forward: bool) {
        let Some(view) = self.open.as_ref().map(|open| open.session.view()) else { return };
        let count = view.tabs.len();
        let here = view.tabs.iter().position(|tab| Some(tab) == view.active.as_ref()).unwrap_or(0);
        let next = if forward { here + 1 } else { here + count.saturating_sub(1) };
        if let Some(tab) = view.tabs.get(next.checked_rem(count).unwrap_or(0)) {
            self.session_message(context, Message::Open(tab.clone()));
        }
    }
}
