//! Sentences that were made in English are recognised by their template and said in another language.
//!
//! A template is a sentence with `{}` where something was put in: "The table `{}` has no comment." Its translation names the
//! things by number, `{1}`; `{1!}` is a thing that is itself to be translated.

use std::collections::HashMap;
use std::fmt::Display;

use super::fill;

/// Translations that are kept, so that a list that is drawn again costs nothing.
const MOST_KNOWN: usize = 4_000;
/// Things in things: a list of names is one in another, for each name.
const DEEPEST: usize = 8;

/// English texts and their translations.
pub type Texts = HashMap<String, &'static str>;

#[derive(Default)]
pub struct Templates {
    messages: Vec<Template>,
    parts: Vec<Template>,
    known: HashMap<String, String>,
}

struct Template {
    /// What stands before, between and behind the things: one more than there are things.
    literals: Vec<String>,
    other: String,
}

impl Templates {
    /// Pairs of an English template and its translation: of whole sentences, and of what stands in them.
    pub fn new(messages: Vec<(String, String)>, parts: Vec<(String, String)>) -> Templates {
        Templates { messages: longest_first(messages), parts: longest_first(parts), known: HashMap::new() }
    }

    /// The sentence in the other language, or as it is where no template is its own. What stands in it may also be one of
    /// the `texts` of the designer.
    pub fn translate(&mut self, english: &str, texts: &Texts) -> String {
        if self.messages.is_empty() {
            return english.to_owned();
        }
        if let Some(known) = self.known.get(english) {
            return known.clone();
        }
        let other = self.find(&self.messages, english, texts, 0).unwrap_or_else(|| english.to_owned());
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
        }
        self.known.insert(english.to_owned(), other.clone());
        other
    }

    fn find(&self, list: &[Template], english: &str, texts: &Texts, depth: usize) -> Option<String> {
        let (template, things) = first(list, english)?;
        Some(self.filled(template, &things, texts, depth))
    }

    fn filled(&self, template: &Template, things: &[&str], texts: &Texts, depth: usize) -> String {
        let mut text = template.other.clone();
        let mut shown = Vec::with_capacity(things.len());
        for (at, thing) in things.iter().enumerate() {
            let marked = format!("{{{}!}}", at + 1);
            if text.contains(&marked) {
                text = text.replace(&marked, &format!("{{{}}}", at + 1));
                shown.push(self.part(thing, texts, depth));
            } else {
                shown.push((*thing).to_owned());
            }
        }
        let shown: Vec<&dyn Display> = shown.iter().map(|thing| thing as &dyn Display).collect();
        fill(&text, &shown)
    }

    fn part(&self, english: &str, texts: &Texts, depth: usize) -> String {
        if depth >= DEEPEST {
            return english.to_owned();
        }
        if let Some(text) = texts.get(english) {
            return (*text).to_owned();
        }
        // A comma between two things is less than a sentence that has one.
        let found = [first(&self.messages, english), first(&self.parts, english)];
        let found = found.into_iter().flatten().max_by_key(|(template, _)| template.own_length());
        found.map_or_else(|| english.to_owned(), |(template, things)| self.filled(template, &things, texts, depth + 1))
    }
}

/// The first template that a text is of, and what stands in its places.
fn first<'l, 't>(list: &'l [Template], text: &'t str) -> Option<(&'l Template, Vec<&'t str>)> {
    list.iter().find_map(|template| template.things(text).map(|things| (template, things)))
}

impl Template {
    /// How many bytes of a sentence it says itself.
    fn own_length(&self) -> usize {
        self.literals.iter().map(String::len).sum()
    }

    /// What stands in the place of each placeholder, if the text is of this template. Each literal is taken where it is found
    /// first, and the last one at the end: no way is tried twice.
    fn things<'t>(&self, text: &'t str) -> Option<Vec<&'t str>> {
        let (first, between) = self.literals.split_first()?;
        let mut rest = text.strip_prefix(first.as_str())?;
        let Some((last, between)) = between.split_last() else { return rest.is_empty().then(Vec::new) };
        let mut things = Vec::with_capacity(between.len() + 1);
        rest = rest.strip_suffix(last.as_str())?;
        for literal in between {
            let (thing, behind) = rest.split_once(literal.as_str())?;
            things.push(thing);
            rest = behind;
        }
        things.push(rest);
        Some(things)
    }
}

/// The more of a sentence a template says itself, the surer it is the right one.
fn longest_first(pairs: Vec<(String, String)>) -> Vec<Template> {
    let template = |(english, other): (String, String)| {
        let literals = english.split("{}").map(str::to_owned).collect();
        Template { literals, other }
    };
    let mut list: Vec<Template> = pairs.into_iter().map(template).collect();
    list.sort_by_key(|template| std::cmp::Reverse(template.own_length()));
    list
}
