//! Rules about what tables have in common: they remember it, so that one edit costs one table.

use super::{Findings, RuleSetting, WorkspaceContext};
use crate::schema::{Database, Table};

/// True where the columns are the same ones by the same names.
pub fn same_columns(old: &Table, new: &Table) -> bool {
    let names = |table: &Table| table.columns.len();
    names(old) == names(new)
        && old.columns.iter().zip(&new.columns).all(|(old, new)| old.id == new.id && old.name == new.name)
}

/// The memory of such a rule.
pub trait Across: std::fmt::Debug {
    /// True where two values of one table are the same for this rule: then nothing is forgotten and noted.
    fn sees_no_difference(&self, old: &Table, new: &Table) -> bool;
    /// A table has gone, or is about to be noted anew.
    fn forget(&mut self, table: &Table);
    /// A table has come.
    fn note(&mut self, database: &Database, table: &Table, setting: &RuleSetting);
    /// Speaks of everything that is remembered. The checker puts it in the order of the tables.
    fn judge(&mut self, context: &WorkspaceContext, findings: &mut Findings);
}
