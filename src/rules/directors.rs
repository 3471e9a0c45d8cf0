//! The directors that dependent and ref-match tables refer to.

use std::collections::HashMap;

use crate::schema::{Database, Role, Table, Workspace};

/// One reference, whose director is in the workspace.
pub struct Reference<'w> {
    pub database: &'w Database,
    pub table: &'w Table,
    /// Which of the directors it is.
    pub role: Role,
    /// The column of `table` that holds the director's key.
    pub key: &'w str,
    /// The director's database.
    pub home: &'w Database,
    pub director: &'w Table,
}

/// Every reference to a table that is there; names are compared letter by letter, as Qserv does.
pub fn referred(workspace: &Workspace) -> Vec<Reference<'_>> {
    let registered = || workspace.tables().filter(|(_, table)| table.registration.is_some());
    let known: HashMap<(&str, &str), (&Database, &Table)> =
        registered().map(|(home, table)| ((home.name.as_str(), table.name.as_str()), (&**home, &**table))).collect();
    let mut found = Vec::new();
    for (database, table) in registered() {
        for (role, reference) in table.registration.iter().flat_map(|registration| registration.kind.directors()) {
            let place = reference.table.split_once('.').unwrap_or((&database.name, &reference.table));
            if let Some((home, director)) = known.get(&place).copied() {
                found.push(Reference { database, table, role, key: &reference.key, home, director });
            }
        }
    }
    found
}
