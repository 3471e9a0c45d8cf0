//! Light, dark, of high contrast, or as the system has it; remembered in the browser.

use super::locale::root;
use super::memory::{remember, remembered};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
    Contrast,
}

const KEY: &str = "theme";

impl Theme {
    pub const ALL: [Theme; 4] = [Theme::System, Theme::Light, Theme::Dark, Theme::Contrast];

    /// The one that was chosen last.
    pub fn remembered() -> Theme {
        let value = remembered(KEY);
        Theme::ALL.into_iter().find(|theme| Some(theme.name()) == value.as_deref()).unwrap_or_default()
    }

    /// Shows it and remembers it.
    pub fn choose(self) {
        if let Some(root) = root() {
            let _ = root.set_attribute("data-theme", self.name());
        }
        remember(KEY, self.name());
    }

    pub fn next(self) -> Theme {
        let at = Theme::ALL.iter().position(|theme| *theme == self).unwrap_or(0);
        Theme::ALL.get(at + 1).copied().unwrap_or_default()
    }

    /// The word that styles and memory know it by.
    pub fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Contrast => "contrast",
        }
    }

    /// The word for people, in English.
    pub fn word(self) -> &'static str {
        use crate::i18n::later;
        match self {
            Theme::System => later("system"),
            Theme::Light => later("light"),
            Theme::Dark => later("dark"),
            Theme::Contrast => later("high contrast"),
        }
    }
}
