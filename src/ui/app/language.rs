//! The language of the window: chosen, fetched, remembered.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{App, AppMessage};
use crate::i18n::{self, Language, say, t};
use crate::web;

/// A dictionary as it is fetched: its texts, and its templates of sentences.
pub type Dictionary = (String, String);

impl App {
    /// The first drawing waits for the language, so that nothing is drawn twice.
    pub(super) fn begin_language(context: &Context<Self>) -> bool {
        let language = web::preferred_language();
        if language != Language::English {
            fetch(context, language);
        }
        language != Language::English
    }

    pub(super) fn set_language(&mut self, context: &Context<Self>, language: Language) {
        match language {
            Language::English => {
                i18n::choose_english();
                self.language_chosen(context);
            }
            Language::Chinese => fetch(context, language),
        }
    }

    pub(super) fn dictionary_fetched(
        &mut self,
        context: &Context<Self>,
        language: Language,
        fetched: Result<Dictionary, String>,
    ) {
        self.waiting_for_language = false;
        let chosen = fetched.and_then(|(texts, templates)| i18n::choose(language, &texts, &templates));
        match chosen {
            Ok(()) => self.language_chosen(context),
            Err(reason) => self.say(say("The language could not be loaded: {}.", &[&reason])),
        }
    }

    fn language_chosen(&mut self, context: &Context<Self>) {
        web::show_language(i18n::language());
        // Said in the other language.
        self.dismiss_toast();
        self.page = None;
        self.fetch_page(context);
        self.tell_problems();
    }
}

fn fetch(context: &Context<App>, language: Language) {
    let link = context.link().clone();
    spawn_local(async move {
        let fetched = match web::fetch_text("./i18n/zh.json").await {
            Ok(texts) => web::fetch_text("./i18n/zh-messages.json").await.map(|templates| (texts, templates)),
            Err(reason) => Err(reason),
        };
        link.send_message(AppMessage::DictionaryFetched(language, fetched));
    });
}

/// The title of the browser's tab.
pub fn window_title(project: Option<&str>) -> String {
    project.map_or_else(|| t("Tabledraft").to_owned(), |name| say("{} - Tabledraft", &[&name]))
}
