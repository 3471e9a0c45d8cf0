//! How what a server has differs from what this project would register there. Qserv has no request that changes a table's
//! registration, so nobody else says it: the plan leaves such a table out, and the data that follows does not fit.

use serde_json::Value;

use crate::dryrun::qserv::{Controller, DatabaseInfo, Family, QservServer, TableInfo};
use crate::qserv::TRANSACTION_ID;

/// Of more columns of one table nobody reads.
const MOST: usize = 12;

/// What a family and a table are in the words of the requests that register them. What the server makes of these
/// (`is_director` and others) would say the same twice.
const ATTRIBUTES: [&str; 15] = [
    "num_stripes",
    "num_sub_stripes",
    "overlap",
    "is_partitioned",
    "director_table",
    "director_key",
    "director_table2",
    "director_key2",
    "latitude_key",
    "longitude_key",
    "flag",
    "ang_sep",
    "unique_primary_key",
    "charset_name",
    "collation_name",
];

/// Sentences on the databases and tables that both have. `there` is the server that the plan is for, `wanted` an empty one
/// on which everything was registered.
pub(super) fn differences(server: QservServer, there: &Controller, wanted: &Controller) -> Vec<String> {
    let mut said = Vec::new();
    for own in wanted.databases() {
        let Some(other) = there.database(&own.name) else { continue };
        attributes(&mut said, &own.name, &family(there, other), &family(wanted, own));
        for table in own.tables.values() {
            if let Some(other) = other.tables.get(&table.name) {
                let name = format!("{}.{}", own.name, table.name);
                attributes(&mut said, &name, &other.to_json(server), &table.to_json(server));
                columns(&mut said, &name, other, table);
            }
        }
    }
    said
}

fn family(of: &Controller, database: &DatabaseInfo) -> Value {
    of.families().find(|family| family.name == database.family).map(Family::to_json).unwrap_or_default()
}

fn attributes(said: &mut Vec<String>, name: &str, there: &Value, wanted: &Value) {
    let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    for key in ATTRIBUTES {
        if let (Some(there), Some(wanted)) = (there.get(key), wanted.get(key))
            && there != wanted
            // Servers of before tell no charset, which is not to have none.
            && !(key.starts_with('c') && there == "")
        {
            said.push(differs(name, key, &word(there), &word(wanted)));
        }
    }
}

fn columns(said: &mut Vec<String>, name: &str, there: &TableInfo, wanted: &TableInfo) {
    // The configuration may leave the columns out.
    if there.columns.is_empty() {
        return;
    }
    let (missing, more) = (lacks(there, wanted), lacks(wanted, there));
    if !missing.is_empty() {
        said.push(format!("`{name}` on the server lacks these columns: {missing}."));
    }
    if !more.is_empty() {
        said.push(format!("`{name}` on the server has these columns besides: {more}."));
    }
    let mut changed = 0;
    for (column, own) in &wanted.columns {
        let Some((_, other)) = there.column(column) else { continue };
        if changed < MOST
            && !other.split_whitespace().map(str::to_uppercase).eq(own.split_whitespace().map(str::to_uppercase))
        {
            said.push(differs(&format!("{name}.{column}"), "type", other, own));
            changed += 1;
        }
    }
    if !shared(there, wanted).eq(shared(wanted, there)) {
        said.push(format!("`{name}` on the server has its columns in another order."));
    }
}

/// The columns of another one that it has not, but for the one that Qserv adds by itself.
fn lacks(of: &TableInfo, other: &TableInfo) -> String {
    let names = other.columns.iter().map(|(name, _)| name);
    let names = names.filter(|name| of.column(name).is_none() && *name != TRANSACTION_ID);
    let mut names: Vec<String> = names.take(MOST + 1).map(|name| format!("`{name}`")).collect();
    if let Some(last) = names.get_mut(MOST) {
        *last = "…".to_owned();
    }
    names.join(", ")
}

/// The names of its columns that another one has too, in its order.
fn shared<'t>(of: &'t TableInfo, other: &'t TableInfo) -> impl Iterator<Item = &'t String> {
    of.columns.iter().map(|(name, _)| name).filter(|name| other.column(name).is_some())
}

fn differs(name: &str, key: &str, there: &str, wanted: &str) -> String {
    format!("`{name}`: {key} is `{there}` on the server, and `{wanted}` here.")
}
