//! A file of requests: a JSON array of `{"method", "path", "body"}`.

use std::collections::{BTreeMap, BTreeSet};

use jsonc_parser::ast::{Object, Value as Node};

use super::failure::pointer_part;
use super::request::{Body, Request};
use crate::json::{JsonError, described, find, parse, span, to_value};
use crate::text::Span;

/// Why a file holds no requests, and where.
pub type ScriptError = JsonError;

/// A request and where it stands in its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Posed {
    pub request: Request,
    pub span: Span,
    /// Of the path alone.
    pub path_span: Span,
    /// Keys of the body that stand twice in one object.
    pub duplicates: Vec<Duplicate>,
    /// Where the values of the body stand, by JSON pointers into it.
    places: BTreeMap<String, Span>,
}

/// A key that stands more than once: the server takes the last value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    pub key: String,
    /// Of the value that is not taken.
    pub span: Span,
}

impl Posed {
    /// Where a value of the body stands; where it is missing, the innermost value around it. Without a pointer, the path.
    pub fn place(&self, pointer: Option<&str>) -> Span {
        let Some(pointer) = pointer else { return self.path_span };
        let mut pointer = pointer;
        loop {
            if let Some(span) = self.places.get(pointer) {
                return *span;
            }
            match pointer.rsplit_once('/') {
                Some((around, _)) => pointer = around,
                None => return self.path_span,
            }
        }
    }
}

/// Reads the requests of a file.
pub fn read_requests(text: &str) -> Result<Vec<Posed>, ScriptError> {
    let node = parse(text)?;
    match &node {
        Node::Array(list) => list.elements.iter().map(read_request).collect(),
        Node::Object(object) if find(object, "method").is_some() => Ok(vec![read_request(&node)?]),
        Node::Object(object) if find(object, "requests").is_some() => match find(object, "requests") {
            Some(Node::Array(list)) => list.elements.iter().map(read_request).collect(),
            _ => Err(misfit(&node, "\"requests\" is no list.")),
        },
        other => Err(misfit(other, &format!("A list of requests is expected here, but {} stands.", described(other)))),
    }
}

const FORM: &str =
    "Write each request as {\"method\": \"POST\", \"path\": \"/ingest/table\", \"body\": { ... }}, in one list.";

fn misfit(node: &Node, message: &str) -> JsonError {
    JsonError { span: span(node), message: message.to_owned(), help: FORM.to_owned() }
}

fn read_request(node: &Node) -> Result<Posed, JsonError> {
    let Node::Object(object) = node else {
        return Err(misfit(node, &format!("A request is expected here, but {} stands.", described(node))));
    };
    let text = |key: &str| match find(object, key) {
        Some(Node::StringLit(text)) => Ok(text.value.to_string()),
        Some(other) => Err(misfit(other, &format!("\"{key}\" is {}, not a text.", described(other)))),
        None => Err(misfit(node, &format!("The request has no \"{key}\"."))),
    };
    let (method, path) = (text("method")?, text("path")?);
    let body = find(object, "body");
    let mut places = BTreeMap::new();
    let mut duplicates = Vec::new();
    if let Some(body) = body {
        survey(body, &mut String::new(), &mut places, &mut duplicates);
    }
    let request = Request {
        method: method.into(),
        path: path.into(),
        body: body.map_or(Body::Absent, |body| Body::Json(to_value(body))),
        content_type: content_type(object),
    };
    let path_span = find(object, "path").map_or_else(|| span(node), span);
    Ok(Posed { request, span: span(node), path_span, duplicates, places })
}

/// The header, where the request gives its headers; without it there the server has no body to read.
fn content_type(object: &Object) -> Option<String> {
    let Some(Node::Object(headers)) = find(object, "headers") else { return None };
    let header =
        headers.properties.iter().rev().find(|header| header.name.as_str().eq_ignore_ascii_case("content-type"));
    Some(match header.map(|header| &header.value) {
        Some(Node::StringLit(text)) => text.value.to_string(),
        _ => String::new(),
    })
}

/// Notes where each value stands, and which keys stand twice. The reader bounds how deep values nest.
fn survey(node: &Node, pointer: &mut String, places: &mut BTreeMap<String, Span>, duplicates: &mut Vec<Duplicate>) {
    places.insert(pointer.clone(), span(node));
    let length = pointer.len();
    match node {
        Node::Object(object) => {
            let mut later = BTreeSet::new();
            for property in object.properties.iter().rev() {
                let key = property.name.as_str();
                if !later.insert(key.to_owned()) {
                    duplicates.push(Duplicate { key: key.to_owned(), span: span(&property.value) });
                    continue;
                }
                pointer.push('/');
                pointer.push_str(&pointer_part(key));
                survey(&property.value, pointer, places, duplicates);
                pointer.truncate(length);
            }
        }
        Node::Array(list) => {
            for (at, element) in list.elements.iter().enumerate() {
                pointer.push_str(&format!("/{at}"));
                survey(element, pointer, places, duplicates);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}

/// Where the value of a JSON pointer stands, or what is nearest around it.
pub(super) fn place_at(node: &Node, pointer: &str) -> Option<Span> {
    let mut here = node;
    for part in pointer.split('/').skip(1) {
        let next = match here {
            Node::Object(object) => find(object, &part.replace("~1", "/").replace("~0", "~")),
            Node::Array(list) => part.parse::<usize>().ok().and_then(|at| list.elements.get(at)),
            _ => None,
        };
        match next {
            Some(next) => here = next,
            None => break,
        }
    }
    Some(span(here))
}
