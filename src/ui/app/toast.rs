//! The short message at the foot of the window, and the offer to take back what it speaks of.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::{App, AppMessage, ProjectMessage};
use crate::i18n::t;
use crate::ui::components::{IconName, icon_button};
use crate::ui::session::Message;

impl App {
    pub(super) fn say(&mut self, text: String) {
        match &mut self.open {
            Some(open) => {
                open.session.update(Message::Say(text));
            }
            None => {
                self.deleted = None;
                self.notice = Some(text);
            }
        }
    }

    pub(super) fn dismiss_toast(&mut self) {
        self.notice = None;
        self.deleted = None;
        if let Some(open) = &mut self.open {
            open.session.update(Message::DismissToast);
        }
    }

    /// A new toast goes by itself after a while.
    pub(super) fn time_toast(&mut self, context: &Context<Self>) {
        let turn = self.open.as_ref().and_then(|open| open.session.view().toast.as_ref().map(|toast| toast.turn));
        let Some(turn) = turn.filter(|turn| *turn != self.last_toast) else { return };
        self.last_toast = turn;
        let link = context.link().clone();
        self.toast_timer = Some(Timeout::new(8_000, move || link.send_message(AppMessage::ToastOver)));
    }

    pub(super) fn toast(&self, send: &Callback<AppMessage>) -> Html {
        let of_session = self.open.as_ref().and_then(|open| open.session.view().toast.clone());
        let (text, undo) = match (of_session, &self.notice) {
            (Some(toast), _) => (toast.text, toast.undo.then_some(AppMessage::Session as fn(Message) -> AppMessage)),
            (None, Some(text)) => (text.clone(), None),
            (None, None) => return Html::default(),
        };
        let restore = self.open.is_none() && self.deleted.is_some();
        let take_back = send.reform(move |_: MouseEvent| match undo {
            Some(session) => session(Message::Undo),
            None => AppMessage::Project(ProjectMessage::Restore),
        });
        let close = send.reform(|_: MouseEvent| AppMessage::ToastOver);
        html! {
            <div class="toast" role="status">
                <span>{ text }</span>
                if undo.is_some() || restore { <button onclick={take_back}>{ t("Undo") }</button> }
                { icon_button(IconName::Close, t("Dismiss"), close) }
            </div>
        }
    }
}
