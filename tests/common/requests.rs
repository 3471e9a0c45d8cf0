//! Sequences of requests to Qserv and what is expected of each: the files of `tests/data/qserv_facts`.
//!
//! A case begins with `fact <ids> <title>`. Then come, a line each:
//! `servers 39 55` (without it 55), `keys required` or `keys <auth> <admin>`, `chunks as requested`;
//! the requests `database`, `table <kind>`, `publish <database>`, `send <method> <path>`, `raw <method> <path> <text>`,
//! each with attributes that are taken away (`-overlap`) and JSON that is put over what is usual (`{"overlap": 1}`, or
//! `{"repeat": [300, "INT"]}` for so many columns more);
//! `config` begins with the response of `GET /replication/config`; `header <type>` is for the next request; and below a request what is expected of it. Without `refused` or `mysql` it must
//! succeed. `offline <reason>` stands instead of requests where a fact has no effect without a server.

use serde_json::{Map, Value, json};
use tabledraft::dryrun::qserv::{Body, QservServer, Request};

pub struct Case {
    pub facts: Vec<String>,
    pub title: String,
    pub line: usize,
    pub servers: Vec<QservServer>,
    /// The words behind `keys`.
    pub keys: Vec<String>,
    pub chunks_as_requested: bool,
    pub offline: Option<String>,
    /// The response that the server starts from.
    pub config: Option<String>,
    pub steps: Vec<Step>,
}

pub struct Step {
    pub line: usize,
    pub request: Request,
    pub expected: Vec<Expected>,
}

pub enum Expected {
    /// The error without the table at its end, by the Controller itself.
    Refused(String),
    /// The same by MariaDB.
    Mysql(String),
    /// The error's end begins with this: the table as JSON.
    Tail(String),
    /// The server's warnings as it sends them.
    Warns(String),
    /// A caution or note holds these words.
    Says(String),
    Helps(String),
    /// Where the refused value stands.
    At(String),
    /// What is stored holds at least this.
    Stored(Value),
    /// The server's whole answer holds at least this.
    Sends(Value),
    /// The place and words of something created.
    Creates(String, String),
    /// Nothing that is created holds these words.
    CreatesNo(String),
}

pub fn read_facts(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut header: Option<String> = None;
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        if word == "fact" {
            cases.push(new_case(rest, at + 1));
            continue;
        }
        let case = cases.last_mut().unwrap_or_else(|| panic!("line {}: no fact yet", at + 1));
        match word {
            "servers" => case.servers = rest.split(' ').map(|api| server(api, at + 1)).collect(),
            "keys" => case.keys = rest.split(' ').map(str::to_owned).collect(),
            "chunks" => case.chunks_as_requested = true,
            "offline" => case.offline = Some(rest.to_owned()),
            "config" => case.config = Some(rest.to_owned()),
            "header" => header = Some(rest.to_owned()),
            "database" | "table" | "publish" | "send" | "raw" => {
                let mut request = request(word, rest, at + 1);
                request.content_type = header.take();
                case.steps.push(Step { line: at + 1, request, expected: vec![] });
            }
            _ => {
                let step = case.steps.last_mut().unwrap_or_else(|| panic!("line {}: no request yet", at + 1));
                step.expected.push(expected(word, rest, at + 1));
            }
        }
    }
    cases
}

fn new_case(rest: &str, line: usize) -> Case {
    let is_fact = |word: &&str| word.len() == 3 && word.ends_with(|c: char| c.is_ascii_digit());
    let facts: Vec<String> = rest.split(' ').take_while(is_fact).map(str::to_owned).collect();
    let title = rest.split(' ').skip(facts.len()).collect::<Vec<_>>().join(" ");
    assert!(!facts.is_empty() && !title.is_empty(), "line {line}: a case has facts and a title");
    Case {
        facts,
        title,
        line,
        servers: vec![QservServer::Api55],
        keys: vec![],
        chunks_as_requested: false,
        offline: None,
        config: None,
        steps: vec![],
    }
}

fn server(api: &str, line: usize) -> QservServer {
    QservServer::named(&format!("qserv-{api}")).unwrap_or_else(|| panic!("line {line}: no server {api}"))
}

fn expected(word: &str, rest: &str, line: usize) -> Expected {
    let text = rest.to_owned();
    match word {
        "refused" => Expected::Refused(text),
        "mysql" => Expected::Mysql(text),
        "tail" => Expected::Tail(text),
        "warns" => Expected::Warns(text),
        "says" => Expected::Says(text),
        "helps" => Expected::Helps(text),
        "at" => Expected::At(text),
        "stored" => Expected::Stored(parsed(rest, line)),
        "sends" => Expected::Sends(parsed(rest, line)),
        "creates" => {
            let (place, words) = rest.split_once(": ").unwrap_or_else(|| panic!("line {line}: place: words"));
            Expected::Creates(place.to_owned(), words.to_owned())
        }
        "creates-no" => Expected::CreatesNo(text),
        other => panic!("line {line}: what is \"{other}\"?"),
    }
}

fn request(word: &str, rest: &str, line: usize) -> Request {
    let (words, overlay) = match rest.find('{') {
        Some(at) if word != "raw" => (rest[..at].trim(), parsed(&rest[at..], line)),
        _ => (rest, json!({})),
    };
    let mut words = words.split(' ').filter(|word| !word.is_empty());
    let mut next = |what: &str| words.next().unwrap_or_else(|| panic!("line {line}: {what} is missing")).to_owned();
    match word {
        "raw" => {
            let (method, path) = (next("the method"), next("the path"));
            let body = rest.splitn(3, ' ').nth(2).unwrap_or("").to_owned();
            let body = serde_json::from_str(&body).map_or(Body::Other(body), Body::Json);
            return Request { method: method.into(), path: path.into(), body, content_type: None };
        }
        "send" => {
            let (method, path) = (next("the method"), next("the path"));
            if rest.contains('{') {
                return Request::new(method, path, overlay);
            }
            return Request::bare(method, path);
        }
        "publish" => {
            let path = format!("/ingest/database/{}", next("the database"));
            return Request::new("PUT", path, with_version(overlay));
        }
        _ => {}
    }
    let mut body = if word == "table" { table(&next("the kind"), line) } else { database() };
    for word in words {
        let key = word.strip_prefix('-').unwrap_or_else(|| panic!("line {line}: -attribute, not {word}"));
        assert!(body.remove(key).is_some(), "line {line}: there is no {key} to take away");
    }
    body.extend(overlay.as_object().cloned().unwrap_or_default());
    if let Some(repeated) = body.remove("repeat") {
        repeat(&mut body, &repeated);
    }
    Request::new("POST", format!("/ingest/{word}"), Value::Object(body))
}

/// `"repeat": [300, "INT"]` adds so many columns of a type to the schema.
fn repeat(body: &mut Map<String, Value>, repeated: &Value) {
    let Some(Value::Array(schema)) = body.get_mut("schema") else { return };
    for number in 0..repeated[0].as_u64().unwrap_or_default() {
        schema.push(json!({ "name": format!("c{number}"), "type": repeated[1] }));
    }
}

fn with_version(body: Value) -> Value {
    let mut object = Map::from_iter([("version".to_owned(), json!(12))]);
    object.extend(body.as_object().cloned().unwrap_or_default());
    Value::Object(object)
}

fn parsed(text: &str, line: usize) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("line {line}: {error}: {text}"))
}

fn database() -> Map<String, Value> {
    let body = json!({ "version": 12, "database": "sky", "num_stripes": 85, "num_sub_stripes": 12, "overlap": 0.01 });
    body.as_object().cloned().unwrap_or_default()
}

/// A table of each kind: the director Star with the key starId, of which the others are dependents.
fn table(kind: &str, line: usize) -> Map<String, Value> {
    let column = |name: &str, column_type: &str| json!({ "name": name, "type": column_type });
    let key = column("starId", "BIGINT NOT NULL");
    let body = match kind {
        "regular" => json!({
            "table": "Band", "is_partitioned": 0, "schema": [column("id", "INT NOT NULL"), column("label", "CHAR(8)")],
        }),
        "director" => json!({
            "table": "Star", "is_partitioned": 1, "director_key": "starId", "latitude_key": "lat", "longitude_key": "lon",
            "schema": [
                key, column("lat", "DOUBLE NOT NULL"), column("lon", "DOUBLE NOT NULL"),
                column("chunkId", "INT NOT NULL"), column("subChunkId", "INT NOT NULL"),
            ],
        }),
        "dependent" => json!({
            "table": "Flare", "is_partitioned": 1, "director_table": "Star", "director_key": "starId",
            "schema": [key, column("flux", "FLOAT"), column("lat", "DOUBLE"), column("lon", "DOUBLE")],
        }),
        "ref-match" => json!({
            "table": "Pair", "is_partitioned": 1, "director_table": "Star", "director_key": "starId",
            "director_table2": "Quasar", "director_key2": "quasarId", "flag": "kind", "ang_sep": 0.002,
            "schema": [key, column("quasarId", "BIGINT NOT NULL"), column("kind", "INT")],
        }),
        other => panic!("line {line}: no kind {other}"),
    };
    let mut whole = Map::from_iter([("version".to_owned(), json!(12)), ("database".to_owned(), json!("sky"))]);
    whole.extend(body.as_object().cloned().unwrap_or_default());
    whole
}
