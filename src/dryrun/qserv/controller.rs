//! The Controller: requests one after another, each on what those before it left.

use serde_json::{Map, Value, json};

use super::answer::{Created, Place, Response, Stage};
use super::auth::{self, Authorization, Sender};
use super::body::BodyJson;
use super::css::Css;
use super::failure::{Answer, Failure};
use super::mariadb::Mariadb;
use super::request::{Body, Request};
use super::route::{self, Route, Service, Unrouted};
use super::server::QservServer;
use super::service;
use super::state::{DatabaseInfo, Family, State, TableInfo};
use super::version;
use crate::dryrun::mysql::refusal::Refusal;

/// What a refusal of MariaDB means for the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MysqlStage {
    /// The request fails.
    Refuses,
    /// A note says what MariaDB would refuse; the request succeeds.
    Advises,
}

/// What is believed of the data that is loaded between requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loading {
    /// The chunks and transactions of the loader do not stand among the requests.
    #[default]
    Elsewhere,
    /// Chunks are there only where a request allocated them.
    AsRequested,
}

/// A simulated Replication Controller with its workers and its czar.
pub struct Controller {
    pub server: QservServer,
    pub authorization: Authorization,
    /// For API 39 MariaDB only advises: which one stood behind it is not known, and its answers were not measured.
    pub mysql: MysqlStage,
    pub loading: Loading,
    /// What the Controller's clock shows, in milliseconds since 1970. It stands still; 0 marks times that nobody knows.
    pub now: u64,
    pub(super) state: State,
    pub(super) workers: Mariadb,
    pub(super) czar: Mariadb,
    pub(super) css: Css,
    /// At least one: errors name it.
    pub(super) worker_names: Vec<String>,
}

impl Controller {
    /// A Controller without families and databases, and with one worker.
    pub fn new(server: QservServer) -> Self {
        Controller {
            server,
            authorization: Authorization::default(),
            mysql: match server {
                QservServer::Api39 => MysqlStage::Advises,
                QservServer::Api55 => MysqlStage::Refuses,
            },
            loading: Loading::default(),
            now: 0,
            state: State::default(),
            workers: Mariadb::worker(server.mariadb()),
            czar: Mariadb::czar(server.mariadb()),
            css: Css::default(),
            worker_names: vec!["worker".to_owned()],
        }
    }

    /// The databases that are registered, by name.
    pub fn databases(&self) -> impl Iterator<Item = &DatabaseInfo> {
        self.state.databases.values()
    }

    pub fn database(&self, name: &str) -> Option<&DatabaseInfo> {
        self.state.databases.get(name)
    }

    pub fn table(&self, database: &str, table: &str) -> Option<&TableInfo> {
        self.database(database)?.tables.get(table)
    }

    /// The families, by name.
    pub fn families(&self) -> impl Iterator<Item = &Family> {
        self.state.families.values()
    }

    /// The keys of `qservCssData` and their values, as the published databases left them.
    pub fn css(&self) -> impl Iterator<Item = (&str, &str)> {
        self.css.entries()
    }

    /// Executes one request. A refused one changes only what the server changes before it refuses.
    pub fn execute(&mut self, request: &Request) -> Response {
        let route = match route::find(self.server.api(), &request.method, &request.path) {
            Ok(route) => route,
            Err(unrouted) => return unanswered(unrouted),
        };
        // The server trims a header's value.
        let sent = request.content_type.as_deref().map(|sent| sent.trim_matches([' ', '\t']));
        let body_ignored = sent.is_some_and(|sent| sent != "application/json");
        let parsed = match &request.body {
            Body::Absent => Ok(Value::Object(Map::new())),
            _ if body_ignored => Ok(Value::Object(Map::new())),
            Body::Json(value) if value.is_null() || value.is_object() => Ok(value.clone()),
            Body::Other(text) if text.is_empty() => Ok(Value::Object(Map::new())),
            Body::Json(_) | Body::Other(_) => {
                Err(Failure::invalid("invalid format of the request body. A simple JSON object was expected")
                    .help("Send one JSON object: { ... }."))
            }
        };
        let mut call = Call::new(&request.method, route, parsed.as_ref().ok().and_then(Value::as_object));
        let outcome = match parsed.as_ref() {
            Ok(_) => self.authorized(body_ignored, &mut call),
            Err(failure) => Err(failure.clone()),
        };
        respond(call, outcome)
    }

    fn authorized(&mut self, body_ignored: bool, call: &mut Call) -> Answer<()> {
        // The services that only read ask for no key.
        if !call.get {
            if body_ignored {
                return Err(auth::no_key().help("Send the header Content-Type: application/json, and nothing more in it: with any other the server ignores the body."));
            }
            call.sender = auth::sender(call.body, &self.authorization)?;
        }
        service::execute(self, call)
    }

    /// A job that failed on the workers, in the Controller's words: once for each of them. The real text holds the number
    /// of the connection and the statement before MariaDB's message.
    /// Source: `src/replica/contr/HttpIngestModule.cc`, `jobCompletionErrorIfAny`.
    pub(super) fn job_error(&self, before: &str, refusal: &Refusal) -> String {
        let of_worker = |worker: &String| format!("{before}, worker: {worker},  error: {} ", refusal.message);
        self.worker_names.iter().map(of_worker).collect()
    }

    /// The errors of a job by worker and table, as `error_ext` holds them. Source: `src/replica/jobs/SqlJob.cc`.
    pub(super) fn job_report(&self, table: &str, refusal: &Refusal) -> Value {
        let status = match refusal.errno {
            1061 => "DUPLICATE_KEY",
            1091 => "CANT_DROP_KEY",
            1146 => "NO_SUCH_TABLE",
            1505 => "NOT_PARTITIONED_TABLE",
            _ => "MYSQL_ERROR",
        };
        let of_worker = |worker: &String| {
            let error = json!({ "request_error": refusal.message, "request_status": status });
            (worker.clone(), json!({ table: error }))
        };
        let workers: Map<String, Value> = self.worker_names.iter().map(of_worker).collect();
        json!({ "job_state": "FAILED", "workers": workers })
    }

    /// A refusal by MariaDB, or a note instead of it where MariaDB only advises.
    pub(super) fn mysql_refusal(&self, call: &mut Call, failure: Failure, consequence: &str) -> Answer<()> {
        match self.mysql {
            MysqlStage::Refuses => {
                if !consequence.is_empty() {
                    call.cautions.push(consequence.to_owned());
                }
                Err(failure.mysql())
            }
            MysqlStage::Advises => {
                call.cautions.push(format!("MariaDB will refuse this: {}", failure.text.trim_end()));
                Ok(())
            }
        }
    }
}

/// A request on its way through a service.
pub(super) struct Call<'r> {
    pub get: bool,
    pub route: Route,
    pub body: BodyJson<'r>,
    pub sender: Sender,
    pub warnings: Vec<String>,
    pub cautions: Vec<String>,
    pub notes: Vec<String>,
    pub created: Vec<Created>,
    pub stored: Option<Value>,
    pub answer: Map<String, Value>,
}

impl<'r> Call<'r> {
    fn new(method: &str, route: Route, body: Option<&'r Map<String, Value>>) -> Self {
        Call {
            get: method == "GET",
            route,
            body: BodyJson::new(body),
            sender: Sender::Unknown,
            warnings: vec![],
            cautions: vec![],
            notes: vec![],
            created: vec![],
            stored: None,
            answer: Map::new(),
        }
    }

    pub fn check_version(&mut self, server: QservServer, least: u32) -> Answer<()> {
        self.check_version_warning(server, least, "")
    }

    pub fn check_version_warning(&mut self, server: QservServer, least: u32, warning: &str) -> Answer<()> {
        let asked = version::Asked { server, get: self.get, query: &self.route.query, body: self.body };
        version::check(&asked, least, warning, &mut self.warnings)
    }

    /// Whether the sender is the administrator; who sends no key where none is asked for may be.
    pub fn is_admin(&mut self) -> bool {
        if self.sender == Sender::Unknown {
            self.notes.push("This needs the administrator's key: send \"admin_auth_key\".".to_owned());
        }
        self.sender != Sender::User
    }

    pub fn created(&mut self, place: Place, text: impl Into<String>) {
        self.created.push(Created { place, text: text.into() });
    }

    pub fn service(&self) -> Service {
        self.route.service
    }
}

fn respond(call: Call, outcome: Answer<()>) -> Response {
    let mut response = Response {
        success: outcome.is_ok(),
        error: String::new(),
        error_ext: json!({}),
        warnings: call.warnings,
        cautions: call.cautions,
        notes: call.notes,
        stage: Stage::Rest,
        stored: call.stored,
        answer: call.answer,
        created: call.created,
        at: None,
        help: None,
    };
    if let Err(failure) = outcome {
        response.error = failure.message();
        if let Some(error_ext) = failure.error_ext {
            response.error_ext = *error_ext;
        }
        response.stage = failure.stage;
        response.at = failure.at;
        response.help = failure.help;
        response.answer.clear();
    }
    response
}

/// The server sends the status alone and no JSON.
fn unanswered(unrouted: Unrouted) -> Response {
    let (error, help) = match unrouted {
        Unrouted::Nul => ("400 Bad Request", "Take %00 out of the path.".to_owned()),
        Unrouted::NotFound(methods) if methods.is_empty() => (
            "404 Not Found",
            "The Controller has no such path; those that register are POST /ingest/database and POST /ingest/table."
                .to_owned(),
        ),
        Unrouted::NotFound(methods) => {
            ("404 Not Found", format!("The Controller takes {} at this path.", methods.join(", ")))
        }
    };
    Response {
        success: false,
        error: error.to_owned(),
        error_ext: json!({}),
        warnings: vec![],
        cautions: vec![],
        notes: vec![],
        stage: Stage::Rest,
        stored: None,
        answer: Map::new(),
        created: vec![],
        at: None,
        help: Some(help),
    }
}
