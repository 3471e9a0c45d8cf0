//! Fixes and suppressions beyond scripts: registrations and project files, what the server would refuse, and the round trip of
//! what is let pass.

mod common;

use common::command::{Folder, tabledraft};
use serde_json::Value;
use tabledraft::edit::{Edit, apply};
use tabledraft::engine::{LiveCheck, SourceFile, mend, read, read_text};
use tabledraft::project::{Project, read_project, write_project};
use tabledraft::rules::Profile;
use tabledraft::schema::{ObjectPath, Workspace};
use tabledraft::sql::write_script;

fn profile(name: &str) -> Profile {
    Profile::named(name).unwrap_or_else(|| panic!("no profile {name}"))
}

fn fixes(report: &str) -> Vec<(String, String)> {
    let report: Value = serde_json::from_str(report).expect("JSON");
    let list = report["diagnostics"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    list.iter()
        .filter(|one| !one["fix"].is_null())
        .map(|one| (text(&one["rule"]), text(&one["fix"]["title"])))
        .collect()
}

/// Of a director table without its sub-chunk column, as a person wrote it.
const REGISTRATIONS: &str = r#"[
  {"database": "sky", "num_stripes": 340, "num_sub_stripes": 3, "overlap": 0.01667},
  {"database": "sky", "table": "Object", "is_partitioned": 1, "director_key": "objectId",
   "latitude_key": "dec", "longitude_key": "ra", "kept": [1, 2.0],
   "schema": [{"name": "objectId", "type": "BIGINT NOT NULL"}, {"name": "ra", "type": "DOUBLE"}, {"name": "dec", "type": "DOUBLE"}]}
]
"#;

#[test]
fn a_registration_is_mended_in_place() {
    let folder = Folder::with(&[("sky.json", REGISTRATIONS)]);
    let before = fixes(&tabledraft(&folder, &["check", "--profile", "qserv", "--format", "json", "sky.json"]).stdout);
    assert!(before.iter().any(|(rule, _)| rule == "director-sub-chunk-id-missing"), "{before:?}");
    let outcome = tabledraft(&folder, &["fix", "--unsafe", "--profile", "qserv", "sky.json"]);
    assert_eq!(outcome.code, 0, "{}{}", outcome.stdout, outcome.stderr);
    let mended = folder.read("sky.json");
    assert!(
        mended.starts_with("[\n  {\"database\": \"sky\", \"num_stripes\": 340,"),
        "what is right stays as it was: {mended}"
    );
    assert!(mended.contains("subChunkId") && mended.contains("\"kept\""), "{mended}");
    let after = fixes(&tabledraft(&folder, &["check", "--profile", "qserv", "--format", "json", "sky.json"]).stdout);
    assert!(!after.iter().any(|(rule, _)| rule == "director-sub-chunk-id-missing"), "{after:?}");
    assert_eq!(tabledraft(&folder, &["fix", "--unsafe", "--check", "--profile", "qserv", "sky.json"]).code, 0);
}

#[test]
fn a_project_is_mended_as_the_designer_would() {
    let script = "CREATE TABLE `T_JOB` (`ID` bigint PRIMARY KEY COMMENT 'x', `DONE` BOOLEAN COMMENT 'y') COMMENT='z';";
    let workspace = read_text("a.sql", script).workspace;
    let project = Project { name: "jobs".to_owned(), profile: "bk-ci".to_owned(), workspace, ..Project::default() };
    let folder = Folder::with(&[("jobs.tabledraft.json", &write_project(&project))]);
    let outcome = tabledraft(&folder, &["fix", "--unsafe", "jobs.tabledraft.json"]);
    assert_eq!(outcome.code, 0, "{}{}", outcome.stdout, outcome.stderr);
    let mended = read_project(&folder.read("jobs.tabledraft.json")).expect("a project");
    assert_eq!((mended.name.as_str(), mended.profile.as_str()), ("jobs", "bk-ci"));
    let written = write_script(&mended.workspace);
    assert!(written.contains("`DONE` bit(1)"), "{written}");
    let again = tabledraft(&folder, &["fix", "--unsafe", "--check", "jobs.tabledraft.json"]);
    assert_eq!(again.code, 0, "{}", again.stdout);
}

#[test]
fn files_of_all_kinds_are_mended_together() {
    let script = "CREATE TABLE T_JOB (ID bigint PRIMARY KEY, DONE BOOLEAN);";
    let workspace = read_text("a.sql", "CREATE TABLE T_B (ID bigint PRIMARY KEY, DONE BOOLEAN);").workspace;
    let project = write_project(&Project { workspace, ..Project::default() });
    let file = |name: &str, text: &str| SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let files = vec![file("a.sql", script), file("b.json", REGISTRATIONS), file("c.tabledraft.json", &project)];
    let mended = mend(&read(files), &profile("bk-ci"), true);
    let numbers: Vec<usize> = mended.files.iter().map(|(number, _)| *number).collect();
    assert!(numbers.contains(&0) && numbers.contains(&2), "{mended:?}");
    let text =
        |number: usize| mended.files.iter().find(|(own, _)| *own == number).map_or("", |(_, text)| text.as_str());
    assert!(text(0).contains("bit(1)") && text(2).contains("bit"), "{mended:?}");
}

#[test]
fn a_fix_that_the_server_refuses_is_not_offered() {
    // In utf8mb4 the key has 3,200 bytes, and the server takes 3,072.
    let long =
        "CREATE TABLE T_LONG (ID bigint PRIMARY KEY, NAME varchar(800), KEY IDX_NAME (NAME)) DEFAULT CHARSET=utf8;";
    let short = long.replace("800", "80").replace("LONG", "SHORT");
    for (script, offered) in [(long, false), (short.as_str(), true)] {
        let folder = Folder::with(&[("a.sql", script)]);
        let report = tabledraft(&folder, &["check", "--profile", "bk-ci", "--format", "json", "a.sql"]).stdout;
        let has = fixes(&report).iter().any(|(rule, _)| rule == "table-charset");
        assert!(report.contains("\"table-charset\""), "{report}");
        assert_eq!(has, offered, "{script}: {report}");
        let mut live = LiveCheck::new(profile("bk-ci"));
        let found = live.check(&read_text("a.sql", script).workspace);
        let found = found.iter().find(|found| found.rule == "table-charset").expect("found");
        assert_eq!(found.fix.is_some(), offered);
    }
}

#[test]
fn a_rename_is_not_offered_where_another_statement_has_the_name() {
    let alone = "CREATE TABLE `T_JOB` (`ID` bigint PRIMARY KEY, `fooBar` int);";
    let used = format!("{alone}\nINSERT IGNORE INTO `T_JOB` (`ID`, `fooBar`) VALUES (1, 2);");
    for (script, offered) in [(alone, true), (&used, false)] {
        let folder = Folder::with(&[("a.sql", script)]);
        let report = tabledraft(&folder, &["check", "--profile", "bk-ci", "--format", "json", "a.sql"]).stdout;
        assert_eq!(fixes(&report).iter().any(|(rule, _)| rule == "column-name-pattern"), offered, "{report}");
    }
}

#[test]
fn what_a_live_check_says_after_edits_is_what_a_fresh_one_says() {
    let script = "CREATE TABLE P (ID bigint PRIMARY KEY, NAME varchar(800), KEY IDX_NAME (NAME)) DEFAULT CHARSET=utf8;\n\
                  CREATE TABLE C (ID bigint PRIMARY KEY, P_ID bigint, DONE BOOLEAN, FOREIGN KEY (P_ID) REFERENCES P (ID));";
    let mut workspace = read_text("a.sql", script).workspace;
    let mut live = LiveCheck::new(profile("bk-ci"));
    let titles = |found: &[tabledraft::diagnostic::Diagnostic]| -> Vec<(&str, Option<String>)> {
        found.iter().map(|found| (found.rule, found.fix.as_ref().map(|fix| fix.title.clone()))).collect()
    };
    for _ in 0..12 {
        let found = live.check(&workspace);
        assert_eq!(titles(&found), titles(&LiveCheck::new(profile("bk-ci")).check(&workspace)));
        let Some(fix) = found.iter().find_map(|found| found.fix.clone()) else { break };
        workspace = fix.edits.iter().fold(workspace, |workspace, edit| apply(&workspace, edit).expect("it fits"));
    }
}

fn suppressed(workspace: &Workspace) -> Vec<(String, String)> {
    let found = LiveCheck::new(profile("bk-ci")).check(workspace);
    let mut all: Vec<(String, String)> = found
        .iter()
        .filter_map(|found| {
            Some((format!("{} {}", found.rule, found.path.display(workspace)), found.suppressed.as_deref()?.to_owned()))
        })
        .collect();
    all.sort();
    all
}

#[test]
fn what_is_let_pass_goes_through_scripts_and_projects() {
    let script = "CREATE TABLE IF NOT EXISTS `jobs` (\n  `id` bigint PRIMARY KEY COMMENT 'x', -- the key\n  `done` BOOLEAN,\n  KEY `k` (`done`)\n) COMMENT='z';";
    let mut workspace = read_text("a.sql", script).workspace;
    let table = workspace.databases[0].tables[0].clone();
    let suppress = |path: ObjectPath, rule: &str, reason: &str| Edit::Suppress {
        path,
        rule: rule.to_owned(),
        reason: reason.to_owned(),
    };
    let (id, done) = (table.columns[0].id, table.columns[1].id);
    let index = table.indexes.iter().find(|index| index.name.is_some()).expect("the key").id;
    let edits = [
        suppress(ObjectPath::Table(table.id), "table-name-pattern", "older than\nthe guide;"),
        suppress(ObjectPath::Column(table.id, id), "column-name-pattern", "the driver asks -- for it"),
        suppress(ObjectPath::Column(table.id, done), "column-name-pattern", "first"),
        suppress(ObjectPath::Column(table.id, done), "boolean-type", ": a (second) reason"),
        suppress(ObjectPath::Column(table.id, done), "column-name-pattern", "in place of the first"),
        suppress(ObjectPath::Index(table.id, index), "index-name-pattern", "a hint names it"),
    ];
    for edit in edits {
        workspace = apply(&workspace, &edit).expect("it is there");
    }
    let expected = [
        ("boolean-type jobs.done", "a (second) reason"),
        ("column-name-pattern jobs.done", "in place of the first"),
        ("column-name-pattern jobs.id", "the driver asks -- for it"),
        ("index-name-pattern jobs.k", "a hint names it"),
        ("table-name-pattern jobs", "older than the guide"),
    ];
    let expected: Vec<(String, String)> =
        expected.iter().map(|(rule, reason)| ((*rule).into(), (*reason).into())).collect();
    assert_eq!(suppressed(&workspace), expected);
    let written = write_script(&workspace);
    assert!(written.contains("-- the key; tabledraft: allow(column-name-pattern)"), "{written}");
    let again = read_text("b.sql", &written).workspace;
    assert_eq!(suppressed(&again), expected, "{written}");
    assert_eq!(write_script(&again), written);
    let project = write_project(&Project { workspace: workspace.clone(), ..Project::default() });
    let project = read_project(&project).expect("a project");
    assert_eq!(suppressed(&project.workspace), expected);
    // Taken back, everything is as it was.
    let places = [
        (ObjectPath::Table(table.id), "table-name-pattern"),
        (ObjectPath::Column(table.id, id), "column-name-pattern"),
        (ObjectPath::Column(table.id, done), "column-name-pattern"),
        (ObjectPath::Column(table.id, done), "boolean-type"),
        (ObjectPath::Index(table.id, index), "index-name-pattern"),
    ];
    for (path, rule) in places {
        workspace = apply(&workspace, &Edit::Unsuppress { path, rule: rule.to_owned() }).expect("it is there");
    }
    assert_eq!(write_script(&workspace), write_script(&read_text("a.sql", script).workspace));
}

#[test]
fn suppressions_of_a_project_rot_loudly() {
    let mut workspace = read_text("a.sql", "CREATE TABLE T_A (ID bigint PRIMARY KEY);").workspace;
    let path = ObjectPath::Table(workspace.databases[0].tables[0].id);
    for (rule, reason) in
        [("no-such-rule", "because"), ("table-name-pattern", "not needed"), ("table-comment-missing", " ")]
    {
        let edit = Edit::Suppress { path, rule: rule.to_owned(), reason: reason.to_owned() };
        workspace = apply(&workspace, &edit).expect("it is there");
    }
    let project = write_project(&Project { profile: "bk-ci".to_owned(), workspace, ..Project::default() });
    let folder = Folder::with(&[("a.tabledraft.json", &project)]);
    let report = tabledraft(&folder, &["check", "--format", "json", "a.tabledraft.json"]).stdout;
    for rule in ["suppression-rule-unknown", "suppression-unused", "suppression-without-reason"] {
        assert_eq!(report.matches(&format!("\"{rule}\"")).count(), 1, "{rule}: {report}");
    }
    let gone = Edit::Suppress { path: ObjectPath::Workspace, rule: "x".to_owned(), reason: "y".to_owned() };
    assert!(apply(&Workspace::default(), &gone).is_err());
}

/// Finished designs, with one problem left to try.
#[test]
fn each_sample_has_one_problem() {
    let folder = Folder::with(&[]);
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("static/samples");
    let mut count = 0;
    for sample in std::fs::read_dir(samples).expect("the samples").flatten() {
        let path = sample.path().to_string_lossy().into_owned();
        let report = tabledraft(&folder, &["check", "--format", "json", &path]).stdout;
        let report: Value = serde_json::from_str(&report).expect("JSON");
        assert_eq!(report["diagnostics"].as_array().map(Vec::len), Some(1), "{path}: {report:#}");
        count += 1;
    }
    assert_eq!(count, 3);
}

#[test]
fn names_are_quoted_where_they_stand_and_keep_their_database() {
    let script = "CREATE TABLE IF NOT EXISTS shop . T_JOB (\n  ID bigint PRIMARY KEY COMMENT 'a',\n  `B` int COMMENT 'b', KEY IDX_B (B)\n);\n";
    let folder = Folder::with(&[("a.sql", script)]);
    let outcome = tabledraft(&folder, &["fix", "--profile", "bk-ci", "a.sql"]);
    assert!(outcome.stdout.contains("identifier-unquoted 2."), "{}{}", outcome.stdout, outcome.stderr);
    let quoted = "CREATE TABLE IF NOT EXISTS shop .`T_JOB` (\n  `ID` bigint PRIMARY KEY COMMENT 'a',\n  `B` int COMMENT 'b', KEY IDX_B (B)\n);\n";
    assert_eq!(folder.read("a.sql"), quoted);
    assert_eq!(tabledraft(&folder, &["fix", "--check", "--profile", "bk-ci", "a.sql"]).code, 0, "and that is all");

    let script = "CREATE TABLE `shop`.t_b (`id` bigint, done BOOLEAN, PRIMARY KEY (id));\n";
    let folder = Folder::with(&[("a.sql", script)]);
    tabledraft(&folder, &["fix", "--unsafe", "--profile", "bk-ci", "a.sql"]);
    let mended = folder.read("a.sql");
    assert!(mended.starts_with("CREATE TABLE IF NOT EXISTS `shop`.`T_B` ("), "written anew as a whole: {mended}");
}

#[test]
fn the_report_says_how_many_findings_are_mended() {
    let folder = Folder::with(&[("a.sql", "CREATE TABLE t (id int PRIMARY KEY, a int, KEY x (a), KEY y (a));")]);
    let outcome = tabledraft(&folder, &["check", "--profile", "mysql", "a.sql"]);
    assert!(outcome.stdout.ends_with("`tabledraft fix` mends 1.\n"), "{}", outcome.stdout);
}
