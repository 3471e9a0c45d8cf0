//! What a server says to a whole project: its tables as a script, or its registrations as requests, step by step. No IO.

use serde::{Deserialize, Serialize};

use super::{DryRun, Executed, Judged, QservOptions, SourceFile, dry_run, qserv_dry_run};
use crate::dryrun::mysql::session::Verdict;
use crate::dryrun::mysql::syntax::parser::Parser;
use crate::dryrun::qserv::{Body, QservServer};
use crate::export;
use crate::mysql::Server;
use crate::schema::Workspace;
use crate::text::quote_identifier;

/// The database of tables that are in none.
const UNNAMED: &str = "draft";

/// What the server said to each step, in the order in which it is sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Transcript {
    pub steps: Vec<Step>,
}

/// A statement or a request, and the answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// For people: `CREATE TABLE Object`, `POST /ingest/table Object`.
    pub what: String,
    /// What it is for, in words, where it is a step of a plan.
    pub title: String,
    /// The names of the database and table that it makes.
    pub table: Option<(String, String)>,
    pub outcome: Outcome,
    /// The refusal as the server words it, or why it is not decided. Empty where it accepts.
    pub said: String,
    /// The server's warnings, as it words them.
    pub warnings: Vec<String>,
    /// What Tabledraft has to say of it: what to do about a refusal, what a server will do that accepts.
    pub advice: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    #[default]
    Accepted,
    Refused,
    Undecided,
}

impl Transcript {
    /// How many steps have this outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.steps.iter().filter(|step| step.outcome == outcome).count()
    }
}

/// The name on the command line and the name for people, of every server that can be asked.
pub fn servers() -> impl Iterator<Item = (&'static str, &'static str)> {
    let qserv = QservServer::ALL.into_iter().rev().map(|server| (server.name(), server.title()));
    Server::ALL.into_iter().map(|server| (server.name(), server.title())).chain(qserv)
}

/// Asks the server of this name about a workspace. The error is for people.
pub fn transcript(server: &str, workspace: &Workspace) -> Result<Transcript, String> {
    if let Some(server) = Server::named(server) {
        return Ok(of_script(server, databases_there(workspace), export::ddl(workspace).text));
    }
    match QservServer::named(server) {
        Some(server) => of_requests(server, workspace),
        None => Err(format!("there is no server {server}")),
    }
}

/// Asks a MySQL or MariaDB about a script as it is. The error is for people.
pub fn transcript_of_script(server: &str, script: &str) -> Result<Transcript, String> {
    let known = Server::named(server).ok_or_else(|| format!("there is no server {server} that takes scripts"))?;
    Ok(of_script(known, String::new(), script.to_owned()))
}

/// `before`: is executed first, and not spoken of.
fn of_script(server: Server, before: String, script: String) -> Transcript {
    let files = [before, script].map(|text| SourceFile { name: String::new(), bytes: text.into() });
    let run = dry_run(server, Some(UNNAMED), files.into());
    let mut used = String::new();
    let sent = run.statements.iter().filter(|statement| statement.file == 1);
    let steps = sent.map(|statement| {
        let mut parser = Parser::new(text(&run, statement), server);
        if let Some(database) = parser.used() {
            used = database;
        }
        let made = parser.created().filter(|_| statement.outcome.kind == "CREATE TABLE");
        said_to(&run, statement, made.map(|(database, table)| (database.unwrap_or_else(|| used.clone()), table)))
    });
    Transcript { steps: steps.collect() }
}

/// Makes the databases that the project's script does not make: they are taken to be there.
fn databases_there(workspace: &Workspace) -> String {
    let there = workspace.databases.iter().filter(|database| !database.create && !database.name.is_empty());
    there.map(|database| format!("CREATE DATABASE {} CHARSET utf8mb4;\n", quote_identifier(&database.name))).collect()
}

fn text<'r>(run: &'r DryRun, statement: &Judged) -> &'r str {
    let file = run.files.get(statement.file);
    file.and_then(|file| file.text.get(statement.span.start..statement.span.end)).unwrap_or("")
}

fn said_to(run: &DryRun, statement: &Judged, table: Option<(String, String)>) -> Step {
    let kind = &statement.outcome.kind;
    let (outcome, said) = match &statement.outcome.verdict {
        Verdict::Accept => (Outcome::Accepted, String::new()),
        Verdict::Reject(refusal) => {
            (Outcome::Refused, format!("ERROR {} ({}): {}", refusal.errno, refusal.sqlstate, refusal.message))
        }
        Verdict::Unknown(why) => (Outcome::Undecided, why.clone()),
    };
    let what = match &table {
        Some((_, table)) => format!("{kind} {table}"),
        None => first_line(run, statement),
    };
    let warnings = statement.outcome.warnings.iter();
    let warnings = warnings.map(|warning| {
        format!("{} {}: {}", if warning.note { "Note" } else { "Warning" }, warning.errno, warning.message)
    });
    Step { what, title: String::new(), table, outcome, said, warnings: warnings.collect(), advice: vec![] }
}

fn first_line(run: &DryRun, statement: &Judged) -> String {
    const MOST: usize = 80;
    let line = text(run, statement).lines().next().unwrap_or("");
    if line.chars().count() > MOST { line.chars().take(MOST).chain(['…']).collect() } else { line.to_owned() }
}

fn of_requests(server: QservServer, workspace: &Workspace) -> Result<Transcript, String> {
    let file = export::request_list(workspace);
    let file = SourceFile { name: file.name, bytes: file.text.into_bytes() };
    let run = qserv_dry_run(server, QservOptions::default(), vec![file]).map_err(|unread| unread.problem.message)?;
    Ok(Transcript { steps: run.requests.iter().map(answered).collect() })
}

fn answered(executed: &Executed) -> Step {
    let (request, response) = (&executed.posed.request, &executed.response);
    let body = match &request.body {
        Body::Json(body) => Some(body),
        _ => None,
    };
    let named = |key: &str| body.and_then(|body| body.get(key)).and_then(|name| name.as_str()).map(str::to_owned);
    let (database, table) = (named("database"), named("table"));
    let name = table.as_ref().or(database.as_ref()).cloned().unwrap_or_default();
    Step {
        what: format!("{} {} {name}", request.method, request.path),
        title: String::new(),
        outcome: if response.success { Outcome::Accepted } else { Outcome::Refused },
        said: if response.success { String::new() } else { response.error.clone() },
        warnings: response.warnings.clone(),
        advice: response.help.iter().chain(&response.cautions).cloned().collect(),
        table: database.zip(table),
    }
}
