//! The simulated Replication Controller against what the real one's code said: verdict, text, warnings, stage and what is
//! stored, for both versions of the API.
//!
//! The sequences stand in `../shared/qserv/vectors.json`; without it, all is skipped.

mod common;

use std::process::ExitCode;

use common::check::{ensure, same};
use common::places::shared;
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::{Map, Value, json};
use tabledraft::dryrun::qserv::{Controller, QservServer, Request, Response, Stage};

fn main() -> ExitCode {
    let trials = match shared("qserv/vectors.json").filter(|file| file.is_file()) {
        Some(file) => trials(&std::fs::read_to_string(&file).expect("vectors.json")),
        None => vec![Trial::test("the vectors (../shared is not here)", || Ok(())).with_ignored_flag(true)],
    };
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn trials(text: &str) -> Vec<Trial> {
    let file: Value = serde_json::from_str(text).expect("vectors.json is JSON");
    let vectors = file["vectors"].as_array().expect("a list of vectors").clone();
    assert!(vectors.len() > 100, "vectors.json holds only {} sequences", vectors.len());
    let of_vector = |vector: Value| {
        QservServer::ALL.map(|server| {
            let vector = vector.clone();
            let name = format!("{} {}", server.name(), vector["name"].as_str().unwrap_or_default());
            Trial::test(name, move || agrees(server, &vector))
        })
    };
    vectors.into_iter().flat_map(of_vector).collect()
}

/// The request that a step stands for.
fn request(step: &Value) -> Request {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let own = step.as_object().cloned().unwrap_or_default();
    let attributes: Map<String, Value> = own.into_iter().filter(|(key, _)| key != "op").collect();
    let body = step.get("body").cloned().unwrap_or(Value::Object(attributes));
    match step["op"].as_str() {
        Some("database") => Request::new("POST", "/ingest/database", body),
        Some("table") => Request::new("POST", "/ingest/table", body),
        Some("publish") => Request::new("PUT", format!("/ingest/database/{}", text(&body["database"])), body),
        Some("family") => {
            let mut family = body.as_object().cloned().unwrap_or_default();
            family.entry("replication_level").or_insert(json!(1));
            Request::new("POST", "/replication/config/family", Value::Object(family))
        }
        other => panic!("vectors.json has a step that this test does not know: {other:?}"),
    }
}

fn agrees(server: QservServer, vector: &Value) -> Result<(), Failed> {
    let truth = &vector[if server == QservServer::Api39 { "v39" } else { "v55" }];
    let mut controller = Controller::new(server);
    let mut last = None;
    for step in vector["steps"].as_array().into_iter().flatten() {
        last = Some(controller.execute(&request(step)));
    }
    let Some(response) = last else { return Err("a sequence without steps".into()) };
    // What MariaDB says was measured for API 55 only.
    let by_mariadb = server == QservServer::Api55 && vector["final"] == "REJECT_AT_MYSQL";
    let accepted = truth["verdict"] == "ACCEPT" && !by_mariadb;
    let stage = if by_mariadb { Stage::Mysql } else { Stage::Rest };
    let found = (response.success, response.stage);
    ensure(found == (accepted, stage), format!("verdict and stage: {found:?} of {:?}", response.error))?;
    same("warnings", &json!(response.warnings), &truth["warnings"])?;
    if !by_mariadb {
        error_agrees(&response, truth["error"].as_str().unwrap_or_default())?;
    }
    if accepted && server == QservServer::Api55 {
        stored_agrees(&response, &vector["stored"])?;
    }
    Ok(())
}

/// The tail holds the whole table, with the time at which it was registered.
fn error_agrees(response: &Response, expected: &str) -> Result<(), Failed> {
    let without_tail = |text: &str| text.split(" [database=").next().unwrap_or_default().to_owned();
    let has_tail = |text: &str| text.contains(" [database=");
    same("error", without_tail(&response.error), without_tail(expected))?;
    same("whether the error has a tail", has_tail(&response.error), has_tail(expected))
}

fn stored_agrees(response: &Response, expected: &Value) -> Result<(), Failed> {
    let stored = response.stored.clone().unwrap_or_default();
    for (key, value) in expected.as_object().into_iter().flatten() {
        ensure(&stored[key] == value, format!("stored {key}: {} instead of {value}", stored[key]))?;
    }
    Ok(())
}
