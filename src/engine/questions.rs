//! What the worker can be asked for. A question is a file, and a line in this list.
//!
//! It is asked by its word, with arguments as it likes them (JSON, or a word), and answers from the mirror with a text,
//! most often JSON; the error is for people. A long one tells how it gets on by [`Mirror::tell`]. What it keeps between
//! two questions is a field of [`Mirror`].

pub(super) mod check;
mod columns;
mod creates;
pub(super) mod fix;
mod import;
mod import_take;
mod offer;
mod partitioning;
mod project;
mod rehearsal;
mod script;
mod text;
mod transcript;

use serde::Serialize;

use super::mirror::Mirror;
use crate::project::Project;
use crate::schema::Workspace;

pub use check::{Found, News, mark};
pub use fix::{Mend, Mending};
pub use import_take::{Take, Taken};

type Question = fn(&mut Mirror, &str) -> Result<String, String>;

const QUESTIONS: &[(&str, Question)] = &[
    ("check", check::answer),
    ("check-ahead", check::answer_ahead),
    ("columns", columns::answer),
    ("creates", creates::answer),
    ("fix", fix::answer),
    ("import", import::answer),
    ("import-take", import_take::answer),
    ("offer", offer::answer),
    ("partitioning", partitioning::answer),
    ("project", project::answer),
    ("rehearsal", rehearsal::answer),
    ("script", script::answer),
    ("text", text::answer),
    ("transcript", transcript::answer),
];

/// Answers a question; the error is for people.
pub fn answer(mirror: &mut Mirror, word: &str, arguments: &str) -> Result<String, String> {
    let question = QUESTIONS.iter().find(|(known, _)| *known == word);
    let (_, question) = question.ok_or_else(|| format!("there is no question {word}"))?;
    question(mirror, arguments)
}

/// What was taken last, before the page has it too, and the project that it becomes, which is told without it.
fn taken(mirror: &Mirror, project: &str) -> Result<(Project, Workspace), String> {
    let node = crate::json::parse_ours(project).map_err(|error| error.message)?;
    let project = crate::json::read(&node).map_err(|misfit| misfit.message)?;
    let workspace = mirror.taken.clone().ok_or("what was read is not here any more; read it again")?;
    Ok((project, workspace))
}

/// The answer as the page reads it.
fn json(answer: &impl Serialize) -> String {
    // Texts and numbers can always be written.
    serde_json::to_string(answer).unwrap_or_default()
}
