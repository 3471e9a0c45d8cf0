//! The check of the project beside what the user does: slices of it between two keystrokes, the other rules in the worker,
//! and what is mended there.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::asking::{Question, read};
use super::{App, AppMessage};
use crate::engine::Mending;
use crate::i18n::translated;
use crate::ui::draft::is_column_list;
use crate::ui::session::Message;
use crate::web::Reply;

impl App {
    /// Goes on with the check after what waits, if there is more to check.
    pub(super) fn check_soon(&mut self, context: &Context<Self>) {
        if self.open.as_ref().is_some_and(|open| open.session.is_checking()) {
            let link = context.link().clone();
            self.check_timer = Some(Timeout::new(0, move || link.send_message(AppMessage::CheckOn)));
        }
    }

    /// The next slice; false where nothing new is seen.
    pub(super) fn check_on(&mut self, context: &Context<Self>) -> bool {
        let Some(open) = &mut self.open else {
            self.open_ahead(context);
            return false;
        };
        let new = open.session.check_on();
        self.check_soon(context);
        new
    }

    /// The rules that only the worker has have something to say. False where nothing new is seen.
    pub(super) fn told(&mut self, reply: Reply) -> bool {
        let Some(open) = &mut self.open else { return false };
        // After an error the next change asks again.
        let Reply::Done { answer: Ok(text), .. } = reply else { return false };
        let new = read(&text).is_ok_and(|news| open.session.told(news, true));
        if new {
            self.tell_problems();
        }
        new
    }

    /// Has the worker mend what the session wishes.
    pub(super) fn mend(&mut self, context: &Context<Self>) {
        if let Some(mend) = self.open.as_mut().and_then(|open| open.session.take_wish()) {
            self.put(context, Question::Fix, serde_json::to_string(&mend).unwrap_or_default(), vec![]);
        }
    }

    pub(super) fn mended(&mut self, context: &Context<Self>, reply: Reply) {
        let Reply::Done { answer, fresh } = reply else { return };
        match answer.and_then(|text| read::<Mending>(&text)) {
            // Somebody was quicker: what is left is seen in the list.
            Ok(_) if !fresh => {}
            Ok(mending) => {
                let Mending { patch, title, count } = mending;
                self.session_message(context, Message::Mended { patch: patch.into(), title, count });
            }
            Err(why) => self.say(translated(&why)),
        }
    }

    /// Has a pasted column list read in the worker. False where it is none.
    pub(super) fn read_columns(&mut self, context: &Context<Self>, message: &Message) -> bool {
        let Message::PasteColumns { table, text } = message else { return false };
        let far = is_column_list(text);
        if far {
            self.put(context, Question::Columns(*table), text.clone(), vec![]);
        }
        far
    }

    /// Columns of a pasted column list, which the worker has read.
    pub(super) fn columns_read(&mut self, context: &Context<Self>, table: crate::schema::TableId, reply: Reply) {
        let Reply::Done { answer, .. } = reply else { return };
        match answer.and_then(|text| read(&text)) {
            Ok((columns, indexes)) => {
                self.session_message(context, Message::AddColumns { table, columns, indexes });
            }
            Err(why) => self.say(translated(&why)),
        }
    }
}
