//! The catalogue for people: a block a table.

use std::fmt::Write;

use super::summary::counted;
use super::tty::printable;
use crate::dryrun::mysql::describe::{ColumnRow, Description, KeyColumnRow, StatisticsRow, TableRow};
use crate::text::quote_string;

/// Comments stand in a column of their own, but not farther to the right than this.
const WIDEST: usize = 72;

/// Each table with its columns, indexes and foreign keys, and a line that counts them.
pub fn write_description_tty(description: &Description) -> String {
    let mut out = String::new();
    let (mut columns, mut statistics, mut keys) =
        (description.columns.as_slice(), description.statistics.as_slice(), description.key_columns.as_slice());
    for table in &description.tables {
        let own = |schema: &str, name: &str| schema == table.schema && name == table.table;
        // All lists are in the order of the tables.
        let (mine, rest) = taken(columns, |row: &ColumnRow| own(&row.schema, &row.table));
        columns = rest;
        let (indexes, rest) = taken(statistics, |row: &StatisticsRow| own(&row.schema, &row.table));
        statistics = rest;
        let (constraints, rest) = taken(keys, |row: &KeyColumnRow| own(&row.schema, &row.table));
        keys = rest;
        block(&mut out, table, mine, indexes, constraints);
    }
    let indexes = description.statistics.iter().filter(|row| row.sequence == 1).count();
    let _ = writeln!(
        out,
        "{}, {}, {}.",
        counted(description.tables.len(), "table"),
        counted(description.columns.len(), "column"),
        if indexes == 1 { "1 index".to_owned() } else { format!("{indexes} indexes") }
    );
    out
}

/// The rows at the front that belong to the table, and the others.
fn taken<T>(rows: &[T], own: impl Fn(&T) -> bool) -> (&[T], &[T]) {
    let count = rows.iter().take_while(|row| own(row)).count();
    rows.split_at_checked(count).unwrap_or((rows, &[]))
}

fn block(
    out: &mut String,
    table: &TableRow,
    columns: &[ColumnRow],
    indexes: &[StatisticsRow],
    constraints: &[KeyColumnRow],
) {
    // Writing to a String cannot fail.
    let _ = write!(out, "{}.{}", table.schema, table.table);
    let _ = write!(out, "  {} {} {}", table.engine, table.collation, table.row_format);
    comment(out, &table.comment);
    let width = |of: fn(&ColumnRow) -> &str| columns.iter().map(|row| of(row).chars().count()).max().unwrap_or(0);
    let (name, kind) = (width(|row| &row.column), width(|row| &row.column_type).min(40));
    let lines: Vec<String> = columns.iter().map(|row| column(row, name, kind)).collect();
    let length = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0).min(WIDEST);
    for (line, row) in lines.iter().zip(columns) {
        let line = if row.comment.is_empty() { line.clone() } else { format!("{line:length$}") };
        out.push_str(&line);
        comment(out, &row.comment);
    }
    for (at, row) in indexes.iter().enumerate().filter(|(_, row)| row.sequence == 1) {
        let parts = indexes.iter().skip(at).take_while(|part| part.index == row.index).map(|part| {
            let length = part.sub_part.map(|length| format!("({length})")).unwrap_or_default();
            let column = part.column.as_deref().unwrap_or("(expression)");
            format!("{column}{length}{}", if part.collation == Some("D") { " DESC" } else { "" })
        });
        let parts = parts.collect::<Vec<_>>().join(", ");
        let line = match (row.index.as_str(), row.non_unique, row.index_type) {
            ("PRIMARY", ..) => format!("  PRIMARY KEY ({parts})"),
            (name, false, _) => format!("  UNIQUE {name} ({parts})"),
            (name, true, kind @ ("FULLTEXT" | "SPATIAL")) => format!("  {kind} {name} ({parts})"),
            (name, true, _) => format!("  INDEX {name} ({parts})"),
        };
        out.push_str(&printable(&line));
        out.push('\n');
    }
    for (at, row) in constraints.iter().enumerate().filter(|(_, row)| row.position == 1) {
        let Some((schema, parent, _)) = &row.references else { continue };
        let parts = || constraints.iter().skip(at).take_while(|part| part.constraint == row.constraint);
        let columns = parts().map(|part| part.column.as_str()).collect::<Vec<_>>().join(", ");
        let others = parts().filter_map(|part| part.references.as_ref().map(|(.., column)| column.as_str()));
        let others = others.collect::<Vec<_>>().join(", ");
        let database = if *schema == row.schema { String::new() } else { format!("{schema}.") };
        let line = format!("  FOREIGN KEY {} ({columns}) -> {database}{parent} ({others})", row.constraint);
        out.push_str(&printable(&line));
        out.push('\n');
    }
    out.push('\n');
}

/// A column without its comment; `name` and `kind` are the widths of the names and the types.
fn column(row: &ColumnRow, name: usize, kind: usize) -> String {
    let mut line = format!("  {:name$}  {:kind$}", row.column, row.column_type);
    line.push_str(if row.nullable { "          " } else { "  NOT NULL" });
    if let Some(default) = row.default.as_deref().filter(|default| *default != "NULL") {
        let _ = write!(line, "  DEFAULT {}", if default.is_empty() { "''" } else { default });
    }
    if !row.generation_expression.is_empty() {
        let _ = write!(line, "  AS ({})", row.generation_expression);
    }
    if !row.extra.is_empty() {
        let _ = write!(line, "  {}", row.extra);
    }
    printable(line.trim_end())
}

fn comment(out: &mut String, comment: &str) {
    if !comment.is_empty() {
        let _ = write!(out, "  -- {}", printable(quote_string(comment).trim_matches('\'')).replace('\n', " "));
    }
    out.push('\n');
}
