//! BK-CI's 428 real tables, as a server's catalogue has them: what the profile calls an error there, and how far they follow the
//! guide, beside the figures that the reference counted with programs of its own.
//!
//! The catalogue stands in `../shared/bkci`; without that folder, or without gzip, all is skipped. The scripts themselves are
//! not there: `scripts/measure-bkci` counts them.

mod common;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::process::{Command, ExitCode};

use common::check::{ensure, same};
use common::places::shared;
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::{Value, json};
use tabledraft::diagnostic::Severity;
use tabledraft::engine::{Reading, read_text};
use tabledraft::rules::Profile;

type Test = fn(&Reading) -> Result<(), Failed>;

const TESTS: &[(&str, Test)] = &[
    ("an error is only what the reference calls missing or a typo", errors),
    ("every fix that is shown is one that the server accepts", fixes),
    ("the figures are those of the reference", figures),
];

fn main() -> ExitCode {
    let catalogue = shared("bkci/catalog.mysql-9.7.json.gz").filter(|path| path.is_file());
    let unpacked = catalogue.and_then(|path| Command::new("gzip").arg("-dc").arg(path).output().ok());
    let script = unpacked.and_then(|unpacked| serde_json::from_slice(&unpacked.stdout).ok()).map(|rows| script(&rows));
    let trials = TESTS.iter().map(|(title, test)| match &script {
        None => Trial::test(*title, || Ok(())).with_ignored_flag(true),
        Some(script) => {
            let script = script.clone();
            Trial::test(*title, move || test(&read_text("catalogue.sql", &script)))
        }
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}

/// The rows of information_schema as a script.
fn script(rows: &Value) -> String {
    let text = |row: &Value, key: &str| row[key].as_str().unwrap_or("").to_owned();
    let quoted = |text: String| format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''"));
    let list = |key: &str| rows[key].as_array().cloned().unwrap_or_default();
    let of = |row: &Value| (text(row, "TABLE_SCHEMA"), text(row, "TABLE_NAME"));
    let mut elements: HashMap<(String, String), Vec<String>> = HashMap::new();
    for row in list("columns") {
        let (collation, extra) = (text(&row, "COLLATION_NAME"), text(&row, "EXTRA"));
        let mut out = format!("`{}` {}", text(&row, "COLUMN_NAME"), text(&row, "COLUMN_TYPE"));
        if !collation.is_empty() {
            out += &format!(" CHARACTER SET {} COLLATE {collation}", text(&row, "CHARACTER_SET_NAME"));
        }
        out += if text(&row, "IS_NULLABLE") == "NO" { " NOT NULL" } else { " NULL" };
        if let Some(default) = row["COLUMN_DEFAULT"].as_str() {
            let is_expression = extra.contains("DEFAULT_GENERATED") || default.starts_with("b'");
            let default = if is_expression { default.to_owned() } else { quoted(default.to_owned()) };
            out += &format!(" DEFAULT {default}");
        }
        out += &format!(" {}", extra.replace("DEFAULT_GENERATED", "").to_uppercase());
        let comment = text(&row, "COLUMN_COMMENT");
        if !comment.is_empty() {
            out += &format!(" COMMENT {}", quoted(comment));
        }
        elements.entry(of(&row)).or_default().push(out);
    }
    let mut keys: BTreeMap<(String, String, String), (bool, Vec<String>)> = BTreeMap::new();
    for row in list("statistics") {
        let (schema, table) = of(&row);
        let key = keys.entry((schema, table, text(&row, "INDEX_NAME"))).or_default();
        key.0 = row["NON_UNIQUE"] == 0;
        let length = row["SUB_PART"].as_u64().map(|length| format!("({length})")).unwrap_or_default();
        key.1.push(format!("`{}`{length}", text(&row, "COLUMN_NAME")));
    }
    for ((schema, table, name), (unique, parts)) in keys {
        let kind = match (name.as_str(), unique) {
            ("PRIMARY", _) => "PRIMARY KEY".to_owned(),
            (_, true) => format!("UNIQUE KEY `{name}`"),
            (_, false) => format!("KEY `{name}`"),
        };
        elements.entry((schema, table)).or_default().push(format!("{kind} ({})", parts.join(", ")));
    }
    let mut out = String::new();
    let mut used = String::new();
    for row in list("tables") {
        let (schema, table) = of(&row);
        if schema != used {
            out += &format!("CREATE DATABASE `{schema}` DEFAULT CHARACTER SET utf8mb4;\nUSE `{schema}`;\n");
        }
        let body = elements.remove(&(schema.clone(), table.clone())).unwrap_or_default().join(",\n  ");
        let collation = text(&row, "TABLE_COLLATION");
        let charset = collation.split('_').next().unwrap_or("");
        out += &format!("CREATE TABLE IF NOT EXISTS `{table}` (\n  {body}\n) ENGINE={}", text(&row, "ENGINE"));
        out += &format!(
            " DEFAULT CHARSET={charset} COLLATE={collation} COMMENT={};\n",
            quoted(text(&row, "TABLE_COMMENT"))
        );
        used = schema;
    }
    out
}

fn bk_ci() -> Result<Profile, Failed> {
    Profile::named("bk-ci").ok_or_else(|| "there is no profile bk-ci".into())
}

fn errors(reading: &Reading) -> Result<(), Failed> {
    let mut profile = bk_ci()?;
    // The server that the rows come from; on an older one its default collation is unknown.
    profile.extend(&json!({ "server": "mysql-9.7", "rules": { "collation-not-portable": "off" } }));
    let found = reading.check(&profile);
    let mut errors: Vec<(&str, String)> = found
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .map(|found| (found.rule, found.path.display(&reading.workspace)))
        .collect();
    errors.sort();
    let expected = [
        // N2: two of the residue are typos.
        ("column-name-pattern", "devops_ci_notify.T_NOTIFY_SMS.T_NOTIFY_SMScol"),
        ("column-name-pattern", "devops_ci_project.T_OPERATIONAL_PRODUCT.CROS_CHECk"),
        // N3: the eight that have none.
        ("primary-key-missing", "devops_ci_auth.T_AUTH_OAUTH2_ACCESS_TOKEN"),
        ("primary-key-missing", "devops_ci_auth.T_AUTH_OAUTH2_CODE"),
        ("primary-key-missing", "devops_ci_auth.T_AUTH_OAUTH2_REFRESH_TOKEN"),
        ("primary-key-missing", "devops_ci_auth.T_DEPARTMENT_RELATION"),
        ("primary-key-missing", "devops_ci_openapi.T_OPENAPI_METRICS_FOR_API"),
        ("primary-key-missing", "devops_ci_openapi.T_OPENAPI_METRICS_FOR_PROJECT"),
        ("primary-key-missing", "devops_ci_process.T_PIPELINE_PAUSE_VALUE"),
        ("primary-key-missing", "devops_ci_process.T_PIPELINE_WEBHOOK_VERSION"),
    ];
    same("errors", errors, expected.map(|(rule, object)| (rule, object.to_owned())).to_vec())
}

fn fixes(reading: &Reading) -> Result<(), Failed> {
    let mut profile = bk_ci()?;
    profile.extend(&json!({ "server": "mysql-9.7" }));
    let found = reading.check(&profile);
    let refused = |text: &str| found_errors(text, &profile);
    ensure(refused(&tabledraft::sql::write_script(&reading.workspace)) == 0, "the tables are refused already")?;
    let offered: Vec<_> = found.iter().filter_map(|found| found.fix.clone()).collect();
    ensure(offered.len() > 100, format!("{} fixes only", offered.len()))?;
    // One of each rule, so that this ends soon.
    let mut rules = HashSet::new();
    for found in found.iter().filter(|found| found.fix.is_some() && rules.insert(found.rule)) {
        let Some(fix) = &found.fix else { continue };
        let mut after = reading.workspace.clone();
        for edit in &fix.edits {
            after = tabledraft::edit::apply(&after, edit).map_err(|error| error.to_string())?;
        }
        let home = found.path.table().and_then(|table| after.table(table)).map(|(database, _)| database.id);
        after.databases.retain(|database| Some(database.id) == home);
        let refused = refused(&tabledraft::sql::write_script(&after));
        ensure(refused == 0, format!("{} makes the server refuse {refused} statements", fix.title))?;
    }
    ensure(rules.len() > 4, format!("{rules:?}"))
}

/// How many statements the server refuses.
fn found_errors(text: &str, profile: &Profile) -> usize {
    let only = profile.clone().only("server-refuses");
    read_text("again.sql", text).check(&only).iter().filter(|found| found.rule == "server-refuses").count()
}

/// The rule with its settings, and what the reference found, of how many. The catalogue is that of the full DDL with all updates
/// behind it, so the figures of indexes are others there.
const FIGURES: &[(&str, &str, usize, usize)] = &[
    ("table-name-pattern", r#"{"patterns": ["T_{{UPPER_SNAKE}}"]}"#, 12, 428),
    ("column-name-pattern", r#"{"patterns": ["{{UPPER_SNAKE}}"]}"#, 191, 4931),
    ("primary-key-missing", "{}", 8, 428),
    ("primary-key-name", r#"{"patterns": ["{{any}}ID", "ID"], "case": "ignore"}"#, 10, 333),
    // 433 columns name a table T_X, T_X_INFO or T_XS, and 155 the end of one.
    ("id-names-no-table", r#"{"tables": ["T_{{any}}"]}"#, 236, 824),
    ("temporal-name-suffix", r#"{"names": ["*_TIME"]}"#, 41, 794),
    ("temporal-suffix-on-other-type", "{}", 25, 778),
    ("boolean-name-suffix", "{}", 154, 231),
    ("flag-suffix-not-boolean", "{}", 0, 77),
    ("auto-increment-type", "{}", 30, 155),
    ("name-length", "{}", 65, 342),
    ("time-type", "{}", 8, 794),
    ("boolean-type", "{}", 10, 231),
    ("too-many-indexes", r#"{"most": 7}"#, 2, 428),
    ("table-comment-missing", "{}", 76, 428),
    ("sharding-key-missing", r#"{"databases": ["devops_ci_process"]}"#, 6, 92),
    ("too-many-lobs", r#"{"most": 0, "beside": 10}"#, 107, 428),
];

fn figures(reading: &Reading) -> Result<(), Failed> {
    let mut profile = Profile::named("mysql").ok_or("no profile mysql")?;
    let settings = FIGURES.iter().map(|(rule, settings, _, _)| {
        let mut settings: Value = serde_json::from_str(settings).unwrap_or_default();
        settings["severity"] = json!("info");
        ((*rule).to_owned(), settings)
    });
    profile.extend(&json!({ "rules": settings.collect::<serde_json::Map<_, _>>() }));
    let counted = reading.figures(&profile);
    let counted: HashMap<&str, (usize, usize)> =
        counted.iter().map(|figure| (figure.rule, (figure.found, figure.looked_at))).collect();
    let own = FIGURES.iter().map(|(rule, ..)| (*rule, counted.get(rule).copied().unwrap_or_default())).collect();
    same("figures", own, FIGURES.iter().map(|(rule, _, found, of)| (*rule, (*found, *of))).collect::<Vec<_>>())
}
