//! Where something is in a workspace.

use serde::{Deserialize, Serialize};

use super::{ColumnId, DatabaseId, ForeignKeyId, IndexId, Role, TableId, Workspace};

/// An object of a workspace, by ids, so that a path stays true through renames.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ObjectPath {
    #[default]
    Workspace,
    Database(DatabaseId),
    Table(TableId),
    Column(TableId, ColumnId),
    Index(TableId, IndexId),
    ForeignKey(TableId, ForeignKeyId),
}

/// The side of an object that is meant: a cell of the table editor, a word of the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aspect {
    #[default]
    Whole,
    Name,
    Type,
    /// The collation of a table.
    Collation,
    /// The n-th part of a key, from 0.
    Part(usize),
    Role(Role),
}

impl ObjectPath {
    pub fn table(self) -> Option<TableId> {
        match self {
            ObjectPath::Workspace | ObjectPath::Database(_) => None,
            ObjectPath::Table(table)
            | ObjectPath::Column(table, _)
            | ObjectPath::Index(table, _)
            | ObjectPath::ForeignKey(table, _) => Some(table),
        }
    }

    pub fn column(self) -> Option<ColumnId> {
        match self {
            ObjectPath::Column(_, column) => Some(column),
            ObjectPath::Workspace
            | ObjectPath::Database(_)
            | ObjectPath::Table(_)
            | ObjectPath::Index(..)
            | ObjectPath::ForeignKey(..) => None,
        }
    }

    /// The object's name as people read it: `dp1.Object.objectId`. Empty for the workspace and for what no longer exists.
    pub fn display(self, workspace: &Workspace) -> String {
        let Some(table_id) = self.table() else {
            return match self {
                ObjectPath::Database(id) => workspace.database(id).map(|d| d.name.clone()).unwrap_or_default(),
                _ => String::new(),
            };
        };
        let Some((database, table)) = workspace.table(table_id) else { return String::new() };
        let member = match self {
            ObjectPath::Column(_, id) => table.column(id).map(|column| column.name.clone()),
            ObjectPath::Index(_, id) => table.index(id).map(|index| match (&index.name, index.kind) {
                (_, super::IndexKind::Primary) => "PRIMARY".to_owned(),
                (Some(name), _) => name.clone(),
                (None, _) => index.parts.first().map(|part| part.column.clone()).unwrap_or_default(),
            }),
            ObjectPath::ForeignKey(_, id) => table
                .foreign_keys
                .iter()
                .find(|key| key.id == id)
                .map(|key| key.name.clone().unwrap_or_else(|| key.columns.join(", "))),
            ObjectPath::Workspace | ObjectPath::Database(_) | ObjectPath::Table(_) => None,
        };
        let parts = [Some(database.name.clone()), Some(table.name.clone()), member];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
    }
}
