//! Whether pairs of rows that belong together are found over the borders of chunks.

use super::match_fits;
use crate::schema::{Database, Kind};

/// What is wrong between the overlap of a database and its ref-match tables, a sentence each.
pub fn match_warnings(database: &Database) -> Vec<String> {
    let Some(partitioning) = &database.partitioning else { return vec![] };
    let mut out = Vec::new();
    for table in &database.tables {
        let Some(Kind::RefMatch { ang_sep, .. }) = table.registration.as_ref().map(|registration| &registration.kind)
        else {
            continue;
        };
        if !match_fits(*ang_sep, partitioning.overlap) {
            out.push(format!(
                "`{}.{}` pairs rows up to {ang_sep}° apart, but the overlap is {}°: pairs over the border of a chunk are not found. Enlarge the overlap, or make `ang_sep` smaller.",
                database.name, table.name, partitioning.overlap
            ));
        }
    }
    out
}
