//! Every measured fact about the Replication Controller has a case of our own in `tests/data/qserv_facts`, or a line that
//! says why it has no effect without a server.
//!
//! The facts are numbered in `../shared/qserv/rules.json`; without that file only the cases themselves are run.

mod common;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use common::check::{ensure, same};
use common::places::shared;
use common::requests::{Case, Expected, Step, read_facts};
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use tabledraft::dryrun::qserv::{Authorization, Controller, Loading, QservServer, Response, Stage};

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/qserv_facts");
    let mut trials = Vec::new();
    let mut covered: BTreeSet<String> = BTreeSet::new();
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the facts").flatten().map(|file| file.path()).collect();
    files.sort();
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for case in read_facts(&std::fs::read_to_string(&file).expect("a file of facts")) {
            covered.extend(case.facts.iter().cloned());
            trials.extend(trials_of(&name, case));
        }
    }
    trials.push(every_fact_is_covered(covered));
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn trials_of(file: &str, case: Case) -> Vec<Trial> {
    let title = format!("{} {} ({file}:{})", case.facts.join(" "), case.title, case.line);
    if let Some(reason) = case.offline {
        let no_steps = case.steps.is_empty();
        return vec![Trial::test(title, move || {
            ensure(no_steps && reason.len() > 20, "a fact without effect has a reason and no requests")
        })];
    }
    let case = std::sync::Arc::new(case);
    let of_server = |server: &QservServer| {
        let (case, server) = (case.clone(), *server);
        Trial::test(format!("{} {title}", server.name()), move || holds(server, &case))
    };
    case.servers.iter().map(of_server).collect()
}

fn holds(server: QservServer, case: &Case) -> Result<(), Failed> {
    ensure(case.steps.iter().any(|step| !step.expected.is_empty()), "the case expects nothing of its own")?;
    let mut controller = match &case.config {
        None => Controller::new(server),
        Some(text) => Controller::from_config(server, text).map_err(|error| error.message)?,
    };
    controller.authorization = match case.keys.as_slice() {
        [] => Authorization::NotChecked,
        [user, admin] => Authorization::Keys { auth_key: user.clone(), admin_auth_key: admin.clone() },
        _ => Authorization::Required,
    };
    if case.chunks_as_requested {
        controller.loading = Loading::AsRequested;
    }
    for step in &case.steps {
        let response = controller.execute(&step.request);
        step_holds(step, &response).map_err(|failed| {
            format!("line {}: {}\n{:?}", step.line, failed.message().unwrap_or_default(), response)
        })?;
    }
    Ok(())
}

fn step_holds(step: &Step, response: &Response) -> Result<(), Failed> {
    let refusal = step.expected.iter().find_map(|expected| match expected {
        Expected::Refused(error) => Some((Stage::Rest, error)),
        Expected::Mysql(error) => Some((Stage::Mysql, error)),
        _ => None,
    });
    match refusal {
        None => ensure(response.success, format!("refused: {}", response.error))?,
        Some((stage, error)) => {
            let found = response.error.split(" [database=").next().unwrap_or_default().trim_end();
            same("error", found, error.as_str())?;
            same("stage", response.stage, stage)?;
            ensure(!response.success, "a refused request has no success")?;
        }
    }
    step.expected.iter().try_for_each(|expected| holds_too(expected, response))
}

fn holds_too(expected: &Expected, response: &Response) -> Result<(), Failed> {
    match expected {
        Expected::Refused(_) | Expected::Mysql(_) => Ok(()),
        Expected::Tail(words) => {
            let tail = response.error.split_once("] {").map(|(_, tail)| format!("{{{tail}"));
            ensure(tail.as_ref().is_some_and(|tail| tail.starts_with(words)), format!("{tail:?} begins otherwise"))
        }
        Expected::Warns(text) => same("warning", response.warning(), text.clone()),
        Expected::Says(words) => {
            let mut said = response.cautions.iter().chain(&response.notes);
            ensure(said.any(|text| text.contains(words)), format!("nothing says {words:?}"))
        }
        Expected::Helps(words) => {
            ensure(response.help.as_deref().is_some_and(|help| help.contains(words)), format!("no help with {words:?}"))
        }
        Expected::At(pointer) => same("place", response.at.as_deref(), Some(pointer.as_str())),
        Expected::Stored(value) => within("stored", value, response.stored.as_ref().unwrap_or(&Value::Null)),
        Expected::Sends(value) => within("answer", value, &response.to_json()),
        Expected::Creates(place, words) => {
            let mut made = response.created.iter();
            let found = made.any(|made| made.place.name() == place && made.text.contains(words));
            ensure(found, format!("nothing is created at {place} with {words:?}"))
        }
        Expected::CreatesNo(words) => {
            let found = response.created.iter().find(|made| made.text.contains(words));
            ensure(found.is_none(), format!("{found:?} is created"))
        }
    }
}

/// What is expected is part of what was found: keys that are not named do not count.
fn within(what: &str, expected: &Value, found: &Value) -> Result<(), Failed> {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => expected.iter().try_for_each(|(key, value)| {
            within(&format!("{what}/{key}"), value, found.get(key).unwrap_or(&Value::Null))
        }),
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
            expected.iter().zip(found).try_for_each(|(expected, found)| within(what, expected, found))
        }
        (expected, found) => {
            ensure(tabledraft::json::same_value(expected, found), format!("{what}: {found} instead of {expected}"))
        }
    }
}

fn every_fact_is_covered(covered: BTreeSet<String>) -> Trial {
    let name = "every fact has a case or a reason";
    let Some(file) = shared("qserv/rules.json").filter(|file| file.is_file()) else {
        return Trial::test(format!("{name} (../shared is not here)"), || Ok(())).with_ignored_flag(true);
    };
    Trial::test(name, move || {
        let rules: Value = serde_json::from_str(&std::fs::read_to_string(file)?)?;
        let id = |rule: &Value| rule["id"].as_str().unwrap_or_default().to_owned();
        let known: BTreeSet<String> = rules["rules"].as_array().into_iter().flatten().map(id).collect();
        ensure(known.len() > 100, format!("rules.json holds only {} facts", known.len()))?;
        let missing: Vec<_> = known.difference(&covered).collect();
        let unknown: Vec<_> = covered.difference(&known).collect();
        ensure(missing.is_empty(), format!("without a case or a reason: {missing:?}"))?;
        ensure(unknown.is_empty(), format!("no such facts: {unknown:?}"))
    })
}
