//! What an edit is called in the undo menu.

use super::{ColumnChange, DatabaseChange, DiagramChange, Edit, TableChange};
use crate::schema::{MarkId, MarkKind, ObjectPath, TableId, Workspace};

impl Edit {
    /// A few words for the undo menu, seen before the edit is done: "Rename column ra to coord_ra".
    pub fn label(&self, workspace: &Workspace) -> String {
        let table_name = |id: TableId| workspace.table(id).map(|(_, table)| table.name.clone()).unwrap_or_default();
        let column_name = |table: TableId, column| {
            let found = workspace.table(table).and_then(|(_, table)| table.column(column));
            found.map(|column| column.name.clone()).unwrap_or_default()
        };
        let name = |path: ObjectPath| path.display(workspace);
        match self {
            Edit::AddDatabase(database) => format!("Add database {}", database.name),
            Edit::RenameDatabase { database, name: new } => {
                format!("Rename database {} to {new}", name(ObjectPath::Database(*database)))
            }
            Edit::SetDatabase { database, change } => {
                let what = match change {
                    DatabaseChange::Charset(_) => "charset",
                    DatabaseChange::Collation(_) => "collation",
                    DatabaseChange::Partitioning(_) => "partitioning",
                };
                format!("Change {what} of {}", name(ObjectPath::Database(*database)))
            }
            Edit::DeleteDatabase(id) => format!("Delete database {}", name(ObjectPath::Database(*id))),
            Edit::AddTable { table, .. } => format!("Add table {}", table.name),
            Edit::RenameTable { table, name } => format!("Rename table {} to {name}", table_name(*table)),
            Edit::SetTable { table, change } => {
                let what = match change {
                    TableChange::Comment(_) => "comment",
                    TableChange::Engine(_) => "engine",
                    TableChange::Charset(_) => "charset",
                    TableChange::Collation(_) => "collation",
                    TableChange::Registration(_) => "registration",
                    TableChange::IfNotExists(_) => "IF NOT EXISTS",
                    TableChange::Other(name, _) => name,
                    TableChange::PartitionBy(_) => "partitions",
                    TableChange::Checks(_) => "checks",
                };
                format!("Change {what} of {}", table_name(*table))
            }
            Edit::DeleteTable(id) => format!("Delete table {}", table_name(*id)),
            Edit::AddColumn { column, .. } => format!("Add column {}", column.name),
            Edit::RenameColumn { table, column, name } => {
                format!("Rename column {} to {name}", column_name(*table, *column))
            }
            Edit::SetColumn { table, column, change } => {
                let what = match change {
                    ColumnChange::Type(_) | ColumnChange::Definition(_) => "type",
                    ColumnChange::Nullable(_) => "nullability",
                    ColumnChange::Default(_) => "default",
                    ColumnChange::AutoIncrement(_) => "auto increment",
                    ColumnChange::Comment(_) => "comment",
                };
                format!("Change {what} of {}", column_name(*table, *column))
            }
            Edit::MoveColumn { table, column, .. } => format!("Move column {}", column_name(*table, *column)),
            Edit::DeleteColumn { table, column } => format!("Delete column {}", column_name(*table, *column)),
            Edit::SetColumns { table, .. } => format!("Change columns of {}", table_name(*table)),
            Edit::SetIndexes { table, .. } => format!("Change indexes of {}", table_name(*table)),
            Edit::AddIndex { table, .. } => format!("Add index to {}", table_name(*table)),
            Edit::SetIndex { table, index } => format!("Change index {}", name(ObjectPath::Index(*table, index.id))),
            Edit::DeleteIndex { table, index } => format!("Delete index {}", name(ObjectPath::Index(*table, *index))),
            Edit::AddForeignKey { table, .. } => format!("Add foreign key to {}", table_name(*table)),
            Edit::SetForeignKey { table, key } => {
                format!("Change foreign key {}", name(ObjectPath::ForeignKey(*table, key.id)))
            }
            Edit::DeleteForeignKey { table, key } => {
                format!("Delete foreign key {}", name(ObjectPath::ForeignKey(*table, *key)))
            }
            Edit::QuoteName { name, .. } => format!("Quote {name}"),
            Edit::Patch { label, .. } => label.clone(),
            Edit::Diagram(change) => diagram_label(change, &table_name),
            Edit::Suppress { path, rule, .. } => format!("Let {rule} pass at {}", name(*path)),
            Edit::Unsuppress { path, rule } => format!("Hold {rule} again at {}", name(*path)),
            Edit::Import { workspace, .. } => match workspace.table_count() {
                1 => "Import 1 table".to_owned(),
                count => format!("Import {count} tables"),
            },
        }
    }
}

fn diagram_label(change: &DiagramChange, table_name: &dyn Fn(TableId) -> String) -> String {
    match change {
        DiagramChange::MoveTables(places) => match places.as_slice() {
            [one] => format!("Move {} in the diagram", table_name(one.table)),
            all => format!("Move {} cards", all.len()),
        },
        DiagramChange::SetMark(mark) => {
            let words = first_words(&mark.text);
            match (mark.id == MarkId::default(), mark.kind) {
                (true, MarkKind::Area) => format!("Add area {words}"),
                (true, MarkKind::Note) => format!("Add note {words}"),
                (false, MarkKind::Area) => format!("Change area {words}"),
                (false, MarkKind::Note) => format!("Change note {words}"),
            }
        }
        DiagramChange::DeleteMark(_) => "Delete from the diagram".to_owned(),
        DiagramChange::SetTag(tag) => format!("Tag {}", tag.name),
        DiagramChange::DeleteTag(name) => format!("Delete tag {name}"),
    }
}

/// The first line, and not too much of it.
fn first_words(text: &str) -> String {
    text.lines().next().unwrap_or("").chars().take(40).collect()
}
