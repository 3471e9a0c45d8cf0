//! A rule's page in the centre; the page comes when it is opened.

use yew::prelude::*;

use crate::i18n::{say, t};
use crate::rules::Page;
use crate::ui::components::page_view;

/// `page` is `None` while the page is on its way, and an error says why it does not come.
#[inline(never)] // A door: scripts/lib/parts.mjs
pub fn rule_page(rule: &str, page: Option<&Result<Page, String>>) -> Html {
    match page {
        None => html! { <p class="empty">{ t("The page is coming…") }</p> },
        Some(Ok(page)) => html! { <div class="scroll" tabindex="0">{ page_view(page) }</div> },
        Some(Err(reason)) => {
            html! { <p class="empty">{ say("The page of {} could not be loaded: {}.", &[&rule, reason]) }</p> }
        }
    }
}
