//! What a server says to scripts, for a terminal: the refusals as the server's client prints them, each with its place.

use std::collections::HashMap;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::summary::counted;
use super::tty::printable;
use crate::dryrun::mysql::refusal::Warning;
use crate::dryrun::mysql::session::Verdict;
use crate::engine::{DryRun, Judged, ReadFile};
use crate::text::Span;

/// Nobody reads more of them in a terminal.
const MOST_SHOWN: usize = 200;

/// Notes of IF EXISTS and of a database that is there: that is what was meant, and nobody has to read it.
const EXPECTED: &[u16] = &[1007, 1008, 1051, 1091, 1305, 4092];

/// Each refusal, warning and open verdict, and a line that counts them. A warning is shown once, where it comes first.
pub fn write_dry_run_tty(run: &DryRun, colours: bool) -> String {
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    let mut messages: Vec<Message> = vec![];
    let mut alike: HashMap<(String, String), usize> = HashMap::new();
    for statement in &run.statements {
        let Some(file) = run.files.get(statement.file) else { continue };
        for message in messages_of(statement, file) {
            let known = (!message.refusal).then(|| (message.name.clone(), message.text.clone()));
            match known.as_ref().and_then(|key| alike.get(key)).and_then(|at| messages.get_mut(*at)) {
                Some(first) => first.more += 1,
                None => {
                    if let Some(key) = known {
                        alike.insert(key, messages.len());
                    }
                    messages.push(message);
                }
            }
        }
    }
    let mut out = String::new();
    for message in messages.iter().take(MOST_SHOWN) {
        out.push_str(&write(&renderer, message));
        out.push_str("\n\n");
    }
    if messages.len() > MOST_SHOWN {
        out.push_str(&format!("... and {} more; --format json has all of them.\n\n", messages.len() - MOST_SHOWN));
    }
    out.push_str(&summary(run));
    out.push('\n');
    out
}

struct Message<'r> {
    level: Level<'static>,
    /// What stands before the text: `ERROR 1064 (42000)`.
    name: String,
    text: String,
    file: &'r ReadFile,
    span: Span,
    refusal: bool,
    /// How often it was said again.
    more: usize,
}

fn messages_of<'r>(statement: &Judged, file: &'r ReadFile) -> Vec<Message<'r>> {
    let first_line = first_line(statement.span, &file.text);
    let message = |level: Level<'static>, name: String, text: &str, span: Span| {
        let refusal = matches!(statement.outcome.verdict, Verdict::Reject(_));
        Message { level, name, text: text.to_owned(), file, span, refusal, more: 0 }
    };
    match &statement.outcome.verdict {
        Verdict::Accept => {
            let told = |warning: &&Warning| !(warning.note && EXPECTED.contains(&warning.errno));
            let warned = statement.outcome.warnings.iter().filter(told).map(|warning| {
                let (level, word) = if warning.note { (Level::NOTE, "Note") } else { (Level::WARNING, "Warning") };
                message(level, format!("{word} {}", warning.errno), &warning.message, first_line)
            });
            warned.collect()
        }
        Verdict::Reject(refusal) => {
            let name = format!("ERROR {} ({})", refusal.errno, refusal.sqlstate);
            let place = statement.syntax_error_at(&file.text).map(|at| word_at(at, statement.span.end, &file.text));
            vec![message(Level::ERROR, name, &refusal.message, place.unwrap_or(first_line))]
        }
        Verdict::Unknown(why) => vec![message(Level::INFO, "Not decided".to_owned(), why, first_line)],
    }
}

/// The statement as far as its first line goes.
fn first_line(span: Span, text: &str) -> Span {
    let length = span.of(text).lines().next().map_or(0, str::len);
    Span::new(span.start, span.start + length)
}

/// The word, or else the character, that begins at a place.
fn word_at(at: usize, end: usize, text: &str) -> Span {
    let rest = Span::new(at, end).of(text);
    let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).unwrap_or(rest.len());
    let first = rest.chars().next().map_or(0, char::len_utf8);
    Span::new(at, at + word.max(first))
}

fn write(renderer: &Renderer, message: &Message) -> String {
    let title = printable(&message.text);
    let Message { file, span, .. } = message;
    let start = file.lines.position(&file.text, span.start);
    let (from, to) = file.lines.line_range(&file.text, start.line).unwrap_or((0, 0));
    let source = file.text.get(from..to).unwrap_or("");
    let begin = span.start.saturating_sub(from).min(source.len());
    let end = span.end.saturating_sub(from).clamp(begin, source.len());
    let snippet = Snippet::source(source)
        .line_start(start.line)
        .path(&file.name)
        .annotation(AnnotationKind::Primary.span(begin..end));
    let level = message.level.clone().with_name(message.name.clone());
    let mut group: Group = level.primary_title(&title).element(snippet);
    let more = format!("and for {}", counted(message.more, "more statement"));
    if message.more > 0 {
        group = group.element(Level::NOTE.no_name().message(&more));
    }
    renderer.render(&[group])
}

fn summary(run: &DryRun) -> String {
    let (accepted, refused, open) = run.counts();
    let warns = |statement: &&Judged| statement.outcome.warnings.iter().any(|warning| !warning.note);
    let warned = run.statements.iter().filter(warns).count();
    let mut parts = vec![format!("{accepted} accepted")];
    if warned > 0 {
        parts.push(format!("{warned} of them with warnings"));
    }
    if refused > 0 {
        parts.push(format!("{refused} refused"));
    }
    if open > 0 {
        parts.push(format!("{open} not decided"));
    }
    let statements = counted(run.statements.len(), "statement");
    let files = counted(run.files.len(), "file");
    format!("{}: {statements} in {files}. {}.", run.server.title(), parts.join(", "))
}
