//! A director without the column `subChunkId`.

use crate::diagnostic::{Applicability, Severity};
use crate::edit::Edit;
use crate::qserv::{CHUNK_ID, SUB_CHUNK_ID};
use crate::rules::{Check, Findings, Rule, TableContext};
use crate::schema::{Aspect, Column, ColumnId, DataType, Kind, ObjectPath, Table};

pub const RULE: Rule = Rule {
    name: "director-sub-chunk-id-missing",
    summary: "A director table has no column `subChunkId`.",
    severity: Some(Severity::Error),
    options: &[],
    check: Check::Table(check),
};

fn check(context: &TableContext, findings: &mut Findings) {
    let table = context.table;
    let Some(registration) = &table.registration else { return };
    let has = |name: &str| table.columns.iter().any(|column| column.name == name);
    if !matches!(registration.kind, Kind::Director { .. }) || has(SUB_CHUNK_ID) {
        return;
    }
    let message = format!(
        "The director `{}` has no column `{SUB_CHUNK_ID}`: Qserv refuses a director without it, and the name counts letter by letter.",
        table.name
    );
    let finding = findings.add(ObjectPath::Table(table.id), Aspect::Name, message);
    let misspelled = table.column_named(SUB_CHUNK_ID);
    if let Some(column) = misspelled {
        let edit = Edit::RenameColumn { table: table.id, column: column.id, name: SUB_CHUNK_ID.to_owned() };
        finding.set_help(format!("Write `{}` as `{SUB_CHUNK_ID}`.", column.name));
        finding.set_fix(format!("Rename to `{SUB_CHUNK_ID}`"), Applicability::Safe, vec![edit]);
        return;
    }
    let missing: Vec<&str> = [CHUNK_ID, SUB_CHUNK_ID].into_iter().filter(|name| table.column_named(name).is_none()).collect();
    let names = missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ");
    finding.set_help(format!("Add {names} as INT NOT NULL; the partitioner fills them."));
    finding.set_fix(format!("Add {names}"), Applicability::Safe, missing.iter().enumerate().map(|(at, name)| add(table, at, name)).collect());
}

fn add(table: &Table, at: usize, name: &str) -> Edit {
    let column = Column { nullable: Some(false), ..Column::new(ColumnId::default(), name, DataType::named("INT")) };
    Edit::AddColumn { table: table.id, at: table.columns.len() + at, column }
}
