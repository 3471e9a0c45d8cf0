//! What stands around SQL in documents and scripts: prose, code blocks, comments, headings, lists of columns.

use super::words::{begins_statement, first_word};
use crate::mysql::types;
use crate::sql::split::{Statement, StatementKind, split};
use crate::sql::token::{Lexed, Token};
use crate::text::{Span, is_plain_identifier};

/// True where a code block begins. A script may have the marks of one too, inside a string that it inserts.
pub(super) fn is_markdown(text: &str) -> bool {
    let fence = if text.starts_with("```") { Some(0) } else { text.find("\n```").map(|at| at + 1) };
    let Some(fence) = fence else { return false };
    let (statements, unclosed) = split(text, Span::new(0, fence));
    let first = statements.first().map_or("", |statement| first_word(statement.body.of(text)));
    unclosed.is_empty()
        || !(begins_statement(first) || first.starts_with("/*!"))
        || first.contains(|c: char| c.is_ascii_lowercase())
}

/// Where each statement of a script stands, as a client sends it to the server: from its first word to the last character
/// before its delimiter. Comments before it and `DELIMITER` lines are the client's own. Of a document, those in its code.
pub fn statement_spans(text: &str) -> Vec<Span> {
    let document = is_markdown(text);
    let parts = if document { markdown_parts(text) } else { vec![(Span::new(0, text.len()), true)] };
    let statements = parts.into_iter().filter(|(_, code)| *code).flat_map(|(part, _)| split(text, part).0);
    let sent = |statement: &Statement| matches!(statement.kind, StatementKind::Plain | StatementKind::Delimited);
    statements.filter(sent).map(|statement| statement.body).filter(|body| body.start < body.end).collect()
}

/// The parts of a Markdown document: true for the inside of a code block that may hold SQL.
pub(super) fn markdown_parts(text: &str) -> Vec<(Span, bool)> {
    let mut parts = Vec::new();
    let (mut start, mut at, mut code, mut fenced) = (0, 0, false, false);
    for line in text.split_inclusive('\n') {
        let line_start = at;
        at += line.len();
        let Some(info) = line.strip_prefix("```") else { continue };
        parts.push((Span::new(start, line_start), code));
        fenced = !fenced;
        let sql = ["", "sql", "mysql", "mariadb"].iter().any(|known| info.trim().eq_ignore_ascii_case(known));
        code = fenced && sql;
        start = at;
    }
    parts.push((Span::new(start, text.len()), code));
    parts
}

pub(super) fn as_comment(line: &str) -> String {
    if line.starts_with("-- ") || line == "--" { line.to_owned() } else { format!("-- {line}") }
}

/// Where a line begins with a statement: CREATE TABLE in any case, others in capitals only, for prose may begin with
/// "Use" and "Check" too.
pub(super) fn find_statement(body: &str) -> Option<usize> {
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let trimmed = line.trim_start();
        let mut words = trimmed.split_ascii_whitespace();
        let first = words.next().unwrap_or("");
        let second = words.next().unwrap_or("");
        let create = first.eq_ignore_ascii_case("CREATE")
            && ["TABLE", "DATABASE", "SCHEMA", "TEMPORARY"].iter().any(|known| second.eq_ignore_ascii_case(known));
        if create || (begins_statement(first) && !first.contains(|c: char| c.is_ascii_lowercase())) {
            return Some(at + line.len() - trimmed.len());
        }
        at += line.len();
    }
    None
}

/// The lines at the end of a text that are SQL comments.
pub(super) fn trailing_comments(text: &str) -> &str {
    let mut from = text.len();
    for line in text.split_inclusive('\n').rev() {
        if !line.starts_with("--") && !line.starts_with('#') {
            break;
        }
        from -= line.len();
    }
    text.get(from..).unwrap_or("")
}

/// Comments before a statement: those above an empty line stand for themselves, those below it speak of the statement.
pub(super) fn split_lead(lead: &str) -> (&str, &str) {
    let mut cut = 0;
    let mut at = 0;
    for line in lead.split_inclusive('\n') {
        at += line.len();
        if line.trim().is_empty() {
            cut = at;
        }
    }
    lead.split_at_checked(cut).unwrap_or(("", lead))
}

/// The name that stands alone on the last line of words before a list, as documents head them.
pub(super) fn name_before(text: &str) -> Option<String> {
    let mut lines = text.lines().rev().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("```"));
    let line = lines.next()?.trim_start_matches('#').trim();
    is_plain_identifier(line).then(|| line.to_owned())
}

/// The comments before a statement, without their marks, one a line.
pub(super) fn leading_remark(lead: &str) -> Option<String> {
    let lines = lead.lines().map(|line| {
        let line = line.trim();
        let line = line.strip_prefix("--").or_else(|| line.strip_prefix('#')).unwrap_or(line);
        let line = line.strip_prefix("/*").unwrap_or(line);
        line.strip_suffix("*/").unwrap_or(line).trim().trim_start_matches("* ")
    });
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

pub(super) fn join_remarks(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) => Some(format!("{first}\n{second}")),
        (first, second) => first.or(second),
    }
}

/// Where a list of columns begins and ends: from the first line that begins with a name and a type, to the end.
pub(super) fn column_list(lexed: &Lexed, text: &str) -> Option<Span> {
    let at = lexed.lexemes.windows(2).enumerate().position(|(at, pair)| {
        let [name, data_type] = pair else { return false };
        let named = matches!(name.token, Token::Word(_) | Token::Quoted(_));
        let same_line = text.get(name.span.end..data_type.span.start).is_some_and(|between| !between.contains('\n'));
        let line = text.get(..name.span.start).unwrap_or("").rsplit('\n').next().unwrap_or("");
        let behind = lexed.lexemes.get(at + 2);
        let ends_line = behind
            .is_none_or(|next| text.get(data_type.span.end..next.span.start).is_some_and(|gap| gap.contains('\n')));
        let begins_line = line.trim().is_empty();
        begins_line
            && named
            && same_line
            && is_type(&data_type.token)
            && (ends_line || behind.is_some_and(|next| follows_type(&next.token)))
    })?;
    let start = lexed.lexemes.get(at)?.span.start;
    Some(Span::new(start, lexed.lexemes.last()?.span.end))
}

/// What a type goes on with, while prose does not: `a date, which` and `the time of day` are no columns.
fn follows_type(token: &Token) -> bool {
    const WORDS: &[&str] = &[
        "AUTO_INCREMENT",
        "CHARACTER",
        "CHARSET",
        "COLLATE",
        "COMMENT",
        "DEFAULT",
        "GENERATED",
        "KEY",
        "NOT",
        "NULL",
        "PRECISION",
        "PRIMARY",
        "REFERENCES",
        "UNIQUE",
        "UNSIGNED",
        "VARYING",
        "ZEROFILL",
    ];
    match token {
        Token::Symbol('(' | ')' | ',') => true,
        Token::Word(word) => WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)),
        _ => false,
    }
}

fn is_type(token: &Token) -> bool {
    matches!(token, Token::Word(word) if types::find(word).is_some())
}
