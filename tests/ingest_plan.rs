//! The plan of an ingest: its order, what the simulated Controller says to it, the files it becomes, and the script, run
//! against a server that answers what the test wants.

mod common;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::mpsc;

use common::places::{errors, shared};
use serde_json::{Value, json};
use tabledraft::dryrun::qserv::{Controller, QservServer, Request};
use tabledraft::engine::{self, Intake, Reading, SourceFile, judged_plan};
use tabledraft::export::{ExportFile, JudgedPlan, plan_files, plan_json, plan_script};
use tabledraft::qserv::{Phase, Target, ingest_plan, table_payload};

fn read(files: &[(&str, &str)]) -> Reading {
    let file = |(name, text): &(&str, &str)| SourceFile { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() };
    engine::read_all(Intake { files: files.iter().map(file).collect(), propose: true, ..Intake::default() })
}

fn judge(reading: &Reading, config: Option<&str>) -> JudgedPlan {
    let config = config.map(|text| SourceFile { name: "config.json".to_owned(), bytes: text.as_bytes().to_vec() });
    judged_plan(&reading.workspace, QservServer::Api55, config).expect("a plan")
}

fn titles(judged: &JudgedPlan) -> Vec<String> {
    judged.plan.steps.iter().map(|step| step.title.replace('`', "")).collect()
}

const DATABASE: &str = r#"{"database": "d", "num_stripes": 340, "num_sub_stripes": 3, "overlap": 0.01667, "auto_build_secondary_index": 0, "auth_key": "secret"}"#;

fn table(name: &str, rest: &str) -> String {
    format!(
        r#"{{"version": 12, "database": "d", "table": "{name}", {rest}, "auth_key": "secret", "schema": [{{"name": "id", "type": "BIGINT NOT NULL"}},
        {{"name": "other", "type": "BIGINT NOT NULL"}}, {{"name": "ra", "type": "DOUBLE NOT NULL"}}, {{"name": "dec", "type": "DOUBLE NOT NULL"}},
        {{"name": "flags", "type": "INT UNSIGNED"}}, {{"name": "chunkId", "type": "INT UNSIGNED NOT NULL"}}, {{"name": "subChunkId", "type": "INT UNSIGNED NOT NULL"}}]}}"#
    )
}

/// One of each kind, in an order that the server would refuse.
fn catalogue() -> Vec<(String, String)> {
    let director = r#""is_partitioned": 1, "director_key": "id", "latitude_key": "dec", "longitude_key": "ra""#;
    let files = [
        ("R.json", table("R", r#""is_partitioned": 0"#)),
        ("M.json", table("M", r#""is_partitioned": 1, "director_table": "A", "director_key": "id", "director_table2": "B", "director_key2": "other", "flag": "flags", "ang_sep": 0.01"#)),
        ("S.json", table("S", r#""is_partitioned": 1, "director_table": "A", "director_key": "id""#)),
        ("A.json", table("A", director)),
        ("B.json", table("B", director)),
        ("d.json", DATABASE.to_owned()),
        ("i.json", r#"{"database": "d", "table": "S", "index": "i", "columns": [{"column": "id", "length": 0, "ascending": 1}], "admin_auth_key": "secret"}"#.to_owned()),
        ("o.json", r#"{"database": "d", "table": "A", "index": "idx_sub", "overlap": 1, "columns": [{"column": "subChunkId", "length": 0, "ascending": 1}]}"#.to_owned()),
    ];
    files.map(|(name, text)| (name.to_owned(), text)).to_vec()
}

fn read_owned(files: &[(String, String)]) -> Reading {
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    read(&files)
}

#[test]
fn requests_stand_in_the_order_in_which_they_are_accepted() {
    let reading = read_owned(&catalogue());
    assert_eq!(errors(&reading.diagnostics), Vec::<String>::new());
    let judged = judge(&reading, None);
    assert_eq!(
        titles(&judged),
        [
            "register the database d",
            "register the director table d.A",
            "register the director table d.B",
            "register the dependent table d.S",
            "register the ref-match table d.M",
            "register the regular table d.R",
            "publish the database d",
            "build the director index of d.A",
            "build the director index of d.B",
            "create the index idx_sub of the overlaps of d.A",
            "create the index i of d.S",
        ]
    );
    let refused: Vec<_> = judged
        .judged()
        .filter(|(_, verdict)| !verdict.accepted)
        .map(|(step, verdict)| (&step.title, &verdict.error))
        .collect();
    assert!(refused.is_empty(), "{refused:?}");
    let plan = plan_json(&judged.plan).text;
    assert!(!plan.contains("secret") && !plan.contains("auth_key"), "a plan holds no key");
    let requests: Vec<Value> = serde_json::from_str(&plan).expect("JSON");
    assert!(requests.iter().all(|request| request["body"]["version"].is_u64()), "every request says its version");
}

#[test]
fn a_server_that_has_some_of_it_gets_the_rest() {
    let config = |published: u8| {
        format!(
            r#"{{"config": {{"general": {{}}, "workers": [], "database_families": [{{"name": "layout_340_3", "num_stripes": 340, "num_sub_stripes": 3, "overlap": 0.01667, "min_replication_level": 1}}],
            "databases": [{{"database": "d", "family_name": "layout_340_3", "is_published": {published}, "create_time": 1, "publish_time": 2, "tables": [
            {{"name": "A", "database": "d", "is_published": {published}, "create_time": 1, "publish_time": 2, "is_partitioned": 1, "director_table": "", "director_key": "id", "director_table2": "", "director_key2": "",
            "flag": "", "ang_sep": 0, "unique_primary_key": 1, "charset_name": "latin1", "collation_name": "latin1_general_ci", "latitude_key": "dec", "longitude_key": "ra",
            "columns": [{{"name": "qserv_trans_id", "type": "INT NOT NULL"}}, {{"name": "id", "type": "BIGINT NOT NULL"}}, {{"name": "ra", "type": "DOUBLE"}}, {{"name": "dec", "type": "DOUBLE"}}, {{"name": "subChunkId", "type": "INT"}}]}}]}}]}}}}"#
        )
    };
    let reading = read_owned(&catalogue());
    let judged = judge(&reading, Some(&config(1)));
    let found = titles(&judged);
    assert_eq!(found[..2], ["un-publish the database d", "register the director table d.B"]);
    assert!(!found.contains(&"register the director table d.A".to_owned()));
    assert!(judged.plan.steps[0].admin && judged.plan.steps[0].request.path == "/replication/config/database/d");
    assert_eq!(judged.counts().1, 0, "{:?}", judged.verdicts);
    assert_eq!(
        judged.plan.notes,
        [
            "`d` is registered on the server: it keeps the partitioning that it has there.",
            "`d.A` is registered on the server: it is left as it is there.",
            "`d.A` on the server lacks these columns: `other`, `flags`, `chunkId`.",
            "`d.A.ra`: type is `DOUBLE` on the server, and `DOUBLE NOT NULL` here.",
            "`d.A.dec`: type is `DOUBLE` on the server, and `DOUBLE NOT NULL` here.",
            "`d.A.subChunkId`: type is `INT` on the server, and `INT UNSIGNED NOT NULL` here.",
        ]
    );
    let unpublished = judge(&reading, Some(&config(0)));
    assert!(unpublished.plan.steps.iter().all(|step| step.phase != Phase::Unpublish));
    assert!(
        judged_plan(
            &reading.workspace,
            QservServer::Api55,
            Some(SourceFile { name: "x".into(), bytes: b"{".to_vec() })
        )
        .is_err()
    );
}

/// The configuration of the server on which all of the catalogue was registered, and what is said of it when that is changed.
fn said_of(change: impl Fn(&mut Value)) -> Vec<String> {
    let reading = read_owned(&catalogue());
    let mut controller = Controller::new(QservServer::Api55);
    for step in ingest_plan(&reading.workspace, &Target::default()).steps {
        controller.execute(&Request::from(&step.request));
    }
    let mut config = controller.execute(&Request::bare("GET", "/replication/config")).to_json();
    change(&mut config["config"]);
    let notes = judge(&reading, Some(&config.to_string())).plan.notes;
    notes.into_iter().filter(|note| !note.contains("is registered on the server")).collect()
}

#[test]
fn how_a_server_differs_is_said() {
    assert_eq!(said_of(|_| {}), Vec::<String>::new(), "what was registered is what is there");
    let said = said_of(|config| {
        config["database_families"][0]["num_stripes"] = json!(85);
        let tables = config["databases"][0]["tables"].as_array_mut().expect("tables");
        for table in tables {
            match table["name"].as_str() {
                Some("A") => table["latitude_key"] = json!("other"),
                Some("S") => {
                    table["director_table"] = json!("B");
                    table["director_table_name"] = json!("B");
                }
                Some("M") => {
                    let columns = table["columns"].as_array_mut().expect("columns");
                    columns.swap(2, 3);
                    columns[1]["type"] = json!("bigint  not null");
                    columns.push(json!({ "name": "more", "type": "INT" }));
                }
                Some("R") => drop(table.as_object_mut().expect("a table").remove("columns")),
                _ => {}
            }
        }
    });
    let wanted = [
        "`d`: num_stripes is `85` on the server, and `340` here.",
        "`d.A`: latitude_key is `other` on the server, and `dec` here.",
        "`d.M` on the server has these columns besides: `more`.",
        "`d.M` on the server has its columns in another order.",
        "`d.S`: director_table is `B` on the server, and `A` here.",
    ];
    assert_eq!(
        said, wanted,
        "a type in other letters is the same, and a configuration without columns says nothing of them"
    );
}

/// What a workspace says to Qserv, without the keys.
fn said_to_qserv(reading: &Reading) -> BTreeMap<String, Value> {
    let mut out = BTreeMap::new();
    for step in &ingest_plan(&reading.workspace, &Target::default()).steps {
        out.insert(step.title.clone(), step.request.body.clone());
    }
    for (_, table) in reading.workspace.tables() {
        let registration = table.registration.as_ref();
        let ingest = registration.and_then(|registration| registration.ingest.as_deref().cloned());
        out.insert(format!("data of {}", table.name), ingest.map_or(json!({ "data": [] }), Value::Object));
    }
    out
}

fn written(reading: &Reading) -> Vec<ExportFile> {
    plan_files(&reading.workspace, &judge(reading, None))
}

fn read_back(files: &[ExportFile]) -> Reading {
    let of_folder = files.iter().filter(|file| file.name.contains('/'));
    let files: Vec<(String, String)> = of_folder.map(|file| (file.name.clone(), file.text.clone())).collect();
    read_owned(&files)
}

#[test]
fn the_folder_of_a_plan_reads_as_what_it_was_made_of() {
    let mut files = catalogue();
    files.push(("metadata.json".to_owned(), r#"{"version": 12, "formats": {"txt": {}}, "mine": 1, "database": "d.json", "tables": [
        {"schema": "A.json", "indexes": ["o.json"], "data": [{"directory": "x", "chunks": [1, 2]}]}, {"schema": "S.json", "indexes": ["i.json"], "data": []}]}"#.to_owned()));
    let reading = read_owned(&files);
    let exported = written(&reading);
    let again = read_back(&exported);
    let complaints: Vec<_> = again.diagnostics.iter().map(|found| (found.rule, &found.message)).collect();
    assert!(complaints.is_empty(), "{complaints:?}");
    assert_eq!(said_to_qserv(&again), said_to_qserv(&reading));
    let names: Vec<&str> = exported.iter().map(|file| file.name.as_str()).collect();
    for name in [
        "d/d.json",
        "d/metadata.json",
        "d/A.json",
        "d/idx_S_i.json",
        "d/idx_A_sub_overlap.json",
        "d/partition/common.json",
        "d/partition/M.json",
        "plan.json",
        "ingest.sh",
    ] {
        assert!(names.contains(&name), "{name} is not among {names:?}");
    }
    let metadata = exported.iter().find(|file| file.name == "d/metadata.json").expect("metadata");
    let metadata: Value = serde_json::from_str(&metadata.text).expect("JSON");
    assert_eq!((&metadata["mine"], &metadata["database"]), (&json!(1), &json!("d.json")));
    assert_eq!(metadata["tables"][0]["schema"], json!("A.json"), "directors first");
    assert!(exported.iter().all(|file| !file.text.contains("secret")));
    let twice = written(&again);
    for first in &exported {
        let second = twice.iter().find(|second| second.name == first.name);
        assert_eq!(second.map(|second| &second.text), Some(&first.text), "{} the second time", first.name);
    }
}

#[test]
fn strange_names_keep_their_own_files() {
    let files = [
        ("d.json".to_owned(), DATABASE.to_owned()),
        ("a".to_owned(), table("metadata", r#""is_partitioned": 0"#)),
        ("b".to_owned(), table("d", r#""is_partitioned": 0"#)),
        ("c".to_owned(), table("../up", r#""is_partitioned": 0"#)),
    ];
    let reading = read_owned(&files);
    let exported = written(&reading);
    let mut names: Vec<String> = exported.iter().map(|file| file.name.to_lowercase()).collect();
    assert!(names.iter().all(|name| !name.contains("..")), "{names:?}");
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
    assert_eq!(said_to_qserv(&read_back(&exported)).len(), said_to_qserv(&reading).len());
}

/// Whole folders of the corpus: what Qserv took becomes a plan that the simulated Controller takes too.
#[test]
fn real_catalogues_become_plans_that_are_accepted() {
    let Some(corpus) = shared("qserv/corpus") else { return };
    let mut folders = vec![corpus];
    let mut tried = 0;
    while let Some(folder) = folders.pop() {
        let entries: Vec<_> =
            std::fs::read_dir(&folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
        folders.extend(entries.iter().filter(|path| path.is_dir()).cloned());
        let jsons = entries.iter().filter(|path| path.extension().is_some_and(|end| end == "json"));
        let files = jsons
            .map(|path| SourceFile { name: path.display().to_string(), bytes: std::fs::read(path).expect("a file") });
        let reading = engine::read_all(Intake { files: files.collect(), ..Intake::default() });
        let whole = reading
            .workspace
            .databases
            .iter()
            .any(|database| database.partitioning.is_some() && !database.tables.is_empty());
        // The Controller's own configuration has no columns in it.
        if !whole || folder.ends_with("testdata") {
            continue;
        }
        let judged = judge(&reading, None);
        for (step, verdict) in judged.judged() {
            assert!(verdict.accepted, "{}: {}: {}", folder.display(), step.title, verdict.error);
        }
        let again = read_back(&plan_files(&reading.workspace, &judged));
        assert_eq!(errors(&again.diagnostics), Vec::<String>::new(), "{}", folder.display());
        assert_eq!(said_to_qserv(&again), said_to_qserv(&reading), "{}", folder.display());
        let payloads = |reading: &Reading| {
            let payloads = reading.workspace.tables().filter_map(|(database, table)| table_payload(database, table));
            payloads.map(|payload| payload["table"].clone().to_string()).collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(payloads(&again), payloads(&reading));
        tried += 1;
    }
    assert!(tried >= 10, "{tried} folders");
}

/// A server for one script: the answer by number of the request, and what was asked.
fn serve(answers: Vec<&'static str>) -> (String, mpsc::Receiver<(String, String)>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/", listener.local_addr().expect("an address"));
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for answer in answers {
            let Ok((stream, _)) = listener.accept() else { return };
            let mut reader = BufReader::new(stream);
            let mut head = String::new();
            while reader.read_line(&mut head).is_ok_and(|read| read > 2) {}
            let length = head
                .lines()
                .find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.trim().parse::<usize>().ok());
            let mut body = vec![0; length.unwrap_or(0)];
            let _ = reader.read_exact(&mut body);
            let _ = write!(
                reader.get_mut(),
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{answer}",
                answer.len()
            );
            let _ = sender.send((head, String::from_utf8_lossy(&body).into_owned()));
        }
    });
    (address, receiver)
}

struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Runs the script; `None` where there is no bash or no curl.
fn run(script: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Option<Ran> {
    let has = |tool: &str| Command::new(tool).arg("--version").stdout(Stdio::null()).status().is_ok();
    if !has("bash") || !has("curl") {
        return None;
    }
    let mut command = Command::new("bash");
    command
        .arg("-c")
        .arg(script)
        .arg("ingest.sh")
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for key in ["QSERV_URL", "QSERV_AUTH_KEY", "QSERV_ADMIN_AUTH_KEY"] {
        command.env_remove(key);
    }
    command.envs(environment.iter().copied()).env("no_proxy", "*");
    let output = command.output().expect("bash runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Some(Ran { code: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) })
}

#[test]
fn the_script_sends_the_plan_with_the_key_and_stops_at_the_first_refusal() {
    const YES: &str = r#"{"success":1,"error":"","error_ext":{},"warning":""}"#;
    const WARNS: &str = r#"{"error":"","success" : 1,"warning":"mind this"}"#;
    const NO: &str = r#"{"success":0,"error":"table \"success\":1 already exists","error_ext":{},"warning":""}"#;
    let reading = read_owned(&catalogue());
    let judged = judge(&reading, None);
    let script = plan_script(&judged).text;
    let key = "a\"b\\c'd$(e)`f`";
    let (address, asked) = serve(vec![YES, WARNS, NO]);
    let Some(ran) = run(&script, &["register"], &[("QSERV_URL", &address), ("QSERV_AUTH_KEY", key)]) else { return };
    assert_eq!(ran.code, Some(1), "{}\n{}", ran.stdout, ran.stderr);
    assert!(ran.stdout.contains("mind this") && ran.stdout.ends_with("refused\n"), "{}", ran.stdout);
    assert!(ran.stderr.contains("already exists") && ran.stderr.contains("ingest.sh register 3"), "{}", ran.stderr);
    let asked: Vec<(String, Value)> =
        asked.iter().map(|(head, body)| (head, serde_json::from_str(&body).expect("JSON"))).collect();
    assert_eq!(asked.len(), 3);
    for ((head, body), step) in asked.iter().zip(&judged.plan.steps) {
        assert!(head.starts_with(&format!("{} {} ", step.request.method, step.request.path)), "{head}");
        assert!(head.contains("Content-Type: application/json\r\n"), "{head}");
        let mut expected = step.request.body.clone();
        expected["auth_key"] = json!(key);
        assert_eq!(body, &expected);
    }
    assert!(
        !script.contains(key) && !ran.stdout.contains(key) && !ran.stderr.contains("a\"b"),
        "the key is shown nowhere"
    );
    // From the third on, to the end of the stage; the last stage from its beginning.
    let (address, asked) = serve(vec![YES; 4]);
    let ran = run(&script, &["register", "3"], &[("QSERV_URL", &address), ("QSERV_AUTH_KEY", "k")]).expect("bash");
    assert_eq!((ran.code, asked.iter().count()), (Some(0), 4), "{}", ran.stderr);
    assert!(ran.stdout.contains("Now load the data"));
    let (address, asked) = serve(vec![YES; 5]);
    let ran = run(&script, &["publish"], &[("QSERV_URL", &address), ("QSERV_AUTH_KEY", "k")]).expect("bash");
    assert_eq!((ran.code, asked.iter().count()), (Some(0), 5), "{}", ran.stderr);
}

#[test]
fn the_script_does_nothing_without_its_arguments() {
    let script = plan_script(&judge(&read_owned(&catalogue()), None)).text;
    let fails = |arguments: &[&str], environment: &[(&str, &str)], usage: bool, said: &str| {
        let Some(ran) = run(&script, arguments, environment) else { return };
        // An unset variable ends bash with 1 or 127, by its version.
        assert_eq!(ran.code == Some(2), usage, "{}", ran.stderr);
        assert_ne!(ran.code, Some(0));
        assert!((ran.stdout + &ran.stderr).contains(said), "{said} is not said");
    };
    let nowhere = ("QSERV_URL", "http://127.0.0.1:9");
    fails(&[], &[], true, "usage");
    fails(&["all"], &[], true, "usage");
    fails(&["register", "x"], &[], true, "usage");
    fails(&["register"], &[], false, "QSERV_URL");
    fails(&["register"], &[nowhere], false, "QSERV_AUTH_KEY");
    fails(&["register"], &[nowhere, ("QSERV_AUTH_KEY", "k")], false, "no answer");
}
