//! `tabledraft explain`

use std::fmt::Write;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::{CLEAN, OutputFormat, output};
use crate::json::pretty;
use crate::rules::{self, Block, Inline, Page, REGISTRY, Registered};

#[derive(Args)]
pub(super) struct ExplainArguments {
    /// The rule's name, as it stands in brackets behind "error"
    rule: Option<String>,
    /// The language of the page
    #[arg(long, value_enum, default_value = "en")]
    lang: Language,
    #[arg(long, value_enum, default_value = "tty")]
    format: OutputFormat,
}

#[derive(Clone, Copy, ValueEnum)]
enum Language {
    En,
    Zh,
}

pub(super) fn run(arguments: &ExplainArguments) -> Result<u8, String> {
    let Some(name) = &arguments.rule else {
        output::print(&match arguments.format {
            OutputFormat::Tty => list(),
            OutputFormat::Json => pretty(&REGISTRY.iter().map(entry).collect()),
        })?;
        return Ok(CLEAN);
    };
    let Some(registered) = rules::find(name) else {
        let guess = rules::nearest(name).map(|known| format!(" Did you mean \"{known}\"?")).unwrap_or_default();
        return Err(format!("there is no rule \"{name}\".{guess} `tabledraft explain` lists all rules."));
    };
    output::print(&match arguments.format {
        OutputFormat::Tty => page(&Page::parse(match arguments.lang {
            Language::En => registered.page,
            Language::Zh => registered.page_zh,
        })),
        OutputFormat::Json => pretty(&entry(registered)),
    })?;
    Ok(CLEAN)
}

/// A rule for programs; its page is Markdown.
fn entry(registered: &Registered) -> Value {
    let Registered { rule, group, page, page_zh } = registered;
    json!({ "rule": rule.name, "group": group, "summary": rule.summary, "page": page, "page_zh": page_zh })
}

fn list() -> String {
    let width = REGISTRY.iter().map(|registered| registered.rule.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for registered in REGISTRY {
        let _ = writeln!(out, "{:width$}  {}", registered.rule.name, registered.rule.summary);
    }
    out
}

fn page(page: &Page) -> String {
    let mut out = format!("{}\n", page.title);
    for block in &page.blocks {
        match block {
            Block::Heading(heading) => out.push_str(&format!("\n{}\n", heading.to_uppercase())),
            Block::Paragraph(inlines) => out.push_str(&format!("\n{}\n", wrapped(&text(inlines), ""))),
            Block::List(items) => {
                out.push('\n');
                items
                    .iter()
                    .for_each(|item| out.push_str(&format!("{}\n", wrapped(&format!("- {}", text(item)), "  "))));
            }
            Block::Code { info, text } => {
                let verdict =
                    info.split_whitespace().nth(1).map(|verdict| format!("  {verdict}:\n")).unwrap_or_default();
                out.push_str(&format!("\n{verdict}"));
                text.lines().for_each(|line| out.push_str(&format!("    {line}\n")));
            }
        }
    }
    out
}

fn text(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) => text.clone(),
            Inline::Code(code) => format!("`{code}`"),
        })
        .collect()
}

/// Lines of at most 88 columns; those behind the first begin with the indent. Chinese may break behind its punctuation.
fn wrapped(text: &str, indent: &str) -> String {
    let mut lines = vec![String::new()];
    for piece in text.split_inclusive(|c: char| c.is_whitespace() || "，。；：、".contains(c)) {
        let Some(line) = lines.last_mut() else { continue };
        if !line.trim().is_empty() && width(line) + width(piece.trim_end()) > 88 {
            lines.push(format!("{indent}{piece}"));
        } else {
            line.push_str(piece);
        }
    }
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

/// Columns of a terminal; a Chinese character takes two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{2e80}' { 2 } else { 1 }).sum()
}
