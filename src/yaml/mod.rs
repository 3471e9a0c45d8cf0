//! YAML with places: one document, bounded in depth and in what its aliases unfold to. Knows nothing of what it means.
//!
//! The events are saphyr-parser's; the tree is ours, so that an alias costs nothing until it is walked, and every bound is
//! held before memory is spent.

mod write;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span as Place};
use serde_json::{Map, Number, Value};

use crate::text::Span;

pub use write::write_yaml;

/// Lists and maps nest at most so deep: far deeper than any schema, and far from the end of the stack.
pub const DEEPEST: usize = 100;

/// So many values may aliases add beside what is written. A YAML bomb unfolds to billions; real schemas use none.
pub const MOST_UNFOLDED: usize = 100_000;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub span: Span,
    pub content: Content,
    /// Values within, this one included, with aliases unfolded.
    weight: usize,
    /// Levels below, with aliases unfolded.
    height: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A scalar. `plain`: without quotes, so that it may stand for a number, a truth value or nothing.
    Scalar {
        text: String,
        plain: bool,
    },
    List(Vec<Rc<Node>>),
    /// In the order written; a key may stand twice.
    Map(Vec<Entry>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub key: String,
    pub key_span: Span,
    pub value: Rc<Node>,
}

/// Why a text is no YAML that is read here, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct YamlError {
    pub span: Span,
    pub message: String,
    pub help: String,
}

/// Parses the one document of a text.
pub fn parse(text: &str) -> Result<Rc<Node>, YamlError> {
    Reader::new(text).document()
}

impl Node {
    /// The value of a key; of several, the last one, as PyYAML takes it.
    pub fn get(&self, key: &str) -> Option<&Rc<Node>> {
        self.entries().iter().rev().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The entries of a map; none of anything else.
    pub fn entries(&self) -> &[Entry] {
        if let Content::Map(entries) = &self.content { entries } else { &[] }
    }

    /// The values of a list; `None` for anything else.
    pub fn list(&self) -> Option<&[Rc<Node>]> {
        if let Content::List(values) = &self.content { Some(values) } else { None }
    }

    /// The scalar as it is written, without quotes; `None` for nothing, lists and maps.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar { text, plain } if !(*plain && is_null(text)) => Some(text),
            Content::Scalar { .. } | Content::List(_) | Content::Map(_) => None,
        }
    }

    pub fn is_null(&self) -> bool {
        matches!(&self.content, Content::Scalar { text, plain: true } if is_null(text))
    }

    /// What stands here, for a sentence.
    pub fn described(&self) -> &'static str {
        match self.to_json() {
            Value::Null => "nothing",
            Value::Bool(_) => "a truth value",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "a map",
        }
    }

    /// The plain value, scalars by the core schema of YAML 1.2; of keys that stand twice the last one counts.
    pub fn to_json(&self) -> Value {
        match &self.content {
            Content::Scalar { text, plain: false } => Value::String(text.clone()),
            Content::Scalar { text, plain: true } => scalar(text),
            Content::List(values) => Value::Array(values.iter().map(|value| value.to_json()).collect()),
            Content::Map(entries) => Value::Object(
                entries.iter().map(|entry| (entry.key.clone(), entry.value.to_json())).collect::<Map<_, _>>(),
            ),
        }
    }
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// A plain scalar by the core schema. Source: YAML 1.2.2, 10.3.2. Not a number, and infinities, stay texts.
fn scalar(text: &str) -> Value {
    match text {
        text if is_null(text) => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return Value::String(text.to_owned());
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let text = text.strip_prefix('+').unwrap_or(text);
        if let Ok(whole) = text.parse::<u64>() {
            return whole.into();
        }
        if let Ok(whole) = text.parse::<i64>() {
            return whole.into();
        }
    }
    let numeric = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-'));
    let number = text.parse::<f64>().ok().filter(|number| numeric && number.is_finite()).and_then(Number::from_f64);
    number.map_or_else(|| Value::String(text.to_owned()), Value::Number)
}

struct Reader<'t> {
    text: &'t str,
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
    /// The byte of each character, where they are not the same.
    offsets: Option<Vec<usize>>,
    anchors: HashMap<usize, Rc<Node>>,
    unfolded: usize,
}

/// A list or map that is being read.
enum Open {
    List { anchor: usize, start: usize, values: Vec<Rc<Node>> },
    Map { anchor: usize, start: usize, entries: Vec<Entry>, key: Option<(String, Span, bool)>, merged: Vec<Rc<Node>> },
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        let offsets = (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect());
        Reader { text, parser: Parser::new_from_str(text), offsets, anchors: HashMap::new(), unfolded: 0 }
    }

    fn document(mut self) -> Result<Rc<Node>, YamlError> {
        let mut stack: Vec<Open> = Vec::new();
        let mut root: Option<Rc<Node>> = None;
        while let Some(next) = self.parser.next_event() {
            let (event, place) = next.map_err(|error| {
                let at = self.offset(error.marker());
                // The parser has a bound of its own for brackets, which it meets before it gives an event.
                if error.info().contains("recursion limit") {
                    return self.too_deep(at);
                }
                let message = format!("This is no YAML: {}.", error.info().trim_end_matches('.'));
                let help = "Correct the text here: the indentation, a missing colon or quote just before this place is the usual cause.";
                self.refuse(at, message, help)
            })?;
            let (start, end) = (self.offset(&place.start), self.offset(&place.end));
            let done = match event {
                Event::StreamEnd => break,
                Event::Nothing | Event::StreamStart | Event::DocumentEnd => continue,
                Event::DocumentStart(_) if root.is_some() => {
                    let help = "Split the file: Felis and Qserv's tools read one document a file.";
                    return Err(self.refuse(start, "A second document begins here.".to_owned(), help));
                }
                Event::DocumentStart(_) => continue,
                Event::Scalar(text, style, anchor, _) => self.scalar(&text, style, anchor, &place),
                Event::Alias(anchor) => self.alias(anchor, start, stack.len())?,
                Event::SequenceStart(anchor, _) => {
                    stack.push(Open::List { anchor, start, values: Vec::new() });
                    self.check_depth(stack.len(), start)?;
                    continue;
                }
                Event::MappingStart(anchor, _) => {
                    stack.push(Open::Map { anchor, start, entries: vec![], key: None, merged: vec![] });
                    self.check_depth(stack.len(), start)?;
                    continue;
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    let Some(open) = stack.pop() else { continue };
                    self.close(open, end)
                }
            };
            match stack.last_mut() {
                None => root = Some(done),
                Some(open) => add(open, done).map_err(|at| {
                    let help = "Write the key as a plain text.";
                    self.refuse(at, "A list or a map stands here as a key.".to_owned(), help)
                })?,
            }
        }
        root.ok_or_else(|| self.refuse(0, "This is no YAML: the text is empty.".to_owned(), "Give a Felis schema."))
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, anchor: usize, place: &Place) -> Rc<Node> {
        let span = Span::new(self.offset(&place.start), self.offset(&place.end));
        let content = Content::Scalar { text: text.to_owned(), plain: style == ScalarStyle::Plain };
        self.remember(anchor, Node { span, content, weight: 1, height: 1 })
    }

    /// The value that an alias stands for, unless the text unfolds to too much by it.
    fn alias(&mut self, anchor: usize, at: usize, depth: usize) -> Result<Rc<Node>, YamlError> {
        let Some(node) = self.anchors.get(&anchor).cloned() else {
            let message = "This alias stands within what it names, or names nothing: it would never end.".to_owned();
            return Err(self.refuse(at, message, "Write the value out."));
        };
        self.unfolded = self.unfolded.saturating_add(node.weight);
        if self.unfolded > MOST_UNFOLDED {
            let message = format!("Aliases unfold to more than {MOST_UNFOLDED} values here: this is a YAML bomb.");
            return Err(self.refuse(at, message, "Write the values out, or check where the file comes from."));
        }
        self.check_depth(depth.saturating_add(node.height), at)?;
        Ok(node)
    }

    fn close(&mut self, open: Open, end: usize) -> Rc<Node> {
        let (anchor, start, content) = match open {
            Open::List { anchor, start, values } => (anchor, start, Content::List(values)),
            Open::Map { anchor, start, mut entries, merged, .. } => {
                // `<<` of YAML 1.1, which PyYAML knows: what is not said here is taken from there.
                let mut known: HashSet<String> = HashSet::new();
                if !merged.is_empty() {
                    known.extend(entries.iter().map(|entry| entry.key.clone()));
                }
                for entry in merged.iter().flat_map(|source| source.entries()) {
                    if known.insert(entry.key.clone()) {
                        entries.push(entry.clone());
                    }
                }
                (anchor, start, Content::Map(entries))
            }
        };
        let within: Vec<&Rc<Node>> = match &content {
            Content::Scalar { .. } => vec![],
            Content::List(values) => values.iter().collect(),
            Content::Map(entries) => entries.iter().map(|entry| &entry.value).collect(),
        };
        let weight = within.iter().fold(1_usize, |sum, value| sum.saturating_add(value.weight));
        let height = within.iter().map(|value| value.height).max().unwrap_or(0) + 1;
        // A block ends where the next thing begins: the white space before that is not its own.
        let end = self.text.get(start..end).map_or(start, |text| start + text.trim_end().len());
        self.remember(anchor, Node { span: Span::new(start, end.max(start)), content, weight, height })
    }

    fn remember(&mut self, anchor: usize, node: Node) -> Rc<Node> {
        let node = Rc::new(node);
        if anchor > 0 {
            self.anchors.insert(anchor, Rc::clone(&node));
        }
        node
    }

    fn check_depth(&self, depth: usize, at: usize) -> Result<(), YamlError> {
        if depth <= DEEPEST {
            return Ok(());
        }
        Err(self.too_deep(at))
    }

    fn too_deep(&self, at: usize) -> YamlError {
        let message = format!("This nests more than {DEEPEST} levels deep: no schema does.");
        self.refuse(at, message, "Check whether this is the right file.")
    }

    fn refuse(&self, at: usize, message: String, help: &str) -> YamlError {
        let end = self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8());
        YamlError { span: Span::new(at, end), message, help: help.to_owned() }
    }

    /// The parser counts characters; places here count bytes.
    fn offset(&self, marker: &Marker) -> usize {
        match &self.offsets {
            None => marker.index().min(self.text.len()),
            Some(offsets) => offsets.get(marker.index()).copied().unwrap_or(self.text.len()),
        }
    }
}

/// Puts a value into what is being read; the error is the place of a key that is none.
fn add(open: &mut Open, value: Rc<Node>) -> Result<(), usize> {
    match open {
        Open::List { values, .. } => values.push(value),
        Open::Map { entries, key, merged, .. } => match key.take() {
            None => {
                let Content::Scalar { text, plain } = &value.content else { return Err(value.span.start) };
                *key = Some((text.clone(), value.span, *plain));
            }
            Some((name, _, true)) if name == "<<" => match value.list() {
                Some(sources) => merged.extend(sources.iter().cloned()),
                None => merged.push(value),
            },
            Some((name, key_span, _)) => entries.push(Entry { key: name, key_span, value }),
        },
    }
    Ok(())
}
