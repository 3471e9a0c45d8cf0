//! What the worker writes of a database's partitioning, and of what Qserv creates for a table.

use web_sys::Element;
use yew::prelude::*;

use super::registration::partitioning_fields;
use crate::i18n::{later, say, t, translated};
use crate::schema::{DatabaseId, Table};
use crate::ui::app::{AppMessage, Asking, Scene};
use crate::ui::components::{IconName, icon, marked};
use crate::ui::session::Document;

/// The parameters of a database's partitioning, its numbers, and its picture.
#[inline(never)] // A door: scripts/lib/parts.mjs
pub fn partitioning(scene: &Scene, id: DatabaseId, asking: &Asking) -> Html {
    let Some(database) = scene.view.workspace.database(id) else { return Html::default() };
    let sheet = asking.sheet.as_ref().filter(|(of, _)| *of == Document::Partitioning(id)).map(|(_, sheet)| sheet);
    html! {
        <div class="partitioning scroll" tabindex="0">
            <h1>{ say("Partitioning of {}", &[&database.name]) }</h1>
            <p class="dim">{ t("Qserv cuts the sky into stripes, stripes into chunks, and chunks into sub-chunks. Rows within the overlap of a chunk are stored with it as well, so that neighbours are found without asking another worker.") }</p>
            <div class="cut">
                <div class="parameters">
                    if database.partitioning.is_some() { { partitioning_fields(scene, database) } }
                    { figures(sheet) }
                </div>
                { picture(sheet) }
            </div>
        </div>
    }
}

fn figures(sheet: Option<&Result<String, String>>) -> Html {
    let text = match sheet {
        None => return html! { <p class="dim" role="status">{ t("Being computed…") }</p> },
        Some(Err(why)) => return html! { <p class="note error">{ why }</p> },
        Some(Ok(text)) => text,
    };
    let lines = text.lines().take_while(|line| !line.is_empty()).map(|line| {
        let mut cells = line.split('\t');
        let (kind, first) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
        match kind {
            "warning" => html! { <p class="note error">{ icon(IconName::Warning) }<span>{ marked(&translated(first)) }</span></p> },
            _ => html! { <p class="pair figure"><span>{ translated(first) }</span><span>{ cells.next().unwrap_or("") }</span></p> },
        }
    });
    lines.collect()
}

fn picture(sheet: Option<&Result<String, String>>) -> Html {
    let svg = sheet.and_then(|sheet| sheet.as_ref().ok()).and_then(|text| text.split_once("\n\n")).map(|(_, svg)| svg);
    match svg {
        // Our own writer's: it holds numbers and fixed words only.
        Some(svg) => {
            html! { <div class="picture">{ Html::from_html_unchecked(AttrValue::from(in_words(svg))) }</div> }
        }
        None => Html::default(),
    }
}

/// A picture with its texts in the language in use.
fn in_words(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    for part in svg.split_inclusive('<') {
        match part.strip_suffix('<').and_then(|part| part.split_once('>')) {
            Some((tag, text)) if !text.trim().is_empty() => out.extend([tag, ">", &translated(text), "<"]),
            _ => out.push_str(part),
        }
    }
    out
}

/// The tables, indexes and CSS entries that Qserv makes of a table.
#[inline(never)] // A door: scripts/lib/parts.mjs
pub fn creates(scene: &Scene, table: &Table, asking: &Asking) -> Html {
    let toggle = scene.send.reform(|event: Event| {
        let open = event.target_dyn_into::<Element>().is_some_and(|details| details.has_attribute("open"));
        AppMessage::ShowCreates(open)
    });
    let sheet = asking.sheet.as_ref().filter(|(of, _)| *of == Document::Table(table.id)).map(|(_, sheet)| sheet);
    let lines: Html = match sheet {
        None => html! { <p class="dim" role="status">{ t("Being computed…") }</p> },
        Some(Err(why)) => html! { <p class="note error">{ why }</p> },
        Some(Ok(text)) if text.is_empty() => {
            html! { <p class="dim">{ t("Nothing: the database is not registered.") }</p> }
        }
        Some(Ok(text)) => groups(text),
    };
    html! {
        <section>
            <details ontoggle={toggle} open={asking.creates}>
                <summary><h2 class="inline">{ t("What Qserv creates") }</h2></summary>
                if asking.creates { { lines } }
            </details>
        </section>
    }
}

fn groups(text: &str) -> Html {
    let places = [
        ("refused", later("The server refuses it")),
        ("workers", later("On every worker")),
        ("czar", later("On the czar")),
        ("css", later("In the CSS, by which queries are planned")),
        ("replication-database", later("In the Controller's own database")),
    ];
    let group = |(place, title): (&str, &'static str)| {
        let own: Vec<&str> = text
            .lines()
            .filter_map(|line| line.split_once('\t').filter(|(at, _)| *at == place))
            .map(|(_, text)| text)
            .collect();
        html! {
            if !own.is_empty() {
                <h3>{ t(title) }</h3>
                { for own.iter().map(|text| html! { <pre class="unread" tabindex="0">{ *text }</pre> }) }
            }
        }
    };
    places.into_iter().map(group).collect()
}
