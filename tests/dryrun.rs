//! The dry-run against recorded verdicts of real servers.

use std::collections::BTreeMap;

use serde_json::Value;
use tabledraft::dryrun::mysql::describe::describe;
use tabledraft::dryrun::mysql::session::{Session, Verdict};
use tabledraft::mysql::Server;

#[derive(Default)]
struct Score {
    rows: usize,
    right: usize,
    unknown: usize,
    refusals: usize,
    messages: usize,
    catalogues: usize,
    catalogues_right: usize,
    warnings_right: usize,
    wrong: BTreeMap<String, (usize, String)>,
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::String(text) => format!("{text:?}"),
        other => other.to_string(),
    }
}

fn catalogue(session: &Session) -> (Vec<String>, Vec<String>) {
    let description = describe(session.server, &session.catalog);
    let option = |value: Option<&str>| value.map_or("null".to_owned(), |value| format!("{value:?}"));
    let mut columns: Vec<String> = description
        .columns
        .iter()
        .filter(|row| row.table != "parent")
        .map(|row| {
            format!(
                "{:?} {:?} {} {} {} {:?} {} {} {:?} {:?} {:?}",
                row.table,
                row.column,
                row.position,
                option(row.default.as_deref()),
                row.nullable,
                row.column_type,
                option(row.charset),
                option(row.collation),
                row.extra,
                row.key,
                row.comment
            )
        })
        .collect();
    let mut statistics: Vec<String> = description
        .statistics
        .iter()
        .filter(|row| row.table != "parent")
        .map(|row| {
            format!(
                "{:?} {:?} {} {} {} {} {} {:?}",
                row.table,
                row.index,
                u8::from(row.non_unique),
                row.sequence,
                option(row.column.as_deref()),
                row.sub_part.map_or("null".to_owned(), |part| part.to_string()),
                option(row.collation),
                row.index_type
            )
        })
        .collect();
    columns.sort();
    statistics.sort();
    (columns, statistics)
}

fn recorded(truth: &Value) -> (Vec<String>, Vec<String>) {
    let rows = |name: &str| -> Vec<Value> {
        let rows = truth[name].as_array().cloned().unwrap_or_default();
        rows.into_iter().filter(|row| row["TABLE_NAME"] != "parent").collect()
    };
    let mut columns: Vec<String> = rows("columns")
        .iter()
        .map(|row| {
            format!(
                "{} {} {} {} {} {} {} {} {} {} {}",
                text(&row["TABLE_NAME"]),
                text(&row["COLUMN_NAME"]),
                row["ORDINAL_POSITION"],
                text(&row["COLUMN_DEFAULT"]),
                row["IS_NULLABLE"] == "YES",
                text(&row["COLUMN_TYPE"]),
                text(&row["CHARACTER_SET_NAME"]),
                text(&row["COLLATION_NAME"]),
                text(&row["EXTRA"]),
                text(&row["COLUMN_KEY"]),
                text(&row["COLUMN_COMMENT"])
            )
        })
        .collect();
    let mut statistics: Vec<String> = rows("statistics")
        .iter()
        .map(|row| {
            format!(
                "{} {} {} {} {} {} {} {}",
                text(&row["TABLE_NAME"]),
                text(&row["INDEX_NAME"]),
                row["NON_UNIQUE"],
                row["SEQ_IN_INDEX"],
                text(&row["COLUMN_NAME"]),
                text(&row["SUB_PART"]),
                text(&row["COLLATION"]),
                text(&row["INDEX_TYPE"])
            )
        })
        .collect();
    columns.sort();
    statistics.sort();
    (columns, statistics)
}

fn what_matches(wanted: &str, what: &str) -> bool {
    what.contains(wanted)
}

fn score_row(score: &mut Score, server: Server, database: &str, row: &Value) {
    let truth = &row[server.name()];
    let Some(verdict) = truth["verdict"].as_str() else { return };
    score.rows += 1;
    let mut session = Session::new(server).with_database(database);
    for statement in row["setup"].as_array().into_iter().flatten() {
        session.execute(statement.as_str().unwrap_or(""));
    }
    let sql = row["sql"].as_str().unwrap_or("");
    let outcome = session.execute(sql);
    let errno = truth["errno"].as_u64().unwrap_or(0);
    let (got, message) = match &outcome.verdict {
        Verdict::Accept => ("accept".to_owned(), String::new()),
        Verdict::Reject(refusal) => (format!("reject {}", refusal.errno), refusal.message.clone()),
        Verdict::Unknown(why) => (format!("unknown: {why}"), why.clone()),
    };
    let want = if verdict == "accept" { "accept".to_owned() } else { format!("reject {errno}") };
    score.unknown += usize::from(got.starts_with("unknown"));
    let mut miss = |what: String, detail: String| {
        let entry_name = what.clone();
        let entry = score.wrong.entry(what).or_default();
        entry.0 += 1;
        if std::env::var("MATCH").is_ok_and(|wanted| what_matches(&wanted, &entry_name)) && entry.0 <= 6 {
            println!("--- {entry_name}\n{detail}");
        }
        if entry.1.is_empty() || entry.1.len() > detail.len() {
            entry.1 = detail;
        }
    };
    let said = truth["message"].as_str().unwrap_or("");
    if got != want {
        miss(format!("want {want}, got {got}"), format!("{sql}\n      server: {said}\n      ours:   {message}"));
        return;
    }
    score.right += 1;
    if verdict == "reject" {
        score.refusals += 1;
        if said == message {
            score.messages += 1;
        } else {
            miss(format!("message {errno}"), format!("{sql}\n      server: {said}\n      ours:   {message}"));
        }
        return;
    }
    let ours: Vec<String> =
        outcome.warnings.iter().map(|warning| format!("{} {}", warning.errno, warning.message)).collect();
    let theirs = truth["warnings"].as_array().cloned().unwrap_or_default();
    let theirs: Vec<String> =
        theirs.iter().map(|pair| format!("{} {}", pair[0], pair[1].as_str().unwrap_or(""))).collect();
    if ours == theirs {
        score.warnings_right += 1;
    } else {
        miss(
            "warnings".to_owned() + theirs.first().map_or(" none", |first| &first[..4]),
            format!("{sql}\n      server: {theirs:?}\n      ours:   {ours:?}"),
        );
    }
    if truth["columns"].is_array() {
        score.catalogues += 1;
        let (ours, theirs) = (catalogue(&session), recorded(truth));
        if ours == theirs {
            score.catalogues_right += 1;
        } else {
            let differs = |ours: &[String], theirs: &[String]| {
                let more: Vec<_> = ours.iter().filter(|row| !theirs.contains(row)).take(3).cloned().collect();
                let less: Vec<_> = theirs.iter().filter(|row| !ours.contains(row)).take(3).cloned().collect();
                format!(
                    "      server: {}\n      ours:   {}",
                    less.join("\n              "),
                    more.join("\n              ")
                )
            };
            let what = if ours.0 == theirs.0 { "statistics" } else { "columns" };
            let detail = if ours.0 == theirs.0 { differs(&ours.1, &theirs.1) } else { differs(&ours.0, &theirs.0) };
            miss(format!("catalogue {what}"), format!("{sql}\n{detail}"));
        }
    }
}

/// `VERDICTS="file[:database] ..." cargo test --test dryrun -- --nocapture score` prints where we differ from a file.
#[test]
fn score_of_other_files() {
    let Ok(files) = std::env::var("VERDICTS") else { return };
    let limit = std::env::var("LIMIT").ok().and_then(|limit| limit.parse().ok()).unwrap_or(usize::MAX);
    let shown: usize = std::env::var("SHOW").ok().and_then(|shown| shown.parse().ok()).unwrap_or(12);
    let only = std::env::var("ONLY").unwrap_or_default();
    for file in files.split_whitespace() {
        let (file, database) = file.split_once(':').unwrap_or((file, "tt"));
        let text = std::fs::read_to_string(file).expect("a file of verdicts");
        let rows: Vec<Value> = text.lines().take(limit).filter_map(|line| serde_json::from_str(line).ok()).collect();
        for server in [Server::Mysql97, Server::Mariadb1011] {
            if !only.is_empty() && only != server.name() {
                continue;
            }
            let mut score = Score::default();
            for row in &rows {
                score_row(&mut score, server, database, row);
            }
            let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
            println!(
                "{file} {}: {} rows, verdict+errno {:.2} %, messages {:.2} %, catalogues {:.2} %, warnings {:.2} %, unknown {}",
                server.name(),
                score.rows,
                percent(score.right, score.rows),
                percent(score.messages, score.refusals),
                percent(score.catalogues_right, score.catalogues),
                percent(score.warnings_right, score.catalogues),
                score.unknown
            );
            let mut wrong: Vec<_> = score.wrong.into_iter().collect();
            wrong.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
            for (what, (count, example)) in wrong.into_iter().take(shown) {
                println!("  {count:5} {what}\n      {example}");
            }
        }
    }
}
