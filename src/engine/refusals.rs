//! What the profile's server refuses: the scripts are executed in the dry-run, and a refusal becomes a diagnostic at what
//! it speaks of.

mod culprit;
mod remedy;

use std::collections::{HashMap, HashSet};

use super::{Format, Judged, ReadFile, Reading, drift};
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::dryrun::mysql::refusal::Refusal;
use crate::dryrun::mysql::session::{Outcome, Session, Verdict};
use crate::rules::Profile;
use crate::schema::{Aspect, ObjectPath, Table};
use crate::sql::{is_statement, statement_spans, write_create_table};
use crate::text::{Span, quote_identifier};

const RULE: &str = "server-refuses";

/// How often a CREATE TABLE is executed again without what was refused in it.
const MOST_ROUNDS: usize = 12;

/// Refusals that speak of what is not there: it may be, on the server that the scripts are meant for.
/// Source: MySQL manual, "Server Error Message Reference".
const ABSENT: &[u16] = &[1046, 1049, 1051, 1109, 1141, 1146, 1269, 1305, 1347, 1356, 1360, 1539, 4031, 4092];

/// Statements that move rows and change no table: scripts have a hundred megabytes of them.
const MOVES_ROWS: &[&str] = &["INSERT", "REPLACE", "UPDATE", "DELETE", "LOAD", "SELECT", "WITH", "VALUES"];

/// What rules say already, by the errors that they announce.
const SAID_BY_RULES: &[(u16, &str)] = &[
    (1050, "table-duplicate"),
    (1059, "name-too-long"),
    (1060, "column-duplicate"),
    (1064, "column-type-unknown"),
    (1064, "reserved-word-unquoted"),
    (1067, "zero-date-default"),
    (1072, "key-column-unknown"),
    (1628, "comment-too-long"),
    (1629, "comment-too-long"),
    (3734, "foreign-key-parent-missing"),
    (3780, "foreign-key-type-mismatch"),
    (4161, "column-type-unknown"),
    (6125, "foreign-key-parent-not-unique"),
];

/// The refusals of all scripts; `said` is what was said before, each with its place.
pub(super) fn refusals(reading: &Reading, profile: &Profile, said: &[Diagnostic]) -> Vec<Diagnostic> {
    let severity = profile.setting(RULE).severity;
    let last_of_full = drift::last_of_full(reading, profile);
    if severity.is_none() && last_of_full.is_none() {
        return vec![];
    }
    let mut tables: HashMap<usize, Vec<(usize, &Table)>> = HashMap::new();
    for (_, table) in reading.workspace.tables() {
        if let Some(place) = reading.sources.get(&(ObjectPath::Table(table.id), Aspect::Whole)) {
            tables.entry(place.file).or_default().push((place.span.start, table));
        }
    }
    let session = Session::new(profile.server).with_database("test");
    let mut full = None;
    let mut run =
        Run { reading, severity: severity.unwrap_or(Severity::Error), session, assumed: HashSet::new(), found: vec![] };
    for (number, file) in reading.files.iter().enumerate().filter(|(_, file)| file.format == Some(Format::Sql)) {
        let mut tables = tables.remove(&number).unwrap_or_default();
        tables.sort_by_key(|(start, _)| *start);
        let places = said.iter().filter_map(|said| Some((said.location?, said.rule)));
        let mut places: Vec<_> =
            places.filter(|(at, _)| at.file == number).map(|(at, rule)| (at.span.start, rule)).collect();
        places.sort_unstable();
        for span in statement_spans(&file.text) {
            let statement =
                Statement { file, number, span, said: within(&places, span), tables: within(&tables, span) };
            run.judge(&statement);
        }
        if Some(number) == last_of_full {
            full = Some(run.session.catalog.clone());
        }
    }
    let mut found = if severity.is_some() { std::mem::take(&mut run.found) } else { vec![] };
    if let Some(full) = full {
        found.extend(drift::drift(reading, profile, &full, &run.session.catalog));
    }
    found
}

/// Of a list that is ordered by places, what lies in the span or at its end.
fn within<T>(list: &[(usize, T)], span: Span) -> &[(usize, T)] {
    let from = list.partition_point(|(at, _)| *at < span.start);
    let to = list.partition_point(|(at, _)| *at <= span.end);
    list.get(from..to).unwrap_or_default()
}

fn begins_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

struct Statement<'r> {
    file: &'r ReadFile,
    number: usize,
    span: Span,
    /// Rules that have spoken of it.
    said: &'r [(usize, &'static str)],
    /// The tables that were read from it.
    tables: &'r [(usize, &'r Table)],
}

struct Run<'r> {
    reading: &'r Reading,
    severity: Severity,
    session: Session,
    /// Databases that the scripts use and do not create.
    assumed: HashSet<String>,
    found: Vec<Diagnostic>,
}

impl Run<'_> {
    fn judge(&mut self, statement: &Statement) {
        let text = statement.span.of(&statement.file.text);
        if MOVES_ROWS.iter().any(|word| begins_with(text, word)) {
            return;
        }
        let broken = statement.said.iter().any(|(_, rule)| *rule == "sql-syntax");
        if broken || !is_statement(text) {
            // As far as it was understood, it is there for the statements that follow.
            for (_, table) in statement.tables {
                self.execute(&write_create_table(table));
            }
            return;
        }
        let outcome = self.execute(text);
        let Verdict::Reject(refusal) = &outcome.verdict else { return };
        match statement.tables {
            [(_, table)] => self.judge_table(statement, table, outcome),
            _ if self.is_of_absent(text, refusal) => {}
            _ => self.say_of_statement(statement, outcome),
        }
    }

    /// What one refusal hides is looked for by taking out what was refused.
    fn judge_table(&mut self, statement: &Statement, table: &Table, mut outcome: Outcome) {
        let mut table = table.clone();
        for round in 0..MOST_ROUNDS {
            let Verdict::Reject(refusal) = &outcome.verdict else { return };
            let refusal = refusal.clone();
            let syntax = refusal.errno == 1064;
            let text = statement.span.of(&statement.file.text);
            let absent = self.is_of_absent(text, &refusal) && !self.parent_comes_later(statement, &table);
            if absent || (syntax && round > 0) {
                return;
            }
            let announced = SAID_BY_RULES
                .iter()
                .any(|(errno, rule)| *errno == refusal.errno && statement.said.iter().any(|(_, said)| said == rule));
            if syntax {
                if !announced {
                    self.say_of_statement(statement, outcome);
                }
            } else {
                let (path, aspect) = self.culprit(&table, &refusal);
                if !announced {
                    let message = format!("{} refuses the table `{}`: {}", self.title(), table.name, worded(&refusal));
                    let diagnostic = Diagnostic::new(RULE, self.severity, path, message).at(aspect);
                    self.found.push(diagnostic.help(remedy::of(refusal.errno)));
                }
                let Some(mended) = culprit::without(&table, refusal.errno, path) else { return };
                table = mended;
            }
            outcome = self.execute(&write_create_table(&table));
        }
    }

    /// Executes a statement; a database that it needs is created where the scripts do not.
    fn execute(&mut self, text: &str) -> Outcome {
        let outcome = self.session.execute(text);
        let Verdict::Reject(refusal) = &outcome.verdict else { return outcome };
        match culprit::names(&refusal.message).first() {
            Some(name) if refusal.errno == 1049 => {
                self.session.execute(&format!("CREATE DATABASE {}", quote_identifier(name)));
                self.assumed.insert((*name).to_owned());
                self.session.execute(text)
            }
            _ => outcome,
        }
    }

    fn title(&self) -> &'static str {
        self.session.server.title()
    }

    fn is_of_absent(&self, text: &str, refusal: &Refusal) -> bool {
        let names = culprit::names(&refusal.message);
        match refusal.errno {
            1007 => names.first().is_some_and(|name| self.assumed.contains(*name)),
            // A foreign key that MariaDB cannot make, or whose parent MySQL does not find.
            1005 | 1824 => self.refers_to_absent(text),
            errno => ABSENT.contains(&errno),
        }
    }

    /// True where a table behind REFERENCES is none that the scripts have created so far.
    fn refers_to_absent(&self, text: &str) -> bool {
        let upper = text.to_ascii_uppercase();
        let mut parents = upper.match_indices("REFERENCES").filter_map(|(at, word)| text.get(at + word.len()..));
        parents.any(|behind| {
            let end = behind.find(['(', ',', '\n']).unwrap_or(behind.len());
            let name = behind.get(..end).unwrap_or("").trim().rsplit('.').next().unwrap_or("");
            let name = name.split_whitespace().next().unwrap_or("").trim_matches('`');
            !self.session.catalog.databases.values().any(|database| database.tables.contains_key(name))
        })
    }

    /// True where a foreign key refers to a table that the scripts create below.
    fn parent_comes_later(&self, statement: &Statement, table: &Table) -> bool {
        let workspace = &self.reading.workspace;
        let parents = table.foreign_keys.iter().filter_map(|key| {
            let database = key.parent_database.as_ref();
            let database = match database {
                Some(name) => workspace.database_named(name)?,
                None => workspace.table(table.id)?.0,
            };
            database.table_named(&key.parent_table)
        });
        let place = |id| self.reading.sources.get(&(ObjectPath::Table(id), Aspect::Whole));
        let here = (statement.number, statement.span.end);
        parents.filter_map(|parent| place(parent.id)).any(|at| (at.file, at.span.start) > here)
    }

    /// What a refusal speaks of: what it names; or the key that is refused alone; or the table.
    fn culprit(&mut self, table: &Table, refusal: &Refusal) -> (ObjectPath, Aspect) {
        if let Some(named) = culprit::named(table, refusal) {
            return named;
        }
        let bare = Table { indexes: vec![], foreign_keys: vec![], checks: vec![], ..table.clone() };
        if self.refuses(&bare, refusal.errno) {
            return (ObjectPath::Table(table.id), Aspect::Name);
        }
        for index in &table.indexes {
            let alone = Table { indexes: vec![index.clone()], ..bare.clone() };
            if self.refuses(&alone, refusal.errno) {
                return (ObjectPath::Index(table.id, index.id), Aspect::Whole);
            }
        }
        (ObjectPath::Table(table.id), Aspect::Name)
    }

    fn refuses(&mut self, table: &Table, errno: u16) -> bool {
        let catalog = self.session.catalog.clone();
        let outcome = self.session.execute(&write_create_table(table));
        self.session.catalog = catalog;
        matches!(outcome.verdict, Verdict::Reject(refusal) if refusal.errno == errno)
    }

    /// A refusal of what is not modelled: the place is looked for in the text.
    fn say_of_statement(&mut self, statement: &Statement, outcome: Outcome) {
        let text = statement.file.text.as_str();
        let Verdict::Reject(refusal) = outcome.verdict.clone() else { return };
        let judged = Judged { file: statement.number, span: statement.span, index: 0, outcome };
        let span = match judged.syntax_error_at(text) {
            Some(at) => culprit::word_at(text, at, statement.span.end),
            None => culprit::place_in(text, statement.span, &refusal),
        };
        let message = format!("{} refuses the statement: {}", self.title(), worded(&refusal));
        let diagnostic = Diagnostic::new(RULE, self.severity, ObjectPath::Workspace, message);
        let mut diagnostic = diagnostic.help(remedy::of(refusal.errno));
        diagnostic.location = Some(Location { file: statement.number, span });
        self.found.push(diagnostic);
    }
}

/// The server's words and number, as part of a sentence. Of a syntax error, only what it shows of the text.
fn worded(refusal: &Refusal) -> String {
    let message = refusal.message.as_str();
    let near = (refusal.errno == 1064).then(|| message.split_once(" near '")).flatten();
    let words = match near.and_then(|(_, near)| near.rsplit_once("' at line ")) {
        Some(("", _)) => "a syntax error at its end".to_owned(),
        Some((near, _)) => {
            let line = near.lines().next().unwrap_or("");
            let short: String = line.chars().take(40).collect();
            let dots = if short.len() < near.len() { "…" } else { "" };
            format!("a syntax error near `{short}{dots}`")
        }
        None => message.trim_end_matches('.').to_owned(),
    };
    format!("{words} ({}).", refusal.errno)
}
