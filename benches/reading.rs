//! How fast a script is read and checked, beside sqlparser's own parser on the same text in the same run.
//!
//! `./scripts/bench`. Times differ from machine to machine and from minute to minute; the ratios in the last column are
//! what to look at: how often Tabledraft does its work in the time that the baseline needs for its own.

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use sqlparser::dialect::MySqlDialect;
use sqlparser::parser::Parser;
use tabledraft::edit::{ColumnChange, Edit, apply};
use tabledraft::engine;
use tabledraft::mysql::Server;
use tabledraft::rules::{Checker, Profile, check};
use tabledraft::schema::Workspace;
use tabledraft::sql::{read_script, write_script};

type Job<'a> = Box<dyn FnMut() + 'a>;

const TABLES: usize = 1_000;
/// Each round does every job once, one after the other, so that a slow minute is slow for all of them.
const ROUNDS: usize = 15;

fn main() {
    // `cargo test --benches` only wants to know that it builds and runs.
    let rounds = if std::env::args().any(|argument| argument == "--test") { 1 } else { ROUNDS };
    let text = script(TABLES);
    let workspace = read_script(&text).workspace;
    assert_eq!(workspace.table_count(), TABLES, "the benchmark reads its own script");
    let profile = Profile::named("bk-ci").unwrap_or_default();
    let edited = edited(&workspace);

    let mut checker = Checker::new(profile.clone());
    let jobs: Vec<(&str, Job)> = vec![
        ("sqlparser: parse (baseline)", Box::new(|| drop(black_box(Parser::parse_sql(&MySqlDialect {}, &text))))),
        ("read", Box::new(|| drop(black_box(read_script(&text))))),
        ("check all tables", Box::new(|| drop(black_box(check(&workspace, &profile))))),
        (
            "read and check",
            Box::new(|| {
                let reading = engine::read_text("bench.sql", &text);
                drop(black_box(check(&reading.workspace, &profile)));
            }),
        ),
        (
            "read and dry-run on MySQL 9.7",
            Box::new(|| {
                let file = engine::SourceFile { name: "bench.sql".to_owned(), bytes: text.clone().into_bytes() };
                drop(black_box(engine::dry_run(Server::Mysql97, None, vec![file])));
            }),
        ),
        ("write", Box::new(|| drop(black_box(write_script(&workspace))))),
        (
            "check after one edit, and back",
            Box::new(|| {
                drop(black_box(checker.check(&edited)));
                drop(black_box(checker.check(&workspace)));
            }),
        ),
    ];
    let (names, jobs): (Vec<_>, Vec<_>) = jobs.into_iter().unzip();
    let medians = measure(jobs, rounds);

    println!("{TABLES} tables, {:.2} MB of SQL, median of {rounds} rounds", text.len() as f64 / 1e6);
    println!("{:34} {:>10} {:>10} {:>14}", "", "ms", "MB/s", "baseline / it");
    for (name, median) in names.iter().zip(&medians) {
        let seconds = median.as_secs_f64();
        let ratio = medians[0].as_secs_f64() / seconds;
        println!("{name:34} {:10.2} {:10.1} {ratio:14.2}", seconds * 1e3, text.len() as f64 / 1e6 / seconds);
    }
}

fn measure(mut jobs: Vec<Job>, rounds: usize) -> Vec<Duration> {
    let mut times = vec![Vec::with_capacity(rounds); jobs.len()];
    for round in 0..=rounds {
        for (job, times) in jobs.iter_mut().zip(&mut times) {
            let start = Instant::now();
            job();
            // The first round only warms up.
            if round > 0 {
                times.push(start.elapsed());
            }
        }
    }
    times
        .into_iter()
        .map(|mut times| {
            times.sort();
            times[times.len() / 2]
        })
        .collect()
}

/// The workspace with the type of one column changed.
fn edited(workspace: &Workspace) -> Workspace {
    let (_, table) = workspace.tables().nth(TABLES / 2).expect("there are tables");
    let column = &table.columns[3];
    let mut data_type = column.data_type.clone();
    data_type.name = "char".to_owned();
    let edit = Edit::SetColumn { table: table.id, column: column.id, change: ColumnChange::Type(data_type) };
    apply(workspace, &edit).expect("the column is there")
}

/// Tables as mysqldump prints them: twelve columns, comments, four keys.
fn script(tables: usize) -> String {
    let mut out = "CREATE DATABASE IF NOT EXISTS `bench` DEFAULT CHARACTER SET utf8mb4;\nUSE `bench`;\n\n".to_owned();
    for n in 0..tables {
        let _ = write!(
            out,
            "CREATE TABLE `T_BENCH_{n:05}` (\n  \
             `ID` bigint(20) unsigned NOT NULL AUTO_INCREMENT COMMENT 'Primary key, it''s unique',\n  \
             `PROJECT_ID` varchar(64) NOT NULL COMMENT 'Project',\n  \
             `PARENT_ID` bigint(20) unsigned DEFAULT NULL COMMENT 'Row of another table',\n  \
             `CODE` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT 'Short code; shown in lists',\n  \
             `TITLE` varchar(255) NOT NULL,\n  \
             `POSITION_RA` double NOT NULL DEFAULT '0' COMMENT 'Right ascension [deg]',\n  \
             `FLUX` decimal(18,6) DEFAULT '0.000000',\n  \
             `STATUS` enum('NEW','RUNNING','DONE','FAILED') NOT NULL DEFAULT 'NEW' COMMENT 'State (a,b)',\n  \
             `ENABLE_FLAG` bit(1) NOT NULL DEFAULT b'0',\n  \
             `PAYLOAD` json DEFAULT NULL,\n  \
             `CREATE_TIME` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),\n  \
             `UPDATE_TIME` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),\n  \
             PRIMARY KEY (`ID`),\n  \
             UNIQUE KEY `UNI_{n}_CODE` (`CODE`,`PROJECT_ID`),\n  \
             KEY `IDX_{n}_POSITION` (`POSITION_RA`,`FLUX`),\n  \
             KEY `IDX_{n}_TITLE` (`TITLE`(32)) USING BTREE\n\
             ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='Table {n}';\n\n"
        );
    }
    out
}
