//! A rule's page: Markdown of a few forms, read for the terminal, the screen, and the tests that run its examples.

/// A page, block by block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub title: String,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Heading(String),
    Paragraph(Vec<Inline>),
    List(Vec<Vec<Inline>>),
    /// A fenced block with the words behind its fence.
    Code {
        info: String,
        text: String,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    Text(String),
    Code(String),
}

/// An example that is also a test.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// `sql`, `json`, or `hex` for the bytes of a file that is no text.
    pub language: String,
    /// False for `valid`.
    pub invalid: bool,
    pub profile: String,
    /// What the words behind set for the rule: `most=3`, `patterns=["{{any}}_id"]`.
    pub options: Vec<(String, String)>,
    /// The name of the file, where it matters: `file=2001_v0.x/a.sql`.
    pub file: Option<String>,
    pub text: String,
    /// What the fixes make of it: the block marked `fix` behind it.
    pub fixed: Option<String>,
}

impl Page {
    pub fn parse(markdown: &str) -> Page {
        let mut page = Page::default();
        let mut lines = markdown.lines().peekable();
        while let Some(line) = lines.next() {
            if let Some(title) = line.strip_prefix("# ") {
                page.title = title.trim().to_owned();
            } else if let Some(heading) = line.strip_prefix("## ") {
                page.blocks.push(Block::Heading(heading.trim().to_owned()));
            } else if let Some(info) = line.strip_prefix("```") {
                let text: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
                page.blocks.push(Block::Code { info: info.trim().to_owned(), text: text.join("\n") });
            } else if line.starts_with("- ") {
                let mut items = vec![line.trim_start_matches("- ").to_owned()];
                while let Some(next) = lines.next_if(|next| !next.trim().is_empty()) {
                    match (next.strip_prefix("- "), items.last_mut()) {
                        (Some(item), _) => items.push(item.to_owned()),
                        (None, Some(item)) => join_line(item, next),
                        (None, None) => {}
                    }
                }
                page.blocks.push(Block::List(items.iter().map(|item| inlines(item)).collect()));
            } else if !line.trim().is_empty() {
                let mut text = line.trim().to_owned();
                while let Some(next) = lines.next_if(|next| !next.trim().is_empty() && !next.starts_with("```")) {
                    join_line(&mut text, next);
                }
                page.blocks.push(Block::Paragraph(inlines(&text)));
            }
        }
        page
    }

    /// The blocks marked `invalid` or `valid`, such as "```sql invalid bk-ci".
    pub fn examples(&self) -> Vec<Example> {
        let mut examples = Vec::new();
        for block in &self.blocks {
            let Block::Code { info, text } = block else { continue };
            let mut words = info.split_whitespace();
            let (language, verdict) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
            if verdict == "fix"
                && let Some(last) = examples.last_mut()
            {
                let last: &mut Example = last;
                last.fixed = Some(text.clone());
            }
            if verdict != "invalid" && verdict != "valid" {
                continue;
            }
            let mut example = Example {
                language: language.to_owned(),
                invalid: verdict == "invalid",
                profile: super::Profile::DEFAULT.to_owned(),
                options: vec![],
                file: None,
                text: text.clone(),
                fixed: None,
            };
            for word in words {
                match word.split_once('=') {
                    Some(("file", name)) => example.file = Some(name.to_owned()),
                    Some((option, value)) => example.options.push((option.to_owned(), value.to_owned())),
                    None => word.clone_into(&mut example.profile),
                }
            }
            examples.push(example);
        }
        examples
    }
}

/// Puts the next line behind; between Chinese characters there is no space.
fn join_line(text: &mut String, next: &str) {
    let next = next.trim();
    let is_wide = |c: Option<char>| c.is_some_and(|c| c >= '\u{2e80}');
    if !(is_wide(text.chars().last()) && is_wide(next.chars().next())) {
        text.push(' ');
    }
    text.push_str(next);
}

fn inlines(text: &str) -> Vec<Inline> {
    let parts = text.split('`').enumerate().filter(|(_, part)| !part.is_empty());
    parts
        .map(|(at, part)| if at % 2 == 1 { Inline::Code(part.to_owned()) } else { Inline::Text(part.to_owned()) })
        .collect()
}
