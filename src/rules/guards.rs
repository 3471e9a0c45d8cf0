//! What the rules for guarded changes share.

use crate::schema::IndexKind;
use crate::sql::{Action, Change, Guard, Step};
use crate::text::same_identifier;

/// The name that every primary key has.
pub const PRIMARY: &str = "PRIMARY";

/// The kind of object that a change makes or takes, and its name: `COLUMN_NAME`, `INDEX_NAME`.
pub fn subject(change: &Change) -> Option<(&'static str, &str)> {
    Some(match change {
        Change::AddColumn(column) | Change::Modify(column) => ("COLUMN_NAME", &column.name),
        Change::Change { old, .. } => ("COLUMN_NAME", old),
        Change::DropColumn(name) => ("COLUMN_NAME", name),
        Change::RenameColumn { old, .. } => ("COLUMN_NAME", old),
        Change::DropIndex(name) => ("INDEX_NAME", name),
        // Without a name it gets that of its first column.
        Change::AddIndex(index) if index.kind != IndexKind::Primary => {
            ("INDEX_NAME", index.name.as_deref().or(index.parts.first().map(|part| part.column.as_str()))?)
        }
        Change::AddIndex(_) => ("INDEX_NAME", PRIMARY),
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

/// True where the condition asks for that object of that table. `constraints`: the name of a constraint is that of its index.
pub fn asks_for(guard: &Guard, table: &str, (kind, name): (&str, &str), constraints: bool) -> bool {
    let asks = |key: &str, wanted: &str| {
        guard.names.iter().any(|(known, value)| known == key && same_identifier(value, wanted))
    };
    // The primary key, and other keys by their constraints, are asked for in their own way.
    let constraint = constraints && kind == "INDEX_NAME" && asks("CONSTRAINT_NAME", name);
    let primary =
        name.eq_ignore_ascii_case(PRIMARY) && (asks("COLUMN_KEY", "PRI") || asks("CONSTRAINT_TYPE", "PRIMARY KEY"));
    (asks("TABLE_NAME", table) || !guard.names.iter().any(|(known, _)| known == "TABLE_NAME"))
        && (asks(kind, name) || primary || constraint)
}
