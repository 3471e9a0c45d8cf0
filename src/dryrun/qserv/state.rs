//! What the Controller knows: families, databases, tables; and how it reports them.
//!
//! Source: `src/replica/config/Config{DatabaseFamily,Database,Table}.cc`, `toJson`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::server::QservServer;

/// Names tell case, and come in the order of their bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct State {
    pub families: BTreeMap<String, Family>,
    pub databases: BTreeMap<String, DatabaseInfo>,
    /// The number of the next transaction.
    pub transactions: BTreeMap<u32, Transaction>,
}

/// How the databases of a family are partitioned.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    pub name: String,
    pub replication_level: u32,
    pub stripes: u32,
    pub sub_stripes: u32,
    /// In degrees.
    pub overlap: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct DatabaseInfo {
    pub name: String,
    pub family: String,
    pub is_published: bool,
    /// Milliseconds since 1970.
    pub create_time: u64,
    pub publish_time: u64,
    pub tables: BTreeMap<String, TableInfo>,
    /// `auto_build_secondary_index`: director indexes are created with the tables and filled by the ingest. `None` where it
    /// is not known: the response of `GET /replication/config` does not tell.
    pub auto_index: Option<bool>,
    /// The chunks that were allocated.
    pub chunks: BTreeSet<u32>,
    /// The database was there before the first request.
    pub from_config: bool,
}

/// A super-transaction, within which contributions are loaded.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Transaction {
    pub id: u32,
    pub database: String,
    pub state: TransactionState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TransactionState {
    StartFailed,
    Started,
    Finished,
    Aborted,
    AbortFailed,
}

impl TransactionState {
    /// Nothing can follow any more, so that the database may be published.
    pub fn is_over(self) -> bool {
        matches!(self, TransactionState::Finished | TransactionState::Aborted)
    }

    pub fn name(self) -> &'static str {
        match self {
            TransactionState::StartFailed => "START_FAILED",
            TransactionState::Started => "STARTED",
            TransactionState::Finished => "FINISHED",
            TransactionState::Aborted => "ABORTED",
            TransactionState::AbortFailed => "ABORT_FAILED",
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableInfo {
    pub name: String,
    pub database: String,
    pub is_published: bool,
    pub create_time: u64,
    pub publish_time: u64,
    pub is_partitioned: bool,
    pub director: DirectorTable,
    pub director2: DirectorTable,
    pub flag: String,
    pub ang_sep: f64,
    pub unique_primary_key: bool,
    pub charset: String,
    pub collation: String,
    pub latitude: String,
    pub longitude: String,
    /// Names and types, `qserv_trans_id` first.
    pub columns: Vec<(String, String)>,
}

/// A director as a table refers to it; of a director itself only the key is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DirectorTable {
    /// Empty: the table's own database.
    pub database: String,
    pub table: String,
    pub key: String,
}

impl DirectorTable {
    /// `database.table`, or the table alone.
    pub fn spec(&self) -> String {
        if self.database.is_empty() { self.table.clone() } else { format!("{}.{}", self.database, self.table) }
    }

    pub fn is_empty(&self) -> bool {
        self.database.is_empty() && self.table.is_empty() && self.key.is_empty()
    }
}

impl TableInfo {
    pub fn is_director(&self) -> bool {
        self.is_partitioned && self.director.table.is_empty()
    }

    pub fn is_ref_match(&self) -> bool {
        self.is_partitioned && !self.director.is_empty() && !self.director2.table.is_empty()
    }

    pub fn is_dependent(&self) -> bool {
        self.is_partitioned && !self.is_director() && !self.is_ref_match()
    }

    /// The kind's name for people.
    pub fn kind(&self) -> &'static str {
        match () {
            () if !self.is_partitioned => "regular",
            () if self.is_director() => "director",
            () if self.is_ref_match() => "ref-match",
            () => "dependent",
        }
    }

    pub fn column(&self, name: &str) -> Option<&(String, String)> {
        self.columns.iter().find(|(column, _)| column == name)
    }

    /// As the server reports the table, with its keys in the server's order.
    pub fn to_json(&self, server: QservServer) -> Value {
        let (first, second) = (&self.director, &self.director2);
        let columns = self.columns.iter().map(|(name, column_type)| json!({ "name": name, "type": column_type }));
        let flag = |on: bool| json!(u8::from(on));
        let mut pairs = vec![
            ("ang_sep", json!(self.ang_sep)),
            ("charset_name", json!(self.charset)),
            ("collation_name", json!(self.collation)),
            ("columns", columns.collect()),
            ("create_time", json!(self.create_time)),
            ("database", json!(self.database)),
            ("director_database_name", json!(first.database)),
            ("director_database_name2", json!(second.database)),
            ("director_key", json!(first.key)),
            ("director_key2", json!(second.key)),
            ("director_table", json!(first.spec())),
            ("director_table2", json!(second.spec())),
            ("director_table_name", json!(first.table)),
            ("director_table_name2", json!(second.table)),
            ("flag", json!(self.flag)),
            ("is_director", flag(self.is_director())),
            ("is_partitioned", flag(self.is_partitioned)),
            ("is_published", flag(self.is_published)),
            ("is_ref_match", flag(self.is_ref_match())),
            ("latitude_key", json!(self.latitude)),
            ("longitude_key", json!(self.longitude)),
            ("name", json!(self.name)),
            ("publish_time", json!(self.publish_time)),
            ("unique_primary_key", flag(self.unique_primary_key)),
        ];
        if server == QservServer::Api39 {
            pairs.retain(|(key, _)| !matches!(*key, "charset_name" | "collation_name"));
        }
        object(pairs)
    }

    /// The same as the text that errors end with. The one fraction in it comes first.
    pub fn dump(&self, server: QservServer) -> String {
        let mut object = self.to_json(server);
        if let Some(object) = object.as_object_mut() {
            object.shift_remove("ang_sep");
        }
        let rest = object.to_string();
        format!("{{\"ang_sep\":{},{}", number(self.ang_sep), rest.strip_prefix('{').unwrap_or_default())
    }
}

/// A number of type `double` as the server's JSON library writes it: with an exponent of two digits or more outside of
/// 0.0001 to 10^15.
fn number(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || (1e-4..1e15).contains(&size) {
        return format!("{value:?}");
    }
    let text = format!("{value:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, exponent) = exponent.strip_prefix('-').map_or(('+', exponent), |exponent| ('-', exponent));
    format!("{digits}e{sign}{exponent:0>2}")
}

impl DatabaseInfo {
    pub fn new(name: &str, family: &str, now: u64) -> Self {
        DatabaseInfo {
            name: name.to_owned(),
            family: family.to_owned(),
            is_published: false,
            create_time: now,
            publish_time: 0,
            tables: BTreeMap::new(),
            auto_index: None,
            chunks: BTreeSet::new(),
            from_config: false,
        }
    }

    /// As the server reports the database, with all its tables.
    pub fn to_json(&self, server: QservServer) -> Value {
        object(vec![
            ("create_time", json!(self.create_time)),
            ("database", json!(self.name)),
            ("family_name", json!(self.family)),
            ("is_published", json!(u8::from(self.is_published))),
            ("publish_time", json!(self.publish_time)),
            ("tables", self.tables.values().map(|table| table.to_json(server)).collect()),
        ])
    }

    pub fn partitioned(&self) -> impl Iterator<Item = &TableInfo> {
        self.tables.values().filter(|table| table.is_partitioned)
    }

    pub fn regular(&self) -> impl Iterator<Item = &TableInfo> {
        self.tables.values().filter(|table| !table.is_partitioned)
    }
}

impl Family {
    /// As the server reports the family.
    pub fn to_json(&self) -> Value {
        object(vec![
            ("min_replication_level", json!(self.replication_level)),
            ("name", json!(self.name)),
            ("num_stripes", json!(self.stripes)),
            ("num_sub_stripes", json!(self.sub_stripes)),
            ("overlap", json!(self.overlap)),
        ])
    }
}

fn object(pairs: Vec<(&str, Value)>) -> Value {
    Value::Object(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}
