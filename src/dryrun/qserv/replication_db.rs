//! The Controller's own database: what its keys and lengths refuse.
//!
//! Source: `python/lsst/qserv/schema/migrations/repl/migrate-None-to-15.sql`. The collation tells neither case nor blanks at
//! the end; that it also takes accented letters for plain ones is not simulated.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::failure::Failure;
use super::state::{State, TableInfo};
use crate::text::Letters;

/// The columns of text are `VARCHAR(255)`.
const LONGEST: usize = 255;

/// As the collation compares: without case and blanks at the end.
fn folded(name: &str) -> String {
    name.trim_end_matches(' ').lower()
}

/// How many bytes of a duplicate entry MariaDB's message shows.
const SHOWN: usize = 64;

fn duplicate(entry: &str, key: &str) -> Failure {
    let entry = if entry.len() > SHOWN {
        let whole = (0..=SHOWN - "...".len()).rev().find_map(|end| entry.get(..end));
        Cow::Owned(format!("{}...", whole.unwrap_or_default()))
    } else {
        Cow::Borrowed(entry)
    };
    Failure::other(format!("Duplicate entry '{entry}' for key '{key}', errno: 1062"))
}

fn too_long(column: &str) -> Failure {
    Failure::other(format!("Data too long for column '{column}' at row 1, errno: 1406"))
        .help(format!("The Controller keeps at most {LONGEST} characters of this."))
}

fn length(column: &str, value: &str) -> Result<(), Failure> {
    // Blanks that are too many are cut off without a word.
    if value.trim_end_matches(' ').chars().count() > LONGEST { Err(too_long(column)) } else { Ok(()) }
}

pub(super) fn insert_family(state: &State, name: &str) -> Result<(), Failure> {
    length("name", name).map_err(|failure| failure.at("name"))?;
    let same = |known: &&String| *known != name && folded(known) == folded(name);
    match state.families.keys().find(same) {
        Some(_) => Err(duplicate(name, "PRIMARY").at("name")),
        None => Ok(()),
    }
}

pub(super) fn insert_database(state: &State, name: &str) -> Result<(), Failure> {
    length("database", name).map_err(|failure| failure.at("database"))?;
    let same = |known: &&String| *known != name && folded(known) == folded(name);
    match state.databases.keys().find(same) {
        Some(known) => {
            let help = format!("{known} is registered, and MariaDB tells no case here. Take another name.");
            Err(duplicate(name, "PRIMARY").at("database").help(help))
        }
        None => Ok(()),
    }
}

/// Inserts a table and its columns in one transaction, which a failure takes back as a whole.
pub(super) fn insert_table(state: &State, table: &TableInfo) -> Result<(), Failure> {
    let (director, director2) = (table.director.spec(), table.director2.spec());
    for (column, value, attribute) in [
        ("table", &table.name, "table"),
        ("director_table", &director, "director_table"),
        ("director_key", &table.director.key, "director_key"),
        ("director_table2", &director2, "director_table2"),
        ("director_key2", &table.director2.key, "director_key2"),
        ("flag", &table.flag, "flag"),
        ("charset_name", &table.charset, "charset_name"),
        ("collation_name", &table.collation, "collation_name"),
        ("latitude_key", &table.latitude, "latitude_key"),
        ("longitude_key", &table.longitude, "longitude_key"),
    ] {
        length(column, value).map_err(|failure| failure.at(attribute))?;
    }
    let tables = state.databases.get(&table.database).map(|database| &database.tables);
    let mut others = tables.into_iter().flat_map(|tables| tables.keys());
    if let Some(known) = others.find(|known| **known != table.name && folded(known) == folded(&table.name)) {
        let help = format!("{known} is registered, and MariaDB tells no case here. Take another name.");
        return Err(duplicate(&format!("{}-{}", table.database, table.name), "PRIMARY").at("table").help(help));
    }
    let mut names = BTreeSet::new();
    for (position, (name, column_type)) in table.columns.iter().enumerate() {
        // The schema of the request begins behind the column that Qserv adds.
        let place = |key: &str| format!("/schema/{}/{key}", position.saturating_sub(1));
        length("col_name", name).map_err(|failure| failure.at_pointer(place("name")))?;
        length("col_type", column_type).map_err(|failure| failure.at_pointer(place("type")))?;
        if !names.insert(folded(name)) {
            let entry = format!("{}-{}-{name}", table.database, table.name);
            let help = if name.eq_ignore_ascii_case(crate::qserv::TRANSACTION_ID) {
                "Qserv itself adds qserv_trans_id to every table: leave the column out.".to_owned()
            } else {
                format!("The schema has the column {name} twice, whatever its case. Rename one of them.")
            };
            return Err(duplicate(&entry, "database_2").at_pointer(place("name")).help(help));
        }
    }
    Ok(())
}
