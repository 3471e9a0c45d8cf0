//! Small parts that views are made of.

mod button;
mod icon;
mod page_view;
mod sight;
mod text_field;

pub use button::{button, icon_button, icon_button_if};
pub use icon::{IconName, icon};
pub use page_view::page_view;
pub use sight::{Pane, Sight, space};
pub use text_field::TextField;

use yew::{Classes, Html, classes, html};

use crate::diagnostic::Severity;
use crate::i18n::t;
use crate::schema::{Kind, Table};

/// The class that colours a severity; the word and the shape stand beside it.
pub fn severity_class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "advice",
    }
}

/// The shape that stands for a severity.
pub fn severity_icon(severity: Severity) -> IconName {
    match severity {
        Severity::Error => IconName::Error,
        Severity::Warning => IconName::Warning,
        Severity::Info => IconName::Advice,
    }
}

/// The letter, the class and the name of a table's kind: the same wherever tables are listed.
pub fn kind_mark(table: &Table) -> (&'static str, Classes, &'static str) {
    let (letter, name) = match table.registration.as_ref().map(|registration| &registration.kind) {
        None => ("T", "plain"),
        Some(Kind::Regular) => ("R", "regular"),
        Some(Kind::Director { .. }) => ("D", "director"),
        Some(Kind::Dependent { .. }) => ("d", "dependent"),
        Some(Kind::RefMatch { .. }) => ("M", "ref-match"),
    };
    (letter, classes!("kind", name), t(if name == "plain" { "MySQL table" } else { name }))
}

/// A message with its names, which stand in back quotes, set as code.
pub fn marked(text: &str) -> Html {
    let parts = text.split('`').enumerate();
    html! { <>{ for parts.map(|(at, part)| if at % 2 == 1 { html! { <code>{ part }</code> } } else { html! { { part } } }) }</> }
}
