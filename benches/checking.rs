//! How fast all rules are held to a schema: the whole of it, and after one edit.
//!
//! `./scripts/bench --bench checking -- TREE`, where TREE is a folder of scripts, such as support-files/sql of
//! TencentBlueKing/bk-ci, whose 428 tables the targets speak of: a full check under 60 ms, after one edit under 1 ms.
//! Without TREE, on tables that are made here.

#[path = "common/mod.rs"]
mod common;
#[path = "common/tables.rs"]
mod tables;

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use common::{Job, measure, print, rounds};
use sqlparser::dialect::MySqlDialect;
use sqlparser::tokenizer::Tokenizer;
use tabledraft::edit::{ColumnChange, Edit, apply};
use tabledraft::engine::{Reading, SourceFile, read};
use tabledraft::rules::{Checker, Profile, check};
use tabledraft::schema::{Table, Workspace};

/// As many as BK-CI's full DDL creates.
const TABLES: usize = 429;

fn main() {
    let tree = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let files = match &tree {
        Some(tree) => scripts(Path::new(tree)),
        None => vec![SourceFile { name: "bench.sql".to_owned(), bytes: tables::script(TABLES).into_bytes() }],
    };
    // The scripts of one folder are the schema; those below it change it.
    let reading = read(files.clone());
    let full = read(files.iter().filter(|file| is_full(file, tree.as_deref())).cloned().collect());
    for profile in ["bk-ci", "mysql"] {
        let profile = Profile::named(profile).expect("the profile is there");
        run(&profile, &full, &reading);
    }
}

fn run(profile: &Profile, full: &Reading, all: &Reading) {
    let workspace = &full.workspace;
    let text: String = full.files.iter().map(|file| file.text.as_str()).collect();
    let edits = edited(workspace);
    let mut warm = Checker::new(profile.clone());
    warm.check(workspace);
    let mut checkers: Vec<Checker> = edits.iter().map(|_| Checker::new(profile.clone())).collect();
    checkers.iter_mut().for_each(|checker| drop(checker.check(workspace)));

    let mut names = vec!["sqlparser: tokens of the schema (baseline)", "rules, all tables", "rules, nothing changed"];
    let mut jobs: Vec<Job> = vec![
        Box::new(|| drop(black_box(Tokenizer::new(&MySqlDialect {}, &text).tokenize()))),
        Box::new(|| drop(black_box(check(workspace, profile)))),
        Box::new(|| drop(black_box(warm.check(workspace)))),
    ];
    for ((name, edited), checker) in edits.iter().zip(&mut checkers) {
        names.push(name);
        jobs.push(Box::new(|| {
            drop(black_box(checker.check(edited)));
            drop(black_box(checker.check(workspace)));
        }));
    }
    names.push("rules and server, the schema");
    jobs.push(Box::new(|| drop(black_box(full.check(profile)))));
    if all.files.len() > full.files.len() {
        names.push("rules and server, all scripts");
        jobs.push(Box::new(|| drop(black_box(all.check(profile)))));
    }
    let mut medians = measure(&mut jobs, rounds());
    // An edit and its undo are two checks.
    for (name, median) in names.iter().zip(&mut medians) {
        if name.starts_with("after ") {
            *median /= 2;
        }
    }
    let on = profile.settings().iter().filter(|setting| setting.severity.is_some()).count();
    let title = format!(
        "profile {} with {on} rules: {} tables, {:.2} MB; {} scripts in all",
        profile.name,
        workspace.table_count(),
        text.len() as f64 / 1e6,
        all.files.len(),
    );
    print(&title, &names, &medians, text.len());
}

/// The workspace after one edit each, of the table in the middle: a type, a name, a comment, a column more.
fn edited(workspace: &Workspace) -> Vec<(&'static str, Workspace)> {
    let middle = workspace.table_count() / 2;
    let is_rich = |table: &Table| table.columns.len() > 4;
    let (_, table) = workspace.tables().skip(middle).find(|(_, table)| is_rich(table)).expect("there are tables");
    let (id, column) = (table.id, &table.columns[3]);
    let mut data_type = column.data_type.clone();
    data_type.name = "char".to_owned();
    let set = |change| Edit::SetColumn { table: id, column: column.id, change };
    let edits = [
        ("after one edit: a type", set(ColumnChange::Type(data_type))),
        ("after one edit: a comment", set(ColumnChange::Comment(Some("another".to_owned())))),
        (
            "after one edit: a column's name",
            Edit::RenameColumn { table: id, column: column.id, name: "OTHER_NAME".to_owned() },
        ),
        ("after one edit: a table's name", Edit::RenameTable { table: id, name: "T_OTHER_NAME".to_owned() }),
        ("after one edit: a column more", Edit::AddColumn { table: id, at: 3, column: column.clone() }),
    ];
    edits.map(|(name, edit)| (name, apply(workspace, &edit).expect("it fits"))).to_vec()
}

/// True for a script of the folder itself, and for the only one.
fn is_full(file: &SourceFile, tree: Option<&str>) -> bool {
    tree.is_none_or(|tree| Path::new(&file.name).parent() == Some(Path::new(tree.trim_end_matches('/'))))
}

/// Every script of a folder in the order in which the command line reads them.
fn scripts(folder: &Path) -> Vec<SourceFile> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a name").path()).collect();
    paths.sort();
    let (folders, plain): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.is_dir());
    let is_script = |path: &&PathBuf| path.extension().is_some_and(|end| end == "sql");
    let read = |path: &PathBuf| SourceFile {
        name: path.display().to_string(),
        bytes: fs::read(path).expect("it can be read"),
    };
    let mut files: Vec<SourceFile> = plain.iter().filter(is_script).map(read).collect();
    files.extend(folders.iter().flat_map(|folder| scripts(folder)));
    files
}
