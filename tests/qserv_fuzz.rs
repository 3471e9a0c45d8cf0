//! Whatever is sent, the simulated Controller answers: it does not panic, and what it refuses in its own code changes
//! nothing.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use tabledraft::dryrun::qserv::{Body, Controller, QservServer, Request, Stage, read_requests};

/// Values that attributes may meet, right and wrong.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        prop::sample::select(vec![0_i64, 1, -1, 12, 49, 340, i64::MAX, i64::MIN]).prop_map(Value::from),
        prop::sample::select(vec![0.5, -0.5, 1e300, -1e300, 1e-320, 4294967296.5]).prop_map(Value::from),
        prop::sample::select(vec![
            "",
            ".",
            "a",
            "A",
            "a.",
            "a.b",
            ".b",
            "b",
            "b.a",
            "`",
            "qserv_trans_id",
            "subChunkId",
            "INT",
            "TEXT",
            "12",
            "é",
            "x ",
        ])
        .prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(attribute(), inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn attribute() -> impl Strategy<Value = String> {
    let names = [
        "version",
        "database",
        "table",
        "name",
        "type",
        "schema",
        "columns",
        "index",
        "is_partitioned",
        "director_table",
        "director_key",
        "director_table2",
        "director_key2",
        "latitude_key",
        "longitude_key",
        "flag",
        "ang_sep",
        "unique_primary_key",
        "charset_name",
        "collation_name",
        "num_stripes",
        "num_sub_stripes",
        "overlap",
        "publish",
        "auth_key",
        "admin_auth_key",
        "chunk",
        "chunks",
        "rebuild",
        "spec",
        "column",
        "length",
        "ascending",
        "force",
    ];
    prop::sample::select(names.map(str::to_owned).to_vec())
}

/// A request whose attributes are right but for a few.
fn request() -> impl Strategy<Value = Request> {
    let column = json!({ "name": "a", "type": "BIGINT" });
    let sub_chunk = json!({ "name": "subChunkId", "type": "INT" });
    let whole = json!({
        "database": "a", "table": "b", "name": "b", "index": "i", "num_stripes": 3, "num_sub_stripes": 2, "overlap": 0.1,
        "replication_level": 1, "is_partitioned": 1, "director_key": "a", "latitude_key": "a", "longitude_key": "a",
        "schema": [column, sub_chunk], "columns": [{ "column": "a", "length": 0, "ascending": 1 }], "chunk": 1, "family": "a",
        "director_table": "", "spec": "DEFAULT", "admin_auth_key": "k",
    });
    let methods = prop::sample::select(vec!["GET", "POST", "PUT", "DELETE", "put", "PATCH"]);
    let paths = prop::sample::select(vec![
        "/ingest/database",
        "/ingest/database/a",
        "/ingest/table",
        "/ingest/table/a",
        "/ingest/table/a/b",
        "/ingest/trans",
        "/ingest/trans/1?abort=1",
        "/ingest/trans/x?abort=",
        "/ingest/chunk",
        "/ingest/chunks",
        "/ingest/chunk/empty",
        "/ingest/index/secondary",
        "/ingest/table-stats",
        "/ingest/table-stats/a/b",
        "/replication/config",
        "/replication/config/family",
        "/replication/config/family/layout_3_2?force=1",
        "/replication/config/database",
        "/replication/config/database/a",
        "/replication/config/table",
        "/replication/config/table/a/b",
        "/replication/sql/index",
        "/replication/sql/index/a/b?overlap=9999999999",
        "/replication/sql/table/schema/a/b",
        "/export/config/a",
        "/export/config/a/b?version=60",
        "/replication/qserv/css/shared-scan/a/b",
        "/meta/version",
        "",
        "%zz?%",
    ]);
    let changes = prop::collection::btree_map(attribute(), prop::option::weighted(0.8, value()), 0..3);
    (methods, paths, changes).prop_map(move |(method, path, changes)| {
        let mut body = whole.as_object().cloned().unwrap_or_default();
        for (attribute, value) in changes {
            match value {
                Some(value) => body.insert(attribute, value),
                None => body.remove(&attribute),
            };
        }
        Request::new(method, path, Value::Object(body))
    })
}

/// What the server would report of everything it knows.
fn known(controller: &Controller) -> Value {
    let databases: Vec<Value> = controller.databases().map(|database| database.to_json(controller.server)).collect();
    json!({ "databases": databases, "families": controller.families().map(|family| family.to_json()).collect::<Vec<_>>() })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_request_is_answered(requests in prop::collection::vec(request(), 1..12), old in any::<bool>()) {
        let server = if old { QservServer::Api39 } else { QservServer::Api55 };
        let mut controller = Controller::new(server);
        for request in &requests {
            let before = known(&controller);
            let response = controller.execute(request);
            prop_assert_eq!(response.success, response.error.is_empty());
            // A family stays although its database is refused.
            if !response.success && response.stage == Stage::Rest && !request.path.starts_with("/ingest/database") {
                prop_assert_eq!(before, known(&controller), "{:?}", response);
            }
        }
        let report = controller.execute(&Request::bare("GET", "/replication/config")).to_json();
        let again = Controller::from_config(server, &report.to_string()).map_err(|error| error.message);
        prop_assert_eq!(again.map(|again| known(&again)), Ok(known(&controller)));
    }

    #[test]
    fn any_value_may_be_a_body(body in value(), path in "/[a-z/:?%]{0,20}") {
        let mut controller = Controller::new(QservServer::Api55);
        for known in ["/ingest/database", "/ingest/table", "/replication/sql/index", path.as_str()] {
            for body in [Body::Json(body.clone()), Body::Other(body.to_string()), Body::Absent] {
                let request =
                    Request { method: "POST".into(), path: known.to_owned().into(), body, content_type: None };
                controller.execute(&request);
            }
        }
    }

    #[test]
    fn any_text_may_be_a_file(text in "\\PC{0,80}") {
        let end = text.len();
        if let Err(error) = read_requests(&text) {
            prop_assert!(error.span.end <= end.max(1) && !error.help.is_empty());
        }
        let _ = Controller::from_config(QservServer::Api55, &text);
    }
}
