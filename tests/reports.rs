//! Reports that other programs read, held to their formats.
//!
//! The schemas themselves are not here: that of SARIF 2.1.0 is OASIS's, under terms of its own. What it asks of the objects that
//! we write is written down below, object by object: the properties that exist, those that are required, their types and words.
//! The same for JUnit, after junit-10.xsd of Jenkins' xUnit plugin.

mod common;

use common::command::{Folder, tabledraft};
use serde_json::Value;

const SCRIPT: &str = "CREATE TABLE `jobs` (\n  `id` int NOT NULL, -- tabledraft: allow(column-comment-missing) <the> \"key\" & more\n  `done` BOOLEAN,\n  PRIMARY KEY (`id`),\n  KEY `k` (`done`),\n  KEY `l` (`done`)\n);\n";

/// A script of which there is nothing to say.
const CLEAN: &str = "1001_ci_shop_ddl_mysql.sql";

fn folder() -> Folder {
    let base = "{\"tabledraft_baseline\": 1, \"findings\": [{\"rule\": \"index-duplicate\", \"object\": \"jobs.l\"}]}";
    Folder::with(&[
        ("a b/ü.sql", SCRIPT),
        (
            CLEAN,
            "CREATE TABLE IF NOT EXISTS `T_C` (`ID` bigint NOT NULL COMMENT 'a', `CREATE_TIME` datetime NOT NULL DEFAULT CURRENT_TIMESTAMP COMMENT 'b', PRIMARY KEY (`ID`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='c';",
        ),
        ("base.json", base),
        ("d.sql", "CREATE TABLE t (a INT,, b INT);"),
    ])
}

fn report(format: &str) -> String {
    let arguments =
        ["check", "--profile", "bk-ci", "--format", format, "--baseline", "base.json", "a b/ü.sql", CLEAN, "d.sql"];
    tabledraft(&folder(), &arguments).stdout
}

/// What a property holds.
enum Holds {
    Text,
    /// A whole number, this at least.
    Number(i64),
    OneOf(&'static [&'static str]),
    Object(&'static str),
    List(&'static str),
    /// Anything, under any name.
    Bag,
}
use Holds::{Bag, List, Number, Object, OneOf, Text};

/// Name; properties; required ones, of which each entry may name alternatives.
type Definition = (&'static str, &'static [(&'static str, Holds)], &'static [&'static [&'static str]]);

/// Source: OASIS, SARIF 2.1.0 with errata 01, sarif-schema-2.1.0.json. No object there takes properties of other names.
const SARIF: &[Definition] = &[
    ("log", &[("$schema", Text), ("version", OneOf(&["2.1.0"])), ("runs", List("run"))], &[&["version"], &["runs"]]),
    (
        "run",
        &[
            ("tool", Object("tool")),
            ("columnKind", OneOf(&["utf16CodeUnits", "unicodeCodePoints"])),
            ("results", List("result")),
        ],
        &[&["tool"]],
    ),
    ("tool", &[("driver", Object("toolComponent"))], &[&["driver"]]),
    (
        "toolComponent",
        &[("name", Text), ("version", Text), ("informationUri", Text), ("rules", List("reportingDescriptor"))],
        &[&["name"]],
    ),
    (
        "reportingDescriptor",
        &[
            ("id", Text),
            ("shortDescription", Object("multiformatMessageString")),
            ("help", Object("multiformatMessageString")),
            ("properties", Bag),
        ],
        &[&["id"]],
    ),
    ("multiformatMessageString", &[("text", Text), ("markdown", Text)], &[&["text"]]),
    (
        "result",
        &[
            ("ruleId", Text),
            ("ruleIndex", Number(-1)),
            ("level", OneOf(&["none", "note", "warning", "error"])),
            ("message", Object("message")),
            ("locations", List("location")),
            ("suppressions", List("suppression")),
        ],
        &[&["message"]],
    ),
    ("message", &[("text", Text), ("id", Text)], &[&["text", "id"]]),
    (
        "location",
        &[("physicalLocation", Object("physicalLocation")), ("logicalLocations", List("logicalLocation"))],
        &[],
    ),
    (
        "physicalLocation",
        &[("artifactLocation", Object("artifactLocation")), ("region", Object("region"))],
        &[&["artifactLocation", "address"]],
    ),
    ("artifactLocation", &[("uri", Text)], &[]),
    (
        "region",
        &[("startLine", Number(1)), ("startColumn", Number(1)), ("endLine", Number(1)), ("endColumn", Number(1))],
        &[&["startLine", "charOffset", "byteOffset"]],
    ),
    ("logicalLocation", &[("fullyQualifiedName", Text)], &[]),
    ("suppression", &[("kind", OneOf(&["inSource", "external"])), ("justification", Text)], &[&["kind"]]),
];

/// What is wrong with an object by its definition.
fn misfits(value: &Value, name: &str, place: &str, out: &mut Vec<String>) {
    let definition = SARIF.iter().find(|(known, _, _)| *known == name);
    let (Some((_, properties, required)), Some(object)) = (definition, value.as_object()) else {
        return out.push(format!("{place} is no {name}"));
    };
    for alternatives in *required {
        if !alternatives.iter().any(|key| object.contains_key(*key)) {
            out.push(format!("{place} lacks {}", alternatives.join(" or ")));
        }
    }
    for (key, value) in object {
        let place = format!("{place}.{key}");
        let Some((_, holds)) = properties.iter().find(|(known, _)| known == key) else {
            out.push(format!("{place} is not known"));
            continue;
        };
        let fits = match holds {
            Text => value.is_string(),
            Number(least) => value.as_i64().is_some_and(|number| number >= *least),
            OneOf(words) => value.as_str().is_some_and(|word| words.contains(&word)),
            Bag => value.is_object(),
            Object(name) => {
                misfits(value, name, &place, out);
                true
            }
            List(name) => {
                let list = value.as_array();
                list.into_iter()
                    .flatten()
                    .enumerate()
                    .for_each(|(at, one)| misfits(one, name, &format!("{place}.{at}"), out));
                list.is_some()
            }
        };
        if !fits {
            out.push(format!("{place} is {value}"));
        }
    }
}

#[test]
fn sarif_has_the_form_of_its_schema() {
    let sarif: Value = serde_json::from_str(&report("sarif")).expect("JSON");
    let mut wrong = Vec::new();
    misfits(&sarif, "log", "log", &mut wrong);
    assert_eq!(wrong, Vec::<String>::new());
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().expect("results");
    let kinds: Vec<&str> = results.iter().filter_map(|result| result["suppressions"][0]["kind"].as_str()).collect();
    assert_eq!(kinds, ["inSource", "external"], "one is let pass in the script, one by the baseline");
    let justification = results.iter().find_map(|result| result["suppressions"][0]["justification"].as_str());
    assert_eq!(justification, Some("<the> \"key\" & more"));
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        let location = &result["locations"][0]["physicalLocation"];
        let uri = location["artifactLocation"]["uri"].as_str().expect("a place");
        assert!(["a%20b/%C3%BC.sql", CLEAN, "d.sql"].contains(&uri), "{uri}");
        let number = |key: &str| location["region"][key].as_u64().unwrap_or(0);
        assert!((number("startLine"), number("startColumn")) <= (number("endLine"), number("endColumn")));
    }
}

#[test]
fn a_misfit_is_found() {
    let mut out = Vec::new();
    let value =
        serde_json::json!({ "version": "2.0", "runs": [{ "results": [{ "level": "bad", "message": {} }] }], "x": 1 });
    misfits(&value, "log", "log", &mut out);
    assert_eq!(out.len(), 5, "{out:?}");
}

/// Elements by name: attributes that they may have, those that they must, and what they may hold.
type Element = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

/// Source: junit-10.xsd.
const JUNIT: &[Element] = &[
    ("testsuites", &["name", "time", "tests", "failures", "errors"], &[], &["testsuite"]),
    (
        "testsuite",
        &[
            "name",
            "tests",
            "failures",
            "errors",
            "group",
            "time",
            "skipped",
            "timestamp",
            "hostname",
            "id",
            "package",
            "file",
        ],
        &["name", "tests", "failures", "errors"],
        &["testsuite", "properties", "testcase", "system-out", "system-err"],
    ),
    ("testcase", &["name", "time", "classname", "group"], &["name"], &["skipped", "error", "failure"]),
    ("failure", &["type", "message"], &[], &[]),
    ("skipped", &["type", "message"], &[], &[]),
];

/// An element that was read: its name, its attributes with their values, and the names of the elements around it.
type Read = (String, Vec<(String, String)>, Vec<String>);

/// The elements of a document: name, attributes with their values, and the names of the elements around it. Panics where the
/// document is not well-formed.
fn elements(xml: &str) -> Vec<Read> {
    let mut rest = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").expect("a declaration");
    let (mut open, mut out): (Vec<String>, Vec<_>) = (vec![], vec![]);
    while let Some(at) = rest.find('<') {
        let text = &rest[..at];
        assert!(!text.contains('>'), "a bare > in {text}");
        for entity in text.split('&').skip(1) {
            assert!(["amp;", "lt;", "gt;", "quot;", "#10;"].iter().any(|known| entity.starts_with(known)), "{entity}");
        }
        let end = rest[at..].find('>').expect("a tag ends") + at;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        let (tag, closed) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, mut behind) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while let Some((key, value)) = behind.trim_start().split_once("=\"") {
            let (value, left) = value.split_once('"').expect("a value ends");
            assert!(!value.contains('<'), "{value}");
            attributes.push((key.to_owned(), value.to_owned()));
            behind = left;
        }
        out.push((name.to_owned(), attributes, open.clone()));
        if !closed {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    out
}

#[test]
fn junit_has_the_form_of_its_schema_and_counts_right() {
    let all = elements(&report("junit"));
    for (name, attributes, around) in &all {
        let (_, known, required, _) =
            JUNIT.iter().find(|(known, ..)| known == name).unwrap_or_else(|| panic!("{name}"));
        let has = |key: &str| attributes.iter().any(|(own, _)| own == key);
        assert!(required.iter().all(|key| has(key)), "{name} lacks one of {required:?}");
        for (key, _) in attributes {
            assert!(known.contains(&key.as_str()), "{name} has {key}");
        }
        let parent = around.last().map(|parent| JUNIT.iter().find(|(known, ..)| known == parent).expect("known").3);
        assert!(parent.is_none_or(|holds| holds.contains(&name.as_str())), "{name} in {around:?}");
    }
    let count = |name: &str| all.iter().filter(|(own, ..)| own == name).count();
    let sum = |element: &str, key: &str| -> usize {
        let of = all.iter().filter(|(own, ..)| own == element).flat_map(|(_, attributes, _)| attributes);
        of.filter(|(own, _)| own == key).map(|(_, value)| value.parse::<usize>().expect("a number")).sum()
    };
    assert_eq!(count("testsuite"), 3, "a suite a file");
    assert_eq!((sum("testsuites", "tests"), sum("testsuite", "tests")), (count("testcase"), count("testcase")));
    assert_eq!((sum("testsuites", "failures"), sum("testsuite", "failures")), (count("failure"), count("failure")));
    assert_eq!((sum("testsuite", "skipped"), count("skipped")), (2, 2));
    assert_eq!(count("testcase"), count("failure") + count("skipped") + 1, "one file is clean");
}
