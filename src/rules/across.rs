//! Rules about what tables have in common: they remember it, so that one edit costs one table.

use super::{Findings, WorkspaceContext};
use crate::schema::{Database, Table};

/// The memory of such a rule.
pub trait Across: std::fmt::Debug {
    /// A table has gone, or is about to be noted anew.
    fn forget(&mut self, table: &Table);
    /// A table has come.
    fn note(&mut self, database: &Database, table: &Table);
    /// Speaks of everything that is remembered.
    fn judge(&self, context: &WorkspaceContext, findings: &mut Findings);
}
