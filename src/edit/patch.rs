//! The difference between two workspaces as data, small where they share much: what goes between the designer's page and
//! its worker.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::schema::{Database, DatabaseId, Diagram, Draft, Kept, Table, TableId, Workspace};

/// What turns one workspace into another. Applied to any other than the one it was made from, it gives what fits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Patch {
    /// The databases there are, in order; `None` where they are the same ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub databases: Option<Vec<DatabaseId>>,
    /// Databases that are new or changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<Changed>,
    /// Tables that are new or changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<Arc<Table>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<Splice>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diagram: Option<Arc<Diagram>>,
    /// The texts that are being typed; `None` where they are the same ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drafts: Option<Vec<Arc<Draft>>>,
    pub last_id: u32,
}

/// A database that is new or changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Changed {
    /// Without its tables.
    pub database: Database,
    /// Its tables, in order; `None` where they are the same ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tables: Option<Vec<TableId>>,
}

/// Kept statements that take the place of some others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Splice {
    /// How many stay before them, and how many behind.
    pub before: usize,
    pub behind: usize,
    pub statements: Vec<Arc<Kept>>,
}

impl Patch {
    /// Costs what differs, as long as what does not is shared.
    pub fn between(old: &Workspace, new: &Workspace) -> Patch {
        let mut patch = Patch { last_id: new.last_id, kept: splice(&old.kept, &new.kept), ..Patch::default() };
        patch.drafts = (old.drafts != new.drafts).then(|| new.drafts.clone());
        let ids = |workspace: &Workspace| workspace.databases.iter().map(|database| database.id).collect::<Vec<_>>();
        let order = ids(new);
        patch.diagram = Some(Arc::clone(&new.diagram)).filter(|diagram| !Arc::ptr_eq(diagram, &old.diagram));
        patch.databases = Some(order).filter(|order| *order != ids(old));
        let mut known = None;
        for database in &new.databases {
            let before = old.database(database.id);
            if before.is_some_and(|before| Arc::ptr_eq(before, database)) {
                continue;
            }
            let tables_before = before.map_or(&[][..], |before| &before.tables);
            for (at, table) in database.tables.iter().enumerate() {
                let same = |other: &Arc<Table>| Arc::ptr_eq(other, table);
                match tables_before.get(at) {
                    Some(other) if same(other) => continue,
                    Some(other) if other.id == table.id => {
                        patch.tables.push(Arc::clone(table));
                        continue;
                    }
                    Some(_) | None => {}
                }
                // Only where tables have moved is it worth knowing where each one is.
                let known = known.get_or_insert_with(|| by_id(old.tables().map(|(_, table)| table)));
                if !known.get(&table.id).is_some_and(|other| same(other)) {
                    patch.tables.push(Arc::clone(table));
                }
            }
            let in_order = database.tables.iter().map(|table| table.id);
            let tables = if in_order.clone().eq(tables_before.iter().map(|table| table.id)) {
                None
            } else {
                Some(in_order.collect())
            };
            patch.changed.push(Changed { database: without_tables(database), tables });
        }
        patch
    }

    /// True where applying it changes nothing.
    pub fn is_empty(&self, last_id: u32) -> bool {
        *self == Patch { last_id, ..Patch::default() }
    }

    /// The workspace with the difference.
    pub fn apply(&self, old: &Workspace) -> Workspace {
        let new = by_id(self.tables.iter());
        // Only where tables have moved is it worth knowing where each one is.
        let mut known = FxHashMap::default();
        if self.changed.iter().any(|changed| changed.tables.is_some()) {
            known = by_id(old.tables().map(|(_, table)| table).chain(&self.tables));
        }
        let changed: FxHashMap<DatabaseId, &Changed> =
            self.changed.iter().map(|changed| (changed.database.id, changed)).collect();
        let one = |id: &DatabaseId| {
            let before = old.database(*id);
            let Some(changed) = changed.get(id) else { return before.cloned() };
            let tables = match &changed.tables {
                Some(order) => order.iter().filter_map(|id| known.get(id).map(|table| Arc::clone(table))).collect(),
                None => {
                    let here = before.iter().flat_map(|before| &before.tables);
                    here.map(|table| Arc::clone(new.get(&table.id).copied().unwrap_or(table))).collect()
                }
            };
            Some(Arc::new(Database { tables, ..changed.database.clone() }))
        };
        let order = self.databases.clone();
        let order = order.unwrap_or_else(|| old.databases.iter().map(|database| database.id).collect());
        let mut kept = old.kept.clone();
        if let Some(splice) = &self.kept {
            let start = splice.before.min(kept.len());
            let end = kept.len().saturating_sub(splice.behind).max(start);
            kept.splice(start..end, splice.statements.iter().cloned());
        }
        let diagram = Arc::clone(self.diagram.as_ref().unwrap_or(&old.diagram));
        let drafts = self.drafts.clone().unwrap_or_else(|| old.drafts.clone());
        let databases = order.iter().filter_map(one).collect();
        Workspace { databases, kept, diagram, drafts, last_id: self.last_id.max(old.last_id) }
    }
}

fn without_tables(database: &Database) -> Database {
    let mut head = database.clone();
    head.tables.clear();
    head
}

/// Of an id that stands twice the last one counts.
fn by_id<'t>(tables: impl Iterator<Item = &'t Arc<Table>>) -> FxHashMap<TableId, &'t Arc<Table>> {
    tables.map(|table| (table.id, table)).collect()
}

fn splice(old: &[Arc<Kept>], new: &[Arc<Kept>]) -> Option<Splice> {
    let same = |(a, b): &(&Arc<Kept>, &Arc<Kept>)| Arc::ptr_eq(a, b);
    let before = old.iter().zip(new).take_while(same).count();
    if before == old.len() && before == new.len() {
        return None;
    }
    let rest = |list: &[Arc<Kept>]| list.len() - before;
    let most = rest(old).min(rest(new));
    let behind = old.iter().rev().zip(new.iter().rev()).take(most).take_while(same).count();
    let statements = new.get(before..new.len() - behind).unwrap_or_default().to_vec();
    Some(Splice { before, behind, statements })
}
