//! What a Replication Controller says to requests, for a terminal: a line for each, and what is refused with its place.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::Value;

use super::summary::counted;
use super::tty::printable;
use crate::dryrun::qserv::{Body, Request, Stage};
use crate::engine::{Executed, QservRun, ReadFile, Unreadable};
use crate::text::Span;

/// Statements for a table of a thousand columns fill a screen each.
const LONGEST_STATEMENT: usize = 400;

/// Each request with its verdict, and a line that counts them. `created`: with what Qserv would create.
pub fn write_qserv_run_tty(run: &QservRun, created: bool, colours: bool) -> String {
    let renderer = renderer(colours);
    let mut out = String::new();
    for executed in &run.requests {
        write_request(&mut out, run, executed, created, &renderer);
    }
    if !run.requests.is_empty() {
        out.push('\n');
    }
    out.push_str(&summary(run));
    out.push('\n');
    out
}

/// A file that holds no requests: what is wrong with it, and where.
pub fn write_unreadable_tty(unreadable: &Unreadable, colours: bool) -> String {
    let Unreadable { file, problem } = unreadable;
    let message = printable(&problem.message);
    let mut group: Group = Level::ERROR.primary_title(&message).element(snippet(file, problem.span));
    let help = printable(&problem.help);
    if !problem.help.is_empty() {
        group = group.element(Level::HELP.message(&help));
    }
    renderer(colours).render(&[group]) + "\n"
}

fn renderer(colours: bool) -> Renderer {
    if colours { Renderer::styled() } else { Renderer::plain() }
}

fn write_request(out: &mut String, run: &QservRun, executed: &Executed, created: bool, renderer: &Renderer) {
    let Executed { posed, response, .. } = executed;
    let verdict = match (response.success, response.stage) {
        (true, _) => "accepted",
        (false, Stage::Rest) => "refused ",
        (false, Stage::Mysql) => "refused by MariaDB",
    };
    let Request { method, path, .. } = &posed.request;
    let line = format!("{verdict}  {method} {path}{}", subject(&posed.request));
    out.push_str(printable(&line).trim_end());
    out.push('\n');
    if let Some(file) = run.files.get(executed.file).filter(|_| !response.success) {
        let span = posed.place(response.at.as_deref());
        let message = printable(brief(&response.error));
        let mut group: Group = Level::ERROR.primary_title(&message).element(snippet(file, first_line(file, span)));
        let help = response.help.as_deref().map(printable);
        if let Some(help) = &help {
            group = group.element(Level::HELP.message(help));
        }
        out.push_str(&indented(&renderer.render(&[group])));
    }
    let told = response.warnings.iter().map(|text| ("the server warns", text));
    let told = told.chain(response.cautions.iter().map(|text| ("caution", text)));
    for (word, text) in told.chain(response.notes.iter().map(|text| ("note", text))) {
        out.push_str(&format!("    {word}: {}\n", printable(brief(text))));
    }
    for made in response.created.iter().filter(|_| created) {
        out.push_str(&format!("    {}: {}\n", made.place.name(), printable(&cut(&made.text))));
    }
}

/// What a request is about: `Object in dp1`.
fn subject(request: &Request) -> String {
    let Body::Json(Value::Object(body)) = &request.body else { return String::new() };
    let text = |key: &str| body.get(key).and_then(Value::as_str);
    let table = text("table").or_else(|| text("director_table").filter(|_| request.path.contains("/index/")));
    match (text("index").filter(|_| request.path.contains("/index")), table, text("database").or_else(|| text("name")))
    {
        (Some(index), Some(table), Some(database)) => format!(": {index} of {table} in {database}"),
        (None, Some(table), Some(database)) => format!(": {table} in {database}"),
        (_, _, Some(database)) => format!(": {database}"),
        _ => String::new(),
    }
}

/// The server's text without the JSON of the whole table at its end.
fn brief(error: &str) -> &str {
    error.split_once(" [database=").map_or(error, |(text, _)| text)
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST_STATEMENT) {
        Some((at, _)) => format!("{} ... ({} characters)", text.get(..at).unwrap_or(text), text.chars().count()),
        None => text.to_owned(),
    }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}").trim_end().to_owned() + "\n").collect()
}

/// A value as far as its first line goes.
fn first_line(file: &ReadFile, span: Span) -> Span {
    let length = span.of(&file.text).lines().next().map_or(0, str::len);
    Span::new(span.start, span.start + length)
}

fn snippet(file: &ReadFile, span: Span) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let start = file.lines.position(&file.text, span.start);
    let (from, to) = file.lines.line_range(&file.text, start.line).unwrap_or((0, 0));
    let source = file.text.get(from..to).unwrap_or("");
    let begin = span.start.saturating_sub(from).min(source.len());
    let end = span.end.saturating_sub(from).clamp(begin, source.len());
    Snippet::source(source).line_start(start.line).path(&file.name).annotation(AnnotationKind::Primary.span(begin..end))
}

fn summary(run: &QservRun) -> String {
    let (accepted, refused, by_mariadb) = run.counts();
    let mut parts = vec![format!("{accepted} accepted")];
    if refused > 0 {
        parts.push(format!("{refused} refused"));
    }
    if by_mariadb > 0 {
        parts.push(format!("{by_mariadb} refused by MariaDB"));
    }
    let requests = counted(run.requests.len(), "request");
    format!("{}: {requests} in {}. {}.", run.server.title(), counted(run.files.len(), "file"), parts.join(", "))
}
