//! The catalogue for programs: the rows of information_schema, with its names.

use serde_json::{Value, json};

use crate::dryrun::mysql::describe::Description;

/// One JSON object with the lists `columns`, `statistics`, `tables` and `key_column_usage`. Other programs rely on this form:
/// keys are added, never taken away.
pub fn write_description_json(description: &Description) -> String {
    let value = json!({
        "columns": columns(description),
        "statistics": statistics(description),
        "tables": tables(description),
        "key_column_usage": key_columns(description),
    });
    crate::json::pretty(&value)
}

fn yes_or_no(truth: bool) -> &'static str {
    if truth { "YES" } else { "NO" }
}

fn columns(description: &Description) -> Vec<Value> {
    let row = |row: &crate::dryrun::mysql::describe::ColumnRow| {
        json!({
            "TABLE_SCHEMA": row.schema,
            "TABLE_NAME": row.table,
            "COLUMN_NAME": row.column,
            "ORDINAL_POSITION": row.position,
            "COLUMN_DEFAULT": row.default,
            "IS_NULLABLE": yes_or_no(row.nullable),
            "COLUMN_TYPE": row.column_type,
            "CHARACTER_SET_NAME": row.charset,
            "COLLATION_NAME": row.collation,
            "EXTRA": row.extra,
            "COLUMN_KEY": row.key,
            "COLUMN_COMMENT": row.comment,
            "GENERATION_EXPRESSION": row.generation_expression,
        })
    };
    description.columns.iter().map(row).collect()
}

fn statistics(description: &Description) -> Vec<Value> {
    let row = |row: &crate::dryrun::mysql::describe::StatisticsRow| {
        json!({
            "TABLE_SCHEMA": row.schema,
            "TABLE_NAME": row.table,
            "INDEX_NAME": row.index,
            "NON_UNIQUE": u8::from(row.non_unique),
            "SEQ_IN_INDEX": row.sequence,
            "COLUMN_NAME": row.column,
            "SUB_PART": row.sub_part,
            "COLLATION": row.collation,
            "INDEX_TYPE": row.index_type,
        })
    };
    description.statistics.iter().map(row).collect()
}

fn tables(description: &Description) -> Vec<Value> {
    let row = |row: &crate::dryrun::mysql::describe::TableRow| {
        json!({
            "TABLE_SCHEMA": row.schema,
            "TABLE_NAME": row.table,
            "ENGINE": row.engine,
            "TABLE_COLLATION": row.collation,
            "TABLE_COMMENT": row.comment,
            "ROW_FORMAT": row.row_format,
        })
    };
    description.tables.iter().map(row).collect()
}

fn key_columns(description: &Description) -> Vec<Value> {
    let row = |row: &crate::dryrun::mysql::describe::KeyColumnRow| {
        let parent = row.references.as_ref();
        json!({
            "TABLE_SCHEMA": row.schema,
            "TABLE_NAME": row.table,
            "CONSTRAINT_NAME": row.constraint,
            "COLUMN_NAME": row.column,
            "ORDINAL_POSITION": row.position,
            "REFERENCED_TABLE_SCHEMA": parent.map(|(schema, ..)| schema),
            "REFERENCED_TABLE_NAME": parent.map(|(_, table, _)| table),
            "REFERENCED_COLUMN_NAME": parent.map(|(.., column)| column),
        })
    };
    description.key_columns.iter().map(row).collect()
}
