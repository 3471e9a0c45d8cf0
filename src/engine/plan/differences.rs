//! How what a server has differs from what this project would register there. Qserv has no request that changes a table's
//! registration, so nobody else says it: the plan leaves such a table out, and the data that follows does not fit.

use serde_json::Value;

use crate::dryrun::qserv::{Controller, DatabaseInfo, QservServer, TableInfo};
use crate::qserv::TRANSACTION_ID;

/// Of more columns of one table nobody reads.
const MOST: usize = 12;

/// What a table is in the words of the request that registers it. What the server makes of these (`is_director` and others)
/// would say the same twice.
const ATTRIBUTES: [&str; 12] = [
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

/// Sentences on a database and its tables, of which each server may have what the other one has not. `there` is the server
/// that the plan is for, `wanted` an empty one on which everything was registered.
pub(super) fn differences(server: QservServer, there: &Controller, wanted: &Controller) -> Vec<String> {
    let mut said = Vec::new();
    for own in wanted.databases() {
        let Some(other) = there.database(&own.name) else { continue };
        said.extend(partitioning(there, other, wanted, own));
        for table in own.tables.values() {
            if let Some(other) = other.tables.get(&table.name) {
                let name = format!("{}.{}", own.name, table.name);
                said.extend(attributes(&name, &other.to_json(server), &table.to_json(server)));
                said.extend(columns(&name, other, table));
            }
        }
    }
    said
}

fn partitioning(there: &Controller, other: &DatabaseInfo, wanted: &Controller, own: &DatabaseInfo) -> Vec<String> {
    let family = |of: &Controller, name: &str| of.families().find(|family| family.name == name).cloned();
    let (Some(other), Some(wanted)) = (family(there, &other.family), family(wanted, &own.family)) else {
        return vec![];
    };
    let rows = [
        ("num_stripes", other.stripes.to_string(), wanted.stripes.to_string()),
        ("num_sub_stripes", other.sub_stripes.to_string(), wanted.sub_stripes.to_string()),
        ("overlap", other.overlap.to_string(), wanted.overlap.to_string()),
    ];
    let differ = rows.iter().filter(|(_, other, wanted)| other != wanted);
    differ.map(|(key, other, wanted)| differs(&own.name, key, other, wanted)).collect()
}

fn attributes(name: &str, there: &Value, wanted: &Value) -> Vec<String> {
    let word = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let row = |key: &&str| {
        let (there, wanted) = (there.get(*key)?, wanted.get(*key)?);
        // Servers of before tell no charset, which is not to have none.
        let told = !(key.starts_with("c") && there == "");
        (there != wanted && told).then(|| differs(name, key, &word(there), &word(wanted)))
    };
    ATTRIBUTES.iter().filter_map(row).collect()
}

fn columns(name: &str, there: &TableInfo, wanted: &TableInfo) -> Vec<String> {
    // The configuration may leave the columns out.
    if there.columns.is_empty() {
        return vec![];
    }
    let mut said = Vec::new();
    let lacks = |of: &TableInfo, other: &TableInfo| {
        let own = other.columns.iter().map(|(name, _)| name).filter(|name| *name != TRANSACTION_ID);
        let names = own.filter(|name| of.column(name).is_none());
        names.map(|name| format!("`{name}`")).collect::<Vec<_>>()
    };
    let (missing, more) = (lacks(there, wanted), lacks(wanted, there));
    if !missing.is_empty() {
        said.push(format!("`{name}` on the server lacks these columns: {}.", listed(&missing)));
    }
    if !more.is_empty() {
        said.push(format!("`{name}` on the server has these columns besides: {}.", listed(&more)));
    }
    let same = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase();
    let changed = wanted.columns.iter().filter_map(|(column, wanted)| {
        let (_, there) = there.column(column)?;
        (same(there) != same(wanted)).then(|| differs(&format!("{name}.{column}"), "type", there, wanted))
    });
    said.extend(changed.take(MOST));
    let order = |of: &TableInfo, other: &TableInfo| {
        let names = of.columns.iter().map(|(name, _)| name).filter(|name| other.column(name).is_some());
        names.cloned().collect::<Vec<_>>()
    };
    if order(there, wanted) != order(wanted, there) {
        said.push(format!("`{name}` on the server has its columns in another order."));
    }
    said
}

fn differs(name: &str, key: &str, there: &str, wanted: &str) -> String {
    format!("`{name}`: {key} is `{there}` on the server, and `{wanted}` here.")
}

fn listed(names: &[String]) -> String {
    let mut list = names.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > MOST {
        list.push_str(", …");
    }
    list
}
