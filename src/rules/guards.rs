//! What the rules for guarded changes share.

use crate::sql::{Action, Change, Guard, Step};
use crate::text::same_identifier;

/// The kind of object that a change makes or takes, and its name: `COLUMN_NAME`, `INDEX_NAME`.
pub fn subject(change: &Change) -> Option<(&'static str, &str)> {
    Some(match change {
        Change::AddColumn(column) | Change::Modify(column) => ("COLUMN_NAME", &column.name),
        Change::Change { old, .. } => ("COLUMN_NAME", old),
        Change::DropColumn(name) => ("COLUMN_NAME", name),
        Change::RenameColumn { old, .. } => ("COLUMN_NAME", old),
        Change::DropIndex(name) => ("INDEX_NAME", name),
        Change::AddIndex(index) => ("INDEX_NAME", index.name.as_deref().unwrap_or("PRIMARY")),
        Change::RenameTable | Change::Other => return None,
    })
}

/// The table that the step changes.
pub fn table(step: &Step) -> Option<(&str, &Change)> {
    match &step.action {
        Action::Alter { table, change } => Some((table, change)),
        _ => None,
    }
}

/// True where the condition asks for that object of that table.
pub fn asks_for(guard: &Guard, table: &str, (kind, name): (&str, &str)) -> bool {
    let asks = |key: &str, wanted: &str| {
        guard.names.iter().any(|(known, value)| known == key && same_identifier(value, wanted))
    };
    // The primary key, and other keys by their constraints, are asked for in their own way.
    let constraint = kind == "INDEX_NAME" && asks("CONSTRAINT_NAME", name);
    let primary =
        name.eq_ignore_ascii_case("PRIMARY") && (asks("COLUMN_KEY", "PRI") || asks("CONSTRAINT_TYPE", "PRIMARY KEY"));
    (asks("TABLE_NAME", table) || !guard.names.iter().any(|(known, _)| known == "TABLE_NAME"))
        && (asks(kind, name) || primary || constraint)
}
