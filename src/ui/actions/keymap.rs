//! Which keys do what: those that actions come with, and those that the user has chosen.

use serde_json::{Map, Value};

use super::{ACTIONS, Action};
use crate::text::Letters;

/// The user's own keys, by the ids of actions. An empty text: the action has none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keymap {
    own: Map<String, Value>,
}

impl Keymap {
    /// What was remembered; keys of actions that are no more are left out.
    pub fn read(text: &str) -> Keymap {
        if text.is_empty() {
            return Keymap::default();
        }
        let node = crate::json::parse(text).ok();
        let own: Option<Map<String, Value>> = node.and_then(|node| crate::json::read(&node).ok());
        let mut own = own.unwrap_or_default();
        own.retain(|id, keys| Action::named(id).is_some() && keys.is_string());
        Keymap { own }
    }

    /// As it is remembered.
    pub fn write(&self) -> String {
        Value::Object(self.own.clone()).to_string()
    }

    /// The keys of an action.
    pub fn of<'k>(&'k self, action: &'k Action) -> impl Iterator<Item = &'k str> {
        let own = self.own.get(action.id).and_then(Value::as_str);
        own.unwrap_or(action.keys).split(' ').filter(|keys| !keys.is_empty())
    }

    /// The action that the keys belong to.
    pub fn action(&self, chord: &str) -> Option<&'static Action> {
        ACTIONS.iter().find(|action| self.of(action).any(|keys| keys == chord))
    }

    /// Gives keys to an action, in the place of those it has; whose they were loses them and is answered.
    pub fn assign(&mut self, action: &Action, chord: &str) -> Option<&'static Action> {
        let before = self.action(chord).filter(|other| other.id != action.id);
        if let Some(other) = before {
            let left: Vec<&str> = self.of(other).filter(|keys| *keys != chord).collect();
            let left = left.join(" ");
            self.own.insert(other.id.to_owned(), left.into());
        }
        self.own.insert(action.id.to_owned(), chord.into());
        before
    }

    /// All keys as they came.
    pub fn reset(&mut self) {
        self.own.clear();
    }

    /// An action's keys for a title, such as ` (Ctrl+Z)`; nothing where it has none.
    pub fn hint(&self, id: &str, mac: bool) -> String {
        let first = Action::named(id).and_then(|action| self.of(action).next());
        first.map(|keys| format!(" ({})", shown(keys, mac))).unwrap_or_default()
    }
}

/// The name of what was pressed together: `Ctrl+Shift+K`. `None` while only such keys are down as Ctrl itself.
///
/// `key` is the browser's name of the key. A letter or a word of a key says whether Shift was down; `?` says it itself.
pub fn chord(key: &str, ctrl: bool, alt: bool, shift: bool) -> Option<String> {
    if key.is_empty()
        || ["Control", "Shift", "Alt", "Meta", "AltGraph", "CapsLock", "Dead", "Process", "Unidentified"].contains(&key)
    {
        return None;
    }
    let mut letters = key.chars();
    let single = match (letters.next(), letters.next()) {
        (Some(letter), None) => Some(letter),
        _ => None,
    };
    let mut name = String::new();
    for (down, word) in [(ctrl, "Ctrl+"), (alt, "Alt+"), (shift && single.is_none_or(char::is_alphabetic), "Shift+")] {
        if down {
            name += word;
        }
    }
    name += match key {
        " " => "Space",
        other => other,
    };
    if single.is_some_and(|letter| letter.is_ascii_alphabetic()) {
        let small = name.pop().map(|letter| letter.to_ascii_uppercase());
        name.extend(small);
    }
    Some(name)
}

/// Keys as they are printed on the user's keyboard.
pub fn shown(keys: &str, mac: bool) -> String {
    if !mac {
        return keys.to_owned();
    }
    keys.replace("Ctrl+", "⌘").replace("Alt+", "⌥").replace("Shift+", "⇧")
}

/// True where keys alone would type something.
pub fn types(chord: &str) -> bool {
    !chord.contains("Ctrl+") && !chord.contains("Alt+") && chord.lower().chars().count() == 1
}
