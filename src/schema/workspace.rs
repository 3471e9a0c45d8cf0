//! A workspace: everything that one project holds.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{
    ColumnId, Database, DatabaseId, Diagram, Draft, ForeignKeyId, IndexId, MarkId, Table, TableId, TextOf, is_default,
};
use crate::text::same_identifier;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Workspace {
    pub databases: Vec<Arc<Database>>,
    /// Statements that are kept as text, in the order of the scripts they came from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kept: Vec<Arc<Kept>>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub diagram: Arc<Diagram>,
    /// Texts that somebody is typing and that are not understood yet; at most one of each thing.
    #[serde(default, skip_serializing_if = "is_default")]
    pub drafts: Vec<Arc<Draft>>,
    /// The highest id given so far.
    pub last_id: u32,
}

/// What two workspaces share is not looked into: after an edit that is nearly everything.
impl PartialEq for Workspace {
    fn eq(&self, other: &Self) -> bool {
        let Workspace { databases, kept, diagram, drafts, last_id } = self;
        *last_id == other.last_id
            && *diagram == other.diagram
            && shared_or_equal(databases, &other.databases)
            && shared_or_equal(kept, &other.kept)
            && shared_or_equal(drafts, &other.drafts)
    }
}

pub(super) fn shared_or_equal<T: PartialEq>(a: &[Arc<T>], b: &[Arc<T>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| Arc::ptr_eq(a, b) || a == b)
}

/// A statement that is not modelled (an INSERT, a view, a grant), or could not be read: kept word for word, in place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// `None`: before the first database.
    #[serde(default, skip_serializing_if = "is_default")]
    pub database: Option<DatabaseId>,
    /// The table that it follows; `None`: before the first table of the database.
    #[serde(default, skip_serializing_if = "is_default")]
    pub after: Option<TableId>,
    /// The statement with its terminator and with the comments before it.
    pub text: String,
}

impl Workspace {
    /// A number that no object of this workspace has yet.
    pub fn next_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }

    pub fn next_column_id(&mut self) -> ColumnId {
        ColumnId(self.next_id())
    }

    pub fn database(&self, id: DatabaseId) -> Option<&Arc<Database>> {
        self.databases.iter().find(|database| database.id == id)
    }

    pub fn database_named(&self, name: &str) -> Option<&Arc<Database>> {
        self.databases.iter().find(|database| same_identifier(&database.name, name))
    }

    pub fn table(&self, id: TableId) -> Option<(&Arc<Database>, &Arc<Table>)> {
        self.databases.iter().find_map(|database| database.table(id).map(|table| (database, table)))
    }

    /// Every table with its database, in order.
    pub fn tables(&self) -> impl Iterator<Item = (&Arc<Database>, &Arc<Table>)> {
        self.databases.iter().flat_map(|database| database.tables.iter().map(move |table| (database, table)))
    }

    pub fn table_count(&self) -> usize {
        self.databases.iter().map(|database| database.tables.len()).sum()
    }

    pub fn column_count(&self) -> usize {
        self.tables().map(|(_, table)| table.columns.len()).sum()
    }

    pub fn index_count(&self) -> usize {
        self.tables().map(|(_, table)| table.indexes.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.databases.is_empty() && self.kept.is_empty()
    }

    /// The text that is being typed and is not understood yet.
    pub fn draft(&self, of: TextOf) -> Option<&str> {
        self.drafts.iter().find(|draft| draft.of == of).map(|draft| draft.text.as_str())
    }

    /// True where a view of the table holds text that is not understood.
    pub fn has_draft(&self, table: TableId) -> bool {
        self.drafts.iter().any(|draft| draft.of.table() == Some(table))
    }

    /// Lets go of texts of tables that are not there any more: they can be shown nowhere.
    pub(crate) fn drop_dead_drafts(&mut self) {
        let mut drafts = std::mem::take(&mut self.drafts);
        drafts.retain(|draft| draft.of.table().is_none_or(|table| self.table(table).is_some()));
        self.drafts = drafts;
    }

    /// The same workspace with every id raised by `by`, so that it can stand beside another one.
    pub fn with_ids_raised(mut self, by: u32) -> Workspace {
        for database in &mut self.databases {
            let database = Arc::make_mut(database);
            database.id.0 += by;
            for table in &mut database.tables {
                raise_ids(Arc::make_mut(table), by);
            }
        }
        for kept in &mut self.kept {
            let kept = Arc::make_mut(kept);
            kept.database = kept.database.map(|id| DatabaseId(id.0 + by));
            kept.after = kept.after.map(|id| TableId(id.0 + by));
        }
        self.diagram = Arc::new(self.diagram.with_ids(|table| Some(TableId(table.0 + by)), |mark| MarkId(mark.0 + by)));
        // The script of another workspace is not a part of this one's.
        self.drafts = drafts_of_tables(&self.drafts, |table| Some(TableId(table.0 + by)));
        self.last_id += by;
        self
    }

    /// The same workspace with ids given anew in reading order: two workspaces of the same content become equal.
    pub fn renumbered(&self) -> Workspace {
        let mut out = Workspace { kept: self.kept.clone(), ..Workspace::default() };
        let mut new_ids = FxHashMap::default();
        for database in &self.databases {
            let mut database = (**database).clone();
            let old_database = database.id;
            database.id = DatabaseId(out.next_id());
            let mut tables = Vec::with_capacity(database.tables.len());
            let mut moved = Vec::with_capacity(database.tables.len());
            for table in &database.tables {
                let mut table = (**table).clone();
                let old = table.id;
                renumber(&mut table, &mut out.last_id);
                moved.push((old, table.id));
                new_ids.entry(old).or_insert(table.id);
                tables.push(Arc::new(table));
            }
            database.tables = tables;
            for (kept, original) in out.kept.iter_mut().zip(&self.kept) {
                if original.database != Some(old_database) {
                    continue;
                }
                let kept = Arc::make_mut(kept);
                kept.database = Some(database.id);
                kept.after =
                    original.after.and_then(|id| moved.iter().find(|(old, _)| *old == id)).map(|(_, new)| *new);
            }
            out.databases.push(Arc::new(database));
        }
        let diagram = self.diagram.with_ids(|table| new_ids.get(&table).copied(), |_| MarkId(out.next_id()));
        out.diagram = Arc::new(diagram);
        out.drafts = drafts_of_tables(&self.drafts, |table| new_ids.get(&table).copied());
        out.drafts.extend(self.drafts.iter().filter(|draft| draft.of == TextOf::Script).cloned());
        out
    }
}

/// The drafts of tables, with other ids; without those whose table has none.
fn drafts_of_tables(drafts: &[Arc<Draft>], id: impl Fn(TableId) -> Option<TableId>) -> Vec<Arc<Draft>> {
    let moved = drafts.iter().filter_map(|draft| {
        let of = match draft.of {
            TextOf::Sql(table) => TextOf::Sql(id(table)?),
            TextOf::Payload(table) => TextOf::Payload(id(table)?),
            TextOf::Script => return None,
        };
        Some(Arc::new(Draft { of, text: draft.text.clone() }))
    });
    moved.collect()
}

fn raise_ids(table: &mut Table, by: u32) {
    table.id.0 += by;
    table.columns.iter_mut().for_each(|column| column.id.0 += by);
    table.indexes.iter_mut().for_each(|index| index.id.0 += by);
    table.foreign_keys.iter_mut().for_each(|key| key.id.0 += by);
}

/// Gives the table and all its members fresh ids behind `last_id`.
pub(crate) fn renumber(table: &mut Table, last_id: &mut u32) {
    let mut next = || {
        *last_id += 1;
        *last_id
    };
    table.id = TableId(next());
    table.columns.iter_mut().for_each(|column| column.id = ColumnId(next()));
    table.indexes.iter_mut().for_each(|index| index.id = IndexId(next()));
    table.foreign_keys.iter_mut().for_each(|key| key.id = ForeignKeyId(next()));
}
