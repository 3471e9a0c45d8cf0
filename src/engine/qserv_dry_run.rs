//! Requests executed on a Replication Controller that is not there: files in, what the server says to each request out.
//! No IO.

use super::{ReadFile, SourceFile, decode};
use crate::dryrun::qserv::{
    Authorization, Controller, Loading, MysqlStage, Posed, QservServer, Response, Stage, read_requests,
};
use crate::json::JsonError;
use crate::text::LineIndex;

/// What a run starts from, and what it takes for granted.
#[derive(Clone, Debug, Default)]
pub struct QservOptions {
    /// The response of `GET /replication/config`; without it the server starts empty.
    pub config: Option<SourceFile>,
    pub loading: Loading,
    /// `None`: as is usual for the server.
    pub mysql: Option<MysqlStage>,
    pub authorization: Authorization,
}

/// What a Controller says to some files of requests, executed one after another.
pub struct QservRun {
    pub server: QservServer,
    pub files: Vec<ReadFile>,
    pub requests: Vec<Executed>,
    /// As it is after the last request.
    pub controller: Controller,
}

/// A request and what the server says to it.
pub struct Executed {
    /// Among [`QservRun::files`].
    pub file: usize,
    /// In its file, from 0.
    pub index: usize,
    pub posed: Posed,
    pub response: Response,
}

/// A file that holds no requests or no configuration.
pub struct Unreadable {
    pub file: ReadFile,
    pub problem: JsonError,
}

/// Executes files in their order; all of them are read before the first request is executed.
pub fn qserv_dry_run(
    server: QservServer,
    options: QservOptions,
    files: Vec<SourceFile>,
) -> Result<QservRun, Box<Unreadable>> {
    let mut controller = match options.config {
        None => Controller::new(server),
        Some(config) => {
            let file = text_of(config)?;
            Controller::from_config(server, &file.text).map_err(|problem| Box::new(Unreadable { file, problem }))?
        }
    };
    controller.loading = options.loading;
    controller.authorization = options.authorization;
    controller.mysql = options.mysql.unwrap_or(controller.mysql);
    let mut read = Vec::new();
    for file in files {
        let file = text_of(file)?;
        match read_requests(&file.text) {
            Ok(requests) => read.push((file, requests)),
            Err(problem) => return Err(Box::new(Unreadable { file, problem })),
        }
    }
    let mut run = QservRun { server, files: vec![], requests: vec![], controller };
    for (number, (file, requests)) in read.into_iter().enumerate() {
        for (index, posed) in requests.into_iter().enumerate() {
            let mut response = run.controller.execute(&posed.request);
            note_duplicates(&posed, &file, &mut response);
            run.requests.push(Executed { file: number, index, posed, response });
        }
        run.files.push(file);
    }
    Ok(run)
}

fn text_of(file: SourceFile) -> Result<ReadFile, Box<Unreadable>> {
    let name = file.name.clone();
    let read = |text: String| ReadFile { name, lines: LineIndex::new(&text), text, format: None };
    match decode(file.bytes) {
        Ok(text) => Ok(read(text)),
        Err((problem, readable)) => {
            let span = problem.location.map(|location| location.span).unwrap_or_default();
            let problem = JsonError { span, message: problem.message.to_string(), help: problem.help.to_string() };
            Err(Box::new(Unreadable { file: read(readable), problem }))
        }
    }
}

/// The server's parser drops all but the last value without a word.
fn note_duplicates(posed: &Posed, file: &ReadFile, response: &mut Response) {
    for duplicate in &posed.duplicates {
        let at = file.lines.position(&file.text, duplicate.span.start);
        response.notes.push(format!(
            "The key {:?} stands more than once: the server takes the last value and drops that of line {}, column {}. Remove one of them.",
            duplicate.key, at.line, at.column
        ));
    }
}

impl QservRun {
    /// How many requests were accepted, refused by the Controller, and refused by MariaDB.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |wanted: &dyn Fn(&Response) -> bool| {
            self.requests.iter().filter(|executed| wanted(&executed.response)).count()
        };
        (
            count(&|response| response.success),
            count(&|response| !response.success && response.stage == Stage::Rest),
            count(&|response| !response.success && response.stage == Stage::Mysql),
        )
    }
}
