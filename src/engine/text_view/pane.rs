//! An editor's side of a text: what it shows, what it is told at each keystroke, and what it asks.
//!
//! Offsets that come in and go out count UTF-16 units, as the browser does.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::complete::Setting;
use super::{Hover, Offer, ReadBack, complete, complete_json, follow, read_back, shown, written};
use crate::edit::Patch;
use crate::json::{self, JsonInk, inked_json};
use crate::mysql::Server;
use crate::schema::{Aspect, ObjectPath, TextOf, Workspace};
use crate::sql::{Ink, inked};
use crate::text::{Span, Utf16Index, changes};

/// The texts that are open in editors.
#[derive(Default)]
pub struct Panes {
    panes: HashMap<u32, Pane>,
}

struct Pane {
    of: TextOf,
    text: String,
    /// What the text says.
    read: ReadBack,
    /// What a gesture of typing began with: each of its keystrokes is read against it.
    base: Workspace,
    gesture: u32,
}

/// What comes of what an editor tells or asks.
#[derive(Debug, Default, PartialEq)]
pub struct Answer {
    /// The difference that what was typed makes to the workspace its gesture began with.
    pub patch: Option<Patch>,
    /// What the editor is told: JSON.
    pub told: String,
}

/// What an editor tells or asks.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `open`, `type`, `follow`, `ink`, `complete`, `hover`, `format`, `close`
    what: String,
    pane: u32,
    /// The number of the editor's text, given back with the answer.
    revision: u32,
    of: Option<TextOf>,
    /// The whole text; or `changes` to the one before.
    text: Option<String>,
    changes: Vec<Replaced>,
    /// How long the text is, after the changes.
    length: usize,
    at: usize,
    /// The number of a question that is answered once.
    number: i64,
    /// What of the text is in sight; nothing means all.
    sight: Option<(usize, usize)>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Replaced {
    from: usize,
    to: usize,
    insert: String,
}

/// What an editor shows beside its text.
#[derive(Debug, Default, Serialize)]
struct Seen {
    what: String,
    pane: u32,
    revision: u32,
    /// Start, end and kind of each token, flat.
    tokens: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    folds: Vec<usize>,
    /// Where objects stand, by [`place_key`].
    #[serde(skip_serializing_if = "HashMap::is_empty")]
    places: HashMap<String, (usize, usize)>,
    said: Vec<Said>,
    applied: bool,
    understood: bool,
    number: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<Offer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hover: Option<Hover>,
    /// What to change in the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<Replaced>,
    /// The whole text, where the editor has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// The text is not the one that the changes were made for: the whole one is wanted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    lost: bool,
    /// Why nothing could be done.
    #[serde(skip_serializing_if = "String::is_empty")]
    refused: String,
}

#[derive(Debug, Serialize)]
struct Said {
    from: usize,
    to: usize,
    severity: &'static str,
    rule: &'static str,
    message: String,
    help: String,
}

impl Asked {
    /// Reads the JSON of an editor.
    pub fn read(question: &str) -> Result<Self, String> {
        let node = json::parse(question).map_err(|error| error.message)?;
        json::read(&node).map_err(|misfit| misfit.message)
    }

    /// The text that is to be opened, if that is what is asked for.
    pub fn opens(&self) -> Option<TextOf> {
        self.of.filter(|_| self.what == "open")
    }

    /// How long the editor's text is, in UTF-16 units; 0 where the editor does not say so.
    pub fn length(&self) -> usize {
        self.length
    }
}

impl Panes {
    /// True where the editor that asks has its text here.
    pub fn has(&self, asked: &Asked) -> bool {
        self.panes.contains_key(&asked.pane)
    }

    /// Lets go of the text of the editor that asks; it is told so, and opens it anew.
    pub fn close(&mut self, asked: &Asked) {
        self.panes.remove(&asked.pane);
    }

    /// Answers an editor, of texts for this server; a gesture of typing has a number of its own.
    pub fn answer(
        &mut self,
        workspace: &Workspace,
        server: Server,
        gesture: u32,
        asked: &Asked,
    ) -> Result<Answer, String> {
        let told = |told: String| Ok(Answer { patch: None, told });
        let seen = Seen {
            what: asked.what.clone(),
            pane: asked.pane,
            revision: asked.revision,
            number: asked.number,
            ..Seen::default()
        };
        match asked.what.as_str() {
            "open" => {
                let of = asked.of.ok_or("the question says not what of")?;
                let text = shown(workspace, of).ok_or("there is no such text any more")?;
                let read = read_back(workspace, of, &text);
                let pane = Pane { of, text, read, base: workspace.clone(), gesture: 0 };
                let mut seen = pane.seen(seen, server, asked.sight);
                seen.text = Some(pane.text.clone());
                self.panes.insert(asked.pane, pane);
                return told(to_json(&seen));
            }
            "close" => {
                self.close(asked);
                return told("{}".to_owned());
            }
            _ => {}
        }
        let Some(pane) = self.panes.get_mut(&asked.pane) else {
            return told(to_json(&Seen { lost: true, ..seen }));
        };
        match asked.what.as_str() {
            "type" => {
                if !pane.take(asked) {
                    return told(to_json(&Seen { lost: true, ..seen }));
                }
                if pane.gesture != gesture {
                    pane.gesture = gesture;
                    pane.base = workspace.clone();
                }
                pane.read = read_back(&pane.base, pane.of, &pane.text);
                let patch = Patch::between(&pane.base, &pane.read.workspace);
                let seen = pane.seen(seen, server, asked.sight);
                Ok(Answer { patch: Some(patch), told: to_json(&seen) })
            }
            "follow" => {
                let Some(text) = follow(pane.of, &pane.text, &pane.read, workspace) else {
                    return told(to_json(&Seen { refused: "gone".to_owned(), ..seen }));
                };
                let changes = replacements(&pane.text, &text);
                pane.text = text;
                pane.base = workspace.clone();
                pane.gesture = 0;
                pane.read = read_back(workspace, pane.of, &pane.text);
                let mut seen = pane.seen(seen, server, asked.sight);
                seen.changes = changes;
                told(to_json(&seen))
            }
            "ink" => told(to_json(&pane.inked(seen, server, asked.sight))),
            "format" => {
                if !pane.read.understood {
                    let refused = "refused".to_owned();
                    return told(to_json(&Seen { refused, ..seen }));
                }
                let text = written(&pane.read.workspace, pane.of).unwrap_or_default();
                // The editor takes it for typed, and sends it back.
                told(to_json(&Seen { changes: replacements(&pane.text, &text), ..seen }))
            }
            "complete" | "hover" => {
                let index = Utf16Index::new(&pane.text);
                let at = index.bytes(&pane.text, asked.at);
                let setting = Setting { workspace: &pane.read.workspace, of: pane.of, server };
                let json = matches!(pane.of, TextOf::Payload(_));
                if asked.what == "hover" {
                    let hover = if json {
                        complete_json::hover(&pane.text, at)
                    } else {
                        complete::hover(&setting, &pane.text, at)
                    };
                    let hover = hover.map(|mut hover| {
                        hover.span = in_units(&index, &pane.text, hover.span);
                        hover
                    });
                    return told(to_json(&Seen { hover, ..seen }));
                }
                let mut offer = if json {
                    complete_json::complete(&setting, &pane.text, at)
                } else {
                    complete::complete(&setting, &pane.text, at)
                };
                offer.from = index.units(&pane.text, offer.from);
                told(to_json(&Seen { offer: Some(offer), ..seen }))
            }
            other => Err(format!("there is no question {other}")),
        }
    }
}

impl Pane {
    /// The editor's text now; false where the changes are not of the text that is here.
    fn take(&mut self, asked: &Asked) -> bool {
        if let Some(text) = &asked.text {
            self.text.clone_from(text);
            return true;
        }
        let index = Utf16Index::new(&self.text);
        let mut at = self.text.len();
        // From the last to the first, so that no place moves before it is used.
        for change in asked.changes.iter().rev() {
            let (from, to) = (index.bytes(&self.text, change.from), index.bytes(&self.text, change.to));
            if from > to || to > at {
                return false;
            }
            at = from;
            self.text.replace_range(from..to, &change.insert);
        }
        Utf16Index::new(&self.text).units(&self.text, self.text.len()) == asked.length
    }

    /// Tokens and folds of what is in sight.
    fn inked(&self, mut seen: Seen, server: Server, sight: Option<(usize, usize)>) -> Seen {
        let index = Utf16Index::new(&self.text);
        let text = self.text.as_str();
        let (start, end) = in_bytes(&index, text, sight);
        let mut add = |span: Span, kind: usize| {
            if kind > 0 && span.end >= start && span.start <= end {
                seen.tokens.extend([index.units(text, span.start), index.units(text, span.end), kind]);
            }
        };
        let folds = if matches!(self.of, TextOf::Payload(_)) {
            let (tokens, folds) = inked_json(text);
            tokens.into_iter().for_each(|(span, ink)| add(span, json_kind(ink)));
            folds
        } else {
            let (tokens, folds) = inked(text, server);
            tokens.into_iter().for_each(|token| add(token.span, kind(token.ink)));
            folds
        };
        let near = folds.iter().filter(|fold| fold.end >= start && fold.start <= end);
        seen.folds = near.flat_map(|fold| [index.units(text, fold.start), index.units(text, fold.end)]).collect();
        seen
    }

    /// The same, with places and with what the reader has to say.
    fn seen(&self, seen: Seen, server: Server, sight: Option<(usize, usize)>) -> Seen {
        let mut seen = self.inked(seen, server, sight);
        let index = Utf16Index::new(&self.text);
        let text = self.text.as_str();
        let (start, end) = in_bytes(&index, text, sight);
        let place = |span: Span| (index.units(text, span.start), index.units(text, span.end));
        // Of what is far away the tables are enough.
        let near = |((path, aspect), span): &(&(ObjectPath, Aspect), &Span)| {
            let name = matches!(path, ObjectPath::Table(_)) && *aspect == Aspect::Name;
            name || (span.end >= start && span.start <= end)
        };
        let places = self.read.places.iter().filter(near);
        seen.places = places.map(|((path, aspect), span)| (place_key(*path, *aspect), place(*span))).collect();
        seen.said = self
            .read
            .said
            .iter()
            .map(|said| {
                let (from, to) = place(said.location.map(|at| at.span).unwrap_or_default());
                Said {
                    from,
                    to,
                    severity: said.severity.word(),
                    rule: said.rule,
                    message: said.message.to_string(),
                    help: said.help.to_string(),
                }
            })
            .collect();
        (seen.applied, seen.understood) = (self.read.applied, self.read.understood);
        seen
    }
}

/// Kinds of tokens as the editor numbers them; 0 has no colour.
fn kind(ink: Ink) -> usize {
    match ink {
        Ink::Keyword => 1,
        Ink::Type => 2,
        Ink::Name => 3,
        Ink::Text => 4,
        Ink::Number => 5,
        Ink::Comment => 6,
        Ink::Hint => 7,
        Ink::Symbol(_) => 0,
    }
}

fn json_kind(ink: JsonInk) -> usize {
    match ink {
        JsonInk::Key => 2,
        JsonInk::Text => 4,
        JsonInk::Number => 5,
        JsonInk::Word => 1,
        JsonInk::Symbol(_) => 0,
    }
}

fn in_bytes(index: &Utf16Index, text: &str, sight: Option<(usize, usize)>) -> (usize, usize) {
    sight.map_or((0, text.len()), |(from, to)| (index.bytes(text, from), index.bytes(text, to)))
}

fn replacements(old: &str, new: &str) -> Vec<Replaced> {
    let index = Utf16Index::new(old);
    let units = |offset| index.units(old, offset);
    let changes = changes(old, new).into_iter();
    changes
        .map(|change| Replaced { from: units(change.span.start), to: units(change.span.end), insert: change.text })
        .collect()
}

fn in_units(index: &Utf16Index, text: &str, span: Span) -> Span {
    Span::new(index.units(text, span.start), index.units(text, span.end))
}

fn to_json(answer: &impl Serialize) -> String {
    // Texts and numbers can always be written.
    serde_json::to_string(answer).unwrap_or_default()
}

/// The name of a place in a text, by which a problem of the model finds it: `c12.type`, `t3`, `i8.part1`.
pub fn place_key(path: ObjectPath, aspect: Aspect) -> String {
    let object = match path {
        ObjectPath::Workspace => "w".to_owned(),
        ObjectPath::Database(id) => format!("d{}", id.0),
        ObjectPath::Table(id) => format!("t{}", id.0),
        ObjectPath::Column(_, id) => format!("c{}", id.0),
        ObjectPath::Index(_, id) => format!("i{}", id.0),
        ObjectPath::ForeignKey(_, id) => format!("f{}", id.0),
    };
    match aspect {
        Aspect::Whole => object,
        Aspect::Name => object + ".name",
        Aspect::Type => object + ".type",
        Aspect::Collation => object + ".collation",
        Aspect::Part(at) => format!("{object}.part{at}"),
        Aspect::Role(role) => format!("{object}.{}", role.attribute()),
    }
}
