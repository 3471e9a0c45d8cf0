//! The languages of the designer. English stands in the source; another language is a dictionary from the English text to
//! its own, loaded when it is chosen (`static/i18n`). A text that a dictionary lacks stays English.
//!
//! What rules and edits say is English data; it is translated where it is shown, by its sentence's template (`translated`).
//!
//! The dictionary in use belongs to the thread: whoever draws would otherwise have to hand it to every button
//! (docs/decisions/0013).

mod templates;

use std::cell::RefCell;
use std::fmt::{Display, Write};

use serde_json::{Map, Value};

use self::templates::{Templates, Texts};

/// The languages that there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    English,
    Chinese,
}

impl Language {
    pub const ALL: [Language; 2] = [Language::English, Language::Chinese];

    /// The tag of the language, as HTML and browsers have it.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh-CN",
        }
    }

    /// What the language calls itself.
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Chinese => "中文",
        }
    }

    /// The language of a tag such as `zh`, `zh-TW` or `en-GB`; English where it is another.
    pub fn of_tag(tag: &str) -> Language {
        if tag.starts_with("zh") { Language::Chinese } else { Language::English }
    }
}

#[derive(Default)]
struct Dictionary {
    language: Language,
    texts: Texts,
    templates: Templates,
}

thread_local! {
    static DICTIONARY: RefCell<Dictionary> = RefCell::default();
}

/// The language in use.
pub fn language() -> Language {
    DICTIONARY.with(|dictionary| dictionary.borrow().language)
}

/// Marks a text of a table that is translated where it is drawn.
pub const fn later(english: &'static str) -> &'static str {
    english
}

/// The text in the language that is in use.
pub fn t(english: &'static str) -> &'static str {
    look_up(english).unwrap_or(english)
}

/// A sentence with things in it: `say("{} of {}", &[&3, &"Object"])`. A placeholder is `{}`, which takes the next thing, or
/// `{1}`, which takes the first, so that a translation can change the order.
pub fn say(english: &'static str, things: &[&dyn Display]) -> String {
    fill(t(english), things)
}

/// A count with its noun: `plural(3, "{} table", "{} tables")`.
pub fn plural(count: usize, one: &'static str, many: &'static str) -> String {
    say(if count == 1 { one } else { many }, &[&count])
}

/// The text for an English one that is only known at run time: one of the dictionary, or a sentence made of one of its
/// templates. The same where there is none.
pub fn translated(english: &str) -> String {
    if let Some(text) = look_up(english) {
        return text.to_owned();
    }
    DICTIONARY.with(|dictionary| {
        let Dictionary { texts, templates, .. } = &mut *dictionary.borrow_mut();
        templates.translate(english, texts)
    })
}

/// Goes back to English.
pub fn choose_english() {
    DICTIONARY.with(|current| current.take());
}

/// Takes a language into use.
///
/// `texts` is a JSON object from English texts to others; `templates` has two such objects: `messages`, whole sentences with
/// placeholders, and `parts`, what may stand in the place of `{1!}` in them.
///
/// # Errors
/// Where one of them is not that.
pub fn choose(language: Language, texts: &str, templates: &str) -> Result<(), String> {
    let read_texts = object(texts)?.into_iter().map(|(english, other)| {
        // A dictionary stays for the life of the page: there are two languages.
        text_of(&english, other).map(|other| (english, &*other.leak()))
    });
    let texts: Texts = read_texts.collect::<Result<_, String>>()?;
    let mut lists = object(templates)?;
    let mut list = |name: &str| match lists.remove(name) {
        Some(Value::Object(pairs)) => {
            pairs.into_iter().map(|(english, other)| text_of(&english, other).map(|other| (english, other))).collect()
        }
        _ => Err(format!("`{name}` is missing")),
    };
    let templates = Templates::new(list("messages")?, list("parts")?);
    DICTIONARY.with(|current| current.replace(Dictionary { language, texts, templates }));
    Ok(())
}

fn object(text: &str) -> Result<Map<String, Value>, String> {
    let node = crate::json::parse(text).map_err(|error| error.message)?;
    crate::json::read(&node).map_err(|misfit| misfit.message)
}

fn text_of(english: &str, other: Value) -> Result<String, String> {
    match other {
        Value::String(other) => Ok(other),
        _ => Err(format!("`{english}` has no text")),
    }
}

/// Puts things into the placeholders of a template. A placeholder without a thing stays as it is.
pub fn fill(template: &str, things: &[&dyn Display]) -> String {
    let mut text = String::with_capacity(template.len() + 16);
    let (mut rest, mut next) = (template, 0);
    while let Some((before, behind)) = rest.split_once('{') {
        text.push_str(before);
        let Some((number, after)) = behind.split_once('}') else {
            text.push('{');
            rest = behind;
            continue;
        };
        let at =
            if number.is_empty() { Some(next) } else { number.parse::<usize>().ok().and_then(|n| n.checked_sub(1)) };
        match at.and_then(|at| things.get(at)) {
            Some(thing) => {
                next += 1;
                // Writing into a text does not fail.
                let _ = write!(text, "{thing}");
                rest = after;
            }
            None => {
                text.push('{');
                rest = behind;
            }
        }
    }
    text.push_str(rest);
    text
}

fn look_up(english: &str) -> Option<&'static str> {
    DICTIONARY.with(|current| current.borrow().texts.get(english).copied())
}
