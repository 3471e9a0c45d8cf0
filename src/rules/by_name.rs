//! A memory of columns by their names, for rules that compare those of one name: an edit costs the names that it touches.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Debug;

use super::{Across, Findings, RuleSetting, WorkspaceContext};
use crate::schema::{Column, Database, Table, TableId};

/// What a rule makes of columns.
#[derive(Debug)]
pub struct How<U> {
    /// The name by which a column is compared.
    pub key: fn(&Column) -> String,
    /// What is remembered of a column.
    pub note: fn(&Table, &Column, &RuleSetting) -> U,
    pub table: fn(&U) -> TableId,
    /// See [`Across::sees_no_difference`].
    pub same: fn(&Table, &Table) -> bool,
    /// Speaks of the columns of one name.
    pub judge: fn(&WorkspaceContext, &str, &[U], &mut Findings),
}

#[derive(Debug)]
pub struct ByName<U: 'static> {
    how: &'static How<U>,
    uses: HashMap<String, Vec<U>>,
    /// Names of which something has changed since they were judged.
    changed: HashSet<String>,
    said: BTreeMap<String, Findings>,
}

impl<U: Debug> ByName<U> {
    pub fn new(how: &'static How<U>) -> Self {
        ByName { how, uses: HashMap::new(), changed: HashSet::new(), said: BTreeMap::new() }
    }
}

impl<U: Debug> Across for ByName<U> {
    fn sees_no_difference(&self, old: &Table, new: &Table) -> bool {
        (self.how.same)(old, new)
    }

    fn forget(&mut self, table: &Table) {
        for column in &table.columns {
            let name = (self.how.key)(column);
            if let Some(uses) = self.uses.get_mut(&name) {
                uses.retain(|one| (self.how.table)(one) != table.id);
                if uses.is_empty() {
                    self.uses.remove(&name);
                }
            }
            self.changed.insert(name);
        }
    }

    fn note(&mut self, _: &Database, table: &Table, setting: &RuleSetting) {
        for column in &table.columns {
            let name = (self.how.key)(column);
            let one = (self.how.note)(table, column, setting);
            match self.uses.get_mut(&name) {
                Some(uses) => uses.push(one),
                None => drop(self.uses.insert(name.clone(), vec![one])),
            }
            if !self.changed.contains(&name) {
                self.changed.insert(name);
            }
        }
    }

    fn judge(&mut self, context: &WorkspaceContext, findings: &mut Findings) {
        for name in self.changed.drain() {
            let Some(uses) = self.uses.get(&name) else {
                self.said.remove(&name);
                continue;
            };
            let mut said = findings.like();
            (self.how.judge)(context, &name, uses, &mut said);
            self.said.insert(name, said);
        }
        self.said.values().for_each(|said| findings.take_over(said));
    }
}
