//! House rules from the command line: settings, suppressions, a baseline, fixes, and the reports that other programs read.

mod common;

use common::command::{Folder, tabledraft};
use serde_json::Value;

const SCRIPT: &str = "CREATE TABLE `jobs` (\n  `id` int NOT NULL, -- the key\n  `done` BOOLEAN,\n  PRIMARY KEY (`id`),\n  KEY `k` (`done`),\n  KEY `l` (`done`)\n);\n";

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Rule, object and whether it is suppressed.
fn found(report: &Value) -> Vec<(String, String, bool)> {
    let text = |found: &Value, key: &str| found[key].as_str().unwrap_or("").to_owned();
    let list = report["diagnostics"].as_array().expect("a list").iter();
    list.map(|one| (text(one, "rule"), text(one, "object"), one["suppressed"] == true)).collect()
}

#[test]
fn settings_beside_the_scripts_extend_a_profile() {
    let settings = "extends = \"bk-ci\"\n[rules]\ntable-name-pattern = \"off\"\n[rules.type-alias]\nseverity = \"error\"\n\
                    [[overrides]]\ntables = [\"jo*\"]\n[overrides.rules]\nprimary-key-type = \"off\"\n\
                    [[allow]]\nrule = \"type-alias\"\nobject = \"jobs.*\"\nreason = \"a driver wants it\"\n";
    let folder = Folder::with(&[("sql/tabledraft.toml", settings), ("sql/a.sql", SCRIPT)]);
    let report = json(&tabledraft(&folder, &["check", "--format", "json", "sql"]).stdout);
    let found = found(&report);
    let has = |rule: &str| found.iter().any(|(known, _, _)| known == rule);
    assert!(!has("table-name-pattern") && !has("primary-key-type"), "{found:?}");
    assert!(found.contains(&("type-alias".to_owned(), "jobs.done".to_owned(), true)), "{found:?}");
    assert_eq!(report["summary"]["errors"], 3, "column names and IF NOT EXISTS, not what is allowed: {found:?}");
}

#[test]
fn mistakes_in_the_settings_are_named_with_their_place() {
    let settings = "extends = \"bkci\"\n[rules]\ntype-aliass = \"error\"\n[rules.too-many-indexes]\nmoost = 3\n[rules.name-too-long]\nmost = \"x\"\n";
    let folder = Folder::with(&[("tabledraft.toml", settings), ("a.sql", SCRIPT)]);
    let outcome = tabledraft(&folder, &["check", "a.sql"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
    for said in [
        "tabledraft.toml:1:1: There is no profile \"bkci\". Did you mean \"bk-ci\"?",
        "tabledraft.toml:3:1: There is no rule \"type-aliass\". Did you mean \"type-alias\"?",
        "tabledraft.toml:5:1: There is no option of too-many-indexes \"moost\". Did you mean \"most\"?",
        "tabledraft.toml:7:1: This has to be a whole number that is not negative.",
    ] {
        assert!(outcome.stderr.contains(said), "{said} in\n{}", outcome.stderr);
    }
    assert_eq!(tabledraft(&folder, &["check", "--no-config", "a.sql"]).code, 1);
}

#[test]
fn a_comment_suppresses_with_its_reason_and_rots_loudly() {
    let script = SCRIPT
        .replace("-- the key", "-- tabledraft: allow(primary-key-type) older than the rule")
        .replace("(`done`)\n", "(`done`) -- tabledraft: allow(index-duplicate, no-such-rule)\n");
    let folder = Folder::with(&[("a.sql", &script)]);
    let outcome = tabledraft(&folder, &["check", "--format", "json", "--profile", "mysql", "a.sql"]);
    let found = found(&json(&outcome.stdout));
    let rules = |suppressed: bool| -> Vec<&str> {
        found.iter().filter(|(_, _, is)| *is == suppressed).map(|(rule, _, _)| rule.as_str()).collect()
    };
    assert_eq!(rules(true), ["index-duplicate"]);
    assert_eq!(rules(false), ["suppression-without-reason", "suppression-rule-unknown"]);
}

#[test]
fn a_baseline_lets_pass_what_is_there_and_holds_what_is_new() {
    let folder = Folder::with(&[("a.sql", SCRIPT)]);
    let check = |more: &[&str]| {
        tabledraft(&folder, &[&["check", "--format", "json", "--baseline", "base.json", "a.sql"], more].concat())
    };
    let first = check(&["--write-baseline"]);
    assert_eq!(first.code, 0, "{}", first.stdout);
    assert!(found(&json(&first.stdout)).iter().all(|(_, _, suppressed)| *suppressed));
    std::fs::write(folder.path.join("a.sql"), SCRIPT.replace("KEY `l`", "KEY `m`")).expect("written");
    let second = check(&[]);
    assert_eq!(second.code, 1);
    assert!(second.stderr.contains("1 of the baseline"), "{}", second.stderr);
}

#[test]
fn fixes_change_what_they_mean_and_nothing_else() {
    let settings =
        "[rules]\ntype-alias = \"warning\"\nif-not-exists-missing = \"warning\"\ntable-name-pattern = \"off\"\n";
    let folder = Folder::with(&[("tabledraft.toml", settings), ("a.sql", SCRIPT)]);
    let check = tabledraft(&folder, &["fix", "--check", "a.sql"]);
    assert_eq!((check.code, folder.read("a.sql").as_str()), (1, SCRIPT), "{}", check.stdout);
    let fix = tabledraft(&folder, &["fix", "a.sql"]);
    assert_eq!(fix.code, 0, "{}", fix.stderr);
    let expected = "CREATE TABLE IF NOT EXISTS `jobs` (\n  `id` int NOT NULL, -- the key\n  `done` tinyint(1),\n  PRIMARY KEY (`id`),\n  KEY `k` (`done`)\n);\n";
    assert_eq!(folder.read("a.sql"), expected, "{}", fix.stdout);
    assert_eq!(tabledraft(&folder, &["fix", "--check", "a.sql"]).code, 0, "a second time there is nothing to mend");
}

#[test]
fn a_fix_that_breaks_a_script_is_not_made() {
    let script = "CREATE TABLE `jobTimes` (\n  `id` int NOT NULL,\n  PRIMARY KEY (`id`)\n);\nALTER TABLE `jobTimes` ADD COLUMN `a` int;\n";
    let folder = Folder::with(&[("a.sql", script)]);
    let fix = tabledraft(&folder, &["fix", "--unsafe", "--profile", "dlworkspace", "a.sql"]);
    assert!(folder.read("a.sql").starts_with("CREATE TABLE `jobTimes` "), "{}", folder.read("a.sql"));
    assert!(fix.stdout.contains("the server would refuse the script then"), "{}", fix.stdout);
}

#[test]
fn every_report_says_the_same_findings() {
    let folder = Folder::with(&[("a.sql", SCRIPT), ("b.sql", "CREATE TABLE b (id INT PRIMARY KEY);")]);
    let report = |format: &str| tabledraft(&folder, &["check", "--format", format, "a.sql", "b.sql"]).stdout;
    let count = found(&json(&report("json"))).len();
    assert!(count > 0);

    let sarif = json(&report("sarif"));
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), count);
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert!(region["startLine"].as_u64() >= Some(1) && region["startColumn"].as_u64() >= Some(1), "{region}");
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap_or("")));
    }
    let junit = report("junit");
    assert_eq!(junit.matches("<failure ").count(), count);
    assert_eq!(junit.matches("<testsuite ").count(), 2, "a suite a file: {junit}");
    let github = report("github");
    assert_eq!(github.lines().filter(|line| line.starts_with("::")).count(), count);
    assert!(github.contains("file=a.sql,line="), "{github}");
    let markdown = report("markdown");
    assert_eq!(
        markdown.lines().filter(|line| line.starts_with("| a.sql:") || line.starts_with("| b.sql:")).count(),
        count
    );
}

#[test]
fn rules_are_listed_and_explained_in_two_languages() {
    let folder = Folder::with(&[]);
    let list = json(&tabledraft(&folder, &["rules", "--profile", "bk-ci", "--format", "json"]).stdout);
    let rules = list.as_array().expect("a list");
    assert!(rules.len() >= 80, "{} rules", rules.len());
    let one = rules.iter().find(|rule| rule["rule"] == "index-name-pattern").expect("the rule");
    assert_eq!(one["severity"], "warning");
    assert_eq!(one["options"][0]["value"][0], "IDX_{{any}}");
    let page = tabledraft(&folder, &["explain", "--lang", "zh", "index-name-pattern"]).stdout;
    assert!(page.contains("为什么"), "{page}");
}
