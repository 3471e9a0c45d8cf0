//! Icons: a stroke or two on a grid of 16. They are never alone: a word or a label stands with them.

use yew::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    Add,
    Advice,
    Area,
    Check,
    /// The first letter of the language's name.
    Chinese,
    Close,
    Copy,
    Database,
    Delete,
    Diagram,
    Down,
    Download,
    Error,
    Export,
    Fill,
    Help,
    Fit,
    Focus,
    Follow,
    Home,
    Import,
    Layout,
    LayoutPart,
    Minus,
    Neighbours,
    Note,
    Panel,
    Redo,
    Search,
    Sphere,
    Selection,
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
            IconName::Area => "M2.5 3.5h11v9h-11zM2.5 6h5v-2.5",
            IconName::Check => "M3 8.5l3.5 3.5L13 4.5",
            IconName::Chinese => "M2.5 4.5h11v6.5h-11zM8 1.5v13",
            IconName::Close => "M4 4l8 8M12 4l-8 8",
            IconName::Copy => "M5.5 5.5h7v8h-7zM3.5 10.5v-8h7",
            IconName::Database => {
                "M3 4.5c0-1.1 2.2-2 5-2s5 .9 5 2-2.2 2-5 2-5-.9-5-2zM3 4.5v7c0 1.1 2.2 2 5 2s5-.9 5-2v-7"
            }
            IconName::Delete => "M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9",
            IconName::Diagram => "M2 2.5h4.5v4h-4.5zM9.5 9.5h4.5v4h-4.5zM6.5 4.5h5v5M4 6.5v5h5.5",
            IconName::Down => "M8 3v10M4 9l4 4l4-4",
            IconName::Download => "M8 2.5v7.5M4.8 7L8 10.2L11.2 7M3 13.5h10",
            IconName::Error => "M5.6 2.5h4.8l3.1 3.1v4.8l-3.1 3.1h-4.8l-3.1-3.1v-4.8zM6 6l4 4M10 6l-4 4",
            IconName::Export => "M8 10.5v-8M4.8 5.5L8 2.5l3.2 3M3 9.5v4h10v-4",
            IconName::Fill => "M3 2.5h10M3 5.5h10M8 6v7.5M4.5 10L8 13.5L11.5 10",
            IconName::Help => {
                "M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11zM6.4 6.4c.2-2 3.4-1.8 3.2.2c-.1 1-1.6 1.1-1.6 2.3M8 11v.2"
            }
            IconName::Fit => "M2.5 6v-3.5h3.5M10 2.5h3.5v3.5M13.5 10v3.5h-3.5M6 13.5h-3.5v-3.5",
            IconName::Focus => "M1.5 8c3-6 10-6 13 0c-3 6-10 6-13 0zM8 6.3a1.7 1.7 0 1 1 0 3.4a1.7 1.7 0 0 1 0-3.4z",
            IconName::Follow => "M2.5 8h10.5M9.5 4.5l3.5 3.5l-3.5 3.5",
            IconName::Home => "M2.5 7.5L8 3l5.5 4.5M4 6.5v7h8v-7",
            IconName::Import => "M8 2.5v8M4.8 7.5L8 10.5l3.2-3M3 9.5v4h10v-4",
            IconName::Layout => "M2 2.5h3.5v3.5h-3.5zM10.5 2.5h3.5v3.5h-3.5zM2 10h3.5v3.5h-3.5zM10.5 10h3.5v3.5h-3.5z",
            IconName::LayoutPart => {
                "M2 2.5h3.5v3.5h-3.5zM10.5 2.5h3.5v3.5h-3.5zM2 10h3.5v3.5h-3.5zM10 12l1.5 1.5l2.5-3.5"
            }
            IconName::Minus => "M3 8h10",
            IconName::Neighbours => "M6 8a2 2 0 1 0 4 0a2 2 0 1 0-4 0M8 6v-4M8 10v4M6 8h-4M10 8h4",
            IconName::Note => "M3 2.5h10v7l-4 4h-6zM13 9.5h-4v4",
            IconName::Panel => "M2.5 3h11v10h-11zM6.5 3v10",
            IconName::Redo => "M12.5 6.5h-6a3.5 3.5 0 0 0 0 7h2M10 3.5l3 3l-3 3",
            IconName::Search => "M7 3a4 4 0 1 1 0 8a4 4 0 0 1 0-8zM10 10l3.5 3.5",
            IconName::Sphere => {
                "M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11zM2.8 6.2h10.4M2.8 9.8h10.4M8 2.5c-3 3.2-3 7.8 0 11M8 2.5c3 3.2 3 7.8 0 11"
            }
            IconName::Selection => "M2.5 5v-2.5h2.5M11 2.5h2.5v2.5M13.5 11v2.5h-2.5M5 13.5h-2.5v-2.5M6 6h4v4h-4z",
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
