//! What a server says to scripts, for a terminal: the refusals as the server's client prints them, each with its place.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::tty::{counted, printable};
use crate::dryrun::mysql::session::Verdict;
use crate::engine::{DryRun, Judged, ReadFile};
use crate::text::Span;

/// Nobody reads more of them in a terminal.
const MOST_SHOWN: usize = 200;
/// Of statements that are not decided for the same reason, so many are shown with their place.
const MOST_ALIKE: usize = 3;

/// Each refusal, warning and open verdict, and a line that counts them.
pub fn write_dry_run_tty(run: &DryRun, colours: bool) -> String {
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    let mut shown = 0;
    let mut alike: BTreeMap<&str, usize> = BTreeMap::new();
    for statement in &run.statements {
        let Some(file) = run.files.get(statement.file) else { continue };
        for (level, title, span) in messages(statement, file, &mut alike) {
            shown += 1;
            if shown <= MOST_SHOWN {
                out.push_str(&message(&renderer, file, level, &title, span));
                out.push_str("\n\n");
            }
        }
    }
    if shown > MOST_SHOWN {
        out.push_str(&format!("... and {} more; --format json has all of them.\n\n", shown - MOST_SHOWN));
    }
    for (why, count) in alike.iter().filter(|(_, count)| **count > MOST_ALIKE) {
        let more = counted(*count - MOST_ALIKE, "more statement");
        out.push_str(&format!("Not decided either, {more}: {}\n", printable(why)));
    }
    if alike.values().any(|count| *count > MOST_ALIKE) {
        out.push('\n');
    }
    out.push_str(&summary(run));
    out.push('\n');
    out
}

type Message<'r> = (Level<'static>, String, Span);

fn messages<'r>(statement: &'r Judged, file: &ReadFile, alike: &mut BTreeMap<&'r str, usize>) -> Vec<Message<'r>> {
    let first_line = first_line(statement.span, &file.text);
    match &statement.outcome.verdict {
        Verdict::Accept => {
            let warned = statement.outcome.warnings.iter().map(|warning| {
                let (level, word) = if warning.note { (Level::NOTE, "Note") } else { (Level::WARNING, "Warning") };
                (level.with_name(format!("{word} {}", warning.errno)), warning.message.clone(), first_line)
            });
            warned.collect()
        }
        Verdict::Reject(refusal) => {
            let level = Level::ERROR.with_name(format!("ERROR {} ({})", refusal.errno, refusal.sqlstate));
            let place = statement.syntax_error_at(&file.text).map(|at| word_at(at, statement.span.end, &file.text));
            vec![(level, refusal.message.clone(), place.unwrap_or(first_line))]
        }
        Verdict::Unknown(why) => {
            let count = alike.entry(why.as_str()).or_default();
            *count += 1;
            if *count > MOST_ALIKE {
                return vec![];
            }
            let kind = &statement.outcome.kind;
            vec![(Level::INFO.with_name("Not decided"), format!("{kind}: {why}"), first_line)]
        }
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

fn message(renderer: &Renderer, file: &ReadFile, level: Level, title: &str, span: Span) -> String {
    let title = printable(title);
    let start = file.lines.position(&file.text, span.start);
    let (from, to) = file.lines.line_range(&file.text, start.line).unwrap_or((0, 0));
    let source = file.text.get(from..to).unwrap_or("");
    let begin = span.start.saturating_sub(from).min(source.len());
    let end = span.end.saturating_sub(from).clamp(begin, source.len());
    let snippet = Snippet::source(source)
        .line_start(start.line)
        .path(&file.name)
        .annotation(AnnotationKind::Primary.span(begin..end));
    renderer.render(&[level.primary_title(&title).element(snippet)])
}

fn summary(run: &DryRun) -> String {
    let (accepted, refused, open) = run.counts();
    let warned = run.statements.iter().filter(|statement| !statement.outcome.warnings.is_empty()).count();
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
