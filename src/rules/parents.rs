//! The tables that foreign keys refer to.

use super::WorkspaceContext;
use crate::schema::{Database, ForeignKey, Table};

/// Every foreign key with its table, and the parent where it is in the workspace.
pub fn foreign_keys<'w>(
    context: &WorkspaceContext<'w>,
) -> impl Iterator<Item = (&'w Database, &'w Table, &'w ForeignKey, Option<&'w Table>)> {
    let workspace = context.workspace;
    workspace.tables().flat_map(move |(database, table)| {
        table.foreign_keys.iter().map(move |key| {
            let home = match &key.parent_database {
                Some(name) => workspace.database_named(name),
                None => Some(database),
            };
            let parent = home.and_then(|home| home.table_named(&key.parent_table)).map(|parent| &**parent);
            (&**database, &**table, key, parent)
        })
    })
}
