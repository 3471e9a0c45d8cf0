//! Icons: a stroke or two on a grid of 16. They are never alone: a word or a label stands with them.

use yew::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    Add,
    Advice,
    Check,
    Close,
    Copy,
    Database,
    Delete,
    Down,
    Download,
    Error,
    Export,
    Fill,
    Help,
    Home,
    Import,
    Panel,
    Redo,
    Search,
    Sphere,
    Table,
    Theme,
    Undo,
    Up,
    Warning,
}

impl IconName {
    fn path(self) -> &'static str {
        match self {
            IconName::Add => "M8 3v10M3 8h10",
            IconName::Advice => "M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11zM8 7.2v3.6M8 5v.3",
            IconName::Check => "M3 8.5l3.5 3.5L13 4.5",
            IconName::Close => "M4 4l8 8M12 4l-8 8",
            IconName::Copy => "M5.5 5.5h7v8h-7zM3.5 10.5v-8h7",
            IconName::Database => {
                "M3 4.5c0-1.1 2.2-2 5-2s5 .9 5 2-2.2 2-5 2-5-.9-5-2zM3 4.5v7c0 1.1 2.2 2 5 2s5-.9 5-2v-7"
            }
            IconName::Delete => "M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9",
            IconName::Down => "M8 3v10M4 9l4 4l4-4",
            IconName::Download => "M8 2.5v7.5M4.8 7L8 10.2L11.2 7M3 13.5h10",
            IconName::Error => "M5.6 2.5h4.8l3.1 3.1v4.8l-3.1 3.1h-4.8l-3.1-3.1v-4.8zM6 6l4 4M10 6l-4 4",
            IconName::Export => "M8 10.5v-8M4.8 5.5L8 2.5l3.2 3M3 9.5v4h10v-4",
            IconName::Fill => "M3 2.5h10M3 5.5h10M8 6v7.5M4.5 10L8 13.5L11.5 10",
            IconName::Help => {
                "M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11zM6.4 6.4c.2-2 3.4-1.8 3.2.2c-.1 1-1.6 1.1-1.6 2.3M8 11v.2"
            }
            IconName::Home => "M2.5 7.5L8 3l5.5 4.5M4 6.5v7h8v-7",
            IconName::Import => "M8 2.5v8M4.8 7.5L8 10.5l3.2-3M3 9.5v4h10v-4",
            IconName::Panel => "M2.5 3h11v10h-11zM6.5 3v10",
            IconName::Redo => "M12.5 6.5h-6a3.5 3.5 0 0 0 0 7h2M10 3.5l3 3l-3 3",
            IconName::Search => "M7 3a4 4 0 1 1 0 8a4 4 0 0 1 0-8zM10 10l3.5 3.5",
            IconName::Sphere => {
                "M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11zM2.8 6.2h10.4M2.8 9.8h10.4M8 2.5c-3 3.2-3 7.8 0 11M8 2.5c3 3.2 3 7.8 0 11"
            }
            IconName::Table => "M2.5 3h11v10h-11zM2.5 6.3h11M6.5 6.3v6.7",
            IconName::Theme => "M8 2.5a5.5 5.5 0 1 1 0 11zM8 2.5a5.5 5.5 0 0 0 0 11",
            IconName::Undo => "M3.5 6.5h6a3.5 3.5 0 0 1 0 7h-2M6 3.5l-3 3l3 3",
            IconName::Up => "M8 13v-10M4 7l4-4l4 4",
            IconName::Warning => "M8 2.5l6 10.5h-12zM8 6.5v3M8 11.2v.3",
        }
    }
}

pub fn icon(name: IconName) -> Html {
    html! { <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d={name.path()} /></svg> }
}
