//! Storage engines: which server has them, and what they can do.

use super::Server;

/// A storage engine's limits and abilities.
///
/// Source: the engines' chapters of both manuals; each line measured on MySQL 9.7.4 and MariaDB 10.11.19 with the
/// packages of Debian, where FEDERATED, BLACKHOLE and ARCHIVE are no part of MariaDB.
#[derive(Debug, PartialEq, Eq)]
pub struct Engine {
    /// As the server prints it.
    pub name: &'static str,
    pub in_mysql: bool,
    pub in_mariadb: bool,
    /// Most keys of a table.
    pub max_keys: usize,
    /// Most parts of a key, in MySQL.
    pub max_key_parts: usize,
    /// Longest key in bytes.
    pub max_key_length: u32,
    /// Longest part of a key in bytes.
    pub max_part_length: u32,
    pub auto_increment: bool,
    /// AUTO_INCREMENT may be a later part of a key.
    pub auto_increment_anywhere: bool,
    pub blob: bool,
    /// A BLOB can be a part of a key.
    pub blob_key: bool,
    pub null_key: bool,
    /// Columns may be NULL at all.
    pub null_columns: bool,
    pub fulltext: bool,
    pub spatial_key: bool,
    pub geometry: bool,
    /// Virtual columns.
    pub generated: bool,
    pub partitions: bool,
    pub foreign_keys: bool,
    pub descending: bool,
    pub default_expressions: bool,
}

const BASE: Engine = Engine {
    name: "",
    in_mysql: true,
    in_mariadb: true,
    max_keys: 64,
    max_key_parts: 16,
    max_key_length: 1000,
    max_part_length: 1000,
    auto_increment: true,
    auto_increment_anywhere: true,
    blob: true,
    blob_key: true,
    null_key: true,
    null_columns: true,
    fulltext: false,
    spatial_key: false,
    geometry: true,
    generated: true,
    partitions: false,
    foreign_keys: false,
    descending: false,
    default_expressions: true,
};

pub const ENGINES: &[Engine] = &[
    Engine {
        name: "InnoDB",
        max_key_length: 3072,
        max_part_length: 3072,
        auto_increment_anywhere: false,
        fulltext: true,
        spatial_key: true,
        partitions: true,
        foreign_keys: true,
        descending: true,
        ..BASE
    },
    Engine { name: "MyISAM", fulltext: true, spatial_key: true, ..BASE },
    Engine {
        name: "MEMORY",
        default_expressions: false,
        max_key_length: 3072,
        max_part_length: 3072,
        blob: false,
        blob_key: false,
        geometry: false,
        generated: false,
        auto_increment_anywhere: false,
        ..BASE
    },
    Engine {
        name: "CSV",
        max_key_length: 3072,
        max_part_length: 255,
        blob_key: false,
        default_expressions: false,
        geometry: false,
        max_keys: 0,
        auto_increment: false,
        null_columns: false,
        generated: false,
        ..BASE
    },
    Engine { name: "MRG_MYISAM", generated: false, geometry: false, default_expressions: false, ..BASE },
    Engine {
        name: "ARCHIVE",
        in_mariadb: false,
        max_keys: 1,
        max_key_length: 8,
        max_part_length: 8,
        default_expressions: false,
        blob_key: false,
        null_key: false,
        generated: false,
        ..BASE
    },
    Engine {
        name: "BLACKHOLE",
        fulltext: true,
        in_mariadb: false,
        max_key_length: 3072,
        max_part_length: 3072,
        generated: false,
        default_expressions: false,
        ..BASE
    },
    Engine { name: "PERFORMANCE_SCHEMA", ..BASE },
    Engine {
        name: "Aria",
        in_mysql: false,
        max_key_parts: 32,
        max_key_length: 2300,
        max_part_length: 2300,
        fulltext: true,
        spatial_key: true,
        partitions: true,
        ..BASE
    },
    Engine { name: "SEQUENCE", in_mysql: false, max_keys: 1, ..BASE },
];

/// Other names of engines.
const SYNONYMS: &[(&str, &str)] =
    &[("INNOBASE", "InnoDB"), ("HEAP", "MEMORY"), ("MERGE", "MRG_MYISAM"), ("MARIA", "Aria")];

/// The engine by name, where the server has it. `DEFAULT` is InnoDB.
pub fn engine(name: &str, server: Server) -> Option<&'static Engine> {
    let name = SYNONYMS.iter().find(|(synonym, _)| synonym.eq_ignore_ascii_case(name)).map_or(name, |(_, name)| name);
    let name = if name.eq_ignore_ascii_case("DEFAULT") { "InnoDB" } else { name };
    let known = ENGINES.iter().find(|engine| engine.name.eq_ignore_ascii_case(name))?;
    let here = if server.is_mariadb() { known.in_mariadb } else { known.in_mysql };
    here.then_some(known)
}
