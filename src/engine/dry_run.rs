//! Scripts executed on a server that is not there: files in, what the server says to each statement out. No IO.

use super::{ReadFile, SourceFile, decode};
use crate::diagnostic::{Diagnostic, Location};
use crate::dryrun::mysql::describe::{Description, describe};
use crate::dryrun::mysql::session::{Outcome, Session, Verdict};
use crate::mysql::Server;
use crate::sql::statement_spans;
use crate::text::{LineIndex, Span};

/// What a server says to some files, executed one after another.
pub struct DryRun {
    pub server: Server,
    pub files: Vec<ReadFile>,
    pub statements: Vec<Judged>,
    /// Files that are no text, of which nothing was executed.
    pub unreadable: Vec<Diagnostic>,
    session: Session,
}

/// A statement and what the server says to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Among [`DryRun::files`].
    pub file: usize,
    /// In the file's text, without the delimiter.
    pub span: Span,
    /// Of the statement in its file, from 0.
    pub index: usize,
    pub outcome: Outcome,
}

/// Executes files in their order, each statement on what those before it left. A refused statement changes nothing, and the
/// next one is executed. `database`: is created first, with the charset utf8mb4, and used.
pub fn dry_run(server: Server, database: Option<&str>, files: Vec<SourceFile>) -> DryRun {
    let mut session = Session::new(server);
    if let Some(name) = database {
        session = session.with_database(name);
    }
    let mut run = DryRun { server, files: vec![], statements: vec![], unreadable: vec![], session };
    for file in files {
        run.add(file);
    }
    run
}

impl DryRun {
    fn add(&mut self, file: SourceFile) {
        let number = self.files.len();
        let (text, problem) = match decode(file.bytes) {
            Ok(text) => (text, None),
            Err((problem, readable)) => (readable, Some(problem)),
        };
        let lines = LineIndex::new(&text);
        if let Some(mut problem) = problem {
            problem.location = problem.location.map(|location| Location { file: number, ..location });
            self.unreadable.push(*problem);
            self.files.push(ReadFile { name: file.name, text, lines, format: None });
            return;
        }
        for (index, span) in statement_spans(&text).into_iter().enumerate() {
            let outcome = self.session.execute(span.of(&text));
            self.statements.push(Judged { file: number, span, index, outcome });
        }
        self.files.push(ReadFile { name: file.name, text, lines, format: Some(super::Format::Sql) });
    }

    /// The catalogue after the last statement.
    pub fn description(&self) -> Description {
        describe(self.server, &self.session.catalog)
    }

    /// How many statements were accepted, refused and not decided.
    pub fn counts(&self) -> (usize, usize, usize) {
        let mut counts = (0, 0, 0);
        for statement in &self.statements {
            match statement.outcome.verdict {
                Verdict::Accept => counts.0 += 1,
                Verdict::Reject(_) => counts.1 += 1,
                Verdict::Unknown(_) => counts.2 += 1,
            }
        }
        counts
    }
}

impl Judged {
    /// Where a syntax error lies: the server names the line within the statement and what stands there. `None` for all else,
    /// and where the words are not found.
    pub fn syntax_error_at(&self, text: &str) -> Option<usize> {
        let Verdict::Reject(refusal) = &self.outcome.verdict else { return None };
        if refusal.errno != 1064 {
            return None;
        }
        let (words, line) = refusal.message.rsplit_once(" at line ")?;
        let near = words.split_once("near '")?.1.strip_suffix('\'')?;
        let line: usize = line.parse().ok()?;
        let statement = self.span.of(text);
        let before = line
            .checked_sub(2)
            .map_or(Some(0), |breaks| statement.match_indices('\n').nth(breaks).map(|(at, _)| at + 1))?;
        let rest = statement.get(before..)?;
        // MariaDB ends what it cuts with three dots.
        let cut = near.strip_suffix("...").unwrap_or(near);
        let within = if rest.ends_with(near) && rest.len() - near.len() <= rest.find('\n').unwrap_or(rest.len()) {
            rest.len() - near.len()
        } else {
            rest.find(near).or_else(|| rest.find(cut))?
        };
        Some(self.span.start + before + within)
    }
}
