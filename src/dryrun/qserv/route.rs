//! Which service answers a request. Source: `src/replica/contr/HttpProcessor.cc`.

use super::query::{Query, decoded};

/// The services whose effect on the catalogue is simulated, and those that have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Service {
    Version,
    Config,
    AddFamily,
    DeleteFamily,
    AddConfigDatabase,
    DeleteConfigDatabase,
    PublishConfigDatabase,
    AddConfigTable,
    DeleteConfigTable,
    Databases,
    AddDatabase,
    PublishDatabase,
    DeleteDatabase,
    Tables,
    AddTable,
    DeleteTable,
    ScanTableStats,
    DeleteTableStats,
    TableStats,
    AddChunk,
    AddChunkMulti,
    AddChunks,
    AddChunksMulti,
    Chunks,
    BuildEmptyChunks,
    RegularLocations,
    DirectorIndex,
    Indexes,
    CreateIndex,
    DropIndex,
    TableSchema,
    AlterTableSchema,
    ExportDatabase,
    ExportTable,
    Transactions,
    Transaction,
    BeginTransaction,
    EndTransaction,
    SharedScan,
    /// Known to the Controller, without effect on the catalogue; what it answers is not simulated. With the least version.
    NotSimulated(u32),
}

use Service::{
    AddChunk, AddChunkMulti, AddChunks, AddChunksMulti, AddConfigDatabase, AddConfigTable, AddDatabase, AddFamily,
    AddTable, AlterTableSchema, BeginTransaction, BuildEmptyChunks, Chunks, Config, CreateIndex, Databases,
    DeleteConfigDatabase, DeleteConfigTable, DeleteDatabase, DeleteFamily, DeleteTable, DeleteTableStats,
    DirectorIndex, DropIndex, EndTransaction, ExportDatabase, ExportTable, Indexes, NotSimulated,
    PublishConfigDatabase, PublishDatabase, RegularLocations, ScanTableStats, SharedScan, TableSchema, TableStats,
    Tables, Transaction, Transactions, Version,
};

/// Method, path with its parameters, service, and the first API of the two that has it so. The first that fits answers.
const ROUTES: &[(&str, &str, Service, u32)] = &[
    ("GET", "/meta/version", Version, 39),
    ("GET", "/replication/config", Config, 39),
    ("POST", "/replication/config/family", AddFamily, 39),
    ("DELETE", "/replication/config/family/:family", DeleteFamily, 39),
    ("POST", "/replication/config/database", AddConfigDatabase, 39),
    ("PUT", "/replication/config/database/:database", PublishConfigDatabase, 39),
    ("DELETE", "/replication/config/database/:database", DeleteConfigDatabase, 39),
    ("POST", "/replication/config/table", AddConfigTable, 39),
    ("DELETE", "/replication/config/table/:database/:table", DeleteConfigTable, 39),
    ("PUT", "/replication/config/general", NotSimulated(12), 39),
    ("POST", "/replication/config/worker", NotSimulated(12), 39),
    ("PUT", "/replication/config/worker/:worker", NotSimulated(12), 39),
    ("DELETE", "/replication/config/worker/:worker", NotSimulated(12), 39),
    ("GET", "/ingest/database", Databases, 39),
    ("POST", "/ingest/database", AddDatabase, 39),
    ("PUT", "/ingest/database/:database", PublishDatabase, 39),
    ("DELETE", "/ingest/database/:database", DeleteDatabase, 39),
    ("GET", "/ingest/table/:database", Tables, 39),
    ("POST", "/ingest/table", AddTable, 39),
    ("DELETE", "/ingest/table/:database/:table", DeleteTable, 39),
    ("POST", "/ingest/table-stats", ScanTableStats, 39),
    ("DELETE", "/ingest/table-stats/:database/:table", DeleteTableStats, 39),
    ("GET", "/ingest/table-stats/:database/:table", TableStats, 39),
    ("POST", "/ingest/chunk", AddChunk, 39),
    ("POST", "/ingest/chunk-multi", AddChunkMulti, 55),
    ("POST", "/ingest/chunks", AddChunks, 39),
    ("POST", "/ingest/chunks-multi", AddChunksMulti, 55),
    ("GET", "/ingest/chunks", Chunks, 39),
    ("POST", "/ingest/chunk/empty", BuildEmptyChunks, 39),
    ("GET", "/ingest/regular", RegularLocations, 39),
    ("POST", "/ingest/index/secondary", DirectorIndex, 39),
    ("GET", "/ingest/config", NotSimulated(14), 39),
    ("PUT", "/ingest/config", NotSimulated(14), 39),
    ("GET", "/ingest/trans", Transactions, 39),
    ("GET", "/ingest/trans/:id", Transaction, 39),
    ("POST", "/ingest/trans", BeginTransaction, 39),
    ("PUT", "/ingest/trans/:id", EndTransaction, 39),
    ("GET", "/replication/sql/index/:database/:table", Indexes, 39),
    ("POST", "/replication/sql/index", CreateIndex, 39),
    ("DELETE", "/replication/sql/index", DropIndex, 39),
    ("GET", "/replication/sql/table/schema/:database/:table", TableSchema, 39),
    ("PUT", "/replication/sql/table/schema/:database/:table", AlterTableSchema, 39),
    ("GET", "/export/config/:database", ExportDatabase, 55),
    ("GET", "/export/config/:database/:table", ExportTable, 55),
    ("GET", "/export/locations/:database/:table", NotSimulated(53), 55),
    ("PUT", "/replication/qserv/css/shared-scan/:database/:table", SharedScan, 55),
    ("GET", "/replication/qserv/css/shared-scan", NotSimulated(45), 55),
    ("GET", "/replication/qserv/css/shared-scan", NotSimulated(12), 39),
    ("POST", "/replication/sql/query", NotSimulated(12), 39),
    ("GET", "/replication/catalogs", NotSimulated(12), 39),
    ("GET", "/replication/level", NotSimulated(12), 39),
    ("PUT", "/replication/level", NotSimulated(12), 39),
    ("GET", "/replication/worker", NotSimulated(12), 39),
    ("GET", "/replication/controller", NotSimulated(12), 39),
    ("GET", "/replication/request", NotSimulated(12), 39),
    ("GET", "/replication/job", NotSimulated(12), 39),
    ("GET", "/replication/controller/:id", NotSimulated(12), 39),
    ("GET", "/replication/controller/:id/dict", NotSimulated(12), 39),
    ("GET", "/replication/request/:id", NotSimulated(12), 39),
    ("GET", "/replication/job/:id", NotSimulated(12), 39),
    ("GET", "/replication/qserv/worker/status", NotSimulated(19), 39),
    ("GET", "/replication/qserv/worker/status/:worker", NotSimulated(19), 39),
    ("GET", "/replication/qserv/worker/config/:worker", NotSimulated(26), 39),
    ("GET", "/replication/qserv/worker/db/:worker", NotSimulated(24), 39),
    ("GET", "/replication/qserv/worker/files/:worker", NotSimulated(28), 39),
    ("GET", "/replication/qserv/master/status/:czar", NotSimulated(29), 39),
    ("GET", "/replication/qserv/master/config/:czar", NotSimulated(29), 39),
    ("GET", "/replication/qserv/master/db", NotSimulated(24), 39),
    ("GET", "/replication/qserv/master/queries/active", NotSimulated(25), 39),
    ("GET", "/replication/qserv/master/queries/active/progress/:czar", NotSimulated(29), 39),
    ("GET", "/replication/qserv/master/queries/past", NotSimulated(36), 39),
    ("GET", "/replication/qserv/master/query/:id", NotSimulated(12), 39),
    ("GET", "/replication/qserv/master/ingest-requests", NotSimulated(50), 55),
    ("GET", "/ingest/trans/contrib/:id", NotSimulated(37), 39),
];

/// A service with what the path says to it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Route {
    pub service: Service,
    pub query: Query,
    parameters: Vec<(&'static str, String)>,
}

impl Route {
    /// The part of the path that the service calls so.
    pub fn parameter(&self, name: &str) -> &str {
        self.parameters.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value.as_str())
    }
}

/// Why no service answers.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Unrouted {
    /// No service has the path with this method; those that the path would take, of which there may be none.
    NotFound(Vec<&'static str>),
    /// The path or a value of the query holds a NUL.
    Nul,
}

/// Finds the service. Methods tell case; the path is decoded before it is looked at.
pub(super) fn find(api: u32, method: &str, path: &str) -> Result<Route, Unrouted> {
    let path = path.split('#').next().unwrap_or("");
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let (path, query) = (decoded(path, true), Query::read(query));
    if path.contains('\0') || query.has_nul() {
        return Err(Unrouted::Nul);
    }
    let there = ROUTES.iter().filter(|(_, _, _, since)| *since <= api);
    let matching: Vec<_> =
        there.filter_map(|(method, pattern, service, _)| Some((*method, *service, matched(pattern, &path)?))).collect();
    match matching.iter().find(|(own, _, _)| *own == method) {
        Some((_, service, parameters)) => Ok(Route { service: *service, query, parameters: parameters.clone() }),
        None => {
            let mut methods: Vec<_> = matching.iter().map(|(method, _, _)| *method).collect();
            methods.dedup();
            Err(Unrouted::NotFound(methods))
        }
    }
}

/// The parameters of a path that fits a pattern; one slash at its end does not matter.
fn matched(pattern: &'static str, path: &str) -> Option<Vec<(&'static str, String)>> {
    let (mut wanted, mut given) = (pattern.split('/'), path.strip_suffix('/').unwrap_or(path).split('/'));
    let mut parameters = Vec::new();
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(parameters),
            (Some(wanted), Some(given)) => match wanted.strip_prefix(':') {
                Some(name) if !given.is_empty() => parameters.push((name, given.to_owned())),
                None if wanted == given => {}
                _ => return None,
            },
            _ => return None,
        }
    }
}
