//! The statements that Qserv sends to MariaDB. Names are put in back quotes and nothing in them is escaped, types stand as
//! they were registered.
//!
//! Source: `src/replica/mysql/DatabaseMySQLGenerator.{h,cc}`, `src/replica/worker/WorkerSqlRequest.cc`.

use super::mariadb::META;
use super::server::QservServer;
use super::state::TableInfo;

/// The column that Qserv puts first in every table, and partitions it by.
pub(super) const TRANSACTION_TYPE: &str = "INT NOT NULL";
/// The chunk that every worker has, whatever data came. Source: `src/global/constants.h`.
pub(super) const DUMMY_CHUNK: u32 = 1_234_567_890;

const PARTITION: &str = " PARTITION BY LIST (`qserv_trans_id`) (PARTITION `p0` VALUES IN (0))";

pub(super) fn id(name: &str) -> String {
    format!("`{name}`")
}

pub(super) fn id2(database: &str, table: &str) -> String {
    format!("`{database}`.`{table}`")
}

/// A text with what `mysql_real_escape_string` escapes in it.
pub(super) fn text(value: &str) -> String {
    let mut out = String::from("'");
    for c in value.chars() {
        let escaped = match c {
            '\0' => '0',
            '\n' => 'n',
            '\r' => 'r',
            '\x1a' => 'Z',
            '\\' | '\'' | '"' => c,
            _ => {
                out.push(c);
                continue;
            }
        };
        out.extend(['\\', escaped]);
    }
    out.push('\'');
    out
}

pub(super) fn create_database(name: &str) -> String {
    format!("CREATE DATABASE IF NOT EXISTS {}", id(name))
}

pub(super) fn drop_database(name: &str) -> String {
    format!("DROP DATABASE IF EXISTS {}", id(name))
}

pub(super) fn drop_table(qualified: &str) -> String {
    format!("DROP TABLE IF EXISTS {qualified}")
}

/// The tables that a registered table has on every worker: itself, and of a partitioned one those of the dummy chunk.
pub(super) fn worker_tables(table: &str, is_partitioned: bool) -> Vec<String> {
    let mut names = vec![table.to_owned()];
    if is_partitioned {
        names.push(format!("{table}_{DUMMY_CHUNK}"));
        names.push(format!("{table}FullOverlap_{DUMMY_CHUNK}"));
    }
    names
}

/// A table of the data as a worker has it while it is loaded.
pub(super) fn create_worker_table(table: &TableInfo, name: &str) -> String {
    create_data_table(table, name, "MyISAM") + PARTITION
}

/// The same for the simulated worker, where the registered table is there already: its definition need not be read again.
pub(super) fn create_worker_table_like(table: &TableInfo, name: &str) -> String {
    let (new, known) = (id2(&table.database, name), id2(&table.database, &table.name));
    format!("CREATE TABLE IF NOT EXISTS {new} LIKE {known}")
}

/// The czar's prototype of a published table; older servers left out the engine, whose default was another one.
pub(super) fn create_prototype(server: QservServer, table: &TableInfo) -> String {
    let engine = if server == QservServer::Api39 { "InnoDB" } else { "MyISAM" };
    create_data_table(table, &table.name, engine)
}

fn create_data_table(table: &TableInfo, name: &str, engine: &str) -> String {
    let columns: Vec<(&str, &str)> =
        table.columns.iter().map(|(name, column_type)| (name.as_str(), column_type.as_str())).collect();
    let mut statement = create_table(&id2(&table.database, name), true, &columns, &[], engine);
    // Charset and collation are not quoted.
    if !table.charset.is_empty() {
        statement.push_str(&format!(" DEFAULT CHARSET={}", table.charset));
    }
    if !table.collation.is_empty() {
        statement.push_str(&format!(" COLLATE={}", table.collation));
    }
    statement
}

fn create_table(
    qualified: &str,
    if_not_exists: bool,
    columns: &[(&str, &str)],
    keys: &[String],
    engine: &str,
) -> String {
    let columns = columns.iter().map(|(name, column_type)| format!("{} {column_type}", id(name)));
    let parts: Vec<String> = columns.chain(keys.iter().cloned()).collect();
    let if_not_exists = if if_not_exists { "IF NOT EXISTS " } else { "" };
    format!("CREATE TABLE {if_not_exists}{qualified} ({}) ENGINE={engine}", parts.join(","))
}

/// The director index that is filled while data is loaded: partitioned by transactions.
pub(super) fn create_director_index(table: &TableInfo, key_type: &str) -> String {
    let key = table.director.key.as_str();
    let columns =
        [(crate::qserv::TRANSACTION_ID, TRANSACTION_TYPE), (key, key_type), ("chunkId", "INT"), ("subChunkId", "INT")];
    let unique = if table.unique_primary_key { "UNIQUE KEY" } else { "KEY" };
    let keys = [format!("{unique} (`qserv_trans_id`,{})", id(key)), format!("KEY ({})", id(key))];
    create_table(&id(&index_table(table)), true, &columns, &keys, "InnoDB") + PARTITION
}

/// The director index that is built of loaded data.
pub(super) fn build_director_index(table: &TableInfo, unique: bool, key_type: &str, sub_chunk_type: &str) -> String {
    let key = table.director.key.as_str();
    let columns = [(key, key_type), ("chunkId", "INT"), ("subChunkId", sub_chunk_type)];
    let unique = if unique { "UNIQUE KEY" } else { "KEY" };
    create_table(&id(&index_table(table)), false, &columns, &[format!("{unique} ({})", id(key))], "InnoDB")
}

/// The director index of a table, in `qservMeta`.
pub(super) fn index_table(table: &TableInfo) -> String {
    format!("{}__{}", table.database, table.name)
}

/// The row counters of a table, in `qservMeta`.
pub(super) fn counters_table(table: &TableInfo) -> String {
    format!("{}__{}__rows", table.database, table.name)
}

pub(super) fn create_counters(table: &TableInfo) -> String {
    let columns = [("chunk", "INT UNSIGNED NOT NULL"), ("num_rows", "BIGINT UNSIGNED DEFAULT 0")];
    create_table(&id(&counters_table(table)), true, &columns, &["UNIQUE KEY (`chunk`)".to_owned()], "InnoDB")
}

/// The czar's table of the chunks of a database that hold no data.
pub(super) fn empty_chunks_table(database: &str) -> String {
    id2("qservCssData", &format!("{database}_EmptyChunks"))
}

pub(super) fn create_empty_chunks(database: &str) -> String {
    format!("CREATE TABLE {} (`chunkId` INT NOT NULL PRIMARY KEY) ENGINE = INNODB", empty_chunks_table(database))
}

/// A table of `qservMeta` with its database.
pub(super) fn in_meta(name: &str) -> String {
    id2(META, name)
}

pub(super) fn remove_partitioning(database: &str, table: &str) -> String {
    format!("ALTER TABLE {} REMOVE PARTITIONING", id2(database, table))
}

/// A part of an index: the column, how many characters of it (0: all), and its direction.
pub(super) struct IndexPart {
    pub column: String,
    pub length: u32,
    pub ascending: bool,
}

pub(super) fn create_index(qualified: &str, name: &str, spec: &str, parts: &[IndexPart], comment: &str) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|part| {
            let length = if part.length == 0 { String::new() } else { format!("({})", part.length) };
            format!("{}{length} {}", id(&part.column), if part.ascending { "ASC" } else { "DESC" })
        })
        .collect();
    let spec = if spec == "DEFAULT" { String::new() } else { format!("{spec} ") };
    format!(
        "CREATE {spec}INDEX IF NOT EXISTS {} ON {qualified} ({}) COMMENT {}",
        id(name),
        parts.join(","),
        text(comment)
    )
}

pub(super) fn drop_index(qualified: &str, name: &str) -> String {
    format!("DROP INDEX IF EXISTS {} ON {qualified}", id(name))
}

pub(super) fn grant(database: &str) -> String {
    format!("GRANT ALL ON {}.* TO 'qsmaster'@'localhost'", id(database))
}
