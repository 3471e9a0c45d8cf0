//! The languages of the designer. English stands in the source; another language is a dictionary from the English text to
//! its own, loaded when it is chosen (`static/i18n`). A text that a dictionary lacks stays English.
//!
//! The dictionary in use belongs to the thread: whoever draws would otherwise have to hand it to every button
//! (docs/decisions/0013).

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::{Display, Write};

use serde_json::{Map, Value};

thread_local! {
    static DICTIONARY: RefCell<HashMap<String, &'static str>> = RefCell::default();
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

/// The text for an English one that is only known at run time; the same where there is none.
pub fn translated(english: &str) -> &str {
    look_up(english).unwrap_or(english)
}

/// Takes a dictionary into use: a JSON object from English texts to others. An empty text goes back to English.
///
/// # Errors
/// Where the text is no JSON object of texts.
pub fn choose(dictionary: &str) -> Result<(), String> {
    let mut texts = HashMap::new();
    if !dictionary.is_empty() {
        let node = crate::json::parse(dictionary).map_err(|error| error.message)?;
        let members: Map<String, Value> = crate::json::read(&node).map_err(|misfit| misfit.message)?;
        for (english, other) in members {
            let Value::String(other) = other else { return Err(format!("`{english}` has no text")) };
            // A dictionary stays for the life of the page: there are two languages.
            texts.insert(english, &*other.leak());
        }
    }
    DICTIONARY.with(|current| current.replace(texts));
    Ok(())
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
    DICTIONARY.with(|current| current.borrow().get(english).copied())
}
