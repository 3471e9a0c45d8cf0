//! `tabledraft dry-run --server qserv-55` from outside: arguments, files, exit codes, output.

mod common;

use common::command::{Folder, Outcome, tabledraft};
use serde_json::{Value, json};

const DATABASE: &str = r#"{"method": "POST", "path": "/ingest/database", "body": {"version": 12, "database": "sky", "num_stripes": 85, "num_sub_stripes": 12, "overlap": 0.01}}"#;

/// A request that registers a table; the database stands on line 2, the columns on line 3.
fn table(name: &str, columns: &str) -> String {
    format!(
        "{{\"method\": \"POST\", \"path\": \"/ingest/table\", \"body\":\n{{\"version\": 12, \"database\": \"sky\", \"table\": \"{name}\", \"is_partitioned\": 0,\n\"schema\": [{columns}]}}}}"
    )
}

fn list(requests: &[&str]) -> String {
    format!("[{}]", requests.join(",\n"))
}

fn dry_run(folder: &Folder, arguments: &[&str]) -> Outcome {
    tabledraft(folder, &[&["dry-run", "--server", "qserv-55"], arguments].concat())
}

fn rows(outcome: &Outcome) -> Vec<Value> {
    let row = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    outcome.stdout.lines().map(row).collect()
}

/// Columns that are good, of no type, and a number where a name belongs.
fn plan() -> String {
    let good = table("Band", r#"{"name": "id", "type": "INT"}"#);
    let typo = table("Pass", r#"{"name": "id", "type": "INT"}, {"name": "x", "type": "STRNG"}"#);
    let number = table("Gap", r#"{"name": 7, "type": "INT"}"#);
    list(&[DATABASE, &good, &typo, &number])
}

#[test]
fn programs_get_a_line_for_each_request() {
    let folder = Folder::with(&[("plan.json", &plan())]);
    let outcome = dry_run(&folder, &["--format", "json", "plan.json"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (1, ""));
    let found = rows(&outcome);
    assert_eq!(found.len(), 4);
    assert_eq!(found[0]["success"], 1);
    assert_eq!(found[0]["stored"]["family_name"], "layout_85_12");
    assert_eq!(found[1]["stored"]["columns"][1], json!({ "name": "id", "type": "INT" }));
    let typo = &found[2];
    assert_eq!((&typo["success"], &typo["stage"]), (&json!(0), &json!("mysql")));
    assert_eq!(typo["error"], "table creation failed for: 'Pass', worker: worker,  error: Unknown data type: 'STRNG' ");
    assert!(typo["warning"].as_str().is_some_and(|warning| warning.contains("stays registered")), "{typo}");
    assert_eq!((&typo["at"], &typo["line"], &typo["column"]), (&json!("/schema/1"), &json!(7), &json!(43)));
    let number = &found[3];
    assert_eq!((&number["success"], &number["stage"], &number["warning"]), (&json!(0), &json!("rest"), &json!("")));
    assert_eq!(
        number["error"],
        "operation failed due to: [json.exception.type_error.302] type must be string, but is number"
    );
    assert_eq!((&number["at"], &number["line"]), (&json!("/schema/0/name"), &json!(10)));
    assert_eq!(number["stored"], Value::Null);
}

#[test]
fn standard_input_is_a_file_and_one_request_needs_no_list() {
    let folder = Folder::with(&[]);
    let outcome = folder.run(&["dry-run", "--server", "qserv-39", "--format", "json", "-"], DATABASE.as_bytes());
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(rows(&outcome)[0]["success"], 1);
}

#[test]
fn people_see_the_place_and_what_to_do() {
    let folder = Folder::with(&[("plan.json", &plan())]);
    let outcome = dry_run(&folder, &["plan.json"]);
    let shown = &outcome.stdout;
    for part in [
        "accepted  POST /ingest/database: sky\n",
        "accepted  POST /ingest/table: Band in sky\n",
        "refused by MariaDB  POST /ingest/table: Pass in sky\n",
        "--> plan.json:7:43",
        "caution: The table stays registered",
        "help: Write the value in quotes.",
        "Qserv, API 55: 4 requests in 1 file. 2 accepted, 1 refused, 1 refused by MariaDB.\n",
    ] {
        assert!(shown.contains(part), "{part:?} is not in\n{shown}");
    }
}

#[test]
fn what_is_created_is_shown_when_asked_for() {
    let folder = Folder::with(&[("plan.json", &list(&[DATABASE]))]);
    let plain = dry_run(&folder, &["--format", "json", "plan.json"]);
    assert_eq!(rows(&plain)[0].get("created"), None);
    let asked = dry_run(&folder, &["--format", "json", "--created", "plan.json"]);
    let created = &rows(&asked)[0]["created"][1];
    assert_eq!(created, &json!({ "place": "workers", "text": "CREATE DATABASE IF NOT EXISTS `sky`" }));
    let shown = dry_run(&folder, &["--created", "plan.json"]).stdout;
    assert!(shown.contains("    workers: CREATE DATABASE IF NOT EXISTS `sky`\n"), "{shown}");
}

#[test]
fn a_configuration_is_where_it_starts() {
    let get = r#"{"method": "GET", "path": "/replication/config"}"#;
    let band = table("Band", r#"{"name": "id", "type": "INT"}"#);
    let folder = Folder::with(&[("first.json", &list(&[DATABASE, &band])), ("get.json", get), ("band.json", &band)]);
    let config = |database: Value| {
        let family = json!({ "name": "layout_85_12", "min_replication_level": 1, "num_stripes": 85, "num_sub_stripes": 12, "overlap": 0.01 });
        json!({ "success": 1, "config": { "database_families": [family], "databases": [database], "workers": [{ "name": "w1" }, { "name": "w2" }] } })
    };
    let stored = rows(&dry_run(&folder, &["--format", "json", "first.json", "get.json"]));
    assert_eq!(stored.len(), 3);
    let database = json!({
        "database": "sky", "family_name": "layout_85_12", "is_published": 0, "create_time": 0, "publish_time": 0,
        "tables": [stored[1]["stored"]],
    });
    std::fs::write(folder.path.join("config.json"), config(database).to_string()).expect("a file");
    let again = rows(&dry_run(&folder, &["--format", "json", "--config", "config.json", "band.json"]));
    assert_eq!(again[0]["error"], "table already exists");
    std::fs::write(folder.path.join("typo.json"), table("Typo", r#"{"name": "id", "type": "X"}"#)).expect("a file");
    let typo = rows(&dry_run(&folder, &["--format", "json", "--config", "config.json", "typo.json"]));
    let twice = "table creation failed for: 'Typo', worker: w1,  error: Unknown data type: 'X' table creation failed for: 'Typo', worker: w2,  error: Unknown data type: 'X' ";
    assert_eq!(typo[0]["error"], twice);
}

#[test]
fn the_stage_of_mariadb_may_advise_or_refuse() {
    let folder = Folder::with(&[("plan.json", &list(&[DATABASE, &table("T", r#"{"name": "id", "type": "X"}"#)]))]);
    let run = |arguments: &[&str]| rows(&tabledraft(&folder, &[&["dry-run", "--format", "json"], arguments].concat()));
    for (server, how, success) in [("qserv-55", "advise", 1), ("qserv-39", "refuse", 0)] {
        assert_eq!(run(&["--server", server, "plan.json", "--mysql", how])[1]["success"], success, "{server} {how}");
    }
    let advice = &run(&["--server", "qserv-39", "plan.json"])[1];
    assert_eq!(advice["success"], 1);
    assert!(advice["warning"].as_str().is_some_and(|text| text.contains("MariaDB will refuse this")), "{advice}");
}

#[test]
fn what_is_taken_for_granted_can_be_switched_off() {
    let publish = r#"{"method": "PUT", "path": "/ingest/database/sky", "body": {"version": 12}}"#;
    let folder = Folder::with(&[("plan.json", &list(&[DATABASE, publish]))]);
    assert_eq!(dry_run(&folder, &["plan.json"]).code, 0);
    let strict = rows(&dry_run(&folder, &["--format", "json", "--chunks-as-requested", "plan.json"]));
    assert_eq!(strict[1]["error"], "the database doesn't have any chunks");
    let keys = rows(&dry_run(&folder, &["--format", "json", "--require-keys", "plan.json"]));
    assert_eq!(keys[0]["success"], 0);
}

#[test]
fn keys_that_stand_twice_are_spoken_of_with_their_place() {
    let folder =
        Folder::with(&[("plan.json", &DATABASE.replace("\"version\": 12", "\"version\": 9, \"version\": 12"))]);
    let row = &rows(&dry_run(&folder, &["--format", "json", "plan.json"]))[0];
    assert_eq!(row["success"], 1);
    let note = "The key \"version\" stands more than once: the server takes the last value and drops that of line 1, column 68. Remove one of them.";
    assert_eq!(row["notes"], json!([note]));
}

#[test]
fn what_is_no_list_of_requests_has_a_place_and_a_remedy() {
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    let body = format!("[{{\"method\": \"POST\", \"path\": \"/ingest/table\", \"body\": {deep}}}]");
    let cases = [
        ("[{\"method\": \"POST\", \"path\": \"/x\", \"body\": {\"ang_sep\": NaN}}]", "1:55", "JSON has no NaN"),
        (deep.as_str(), "1:101", "nests more than 100 levels"),
        (body.as_str(), "", "nests more than 100 levels"),
        ("[{\"method\": 5}]", "1:13", "\"method\" is a number, not a text."),
        ("[7]", "1:2", "A request is expected here, but a number stands."),
        ("{\"table\": 1}", "1:1", "Write each request as"),
        ("", "1:1", "the text is empty"),
        ("[{\"method\": \"POST\"}]", "1:2", "The request has no \"path\"."),
        ("[1e999]", "1:2", "too large"),
    ];
    for (text, place, words) in cases {
        let folder = Folder::with(&[("plan.json", text)]);
        let outcome = dry_run(&folder, &["--format", "json", "plan.json"]);
        let shown: String = text.chars().take(60).collect();
        assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""), "{shown}");
        assert!(outcome.stderr.contains(words), "{shown}\n{}", outcome.stderr);
        assert!(outcome.stderr.contains(&format!("plan.json:{place}")), "{shown}\n{}", outcome.stderr);
        assert!(outcome.stderr.contains("help: "), "{shown}\n{}", outcome.stderr);
    }
}

#[test]
fn options_of_the_one_kind_of_server_are_none_of_the_other() {
    let folder = Folder::with(&[("plan.json", &list(&[DATABASE])), ("a.sql", "SELECT 1;")]);
    let outcome = tabledraft(&folder, &["dry-run", "--created", "a.sql"]);
    assert_eq!(
        (outcome.code, outcome.stderr.trim()),
        (2, "tabledraft: --created goes with --server qserv-55 or qserv-39")
    );
    assert_eq!(dry_run(&folder, &["--database", "d", "plan.json"]).code, 2);
    assert_eq!(dry_run(&folder, &["--config", "nowhere.json", "plan.json"]).code, 2);
    assert_eq!(dry_run(&folder, &["--config", "plan.json", "plan.json"]).code, 2);
}

/// Servers before API 7 reported tables by name, and director and columns with the database.
#[test]
fn a_configuration_of_an_old_server_is_read_too() {
    let columns =
        |names: &[&str]| -> Value { names.iter().map(|name| json!({ "name": name, "type": "INT" })).collect() };
    let database = json!({
        "database": "sky", "family_name": "layout_85_12", "is_published": 0, "director_table": "Star", "director_key": "starId",
        "tables": {
            "Star": { "name": "Star", "is_partitioned": 1, "latitude_key": "lat", "longitude_key": "lon" },
            "Flare": { "name": "Flare", "is_partitioned": 1, "latitude_key": "", "longitude_key": "" },
            "Band": { "name": "Band", "is_partitioned": 0 },
        },
        "columns": { "Star": columns(&["starId", "lat", "lon", "subChunkId"]), "Flare": columns(&["starId"]) },
    });
    let family = json!({ "name": "layout_85_12", "min_replication_level": 1, "num_stripes": 85, "num_sub_stripes": 12, "overlap": 0.01 });
    let config = json!({ "config": { "database_families": [family], "databases": [database] } });
    let get = r#"[{"method": "GET", "path": "/replication/config", "body": {"version": 12}}]"#;
    let folder = Folder::with(&[("config.json", &config.to_string()), ("get.json", get)]);
    let outcome = dry_run(&folder, &["--format", "json", "--config", "config.json", "get.json"]);
    let tables = &rows(&outcome)[0]["answer"]["config"]["databases"][0]["tables"];
    let brief: Vec<Value> = tables
        .as_array()
        .into_iter()
        .flatten()
        .map(|table| {
            json!([
                table["name"],
                table["is_director"],
                table["director_table"],
                table["columns"].as_array().map(Vec::len)
            ])
        })
        .collect();
    assert_eq!(json!(brief), json!([["Band", 0, "", 0], ["Flare", 0, "Star", 1], ["Star", 1, "", 4]]), "{outcome:?}");
}

#[test]
fn a_configuration_that_does_not_fit_has_a_place() {
    let cases = [
        (
            json!({ "config": { "database_families": [], "databases": [{ "database": "sky", "family_name": "f" }] } }),
            "family f is not among",
        ),
        (
            json!({ "config": { "database_families": [{ "name": "f", "num_stripes": "85" }], "databases": [] } }),
            "\"num_stripes\" is no number",
        ),
        (json!({ "config": { "database_families": 5, "databases": [] } }), "\"database_families\" is no list."),
        (json!({ "success": 0, "error": "x", "config": {} }), "ask again"),
    ];
    for (config, words) in cases {
        let folder = Folder::with(&[("config.json", &config.to_string()), ("plan.json", &list(&[DATABASE]))]);
        let outcome = dry_run(&folder, &["--config", "config.json", "plan.json"]);
        assert_eq!(outcome.code, 2, "{words}");
        assert!(outcome.stderr.contains(words) && outcome.stderr.contains("config.json:1:"), "{}", outcome.stderr);
    }
}

#[test]
fn headers_without_the_type_spoil_the_body() {
    let with_headers = DATABASE.replacen('{', r#"{"headers": {"Accept": "*/*"}, "#, 1);
    let blanks = DATABASE.replacen('{', r#"{"headers": {"content-type": " application/json"}, "#, 1);
    let folder = Folder::with(&[("plan.json", &list(&[&with_headers, &blanks]))]);
    let found = rows(&dry_run(&folder, &["--format", "json", "plan.json"]));
    assert_eq!(
        found[0]["error"],
        "failed to pass authorization requirements, ex: HTTP-PROCESSOR none of the authorization keys 'auth_key' or 'admin_auth_key' was found in the request. Please, provide one."
    );
    assert_eq!(found[1]["success"], 1);
}
