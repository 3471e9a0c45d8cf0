//! How fast a script is read and checked, beside sqlparser's own parser on the same text in the same run.
//!
//! `./scripts/bench`. Times differ from machine to machine and from minute to minute; the ratios in the last column are
//! what to look at: how often Tabledraft does its work in the time that the baseline needs for its own.

#[path = "common/mod.rs"]
mod common;
#[path = "common/tables.rs"]
mod tables;

use std::hint::black_box;

use common::{Job, measure, print, rounds};
use sqlparser::dialect::MySqlDialect;
use sqlparser::parser::Parser;
use tabledraft::edit::{ColumnChange, Edit, apply};
use tabledraft::engine;
use tabledraft::mysql::Server;
use tabledraft::rules::{Checker, Profile, check};
use tabledraft::schema::Workspace;
use tabledraft::sql::{read_script, write_script};
use tables::script;

const TABLES: usize = 1_000;

fn main() {
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
    let (names, mut jobs): (Vec<&str>, Vec<Job>) = jobs.into_iter().unzip();
    let medians = measure(&mut jobs, rounds());
    print(&format!("{TABLES} tables, {:.2} MB of SQL", text.len() as f64 / 1e6), &names, &medians, text.len());
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
