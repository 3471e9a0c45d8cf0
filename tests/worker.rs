//! What the worker does for the page: imports that are shown before they are taken, the rules that the page does not have,
//! and fixes, each against what the command line would make of the same.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use serde_json::{Value, json};
use tabledraft::diagnostic::Diagnostic;
use tabledraft::edit::{Edit, Patch, apply};
use tabledraft::engine::{
    Found, InputFile, Intake, Mirror, News, SourceFile, Taken, Told, answer, read_all, read_text,
};
use tabledraft::json;
use tabledraft::project::{Project, write_project};
use tabledraft::rules::{ALL, Beside, CORE, Checker};
use tabledraft::schema::{Kind, Table, Workspace};

fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
    let node = json::parse_ours(text).expect("JSON");
    json::read(&node).expect("an answer as the page reads it")
}

/// A mirror, and the parts that it tells.
fn mirror(source: &str) -> (Mirror, Rc<RefCell<Vec<Told>>>) {
    let told = Rc::new(RefCell::new(Vec::new()));
    let heard = Rc::clone(&told);
    let mut mirror = Mirror::told_to(Box::new(move |one| heard.borrow_mut().push(one)));
    mirror.project.workspace = read_text("s", source).workspace;
    (mirror, told)
}

fn parts(told: &Rc<RefCell<Vec<Told>>>) -> Vec<String> {
    let all = told.borrow_mut().drain(..).collect::<Vec<_>>();
    all.into_iter().filter_map(|told| if let Told::Part(part) = told { Some(part) } else { None }).collect()
}

fn file(name: &str, bytes: &[u8]) -> InputFile {
    let bytes = bytes.to_vec();
    InputFile {
        name: name.to_owned(),
        size: bytes.len() as u64,
        bytes: Box::new(move |start, end| Ok(bytes[start as usize..end as usize].to_vec())),
    }
}

/// Takes what was read as the page does: tables in parts, the rest behind them, and then both have it.
fn take(mirror: &mut Mirror, told: &Rc<RefCell<Vec<Told>>>, how: Value) -> Result<Workspace, String> {
    told.borrow_mut().clear();
    let taken: Taken = read(&answer(mirror, "import-take", &how.to_string())?);
    let tables: Vec<Vec<Arc<Table>>> = parts(told).iter().map(|part| read(part)).collect();
    let patch = Patch { tables: tables.into_iter().flatten().collect(), ..taken.patch };
    let page = patch.apply(mirror.workspace());
    mirror.adopt();
    assert_eq!(mirror.workspace(), &page, "the page and the worker have the same");
    Ok(page)
}

fn names(workspace: &Workspace) -> Vec<&str> {
    workspace.tables().map(|(_, table)| table.name.as_str()).collect()
}

const THERE: &str =
    "CREATE TABLE a (id int PRIMARY KEY, gone int, KEY g (gone));\nCREATE TABLE b (id int PRIMARY KEY);";
const COMES: &str = "CREATE TABLE a (id bigint PRIMARY KEY, new int, KEY n (new));\nCREATE TABLE c (id int);\nINSERT INTO c VALUES (1);";

#[test]
fn what_will_change_is_said_before_it_changes() {
    let (mut mirror, _) = mirror(THERE);
    let preview: Value = serde_json::from_str(&answer(&mut mirror, "import", COMES).expect("read")).expect("JSON");
    assert_eq!(preview["table_count"], 2);
    assert_eq!(preview["kept_count"], 1);
    assert_eq!(preview["kept"][0].as_str().map(str::trim), Some("INSERT INTO c VALUES (1);"));
    assert_eq!(preview["same_count"], 1);
    assert_eq!(preview["tables"][0]["differs"], json!([1, 1, 1]), "new, gone, other: {preview}");
    assert_eq!(preview["tables"][1]["differs"], Value::Null);
    assert_eq!(names(mirror.workspace()), ["a", "b"], "nothing has changed yet");
}

#[test]
fn a_preview_names_types_that_no_server_knows_each_at_its_place() {
    let (mut mirror, _) = mirror("");
    let script = "CREATE TABLE a (\n  id int PRIMARY KEY,\n  b varcher(10)\n);\nCREATE TABLE c (d int,, e txet);";
    let preview: Value = serde_json::from_str(&answer(&mut mirror, "import", script).expect("read")).expect("JSON");
    let of = |key: &str| -> Vec<String> {
        let problems = preview["problems"].as_array().expect("problems");
        problems.iter().map(|problem| problem[key].as_str().expect("a text").to_owned()).collect()
    };
    let (places, helps) = (of("place"), of("help"));
    assert_eq!(places, ["pasted text:3:5", "pasted text:5:23", "pasted text:5:27"], "{preview}");
    assert_eq!((&*helps[0], &*helps[2]), ("Did you mean `VARCHAR(10)`?", "Did you mean `TEXT`?"));
    assert_eq!(preview["problem_count"], 3);
}

#[test]
fn tables_are_replaced_merged_or_added() {
    let columns = |workspace: &Workspace, at: usize| {
        let (_, table) = workspace.tables().nth(at).expect("a table");
        let columns: Vec<String> = table.columns.iter().map(|column| column.name.clone()).collect();
        (table.name.clone(), columns.join(" "), table.indexes.len(), table.columns[0].data_type.name.clone())
    };
    for (same, first, all) in [
        ("replace", ("a", "id new", 2, "bigint"), vec!["a", "b", "c"]),
        ("merge", ("a", "id gone new", 3, "int"), vec!["a", "b", "c"]),
        ("add", ("a", "id gone", 2, "int"), vec!["a", "b", "a", "c"]),
    ] {
        let (mut mirror, told) = mirror(THERE);
        answer(&mut mirror, "import", COMES).expect("read");
        let page = take(&mut mirror, &told, json!({ "same": same })).expect("taken");
        let (name, in_order, keys, of_id) = first;
        let expected = (name.to_owned(), in_order.to_owned(), keys, of_id.to_owned());
        assert_eq!(columns(&page, 0), expected, "{same}");
        assert_eq!(names(&page), all, "{same}");
        let mut ids: Vec<u32> = page.tables().flat_map(|(_, table)| table.columns.iter().map(|c| c.id.0)).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), page.column_count(), "{same}: ids are given once");
    }
}

#[test]
fn every_kind_of_file_comes_in_as_the_command_line_reads_it() {
    let schema = "name: cat\ntables:\n- name: Object\n  primaryKey: '#Object.objectId'\n  columns:\n  - {name: objectId, datatype: long, '@id': '#Object.objectId'}\n  - {name: ra, datatype: double}\n  - {name: dec, datatype: double}\n";
    let registration =
        json!({ "database": "d", "table": "T", "is_partitioned": 0, "schema": [{ "name": "a", "type": "INT" }] });
    let database = json!({ "database": "d", "num_stripes": 340, "num_sub_stripes": 3, "overlap": 0.01667 });
    let index = json!({ "database": "d", "table": "T", "index": "i", "spec": "DEFAULT", "columns": [{ "column": "a", "length": 0, "ascending": 1 }] });
    let project = write_project(&Project { workspace: read_text("s", THERE).workspace, ..Project::default() });
    let files: Vec<(&str, String)> = vec![
        ("a.sql", THERE.to_owned()),
        ("d/database.json", database.to_string()),
        ("d/T.json", registration.to_string()),
        ("d/idx.json", index.to_string()),
        ("cat.yaml", schema.to_owned()),
        ("rows.csv", "id,name\n1,x\n2,yy\n".to_owned()),
        ("p.tabledraft.json", project),
        ("d/readme.txt", "not read".to_owned()),
    ];
    let (mut mirror, told) = mirror("");
    mirror.files = files.iter().map(|(name, text)| file(name, text.as_bytes())).collect();
    let preview: Value = serde_json::from_str(&answer(&mut mirror, "import", "").expect("read")).expect("JSON");
    let read_as = |name: &str| {
        let files = preview["files"].as_array().expect("files");
        files.iter().find(|file| file["name"] == name).map(|file| file["format"].as_str().unwrap_or("").to_owned())
    };
    let expected = [
        ("a.sql", "SQL"),
        ("d/T.json", "Qserv JSON"),
        ("cat.yaml", "Felis"),
        ("rows.csv", "rows"),
        ("p.tabledraft.json", "project"),
    ];
    for (name, format) in expected {
        assert_eq!(read_as(name).as_deref(), Some(format), "{name} in {preview}");
    }
    assert_eq!(read_as("d/readme.txt"), None);
    assert!(told.borrow().iter().any(|told| matches!(told, Told::Progress { done, of, .. } if done == of)));

    let source = |(name, text): &(&str, String)| SourceFile { name: (*name).to_owned(), bytes: text.clone().into() };
    let others = files.iter().filter(|(name, _)| !name.ends_with("txt"));
    let whole = read_all(Intake { files: others.map(source).collect(), ..Intake::default() });
    assert_eq!(preview["table_count"], whole.workspace.table_count());
    assert_eq!(preview["problem_count"], whole.diagnostics.len(), "{preview}");
}

#[test]
fn proposals_are_confirmed_or_corrected_one_by_one() {
    let rows = b"objectId,ra,dec,mag\n1,10.5,-3.2,21\n2,11.5,-3.3,22\n";
    let (mut mirror, told) = mirror("");
    mirror.files = vec![file("Object.csv", rows)];
    let preview: Value = serde_json::from_str(&answer(&mut mirror, "import", "").expect("read")).expect("JSON");
    let proposals = preview["confirm"].as_array().expect("proposals").clone();
    let of = |name: &str| proposals.iter().position(|one| one["column"] == name).expect("a proposal");
    assert_eq!(proposals.len(), 5, "four types and a role: {proposals:?}");
    assert_eq!(proposals[of("ra")]["value"], "DOUBLE");
    assert_eq!(proposals[of("mag")]["evidence"], "2 whole numbers from 21 to 22");
    assert_eq!(proposals[of("")]["value"], "director");
    assert_eq!(proposals[of("")]["roles"]["director_key"], "objectId");

    let registration = |page: &Workspace| page.tables().next().and_then(|(_, table)| table.registration.clone());
    let as_they_are = take(&mut mirror, &told, json!({ "same": "replace" })).expect("taken");
    assert!(matches!(registration(&as_they_are).expect("registered").kind, Kind::Director { .. }));
    let (_, table) = as_they_are.tables().next().expect("a table");
    assert!(table.column_named("subChunkId").is_some(), "what a director needs comes with it");

    let corrected = |answers: Value| {
        let (mut mirror, told) = self::mirror("");
        mirror.files = vec![file("Object.csv", rows)];
        answer(&mut mirror, "import", "").expect("read");
        take(&mut mirror, &told, json!({ "same": "replace", "confirmed": answers }))
    };
    let page = corrected(json!([
        { "number": of("mag"), "value": "float NOT NULL" },
        { "number": of(""), "value": "plain" },
    ]))
    .expect("taken");
    let (database, table) = page.tables().next().expect("a table");
    let mag = table.column_named("mag").expect("the column");
    assert_eq!((mag.data_type.name.as_str(), mag.nullable), ("float", Some(false)));
    assert!(table.is_plain() && database.partitioning.is_none());
    let page = corrected(json!([{ "number": of(""), "value": "director", "roles": { "director_key": "mag", "longitude_key": "ra", "latitude_key": "dec" } }])).expect("taken");
    assert!(matches!(registration(&page).expect("registered").kind, Kind::Director { key, .. } if key == "mag"));
    let refused = corrected(json!([{ "number": of("mag"), "value": "(((" }]));
    assert!(refused.is_err_and(|why| why.contains("(((")), "a type that is none is refused");
}

#[test]
fn a_project_is_opened_whole() {
    let project = Project {
        name: "mine".to_owned(),
        profile: "bk-ci".to_owned(),
        workspace: read_text("s", THERE).workspace,
        ..Project::default()
    };
    let (mut mirror, told) = mirror("CREATE TABLE other (id int);");
    mirror.files = vec![file("p.tabledraft.json", write_project(&project).as_bytes())];
    answer(&mut mirror, "import", "").expect("read");
    told.borrow_mut().clear();
    let taken: Taken = read(&answer(&mut mirror, "import-take", r#"{"same": "", "open": true}"#).expect("taken"));
    let tables: Vec<Vec<Arc<Table>>> = parts(&told).iter().map(|part| read(part)).collect();
    let patch = Patch { tables: tables.into_iter().flatten().collect(), ..taken.patch };
    let opened = taken.project.expect("the project");
    assert_eq!((opened.name.as_str(), opened.profile.as_str()), ("mine", "bk-ci"));
    assert_eq!(patch.apply(&opened.workspace), project.workspace);
}

/// What a check says, in parts and at last.
fn news(mirror: &mut Mirror, told: &Rc<RefCell<Vec<Told>>>, word: &str, argument: &str) -> Vec<News> {
    told.borrow_mut().clear();
    let last: Vec<News> = read(&answer(mirror, word, argument).expect("checked"));
    parts(told).iter().flat_map(|part| read::<Vec<News>>(part)).chain(last).collect()
}

#[test]
fn what_is_imported_is_checked_and_written_before_the_page_has_it() {
    let (mut mirror, told) = mirror("");
    let judged = Project { name: "n".to_owned(), profile: "bk-ci".to_owned(), ..Project::default() };
    let argument = serde_json::to_string(&judged).expect("JSON");
    assert_eq!(
        answer(&mut mirror, "check-ahead", &argument),
        Err("what was read is not here any more; read it again".to_owned())
    );
    answer(&mut mirror, "import", COMES).expect("read");
    answer(&mut mirror, "import-take", r#"{"same": ""}"#).expect("taken");
    let ahead = news(&mut mirror, &told, "check-ahead", &argument);
    assert!(ahead.iter().any(|one| one.table.is_some() && !one.found.is_empty()), "{ahead:?}");
    let text = answer(&mut mirror, "project", &argument).expect("written");
    assert_eq!(names(mirror.workspace()), Vec::<&str>::new(), "nothing has changed yet");
    mirror.adopt();
    mirror.project = Project { workspace: mirror.project.workspace.clone(), ..judged };
    assert_eq!(answer(&mut mirror, "project", ""), Ok(text), "it is written as it will be");
    let after = news(&mut mirror, &told, "check", "");
    let across: Vec<News> = ahead.iter().filter(|one| one.table.is_none()).cloned().collect();
    assert_eq!(after, across, "the tables were looked at already");
    assert_eq!(news(&mut mirror, &told, "check", "all"), ahead);
}

#[test]
fn each_step_of_the_rehearsal_does_what_it_is_for() {
    let (mut mirror, told) = mirror("");
    let sample = include_str!("../static/samples/qserv.tabledraft.json");
    let known = tabledraft::project::read_project(sample).expect("the sample").workspace;
    let known = known.table_count();
    assert!(known > 1);
    assert_eq!(answer(&mut mirror, "rehearsal", sample), Ok(String::new()));
    let said: Vec<String> =
        (0..9).map(|step| answer(&mut mirror, "rehearsal", &step.to_string()).expect("done")).collect();
    for (read, taken, what) in [(0, 1, "registrations"), (2, 3, "the script")] {
        let preview: Value = serde_json::from_str(&said[read]).expect("a preview");
        assert_eq!(preview["table_count"], json!(known), "{what}");
        assert!(self::read::<Taken>(&said[taken]).first.is_some(), "{what}");
    }
    assert!(said[4].starts_with('['), "{}", said[4]);
    assert!(said[5..8].iter().all(|said| said.contains("ForcedSource")), "{said:?}");
    assert_eq!(said[8], "");
    assert_eq!(parts(&told).len(), 0, "the page hears nothing of it");
    assert_eq!(names(mirror.workspace()), Vec::<&str>::new(), "the project is as it was");
    assert_eq!(answer(&mut mirror, "rehearsal", "0"), Ok(String::new()), "the sample is gone");
}

#[test]
fn bad_input_is_spoken_of_with_its_place_and_a_remedy() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let bomb = format!(
        "a: &a [x, x]\n{}tables: []\nname: n\n",
        (0..40)
            .map(|n| format!("{}: &{} [*{}, *{}]\n", step(n + 1), step(n + 1), step(n), step(n)))
            .collect::<String>()
    );
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("twice.json", br#"{"database": "d", "table": "t", "schema": [], "schema": []}"#.to_vec(), "twice.json:1:"),
        (
            "text.json",
            br#"{"database": "d", "num_stripes": "340", "num_sub_stripes": 3, "overlap": 0.1}"#.to_vec(),
            "text.json:1:",
        ),
        ("nan.json", br#"{"database": "d", "overlap": NaN}"#.to_vec(), "nan.json:1:"),
        ("deep.json", deep.into_bytes(), "deep.json:1:"),
        ("bomb.yaml", bomb.into_bytes(), "bomb.yaml:"),
        ("ragged.csv", b"a,b\n1,2\n3\n4,5,6\n".to_vec(), "ragged.csv:3:"),
        ("utf16.sql", vec![0xff, 0xfe, 0x43, 0], "utf16.sql:1:"),
    ];
    for (name, bytes, place) in cases {
        let (mut mirror, _) = mirror(THERE);
        mirror.files = vec![file(name, &bytes)];
        let preview: Value = serde_json::from_str(&answer(&mut mirror, "import", "").expect("read")).expect("JSON");
        let problems = preview["problems"].as_array().cloned().unwrap_or_default();
        let there = problems.iter().find(|problem| problem["place"].as_str().is_some_and(|at| at.starts_with(place)));
        let there = there.unwrap_or_else(|| panic!("{name} is told at {place}: {problems:?}"));
        assert!(
            !there["message"].as_str().unwrap_or("").is_empty() && !there["help"].as_str().unwrap_or("").is_empty()
        );
        assert_eq!(names(mirror.workspace()), ["a", "b"]);
    }
    let (mut mirror, _) = mirror("");
    mirror.files = vec![InputFile {
        name: "huge.sql".to_owned(),
        size: 100 << 20,
        bytes: Box::new(|_, _| Err("never".to_owned())),
    }];
    let preview = answer(&mut mirror, "import", "").expect("read");
    assert!(preview.contains("huge.sql has 100 MB") && preview.contains("--no-data"), "{preview}");
}

fn step(n: usize) -> String {
    format!("s{n}").replace("s0", "a")
}

/// What the page shows: its own findings with the worker's in their place.
fn union(mirror: &mut Mirror, told: &Rc<RefCell<Vec<Told>>>, beside: &mut Beside, how: &str) -> Vec<Diagnostic> {
    told.borrow_mut().clear();
    let last = answer(mirror, "check", how).expect("checked");
    let mut all = parts(told);
    all.push(last);
    for News { table, found, .. } in all.iter().flat_map(|part| read::<Vec<News>>(part)) {
        let found = found.into_iter().map(diagnostic).collect();
        match table {
            Some(table) => drop(beside.tables.insert(table, found)),
            None => beside.across = found,
        }
    }
    let mut checker = Checker::new(mirror.project.judged_by(&CORE));
    checker.check_some(mirror.workspace(), usize::MAX, beside).expect("all at once")
}

fn diagnostic(found: Found) -> Diagnostic {
    let rule = ALL.rules.iter().find(|known| known.rule.name == found.rule).expect("a known rule").rule.name;
    Diagnostic {
        aspect: found.aspect,
        help: found.help,
        ..Diagnostic::new(rule, found.severity, found.path, found.message)
    }
}

#[test]
fn the_page_and_the_worker_together_find_what_all_rules_find() {
    let script: String = (0..40)
        .map(|n| {
            format!(
                "CREATE TABLE T{n} (id int, IsOn tinyint(1), createTime datetime, name varchar(300) charset utf8);\n"
            )
        })
        .collect();
    let (mut mirror, told) = mirror(&script);
    mirror.project.profile = "bk-ci".to_owned();
    let counted = |found: &[Diagnostic]| {
        let mut counts: HashMap<(String, String), usize> = HashMap::new();
        for found in found.iter().filter(|found| found.suppressed.is_none()) {
            *counts.entry((found.rule.to_owned(), found.message.to_string())).or_default() += 1;
        }
        counts
    };
    let mut beside = Beside::default();
    let all = |mirror: &Mirror| Checker::new(mirror.project.judged_by(&ALL)).check(mirror.workspace());
    let found = union(&mut mirror, &told, &mut beside, "all");
    assert_eq!(counted(&found), counted(&all(&mirror)));
    assert!(found.len() > 100 && !beside.tables.is_empty(), "{}", found.len());

    let table = mirror.workspace().tables().map(|(_, table)| table.id).nth(7).expect("a table");
    let edit = Edit::RenameTable { table, name: "T_LONGER".to_owned() };
    mirror.project.workspace = apply(mirror.workspace(), &edit).expect("the table is there");
    let found = union(&mut mirror, &told, &mut beside, "");
    assert_eq!(counted(&found), counted(&all(&mirror)));
    let order = |found: &[Diagnostic]| {
        let at = |id| mirror.workspace().tables().position(|(_, table)| Some(table.id) == id);
        let tables: Vec<_> = found.iter().skip_while(|one| one.path.table().is_none()).collect();
        let first = tables.iter().rposition(|one| at(one.path.table()).is_none()).map_or(0, |at| at + 1);
        tables[first..].iter().map(|one| at(one.path.table())).collect::<Vec<_>>()
    };
    let last: Vec<_> = order(&found).into_iter().rev().take(100).collect();
    assert!(last.windows(2).all(|pair| pair[0] >= pair[1]), "in the order of the tables: {last:?}");
}

#[test]
fn only_news_are_told_after_a_change() {
    let script: String = (0..50).map(|n| format!("CREATE TABLE T{n} (id int);\n")).collect();
    let (mut mirror, told) = mirror(&script);
    mirror.project.profile = "bk-ci".to_owned();
    answer(&mut mirror, "check", "all").expect("checked");
    told.borrow_mut().clear();
    let news: Vec<News> = read(&answer(&mut mirror, "check", "").expect("checked"));
    assert_eq!((news.len(), parts(&told).len()), (1, 0), "nothing has changed: what concerns several tables is said");
    let table = mirror.workspace().tables().map(|(_, table)| table.id).next().expect("a table");
    let edit = Edit::RenameTable { table, name: "other".to_owned() };
    mirror.project.workspace = apply(mirror.workspace(), &edit).expect("the table is there");
    let news: Vec<News> = read(&answer(&mut mirror, "check", "").expect("checked"));
    assert_eq!(news.iter().filter_map(|news| news.table).collect::<Vec<_>>(), [table]);
    mirror.project.profile = "mysql".to_owned();
    let news: Vec<News> = read(&answer(&mut mirror, "check", "").expect("checked"));
    let all = news.len() + parts(&told).len();
    assert!(all > 1, "another profile: everything is new");
}

#[test]
fn fixes_of_the_workers_rules_come_as_patches() {
    let (mut mirror, told) = mirror("CREATE TABLE t (id int PRIMARY KEY, a int, KEY x (a), KEY y (a), KEY z (a));");
    mirror.project.profile = "mysql".to_owned();
    let mut beside = Beside::default();
    let found = union(&mut mirror, &told, &mut beside, "all");
    let twice = found.iter().find(|found| found.rule == "index-duplicate").expect("a rule that only the worker has");
    let keys = |mending: &Value, mirror: &Mirror| {
        let patch: Patch = read(&mending["patch"].to_string());
        patch.apply(mirror.workspace()).index_count()
    };
    let mend = json!({ "rule": twice.rule, "one": [twice.path, &*twice.message] });
    let mending: Value =
        serde_json::from_str(&answer(&mut mirror, "fix", &mend.to_string()).expect("mended")).expect("JSON");
    assert_eq!((mending["count"].as_u64(), keys(&mending, &mirror)), (Some(1), 3), "{mending}");
    let mending: Value =
        serde_json::from_str(&answer(&mut mirror, "fix", r#"{"rule": "index-duplicate"}"#).expect("mended"))
            .expect("JSON");
    assert_eq!((mending["count"].as_u64(), keys(&mending, &mirror)), (Some(2), 2), "all of a rule");
    assert!(answer(&mut mirror, "fix", r#"{"rule": "x", "one": ["Workspace", "gone"]}"#).is_err());
}

#[test]
fn pasted_column_lists_are_read() {
    let (mut mirror, _) = mirror("");
    let text = answer(&mut mirror, "columns", "id bigint NOT NULL,\nname varchar(20) COMMENT 'x',\nPRIMARY KEY (id)")
        .expect("read");
    let (columns, indexes): (Vec<tabledraft::schema::Column>, Vec<tabledraft::schema::Index>) = read(&text);
    assert_eq!((columns.len(), indexes.len()), (2, 1));
    assert_eq!(columns[1].comment.as_deref(), Some("x"));
}

#[test]
fn the_projects_text_is_that_of_its_file() {
    let (mut mirror, _) = mirror(THERE);
    let text = answer(&mut mirror, "project", "").expect("written");
    assert_eq!(tabledraft::project::read_project(&text).expect("a project"), mirror.project);
}
