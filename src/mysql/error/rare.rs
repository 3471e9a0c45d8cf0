//! The errors that few scripts meet.

use std::sync::OnceLock;

use super::{Row, row_of, rows};
use crate::mysql::Server;

const SHARED: &str = include_str!(concat!(env!("OUT_DIR"), "/errors.txt"));
const MYSQL: &str = include_str!(concat!(env!("OUT_DIR"), "/errors_mysql.txt"));
const MYSQL57: &str = include_str!(concat!(env!("OUT_DIR"), "/errors_mysql57.txt"));
const MARIADB: &str = include_str!(concat!(env!("OUT_DIR"), "/errors_mariadb.txt"));

/// The row of a number; what MySQL 5.7 words in its own way is here too.
#[inline(never)] // A door: scripts/lib/parts.mjs
pub(super) fn row(number: u16, server: Server) -> Option<&'static Row> {
    let [shared, mysql, mysql57, mariadb] = all();
    let old = if server == Server::Mysql57 { row_of(mysql57, number) } else { None };
    let own = if server.is_mariadb() { mariadb } else { mysql };
    old.or_else(|| row_of(own, number)).or_else(|| row_of(shared, number))
}

/// All rows, but for those that only MySQL 5.7 has.
pub(super) fn tables() -> [&'static [Row]; 3] {
    let [shared, mysql, _, mariadb] = all();
    [shared, mysql, mariadb]
}

fn all() -> &'static [Vec<Row>; 4] {
    static TABLES: OnceLock<[Vec<Row>; 4]> = OnceLock::new();
    TABLES.get_or_init(|| [SHARED, MYSQL, MYSQL57, MARIADB].map(rows))
}
