//! What a checker with other rules found, to stand in its place among what this one finds: the designer's page checks with
//! the rules of its first load, and its worker with the others.

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::schema::{ObjectPath, Table, TableId, Workspace};

/// Found by rules that are not this checker's. Where it is older than the workspace, what still has a place in it counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// What concerns several tables.
    pub across: Vec<Diagnostic>,
    pub tables: FxHashMap<TableId, Vec<Diagnostic>>,
}

impl Beside {
    pub(super) fn of<'b>(&'b self, table: &'b Table) -> impl Iterator<Item = &'b Diagnostic> {
        let found = self.tables.get(&table.id).into_iter().flatten();
        found.filter(|found| is_in(found.path, table))
    }
}

impl Diagnostic {
    /// `table` finds the table of an id in the workspace.
    pub(super) fn is_there<'t>(&self, workspace: &Workspace, table: impl Fn(TableId) -> Option<&'t Table>) -> bool {
        match self.path {
            ObjectPath::Workspace => true,
            ObjectPath::Database(id) => workspace.database(id).is_some(),
            path => path.table().and_then(table).is_some_and(|table| is_in(path, table)),
        }
    }
}

fn is_in(path: ObjectPath, table: &Table) -> bool {
    match path {
        ObjectPath::Column(_, id) => table.column(id).is_some(),
        ObjectPath::Index(_, id) => table.index(id).is_some(),
        ObjectPath::ForeignKey(_, id) => table.foreign_keys.iter().any(|key| key.id == id),
        ObjectPath::Workspace | ObjectPath::Database(_) | ObjectPath::Table(_) => true,
    }
}
