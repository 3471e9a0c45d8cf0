//! What a server says to a whole project, step by step, with the table that each step makes.

use tabledraft::engine::{Mirror, Offer, Outcome, Step, Transcript, answer, offer, read_text, servers, transcript};
use tabledraft::schema::Workspace;

fn ask(server: &str, source: &str) -> Result<Transcript, String> {
    let workspace = read_text("source", source).workspace;
    transcript(server, &workspace)
}

fn steps(transcript: &Transcript, outcome: Outcome) -> Vec<&Step> {
    transcript.steps.iter().filter(|step| step.outcome == outcome).collect()
}

#[test]
fn each_table_is_a_step_with_its_database_and_the_servers_own_words() {
    let source = "USE shop;\nCREATE TABLE good (id INT PRIMARY KEY);\nCREATE TABLE bad (id INT, KEY (gone));\n\
                  USE stock;\nCREATE TABLE wide (a VARCHAR(20000));";
    let answer = ask("mysql-9.7", source).expect("the project can be read");
    let [bad, wide] = steps(&answer, Outcome::Refused)[..] else { panic!("{answer:?}") };
    assert_eq!(bad.what, "CREATE TABLE bad");
    assert_eq!(bad.table, Some(("shop".to_owned(), "bad".to_owned())));
    assert_eq!(bad.said, "ERROR 1072 (42000): Key column 'gone' doesn't exist in table");
    assert_eq!(wide.table, Some(("stock".to_owned(), "wide".to_owned())));
    assert!(wide.said.starts_with("ERROR 1074 (42000): Column length too big for column 'a'"), "{}", wide.said);
    let good = steps(&answer, Outcome::Accepted).into_iter().find(|step| step.what == "CREATE TABLE good");
    assert_eq!(good.and_then(|step| step.table.clone()), Some(("shop".to_owned(), "good".to_owned())));
    assert_eq!(answer.count(Outcome::Refused), 2);
    assert_eq!(answer.count(Outcome::Undecided), 0);
}

#[test]
fn tables_without_a_database_are_found_too() {
    let answer = ask("mariadb-10.11", "CREATE TABLE t (id INT);").expect("the project can be read");
    let [step] = answer.steps.as_slice() else { panic!("{answer:?}") };
    assert_eq!((step.outcome, step.table.clone()), (Outcome::Accepted, Some((String::new(), "t".to_owned()))));
}

#[test]
fn warnings_come_with_the_step() {
    let answer = ask("mysql-9.7", "CREATE TABLE t (id INT(11) PRIMARY KEY);").expect("the project can be read");
    let [step] = answer.steps.as_slice() else { panic!("{answer:?}") };
    assert_eq!(step.warnings.len(), 1, "{step:?}");
    assert!(step.warnings[0].starts_with("Warning 1681: Integer display width is deprecated"), "{step:?}");
}

#[test]
fn registrations_are_requests_to_qserv() {
    let source = r#"[
        {"database": "d", "num_stripes": 340, "num_sub_stripes": 3, "overlap": 0.01667},
        {"database": "d", "table": "plain", "is_partitioned": 0, "schema": [{"name": "a", "type": "INT"}]},
        {"database": "d", "table": "orphan", "is_partitioned": 1, "director_table": "gone", "director_key": "id",
         "schema": [{"name": "id", "type": "BIGINT"}]}
    ]"#;
    let answer = ask("qserv-55", source).expect("the project can be read");
    let plain = answer.steps.iter().find(|step| step.what == "POST /ingest/table plain");
    assert_eq!(plain.map(|step| step.outcome), Some(Outcome::Accepted), "{answer:?}");
    let [orphan] = steps(&answer, Outcome::Refused)[..] else { panic!("{answer:?}") };
    assert_eq!(orphan.table, Some(("d".to_owned(), "orphan".to_owned())));
    assert!(orphan.said.contains("gone"), "{}", orphan.said);
}

#[test]
fn an_offer_has_the_plan_its_files_and_what_the_server_said_to_each_request() {
    let source = r#"[
        {"database": "d", "num_stripes": 340, "num_sub_stripes": 3, "overlap": 0.01667},
        {"database": "d", "table": "plain", "is_partitioned": 0, "schema": [{"name": "a", "type": "INT"}]}
    ]"#;
    let workspace = read_text("source", source).workspace;
    let offer = offer("mysql-9.7", None, &workspace).expect("a project");
    assert_eq!(offer.server, "Qserv, API 55", "a server that is no Qserv stands for the newest one");
    assert_eq!(offer.tried.count(Outcome::Refused), 0, "{:?}", offer.tried);
    let requests: serde_json::Value =
        file(&offer, "plan.json").and_then(|text| serde_json::from_str(text).ok()).expect("a plan");
    assert_eq!(requests.as_array().map(Vec::len), Some(offer.tried.steps.len()));
    assert!(file(&offer, "ingest.sh").is_some_and(|text| text.starts_with("#!")));
    assert!(file(&offer, "d.yaml").is_some(), "Felis");
    assert!(offer.groups.iter().all(|group| group.planned != (group.title == "Felis")));
}

#[test]
fn an_offer_for_a_server_that_has_some_of_it_leaves_that_and_unpublishes() {
    let source = r#"[
        {"database": "d", "num_stripes": 340, "num_sub_stripes": 3, "overlap": 0.01667},
        {"database": "d", "table": "old", "is_partitioned": 0, "schema": [{"name": "a", "type": "INT"}]},
        {"database": "d", "table": "new", "is_partitioned": 0, "schema": [{"name": "a", "type": "INT"}]}
    ]"#;
    let config = r#"{"success": 1, "config": {
        "database_families": [{"name": "layout_340_3", "min_replication_level": 1, "num_stripes": 340, "num_sub_stripes": 3, "overlap": 0.01667}],
        "databases": [{"database": "d", "family_name": "layout_340_3", "is_published": 1, "tables": [
            {"name": "old", "is_partitioned": 0, "is_published": 1, "columns": [{"name": "a", "type": "INT"}]}]}]}}"#;
    let mut mirror = Mirror::default();
    mirror.project.workspace = read_text("source", source).workspace;
    let asked = |mirror: &mut Mirror, argument: &str| -> Result<Offer, String> {
        let text = answer(mirror, "offer", argument)?;
        let node = tabledraft::json::parse_ours(&text).expect("JSON");
        Ok(tabledraft::json::read(&node).expect("an offer as the page reads it"))
    };
    let what = |offer: &Offer| {
        offer.tried.steps.iter().map(|step| format!("{}: {}", step.what, step.title)).collect::<Vec<_>>()
    };
    let empty = asked(&mut mirror, "qserv-55\n").expect("an offer");
    assert_eq!((empty.there, what(&empty).len()), (None, 4), "{:?}", what(&empty));
    let offer = asked(&mut mirror, &format!("qserv-55\n{config}")).expect("an offer");
    let steps = what(&offer);
    assert_eq!((offer.there, steps.len()), (Some((1, 1)), 3), "{steps:?}");
    assert!(steps[0].starts_with("PUT /replication/config/database/d: un-publish"), "{steps:?}");
    assert!(steps[1].contains("new") && steps[2].starts_with("PUT /ingest/database/d: publish"), "{steps:?}");
    assert_eq!(offer.tried.count(Outcome::Refused), 0, "{:?}", offer.tried);
    assert!(offer.notes.iter().any(|note| note.contains("d.old")), "{:?}", offer.notes);
    let script = file(&offer, "ingest.sh").expect("a script");
    assert!(script.contains("un-publish the database") && !script.contains("d.old` is dropped"));
    let refused = asked(&mut mirror, "qserv-55\n{\"config\": 1}").expect_err("no configuration");
    assert!(refused.starts_with("The server's configuration: "), "{refused}");
    assert!(asked(&mut mirror, "qserv-55\nnot JSON").is_err());
}

#[test]
fn a_project_without_registrations_has_no_plan() {
    let workspace = read_text("source", "CREATE TABLE t (id INT);").workspace;
    let offer = offer("qserv-39", None, &workspace).expect("a project");
    assert!(offer.groups.iter().all(|group| !group.planned), "{:?}", offer.groups);
    assert_eq!(offer.tried, Transcript::default());
}

fn file<'o>(offer: &'o Offer, name: &str) -> Option<&'o str> {
    let mut files = offer.groups.iter().flat_map(|group| &group.files);
    files.find(|file| file.name == name).map(|file| file.text.as_str())
}

#[test]
fn what_cannot_be_asked_says_why() {
    assert_eq!(transcript("oracle", &Workspace::default()), Err("there is no server oracle".to_owned()));
    for (name, title) in servers() {
        let empty = transcript(name, &Workspace::default());
        assert_eq!(empty, Ok(Transcript::default()), "{title}");
    }
}
