//! For which server the ingest plan is: an empty one, or one that has told its configuration.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::engine::Offer;
use crate::i18n::{plural, say, t};
use crate::ui::app::AppMessage;
use crate::ui::components::{IconName, icon};
use crate::web::files_in;

/// What stands in the empty text field: code, the same in all languages.
const EXAMPLE: &str = "{\"config\": {\"database_families\": [...], \"databases\": [...]}}";

pub fn target(config: &Rc<str>, offer: Option<&Offer>, send: &Callback<AppMessage>) -> Html {
    let typed = send.reform(|event: Event| {
        let text = event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value());
        AppMessage::SetTarget(text.unwrap_or_default())
    });
    let picked = send.reform(|event: Event| {
        let picker = event.target_dyn_into::<HtmlInputElement>();
        let file = files_in(picker.as_ref().and_then(HtmlInputElement::files)).into_iter().next();
        // So that the same file can be chosen again.
        picker.inspect(|picker| picker.set_value(""));
        AppMessage::ReadTarget(file)
    });
    let clear = send.reform(|_: MouseEvent| AppMessage::SetTarget(String::new()));
    let there = offer.and_then(|offer| offer.there).filter(|_| !config.is_empty());
    let summary = match there {
        Some((databases, tables)) => {
            let databases = plural(databases, "{} database", "{} databases");
            say("The plan is for a Qserv that has {} and {}", &[&databases, &plural(tables, "{} table", "{} tables")])
        }
        None if config.is_empty() => t("The plan is for an empty Qserv").to_owned(),
        None => t("The plan is for another Qserv").to_owned(),
    };
    html! {
        <details class="plan-target">
            <summary>{ summary }</summary>
            <p>{ t("Paste or open what the server answers to GET /replication/config. The plan then leaves what is there as it is, and un-publishes and publishes databases where that is needed.") }</p>
            <textarea rows="5" spellcheck="false" aria-label={t("Configuration of the server")} placeholder={EXAMPLE} value={AttrValue::from(Rc::clone(config))} onchange={typed} />
            <div class="bar">
                <label class="button">{ icon(IconName::Import) }<span>{ t("Open a configuration") }</span>
                    <input type="file" accept=".json,application/json" class="hidden" onchange={picked} aria-label={t("File with the configuration of the server")} />
                </label>
                if !config.is_empty() { <button class="quiet" onclick={clear}>{ t("For an empty Qserv") }</button> }
            </div>
        </details>
    }
}
