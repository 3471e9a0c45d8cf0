//! The keys and values of `qservCssData`, which the czar plans queries by.
//!
//! Source: `src/css/CssAccess.cc`; the calls are those of `_publishDatabaseInMaster` in
//! `src/replica/contr/HttpIngestModule.cc`. Numbers of type double have six digits behind the point (`std::to_string`).

use std::collections::BTreeMap;

use super::failure::Failure;
use super::server::QservServer;
use super::state::{DatabaseInfo, Family, TableInfo};

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Css {
    data: BTreeMap<String, String>,
    partitionings: u32,
}

/// `kvVal` is a TEXT, `kvKey` a VARCHAR(255).
/// Source: `python/lsst/qserv/schema/migrations/czar/migrate-None-to-17.sql.jinja`.
const LONGEST_VALUE: usize = 65_535;
const LONGEST_KEY: usize = 255;

const READY: &str = "READY";

impl Css {
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.data.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    pub fn has(&self, key: &str) -> bool {
        self.data.contains_key(key)
    }

    pub fn value(&self, key: &str) -> Option<&str> {
        self.data.get(key).map(String::as_str)
    }

    /// Writes entries, or none of them where one does not fit.
    pub fn write(&mut self, entries: &[(String, String)]) -> Result<(), Failure> {
        for (key, value) in entries {
            if value.len() > LONGEST_VALUE {
                let text = format!("CSS error: Data too long for column 'kvVal' at row 1, errno: 1406, key: '{key}'");
                let help = format!(
                    "The names and types of the columns have {} bytes together; {LONGEST_VALUE} fit. Shorten comments and generated expressions, or split the table.",
                    value.len()
                );
                return Err(Failure::other(text).help(help));
            }
            if key.chars().count() > LONGEST_KEY {
                let text = format!("CSS error: Data too long for column 'kvKey' at row 1, errno: 1406, key: '{key}'");
                return Err(Failure::other(text).help("Shorten the names of the database and the table."));
            }
        }
        self.data.extend(entries.iter().cloned());
        Ok(())
    }

    pub fn drop_below(&mut self, key: &str) {
        let below = format!("{key}/");
        self.data.retain(|known, _| known != key && !known.starts_with(&below));
    }

    /// What publishing a database writes, where it is not there: a copy of another one's of the family, or a partitioning
    /// of its own.
    pub fn database(&mut self, database: &DatabaseInfo, family: &Family, like: Option<&str>) -> Vec<(String, String)> {
        let key = database_key(&database.name);
        let copied = like.and_then(|other| self.value(&packed(&database_key(other)))).map(str::to_owned);
        let mut entries = Vec::new();
        let own = match copied {
            Some(own) => own,
            None => {
                self.partitionings += 1;
                let number = format!("{:010}", self.partitionings);
                let partitioning = [
                    ("nStripes", family.stripes.to_string()),
                    ("nSubStripes", family.sub_stripes.to_string()),
                    ("overlap", six_digits(family.overlap)),
                ];
                let partitioning_key = format!("/PARTITIONING/_{number}");
                entries.push((partitioning_key.clone(), String::new()));
                entries.push((packed(&partitioning_key), pack(&partitioning)));
                pack(&[
                    ("partitioningId", number),
                    ("releaseStatus", "RELEASED".to_owned()),
                    ("storageClass", "L2".to_owned()),
                ])
            }
        };
        entries.push((packed(&key), own));
        entries.push((key, READY.to_owned()));
        entries
    }
}

pub(super) fn database_key(database: &str) -> String {
    format!("/DBS/{database}")
}

pub(super) fn table_key(database: &str, table: &str) -> String {
    format!("/DBS/{database}/TABLES/{table}")
}

/// What publishing a table writes.
pub(super) fn table(server: QservServer, table: &TableInfo, overlap: f64) -> Vec<(String, String)> {
    let key = table_key(&table.database, &table.name);
    let mut entries = vec![(format!("{key}/schema"), schema(table))];
    if table.is_ref_match() {
        let matched = [
            ("angSep", six_digits(table.ang_sep)),
            ("dirColName1", table.director.key.clone()),
            ("dirColName2", table.director2.key.clone()),
            ("dirTable1", table.director.spec()),
            ("dirTable2", table.director2.spec()),
            ("flagColName", table.flag.clone()),
        ];
        entries.push((format!("{key}/match"), "1".to_owned()));
        entries.push((packed(&format!("{key}/match")), pack(&matched)));
        entries.push((format!("{key}/partitioning"), String::new()));
    } else if table.is_partitioned {
        let director = table.is_director();
        // Before dependents could look into other databases, the database was always the table's own.
        let elsewhere = server == QservServer::Api55 && !director && !table.director.database.is_empty();
        let database = if elsewhere { &table.director.database } else { &table.database };
        let mut partitioning = vec![
            ("dirColName", table.director.key.clone()),
            ("dirDb", database.clone()),
            ("dirTable", table.director.table.clone()),
            ("latColName", table.latitude.clone()),
            ("lonColName", table.longitude.clone()),
            ("subChunks", u8::from(director).to_string()),
        ];
        if director && overlap != 0.0 {
            partitioning.insert(5, ("overlap", six_digits(overlap)));
        }
        entries.push((packed(&format!("{key}/partitioning")), pack(&partitioning)));
        let scan = [("lockInMem", "1".to_owned()), ("scanRating", "1".to_owned())];
        entries.push((packed(&format!("{key}/sharedScan")), pack(&scan)));
    }
    entries.push((key, READY.to_owned()));
    entries
}

/// The columns as the czar keeps them. Source: `TableInfo::schema4css`.
fn schema(table: &TableInfo) -> String {
    let columns: Vec<String> =
        table.columns.iter().map(|(name, column_type)| format!("`{name}` {column_type}")).collect();
    format!("({})", columns.join(", "))
}

fn packed(key: &str) -> String {
    format!("{key}/.packed.json")
}

/// All values are texts.
fn pack(pairs: &[(&str, String)]) -> String {
    let pairs = pairs.iter().map(|(key, value)| ((*key).to_owned(), serde_json::Value::from(value.as_str())));
    serde_json::Value::Object(pairs.collect()).to_string()
}

/// As `std::to_string` writes a number, which statements are made with, too.
pub(super) fn six_digits(value: f64) -> String {
    format!("{value:.6}")
}
